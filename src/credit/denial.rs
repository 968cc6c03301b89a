//! Sentences that deny what they say: "This text is not from X".

use super::phrases;
use crate::languages;
use crate::text::fold;
use crate::text::script::is_unspaced;

/// Words between a denial and what it denies. By hand: "not published by", "nicht aus dem", "ne vient pas de".
const REACH: usize = 3;

/// The same in characters of scripts without spaces. By hand.
const REACH_CHARS: usize = 6;

/// A longer clause behind a name is no denial of it, however it ends. By hand.
const BEHIND_CHARS: usize = 40;

/// Whether what stands before a word of credit or a name, or how its clause ends behind it, denies it. "It is not ours, it
/// is from X" denies something else: the clause is another.
pub(super) fn denies(before: &str, behind: &str, languages_of_phrase: &[usize]) -> bool {
    // What denies in Spanish, "no", is "in the" in Portuguese, which shares the phrase.
    let is_small = |word: &str| {
        let all = languages::all();
        let mut known = languages_of_phrase.iter().filter_map(|at| all.get(*at));
        known.any(|language| language.small_words.iter().any(|small| small == word))
    };
    let words = || {
        let words = { languages_of_phrase.iter() }.flat_map(|at| phrases::denials(*at));
        words.filter(move |word| !is_small(word))
    };
    let before = fold(last_clause(before));
    let tail = last_words(before.as_str());
    let behind = first_clause(behind);
    // "Taken not from X": right behind the phrase.
    let next = fold(behind.split_whitespace().next().unwrap_or_default());
    let next = next.as_str();
    let behind = (behind.chars().nth(BEHIND_CHARS).is_none()).then(|| fold(behind));
    words().any(|word| match word.strip_prefix('*') {
        Some(ending) => { behind.as_ref() }.is_some_and(|clause| {
            let clause = clause.as_str();
            let clause = clause.trim_end_matches(|c: char| !c.is_alphanumeric());
            clause.ends_with(ending)
        }),
        None if word.starts_with(is_unspaced) => {
            let reach = REACH_CHARS + word.chars().count();
            let before = before.as_str();
            let from = before.char_indices().rev().nth(reach - 1);
            before
                .get(from.map_or(0, |(at, _)| at)..)
                .is_some_and(|near| near.contains(word.as_str()))
        }
        None => tail.contains(&format!(" {word} ")) || next == word,
    })
}

/// The last words of a text, each between spaces.
fn last_words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let from = words.len().saturating_sub(REACH + 1);
    let near = words.get(from..).unwrap_or_default();
    format!(" {} ", near.join(" "))
}

fn last_clause(text: &str) -> &str {
    let end = text.char_indices().rev().find(|(_, c)| ends_clause(*c));
    end.map_or(text, |(at, c)| &text[at + c.len_utf8()..])
}

fn first_clause(text: &str) -> &str {
    text.split(ends_clause).next().unwrap_or_default()
}

fn ends_clause(letter: char) -> bool {
    matches!(
        letter,
        ',' | ';'
            | ':'
            | '.'
            | '!'
            | '?'
            | '–'
            | '—'
            | '('
            | ')'
            | '|'
            | '\n'
            | '，'
            | '、'
            | '；'
            | '：'
            | '。'
            | '！'
            | '？'
            | '（'
            | '）'
            | '،'
            | '؛'
            | '؟'
            | '।'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn denied(tag: &str, line: &str) -> bool {
        let language = languages::all().iter().position(|known| known.tag == tag);
        let (before, behind) = line.split_once('|').unwrap();
        denies(before, behind, &[language.unwrap()])
    }

    #[test]
    fn what_a_sentence_denies_is_denied() {
        for (tag, line) in [
            ("en", "This piece was not |published by Pier Post."),
            ("en", "The words above never came from |Pier Post."),
            ("en", "This isn’t from |Pier Post"),
            ("de", "Der Beitrag stammt nicht aus dem |Hafenblatt."),
            ("fr", "Cet article ne vient pas de |La Jetée."),
            ("es", "Esta nota no es de |El Espigón."),
            ("it", "Questo pezzo non è tratto da |La Banchina."),
            ("ru", "Эта заметка взята не из |газеты."),
            ("ru", "Заметка взята| не из газеты"),
            ("pl", "Ten tekst nie pochodzi z |Głosu."),
            ("zh-Hans", "本篇并非|转载自码头报。"),
            ("zh-Hant", "本篇並非|轉載自碼頭報。"),
            ("ja", "この文章は波止場新聞の|転載ではありません。"),
            ("ko", "이 기사는 부두일보에서 |가져온 것이 아닙니다."),
            ("tr", "Bu yazı Rıhtım Postası'ndan |alınmış değildir."),
        ] {
            assert!(denied(tag, line), "{tag}: {line}");
        }
    }

    #[test]
    fn a_small_word_of_a_language_that_shares_the_phrase_denies_nothing() {
        let number = |tag: &str| {
            let mut all = languages::all().iter();
            all.position(|known| known.tag == tag).unwrap()
        };
        let both = [number("es"), number("pt")];
        assert!(!denies("Artigo publicado ", " no Farol.", &both));
        assert!(!denies("Saiu no blog e foi ", " em", &both));
        assert!(denies("Texto não ", " no Farol.", &both));
        assert!(denies("Texto nunca ", " en El Espigón.", &both));
    }

    #[test]
    fn what_is_denied_of_something_else_is_none() {
        for (tag, line) in [
            (
                "en",
                "This text is not ours: it was |published by Pier Post.",
            ),
            ("en", "Nothing here is new, it was |published by Pier Post."),
            (
                "en",
                "Not written by me but kindly given to me by |Pier Post.",
            ),
            (
                "de",
                "Der Beitrag ist nicht von uns, er stand zuerst |im Hafenblatt.",
            ),
            ("fr", "Ce texte n’est pas de nous : il vient de |La Jetée."),
            ("ru", "Текст не наш – он взят из |газеты."),
            ("zh-Hans", "文章不是我写的，|转载自码头报。"),
            ("ja", "自分で書いたものではありません。|波止場新聞より転載"),
            ("ko", "제가 쓴 글이 아니라 부두일보에서 |가져온 글입니다."),
        ] {
            assert!(!denied(tag, line), "{tag}: {line}");
        }
    }
}
