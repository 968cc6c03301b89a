//! What a page says about sources, before any original is considered: lines with credit phrases, and plain-text URLs.

use std::ops::Range;

use url::Url;

use super::phrases::{Needs, Phrases, Role};
use super::pieces;
use super::script::is_cjk;
use super::url::plain_urls;
use crate::page::{Block, Link, Page};
use crate::text::fold;

/// A block with at most so many tokens can be the value of a label ("Source:" | "The Daily Example").
const VALUE_TOKENS: usize = 40;

/// Lines with phrases that are looked at; real pages have some dozens.
const MAX_LINES: usize = 2_000;

/// Tokens that may stand before a phrase in its sentence if the sentence is about the text itself.
const LEAD_IN_TOKENS: usize = 14;

/// Tokens that may stand before a byline phrase in its line: a date, a section.
const LEAD_IN_BYLINE: usize = 8;

/// A page read for credits. Made once for a page, judged against every original that the page may reprint.
#[derive(Debug, Clone)]
pub struct Scan {
    /// Lines of visible and folded blocks.
    pub(super) visible: Vec<Line>,
    /// Lines of hidden blocks.
    pub(super) hidden: Vec<Line>,
    /// Plain-text URLs of the visible blocks.
    pub(super) urls: Vec<PlainUrl>,
    /// Plain-text URLs of the hidden blocks.
    pub(super) hidden_urls: Vec<PlainUrl>,
    /// Number of tokens in each visible block.
    pub(super) tokens: Vec<usize>,
}

/// A URL shown as text.
#[derive(Debug, Clone)]
pub(super) struct PlainUrl {
    pub(super) block: usize,
    /// Byte range in the block's text.
    pub(super) range: Range<usize>,
    pub(super) url: Url,
}

/// A line, sentence or label with its value, in which a phrase was found.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Index of its block.
    pub(super) block: usize,
    /// Byte range in the block's text.
    pub(super) range: Range<usize>,
    /// The block that holds the value of a label, and the range of the value in it.
    pub(super) value: Option<(usize, Range<usize>)>,
    /// The phrases in it, in order.
    pub(super) marks: Vec<Mark>,
    /// Number of tokens of the line without its value.
    pub(super) tokens: usize,
}

/// A phrase in a line, with what stands around it.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) role: Role,
    /// Index of the phrase.
    pub(super) phrase: usize,
    /// Byte range in the block's text.
    pub(super) range: Range<usize>,
    /// Counts only if the line links or names the original.
    pub(super) original: bool,
    /// Whether it is a label: it opens the line.
    pub(super) label: bool,
    /// A date follows: an update stamp unless the line leads to the original.
    pub(super) dated: bool,
    /// The sentence is about the text itself, not about a book or a study it speaks of.
    pub(super) about_text: bool,
    /// A negative phrase stands before it in the same sentence.
    pub(super) negated: bool,
}

impl Scan {
    /// Reads a page.
    pub fn of(page: &Page) -> Self {
        let starts: Vec<usize> = page.blocks.iter().map(|block| block.start).collect();
        let visible = View {
            blocks: &page.blocks,
            text: &page.text,
            starts,
        };
        let (urls, lines) = visible.read();
        let mut text = String::new();
        let mut starts = Vec::with_capacity(page.hidden.len());
        for block in &page.hidden {
            starts.push(text.len());
            text.push_str(&block.text);
            text.push('\n');
        }
        let hidden = View {
            blocks: &page.hidden,
            text: &text,
            starts,
        };
        let (hidden_urls, hidden_lines) = hidden.read();
        Self {
            visible: lines,
            hidden: hidden_lines,
            urls,
            hidden_urls,
            tokens: page
                .blocks
                .iter()
                .map(|block| count_tokens(&block.text))
                .collect(),
        }
    }
}

/// Blocks and the text in which they stand.
struct View<'a> {
    blocks: &'a [Block],
    text: &'a str,
    /// Where each block begins in `text`.
    starts: Vec<usize>,
}

impl View<'_> {
    fn read(&self) -> (Vec<PlainUrl>, Vec<Line>) {
        let phrases = Phrases::built_in();
        let urls: Vec<PlainUrl> = plain_urls(self.text)
            .into_iter()
            .filter_map(|(range, url)| {
                let (block, range) = self.locate(range)?;
                Some(PlainUrl { block, range, url })
            })
            .collect();
        let mut lines = Vec::new();
        let hits: Vec<Found> = phrases
            .find(&fold(self.text))
            .into_iter()
            .filter_map(|hit| {
                let (block, range) = self.locate(hit.raw)?;
                Some(Found {
                    block,
                    phrase: hit.phrase,
                    range,
                })
            })
            .collect();
        for hits in hits.chunk_by(|a, b| a.block == b.block) {
            if lines.len() >= MAX_LINES {
                break;
            }
            self.block_lines(hits, &urls, &mut lines);
        }
        (urls, lines)
    }

    /// The block in which a range of the text lies, and the range inside it.
    fn locate(&self, range: Range<usize>) -> Option<(usize, Range<usize>)> {
        let block = self
            .starts
            .partition_point(|start| *start <= range.start)
            .checked_sub(1)?;
        let start = self.starts[block];
        let inner = range.start - start..range.end.checked_sub(start)?;
        let text = self.blocks[block].text.get(inner.clone())?;
        (!text.is_empty()).then_some((block, inner))
    }

    /// The lines of one block that hold a phrase which counts.
    fn block_lines(&self, hits: &[Found], urls: &[PlainUrl], lines: &mut Vec<Line>) {
        let Some(index) = hits.first().map(|hit| hit.block) else {
            return;
        };
        let block = &self.blocks[index];
        let from = urls.partition_point(|url| url.block < index);
        let to = urls.partition_point(|url| url.block <= index);
        let urls = &urls[from..to];
        let mut rest = hits;
        let all = pieces::around(&block.text, hits.iter().map(|hit| hit.range.clone()));
        for (number, piece) in all.iter().enumerate() {
            let inside = rest
                .iter()
                .take_while(|hit| hit.range.start < piece.end)
                .count();
            let (here, later) = rest.split_at(inside);
            rest = later;
            // A phrase across the end of a piece that was cut by length belongs to no piece.
            let cut = here
                .iter()
                .take_while(|hit| hit.range.end <= piece.end)
                .count();
            let here = &here[..cut];
            let next_line = all
                .get(number + 1)
                .map_or(block.text.len(), |next| next.start);
            let value = self.value_of(index, piece, next_line, here);
            let context = Context {
                block,
                links: links_in(block, piece),
                urls: urls_in(urls, piece),
            };
            let marks = context.marks(piece, here, value.is_some());
            if !marks.is_empty() && lines.len() < MAX_LINES {
                lines.push(Line {
                    block: index,
                    range: piece.clone(),
                    value,
                    marks,
                    tokens: count_tokens(&block.text[piece.clone()]),
                });
            }
        }
    }

    /// A label that says nothing by itself ("Source:", a heading "Original article") takes the next short block, or the
    /// next line of its own block, as its value.
    fn value_of(
        &self,
        index: usize,
        piece: &Range<usize>,
        next_piece: usize,
        hits: &[Found],
    ) -> Option<(usize, Range<usize>)> {
        let block = &self.blocks[index];
        let last = &hits.last()?.range;
        let said = count_tokens(&block.text[piece.clone()]);
        let phrase: usize = hits
            .iter()
            .map(|hit| count_tokens(&block.text[hit.range.clone()]))
            .sum();
        let own_link = !links_in(block, piece).is_empty();
        let leads_in = block.text[last.end..piece.end]
            .chars()
            .all(|c| !c.is_alphanumeric());
        if own_link || !leads_in || said > phrase + 3 {
            return None;
        }
        // Another line of the same block.
        let after = block.text[piece.end..]
            .find(|c: char| !c.is_whitespace())
            .map(|skip| piece.end + skip);
        if let Some(start) = after {
            if next_piece > piece.end && next_piece == start {
                // The next line holds phrases of its own.
                return None;
            }
            let end = block.text[start..]
                .find('\n')
                .map_or(block.text.len(), |len| start + len);
            let value = start..end;
            return (count_tokens(&block.text[value.clone()]) <= VALUE_TOKENS)
                .then_some((index, value));
        }
        let next = self.blocks.get(index + 1)?;
        let line_end = next.text.find('\n').unwrap_or(next.text.len());
        let near = next.landmark == block.landmark;
        (near && count_tokens(&next.text[..line_end]) <= VALUE_TOKENS)
            .then_some((index + 1, 0..line_end))
    }
}

/// A phrase found in a block.
struct Found {
    block: usize,
    phrase: usize,
    range: Range<usize>,
}

/// A block while its phrases are looked at.
struct Context<'a> {
    block: &'a Block,
    /// Links and URLs of the piece.
    links: &'a [Link],
    urls: &'a [PlainUrl],
}

impl Context<'_> {
    fn marks(&self, piece: &Range<usize>, hits: &[Found], has_value: bool) -> Vec<Mark> {
        let phrases = Phrases::built_in();
        let mut marks = Vec::new();
        let mut negative: Option<usize> = None;
        for Found { phrase, range, .. } in hits {
            for sense in &phrases.get(*phrase).senses {
                if sense.role == Role::Negative {
                    negative = Some(range.end);
                }
                let label = if sense.role == Role::Byline {
                    self.opens_byline(piece, range)
                } else {
                    self.opens(piece, range)
                };
                if !self.stands(&sense.needs, piece, range, label, has_value) {
                    continue;
                }
                let negated = negative.is_some_and(|end| {
                    sense.role != Role::Negative
                        && end <= range.start
                        && !pieces::ends_clause(&self.block.text[end..range.start])
                });
                marks.push(Mark {
                    role: sense.role,
                    phrase: *phrase,
                    range: range.clone(),
                    original: sense.needs.original,
                    label: label && (sense.needs.boundary || sense.needs.colon),
                    dated: sense.role == Role::Credit && self.dated(range.end, piece.end),
                    about_text: label || self.about_text(piece, range, sense.language),
                    negated,
                });
            }
        }
        marks
    }

    fn stands(
        &self,
        needs: &Needs,
        piece: &Range<usize>,
        range: &Range<usize>,
        label: bool,
        has_value: bool,
    ) -> bool {
        (!needs.boundary || label)
            && (!needs.colon || has_value || self.colon_after(piece, range))
            && (!needs.link || has_value || self.link_after(piece, range))
    }

    /// Whether a phrase opens its line, a sentence, a bracket or a column.
    fn opens(&self, piece: &Range<usize>, range: &Range<usize>) -> bool {
        let before = &self.block.text[piece.start..range.start];
        let trimmed = before.trim_end_matches([' ', '\u{a0}', '\u{3000}', '*', '_', '\u{200b}']);
        let Some(last) = trimmed.chars().next_back() else {
            return true;
        };
        let adjacent = trimmed.len() == before.len();
        match last {
            '"' | '\'' | '“' | '‘' | '«' | '„' => adjacent,
            ',' | '-' | '\u{2010}' | '\u{2011}' | '’' | ')' | ']' | '”' | '»' | '&' | '%' | '$'
            | '、' | '）' | '】' | '」' | '』' | '》' | '+' | '@' | '=' | '#' => {
                last == '-' && !adjacent
                    || last == '#'
                    || !adjacent && matches!(last, ')' | ']' | '】')
            }
            other => !other.is_alphanumeric(),
        }
    }

    /// Whether a byline phrase opens its line or column: "by" and its kin are too common for anything less.
    fn opens_byline(&self, piece: &Range<usize>, range: &Range<usize>) -> bool {
        let before = self.block.text[piece.start..range.start].trim_end();
        match before
            .chars()
            .rev()
            .find(|c| !matches!(c, '*' | '_' | '\u{200b}'))
        {
            None => true,
            Some(last) => {
                let first = count_tokens(before) <= LEAD_IN_BYLINE;
                "|·•—–-/\n,，；;。".contains(last) && first && self.opens(piece, range)
                    || matches!(last, '，' | ',')
                        && self.block.text[range.clone()].starts_with(is_cjk)
                    || first && ends_with_date(before)
                    || !before.chars().any(char::is_alphanumeric)
            }
        }
    }

    fn colon_after(&self, piece: &Range<usize>, range: &Range<usize>) -> bool {
        if self.is_link(range) {
            return true;
        }
        let rest = &self.block.text[range.end..piece.end];
        let mut skipped = 0;
        let mut spaced = false;
        let mut bracket = false;
        for letter in rest.chars() {
            let at = range.end + skipped;
            if !bracket && self.something_at(at) {
                return true;
            }
            match letter {
                ':' | '：' | '︰' | '﹕' | '|' | '｜' | '丨' | '│' | '→' | '»' | '›' | '—'
                | '–' | '>' | '/' | '／'
                    if !bracket =>
                {
                    return true;
                }
                '-' if !bracket => {
                    let next = self.block.text[at + 1..piece.end].chars().next();
                    return spaced && next.is_none_or(|c| c == ' ') || next == Some('-');
                }
                '(' | '（' => bracket = true,
                ')' | '）' => bracket = false,
                ' ' | '\u{a0}' | '\u{3000}' => spaced = true,
                '"' | '”' | '」' | '』' | '】' | ']' | '*' | '_' | '［' | '[' | '【' | '「'
                | '『' | '《' | '<' => {}
                _ if bracket => {}
                _ => return false,
            }
            skipped += letter.len_utf8();
            if skipped > 60 {
                return false;
            }
        }
        false
    }

    /// Whether a link or URL begins at an offset of the block.
    fn something_at(&self, at: usize) -> bool {
        self.urls.iter().any(|url| url.range.start == at)
            || self
                .links
                .iter()
                .any(|link| link.text.start == at && !link.text.is_empty())
    }

    /// Whether a phrase is the text of a link, give or take a word.
    fn is_link(&self, range: &Range<usize>) -> bool {
        self.links.iter().any(|link| {
            link.text.start < range.end
                && range.start < link.text.end
                && count_tokens(&self.block.text[link.text.clone()])
                    <= count_tokens(&self.block.text[range.clone()]) * 3 / 2
        })
    }

    fn link_after(&self, piece: &Range<usize>, range: &Range<usize>) -> bool {
        let behind = |at: &Range<usize>| at.end > range.start && at.start < piece.end;
        self.urls.iter().any(|url| behind(&url.range))
            || self.links.iter().any(|link| behind(&link.text))
    }

    /// Whether the first words behind a phrase are a date.
    fn dated(&self, from: usize, to: usize) -> bool {
        let rest = &self.block.text[from..to];
        let mut words = 0;
        for word in rest
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            let folded = fold(word);
            let word = folded.as_str();
            if Phrases::built_in().is_month(word) {
                return true;
            }
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 {
                let unit = word[digits..].chars().next();
                return match unit {
                    None => true,
                    Some(unit) => {
                        "年月日년월일".contains(unit)
                            || matches!(&word[digits..], "st" | "nd" | "rd" | "th")
                    }
                };
            }
            words += 1;
            // "on", "in the", "am", "el", "le", "em": a preposition and an article at most.
            if words > 2 || word.chars().count() > 4 || word.starts_with(is_cjk) {
                return false;
            }
        }
        false
    }

    /// Whether the words before a phrase in its sentence speak of the text itself.
    fn about_text(&self, piece: &Range<usize>, range: &Range<usize>, language: usize) -> bool {
        let before = &self.block.text[piece.start..range.start];
        let sentence = &before[pieces::last_sentence(before)..];
        if count_tokens(sentence) > LEAD_IN_TOKENS {
            return false;
        }
        let folded = fold(sentence);
        let phrases = Phrases::built_in();
        let subjects = phrases.subjects(language);
        let mut words = folded
            .as_str()
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .filter(|word| !word.is_empty())
            .peekable();
        words.peek().is_none()
            || words.any(|word| {
                subjects.iter().any(|subject| {
                    subject == word
                        || subject.starts_with(is_cjk) && word.contains(subject.as_str())
                })
            })
    }
}

/// Whether a text ends with a year, as a date does that stands before a name.
fn ends_with_date(text: &str) -> bool {
    let year = text
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    year.len() == 4 && (year.starts_with("19") || year.starts_with("20"))
}

/// Links whose text touches a range of a block. Links stand in the order of the text and never overlap.
pub(super) fn links_in<'a>(block: &'a Block, range: &Range<usize>) -> &'a [Link] {
    let from = block
        .links
        .partition_point(|link| link.text.end <= range.start && link.text.start < range.start);
    let to = block
        .links
        .partition_point(|link| link.text.start < range.end);
    block.links.get(from..to).unwrap_or_default()
}

/// Plain-text URLs of one block that lie in a range of it.
pub(super) fn urls_in<'a>(urls: &'a [PlainUrl], range: &Range<usize>) -> &'a [PlainUrl] {
    let from = urls.partition_point(|url| url.range.start < range.start);
    let to = urls.partition_point(|url| url.range.start < range.end);
    urls.get(from..to).unwrap_or_default()
}

/// Tokens as matching counts them: a CJK character, or a run of other letters and digits.
pub(super) fn count_tokens(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for letter in text.chars() {
        if is_cjk(letter) {
            count += 1;
            inside = false;
        } else if letter.is_alphanumeric() {
            count += usize::from(!inside);
            inside = true;
        } else {
            inside = false;
        }
    }
    count
}
