//! Phrases of boilerplate as they are searched for.

use super::index::{Entry, Kind};
use crate::languages::Language;
use crate::text::folded;

/// What a phrase of boilerplate tells: a single word half of what two words do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tells {
    Half,
    Whole,
}

impl Kind for Tells {
    const ALL: &[Self] = &[Self::Half, Self::Whole];
}

/// The phrases of boilerplate of the language of this number, folded.
pub(crate) fn phrases(
    language: &Language,
    number: u8,
) -> impl Iterator<Item = (String, Entry<Tells>)> {
    language.boilerplate.phrases.iter().map(move |phrase| {
        let is_word = !phrase.contains(' ');
        let entry = Entry {
            kind: if is_word { Tells::Half } else { Tells::Whole },
            language: number,
            flags: 0,
        };
        (folded(phrase).into_owned(), entry)
    })
}
