//! Which blocks of a page are its main content.
//!
//! Used for originals given as HTML and for "share of the page" only: the article on a suspect is where an original
//! aligns, and credits are searched in every visible block, because extractors drop the credit line in up to half
//! of real pages.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability, TextMode};
use serde::Serialize;

use super::{BlockKind, Format, Landmark, Page};

/// Pages above this size are not extracted: the extractor takes several times as long as the parse. By hand.
const SOURCE: usize = 4 * 1024 * 1024;

/// Elements above which the extractor refuses. By hand.
const ELEMENTS: usize = 60_000;

/// A result with fewer tokens than this is taken for a failure. By hand.
const TOKENS: usize = 30;

/// Length of the runs of letters by which a block is recognised in the extracted text. By hand.
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
        .map(|blocks| with_cells(page, blocks))
        .map(|blocks| with_prose(page, blocks))
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
    let source = without_base(&page.source);
    // The page decides what the extractor meets, so a panic in there must cost this page its main text, no more.
    let article = catch_unwind(AssertUnwindSafe(|| {
        Readability::new(source.as_ref(), None, Some(config))
            .and_then(|mut readability| readability.parse())
    }));
    let article = article.ok()?.ok()?;
    Some(article.text_content.to_string())
}

/// The page with each `<base>` made an element that means nothing. The extractor joins every link to it, which of a long
/// one and many links makes gigabytes; the addresses are not asked of it.
fn without_base(source: &str) -> Cow<'_, str> {
    const TAG: &[u8] = b"<base";
    let mut bytes = Cow::Borrowed(source.as_bytes());
    for at in memchr::memchr_iter(b'<', source.as_bytes()) {
        let tag = source.as_bytes().get(at..at + TAG.len());
        if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(TAG)) {
            bytes.to_mut()[at..at + TAG.len()].copy_from_slice(b"<meta");
        }
    }
    match bytes {
        Cow::Borrowed(_) => Cow::Borrowed(source),
        Cow::Owned(bytes) => String::from_utf8(bytes).map_or(Cow::Borrowed(source), Cow::Owned),
    }
}

/// The blocks most of whose text is in the extracted text. Shorter blocks count when they stand between such.
fn select(page: &Page, extracted: &str) -> Vec<usize> {
    let letters: Vec<char> = letters(extracted).collect();
    let known: foldhash::HashSet<u64> = grams(&letters).collect();
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
        let count = letters.len().saturating_sub(GRAM - 1);
        if count < GRAM {
            if !letters.is_empty() && lines.contains(&hash(&letters)) {
                chosen.push((index, false));
            }
            continue;
        }
        let found = grams(&letters).filter(|gram| known.contains(gram)).count();
        if found * 10 >= count * 8 {
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

/// The blocks with the short cells of the tables that they are of, and of those that stand between them: a row of short
/// cells is running text, and too short to be recognised cell by cell.
fn with_cells(page: &Page, mut blocks: Vec<usize>) -> Vec<usize> {
    let table_of = |index: usize| {
        let block = page.blocks.get(index)?;
        let is_table = |element: &usize| {
            page.elements
                .get(*element)
                .is_some_and(|e| e.name == "table")
        };
        (block.kind == BlockKind::Cell)
            .then(|| page.ancestors(block.element).find(is_table))
            .flatten()
    };
    let mut tables: HashSet<usize> = blocks.iter().filter_map(|index| table_of(*index)).collect();
    let parent = |element: usize| page.elements.get(element).map(|e| e.parent);
    for pair in blocks.windows(2) {
        let sides = pair.iter().filter_map(|index| page.blocks.get(*index));
        let sides: Vec<_> = sides.map(|block| parent(block.element)).collect();
        let between = (pair[0] + 1..pair[1]).filter_map(&table_of);
        tables.extend(between.filter(|table| sides.iter().all(|side| *side == parent(*table))));
    }
    if tables.is_empty() {
        return blocks;
    }
    blocks.extend((0..page.blocks.len()).filter(|index| {
        table_of(*index).is_some_and(|table| tables.contains(&table))
            && letters(&page.blocks[*index].text).nth(2 * GRAM).is_none()
    }));
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}

/// Letters of a paragraph that is prose, and letters of prose that make an article: a teaser has one or two sentences.
/// By hand.
const PARAGRAPH: usize = 60;
const ARTICLE: usize = 400;
/// How many times the prose of every chosen box must go into that of one box beside them for them to be dropped. By
/// hand.
const CARD: usize = 3;

/// The blocks, or where one element holds more paragraphs than all of them, what that element holds: a table, a sidebar
/// or a box of offers is not the main text of a page that has prose. What stands in the same article stays.
fn with_prose(page: &Page, blocks: Vec<usize>) -> Vec<usize> {
    let prose = |index: usize| {
        let block = page.blocks.get(index)?;
        let is_place = !matches!(
            block.landmark,
            Landmark::Head | Landmark::Nav | Landmark::Comments | Landmark::Related
        );
        if block.kind != BlockKind::Paragraph || !is_place {
            return None;
        }
        let size = block
            .text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .map(|c| {
                if ('\u{2E80}'..'\u{FB00}').contains(&c) {
                    3
                } else {
                    1
                }
            })
            .sum::<usize>();
        let linked: usize = block.links.iter().map(|link| link.text.len()).sum();
        (size >= PARAGRAPH && 2 * linked < block.text.len()).then_some(size)
    };
    let mut boxes: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (index, block) in page.blocks.iter().enumerate() {
        if let Some(size) = prose(index) {
            let holder = page.ancestors(block.element).nth(1).unwrap_or_default();
            let sizes = boxes.entry(holder).or_default();
            match blocks.binary_search(&index) {
                Ok(_) => sizes.0 += size,
                Err(_) => sizes.1 += size,
            }
        }
    }
    let chosen: usize = boxes
        .values()
        .map(|(chosen, _)| *chosen)
        .max()
        .unwrap_or_default();
    let largest = boxes
        .into_iter()
        .map(|(holder, (_, left))| (left, std::cmp::Reverse(holder)))
        .max();
    let Some((size, std::cmp::Reverse(holder))) = largest else {
        return blocks;
    };
    if size < ARTICLE || size <= chosen {
        return blocks;
    }
    // Many small boxes are a list of offers or teasers; one that is nearly as large may be a part of the text.
    let keeps = CARD * chosen > size;
    let article = |element: usize| {
        page.ancestors(element)
            .find(|at| page.elements.get(*at).is_some_and(|e| e.is_article))
    };
    let shared = article(holder);
    let mut all: Vec<usize> = (0..page.blocks.len())
        .filter(|index| {
            page.ancestors(page.blocks[*index].element)
                .any(|at| at == holder)
        })
        .collect();
    all.extend(blocks.into_iter().filter(|index| {
        keeps || (shared.is_some() && article(page.blocks[*index].element) == shared)
    }));
    all.sort_unstable();
    all.dedup();
    all
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// The runs of [`GRAM`] letters as numbers, each made of the one before (Karp and Rabin 1987, modulo 2^64).
fn grams(letters: &[char]) -> impl Iterator<Item = u64> + '_ {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let leaves = (0..GRAM).fold(1, |power: u64, _| power.wrapping_mul(BASE));
    let number = |letter: &char| u64::from(u32::from(*letter));
    let mut gram: u64 = 0;
    letters.iter().enumerate().filter_map(move |(at, letter)| {
        gram = gram.wrapping_mul(BASE).wrapping_add(number(letter));
        let gone = at.checked_sub(GRAM).and_then(|at| letters.get(at));
        gram = gram.wrapping_sub(gone.map_or(0, |gone| number(gone).wrapping_mul(leaves)));
        (at + 1 >= GRAM).then_some(gram)
    })
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
