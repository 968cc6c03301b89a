//! Phrases of credit as they are searched for.

use super::index::{Entry, Kind, OPEN_END};
use crate::languages::{Language, Need, Phrase};
use crate::text::folded;

/// What a phrase is about: the key under which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    /// Where a text comes from.
    Credit,
    /// What a reprint owes.
    Demand,
    /// The address of "this article".
    Permalink,
    /// Who wrote it.
    Byline,
    /// The same words about something else.
    Negative,
}

impl Kind for Role {
    const ALL: &[Self] = &[
        Self::Credit,
        Self::Demand,
        Self::Permalink,
        Self::Byline,
        Self::Negative,
    ];
}

impl Entry<Role> {
    /// Whether the phrase counts only where this holds.
    pub(crate) fn needs(&self, need: Need) -> bool {
        self.flags & 1 << need as u8 != 0
    }
}

/// The phrases of the language of this number, folded.
pub(crate) fn phrases(
    language: &Language,
    number: u8,
) -> impl Iterator<Item = (String, Entry<Role>)> {
    let lists = [
        (Role::Credit, &language.credit),
        (Role::Demand, &language.demand),
        (Role::Permalink, &language.permalink),
        (Role::Byline, &language.byline),
        (Role::Negative, &language.negative),
    ];
    let phrases = lists
        .into_iter()
        .flat_map(|(role, list)| list.iter().map(move |phrase| (role, phrase)));
    phrases.map(move |(role, Phrase { text, needs })| {
        let words = text.strip_suffix('*');
        let open_end = if words.is_some() { OPEN_END } else { 0 };
        let needs = needs.iter().map(|need| 1 << *need as u8);
        let entry = Entry {
            kind: role,
            language: number,
            flags: needs.fold(open_end, |flags, need| flags | need),
        };
        (folded(words.unwrap_or(text)).into_owned(), entry)
    })
}
