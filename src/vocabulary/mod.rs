//! The words of all [`languages`] as they are searched for: folded, each with what it says in which languages, in indexes that
//! are made when the program is built. Above [`languages`], which has the words as they are written, and [`crate::text`],
//! which folds them.

mod boilerplate;
mod index;
mod notice;
mod phrase;

use std::sync::LazyLock;

pub(crate) use boilerplate::Tells;
pub(crate) use index::{Entry, Index};
pub(crate) use notice::stem;
pub(crate) use phrase::Role;

use crate::languages::{self, Language, Word};
use crate::text::folded;
use index::Kind;

/// Finds the words of notices.
pub(crate) fn notices() -> &'static Index<Word> {
    const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/notices.index"));
    static INDEX: LazyLock<Index<Word>> = LazyLock::new(|| index(BUILT_IN, notice::words));
    &INDEX
}

/// Finds the phrases that say where a text comes from.
pub(crate) fn phrases() -> &'static Index<Role> {
    const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/phrases.index"));
    static INDEX: LazyLock<Index<Role>> = LazyLock::new(|| index(BUILT_IN, phrase::phrases));
    &INDEX
}

/// Finds the phrases of boilerplate.
pub(crate) fn boilerplate() -> &'static Index<Tells> {
    const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/boilerplate.index"));
    static INDEX: LazyLock<Index<Tells>> = LazyLock::new(|| index(BUILT_IN, boilerplate::phrases));
    &INDEX
}

/// The index that comes with the program, or one of the words of all languages where some were added.
fn index<K: Kind, W: Iterator<Item = (String, Entry<K>)>>(
    built_in: &'static [u8],
    words: impl Fn(&'static Language, u8) -> W,
) -> Index<K> {
    // Asked first, so that none can be added from here on.
    let languages = languages::all();
    if !languages::are_added() {
        return Index::new(built_in);
    }
    let words = (0u8..)
        .zip(languages)
        .flat_map(|(number, language)| words(language, number));
    Index::new(Index::bytes(words).leak())
}

/// Whether a word in lower case is a label of a picture, a film or a map in any language, as those stand among the negative
/// phrases: "foto", "kartta", 摄影.
pub(crate) fn is_thing_label(word: &str) -> bool {
    let is_negative = |sign| {
        let mut entries = phrases().of(&folded(&format!("{word}{sign}")));
        entries.any(|entry| entry.kind == Role::Negative)
    };
    [':', '=', '/'].into_iter().any(is_negative)
}

/// Whether words stand before an author in any language: "guest post by".
pub(crate) fn is_byline(written: &str) -> bool {
    let mut entries = phrases().of(&folded(written));
    entries.any(|entry| entry.kind == Role::Byline)
}
