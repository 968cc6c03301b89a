//! Whether a page names who translated the text.

use std::sync::LazyLock;

use crate::languages;
use crate::text::template::{Haystack, Template};

/// How translators are named, in all languages.
fn wordings() -> impl Iterator<Item = &'static str> {
    languages::words(|language| &language.translator)
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let parsed = wordings().map(Template::parse);
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
        assert_eq!(TEMPLATES.len(), wordings().count());
        assert!(is_named("First line.\nTranslated by Ana Lima.\n"));
        assert!(is_named("译者：王小明"));
        assert!(!is_named("The book was translated into nine languages."));
    }
}
