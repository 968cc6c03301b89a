//! The comment in which Nikola keeps lines `.. title: …`.

use super::lines::fact;
use super::{Found, LIMIT, Syntax};
use crate::text::head;

pub(super) fn find(text: &str) -> Option<Found> {
    let open = "<!--";
    // A comment that begins otherwise is none of Nikola's.
    let line = text.lines().next()?;
    let inner = head(text, LIMIT).strip_prefix(open)?;
    let inner = inner.get(..inner.find("-->")?)?;
    let mut lines = inner.lines().filter(|line| !line.trim().is_empty());
    let is_header = line.trim_end() == open && lines.all(|line| fact(line, ".. ").is_some());
    (is_header && inner.contains(".. title:")).then(|| Found {
        syntax: Syntax::Lines,
        inner: open.len()..open.len() + inner.len(),
        // Nobody sees a comment, and nothing shifts.
        whole: 0..0,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{read, tests};

    #[test]
    fn the_comment_is_read_and_stays() {
        tests::says_all(
            "<!--\n.. title: Low water\n.. author: Ida Holt\n.. url: https://a.example/1\n-->\nText",
            "<!--",
        );
        assert_eq!(read("<!-- title: Low water -->\nText").unwrap(), None);
    }
}
