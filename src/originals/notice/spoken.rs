//! In which languages the notice of a page may be written: reading it by the words of forty languages costs more than
//! reading the page.

use std::sync::LazyLock;

use crate::languages;
use crate::page::{Page, guess_language};

/// The languages in whose words the texts of a page are read.
#[derive(Debug, Clone, Default)]
pub(in crate::originals) struct Spoken {
    /// `None` where nobody knows: all of them.
    languages: Option<Vec<u8>>,
    /// Whether the page is written in Latin letters.
    latin: bool,
    /// The scripts of the languages that are known, as bits.
    scripts: u16,
}

impl Spoken {
    /// The language that a page declares, the one that its text is told to be in, and English, which is the language of
    /// themes. Everything else is read in a text only where its letters occur.
    pub(in crate::originals) fn of(page: &Page) -> Self {
        let known = || {
            // A short text does not tell its language, and costs little to be read in all.
            page.text.char_indices().nth(SHORT)?;
            let guess = guess_language(&page.text)?;
            let declared = page.language.as_deref().unwrap_or(&guess);
            Some([number(declared)?, number(&guess)?])
        };
        let Some(own) = known() else {
            return Self::default();
        };
        let of = |own: &u8| SCRIPTS.get(usize::from(*own)).copied().unwrap_or_default();
        let latin = own.iter().any(|own| of(own) == 0);
        let scripts = own.iter().fold(0, |scripts, own| scripts | of(own));
        let mut languages: Vec<u8> = own.into_iter().chain(number("en")).collect();
        languages.sort_unstable();
        languages.dedup();
        Self {
            languages: Some(languages),
            latin,
            scripts,
        }
    }

    /// The languages to read one text of the page in; `None` for all.
    pub(super) fn in_text(&self, text: &str) -> Option<Vec<u8>> {
        let mut list = self.languages.clone()?;
        let written = Written::of(text.chars());
        // Latin letters on a page in another script may be of any language that uses them.
        if !self.latin && written.latin > FOREIGN && written.latin > written.others {
            return None;
        }
        // An Arabic page is not read by the small words of Persian.
        if written.scripts & !self.scripts != 0 {
            let more = (0u8..).zip(SCRIPTS.iter());
            list.extend(
                more.filter(|(_, of)| *of & written.scripts != 0)
                    .map(|(at, _)| at),
            );
            list.sort_unstable();
            list.dedup();
        }
        Some(list)
    }
}

/// Characters of a page that is read by the words of all languages. By hand: the notice may be half of it.
const SHORT: usize = 1_500;

/// Latin letters on a page in another script from which a text may be in a language that nobody named. By hand: a short
/// sentence; names and addresses have fewer.
const FOREIGN: usize = 60;

/// Number of the language of a tag, if there are words of notices for it.
fn number(tag: &str) -> Option<u8> {
    let known = languages::number(tag)?;
    let language = languages::all().get(usize::from(known))?;
    // Traditional Chinese is compared in Simplified characters, by the words that stand there.
    if language.none.contains_key("notice") {
        languages::number(tag.split('-').next()?)
    } else {
        Some(known)
    }
}

/// The scripts of each language's words, as bits; Latin has none.
static SCRIPTS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    languages::all()
        .iter()
        .map(|language| {
            let words = language.subjects.iter();
            Written::of(words.flat_map(|word| word.chars())).scripts
        })
        .collect()
});

/// What a text is written in.
#[derive(Default)]
struct Written {
    /// One bit a script; Latin has none.
    scripts: u16,
    /// Latin letters, and those of other scripts.
    latin: usize,
    others: usize,
}

impl Written {
    fn of(text: impl Iterator<Item = char>) -> Self {
        let mut written = Self::default();
        for c in text {
            let bit = match c as u32 {
                0..=0x40 | 0x5B..=0x60 | 0x7B..=0xBF => continue,
                0x41..=0x24F | 0x1E00..=0x1EFF => {
                    written.latin += 1;
                    continue;
                }
                0x370..=0x3FF | 0x1F00..=0x1FFF => 1,
                0x400..=0x52F => 2,
                0x590..=0x5FF => 4,
                0x600..=0x77F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => 8,
                0x900..=0x97F => 16,
                0x980..=0x9FF => 32,
                0xE00..=0xE7F => 64,
                0x3040..=0x30FF | 0x3400..=0x9FFF => 128,
                0x1100..=0x11FF | 0xAC00..=0xD7AF => 256,
                _ => continue,
            };
            written.scripts |= bit;
            written.others += 1;
        }
        written
    }
}
