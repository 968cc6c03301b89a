//! Where an answer sends us.

use reqwest::header::{HeaderMap, LOCATION};
use url::Url;

use super::error::{Fault, shown};

/// The longest `Location` that is followed, in bytes: as long as any server takes a request line.
const MAX_LOCATION: usize = 8 * 1024;

/// Where an answer redirects to, if it does.
pub(super) fn target(at: &Url, status: u16, headers: &HeaderMap) -> Result<Option<Url>, Fault> {
    if !is_status(status) {
        return Ok(None);
    }
    let Some(location) = headers.get(LOCATION) else {
        return Ok(None);
    };
    if location.len() > MAX_LOCATION {
        let why = " (it redirects to an endless address)";
        return Err(Fault::BadResponse(why.to_owned()));
    }
    let location = String::from_utf8_lossy(location.as_bytes());
    match at.join(location.trim()) {
        Ok(target) => Ok(Some(target)),
        Err(error) => Err(Fault::RefusedRedirect {
            to: "a broken address".to_owned(),
            why: format!("is not valid ({error})"),
        }),
    }
}

/// Whether a status sends the client elsewhere.
pub(super) fn is_status(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// The fault of a redirect to what may not be asked.
pub(super) fn refused(target: &Url, fault: &Fault) -> Fault {
    Fault::RefusedRedirect {
        to: format!("`{}`", shown(target)),
        why: fault.to_string(),
    }
}
