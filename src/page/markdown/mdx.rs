//! MDX: imports, exports, expressions and the tags of components are no words; what components hold is text.

use std::borrow::Cow;
use std::ops::Range;

use super::templates::{BLANK, code, code_end};

/// Bytes one tag or expression may span.
const TAG: usize = 4 * 1024;

/// The text as Markdown, each byte in its place.
pub(super) fn take_out(text: &str) -> Cow<'_, str> {
    let code = code(text);
    let mut bytes = text.as_bytes().to_vec();
    modules(text, &code, &mut bytes);
    let mut at = 0;
    while let Some(found) = text
        .get(at..)
        .and_then(|rest| memchr::memchr2(b'<', b'{', rest.as_bytes()))
    {
        at += found;
        if let Some(end) = code_end(&code, at) {
            at = end;
            continue;
        }
        let is_escaped = at > 0 && text.as_bytes().get(at - 1) == Some(&b'\\');
        let Some(end) = end_of(text, at).filter(|_| !is_escaped) else {
            at += 1;
            continue;
        };
        let inner = text.get(at + 1..end - 1).unwrap_or_default();
        if text.as_bytes().get(at) == Some(&b'{') {
            blank(&mut bytes, at..end);
            let is_comment = inner.starts_with("/*") && inner.ends_with("*/") && inner.len() > 4;
            if is_comment {
                for (at, byte) in (at..end).zip(text.as_bytes().get(at..end).unwrap_or_default()) {
                    put(&mut bytes, at, &[if *byte == b'>' { b' ' } else { *byte }]);
                }
                put(&mut bytes, at, b"<!--");
                put(&mut bytes, end - 3, b"-->");
            }
        } else if inner
            .trim_start_matches('/')
            .starts_with(|c: char| c.is_ascii_uppercase())
            || matches!(inner, "" | "/")
        {
            blank(&mut bytes, at..end);
        } else {
            attributes(inner, at + 1, &mut bytes);
        }
        at = end;
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn blank(bytes: &mut [u8], range: Range<usize>) {
    for byte in bytes.get_mut(range).unwrap_or_default() {
        if !matches!(byte, b'\n' | b'\r') {
            *byte = BLANK;
        }
    }
}

fn put(bytes: &mut [u8], at: usize, mark: &[u8]) {
    if let Some(room) = bytes.get_mut(at..at + mark.len()) {
        room.copy_from_slice(mark);
    }
}

/// Paragraphs that begin with `import` or `export`.
fn modules(text: &str, code: &[Range<usize>], bytes: &mut [u8]) {
    let (mut at, mut is_module, mut before_is_blank) = (0, false, true);
    for line in text.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        is_module = !is_blank
            && (is_module
                || before_is_blank
                    && ["import ", "export "]
                        .iter()
                        .any(|word| line.starts_with(word))
                    && code_end(code, at).is_none());
        if is_module {
            blank(bytes, at..at + line.len());
        }
        before_is_blank = is_blank;
        at += line.len();
    }
}

/// The end of the tag or expression that begins at `at`; braces nest, and quotes hide what they hold.
fn end_of(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_tag = bytes.get(at) == Some(&b'<');
    let starts_tag = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'>');
    if is_tag && !bytes.get(at + 1).is_some_and(starts_tag) {
        return None;
    }
    let (mut depth, mut quote) = (0_usize, None);
    for (offset, byte) in bytes.get(at..)?.iter().enumerate().take(TAG) {
        match (byte, quote) {
            (byte, Some(open)) if *byte == open => quote = None,
            (_, Some(_)) => {}
            (b'"' | b'`', None) if is_tag || depth > 0 => quote = Some(*byte),
            (b'\'', None) if is_tag => quote = Some(*byte),
            (b'{', None) => depth += 1,
            (b'}', None) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && !is_tag {
                    return Some(at + offset + 1);
                }
            }
            (b'>', None) if is_tag && depth == 0 => return Some(at + offset + 1),
            _ => {}
        }
    }
    None
}

/// `className=` and `style={{…}}` of a tag of HTML, as HTML writes them.
fn attributes(tag: &str, from: usize, bytes: &mut [u8]) {
    if let Some(at) = tag.find("className=") {
        put(bytes, from + at, b"class    =");
    }
    let Some(at) = tag.find("style={{") else {
        return;
    };
    let open = at + "style=".len();
    let Some(length) = tag.get(open..).and_then(|rest| rest.find("}}")) else {
        return;
    };
    put(bytes, from + open, b"\" ");
    put(bytes, from + open + length, b" \"");
    let inner = tag
        .as_bytes()
        .get(open + 2..open + length)
        .unwrap_or_default();
    let mut quote = None;
    for (offset, byte) in inner.iter().enumerate() {
        let new = match (byte, quote) {
            (b'\'' | b'"', None) => {
                quote = Some(*byte);
                b' '
            }
            (byte, Some(open)) if *byte == open => {
                quote = None;
                b' '
            }
            (b',', None) => b';',
            _ => continue,
        };
        put(bytes, from + open + 2 + offset, &[new]);
    }
}
