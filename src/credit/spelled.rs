//! The original's own address as people copy it from the address bar: decoded, in letters of any script.
//!
//! Where an address shown as text ends is a guess wherever a script writes no spaces. What the known address is, decoded,
//! is none: it is looked for as it stands.

use std::borrow::Cow;
use std::ops::Range;

use url::Url;

use super::line::{PlainUrl, is_said};
use super::scan::Scan;
use crate::address::spelled_out;
use crate::originals::Original;
use crate::page::Page;
use crate::text::is_invisible;
use crate::text::urls::MAX_URL;

/// The addresses shown as text in visible blocks; those of the original whole.
pub(super) fn urls<'s>(scan: &'s Scan, page: &Page, original: &Original) -> Cow<'s, [PlainUrl]> {
    let known = original
        .url
        .as_ref()
        .and_then(|url| Some((url, spelled_out(url)?)));
    let Some((url, spelled)) = known else {
        return Cow::Borrowed(&scan.urls);
    };
    let finder = memchr::memmem::Finder::new(spelled.as_bytes());
    let mut found = Vec::new();
    for (block, shown) in page.blocks.iter().enumerate() {
        let seen = Seen::of(&shown.text);
        let text = seen.text.as_ref();
        for at in finder.find_iter(text.as_bytes()) {
            if let Some((range, tail)) = whole(text, at..at + spelled.len())
                && let Some(range) = seen.range(range)
                && is_said(shown, &range)
                && let Some(url) = with_tail(url, tail)
            {
                found.push(PlainUrl { block, range, url });
            }
        }
    }
    // What stands inside another address (an archive's, a redirector's) is that other's.
    found.retain(|whole| {
        let before = scan
            .urls
            .partition_point(|url| (url.block, url.range.start) < (whole.block, whole.range.start));
        before
            .checked_sub(1)
            .and_then(|before| scan.urls.get(before))
            .is_none_or(|url| url.block != whole.block || url.range.end <= whole.range.start)
    });
    if found.is_empty() {
        return Cow::Borrowed(&scan.urls);
    }
    let is_apart = |url: &&PlainUrl| {
        let next = found.partition_point(|whole| {
            (whole.block, whole.range.end) <= (url.block, url.range.start)
        });
        !found
            .get(next)
            .is_some_and(|whole| whole.block == url.block && whole.range.start < url.range.end)
    };
    let mut urls: Vec<PlainUrl> = scan.urls.iter().filter(is_apart).cloned().collect();
    urls.extend(found);
    urls.sort_by_key(|url| (url.block, url.range.start));
    Cow::Owned(urls)
}

/// A text without the letters that nobody sees: a soft hyphen in an address is where a line may end.
struct Seen<'t> {
    text: Cow<'t, str>,
    /// Where each byte stands in the whole text; empty where there is nothing to leave out.
    places: Vec<usize>,
}

impl<'t> Seen<'t> {
    fn of(text: &'t str) -> Self {
        if text.is_ascii() || !text.contains(is_invisible) {
            let text = Cow::Borrowed(text);
            let places = Vec::new();
            return Self { text, places };
        }
        let mut seen = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(text.len());
        for (at, letter) in text.char_indices().filter(|(_, c)| !is_invisible(*c)) {
            seen.push(letter);
            places.extend(at..at + letter.len_utf8());
        }
        let text = Cow::Owned(seen);
        Self { text, places }
    }

    /// A range of it as a range of the whole text.
    fn range(&self, range: Range<usize>) -> Option<Range<usize>> {
        if self.places.is_empty() {
            return Some(range);
        }
        let last = range.end.checked_sub(1)?;
        Some(*self.places.get(range.start)?..self.places.get(last)? + 1)
    }
}

/// An address with what is written behind it: a query, or the name of a part of the page.
fn with_tail(url: &Url, tail: &str) -> Option<Url> {
    if tail.is_empty() {
        return Some(url.clone());
    }
    let mut bare = url.clone();
    bare.set_fragment(None);
    Url::parse(&format!("{bare}{tail}")).ok()
}

/// The query or fragment that a text begins with, as far as it is written in ASCII.
fn tail_of(text: &str) -> &str {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || "-._~%!$&*+=:@/?#".contains(c);
    let end = text.find(|c| !goes_on(c)).unwrap_or(text.len());
    let tail = text.get(..end.min(MAX_URL)).unwrap_or_default();
    let tail = tail.trim_end_matches(|c: char| ".!?*:_~&#".contains(c));
    if tail.len() > 1 { tail } else { "" }
}

/// The range of an address that stands at `at` in a text, with its scheme and the query or fragment behind it, and these
/// alone; `None` where it is a part of a longer one.
fn whole(text: &str, at: Range<usize>) -> Option<(Range<usize>, &str)> {
    let before = text.get(..at.start)?;
    let schemes = ["https://www.", "http://www.", "https://", "http://", "www."];
    let scheme = schemes
        .into_iter()
        .find(|scheme| before.ends_with(scheme))
        .map_or(0, str::len);
    let before = before.get(..before.len() - scheme)?.chars().next_back();
    let joined = |c: char| c.is_ascii_alphanumeric() || "/.-_@%=&?#".contains(c);
    if before.is_some_and(joined) {
        return None;
    }
    let rest = text.get(at.end..)?;
    let slash = usize::from(rest.starts_with('/'));
    let behind = rest.get(slash..)?;
    let queried = text.get(at.clone())?.contains('?');
    let tails = if queried { ['&', '#'] } else { ['?', '#'] };
    if behind.starts_with(tails) {
        let tail = tail_of(behind);
        return Some((at.start - scheme..at.end + slash + tail.len(), tail));
    }
    let mut after = behind.chars();
    // A sentence ends with a full stop, an address goes on behind it.
    let goes_on = match after.next() {
        Some('.' | ',' | '!' | '?' | '-' | '_') => {
            after.next().is_some_and(|c| c.is_ascii_alphanumeric())
        }
        Some(c) => joined(c),
        None => false,
    };
    (!goes_on).then_some((at.start - scheme..at.end + slash, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_goes_on_is_another() {
        let spelled = "pier.example/a/1";
        for (text, expected) in [
            ("(via pier.example/a/1)", Some("pier.example/a/1")),
            (
                "https://www.pier.example/a/1/.",
                Some("https://www.pier.example/a/1/"),
            ),
            ("pier.example/a/1转载", Some("pier.example/a/1")),
            (
                "pier.example/a/1?utm_source=wx，by Ida",
                Some("pier.example/a/1?utm_source=wx"),
            ),
            ("pier.example/a/1/#top.", Some("pier.example/a/1/#top")),
            ("pier.example/a/1? No", Some("pier.example/a/1")),
            ("pier.example/a/1&x=2", None),
            ("pier.example/a/12", None),
            ("pier.example/a/1.html", None),
            ("pier.example/a/1/2", None),
            ("old.pier.example/a/1", None),
        ] {
            let at = text.find(spelled).unwrap();
            let range = whole(text, at..at + spelled.len());
            assert_eq!(range.map(|(range, _)| &text[range]), expected, "{text}");
        }
    }

    #[test]
    fn letters_that_nobody_sees_part_no_address() {
        let text = "Ida\u{200d}, pier.exam\u{ad}ple/潮\u{200b}水.";
        let seen = Seen::of(text);
        let spelled = "pier.example/潮水";
        let at = seen.text.find(spelled).unwrap();
        let range = seen.range(at..at + spelled.len()).unwrap();
        assert_eq!(&text[range], "pier.exam\u{ad}ple/潮\u{200b}水");
    }

    #[test]
    fn what_stands_behind_an_address_is_kept() {
        let url = Url::parse("https://pier.example/文章/潮").unwrap();
        let shown = |tail| with_tail(&url, tail).map(String::from);
        let plain = "https://pier.example/%E6%96%87%E7%AB%A0/%E6%BD%AE";
        assert_eq!(shown("").as_deref(), Some(plain));
        assert_eq!(shown("?from=wx"), Some(format!("{plain}?from=wx")));
        assert_eq!(shown("#top"), Some(format!("{plain}#top")));
    }
}
