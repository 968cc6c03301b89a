//! Fetching: one URL or many, redirects followed by hand.

use std::sync::{Arc, mpsc};

use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, LOCATION};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use url::Url;

use super::body;
use super::classify::head_fault;
use super::error::{Fault, FetchError, shown};
use super::guard::{self, Named, Typed};
use super::options::{Expect, FetchOptions, USER_AGENT};
use super::resolve::Resolver;

/// The longest `Location` that is followed, in bytes: as long as any server takes a request line.
const MAX_LOCATION: usize = 8 * 1024;

/// What to fetch.
#[derive(Debug, Clone)]
pub struct Request {
    /// The URL.
    pub url: Url,
    /// Who named it.
    pub named: Named,
    /// What is expected there.
    pub expect: Expect,
}

impl Request {
    /// A page that the user named.
    pub fn typed(url: Url) -> Self {
        Self {
            url,
            named: Named::ByUser,
            expect: Expect::Page,
        }
    }

    /// A page that another page, a feed or a sitemap named.
    pub fn found(url: Url) -> Self {
        Self {
            url,
            named: Named::Found,
            expect: Expect::Page,
        }
    }
}

/// What a server gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The URL that was asked for.
    pub url: Url,
    /// The URL that gave the content, after redirects.
    pub final_url: Url,
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// The body after decompression, in whatever charset it is.
    pub bytes: Vec<u8>,
    /// The redirects that were followed, first to last.
    pub hops: Vec<Hop>,
}

/// One redirect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// The URL that redirected.
    pub from: Url,
    /// The HTTP status it gave: 301, 302, 303, 307 or 308.
    pub status: u16,
    /// Where it redirected to.
    pub to: Url,
}

/// The HTTP client of one run.
#[derive(Debug)]
pub struct Client {
    shared: Arc<Shared>,
    /// Always there until the client is dropped.
    runtime: Option<Runtime>,
}

#[derive(Debug)]
struct Shared {
    options: FetchOptions,
    http: reqwest::Client,
    places: Semaphore,
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
            shared: Arc::new(Shared {
                places: Semaphore::new(options.concurrency.max(1)),
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
        let mut results: Vec<_> = requests.iter().map(|request| Err(lost(request))).collect();
        let Some(runtime) = &self.runtime else {
            return results;
        };
        // A channel, not `block_on`, which panics inside another runtime.
        let (sender, receiver) = mpsc::channel();
        for (index, request) in requests.iter().enumerate() {
            let (shared, sender, request) =
                (Arc::clone(&self.shared), sender.clone(), request.clone());
            runtime.spawn(async move {
                let result = shared.fetch(request).await;
                // The receiver is gone only when nobody waits any more.
                drop(sender.send((index, result)));
            });
        }
        drop(sender);
        for (index, result) in receiver {
            results[index] = result;
        }
        results
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
    let builder = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .connect_timeout(options.connect_timeout)
        .read_timeout(options.read_timeout)
        .dns_resolver(Resolver {
            allow_private: options.allow_private_hosts,
        });
    match &options.proxy {
        Some(proxy) => builder.proxy(reqwest::Proxy::all(proxy.as_str())?),
        None => builder,
    }
    .build()
}

impl Shared {
    async fn fetch(&self, request: Request) -> Result<Fetched, FetchError> {
        let mut way = Way {
            at: request.url.clone(),
            hops: Vec::new(),
        };
        match self.fetch_in_time(&request, &mut way).await {
            Ok((status, content_type, bytes)) => Ok(Fetched {
                url: request.url,
                final_url: way.at,
                status,
                content_type,
                bytes,
                hops: way.hops,
            }),
            Err(fault) => Err(FetchError {
                url: request.url,
                hops: way.hops,
                fault: Box::new(fault),
            }),
        }
    }

    async fn fetch_in_time(&self, request: &Request, way: &mut Way) -> Result<Answer, Fault> {
        if self.options.offline {
            return Err(Fault::Offline);
        }
        let typed = match request.named {
            Named::ByUser => Typed::of(&request.url),
            Named::Found => None,
        };
        guard::check(&way.at, typed.as_ref(), self.options.allow_private_hosts)?;
        // Waiting for a free place is our own doing and does not count as the server's time.
        let _place = self.places.acquire().await;
        let limit = self.options.total_timeout;
        match timeout(limit, self.follow(request, typed.as_ref(), way)).await {
            Ok(answer) => answer,
            Err(_) => Err(Fault::Timeout {
                what: "was not complete",
                limit,
            }),
        }
    }

    /// Asks, and follows redirects to the end. Each URL has passed the guard before it is asked.
    async fn follow(
        &self,
        request: &Request,
        typed: Option<&Typed>,
        way: &mut Way,
    ) -> Result<Answer, Fault> {
        loop {
            let response = self.ask(&way.at).await?;
            let status = response.status().as_u16();
            let Some(target) = redirect_target(&way.at, status, response.headers())? else {
                return self.accept(response, request.expect).await;
            };
            guard::check(&target, typed, self.options.allow_private_hosts)
                .map_err(|fault| refused_redirect(&target, &fault))?;
            if way.hops.len() == self.options.max_hops {
                return Err(Fault::TooManyRedirects(self.options.max_hops));
            }
            if target == way.at || way.hops.iter().any(|hop| hop.from == target) {
                return Err(Fault::RedirectLoop);
            }
            let from = std::mem::replace(&mut way.at, target.clone());
            way.hops.push(Hop {
                from,
                status,
                to: target,
            });
        }
    }

    async fn ask(&self, url: &Url) -> Result<reqwest::Response, Fault> {
        let https = url.scheme() == "https";
        self.http
            .get(url.clone())
            .header(
                reqwest::header::ACCEPT,
                "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.5",
            )
            .send()
            .await
            .map_err(|error| head_fault(&error, https, &self.options))
    }

    async fn accept(&self, response: reqwest::Response, expect: Expect) -> Result<Answer, Fault> {
        let status = response.status();
        if !status.is_success() {
            return Err(Fault::Status {
                status: status.as_u16(),
            });
        }
        let content_type = header_text(response.headers(), CONTENT_TYPE.as_str());
        if expect == Expect::Page {
            if let Some(kind) = content_type.as_deref().and_then(other_kind) {
                return Err(Fault::NotHtml(kind));
            }
            // The library removes the header when it has decompressed the body.
            if response.headers().contains_key(CONTENT_ENCODING)
                && header_text(response.headers(), CONTENT_ENCODING.as_str()).as_deref()
                    != Some("identity")
            {
                return Err(Fault::StillEncoded);
            }
        }
        let bytes = body::read(response, &self.options).await?;
        if expect == Expect::Page && bytes.starts_with(b"\x1f\x8b") {
            return Err(Fault::StillEncoded);
        }
        Ok((status.as_u16(), content_type, bytes))
    }
}

/// Status, content type and body.
type Answer = (u16, Option<String>, Vec<u8>);

/// Where a fetch is, and how it came there.
struct Way {
    at: Url,
    hops: Vec<Hop>,
}

/// Where an answer redirects to, if it does.
fn redirect_target(at: &Url, status: u16, headers: &HeaderMap) -> Result<Option<Url>, Fault> {
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = headers.get(LOCATION) else {
        return Ok(None);
    };
    if location.len() > MAX_LOCATION {
        return Err(Fault::BadResponse(
            " (it redirects to an endless address)".to_owned(),
        ));
    }
    let location = String::from_utf8_lossy(location.as_bytes());
    at.join(location.trim())
        .map(Some)
        .map_err(|error| Fault::RefusedRedirect {
            to: "a broken address".to_owned(),
            why: error.to_string(),
        })
}

fn refused_redirect(target: &Url, fault: &Fault) -> Fault {
    Fault::RefusedRedirect {
        to: format!("`{}`", shown(target)),
        why: fault.to_string(),
    }
}

fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
}

/// The media type, if it is of a kind that holds no page. Unknown types are let through: what they hold is looked at.
fn other_kind(content_type: &str) -> Option<String> {
    let kind = content_type.split(';').next()?.trim().to_ascii_lowercase();
    let other = ["image/", "audio/", "video/", "font/", "model/"]
        .iter()
        .any(|family| kind.starts_with(family))
        || matches!(
            kind.as_str(),
            "application/pdf"
                | "application/zip"
                | "application/gzip"
                | "application/x-gzip"
                | "application/epub+zip"
                | "application/msword"
                | "application/javascript"
                | "application/json"
                | "application/wasm"
                | "application/vnd.ms-cab-compressed"
                | "text/css"
                | "text/javascript"
        )
        || kind.starts_with("application/vnd.openxmlformats");
    other.then(|| kind.chars().take(100).collect())
}

fn lost(request: &Request) -> FetchError {
    let fault = Fault::Setup("the task was dropped".to_owned());
    FetchError::new(request.url.clone(), fault)
}
