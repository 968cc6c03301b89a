//! Name lookup that gives public addresses only.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::is_public;
use super::guard::is_localhost;

/// Looks names up and drops every address that is not public. What it returns is what is connected to, so a name that
/// changes its address between check and use gains nothing.
///
/// `localhost` is answered without asking anybody: [`guard`](super::guard) has let it through only where the user
/// typed it.
#[derive(Debug)]
pub(super) struct Resolver {
    pub(super) allow_private: bool,
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
        let allow_private = self.allow_private;
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
            let all: Vec<SocketAddr> = tokio::net::lookup_host((name, 0))
                .await
                .map_err(|_| ResolveError::Unknown)?
                .collect();
            if all.is_empty() {
                return Err(ResolveError::Unknown.into());
            }
            let allowed = all
                .into_iter()
                .filter(|address| allow_private || is_public(address.ip()))
                .collect::<Vec<_>>();
            if allowed.is_empty() {
                return Err(ResolveError::Private.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}
