//! Where a URL shown as text begins and ends.
//!
//! In running text a URL ends at white space, at punctuation of Chinese, Japanese and Korean and at invisible
//! characters; sentence punctuation at its end belongs to the sentence. Letters of such scripts belong to it only
//! inside a path segment or query value made of them (`/标签/`), because they are often glued to it (`…/1.html转载`);
//! letters of scripts that write spaces belong to it everywhere.

use std::ops::Range;

use super::is_invisible;

/// Longest URL that is read, in bytes. By hand; it bounds work.
pub const MAX_URL: usize = 2_048;
/// Longest host with its port, in bytes. A name has at most 253 (RFC 1035), a port with its colon six.
const MAX_HOST: usize = 260;

/// The first URL in a text: with a scheme, or `www.`.
pub fn find_url(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(at) =
        memchr::memchr3(b'h', b'H', b'w', &text.as_bytes()[from..]).map(|at| from + at)
    {
        let rest = text.get(at..).unwrap_or_default();
        if (scheme_len(rest).is_some() || starts_with_www(rest))
            && let Some(url) = leading_url(rest)
        {
            return Some(at..at + url.len());
        }
        from = at + 1;
    }
    None
}

/// Every URL in a text, as [`find_url`] finds them, in their order.
pub fn find_urls(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    loop {
        let from = found.last().map_or(0, |url| url.end);
        match text.get(from..).and_then(find_url) {
            Some(url) => found.push(from + url.start..from + url.end),
            None => return found,
        }
    }
}

/// The URL that a text starts with: with a scheme, or a bare host with a dot (`example.org/page`).
pub fn leading_url(text: &str) -> Option<&str> {
    let scheme = scheme_len(text);
    // The host first: it is short, so that a text made of nothing but schemes is refused at once.
    let host: &str = {
        let rest = text.get(scheme.unwrap_or(0)..)?;
        let end = rest
            .char_indices()
            .find(|(at, c)| matches!(c, '/' | '?' | '#') || *at > MAX_HOST || ends_url(*c))
            .map_or(rest.len(), |(at, _)| at);
        trim_end(&rest[..end])
    };
    let valid = match scheme {
        Some(_) => !host.is_empty() && (host.contains('.') || host.starts_with("localhost")),
        None => bare_host(host),
    };
    if !valid {
        return None;
    }
    let url = trim_end(text.get(..url_end(text))?);
    // What is left must still hold more than the scheme.
    (url.len() > scheme.unwrap_or(0)).then_some(url)
}

fn scheme_len(text: &str) -> Option<usize> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            .then_some(scheme.len())
    })
}

fn starts_with_www(text: &str) -> bool {
    text.get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("www."))
}

/// Whether a word without a scheme is a host: labels of letters, digits and hyphens, the last of letters only.
fn bare_host(host: &str) -> bool {
    let mut labels = host.split('.').rev();
    let top = labels.next().unwrap_or_default();
    let mut others = 0;
    let all = labels.all(|label| {
        others += 1;
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    });
    all && others > 0 && top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic())
}

fn url_end(text: &str) -> usize {
    let mut previous = '/';
    for (at, c) in text.char_indices() {
        if at >= MAX_URL || ends_url(c) || (!c.is_ascii() && !may_follow(previous) && !goes_on(c)) {
            return at;
        }
        previous = c;
    }
    text.len()
}

/// Whether a character can never be part of a URL shown as text.
fn ends_url(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || is_invisible(c)
        || matches!(
            c,
            '<' | '>' | '"' | '`' | '[' | ']' | '{' | '}' | '|' | '\\' | '^' | '…'
        )
        || is_cjk_punctuation(c)
}

/// Whether a letter of a script that writes spaces: nobody glues such words to a URL (`/niño/`, `листок.рф`).
fn goes_on(c: char) -> bool {
    let combining = matches!(c as u32, 0x300..=0x36F);
    combining || (c as u32) < 0x700 && c.is_alphabetic()
}

/// Whether a letter outside ASCII may follow inside a URL: after a delimiter, a percent sign or another such letter.
fn may_follow(previous: char) -> bool {
    !previous.is_ascii() || matches!(previous, '/' | '=' | '-' | '_' | '%' | '+' | '#')
}

/// Punctuation of Chinese, Japanese and Korean, full-width forms and typographic quotes.
pub fn is_cjk_punctuation(c: char) -> bool {
    matches!(c as u32,
        0x2018..=0x201F | 0x2039 | 0x203A | 0xAB | 0xBB | 0x3000..=0x3004 | 0x3008..=0x3020 | 0x3030
        | 0x30FB | 0xFE30..=0xFE6B | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF40 | 0xFF5B..=0xFF65)
}

/// Takes sentence punctuation, closing quotes and unmatched brackets off the end.
fn trim_end(url: &str) -> &str {
    let mut url = url;
    while let Some(last) = url.chars().next_back() {
        let trims = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' => true,
            ')' => url.matches(')').count() > url.matches('(').count(),
            '(' => true,
            _ => false,
        };
        if !trims {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_ends_where_the_sentence_goes_on() {
        for (text, url) in [
            ("https://a.example/1.html.", "https://a.example/1.html"),
            ("https://a.example/1.html。更多", "https://a.example/1.html"),
            ("https://a.example/1.html转载", "https://a.example/1.html"),
            ("https://a.example/标签/1 x", "https://a.example/标签/1"),
            ("https://a.example/1\u{200b}x", "https://a.example/1"),
            ("https://a.example/x_(y))", "https://a.example/x_(y)"),
            ("https://a.example/?p=259, and", "https://a.example/?p=259"),
            ("a.example/1.html）", "a.example/1.html"),
            ("HTTP://A.example/", "HTTP://A.example/"),
            (
                "https://a.example/niño-campana/.",
                "https://a.example/niño-campana/",
            ),
            (
                "https://листок.рф/новости/12",
                "https://листок.рф/новости/12",
            ),
            (
                "https://stenö.example/fioler, danke",
                "https://stenö.example/fioler",
            ),
        ] {
            assert_eq!(leading_url(text), Some(url), "{text}");
        }
    }

    #[test]
    fn a_word_is_no_url() {
        for text in [
            "source",
            "e.g",
            "1.5",
            "https://",
            "https:// a.example",
            "",
            "...",
            "a..b",
        ] {
            assert_eq!(leading_url(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_url_of_a_text_is_found() {
        let text = "how: see www.a.example/x and http://b.example";
        assert_eq!(find_url(text).map(|at| &text[at]), Some("www.a.example/x"));
        assert_eq!(find_url("who wears hats"), None);
    }
}
