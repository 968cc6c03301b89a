//! Whether a line with a credit phrase is a credit, a claim of the page itself, or neither.

use std::ops::Range;

use super::byline::name_after;
use super::find::{Finder, LINE_TOKENS, Reading};
use super::labels;
use super::line::{Mark, count_tokens};
use super::phrases::Role;
use super::pieces;
use super::place::Places;
use super::{CreditKind, Region, Voice, Zone};
use crate::languages;
use crate::page::BlockKind;

/// How far from a phrase that needs the original its name may stand, in characters. By hand, held against labelled
/// pages (`examples/credits.rs`).
const BESIDE: usize = 60;

/// Words around its links with which a line says nothing but where the text is from ("we publish this by leave of X").
/// By hand.
const AROUND_LINK: usize = 8;

/// What a line turned out to be.
pub(super) enum Finding {
    /// A credit of some kind, with the phrase that makes it one.
    Credit(CreditKind, Option<Range<usize>>),
    /// The page names itself as the source.
    Claim,
    /// Neither.
    Nothing,
}

impl Finder<'_> {
    /// Judges one line.
    pub(super) fn decide(&self, reading: &Reading<'_>, number: usize) -> Finding {
        let marks = &reading.line.marks;
        if self.heads_references(reading) {
            return Finding::Nothing;
        }
        let role = |role: Role| marks.iter().filter(move |mark| mark.role == role);
        for mark in role(Role::Credit) {
            match self.credit_mark(reading, mark) {
                Finding::Nothing => {}
                found => return found,
            }
        }
        for mark in role(Role::Demand).chain(role(Role::Permalink)) {
            match self.demand_mark(reading, mark, number) {
                Finding::Nothing => {}
                found => return found,
            }
        }
        for mark in role(Role::Byline).filter(|mark| !mark.negated) {
            if self.is_byline(reading, mark) {
                return Finding::Credit(CreditKind::Byline, Some(mark.range.clone()));
            }
        }
        Finding::Nothing
    }

    fn is_little_more_than_links(&self, reading: &Reading<'_>) -> bool {
        let line = &reading.line;
        let linked = reading
            .links
            .tokens_in(line.block, &line.range, &reading.block.text);
        line.tokens.saturating_sub(linked) <= AROUND_LINK
    }

    /// Whether a line is the heading of a list ("Sources"), whose entries speak for themselves.
    fn heads_references(&self, reading: &Reading<'_>) -> bool {
        let next = self.page.blocks.get(reading.line.block + 1);
        reading.block.kind == BlockKind::Heading
            && labels::heads_references(&reading.block.text)
            && next.is_some_and(|next| next.kind == BlockKind::ListItem)
    }

    /// "Originally published at …", "来源：…".
    fn credit_mark(&self, reading: &Reading<'_>, mark: &Mark) -> Finding {
        let links = &reading.links;
        let named = &reading.named;
        let leads = links.lead_to_site();
        let identifies = leads || named.anything();
        let found = Finding::Credit(CreditKind::Phrase, Some(mark.range.clone()));
        // A caption credits its picture, unless a whole sentence in it speaks of the text and links it.
        let figure = reading.block.kind == BlockKind::Caption
            && (mark.label || !mark.about_text || !links.lead_to_article());
        if mark.negated || figure {
            return Finding::Nothing;
        }
        // "Thanks to", "based on": prose about anything, unless it opens its sentence, the sentence is about the text, or
        // there is hardly anything but the link to the original.
        let leads_alone = leads && self.is_little_more_than_links(reading);
        let weak = mark.original && !mark.label && !mark.about_text && !leads_alone;
        if mark.alone && self.thanks_for_anything(reading, &mark.range) {
            return Finding::Nothing;
        }
        if links.lead_to_article() && !weak {
            return found;
        }
        if mark.dated && !leads && !named.publisher {
            return Finding::Nothing;
        }
        if mark.original
            && (weak
                || reading.voice == Voice::Copied
                || !leads && !self.names_beside(reading, mark))
        {
            return Finding::Nothing;
        }
        let near = Places::is_near(reading.zone, reading.region);
        // The author or the title beside the page's own address as the source: that is no credit.
        let own =
            links.are_own_page() || !links.lead_elsewhere() && self.names_itself(reading, mark);
        // Between copied paragraphs it is the source of a figure or a number.
        let figure_source =
            mark.label && reading.zone == Zone::In && reading.region == Region::Inside;
        if own && !leads && !named.publisher && !self.judge.same_site() {
            if figure_source {
                return Finding::Nothing;
            }
            let demands = reading
                .line
                .marks
                .iter()
                .any(|mark| mark.role == Role::Demand);
            let speaks = mark.about_text && reading.voice == Voice::Own || demands;
            let short = reading.line.tokens <= LINE_TOKENS;
            return if near && speaks && short && !reading.hidden {
                Finding::Claim
            } else {
                Finding::Nothing
            };
        }
        if identifies {
            // Where the sentence links somebody else, the name is what it speaks of in passing.
            let told = mark.about_text || leads || named.publisher && !links.lead_elsewhere();
            // A name in passing ("the report that Joel Minton first published …") is no credit.
            let short = leads || reading.line.tokens <= LINE_TOKENS;
            return if told && short {
                found
            } else {
                Finding::Nothing
            };
        }
        // From here on the line credits somebody else, or nobody that is known.
        if !mark.about_text || reading.voice == Voice::Copied || reading.line.tokens > LINE_TOKENS {
            return Finding::Nothing;
        }
        let says = !links.is_empty() || self.says_something(reading, mark);
        if near && !figure_source && says {
            found
        } else {
            Finding::Nothing
        }
    }

    /// "If you wish to reprint this article, please indicate the source: …", "本文链接：…".
    fn demand_mark(&self, reading: &Reading<'_>, mark: &Mark, number: usize) -> Finding {
        let links = &reading.links;
        if reading.block.kind == BlockKind::Caption {
            return Finding::Nothing;
        }
        let found = Finding::Credit(CreditKind::Phrase, Some(mark.range.clone()));
        if links.lead_to_article() || links.lead_to_site() && mark.role == Role::Demand {
            return found;
        }
        if !Places::is_near(reading.zone, reading.region) || reading.hidden {
            return Finding::Nothing;
        }
        if links.have_own_source() && !self.judge.same_site() {
            let boxed = mark.role == Role::Demand || self.in_copyright_box(number);
            return if boxed {
                Finding::Claim
            } else {
                Finding::Nothing
            };
        }
        let inside = reading.zone == Zone::In && reading.region == Region::Inside;
        if links.lead_elsewhere() && reading.voice == Voice::Own && !inside {
            return found;
        }
        Finding::Nothing
    }

    /// Whether a permalink stands beside the name of an author or a demand: a theme's copyright box.
    fn in_copyright_box(&self, number: usize) -> bool {
        let lines = &self.scan.visible;
        let Some(line) = lines.get(number) else {
            return false;
        };
        let from = number.saturating_sub(4);
        let to = (number + 5).min(lines.len());
        lines[from..to].iter().any(|other| {
            other.block.abs_diff(line.block) <= 4
                && other.marks.iter().any(|mark| {
                    mark.role == Role::Demand || mark.role == Role::Byline && mark.label
                })
        })
    }

    fn is_byline(&self, reading: &Reading<'_>, mark: &Mark) -> bool {
        if reading.block.kind == BlockKind::Caption || reading.line.tokens > LINE_TOKENS {
            return false;
        }
        let near = Places::is_near(reading.zone, reading.region);
        if !reading.named.authors.is_empty() {
            return near || reading.links.lead_to_site();
        }
        near && !reading.hidden
            && (reading.named.publisher || self.other_author(reading).is_some())
            && !mark.original
    }

    /// A name in author position that is not the original's.
    pub(super) fn other_author(&self, reading: &Reading<'_>) -> Option<String> {
        let copied = reading.voice == Voice::Copied;
        if copied || !reading.named.authors.is_empty() || !self.names.has_people() {
            return None;
        }
        let mark = reading
            .line
            .marks
            .iter()
            .find(|mark| mark.role == Role::Byline && mark.label && !mark.negated)?;
        // "作者：X　来源：Y": the next label of the line ends the name.
        let marks = reading.line.marks.iter();
        let next = marks.map(|next| next.range.start);
        let end = { next }.filter(|start| *start >= mark.range.end).min();
        let end = end.unwrap_or(reading.line.range.end);
        let behind = without_ending(&reading.block.text[mark.range.end..end]);
        let value;
        let text = if behind.chars().any(char::is_alphanumeric) {
            behind
        } else {
            let (index, range) = reading.line.value.as_ref()?;
            let blocks = if reading.hidden {
                &self.page.hidden
            } else {
                &self.page.blocks
            };
            value = blocks.get(*index)?.text.get(range.clone())?;
            value
        };
        let colon = behind
            .trim_start()
            .starts_with([':', '：', '|', '丨', '/', '-', '—', '–']);
        let name = name_after(text, !colon)?;
        (!self.names.knows(&name) && !self.own_names.knows(&name)).then_some(name)
    }

    /// Whether the original is named right behind the phrase, or right before it as some languages have it.
    fn names_beside(&self, reading: &Reading<'_>, mark: &Mark) -> bool {
        let text = &reading.block.text;
        let piece = &reading.line.range;
        let behind = text[mark.range.end..piece.end]
            .char_indices()
            .nth(BESIDE)
            .map_or(piece.end, |(at, _)| mark.range.end + at);
        let before = text[piece.start..mark.range.start]
            .char_indices()
            .rev()
            .nth(BESIDE)
            .map_or(piece.start, |(at, _)| piece.start + at);
        self.names.find(&text[mark.range.end..behind]).anything()
            || self.names.find(&text[before..mark.range.start]).anything()
    }

    /// Whether the page's own site is named as the source: right behind the phrase, in the same sentence.
    fn names_itself(&self, reading: &Reading<'_>, mark: &Mark) -> bool {
        let behind = &reading.block.text[mark.range.end..reading.line.range.end];
        let behind = &behind[..pieces::first_end(behind)];
        let near = behind
            .char_indices()
            .nth(BESIDE)
            .map_or(behind.len(), |(at, _)| at);
        let value = reading
            .line
            .value
            .is_some()
            .then(|| &reading.text[reading.line.range.len()..]);
        [Some(&behind[..near]), value]
            .into_iter()
            .flatten()
            .any(|text| {
                self.own_names.find(text).publisher
                    || languages::words(|language| &language.this_site)
                        .any(|own| text.contains(own))
            })
    }

    /// Whether something stands beside the phrase.
    fn says_something(&self, reading: &Reading<'_>, mark: &Mark) -> bool {
        let phrase = count_tokens(&reading.block.text[mark.range.clone()]);
        reading.line.value.is_some() || {
            let behind = &reading.block.text[mark.range.end..reading.line.range.end];
            let said = if mark.label {
                count_tokens(behind)
            } else {
                reading.line.tokens - phrase.min(reading.line.tokens)
            };
            said > 0
        }
    }
}

/// What stands behind a byline word after its other endings: "Autor/-in:", "Author(s):", "Autor:innen ".
fn without_ending(behind: &str) -> &str {
    let end = behind
        .char_indices()
        .take(8)
        .find(|(_, letter)| matches!(letter, ':' | '：' | ' '))
        .map_or(0, |(at, _)| at);
    if behind.starts_with(['/', '(']) && !behind[..end].contains([' ', '|']) {
        &behind[end..]
    } else {
        behind
    }
}
