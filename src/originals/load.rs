//! From a page to an original: its text, who wrote it, where it is published, its notice.

use std::ops::Range;

use super::boilerplate::boilerplate;
use super::notice::{Asks, Spoken, find_notice, find_spoken};
use super::{Original, TextLink, belief, declared, is_article};
use crate::address::{identity, same_owner};
use crate::matching::{Length, Marks};
use crate::page::{
    self, Block, BlockKind, Format, MainFrom, Page, ReadOptions, Visibility, main_blocks,
};
use crate::text::{counted, tokens};

/// Why a page cannot serve as an original.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OriginalError {
    /// It has no text to compare with.
    #[error(
        "original `{location}` has no text to compare with; give the article itself, as HTML, Markdown or plain text"
    )]
    NoText {
        /// The original, as the user gave it.
        location: String,
    },
    /// It is a single word, which every page may have.
    #[error(
        "original `{location}` is a single word, which any page may have; give the text of the article"
    )]
    TooShort {
        /// The original, as the user gave it.
        location: String,
    },
    /// Nothing says where it is published.
    #[error(
        "nothing says where original `{location}` is published, so no credit can be checked; add `url: https://…` to its \
         front matter, a canonical link to its head, or a notice line such as \"please indicate the source: https://…\""
    )]
    NoUrl {
        /// The original, as the user gave it.
        location: String,
    },
}

fn too_short(page: &Page, text: &str) -> Result<(), OriginalError> {
    let (words, single) = counted(&tokens(text).list);
    if Length::SHORTEST_ORIGINAL.is_reached(words, single) {
        return Ok(());
    }
    Err(OriginalError::TooShort {
        location: page.location.clone(),
    })
}

/// Makes an original of a page.
///
/// `asks` are the `ask` templates of the rules in force. `masked` are byte ranges of
/// [`Page::text`] that are never evidence of reuse, such as credit lines. An original without URL is returned as it
/// is: [`Original::require_url`] tells whether it may stay so.
///
/// # Errors
/// [`OriginalError::NoText`] if the page shows no text, [`OriginalError::TooShort`] if it is a single word.
pub(crate) fn from_page(
    page: &Page,
    asks: &Asks,
    masked: &[Range<usize>],
) -> Result<Original, OriginalError> {
    let Text { text, pieces } = text_of(page);
    if !text.chars().any(char::is_alphanumeric) {
        return Err(OriginalError::NoText {
            location: page.location.clone(),
        });
    }
    too_short(page, &text)?;
    // To guess a language costs as much as to read the page.
    let spoken = Spoken::of(page);
    let notice = find_spoken(page, &text, asks, &spoken).or_else(|| declared::notice(page, asks));
    let front = page.front_matter.clone().unwrap_or_default();
    // What the article says for itself comes before what the furniture of its site says of everything.
    let overruled = notice
        .as_ref()
        .and_then(|notice| belief::overruled(page, notice, &spoken));
    let notice = notice.filter(|_| overruled.is_none());

    let mut marks = Marks {
        masked: mapped(masked, &pieces),
        ..Marks::default()
    };
    marks
        .masked
        .extend(notice.iter().filter_map(|notice| notice.range.clone()));
    marks.masked.sort_by_key(|range| (range.start, range.end));
    for block in &page.blocks {
        for range in &block.struck_out {
            let range = block.start + range.start..block.start + range.end;
            marks.struck_out.extend(mapped(&[range], &pieces));
        }
        let list = match block.kind {
            BlockKind::Code => &mut marks.code,
            BlockKind::Quote => &mut marks.quoted,
            _ => continue,
        };
        list.extend(mapped(&[block.range()], &pieces));
    }

    let is_text = |block: &&Block| !mapped(&[block.range()], &pieces).is_empty();
    let of_text: Vec<&Block> = page.blocks.iter().filter(is_text).collect();
    marks.boilerplate = mapped(&boilerplate(&of_text), &pieces);

    let links = page
        .blocks
        .iter()
        .flat_map(|block| links_of(block, &pieces))
        .collect();
    let mut facts = belief::settle(page, &front, notice.as_ref(), &spoken);
    facts.contradictions.extend(overruled);
    // A print page names the article as its canonical address: whoever links the print page links the text.
    let print = page.urls.fetched.as_ref().filter(|found_at| {
        let own = facts.url.as_ref();
        own.is_some_and(|own| same_owner(own, found_at) && identity(own) != identity(found_at))
    });
    let mut aliases = front.aliases;
    aliases.extend(print.filter(|url| is_article(url)).map(ToString::to_string));
    Ok(Original {
        id: short_name(&page.location),
        location: page.location.clone(),
        file: page.file.clone(),
        source_hash: page.source_hash(),
        canonical: page.urls.canonical.clone(),
        sources: Vec::new(),
        url: facts.url,
        title: facts.title,
        authors: facts.authors,
        publisher: facts.publisher,
        licenses: facts.licenses,
        contradictions: facts.contradictions,
        warnings: facts.warnings,
        aliases,
        language: front.language.or_else(|| page.language.clone()),
        rule: front.rule,
        text,
        marks,
        notice,
        rights: page.meta.rights.clone(),
        published: page.meta.published.clone(),
        profiles: page.meta.profiles.clone(),
        links,
    })
}

/// Reads the notice of an original again, by the `ask` templates of other rules than those that were in force when it
/// was read. Its page is not there any more: the notice itself is what is read, or the text where there was none.
pub(crate) fn read_notice_again(original: &mut Original, asks: &Asks) {
    let known = original.notice.as_ref();
    let text = known.map_or(&original.text, |notice| &notice.text);
    let options = ReadOptions {
        format: Some(Format::Text),
        location: original.location.clone(),
        url: original.url.clone(),
        ..ReadOptions::default()
    };
    let Ok(page) = page::read(text.as_bytes(), &options) else {
        return;
    };
    let Some(mut read) = find_notice(&page, &original.text, asks) else {
        return;
    };
    if let Some(known) = known {
        (read.line, read.hidden, read.in_article) = (known.line, known.hidden, known.in_article);
        read.range = known.range.clone();
        // The links of the page are gone; what they said was read.
        for (field, value) in &known.fields {
            let value = || value.clone();
            read.fields.entry(field.clone()).or_insert_with(value);
        }
    }
    original.notice = Some(read);
}

impl Original {
    /// Whether a credit to it can be checked at all.
    ///
    /// # Errors
    /// [`OriginalError::NoUrl`] if nothing says where it is published and its notice names no author either.
    pub fn require_url(&self) -> Result<(), OriginalError> {
        if self.url.is_some() {
            return Ok(());
        }
        Err(OriginalError::NoUrl {
            location: self.location.clone(),
        })
    }
}

/// The text that is matched, and where its pieces stand in [`Page::text`].
struct Text {
    text: String,
    /// Range in the page's text, and where it begins in `text`; ascending.
    pieces: Vec<(Range<usize>, usize)>,
}

/// The main blocks of an HTML page, joined as the page joins them; all blocks of any other file.
fn text_of(page: &Page) -> Text {
    let whole = || Text {
        text: page.text.clone(),
        pieces: vec![(0..page.text.len(), 0)],
    };
    if page.format != Format::Html {
        return whole();
    }
    let main = main_blocks(page);
    if main.from == MainFrom::AllBlocks {
        return whole();
    }
    let mut text = String::new();
    let mut pieces = Vec::new();
    for block in main
        .blocks
        .iter()
        .filter_map(|index| page.blocks.get(*index))
    {
        if !text.is_empty() {
            text.push('\n');
        }
        pieces.push((block.range(), text.len()));
        text.push_str(&block.text);
    }
    Text { text, pieces }
}

/// Ranges of the page's text as ranges of the original's text, cut where pieces end.
fn mapped(ranges: &[Range<usize>], pieces: &[(Range<usize>, usize)]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for range in ranges {
        let first = pieces.partition_point(|(piece, _)| piece.end <= range.start);
        for (piece, start) in &pieces[first..] {
            if piece.start >= range.end {
                break;
            }
            let from = range.start.max(piece.start) - piece.start + start;
            let to = range.end.min(piece.end) - piece.start + start;
            if from < to {
                found.push(from..to);
            }
        }
    }
    found
}

/// The links of a block that readers see, by their place in the original's text.
fn links_of(block: &Block, pieces: &[(Range<usize>, usize)]) -> Vec<TextLink> {
    let seen = block
        .links
        .iter()
        .filter(|link| matches!(link.visibility, Visibility::Visible | Visibility::Folded));
    seen.filter_map(|link| {
        let range = block.start + link.text.start..block.start + link.text.end;
        Some(TextLink {
            range: mapped(&[range], pieces).into_iter().next()?,
            url: link.resolved.clone()?,
        })
    })
    .collect()
}

/// The location without folders and ending: `originals/kettle.md` is `kettle`, `https://a.example/x/` is `x`.
fn short_name(location: &str) -> String {
    let path = location
        .split(['?', '#'])
        .next()
        .unwrap_or(location)
        .trim_end_matches('/');
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if folder.ends_with("/") {
        // Only a host is left.
        return name.to_owned();
    }
    let stem = match name.rfind('.') {
        Some(dot) if dot > 0 => &name[..dot],
        _ => name,
    };
    if stem.is_empty() || stem == "-" {
        "original".to_owned()
    } else {
        stem.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short() {
        assert_eq!(short_name("originals/kettle.md"), "kettle");
        assert_eq!(short_name("https://a.example/x/13219.html?a=b"), "13219");
        assert_eq!(short_name("https://a.example/"), "a.example");
        assert_eq!(short_name("-"), "original");
    }

    #[test]
    fn ranges_follow_their_piece() {
        let pieces = [(10..20, 0), (40..50, 11)];
        let spans = mapped(&[15..45, 48..90], &pieces);
        assert_eq!(spans, [5..10, 11..16, 19..21]);
        assert!(mapped(&[0..5, 20..40], &pieces).is_empty());
    }
}
