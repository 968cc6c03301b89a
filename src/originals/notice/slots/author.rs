//! Who is named in the sentences of a notice: its author and its publisher.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::Reader;
use super::address::links_in;
use super::byline::{Bylined, author_list, bylined, publisher_behind, signed, visible_byline};
use crate::languages;
use crate::originals::notice::clause;
use crate::originals::notice::lexicon::{Hit, Word, is_article, is_part, is_particle, is_role};
use crate::originals::notice::read::Read;
use crate::originals::notice::sense;
use crate::originals::notice::split_names;
use crate::page::Landmark;
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
                for named in named(read, range) {
                    self.demanded(named);
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
            && let Some(before) = region.before.filter(|read| read.block.text.len() <= 200)
        {
            if let Some(found) = bylined(before) {
                self.note(found.name, false, found.publisher);
            } else if let Some(names) = signed(before) {
                self.note(names, false, None);
            }
        }
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
        declared.iter().any(|author| sense::same(author, name))
            || visible_byline(self.page).is_some_and(|author| sense::same(&author, name))
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
        if parts.len() > 1 && mixed && sense::is_publication(&name) {
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
        if self.fields.contains_key("publisher") {
            return;
        }
        if let Some(name) = self.site_in_demand() {
            self.set("publisher", name);
            return;
        }
        let region = self.region;
        for read in region.reads {
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
                sense::owner(rest)
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
                let alone = !self.fields.contains_key("author") && !self.is_site(name);
                let moved = person && alone && read.block.landmark == Landmark::Content;
                if moved {
                    self.fields.insert("author".to_owned(), name.clone());
                }
                !moved
            });
            if let Some(name) = account.or(owner).or(linked) {
                self.set("publisher", name);
                return;
            }
        }
    }
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
    if alone && (!publishes || author && !publication) && nouns {
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
