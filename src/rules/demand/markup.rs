//! Markup that the terms ask for, such as a counting pixel.

use serde_json::{Value, json};

use super::kind::Kind;
use super::reading;
use crate::finding::Code;
use crate::page::{MAX_SELECTOR, check_selector, count_elements};
use crate::rules::facts::{Facts, Unmet, shortened};
use crate::rules::patterns::wildcard;
use crate::rules::values::{address, filled};
use crate::text;
use crate::yaml::schema::{count, object, text as any_text};
use crate::yaml::{Node, Reader};

const KEYS: &[&str] = &["selector", "url", "count"];

/// Markup that a page must hold. At least one of the two conditions is set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Markup {
    /// A CSS selector for the element, of at most 1,024 bytes.
    pub selector: Option<String>,
    /// The address that the element loads or links (`src`, `href`, `data-src`), where `*` stands for anything and
    /// placeholders for the original's values.
    pub url: Option<String>,
    /// How many such elements there must be; at least one where the rule says nothing.
    pub count: Option<usize>,
}

impl Kind for Markup {
    fn read(reader: &mut Reader<'_>, value: &Node, _: &str) -> Option<Self> {
        let fields = reader.map(value, "`markup`", KEYS)?;
        let mut markup = Self {
            selector: None,
            url: None,
            count: None,
        };
        if let Some(node) = fields.get("selector") {
            let selector = reader.text(node, "`selector`")?;
            if let Err(problem) = check_selector(&selector) {
                reader.error(node.referenced, problem);
                return None;
            }
            markup.selector = Some(selector);
        }
        if let Some(node) = fields.get("url") {
            let url = reader.text(node, "`url`")?;
            markup.url = Some(reading::address(reader, node, &url)?);
        }
        if let Some(node) = fields.get("count") {
            markup.count = Some(reader.count(node, "`count`")?);
        }
        if markup.selector.is_none() && markup.url.is_none() {
            reader.error_help(
                value.referenced,
                "`markup` does not say which",
                "add `selector:` (CSS) or `url:` (what the element loads), or both",
            );
            return None;
        }
        Some(markup)
    }

    fn bare() -> Option<Self> {
        None
    }

    fn schema() -> Value {
        object(KEYS, |key| match key {
            "selector" => json!({ "type": "string", "minLength": 1, "maxLength": MAX_SELECTOR }),
            "url" => any_text(),
            _ => count(),
        })
    }

    fn code(&self) -> Code {
        Code::MissingMarkup
    }

    fn describe(&self) -> String {
        let mut words = match &self.selector {
            Some(selector) => format!("an element `{}`", text::shortened(selector, 80)),
            None => "an element".to_owned(),
        };
        if let Some(url) = &self.url {
            words.push_str(&format!(" that loads {}", text::shortened(url, 100)));
        }
        if let Some(count) = self.count {
            words.push_str(&format!(", {count} times"));
        }
        words
    }

    fn noun(&self) -> &'static str {
        "markup"
    }

    /// Whether the page holds the markup, as often as the terms say.
    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let pattern = self.url.as_ref().map(|url| filled(url, facts.values));
        let loads = pattern
            .as_ref()
            .map(|pattern| move |url: &str| wildcard(&address(pattern), &address(url)));
        let what = match (&self.selector, &pattern) {
            (Some(selector), None) => format!("an element `{}`", shortened(selector)),
            (_, Some(pattern)) => format!("an element that loads {}", shortened(pattern)),
            (None, None) => return None,
        };
        let counted = count_elements(
            facts.page,
            self.selector.as_deref(),
            loads.as_ref().map(|loads| loads as &dyn Fn(&str) -> bool),
        );
        let count = match counted {
            Ok(count) => count,
            Err(error) => {
                let message =
                    format!("whether the page has {what} could not be found out: {error}");
                return Some(Unmet::new(self.code(), message).unsure());
            }
        };
        let message = match self.count {
            None if count > 0 => return None,
            Some(wanted) if wanted == count => return None,
            None => format!("the terms ask for {what}; the page has none"),
            Some(wanted) => {
                format!("the terms ask for {what} {wanted} times; the page has {count}")
            }
        };
        Some(Unmet::new(self.code(), message))
    }
}
