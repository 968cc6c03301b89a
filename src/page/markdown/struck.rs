//! What stands in a Markdown file but says nothing to its readers: pictures with their alternative texts, and text that
//! is struck out.

use std::ops::Range;

use crate::dom::lines::head;

/// Bytes that such a stretch may span; bounds the search for its end.
const SPAN: usize = 4 * 1024;

/// Byte ranges of pictures (`![…](…)`, `![…][…]`) and struck-out text (`~~…~~`), in order, without overlap.
pub(super) fn ranges(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for at in memchr::memchr3_iter(b'!', b'~', b'`', bytes) {
        if at < from {
            continue;
        }
        let rest = head(&text[at..], SPAN);
        let length = match bytes[at] {
            b'`' => {
                // Code shows what it holds.
                let mark = rest.len() - rest.trim_start_matches('`').len();
                let end = rest[mark..].find(&rest[..mark]).map_or(0, |end| end + mark);
                from = at + mark + end;
                continue;
            }
            b'~' => struck(rest),
            _ => picture(rest),
        };
        if let Some(length) = length {
            from = at + length;
            found.push(at..from);
        }
    }
    found
}

fn struck(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("~~")?;
    let end = inner.find("~~").filter(|end| *end > 0)?;
    (!inner[..end].contains("\n\n")).then_some(end + 4)
}

fn picture(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("![")?;
    let mut depth = 0_u32;
    let close = inner.bytes().position(|byte| match byte {
        b'[' => {
            depth += 1;
            false
        }
        b']' if depth == 0 => true,
        b']' => {
            depth -= 1;
            false
        }
        _ => false,
    })?;
    let after = &inner[close + 1..];
    let target = match after.as_bytes().first() {
        Some(b'(') => after.find(')').map_or(0, |end| end + 1),
        Some(b'[') => after.find(']').map_or(0, |end| end + 1),
        _ => 0,
    };
    Some(close + 3 + target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_and_struck_out_text_are_found() {
        let text = "A ![Source: [x] y](a.png \"t\") b ~~Source: c~~ d `~~e~~` ![f][g] !h ~i";
        let found: Vec<&str> = ranges(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(
            found,
            ["![Source: [x] y](a.png \"t\")", "~~Source: c~~", "![f][g]"]
        );
        for text in ["![", "~~", "~~~~", "`", "![a](", "!["] {
            ranges(text);
        }
        ranges(&"![".repeat(20_000));
    }
}
