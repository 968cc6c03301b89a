//! MDX: imports, exports, expressions and the tags of components are no words; what components hold is text.

use std::borrow::Cow;
use std::ops::Range;

use super::templates::{BLANK, SOMETHING, code, code_end, head_back, is_label};

/// Bytes one tag or expression may span. By hand; it bounds work.
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
            if is_sheet(text, at, inner) {
                blank(&mut bytes, at..at + 2);
                blank(&mut bytes, end - 2..end);
                at = end;
                continue;
            }
            blank(&mut bytes, at..end);
            if is_label(text, &(at..end)) {
                put(&mut bytes, at, SOMETHING.as_bytes());
            }
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
            if !link(inner, at + 1, &mut bytes) {
                blank(&mut bytes, at..end);
            }
        } else {
            attributes(inner, at + 1, &mut bytes);
        }
        at = end;
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether an expression is the text of a `style` element: a template without a value in it.
fn is_sheet(text: &str, at: usize, inner: &str) -> bool {
    let follows_tag = || {
        let before = head_back(text.get(..at).unwrap_or_default().trim_end());
        let tag = before.rfind('<').and_then(|open| before.get(open..));
        tag.is_some_and(|tag| tag.starts_with("<style") && tag.ends_with('>'))
    };
    inner.len() > 1
        && inner.starts_with('`')
        && inner.ends_with('`')
        && !inner.contains("${")
        && follows_tag()
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
pub(super) fn end_of(text: &str, at: usize) -> Option<usize> {
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

/// Components that show a link, by the names that routers and themes give them.
const LINKS: &[&str] = &["Link", "NavLink", "ExternalLink", "OutboundLink", "Anchor"];

/// Makes the tag of such a component that of a link. Whether it is one.
fn link(tag: &str, from: usize, bytes: &mut [u8]) -> bool {
    let end = tag.strip_prefix('/');
    let inner = end.unwrap_or(tag);
    let at = from + tag.len() - inner.len();
    let length = inner.find(|c: char| !c.is_ascii_alphanumeric());
    let name = inner
        .get(..length.unwrap_or(inner.len()))
        .unwrap_or_default();
    if !LINKS.contains(&name) {
        return false;
    }
    let room = |room: usize| format!("a{}", " ".repeat(room.saturating_sub(1)));
    if end.is_some() {
        put(bytes, at, room(name.len()).as_bytes());
        return true;
    }
    let rest = inner.get(name.len()..).unwrap_or_default();
    if rest.contains(" href=\"") || rest.contains(" href='") {
        put(bytes, at, room(name.len()).as_bytes());
    } else if rest.starts_with(" to=\"") || rest.starts_with(" to='") {
        // One byte of the name and the space before `to` make room for the longer word.
        let written = format!("a{}href", " ".repeat(name.len().saturating_sub(2)));
        put(bytes, at, written.as_bytes());
    } else {
        return false;
    }
    true
}

/// `className=`, `hidden={false}` and `style={{…}}` of a tag of HTML, as HTML writes them.
fn attributes(tag: &str, from: usize, bytes: &mut [u8]) {
    if let Some(at) = tag.find("className=") {
        put(bytes, from + at, b"class    =");
    }
    for unset in [" hidden={false}", " hidden={undefined}", " hidden={null}"] {
        if let Some(at) = tag.find(unset) {
            put(bytes, from + at, " ".repeat(unset.len()).as_bytes());
        }
    }
    quoted(tag, from, bytes);
    let Some(at) = tag.find("style={{") else {
        return;
    };
    let open = at + "style=".len();
    let Some(length) = tag.get(open..).and_then(|rest| rest.find("}}")) else {
        return;
    };
    let room = length + 2;
    let inner = tag.get(open + 2..open + length).unwrap_or_default();
    // What the braces and quotes took is enough for the hyphens and units of all but odd styles.
    let mut written = format!("\"{}", declarations(inner));
    if written.len() >= room {
        return;
    }
    written.push_str(&" ".repeat(room - written.len() - 1));
    written.push('"');
    put(bytes, from + open, written.as_bytes());
}

/// `href={"…"}` with any quotes: an attribute whose expression is a text.
fn quoted(tag: &str, from: usize, bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = tag.get(at..).and_then(|rest| rest.find("={")) {
        let open = at + found + 1;
        at = open + 1;
        let Some(rest) = tag.get(at..) else { return };
        let Some(quote) = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\'' | '`'))
        else {
            continue;
        };
        let value = rest.get(1..).and_then(|rest| rest.split_once(quote));
        let Some((value, _)) = value.filter(|(_, behind)| behind.starts_with('}')) else {
            continue;
        };
        let close = at + 1 + value.len();
        if quote == '`' && (value.contains('"') || value.contains("${")) {
            continue;
        }
        let mark = if quote == '\'' { b"'" } else { b"\"" };
        put(bytes, from + open, b" ");
        put(bytes, from + at, mark);
        put(bytes, from + close, mark);
        put(bytes, from + close + 1, b" ");
        at = close;
    }
}

/// The object of a `style` as CSS: names with hyphens, numbers in pixels where they are sizes.
fn declarations(object: &str) -> String {
    let mut quote = None;
    let pairs = object.split(|c: char| {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '\'' | '"' | '`') => quote = Some(c),
            _ => {}
        }
        c == ',' && quote.is_none()
    });
    let mut css = String::new();
    for (name, value) in pairs.filter_map(|pair| pair.split_once(':')) {
        let is_mark = |c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '`');
        let (name, value) = (name.trim_matches(is_mark), value.trim_matches(is_mark));
        if name.is_empty() || value.contains('"') {
            continue;
        }
        if !css.is_empty() {
            css.push(';');
        }
        for c in name.chars() {
            if c.is_ascii_uppercase() {
                css.push('-');
            }
            css.push(c.to_ascii_lowercase());
        }
        css.push(':');
        css.push_str(value);
        let is_number = value.parse::<f32>().is_ok_and(|number| number != 0.0);
        if is_number && !UNITLESS.contains(&name) {
            css.push_str("px");
        }
    }
    css
}

/// Properties whose numbers are no sizes.
const UNITLESS: &[&str] = &[
    "flex",
    "fontWeight",
    "lineHeight",
    "opacity",
    "order",
    "scale",
    "zIndex",
    "zoom",
];
