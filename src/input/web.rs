//! The way to the network, opened when it is first needed.

use std::sync::OnceLock;

use crate::fetch::{Client, Fault, FetchError, FetchOptions, Fetched, Request};

/// An HTTP client that is set up at the first request: a run over files alone starts no thread and reads no
/// certificate.
pub(super) struct Web {
    options: FetchOptions,
    client: OnceLock<Result<Client, Fault>>,
}

impl Web {
    pub(super) fn new(options: FetchOptions) -> Self {
        Self {
            options,
            client: OnceLock::new(),
        }
    }

    /// The results stand in the order of the requests.
    pub(super) fn fetch_all(&self, requests: &[Request]) -> Vec<Result<Fetched, FetchError>> {
        let client = self
            .client
            .get_or_init(|| Client::new(self.options.clone()));
        match client {
            Ok(client) => client.fetch_all(requests),
            Err(fault) => requests
                .iter()
                .map(|request| Err(FetchError::new(request.url.clone(), fault.clone())))
                .collect(),
        }
    }
}
