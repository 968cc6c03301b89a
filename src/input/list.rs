//! Lists of pages that the user names: sitemaps.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use url::Url;

use super::gzip;
use super::load::Loader;
use super::problem::{InputProblem, ProblemCode, plain};
use super::sitemap::{self, MAX_SITEMAP, Sitemap};
use super::source::{Source, show_path, show_url};

/// The most sitemaps that are read for one that the user names: ten times what one index may list at its largest
/// sites in practice, and an end for indexes that list each other for ever.
const MAX_SITEMAPS: usize = 5_000;

/// The most pages that are taken from one sitemap that the user names.
const MAX_PAGES: usize = 1_000_000;

/// How deep indexes may list indexes. The protocol allows one level; some sites have two.
const MAX_DEPTH: usize = 3;

/// What a list came to.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// The pages, in the order of the list, each once.
    pub(super) sources: Vec<Source>,
    /// What was wrong with the list or its parts.
    pub(super) problems: Vec<InputProblem>,
}

/// Where a sitemap is.
#[derive(Debug, Clone)]
pub(super) enum Place<'a> {
    File(&'a Path),
    Url(Url),
}

/// Reads a sitemap that the user named, and those it lists.
pub(super) fn sitemap(place: Place<'_>, loader: &Loader) -> Listed {
    let mut reading = Reading::default();
    let location = match &place {
        Place::File(path) => show_path(path),
        Place::Url(url) => show_url(url),
    };
    let first = match place {
        Place::File(path) => open(path, &location),
        Place::Url(url) => fetch(loader, &[(url, true)])
            .pop()
            .unwrap_or_else(|| Err(no_network(&location))),
    };
    let mut level = reading.take(&location, first);
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
            level.extend(reading.take(&show_url(url), bytes));
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
    reading.finish(&location)
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
    fn take(&mut self, location: &str, bytes: Result<Vec<u8>, InputProblem>) -> Vec<Url> {
        let read = bytes.and_then(|bytes| unpack(bytes, location));
        let Sitemap {
            pages,
            sitemaps,
            skipped,
            fault,
        } = match read {
            Ok(bytes) => sitemap::read(&bytes),
            Err(problem) => {
                self.listed.problems.push(problem);
                return Vec::new();
            }
        };
        if let Some((why, at)) = fault {
            self.problem(
                location,
                format_args!("cannot be read as a sitemap past byte {at}: {why}"),
                "what stands before is checked; mend the sitemap for the rest",
            );
        }
        if skipped > 0 {
            self.problem(
                location,
                format_args!("lists {skipped} entries that are no web addresses"),
                "a sitemap lists whole http:// or https:// addresses",
            );
        }
        for page in pages {
            if self.pages.len() == MAX_PAGES {
                self.problem(
                    location,
                    format_args!("lists more than {MAX_PAGES} pages in all"),
                    "name its parts one by one",
                );
                return Vec::new();
            }
            if self.pages.insert(page.clone()) {
                self.listed.sources.push(Source::Found(page));
            }
        }
        sitemaps
    }

    fn problem(&mut self, location: &str, what: std::fmt::Arguments<'_>, help: &str) {
        let problem = InputProblem::new(ProblemCode::BadList, location, what, help);
        self.listed.problems.push(problem);
    }

    fn finish(mut self, location: &str) -> Listed {
        if self.listed.sources.is_empty() && self.listed.problems.is_empty() {
            self.listed.problems.push(InputProblem::new(
                ProblemCode::NoPages,
                location,
                "lists no page",
                "check that it is a sitemap: XML with `urlset`, or one address a line",
            ));
        }
        self.listed
    }
}

fn open(path: &Path, location: &str) -> Result<Vec<u8>, InputProblem> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_SITEMAP + 1).read_to_end(&mut bytes))
        .map_err(|error| {
            InputProblem::new(
                ProblemCode::Unreadable,
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

/// Sitemaps are often compressed as files, which is no matter of HTTP.
fn unpack(bytes: Vec<u8>, location: &str) -> Result<Vec<u8>, InputProblem> {
    if !bytes.starts_with(gzip::MAGIC) {
        return Ok(bytes);
    }
    match gzip::unpack(&bytes, MAX_SITEMAP) {
        Ok(Some(unpacked)) => Ok(unpacked),
        Ok(None) => Err(too_large(location)),
        Err(error) => Err(InputProblem::new(
            ProblemCode::BadList,
            location,
            format_args!("cannot be unpacked: {error}"),
            "check that the file is whole",
        )),
    }
}

fn too_large(location: &str) -> InputProblem {
    InputProblem::new(
        ProblemCode::TooLarge,
        location,
        "is larger than 50 MiB, the limit for a sitemap",
        "split it, and name the index or the parts",
    )
}

fn no_network(location: &str) -> InputProblem {
    InputProblem::new(
        ProblemCode::CannotFetch,
        location,
        "is a web address, and this build of creditline cannot fetch",
        "build it with the feature `fetch`, or save the sitemap and name the file",
    )
}

#[cfg(not(feature = "fetch"))]
fn fetch(_: &Loader, urls: &[(Url, bool)]) -> Vec<Result<Vec<u8>, InputProblem>> {
    urls.iter()
        .map(|(url, _)| Err(no_network(&show_url(url))))
        .collect()
}

/// Fetches sitemaps; the flag says whether the user typed the URL.
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
            Err(error) => Err(super::load::fetch_problem(show_url(url), &error)),
        })
        .collect()
}
