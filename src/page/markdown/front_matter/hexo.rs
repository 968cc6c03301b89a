//! What only Hexo has: YAML that begins without a fence, and the members of a JSON object before a line `;;;`.

use super::keys::{OPENING, Raw};
use super::lines::Open;
use super::{Found, LIMIT, Syntax, fences};
use crate::text::head;

const FENCE: &str = ";;;";

pub(super) fn find(text: &str) -> Option<Found> {
    members(text).or_else(|| open(text))
}

fn members(text: &str) -> Option<Found> {
    let found = if text.starts_with('"') {
        let found = fences::until(text, &[FENCE], Syntax::Members)?;
        let mut lines = text.get(found.inner.clone())?.lines();
        let is_blank = |line: &str| line.trim_end().is_empty();
        Some(found).filter(|_| !lines.any(is_blank))?
    } else {
        fences::between(text, &[FENCE], &[FENCE], Syntax::Members)?
    };
    found.is_read(text).then_some(found)
}

fn open(text: &str) -> Option<Found> {
    // As a heading of several lines nobody writes small keys, a title first.
    let is_small = |key: &&str| !key.starts_with(char::is_uppercase);
    let open = Open::read(head(text, LIMIT)).filter(|open| {
        open.is_fenced
            && open.keys.len() > 1
            && open.keys.first().is_some_and(|key| OPENING.contains(key))
            && open.keys.iter().all(is_small)
            && open.has_title()
    })?;
    let (end, after) = open.end;
    // What breaks as YAML, such as a value with a colon in it, is read line by line.
    let is_broken = Syntax::Yaml.parse::<Raw>(text.get(..end)?, 1).is_err();
    let found = Found {
        syntax: if is_broken {
            Syntax::Lines
        } else {
            Syntax::Yaml
        },
        inner: 0..end,
        whole: 0..after,
    };
    found.is_read(text).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::super::{read, tests};

    #[test]
    fn what_begins_without_a_fence_is_read_up_to_one() {
        for source in [
            ";;;\n\"title\": \"Low water\", \"author\": \"Ida Holt\",\n\"url\": \"https://a.example/1\"\n;;;\nText",
            "\"title\": \"Low water\", \"author\": \"Ida Holt\",\n\"url\": \"https://a.example/1\"\n;;;\nText",
            "title: Low water\nauthor: Ida Holt\ntags:\n- sea\nurl: https://a.example/1\n---\nText",
            "title: Low water\nauthor: Ida Holt\nexcerpt: Now: again\nurl: https://a.example/1\n---\nText",
        ] {
            tests::says_all(source, "Text");
        }
    }

    #[test]
    fn what_readers_may_see_is_none() {
        for text in [
            "Source: The Gull https://a.example/1\n---\nText",
            "Title: Low water\nDate: today\n---\n\nText",
            "title: one line\n---\nText",
            "title: Low water\nthat goes on\n---\nText",
            "\"title\": \"Low water\",\n\n\"author\": \"Ida Holt\"\n;;;\nText",
            ";;;\nwords\n;;;\nText",
        ] {
            assert_eq!(read(text).unwrap(), None, "{text}");
        }
    }
}
