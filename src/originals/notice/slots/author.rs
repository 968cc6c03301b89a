//! Who is named in the sentences of a notice: its author and its publisher.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use url::Url;

use super::Reader;
use super::address::links_in;
use super::byline::{Bylined, author_list, bylined, publisher_behind, signed, visible_byline};
use super::{names_source, site};
use crate::languages;
use crate::originals::notice::clause;
use crate::originals::notice::lexicon::{
    Hit, Word, is_article, is_author_label, is_part, is_particle, is_role,
};
use crate::originals::notice::read::Read;
use crate::originals::notice::sense;
use crate::originals::notice::split_names;
use crate::page::{BlockKind, Landmark};
use crate::text::fold;
use crate::text::template::is_spaceless;

/// Longest quotation that can be a name, in characters. By hand.
const QUOTED: usize = 40;

/// The same of one that says that it is a company or another body.
const BODY: usize = 60;

/// Longest name of a person in Han or Hangul, in characters.
const PERSON: usize = 5;

/// Sentences of a block beside its demands in which names are looked for; hostile texts have thousands.
const MORE: usize = 8;

/// Links of a block that are compared with the author's name.
const LINKS: usize = 32;

/// Bytes of a block in which any link to a front page names the site. By hand: two sentences.
const SHORT: usize = 300;

/// A name in a demand.
struct Named {
    name: String,
    /// Where it stands in its block.
    range: Range<usize>,
    publishes: bool,
    /// Whether a word for authors stands before it.
    author: bool,
    /// The publisher right behind an author: "credit Ida Holm / Pier Post".
    publisher: Option<String>,
}

impl Named {
    fn publication(name: String, range: Range<usize>) -> Self {
        Self {
            name,
            range,
            publishes: true,
            author: false,
            publisher: None,
        }
    }
}

impl Reader<'_, '_> {
    /// Authors and publishers in sentences: credited by name in the demand, or named before it.
    pub(super) fn people(&mut self) {
        let region = self.region;
        for (index, read) in region.reads.iter().enumerate() {
            for (range, _) in &read.said {
                let whole = 0..read.block.text.len();
                let short = whole.len() <= SHORT;
                if let Some(name) = self.linked(read, if short { &whole } else { range }) {
                    self.set("publisher", name);
                }
                for named in named(read, range) {
                    self.demanded(named);
                }
                if let Some(name) = beside_address(read, range) {
                    self.note(name, false, None);
                }
            }
            // What the demand's own block and its list go on to ask for.
            for range in read.asks.iter().take(MORE) {
                for named in named(read, range) {
                    self.demanded(named);
                }
            }
            if let Some(Bylined {
                range,
                name,
                publisher,
            }) = bylined(read)
                && !self.tells_of_site(read, &range, &name)
                && self.note(name, false, publisher)
            {
                self.used.push((index, range));
            }
        }
        if !self.fields.contains_key("author") {
            for read in region.reads.iter().filter(|read| !read.said.is_empty()) {
                if let Some(name) = told_before(read) {
                    self.note(name, false, None);
                }
            }
        }
        if !self.fields.contains_key("author")
            && let Some(read) = region.reads.iter().rev().find(|read| !read.said.is_empty())
            && let Some(name) = signed_below(read)
            && !self.is_host(&name)
        {
            self.note(name, false, None);
        }
        if !self.fields.contains_key("author")
            && let Some(before) = region.before.filter(|read| read.block.text.len() <= 200)
        {
            if let Some(found) = bylined(before) {
                self.note(found.name, false, found.publisher);
            } else if let Some(names) = signed(before).or_else(|| self.first_row(before)) {
                self.note(names, false, None);
            }
        }
    }

    /// Where links lead whose words are the author's name and nothing more: to his page.
    pub(super) fn author_pages(&self) -> Vec<Url> {
        let Some(author) = self.fields.get("author") else {
            return Vec::new();
        };
        let reads = self.region.reads.iter();
        let links = reads.flat_map(|read| {
            let links = read.block.links.iter().take(LINKS);
            links.map(|link| (&read.block.text, link))
        });
        links
            .filter(|(text, link)| {
                let words = text.get(link.text.clone());
                words.is_some_and(|words| sense::same(words, author))
            })
            .filter_map(|(_, link)| link.resolved.clone())
            .collect()
    }

    /// The person behind a label that no language has, in the row above those of the address and the licence:
    /// "Escribió: Nuria Salcedo".
    fn first_row(&self, row: &Read<'_>) -> Option<String> {
        /// Bytes of the label. By hand.
        const LABEL: usize = 32;
        let (label, value) = row.block.text.split_once([':', '：'])?;
        let boxed = self.labels.contains(&Word::Address) && self.labels.contains(&Word::License);
        let words = label.len() <= LABEL && !label.contains(['.', ',', '\n']);
        let fits = boxed && words && row.block.kind == BlockKind::ListItem && row.labels.is_empty();
        let value = value.trim();
        (fits && !row.objects.are_things() && is_whole_person(row, value)).then(|| value.to_owned())
    }

    /// The site that a sentence of a demand names by a link to its front page or, spelled as its host is, to the article.
    fn linked(&self, read: &Read<'_>, range: &Range<usize>) -> Option<String> {
        let text = &read.block.text;
        links_in(read.block, range).take(MORE).find_map(|link| {
            let url = link.resolved.as_ref()?;
            let around = ['"', '“', '”', '„', '«', '»', '「', '」', '.', ' '];
            let shown = text.get(link.text.clone())?.trim_matches(around);
            let plain = !shown.contains(['/', '\n']) && !shown.contains("..");
            let lower = shown.contains('.') && !shown.contains(char::is_uppercase);
            let capital = shown.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase());
            let by = |hit: &Hit| {
                matches!(hit.word, Word::Byline | Word::Author | Word::Owned)
                    && text.get(hit.range.end..link.text.start).is_some_and(|gap| {
                        gap.len() <= BESIDE && !gap.contains(char::is_alphanumeric)
                    })
            };
            if !plain || lower || !capital || read.hits.iter().any(by) {
                return None;
            }
            let home = sense::is_home(url)
                && !is_asked(read, &link.text, u8::MAX, sense::is_publication(shown));
            if !(home || self.is_host(shown)) || self.is_known_author(shown) {
                return None;
            }
            let names = shown.chars().count() <= QUOTED
                && !shown.contains(['|', '—', ':', '：', ','])
                && sense::is_person(shown)
                && !sense::speaks(shown)
                && !names_source(shown);
            names.then(|| shown.to_owned())
        })
    }

    /// Whether a name behind nothing but a small word is the site's: "Las crónicas de Tierra Adentro circulan …".
    fn tells_of_site(&self, read: &Read<'_>, range: &Range<usize>, name: &str) -> bool {
        let sentence = read.block.text.get(range.clone()).unwrap_or_default();
        let Some(at) = sentence.find(name).filter(|at| *at > 0) else {
            return false;
        };
        let before = range.start + at;
        let beside = |hit: &&Hit| {
            let gap = before.checked_sub(hit.range.end);
            hit.word == Word::Byline && gap.is_some_and(|gap| gap <= 2)
        };
        let mut words = read.hits.iter().filter(beside);
        words.all(|hit| hit.range.len() <= 3) && self.is_host(name)
    }

    /// Believes a name of a demand. Who is to be named besides the author is the publisher.
    fn demanded(&mut self, named: Named) {
        let second = !named.publishes
            && self
                .fields
                .get("author")
                .is_some_and(|author| !sense::same(author, &named.name));
        let site = !named.author && self.is_host(&named.name);
        let publishes = (named.publishes || second || site) && !self.is_known_author(&named.name);
        self.note(named.name, publishes, named.publisher);
    }

    /// Whether the page itself says that somebody of this name wrote the text: "with credit to Ida Holm".
    fn is_known_author(&self, name: &str) -> bool {
        let declared = &self.page.meta.authors;
        let byline = || {
            self.byline
                .get_or_init(|| visible_byline(self.page))
                .as_ref()
        };
        declared.iter().any(|author| sense::same(author, name))
            || byline().is_some_and(|author| sense::same(author, name))
    }

    /// Believes a name, the first of its kind; whether it became the author.
    fn note(&mut self, name: String, publishes: bool, publisher: Option<String>) -> bool {
        let titled = self
            .page
            .title
            .as_deref()
            .is_some_and(|title| sense::same(title, &name));
        if titled {
            return false;
        }
        // "Ida Holm and The Quarry Review" names both.
        let parts = split_names(&name);
        let mixed = parts.iter().any(|part| !sense::is_publication(part));
        // "Museum of Salt and of Boats" is one.
        let torn = parts
            .first()
            .is_some_and(|first| sense::is_publication(first))
            && parts
                .iter()
                .skip(1)
                .any(|part| !part.contains(' ') || part.starts_with(char::is_lowercase));
        if parts.len() > 1 && mixed && !torn && sense::is_publication(&name) {
            let mut author = false;
            for part in parts.into_iter().filter(|part| sense::is_person(part)) {
                author |= self.note(part, false, None);
            }
            return author;
        }
        let publishes = publishes || sense::is_publication(&name) || self.is_site(&name);
        let known = self.fields.contains_key("author");
        self.set(if publishes { "publisher" } else { "author" }, name);
        if let Some(publisher) = publisher {
            self.set("publisher", publisher);
        }
        !publishes && !known
    }

    /// The account or the owner that a notice names beside its author; an author that is the site's name is none.
    pub(super) fn publisher(&mut self) {
        if self
            .fields
            .get("author")
            .is_some_and(|author| self.is_site(author))
            && let Some(author) = self.fields.remove("author")
        {
            self.set("publisher", author);
        }
        // What the host and the demand spell alike is the name of the site.
        if let Some(site) = self.site_in_demand() {
            self.prefer(site);
            return;
        }
        let known = self.fields.contains_key("publisher");
        if !known && let Some(owner) = self.account_or_owner() {
            self.set("publisher", owner);
        }
        if let Some(site) = self.site_beside()
            && self
                .fields
                .get("publisher")
                .is_none_or(|known| holds(&site, known))
        {
            self.prefer(site);
        }
    }

    /// Takes the site's name for the publisher, unless the one that is known says so more fully: "Marsh Institute" at
    /// `marsh.example`.
    fn prefer(&mut self, site: String) {
        let known = self.fields.get("publisher");
        let fuller = |known: &String| self.is_site(known) || holds(known, &site);
        if !known.is_some_and(fuller) {
            self.fields.insert("publisher".to_owned(), site);
        }
    }

    /// The account or the owner of the rights that a notice names, or the front page that it links.
    fn account_or_owner(&mut self) -> Option<String> {
        let region = self.region;
        let above = region.before.filter(|read| site::is_mark(&read.block.text));
        for read in region.reads.iter().chain(above) {
            let text = &read.block.text;
            // 公众号「X」: a label without a colon.
            let account = read
                .hits
                .iter()
                .filter(|hit| hit.word == Word::Publisher)
                .find_map(|hit| {
                    let rest = text.get(hit.range.end..)?;
                    rest.starts_with(['「', '“', '【', '《'])
                        .then(|| sense::name(rest, true))
                        .flatten()
                });
            let marks = ["©", "ⓒ", "(c)", "Copyright"].iter().find_map(|mark| {
                let at = text.find(mark)?;
                // "Copyright notice: …" is a label.
                let label = read.labels.iter().find(|label| label.start == at);
                if label.is_some_and(|label| label.value.start > at + mark.len() + 1) {
                    return None;
                }
                let rest = text.get(at + mark.len()..)?;
                let rest = rest.trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '©' | 'ⓒ')
                });
                let owner = sense::owner(rest)?;
                let behind = rest.get(rest.find(owner.as_str())? + owner.len()..)?;
                // "© 2024 pierpost.example" gives an address.
                let address = behind
                    .strip_prefix('.')
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
                (!address).then_some(owner)
            });
            let owner = marks.or_else(|| owned(read));
            let linked = read.said.first().and_then(|(range, _)| {
                let home = links_in(read.block, range)
                    .find(|link| link.resolved.as_ref().is_some_and(sense::is_home))?;
                sense::name(text.get(home.text.clone())?, true)
            });
            // "© Colm Devane" under an article is its author, unless somebody else is.
            let owner = owner.filter(|name| {
                if sense::speaks(name) {
                    return false;
                }
                let han = name.chars().all(is_spaceless) && name.chars().count() <= PERSON;
                let person = (name.contains(' ') || han) && !sense::is_publication(name);
                let site = self.is_site(name) || self.is_host(name) && !self.is_known_author(name);
                let alone = !self.fields.contains_key("author") && !site;
                let within = above.is_none_or(|above| !std::ptr::eq(above, read));
                let moved = person && alone && within && read.block.landmark == Landmark::Content;
                if moved {
                    self.fields.insert("author".to_owned(), name.clone());
                }
                !moved
            });
            let found = account.or(owner).or(linked);
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// Whether a name spells another one within it, and more.
fn holds(name: &str, part: &str) -> bool {
    let (name, part) = (sense::spelled(name), sense::spelled(part));
    name != part && name.contains(&part)
}

/// The person right before the address in a line that a demand gives: "… credit is given as follows: T. Lorimer, https://…".
fn beside_address(read: &Read<'_>, range: &Range<usize>) -> Option<String> {
    /// Bytes before the address that are looked at.
    const BEFORE: usize = 80;
    let text = &read.block.text;
    let mut to = text.len().min(range.end + BEFORE);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let shown = text.get(range.start..to)?.find("http")? + range.start;
    let mut from = shown.saturating_sub(BEFORE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..shown)?;
    let head = head.strip_suffix(' ').unwrap_or(head);
    let head = head
        .strip_suffix([',', '—', '–', '-', '(', '<'])?
        .trim_end();
    let head = head.trim_end_matches([',', ' ']);
    let start = head
        .rfind([':', '：', '"', '“', '«', '»', '”', '\n', ';', ',', '(', ')'])
        .map(|at| {
            at + head
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        })?;
    let line = head.get(start..)?.trim();
    // "“Title”, de Ida Holm — https://…"
    let small = line.split(' ').next().unwrap_or_default();
    let by = small.len() <= 3 && small.chars().all(char::is_lowercase);
    let line = if by {
        line.get(small.len()..)?.trim_start()
    } else {
        line
    };
    is_whole_person(read, line).then(|| line.to_owned())
}

/// A name at the very end of a demand's block, behind its last full stop: "… with a link. Pil of the Brook".
fn signed_below(read: &Read<'_>) -> Option<String> {
    /// Bytes of such a name. By hand.
    const LONGEST: usize = 48;
    let text = read.block.text.trim_end();
    let last = text.rfind(['.', '!', '?', '\n'])?;
    let line = text.get(last + 1..)?;
    let name = line
        .trim_start_matches([' ', '—', '–', '-', '~'])
        .trim_end();
    let apart = line.starts_with([' ', '—', '–']) || text.get(last..)?.starts_with('\n');
    let mut words = name.split(' ');
    let ends = |word: &str| word.starts_with(char::is_uppercase);
    let capitals = name.split(' ').filter(|word| ends(word)).count();
    let whole = name.len() <= LONGEST
        && words.next().is_some_and(ends)
        && name.split(' ').next_back().is_some_and(ends)
        && (2..=5).contains(&name.split(' ').count())
        && capitals >= 2
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\''));
    let at = text.len() - name.len();
    let speaks = |hit: &Hit| hit.range.start >= at && hit.range.len() > 3;
    (apart && whole && !sense::is_publication(name) && !read.hits.iter().any(speaks))
        .then(|| name.to_owned())
}

/// Whether a line is nothing but the name of a person: two to four words, initials among them.
fn is_whole_person(read: &Read<'_>, line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let small = |word: &&str| is_particle(fold(word).as_str());
    let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '’' | '\'');
    let at = offset(&read.block.text, line);
    let taken = at..at + line.len();
    (2..=7).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && words.iter().all(|word| capital(word) || small(word))
        && line.chars().all(letters)
        && line.chars().any(char::is_lowercase)
        && !sense::is_publication(line)
        && sense::is_person(line)
        && !is_asked(read, &taken, u8::MAX, false)
        && !sense::speaks(line)
}

/// The owner in words: "all rights belong to Pier Post", "Bản quyền thuộc Janka".
fn owned(read: &Read<'_>) -> Option<String> {
    let text = &read.block.text;
    let mut words = read.hits.iter().filter(|hit| hit.word == Word::Owned);
    words.find_map(|hit| {
        let rest = text.get(hit.range.end..)?;
        let name = sense::owner(rest)?;
        let at = hit.range.end + rest.find(name.as_str())?;
        let taken = at..at + name.len();
        let direct = at - hit.range.end <= BESIDE;
        let speaks = is_asked(read, &taken, hit.language, false);
        (direct && !speaks).then_some(name)
    })
}

/// Bytes between "belongs to" and the owner: a mark, a quotation mark. By hand.
const BESIDE: usize = 6;

/// The only person in the sentence before the demand, who wrote the text in whatever words: "Zápis pořídil Vavřinec Hloušek
/// z oddílu Rybníkáři. Přetisknout ho může kdokoli …".
fn told_before(read: &Read<'_>) -> Option<String> {
    /// Bytes of such a sentence. By hand.
    const SENTENCE: usize = 140;
    let text = &read.block.text;
    let sentences = clause::sentences(text);
    let (first, rest) = sentences.split_first()?;
    let asks = |range: &Range<usize>| {
        read.hits.iter().any(|hit| {
            range.start <= hit.range.start
                && hit.range.end <= range.end
                && matches!(
                    hit.word,
                    Word::Name | Word::Permit | Word::Forbid | Word::Ban | Word::Consent
                )
        })
    };
    if rest.is_empty()
        || first.len() > SENTENCE
        || asks(first)
        || !clause::quotes(text, first).is_empty()
    {
        return None;
    }
    let sentence = text.get(first.clone())?;
    let mut found = None;
    let mut from = 0;
    for word in sentence.split_whitespace() {
        let at = offset(sentence, word);
        let begins = at > 0 && at >= from && word.starts_with(char::is_uppercase);
        let Some(name) = sentence
            .get(at..)
            .filter(|_| begins)
            .and_then(|rest| sense::name(rest, false))
        else {
            continue;
        };
        from = at + name.len();
        let capitals = name
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase));
        let person = name.split(' ').count() >= 2 && capitals && !sense::is_publication(&name);
        // Behind a small word stands a place or a body: "in New Harbour", "dla Koła Gospodyń".
        let verb = sentence.get(..at)?.split_whitespace().next_back()?;
        let told = verb.chars().count() >= SMALL && verb.chars().all(char::is_lowercase);
        if person && told {
            if found.is_some() {
                return None;
            }
            found = Some(name);
        }
    }
    found
}

/// Letters that a verb has at least: "schrieb", "wrote". By hand.
const SMALL: usize = 5;

/// The names in a sentence that asks, the surest first.
fn named(read: &Read<'_>, range: &Range<usize>) -> Vec<Named> {
    let text = &read.block.text;
    let inside = |hit: &&Hit| hit.range.start >= range.start && hit.range.end <= range.end;
    let mut found: Vec<Named> = Vec::new();
    for quote in clause::quotes(text, range) {
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
    let inner = inner.trim_matches(|c: char| !c.is_alphanumeric());
    let opened = read.block.text.get(..range.end)?.get(range.start..)?;
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
    (sensible && !speaks && (2..=longest).contains(&inner.chars().count()))
        .then(|| Named::publication(inner.to_owned(), range))
}

/// The phrases of credits in all languages that say it wherever they stand, folded.
static CREDITS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let phrases = languages::all()
        .iter()
        .flat_map(|language| &language.credit);
    phrases
        .filter(|phrase| !phrase.needs.contains(&languages::Need::Original))
        .map(|phrase| fold(phrase.text.trim_end_matches('*')).as_str().to_owned())
        .collect()
});

/// The publisher in a line that is to be copied: "First published in the Moor Courier", 首发于《河岸月刊》, and in Korean
/// behind the name, "갈대주보에 처음 실린 글".
pub(in crate::originals::notice) fn first_published(line: &str) -> Option<String> {
    /// Bytes of a phrase.
    const LONGEST: usize = 120;
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let folded = fold(line);
    let starts = folded.as_str().char_indices().map(|(at, _)| at);
    let longest = starts
        .take_while(|end| *end <= LONGEST)
        .filter(|end| {
            folded
                .as_str()
                .get(..*end)
                .is_some_and(|start| CREDITS.contains(start))
        })
        .last();
    let Some(longest) = longest else {
        let (first, _) = line.split_once(' ')?;
        let name = ["에서", "에"]
            .iter()
            .find_map(|particle| first.strip_suffix(particle))?;
        return sense::is_person(name).then(|| name.to_owned());
    };
    let end = folded.raw_range(0..longest).end;
    let rest = line.get(end..)?;
    let (start, _) = skip_small_words(rest, 0)?;
    let name = sense::name(rest.get(start..)?, true)?;
    sense::is_person(&name).then_some(name)
}

/// The author behind a word for authors in Han, without a colon: "版权归作者苏一所有".
pub(super) fn owner(read: &Read<'_>, range: &Range<usize>, hit: &Hit) -> Option<String> {
    let named = behind(read, range, hit)?;
    let han = named
        .name
        .chars()
        .all(|c| matches!(c as u32, 0x4E00..=0x9FFF));
    (han && !named.publishes).then_some(named.name)
}

/// The name behind a word of crediting: "credit Ida Holm", "als Quelle das Elbfenster", "来自X".
fn behind(read: &Read<'_>, range: &Range<usize>, hit: &Hit) -> Option<Named> {
    let text = &read.block.text;
    let rest = text.get(hit.range.end..range.end)?;
    // A word that goes on behind its stem: "رابطًا".
    let tail = match text.get(hit.range.clone())?.chars().next_back() {
        Some(last) if last.is_alphanumeric() && !is_spaceless(last) => {
            rest.find(|c: char| !is_part(c)).unwrap_or(rest.len())
        }
        _ => 0,
    };
    let tail = tail + in_apposition(rest.get(tail..)?, hit);
    let (start, article) = skip_small_words(rest.get(tail..)?, hit.language)?;
    let start = start + tail;
    let name = sense::name(rest.get(start..)?, false)?;
    let at = hit.range.end + start + rest.get(start..)?.find(name.as_str())?;
    let taken = at..at + name.len();
    let publication = sense::is_publication(&name);
    if is_asked(read, &taken, hit.language, publication) || is_linked(read, &taken, publication) {
        return None;
    }
    // 版权声明：文章版权归…所有: whose the rights are stands within.
    let owns = |hit: &Hit| {
        hit.word == Word::Owned && hit.range.start >= taken.start && hit.range.end <= taken.end
    };
    if read.hits.iter().any(owns) {
        return None;
    }
    let gap = text.get(hit.range.end..taken.start).unwrap_or_default();
    if gap.ends_with('《') && !publication && hit.word != Word::NamedAs {
        return None;
    }
    // "questo testo citando la fonte: …": what is named is the source.
    let within = |words: &[Word]| {
        read.hits.iter().any(|known| {
            words.contains(&known.word)
                && known.range.start >= hit.range.end
                && known.range.end <= taken.start
        })
    };
    let named = within(&[Word::Name, Word::Tell]) && within(&[Word::Source]);
    if hit.word == Word::Author && named && !within(&[Word::Author]) {
        return None;
    }
    let of = |word: Word| {
        read.hits.iter().any(|known| {
            known.word == word
                && known.range.start >= hit.range.start
                && known.range.end <= taken.start
        })
    };
    // "Credit" asks, and is a label of authors.
    let asks = |hit: &Hit| {
        let mut known = read.hits.iter();
        let tells = |word: Word| matches!(word, Word::Name | Word::Tell);
        known.any(|known| tells(known.word) && known.range == hit.range)
    };
    let author = hit.word == Word::Author && !asks(hit) || of(Word::Author) && !asks(hit);
    // "source" is a label of publishers too, "link" and "author" are not.
    let source = hit.word == Word::NamedAs
        || of(Word::Publisher)
            && gap
                .trim()
                .trim_matches([':', '：', '(', '（', '"'])
                .is_empty();
    let spaceless = name.chars().any(is_spaceless);
    if spaceless {
        // 文 is a label of authors and a part of 本文.
        let author = author
            && text
                .get(hit.range.clone())
                .is_some_and(|word| word.chars().count() > 1);
        let direct = gap
            .trim_matches([' ', ':', '：', '(', '（', '"', '“', '「'])
            .is_empty();
        let person = author && direct && name.chars().count() <= PERSON && ends_there(text, &taken);
        if !(direct && (source || person) || publication && gap.len() <= 12) {
            return None;
        }
    }
    let cased = name.chars().any(|c| c.is_uppercase());
    let several = name.contains(' ');
    // Without capitals nothing tells a name from the words behind a verb.
    let told = author || hit.word == Word::NamedAs || gap.trim_end().ends_with([':', '：']);
    if !(spaceless || cased || publication || several && told) {
        return None;
    }
    let rest = text.get(taken.end..range.end).unwrap_or_default();
    let made_source = made_source(read, taken.end, range.end);
    let alone = cased && !several && !spaceless;
    let publishes = publication
        || source
        || made_source
        || !author && (article || alone && hit.word != Word::Author);
    if alone && hit.word == Word::Source && !author && !publishes {
        return None;
    }
    // Plain words stand before anything: "our name, the Pier Singers".
    if matches!(hit.word, Word::Say | Word::Origin) && !(article || publication || made_source) {
        return None;
    }
    // German nouns have capitals: "darf von Vereinen übernommen werden" names nobody.
    let nouns = languages::all()
        .get(usize::from(hit.language))
        .is_some_and(|language| language.tag == "de");
    // "über Art und Zweck" is a list of them.
    let single = alone || split_names(&name).iter().all(|part| !part.contains(' '));
    if single && (!publishes || author && !publication) && nouns {
        return None;
    }
    if alone && is_shouted(text, &taken) {
        return None;
    }
    let publisher = (!publishes).then(|| publisher_behind(rest)).flatten();
    // "The names of the authors: Ida Holm, Per Dahl"
    let list = (!publishes && several && publisher.is_none())
        .then(|| author_list(text.get(taken.start..range.end)?))
        .flatten()
        .filter(|list| list.names.starts_with(name.as_str()));
    let (name, end) = list.map_or((name, taken.end), |list| {
        (list.names, taken.start + list.end)
    });
    Some(Named {
        name,
        range: taken.start..end,
        publishes,
        author,
        publisher,
    })
}

/// The names in brackets behind words for the source or the author: "the author (Ida Holm)", 来源（河湾书社）.
fn bracketed(read: &Read<'_>, range: &Range<usize>) -> Vec<Named> {
    let text = &read.block.text;
    let Some(sentence) = text.get(range.clone()) else {
        return Vec::new();
    };
    let opens = sentence.match_indices(['(', '（']).take(MORE);
    opens
        .filter_map(|(at, mark)| {
            let inner = sentence.get(at + mark.len()..)?;
            let name = inner.get(..inner.find([')', '）'])?)?.trim();
            let quotes =
                |c: char| matches!(c, '"' | '“' | '”' | '«' | '»' | '「' | '」' | '《' | '》');
            let name = name.trim_matches(quotes);
            let start = offset(text, name);
            let taken = start..start + name.len();
            let (author, source) = told_by(read, range.start + at);
            let publication = sense::is_publication(name);
            let author = author && !publication;
            let fits = (author || source) && is_whole_name(read, name, &taken, publication);
            fits.then(|| Named {
                name: name.to_owned(),
                range: taken,
                publishes: !author,
                author,
                publisher: None,
            })
        })
        .collect()
}

/// Whether what stands right before a bracket is a word for the author, and whether one for the source.
fn told_by(read: &Read<'_>, bracket: usize) -> (bool, bool) {
    /// Bytes between the word and the bracket: a space, an ending, 名.
    const BESIDE: usize = 6;
    let beside = |hit: &&Hit| hit.range.end <= bracket && bracket - hit.range.end <= BESIDE;
    let has = |words: &[Word]| {
        let mut hits = read.hits.iter().filter(beside);
        hits.any(|hit| words.contains(&hit.word))
    };
    let head = read.block.text.get(..bracket).unwrap_or_default();
    // "yazarın adı (…)": the name of the author.
    let mut words = head.split_whitespace().rev().take(2).map(fold);
    let author = has(&[Word::Author]) || words.any(|word| is_inflected_author(word.as_str()));
    let mine = has(&[Word::Mine, Word::Whose]);
    let source = has(&[Word::Source, Word::NamedAs, Word::Publisher]);
    (author, source && !mine)
}

/// Whether a word is a label of authors with another ending: "penulisnya".
fn is_inflected_author(word: &str) -> bool {
    /// Letters of the ending, and more than that of the word.
    const ENDING: usize = 4;
    let ends = word.char_indices().map(|(at, _)| at).rev();
    let stems = ends.take(ENDING).filter_map(|end| word.get(..end));
    let long = |stem: &str| stem.chars().count() > ENDING;
    !word.starts_with(is_spaceless)
        && stems
            .into_iter()
            .any(|stem| long(stem) && is_author_label(stem))
}

/// Whether all that a bracket holds is one name.
fn is_whole_name(read: &Read<'_>, name: &str, taken: &Range<usize>, publication: bool) -> bool {
    /// Characters of such a name. By hand.
    const LONGEST: usize = 40;
    let cased = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let words: Vec<&str> = name.split_whitespace().collect();
    let fits = if cased {
        // "(Ida Holm)", not "(with a link)" nor "(URL)"
        let small = |word: &&str| is_particle(fold(word).as_str());
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        words.first().is_some_and(capital)
            && words.iter().all(|word| capital(word) || small(word))
            && name.chars().any(char::is_lowercase)
    } else if name.chars().all(is_spaceless) {
        name.chars().count() > 2 && (publication || !sense::joined(name))
    } else {
        (2..=4).contains(&words.len())
    };
    let marks = |c: char| matches!(c, ',' | '，' | '、' | '/' | ':' | '：' | '+' | '.' | '@');
    let said = |known: &Hit| {
        known.range.start < taken.end
            && known.range.end > taken.start
            && known.range.len() > 3
            && known.word != Word::Story
    };
    fits && name.chars().count() <= LONGEST
        && !name.contains(marks)
        && sense::is_person(name)
        && (publication || !read.hits.iter().any(said))
        && !is_asked(read, taken, u8::MAX, publication)
}

/// The name before a verb of crediting, where the verb stands at the end: "wer den Tidebote nennt", "포구신문을 밝히고".
fn before(read: &Read<'_>, range: &Range<usize>, hit: &Hit) -> Option<Named> {
    /// Small words between a name and the verb.
    const GAP: usize = 3;
    if !matches!(hit.word, Word::Name | Word::Tell | Word::NamedAs) {
        return None;
    }
    let text = &read.block.text;
    let head = text.get(range.start..hit.range.start)?;
    let mut words: Vec<(usize, &str)> = head
        .split_whitespace()
        .rev()
        .take(10)
        .map(|word| (range.start + offset(head, word), word))
        .collect();
    let hits_at = |at: usize, word: &str| {
        let taken = at..at + word.len();
        is_asked(read, &taken, hit.language, false)
    };
    if let Some((at, word)) = words.first()
        && word.chars().any(is_spaceless)
    {
        let name = sense::name(word, false).filter(|name| sense::is_publication(name))?;
        let start = at + word.find(name.as_str())?;
        let range = start..start + name.len();
        // 版权归X所有，转载请注明来自原作者: it stands in another part of the sentence.
        if text
            .get(range.end..hit.range.start)?
            .contains(['，', '。', '；'])
        {
            return None;
        }
        return Some(Named::publication(name, range));
    }
    let upper = |word: &str| {
        word.trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(char::is_uppercase)
    };
    let mut gap = 0;
    while let Some((at, word)) = words.first() {
        if upper(word) && !hits_at(*at, word) {
            break;
        }
        gap += 1;
        // "The Ostlund Weekly is named as the source", but not "Ida Holm and us as the source".
        let most = if hit.word == Word::NamedAs { 2 } else { GAP };
        let joins = hit.word == Word::NamedAs && languages::is_separator(word);
        if gap > most || joins || word.ends_with([',', ';', ':', ')']) {
            return None;
        }
        words.remove(0);
    }
    let mut start = None;
    let mut article = false;
    for (number, (at, word)) in words.iter().enumerate() {
        let ends = word.ends_with([',', ';', ':', ')', '.']);
        let folded = fold(word);
        if ends && (number > 0 || gap > 0) {
            break;
        }
        if upper(word) && !hits_at(*at, word) {
            start = Some(*at);
        } else if number > 0 && is_article(folded.as_str(), hit.language) {
            article = true;
            // "La Voz del Cerro": its article has a capital too.
            if upper(word) && *at > range.start {
                start = Some(*at);
            }
            // "Gazeta do Estuário": it stands within the name.
            let goes_on = words.get(number + 1);
            let within = is_particle(folded.as_str())
                && goes_on.is_some_and(|(at, word)| {
                    upper(word) && !hits_at(*at, word) && !is_role(fold(word).as_str())
                });
            if within && !upper(word) {
                continue;
            }
            break;
        } else if number == 0 || !is_particle(folded.as_str()) {
            break;
        }
    }
    let start = start?;
    let end = words.first().map(|(at, word)| at + word.len())?;
    let written = text.get(start..end)?;
    let name = sense::name(written, false)?;
    let rest = written.get(written.find(name.as_str())? + name.len()..)?;
    if !(rest.is_empty() || rest.starts_with(['\'', '’', '"', '“', '”', '»', ','])) {
        return None;
    }
    let publication = sense::is_publication(&name);
    let taken = start..start + name.len();
    let several = name.contains(' ');
    // The first word of a sentence has a capital whatever it is.
    if is_linked(read, &taken, publication)
        || !(several || publication || article && start > range.start)
    {
        return None;
    }
    let publishes = publication
        || article
        || hit.word == Word::NamedAs
        || made_source(read, taken.end, range.end);
    Some(Named {
        name,
        range: taken,
        publishes,
        author: false,
        publisher: None,
    })
}

/// Bytes of the comma between the word for an author and his name, which another one closes: "שם הכותבת, נעמה ברק, וקישור".
fn in_apposition(rest: &str, hit: &Hit) -> usize {
    let uncased = |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    let commas = [", ", "، "];
    let Some(comma) = commas.iter().find(|comma| rest.starts_with(**comma)) else {
        return 0;
    };
    let name = rest.get(comma.len()..).unwrap_or_default();
    let end = name.find([',', '،', '.', '\n']).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    let words = name.split_whitespace().count();
    let person = (2..=3).contains(&words)
        && name.starts_with(uncased)
        && !name.starts_with(['و', 'ו'])
        && !name.chars().any(is_spaceless);
    if hit.word == Word::Author && person {
        comma.len()
    } else {
        0
    }
}

/// Whether a word in capitals stands beside another one: "LINK ACTIV" is loud, and no name.
fn is_shouted(text: &str, taken: &Range<usize>) -> bool {
    let loud = |word: &str| {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        letters().count() > 2 && letters().all(char::is_uppercase)
    };
    let before = text
        .get(..taken.start)
        .and_then(|head| head.split_whitespace().next_back());
    let after = text
        .get(taken.end..)
        .and_then(|rest| rest.split_whitespace().next());
    text.get(taken.clone()).is_some_and(loud)
        && (before.is_some_and(loud) || after.is_some_and(loud))
}

/// Where a word of a text begins in it.
pub(super) fn offset(text: &str, word: &str) -> usize {
    (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Whether a name without spaces ends where something else begins: 作者苏一所有, 作者：苏一。
fn ends_there(text: &str, taken: &Range<usize>) -> bool {
    let after = text.get(taken.end..).and_then(|rest| rest.chars().next());
    after.is_none_or(|c| !c.is_alphanumeric()) || text.get(taken.end..).is_some_and(sense::joined)
}

/// Whether what stands in the place of a name is a word of the demand: "Quelle", "原文".
fn is_asked(read: &Read<'_>, taken: &Range<usize>, language: u8, publication: bool) -> bool {
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

/// Skips up to five small words and marks before a name: "credit to the author, Ida Holm", and tells whether the last of
/// them is an article; `None` at the end.
fn skip_small_words(rest: &str, language: u8) -> Option<(usize, bool)> {
    let mut at = 0;
    let mut article = false;
    for _ in 0..6 {
        let tail = rest.get(at..)?;
        let trimmed = tail.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '"' | '“' | '„' | '«' | '*' | '\'' | ':' | '：' | '(' | '（' | '「' | '—' | '–'
                )
        });
        at += tail.len() - trimmed.len();
        let first = trimmed.chars().next()?;
        let word = trimmed
            .find(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
            .unwrap_or(trimmed.len());
        let folded = fold(trimmed.get(..word)?);
        // German writes its polite pronoun with a capital.
        let pronoun = first.is_uppercase()
            && is_role(folded.as_str())
            && !is_article(folded.as_str(), language);
        if !first.is_lowercase() && !pronoun {
            return Some((at, article));
        }
        article = is_article(folded.as_str(), language);
        // "l'Écho": the article stands in one word with the name.
        if let Some(elided) = trimmed
            .get(..word)?
            .find(['\'', '’'])
            .filter(|elided| *elided <= 2)
        {
            at += elided + trimmed.get(elided..)?.chars().next()?.len_utf8();
            article = trimmed.starts_with('l');
            continue;
        }
        at += word;
        let mark = rest.get(at..)?.chars().next()?;
        if matches!(mark, '.' | ';' | '!' | ')' | '/') {
            return None;
        }
        if mark == ',' {
            at += 1;
        }
    }
    None
}
