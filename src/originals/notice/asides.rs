//! Sentences that have the words of a notice and ask for nothing: they tell what somebody did or what the site does itself,
//! or speak of the texts of others or of the consent of whoever reads them.

use std::collections::HashSet;
use std::ops::Range;

use super::lexicon::{Hit, Word, listed, whole_word};
use super::measure::distance;
use crate::languages::{self, Language};
use crate::text::template::is_spaceless;

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
        // "The publisher forbade reprints": the formula ends in a verb of the past.
        Word::Ban => !told(hit),
        Word::Consent | Word::Contact | Word::Warn | Word::Apply | Word::Before | Word::Will => {
            true
        }
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
    // The stem "запрещ" goes on.
    let written = text.get(whole_word(text, &hit.range)).unwrap_or_default();
    written.chars().count() <= BARE && !written.contains(' ') || hit.word == Word::Not
}

/// Whether a word of taking over is one of quoting, which leaves a ban on the whole.
pub(super) fn quotes(text: &str, hit: &Hit) -> bool {
    let written = text.get(hit.range.clone()).unwrap_or_default();
    ["引用", "인용", "alıntı"]
        .iter()
        .any(|quote| written.starts_with(quote))
}

/// Whether a sentence measures in shares or pages what may be taken of a whole, and speaks of no text of its own: "at most 15 %
/// of a book may be copied for a course", "two chapters". Such are the limits of the law and of licences of schools.
pub(super) fn of_shares(text: &str, hits: &[Hit]) -> bool {
    use Word::{Ban, Elsewhere, Forbid, Mine, Own, Permit, Without};
    let number = |word: &str| word.ends_with(|c: char| c.is_ascii_digit());
    let mut last = "";
    let share = text.split_whitespace().any(|word| {
        let bare = word.trim_end_matches([',', '.', ';', ')', ':']);
        let counted = match bare.strip_suffix(['%', '％', '٪']) {
            // "15 %", "15%"
            Some("") => number(last),
            Some(count) => number(count),
            // "1/3"; a date has its larger number where it may.
            None => bare.split_once('/').is_some_and(|(part, whole)| {
                let parts = (part.parse::<u8>(), whole.parse::<u8>());
                matches!(parts, (Ok(part), Ok(whole)) if part < whole && whole < 10)
            }),
        };
        last = bare;
        counted
    }) || limits(text, hits);
    let own = if share { spoken_most(hits) } else { Vec::new() };
    let has = |words: &[Word]| own.iter().any(|hit| words.contains(&hit.word));
    // "Teachers may copy up to 10 % of a book without permission" forbids nothing.
    let spared = has(&[Permit]) && !has(&[Forbid]);
    // "At most 20 %, unless agreed otherwise"
    let excepts = has(&[Without]) && !has(&[Word::Part]);
    share
        && has(&[Permit, Forbid])
        && !has(&[Own, Mine, Elsewhere, Ban])
        && (spared || !excepts)
        && !text.contains("://")
}

/// Whether it counts parts of a book, or says that there may be no more of them: "20 pages", "at most one chapter".
fn limits(text: &str, hits: &[Hit]) -> bool {
    let mut parts = hits.iter().filter(|hit| hit.word == Word::Part);
    let Some(first) = parts.next() else {
        return false;
    };
    let apart =
        |part: &Hit| part.language == first.language && distance(&part.range, &first.range) > 0;
    is_counted(text, first) || parts.any(|part| apart(part) || is_counted(text, part))
}

/// Whether a number stands before a word, in digits or in letters: "20 pages", "one whole chapter".
fn is_counted(text: &str, part: &Hit) -> bool {
    /// Characters before the word that are looked at, and words of them. By hand: a number and an adjective.
    const BEFORE: usize = 24;
    const WORDS: usize = 2;
    /// Digits of such a number; a year has more.
    const DIGITS: usize = 3;
    let head = text.get(..part.range.start).unwrap_or_default();
    let tail: usize = head.chars().rev().take(BEFORE).map(char::len_utf8).sum();
    let near = head.get(head.len() - tail..).unwrap_or_default();
    let language = languages::all().get(usize::from(part.language));
    near.split_whitespace().rev().take(WORDS).any(|word| {
        let word = word.to_lowercase();
        // "Auf einer Seite" counts nothing.
        let named = |language: &Language| {
            language
                .numbers
                .get(&word)
                .is_some_and(|count| *count > 1.0)
        };
        let digits = word.chars().rev().take_while(char::is_ascii_digit).count();
        (1..=DIGITS).contains(&digits) || language.is_some_and(named)
    })
}

/// Whether it tells what those who send something grant the site, "by posting you allow us to publish it": that is said of what
/// they send, whatever else it says but a ban.
pub(super) fn of_grants(hits: &[Hit]) -> bool {
    let has = |word: Word| hits.iter().any(|hit| hit.word == word);
    has(Word::Granted) && !has(Word::Ban)
}

/// Whether a sentence keeps what it speaks of to uses without money, and says no more: "the articles are for your personal,
/// non-commercial use only". That allows no reprint. `texts` tells whether it speaks of texts.
pub(super) fn keeps_private(hits: &[Hit], texts: bool) -> bool {
    use Word::{
        Apply, Ban, Commercial, Consent, Contact, Elsewhere, Forbid, Name, Own, Past, Reuse,
        Source, Waive, Without,
    };
    const MORE: &[Word] = &[
        Ban, Consent, Contact, Elsewhere, Forbid, Name, Past, Reuse, Waive, Without,
    ];
    if hits.len() > MOST || !hits.iter().any(|hit| hit.word == Commercial) {
        return false;
    }
    let own = spoken_most(hits);
    let has = |words: &[Word]| own.iter().any(|hit| words.contains(&hit.word));
    let ours = |source: &Hit| {
        let mut ours = own.iter().filter(|hit| hit.word == Own);
        ours.any(|own| distance(&own.range, &source.range) == 0)
    };
    has(&[Apply])
        && has(&[Commercial])
        && (texts || has(&[Own]))
        && !has(MORE)
        && own.iter().all(|hit| hit.word != Source || ours(hit))
}

/// The words of the language that explains most of a sentence; a kindred one knows less.
fn spoken_most(hits: &[Hit]) -> Vec<&Hit> {
    let mut weights = [0usize; 256];
    for hit in hits {
        if let Some(weight) = weights.get_mut(usize::from(hit.language)) {
            *weight += hit.range.len();
        }
    }
    let most = weights.iter().max().copied().unwrap_or_default();
    let spoken = |hit: &&Hit| weights.get(usize::from(hit.language)) == Some(&most);
    hits.iter().filter(spoken).collect()
}

/// Words between the works of others and other places in one list. By hand: an article, a small word.
const LISTED: usize = 2;

/// Whether the works of others are spoken of, as rules for members do: "do not post other people's texts". Beside another
/// place it is this text that is moved there.
pub(super) fn of_others(text: &str, hits: &[Hit]) -> bool {
    let of = |word: Word| hits.iter().filter(move |hit| hit.word == word);
    // "Texts of others or from elsewhere" names one kind of texts.
    let apart = |away: &Hit| {
        of(Word::Others).all(|others| {
            // "From other sites" has "other sites" in it.
            if distance(&others.range, &away.range) == 0 {
                return false;
            }
            let from = others.range.end.min(away.range.end);
            let between = text.get(from..others.range.start.max(away.range.start));
            between.is_none_or(|between| !listed(between, LISTED))
        })
    };
    // "The reproduction of this text by others": it is this text that is taken over.
    let of_this = |own: &Hit| {
        let long = own.range.len() >= OWN;
        long && of(Word::Reuse).any(|reuse| {
            let from = (reuse.range.end..own.range.start).len();
            let between = text
                .get(reuse.range.end..own.range.start)
                .unwrap_or_default();
            from <= OF && own.range.start > reuse.range.start && !between.contains([',', '.'])
        })
    };
    of(Word::Others).next().is_some()
        && !of(Word::Elsewhere).any(apart)
        && !of(Word::Own).any(of_this)
}

/// Bytes of words for this very text, and bytes between them and what is said to be done with it, the ending of a verb among
/// them. By hand: "ce texte", "-tion de ".
const OWN: usize = 8;
const OF: usize = 14;

/// Whether it is a rule for members of the site, about what they post there: "when they post, members must name the source".
/// What speaks of this text or of our texts, or of other places, is told to everybody.
pub(super) fn of_members(hits: &[Hit]) -> bool {
    if !hits.iter().any(|hit| hit.word == Word::Members) {
        return false;
    }
    // "Mit" is German for "with", and "my" in Danish.
    let mut hits = spoken_most(hits);
    hits.truncate(MOST);
    let has = |word: Word| hits.iter().any(|hit| hit.word == word);
    let we = |mine: &Hit| {
        let mut we = hits.iter().filter(|hit| hit.word == Word::We);
        we.any(|we| we.range == mine.range)
    };
    // "What you post here" has "here".
    let within = |own: &Hit| {
        let mut members = hits.iter().filter(|hit| hit.word == Word::Members);
        members.any(|hit| distance(&hit.range, &own.range) == 0)
    };
    let mut mine = hits.iter().filter(|hit| hit.word == Word::Mine);
    let mut own = hits.iter().filter(|hit| hit.word == Word::Own);
    !own.any(|own| !within(own)) && !has(Word::Elsewhere) && !mine.any(|mine| !we(mine))
}

/// Whether it tells how a site goes about the texts of others, and asks for nothing: "quotations are always used with their
/// source". A word that asks in so many letters, or allows or forbids anything, tells more than that.
pub(super) fn of_practice(text: &str, hits: &[Hit]) -> bool {
    /// Letters of the small words that are taken for asking: "with", "med", "always". By hand.
    const SMALL: usize = 6;
    /// Letters of a verb with its ending; the ending alone has fewer: しています. By hand.
    const VERB: usize = 5;
    let of_it = || hits.iter().filter(|hit| hit.word == Word::Practice);
    // "We decline reprints" begins before "-ing is what we do": お断りしています.
    let within = |hit: &Hit| {
        let inside = |practice: &Hit| {
            practice.range.start <= hit.range.start && hit.range.end <= practice.range.end
        };
        of_it().any(inside)
    };
    // Japanese and Korean end with the verb: "出典を明記し、必要な範囲で使用します" asks for nothing before it, "明記をお願いしています"
    // does.
    let is_last = |practice: &Hit, hit: &Hit| {
        let written = text.get(practice.range.clone()).unwrap_or_default();
        let behind = text.get(practice.range.end..).unwrap_or_default();
        let mut marks = behind.chars();
        let next = marks.find(|c| c.is_alphanumeric() || matches!(c, '。' | '.' | '\n'));
        let ends = next.is_none_or(|c| !c.is_alphanumeric());
        let verb = written.ends_with(['す', '다']) && written.chars().count() >= VERB;
        verb && ends && hit.range.end < practice.range.start
    };
    let small = |hit: &Hit| {
        let written = text.get(hit.range.clone()).unwrap_or_default();
        written.chars().count() <= SMALL && !written.chars().any(is_spaceless)
    };
    let conditional = |hit: &Hit| of_it().any(|practice| is_last(practice, hit));
    let asks = |hit: &Hit| match hit.word {
        Word::Ask => !small(hit) && !conditional(hit),
        Word::Apply => !conditional(hit),
        Word::Permit | Word::Waive | Word::Forbid | Word::Ban | Word::Consent => true,
        _ => false,
    };
    of_it().next().is_some() && !hits.iter().any(|hit| asks(hit) && !within(hit))
}

/// Words of a sentence, those of all languages counted, from which it is hostile: each is compared with each. By hand.
const MOST: usize = 400;

/// Whether it tells what somebody else asks, allows or forbids for texts of his: "the agency asks that reprints name it", "their
/// terms forbid copying". Where it names this site, its people or this text, it is this site that asks; `named` tells the first.
pub(super) fn of_reported(hits: &[Hit], named: impl FnOnce() -> bool) -> bool {
    use Word::{Ban, Consent, Doing, Forbid, Mine, Own, Owner, Reported, We};
    if hits.len() > MOST {
        return false;
    }
    // "O site", the site in Portuguese, is that site in Turkish.
    let hits = spoken_most(hits);
    // "Se prohíbe la reproducción" has the verb of "el diario prohíbe la reproducción".
    let passive = |told: &Hit| {
        hits.iter().any(|hit| {
            matches!(hit.word, Ban | Forbid)
                && hit.language == told.language
                && hit.range.start <= told.range.start
                && told.range.start < hit.range.end
                && hit.range.len() > told.range.len()
        })
    };
    let mut told = hits
        .iter()
        .filter(|hit| hit.word == Reported && !passive(hit))
        .peekable();
    let meets = |hit: &Hit, words: &[Word]| {
        let mut others = hits.iter().filter(|other| words.contains(&other.word));
        others.any(|other| distance(&other.range, &hit.range) == 0)
    };
    let ours = |told: &Hit| {
        let mut own = hits.iter().filter(|hit| hit.language == told.language);
        own.any(|hit| match hit.word {
            // "… so that we only link to them"
            Mine => !meets(hit, &[We, Doing]),
            // "Autorización" begins as "autor" does.
            Owner => !meets(hit, &[Consent]),
            word => word == Own,
        })
    };
    told.peek().is_some() && !named() && told.all(|told| !ours(told))
}

/// Whether all crediting that it speaks of is missing, and nothing is said about that: "texts copied without naming the
/// source".
pub(super) fn misses_credit(hits: &[Hit]) -> bool {
    /// Bytes between "without" and the verb. By hand: a small word.
    const BESIDE: usize = 8;
    use Word::{Apply, Ask, Ban, Contact, Forbid, Name, Not, Permit, Refuse, Waive, Without};
    let of = |word: Word| hits.iter().filter(move |hit| hit.word == word);
    let missing = |name: &Hit| {
        of(Without).any(|without| {
            let gap = name.range.start.checked_sub(without.range.end);
            gap.is_some_and(|gap| gap <= BESIDE)
        })
    };
    let said = [Apply, Ask, Ban, Contact, Forbid, Not, Permit, Refuse, Waive];
    of(Name).next().is_some()
        && of(Name).all(missing)
        && !hits.iter().any(|hit| said.contains(&hit.word))
}

/// Whether it speaks of feeding texts to machines, of which the grammar alone tells whether other uses are meant too.
pub(super) fn of_machines(hits: &[Hit]) -> bool {
    hits.iter().any(|hit| hit.word == Word::Machine)
}

/// Whether it says who answers for what, and neither asks for nor forbids anything: "we take no responsibility for what comes of
/// the use of this site". What is denied there is the liability, unless a word of taking over or of consent is nearer.
pub(super) fn of_liability(hits: &[Hit]) -> bool {
    use Word::{
        Apply, Ban, Before, Carry, Consent, Contact, Elsewhere, Forbid, Liability, Name, Not,
        Permit, Put, Refuse, Reuse, Source, Take, Waive, Without,
    };
    const TAKING: &[Word] = &[Reuse, Take, Put, Carry, Elsewhere, Consent];
    if hits.len() > MOST {
        return false;
    }
    // A kindred language knows the word too, and less of the rest.
    let weight = |language: u8| -> usize {
        let of = hits.iter().filter(|hit| hit.language == language);
        of.map(|hit| hit.range.len()).sum()
    };
    let liable = hits.iter().filter(|hit| hit.word == Liability);
    let mut languages: Vec<u8> = liable.map(|hit| hit.language).collect();
    languages.sort_unstable();
    languages.dedup();
    let Some(language) = languages.into_iter().max_by_key(|of| weight(*of)) else {
        return false;
    };
    let own = || hits.iter().filter(|hit| hit.language == language);
    let nearest = |hit: &Hit, words: &[Word]| {
        let of = own().filter(|other| words.contains(&other.word));
        of.map(|other| distance(&other.range, &hit.range)).min()
    };
    // "Please understand beforehand that we are not liable": the words of the formula itself.
    let apart = |hit: &Hit| nearest(hit, &[Liability]).is_some_and(|gap| gap > 0);
    let has = |word: Word| own().any(|hit| hit.word == word && apart(hit));
    let forbids = |hit: &Hit| match hit.word {
        Ban => true,
        Forbid | Not | Refuse | Without => {
            nearest(hit, TAKING).is_some_and(|taking| Some(taking) < nearest(hit, &[Liability]))
        }
        _ => false,
    };
    let kept = has(Consent) && (has(Apply) || has(Before) || has(Without)) || has(Contact);
    let asks = has(Name) && has(Source) || has(Permit) || has(Waive);
    !kept && !asks && !own().any(|hit| forbids(hit) && apart(hit))
}

/// Whether it is the consent of whoever reads it that a sentence speaks of, as what is said of data does: "we never share your
/// address without your consent".
pub(super) fn of_readers(hits: &[Hit]) -> bool {
    /// Bytes between whose the consent is and the consent, and between it and "yours" behind it. By hand: "Ihrer schriftlichen
    /// Zustimmung"; a small word.
    const BEFORE: usize = 16;
    const BEHIND: usize = 6;
    if !hits.iter().any(|hit| hit.word == Word::Consent) {
        return false;
    }
    let mine = hits.iter().filter(|hit| hit.word == Word::Mine);
    let mine: HashSet<(u8, &Range<usize>)> = mine.map(|hit| (hit.language, &hit.range)).collect();
    hits.iter()
        .filter(|hit| hit.word == Word::Consent)
        .any(|consent| {
            let own = hits.iter().filter(|hit| hit.language == consent.language);
            let near = |yours: &Hit| match consent.range.start.checked_sub(yours.range.end) {
                Some(gap) => gap <= BEFORE,
                None => distance(&yours.range, &consent.range) <= BEHIND,
            };
            // "We never share it without your consent": who speaks is no owner who is asked.
            let ours = |hit: &Hit| match hit.word {
                Word::Ban | Word::Own => true,
                Word::Owner => !mine.contains(&(hit.language, &hit.range)),
                _ => false,
            };
            own.clone().any(|hit| hit.word == Word::Yours && near(hit)) && !own.clone().any(ours)
        })
}

/// Whether all taking over that a sentence speaks of is our own doing: "we never copy without credit", "non riproduciamo testi
/// altrui". It tells what the site does, and asks nothing of anybody else.
pub(super) fn of_ourselves(text: &str, hits: &[Hit]) -> bool {
    if !hits.iter().any(|hit| hit.word == Word::Doing) {
        return false;
    }
    // A kindred language has other verbs of taking over.
    let mut weights = [0usize; 256];
    for hit in hits {
        if let Some(weight) = weights.get_mut(usize::from(hit.language)) {
            *weight += hit.range.len();
        }
    }
    let most = weights.iter().max().copied().unwrap_or_default();
    let spoken = |hit: &&Hit| weights.get(usize::from(hit.language)) == Some(&most);
    let of = |words: &'static [Word]| {
        let hits = hits.iter().filter(spoken);
        hits.filter(|hit| words.contains(&hit.word))
    };
    let verbs = match of(&[Word::Reuse]).next() {
        Some(_) => &[Word::Reuse][..],
        None => &[Word::Take, Word::Put],
    };
    let ours = |verb: &&Hit| {
        let mut doing = of(&[Word::Doing]);
        doing.any(|doing| ends_verb(text, verb, doing) || acts(text, verb, doing, hits))
    };
    let ours: Vec<&Hit> = of(verbs).filter(ours).collect();
    // One verb may be known by several stems.
    let done = |verb: &Hit| {
        ours.iter()
            .any(|ours| distance(&ours.range, &verb.range) == 0)
    };
    !ours.is_empty() && of(verbs).all(done)
}

/// Whether an ending of the first person is that of a verb: "riproduc-iamo".
fn ends_verb(text: &str, verb: &Hit, ending: &Hit) -> bool {
    let word = text.get(verb.range.start..ending.range.end);
    ending.range.start > verb.range.start
        && word.is_some_and(|word| word.chars().all(char::is_alphabetic))
}

/// Whether "we" stands before a verb with nothing but negations between: "we do not copy". "We ask you to copy" has more.
fn acts(text: &str, verb: &Hit, we: &Hit, hits: &[Hit]) -> bool {
    let head = text.get(..we.range.start).unwrap_or_default();
    let Some(between) = text.get(we.range.end..verb.range.start) else {
        return false;
    };
    let denies = |range: Range<usize>| {
        hits.iter().any(|hit| {
            let bare = matches!(hit.word, Word::Not | Word::Past)
                || hit.word == Word::Forbid && is_bare(text, hit);
            bare && hit.range.start <= range.start && range.end <= hit.range.end
        })
    };
    let mut at = we.range.end;
    !head.ends_with(char::is_alphabetic)
        && between.starts_with(char::is_whitespace)
        && between.split_whitespace().all(|word| {
            let start = at
                + between
                    .get(at - we.range.end..)
                    .and_then(|rest| rest.find(word))
                    .unwrap_or_default();
            at = start + word.len();
            denies(start..at)
        })
}
