//! One fetch from start to end: guard, turn, request, retries, redirects, body.

use std::sync::Arc;

use reqwest::StatusCode;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::cache::{Cache, Known};
use super::classify::head_fault;
use super::error::{Fault, FetchError, Hop};
use super::guard::{self, Named, Typed};
use super::options::{Expect, FetchOptions, HostTerms};
use super::pace::{Pace, Turn};
use super::permission::{self, Permissions};
use super::redirect;
use super::request::{Call, Fetched, Request};
use super::retry::{self, Budget};
use super::robots::{MAX_ROBOTS, Robots};

/// What is asked for: pages, best as HTML.
pub(super) const ACCEPTED: &str =
    "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.5";

/// What all fetches of a run share.
#[derive(Debug)]
pub(super) struct Exchange {
    pub(super) options: FetchOptions,
    pub(super) http: reqwest::Client,
    pub(super) pace: Pace,
    pub(super) permissions: Permissions,
    pub(super) cache: Option<Arc<Cache>>,
}

/// What came back in the end.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_type: Option<String>,
    pub(super) link_headers: Vec<String>,
    pub(super) bytes: Vec<u8>,
    /// The headers as they came; none where the body was kept from before.
    pub(super) headers: Vec<(String, String)>,
}

/// Where a fetch is, how it came there, and what it may still do.
pub(super) struct Way {
    pub(super) at: Url,
    hops: Vec<Hop>,
    budget: Budget,
    /// The host and port that the user typed.
    typed: Option<Typed>,
    /// Whether `robots.txt` is asked.
    robots: bool,
    /// The kinds of content to ask for, if this is a part of a page.
    part: Option<String>,
    /// How to ask, if this is no page.
    call: Option<Call>,
}

impl Way {
    /// The kinds of content that are asked for.
    pub(super) fn accept(&self) -> &str {
        self.part.as_deref().unwrap_or(ACCEPTED)
    }
}

impl Exchange {
    pub(super) async fn fetch(&self, request: Request) -> Result<Fetched, FetchError> {
        let typed = match (request.named, &request.part) {
            (Named::ByUser, _) => Typed::of(&request.url),
            (Named::Found, Some(part)) => part.typed_page.as_ref().and_then(Typed::of),
            (Named::Found, None) => None,
        };
        let robots = request.named == Named::Found && !self.at(&request.url).ignore_robots;
        let mut way = self.way(request.url.clone(), typed, robots);
        way.part = request.part.map(|part| part.accept);
        way.call = request.call;
        match self.follow(&mut way, request.expect).await {
            Ok(answer) => Ok(Fetched {
                url: request.url,
                final_url: way.at,
                status: answer.status,
                content_type: answer.content_type,
                link_headers: answer.link_headers,
                headers: answer.headers,
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
            budget: Budget::new(self.at(&at).timeout),
            at,
            hops: Vec::new(),
            typed,
            robots,
            part: None,
            call: None,
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
            let known = match &way.call {
                Some(_) => None,
                None => self.recall(way).await,
            };
            let (kept, conditions) = match known {
                Some(Known::Fresh(kept)) => return self.reuse(kept, expect),
                Some(Known::Stale(kept, conditions)) => (Some(kept), conditions),
                None => (None, HeaderMap::new()),
            };
            let turn = self
                .pace
                .turn(way.at.host_str().unwrap_or_default(), way.part.is_some())
                .await?;
            let mut response = self.ask(way, &turn, &conditions).await?;
            if response.status() == StatusCode::NOT_MODIFIED
                && let Some(kept) = kept
            {
                if let Some(kept) = self.confirm(way, kept, response.headers()).await {
                    return self.reuse(kept, expect);
                }
                // The answer is about something else than what is kept.
                response = self.ask(way, &turn, &HeaderMap::new()).await?;
            }
            let status = response.status().as_u16();
            let Some(target) = redirect::target(&way.at, status, response.headers())? else {
                let (answer, headers) = way.budget.spend(self.accept(response, expect)).await?;
                if let Some(headers) = headers.filter(|_| way.call.is_none()) {
                    self.keep(way, headers, &answer.bytes).await;
                }
                return Ok(answer);
            };
            if way.call.is_some() {
                return Err(Fault::RefusedRedirect {
                    to: "another address".to_owned(),
                    why: "is not the address that was configured".to_owned(),
                });
            }
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
        guard::check(url, way.typed.as_ref(), self.at(url).allow_private)
    }

    /// How the host of a URL is asked.
    fn at(&self, url: &Url) -> HostTerms {
        self.options.at(url.host_str().unwrap_or_default())
    }

    /// Asks the site's `robots.txt` about the next URL.
    async fn ask_permission(&self, way: &Way) -> Result<(), Fault> {
        let site = self.permissions.site(&way.at);
        let rules = site
            .get_or_init(|| async {
                let mut rules = self.way(permission::robots_url(&way.at), way.typed.clone(), false);
                // Boxed, because fetching asks for permission and asking for permission fetches.
                let answer = Box::pin(self.follow(&mut rules, Expect::StartOf(MAX_ROBOTS))).await;
                let rules = permission::rules(answer.map(|answer| answer.bytes));
                if let Some(delay) = rules.as_ref().ok().and_then(Robots::delay) {
                    self.pace.slow(way.at.host_str().unwrap_or_default(), delay);
                }
                rules
            })
            .await;
        permission::check(rules, &way.at)
    }

    /// Asks once, and again where the fault may pass. An answer with a status that may pass is such a fault.
    async fn ask(
        &self,
        way: &mut Way,
        turn: &Turn,
        conditions: &HeaderMap,
    ) -> Result<reqwest::Response, Fault> {
        let mut attempt = 1;
        loop {
            let request = self.request(way, conditions)?;
            let https = way.at.scheme() == "https";
            let result = way.budget.spend(self.send(request, https)).await;
            turn.note(&result);
            let fault = match result {
                Err(fault) => fault,
                Ok(response)
                    if response.status() == StatusCode::NOT_MODIFIED && !conditions.is_empty() =>
                {
                    return Ok(response);
                }
                Ok(response) => match status_fault(&response) {
                    Some(fault) => fault,
                    None => return Ok(response),
                },
            };
            let wait = retry::wait(&fault, &way.at, attempt, &self.options);
            // A service that counts what it is asked would count that, too.
            let had_enough =
                way.call.is_some() && matches!(fault, Fault::Status { status: 429, .. });
            let Some(wait) =
                wait.filter(|wait| !had_enough && way.budget.allows(*wait) && turn.take_retry())
            else {
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

    /// The next request on a way.
    fn request(&self, way: &Way, conditions: &HeaderMap) -> Result<reqwest::RequestBuilder, Fault> {
        let Some(call) = &way.call else {
            let get = self.http.get(way.at.clone());
            return Ok(get.header(ACCEPT, way.accept()).headers(conditions.clone()));
        };
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let request = match &call.body {
            Some(body) => {
                headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                self.http.post(way.at.clone()).body(body.clone())
            }
            None => self.http.get(way.at.clone()),
        };
        for (name, value) in &call.headers {
            let unfit = || Fault::Setup(format!("the header `{name}` cannot be sent"));
            let known = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unfit())?;
            let mut value = HeaderValue::from_str(value).map_err(|_| unfit())?;
            value.set_sensitive(true);
            headers.insert(known, value);
        }
        Ok(request.headers(headers))
    }

    async fn send(
        &self,
        request: reqwest::RequestBuilder,
        https: bool,
    ) -> Result<reqwest::Response, Fault> {
        request
            .send()
            .await
            .map_err(|error| head_fault(&error, https, &self.options))
    }
}

/// The fault of an answer that is neither a whole page nor a redirect that can be followed: nobody asked for a part
/// (206), and what comes with "accepted" (202) is most often a test for robots.
fn status_fault(response: &reqwest::Response) -> Option<Fault> {
    let status = response.status();
    let whole = !matches!(status, StatusCode::ACCEPTED | StatusCode::PARTIAL_CONTENT);
    if status.is_success() && whole || is_redirect(response) {
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
