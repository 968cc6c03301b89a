//! Whether a URL may be asked at all.

use std::net::IpAddr;

use url::{Host, Url};

use super::address::is_public;
use super::error::Fault;

/// Who named a URL. People may name their own machines; pages may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// The user, on the command line or in his own configuration.
    ByUser,
    /// A page, a feed, a sitemap: anybody.
    Found,
}

/// The host and port that the user typed himself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    host: Host<String>,
    port: Option<u16>,
}

impl Typed {
    pub(super) fn of(url: &Url) -> Option<Self> {
        Some(Self {
            host: url.host()?.to_owned(),
            port: url.port_or_known_default(),
        })
    }
}

/// Checks scheme, credentials and literal address. Names are checked by the resolver when they are looked up.
///
/// `typed` is the host and port that the user typed, if he typed the URL: exactly these may be private.
pub(super) fn check(url: &Url, typed: Option<&Typed>, allow_private: bool) -> Result<(), Fault> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Fault::UnsupportedScheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Fault::Credentials);
    }
    let Some(host) = url.host() else {
        return Err(Fault::InvalidUrl("it names no host".to_owned()));
    };
    let public = match &host {
        Host::Ipv4(address) => is_public(IpAddr::V4(*address)),
        Host::Ipv6(address) => is_public(IpAddr::V6(*address)),
        Host::Domain(name) => !is_localhost(name),
    };
    let is_typed =
        typed.is_some_and(|typed| host == typed.host && url.port_or_known_default() == typed.port);
    if public || allow_private || is_typed {
        Ok(())
    } else {
        Err(Fault::RefusedAddress)
    }
}

/// Whether a name always means the machine itself (RFC 6761 §6.3). The URL parser has made it lower case.
pub(super) fn is_localhost(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(url: &str) -> Result<(), &'static str> {
        let Ok(url) = Url::parse(url) else {
            return Err("unparsable");
        };
        check(&url, None, false).map_err(|fault| fault.code())
    }

    #[test]
    fn private_hosts_are_refused_in_every_spelling() {
        for url in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://①②⑦.0.0.1/",
            "http://127。0。0。1/",
            "http://127.0.0.1./",
            "http://%31%32%37.0.0.1/",
            "http://0/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[0:0:0:0:0:ffff:127.0.0.1]/",
            "http://[64:ff9b::127.0.0.1]/",
            "http://[2002:7f00:1::]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://169.254.169.254/latest/meta-data/",
            "http://localhost/",
            "http://LOCALHOST:80/",
            "http://localhost./",
            "http://a.localhost/",
            "http:\\\\127.0.0.1\\",
            "http:127.0.0.1",
        ] {
            assert_eq!(found(url), Err("refused-address"), "{url}");
        }
    }

    #[test]
    fn other_schemes_and_credentials_are_refused() {
        for url in [
            "file:///etc/passwd",
            "ftp://example.org/",
            "data:text/html,x",
            "javascript:1",
        ] {
            assert_eq!(found(url), Err("unsupported-scheme"), "{url}");
        }
        for url in [
            "http://a@example.org/",
            "http://:b@example.org/",
            "https://a:b@127.0.0.1/",
        ] {
            assert_eq!(found(url), Err("credentials-in-url"), "{url}");
        }
        assert_eq!(found("https://example.org/13219.html"), Ok(()));
        assert_eq!(found("https://localhost.example.org/"), Ok(()));
    }

    #[test]
    fn only_the_typed_host_and_port_may_be_private() {
        let typed = Typed::of(&Url::parse("http://127.0.0.1:8000/a").unwrap());
        let ask = |url: &str| check(&Url::parse(url).unwrap(), typed.as_ref(), false).is_ok();
        assert!(ask("http://127.0.0.1:8000/b"));
        assert!(!ask("http://127.0.0.1:8001/b"));
        assert!(!ask("http://127.0.0.2:8000/b"));
        assert!(!ask("http://localhost:8000/b"));
        assert!(ask("http://example.org/"));
        let anything = Url::parse("http://10.0.0.1/").unwrap();
        assert!(check(&anything, None, true).is_ok());
    }
}
