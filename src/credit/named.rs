//! Credits without a phrase: a block beside the text that links the article and names its title, author or licence
//! and says little else, in whatever language; and blocks that name all this without the address.

use std::collections::BTreeSet;
use std::ops::Range;

use super::context::says_words;
use super::denial;
use super::evidence_links::{Links, Where};
use super::find::{Finder, Reading};
use super::join::first_address;
use super::labels;
use super::line::count_tokens;
use super::model::shown;
use super::phrases::{self, Role};
use super::place::Places;
use super::words::Words;
use super::{Credit, CreditKind, Region, Voice, Zone};
use crate::languages::{self, Word};
use crate::page::{Block, BlockKind, Landmark, Visibility};
use crate::text::script::{is_cjk, is_unspaced};
use crate::text::{fold, head};
use crate::vocabulary::{self, Entry};

/// A longer line is prose, whatever it names. By hand: Wikipedia's standard sentence, the longest attribution in
/// use, has 24 words.
const MAX_TOKENS: usize = 60;

/// How far around a range a label may begin or end, in bytes: more than the longest label has, in any script.
const LABEL_REACH: usize = 512;

/// Words that say something else for each word that names the article: "“T” by A is licensed under L" has 0.3, prose
/// that happens to name title and author ("as A wrote in T, …") 0.6 and more. By hand.
const OTHER_WORDS: f64 = 0.5;

/// A line may have so many other words whatever it names: "von", "is licensed under", "(accessed … )". By hand.
const FEW_WORDS: usize = 4;

/// Words beside an address that is shown: "Källa: …", "Found at: …", "Dẫn lại từ …". By hand.
const SOURCE_WORDS: usize = 3;

/// Words beside an address that is shown directly above or below the text: "The original article can be found here: …".
/// By hand.
const EDGE_SOURCE_WORDS: usize = 15;

/// Other words of a line directly above or below the text that names the original's people and leads nowhere but
/// there: "We thank A and B for leave to print this report, which appeared on their site". By hand.
const EDGE_WORDS: usize = 30;

/// Other words of a line directly above or below the text that speaks of the text itself and leads nowhere but to the
/// article: "We took this text from here". By hand.
const TEXT_WORDS: usize = 8;

/// Other words behind a phrase of thanks that say nothing of what the thanks are for. By hand: "and its authors".
const THANKS_WORDS: usize = 2;

/// Words of a row that is nothing but a label and names. By hand.
const LINE_OF_NAMES: usize = 14;

/// Signs by which a page likes, keeps or discusses what it links. By hand.
pub(crate) const LIKES: &[char] = &[
    '♥', '❤', '♡', '💙', '💚', '💛', '💜', '🖤', '🧡', '💗', '💕', '😍', '👍', '👏', '⭐', '★',
    '☆', '🌟', '🔖', '💬', '🗨',
];

/// Blocks between the text and a line that still stands directly above or below it: a headline, a date, a picture.
/// By hand.
const EDGE_BLOCKS: usize = 3;

/// A letter of these scripts counts as a word; a word has about two of them. By hand.
const CJK_LETTERS: usize = 2;

/// A line with a link to a licence beside the link to the article states terms; it may be a whole sentence. By hand.
const LICENSE_WORDS: usize = 30;

/// Blocks back to the heading of a list of references: the longest lists of real pages.
const REFERENCES_REACH: usize = 60;

/// Blocks before and behind the reprint in which a line of names is looked for. By hand.
const REACH: usize = 15;

/// Words of licences that name nothing else.
const LICENSE: &[&str] = &[
    "attribution",
    "by",
    "cc",
    "commons",
    "creative",
    "international",
    "licence",
    "license",
    "nc",
    "nd",
    "noderivatives",
    "noncommercial",
    "sa",
    "sharealike",
];

/// What a line says by names alone.
struct Naming {
    title: bool,
    author: bool,
    publisher: bool,
    /// The licence is linked.
    license: bool,
    /// A link to the article shows its address or its host.
    shows_address: bool,
    /// A noun for the text itself stands in it: "article".
    text: bool,
    /// Such a word stands beside the links to the article.
    says_text: bool,
    /// It says by its sign or a denial that the link is something else than the source.
    something_else: bool,
    /// A label that nobody knows stands before the link: "Reading tip: …".
    unknown_label: bool,
    /// Words that name something, and all others.
    names: usize,
    others: usize,
    /// Most words are letters of Chinese, Japanese or Korean.
    is_cjk: bool,
}

impl Naming {
    fn things(&self) -> usize {
        [self.title, self.author, self.publisher, self.license]
            .into_iter()
            .filter(|named| *named)
            .count()
    }

    /// Whether the names are what the line is about.
    fn is_nominal(&self) -> bool {
        self.others <= FEW_WORDS.min(self.names)
            || self.others as f64 <= self.names as f64 * OTHER_WORDS
    }

    /// Whether a line that links the article says by this that the text is from there.
    fn credits(&self) -> bool {
        if self.something_else || self.unknown_label {
            return false;
        }
        let named = self.title || self.author || self.publisher;
        if self.license && named && self.others <= LICENSE_WORDS {
            return true;
        }
        match self.things() {
            // The name or the address alone, with or without a label ("Link: …"): other words would give the link
            // a meaning of their own ("see also", "unlike"). Whoever shows an address means to say where something
            // is from, whatever the language.
            0 | 1 if self.shows_address => self.others <= SOURCE_WORDS,
            0 | 1 => self.others == 0,
            _ => self.is_nominal(),
        }
    }

    /// As [`Naming::credits`], for a line that stands directly above or below the text and leads nowhere else: what
    /// else should it be about? Words of credit are not asked for, in whatever language it is. A publisher is named in
    /// passing ("as X reports", "my dentist reads X") where the line does not speak of the text itself ("we owe this piece
    /// to X"), and a title by whoever leads on.
    fn credits_at_edge(&self) -> bool {
        if self.something_else || self.unknown_label {
            return false;
        }
        let unit = if self.is_cjk { CJK_LETTERS } else { 1 };
        let named = self.author || self.title && self.publisher;
        let owed = self.publisher && self.text;
        // A title behind few words leads on: "Related: …".
        let taken = self.says_text && !self.title && self.others <= TEXT_WORDS * unit;
        if taken {
            return true;
        }
        named && self.others <= EDGE_WORDS * unit
            || owed && self.others <= EDGE_SOURCE_WORDS * unit
            || self.shows_address && self.others <= EDGE_SOURCE_WORDS * unit
    }
}

impl Finder<'_> {
    /// What a line of a visible block is that links the article and holds no phrase.
    pub(super) fn kind_of_named(
        &self,
        index: usize,
        range: &Range<usize>,
        zone: Zone,
        region: Region,
    ) -> CreditKind {
        let Some(block) = self.page.blocks.get(index) else {
            return CreditKind::Link;
        };
        let (naming, links) = self.naming(index, range);
        if !links.show_article() || links.are_other_uses() || self.leads_on(index, range) {
            return CreditKind::Link;
        }
        let things = naming.things();
        if self.is_reference(index, range) {
            // "Accessed on", "available at", "in": an entry may have more words than a line of names.
            return if things >= 1 && naming.others <= naming.names {
                CreditKind::Reference
            } else {
                CreditKind::Link
            };
        }
        if self.is_linked_heading((index, block), &links, (zone, region)) {
            return CreditKind::Named;
        }
        let listed =
            block.kind == BlockKind::ListItem && (things < 2 || self.is_one_of_many(index));
        let at_edge = || {
            self.is_at_edge(index, zone, region)
                && links.lead_nowhere_else()
                && naming.credits_at_edge()
        };
        let in_rows = || !naming.something_else && self.is_row_of_names(index, &links);
        if (naming.credits() || at_edge()) && !listed || in_rows() {
            CreditKind::Named
        } else {
            CreditKind::Link
        }
    }

    /// Whether a block stands directly above or below the text, in the same part of the page.
    fn is_at_edge(&self, index: usize, zone: Zone, region: Region) -> bool {
        let Some(run) = self.places.run() else {
            return false;
        };
        let between = if index < run.start {
            run.start - index - 1
        } else {
            index.saturating_sub(run.end)
        };
        Places::is_near(zone, region) && region != Region::Inside && between <= EDGE_BLOCKS
    }

    /// Whether a row of a list or table gives the address of the article under a label, be it one that nobody knows, and another
    /// row names who wrote it: "English article: …", "Author: …". What a page shows so of a text is where it is from.
    fn is_row_of_names(&self, index: usize, links: &Links) -> bool {
        /// Rows on either side that are looked at, and words of a row beside its links: a label. By hand.
        const ROWS: usize = 4;
        const LABEL: usize = 4;
        let blocks = &self.page.blocks;
        let Some(row) = blocks.get(index) else {
            return false;
        };
        let is_row = |block: &Block| {
            matches!(block.kind, BlockKind::ListItem | BlockKind::Cell)
                && block.kind == row.kind
                && block.landmark == row.landmark
        };
        let words = |at: usize| self.scan.tokens.get(at).copied().unwrap_or_default();
        let linked = links.article_tokens(&row.text);
        let beside = words(index).saturating_sub(linked);
        let of_letters = || row.text.contains(is_cjk);
        if !is_row(row) || beside > LABEL * CJK_LETTERS || beside > LABEL && !of_letters() {
            return false;
        }
        let around = index.saturating_sub(ROWS)..(index + ROWS + 1).min(blocks.len());
        let rows = |at: &usize| blocks.get(*at).is_some_and(is_row);
        let behind = (index + 1..around.end).take_while(rows);
        let before = (around.start..index).rev().take_while(rows);
        let names_author = |at: usize| {
            let Some(block) = blocks.get(at).filter(|_| words(at) <= LINE_OF_NAMES) else {
                return false;
            };
            let whole = 0..block.text.len();
            !self.names.find(&block.text).authors.is_empty() && self.share_named(at, &whole) >= 0.5
        };
        behind.chain(before).any(names_author)
    }

    /// A headline above the text that is nothing but a link to the article: a link post, a planet's entry.
    fn is_linked_heading(
        &self,
        (index, block): (usize, &Block),
        links: &Links,
        (zone, region): (Zone, Region),
    ) -> bool {
        let above = self.places.run().is_some_and(|run| index <= run.start);
        let linked = links.article_tokens(&block.text);
        block.kind == BlockKind::Heading
            && block.landmark == Landmark::Content
            && above
            && Places::is_near(zone, region)
            && linked > 2
            && linked == count_tokens(&block.text)
    }

    /// Names in a line, and the links in it.
    fn naming(&self, index: usize, range: &Range<usize>) -> (Naming, Links) {
        let mut links = Links::default();
        let mut naming = Naming {
            title: false,
            author: false,
            publisher: false,
            license: false,
            shows_address: false,
            text: false,
            says_text: false,
            something_else: false,
            unknown_label: false,
            names: 0,
            others: 0,
            is_cjk: false,
        };
        let Some(block) = self.page.blocks.get(index) else {
            return (naming, links);
        };
        let urls = self.urls_of(index);
        let part = Where {
            block: index,
            range,
            urls,
            concerning: false,
        };
        links.read(&self.view(), block, &part);
        let mut apart: Vec<Range<usize>> = links.nameless().cloned().collect();
        let labels = self.label_ranges(block, range, index);
        apart.extend(labels.iter().cloned());
        let words = Words::of(&links.words(block, &part, &apart));
        let named = self.names.find_in(&words);
        naming.license = links.lead_to_license();
        naming.shows_address = links.show_article_address(&block.text);
        naming.title = named.title;
        naming.author = !named.authors.is_empty();
        naming.publisher = named.publisher;
        let says_license = naming.license
            || words
                .list
                .iter()
                .any(|word| word == "cc" || word == "creative");
        let line = block.text.get(range.clone()).unwrap_or_default();
        // "This" and "it" say of nothing that it is a text.
        let is_noun = |word: &str| !languages::is_small_word(word);
        naming.text = self.speaks_of_text(line, is_noun);
        naming.something_else = line.contains(LIKES) || self.denies(block, range, &links);
        naming.unknown_label = !naming.author
            && !naming.shows_address
            && leads_on_by_label(block, range, &links, &labels);
        // Within the link it leads on: "Have a look: this and more of it".
        let beside = links
            .article_texts(&block.text)
            .fold(line.to_owned(), |line, text| line.replacen(text, " ", 1));
        naming.says_text = naming.text && self.speaks_of_text(&beside, is_noun);
        let letters = words.list.iter().filter(|word| word.starts_with(is_cjk));
        naming.is_cjk = letters.count() * 2 > words.list.len();
        for (word, covered) in words.list.iter().zip(self.names.cover(&words)) {
            let date = word.bytes().all(|byte| byte.is_ascii_digit()) || phrases::is_month(word);
            let license = says_license && LICENSE.contains(&word.as_str());
            if covered || license {
                naming.names += 1;
            } else if !date {
                naming.others += 1;
            }
        }
        (naming, links)
    }

    /// Whether a line denies that the text is from where its link to the article leads: "not from X".
    fn denies(&self, block: &Block, range: &Range<usize>, links: &Links) -> bool {
        let tag = self.page.language.as_deref();
        let index = tag.and_then(languages::number).map(usize::from);
        let text = |range: Range<usize>| block.text.get(range).unwrap_or_default();
        let at = links.article_ranges().next();
        at.zip(index).is_some_and(|(at, index)| {
            denial::denies(
                text(range.start..at.start),
                text(at.end..range.end),
                &[index],
            )
        })
    }

    /// Whether thanks in a line may be for anything: it has many other words, and none for the text or for leave to
    /// print it.
    pub(super) fn thanks_for_anything(&self, reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
        let line = &reading.line;
        let text = |range: &Range<usize>| reading.block.text.get(range.clone()).unwrap_or_default();
        let (naming, _) = self.naming(line.block, &line.range);
        let said = naming.others.saturating_sub(count_tokens(text(phrase)));
        let unit = if naming.is_cjk { CJK_LETTERS } else { 1 };
        said > THANKS_WORDS * unit && !naming.text && !self.speaks_of_leave(text(&line.range))
    }

    /// Whether a line has a word for leave or for printing again, in the language of the page.
    fn speaks_of_leave(&self, line: &str) -> bool {
        let tag = self.page.language.as_deref().unwrap_or_default();
        let Some(language) = languages::number(tag) else {
            return false;
        };
        let line = fold(line);
        let line = line.as_str();
        let says = |entry: Entry<Word>| {
            entry.language == language && matches!(entry.kind, Word::Reuse | Word::Consent)
        };
        let notices = vocabulary::notices();
        let mut before = None;
        line.char_indices().any(|(at, letter)| {
            let is_within = before.replace(letter).is_some_and(char::is_alphanumeric);
            (!is_within || is_unspaced(letter)) && {
                let mut found = notices.at(line, at, false);
                found.any(|(_, mut entries)| entries.any(says))
            }
        })
    }

    /// Whether a line has one of the words for the text itself that count, in the language of the page: "this article".
    fn speaks_of_text(&self, line: &str, counts: impl Fn(&str) -> bool) -> bool {
        let known = self.page.language.as_deref().and_then(languages::by_tag);
        let subjects = known.map_or(&[][..], |language| &language.subjects);
        let folded = fold(line);
        let mut words = folded
            .as_str()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.any(|word| {
            let is_subject = |subject: &String| {
                word == subject || subject.starts_with(is_cjk) && word.contains(subject.as_str())
            };
            subjects.iter().any(is_subject) && counts(word)
        }) || { subjects.iter() }.any(|subject| says_words(folded.as_str(), subject))
    }

    /// Labels at the beginning of lines ("Author:", "Link:"): they name no source and say nothing else.
    fn label_ranges(&self, block: &Block, range: &Range<usize>, index: usize) -> Vec<Range<usize>> {
        let urls = self.urls_of(index);
        let text = block.text.as_str();
        // A line may be the whole page: a label that begins far before the range does not reach into it.
        let start = head(text, range.start.saturating_sub(LABEL_REACH)).len();
        let end = head(text, range.end + LABEL_REACH).len();
        let within = text.get(start..end).unwrap_or_default();
        let cut = start > 0 && !text[..start].ends_with('\n');
        labels::lines(within)
            .skip(usize::from(cut))
            .map(|line| start + line.start..start + line.end)
            .filter(|line| line.start < range.end && range.start < line.end)
            .filter_map(|line| {
                let text = text.get(line.clone())?;
                let ends = first_address(block, &line, urls);
                let (_, end) = labels::label(text, ends)?;
                Some(line.start..line.start + end)
            })
            .collect()
    }

    /// Whether words in a line lead on to something else ("Read also"), or credit something else ("Photo").
    fn leads_on(&self, index: usize, range: &Range<usize>) -> bool {
        let lines = &self.scan.visible;
        let from = lines.partition_point(|line| line.block < index);
        lines
            .iter()
            .skip(from)
            .take_while(|line| line.block == index)
            .filter(|line| line.range.start < range.end && range.start < line.range.end)
            .any(|line| line.marks.iter().any(|mark| mark.role == Role::Negative))
    }

    /// Whether a list item stands among others that lead elsewhere: a list of things to read.
    fn is_one_of_many(&self, index: usize) -> bool {
        let around = index.saturating_sub(1)..(index + 2).min(self.page.blocks.len());
        self.page.blocks[around.clone()]
            .iter()
            .zip(around)
            .filter(|(block, at)| *at != index && block.kind == BlockKind::ListItem)
            .any(|(block, _)| {
                block
                    .links
                    .iter()
                    .filter_map(|link| link.resolved.as_ref())
                    .any(|url| !self.judge.may_concern(url))
            })
    }

    /// Whether a line is an entry of a list of references or a footnote.
    fn is_reference(&self, index: usize, range: &Range<usize>) -> bool {
        let blocks = &self.page.blocks;
        let Some(block) = blocks.get(index) else {
            return false;
        };
        if self.places.run().is_some_and(|run| index < run.end) {
            return false;
        }
        let text = block.text.get(range.clone()).unwrap_or_default();
        if has_note_mark(text) || block.kind == BlockKind::ListItem && self.is_numbered(block) {
            return true;
        }
        let from = index.saturating_sub(REFERENCES_REACH);
        let above = self.places.run().map_or(from, |run| run.end.max(from));
        blocks
            .get(above..index)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|block| block.kind == BlockKind::Heading || labels::heads_references(&block.text))
            .is_some_and(|block| labels::heads_references(&block.text))
    }

    /// Whether a list item stands in a numbered list.
    fn is_numbered(&self, block: &Block) -> bool {
        let elements = &self.page.elements;
        let mut at = block.element;
        for _ in 0..4 {
            let Some(element) = elements.get(at) else {
                return false;
            };
            match element.name.as_str() {
                "ol" => return true,
                "ul" => return false,
                _ => at = element.parent,
            }
        }
        false
    }

    /// The share of a line's words that name the original.
    pub(super) fn share_named(&self, index: usize, range: &Range<usize>) -> f64 {
        let (naming, _) = self.naming(index, range);
        let all = naming.names + naming.others;
        naming.names as f64 / all.max(1) as f64
    }

    /// Lines at the text that name two of title, author and publisher but link none of it: a credit without its
    /// address.
    pub(super) fn named_without_link(&self, credits: &mut Vec<Credit>) {
        let known: BTreeSet<usize> = credits.iter().filter_map(|credit| credit.block).collect();
        for index in self.around(REACH) {
            let Some(block) = self.page.blocks.get(index) else {
                break;
            };
            let tokens = self.scan.tokens.get(index).copied().unwrap_or_default();
            let visible = matches!(block.visibility, Visibility::Visible | Visibility::Folded);
            if known.contains(&index)
                || !visible
                || !(2..=MAX_TOKENS).contains(&tokens)
                || block.kind == BlockKind::Caption
            {
                continue;
            }
            let whole = 0..block.text.len();
            let (zone, region, distance) = self.places.of(index, &whole);
            if !Places::is_near(zone, region) {
                continue;
            }
            let (naming, links) = self.naming(index, &whole);
            let said = [naming.title, naming.author, naming.publisher];
            let two = said.into_iter().filter(|named| *named).count() >= 2;
            if !two || !naming.is_nominal() || links.lead_to_site() || self.leads_on(index, &whole)
            {
                continue;
            }
            let voice = self.voice(&block.text, Some(&block.range()));
            if voice == Voice::Copied {
                continue;
            }
            credits.push(Credit {
                text: shown(&block.text),
                links: links.list(),
                visibility: block.visibility,
                zone,
                region,
                voice,
                distance,
                block: Some(index),
                range: whole,
                line: block.line,
                column: block.column,
                ..Credit::blank(CreditKind::Named).naming(self.names.with_short_title(
                    self.names.find(&block.text),
                    &block.text,
                    std::iter::empty(),
                ))
            });
        }
    }
}

/// Whether the words before the link to the article are a label that is none of a source: "Reading tip: …".
fn leads_on_by_label(
    block: &Block,
    range: &Range<usize>,
    links: &Links,
    labels: &[Range<usize>],
) -> bool {
    let Some(at) = links.article_ranges().next() else {
        return false;
    };
    let before = block.text.get(range.start..at.start).unwrap_or_default();
    let Some(colon) = before.rfind([':', '：']) else {
        return false;
    };
    let is_known =
        |label: &Range<usize>| (label.start..=label.end).contains(&(range.start + colon));
    let (label, rest) = before.split_at(colon);
    let is_label = label.chars().any(char::is_alphabetic) && !label.ends_with("http");
    is_label && !rest.contains(char::is_alphanumeric) && !labels.iter().any(is_known)
}

/// Whether a line opens with the mark of a footnote or reference: `[1]`, `1.`, `¹`, `^`, `↑`.
fn has_note_mark(text: &str) -> bool {
    let text = text.trim_start();
    let digits = text.trim_start_matches(['[', '(', '［']);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < digits.len() && digits.len() - rest.len() <= 3;
    text.starts_with(['^', '↑', '¹', '²', '³', '†'])
        || numbered
            && (rest.starts_with([']', '］']) || rest.starts_with(". ") || rest.starts_with(") "))
}
