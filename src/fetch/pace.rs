//! How fast one host is asked: few requests at a time, a pause between them, longer where the host asks for it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

use super::error::Fault;
use super::options::FetchOptions;

/// So many requests to one host that come to nothing, one after the other, and the host is asked no more: a host that
/// is down would otherwise cost every one of its pages the whole time limit. By hand.
const FAILURES_IN_A_ROW: u32 = 5;

/// So many second requests to one host in all, whatever its pages answer: a site that fails on every page would
/// otherwise be asked three times as much as one that works. By hand.
const RETRIES: u32 = 20;

/// The queues of all hosts.
#[derive(Debug)]
pub(super) struct Pace {
    places: Arc<Semaphore>,
    options: FetchOptions,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

#[derive(Debug)]
struct Host {
    places: Arc<Semaphore>,
    line: Mutex<Line>,
}

/// When the next request to a host may start, and how the last ones went.
#[derive(Debug, Default)]
struct Line {
    next: Option<Instant>,
    /// The least pause that the host asks for.
    delay: Duration,
    failures: u32,
    retries: u32,
}

impl Line {
    /// Takes the next free moment.
    fn take(&mut self, now: Instant, interval: Duration) -> Instant {
        let start = self.next.map_or(now, |next| next.max(now));
        self.next = Some(start + interval.max(self.delay));
        start
    }

    /// Leaves the host alone until `until`.
    fn hold(&mut self, until: Instant) {
        self.next = Some(self.next.map_or(until, |next| next.max(until)));
    }
}

/// The right to ask one host; the place is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    host: Arc<Host>,
    _host_place: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
}

impl Pace {
    pub(super) fn new(options: &FetchOptions) -> Self {
        Self {
            places: Arc::new(Semaphore::new(options.concurrency.max(1))),
            options: options.clone(),
            hosts: Mutex::new(HashMap::new()),
        }
    }

    /// Waits for a turn at a host. Parts of a page keep no distance from each other: the page as a whole has had its
    /// turn.
    ///
    /// Nobody waits for a host while holding a place, so hosts that wait for each other cannot come to a standstill.
    pub(super) async fn turn(&self, name: &str, part: bool) -> Result<Turn, Fault> {
        let host = self.host(name);
        let host_place = acquire(&host.places).await?;
        if !part {
            let start = lock(&host.line).take(Instant::now(), self.options.at(name).interval);
            sleep_until(start).await;
        }
        if lock(&host.line).failures >= FAILURES_IN_A_ROW {
            return Err(Fault::HostDown(FAILURES_IN_A_ROW));
        }
        let place = acquire(&self.places).await?;
        Ok(Turn {
            host,
            _host_place: host_place,
            _place: place,
        })
    }

    /// Keeps at least this pause between two requests to a host from now on.
    pub(super) fn slow(&self, name: &str, delay: Duration) {
        let host = self.host(name);
        let mut line = lock(&host.line);
        line.delay = delay;
        line.hold(Instant::now() + delay);
    }

    fn host(&self, name: &str) -> Arc<Host> {
        let mut hosts = lock(&self.hosts);
        let host = hosts.entry(name.to_owned()).or_insert_with(|| {
            Arc::new(Host {
                places: Arc::new(Semaphore::new(self.options.at(name).per_host)),
                line: Mutex::default(),
            })
        });
        Arc::clone(host)
    }
}

impl Turn {
    /// Tells the queue how a request went.
    pub(super) fn note<T>(&self, result: &Result<T, Fault>) {
        let mut line = lock(&self.host.line);
        match result {
            Err(fault) if fault.is_about_host() => line.failures += 1,
            _ => line.failures = 0,
        }
    }

    /// Takes one of the second requests that the host may be sent; whether there was one left.
    pub(super) fn take_retry(&self) -> bool {
        let mut line = lock(&self.host.line);
        line.retries += 1;
        line.retries <= RETRIES
    }

    /// Leaves the host alone for a while, whoever wants to ask it.
    pub(super) fn hold(&self, wait: Duration) {
        lock(&self.host.line).hold(Instant::now() + wait);
    }
}

async fn acquire(places: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Fault> {
    Arc::clone(places)
        .acquire_owned()
        .await
        .map_err(|_| Fault::Setup("the queue is closed".to_owned()))
}

/// A panic of another thread leaves these few numbers whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_to_a_host_keep_their_distance() {
        let second = Duration::from_secs(1);
        let now = Instant::now();
        let mut line = Line::default();
        assert_eq!(line.take(now, second), now);
        assert_eq!(line.take(now, second), now + second);
        assert_eq!(line.take(now, second), now + second * 2);
        // After a long rest the next one starts at once.
        assert_eq!(line.take(now + second * 10, second), now + second * 10);
    }

    #[test]
    fn a_host_that_asks_for_rest_gets_it() {
        let second = Duration::from_secs(1);
        let now = Instant::now();
        let mut line = Line::default();
        line.hold(now + second * 5);
        line.hold(now + second * 3);
        assert_eq!(line.take(now, second), now + second * 5);
    }
}
