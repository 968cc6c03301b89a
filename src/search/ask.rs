//! Asking an engine: page after page, query after query, within a budget, until it has had enough.

use std::collections::HashSet;

use serde_json::Value;

use super::engine::{Engine, EngineError, Question, Ready};
use super::pointer::values;

/// The most addresses of one search; the rest is not looked at. By hand: ten times what one run would fetch.
const MOST: usize = 20_000;

/// The longest address that is worth keeping, in characters; longer ones are cut to one more, and are then no use. By
/// hand.
pub(super) const LONGEST: usize = 2048;

/// So many queries in a row without an answer, and the engine is asked no more. By hand.
const FAILURES_IN_A_ROW: usize = 2;

/// Why a request came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// What happened, as the rest of a sentence that starts with the engine.
    pub why: String,
    /// Whether the whole run is to end.
    pub is_final: bool,
}

/// What to ask for: runs of texts, or hosts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The runs or hosts, in the order in which they are asked for.
    pub about: Vec<String>,
    /// The most requests.
    pub budget: usize,
}

/// What an engine answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// The addresses, as they were sent, in the order of the answers.
    pub addresses: Vec<String>,
    /// Requests that were made.
    pub requests: usize,
    /// Of them those that were answered.
    pub answered: usize,
    /// What went wrong, without secrets, as sentences that start with the engine.
    pub faults: Vec<String>,
    /// How many of the runs or hosts were not asked for, because the budget or the engine ended the search.
    pub left: usize,
}

impl Answers {
    /// Whether there may be more than was found for a reason that is no budget.
    pub fn is_cut_short(&self) -> bool {
        !self.faults.is_empty()
    }
}

/// What became of one request.
enum Page {
    Read {
        addresses: Vec<String>,
        more: bool,
    },
    /// Nothing there.
    End,
}

/// Asks an engine. `send` makes the requests, one at a time, and gives the bodies.
///
/// # Errors
/// When the engine's address is none.
pub fn ask(
    ready: &Ready<'_>,
    search: &Search,
    mut send: impl FnMut(&Question) -> Result<Vec<u8>, Refusal>,
) -> Result<Answers, EngineError> {
    let engine = ready.engine;
    let mut answers = Answers::default();
    let mut failures = 0;
    let mut seen = HashSet::new();
    // More runs find more copies than more pages of one answer do.
    let mut open: Vec<&String> = search.about.iter().collect();
    for page in 0..engine.paging.most {
        for (number, about) in std::mem::take(&mut open).into_iter().enumerate() {
            let is_over = answers.requests >= search.budget || failures >= FAILURES_IN_A_ROW;
            if is_over && page == 0 {
                answers.left = search.about.len() - number;
            }
            if is_over {
                return Ok(answers);
            }
            let question = ready.question(about, page)?;
            answers.requests += 1;
            let result = match send(&question) {
                Ok(body) => read(engine, &body),
                Err(refusal) if is_nothing(engine, &refusal, page) => Ok(Page::End),
                Err(refusal) => Err(refusal),
            };
            match result {
                Ok(read) => {
                    answers.answered += 1;
                    failures = 0;
                    let Page::Read { addresses, more } = read else {
                        continue;
                    };
                    let before = answers.addresses.len();
                    let new = addresses
                        .into_iter()
                        .filter(|address| seen.insert(address.clone()));
                    answers.addresses.extend(new.take(MOST - before.min(MOST)));
                    // Some engines give their last page again and again.
                    if more && answers.addresses.len() > before {
                        open.push(about);
                    }
                }
                Err(refusal) => {
                    let fault = ready.redacted(&format!("`{}` {}", engine.name, refusal.why));
                    if !answers.faults.contains(&fault) {
                        answers.faults.push(fault);
                    }
                    failures += 1;
                    if ends_the_search(&refusal) {
                        if page == 0 {
                            answers.left = search.about.len() - number;
                        }
                        return Ok(answers);
                    }
                }
            }
        }
    }
    Ok(answers)
}

/// Whether an engine that answers so wants to be asked no more: no key, no right, no quota left.
fn ends_the_search(refusal: &Refusal) -> bool {
    refusal.is_final || matches!(refusal.status, Some(401 | 402 | 403 | 429))
}

/// Engines refuse the page behind the last one, each with a status of its own.
fn is_nothing(engine: &Engine, refusal: &Refusal, page: u32) -> bool {
    let Some(status) = refusal.status else {
        return false;
    };
    engine.nothing.contains(&status) || page > 0 && matches!(status, 400 | 404 | 410 | 416 | 422)
}

/// Reads the body of an answer.
fn read(engine: &Engine, body: &[u8]) -> Result<Page, Refusal> {
    let broken = |why: String| Refusal {
        status: None,
        why,
        is_final: false,
    };
    let no_json = || {
        broken("answered with something that is not the JSON expected of it; check its address in the configuration".to_owned())
    };
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let json: Vec<Value> = if engine.lines {
        let lines = body
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.trim_ascii().is_empty());
        lines
            .map(serde_json::from_slice)
            .collect::<Result<_, _>>()
            .map_err(|_| no_json())?
    } else {
        vec![serde_json::from_slice(body).map_err(|_| no_json())?]
    };
    if json
        .iter()
        .any(|value| !value.is_object() && !value.is_array())
    {
        return Err(no_json());
    }
    let told = |pointer: &Option<String>| {
        let pointer = pointer.as_deref()?;
        let mut found = json.iter().flat_map(|value| values(value, pointer));
        found.next().filter(|value| !value.is_null())
    };
    if let Some(error) = told(&engine.error) {
        // The words of a server are shown short; they go through the encoder of the terminal later.
        let words: String = error
            .as_str()
            .unwrap_or("no reason given")
            .chars()
            .take(200)
            .collect();
        return Err(broken(format!("answered with an error: {words}")));
    }
    let found = json.iter().flat_map(|value| values(value, &engine.results));
    let addresses: Vec<String> = found
        .filter_map(Value::as_str)
        .map(|address| address.chars().take(LONGEST + 1).collect())
        .collect();
    if addresses.is_empty() {
        return Ok(Page::End);
    }
    let more = engine.more.is_none()
        || told(&engine.more).is_some_and(|more| match more {
            Value::Bool(more) => *more,
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            _ => true,
        });
    Ok(Page::Read { addresses, more })
}
