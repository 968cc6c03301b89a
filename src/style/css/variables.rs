//! Custom properties: `--name: value` and `var(--name)`.
//!
//! Which definition holds for an element is a matter of inheritance that is not followed here: a name counts where all
//! definitions in the page agree, and otherwise nobody knows.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memmem;

use super::shapes::closing;

/// A longer value is no colour, length or keyword.
const VALUE: usize = 120;

/// Names kept of one page.
const NAMES: usize = 10_000;

/// Deepest chain of variables that stand for variables.
const DEPTH: usize = 8;

/// Bytes that putting in values may add to one text.
const GROWTH: usize = 1024 * 1024;

/// The custom properties of a page.
#[derive(Debug, Default)]
pub(crate) struct Variables {
    /// `None` where definitions differ.
    values: HashMap<String, Option<String>>,
}

impl Variables {
    /// Notes the definitions in a style sheet or a `style` attribute.
    pub(crate) fn collect(&mut self, text: &str) {
        for at in memmem::find_iter(text.as_bytes(), "--") {
            let before = text[..at].trim_end().chars().next_back();
            if !matches!(before, None | Some('{' | ';' | '}' | '/')) {
                continue;
            }
            let name = name(&text[at..]);
            let rest = text[at + name.len()..].trim_start();
            let Some(value) = rest.strip_prefix(':') else {
                continue;
            };
            let end = value
                .bytes()
                .take(VALUE + 1)
                .position(|byte| matches!(byte, b';' | b'}'))
                .unwrap_or(value.len().min(VALUE + 1));
            let value = value
                .get(..end)
                .filter(|value| value.len() <= VALUE)
                .map(|value| value.trim().trim_end_matches("!important").trim());
            if let Some(known) = self.values.get_mut(name) {
                if known.as_deref() != value {
                    *known = None;
                }
            } else if self.values.len() < NAMES {
                self.values
                    .insert(name.to_owned(), value.map(str::to_owned));
            }
        }
    }

    /// The text with the values that are known put in.
    pub(crate) fn put_into<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut text = Cow::Borrowed(text);
        let most = text.len() + GROWTH;
        for _ in 0..DEPTH {
            let Some(replaced) = self.once(&text) else {
                break;
            };
            if replaced.len() > most {
                break;
            }
            text = Cow::Owned(replaced);
        }
        text
    }

    /// One round of replacements; `None` if there was nothing to replace.
    fn once(&self, text: &str) -> Option<String> {
        let mut out = String::new();
        let mut done = 0;
        for at in memmem::find_iter(text.as_bytes(), "var(") {
            if at < done {
                continue;
            }
            let inner = &text[at + 4..];
            let skipped = inner.len() - inner.trim_start().len();
            let name = name(&inner[skipped..]);
            let rest = inner[skipped + name.len()..].trim_start();
            let Some(end) = closing(inner.bytes().take(4 * VALUE)) else {
                break;
            };
            let fallback = rest.strip_prefix(',').map(|rest| {
                let length = end.saturating_sub(inner.len() - rest.len());
                rest.get(..length).unwrap_or_default().trim()
            });
            let value = match self.values.get(name) {
                Some(value) => value.as_deref(),
                None => fallback.filter(|fallback| !fallback.is_empty()),
            };
            let Some(value) = value else {
                continue;
            };
            out.push_str(&text[done..at]);
            out.push_str(value);
            done = at + 4 + end + 1;
        }
        (done > 0).then(|| {
            out.push_str(&text[done..]);
            out
        })
    }
}

/// The name at the head of a text, with its two hyphens.
fn name(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
        .unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(sheet: &str, text: &str) -> String {
        let mut variables = Variables::default();
        variables.collect(sheet);
        variables.put_into(text).into_owned()
    }

    #[test]
    fn values_are_put_in_where_all_definitions_agree() {
        let sheet = ":root{--hide: none;--ink:#fff;--paper:var(--ink)} .a{--size:0;--size:2px}";
        assert_eq!(put(sheet, "display:var(--hide)"), "display:none");
        assert_eq!(put(sheet, "color:var( --paper )"), "color:#fff");
        assert_eq!(put(sheet, "width:var(--size)"), "width:var(--size)");
        assert_eq!(put(sheet, "color:var(--no, red)"), "color:red");
        assert_eq!(
            put(sheet, "color:var(--no,rgb(0,0,0));top:0"),
            "color:rgb(0,0,0);top:0"
        );
        assert_eq!(put(sheet, "color:var(--no)"), "color:var(--no)");
        assert_eq!(put("a--b:c", "var(--b)"), "var(--b)");
    }

    #[test]
    fn laughs_end() {
        let mut sheet = String::from("a{--v0:xxxxxxxxxx;");
        for n in 1..40 {
            sheet.push_str(&format!(
                "--v{n}:{};",
                format!("var(--v{})", n - 1).repeat(10)
            ));
        }
        assert!(put(&sheet, &"var(--v39)".repeat(1_000)).len() < 4 * GROWTH);
        assert_eq!(put("a{--a:var(--b);--b:var(--a)}", "var(--a)").len(), 8);
        for text in ["var(", "var()", "var(--", "--", "--:", "var(--é"] {
            put(text, text);
        }
    }
}
