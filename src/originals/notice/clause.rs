//! Clauses: what one sentence says about taking the text over.

use std::ops::Range;

use super::grammar::{Clause, Said};
use super::lexicon::{Hit, Word};
use super::measure::{distance, mail_behind};
use super::sentences::{NAME, quotes};

/// Whether a word can be the heart of a notice.
pub(super) fn deciding(word: Word) -> bool {
    matches!(
        word,
        Word::Reuse
            | Word::Ban
            | Word::Name
            | Word::Tell
            | Word::NamedAs
            | Word::Elsewhere
            | Word::Take
            | Word::Whose
            | Word::Put
            | Word::Beyond
    )
}

/// What a sentence says. `hits` are those that lie in it, of all languages; `text` is the block, `range` the sentence,
/// `address` whether an address that may be the article's stands in it, `foot` whether the block belongs to the footer of
/// the site.
pub(super) fn said(
    text: &str,
    range: &Range<usize>,
    hits: &[Hit],
    address: bool,
    foot: bool,
) -> Option<Said> {
    let mut languages: Vec<u8> = hits
        .iter()
        .filter(|hit| deciding(hit.word))
        .map(|hit| hit.language)
        .collect();
    languages.sort_unstable();
    languages.dedup();
    let quotes = quotes(text, range);
    let mut best: Option<(usize, Option<Said>)> = None;
    for language in languages {
        let own: Vec<&Hit> = hits.iter().filter(|hit| hit.language == language).collect();
        let weight: usize = own.iter().map(|hit| hit.range.len()).sum();
        let own = bound(text, resolved(own));
        let story = own
            .iter()
            .any(|hit| hit.word == Word::Story && !beside_a_ban(hit, &own));
        let own = outside(own, &quotes, range);
        let clause = Clause {
            text,
            range,
            hits: &own,
            story,
            address,
            foot,
            quoted: quotes.iter().any(|quote| (3..=NAME).contains(&quote.len())),
        };
        // The language that explains most of the sentence is the one in which it is written; a kindred one knows less.
        let said = clause.said();
        if (said.is_some() || story || clause.taken())
            && best.is_none_or(|(known, _)| weight > known)
        {
            best = Some((weight, said));
        }
    }
    best.and_then(|(_, said)| said)
}

/// Whether what tells a story is a word of liability in a sentence that forbids beside it: "we are not responsible for errors,
/// and reprints without consent are forbidden".
fn beside_a_ban(story: &Hit, hits: &[Hit]) -> bool {
    let has = |word: Word| hits.iter().any(|hit| hit.word == word);
    let mut liable = hits.iter().filter(|hit| hit.word == Word::Liability);
    liable.any(|liable| distance(&liable.range, &story.range) == 0)
        && (has(Word::Ban) || has(Word::Forbid) && has(Word::Without) && has(Word::Consent))
}

/// Leaves out words that are part of a longer one that says something else: "may" in "may not", "permitted" in "not
/// permitted", the consent in "permission is granted".
pub(super) fn resolved(hits: Vec<&Hit>) -> Vec<Hit> {
    // "var" is "was" and the beginning of "var du hittade det".
    let told = |outer: &Hit, inner: &Hit| {
        use Word::{Apply, Ask, Ban, Before, Contact, Name, Origin, Say, Tell, Whose};
        inner.word == Word::Story
            && matches!(
                outer.word,
                Tell | Origin
                    | Name
                    | Contact
                    | Ask
                    | Ban
                    | Whose
                    | Say
                    // "Terlebih dahulu" is "beforehand", "dahulu" "once".
                    | Before
                    | Apply
                    | Word::Byline
                    | Word::Written
            )
    };
    // "दिया", gave, in "दिया जाए", be it given; "किया", did, in "किया जा सकता है", may be done.
    let given = |outer: &Hit, inner: &Hit| {
        inner.word == Word::Past && matches!(outer.word, Word::Permit | Word::Name | Word::Tell)
    };
    // "Take" in "take up contact with us".
    let turned = |outer: &Hit, inner: &Hit| {
        use Word::{Name, Put, Say, Take, Tell};
        // "Write" in "write to us" names no source.
        let verb = outer.word == Word::Contact && matches!(inner.word, Name | Say | Tell);
        verb || matches!(outer.word, Word::Contact | Word::Turn) && matches!(inner.word, Take | Put)
    };
    let covers = |outer: &Hit, inner: &Hit| {
        use Word::{Apply, Ask, Consent, Forbid, Permit, Waive, Without};
        outer.range.start <= inner.range.start
            && outer.range.end >= inner.range.end
            && outer.range.len() > inner.range.len()
            // "Only by permission of" has the words of "printed by permission of".
            && !(outer.word == Word::Taken && inner.word == Consent)
            && (told(outer, inner) || turned(outer, inner) || given(outer, inner) || matches!(
                outer.word,
                Forbid
                    | Waive
                    | Without
                    | Permit
                    | Consent
                    | Apply
                    | Word::Ban
                    | Word::Source
                    | Word::Reuse
                    | Word::Taken
                    | Word::Tell
                    | Word::Origin
                    | Word::Name
                    // "不得不" forbids nothing.
                    | Word::Story
            )
            && matches!(
                inner.word,
                Permit | Ask | Consent | Forbid | Without | Apply
            ))
    };
    // Long texts without an end would make this quadratic.
    let hits: Vec<&Hit> = hits.into_iter().take(400).collect();
    // "لا نأذن", "не дозволяємо": what is allowed and denied in one breath is forbidden.
    let denied = |permit: &Hit| {
        hits.iter().any(|not| {
            let gap = permit.range.start.checked_sub(not.range.end);
            not.word == Word::Not && gap.is_some_and(|gap| gap <= 1)
        }) && !hits
            .iter()
            .any(|hit| hit.word == Word::Without && hit.range.end <= permit.range.start)
    };
    // "No need to ask first" has "ask first" at its end, "無断転載歓迎" a ban at its beginning.
    let waived = |hit: &Hit| {
        let waives = |waive: &&&Hit| {
            let (waive, hit) = (&waive.range, &hit.range);
            let opens = waive.start == hit.start && hit.end < waive.end;
            waive.start < hit.start && hit.start < waive.end || opens
        };
        let mut all = hits.iter().filter(|hit| hit.word == Word::Waive);
        hit.word == Word::Ban && all.any(|waive| waives(&waive))
    };
    hits.iter()
        .filter(|hit| !waived(hit))
        .filter(|inner| {
            let near = |outer: &&&Hit| outer.range.start <= inner.range.start;
            !hits
                .iter()
                .take_while(near)
                .any(|outer| covers(outer, inner))
        })
        .map(|hit| Hit {
            word: match hit.word {
                Word::Permit if denied(hit) => Word::Forbid,
                word => word,
            },
            ..(*hit).clone()
        })
        .collect()
}

/// Binds the words that mean something only beside others: a negation right before a verb of taking over forbids it,
/// and "ask" beside "us" or "the author" turns to the owner. What is beside nothing says nothing.
fn bound(text: &str, hits: Vec<Hit>) -> Vec<Hit> {
    /// Bytes between a negation and its verb: one small word, as in "nu-mi copiați". By hand.
    const NEGATED: usize = 12;
    /// Bytes between a verb and whom one turns to: "drop the people who wrote it a line". By hand.
    const TURNED: usize = 40;
    /// Bytes between "feel free" and "contact us", which allows nothing else. By hand: " to ".
    const FREE: usize = 4;
    /// Bytes between a verb and "without" or "before", which need nobody else: "without ever asking". By hand.
    const BARE: usize = 14;
    let negates = |not: &Hit| {
        let verb = |hit: &&Hit| matches!(hit.word, Word::Reuse | Word::Take | Word::Put);
        hits.iter().filter(verb).any(|verb| {
            let gap = text.get(not.range.end..verb.range.start);
            gap.is_some_and(|gap| gap.len() <= NEGATED && !gap.contains([',', '，', '、', ':']))
        })
    };
    // "Non è invece consentito copiare": what is allowed is denied with a word or two between.
    let denies = |not: &Hit| {
        let waived = hits
            .iter()
            .any(|hit| hit.word == Word::Waive && distance(&hit.range, &not.range) == 0);
        let mut permits = hits.iter().filter(|hit| hit.word == Word::Permit);
        !waived
            && permits.any(|permit| {
                let gap = text.get(not.range.end..permit.range.start);
                let near = gap.is_some_and(|gap| {
                    // A letter has four bytes at most: gaps that are longer are not counted.
                    gap.len() <= 4 * NEGATED
                        && gap.chars().count() <= NEGATED
                        && !gap.contains([',', '，', '、', ':'])
                });
                let mut verbs = hits.iter().filter(|hit| hit.word == Word::Reuse);
                near && verbs.any(|verb| {
                    let gap = verb.range.start.checked_sub(permit.range.end);
                    gap.is_some_and(|gap| gap <= NEGATED)
                })
            })
    };
    let turns = |verb: &Hit| {
        mail_behind(text, verb.range.end)
            || hits.iter().any(|hit| {
                let near = match hit.word {
                    Word::Owner => TURNED,
                    Word::Without | Word::Before => BARE,
                    _ => return false,
                };
                distance(&hit.range, &verb.range) <= near
            })
    };
    let follows = |first: &Hit, second: &Hit| {
        let gap = second.range.start.checked_sub(first.range.end);
        gap.is_some_and(|gap| gap <= FREE)
    };
    let of = |word: Word| hits.iter().filter(move |hit| hit.word == word);
    let turned = |permit: &Hit| of(Word::Contact).any(|contact| follows(permit, contact));
    // "We ask bloggers to name the author" turns to nobody: it is the owner who asks.
    let asked_by_us = |contact: &Hit| of(Word::We).any(|we| follows(we, contact));
    hits.iter()
        .filter_map(|hit| {
            let word = match hit.word {
                Word::Permit if turned(hit) => return None,
                Word::Contact | Word::Turn if asked_by_us(hit) => Word::Ask,
                Word::Ban if !forbids_taking(&hits) => return None,
                Word::Not => (negates(hit) || denies(hit)).then_some(Word::Forbid)?,
                Word::Turn => turns(hit).then_some(Word::Contact)?,
                Word::Warn => turns(hit).then_some(Word::Warn)?,
                Word::Owner => return None,
                word => word,
            };
            Some(Hit {
                word,
                ..hit.clone()
            })
        })
        .collect()
}

/// Whether a formula of bans is one of taking texts over: by its own words, "do not reprint", or by those beside it. "Ask
/// first" and "strictly forbidden" stand at doors, too.
fn forbids_taking(hits: &[Hit]) -> bool {
    use Word::{Carry, Elsewhere, Mine, Own, Put, Reuse, Take};
    hits.iter().any(|hit| {
        matches!(
            hit.word,
            Reuse | Take | Put | Carry | Elsewhere | Own | Mine
        )
    })
}

/// The words that the sentence says itself, where it also quotes.
pub(super) fn outside(hits: Vec<Hit>, quotes: &[Range<usize>], range: &Range<usize>) -> Vec<Hit> {
    let quoted: usize = quotes.iter().map(Range::len).sum();
    let inside = |hit: &Hit| {
        quotes
            .iter()
            .any(|quote| quote.start <= hit.range.start && quote.end >= hit.range.end)
    };
    let deciding = |hit: &Hit| matches!(hit.word, Word::Ban | Word::Forbid | Word::Reuse);
    let speaks = range.len().saturating_sub(quoted) > WHOLE;
    hits.into_iter()
        .filter(|hit| !(speaks && deciding(hit) && inside(hit)))
        .collect()
}

/// Bytes beside a quotation up to which the sentence is the quotation: a notice put into quotation marks as a whole.
const WHOLE: usize = 12;
