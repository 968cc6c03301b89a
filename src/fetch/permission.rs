//! Whether a site lets programs read a page that the user did not name himself.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;
use url::{Origin, Url};

use super::error::Fault;
use super::robots::Robots;

/// The name that site owners put into `robots.txt` to address this program.
pub(super) const ROBOT: &str = env!("CARGO_PKG_NAME");

/// What each site allows. Every `robots.txt` is read once a run.
#[derive(Debug, Default)]
pub(super) struct Permissions {
    sites: Mutex<HashMap<Origin, Site>>,
}

/// `None` inside: the site's rules could not be read, so nothing is allowed (RFC 9309 §2.3.1.4).
pub(super) type Site = Arc<OnceCell<Option<Robots>>>;

impl Permissions {
    /// The place for one site's rules, shared by everyone who asks for them.
    pub(super) fn site(&self, url: &Url) -> Site {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(sites.entry(url.origin()).or_default())
    }
}

/// The address of a site's rules.
pub(super) fn robots_url(url: &Url) -> Url {
    let mut robots = url.clone();
    robots.set_path("/robots.txt");
    robots.set_query(None);
    robots.set_fragment(None);
    robots
}

/// What an attempt to read a site's rules comes to (RFC 9309 §2.3.1): no such file, or one that moves about, forbids
/// nothing; a site in trouble forbids everything.
pub(super) fn rules(result: Result<Vec<u8>, Fault>) -> Option<Robots> {
    match result {
        Ok(bytes) => Some(Robots::parse(&bytes, ROBOT)),
        Err(Fault::Status { status: 429, .. }) => None,
        Err(Fault::Status { status, .. }) if status < 500 => Some(Robots::allow_all()),
        Err(Fault::RedirectLoop | Fault::TooManyRedirects(_)) => Some(Robots::allow_all()),
        Err(_) => None,
    }
}

/// Whether a site's rules let a page be read.
pub(super) fn check(rules: Option<&Robots>, url: &Url) -> Result<(), Fault> {
    match rules {
        Some(robots) if robots.allows(url) => Ok(()),
        Some(_) => Err(Fault::Robots),
        None => Err(Fault::RobotsUnreadable),
    }
}
