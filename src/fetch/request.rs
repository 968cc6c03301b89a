//! What is asked for, and what is given.

use std::fmt;

use url::Url;

use super::error::Hop;
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
    /// What it is needed for, if a page that was fetched needs it to be shown.
    pub part: Option<Part>,
    /// How a service for programs is asked, if it is one.
    pub call: Option<Call>,
}

/// How a service that answers programs, such as a search engine, is asked. Its answer is never kept, it is asked once
/// where it has had enough (429), and it may send nobody elsewhere: what it is sent may be secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Call {
    /// Headers, over the usual ones.
    pub headers: Vec<(String, String)>,
    /// The JSON to send by `POST`; `None` for `GET`.
    pub body: Option<String>,
}

impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&String> = self.headers.iter().map(|(name, _)| name).collect();
        let posts = self.body.is_some();
        formatter
            .debug_struct("Call")
            .field("headers", &names)
            .field("posts", &posts)
            .finish()
    }
}

/// What a page needs to be shown: a script, a style sheet, data. Parts of one page come as fast as a browser would ask
/// for them, a few at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The page, if the user typed it: its very host and port may be private, for its parts too.
    pub typed_page: Option<Url>,
    /// The kinds of content that are asked for: an `Accept` header.
    pub accept: String,
}

impl Request {
    /// A page that the user named.
    pub fn typed(url: Url) -> Self {
        Self {
            url,
            named: Named::ByUser,
            expect: Expect::Page,
            part: None,
            call: None,
        }
    }

    /// A page that another page, a feed or a sitemap named.
    pub fn found(url: Url) -> Self {
        Self {
            url,
            named: Named::Found,
            expect: Expect::Page,
            part: None,
            call: None,
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
    /// The `Link` headers.
    pub link_headers: Vec<String>,
    /// The headers as they came, their names in lower case; none where the body was kept from before.
    pub headers: Vec<(String, String)>,
    /// The body after decompression, in whatever charset it is.
    pub bytes: Vec<u8>,
    /// The redirects that were followed, first to last.
    pub hops: Vec<Hop>,
}
