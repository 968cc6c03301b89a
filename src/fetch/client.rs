//! The client: one runtime, one URL or many.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use super::cache::Cache;
use super::error::{Fault, FetchError};
use super::exchange::Exchange;
use super::options::{FetchOptions, USER_AGENT};
use super::pace::Pace;
use super::permission::Permissions;
use super::request::{Fetched, Request};
use super::resolve::Resolver;

/// How soon a request to stop is heard. By hand.
const HEARING: Duration = Duration::from_millis(50);
/// How long a run that is to end waits for what is already on its way. By hand.
const GRACE: Duration = Duration::from_millis(500);

/// The HTTP client of one run.
#[derive(Debug)]
pub struct Client {
    exchange: Arc<Exchange>,
    /// Always there until the client is dropped.
    runtime: Option<Runtime>,
}

impl Client {
    /// A client with these options.
    ///
    /// # Errors
    /// When the system gives no threads, the proxy's address is wrong, or no TLS roots can be had.
    pub fn new(options: FetchOptions) -> Result<Self, Fault> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("fetch")
            .enable_io()
            .enable_time()
            .build()
            .map_err(|error| Fault::Setup(error.to_string()))?;
        let http = build(&options).map_err(|error| Fault::Setup(error.to_string()))?;
        Ok(Self {
            exchange: Arc::new(Exchange {
                pace: Pace::new(&options),
                permissions: Permissions::default(),
                cache: options
                    .cache
                    .clone()
                    .map(|folder| Arc::new(Cache::new(folder))),
                options,
                http,
            }),
            runtime: Some(runtime),
        })
    }

    /// Fetches one URL, waiting for it.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn get(&self, request: &Request) -> Result<Fetched, FetchError> {
        let mut results = self.fetch_all(std::slice::from_ref(request));
        results.pop().unwrap_or_else(|| Err(lost(request)))
    }

    /// Fetches many URLs at a time and waits for all. The results stand in the order of the requests.
    ///
    /// May be called from any thread, also from inside an async runtime (which it then blocks).
    pub fn fetch_all(&self, requests: &[Request]) -> Vec<Result<Fetched, FetchError>> {
        let Some(runtime) = &self.runtime else {
            return requests.iter().map(|request| Err(lost(request))).collect();
        };
        let mut results: Vec<_> = requests.iter().map(|_| None).collect();
        // A channel, not `block_on`, which panics inside another runtime.
        let (sender, receiver) = mpsc::channel();
        for (index, request) in requests.iter().enumerate() {
            let (exchange, sender, request) =
                (Arc::clone(&self.exchange), sender.clone(), request.clone());
            runtime.spawn(async move {
                let result = exchange.fetch(request).await;
                // The receiver is gone only when nobody waits any more.
                drop(sender.send((index, result)));
            });
        }
        drop(sender);
        let stop = &self.exchange.options.stop;
        while !stop.is_asked() {
            match receiver.recv_timeout(HEARING) {
                Ok((index, result)) => results[index] = Some(result),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        // What is nearly there is not lost.
        let end = Instant::now() + GRACE;
        while let Ok((index, result)) =
            receiver.recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            results[index] = Some(result);
        }
        results
            .into_iter()
            .zip(requests)
            .map(|(result, request)| {
                result.unwrap_or_else(|| {
                    Err(if stop.is_asked() {
                        FetchError::new(request.url.clone(), Fault::Interrupted)
                    } else {
                        lost(request)
                    })
                })
            })
            .collect()
    }
}

impl Client {
    /// Fetches one URL without waiting for it, and hands the result to `done` on a thread of the client.
    pub(super) fn start(
        &self,
        request: Request,
        done: impl FnOnce(Result<Fetched, FetchError>) + Send + 'static,
    ) {
        if let Some(runtime) = &self.runtime {
            let exchange = Arc::clone(&self.exchange);
            runtime.spawn(async move { done(exchange.fetch(request).await) });
        }
    }

    /// What went wrong without keeping any page from being fetched, in words for people.
    pub fn warning(&self) -> Option<String> {
        self.exchange.cache.as_ref()?.trouble()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A name lookup may hang for a minute in the system's resolver; do not wait for it.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn build(options: &FetchOptions) -> Result<reqwest::Client, reqwest::Error> {
    // A program that uses this library may have chosen another cryptography for its process; that one stays.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .connect_timeout(options.connect_timeout)
        .read_timeout(options.read_timeout)
        .dns_resolver(Resolver {
            options: options.clone(),
        });
    match &options.proxy {
        Some(proxy) => builder.proxy(reqwest::Proxy::all(proxy.as_str())?),
        None => builder,
    }
    .build()
}

fn lost(request: &Request) -> FetchError {
    let fault = Fault::Setup("the task was dropped".to_owned());
    FetchError::new(request.url.clone(), fault)
}
