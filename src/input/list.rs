//! Lists of pages that the user names: sitemaps and feeds.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

use url::Url;

use super::feed::{self, Feed, Item};
use super::load::Loader;
use super::problem::InputProblem;
use super::sitemap::{self, MAX_SITEMAP, Sitemap};
use super::source::Source;
use crate::finding::ReasonKind;
use crate::io::open;
use crate::io::{gzip, plain, show_path, show_url};

/// The most sitemaps that are read for one that the user names: ten times what one index may list at its largest sites
/// in practice, and an end for indexes that list each other for ever. By hand.
const MAX_SITEMAPS: usize = 5_000;

/// The most pages that are taken from one list that the user names. By hand.
const MAX_PAGES: usize = 1_000_000;

/// How deep indexes may list indexes. The protocol allows one level; some sites have two. By hand.
const MAX_DEPTH: usize = 3;

/// What a list came to.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// The pages, in the order of the list, each once.
    pub(super) sources: Vec<Source>,
    /// What was wrong with the list or its parts.
    pub(super) problems: Vec<InputProblem>,
}

/// Where a list is.
#[derive(Debug, Clone)]
pub(super) enum Place<'a> {
    File(&'a Path),
    Url(Url),
}

impl Place<'_> {
    fn location(&self) -> String {
        match self {
            Self::File(path) => show_path(path),
            Self::Url(url) => show_url(url),
        }
    }

    /// The content of the list itself, unpacked.
    fn read(&self, location: &str, loader: &Loader) -> Result<Vec<u8>, InputProblem> {
        let bytes = match self {
            Self::File(path) => open(path, location),
            Self::Url(url) => fetch(loader, &[(url.clone(), true)])
                .pop()
                .unwrap_or_else(|| Err(no_network(location))),
        };
        bytes.and_then(|bytes| unpack(bytes, location))
    }
}

/// Reads a feed that the user named. Its entries are pages to be fetched or, with `whole`, the texts that it carries.
pub(super) fn feed(place: &Place<'_>, whole: bool, loader: &Loader) -> Listed {
    let mut reading = Reading::default();
    let location = place.location();
    let base = match place {
        Place::File(_) => None,
        Place::Url(url) => Some(url),
    };
    match place.read(&location, loader) {
        Ok(bytes) => {
            let Feed {
                pages,
                skipped,
                fault,
            } = feed::read(&bytes, base);
            reading.faults(&location, "feed", fault, skipped);
            if whole {
                reading.entries(&location, pages);
            } else {
                reading.pages(&location, pages.into_iter().map(|item| item.url).collect());
            }
        }
        Err(problem) => reading.listed.problems.push(problem),
    }
    reading.finish(&location, "a feed: RSS, Atom or JSON Feed")
}

/// Reads a sitemap that the user named, and those it lists.
pub(super) fn sitemap(place: &Place<'_>, loader: &Loader) -> Listed {
    let mut reading = Reading::default();
    let location = place.location();
    let first = place.read(&location, loader);
    let mut level = reading.sitemap(&location, first);
    for _ in 1..MAX_DEPTH {
        level.retain(|url| reading.sitemaps.insert(url.clone()));
        if reading.sitemaps.len() > MAX_SITEMAPS {
            reading.problem(
                &location,
                format_args!("lists more than {MAX_SITEMAPS} sitemaps"),
                "name its parts one by one",
            );
            return reading.listed;
        }
        let wanted: Vec<_> = level.drain(..).map(|url| (url, false)).collect();
        let fetched = fetch(loader, &wanted);
        for ((url, _), bytes) in wanted.iter().zip(fetched) {
            let location = show_url(url);
            let bytes = bytes.and_then(|bytes| unpack(bytes, &location));
            level.extend(reading.sitemap(&location, bytes));
        }
    }
    level.retain(|url| !reading.sitemaps.contains(url));
    if !level.is_empty() {
        reading.problem(
            &location,
            format_args!("lists indexes of indexes, more than {MAX_DEPTH} deep"),
            "name the deeper ones themselves",
        );
    }
    let form = "a sitemap: XML with `urlset`, or one address a line";
    reading.finish(&location, form)
}

#[derive(Default)]
struct Reading {
    listed: Listed,
    /// Only asked, never listed, so that its order does not matter.
    pages: HashSet<Url>,
    sitemaps: HashSet<Url>,
}

impl Reading {
    /// Takes the pages of one sitemap and gives back the sitemaps it lists.
    fn sitemap(&mut self, location: &str, bytes: Result<Vec<u8>, InputProblem>) -> Vec<Url> {
        match bytes {
            Ok(bytes) => {
                let Sitemap {
                    pages,
                    sitemaps,
                    skipped,
                    fault,
                } = sitemap::read(&bytes);
                self.faults(location, "sitemap", fault, skipped);
                self.pages(location, pages);
                sitemaps
            }
            Err(problem) => {
                self.listed.problems.push(problem);
                Vec::new()
            }
        }
    }

    fn faults(&mut self, location: &str, kind: &str, fault: Option<(String, u64)>, skipped: usize) {
        if let Some((why, at)) = fault {
            self.problem(
                location,
                format_args!("cannot be read as a {kind} past byte {at}: {why}"),
                "what stands before is checked; mend the file for the rest",
            );
        }
        if skipped > 0 {
            self.problem(
                location,
                format_args!("lists entries without a web address ({skipped} of them)"),
                "entries need whole http:// or https:// addresses",
            );
        }
    }

    fn pages(&mut self, location: &str, pages: Vec<Url>) {
        for page in pages {
            if self.pages.len() == MAX_PAGES {
                self.problem(
                    location,
                    format_args!("lists more than {MAX_PAGES} pages in all"),
                    "name its parts one by one",
                );
                return;
            }
            if self.pages.insert(page.clone()) {
                self.listed.sources.push(Source::Found(page));
            }
        }
    }

    fn entries(&mut self, location: &str, items: Vec<Item>) {
        let mut empty = 0_usize;
        for Item { url, content } in items {
            match content {
                Some(content) if self.pages.insert(url.clone()) => {
                    let content = content.into();
                    self.listed.sources.push(Source::Entry { url, content });
                }
                Some(_) => {}
                None => empty += 1,
            }
        }
        if empty > 0 {
            self.problem(
                location,
                format_args!("carries no whole text for {empty} of its entries"),
                "name it with `feed:` instead of `feed-content:` to fetch their pages",
            );
        }
    }

    fn problem(&mut self, location: &str, what: std::fmt::Arguments<'_>, help: &str) {
        let problem = InputProblem::new(ReasonKind::BadList, location, what, help);
        self.listed.problems.push(problem);
    }

    fn finish(mut self, location: &str, form: &str) -> Listed {
        if self.listed.sources.is_empty() && self.listed.problems.is_empty() {
            self.listed.problems.push(InputProblem::new(
                ReasonKind::NoPages,
                location,
                "lists no page",
                format!("check that it is {form}"),
            ));
        }
        self.listed
    }
}

fn open(path: &Path, location: &str) -> Result<Vec<u8>, InputProblem> {
    let mut bytes = Vec::new();
    open::file(path)
        .and_then(|file| file.take(MAX_SITEMAP + 1).read_to_end(&mut bytes))
        .map_err(|error| {
            InputProblem::new(
                ReasonKind::Unreadable,
                location,
                format_args!("cannot be read: {}", plain(&error)),
                "check the path and its permissions",
            )
        })?;
    if bytes.len() as u64 > MAX_SITEMAP {
        return Err(too_large(location));
    }
    Ok(bytes)
}

/// Lists are often compressed as files, which is no matter of HTTP.
fn unpack(bytes: Vec<u8>, location: &str) -> Result<Vec<u8>, InputProblem> {
    if !bytes.starts_with(gzip::MAGIC) {
        return Ok(bytes);
    }
    match gzip::unpack(&bytes, MAX_SITEMAP) {
        Ok(Some(unpacked)) => Ok(unpacked),
        Ok(None) => Err(too_large(location)),
        Err(error) => Err(InputProblem::new(
            ReasonKind::BadList,
            location,
            format_args!("cannot be unpacked: {error}"),
            "check that the file is whole",
        )),
    }
}

fn too_large(location: &str) -> InputProblem {
    InputProblem::new(
        ReasonKind::TooLarge,
        location,
        "is larger than 50 MiB, the limit for a list",
        "split it, and name the parts",
    )
}

fn no_network(location: &str) -> InputProblem {
    InputProblem::new(
        ReasonKind::CannotFetch,
        location,
        "is a web address, and this build of creditline cannot fetch",
        "build it with the feature `fetch`, or save the list and name the file",
    )
}

#[cfg(not(feature = "fetch"))]
fn fetch(_: &Loader, urls: &[(Url, bool)]) -> Vec<Result<Vec<u8>, InputProblem>> {
    urls.iter()
        .map(|(url, _)| Err(no_network(&show_url(url))))
        .collect()
}

/// Fetches lists; the flag says whether the user typed the URL.
#[cfg(feature = "fetch")]
fn fetch(loader: &Loader, urls: &[(Url, bool)]) -> Vec<Result<Vec<u8>, InputProblem>> {
    use crate::fetch::{Expect, Request};
    let requests: Vec<_> = urls
        .iter()
        .map(|(url, typed)| Request {
            expect: Expect::UpTo(MAX_SITEMAP),
            ..if *typed {
                Request::typed(url.clone())
            } else {
                Request::found(url.clone())
            }
        })
        .collect();
    let results = loader.web.fetch_all(&requests).into_iter();
    results
        .zip(urls)
        .map(|(result, (url, _))| match result {
            Ok(fetched) => Ok(fetched.bytes),
            Err(error) => Err(super::web::fetch_problem(show_url(url), &error)),
        })
        .collect()
}
