//! Bodies that servers gave before, kept in a folder of the user: an answer that has not changed is not sent again.
//!
//! What is kept is the body of an answer with status 200, never a fault and never a verdict, so that a kept page is
//! judged like one that has just come. Whether it may be kept, for how long it counts without asking, and how to ask
//! whether it changed is decided by the rules of RFC 9111.
//!
//! One file is one URL. A file appears whole or not at all, so any number of processes may share the folder; what
//! cannot be read, is cut, or belongs to another URL counts as absent.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use http_cache_semantics::{AfterResponse, BeforeRequest, CacheOptions, CachePolicy};
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use url::Url;
use xxhash_rust::xxh3::xxh3_128;

/// The most a server may ask to be trusted without being asked again: who has just mended a page wants to see it.
const LONGEST_FRESHNESS: &str = "max-age=3600";

/// What was not asked for in this time is thrown away. By hand.
const LONGEST_REST: Duration = Duration::from_secs(30 * 24 * 3600);

/// How often the folder is searched for what can be thrown away. By hand.
const CLEANING: Duration = Duration::from_secs(24 * 3600);

/// Where files are written before they are kept, below the folder: few, so that every run can look for what a killed one
/// left.
const UNFINISHED: &str = "unfinished";

/// How long a file may be written: what is older was left by a run that was killed (by hand).
const LONGEST_WRITING: Duration = Duration::from_secs(60);

/// The longest head of a file, in bytes; servers that send longer headers are asked anew each time.
const MAX_HEAD: usize = 16 * 1024;

/// The longest file that is read back, in bytes: more than any body that is fetched and its head (by hand).
const MAX_FILE: u64 = 64 * 1024 * 1024;

/// The headers that the rules of caching look at, and the type of the content.
const RELEVANT: &[HeaderName] = &[
    header::AGE,
    header::CACHE_CONTROL,
    header::CONTENT_TYPE,
    header::DATE,
    header::ETAG,
    header::EXPIRES,
    header::LAST_MODIFIED,
    header::PRAGMA,
    header::VARY,
];

/// The folder.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    /// The first thing that went wrong with writing.
    trouble: Mutex<Option<String>>,
}

/// A body from the folder.
#[derive(Debug)]
pub(super) struct Kept {
    policy: CachePolicy,
    pub(super) content_type: Option<String>,
    pub(super) link_headers: Vec<String>,
    pub(super) body: Vec<u8>,
}

/// What the folder knows of a URL.
#[derive(Debug)]
pub(super) enum Known {
    /// It counts as it is.
    Fresh(Kept),
    /// It counts if the server says so, asked with these headers.
    Stale(Kept, HeaderMap),
}

/// The first line of a file; the body follows.
#[derive(Serialize, Deserialize)]
struct Head {
    url: Url,
    policy: CachePolicy,
    content_type: Option<String>,
    #[serde(default)]
    link_headers: Vec<String>,
    length: usize,
    checksum: String,
}

impl Cache {
    pub(super) fn new(folder: PathBuf) -> Self {
        let cache = Self {
            folder,
            trouble: Mutex::default(),
        };
        // Nothing depends on it; there may not even be a folder yet.
        let _ = cache.clean();
        cache
    }

    /// What went wrong with writing, in words for people.
    pub(super) fn trouble(&self) -> Option<String> {
        self.trouble
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// What is known of a URL.
    pub(super) fn find(&self, url: &Url, accept: &str) -> Option<Known> {
        let kept = self.read(url)?;
        match kept
            .policy
            .before_request(&asked(url, accept)?, SystemTime::now())
        {
            BeforeRequest::Fresh(_) => Some(Known::Fresh(kept)),
            BeforeRequest::Stale { request, .. } => {
                let mut ask = HeaderMap::new();
                for name in [header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE] {
                    if let Some(value) = request.headers.get(&name) {
                        ask.insert(name, value.clone());
                    }
                }
                (!ask.is_empty()).then_some(Known::Stale(kept, ask))
            }
        }
    }

    /// Keeps a body with the headers it came with, where that is allowed and of any use.
    pub(super) fn keep(&self, url: &Url, accept: &str, headers: &HeaderMap, body: &[u8]) {
        let (Some(request), Some(response)) = (asked(url, accept), answered(200, headers)) else {
            return;
        };
        let now = SystemTime::now();
        let options = CacheOptions {
            shared: false,
            // Nothing is guessed: what says nothing about its freshness is asked about each time.
            cache_heuristic: 0.0,
            ..CacheOptions::default()
        };
        let policy = CachePolicy::new_options(&request, &response, now, options);
        let can_be_asked_about =
            headers.contains_key(header::ETAG) || headers.contains_key(header::LAST_MODIFIED);
        if policy.is_storable() && (can_be_asked_about || !policy.is_stale(now)) {
            let links = super::headers::links(headers);
            self.store(url, policy, content_type(headers), links, body);
        }
    }

    /// Takes the server's word that a body has not changed. `None` if its words do not fit what is kept.
    pub(super) fn confirm(
        &self,
        url: &Url,
        accept: &str,
        kept: Kept,
        headers: &HeaderMap,
    ) -> Option<Kept> {
        let (request, response) = (asked(url, accept)?, answered(304, headers)?);
        let after = kept
            .policy
            .after_response(&request, &response, SystemTime::now());
        let AfterResponse::NotModified(policy, _) = after else {
            return None;
        };
        let (kind, links) = (kept.content_type.clone(), kept.link_headers.clone());
        self.store(url, policy.clone(), kind, links, &kept.body);
        Some(Kept { policy, ..kept })
    }

    fn path(&self, url: &Url) -> PathBuf {
        self.folder
            .join(format!("{:032x}", xxh3_128(key(url).as_bytes())))
    }

    fn read(&self, url: &Url) -> Option<Kept> {
        let bytes = self.bytes(&self.path(url))?;
        let end = memchr::memchr(b'\n', &bytes)?;
        let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
        let body = &bytes[end + 1..];
        let whole = body.len() == head.length && checksum(body) == head.checksum;
        // Two URLs with one hash share a file, of which the last one stays.
        (whole && key(&head.url) == key(url)).then(|| Kept {
            policy: head.policy,
            content_type: head.content_type,
            link_headers: head.link_headers,
            body: body.to_vec(),
        })
    }

    /// What a file of the folder holds. Others may write there: a pipe would never answer, a device never end.
    fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        if !fs::metadata(path).ok()?.is_file() {
            return None;
        }
        let mut bytes = Vec::new();
        let file = fs::File::open(path).ok()?;
        file.take(MAX_FILE + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= MAX_FILE).then_some(bytes)
    }

    fn store(
        &self,
        url: &Url,
        policy: CachePolicy,
        content_type: Option<String>,
        link_headers: Vec<String>,
        body: &[u8],
    ) {
        let head = serde_json::to_vec(&Head {
            url: url.clone(),
            policy,
            content_type,
            link_headers,
            length: body.len(),
            checksum: checksum(body),
        });
        let Some(head) = head.ok().filter(|head| head.len() <= MAX_HEAD) else {
            return;
        };
        if let Err(error) = self.write(&self.path(url), &head, body) {
            let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
            trouble.get_or_insert_with(|| {
                format!(
                    "the cache `{}` cannot be written: {}; pages are fetched anew each time",
                    self.folder.display(),
                    crate::io::plain(&error)
                )
            });
        }
    }

    fn write(&self, path: &Path, head: &[u8], body: &[u8]) -> io::Result<()> {
        if !self.folder.is_dir() {
            fs::create_dir_all(&self.folder)?;
            fs::write(self.folder.join("CACHEDIR.TAG"), TAG)?;
        }
        let unfinished = self.folder.join(UNFINISHED);
        fs::create_dir_all(&unfinished)?;
        let mut file = tempfile::NamedTempFile::new_in(unfinished)?;
        file.write_all(head)?;
        file.write_all(b"\n")?;
        file.write_all(body)?;
        file.persist(path)?;
        Ok(())
    }

    /// Throws away what killed runs left unfinished, and once a day what was not asked for in a long time.
    fn clean(&self) -> io::Result<()> {
        for entry in fs::read_dir(self.folder.join(UNFINISHED))
            .into_iter()
            .flatten()
        {
            let path = entry?.path();
            if rested(&path).is_some_and(|rest| rest > LONGEST_WRITING) {
                fs::remove_file(path)?;
            }
        }
        let marker = self.folder.join("cleaned");
        if rested(&marker).is_some_and(|rest| rest < CLEANING) {
            return Ok(());
        }
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // Other files are not ours.
            let is_page = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
            let is_old = rested(&entry.path()).is_some_and(|rest| rest > LONGEST_REST);
            if is_page && is_old {
                fs::remove_file(entry.path())?;
            }
        }
        fs::write(marker, "")
    }
}

/// What backup programs look for in a folder that need not be saved.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds pages that creditline has fetched.\n";

/// How long ago a file was written.
fn rested(path: &Path) -> Option<Duration> {
    fs::metadata(path).ok()?.modified().ok()?.elapsed().ok()
}

/// The part of a URL that a server sees.
fn key(url: &Url) -> &str {
    &url[..url::Position::AfterQuery]
}

fn checksum(body: &[u8]) -> String {
    format!("{:032x}", xxh3_128(body))
}

fn content_type(headers: &HeaderMap) -> Option<String> {
    super::headers::header_text(headers, &header::CONTENT_TYPE)
}

/// The request as the rules of caching see it.
fn asked(url: &Url, accept: &str) -> Option<http::Request<()>> {
    http::Request::get(key(url))
        .header(header::ACCEPT, accept)
        .header(
            header::CACHE_CONTROL,
            HeaderValue::from_static(LONGEST_FRESHNESS),
        )
        .body(())
        .ok()
}

/// The answer as the rules of caching see it.
fn answered(status: u16, headers: &HeaderMap) -> Option<http::Response<()>> {
    let mut response = http::Response::builder().status(status);
    for name in RELEVANT {
        for value in headers.get_all(name) {
            response = response.header(name, value);
        }
    }
    response.body(()).ok()
}
