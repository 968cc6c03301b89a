//! YAML between two lines `---`, as most site generators have it; it may end with `...`.

use serde::de::DeserializeOwned;

use super::{Fault, Found, Syntax, fences};

pub(super) fn find(text: &str) -> Option<Found> {
    let open = ["---", "---yaml", "---yml"];
    fences::between(text, &open, &["---", "..."], Syntax::Yaml)
}

pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_yaml::from_str(text).map_err(|error| {
        let error = error.without_snippet();
        let line = error.location().map_or(1, |location| location.line());
        Fault {
            message: error.to_string(),
            line: usize::try_from(line).unwrap_or(usize::MAX),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::{read, tests};
    use crate::dom::ReadError;
    use crate::page::FrontMatter;

    #[test]
    fn reads_the_known_keys_and_ignores_the_rest() {
        let source = "---\ntitle: \"On: credit\"\nauthor: {name: Ana Lima, mail: x}\nurl: https://a.example/1\ntags: [a, {b: c}]\ndate: 2026-01-02\naliases:\n  - https://b.example/\nlicense: CC BY 4.0\ndraft: false\n---\nText";
        let (front, range) = read(source).unwrap().unwrap();
        assert_eq!(front.title.as_deref(), Some("On: credit"));
        assert_eq!(front.authors, ["Ana Lima"]);
        assert_eq!(front.url.as_deref(), Some("https://a.example/1"));
        assert_eq!(front.aliases, ["https://b.example/"]);
        assert_eq!(front.license.as_deref(), Some("CC BY 4.0"));
        assert_eq!(&source[range.end..], "Text");
        tests::says_all(
            "---yaml\ntitle: Low water\nauthor: Ida Holt\nurl: https://a.example/1\n---\nText",
            "Text",
        );
    }

    #[test]
    fn takes_a_rule_line_for_what_it_is() {
        assert_eq!(read("---\nText without an end").unwrap(), None);
        assert_eq!(read("Text\n---\na: b\n---\n").unwrap(), None);
        let (front, _) = read("---\r\n# only a comment\r\n---\r\nText")
            .unwrap()
            .unwrap();
        assert_eq!(front, FrontMatter::default());
        let (front, _) = read("---\nauthors:\n- Ana\n- name: Ben\ntitle: 2026\n---\n")
            .unwrap()
            .unwrap();
        assert_eq!(front.authors, ["Ana", "Ben"]);
        assert_eq!(front.title.as_deref(), Some("2026"));
    }

    #[test]
    fn names_the_line_of_a_mistake() {
        let error = read("---\ntitle: ok\nauthor: \"open\nurl: x\n---\nText").unwrap_err();
        assert_eq!(error.code(), "front-matter");
        assert!(
            matches!(error, ReadError::FrontMatter { line: 3..=5, .. }),
            "{error}"
        );
    }
}
