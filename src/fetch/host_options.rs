//! What is different for single hosts.

use std::time::Duration;

use super::options::FetchOptions;

/// How one host is asked, where that differs from the others. `None`: as the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostOptions {
    /// In place of [`FetchOptions::host_interval`].
    pub interval: Option<Duration>,
    /// In place of [`FetchOptions::per_host`].
    pub per_host: Option<usize>,
    /// In place of [`FetchOptions::total_timeout`], for URLs that begin at this host.
    pub timeout: Option<Duration>,
    /// In place of [`FetchOptions::attempts`].
    pub attempts: Option<u32>,
    /// In place of [`FetchOptions::ignore_robots`].
    pub ignore_robots: Option<bool>,
    /// In place of [`FetchOptions::allow_private_hosts`].
    pub allow_private: Option<bool>,
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
