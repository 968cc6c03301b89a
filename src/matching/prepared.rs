//! A text made ready for matching: tokens, marks, sentences.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use xxhash_rust::xxh3::xxh3_64;

use super::facts::fact_lists;
use super::grams::{self, GramTable};
use super::model::Marks;
use super::params::Length;
use super::promotion::promotion;
use super::quotes::quoted_ranges;
use super::signs::{signs, with_signs};
use crate::text::{Token, Tokens, tokens};

/// Never evidence of reuse.
const MASKED: u16 = 1;
/// Part of a list of facts or of promotion: it may lie in a copy and even start one, but it weighs nothing.
const WEIGHTLESS: u16 = 8;
/// Part of a URL: likewise.
const URL: u16 = 128;
/// Whatever makes a token weigh nothing.
const NO_WEIGHT: u16 = MASKED | WEIGHTLESS | URL;
/// Begins with a capital although no sentence begins there, or has a capital inside: a name.
const NAME: u16 = 16;
/// A number of two digits or more, alone or inside a word.
const NUMBER: u16 = 32;
/// A digit, in any script, or a word that has one.
const DIGIT: u16 = 256;
/// The second character of a number in Chinese numerals.
const NUMERAL: u16 = 512;
/// Struck out.
const STRUCK_OUT: u16 = 1024;
/// A word in Latin letters.
const LATIN: u16 = 64;
/// Inside a quotation.
const QUOTED: u16 = 2;
/// Share of a text that stands in shared turns of phrase from which it is one of a family. By hand: of reports of one
/// skeleton more than half is shared, of unrelated articles a tenth.
const FAMILY: f64 = 0.4;
/// Tokens of prose from which a text's code listings are left out. By hand.
const LEAST_PROSE: usize = 60;
/// Share of words with a capital from which these are no names. By hand: of English reports a tenth to a sixth is names,
/// of German prose a quarter is nouns.
const NAMES: f64 = 0.2;
/// The last token of its sentence.
const ENDS_SENTENCE: u16 = 4;

/// A text made ready for matching. Holds no reference to the text; about 40 bytes a token. A copy shares what masking
/// leaves as it is, which is most of it.
#[derive(Debug, Clone)]
pub struct Prepared {
    tokens: Arc<Vec<Token>>,
    flags: Vec<u16>,
    /// Hash of the token's raw spelling and of what stands between it and the next one.
    surface: Arc<Vec<(u32, u32)>>,
    /// Hash of the signs that carry the sense of a token, for those that have some.
    signs: Arc<Vec<(u32, u32)>>,
    /// Hash of the token's stem: its first letters.
    stems: Arc<Vec<u32>>,
    /// Words of weight 2 before every token, so that lengths of ranges are differences.
    words_before: Arc<Vec<u32>>,
    /// Unmasked words and unmasked single characters before every token.
    evidence_before: Vec<(u32, u32)>,
    text_len: usize,
    grams: OnceLock<GramTable>,
    /// Whether a token stands in a turn of phrase that many works share; empty where that is not known.
    phrases: Vec<bool>,
    /// Whether names are few enough to tell anything: in German every noun looks like one.
    names_tell: bool,
}

impl Prepared {
    /// Folds and cuts a text, with what is known about its parts. Linear in the text.
    pub fn new(text: &str, marks: &Marks) -> Self {
        Self::of_tokens(text, tokens(text), marks)
    }

    /// As [`Prepared::new`], for a text whose tokens are known.
    pub fn of_tokens(text: &str, tokens: Tokens, marks: &Marks) -> Self {
        let count = tokens.list.len();
        let mut prepared = Self {
            flags: vec![0; count],
            surface: Arc::new(surface(text, &tokens)),
            signs: Arc::new(signs(text, &tokens.list)),
            stems: Arc::new(stems(&tokens)),
            words_before: Arc::new(words_before(&tokens.list)),
            evidence_before: Vec::new(),
            text_len: text.len(),
            grams: OnceLock::new(),
            phrases: Vec::new(),
            names_tell: false,
            tokens: Arc::default(),
        };
        end_sentences(&mut prepared.flags, text, &tokens.list);
        mark_anchors(&mut prepared.flags, text, &tokens.list);
        let names = prepared.flags.iter().filter(|flags| **flags & NAME != 0);
        prepared.names_tell = (names.count() as f64) < NAMES * count as f64;
        prepared.tokens = Arc::new(tokens.list);
        prepared.flag(&marks.masked, MASKED);
        prepared.flag(&marks.quoted, QUOTED);
        prepared.flag(&quoted_ranges(text), QUOTED);
        prepared.flag(&urls(text), URL);
        prepared.flag(&marks.struck_out, STRUCK_OUT);
        prepared.flag(&marks.boilerplate, WEIGHTLESS);
        prepared.flag(&fact_lists(text), WEIGHTLESS);
        prepared.flag(&promotion(text), WEIGHTLESS);
        prepared.leave_out_code(&marks.code);
        prepared.count_evidence();
        prepared
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is nothing to compare: no letter and no digit.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Length of the text in bytes.
    pub fn text_len(&self) -> usize {
        self.text_len
    }

    /// Byte range from the first to the last token of a token range; empty at the text's end if there is none.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        match (
            self.tokens.get(range.start),
            range
                .end
                .checked_sub(1)
                .and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if !range.is_empty() => {
                first.start as usize..last.end as usize
            }
            (Some(next), _) => next.start as usize..next.start as usize,
            (None, _) => self.text_len..self.text_len,
        }
    }

    /// What a token is counted as among the words of the originals: itself, or with its neighbour if both are single
    /// characters.
    pub(crate) fn word(&self, index: usize) -> u64 {
        grams::word(&self.tokens, index).unwrap_or_default()
    }

    pub(super) fn hash(&self, index: usize) -> u64 {
        self.tokens[index].hash
    }

    pub(super) fn stem(&self, index: usize) -> u32 {
        self.stems[index]
    }

    pub(super) fn surface(&self, index: usize) -> (u32, u32) {
        self.surface[index]
    }

    /// Hash of the signs that carry the sense of a token: a minus, a currency.
    pub(super) fn signs(&self, index: usize) -> u32 {
        let place = self
            .signs
            .binary_search_by_key(&index, |(at, _)| *at as usize);
        let found = place.ok().and_then(|place| self.signs.get(place));
        found.map_or(0, |(_, signs)| *signs)
    }

    /// Byte range of a token with the signs beside it.
    pub(super) fn bytes_with_signs(&self, index: usize) -> Range<usize> {
        with_signs(&self.tokens, index, self.text_len)
    }

    /// Whether a token is struck out.
    pub(super) fn is_struck_out(&self, index: usize) -> bool {
        self.flags[index] & STRUCK_OUT != 0
    }

    /// Whether a token counts nowhere.
    pub(crate) fn is_weightless(&self, index: usize) -> bool {
        self.flags[index] & NO_WEIGHT != 0
    }

    /// Whether a token stands in text that every article of a publisher carries.
    pub(super) fn is_boilerplate(&self, index: usize) -> bool {
        self.flags[index] & (MASKED | WEIGHTLESS) != 0
    }

    /// Whether no token of a range is masked.
    pub(super) fn is_open(&self, range: Range<usize>) -> bool {
        self.flags[range].iter().all(|flags| flags & MASKED == 0)
    }

    pub(crate) fn is_quoted(&self, index: usize) -> bool {
        self.flags[index] & QUOTED != 0
    }

    /// Whether a token may survive a translation as it is: a name or a number.
    pub(crate) fn is_name(&self, index: usize) -> bool {
        self.flags[index] & (NAME | NUMBER) != 0
    }

    pub(crate) fn is_number(&self, index: usize) -> bool {
        self.flags[index] & NUMBER != 0
    }

    pub(super) fn is_latin(&self, index: usize) -> bool {
        self.flags[index] & LATIN != 0
    }

    pub(crate) fn ends_sentence(&self, index: usize) -> bool {
        self.flags[index] & ENDS_SENTENCE != 0
    }

    /// Words and single characters in a token range.
    pub(super) fn size(&self, range: Range<usize>) -> (usize, usize) {
        let words = (self.words_before[range.end] - self.words_before[range.start]) as usize;
        (words, range.len() - words)
    }

    /// Unmasked words and single characters in a token range.
    pub(super) fn evidence(&self, range: Range<usize>) -> (usize, usize) {
        let (from, to) = (
            self.evidence_before[range.start],
            self.evidence_before[range.end],
        );
        ((to.0 - from.0) as usize, (to.1 - from.1) as usize)
    }

    /// Whether a token is a name, or a number of two digits or more.
    pub(super) fn is_fact(&self, index: usize) -> bool {
        self.flags[index] & (NAME | NUMBER | NUMERAL) != 0
    }

    /// Whether a token is a digit or has one.
    pub(super) fn has_digit(&self, index: usize) -> bool {
        self.flags[index] & DIGIT != 0
    }

    /// This length, or the whole text if that is shorter.
    pub(super) fn least(&self, length: Length) -> Length {
        let (words, single) = self.evidence(0..self.len());
        length.within(words, single)
    }

    /// How many numbers of two digits or more stand in a range, and how many names where these tell anything.
    pub(super) fn facts(&self, range: Range<usize>) -> usize {
        let facts = NUMBER | NUMERAL | if self.names_tell { NAME } else { 0 };
        let flags = self.flags.get(range).unwrap_or_default();
        flags.iter().filter(|flags| **flags & facts != 0).count()
    }

    /// Weight of the unmasked tokens in a range: words twice, single characters once.
    pub(super) fn weight(&self, range: Range<usize>) -> usize {
        let (words, single) = self.evidence(range);
        2 * words + single
    }

    /// The seed at a token: its hash and its length; `None` near the end of the text and where it holds masked tokens.
    pub(super) fn seed(&self, at: usize) -> Option<(u32, usize)> {
        let seed = grams::seed(&self.tokens, at)?;
        self.is_open(at..at + seed.len())
            .then(|| ((grams::hash(seed) >> 32) as u32, seed.len()))
    }

    /// The table of the text's short token sequences, built on first use.
    pub(super) fn grams(&self) -> &GramTable {
        self.grams
            .get_or_init(|| GramTable::new(self.len(), |at| Some(self.seed(at)?.0)))
    }

    /// Notes which token ranges are turns of phrase that many works share.
    pub(super) fn note_phrases(&mut self, ranges: &[Range<usize>]) {
        self.phrases = vec![false; self.tokens.len()];
        for range in ranges {
            self.phrases[range.clone()].fill(true);
        }
    }

    /// Whether so much of the text is made of turns of phrase that many works share that it is one of a family, such as
    /// the weather reports of one office: two of them agree in a fact or two by chance.
    pub(super) fn is_of_a_family(&self) -> bool {
        let phrases = self.phrases.iter().filter(|is_phrase| **is_phrase).count();
        phrases as f64 > FAMILY * self.tokens.len() as f64
    }

    /// Whether a token stands in a turn of phrase that many works share.
    pub(crate) fn is_phrase(&self, index: usize) -> bool {
        self.phrases.get(index).copied().unwrap_or_default()
    }

    /// Hash of all unmasked tokens in order: equal for texts that differ only in what is masked, such as notices.
    pub(crate) fn open_hash(&self) -> u64 {
        self.tokens
            .iter()
            .zip(&self.flags)
            .filter(|(_, flags)| **flags & MASKED == 0)
            .fold(0xCBF2_9CE4_8422_2325, |hash: u64, (token, _)| {
                (hash.rotate_left(23) ^ token.hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            })
    }

    /// Marks the tokens of more token ranges as masked.
    pub(super) fn mask_tokens(&mut self, ranges: &[Range<usize>]) {
        for range in ranges {
            for flag in &mut self.flags[range.clone()] {
                *flag |= MASKED;
            }
        }
        if !ranges.is_empty() {
            self.grams = OnceLock::new();
            self.count_evidence();
        }
    }

    fn flag(&mut self, ranges: &[Range<usize>], flag: u16) {
        for range in ranges {
            let from = self
                .tokens
                .partition_point(|token| (token.end as usize) <= range.start);
            for index in from..self.tokens.len() {
                if self.tokens[index].start as usize >= range.end {
                    break;
                }
                self.flags[index] |= flag;
            }
        }
    }

    /// Code listings are no evidence in a text that has prose: programs share commands and calls without being copies
    /// of one another. A text that is little but code is compared by its code.
    fn leave_out_code(&mut self, code: &[Range<usize>]) {
        let tokens: usize = code
            .iter()
            .map(|range| {
                let before = |at| {
                    self.tokens
                        .partition_point(|token| (token.start as usize) < at)
                };
                before(range.end) - before(range.start)
            })
            .sum();
        if self.tokens.len().saturating_sub(tokens) >= LEAST_PROSE {
            self.flag(code, MASKED);
        }
    }

    fn count_evidence(&mut self) {
        let mut counts = (0, 0);
        self.evidence_before.clear();
        self.evidence_before.reserve(self.tokens.len() + 1);
        self.evidence_before.push(counts);
        for (token, flags) in self.tokens.iter().zip(&self.flags) {
            if flags & NO_WEIGHT == 0 {
                if token.weight == 2 {
                    counts.0 += 1;
                } else {
                    counts.1 += 1;
                }
            }
            self.evidence_before.push(counts);
        }
    }
}

/// Byte ranges of URLs: no prose, and alike all over a site. They end at white space, quotes, brackets and CJK.
fn urls(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in memchr::memmem::find_iter(text.as_bytes(), b"://") {
        // A series of `://` must not be read to its end from each of them.
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let scheme = text[..start]
            .char_indices()
            .rev()
            .take(8)
            .take_while(|(_, c)| c.is_ascii_alphabetic())
            .last();
        let Some((from, _)) = scheme else {
            continue;
        };
        let length = text[start + 3..]
            .find(|c: char| !c.is_ascii() || c.is_ascii_whitespace() || "\"'<>()[]{}".contains(c))
            .unwrap_or(text.len() - start - 3);
        found.push(from..start + 3 + length);
    }
    found
}

fn surface(text: &str, tokens: &Tokens) -> Vec<(u32, u32)> {
    let folded = tokens.folded.as_str();
    let gap_end = |index: usize| {
        tokens
            .folded_ranges
            .get(index + 1)
            .map_or(folded.len(), |next| next.start as usize)
    };
    tokens
        .list
        .iter()
        .zip(&tokens.folded_ranges)
        .enumerate()
        .map(|(index, (token, range))| {
            let spelling = xxh3_64(text[token.range()].as_bytes()) as u32;
            let gap = folded
                .get(range.end as usize..gap_end(index))
                .unwrap_or_default()
                .bytes()
                .filter(|byte| *byte != b' ')
                .fold(0u32, |hash, byte| {
                    hash.wrapping_mul(31).wrapping_add(u32::from(byte))
                });
            (spelling, gap)
        })
        .collect()
}

fn words_before(tokens: &[Token]) -> Vec<u32> {
    let mut words = 0;
    let after = tokens.iter().map(|token| {
        words += u32::from(token.weight == 2);
        words
    });
    std::iter::once(0).chain(after).collect()
}

/// Letters of a word that make its stem: enough to tell words apart, few enough to drop most endings. By hand.
const STEM_LETTERS: usize = 6;

fn stems(tokens: &Tokens) -> Vec<u32> {
    let folded = tokens.folded.as_str();
    tokens
        .folded_ranges
        .iter()
        .map(|range| {
            let word = &folded[range.start as usize..range.end as usize];
            let end = word
                .char_indices()
                .nth(STEM_LETTERS)
                .map_or(word.len(), |(at, _)| at);
            xxh3_64(&word.as_bytes()[..end]) as u32
        })
        .collect()
}

/// Marks the last token of every sentence: before `. ! ?` and their kin followed by white space, before the full-width
/// ones, and before a line end.
fn end_sentences(flags: &mut [u16], text: &str, tokens: &[Token]) {
    for (index, pair) in tokens.windows(2).enumerate() {
        let gap = text
            .get(pair[0].end as usize..pair[1].start as usize)
            .unwrap_or_default();
        let goes_on = text
            .get(pair[1].range())
            .and_then(|word| word.chars().next())
            .is_some_and(char::is_lowercase);
        if ends_sentence(gap, goes_on) {
            flags[index] |= ENDS_SENTENCE;
        }
    }
    if let Some(last) = flags.last_mut() {
        *last |= ENDS_SENTENCE;
    }
}

/// Marks names, numbers and Latin words. Must follow [`end_sentences`].
fn mark_anchors(flags: &mut [u16], text: &str, tokens: &[Token]) {
    let mut begins = true;
    for (flag, token) in flags.iter_mut().zip(tokens) {
        let word = text.get(token.range()).unwrap_or_default();
        if word.chars().any(is_digit) {
            *flag |= DIGIT;
        }
        if token.weight == 2 {
            let mut letters = word.chars();
            let first = letters.next().is_some_and(char::is_uppercase);
            let inner = letters.any(char::is_uppercase);
            if inner || (first && !begins) {
                *flag |= NAME;
            }
            if word.chars().filter(|c| c.is_numeric()).count() >= 2 {
                *flag |= NUMBER;
            }
            if word
                .bytes()
                .next()
                .is_some_and(|byte| byte.is_ascii_alphabetic())
            {
                *flag |= LATIN;
            }
        }
        begins = *flag & ENDS_SENTENCE != 0;
    }
    mark_numerals(flags, tokens);
}

/// Marks numbers that are written with Chinese numerals, several in a row.
fn mark_numerals(flags: &mut [u16], tokens: &[Token]) {
    let mut row = 0;
    for (flag, token) in flags.iter_mut().zip(tokens) {
        row = if token.weight == 1 && *flag & DIGIT != 0 {
            row + 1
        } else {
            0
        };
        if row == 2 {
            *flag |= NUMERAL;
        }
    }
}

/// Whether a character is a digit, or a Chinese numeral.
fn is_digit(c: char) -> bool {
    const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿萬億";
    c.is_numeric() || NUMERALS.contains(c)
}

fn ends_sentence(gap: &str, goes_on: bool) -> bool {
    if gap == " " {
        return false;
    }
    let mut stop = false;
    for c in gap.chars() {
        match c {
            '\n' if goes_on && !stop => {}
            '\n' | '。' | '！' | '？' | '；' | '…' | '।' | '؟' | '۔' | '։' | '။' | '។' =>
            {
                return true;
            }
            '.' | '!' | '?' => stop = true,
            c if c.is_whitespace() && stop => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> usize {
        let prepared = Prepared::new(text, &Marks::default());
        (0..prepared.len())
            .filter(|index| prepared.ends_sentence(*index))
            .count()
    }

    #[test]
    fn cuts_sentences_in_both_scripts() {
        assert_eq!(sentences("One is 1.5 big. Two? \"Three!\" four"), 4);
        assert_eq!(sentences("第一句。第二句！第三句"), 3);
        assert_eq!(sentences(""), 0);
    }

    #[test]
    fn masked_tokens_are_no_evidence() {
        let marks = Marks {
            masked: std::iter::once(4..9).collect(),
            ..Marks::default()
        };
        let prepared = Prepared::new("one two.. three 四", &marks);
        assert_eq!(prepared.size(0..4), (3, 1));
        assert_eq!(prepared.evidence(0..4), (2, 1));
        assert_eq!(prepared.weight(0..4), 5);
    }
}
