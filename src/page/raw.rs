//! Text as it is written in the code of a page: how much of it is kept, the URLs in it, whether it is markup.

use url::Url;

use crate::dom::tag::Tag;
use crate::text::head;
use crate::text::urls::find_urls;

/// Bytes kept of one text. By hand; it bounds what is kept.
pub(super) const TEXT: usize = 4 * 1024;

/// URLs kept of one text. By hand; it bounds what is kept.
pub(super) const URLS: usize = 64;

/// Bytes read of one small document, by hand: a long article with its markup has a fifth of it.
pub(super) const DOCUMENT: usize = 256 * 1024;

/// At most 4 KiB of a text.
pub(super) fn cut(text: &str) -> &str {
    head(text, TEXT)
}

/// Where the tag or comment begins that is the first behind `from`: what stands before it is white space or text.
pub(super) fn tag_start(source: &str, from: usize) -> usize {
    let rest = source.as_bytes().get(from..).unwrap_or_default();
    memchr::memchr_iter(b'<', rest)
        .find(|at| {
            rest.get(at + 1).is_some_and(|byte| {
                byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?' | b'/')
            })
        })
        .map_or(from, |at| from + at)
}

/// The http(s) URLs written out in a text. Punctuation of the sentence around a URL is not part of it.
pub(super) fn urls_in(text: &str) -> Vec<Url> {
    url_ranges(text)
        .filter_map(|range| Url::parse(&text[range]).ok())
        .take(URLS)
        .collect()
}

/// Byte ranges of the http(s) URLs written out in a text, in order.
pub(super) fn url_ranges(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let has_scheme = |url: &std::ops::Range<usize>| text[url.start..].starts_with(['h', 'H']);
    // Most texts in code have none; that is told at once.
    let shows = memchr::memmem::find(text.as_bytes(), b"://").is_some();
    let found = if shows { find_urls(text) } else { Vec::new() };
    found.into_iter().filter(has_scheme)
}

/// Whether a text is markup: it has a tag, or a comment, in it.
pub(super) fn is_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).any(|at| {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let rest = rest.strip_prefix(b"/").unwrap_or(rest);
        rest.starts_with(b"!--") || {
            let length = rest
                .iter()
                .take_while(|b| b.is_ascii_alphanumeric())
                .count();
            let name = rest.get(..length).unwrap_or_default().to_ascii_lowercase();
            let ends = rest
                .get(length)
                .is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'));
            ends && std::str::from_utf8(&name).is_ok_and(is_html)
        }
    })
}

fn is_html(name: &str) -> bool {
    Tag::named(name) != Tag::Other || matches!(name, "b" | "i" | "em" | "strong" | "span" | "u")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(text: &str) -> Vec<&str> {
        url_ranges(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn finds_urls_in_running_text() {
        assert_eq!(
            urls("see https://a.example/x. Or (http://b.example/y_(z))!"),
            ["https://a.example/x", "http://b.example/y_(z)"]
        );
        assert_eq!(
            urls("出处：https://a.example/1.html。谢谢"),
            ["https://a.example/1.html"]
        );
        assert_eq!(
            urls("转载自HTTPS://A.example/路径，谢谢"),
            ["HTTPS://A.example/路径"]
        );
        assert_eq!(urls("ftp://a.example https:// http://"), Vec::<&str>::new());
        assert_eq!(
            urls("https://a.example/?u=https://b.example/"),
            ["https://a.example/?u=https://b.example/"]
        );
    }

    #[test]
    fn markup_is_told_from_text() {
        for text in [
            "<p>x</p>",
            "see <A href=x>y</A>",
            "a</div>",
            "<!-- x -->",
            "<em>b</em>",
        ] {
            assert!(is_markup(text), "{text}");
        }
        for text in [
            "a < b",
            "if a<n and n>c",
            "<3",
            "x <someone@mail.example>",
            "<",
            "",
        ] {
            assert!(!is_markup(text), "{text}");
        }
    }
}
