//! What can go wrong between us and a server, in plain words.

use std::time::Duration;

use url::Url;

use crate::finding::ReasonKind;
use crate::io::{show_url, size};
use crate::text::shortened;

/// The longest URL that a message shows, in characters. By hand.
const SHOWN_URL: usize = 200;

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

/// A URL that could not be fetched. Its `Display` names the URL (without credentials), says what happened and what to
/// do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}; {}", self.message(), self.help())]
pub struct FetchError {
    /// The URL that was asked for.
    pub url: Url,
    /// The redirects that were followed before the fault, first to last.
    pub hops: Vec<Hop>,
    /// What happened, at the target of the last redirect.
    pub fault: Box<Fault>,
}

impl FetchError {
    /// A fault before any redirect.
    pub fn new(url: Url, fault: Fault) -> Self {
        Self {
            url,
            hops: Vec::new(),
            fault: Box::new(fault),
        }
    }

    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// What happened, naming the URL.
    pub fn message(&self) -> String {
        match self.hops.last() {
            None => format!("`{}` {}", shown(&self.url), self.fault),
            Some(hop) => format!(
                "`{}`, to which `{}` redirects, {}",
                shown(&hop.to),
                shown(&self.url),
                self.fault
            ),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> String {
        self.fault.help()
    }
}

/// A URL for a message: without credentials, and cut where it is very long.
pub(super) fn shown(url: &Url) -> String {
    shortened(&show_url(url), SHOWN_URL)
}

/// What happened, as the rest of a sentence that starts with the URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The run is offline.
    #[error("was not fetched: this run is offline")]
    Offline,
    /// The URL has no host or cannot be sent.
    #[error("is not a valid web address: {0}")]
    InvalidUrl(String),
    /// Neither `http` nor `https`.
    #[error("is not a web address that can be fetched")]
    UnsupportedScheme,
    /// A user name or password in the URL.
    #[error("carries a user name or password")]
    Credentials,
    /// A private address, or a name that has no public one.
    #[error("leads to a private address")]
    RefusedAddress,
    /// A redirect to something that may not be fetched.
    #[error("redirects to {to}, which is refused: it {why}")]
    RefusedRedirect {
        /// Where to, cut short.
        to: String,
        /// Why that is refused.
        why: String,
    },
    /// A redirect back to where it came from.
    #[error("redirects in a circle")]
    RedirectLoop,
    /// More redirects than are followed.
    #[error("redirects more than {0} times")]
    TooManyRedirects(usize),
    /// No such host.
    #[error("names a host that is not known")]
    Dns,
    /// Nobody listens.
    #[error("refuses the connection")]
    Refused,
    /// Some other fault below HTTP: no route, network down.
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    /// Something took too long.
    #[error("{what} within {limit:?}")]
    Timeout {
        /// What the server did not do.
        what: &'static str,
        /// The limit.
        limit: Duration,
    },
    /// No trustworthy connection.
    #[error("offers no trustworthy connection: {0}")]
    Tls(String),
    /// The connection was closed before an answer.
    #[error("closed the connection without an answer")]
    Closed,
    /// The answer is no HTTP.
    #[error("gave an answer that breaks the rules of HTTP{0}")]
    BadResponse(String),
    /// An answer that is no page.
    #[error("answered with HTTP status {status}{}", meaning(*.status))]
    Status {
        /// The status.
        status: u16,
        /// How long the server asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// The body is larger than allowed.
    #[error("sent more than {}, the limit for one page", size(*.limit))]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The body ended early.
    #[error("broke off in the middle of the page")]
    CutShort,
    /// The body is not compressed the way the server says.
    #[error("sent a page that cannot be decompressed")]
    BadEncoding,
    /// The body is compressed more than once, or in a way that was not asked for.
    #[error("sent a page that is still compressed after decompression")]
    StillEncoded,
    /// An image, a video, an archive.
    #[error("is no page but `{0}`")]
    NotHtml(String),
    /// The site's `robots.txt` forbids it.
    #[error("is closed to programs by the site's robots.txt")]
    Robots,
    /// The site's `robots.txt` could not be read, which forbids everything.
    #[error("was not fetched: the site's robots.txt cannot be read")]
    RobotsUnreadable,
    /// The host answered none of the requests before.
    #[error("was not fetched: its host did not answer {0} requests in a row")]
    HostDown(u32),
    /// The run was interrupted.
    #[error("was not fetched: the run was interrupted")]
    Interrupted,
    /// The client could not be set up.
    #[error("was not fetched: the network client cannot be set up ({0})")]
    Setup(String),
}

impl Fault {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        self.kind().as_str()
    }

    /// What it is among the reasons why a page could not be judged.
    pub fn kind(&self) -> ReasonKind {
        match self {
            Self::Offline => ReasonKind::Offline,
            Self::InvalidUrl(_) => ReasonKind::InvalidUrl,
            Self::UnsupportedScheme => ReasonKind::UnsupportedScheme,
            Self::Credentials => ReasonKind::CredentialsInUrl,
            Self::RefusedAddress => ReasonKind::RefusedAddress,
            Self::RefusedRedirect { .. } => ReasonKind::RefusedRedirect,
            Self::RedirectLoop => ReasonKind::RedirectLoop,
            Self::TooManyRedirects(_) => ReasonKind::TooManyRedirects,
            Self::Dns => ReasonKind::Dns,
            Self::Refused => ReasonKind::Refused,
            Self::Unreachable(_) => ReasonKind::Unreachable,
            Self::Timeout { .. } => ReasonKind::Timeout,
            Self::Tls(_) => ReasonKind::Tls,
            Self::Closed => ReasonKind::Closed,
            Self::BadResponse(_) => ReasonKind::BadResponse,
            Self::Status { .. } => ReasonKind::HttpStatus,
            Self::TooLarge { .. } => ReasonKind::TooLarge,
            Self::CutShort => ReasonKind::CutShort,
            Self::BadEncoding => ReasonKind::BadEncoding,
            Self::StillEncoded => ReasonKind::StillEncoded,
            Self::NotHtml(_) => ReasonKind::NotHtml,
            Self::Robots => ReasonKind::Robots,
            Self::RobotsUnreadable => ReasonKind::RobotsUnreadable,
            Self::HostDown(_) => ReasonKind::HostDown,
            Self::Interrupted => ReasonKind::Interrupted,
            Self::Setup(_) => ReasonKind::Setup,
        }
    }

    /// Whether the fault says something about the whole host, not about one page.
    pub(super) fn is_about_host(&self) -> bool {
        matches!(
            self,
            Self::Dns
                | Self::Refused
                | Self::Unreachable(_)
                | Self::Timeout { .. }
                | Self::Tls(_)
                | Self::Closed
                | Self::RefusedAddress
        )
    }

    /// Whether the address does not answer as it stands: a reader would come to nothing too. The others say that we may
    /// not ask, that this machine cannot, or that it did not work this time.
    pub(crate) fn is_final(&self) -> bool {
        match self {
            Self::Status { status, .. } => !matches!(status, 401 | 402 | 403 | 408 | 429 | 451),
            Self::Dns
            | Self::Refused
            | Self::RedirectLoop
            | Self::TooManyRedirects(_)
            | Self::RefusedRedirect { .. }
            | Self::Tls(_)
            | Self::Timeout { .. }
            | Self::Closed
            | Self::BadResponse(_)
            | Self::InvalidUrl(_) => true,
            _ => false,
        }
    }

    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Offline => "run without `--offline`, or save the page and check the file",
            Self::InvalidUrl(_) | Self::Dns => "check the address",
            Self::UnsupportedScheme => "give an http:// or https:// address, or the path of a file",
            Self::Credentials => "leave them out; save a page that needs a login and check the file",
            Self::RefusedAddress => {
                "private addresses are fetched only if you type the address itself or pass `--allow-private-hosts`"
            }
            Self::RefusedRedirect { .. } | Self::RedirectLoop | Self::TooManyRedirects(_) => {
                "open it in a browser and check the address where it ends"
            }
            Self::Refused | Self::Unreachable(_) => {
                "check the address and the port, and that the server is running"
            }
            Self::Timeout { .. } => "try again later, or save the page and check the file",
            Self::Tls(_) => "check the address; if you trust the server, save the page and check the file",
            Self::Closed | Self::BadResponse(_) | Self::CutShort => {
                "try again later, or save the page from a browser and check the file"
            }
            Self::BadEncoding | Self::StillEncoded => {
                "the server is set up wrongly; save the page from a browser and check the file"
            }
            Self::Status {
                retry_after: Some(wait),
                ..
            } => return format!("the server asks to be left alone for {wait:?}; try again later"),
            Self::Status { status, .. } => advice(*status),
            Self::Robots => "name the page yourself to check it all the same",
            Self::RobotsUnreadable | Self::HostDown(_) | Self::Interrupted => "try again later",
            Self::TooLarge { .. } => "check the page of the article alone",
            Self::NotHtml(_) => "give the address of the page itself",
            Self::Setup(_) => "check the proxy and the certificates of this machine",
        }
        .to_owned()
    }
}

fn meaning(status: u16) -> &'static str {
    match status {
        202 => " (accepted, but not answered)",
        206 => " (only a part)",
        401 => " (login required)",
        402 => " (payment required)",
        403 => " (forbidden)",
        404 => " (not found)",
        410 => " (gone)",
        429 => " (too many requests)",
        451 => " (withheld for legal reasons)",
        500..=599 => " (server fault)",
        _ => "",
    }
}

fn advice(status: u16) -> &'static str {
    match status {
        401 | 402 | 403 | 451 => {
            "it may be closed to programs; save the page from a browser and check the file"
        }
        404 | 410 => "check the address; the page may have been taken down",
        429 => "the server asks to be left alone for a while; try again later",
        500..=599 => "the server is in trouble; try again later",
        _ => "open it in a browser to see what it gives",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_url_and_where_it_led() {
        let url = Url::parse("https://tobias:secret@example.org/a").unwrap();
        let error = FetchError {
            hops: vec![Hop {
                from: url.clone(),
                status: 301,
                to: Url::parse("https://example.com/b").unwrap(),
            }],
            url,
            fault: Box::new(Fault::Status {
                status: 404,
                retry_after: None,
            }),
        };
        assert_eq!(
            error.to_string(),
            "`https://example.com/b`, to which `https://example.org/a` redirects, answered with HTTP status 404 \
             (not found); check the address; the page may have been taken down"
        );
    }

    #[test]
    fn long_urls_are_cut() {
        let url = Url::parse(&format!("https://example.org/{}", "a".repeat(5000))).unwrap();
        assert_eq!(shown(&url).chars().count(), SHOWN_URL + 1);
    }
}
