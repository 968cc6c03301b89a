//! Clauses: what one sentence says about taking the text over.

use std::ops::Range;

use super::NoticeKind;
use super::grammar::{Clause, distance};
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
            '。' | '！' | '？' | '!' | '?' | '；' | ';' | '।' | '؟' | '۔' | '؛' => true,
            '\n' => !goes_on(&text[..at], &text[end..]),
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

/// Whether a sentence goes on in the next line: "Use of our texts\nis free with a link".
fn goes_on(before: &str, after: &str) -> bool {
    /// Bytes in which a label ends.
    const LABEL: usize = 40;
    let next = after.trim_start_matches([' ', '\t', '\u{a0}']);
    let line = next.lines().next().unwrap_or_default();
    let label = line.find([':', '=']).is_some_and(|at| at <= LABEL);
    let word = before.trim_end().ends_with(|c: char| c.is_lowercase());
    word && next.starts_with(char::is_lowercase)
        && !label
        && !line.starts_with("http")
        && !line.starts_with("www.")
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
    /// Whether it speaks of one way of taking over alone: for money, or changed.
    pub(super) narrow: bool,
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
            | Word::Whose
            | Word::Put
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
        let story = own.iter().any(|hit| hit.word == Word::Story);
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
    // "Take" in "take up contact with us".
    let turned = |outer: &Hit, inner: &Hit| {
        matches!(outer.word, Word::Contact | Word::Turn)
            && matches!(inner.word, Word::Take | Word::Put)
    };
    let covers = |outer: &Hit, inner: &Hit| {
        use Word::{Apply, Ask, Consent, Forbid, Permit, Waive, Without};
        outer.range.start <= inner.range.start
            && outer.range.end >= inner.range.end
            && outer.range.len() > inner.range.len()
            // "Only by permission of" has the words of "printed by permission of".
            && !(outer.word == Word::Taken && inner.word == Consent)
            && (told(outer, inner) || turned(outer, inner) || matches!(
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
    hits.iter()
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
    /// Bytes between a verb and "without" or "before", which need nobody else: "without ever asking". By hand.
    const BARE: usize = 14;
    let negates = |not: &Hit| {
        let verb = |hit: &&Hit| matches!(hit.word, Word::Reuse | Word::Take | Word::Put);
        hits.iter().filter(verb).any(|verb| {
            let gap = text.get(not.range.end..verb.range.start);
            gap.is_some_and(|gap| gap.len() <= NEGATED && !gap.contains([',', '，', '、', ':']))
        })
    };
    let turns = |verb: &Hit| {
        hits.iter().any(|hit| {
            let near = match hit.word {
                Word::Owner => TURNED,
                Word::Without | Word::Before => BARE,
                _ => return false,
            };
            distance(&hit.range, &verb.range) <= near
        })
    };
    hits.iter()
        .filter_map(|hit| {
            let word = match hit.word {
                Word::Not => negates(hit).then_some(Word::Forbid)?,
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

/// Whether a word that forbids is nothing but a negation: "not", "ne", "не".
pub(super) fn is_bare(text: &str, hit: &Hit) -> bool {
    /// Characters of a bare negation; "may not" has two words, "forbidden" more letters. By hand.
    const BARE: usize = 6;
    let written = text.get(hit.range.clone()).unwrap_or_default();
    written.chars().count() <= BARE && !written.contains(' ') || hit.word == Word::Not
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

/// Bytes of a quotation that may be the name of a publication. By hand.
pub(super) const NAME: usize = 60;

/// Bytes beside a quotation up to which the sentence is the quotation: a notice put into quotation marks as a whole.
const WHOLE: usize = 12;

/// Byte ranges of a sentence that stand in quotation marks.
pub(super) fn quotes(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let Some(sentence) = text.get(range.clone()) else {
        return found;
    };
    let opens = |rest: &str| rest.starts_with(|c: char| c as u32 > 0x2E80);
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
                    '״' => Some('״'),
                    '‘' => Some('’'),
                    '‚' => Some('‘'),
                    // An apostrophe in Latin letters is none.
                    '\'' if sentence.get(at + 1..).is_some_and(opens) => Some('\''),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_go_on_in_the_next_line() {
        let text = "Use of our texts\nis free with a link.\nauthor: ida\nurl: here\nEnd";
        let found: Vec<&str> = sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        let expected = [
            "Use of our texts\nis free with a link.",
            "author: ida",
            "url: here",
            "End",
        ];
        assert_eq!(found, expected);
    }

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
