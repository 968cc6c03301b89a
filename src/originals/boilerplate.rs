//! What many publishers say in the same words above or beneath their texts: that they answer for nothing, what becomes of
//! the reader's data, under which licence a program is, what a company says about itself. Two articles that share only
//! this share nothing of their own.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::languages;
use crate::page::{Block, BlockKind};
use crate::text::{counted, folded, head, tokens};
use crate::vocabulary::{self, Tells};

/// What two words, and the beginning of a paragraph, tell; a single word tells half of it. By hand.
const TELLS: usize = 2;
/// How much must be told for a paragraph to be boilerplate: two phrases of a language, one of which is no common word.
/// By hand.
const ENOUGH: usize = 3;
/// Words, and half as many characters again of scripts without spaces, on which one phrase tells something. By hand: of
/// liability and data hardly a sentence says less.
const SPARSE: usize = 50;
/// Words up to which a block is no paragraph: a heading, a label, a signature. By hand.
const SHORT: usize = 12;
/// Such blocks beneath the boilerplate and above it. By hand.
const SKIPPED: usize = 5;
/// Bytes of a block that are read; what goes on longer is no boilerplate. By hand.
const LONGEST: usize = 8_192;
/// Share of a text in boilerplate from which it is about such things itself. By hand.
const SHARE: f64 = 0.8;

/// How the licences of programs begin, and what they deny, in the one language in which they are given. Folded.
const LICENSES: &[&str] = &[
    "permission is hereby granted, free of charge, to any person",
    "permission to use, copy, modify, and/or distribute this software",
    "permission to use, copy, modify, and distribute this software",
    "the software is provided \"as is\"",
    "this software is provided by the copyright holders",
    "this software is provided 'as-is'",
    "on an \"as is\" basis",
    "redistribution and use in source and binary forms",
    "this program is free software",
    "this program is distributed in the hope that it will be useful",
    "this library is free software",
    "the terms of the gnu general public license",
    "licensed under the apache license",
    "subject to the terms of the mozilla public license",
    "this font software is licensed under the sil open font license",
    "to the extent possible under law",
];

/// The headings of boilerplate in all languages, folded.
static HEADINGS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    languages::words(|language| &language.boilerplate.headings)
        .map(|heading| folded(heading).into_owned())
        .collect()
});

/// How boilerplate begins that goes on with a name, folded, each with its language.
static OPENINGS: LazyLock<Vec<(u8, String)>> = LazyLock::new(|| {
    let mut openings = Vec::new();
    for (language, all) in (0u8..).zip(languages::all()) {
        let of_it = all.boilerplate.openings.iter();
        openings.extend(of_it.map(|opening| (language, folded(opening).into_owned())));
    }
    openings
});

/// Which of the blocks of a text, in its order, are boilerplate: those under a heading that says so, the licences of
/// programs, and what stands above or beneath the text and speaks of such things.
pub(super) fn boilerplate(blocks: &[&Block]) -> Vec<Range<usize>> {
    let mut is_boilerplate = under_headings(blocks);
    for (block, flag) in blocks.iter().zip(&mut is_boilerplate) {
        *flag |= is_license(block);
    }
    walk(blocks.iter().rev().zip(is_boilerplate.iter_mut().rev()));
    walk(blocks.iter().zip(&mut is_boilerplate));
    let found = blocks.iter().zip(is_boilerplate).filter(|(_, flag)| *flag);
    let found: Vec<Range<usize>> = found.map(|(block, _)| block.range()).collect();
    let len = |ranges: &mut dyn Iterator<Item = Range<usize>>| -> usize {
        ranges.map(|range| range.len()).sum()
    };
    let all = len(&mut blocks.iter().map(|block| block.range()));
    if len(&mut found.iter().cloned()) as f64 > SHARE * all as f64 {
        return Vec::new();
    }
    found
}

/// Notes the boilerplate from one end of a text on, up to its first paragraph that is none.
fn walk<'a>(blocks: impl Iterator<Item = (&'a &'a Block, &'a mut bool)>) {
    let mut skipped = 0;
    for (block, flag) in blocks {
        if *flag {
            continue;
        }
        if told(&block.text) >= ENOUGH {
            *flag = true;
        } else if is_short(&block.text) && skipped < SKIPPED {
            skipped += 1;
        } else {
            return;
        }
    }
}

/// The blocks under a heading of boilerplate, up to the next heading.
fn under_headings(blocks: &[&Block]) -> Vec<bool> {
    let (mut is_under, mut is_named) = (false, false);
    let under = blocks.iter().map(|block| {
        let is_heading = block.kind == BlockKind::Heading;
        let says = if is_short(&block.text) {
            bare(&block.text)
        } else {
            String::new()
        };
        let is_one = HEADINGS.contains(&says);
        if is_heading || is_one {
            is_named = is_heading && !is_one && opens(&says).is_some();
            is_under = is_one;
            return is_one;
        }
        is_under || is_named && told(&block.text) > 0
    });
    under.collect()
}

/// How much the words of a block tell of its being boilerplate, by those of the language of which they tell most.
fn told(text: &str) -> usize {
    if text.len() > LONGEST {
        return 0;
    }
    let text = folded(text);
    let phrases = vocabulary::boilerplate();
    let mut told: Vec<(u8, usize)> = Vec::new();
    let mut seen = Vec::new();
    let mut before = None;
    for (start, first) in text.char_indices() {
        let last: Option<char> = before.replace(first);
        // In scripts without spaces a word begins anywhere.
        if u32::from(first) < 0x2E80 && last.is_some_and(char::is_alphanumeric) {
            continue;
        }
        for (end, entries) in phrases.at(&text, start, false) {
            let phrase = &text[start..end];
            if seen.contains(&phrase) {
                continue;
            }
            seen.push(phrase);
            for entry in entries {
                let tells = match entry.kind {
                    Tells::Half => TELLS / 2,
                    Tells::Whole => TELLS,
                };
                match told.iter_mut().find(|(known, _)| *known == entry.language) {
                    Some((_, sum)) => *sum += tells,
                    None => told.push((entry.language, tells)),
                }
            }
        }
    }
    let opening = opens(trimmed(head(&text, 200)));
    let best = told.into_iter().map(|(language, sum)| {
        let opens = opening == Some(language);
        sum + if opens { TELLS } else { 0 }
    });
    let best = best.max().unwrap_or_default();
    if best * SPARSE < TELLS * size(&text) {
        return 0;
    }
    best
}

/// The language in which a text begins as boilerplate does that goes on with a name.
fn opens(text: &str) -> Option<u8> {
    let begins = |opening: &str| {
        text.strip_prefix(opening).is_some_and(|rest| {
            let last = opening.chars().next_back();
            last.is_some_and(|c| u32::from(c) >= 0x2E80) || !rest.starts_with(char::is_alphanumeric)
        })
    };
    let mut openings = OPENINGS.iter();
    openings.find_map(|(language, opening)| begins(opening).then_some(*language))
}

fn is_license(block: &Block) -> bool {
    let text = head(&block.text, LONGEST);
    let text = folded(text);
    LICENSES.iter().any(|begins| text.contains(begins))
}

/// A text without the signs around it.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The same, folded.
fn bare(text: &str) -> String {
    folded(trimmed(text)).into_owned()
}

/// Whether a block is no paragraph. What a long one begins with tells, so that it need not be cut into words as a whole.
fn is_short(text: &str) -> bool {
    const BEGINNING: usize = 256;
    let beginning = head(text, BEGINNING);
    size(beginning) <= SHORT && (beginning.len() == text.len() || size(text) <= SHORT)
}

/// Words, and half as many characters again of scripts without spaces.
fn size(text: &str) -> usize {
    let (words, single) = counted(&tokens(text).list);
    words + single * 2 / 3
}
