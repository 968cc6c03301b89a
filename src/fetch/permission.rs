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

/// A fault inside: the site's rules could not be read, so nothing is allowed (RFC 9309 §2.3.1.4).
pub(super) type Site = Arc<OnceCell<Result<Robots, Fault>>>;

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
pub(super) fn rules(result: Result<Vec<u8>, Fault>) -> Result<Robots, Fault> {
    match result {
        Ok(bytes) => Ok(Robots::parse(&bytes, ROBOT)),
        Err(Fault::Status { status, .. }) if status < 500 && status != 429 => {
            Ok(Robots::allow_all())
        }
        Err(Fault::RedirectLoop | Fault::TooManyRedirects(_)) => Ok(Robots::allow_all()),
        // Of a host that does not answer at all, the page says it as well as the rules.
        Err(
            fault @ (Fault::Dns
            | Fault::Refused
            | Fault::Unreachable(_)
            | Fault::Tls(_)
            | Fault::RefusedAddress),
        ) => Err(fault),
        Err(_) => Err(Fault::RobotsUnreadable),
    }
}

/// Whether a site's rules let a page be read.
pub(super) fn check(rules: &Result<Robots, Fault>, url: &Url) -> Result<(), Fault> {
    match rules {
        Ok(robots) if robots.allows(url) => Ok(()),
        Ok(_) => Err(Fault::Robots),
        Err(fault) => Err(fault.clone()),
    }
}
