//! The names in a sentence that asks: behind or before a word of crediting, in brackets, in quotation marks.

mod before;
mod behind;
mod brackets;
mod kinds;

use std::ops::Range;

pub(super) use behind::owner;
pub(super) use brackets::is_inflected_author;

use super::first_published;
use crate::languages;
use crate::originals::notice::lexicon::{Hit, Word, is_part};
use crate::originals::notice::read::Read;
use crate::originals::notice::sense;
use crate::originals::notice::sentences::quotes;
use crate::text::fold;
use crate::text::template::is_spaceless;
use before::before;
use behind::behind;
use brackets::bracketed;
pub(super) use kinds::behind_kind;
use kinds::of_kind;

/// Longest quotation that can be a name, in characters. By hand.
pub(super) const QUOTED: usize = 40;

/// The same of one that says that it is a company or another body.
const BODY: usize = 60;

/// A name in a demand.
pub(super) struct Named {
    pub(super) name: String,
    /// Where it stands in its block.
    range: Range<usize>,
    pub(super) publishes: bool,
    /// Whether a word for authors stands before it.
    pub(super) author: bool,
    /// The publisher right behind an author: "credit Ida Holm / Pier Post".
    pub(super) publisher: Option<String>,
    /// The author right behind a publisher: "PIER POST / Ida Holm".
    pub(super) writer: Option<String>,
    /// Whether a word for a kind of publication stands before it: "the journal Silt and Sail".
    pub(super) of_kind: bool,
}

impl Named {
    fn publication(name: String, range: Range<usize>) -> Self {
        Self {
            name,
            range,
            publishes: true,
            author: false,
            publisher: None,
            writer: None,
            of_kind: false,
        }
    }
}

/// Whether a language by its number has this tag.
fn is_tagged(language: u8, tag: &str) -> bool {
    let language = languages::all().get(usize::from(language));
    language.is_some_and(|language| language.tag == tag)
}

/// The names in a sentence that asks, the surest first.
pub(super) fn named(read: &Read<'_>, range: &Range<usize>) -> Vec<Named> {
    let text = &read.block.text;
    let inside = |hit: &&Hit| hit.range.start >= range.start && hit.range.end <= range.end;
    let mut found: Vec<Named> = Vec::new();
    let kind = of_kind(read, range);
    for quote in quotes(text, range) {
        found.extend(quoted(read, quote));
    }
    for named in bracketed(read, range) {
        let overlaps = |known: &Named| {
            known.range.start < named.range.end && named.range.start < known.range.end
        };
        // What somebody is in quotation marks is told by the word before the bracket.
        found.retain(|known| !overlaps(known));
        found.push(named);
    }
    if let Some(kind) = kind {
        let apart = |known: &Named| {
            known.range.end <= kind.range.start || kind.range.end <= known.range.start
        };
        found.retain(apart);
        found.push(kind);
    }
    let mut anchors: Vec<&Hit> = read
        .hits
        .iter()
        .filter(inside)
        .filter(|hit| {
            matches!(
                hit.word,
                Word::Name
                    | Word::Tell
                    | Word::Say
                    | Word::Source
                    | Word::Origin
                    | Word::NamedAs
                    | Word::Author
            )
        })
        .collect();
    // 出典として before 出典, which ends within it.
    anchors.sort_by_key(|hit| (hit.word != Word::NamedAs, hit.range.start));
    for hit in anchors {
        for named in [behind(read, range, hit), before(read, range, hit)] {
            let Some(named) = named else { continue };
            let known = found.iter().any(|known| {
                known.range.start < named.range.end && named.range.start < known.range.end
            });
            if !known {
                found.push(named);
            }
        }
    }
    found
}

/// A name in quotation marks: publications are put into them, persons are not.
fn quoted(read: &Read<'_>, range: Range<usize>) -> Option<Named> {
    let text = read.block.text.get(range.clone())?;
    if let Some(name) = first_published(text) {
        return Some(Named::publication(name, range));
    }
    // "부평의원 (https://…)": the address stands beside the name.
    let address = ["(http", "（http"]
        .iter()
        .filter_map(|mark| text.find(mark));
    let inner = text.get(..address.min().unwrap_or(text.len()))?;
    let inner = inner.trim_matches(|c: char| !is_part(c));
    let opened = read.block.text.get(..range.end)?.get(range.start..)?;
    if is_defined(&read.block.text, range.start) {
        return None;
    }
    // 《…》 and the words to copy are no names of publications.
    let speaks = read.hits.iter().any(|hit| {
        matches!(
            hit.word,
            Word::Reuse | Word::Name | Word::Ask | Word::Forbid | Word::Byline
        ) && hit.range.start >= range.start
            && hit.range.end <= range.end
            // "Cuaderno de Sal" has a small word.
            && hit.range.len() > 3
    });
    let sensible =
        !opened.is_empty() && sense::is_person(inner) && !inner.contains(['.', '/', ':']);
    let longest = if sense::is_publication(inner) {
        BODY
    } else {
        QUOTED
    };
    let fits = sensible && !speaks && (2..=longest).contains(&inner.chars().count());
    // 注明作者「顧曉嵐」: the word for the author stands right before the mark.
    let author = is_told_author(read, range.start) && !sense::is_publication(inner);
    fits.then(|| Named {
        publishes: !author,
        author,
        ..Named::publication(inner.to_owned(), range)
    })
}

/// Whether a word for the author stands right before a quotation mark, and nothing else that is credited does.
fn is_told_author(read: &Read<'_>, quote: usize) -> bool {
    /// Bytes between the word and what is quoted: a space, the mark itself. By hand.
    const BESIDE: usize = 4;
    let beside = |hit: &&Hit| hit.range.end <= quote && quote - hit.range.end <= BESIDE;
    let has = |words: &[Word]| {
        let mut hits = read.hits.iter().filter(beside);
        hits.any(|hit| words.contains(&hit.word))
    };
    // "От" and "de la" stand before whatever something is from.
    has(&[Word::Author]) && !has(&[Word::NamedAs, Word::Byline, Word::Origin])
}

/// Whether a quotation is a term that a contract gives a name to: "(hereinafter “the Content”)", （以下「コンテンツ」）.
fn is_defined(text: &str, quote: usize) -> bool {
    /// How one says so.
    const HEREAFTER: &[&str] = &[
        "hereafter",
        "hereinafter",
        "im folgenden",
        "nachfolgend",
        "ci-après",
        "en adelante",
        "di seguito",
        "doravante",
        "hierna",
        "nedan",
        "herefter",
        "heretter",
        "jäljempänä",
        "dalej",
        "dále",
        "ďalej",
        "далее",
        "далі",
        "по-нататък",
        "εφεξής",
        "în continuare",
        "u daljnjem",
        "a továbbiakban",
        "bundan sonra",
        "selanjutnya",
        "以下",
        "下称",
        "이하",
    ];
    /// Bytes between the bracket and the quotation. By hand.
    const LONGEST: usize = 40;
    let head = text.get(..quote).unwrap_or_default();
    let Some(inner) = head.rfind(['(', '（']).and_then(|at| head.get(at..)) else {
        return false;
    };
    let folded = fold(inner);
    inner.len() <= LONGEST && HEREAFTER.iter().any(|word| folded.as_str().contains(word))
}

/// Whether what stands in the place of a name is a word of the demand: "Quelle", "原文".
pub(super) fn is_asked(
    read: &Read<'_>,
    taken: &Range<usize>,
    language: u8,
    publication: bool,
) -> bool {
    let speaks = |word: Word| {
        matches!(
            word,
            Word::Name
                | Word::Tell
                | Word::Reuse
                | Word::Ask
                | Word::Permit
                | Word::Forbid
                | Word::Consent
                | Word::Apply
                | Word::Own
                | Word::Elsewhere
        )
    };
    let labels = |word: Word| {
        matches!(
            word,
            Word::Source
                | Word::Origin
                | Word::Address
                | Word::Title
                | Word::Publisher
                | Word::License
        )
    };
    let spaceless = || {
        let name = read.block.text.get(taken.clone());
        name.is_some_and(|name| name.starts_with(is_spaceless))
    };
    read.hits.iter().any(|hit| {
        let overlaps = hit.range.start < taken.end && hit.range.end > taken.start;
        let whole = hit.range.start <= taken.start && hit.range.end >= taken.end;
        // 我们工作室
        if hit.word == Word::Mine && hit.range.start == taken.start && spaceless() {
            return true;
        }
        overlaps
            // A kindred language has other small words, but what is one of its words as a whole is no name.
            && (hit.language == language || whole)
            && if publication {
                // "Jornal da Restinga" has a word of the demand in it.
                whole && (speaks(hit.word) || labels(hit.word))
            } else {
                speaks(hit.word) || labels(hit.word)
            }
    })
}

/// Whether a name is the text of a link to something else than a front page or an author: a title.
fn is_linked(read: &Read<'_>, taken: &Range<usize>, publication: bool) -> bool {
    !publication
        && read.block.links.iter().any(|link| {
            link.text.start <= taken.start
                && link.text.end >= taken.end
                && link
                    .resolved
                    .as_ref()
                    .is_some_and(|url| !sense::is_home(url))
                && !link.href.contains("author")
        })
}

/// Whether the words right behind a name make it the source: "Fjordposten som kilde".
fn made_source(read: &Read<'_>, from: usize, to: usize) -> bool {
    /// Bytes between a name and these words: a quotation mark, an ending.
    const BESIDE: usize = 8;
    read.hits.iter().any(|hit| {
        let close = hit.word == Word::NamedAs
            && hit.range.start >= from
            && hit.range.end <= to
            && hit.range.start - from <= BESIDE;
        // "… Albers und als Quelle …" is about somebody else; "Postası'nı kaynak" is not.
        let between = read
            .block
            .text
            .get(from..hit.range.start)
            .unwrap_or_default();
        close
            && (!between.contains(' ')
                || between.trim().is_empty()
                || between.starts_with(['\'', '’']))
    })
}
