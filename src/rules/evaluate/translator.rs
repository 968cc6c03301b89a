//! Whether a page names who translated the text.

use std::sync::LazyLock;

use crate::text::template::{Haystack, Template};

/// How translators are named, in the languages of the credit phrases.
const WORDINGS: [&str; 31] = [
    "translated by {author}",
    "translation by {author}",
    "translation: {author}",
    "translator: {author}",
    "译者：{author}",
    "翻译：{author}",
    "譯者：{author}",
    "翻譯：{author}",
    "訳者：{author}",
    "翻訳：{author}",
    "옮긴이: {author}",
    "번역: {author}",
    "übersetzt von {author}",
    "Übersetzung: {author}",
    "traduit par {author}",
    "traduction : {author}",
    "traducido por {author}",
    "traducción: {author}",
    "traduzido por {author}",
    "tradução: {author}",
    "tradotto da {author}",
    "traduzione: {author}",
    "vertaald door {author}",
    "tłumaczenie: {author}",
    "перевод: {author}",
    "переводчик: {author}",
    "переклад: {author}",
    "çeviri: {author}",
    "người dịch: {author}",
    "penerjemah: {author}",
    "ترجمة: {author}",
];

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let parsed = WORDINGS.iter().map(|wording| Template::parse(wording));
    parsed.filter_map(Result::ok).collect()
});

pub(super) fn is_named(text: &str) -> bool {
    let text = Haystack::new(text);
    TEMPLATES
        .iter()
        .any(|template| template.find_in(&text, &[]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_is_known() {
        assert_eq!(TEMPLATES.len(), WORDINGS.len());
        assert!(is_named("First line.\nTranslated by Ana Lima.\n"));
        assert!(is_named("译者：王小明"));
        assert!(!is_named("The book was translated into nine languages."));
    }
}
