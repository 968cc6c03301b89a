//! The words of notices of all languages.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use foldhash::HashSet;

use super::spoken::Spoken;
use crate::languages::{self, NoticeWords};
use crate::text::template::is_spaceless;
use crate::text::{Dictionary, Folded, fold, folded, urls};

/// What a word does in a notice; the fields of [`NoticeWords`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Word {
    Reuse,
    Take,
    Carry,
    Put,
    Name,
    Tell,
    Source,
    Origin,
    Whose,
    Say,
    Ask,
    Permit,
    Forbid,
    Not,
    Refuse,
    Forget,
    Mine,
    Yours,
    We,
    Doing,
    Alter,
    Will,
    Past,
    Without,
    Consent,
    Apply,
    Ban,
    Waive,
    Before,
    Contact,
    Turn,
    Warn,
    Owner,
    Taken,
    Elsewhere,
    Beyond,
    Less,
    Members,
    Liability,
    Unless,
    Machine,
    Practice,
    Reported,
    Story,
    Others,
    Own,
    Byline,
    Written,
    Author,
    Address,
    Title,
    Publisher,
    NamedAs,
    Organization,
    Article,
    Particle,
    Owned,
    License,
    Role,
    Thing,
    Text,
    Foreign,
    Print,
    Spread,
    Commercial,
    Join,
}

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
            Self::Thing | Self::Text | Self::Foreign | Self::Print | Self::Spread
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

    /// Words that tell names from what is no name.
    fn is_about_names(self) -> bool {
        self.is_looked_up()
            || matches!(
                self,
                Self::Source
                    | Self::Name
                    | Self::Reuse
                    | Self::Author
                    | Self::Byline
                    | Self::Mine
                    | Self::Ban
                    | Self::Forbid
                    | Self::Permit
                    | Self::License
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

#[derive(PartialEq, Eq)]
struct Entry {
    word: Word,
    language: u8,
    open_start: bool,
    open_end: bool,
}

/// Words that are looked up in what stands in the place of a name, never searched for.
#[derive(Default)]
struct NameWords {
    roles: HashSet<Cow<'static, str>>,
    joins: HashSet<Cow<'static, str>>,
    articles: HashSet<(u8, Cow<'static, str>)>,
    particles: HashSet<Cow<'static, str>>,
    organizations: HashSet<Cow<'static, str>>,
    /// The stems of those in languages that write Greek or Cyrillic, which inflect names.
    stems: HashSet<Cow<'static, str>>,
    /// Words of crediting, of taking over, and of what is credited.
    asked: HashSet<Cow<'static, str>>,
    /// Words before authors.
    labels: HashSet<Cow<'static, str>>,
    /// Words that say whose something is: "our", "meine".
    possessives: HashSet<Cow<'static, str>>,
    /// Words of allowing and forbidding, labels of licences.
    said: HashSet<Cow<'static, str>>,
    /// Endings of the names of organizations.
    endings: Vec<Cow<'static, str>>,
}

/// The words of one or all languages that are searched for.
struct Searcher {
    dictionary: Dictionary,
    /// What each word of the dictionary is.
    entries: Vec<Vec<Entry>>,
}

/// Bytes of a word that may stand behind an "and" of one letter; shorter ones are parts of other words. By hand: four letters.
const JOINED: usize = 8;

impl Searcher {
    /// The words of languages that are searched for, those of these kinds.
    fn new(languages: impl Iterator<Item = u8>, kinds: impl Fn(Word) -> bool) -> Self {
        // Sorted at once: a map that grows word by word was a third of the cost.
        let mut patterns: Vec<(Cow<'_, str>, Entry)> = Vec::new();
        for language in languages {
            let Some(words) = languages::all().get(usize::from(language)) else {
                continue;
            };
            for (word, list) in lists(&words.notice) {
                if word.is_looked_up() || !kinds(word) {
                    continue;
                }
                for written in list {
                    let folded = folded(written.trim_matches('*'));
                    if folded.is_empty() {
                        continue;
                    }
                    let entry = Entry {
                        word,
                        language,
                        open_start: written.starts_with('*'),
                        open_end: written.ends_with('*'),
                    };
                    patterns.push((folded, entry));
                }
            }
        }
        // Stable: the kinds of one word stay in the order of the lists.
        patterns.sort_by(|one, next| one.0.cmp(&next.0));
        let mut words: Vec<(String, bool)> = Vec::with_capacity(patterns.len());
        let mut entries: Vec<Vec<Entry>> = Vec::with_capacity(patterns.len());
        for (folded, entry) in patterns {
            if let Some((last, open)) = words.last_mut()
                && let Some(of_last) = entries.last_mut()
                && *last == *folded
            {
                *open |= entry.open_start;
                // Traditional and Simplified spellings of one word.
                if !of_last.contains(&entry) {
                    of_last.push(entry);
                }
            } else {
                words.push((folded.into_owned(), entry.open_start));
                entries.push(vec![entry]);
            }
        }
        Self {
            dictionary: Dictionary::new(words),
            entries,
        }
    }

    fn search(&self, folded: &Folded, found: &mut Vec<Hit>) {
        let hay = folded.as_str();
        let mut before = None;
        let mut began = false;
        for (start, letter) in hay.char_indices() {
            let last = before.replace(letter);
            let starts = last.is_none_or(|last| parts(last, letter));
            // "והתכנים", "والمقالات": "and" grows together with the word behind it.
            let joined = began && matches!(last, Some('ו' | 'و'));
            began = starts;
            if !starts && !joined && !self.dictionary.may_begin_within(hay, start) {
                continue;
            }
            for (word, end) in self.dictionary.at(hay, start) {
                if cuts_oneself(hay, end) {
                    continue;
                }
                let ends = boundary(hay, end);
                let joined = joined && end - start >= JOINED;
                let mut raw = None;
                for entry in self.entries.get(word).into_iter().flatten() {
                    if (starts || joined || entry.open_start) && (ends || entry.open_end) {
                        let raw = raw.get_or_insert_with(|| folded.raw_range(start..end));
                        found.push(Hit {
                            word: entry.word,
                            language: entry.language,
                            range: raw.clone(),
                        });
                    }
                }
            }
        }
    }
}

/// All languages in one dictionary, for texts of which nobody knows the language.
static ALL: LazyLock<Searcher> =
    LazyLock::new(|| Searcher::new((0u8..).take(languages::all().len()), |_| true));

/// The words of allowing and forbidding of all languages, which names are searched for.
static FORMULAS: LazyLock<Searcher> =
    LazyLock::new(|| Searcher::new((0u8..).take(languages::all().len()), Word::is_of_formulas));

/// Each language by itself, made when the first text in it is read.
static EACH: LazyLock<Vec<OnceLock<Searcher>>> =
    LazyLock::new(|| languages::all().iter().map(|_| OnceLock::new()).collect());

static NAMES: LazyLock<NameWords> = LazyLock::new(|| {
    let mut names = NameWords::default();
    for (language, words) in (0u8..).zip(languages::all()) {
        for (word, list) in lists(&words.notice) {
            // Folding the words of forty languages is most of what a start costs.
            if !word.is_about_names() {
                continue;
            }
            for written in list {
                let folded = folded(written.trim_matches('*'));
                let open_start = written.starts_with('*');
                match word {
                    _ if folded.is_empty() => {}
                    Word::Organization if open_start => names.endings.push(folded),
                    Word::Organization => {
                        names
                            .stems
                            .extend(stem(&folded).map(|stem| Cow::Owned(stem.to_owned())));
                        names.organizations.insert(folded);
                    }
                    Word::Role => drop(names.roles.insert(folded)),
                    Word::Join => drop(names.joins.insert(folded)),
                    Word::Article => drop(names.articles.insert((language, folded))),
                    Word::Particle => drop(names.particles.insert(folded)),
                    Word::Source | Word::Name | Word::Reuse => drop(names.asked.insert(folded)),
                    Word::Author | Word::Byline => drop(names.labels.insert(folded)),
                    // "We" is nobody's.
                    Word::Mine if open_start || words.notice.we.contains(written) => {}
                    Word::Mine => drop(names.possessives.insert(folded)),
                    Word::Ban | Word::Forbid | Word::Permit | Word::License => {
                        names.said.insert(folded);
                    }
                    _ => {}
                }
            }
        }
    }
    names
});

fn lists(words: &NoticeWords) -> [(Word, &[String]); 66] {
    [
        (Word::Reuse, &words.reuse),
        (Word::Take, &words.take),
        (Word::Carry, &words.carry),
        (Word::Put, &words.put),
        (Word::Name, &words.name),
        (Word::Tell, &words.tell),
        (Word::Source, &words.source),
        (Word::Origin, &words.origin),
        (Word::Whose, &words.whose),
        (Word::Say, &words.say),
        (Word::Ask, &words.ask),
        (Word::Permit, &words.permit),
        (Word::Forbid, &words.forbid),
        (Word::Not, &words.not),
        (Word::Refuse, &words.refuse),
        (Word::Forget, &words.forget),
        (Word::Mine, &words.mine),
        (Word::Yours, &words.yours),
        (Word::We, &words.we),
        (Word::Doing, &words.doing),
        (Word::Alter, &words.alter),
        (Word::Will, &words.will),
        (Word::Past, &words.past),
        (Word::Without, &words.without),
        (Word::Consent, &words.consent),
        (Word::Apply, &words.apply),
        (Word::Ban, &words.ban),
        (Word::Waive, &words.waive),
        (Word::Before, &words.before),
        (Word::Contact, &words.contact),
        (Word::Turn, &words.turn),
        (Word::Warn, &words.warn),
        (Word::Owner, &words.owner),
        (Word::Taken, &words.taken),
        (Word::Elsewhere, &words.elsewhere),
        (Word::Beyond, &words.beyond),
        (Word::Less, &words.less),
        (Word::Members, &words.members),
        (Word::Liability, &words.liability),
        (Word::Unless, &words.unless),
        (Word::Machine, &words.machine),
        (Word::Practice, &words.practice),
        (Word::Reported, &words.reported),
        (Word::Story, &words.story),
        (Word::Others, &words.others),
        (Word::Own, &words.own),
        (Word::Byline, &words.byline),
        (Word::Written, &words.written),
        (Word::Author, &words.author),
        (Word::Address, &words.address),
        (Word::Title, &words.title),
        (Word::Publisher, &words.publisher),
        (Word::NamedAs, &words.named_as),
        (Word::Organization, &words.organization),
        (Word::Article, &words.article),
        (Word::Particle, &words.particle),
        (Word::Owned, &words.owned),
        (Word::License, &words.license),
        (Word::Role, &words.role),
        (Word::Thing, &words.thing),
        (Word::Text, &words.text),
        (Word::Foreign, &words.foreign),
        (Word::Print, &words.print),
        (Word::Spread, &words.spread),
        (Word::Commercial, &words.commercial),
        (Word::Join, &words.join),
    ]
}

/// Every word of a notice in a text, by where it stands.
pub(super) fn hits(text: &str, spoken: &Spoken) -> Vec<Hit> {
    let mut found = hits_and_objects(text, spoken);
    found.retain(|hit| !hit.word.is_object());
    found
}

/// Every word of a notice in a text, and those that tell what a sentence is about, by where they stand.
pub(super) fn hits_and_objects(text: &str, spoken: &Spoken) -> Vec<Hit> {
    let folded = fold(text);
    let mut found = Vec::new();
    match spoken.in_text(text) {
        None => ALL.search(&folded, &mut found),
        Some(languages) => {
            for language in languages {
                if let Some(searcher) = EACH.get(usize::from(language)) {
                    let searcher =
                        searcher.get_or_init(|| Searcher::new(std::iter::once(language), |_| true));
                    searcher.search(&folded, &mut found);
                }
            }
        }
    }
    leave_out_addresses(text, &mut found);
    found.sort_by_key(|hit| (hit.range.start, hit.range.end, hit.word));
    found
}

/// Whether a text holds a word of allowing or forbidding of any language; those of a few letters are small words of
/// others.
pub(super) fn has_formula(text: &str) -> bool {
    let mut found = Vec::new();
    FORMULAS.search(&fold(text), &mut found);
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
    !(is_part(before) && is_part(after)) || is_spaceless(before) || is_spaceless(after)
}

/// Whether a word ends within a longer one of a script without spaces: "给出自己" has 出自, "from", in it, 自己 being "oneself";
/// "อย่าง", which makes adverbs, has "อย่า", "do not".
fn cuts_oneself(text: &str, at: usize) -> bool {
    static CUTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
        let pairs = [("自", "己"), ("อย่า", "ง"), ("งด", "ว"), ("งด", "้ว")];
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

/// Whether a folded text stands for a role or for nobody.
pub(super) fn is_role(folded: &str) -> bool {
    NAMES.roles.contains(folded)
}

/// Whether a folded word says that something is the speaker's: "our", "notre".
pub(super) fn is_possessive(folded: &str) -> bool {
    NAMES.possessives.contains(folded)
}

/// Whether a folded text is a word that stands before authors: "by", "โดย".
pub(super) fn is_author_label(folded: &str) -> bool {
    NAMES.labels.contains(folded)
}

/// Whether a folded text is a word of a notice rather than a name.
pub(super) fn is_said(folded: &str) -> bool {
    NAMES.said.contains(folded) || NAMES.asked.contains(folded)
}

/// Whether a folded word is one of crediting, of taking over or of what is credited.
pub(super) fn is_asked(folded: &str) -> bool {
    NAMES.asked.contains(folded)
}

/// Whether a folded word joins names to what follows.
pub(super) fn is_join(folded: &str) -> bool {
    NAMES.joins.contains(folded)
}

/// Whether a folded word is an article that stands before the name of a publication in a language.
pub(super) fn is_article(folded: &str, language: u8) -> bool {
    NAMES.articles.contains(&(language, Cow::Borrowed(folded)))
}

/// Whether a folded word is such an article in any language.
pub(super) fn is_any_article(folded: &str) -> bool {
    let articles = &NAMES.articles;
    articles.iter().any(|(_, article)| article == folded)
}

/// Whether a folded word may stand in lower case within a name.
pub(super) fn is_particle(folded: &str) -> bool {
    NAMES.particles.contains(folded)
}

/// Whether a folded word by itself says that what it names is a publication or an institution.
pub(super) fn is_organization_word(folded: &str) -> bool {
    let names = &*NAMES;
    names.organizations.contains(folded)
        || stem(folded).is_some_and(|stem| names.stems.contains(stem))
}

/// A word in Greek or Cyrillic letters without its ending: "вестник" of "вестника", "σύλλογ" of "σύλλογο".
fn stem(folded: &str) -> Option<&str> {
    /// Letters that a stem has at least. By hand: "газет", "хрони".
    const LEAST: usize = 5;
    let inflects = folded.starts_with(|c: char| matches!(c as u32, 0x370..=0x52F));
    let ends = |c: char| {
        matches!(
            c,
            'а' | 'е'
                | 'и'
                | 'о'
                | 'у'
                | 'ы'
                | 'і'
                | 'ь'
                | 'ю'
                | 'я'
                | 'й'
                | 'м'
                | 'х'
                | 'α'
                | 'ο'
                | 'η'
                | 'ι'
                | 'υ'
                | 'ς'
                | 'σ'
                | 'ν'
                | 'ά'
                | 'ή'
                | 'ό'
                | 'ί'
                | 'ύ'
                | 'ώ'
                | 'ω'
                | 'ε'
                | 'έ'
        )
    };
    let stem = folded.trim_end_matches(ends);
    (inflects && stem.chars().count() >= LEAST).then_some(stem)
}

/// Length in characters of the longest ending of organizations that a folded word has.
pub(super) fn organization_ending(folded: &str) -> Option<usize> {
    let endings = NAMES.endings.iter();
    endings
        .filter(|ending| folded.ends_with(ending.as_ref()))
        .map(|ending| ending.chars().count())
        .max()
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
        for language in languages::all() {
            if language.none.contains_key("notice") {
                continue;
            }
            for (word, list) in lists(&language.notice) {
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
                        | Word::NamedAs
                        | Word::Article
                        | Word::Particle
                        | Word::Owned
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
