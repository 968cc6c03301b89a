//! Sentences that have the words of a notice and ask for nothing: they tell what somebody did, or speak of the texts of
//! others or of the consent of whoever reads them.

use super::lexicon::{Hit, Word};
use super::measure::distance;

/// Whether a sentence tells what somebody did, and forbids nothing: all that it has is a bare negation beside a verb of
/// the past, "ich habe das Foto nicht geteilt", "je n'ai pas copié".
pub(super) fn tells_past(text: &str, hits: &[Hit]) -> bool {
    let past = hits.iter().filter(|hit| hit.word == Word::Past);
    // "Unless you have asked us": the verb of the past is that of the condition.
    let told = |hit: &Hit| {
        let mut past = past.clone();
        past.any(|past| distance(&past.range, &hit.range) == 0)
    };
    let firm = hits.iter().any(|hit| match hit.word {
        Word::Forbid => !is_bare(text, hit) && !told(hit),
        // "Chưa bao giờ" has "chưa", which is "without".
        Word::Without => !told(hit),
        Word::Ban
        | Word::Consent
        | Word::Contact
        | Word::Warn
        | Word::Apply
        | Word::Before
        | Word::Will => true,
        _ => false,
    });
    !firm && past.clone().next().is_some()
}

/// Whether it is the crediting that a word of the past is about: "its maker was never named".
pub(super) fn credited_once(hits: &[Hit]) -> bool {
    /// Bytes between them: one small word. By hand.
    const BESIDE: usize = 10;
    let credits = |hit: &&Hit| matches!(hit.word, Word::Name | Word::Tell);
    hits.iter()
        .filter(|hit| hit.word == Word::Past)
        .any(|past| {
            hits.iter().filter(credits).any(|name| {
                let behind = name.range.start.checked_sub(past.range.end);
                behind.is_some_and(|gap| gap <= BESIDE) || distance(&past.range, &name.range) == 0
            })
        })
}

/// Whether a word that forbids is nothing but a negation: "not", "ne", "не".
pub(super) fn is_bare(text: &str, hit: &Hit) -> bool {
    /// Characters of a bare negation; "may not" has two words, "forbidden" more letters. By hand.
    const BARE: usize = 6;
    let written = text.get(hit.range.clone()).unwrap_or_default();
    written.chars().count() <= BARE && !written.contains(' ') || hit.word == Word::Not
}

/// Whether the works of others are spoken of, as rules for members do: "do not post other people's texts". Beside another
/// place it is this text that is moved there.
pub(super) fn of_others(hits: &[Hit]) -> bool {
    let has = |word: Word| hits.iter().any(|hit| hit.word == word);
    has(Word::Others) && !has(Word::Elsewhere)
}

/// Whether it is the consent of whoever reads it that a sentence speaks of, as what is said of data does: "we never share your
/// address without your consent".
pub(super) fn of_readers(hits: &[Hit]) -> bool {
    /// Bytes between the consent and whose it is. By hand: a small word.
    const BESIDE: usize = 6;
    hits.iter()
        .filter(|hit| hit.word == Word::Consent)
        .any(|consent| {
            let mut own = hits.iter().filter(|hit| hit.language == consent.language);
            let near = |yours: &Hit| distance(&yours.range, &consent.range) <= BESIDE;
            let ours = [Word::Ban, Word::Own, Word::Owner];
            own.clone().any(|hit| hit.word == Word::Yours && near(hit))
                && !own.any(|hit| ours.contains(&hit.word))
        })
}
