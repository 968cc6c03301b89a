//! From the head of an answer to its body, from the network or from the cache, within the same limits.

use std::sync::Arc;

use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};

use super::body;
use super::cache::{Cache, Kept, Known};
use super::error::Fault;
use super::exchange::{Answer, Exchange, Way};
use super::headers::{header_text, header_texts, links};
use super::options::Expect;
use crate::io::gzip;
use crate::text::start;

impl Exchange {
    /// Takes an answer, and gives its headers if its body is worth keeping.
    pub(super) async fn accept(
        &self,
        response: reqwest::Response,
        expect: Expect,
    ) -> Result<(Answer, Option<HeaderMap>), Fault> {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let content_type = header_text(&headers, &CONTENT_TYPE);
        check_kind(content_type.as_deref(), expect)?;
        // The library removes the header when it has decompressed the body.
        let coding = header_text(&headers, &CONTENT_ENCODING);
        if coding.is_some_and(|coding| !coding.is_empty() && coding != "identity") {
            return Err(Fault::StillEncoded);
        }
        let (bytes, whole) = match expect {
            Expect::StartOf(length) => body::read_up_to(response, length, &self.options).await?,
            Expect::UpTo(limit) => (body::read(response, limit, &self.options).await?, true),
            Expect::Page | Expect::Anything => {
                let limit = self.options.max_bytes;
                (body::read(response, limit, &self.options).await?, true)
            }
        };
        check_start(&bytes, expect)?;
        let answer = Answer {
            status,
            content_type,
            link_headers: links(&headers),
            bytes,
            headers: header_texts(&headers),
        };
        Ok((answer, (status == 200 && whole).then_some(headers)))
    }

    /// A kept body, held to the same limits as one that has just come.
    pub(super) fn reuse(&self, kept: Kept, expect: Expect) -> Result<Answer, Fault> {
        check_kind(kept.content_type.as_deref(), expect)?;
        let mut bytes = kept.body;
        let limit = match expect {
            Expect::StartOf(length) => {
                bytes.truncate(length);
                u64::MAX
            }
            Expect::UpTo(limit) => limit,
            Expect::Page | Expect::Anything => self.options.max_bytes,
        };
        if bytes.len() as u64 > limit {
            return Err(Fault::TooLarge { limit });
        }
        check_start(&bytes, expect)?;
        Ok(Answer {
            status: 200,
            content_type: kept.content_type,
            link_headers: kept.link_headers,
            bytes,
            headers: Vec::new(),
        })
    }

    /// What is kept of the next URL.
    pub(super) async fn recall(&self, way: &Way) -> Option<Known> {
        let (url, accept) = (way.at.clone(), way.accept().to_owned());
        self.with_cache(move |cache| cache.find(&url, &accept))
            .await?
    }

    /// Takes the server's word that what is kept has not changed.
    pub(super) async fn confirm(&self, way: &Way, kept: Kept, headers: &HeaderMap) -> Option<Kept> {
        let (url, accept) = (way.at.clone(), way.accept().to_owned());
        let headers = headers.clone();
        self.with_cache(move |cache| cache.confirm(&url, &accept, kept, &headers))
            .await?
    }

    /// Keeps a body.
    pub(super) async fn keep(&self, way: &Way, headers: HeaderMap, bytes: &[u8]) {
        let (url, accept) = (way.at.clone(), way.accept().to_owned());
        let bytes = bytes.to_vec();
        self.with_cache(move |cache| cache.keep(&url, &accept, &headers, &bytes))
            .await;
    }

    /// Works with the cache, if there is one, where waiting for the disk holds up nobody.
    async fn with_cache<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Cache) -> T + Send + 'static,
    ) -> Option<T> {
        let cache = Arc::clone(self.cache.as_ref()?);
        tokio::task::spawn_blocking(move || work(&cache)).await.ok()
    }
}

fn check_kind(content_type: Option<&str>, expect: Expect) -> Result<(), Fault> {
    match content_type.and_then(other_kind) {
        Some(kind) if expect == Expect::Page => Err(Fault::NotHtml(kind)),
        _ => Ok(()),
    }
}

fn check_start(bytes: &[u8], expect: Expect) -> Result<(), Fault> {
    if expect == Expect::Page && bytes.starts_with(gzip::MAGIC) {
        return Err(Fault::StillEncoded);
    }
    Ok(())
}

/// The media type, if it is of a kind that holds no page. Unknown types are let through: what they hold is looked at.
fn other_kind(content_type: &str) -> Option<String> {
    const FAMILIES: &[&str] = &[
        "image/",
        "audio/",
        "video/",
        "font/",
        "model/",
        "application/vnd.openxmlformats",
    ];
    const KINDS: &[&str] = &[
        "application/pdf",
        "application/zip",
        "application/gzip",
        "application/x-gzip",
        "application/epub+zip",
        "application/msword",
        "application/javascript",
        "application/json",
        "application/wasm",
        "text/css",
        "text/javascript",
    ];
    let kind = content_type.split(';').next()?.trim().to_ascii_lowercase();
    let other =
        FAMILIES.iter().any(|family| kind.starts_with(family)) || KINDS.contains(&kind.as_str());
    other.then(|| start(&kind, 100).to_owned())
}
