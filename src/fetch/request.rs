//! What is asked for, and what is given.

use url::Url;

use super::guard::Named;
use super::options::Expect;

/// What to fetch.
#[derive(Debug, Clone)]
pub struct Request {
    /// The URL.
    pub url: Url,
    /// Who named it. What nobody named but a page is asked for only where `robots.txt` allows it.
    pub named: Named,
    /// What is expected there.
    pub expect: Expect,
}

impl Request {
    /// A page that the user named.
    pub fn typed(url: Url) -> Self {
        Self {
            url,
            named: Named::ByUser,
            expect: Expect::Page,
        }
    }

    /// A page that another page, a feed or a sitemap named.
    pub fn found(url: Url) -> Self {
        Self {
            url,
            named: Named::Found,
            expect: Expect::Page,
        }
    }
}

/// What a server gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The URL that was asked for.
    pub url: Url,
    /// The URL that gave the content, after redirects.
    pub final_url: Url,
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// The body after decompression, in whatever charset it is.
    pub bytes: Vec<u8>,
    /// The redirects that were followed, first to last.
    pub hops: Vec<Hop>,
}

/// One redirect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// The URL that redirected.
    pub from: Url,
    /// The HTTP status it gave: 301, 302, 303, 307 or 308.
    pub status: u16,
    /// Where it redirected to.
    pub to: Url,
}
