//! What a short block says that stands apart from the article, by the words that every language has few of: negations,
//! conditions, requests, "my" and "our". There one word of moving a text is enough beside them; in a story it never is.

use std::ops::Range;

use super::NoticeKind;
use super::asides;
use super::clause;
use super::grammar::Said;
use super::lexicon::{Hit, Word};
use super::measure::{distance, width};
use super::sentences::{self, NAME, quotes};
use super::weigh::Sentence;

/// Letters of such a block, a Chinese or Korean one as two. By hand: three sentences of everyday.
const SHORT: usize = 220;

/// Bytes between a negation and what it denies: "bitte nicht auf andere Seiten", "持ち出しはしないで". By hand.
const DENIED: usize = 40;

/// Bytes between a verb of crediting and the name of the site: small words, an article. By hand.
const BEHIND: usize = 16;

/// Bytes between a negation and the verb that turns it into a request: "please don't ever forget". By hand.
const FORGOTTEN: usize = 16;

const MOVES: &[Word] = &[
    Word::Reuse,
    Word::Take,
    Word::Put,
    Word::Carry,
    Word::Elsewhere,
];
const CREDIT: &[Word] = &[
    Word::Name,
    Word::Tell,
    Word::Origin,
    Word::Whose,
    Word::NamedAs,
];
const ASKS: &[Word] = &[Word::Ask, Word::Say, Word::Apply];

/// What the block says, as a whole or in one of its sentences; `hits` are all of its words, `address` whether an address
/// that may be the article's stands in it, `site` where it spells the name of its own site, `leads_away` whether it links
/// another one.
pub(super) fn said(
    text: &str,
    hits: &[Hit],
    address: bool,
    site: Option<Range<usize>>,
    leads_away: bool,
) -> Option<(Range<usize>, Said)> {
    let whole = 0..text.len();
    let mut names = quotes(text, &whole);
    names.retain(|quote| (3..=NAME).contains(&quote.len()));
    let quoted = !names.is_empty();
    names.extend(site);
    let read = |hits: &[Hit]| {
        let block = Apart {
            text,
            hits,
            address,
            names: &names,
            quoted,
        };
        block.said()
    };
    let spoken = spoken(text, hits);
    let known = spoken
        .iter()
        .filter(|_| width(text) <= SHORT)
        .find_map(|hits| read(hits));
    if let Some(said) = known {
        return Some((whole, said));
    }
    let hits = spoken.first().filter(|_| !leads_away)?;
    let weigh = |(range, hits): (Range<usize>, Vec<Hit>)| {
        let sentence = Sentence {
            text: text.get(range.clone())?,
            hits: &hits,
            address: address && text.get(range.clone())?.contains("://"),
            named: names
                .iter()
                .any(|name| range.start <= name.start && name.end <= range.end),
        };
        let (sum, kind) = sentence.weighed()?;
        Some((sum, range, kind))
    };
    let (_, range, kind) = sentences(text, hits)
        .into_iter()
        .filter_map(weigh)
        .max_by_key(|(sum, range, _)| (*sum, range.len()))?;
    let has = |words: &[Word]| hits.iter().any(|hit| words.contains(&hit.word));
    let said = Said {
        kind,
        credit: kind != NoticeKind::Prohibition,
        reuse: has(MOVES),
        own: has(&[Word::Own]),
        narrow: has(&[Word::Commercial]),
        sold: has(&[Word::Commercial]),
        beyond: has(&[Word::Beyond]),
        less: has(&[Word::Less]),
    };
    Some((range, said))
}

/// The words of a text in each language that has some, the language first that explains most of it; those that it only
/// quotes are left out.
pub(super) fn spoken(text: &str, hits: &[Hit]) -> Vec<Vec<Hit>> {
    let whole = 0..text.len();
    let quotes = quotes(text, &whole);
    let mut languages: Vec<u8> = hits.iter().map(|hit| hit.language).collect();
    languages.sort_unstable();
    languages.dedup();
    let of = |language: u8| {
        let own = hits.iter().filter(|hit| hit.language == language).collect();
        clause::outside(clause::resolved(own), &quotes, &whole)
    };
    let mut spoken: Vec<Vec<Hit>> = languages.into_iter().map(of).collect();
    let weight = |hits: &Vec<Hit>| hits.iter().map(|hit| hit.range.len()).sum::<usize>();
    spoken.sort_by_key(|hits| std::cmp::Reverse(weight(hits)));
    spoken
}

/// The sentences of a text, each two in a row, and all of a short one, with the words in them.
pub(super) fn sentences(text: &str, hits: &[Hit]) -> Vec<(Range<usize>, Vec<Hit>)> {
    /// Sentences of a block; hostile ones have thousands.
    const MOST: usize = 8;
    let single = sentences::sentences(text);
    if single.len() > MOST {
        return Vec::new();
    }
    let pairs = single.iter().zip(single.iter().skip(1));
    let mut ranges: Vec<Range<usize>> = pairs.map(|(a, b)| a.start..b.end).collect();
    if single.len() > 2 && width(text) <= SHORT {
        ranges.push(0..text.len());
    }
    ranges.extend(single);
    let with_words = |range: Range<usize>| {
        let inside = |hit: &&Hit| range.start <= hit.range.start && hit.range.end <= range.end;
        let hits = hits.iter().filter(inside).cloned().collect();
        (range, hits)
    };
    ranges.into_iter().map(with_words).collect()
}

/// A block with its words in one language.
struct Apart<'a> {
    text: &'a str,
    hits: &'a [Hit],
    address: bool,
    quoted: bool,
    /// Where it gives a name: in quotation marks, or its own site's.
    names: &'a [Range<usize>],
}

impl Apart<'_> {
    fn all<'w>(&self, words: &'w [Word]) -> impl Iterator<Item = &Hit> + use<'_, 'w> {
        self.hits.iter().filter(|hit| words.contains(&hit.word))
    }

    fn has(&self, words: &[Word]) -> bool {
        self.all(words).next().is_some()
    }

    fn said(&self) -> Option<Said> {
        let mine = self.has(&[Word::Mine]);
        let own = self.has(&[Word::Own]);
        if self.has(&[Word::Taken])
            || asides::of_practice(self.text, self.hits)
            || asides::misses_credit(self.hits)
            || self.has(&[Word::Story]) && !mine && !own
        {
            return None;
        }
        let moves = self.has(MOVES);
        let waived = self.has(&[Word::Waive]);
        let permits = waived || self.has(&[Word::Permit]);
        let found = |kind, credit| {
            Some(Said {
                kind,
                credit,
                reuse: moves,
                own,
                narrow: self.has(&[Word::Commercial]),
                sold: self.has(&[Word::Commercial]),
                beyond: self.has(&[Word::Beyond]),
                less: self.has(&[Word::Less]),
            })
        };
        let told = || asides::tells_past(self.text, self.hits);
        let addressed = mine || own || permits || !self.names.is_empty() || self.has(&[Word::Ask]);
        let kept = addressed && self.keeps_credit() && !told();
        let outside = self.has(&[Word::Elsewhere, Word::Carry, Word::Reuse]);
        if !waived && !kept && self.is_unwanted() {
            return found(NoticeKind::Prohibition, false);
        }
        if !waived && !kept && outside && self.denies() && self.is_ours() && !told() {
            return found(NoticeKind::Prohibition, false);
        }
        let credit = self.has(CREDIT)
            || self.quoted && permits
            || self.has(&[Word::Source]) && (self.has(&[Word::Reuse]) || mine);
        if !permits && !credit && self.reserves() {
            return found(NoticeKind::Prohibition, false);
        }
        let first = self.has(&[Word::Before]) && self.has(&[Word::Owner, Word::Contact]);
        if first && moves && !waived && !self.has(CREDIT) {
            return found(NoticeKind::Prohibition, false);
        }
        let asks = self.has(ASKS) || kept;
        let shown = self.address && self.text.contains("://");
        // "Tell us your name at the door" speaks of nobody's text, "whoever copies without credit …" asks for nothing.
        let ours = own || waived || shown || self.has(&[Word::Reuse]) || self.names_us();
        let jokes = self.has(&[Word::Without]) && !permits;
        let once = told() && asides::credited_once(self.hits);
        // "May print it for free, as long as it says below where it was first, with a link."
        let linked = permits && self.has(&[Word::Source]) && self.has(&[Word::Say]);
        let taken = self.has(&[Word::Take, Word::Reuse]) && self.has(&[Word::Ask]);
        let owed = moves && credit && asks && ours && !jokes && !once
            || linked && taken && self.negations().next().is_none() && !told()
            || permits && kept
            || !self.names.is_empty() && self.asks_for_a_name(permits)
            || (own || moves) && shown && asks && (credit || self.has(&[Word::Source]));
        let kind = if permits {
            NoticeKind::Permission
        } else {
            NoticeKind::Demand
        };
        owed.then_some(()).and_then(|()| found(kind, true))
    }

    /// Whether the credit is ours: "my name", "both of our names". "Put it in our shed" says "our" of something else.
    fn names_us(&self) -> bool {
        /// Bytes between "our" and the credit; one small word. By hand.
        const BESIDE: usize = 8;
        self.all(&[Word::Mine]).any(|mine| {
            self.all(CREDIT)
                .chain(self.all(&[Word::Source]))
                .any(|credit| distance(&mine.range, &credit.range) <= BESIDE)
        })
    }

    /// Whether a block that gives a name asks to credit it, in whatever words: telling it is one thing, and two more are
    /// there of moving the text, of what is owed, of whose the text is and of asking. Each word counts once.
    fn asks_for_a_name(&self, permits: bool) -> bool {
        const VERBS: &[Word] = &[Word::Name, Word::Tell, Word::NamedAs, Word::Say];
        const NOUNS: &[Word] = &[Word::Source, Word::Origin, Word::Whose, Word::Address];
        let meets = |a: &Hit, b: &Hit| distance(&a.range, &b.range) == 0;
        let apart = |hit: &Hit, from: &[Word]| !self.all(from).any(|other| meets(hit, other));
        let story = self.has(&[Word::Story]) || self.has(&[Word::Past]) && !self.has(&[Word::Ask]);
        if story || self.negations().next().is_some() {
            return false;
        }
        let ours = self.has(&[Word::Mine, Word::Own]);
        let asks = self.has(&[Word::Ask, Word::Forget]);
        // "Let them read it, provided it is known to be by Ida Holm, for Pier Post."
        if permits && asks && self.names_a_person() {
            return true;
        }
        if !self.all(VERBS).any(|hit| apart(hit, NOUNS)) {
            // "Choirs may copy it so long as our name, the Pier Singers, stands below it with the address."
            return permits && asks && ours && self.all(NOUNS).count() > 1;
        }
        // "Cite The Marsh Gazette and link here": what stands behind the verb is what is owed.
        let behind = |verb: &Hit| {
            let near = |name: &Range<usize>| name.start.checked_sub(verb.range.end);
            self.names.iter().filter_map(near).any(|gap| gap <= BEHIND)
        };
        let moved = self
            .all(MOVES)
            .any(|hit| apart(hit, VERBS) && apart(hit, NOUNS));
        let owed = self.has(NOUNS) || self.all(&[Word::Name]).any(behind);
        let cited = self.all(&[Word::Name]).any(behind);
        moved && (owed || asks || permits) || owed && (permits || asks && ours) || cited && ours
    }

    /// Whether two words with capitals stand behind a word for authors.
    fn names_a_person(&self) -> bool {
        self.all(&[Word::Byline]).any(|by| {
            let rest = self.text.get(by.range.end..).unwrap_or_default();
            let mut words = rest.split_whitespace().take(2);
            rest.starts_with(' ')
                && words.clone().count() == 2
                && words.all(|word| word.starts_with(char::is_uppercase))
        })
    }

    /// Whether taking it over is kept to somebody: "only after a word from the newsroom", "limited to members".
    fn reserves(&self) -> bool {
        let outside = self.has(&[Word::Elsewhere]);
        let moved = outside || self.has(&[Word::Reuse]) && self.has(&[Word::Own]);
        let told = self.has(&[Word::Story, Word::Past, Word::Permit]);
        let agreed = self.has(&[Word::Owner, Word::Mine, Word::Consent, Word::Contact]);
        let turned = self.has(&[Word::Turn]) && self.has(&[Word::Owner]);
        moved && agreed && !told && (self.has(&[Word::Apply]) || turned)
    }

    /// The negations that deny what stands beside them; "do not forget" asks.
    fn negations(&self) -> impl Iterator<Item = &Hit> {
        self.all(&[Word::Not, Word::Forbid]).filter(|not| {
            !self
                .all(&[Word::Forget])
                .any(|verb| distance(&verb.range, &not.range) <= FORGOTTEN)
        })
    }

    /// Bytes from a negation to the nearest of some words in its part of the sentence.
    fn nearest(&self, not: &Hit, words: &[Word]) -> Option<usize> {
        let beside = |hit: &&Hit| {
            let gap = hit.range.end.min(not.range.end)..hit.range.start.max(not.range.start);
            let gap = self.text.get(gap).unwrap_or_default();
            !gap.contains([
                ',', '，', '、', ':', '：', '.', '。', '!', '?', '！', '？', ';',
            ])
        };
        self.all(words)
            .filter(beside)
            .map(|hit| distance(&hit.range, &not.range))
            .min()
            .filter(|near| *near <= DENIED)
    }

    /// Whether it is moving the text that a negation denies.
    fn denies(&self) -> bool {
        self.negations().any(|not| {
            let moved = self.nearest(not, MOVES);
            let named = self.nearest(not, CREDIT);
            moved.is_some_and(|moved| named.is_none_or(|named| moved <= named))
        })
    }

    /// "I don't want to find my texts on other sites": what the owner does not want is the text elsewhere. It is the owner
    /// who wants something today.
    fn is_unwanted(&self) -> bool {
        let denied = |will: &Hit| {
            let negated = |not: &Hit| distance(&not.range, &will.range) <= FORGOTTEN;
            self.all(&[Word::Not, Word::Forbid]).any(negated)
        };
        let story = self.has(&[Word::Past, Word::Story]);
        !story && self.has(&[Word::Elsewhere]) && self.all(&[Word::Will]).any(denied)
    }

    /// Whether it is this text that is denied: it stands in one part of a sentence with the negation or with the word of
    /// moving. "My" and "we" are in every story ("I did not share it with our neighbours"); they need a word of agreeing
    /// or of whom to turn to beside them.
    fn is_ours(&self) -> bool {
        if self.stays_here() {
            return true;
        }
        const AGREED: &[Word] = &[Word::Consent, Word::Contact, Word::Before];
        let ours: &[Word] = match self.has(AGREED) {
            true => &[Word::Own, Word::Mine],
            false => &[Word::Own],
        };
        let denied = self.negations().chain(self.all(MOVES));
        let mut near = denied.filter_map(|hit| self.nearest(hit, ours));
        near.next().is_some()
    }

    /// "Do not carry our poems to other sites": what is ours, and not we, stands beside another place.
    fn stays_here(&self) -> bool {
        let pronoun = |mine: &Hit| self.all(&[Word::We]).any(|we| we.range == mine.range);
        let ours = self.all(&[Word::Mine]).any(|mine| !pronoun(mine));
        let other = &[Word::Story, Word::Past, Word::Name, Word::NamedAs];
        ours && self.has(&[Word::Elsewhere]) && !self.has(other)
    }

    /// "Don't cut our names off": what a negation denies is to take the credit away.
    fn keeps_credit(&self) -> bool {
        const NOUNS: &[Word] = &[Word::Whose, Word::Origin, Word::Source];
        self.negations().any(|not| {
            let named = self.nearest(not, NOUNS);
            let moved = self.nearest(not, MOVES);
            named.is_some_and(|named| moved.is_none_or(|moved| named < moved))
        })
    }
}
