//! How pages are fetched.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::io::{HostOptions, MAX_BYTES, Stop};

/// How this program names itself to servers: name, version, and where to read about it.
pub const USER_AGENT: &str = concat!(
    env!("CARGO_PKG_NAME"),
    "/",
    env!("CARGO_PKG_VERSION"),
    " (+",
    env!("CARGO_PKG_REPOSITORY"),
    ")"
);

/// How pages are fetched. The defaults are those of the documentation.
#[derive(Debug, Clone)]
pub struct FetchOptions {
    /// Asked to stop, the client waits for no answer any more: what has not come is the fault `interrupted`.
    pub stop: Stop,
    /// Ask no server at all; every URL is the fault `offline`.
    pub offline: bool,
    /// Fetch from private addresses too, whoever named them.
    pub allow_private_hosts: bool,
    /// The proxy to use, such as `http://proxy.example:3128` or `socks5h://…`. The environment is never asked. A proxy
    /// looks names up by itself, so private addresses behind *names* are then for the proxy to refuse.
    pub proxy: Option<String>,
    /// The most bytes that a body may have after decompression.
    pub max_bytes: u64,
    /// The most redirects that are followed.
    pub max_hops: usize,
    /// How long a connection may take: name lookup, TCP and TLS.
    pub connect_timeout: Duration,
    /// How long a server may stay silent.
    pub read_timeout: Duration,
    /// How long one URL may take altogether: redirects, body and retries, but not the wait for its turn.
    pub total_timeout: Duration,
    /// How many requests run at a time.
    pub concurrency: usize,
    /// How many of them go to one host.
    pub per_host: usize,
    /// The least time between the starts of two requests to one host.
    pub host_interval: Duration,
    /// How often one URL is asked before a fault that may pass is final; 1 for never again.
    pub attempts: u32,
    /// The wait before the second request; it doubles each time, and a server's `Retry-After` goes before it.
    pub backoff: Duration,
    /// Fetch what the user did not name himself even where the site's `robots.txt` forbids it.
    pub ignore_robots: bool,
    /// What is different for single hosts, by their names as URLs have them: lower case, ASCII.
    pub hosts: BTreeMap<String, HostOptions>,
    /// The folder in which bodies are kept from run to run, so that servers need not send again what has not changed.
    /// `None` keeps nothing.
    pub cache: Option<PathBuf>,
}

impl Default for FetchOptions {
    fn default() -> Self {
        Self {
            stop: Stop::default(),
            offline: false,
            allow_private_hosts: false,
            proxy: None,
            max_bytes: MAX_BYTES,
            max_hops: 5,
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(15),
            total_timeout: Duration::from_secs(30),
            concurrency: 16,
            per_host: 2,
            host_interval: Duration::from_millis(500),
            attempts: 3,
            backoff: Duration::from_secs(1),
            ignore_robots: false,
            hosts: BTreeMap::new(),
            cache: None,
        }
    }
}

impl FetchOptions {
    /// What holds for a host, over what holds for all. The name is as URLs have it: lower case, ASCII.
    pub(super) fn at(&self, host: &str) -> HostTerms {
        let own = self.hosts.get(host).cloned().unwrap_or_default();
        HostTerms {
            interval: own.interval.unwrap_or(self.host_interval),
            per_host: own.per_host.unwrap_or(self.per_host).max(1),
            timeout: own.timeout.unwrap_or(self.total_timeout),
            attempts: own.attempts.unwrap_or(self.attempts),
            ignore_robots: own.ignore_robots.unwrap_or(self.ignore_robots),
            allow_private: own.allow_private.unwrap_or(self.allow_private_hosts),
        }
    }
}

/// How one host is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HostTerms {
    pub(super) interval: Duration,
    pub(super) per_host: usize,
    pub(super) timeout: Duration,
    pub(super) attempts: u32,
    pub(super) ignore_robots: bool,
    pub(super) allow_private: bool,
}

/// The folder in which this program keeps bodies unless told otherwise: `creditline` in the user's cache directory.
/// `None` where the system names no home directory.
pub fn default_cache() -> Option<PathBuf> {
    use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};
    let places = choose_base_strategy().ok()?;
    Some(places.cache_dir().join(env!("CARGO_PKG_NAME")))
}

/// What is expected to be found at a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// A page: images, archives and the like are a fault, and so is a body that is still compressed.
    Page,
    /// Anything.
    Anything,
    /// Anything of at most so many bytes, whatever [`FetchOptions::max_bytes`] says.
    UpTo(u64),
    /// So many bytes of anything; the rest is not read.
    StartOf(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_host_holds_for_it_alone() {
        let mut options = FetchOptions::default();
        let slow = HostOptions {
            interval: Some(Duration::from_secs(9)),
            ..HostOptions::default()
        };
        options.hosts.insert("slow.example".to_owned(), slow);
        let (slow, other) = (options.at("slow.example"), options.at("other.example"));
        assert_eq!(slow.interval, Duration::from_secs(9));
        assert_eq!(
            slow,
            HostTerms {
                interval: slow.interval,
                ..other
            }
        );
        assert_eq!(other.interval, options.host_interval);
    }
}
