//! The small words before a name.

use crate::originals::notice::lexicon::{is_article, is_role};
use crate::text::fold;

/// Skips up to five small words and marks before a name: "credit to the author, Ida Holm", and tells whether the last of
/// them is an article; `None` at the end.
pub(super) fn skip_small_words(rest: &str, language: u8) -> Option<(usize, bool)> {
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
