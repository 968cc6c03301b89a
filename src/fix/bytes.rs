//! Edits of the decoded source carried over to the bytes of the file.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::Edit;
use crate::page::Page;

/// The file with the edits in it; every byte outside of them is as it was.
pub(super) fn applied(bytes: &[u8], page: &Page, edits: &[Edit]) -> Result<Vec<u8>, String> {
    let encoding = Encoding::for_label(page.charset.name.as_bytes())
        .ok_or_else(|| format!("the charset {} is not known", page.charset.name))?;
    let mark = match Encoding::for_bom(bytes) {
        Some((_, length)) => length,
        None => 0,
    };
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.range.start);
    let mut new = bytes[..mark].to_vec();
    let mut rest = &bytes[mark..];
    let mut at = 0;
    for edit in edits {
        let (Some(kept), Some(replaced)) = (
            page.source.get(at..edit.range.start),
            page.source.get(edit.range.clone()),
        ) else {
            return Err("the place of the credit cannot be told exactly".to_owned());
        };
        let (before, after) = split(rest, kept, encoding)?;
        new.extend_from_slice(before);
        new.extend_from_slice(&encoded(&edit.text, encoding));
        (_, rest) = split(after, replaced, encoding)?;
        at = edit.range.end;
    }
    // What is left must be what the page holds there, or offsets have drifted.
    let (last, none) = split(rest, page.source.get(at..).unwrap_or_default(), encoding)?;
    if !none.is_empty() {
        return Err(drifted(encoding));
    }
    new.extend_from_slice(last);
    Ok(new)
}

/// Splits off the bytes that stand for a text.
fn split<'b>(
    bytes: &'b [u8],
    text: &str,
    encoding: &'static Encoding,
) -> Result<(&'b [u8], &'b [u8]), String> {
    let length = encoded(text, encoding).len();
    let (head, rest) = bytes
        .split_at_checked(length)
        .ok_or_else(|| drifted(encoding))?;
    // Some charsets have several bytes for one character: the length alone proves nothing.
    let same = encoding
        .decode_without_bom_handling_and_without_replacement(head)
        .is_some_and(|decoded| decoded == text);
    if same {
        Ok((head, rest))
    } else {
        Err(drifted(encoding))
    }
}

fn drifted(encoding: &'static Encoding) -> String {
    format!(
        "the bytes of the file cannot be told apart exactly in {}",
        encoding.name()
    )
}

/// A text in a charset; what it lacks becomes a numeric character reference, which HTML and Markdown both read.
fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == UTF_16LE {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    } else if encoding == UTF_16BE {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    } else {
        encoding.encode(text).0.into_owned()
    }
}
