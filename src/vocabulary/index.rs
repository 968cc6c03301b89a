//! Words of all languages as they are searched for: folded, each with what it says in which languages.
//!
//! `build.rs` makes the indexes of the languages that come with the program, with this same file: folding their words at
//! each start would cost more than checking a page does.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use crate::text::Dictionary;

/// What an indexed word can be, by numbers.
pub(crate) trait Kind: Copy + PartialEq + 'static {
    /// All of them; the number of each is its place.
    const ALL: &'static [Self];
}

/// It may begin within a longer word.
pub(super) const OPEN_START: u8 = 1 << 7;
/// It may end within a longer word.
pub(super) const OPEN_END: u8 = 1 << 6;

/// What a word says in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry<K> {
    pub(crate) kind: K,
    /// Number of the language in the order of their tags.
    pub(crate) language: u8,
    /// [`OPEN_START`], [`OPEN_END`], and what the kind of index has beside them.
    pub(super) flags: u8,
}

/// Bytes of an entry.
const ENTRY: usize = 3;

impl<K: Kind> Entry<K> {
    /// Whether the word may begin within a longer one.
    pub(crate) fn open_start(&self) -> bool {
        self.flags & OPEN_START != 0
    }

    /// Whether the word may end within a longer one.
    pub(crate) fn open_end(&self) -> bool {
        self.flags & OPEN_END != 0
    }

    fn bytes(self) -> [u8; ENTRY] {
        let kind = K::ALL.iter().position(|kind| *kind == self.kind);
        let kind = kind.and_then(|kind| u8::try_from(kind).ok());
        [kind.unwrap_or(u8::MAX), self.language, self.flags]
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let &[kind, language, flags] = bytes else {
            return None;
        };
        Some(Self {
            kind: *K::ALL.get(usize::from(kind))?,
            language,
            flags,
        })
    }
}

/// Finds words.
pub(crate) struct Index<K> {
    words: Dictionary,
    /// Those that may begin within a longer word.
    within: Dictionary,
    /// Where a number of the dictionaries points to: how many entries, and the entries.
    entries: &'static [u8],
    kind: PhantomData<K>,
}

impl<K: Kind> Index<K> {
    /// The bytes of an index of folded words: how long its two dictionaries are, the dictionaries, the entries.
    pub(crate) fn bytes(words: impl IntoIterator<Item = (String, Entry<K>)>) -> Vec<u8> {
        let mut by_word: BTreeMap<String, Vec<Entry<K>>> = BTreeMap::new();
        for (word, entry) in words {
            let known = by_word.entry(word).or_default();
            // Traditional and Simplified spellings of one word.
            if !known.contains(&entry) {
                known.push(entry);
            }
        }
        let mut entries: Vec<u8> = Vec::new();
        let mut places: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        let mut words = BTreeMap::new();
        let mut within = BTreeMap::new();
        for (word, list) in by_word {
            let mut bytes = vec![u8::try_from(list.len()).unwrap_or(u8::MAX)];
            bytes.extend(list.iter().copied().flat_map(Entry::bytes));
            let place = *places.entry(bytes).or_insert_with_key(|bytes| {
                let place = entries.len() as u64;
                entries.extend(bytes);
                place
            });
            if list.iter().any(Entry::open_start) {
                within.insert(word.clone(), place);
            }
            words.insert(word, place);
        }
        let dictionaries = [&words, &within].map(Dictionary::bytes);
        let lengths = dictionaries.iter().map(|bytes| bytes.len() as u64);
        let mut bytes: Vec<u8> = lengths.flat_map(u64::to_le_bytes).collect();
        dictionaries
            .iter()
            .for_each(|dictionary| bytes.extend(dictionary));
        bytes.extend(entries);
        bytes
    }

    /// The index that stands in bytes; one without words if they hold none.
    pub(crate) fn new(bytes: &'static [u8]) -> Self {
        let length = |at: usize| {
            let length = bytes.get(at..at + 8)?.try_into().ok()?;
            usize::try_from(u64::from_le_bytes(length)).ok()
        };
        let parts = || {
            let (words, rest) = bytes.get(16..)?.split_at_checked(length(0)?)?;
            let (within, entries) = rest.split_at_checked(length(8)?)?;
            Some([words, within, entries])
        };
        let [words, within, entries] = parts().unwrap_or_default();
        Self {
            words: Dictionary::new(words),
            within: Dictionary::new(within),
            entries,
            kind: PhantomData,
        }
    }

    /// What a folded word says.
    pub(crate) fn of(&self, folded: &str) -> impl Iterator<Item = Entry<K>> + use<K> {
        let place = self.words.get(folded);
        let entries = self.entries;
        place
            .into_iter()
            .flat_map(move |place| read(entries, place))
    }

    /// The words that stand in a folded text from a byte on, the shorter first, each with the byte at which it ends and
    /// what it says; where that is within a word, only those that may begin there.
    pub(crate) fn at<'a>(
        &'a self,
        text: &'a str,
        from: usize,
        is_within: bool,
    ) -> impl Iterator<Item = (usize, impl Iterator<Item = Entry<K>> + Clone + use<K>)> + 'a {
        let dictionary = if is_within { &self.within } else { &self.words };
        let found = dictionary.at(text, from);
        found.map(|(place, end)| (end, read(self.entries, place)))
    }
}

/// The entries at a place.
fn read<K: Kind>(
    entries: &'static [u8],
    place: u64,
) -> impl Iterator<Item = Entry<K>> + Clone + use<K> {
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    let (count, rest) = { entries.get(place..) }
        .and_then(<[u8]>::split_first)
        .unwrap_or((&0, &[]));
    let entries = rest.chunks_exact(ENTRY).take(usize::from(*count));
    entries.filter_map(Entry::read)
}
