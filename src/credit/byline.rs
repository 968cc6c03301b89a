//! The name that stands in a byline.

use std::sync::LazyLock;

use crate::languages;
use crate::text::fold;
use crate::text::script::is_cjk;

/// What ends a name: a dash, or a word of any language between spaces.
static ENDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = languages::words(|language| &language.name_ends);
    ["-"]
        .into_iter()
        .chain(words)
        .map(|word| format!(" {word} "))
        .collect()
});

/// The name that stands behind a byline phrase, if what stands there reads like a name.
///
/// `capitals` asks for capital letters, where the phrase is a common word ("by") and nothing but the look of the next
/// words tells a name.
pub(super) fn name_after(text: &str, capitals: bool) -> Option<String> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text
        .char_indices()
        .find(|(at, letter)| {
            let rest = &text[*at..];
            matches!(
                letter,
                '\n' | '|'
                    | '｜'
                    | '│'
                    | '·'
                    | '•'
                    | ','
                    | '，'
                    | '。'
                    | ';'
                    | '；'
                    | '('
                    | '（'
                    | ')'
                    | '）'
                    | '—'
                    | '–'
                    | '丨'
                    | '/'
            ) || *letter == '.'
                && rest[1..].starts_with([' ', '\u{a0}'])
                && at_word_end(&text[..*at])
                || *letter == '.' && rest.len() == 1
                || *letter == ' ' && ENDS.iter().any(|end| rest.starts_with(end.as_str()))
                || letter.is_whitespace() && opens_label(rest)
        })
        .map_or(text.len(), |(at, _)| at);
    let name = text[..end].trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let cjk = name.chars().filter(|c| is_cjk(*c)).count();
    let fits = if cjk > 0 {
        cjk <= 12 && name.chars().count() <= 24
    } else {
        (1..=5).contains(&words.len()) && name.chars().count() <= 60
    };
    // Most scripts have no capitals.
    let starts_well = |word: &&str| {
        word.starts_with(|c: char| c.is_alphabetic() && (c.is_uppercase() || !c.is_lowercase()))
    };
    let looks = !capitals
        || words.first().is_some_and(starts_well) && words.last().is_some_and(starts_well);
    let folded = fold(name);
    let nobody = languages::is_role(folded.as_str());
    let lettered = name.chars().any(char::is_alphabetic) && !name.contains("://");
    (fits && looks && !nobody && lettered).then(|| name.to_owned())
}

/// Whether the next word is a label: "李明　来源：…", "Jane Doe Source: …".
fn opens_label(rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or_default();
    let label = word.split([':', '：', '｜']).next().unwrap_or_default();
    let behind = word.get(label.len()..).unwrap_or_default();
    !label.is_empty() && !behind.is_empty() && !behind.starts_with("://")
}

/// Whether a full stop behind this text ends a sentence rather than an initial or a title.
fn at_word_end(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    word.chars().count() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_out_of_a_byline() {
        for (text, capitals, name) in [
            (" Jane Doe on 3 May 2024", true, Some("Jane Doe")),
            ("：李明 | 2024-05-03", false, Some("李明")),
            ("：李明）", false, Some("李明")),
            (" J. R. Doe, Example News", true, Some("J. R. Doe")),
            (" the river", true, None),
            (": admin", false, None),
            ("｜李明　来源｜码头晚报", false, Some("李明")),
            ("：李明│码头晚报", false, Some("李明")),
            (" Jane Doe.", true, Some("Jane Doe")),
            ("：李明　来源：码头晚报", false, Some("李明")),
            (": 박도담 출처: 부두일보", false, Some("박도담")),
            (" كمال الدين. المصدر", true, Some("كمال الدين")),
            (" using it all the time we can do more", false, None),
        ] {
            assert_eq!(name_after(text, capitals).as_deref(), name, "{text}");
        }
    }
}
