//! TOML between two lines `+++`, as Hugo and Zola have it, or behind `---toml`.

use serde::de::DeserializeOwned;

use super::{Fault, Found, Syntax, fences};

pub(super) const FENCE: &str = "+++";

pub(super) fn find(text: &str) -> Option<Found> {
    let between = |open, close| fences::between(text, &[open], &[close], Syntax::Toml);
    between(FENCE, FENCE).or_else(|| between("---toml", "---"))
}

pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    ::toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let before = text.as_bytes().get(..at).unwrap_or_default();
        Fault {
            message: error.message().to_owned(),
            line: memchr::memchr_iter(b'\n', before).count() + 1,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::{read, tests};
    use crate::dom::ReadError;

    #[test]
    fn says_what_yaml_says_and_names_the_line_of_a_mistake() {
        tests::is_as_in_yaml(
            "+++\ntitle = 'T'\nauthors = ['Ana', { name = 'Ben' }]\nurl = '/x'\ndate = 2026-01-02\n[params]\ntitle = 'P'\n+++\n",
        );
        tests::says_all(
            "---toml\ntitle = 'Low water'\nauthor = 'Ida Holt'\nurl = 'https://a.example/1'\n---\nText",
            "Text",
        );
        let error = read("+++\ntitle = 'ok'\nauthor = \n+++\n").unwrap_err();
        assert!(
            matches!(error, ReadError::FrontMatter { line: 3, .. }),
            "{error}"
        );
    }
}
