//! Label lines: `Link: …`, `链接：…`, `Ссылка: …`. What stands behind a label that asks for an address belongs to the
//! credit beside it, in whatever order a page writes its author, its source and its link.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::line::count_tokens;
use super::phrases::{self, Role};
use crate::languages::{self, Label, all};
use crate::text::fold;
use crate::text::script::{is_cjk, is_unspaced};

/// A label of more characters is a sentence (by hand: the longest of 900 labels in the language files has 37).
const LABEL_CHARS: usize = 48;

/// What of a label line the tables tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The address of the text.
    Address,
    /// The headline, the author, the publisher, the licence, the day: they name something.
    Name,
}

static WORDS: LazyLock<BTreeMap<String, Kind>> = LazyLock::new(|| {
    let mut words = BTreeMap::new();
    for language in all() {
        for label in Label::ALL {
            let kind = match label {
                Label::Url | Label::OriginalUrl => Kind::Address,
                _ => Kind::Name,
            };
            for word in language.labels(label) {
                let word = fold(word).as_str().to_owned();
                words
                    .entry(word)
                    .and_modify(|known: &mut Kind| *known = (*known).min(kind))
                    .or_insert(kind);
            }
        }
    }
    words
});

/// Headings above lists of what was read, in the languages of the phrase files; folded. By hand.
const REFERENCES: &[&str] = &[
    "bibliografia",
    "bibliografía",
    "bibliografie",
    "bibliographie",
    "bibliography",
    "bronnen",
    "citations",
    "daftar pustaka",
    "einzelnachweise",
    "fontes",
    "footnotes",
    "fonti",
    "fuentes",
    "further sources",
    "fußnoten",
    "irodalom",
    "izvori",
    "kaynaklar",
    "kaynakça",
    "kilder",
    "källor",
    "literatur",
    "literatura",
    "literatuur",
    "literaturverzeichnis",
    "lähteet",
    "noten",
    "notes",
    "przypisy",
    "quellen",
    "quellenverzeichnis",
    "reference",
    "references",
    "referencias",
    "referenties",
    "referenser",
    "referensi",
    "referințe",
    "referências",
    "riferimenti",
    "références",
    "sources",
    "tài liệu tham khảo",
    "viitteet",
    "works cited",
    "zdroje",
    "źródła",
    "βιβλιογραφία",
    "πηγές",
    "джерела",
    "источники",
    "література",
    "литература",
    "примечания",
    "примітки",
    "список литературы",
    "източници",
    "المراجع",
    "المصادر",
    "บรรณานุกรม",
    "อ้างอิง",
    "出典一覧",
    "参考文献",
    "参考资料",
    "引用文献",
    "脚注",
    "注释",
    "각주",
    "참고 문헌",
    "참고문헌",
    "참고 자료",
    "참고자료",
];

static REFERENCE_WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    REFERENCES
        .iter()
        .map(|word| fold(word).as_str().to_owned())
        .collect()
});

/// Whether a line is a heading above references.
pub(super) fn heads_references(line: &str) -> bool {
    if line.chars().nth(LABEL_CHARS).is_some() {
        return false;
    }
    let folded = fold(line);
    let words = folded
        .as_str()
        .trim_matches(|c: char| !c.is_alphanumeric() || c.is_ascii_digit());
    REFERENCE_WORDS.contains(words)
}

/// Whether a headline announces a credit or speaks of the text above it: "Source", "References", "About this article".
pub(crate) fn heads_credit(headline: &str) -> bool {
    if headline.contains('©') || heads_references(headline) || kind_of(headline).is_some() {
        return true;
    }
    if headline.chars().nth(LABEL_CHARS * 2).is_some() {
        return false;
    }
    let folded = fold(headline);
    let said = count_tokens(headline);
    let is_phrase = phrases::find(&folded).into_iter().any(|hit| {
        let credits = hit.senses.iter().any(|sense| sense.role != Role::Negative);
        credits
            && headline
                .get(hit.raw)
                .is_some_and(|hit| count_tokens(hit) * 2 >= said)
    });
    let text = folded.as_str();
    let is_noun = |word: &str| languages::is_subject(word) && !languages::is_small_word(word);
    // "Post 2" is the name of a post.
    let is_numbered = text.chars().any(char::is_numeric);
    is_phrase
        || !is_numbered && text.split(|c: char| !c.is_alphanumeric()).any(is_noun)
        || languages::words(|language| &language.author_notes).any(|note| note == text)
        || languages::words(|language| &language.subjects)
            .any(|subject| subject.starts_with(is_unspaced) && text.contains(subject))
}

/// The label that opens a line, and where what it labels begins.
///
/// A label ends at a colon, a dash, a bracket or a tabulator, or where `ends` says (a link or an address begins), or it
/// is the whole line.
pub(super) fn label(line: &str, ends: Option<usize>) -> Option<(Kind, usize)> {
    let start = line
        .char_indices()
        .find(|(_, letter)| letter.is_alphanumeric())
        .map_or(line.len(), |(at, _)| at);
    let mut end = line.len();
    for (at, letter) in line[start..].char_indices().take(LABEL_CHARS + 1) {
        let at = start + at;
        let separates = matches!(
            letter,
            ':' | '：'
                | '︰'
                | '﹕'
                | '|'
                | '｜'
                | '丨'
                | '】'
                | ']'
                | '」'
                | '\t'
                | '→'
                | '»'
                | '='
        ) || matches!(letter, '-' | '–' | '—') && line[..at].ends_with(' ');
        if separates || ends.is_some_and(|ends| at >= ends) {
            end = at;
            break;
        }
    }
    let text = line.get(start..end)?;
    if text.chars().nth(LABEL_CHARS).is_some() {
        return None;
    }
    let kind = kind_of(text)?;
    Some((kind, end))
}

/// What a label is, by the tables; in scripts without spaces also by its ending (`译文原地址`).
fn kind_of(text: &str) -> Option<Kind> {
    let folded = fold(text);
    let words = folded
        .as_str()
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')'));
    if let Some(kind) = WORDS.get(words) {
        return Some(*kind);
    }
    let short = words.chars().count() <= 8 && words.starts_with(is_cjk);
    (short && ENDINGS.iter().any(|ending| words.ends_with(ending))).then_some(Kind::Address)
}

/// How labels of an address end in scripts without spaces.
const ENDINGS: &[&str] = &["链接", "连结", "地址", "网址", "リンク", "링크", "주소"];

/// Lines of a block's text that are short enough to be label lines, with their ranges.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    text.split('\n').map(move |line| {
        let range = from..from + line.len();
        from = range.end + 1;
        range
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_an_address_are_known_in_every_language() {
        for line in [
            "Link: x",
            "URL：x",
            "Permalink: x",
            "链接：x",
            "網址：x",
            "原文地址：x",
            "【本文链接】x",
            "译文原地址：x",
            "リンク：x",
            "주소: x",
            "Ссылка: x",
            "Адрес: x",
            "Lien : x",
            "Enlace: x",
            "Adresse: x",
            "Bağlantı: x",
            "Liên kết: x",
            "Tautan: x",
            "الرابط: x",
        ] {
            assert_eq!(
                label(line, None).map(|(kind, _)| kind),
                Some(Kind::Address),
                "{line}"
            );
        }
        for line in [
            "Title: x",
            "作者：x",
            "Autor: x",
            "The link between both: x",
            "x",
        ] {
            let kind = label(line, None).map(|(kind, _)| kind);
            assert_ne!(kind, Some(Kind::Address), "{line}");
        }
    }

    #[test]
    fn headings_of_references_are_known() {
        for line in [
            "References",
            "3. Literatur:",
            "参考文献",
            "ЛИТЕРАТУРА",
            "참고 문헌",
        ] {
            assert!(heads_references(line), "{line}");
        }
        assert!(!heads_references("Source"));
    }
}
