//! The words of notices of all languages.

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashSet;

use super::spoken::Spoken;
use crate::languages;
pub(super) use crate::languages::Word;
use crate::text::template::is_spaceless;
use crate::text::{Folded, fold, folded, urls};
use crate::vocabulary::{self, Entry, stem};

impl Word {
    /// Words that stand before a colon.
    pub(super) fn is_label(self) -> bool {
        matches!(
            self,
            Self::Author | Self::Address | Self::Title | Self::Publisher | Self::License
        )
    }

    /// Words that tell what a sentence is about; what it says of that is told without them.
    pub(super) fn is_object(self) -> bool {
        matches!(
            self,
            Self::Thing | Self::Text | Self::Foreign | Self::Print | Self::Spread | Self::Usage
        )
    }

    /// Words of formulas about rights: "Riproduzione riservata".
    fn is_of_formulas(self) -> bool {
        matches!(
            self,
            Self::Ban | Self::Reuse | Self::Forbid | Self::Permit | Self::Consent
        )
    }

    /// Words that are looked up in what stands in the place of a name, never searched for.
    fn is_looked_up(self) -> bool {
        matches!(
            self,
            Self::Organization | Self::Role | Self::Join | Self::Article | Self::Particle
        )
    }
}

/// A word found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) word: Word,
    /// Number of the language in the order of their tags.
    pub(super) language: u8,
    /// Byte range in the raw text.
    pub(super) range: Range<usize>,
}

/// Bytes of a word that may stand behind an "and" of one letter; shorter ones are parts of other words. By hand: four letters.
const JOINED: usize = 8;

/// Finds the words of notices in a folded text, those that are wanted.
fn search(folded: &Folded, is_wanted: impl Fn(&Entry<Word>) -> bool) -> Vec<Hit> {
    let notices = vocabulary::notices();
    let mut found = Vec::new();
    let hay = folded.as_str();
    let mut before = None;
    let mut began = false;
    for (start, letter) in hay.char_indices() {
        let last = before.replace(letter);
        let starts = last.is_none_or(|last| parts(last, letter));
        // "והתכנים", "والمقالات": "and" grows together with the word behind it.
        let joined = began && matches!(last, Some('ו' | 'و'));
        began = starts;
        for (end, entries) in notices.at(hay, start, !starts && !joined) {
            if cuts_oneself(hay, end) {
                continue;
            }
            let ends = boundary(hay, end);
            let joined = joined && end - start >= JOINED;
            let fits = |entry: &Entry<Word>| {
                (starts || joined || entry.open_start())
                    && (ends || entry.open_end())
                    && !entry.kind.is_looked_up()
                    && is_wanted(entry)
            };
            let mut raw = None;
            for entry in entries.filter(fits) {
                let raw = raw.get_or_insert_with(|| folded.raw_range(start..end));
                found.push(Hit {
                    word: entry.kind,
                    language: entry.language,
                    range: raw.clone(),
                });
            }
        }
    }
    found
}

/// Every word of a notice in a text, by where it stands.
pub(super) fn hits(text: &str, spoken: &Spoken) -> Vec<Hit> {
    let mut found = hits_and_objects(text, spoken);
    found.retain(|hit| !hit.word.is_object());
    found
}

/// Every word of a notice in a text, and those that tell what a sentence is about, by where they stand.
pub(super) fn hits_and_objects(text: &str, spoken: &Spoken) -> Vec<Hit> {
    let spoken = spoken.in_text(text);
    let is_spoken = |entry: &Entry<Word>| {
        let languages = spoken.as_deref();
        languages.is_none_or(|languages| languages.contains(&entry.language))
    };
    let mut found = search(&fold(text), is_spoken);
    leave_out_addresses(text, &mut found);
    found.sort_by_key(|hit| (hit.range.start, hit.range.end, hit.word));
    found
}

/// Whether a text holds a word of allowing or forbidding of any language; those of a few letters are small words of
/// others.
pub(super) fn has_formula(text: &str) -> bool {
    let mut found = search(&fold(text), |entry| entry.kind.is_of_formulas());
    found.retain(|hit| hit.range.len() > 5);
    leave_out_addresses(text, &mut found);
    !found.is_empty()
}

/// "…/phare-personne": what stands in an address says nothing.
fn leave_out_addresses(text: &str, found: &mut Vec<Hit>) {
    if found.is_empty() {
        return;
    }
    let addresses = urls::find_urls(text);
    let in_address = |hit: &Hit| {
        let next = addresses.partition_point(|url| url.end <= hit.range.start);
        addresses
            .get(next)
            .is_some_and(|url| url.start <= hit.range.start)
    };
    found.retain(|hit| !in_address(hit));
}

/// Whether a word may begin or end at this place.
fn boundary(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at..).and_then(|text| text.chars().next());
    let (Some(before), Some(after)) = (before, after) else {
        return true;
    };
    parts(before, after)
}

/// Whether a word may end with one character and another begin with the next.
fn parts(before: char, after: char) -> bool {
    if splits_syllable(before, after) {
        return false;
    }
    !(is_part(before) && is_part(after)) || is_spaceless(before) || is_spaceless(after)
}

/// Whether two characters of Thai or Lao are of one syllable: a vowel that is written before its consonant, a vowel or a tone
/// behind it. "เชื่อ", to believe, has "ชื่อ", a name, and "ศาลา", a pavilion, "ศาล", a court.
fn splits_syllable(before: char, after: char) -> bool {
    matches!(before as u32, 0x0E40..=0x0E44 | 0x0EC0..=0x0EC4)
        || matches!(after as u32, 0x0E30..=0x0E3A | 0x0E45 | 0x0E47..=0x0E4E | 0x0EB0..=0x0EBC | 0x0EC8..=0x0ECD)
}

/// Whether a word ends within a longer one of a script without spaces: "给出自己" has 出自, "from", in it, 自己 being "oneself";
/// "อย่าง", which makes adverbs, has "อย่า", "do not", and "ของ", of, has "ขอ", to ask.
fn cuts_oneself(text: &str, at: usize) -> bool {
    static CUTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
        let pairs = [
            ("自", "己"),
            ("อย่า", "ง"),
            ("งด", "ว"),
            ("ขอ", "ง"),
            ("ขอ", "บ"),
            ("แปล", "ก"),
            ("แปล", "ง"),
        ];
        pairs
            .map(|(word, rest)| (folded(word).into_owned(), folded(rest).into_owned()))
            .into()
    });
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let mut cuts = CUTS.iter();
    cuts.any(|(word, rest)| before.ends_with(word.as_str()) && after.starts_with(rest.as_str()))
}

/// Whether a character goes on with a word: letters, digits and the signs of Indic and Thai scripts.
pub(super) fn is_part(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c as u32, 0x0900..=0x0963 | 0x0980..=0x09E3 | 0x0E31..=0x0E3A | 0x0E47..=0x0E4E | 0x200C)
}

/// Whether a folded text is a word of one of these kinds in any language.
fn is(folded: &str, kinds: &[Word]) -> bool {
    let mut entries = vocabulary::notices().of(folded);
    entries.any(|entry| kinds.contains(&entry.kind))
}

/// Whether a folded text stands for a role or for nobody.
pub(super) fn is_role(folded: &str) -> bool {
    is(folded, &[Word::Role])
}

/// Whether a folded word says that something is the speaker's: "our", "notre".
pub(super) fn is_possessive(folded: &str) -> bool {
    let entries = || vocabulary::notices().of(folded);
    // "We" is nobody's.
    let is_we =
        |language| entries().any(|entry| entry.kind == Word::We && entry.language == language);
    entries().any(|entry| entry.kind == Word::Mine && !entry.open_start() && !is_we(entry.language))
}

/// Whether a folded text is a word that stands before authors: "by", "โดย".
pub(super) fn is_author_label(folded: &str) -> bool {
    is(folded, &[Word::Author, Word::Byline])
}

/// Whether a folded text is a word of a notice rather than a name.
pub(super) fn is_said(folded: &str) -> bool {
    is_asked(folded)
        || is(
            folded,
            &[Word::Ban, Word::Forbid, Word::Permit, Word::License],
        )
}

/// Whether a folded word is one of crediting, of taking over or of what is credited.
pub(super) fn is_asked(folded: &str) -> bool {
    is(folded, &[Word::Source, Word::Name, Word::Reuse])
}

/// Whether a folded word is a label of licences and rights: "license".
pub(super) fn is_license_word(folded: &str) -> bool {
    is(folded, &[Word::License])
}

/// Whether a folded word joins names to what follows.
pub(super) fn is_join(folded: &str) -> bool {
    is(folded, &[Word::Join])
}

/// Whether a folded word is an article that stands before the name of a publication in a language.
pub(super) fn is_article(folded: &str, language: u8) -> bool {
    let mut entries = vocabulary::notices().of(folded);
    entries.any(|entry| entry.kind == Word::Article && entry.language == language)
}

/// Whether a folded word is such an article in any language.
pub(super) fn is_any_article(folded: &str) -> bool {
    is(folded, &[Word::Article])
}

/// Whether a folded word may stand in lower case within a name.
pub(super) fn is_particle(folded: &str) -> bool {
    is(folded, &[Word::Particle])
}

/// Whether a folded word by itself says that what it names is a publication or an institution.
pub(super) fn is_organization_word(folded: &str) -> bool {
    let is_one = |word: &str, stem: bool| {
        let mut entries = vocabulary::notices().of(word);
        let is_one = |entry: Entry<Word>| entry.kind == Word::Organization && !entry.open_start();
        entries.any(|entry| is_one(entry) && entry.is_stem() == stem)
    };
    is_one(folded, false) || stem(folded).is_some_and(|stem| is_one(stem, true))
}

/// Length in characters of the longest ending of organizations that a folded word has.
pub(super) fn organization_ending(folded: &str) -> Option<usize> {
    let is_ending = |entry: Entry<Word>| entry.kind == Word::Organization && entry.open_start();
    let mut endings = folded.char_indices().map(|(at, _)| &folded[at..]);
    let ending = endings.find(|ending| vocabulary::notices().of(ending).any(is_ending))?;
    Some(ending.chars().count())
}

/// The whole of a word of which a part was found; a script without spaces has no ends of words.
pub(super) fn whole_word(text: &str, part: &Range<usize>) -> Range<usize> {
    /// Letters of a word that are looked at.
    const LETTERS: usize = 40;
    let goes_on = |c: &char| is_part(*c) && !is_spaceless(*c);
    let letters = |chars: &mut dyn Iterator<Item = char>| -> usize {
        let letters = chars.take(LETTERS).take_while(goes_on);
        letters.map(char::len_utf8).sum()
    };
    let ends = text
        .get(part.clone())
        .is_none_or(|part| part.ends_with(is_spaceless));
    let before = text.get(..part.start).unwrap_or_default();
    let behind = text.get(part.end..).unwrap_or_default();
    match ends {
        true => part.clone(),
        false => {
            part.start - letters(&mut before.chars().rev())..part.end + letters(&mut behind.chars())
        }
    }
}

/// Whether what stands between two words, `most` words at most, makes them one list: ", ", " and the ".
pub(super) fn listed(between: &str, most: usize) -> bool {
    let words = || {
        between
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let joins = between.contains([',', '、', '，', '/', '&', '・', '·'])
        || words().any(|word| LISTS.whole.contains(word))
        || LISTS.glued.iter().any(|word| between.contains(word));
    joins && words().count() <= most && !between.contains([';', '.', '。', ':', '：'])
}

/// The words that make one list of what they stand between, in all languages.
struct Lists {
    whole: HashSet<&'static str>,
    /// Those of scripts without spaces, which stand in a row with the words around them.
    glued: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words = || languages::words(|language| &language.list_words);
    Lists {
        whole: words()
            .chain(languages::words(|language| &language.separators))
            .collect(),
        glued: words()
            .filter(|word| word.starts_with(is_spaceless))
            .collect(),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_kind_of_word() {
        for language in languages::complete() {
            if language.none.contains_key("notice") {
                continue;
            }
            for word in Word::ALL {
                let list = language.notice.list(*word);
                // Not every language has articles, small words inside names or verbs behind them.
                let may_lack = matches!(
                    word,
                    Word::Byline
                        | Word::Written
                        | Word::Tell
                        | Word::Take
                        | Word::Carry
                        | Word::Whose
                        | Word::Say
                        | Word::Origin
                        | Word::Not
                        | Word::Refuse
                        | Word::Forget
                        | Word::Mine
                        | Word::We
                        | Word::Doing
                        | Word::Alter
                        | Word::Will
                        | Word::Past
                        | Word::Others
                        | Word::Practice
                        | Word::Granted
                        | Word::Part
                        | Word::Theirs
                        | Word::NamedAs
                        | Word::Article
                        | Word::Particle
                        | Word::Owned
                        | Word::Usage
                );
                assert!(
                    may_lack || !list.is_empty(),
                    "{} lacks {word:?}",
                    language.tag
                );
            }
        }
    }
}
