//! Which blocks of a page are its main content.
//!
//! Used for originals given as HTML and for "share of the page" only: the article on a suspect is where an original
//! aligns, and credits are searched in every visible block, because extractors drop the credit line in up to half
//! of real pages.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability, TextMode};
use serde::Serialize;

use super::{Format, Landmark, Page};

/// Pages above this size are not extracted: the extractor takes several times as long as the parse.
const SOURCE: usize = 4 * 1024 * 1024;

/// Elements above which the extractor refuses.
const ELEMENTS: usize = 60_000;

/// A result with fewer tokens than this is taken for a failure.
const TOKENS: usize = 30;

/// Length of the runs of letters by which a block is recognised in the extracted text.
const GRAM: usize = 8;

/// The blocks of a page that make up its main content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MainBlocks {
    /// Indexes into [`Page::blocks`], ascending.
    pub blocks: Vec<usize>,
    /// How they were found.
    pub from: MainFrom,
}

/// How the main content of a page was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MainFrom {
    /// The extractor found it.
    Extractor,
    /// The extractor failed or found next to nothing: the blocks outside navigation, sidebars and the like, or all
    /// visible blocks where there are no others.
    AllBlocks,
    /// The file is plain text or Markdown, all of which is content.
    WholeFile,
}

/// Finds the main content of a page.
pub fn main_blocks(page: &Page) -> MainBlocks {
    if page.format != Format::Html {
        return MainBlocks {
            blocks: (0..page.blocks.len()).collect(),
            from: MainFrom::WholeFile,
        };
    }
    let extracted = extract(page).map(|text| select(page, &text));
    if let Some(blocks) = extracted
        && has_enough(page, &blocks)
    {
        return MainBlocks {
            blocks,
            from: MainFrom::Extractor,
        };
    }
    let content = |index: &usize| page.blocks[*index].landmark == Landmark::Content;
    let mut blocks: Vec<usize> = (0..page.blocks.len()).filter(content).collect();
    if !has_enough(page, &blocks) {
        blocks = (0..page.blocks.len()).collect();
    }
    MainBlocks {
        blocks,
        from: MainFrom::AllBlocks,
    }
}

/// The main text as the extractor gives it.
fn extract(page: &Page) -> Option<String> {
    if page.source.len() > SOURCE {
        return None;
    }
    let config = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: ELEMENTS,
        disable_json_ld: true,
        ..Config::default()
    };
    // The page decides what the extractor meets, so a panic in there must cost this page its main text, no more.
    let article = catch_unwind(AssertUnwindSafe(|| {
        Readability::new(page.source.as_str(), None, Some(config))
            .and_then(|mut readability| readability.parse())
    }));
    let article = article.ok()?.ok()?;
    Some(article.text_content.to_string())
}

/// The blocks most of whose text is in the extracted text. Shorter blocks count when they stand between such.
fn select(page: &Page, extracted: &str) -> Vec<usize> {
    let mut known = HashSet::new();
    let letters: Vec<char> = letters(extracted).collect();
    known.extend(letters.windows(GRAM).map(hash));
    let lines: HashSet<u64> = extracted
        .lines()
        .map(|line| hash(&self::letters(line).collect::<Vec<_>>()))
        .collect();
    let mut chosen: Vec<(usize, bool)> = Vec::new();
    for (index, block) in page.blocks.iter().enumerate() {
        if block.landmark != Landmark::Content {
            continue;
        }
        let letters: Vec<char> = self::letters(&block.text).collect();
        let grams = letters.len().saturating_sub(GRAM - 1);
        if grams < GRAM {
            if !letters.is_empty() && lines.contains(&hash(&letters)) {
                chosen.push((index, false));
            }
            continue;
        }
        let found = letters
            .windows(GRAM)
            .filter(|gram| known.contains(&hash(gram)))
            .count();
        if found * 10 >= grams * 8 {
            chosen.push((index, true));
        }
    }
    let first = chosen.iter().position(|(_, sure)| *sure);
    let last = chosen.iter().rposition(|(_, sure)| *sure);
    match (first, last) {
        (Some(first), Some(last)) => chosen[first..=last]
            .iter()
            .map(|(index, _)| *index)
            .collect(),
        _ => Vec::new(),
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

fn hash(letters: &[char]) -> u64 {
    letters.iter().fold(0xCBF2_9CE4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(*letter)))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(23)
    })
}

/// Whether the blocks hold at least [`TOKENS`] tokens; a Han character is one, another word too.
fn has_enough(page: &Page, blocks: &[usize]) -> bool {
    let mut tokens = 0;
    for index in blocks {
        for word in page.blocks[*index].text.split_whitespace() {
            let wide = word
                .chars()
                .filter(|c| ('\u{2E80}'..'\u{FB00}').contains(c))
                .count();
            tokens += wide.max(1);
            if tokens >= TOKENS {
                return true;
            }
        }
    }
    false
}
