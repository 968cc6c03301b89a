//! What was done to the text: changes, length, links left out.

use std::ops::Range;

use super::attribution::shortened;
use super::demands::{Demands, Unmet};
use super::furniture::{Change, Furniture};
use super::place_of;
use super::sentences::alike;
use super::style::Difference;
use crate::address::{Aliases, equivalent};
use crate::finding::Code;
use crate::matching::{Edit, EditKind, Passage, PassageKind};
use crate::page::Visibility;
use crate::rules::model::{Changes, Extent};
use crate::text::tokens;
use crate::text::urls::find_url;

impl<'a> Demands<'a, '_> {
    /// Whether more was changed than the terms allow.
    pub(super) fn unaltered(&self, allow: Changes, tolerance: f64) -> Option<Unmet<'a>> {
        if allow == Changes::None
            && let Some(unmet) = self.headline()
        {
            return Some(unmet);
        }
        let total: usize = self
            .input
            .reuse
            .passages
            .iter()
            .map(|passage| passage.page.len())
            .sum();
        let furniture = Furniture::new(self.input);
        let altered: f64 = self
            .input
            .reuse
            .passages
            .iter()
            .map(|passage| self.altered(passage, allow, &furniture))
            .sum::<f64>()
            + self
                .put_in()
                .map(|edit| edit.page.len() as f64)
                .sum::<f64>();
        let share = altered / total.max(1) as f64;
        if share <= tolerance {
            return None;
        }
        let passages = self.input.reuse.passages.iter();
        let first = passages
            .flat_map(|passage| &passage.edits)
            .find_map(|edit| Some((edit.kind, self.bites(edit, allow, &furniture)?)))
            .or_else(|| {
                let edit = self.put_in().next()?;
                let change = Change {
                    bytes: edit.page.len(),
                    page: edit.page.clone(),
                    original: edit.original.end..edit.original.end,
                };
                Some((EditKind::Inserted, change))
            });
        let shown = { first.as_ref() }.map_or_else(String::new, |(kind, change)| {
            format!(", such as {}", self.told(*kind, change))
        });
        let mut unmet = Unmet::new(
            Code::AlteredText,
            format!(
                "about {:.0} % of the text was changed{shown}; the terms allow {}",
                (share * 100.0).clamp(1.0, 100.0),
                if tolerance > 0.0 {
                    format!("{:.0} %", tolerance * 100.0)
                } else {
                    "no change".to_owned()
                },
            ),
        );
        unmet.place = first.and_then(|(_, change)| self.place(change.page.start));
        Some(unmet)
    }

    /// The headline must be the original's.
    fn headline(&self) -> Option<Unmet<'a>> {
        let wanted = self.input.terms.values.title.as_deref()?;
        let found = self.input.page.title.as_deref()?;
        (!alike(wanted, found)).then(|| {
            Unmet::new(
                Code::AlteredText,
                format!(
                    "the headline is “{}”, not “{}”; the terms allow no other",
                    shortened(found),
                    shortened(wanted)
                ),
            )
        })
    }

    /// Paragraphs of the page's own among those of the text; one that is left out shortens the text and alters nothing.
    fn put_in(&self) -> impl Iterator<Item = &'a Edit> {
        let between = self.input.reuse.between.iter();
        between.filter(|edit| !edit.page.is_empty())
    }

    /// Bytes of a passage that differ in a way the terms do not allow.
    fn altered(&self, passage: &Passage, allow: Changes, furniture: &Furniture<'_>) -> f64 {
        if passage.kind == PassageKind::Reworded {
            return (1.0 - passage.similarity) * passage.page.len() as f64;
        }
        passage
            .edits
            .iter()
            .filter_map(|edit| self.bites(edit, allow, furniture))
            .map(|change| change.bytes as f64)
            .sum()
    }

    /// What an edit changed in a way the terms do not allow.
    fn bites(&self, edit: &Edit, allow: Changes, furniture: &Furniture<'_>) -> Option<Change> {
        if !edit.kind.is_change() || self.is_address(edit) {
            return None;
        }
        let change = furniture.change(edit)?;
        let is_style = || {
            let original = self.input.original;
            let language = original.language.as_deref().unwrap_or("en");
            let difference = Difference {
                page: (&self.input.page.text, change.page.clone()),
                original: (&original.text, change.original.clone()),
            };
            // One stretch on either side is all that differs.
            change.bytes <= change.page.len().max(change.original.len())
                && difference.is_style(!language.starts_with("en"))
        };
        let allowed = allow == Changes::Style && edit.kind != EditKind::Moved && is_style();
        (!allowed).then_some(change)
    }

    /// Whether nothing but addresses differ: an address may be shown in one place and stand behind words in the other.
    fn is_address(&self, edit: &Edit) -> bool {
        let bare = |text: Option<&str>| {
            let mut rest = text.unwrap_or_default();
            let mut words = 0;
            while let Some(url) = find_url(rest) {
                words += tokens(&rest[..url.start]).list.len();
                rest = &rest[url.end..];
            }
            words + tokens(rest).list.len() == 0
        };
        bare(self.input.page.text.get(edit.page.clone()))
            && bare(self.input.original.text.get(edit.original.clone()))
    }

    fn told(&self, kind: EditKind, change: &Change) -> String {
        let cut = |text: Option<&str>| {
            let text = text
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            if text.chars().count() <= 60 {
                return text;
            }
            let head: String = text.chars().take(59).collect();
            format!("{head}…")
        };
        let page = cut(self.input.page.text.get(change.page.clone()));
        let original = cut(self.input.original.text.get(change.original.clone()));
        match kind {
            EditKind::Moved => format!("“{page}” moved"),
            _ if page.is_empty() => format!("“{original}” left out"),
            _ if original.is_empty() => format!("“{page}” put in"),
            _ => format!("“{page}” for “{original}”"),
        }
    }

    /// Line, column and no text, of a byte of the page's text.
    fn place(&self, at: usize) -> Option<(u32, u32, String)> {
        let (line, column) = place_of(self.input, at)?;
        Some((line, column, String::new()))
    }

    /// Whether more was taken than the terms allow.
    pub(super) fn extent(&self, extent: &Extent) -> Option<Unmet<'a>> {
        let reuse = self.input.reuse;
        let share = |limit: f64| {
            (reuse.original_share > limit).then(|| {
                let taken = reuse.original_share * 100.0;
                format!(
                    "{taken:.0} % of the original; the terms allow {:.0} %",
                    limit * 100.0
                )
            })
        };
        let counted = |taken: usize, limit: usize, what: &str| {
            (taken > limit).then(|| format!("{taken} {what}; the terms allow {limit}"))
        };
        let over = extent
            .share
            .and_then(share)
            .or_else(|| counted(reuse.original_tokens.0, extent.words?, "words"))
            .or_else(|| counted(self.characters(), extent.characters?, "characters"))
            .or_else(|| counted(self.paragraphs(), extent.paragraphs?, "paragraphs"));
        over.map(|what| Unmet::new(Code::TooMuchReused, format!("the page takes {what}")))
    }

    fn characters(&self) -> usize {
        let passages = self.input.reuse.passages.iter();
        passages
            .filter_map(|passage| self.input.page.text.get(passage.page.clone()))
            .map(|text| text.chars().count())
            .sum()
    }

    /// Blocks of the page that hold copied text.
    fn paragraphs(&self) -> usize {
        let taken = |range: &Range<usize>| {
            let passages = &self.input.reuse.passages;
            passages
                .iter()
                .any(|passage| passage.page.start < range.end && range.start < passage.page.end)
        };
        self.input
            .page
            .blocks
            .iter()
            .filter(|block| taken(&block.range()))
            .count()
    }

    /// Whether the links that the taken text has in the original are still there. Links to the article itself and
    /// inside its notice are about the original, not part of what it says.
    pub(super) fn keep_links(&self, share: f64) -> Option<Unmet<'a>> {
        let original = self.input.original;
        let inside = |range: &Range<usize>, of: &Range<usize>| {
            of.start <= range.start && range.end <= of.end
        };
        let notice = original
            .notice
            .as_ref()
            .and_then(|notice| notice.range.clone());
        let mut wanted: Vec<&url::Url> = Vec::new();
        for link in &original.links {
            let taken = self.input.reuse.passages.iter().any(|passage| {
                passage.kind != PassageKind::Reworded && inside(&link.range, &passage.original)
            });
            let about_itself = notice
                .as_ref()
                .is_some_and(|notice| inside(&link.range, notice))
                || self.is_article(link.url.as_str());
            let counts = taken && !about_itself && matches!(link.url.scheme(), "http" | "https");
            if counts && !wanted.contains(&&link.url) {
                wanted.push(&link.url);
            }
        }
        let there: Vec<&url::Url> = self
            .input
            .page
            .blocks
            .iter()
            .flat_map(|block| &block.links)
            .filter(|link| matches!(link.visibility, Visibility::Visible | Visibility::Folded))
            .filter_map(|link| link.resolved.as_ref())
            .collect();
        let aliases = Aliases::new(None, std::iter::empty());
        let dropped: Vec<&url::Url> = wanted
            .iter()
            .copied()
            .filter(|url| !there.iter().any(|found| equivalent(found, url, &aliases)))
            .collect();
        let kept = wanted.len() - dropped.len();
        if kept as f64 >= share * wanted.len() as f64 {
            return None;
        }
        let first = dropped.first().map_or("", |url| url.as_str());
        Some(Unmet::new(
            Code::LinksDropped,
            format!(
                "{} of the {} links in the text were left out, such as {}",
                dropped.len(),
                wanted.len(),
                shortened(first)
            ),
        ))
    }
}
