//! Showing one page: opening it, answering what it asks for, taking what it has become.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use url::Url;

use super::Shown;
use super::browser::{Browser, answer};
use super::options::{RenderFault, RenderOptions};
use super::pipe::{Arrived, Event, status};
use crate::fetch::Client;
use crate::fetch::error::shown;
use crate::fetch::options::Expect;
use crate::fetch::request::{Fetched, Part, Request};

/// What makes inline styles of what the browser has computed.
const DOM: &str = include_str!("dom.js");

/// How far the page's own clock runs, in milliseconds: what it shows later than this it does not show. The clock stands
/// while something is loaded and runs as fast as the machine can otherwise. By hand.
const PAGE_TIME: u32 = 5_000;

/// How often a page may send the reader on by script. By hand.
const MAX_MOVES: usize = 5;

/// The longest address that is asked for on behalf of a page, in bytes. By hand; it bounds work.
const MAX_ADDRESS: usize = 8 * 1024;

/// One page being shown.
pub(super) struct Job<'a> {
    browser: &'a mut Browser,
    client: &'a Client,
    page: Cow<'a, Fetched>,
    /// The page, if the user typed its address.
    typed_page: Option<Url>,
    options: &'a RenderOptions,
    deadline: Instant,
    session: String,
    frame: String,
    /// Content that came by a redirect, under the address where it was found.
    ready: HashMap<Url, Fetched>,
    parts: usize,
    /// Whether the page itself was handed over.
    served: bool,
    /// The request by which the page sends the reader on.
    moving: Option<String>,
    /// The requests that wait for an answer.
    pending: BTreeSet<String>,
    /// Half of the time is over: what has not come by now does not come any more.
    closing: bool,
}

/// How far a page has come.
enum State {
    Running,
    Settled,
    /// The page has sent the reader on to another.
    Moved(Box<Fetched>),
}

impl<'a> Job<'a> {
    pub(super) fn new(
        browser: &'a mut Browser,
        client: &'a Client,
        page: &'a Fetched,
        typed: bool,
        options: &'a RenderOptions,
    ) -> Self {
        Self {
            browser,
            client,
            page: Cow::Borrowed(page),
            typed_page: typed.then(|| page.url.clone()),
            options,
            deadline: Instant::now() + options.timeout,
            session: String::new(),
            frame: String::new(),
            ready: HashMap::new(),
            parts: 0,
            served: false,
            moving: None,
            pending: BTreeSet::new(),
            closing: false,
        }
    }

    pub(super) fn run(mut self) -> Result<Shown, RenderFault> {
        let limit = self.options.timeout;
        self.show().map_err(|fault| match fault {
            RenderFault::Timeout(_) => RenderFault::Timeout(limit),
            fault => fault,
        })
    }

    fn show(&mut self) -> Result<Shown, RenderFault> {
        for _ in 0..=MAX_MOVES {
            let context = self.open()?;
            let address = self.page.final_url.as_str().to_owned();
            self.send("Page.navigate", json!({"url": address}))?;
            let state = loop {
                match self.step()? {
                    State::Running => {}
                    state => break state,
                }
            };
            let html = match state {
                State::Moved(page) => {
                    self.page = Cow::Owned(*page);
                    None
                }
                _ => Some(self.take()?),
            };
            self.browser.send(
                None,
                "Target.disposeBrowserContext",
                json!({"browserContextId": context}),
            )?;
            if let Some(html) = html {
                let url = self.page.final_url.clone();
                return Ok(Shown { html, url });
            }
        }
        let why = format!("was sent on more than {MAX_MOVES} times by the page");
        Err(RenderFault::Failed(why))
    }

    /// Opens a tab that knows nothing of the pages before, all of whose requests come to us.
    fn open(&mut self) -> Result<Value, RenderFault> {
        let context =
            self.call_browser("Target.createBrowserContext", json!({}))?["browserContextId"].take();
        let tab = self.call_browser(
            "Target.createTarget",
            json!({"url": "about:blank", "browserContextId": context, "width": 1280, "height": 1024}),
        )?;
        let attached = self.call_browser(
            "Target.attachToTarget",
            json!({"targetId": tab["targetId"], "flatten": true}),
        )?;
        text(&attached["sessionId"]).clone_into(&mut self.session);
        // The main frame of a tab has the tab's name.
        text(&tab["targetId"]).clone_into(&mut self.frame);
        (self.served, self.moving) = (false, None);
        self.pending.clear();
        self.ready.clear();
        // Frames and workers run apart; they load nothing.
        let apart = json!({"autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true});
        self.call("Target.setAutoAttach", apart)?;
        self.call("Page.enable", json!({}))?;
        self.call("Fetch.enable", json!({"patterns": [{"urlPattern": "*"}]}))?;
        self.call("Browser.setDownloadBehavior", json!({"behavior": "deny"}))?;
        Ok(context)
    }

    /// Takes part in what happens next.
    fn step(&mut self) -> Result<State, RenderFault> {
        let until = if self.closing {
            self.deadline
        } else {
            self.deadline - self.options.timeout / 2
        };
        let event = match self.browser.next(until) {
            Err(RenderFault::Timeout(_)) if !self.closing => {
                self.close()?;
                return Ok(State::Running);
            }
            event => event?,
        };
        match event {
            Event::Part(arrived) => {
                if let Some(page) = self.fulfil(arrived)? {
                    return Ok(State::Moved(Box::new(page)));
                }
            }
            Event::Said(said) if said["method"] == "Fetch.requestPaused" => {
                self.asked(&said)?;
            }
            Event::Said(said) if said["sessionId"] == *self.session => {
                let about = &said["params"];
                match said["method"].as_str().unwrap_or_default() {
                    "Target.attachedToTarget" => self.set_apart(about)?,
                    // The browser's own page about a fault is not the page.
                    "Page.frameNavigated"
                        if about["frame"]["id"] == *self.frame
                            && about["frame"]["unreachableUrl"].is_string() =>
                    {
                        return Err(moved(&about["frame"]["unreachableUrl"], "cannot be opened"));
                    }
                    // The document has come: its clock begins.
                    "Page.frameNavigated" if about["frame"]["id"] == *self.frame => self.send(
                        "Emulation.setVirtualTimePolicy",
                        json!({
                            "policy": "pauseIfNetworkFetchesPending",
                            "budget": PAGE_TIME,
                            "maxVirtualTimeTaskStarvationCount": 100_000,
                        }),
                    )?,
                    "Emulation.virtualTimeBudgetExpired" => return Ok(State::Settled),
                    // Dialogs hold everything up.
                    "Page.javascriptDialogOpening" => {
                        self.send("Page.handleJavaScriptDialog", json!({"accept": false}))?;
                    }
                    "Inspector.targetCrashed" => {
                        return Err(RenderFault::Failed("ran out of memory".to_owned()));
                    }
                    _ => {}
                }
            }
            Event::Said(_) | Event::Gone => {}
        }
        Ok(State::Running)
    }

    /// Decides about a request that the browser wants to send.
    fn asked(&mut self, said: &Value) -> Result<(), RenderFault> {
        let about = &said["params"];
        let name = text(&about["requestId"]).to_owned();
        if said["sessionId"] != *self.session {
            // A frame or a worker, or a tab that is closed by now.
            let params = json!({"requestId": name, "errorReason": "BlockedByClient"});
            let session = text(&said["sessionId"]);
            self.browser
                .send(Some(session), "Fetch.failRequest", params)?;
            return Ok(());
        }
        let kind = text(&about["resourceType"]);
        let is_page = kind == "Document" && about["frameId"] == *self.frame;
        if is_page && !self.served {
            self.served = true;
            let page = self.page.clone();
            return self.give(&name, 200, page.content_type.as_deref(), &page.bytes);
        }
        let address = text(&about["request"]["url"]);
        let url = (address.len() <= MAX_ADDRESS)
            .then(|| Url::parse(address).ok())
            .flatten();
        let wanted = is_page || matches!(kind, "Script" | "Stylesheet" | "XHR" | "Fetch");
        let is_get = about["request"]["method"] == "GET";
        let Some(url) = url.filter(|_| wanted && is_get) else {
            if is_page {
                return Err(moved(&about["request"]["url"], "cannot be asked for"));
            }
            return self.refuse(&name);
        };
        if let Some(ready) = self.ready.remove(&url) {
            return self.give(&name, 200, ready.content_type.as_deref(), &ready.bytes);
        }
        self.parts += 1;
        if self.closing || self.parts > self.options.max_parts {
            if is_page {
                return Err(moved(&about["request"]["url"], "is asked for too late"));
            }
            return self.refuse(&name);
        }
        if is_page {
            self.moving = Some(name.clone());
        }
        let accept = about["request"]["headers"]
            .as_object()
            .and_then(|headers| {
                let is_accept = |name: &&String| name.eq_ignore_ascii_case("accept");
                headers.keys().find(is_accept).map(|name| &headers[name])
            })
            .and_then(Value::as_str)
            .unwrap_or("*/*")
            .to_owned();
        let request = Request {
            expect: if is_page {
                Expect::Page
            } else {
                Expect::Anything
            },
            part: Some(Part {
                typed_page: self.typed_page.clone(),
                accept,
            }),
            ..Request::found(url)
        };
        self.pending.insert(name.clone());
        let events = self.browser.pipe.sender();
        let session = self.session.clone();
        self.client.start(request, move |result| {
            // Nobody waits any more when the page's time is over.
            let _ = events.send(Event::Part(Arrived {
                session,
                request: name,
                result,
            }));
        });
        Ok(())
    }

    /// Refuses what has not come by now, so that the page settles with what it has.
    fn close(&mut self) -> Result<(), RenderFault> {
        self.closing = true;
        for name in std::mem::take(&mut self.pending) {
            if self.moving.as_ref() == Some(&name) {
                let why = "the address that it leads to did not answer in time".to_owned();
                return Err(RenderFault::Moved(why));
            }
            self.refuse(&name)?;
        }
        Ok(())
    }

    /// Hands over what has come; a page that the reader was sent on to is given back instead.
    fn fulfil(&mut self, arrived: Arrived) -> Result<Option<Fetched>, RenderFault> {
        let Arrived {
            session,
            request,
            result,
        } = arrived;
        // What a page before this one asked for, or what comes too late.
        if session != self.session || !self.pending.remove(&request) {
            return Ok(None);
        }
        let moving = self.moving.as_ref() == Some(&request);
        let request = &request;
        match result {
            // After an answer without content the reader stays where he is.
            Ok(page) if moving && matches!(page.status, 204 | 205) => {
                self.respond(request, page.status, Vec::new(), &[])
            }
            Ok(page) if moving => return Ok(Some(page)),
            Ok(fetched) if fetched.final_url == fetched.url => self.give(
                request,
                200,
                fetched.content_type.as_deref(),
                &fetched.bytes,
            ),
            Ok(fetched) => {
                let to = fetched.final_url.clone();
                self.ready.insert(to.clone(), fetched);
                self.respond(request, 302, vec![header("Location", to.as_str())], &[])
            }
            Err(error) => match status(&error) {
                Some(status) if !moving => self.respond(request, status, Vec::new(), &[]),
                _ if moving => return Err(RenderFault::Moved(error.message())),
                _ => self.refuse(request),
            },
        }?;
        Ok(None)
    }

    /// Lets a frame or worker run without anything to load, and closes windows.
    fn set_apart(&mut self, about: &Value) -> Result<(), RenderFault> {
        let target = &about["targetInfo"];
        if target["type"] == "page" {
            let window = json!({"targetId": target["targetId"]});
            self.browser.send(None, "Target.closeTarget", window)?;
            return Ok(());
        }
        let session = text(&about["sessionId"]);
        let all = json!({"patterns": [{"urlPattern": "*"}]});
        self.browser.send(Some(session), "Fetch.enable", all)?;
        self.browser
            .send(Some(session), "Runtime.runIfWaitingForDebugger", json!({}))?;
        Ok(())
    }

    fn give(
        &mut self,
        request: &str,
        status: u16,
        content_type: Option<&str>,
        body: &[u8],
    ) -> Result<(), RenderFault> {
        let headers = content_type.map(|kind| header("Content-Type", kind));
        self.respond(request, status, headers.into_iter().collect(), body)
    }

    fn respond(
        &mut self,
        request: &str,
        status: u16,
        mut headers: Vec<Value>,
        body: &[u8],
    ) -> Result<(), RenderFault> {
        // Whoever may read an answer: nothing here is secret, and no request carries a credential.
        headers.push(header("Access-Control-Allow-Origin", "*"));
        let params = json!({
            "requestId": request,
            "responseCode": status,
            "responseHeaders": headers,
            "body": STANDARD.encode(body),
        });
        self.send("Fetch.fulfillRequest", params)
    }

    fn refuse(&mut self, request: &str) -> Result<(), RenderFault> {
        let params = json!({"requestId": request, "errorReason": "BlockedByClient"});
        self.send("Fetch.failRequest", params)
    }

    /// The page as it is now.
    fn take(&mut self) -> Result<Vec<u8>, RenderFault> {
        let world = self.call(
            "Page.createIsolatedWorld",
            json!({"frameId": self.frame, "worldName": "creditline"}),
        )?;
        let limit = self.options.max_bytes;
        let mut result = self.call(
            "Runtime.evaluate",
            json!({
                "expression": format!("({DOM})({limit})"),
                "contextId": world["executionContextId"],
                "returnByValue": true,
                "timeout": self.left().as_millis(),
            }),
        )?;
        match result["result"]["value"].take() {
            Value::String(html) if html.len() as u64 <= limit => Ok(html.into_bytes()),
            Value::String(_) | Value::Null if result["exceptionDetails"].is_null() => {
                Err(RenderFault::TooLarge(limit))
            }
            _ => Err(RenderFault::Failed("cannot read the page".to_owned())),
        }
    }

    fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// Sends a command to the tab and waits for its answer; what happens meanwhile is dealt with.
    fn call(&mut self, method: &str, params: Value) -> Result<Value, RenderFault> {
        let session = self.session.clone();
        let number = self.browser.send(Some(&session), method, params)?;
        loop {
            match self.browser.next(self.deadline)? {
                Event::Said(said) if said["id"] == number => return answer(said, method),
                Event::Said(said) if said["method"] == "Fetch.requestPaused" => {
                    self.asked(&said)?;
                }
                Event::Said(said) if said["method"] == "Target.attachedToTarget" => {
                    self.set_apart(&said["params"])?;
                }
                Event::Part(arrived) => {
                    self.fulfil(arrived)?;
                }
                _ => {}
            }
        }
    }

    fn call_browser(&mut self, method: &str, params: Value) -> Result<Value, RenderFault> {
        self.browser.call(None, method, params, self.deadline)
    }

    fn send(&mut self, method: &str, params: Value) -> Result<(), RenderFault> {
        let session = self.session.clone();
        self.browser.send(Some(&session), method, params).map(drop)
    }
}

/// The page leads to an address that gives no page.
fn moved(to: &Value, why: &str) -> RenderFault {
    let to = Url::parse(text(to)).map_or_else(|_| "an address".to_owned(), |url| shown(&url));
    RenderFault::Moved(format!("`{to}` {why}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn header(name: &str, value: &str) -> Value {
    // Control characters would end the header.
    let value: String = value
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    json!({"name": name, "value": value})
}
