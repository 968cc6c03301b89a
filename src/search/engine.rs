//! A search engine as data: where and how it is asked, and where its answers hold addresses.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

/// The longest address that is asked: what servers take as a request line. By hand.
const MAX_ADDRESS: usize = 8 * 1024;

/// What is written otherwise in a part of an address: all but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// An engine as it is written, before a preset fills in what is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// The built-in engine that gives what is not written.
    pub preset: Option<String>,
    /// What stands for `{NAME}` in the address.
    pub values: BTreeMap<String, String>,
    /// The address, a template.
    pub address: Option<String>,
    /// Whether it is sent a body by `POST`.
    pub post: Option<bool>,
    /// Headers; templates with secrets.
    pub headers: BTreeMap<String, String>,
    /// The JSON body, a template.
    pub body: Option<String>,
    /// How a run is quoted: a template with `{run}`.
    pub phrase: Option<String>,
    /// Where the addresses stand in the answer.
    pub results: Option<String>,
    /// Whether the answer is one JSON value a line.
    pub lines: Option<bool>,
    /// Where the answer says that there is more.
    pub more: Option<String>,
    /// Where an answer says that it is an error.
    pub error: Option<String>,
    /// Statuses that mean that nothing was found.
    pub nothing: Vec<u16>,
    /// How its pages are counted.
    pub paging: Option<Paging>,
    /// The least time between two requests.
    pub rate: Option<Duration>,
}

/// How the pages of an answer are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// What stands for `{page}` first.
    pub first: u32,
    /// How much it grows.
    pub step: u32,
    /// Pages that are asked for one query at most.
    pub most: u32,
}

/// What an engine is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A run of a text, quoted.
    Query,
    /// The pages that it knows of one host.
    Host,
}

/// An engine that can be asked once its secrets are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    /// Its name.
    pub name: String,
    /// What it is asked about.
    pub about: Ask,
    /// The least time between two requests.
    pub rate: Duration,
    /// How the pages of its answers are counted.
    pub paging: Paging,
    pub(super) results: String,
    pub(super) lines: bool,
    pub(super) more: Option<String>,
    pub(super) error: Option<String>,
    pub(super) nothing: Vec<u16>,
    address: String,
    headers: BTreeMap<String, String>,
    body: Option<String>,
    phrase: String,
}

/// Why an engine cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// Something is not said.
    #[error("the engine `{engine}` needs `{key}`: {why}")]
    Missing {
        /// The engine.
        engine: String,
        /// What is not said.
        key: String,
        /// What it is for.
        why: &'static str,
    },
    /// A template that gives no address.
    #[error("the engine `{0}` cannot be asked: its `address` gives no web address")]
    Address(String),
    /// A secret that is not there.
    #[error("the engine `{engine}` needs the variable {name} of the environment, which is not set")]
    Secret {
        /// The engine.
        engine: String,
        /// The variable.
        name: String,
    },
}

impl Parts {
    /// The engine that these parts make, over those of their preset.
    ///
    /// # Errors
    /// When neither says what is needed.
    pub fn engine(self, name: &str, preset: Option<&Self>) -> Result<Engine, EngineError> {
        let missing = |key: &str, why| EngineError::Missing {
            engine: name.to_owned(),
            key: key.to_owned(),
            why,
        };
        let preset = preset.cloned().unwrap_or_default();
        let mut headers = preset.headers;
        headers.extend(self.headers);
        let mut values = preset.values;
        values.extend(self.values);
        let address = self.address.or(preset.address);
        let address = address.ok_or_else(|| missing("address", "where it is asked"))?;
        let body = self.body.or(preset.body);
        let post = self.post.or(preset.post).unwrap_or(body.is_some());
        let results = self.results.or(preset.results);
        let results = results.ok_or_else(|| {
            missing(
                "results",
                "a JSON pointer to the addresses in the answer, such as /results/*/url",
            )
        })?;
        let templates = [Some(&address), body.as_ref()].into_iter().flatten();
        let asked: BTreeSet<String> = templates.flat_map(|text| holes(text)).collect();
        let about = match (asked.contains("query"), asked.contains("host")) {
            (true, _) => Ask::Query,
            (false, true) => Ask::Host,
            (false, false) => {
                return Err(missing(
                    "{query}",
                    "in `address` or `body`, where the text to look for stands",
                ));
            }
        };
        let known = ["query", "host", "page"];
        let unknown = asked.iter().find(|hole| {
            !hole.starts_with('$') && !known.contains(&hole.as_str()) && !values.contains_key(*hole)
        });
        if let Some(hole) = unknown {
            return Err(missing(
                &format!("values: {{{hole}: …}}"),
                "its `address` asks for it",
            ));
        }
        let with_values = |text: String| fill(&text, |hole| values.get(hole).cloned());
        Ok(Engine {
            name: name.to_owned(),
            about,
            rate: self.rate.or(preset.rate).unwrap_or(Duration::from_secs(1)),
            paging: self.paging.or(preset.paging).unwrap_or(Paging {
                first: 1,
                step: 1,
                most: 1,
            }),
            results,
            lines: self.lines.or(preset.lines).unwrap_or_default(),
            more: self.more.or(preset.more),
            error: self.error.or(preset.error),
            nothing: if self.nothing.is_empty() {
                preset.nothing
            } else {
                self.nothing
            },
            address: with_values(address),
            headers,
            body: if post {
                Some(with_values(body.unwrap_or_default()))
            } else {
                None
            },
            phrase: self
                .phrase
                .or(preset.phrase)
                .unwrap_or_else(|| "\"{run}\"".to_owned()),
        })
    }
}

impl Engine {
    /// A run as it is asked for: quoted.
    pub fn quoted(&self, run: &str) -> String {
        fill(&self.phrase, |hole| (hole == "run").then(|| run.to_owned()))
    }

    /// Puts the secrets in, which `environment` gives by their names.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn ready(
        &self,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Ready<'_>, EngineError> {
        let mut secrets = BTreeMap::new();
        let templates = std::iter::once(&self.address)
            .chain(self.headers.values())
            .chain(&self.body);
        for hole in templates.flat_map(|text| holes(text)) {
            let Some(name) = hole.strip_prefix('$') else {
                continue;
            };
            let value = environment(name).filter(|value| !value.trim().is_empty());
            let value = value.ok_or_else(|| EngineError::Secret {
                engine: self.name.clone(),
                name: name.to_owned(),
            })?;
            secrets.insert(hole.clone(), value.trim().to_owned());
        }
        Ok(Ready {
            engine: self,
            secrets,
        })
    }
}

/// An engine with its secrets.
pub struct Ready<'e> {
    pub(super) engine: &'e Engine,
    /// By their holes: `$NAME`.
    secrets: BTreeMap<String, String>,
}

impl fmt::Debug for Ready<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&String> = self.secrets.keys().collect();
        formatter
            .debug_struct("Ready")
            .field("engine", &self.engine.name)
            .field("secrets", &names)
            .finish()
    }
}

/// One request to an engine. It may hold secrets, and is not to be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// Where it goes.
    pub url: Url,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// The JSON that is sent by `POST`; `None` for `GET`.
    pub body: Option<String>,
}

impl Ready<'_> {
    /// The request for a page of the answer about a run or a host; `page` counts from 0.
    ///
    /// # Errors
    /// When the address is none.
    pub fn question(&self, about: &str, page: u32) -> Result<Question, EngineError> {
        let paging = self.engine.paging;
        let page = paging
            .first
            .saturating_add(page.saturating_mul(paging.step))
            .to_string();
        let query = match self.engine.about {
            Ask::Query => self.engine.quoted(about),
            Ask::Host => String::new(),
        };
        let hole = |hole: &str| match hole {
            "query" => Some(query.clone()),
            "host" => Some(about.to_owned()),
            "page" => Some(page.clone()),
            secret => self.secrets.get(secret).cloned(),
        };
        let address = fill(&self.engine.address, |name| {
            hole(name).map(|value| utf8_percent_encode(&value, RESERVED).to_string())
        });
        let wrong = || EngineError::Address(self.engine.name.clone());
        if address.len() > MAX_ADDRESS {
            return Err(wrong());
        }
        let url = Url::parse(&address).map_err(|_| wrong())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong());
        }
        let headers = self.engine.headers.iter();
        let headers = headers
            .map(|(name, value)| (name.clone(), fill(value, hole)))
            .collect();
        let in_json = |value: String| {
            let text = serde_json::Value::String(value).to_string();
            text.get(1..text.len().saturating_sub(1))
                .unwrap_or_default()
                .to_owned()
        };
        let body = self.engine.body.as_ref();
        let body = body.map(|body| fill(body, |name| hole(name).map(in_json)));
        Ok(Question { url, headers, body })
    }

    /// A message without the secrets, in whatever way they came into it.
    pub fn redacted(&self, message: &str) -> String {
        let mut message = message.to_owned();
        for secret in self.secrets.values() {
            let encoded = utf8_percent_encode(secret, RESERVED).to_string();
            for form in [secret, &encoded] {
                message = message.replace(form.as_str(), "***");
            }
        }
        message
    }
}

/// The names in braces: `{name}`, and `$NAME` for `${NAME}`.
fn holes(template: &str) -> Vec<String> {
    let mut names = Vec::new();
    fill(template, |name| {
        names.push(name.to_owned());
        None
    });
    names
}

/// Puts a value for `{name}` and `${NAME}` (asked for as `$NAME`). Other braces, such as those of JSON, and names
/// without a value stand for themselves.
fn fill(template: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        let name: &str = from[1..].split('}').next().unwrap_or_default();
        let is_name = !name.is_empty()
            && name.len() + 1 < from.len()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        let secret = before.strip_suffix('$').filter(|_| is_name);
        let asked = secret.map_or_else(|| name.to_owned(), |_| format!("${name}"));
        match is_name.then(|| value(&asked)).flatten() {
            Some(value) => {
                text.push_str(secret.unwrap_or(before));
                text.push_str(&value);
                rest = from.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                text.push_str(before);
                text.push('{');
                rest = &from[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engine(address: &str) -> Parts {
        Parts {
            address: Some(address.to_owned()),
            results: Some("/r/*".to_owned()),
            ..Parts::default()
        }
    }

    #[test]
    fn values_are_encoded_where_they_stand() {
        let mut parts = engine("https://s.example/{part}?q={query}&p={page}&key=${KEY}");
        parts.values.insert("part".to_owned(), "api/v1".to_owned());
        parts
            .headers
            .insert("X-Key".to_owned(), "Bearer ${KEY}".to_owned());
        parts.body = Some("{\"q\": \"{query}\", \"n\": {page}}".to_owned());
        let engine = parts.engine("ours", None).unwrap();
        let ready = engine
            .ready(|name| (name == "KEY").then(|| "s&c \"ret".to_owned()))
            .unwrap();
        let question = ready.question("a\u{e9} & \"b\"", 1).unwrap();
        assert_eq!(
            question.url.as_str(),
            "https://s.example/api/v1?q=%22a%C3%A9%20%26%20%22b%22%22&p=2&key=s%26c%20%22ret"
        );
        assert_eq!(
            question.headers,
            [("X-Key".to_owned(), "Bearer s&c \"ret".to_owned())]
        );
        assert_eq!(question.body.as_deref(), Some(r#"{"q": "\"a\u{e9} & \"b\"\"", "n": 2}"#.replace("\\u{e9}", "\u{e9}").replace("& \"b\"", "& \\\"b\\\"").as_str()));
        assert!(!format!("{ready:?}").contains("s&c"));
        assert_eq!(
            ready.redacted("at s&c \"ret, s%26c%20%22ret"),
            "at ***, ***"
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = |parts: Parts| parts.engine("ours", None).unwrap_err().to_string();
        assert!(error(Parts::default()).contains("`address`"));
        assert!(error(engine("https://s.example/")).contains("{query}"));
        assert!(error(engine("https://s.example/?q={query}&c={cx}")).contains("cx"));
        let engine = engine("https://s.example/?q={query}&k=${K}")
            .engine("ours", None)
            .unwrap();
        let error = engine.ready(|_| None).unwrap_err().to_string();
        assert!(error.contains("variable K "), "{error}");
        let plain = self::engine("javascript:{query}")
            .engine("ours", None)
            .unwrap();
        assert!(plain.ready(|_| None).unwrap().question("a", 0).is_err());
    }

    #[test]
    fn an_engine_may_be_asked_about_hosts() {
        let engine = engine("https://s.example/{host}/*?page={page}")
            .engine("ours", None)
            .unwrap();
        assert_eq!(engine.about, Ask::Host);
        let question = engine
            .ready(|_| None)
            .unwrap()
            .question("copier.example", 0)
            .unwrap();
        assert_eq!(question.url.path(), "/copier.example/*");
    }
}
