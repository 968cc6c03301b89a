//! Where a page is, in the forms that code hosts understand.

use std::fmt::Write as _;
use std::path::Path;

use url::Url;

/// The location as a path relative to `root` where it lies below it; with forward slashes, never percent-encoded.
/// Addresses become `host/path?query`: code hosts refuse a place with a scheme.
pub(super) fn path(location: &str, root: Option<&Path>) -> String {
    if let Some(url) = web(location) {
        let mut path = url[url::Position::BeforeHost..url::Position::AfterQuery].to_owned();
        if path.ends_with('/') {
            path.push_str("index.html");
        }
        return path;
    }
    if location == "-" {
        return "stdin".to_owned();
    }
    let below = root
        .and_then(|root| Path::new(location).strip_prefix(root).ok())
        .and_then(Path::to_str)
        .unwrap_or(location);
    let mut path = below;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    }
}

/// The same as a valid relative URI reference. A file outside the root is an absolute `file:` URI.
pub(super) fn uri(location: &str, root: Option<&Path>) -> String {
    let is_web = web(location).is_some();
    let path = path(location, root);
    let encoded = encoded(&path, is_web);
    if path.starts_with('/') {
        return format!("file://{encoded}");
    }
    encoded
}

/// Percent-encodes whatever could mean something else than itself in a relative reference: also a colon, which in the
/// first segment would end a scheme. An address is encoded already, so its percent signs stay.
fn encoded(path: &str, is_encoded: bool) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        let stays = byte.is_ascii_alphanumeric()
            || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/')
            || (byte == b'%' && is_encoded);
        if stays {
            uri.push(byte as char);
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

/// The address, if the location is one.
pub(super) fn web(location: &str) -> Option<Url> {
    let is_web = location.starts_with("http://") || location.starts_with("https://");
    is_web.then(|| Url::parse(location).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_relative() {
        let root = Some(Path::new("/home/ci/site"));
        assert_eq!(uri("./public/a b.html", root), "public/a%20b.html");
        assert_eq!(
            uri("/home/ci/site/public/ä.html", root),
            "public/%C3%A4.html"
        );
        assert_eq!(uri("/elsewhere/x.html", root), "file:///elsewhere/x.html");
        assert_eq!(uri("a:b?.html", None), "a%3Ab%3F.html");
        assert_eq!(uri("-", None), "stdin");
    }

    #[test]
    fn addresses_lose_their_scheme() {
        assert_eq!(
            uri("https://news.example:8080/a/?p=259#x", None),
            "news.example%3A8080/a/%3Fp%3D259"
        );
        assert_eq!(
            path("https://news.example/", None),
            "news.example/index.html"
        );
    }
}
