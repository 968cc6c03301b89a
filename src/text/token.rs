//! Tokens: what matching counts and compares.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use super::fold::{Folded, fold};
use super::fold_marks::is_mark;
use super::script::is_single;
use super::shortened::head;

/// One token of a text: a run of letters and digits, or one character of a script written without spaces, with the
/// marks on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// xxh3 of the folded token: equal tokens are equal words. Fixed by specification, fit for files.
    pub hash: u64,
    /// First byte in the raw text.
    pub start: u32,
    /// One past the last byte in the raw text.
    pub end: u32,
    /// 1 for a character of Chinese, Japanese, Korean, Thai, …; 2 for any other word.
    pub weight: u8,
    /// Disguises undone inside the token or right behind it; stays at 255.
    pub disguised: u8,
}

impl Token {
    /// Byte range in the raw text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The tokens of a text, in order, with the folded text they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// The tokens in the order of the text. Ranges do not overlap, but the tokens of one character that folds to
    /// several (`㍿`) share its range.
    pub list: Vec<Token>,
    /// The byte range of every token in the folded text.
    pub folded_ranges: Vec<Range<u32>>,
    /// The folded text.
    pub folded: Folded,
}

/// Folds a text and cuts it into tokens. Texts are read up to 4 GiB.
pub fn tokens(raw: &str) -> Tokens {
    let raw = readable(raw);
    let folded = fold(raw);
    let ranges = ranges(folded.as_str());
    let mut list = Vec::with_capacity(ranges.len());
    {
        let mut walk = folded.walk();
        let text = folded.as_str();
        for (range, weight) in &ranges {
            let bytes = range.start as usize..range.end as usize;
            let raw = walk.raw_range(bytes.clone());
            list.push(Token {
                hash: xxh3_64(text[bytes].as_bytes()),
                start: raw.start as u32,
                end: raw.end as u32,
                weight: *weight,
                disguised: 0,
            });
        }
    }
    attribute_disguises(&mut list, folded.disguises());
    Tokens {
        list,
        folded_ranges: ranges.into_iter().map(|(range, _)| range).collect(),
        folded,
    }
}

/// The tokens of a text as [`tokens`] cuts them, where their places do not matter: ranges are those of the folded text,
/// and disguises are not counted.
pub fn tokens_alone(raw: &str) -> Vec<Token> {
    let folded = fold(readable(raw));
    let text = folded.as_str();
    ranges(text)
        .into_iter()
        .map(|(range, weight)| Token {
            hash: xxh3_64(&text.as_bytes()[range.start as usize..range.end as usize]),
            start: range.start,
            end: range.end,
            weight,
            disguised: 0,
        })
        .collect()
}

/// How many of the tokens are words, and how many are single characters of scripts without spaces.
pub(crate) fn counted(tokens: &[Token]) -> (usize, usize) {
    let words = tokens.iter().filter(|token| token.weight == 2).count();
    (words, tokens.len() - words)
}

/// The part of a text whose offsets fit into [`Token`].
fn readable(raw: &str) -> &str {
    head(raw, u32::MAX as usize)
}

/// Every disguise belongs to the last token that begins at or before it.
fn attribute_disguises(list: &mut [Token], disguises: &[usize]) {
    let mut index = 0;
    for at in disguises {
        while list
            .get(index + 1)
            .is_some_and(|next| next.start as usize <= *at)
        {
            index += 1;
        }
        if let Some(token) = list.get_mut(index) {
            token.disguised = token.disguised.saturating_add(1);
        }
    }
}

/// Byte ranges and weights of the tokens of a folded text.
fn ranges(folded: &str) -> Vec<(Range<u32>, u8)> {
    let bytes = folded.as_bytes();
    let mut found = Vec::with_capacity(folded.len() / 5);
    let mut open: Option<usize> = None;
    let mut single = false;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] < 0x80 {
            if bytes[at].is_ascii_alphanumeric() {
                open.get_or_insert(at);
            } else if let Some(start) = open.take() {
                found.push((start as u32..at as u32, 2));
            }
            single = false;
            at += 1;
            continue;
        }
        let Some(c) = folded[at..].chars().next() else {
            break;
        };
        let end = at + c.len_utf8();
        if is_single(c) {
            if let Some(start) = open.take() {
                found.push((start as u32..at as u32, 2));
            }
            // A vowel sign or tone mark belongs to the character it stands on.
            match found.last_mut() {
                Some((last, _)) if single && is_mark(c) => last.end = end as u32,
                _ => found.push((at as u32..end as u32, 1)),
            }
            single = true;
        } else if single && is_mark(c) {
            if let Some((last, _)) = found.last_mut() {
                last.end = end as u32;
            }
        } else if c.is_alphanumeric() || (open.is_some() && is_mark(c)) {
            open.get_or_insert(at);
            single = false;
        } else {
            if let Some(start) = open.take() {
                found.push((start as u32..at as u32, 2));
            }
            single = false;
        }
        at = end;
    }
    if let Some(start) = open {
        found.push((start as u32..bytes.len() as u32, 2));
    }
    found
}

/// Whether most letters of a text are tokens by themselves, so that its length is counted in characters.
pub fn counts_characters(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (single, all) = letters.fold((0_usize, 0_usize), |(single, all), c| {
        (single + usize::from(is_single(c)), all + 1)
    });
    single * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(raw: &str) -> Vec<&str> {
        tokens(raw)
            .list
            .iter()
            .map(|token| &raw[token.range()])
            .collect()
    }

    #[test]
    fn cuts_words_and_single_characters() {
        assert_eq!(
            words("The year 2024, v1.2: 中文abc、カナ 한글"),
            [
                "The", "year", "2024", "v1", "2", "中", "文", "abc", "カ", "ナ", "한", "글"
            ]
        );
        assert_eq!(words("ก่อน"), ["ก่", "อ", "น"]);
        assert_eq!(words("हिन्दी भाषा"), ["हिन्दी", "भाषा"]);
        assert_eq!(words("!?… \u{301} 👍"), Vec::<&str>::new());
    }

    #[test]
    fn weighs_characters_less_than_words() {
        let weights: Vec<u8> = tokens("one 二 ka か")
            .list
            .iter()
            .map(|t| t.weight)
            .collect();
        assert_eq!(weights, [2, 1, 2, 1]);
    }

    #[test]
    fn equal_after_folding_means_equal_hash() {
        let plain = tokens("reprint 转载");
        let disguised = tokens("rе\u{200b}PRINT 轉\u{ad}載");
        let hashes = |tokens: &Tokens| tokens.list.iter().map(|t| t.hash).collect::<Vec<_>>();
        assert_eq!(hashes(&plain), hashes(&disguised));
        let counts: Vec<u8> = disguised.list.iter().map(|t| t.disguised).collect();
        assert_eq!(counts, [2, 1, 0]);
    }

    proptest::proptest! {
        #[test]
        fn ranges_are_ordered_and_on_boundaries(raw in "(\\PC|[ab \u{200b}\u{301}ก่転]){0,80}") {
            let mut last = (0, 0);
            for token in tokens(&raw).list {
                let range = token.range();
                proptest::prop_assert!(range.start < range.end, "{range:?} {raw:?}");
                proptest::prop_assert!(range.start >= last.0 && range.end >= last.1);
                proptest::prop_assert!(raw.get(range.clone()).is_some());
                last = (range.start, range.end);
            }
        }
    }
}
