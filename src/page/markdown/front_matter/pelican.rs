//! Lines `Key: value` up to the first that is blank, as Pelican and MultiMarkdown have them.

use super::keys::OPENING;
use super::lines::Open;
use super::{Found, LIMIT, Syntax};
use crate::text::head;

/// Keys that no line has which is meant for readers.
const MARKS: &[&str] = &[
    "category",
    "categories",
    "date",
    "layout",
    "slug",
    "status",
    "tags",
    "template",
];

/// Keys beside which plain lines may be what readers see as well: they credit somebody.
const CREDITS: &[&str] = &["url", "permalink", "license", "licence", "publisher"];

pub(super) fn find(text: &str) -> Option<Found> {
    let text = head(text, LIMIT);
    let open = Open::read(text).filter(|open| !open.is_fenced)?;
    let is_one = |key: &&str, of: &[&str]| of.contains(&key.to_lowercase().as_str());
    let is_meant = open.has_title()
        && open.keys.iter().all(|key| is_one(key, OPENING))
        && open.keys.iter().any(|key| is_one(key, MARKS));
    let is_seen = open.keys.iter().any(|key| is_one(key, CREDITS));
    let (end, after) = open.end;
    let found = Found {
        syntax: Syntax::Lines,
        inner: 0..end,
        whole: 0..if is_seen { 0 } else { after },
    };
    (is_meant && found.is_read(text)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::super::{read, tests};

    #[test]
    fn lines_are_read_and_stay_where_readers_may_see_them() {
        let source = "Title: Low water\nDate: 2026-01-02\nSummary: a\n    b\nAuthors: Ida Holt, Per Aas\n\nText";
        let (front, range) = read(source).unwrap().unwrap();
        assert_eq!(front.title.as_deref(), Some("Low water"));
        assert_eq!(front.authors, ["Ida Holt", "Per Aas"]);
        assert_eq!(&source[range.end..], "Text");
        tests::says_all(
            "Title: Low water\nDate: today\nAuthor: Ida Holt\nURL: https://a.example/1\n\nText",
            "Title:",
        );
    }

    #[test]
    fn what_is_meant_for_readers_is_none() {
        for text in [
            "Title: Low water\nSource: The Gull https://a.example/1\n\nText",
            "Title: Low water\nDate: today\nSource: The Gull\n\nText",
            "Author: Ida Holt\nDate: today\n\nText",
        ] {
            assert_eq!(read(text).unwrap(), None, "{text}");
        }
    }
}
