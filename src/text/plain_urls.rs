//! URLs that a page shows as text.

use std::ops::Range;

use url::Url;

use super::is_invisible;
use super::script::is_cjk;

/// A longer run is no URL that anybody reads. By hand; it bounds work.
const MAX_URL: usize = 2048;

/// Endings of names that are taken for hosts where no scheme and no `www.` stands before them, besides the
/// two-letter country codes.
const ENDINGS: &[&str] = &[
    "academy",
    "agency",
    "app",
    "arpa",
    "art",
    "asia",
    "blog",
    "biz",
    "center",
    "club",
    "cloud",
    "codes",
    "com",
    "company",
    "design",
    "dev",
    "digital",
    "edu",
    "email",
    "fun",
    "global",
    "gov",
    "group",
    "guru",
    "info",
    "ink",
    "institute",
    "int",
    "jobs",
    "life",
    "link",
    "live",
    "ltd",
    "media",
    "mil",
    "mobi",
    "museum",
    "name",
    "net",
    "network",
    "news",
    "ngo",
    "one",
    "online",
    "org",
    "page",
    "plus",
    "press",
    "pro",
    "pub",
    "report",
    "review",
    "science",
    "shop",
    "site",
    "social",
    "space",
    "store",
    "studio",
    "systems",
    "team",
    "tech",
    "today",
    "tools",
    "top",
    "travel",
    "vip",
    "watch",
    "website",
    "wiki",
    "work",
    "world",
    "wtf",
    "xyz",
    "zone",
];

/// Two-letter endings of files that are no country.
const FILE_ENDINGS: &[&str] = &["cs", "db", "gz", "js", "kt", "mm", "py", "rb", "ts", "vb"];

/// Countries whose ending is far more often a file's (`main.rs/…`): a host of theirs needs a subdomain to count.
const AMBIGUOUS: &[&str] = &["md", "rs"];

/// Finds URLs written as text: with a scheme, with `www.`, or as a bare `host.tld/path`.
///
/// Chinese, Japanese and Korean punctuation, quotation marks and invisible characters end a URL, and so does CJK text
/// glued to it; closing brackets and sentence marks at its end are left out. The ranges are byte ranges in `text`, in
/// order, without overlap. Linear in the length of the text.
pub fn plain_urls(text: &str) -> Vec<(Range<usize>, Url)> {
    let mut found = Vec::new();
    let mut from = 0;
    let bytes = text.as_bytes();
    // `/` or `.` occurs in every form; each dot or slash is looked at once.
    for at in memchr::memchr2_iter(b'.', b'/', bytes) {
        if at < from {
            continue;
        }
        let Some(start) = start_of(text, from, at) else {
            continue;
        };
        let end = end_of(text, start.body);
        if let Some(url) = parse(&text[start.first..end], start.scheme) {
            found.push((start.first..end, url));
        }
        from = end.max(at + 1);
    }
    found
}

struct Start {
    /// Where the URL begins.
    first: usize,
    /// Where its host begins.
    body: usize,
    scheme: bool,
}

/// Where a URL begins that has a `.` or `/` at `at`, if one does.
fn start_of(text: &str, from: usize, at: usize) -> Option<Start> {
    let bytes = text.as_bytes();
    if bytes[at] == b'/' {
        let body = at + 2;
        if !text[at..].starts_with("//") || at == 0 {
            return None;
        }
        // `http：//` with a fullwidth colon is common in Chinese text.
        let head = text[from..at]
            .strip_suffix(':')
            .or_else(|| text[from..at].strip_suffix('：'))?;
        let scheme = ["https", "http"]
            .into_iter()
            .find(|name| head.len() >= name.len() && ends_with_ignoring_case(head, name))?;
        return Some(Start {
            first: from + head.len() - scheme.len(),
            body,
            scheme: true,
        });
    }
    // A dot: the host's first label stands before it.
    let label = text[from..at]
        .bytes()
        .rev()
        .take(63)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        .count();
    let first = at - label;
    let before = text[from..first].chars().next_back();
    if label == 0 || before.is_some_and(|c| matches!(c, '@' | '.' | '/' | '_' | '\\' | '&' | '=')) {
        return None;
    }
    let host_end = at
        + text[at..]
            .bytes()
            .take(253)
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
            .count();
    let host = text[first..host_end].trim_end_matches('.');
    let lower = host.to_ascii_lowercase();
    let ending = lower.rsplit('.').next().unwrap_or_default();
    let www = lower.starts_with("www.") && lower.matches('.').count() >= 2;
    let path = text[first + host.len()..].starts_with('/')
        && text[first + host.len() + 1..]
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '?' | '@' | '~' | '%' | '_'));
    let known = ENDINGS.contains(&ending)
        || ending.len() == 2
            && ending.bytes().all(|byte| byte.is_ascii_lowercase())
            && !FILE_ENDINGS.contains(&ending)
            && (!AMBIGUOUS.contains(&ending) || lower.matches('.').count() >= 2);
    (www && ending.len() >= 2 || path && known && host.len() > ending.len() + 1).then_some(Start {
        first,
        body: first,
        scheme: false,
    })
}

fn ends_with_ignoring_case(text: &str, ending: &str) -> bool {
    text.get(text.len() - ending.len()..)
        .is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
}

/// Where the URL ends whose host begins at `body`.
fn end_of(text: &str, body: usize) -> usize {
    let mut end = body;
    let mut in_host = true;
    let mut open = 0_usize;
    let mut previous = '/';
    let mut chars = text[body..].char_indices().peekable();
    while let Some((offset, letter)) = chars.next() {
        let at = body + offset;
        if at - body > MAX_URL {
            break;
        }
        if is_invisible(letter) {
            // Long URLs carry break opportunities: behind a separator the URL goes on.
            let next = chars.peek().map(|(_, next)| *next);
            let inside =
                "/-_.?&=".contains(previous) || next.is_some_and(|c| "/-_.?&=".contains(c));
            if inside && next.is_some_and(|c| c.is_ascii_graphic()) {
                continue;
            }
            break;
        }
        if is_delimiter(letter) {
            break;
        }
        if letter == '(' {
            open += 1;
        } else if letter == ')' {
            if open == 0 {
                break;
            }
            open -= 1;
        }
        if matches!(letter, '/' | '?' | '#') {
            in_host = false;
        }
        if is_cjk(letter) && !belongs(&text[at..], &text[body..at], in_host) {
            break;
        }
        previous = letter;
        end = at + letter.len_utf8();
    }
    trim_end(text, body, end)
}

/// Whether CJK letters that follow on `before`, the URL so far from its host on, belong to the URL.
///
/// They do in a label of an international host, in a path segment or value of their own that the URL goes on after, and
/// in the last segment below another; glued to letters of another script only where the URL goes on after them
/// (`/Linux安装/`). What is glued to a file's name or to a short path is the sentence around the URL.
fn belongs(rest: &str, before: &str, in_host: bool) -> bool {
    let previous = before.chars().next_back().unwrap_or('/');
    if is_cjk(previous) {
        return true;
    }
    let mut behind = rest.chars().take(64).skip_while(|letter| is_cjk(*letter));
    let after = behind.next();
    let ends = after.is_none_or(|letter| is_delimiter(letter) || is_invisible(letter));
    if in_host {
        let opens = matches!(previous, '/' | '.' | '-');
        return opens
            && (after == Some('.')
                || previous == '.' && (ends || matches!(after, Some('/' | ':'))));
    }
    // A query or the name of a part: "…/文章?from=app", "…/記事#top"; a sentence may end with such a mark.
    let tail = matches!(after, Some('?' | '#'))
        && behind
            .next()
            .is_some_and(|letter| letter.is_ascii_alphanumeric());
    let goes_on =
        tail || after.is_some_and(|letter| matches!(letter, '/' | '-' | '_' | '&' | '%' | '.'));
    let segment = before.rsplit('/').next().unwrap_or_default();
    let deep = before.matches('/').count() >= 2;
    match previous {
        '/' => goes_on || ends && deep,
        // "우물가의-시계방": more of a name in such letters.
        '-' | '_' if segment.contains(is_cjk) => goes_on || ends,
        '=' | '-' | '_' | '%' => goes_on,
        _ => {
            previous.is_ascii_alphabetic()
                && goes_on
                && after != Some('.')
                && !segment.contains('.')
        }
    }
}

fn trim_end(text: &str, body: usize, mut end: usize) -> usize {
    while let Some(last) = text[body..end].chars().next_back() {
        let stray = matches!(
            last,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '&'
        ) || is_invisible(last);
        let unopened = last == ')' && !text[body..end].contains('(');
        if !stray && !unopened {
            break;
        }
        end -= last.len_utf8();
    }
    end
}

fn parse(raw: &str, scheme: bool) -> Option<Url> {
    let clean: String = raw
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .map(|letter| if letter == '：' { ':' } else { letter })
        .collect();
    let url = if scheme {
        Url::parse(&clean).ok()?
    } else {
        Url::parse(&format!("http://{clean}")).ok()?
    };
    let host = url.host_str()?;
    (host.contains('.') && !host.ends_with('.') && !host.starts_with('.')).then_some(url)
}

/// Characters that end a URL in running text.
fn is_delimiter(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(
            letter,
            '<' | '>'
                | '"'
                | '`'
                | '['
                | ']'
                | '{'
                | '}'
                | '|'
                | '\\'
                | '^'
                | '«'
                | '»'
                | '‹'
                | '›'
        )
        || matches!(letter,
            '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'   // quotation marks, dashes, ellipses
            | '\u{3000}'..='\u{303f}'                           // CJK punctuation
            | '\u{fe10}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe6f}' // its vertical and small forms
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' // fullwidth punctuation
            | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
            | '\u{060c}' | '\u{061b}' | '\u{061f}' | '\u{06d4}' | '\u{0964}' | '\u{fffd}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn urls(text: &str) -> Vec<String> {
        plain_urls(text)
            .into_iter()
            .map(|(_, url)| url.to_string())
            .collect()
    }

    #[test]
    fn a_url_is_cut_out_of_the_text_around_it() {
        let article = ["https://aicnbc.com/13219.html"];
        for text in [
            "please indicate the source:https://aicnbc.com/13219.html",
            "请注明出处：https://aicnbc.com/13219.html。",
            "请注明出处：https://aicnbc.com/13219.html，谢谢",
            "出处https://aicnbc.com/13219.html转载请注明",
            "（https://aicnbc.com/13219.html）",
            "(https://aicnbc.com/13219.html).",
            "“https://aicnbc.com/13219.html”",
            "https://aicnbc.com/13219.html\u{200b}。",
            "[x](https://aicnbc.com/13219.html), and",
            "<https://aicnbc.com/13219.html>",
            "*https://aicnbc.com/13219.html*",
            "https：//aicnbc.com/13219.html",
            "https://aicnbc.com/\u{200b}13219.html",
            "https://aicnbc.com/13219.html...",
        ] {
            assert_eq!(urls(text), article, "{text}");
        }
    }

    #[test]
    fn urls_without_a_scheme_are_found() {
        assert_eq!(
            urls("see www.example.com/a, or"),
            ["http://www.example.com/a"]
        );
        assert_eq!(urls("来源：example.cn/p/1。"), ["http://example.cn/p/1"]);
        assert_eq!(
            urls("(example.co.uk/news/a)"),
            ["http://example.co.uk/news/a"]
        );
        assert_eq!(
            urls("本文来自www.example.com，"),
            ["http://www.example.com/"]
        );
    }

    #[test]
    fn what_only_resembles_a_url_is_left_alone() {
        for text in [
            "e.g. and/or",
            "Node.js/Express",
            "src/main.rs/x",
            "a@example.com/b",
            "3.14/2.71",
            "http://",
            "...",
            "/",
            "www.",
            "http://localhost/a",
            "example.com",
            "1.2.3/4",
            "file.tar.gz/a",
        ] {
            assert_eq!(urls(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn international_hosts_and_paths_stay_whole() {
        assert_eq!(
            urls("https://例え.jp/記事/1.html を参照"),
            ["https://xn--r8jz45g.jp/%E8%A8%98%E4%BA%8B/1.html"]
        );
        assert_eq!(
            urls("http://例子.中国/posts/1。"),
            ["http://xn--fsqu00a.xn--fiqs8s/posts/1"]
        );
        for (text, url) in [
            (
                "https://a.example/posts/修凳子",
                "https://a.example/posts/修凳子",
            ),
            (
                "https://a.example/posts/Linux安装记录/ 看看",
                "https://a.example/posts/Linux安装记录/",
            ),
            (
                "https://a.example/文章/养蜂人?from=timeline，作者",
                "https://a.example/文章/养蜂人?from=timeline",
            ),
            (
                "https://a.example/記事/灯台#top（水沢）",
                "https://a.example/記事/灯台#top",
            ),
            (
                "https://m.a.example/글/우물가의-시계방 윤다온",
                "https://m.a.example/글/우물가의-시계방",
            ),
            (
                "https://a.example/养蜂人?spm=1.2",
                "https://a.example/养蜂人?spm=1.2",
            ),
            ("https://a.example/转载请注明", "https://a.example/"),
            (
                "https://a.example/posts/1.html转载/复制",
                "https://a.example/posts/1.html",
            ),
            ("https://a.example转载", "https://a.example"),
        ] {
            assert_eq!(urls(text), [Url::parse(url).unwrap().to_string()], "{text}");
        }
        assert_eq!(
            urls("https://en.wikipedia.org/wiki/Credit_(law))"),
            ["https://en.wikipedia.org/wiki/Credit_(law)"]
        );
    }

    #[test]
    fn several_urls_keep_their_order_and_ranges() {
        let text = "via: http://a.example/1 作者：http://b.example/2。";
        let found = plain_urls(text);
        assert_eq!(&text[found[0].0.clone()], "http://a.example/1");
        assert_eq!(&text[found[1].0.clone()], "http://b.example/2");
    }

    proptest! {
        #[test]
        fn any_text_gives_ordered_ranges(text in "([a-z./:?=（）。転载 \u{200b}]|http://|www\\.|\\.com/){0,40}") {
            let mut end = 0;
            for (range, url) in plain_urls(&text) {
                prop_assert!(range.start >= end && text.get(range.clone()).is_some());
                prop_assert!(matches!(url.scheme(), "http" | "https"));
                end = range.end;
            }
        }
    }
}
