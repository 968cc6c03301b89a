//! When to ask again, how long to wait before, and when to give up.

use std::future::Future;
use std::time::Duration;

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use tokio::time::{Instant, timeout};
use url::Url;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::error::Fault;
use super::http_date::seconds;
use super::options::FetchOptions;

/// The longest wait that a server may ask for; who asks for more gets no second request. By hand.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The time that one URL may take, without the time spent in our own queues.
#[derive(Debug)]
pub(super) struct Budget {
    total: Duration,
    left: Duration,
}

impl Budget {
    pub(super) fn new(total: Duration) -> Self {
        Self { total, left: total }
    }

    /// Does some work with what time is left.
    pub(super) async fn spend<T>(
        &mut self,
        work: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, Fault> {
        let since = Instant::now();
        let result = timeout(self.left, work).await;
        self.left = self.left.saturating_sub(since.elapsed());
        result.unwrap_or(Err(Fault::Timeout {
            what: "was not complete",
            limit: self.total,
        }))
    }

    /// Whether a wait would leave any time for what follows.
    pub(super) fn allows(&self, wait: Duration) -> bool {
        wait < self.left
    }
}

/// How long to wait before asking again; `None` where that is pointless. `attempt` counts from 1.
///
/// Only faults that pass by themselves are worth a second request: 408, 429, most of 5xx, a timeout, a connection that
/// was closed. The wait doubles each time and differs from URL to URL by up to a quarter, so that many URLs of one host
/// do not come back all at once. It is computed from the URL, not drawn, so that a run can be repeated.
pub(super) fn wait(
    fault: &Fault,
    url: &Url,
    attempt: u32,
    options: &FetchOptions,
) -> Option<Duration> {
    let attempts = options.at(url.host_str().unwrap_or_default()).attempts;
    if attempt >= attempts || !is_transient(fault) {
        return None;
    }
    if let Fault::Status {
        retry_after: Some(wait),
        ..
    } = fault
    {
        return (*wait <= LONGEST_WAIT).then_some(*wait);
    }
    let wait = options.backoff.saturating_mul(1 << (attempt - 1).min(10));
    let share = xxh3_64_with_seed(url.as_str().as_bytes(), u64::from(attempt)) % 256;
    // `share` is below 256: a quarter of the wait at most.
    let jitter = wait.mul_f64(share as f64 / 1024.0);
    Some(wait.saturating_add(jitter).min(LONGEST_WAIT))
}

fn is_transient(fault: &Fault) -> bool {
    match fault {
        Fault::Status { status, .. } => {
            matches!(status, 408 | 429 | 500..=599) && !matches!(status, 501 | 505)
        }
        Fault::Timeout { .. } | Fault::Closed => true,
        _ => false,
    }
}

/// What an answer asks for in `Retry-After`: a number of seconds, or a date, which is compared with the server's own
/// clock.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let asked = text(RETRY_AFTER)?;
    if let Ok(seconds) = asked.parse::<u32>() {
        return Some(Duration::from_secs(u64::from(seconds)));
    }
    let (until, now) = (seconds(asked)?, seconds(text(DATE)?)?);
    Some(Duration::from_secs(until.saturating_sub(now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(status: u16, retry_after: Option<u64>) -> Fault {
        Fault::Status {
            status,
            retry_after: retry_after.map(Duration::from_secs),
        }
    }

    fn wait_for(fault: &Fault, attempt: u32) -> Option<Duration> {
        let url = Url::parse("https://example.org/a").unwrap();
        wait(fault, &url, attempt, &FetchOptions::default())
    }

    #[test]
    fn only_faults_that_pass_are_worth_another_request() {
        let timeout = Fault::Timeout {
            what: "sent nothing",
            limit: Duration::from_secs(1),
        };
        for fault in [
            status(408, None),
            status(429, None),
            status(500, None),
            status(503, None),
        ] {
            assert!(wait_for(&fault, 1).is_some(), "{fault}");
        }
        assert!(wait_for(&timeout, 1).is_some());
        assert!(wait_for(&Fault::Closed, 1).is_some());
        for fault in [
            status(404, None),
            status(403, None),
            status(501, None),
            Fault::Refused,
        ] {
            assert_eq!(wait_for(&fault, 1), None, "{fault}");
        }
        assert_eq!(wait_for(&Fault::Dns, 1), None);
        assert_eq!(wait_for(&Fault::CutShort, 1), None);
    }

    #[test]
    fn waits_double_and_end() {
        let fault = status(503, None);
        let (first, second) = (wait_for(&fault, 1).unwrap(), wait_for(&fault, 2).unwrap());
        let second_range = Duration::from_secs(2)..Duration::from_millis(2500);
        assert!((Duration::from_secs(1)..Duration::from_millis(1250)).contains(&first));
        assert!(second_range.contains(&second));
        assert_eq!(wait_for(&fault, 3), None, "three requests are enough");
        assert_eq!(wait_for(&fault, 1), Some(first), "the same each time");
    }

    #[test]
    fn the_server_says_how_long() {
        assert_eq!(
            wait_for(&status(429, Some(7)), 1),
            Some(Duration::from_secs(7))
        );
        assert_eq!(wait_for(&status(503, Some(0)), 1), Some(Duration::ZERO));
        assert_eq!(wait_for(&status(429, Some(3600)), 1), None);
    }

    #[test]
    fn retry_after_is_a_number_or_a_date() {
        let parse = |after: &str, date: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, after.parse().unwrap());
            headers.insert(DATE, date.parse().unwrap());
            retry_after(&headers).map(|wait| wait.as_secs())
        };
        let now = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(parse("120", now), Some(120));
        assert_eq!(parse("Sun, 06 Nov 1994 08:50:00 GMT", now), Some(23));
        assert_eq!(parse("Sun, 06 Nov 1994 08:00:00 GMT", now), Some(0));
        for nonsense in [
            "-1",
            "soon",
            "",
            "99999999999",
            "Sun, 99 Nov 1994 08:50:00 GMT",
        ] {
            assert_eq!(parse(nonsense, now), None, "{nonsense}");
        }
        assert_eq!(parse("Sun, 06 Nov 1994 08:50:00 GMT", "yesterday"), None);
    }
}
