//! Name lookup that gives public addresses only.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::is_public;
use super::guard::is_localhost;
use super::options::FetchOptions;

/// Looks names up and drops every address that is not public. What it returns is what is connected to, so a name that
/// changes its address between check and use gains nothing.
///
/// `localhost` is answered without asking anybody: [`guard`](super::guard) has let it through only where the user
/// typed it.
#[derive(Debug)]
pub(super) struct Resolver {
    /// Says for which names.
    pub(super) options: FetchOptions,
}

/// Why a name gives no address to connect to.
#[derive(Debug, thiserror::Error)]
pub(super) enum ResolveError {
    /// No server knows it.
    #[error("the name is not known")]
    Unknown,
    /// It has addresses, all of them private.
    #[error("the name has only private addresses")]
    Private,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.options.at(name.as_str()).allow_private;
        Box::pin(async move {
            let name = name.as_str();
            if is_localhost(name) {
                let own: [SocketAddr; 2] = [
                    (Ipv4Addr::LOCALHOST, 0).into(),
                    (Ipv6Addr::LOCALHOST, 0).into(),
                ];
                return Ok(Box::new(own.into_iter()) as Addrs);
            }
            // Port 0 stands for the port of the URL.
            let all = tokio::net::lookup_host((name, 0))
                .await
                .map_err(|_| ResolveError::Unknown)?;
            let allowed = choose(all, allow_private)?;
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// The addresses that may be connected to.
fn choose(
    all: impl Iterator<Item = SocketAddr>,
    allow_private: bool,
) -> Result<Vec<SocketAddr>, ResolveError> {
    let all: Vec<_> = all.collect();
    if all.is_empty() {
        return Err(ResolveError::Unknown);
    }
    let allowed: Vec<_> = all
        .into_iter()
        .filter(|address| allow_private || is_public(address.ip()))
        .collect();
    if allowed.is_empty() {
        return Err(ResolveError::Private);
    }
    Ok(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(all: &[&str], allow_private: bool) -> Result<Vec<String>, String> {
        let all = all
            .iter()
            .map(|address| SocketAddr::new(address.parse().unwrap(), 0));
        choose(all, allow_private)
            .map(|chosen| {
                chosen
                    .iter()
                    .map(|address| address.ip().to_string())
                    .collect()
            })
            .map_err(|error| error.to_string())
    }

    #[test]
    fn private_addresses_are_dropped_from_every_answer() {
        let mixed = [
            "127.0.0.1",
            "8.8.8.8",
            "::ffff:10.0.0.1",
            "2001:4860:4860::8888",
            "fd00::1",
        ];
        assert_eq!(
            chosen(&mixed, false).unwrap(),
            ["8.8.8.8", "2001:4860:4860::8888"]
        );
        assert_eq!(chosen(&mixed, true).unwrap().len(), 5);
        assert!(
            chosen(&["10.0.0.1", "::1"], false)
                .unwrap_err()
                .contains("private")
        );
        assert!(chosen(&[], true).unwrap_err().contains("not known"));
    }
}
