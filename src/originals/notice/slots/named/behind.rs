//! Names behind a word of crediting.

use std::ops::Range;

use super::{Named, is_asked, is_linked, is_tagged, made_source};
use crate::originals::notice::lexicon::{Hit, Word, is_article, is_part};
use crate::originals::notice::read::Read;
use crate::originals::notice::sense;
use crate::originals::notice::slots::PERSON;
use crate::originals::notice::slots::list::{author_list, is_short_name, publisher_behind};
use crate::originals::notice::slots::small_words::skip_small_words;
use crate::originals::notice::split_names;
use crate::text::template::is_spaceless;

/// The author behind a word for authors in Han, without a colon: "版权归作者苏一所有".
pub(in crate::originals::notice::slots) fn owner(
    read: &Read<'_>,
    range: &Range<usize>,
    hit: &Hit,
) -> Option<String> {
    let named = behind(read, range, hit)?;
    let han = named
        .name
        .chars()
        .all(|c| matches!(c as u32, 0x4E00..=0x9FFF));
    (han && !named.publishes).then_some(named.name)
}

/// Whether a verb of crediting stands before a word in the same part of the sentence: 注明作者.
fn is_asked_before(read: &Read<'_>, hit: &Hit) -> bool {
    read.hits.iter().any(|verb| {
        let between = read.block.text.get(verb.range.end..hit.range.start);
        matches!(verb.word, Word::Name | Word::Tell)
            && between.is_some_and(|between| !between.contains(['，', '。', '；', '、', ',']))
    })
}

/// The name behind a word of crediting: "credit Ida Holm", "als Quelle das Elbfenster", "来自X".
pub(super) fn behind(read: &Read<'_>, range: &Range<usize>, hit: &Hit) -> Option<Named> {
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
    // "保留署名<a>沈嘉木</a>": the short name in Han right behind the word is linked as a whole.
    let of_author = || {
        hit.word == Word::Author
            && is_short_name(&name)
            && hit.range.end == taken.start
            && read.block.links.iter().any(|link| link.text == taken)
    };
    if is_asked(read, &taken, hit.language, publication)
        || is_linked(read, &taken, publication) && !of_author()
    {
        return None;
    }
    // "Seite Deichblick.de": the name of a domain is nobody's.
    let ends_domain = |rest: &str| {
        let last = rest.strip_prefix('.');
        last.is_some_and(|last| last.starts_with(char::is_lowercase))
    };
    if !publication && text.get(taken.end..).is_some_and(ends_domain) {
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
    // "保留文章署名孟若溪（…）": what is kept is the name behind it.
    let signed = hit.word == Word::Author && hit.range.end == taken.start && is_short_name(&name);
    let author =
        hit.word == Word::Author && (signed || !asks(hit)) || of(Word::Author) && !asks(hit);
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
        // "仅为作者个人观点", "記事への有効な": without a mark it is a name that opens the sentence, is asked for, or owns something.
        let owns = text
            .get(taken.end..)
            .is_some_and(|rest| rest.starts_with("所有"));
        let opens = hit.range.start == range.start;
        let person = person && (owns || opens || !gap.is_empty() || is_asked_before(read, hit));
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
    // German nouns have capitals: "darf von Vereinen übernommen werden" names nobody.
    let nouns = is_tagged(hit.language, "de");
    // Persons have no article: "als Urheber ist das Gemeindeportal Silbertal anzugeben".
    let neuter = nouns && article && several;
    // "Friends of the Weir": within the names of persons English has none.
    let within = is_tagged(hit.language, "en")
        && name
            .split(' ')
            .skip(1)
            .any(|word| is_article(word, hit.language));
    let publishes = publication
        || source
        || made_source
        || within
        || neuter
        || !author && (article || alone && hit.word != Word::Author);
    if alone && hit.word == Word::Source && !author && !publishes {
        return None;
    }
    // Plain words stand before anything: "our name, the Pier Singers".
    if matches!(hit.word, Word::Say | Word::Origin) && !(article || publication || made_source) {
        return None;
    }
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
    let writer = publishes.then(|| writer_behind(rest)).flatten();
    Some(Named {
        name,
        range: taken.start..end,
        publishes,
        author,
        publisher,
        writer,
        of_kind: false,
    })
}

/// The person behind a stroke and a publisher: "PIER POST / Ida Holm".
fn writer_behind(rest: &str) -> Option<String> {
    let rest = rest.trim_start().strip_prefix(['/', '|', '／', '｜'])?;
    let name =
        sense::name(rest, false).filter(|name| rest.trim_start().starts_with(name.as_str()))?;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let person = name.contains(' ') && name.split(' ').all(capital);
    (person && !sense::is_publication(&name) && !sense::speaks(&name)).then_some(name)
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
    // "Citer son auteure, Solène Kerbrat, avec un lien"
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let cased = name.split_whitespace().all(capital) && !sense::is_publication(name);
    let person = (2..=3).contains(&words)
        && (name.starts_with(uncased) || cased)
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

/// Whether a name without spaces ends where something else begins: 作者苏一所有, 作者：苏一。
fn ends_there(text: &str, taken: &Range<usize>) -> bool {
    let after = text.get(taken.end..).and_then(|rest| rest.chars().next());
    after.is_none_or(|c| !c.is_alphanumeric()) || text.get(taken.end..).is_some_and(sense::joined)
}
