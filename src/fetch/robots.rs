//! What a site's `robots.txt` allows (RFC 9309).
//!
//! Matching takes time in proportion to the pattern and the path: patterns are cut at their `*` and the pieces looked
//! for one after the other, leftmost first, which never has to go back.

use std::time::Duration;

use memchr::memmem;
use url::Url;

/// How many bytes of a `robots.txt` count; RFC 9309 §2.5 asks for at least 500 KiB.
pub const MAX_ROBOTS: usize = 512 * 1024;

/// The longest pause between two requests that a site is given. By hand: with more, a list of a hundred pages of one site
/// takes an hour.
pub const MAX_DELAY: Duration = Duration::from_secs(30);

/// The longest path that is matched in full, in bytes; a longer one is cut. By hand; it bounds work.
const MAX_PATH: usize = 8 * 1024;

/// The rules of one `robots.txt` for one robot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: Pattern,
}

impl Robots {
    /// Reads the rules that hold for the robot `agent` (a product name, in any letter case), whatever the bytes are:
    /// the groups that name it, or else the groups for `*`.
    pub fn parse(bytes: &[u8], agent: &str) -> Self {
        let bytes = &bytes[..bytes.len().min(MAX_ROBOTS)];
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut named = Collector::default();
        let mut everyone = Collector::default();
        let mut heading = false;
        for line in bytes.split(|byte| matches!(byte, b'\n' | b'\r')) {
            let Some((key, value)) = key_and_value(line) else {
                continue;
            };
            if key.eq_ignore_ascii_case(b"user-agent") {
                if !heading {
                    (named.open, everyone.open) = (false, false);
                }
                heading = true;
                let name = product(value);
                if value.first() == Some(&b'*') {
                    everyone.enter();
                } else if !name.is_empty() && name.eq_ignore_ascii_case(agent.as_bytes()) {
                    named.enter();
                }
            } else if key.eq_ignore_ascii_case(b"allow") || key.eq_ignore_ascii_case(b"disallow") {
                heading = false;
                let allow = key.eq_ignore_ascii_case(b"allow");
                named.add(allow, value);
                everyone.add(allow, value);
            }
            if key.eq_ignore_ascii_case(b"crawl-delay") {
                named.slow(value);
                everyone.slow(value);
            }
            // Other keys (sitemap, …) belong to no group, and like the delay end none.
        }
        let group = if named.seen { named } else { everyone };
        Self {
            rules: group.rules,
            delay: group.delay,
        }
    }

    /// How long the site wants to be left alone between two requests (`Crawl-delay`); at most [`MAX_DELAY`].
    pub fn delay(&self) -> Option<Duration> {
        self.delay
    }

    /// Rules that allow everything: what a missing `robots.txt` means.
    pub fn allow_all() -> Self {
        Self {
            rules: Vec::new(),
            delay: None,
        }
    }

    /// Whether a URL may be fetched: the longest pattern that matches decides, and of two as long the one that allows.
    pub fn allows(&self, url: &Url) -> bool {
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        if path == "/robots.txt" {
            return true;
        }
        let mut path = normalise(path.as_bytes(), false);
        path.truncate(MAX_PATH);
        self.rules
            .iter()
            .filter(|rule| rule.pattern.matches(&path))
            .max_by_key(|rule| (rule.pattern.length, rule.allow))
            .is_none_or(|rule| rule.allow)
    }
}

/// The rules of the groups for one name.
#[derive(Debug, Default)]
struct Collector {
    /// Whether any group had the name, even one without rules.
    seen: bool,
    /// Whether the group being read has the name.
    open: bool,
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

impl Collector {
    fn enter(&mut self) {
        (self.seen, self.open) = (true, true);
    }

    fn add(&mut self, allow: bool, value: &[u8]) {
        // An empty pattern matches nothing.
        if self.open && !value.is_empty() {
            let pattern = Pattern::new(value);
            self.rules.push(Rule { allow, pattern });
        }
    }

    fn slow(&mut self, value: &[u8]) {
        let seconds = std::str::from_utf8(value)
            .ok()
            .and_then(|text| text.parse::<f64>().ok());
        let delay = seconds.filter(|seconds| seconds.is_finite() && *seconds > 0.0);
        if let Some(seconds) = delay.filter(|_| self.open) {
            let delay = Duration::from_secs_f64(seconds.min(MAX_DELAY.as_secs_f64()));
            self.delay = Some(self.delay.map_or(delay, |longest| longest.max(delay)));
        }
    }
}

fn key_and_value(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let line = match memchr::memchr(b'#', line) {
        Some(at) => &line[..at],
        None => line,
    };
    let colon = memchr::memchr(b':', line)?;
    Some((line[..colon].trim_ascii(), line[colon + 1..].trim_ascii()))
}

/// The product name at the start of a `User-agent` value: `creditline/1.0 (…)` is `creditline`.
fn product(value: &[u8]) -> &[u8] {
    let end = value
        .iter()
        .position(|byte| !(byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-')))
        .unwrap_or(value.len());
    &value[..end]
}

/// A path pattern: `*` stands for anything, a `$` at the end for the end.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    /// The pieces between the `*`; the first stands at the start of the path.
    pieces: Vec<Vec<u8>>,
    anchored: bool,
    /// How long the pattern is in bytes; longer ones are more specific.
    length: usize,
}

impl Pattern {
    fn new(value: &[u8]) -> Self {
        let (value, anchored) = match value.strip_suffix(b"$") {
            Some(rest) => (rest, true),
            None => (value, false),
        };
        let whole = normalise(value, true);
        Self {
            length: whole.len() + usize::from(anchored),
            pieces: whole
                .split(|byte| *byte == b'*')
                .map(<[u8]>::to_vec)
                .collect(),
            anchored,
        }
    }

    fn matches(&self, path: &[u8]) -> bool {
        let Some((first, rest)) = self.pieces.split_first() else {
            return false;
        };
        let Some(mut left) = path.strip_prefix(first.as_slice()) else {
            return false;
        };
        let Some((last, middle)) = rest.split_last() else {
            return !self.anchored || left.is_empty();
        };
        for piece in middle {
            let Some(at) = memmem::find(left, piece) else {
                return false;
            };
            left = &left[at + piece.len()..];
        }
        if self.anchored {
            left.ends_with(last)
        } else {
            memmem::find(left, last).is_some()
        }
    }
}

/// One spelling for equal paths: escapes of unreserved characters are decoded, everything that needs an escape has
/// one, in capitals. In a path `*` and `$` are letters like others and get an escape; in a pattern `*` stays.
fn normalise(bytes: &[u8], pattern: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte == b'%'
            && let Some(code) = bytes.get(at..at + 2).and_then(escape)
        {
            at += 2;
            if code.is_ascii_alphanumeric() || matches!(code, b'-' | b'.' | b'_' | b'~') {
                out.push(code);
            } else {
                push_escaped(&mut out, code);
            }
        } else if byte == b'*' && pattern {
            out.push(byte);
        } else if !byte.is_ascii_graphic() || matches!(byte, b'*' | b'$') {
            push_escaped(&mut out, byte);
        } else {
            out.push(byte);
        }
    }
    out
}

fn escape(digits: &[u8]) -> Option<u8> {
    let value = |digit: u8| char::from(digit).to_digit(16);
    let code = value(digits[0])? * 16 + value(digits[1])?;
    u8::try_from(code).ok()
}

fn push_escaped(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend([
        b'%',
        DIGITS[usize::from(byte >> 4)],
        DIGITS[usize::from(byte & 15)],
    ]);
}

#[cfg(test)]
mod tests;
