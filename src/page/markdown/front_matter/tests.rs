//! What all formats have in common; each has its own tests in its file.

use super::*;

/// What the examples of all formats say.
pub(super) const ALL: &str = "Low water|Ida Holt|https://a.example/1";

pub(super) fn facts(front: &FrontMatter) -> String {
    let url = front.url.clone().unwrap_or_default();
    let title = front.title.clone().unwrap_or_default();
    format!("{title}|{}|{url}", front.authors.join("+"))
}

/// The front matter of a text says all, and what remains of the text begins with `rest`.
pub(super) fn says_all(source: &str, rest: &str) {
    let (front, range) = read(source).unwrap().unwrap();
    assert_eq!(facts(&front), ALL, "{source}");
    assert!(source[range.end..].starts_with(rest), "{source}");
}

/// The header of a text says all, and is no front matter between fences.
pub(super) fn header_says_all(source: &str, dialect: Dialect) {
    assert_eq!(facts(&header(source, dialect).unwrap()), ALL, "{source}");
    assert_eq!(fenced(source), None);
}

/// The same in another format.
pub(super) fn is_as_in_yaml(source: &str) {
    let yaml = "---\ntitle: T\nauthors: [Ana, {name: Ben}]\nurl: /x\ndate: 2026-01-02\n---\n";
    let expected = read(yaml).unwrap().unwrap().0;
    assert_eq!(expected.authors, ["Ana", "Ben"]);
    let (front, range) = read(&format!("{source}\nText")).unwrap().unwrap();
    assert_eq!(front, expected, "{source}");
    assert_eq!(range, 0..source.len(), "{source}");
}

#[test]
fn what_may_be_edited_ends_where_reading_ends() {
    for (source, inner) in [
        ("---\na: 1\n---\ntext", Some("a: 1\n")),
        ("\u{feff}+++\na = 1\n+++\n", Some("a = 1\n")),
        // YAML may end with dots; the rule further down is text.
        ("---\na: 1\n...\ntext\n\n---\nmore", Some("a: 1\n")),
        ("text\n---\na: 1\n---\n", None),
    ] {
        let range = between_fences(source);
        assert_eq!(range.map(|range| &source[range]), inner, "{source:?}");
    }
}

#[test]
fn fences_are_known_in_other_markups_and_titles_are_not_taken_for_them() {
    assert_eq!(fenced("---\nTitle\n---\n\nText"), None);
    let (front, _) = fenced("---\ntitle: Low water\n---\nText").unwrap();
    assert_eq!(front.title.as_deref(), Some("Low water"));
}

#[test]
fn a_mark_of_byte_order_belongs_to_no_format() {
    for source in [
        "---\ntitle: Low water\nauthor: Ida Holt\nurl: https://a.example/1\n---\nText",
        "{\"title\": \"Low water\", \"author\": \"Ida Holt\", \"url\": \"https://a.example/1\"}\nText",
        "title: Low water\nauthor: Ida Holt\nurl: https://a.example/1\n---\nText",
    ] {
        let (_, range) = read(source).unwrap().unwrap();
        says_all(&format!("\u{feff}{source}"), &source[range.end..]);
    }
}
