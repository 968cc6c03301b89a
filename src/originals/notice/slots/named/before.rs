//! Names before a word of crediting.

use std::ops::Range;

use super::{Named, is_asked, is_linked, made_source};
use crate::languages;
use crate::originals::notice::lexicon::{Hit, Word, is_article, is_particle, is_role};
use crate::originals::notice::measure::offset;
use crate::originals::notice::read::Read;
use crate::originals::notice::sense;
use crate::text::fold;
use crate::text::template::is_spaceless;

/// The name before a verb of crediting, where the verb stands at the end: "wer den Tidebote nennt", "포구신문을 밝히고".
pub(super) fn before(read: &Read<'_>, range: &Range<usize>, hit: &Hit) -> Option<Named> {
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
        writer: None,
        of_kind: false,
    })
}
