//! One fetch from start to end: guard, turn, request, retries, redirects, body.

use reqwest::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName};
use url::Url;

use super::body;
use super::classify::head_fault;
use super::error::{Fault, FetchError};
use super::guard::{self, Named, Typed};
use super::options::{Expect, FetchOptions};
use super::pace::{Pace, Turn};
use super::permission::{self, Permissions};
use super::redirect;
use super::request::{Fetched, Hop, Request};
use super::retry::{self, Budget};
use super::robots::MAX_ROBOTS;
use crate::input::GZIP_MAGIC;

/// What all fetches of a run share.
#[derive(Debug)]
pub(super) struct Exchange {
    pub(super) options: FetchOptions,
    pub(super) http: reqwest::Client,
    pub(super) pace: Pace,
    pub(super) permissions: Permissions,
}

/// Where a fetch is, how it came there, and what it may still do.
struct Way {
    at: Url,
    hops: Vec<Hop>,
    budget: Budget,
    /// The host and port that the user typed.
    typed: Option<Typed>,
    /// Whether `robots.txt` is asked.
    robots: bool,
}

/// What came back in the end.
struct Answer {
    status: u16,
    content_type: Option<String>,
    bytes: Vec<u8>,
}

impl Exchange {
    pub(super) async fn fetch(&self, request: Request) -> Result<Fetched, FetchError> {
        let typed = match request.named {
            Named::ByUser => Typed::of(&request.url),
            Named::Found => None,
        };
        let robots = request.named == Named::Found && !self.options.ignore_robots;
        let mut way = self.way(request.url.clone(), typed, robots);
        match self.follow(&mut way, request.expect).await {
            Ok(answer) => Ok(Fetched {
                url: request.url,
                final_url: way.at,
                status: answer.status,
                content_type: answer.content_type,
                bytes: answer.bytes,
                hops: way.hops,
            }),
            Err(fault) => Err(FetchError {
                url: request.url,
                hops: way.hops,
                fault: Box::new(fault),
            }),
        }
    }

    fn way(&self, at: Url, typed: Option<Typed>, robots: bool) -> Way {
        Way {
            at,
            hops: Vec::new(),
            budget: Budget::new(self.options.total_timeout),
            typed,
            robots,
        }
    }

    /// Asks, and follows redirects to the end. Each URL has passed the guard before it is asked.
    async fn follow(&self, way: &mut Way, expect: Expect) -> Result<Answer, Fault> {
        if self.options.offline {
            return Err(Fault::Offline);
        }
        self.guard(way, &way.at)?;
        loop {
            if way.robots {
                self.ask_permission(way).await?;
            }
            let turn = self
                .pace
                .turn(way.at.host_str().unwrap_or_default())
                .await?;
            let response = self.ask(way, &turn).await?;
            let status = response.status().as_u16();
            let Some(target) = redirect::target(&way.at, status, response.headers())? else {
                return way.budget.spend(self.accept(response, expect)).await;
            };
            self.guard(way, &target)
                .map_err(|fault| redirect::refused(&target, &fault))?;
            if target == way.at || way.hops.iter().any(|hop| hop.from == target) {
                return Err(Fault::RedirectLoop);
            }
            if way.hops.len() == self.options.max_hops {
                return Err(Fault::TooManyRedirects(self.options.max_hops));
            }
            way.hops.push(Hop {
                from: std::mem::replace(&mut way.at, target.clone()),
                status,
                to: target,
            });
        }
    }

    fn guard(&self, way: &Way, url: &Url) -> Result<(), Fault> {
        guard::check(url, way.typed.as_ref(), self.options.allow_private_hosts)
    }

    /// Asks the site's `robots.txt` about the next URL.
    async fn ask_permission(&self, way: &Way) -> Result<(), Fault> {
        let site = self.permissions.site(&way.at);
        let rules = site
            .get_or_init(|| async {
                let mut rules = self.way(permission::robots_url(&way.at), way.typed.clone(), false);
                // Boxed, because fetching asks for permission and asking for permission fetches.
                let answer = Box::pin(self.follow(&mut rules, Expect::StartOf(MAX_ROBOTS))).await;
                permission::rules(answer.map(|answer| answer.bytes))
            })
            .await;
        permission::check(rules.as_ref(), &way.at)
    }

    /// Asks once, and again where the fault may pass. An answer with a status that may pass is such a fault.
    async fn ask(&self, way: &mut Way, turn: &Turn) -> Result<reqwest::Response, Fault> {
        let mut attempt = 1;
        loop {
            let result = way.budget.spend(self.send(&way.at)).await;
            turn.note(&result);
            let fault = match result {
                Err(fault) => fault,
                Ok(response) => match status_fault(&response) {
                    Some(fault) => fault,
                    None => return Ok(response),
                },
            };
            let wait = retry::wait(&fault, &way.at, attempt, &self.options);
            let Some(wait) = wait.filter(|wait| way.budget.allows(*wait)) else {
                return Err(fault);
            };
            turn.hold(wait);
            way.budget
                .spend(async {
                    tokio::time::sleep(wait).await;
                    Ok(())
                })
                .await?;
            attempt += 1;
        }
    }

    async fn send(&self, url: &Url) -> Result<reqwest::Response, Fault> {
        let https = url.scheme() == "https";
        self.http
            .get(url.clone())
            .header(
                ACCEPT,
                "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.5",
            )
            .send()
            .await
            .map_err(|error| head_fault(&error, https, &self.options))
    }

    async fn accept(&self, response: reqwest::Response, expect: Expect) -> Result<Answer, Fault> {
        let status = response.status().as_u16();
        let content_type = header_text(response.headers(), &CONTENT_TYPE);
        if expect == Expect::Page
            && let Some(kind) = content_type.as_deref().and_then(other_kind)
        {
            return Err(Fault::NotHtml(kind));
        }
        // The library removes the header when it has decompressed the body.
        let coding = header_text(response.headers(), &CONTENT_ENCODING);
        if coding.is_some_and(|coding| !coding.is_empty() && coding != "identity") {
            return Err(Fault::StillEncoded);
        }
        let bytes = match expect {
            Expect::StartOf(length) => body::read_start(response, length, &self.options).await?,
            Expect::UpTo(limit) => body::read(response, limit, &self.options).await?,
            Expect::Page | Expect::Anything => {
                body::read(response, self.options.max_bytes, &self.options).await?
            }
        };
        if expect == Expect::Page && bytes.starts_with(GZIP_MAGIC) {
            return Err(Fault::StillEncoded);
        }
        Ok(Answer {
            status,
            content_type,
            bytes,
        })
    }
}

/// The fault of an answer that is neither a success nor a redirect that can be followed.
fn status_fault(response: &reqwest::Response) -> Option<Fault> {
    let status = response.status();
    if status.is_success() || is_redirect(response) {
        return None;
    }
    Some(Fault::Status {
        status: status.as_u16(),
        retry_after: retry::retry_after(response.headers()),
    })
}

fn is_redirect(response: &reqwest::Response) -> bool {
    redirect::is_status(response.status().as_u16())
        && response.headers().contains_key(reqwest::header::LOCATION)
}

fn header_text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
}

/// The media type, if it is of a kind that holds no page. Unknown types are let through: what they hold is looked at.
fn other_kind(content_type: &str) -> Option<String> {
    const FAMILIES: &[&str] = &[
        "image/",
        "audio/",
        "video/",
        "font/",
        "model/",
        "application/vnd.openxmlformats",
    ];
    const KINDS: &[&str] = &[
        "application/pdf",
        "application/zip",
        "application/gzip",
        "application/x-gzip",
        "application/epub+zip",
        "application/msword",
        "application/javascript",
        "application/json",
        "application/wasm",
        "text/css",
        "text/javascript",
    ];
    let kind = content_type.split(';').next()?.trim().to_ascii_lowercase();
    let other =
        FAMILIES.iter().any(|family| kind.starts_with(family)) || KINDS.contains(&kind.as_str());
    other.then(|| kind.chars().take(100).collect())
}
