//! Clauses: what one sentence says about taking the text over.

use std::ops::Range;

use super::NoticeKind;
use super::lexicon::{Hit, Word};
use crate::text::urls;

/// The sentences of a text, without the white space around them. A full stop inside an address, an initial or a number
/// ends none.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let rest = &text[at..];
        if (c == 'h' || c == 'w')
            && let Some(url) =
                urls::leading_url(rest).filter(|url| url.contains("://") || url.starts_with("www."))
        {
            skip_to = at + url.len();
            continue;
        }
        let end = at + c.len_utf8();
        let ends = match c {
            '。' | '！' | '？' | '!' | '?' | '\n' | '；' | ';' | '।' | '؟' | '۔' | '؛' => {
                true
            }
            '.' => full_stop(&text[..at], &text[end..]),
            _ => false,
        };
        if ends {
            push(&mut found, text, start..end);
            start = end;
        }
    }
    push(&mut found, text, start..text.len());
    found
}

fn push(list: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let Some(piece) = text.get(range.clone()) else {
        return;
    };
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.end - (piece.len() - piece.trim_end().len());
    if start < end {
        list.push(start..end);
    }
}

/// Whether a full stop between these texts ends a sentence.
fn full_stop(before: &str, after: &str) -> bool {
    let closes = |c: char| c.is_whitespace() || matches!(c, '"' | '”' | '»' | ')' | '“');
    if !after.chars().next().is_none_or(closes) {
        return false;
    }
    // "J. Doe", "z. B.", "St. Pauli"
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let next = after.trim_start().chars().next();
    word.chars().count() > 1 && next.is_none_or(|c| !c.is_lowercase())
}

/// What a sentence says, by the words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) kind: NoticeKind,
    /// Whether it names what credit is owed.
    pub(super) credit: bool,
    /// Whether words of taking the text over stand in it.
    pub(super) reuse: bool,
    /// Whether the text speaks of itself.
    pub(super) own: bool,
}

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
    )
}

/// What a sentence says. `hits` are those that lie in it, of all languages; `text` is the block, `range` the sentence,
/// `address` whether an address that may be the article's stands in it.
pub(super) fn said(text: &str, range: &Range<usize>, hits: &[Hit], address: bool) -> Option<Said> {
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
        let own = resolved(own);
        let story = own.iter().any(|hit| hit.word == Word::Story);
        let own = outside(own, &quotes, range);
        let clause = Clause {
            text,
            range,
            hits: &own,
            story,
            address,
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

/// Leaves out words that are part of a longer one that says something else: "may" in "may not", "permitted" in "not
/// permitted", the consent in "permission is granted".
fn resolved(hits: Vec<&Hit>) -> Vec<Hit> {
    // "var" is "was" and the beginning of "var du hittade det".
    let told = |word: Word| matches!(word, Word::Tell | Word::Origin | Word::Name | Word::Contact);
    let covers = |outer: &Hit, inner: &Hit| {
        use Word::{Apply, Ask, Consent, Forbid, Permit, Waive, Without};
        outer.range.start <= inner.range.start
            && outer.range.end >= inner.range.end
            && outer.range.len() > inner.range.len()
            && matches!(
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
            )
            && (matches!(
                inner.word,
                Permit | Ask | Consent | Forbid | Without | Apply
            ) || told(outer.word) && inner.word == Word::Story)
    };
    // Long texts without an end would make this quadratic.
    let hits: Vec<&Hit> = hits.into_iter().take(400).collect();
    hits.iter()
        .filter(|inner| {
            let near = |outer: &&&Hit| outer.range.start <= inner.range.start;
            !hits
                .iter()
                .take_while(near)
                .any(|outer| covers(outer, inner))
        })
        .map(|hit| (*hit).clone())
        .collect()
}

/// The words that the sentence says itself, where it also quotes.
fn outside(hits: Vec<Hit>, quotes: &[Range<usize>], range: &Range<usize>) -> Vec<Hit> {
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

/// Byte ranges of a sentence that stand in quotation marks.
pub(super) fn quotes(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let Some(sentence) = text.get(range.clone()) else {
        return found;
    };
    for (at, c) in sentence.char_indices() {
        match open {
            Some((start, close)) if c == close || close == '“' && c == '”' => {
                found.push(range.start + start..range.start + at);
                open = None;
            }
            Some(_) => {}
            None => {
                let close = match c {
                    '“' => Some('”'),
                    '„' => Some('“'),
                    '«' => Some('»'),
                    '»' => Some('«'),
                    '「' => Some('」'),
                    '『' => Some('』'),
                    '"' => Some('"'),
                    '‘' => Some('’'),
                    '‚' => Some('‘'),
                    _ => None,
                };
                open = close.map(|close| (at, close));
            }
        }
    }
    // A quotation may go on into the next sentence.
    if let Some((start, _)) = open {
        found.push(range.start + start..range.end);
    }
    found
}

struct Clause<'a> {
    text: &'a str,
    range: &'a Range<usize>,
    hits: &'a [Hit],
    story: bool,
    address: bool,
}

impl Clause<'_> {
    fn all(&self, word: Word) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| hit.word == word)
    }

    fn has(&self, word: Word) -> bool {
        self.all(word).next().is_some()
    }

    fn said(&self) -> Option<Said> {
        let own = self.has(Word::Own);
        let short = self.range.len() <= SHORT;
        let firm = self.has(Word::Reuse) || self.has(Word::Ban);
        let loose = short
            && (self.has(Word::Take) && self.says_more()
                || self.has(Word::Elsewhere) && (firm || self.has(Word::Take) || own));
        let reuse = firm || loose;
        // A long sentence has words of every kind by chance.
        if !short && self.range.len() > LONG && !self.address && !own {
            return None;
        }
        // "Say where you found it" is a demand only beside words of taking over.
        let source = self.has(Word::Source) || reuse && self.has(Word::Origin);
        let tells = reuse && self.has(Word::Tell) && (source || self.address);
        let name = self.has(Word::Name) || tells;
        // A report may speak of this very text; it asks for nothing.
        let asks_of_own = own
            && (name || self.has(Word::Permit) || self.has(Word::Ban) || self.has(Word::Consent));
        if self.story && !asks_of_own && !self.address || self.tells_a_year() && !own {
            return None;
        }
        if self.taken() {
            return None;
        }
        let found = |kind, credit| {
            Some(Said {
                kind,
                credit,
                reuse,
                own,
            })
        };
        let credit = name || source;
        if reuse {
            match self.prohibition(credit) {
                Some(true) => return found(NoticeKind::Prohibition, credit),
                Some(false) => return found(NoticeKind::Demand, true),
                None => {}
            }
            if self.joke() {
                return None;
            }
            if self.has(Word::Waive)
                || self.has(Word::Permit) && (own || name && (source || self.address))
            {
                return found(NoticeKind::Permission, credit);
            }
            let asks = self.has(Word::Ask);
            if name && (asks || source || self.address)
                || source && (asks || self.address && self.has(Word::Permit))
            {
                return found(NoticeKind::Demand, true);
            }
            return None;
        }
        if self.joke() {
            return None;
        }
        let asks = self.has(Word::Ask);
        // Without a word of taking over only a plain request counts: "please credit the source".
        (name && asks && source || name && self.address && (asks || source))
            .then_some(())
            .and_then(|()| found(NoticeKind::Demand, true))
    }

    /// Whether a sentence that speaks of taking something says more of what is owed.
    fn says_more(&self) -> bool {
        let told = self.has(Word::Tell) || self.has(Word::Name);
        told && (self.has(Word::Origin) || self.has(Word::Source) || self.address)
            || self.address && (self.has(Word::Origin) || self.has(Word::Source))
            || self.has(Word::Before) && self.has(Word::Contact)
            || self.together()
                && (self.has(Word::Own) || self.has(Word::Elsewhere) || self.has(Word::Consent))
            || self.has(Word::Ban)
    }

    /// Whether the sentence says where this very text was taken from, rather than what others owe: "reprinted by
    /// permission of …". "May only be reprinted with permission" asks, so that nothing may stand beside it.
    fn taken(&self) -> bool {
        let Some(taken) = self.all(Word::Taken).next() else {
            return false;
        };
        let asks = |hit: &Hit| {
            matches!(
                hit.word,
                Word::Permit | Word::Forbid | Word::Apply | Word::Ban | Word::Contact
            )
        };
        !self.hits.iter().any(|hit| {
            asks(hit) && (hit.range.end <= taken.range.start || hit.range.start >= taken.range.end)
        })
    }

    /// `Some(true)`: reprints are forbidden or need consent. `Some(false)`: forbidden without credit only.
    fn prohibition(&self, credit: bool) -> Option<bool> {
        let waived = self.has(Word::Waive);
        let permit = self.has(Word::Permit);
        let commercial = self.has(Word::Commercial);
        // "Write to us before you copy anything."
        if self.has(Word::Before)
            && self.has(Word::Contact)
            && self.range.len() <= SHORT
            && !waived
            && !(permit && credit)
        {
            return Some(true);
        }
        let forbids = self.has(Word::Ban)
            || self
                .all(Word::Forbid)
                .any(|hit| !self.beside_credit(hit) && self.near_reuse(hit));
        // "Do not copy this without asking" forbids; "you need not ask" has no word that forbids outside of it.
        if waived && forbids && !commercial && (self.has(Word::Ban) || !permit && self.together()) {
            return Some(true);
        }
        if forbids && !waived {
            let without = self.all(Word::Without).next();
            if let Some(without) = without {
                let near = |word: Word| {
                    self.all(word)
                        .map(|hit| distance(&hit.range, &without.range))
                        .min()
                };
                let consent = near(Word::Consent);
                let owed = [near(Word::Name), near(Word::Source)]
                    .into_iter()
                    .flatten()
                    .min();
                return Some(match (consent, owed) {
                    (Some(consent), Some(owed)) => consent <= owed,
                    (None, Some(owed)) => owed > NEAR,
                    _ => true,
                });
            }
            // "For free with credit; commercial reuse is prohibited" forbids no reprint as such.
            if commercial && (permit || credit) {
                return None;
            }
            // "To reprint, contact the author and name the source" asks for both.
            let forbids = self.has(Word::Forbid) || self.has(Word::Consent);
            if self.has(Word::Ban) && !forbids && self.has(Word::Name) {
                return Some(false);
            }
            if self.has(Word::Ban) || !(permit && credit) || self.together() {
                return Some(true);
            }
        }
        let named = self.has(Word::Name) || self.has(Word::Tell);
        if self.has(Word::Consent) && self.has(Word::Apply) && !waived && !(permit && named) {
            return (!(commercial && credit)).then_some(true);
        }
        None
    }

    /// Whether a word that forbids stands near one of taking over.
    fn near_reuse(&self, forbid: &Hit) -> bool {
        self.hits
            .iter()
            .filter(|hit| {
                matches!(
                    hit.word,
                    Word::Reuse | Word::Take | Word::Elsewhere | Word::Consent
                )
            })
            .any(|hit| distance(&hit.range, &forbid.range) <= BESIDE)
    }

    /// Whether a word that forbids stands in one part of the sentence with a word of taking over.
    fn together(&self) -> bool {
        let part = |at: usize| {
            self.text.get(self.range.start..at).map_or(0, |text| {
                text.matches([',', '，', '、', ':', '：', ';']).count()
            })
        };
        let parts: Vec<usize> = self
            .all(Word::Reuse)
            .chain(self.all(Word::Take))
            .chain(self.all(Word::Elsewhere))
            .map(|hit| part(hit.range.start))
            .collect();
        self.all(Word::Forbid)
            .any(|hit| parts.contains(&part(hit.range.start)))
    }

    /// "Never link us", "do not credit me": what is forbidden is the credit.
    fn joke(&self) -> bool {
        self.all(Word::Forbid).any(|hit| self.beside_credit(hit))
    }

    /// Whether a word that forbids stands right before a verb of crediting, and no word of taking over is as near.
    fn beside_credit(&self, forbid: &Hit) -> bool {
        let behind = |word: Word| {
            self.all(word)
                .filter(|hit| hit.range.start >= forbid.range.end)
                .map(|hit| hit.range.start - forbid.range.end)
                .min()
        };
        match (behind(Word::Name), behind(Word::Reuse)) {
            (Some(name), Some(reuse)) => name < reuse && name <= 4,
            (Some(name), None) => name <= 4,
            _ => false,
        }
    }

    /// A year that is not that of a copyright line: reports have years, notices do not.
    fn tells_a_year(&self) -> bool {
        let Some(sentence) = self.text.get(self.range.clone()) else {
            return false;
        };
        if self.address
            || sentence.contains(['©', 'ⓒ'])
            || sentence.to_lowercase().contains("copyright")
            || sentence.contains("(c)")
        {
            return false;
        }
        sentence.split(|c: char| !c.is_ascii_digit()).any(|digits| {
            digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("18"))
        })
    }
}

/// Bytes of a sentence in which words count that have many other uses: about forty words. By hand.
const SHORT: usize = 300;

/// Bytes from which a sentence that speaks neither of this text nor gives an address is no notice. By hand: the longest
/// demand among the test wordings has 330.
const LONG: usize = 300;

/// Bytes between a word that forbids and what it forbids; about twelve words. By hand.
const BESIDE: usize = 80;

/// Bytes between "without" and what must not be missing; about eight words.
const NEAR: usize = 60;

fn distance(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.start >= b.end {
        a.start - b.end
    } else {
        b.start.saturating_sub(a.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        let text = "By J. Doe. See https://a.example/1.html. Copy e.g. this! 好。再";
        let found: Vec<&str> = sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(
            found,
            [
                "By J. Doe.",
                "See https://a.example/1.html.",
                "Copy e.g. this!",
                "好。",
                "再"
            ]
        );
    }
}
