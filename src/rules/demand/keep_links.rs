//! The links of the original in what was taken.

use std::ops::Range;

use serde_json::Value;
use url::Url;

use super::kind::Kind;
use super::{reading, schema};
use crate::address::{Aliases, equivalent};
use crate::finding::Code;
use crate::matching::PassageKind;
use crate::rules::facts::{Facts, Unmet, shortened};
use crate::yaml::schema::{object, share};
use crate::yaml::{Node, Reader};

const KEYS: &[&str] = &["share"];

/// The original's links must be kept in what was taken.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct KeepLinks {
    /// Share of the links that must be there, 0 to 1.
    pub share: f64,
}

impl Kind for KeepLinks {
    fn read(reader: &mut Reader<'_>, value: &Node, kind: &str) -> Option<Self> {
        let mut share = 1.0;
        if let Some(fields) = reading::options(reader, value, kind, KEYS)?
            && let Some(node) = fields.get("share")
        {
            share = reader.number(node, "`share`", 0.01..=1.0)?;
        }
        Some(Self { share })
    }

    fn bare() -> Option<Self> {
        Some(Self { share: 1.0 })
    }

    fn schema() -> Value {
        schema::or_nothing(object(KEYS, |_| share()))
    }

    fn code(&self) -> Code {
        Code::LinksDropped
    }

    fn describe(&self) -> String {
        if self.share >= 1.0 {
            "all links in the text".to_owned()
        } else {
            format!("{:.0} % of the links in the text", self.share * 100.0)
        }
    }

    /// Whether the links that the taken text has in the original are still there. Links to the article itself and
    /// inside its notice are about the original, not part of what it says.
    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let original = facts.original;
        let inside = |range: &Range<usize>, of: &Range<usize>| {
            of.start <= range.start && range.end <= of.end
        };
        let notice = original
            .notice
            .as_ref()
            .and_then(|notice| notice.range.clone());
        let mut wanted: Vec<&Url> = Vec::new();
        for link in &original.links {
            let taken = facts.reuse.passages.iter().any(|passage| {
                passage.kind != PassageKind::Reworded && inside(&link.range, &passage.original)
            });
            let about_itself = notice
                .as_ref()
                .is_some_and(|notice| inside(&link.range, notice))
                || facts.is_article(link.url.as_str());
            let counts = taken && !about_itself && matches!(link.url.scheme(), "http" | "https");
            if counts && !wanted.contains(&&link.url) {
                wanted.push(&link.url);
            }
        }
        let there: Vec<&Url> = facts.links().map(|(_, _, url)| url).collect();
        let aliases = Aliases::new(None, std::iter::empty());
        let dropped: Vec<&Url> = wanted
            .iter()
            .copied()
            .filter(|url| !there.iter().any(|found| equivalent(found, url, &aliases)))
            .collect();
        let kept = wanted.len() - dropped.len();
        if kept as f64 >= self.share * wanted.len() as f64 {
            return None;
        }
        let first = dropped.first().map_or("", |url| url.as_str());
        Some(Unmet::new(
            self.code(),
            format!(
                "{} of the {} links in the text were left out, such as {}",
                dropped.len(),
                wanted.len(),
                shortened(first)
            ),
        ))
    }
}
