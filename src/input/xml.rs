//! Text in XML, piece by piece, and the charset of a list of pages.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::events::{BytesStart, Event};

/// How far the declaration of XML is looked for, in bytes. By hand.
const DECLARATION: usize = 256;

/// The text of a list of pages: by its byte order mark, by zeros beside its first letter (XML 1.0, appendix F), by what its
/// XML declaration says, else UTF-8.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let (encoding, bytes) = match (Encoding::for_bom(bytes), bytes) {
        (Some((encoding, length)), bytes) => (encoding, bytes.get(length..).unwrap_or_default()),
        (None, [0, first, 0, _, ..]) if *first != 0 => (UTF_16BE, bytes),
        (None, [first, 0, _, 0, ..]) if *first != 0 => (UTF_16LE, bytes),
        _ => (declared(bytes).unwrap_or(UTF_8), bytes),
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// The charset that an XML declaration names. What can be read as ASCII is not in UTF-16, whatever it says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..DECLARATION).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start);
    let declaration = start
        .trim_start()
        .strip_prefix("<?xml")?
        .split("?>")
        .next()?;
    let value = declaration.split_once("encoding")?.1.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let label = value.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
        .filter(|encoding| ![UTF_16BE, UTF_16LE].contains(encoding))
}

/// The text that an event adds to its element. Of references only those count that XML itself defines, so that a
/// document cannot blow itself up.
pub(super) fn text<'a>(event: &Event<'a>) -> Option<Cow<'a, str>> {
    match event {
        Event::Text(part) => Some(part.clone().into_inner()),
        Event::CData(part) => Some(part.clone().into_inner()),
        Event::GeneralRef(reference) => {
            let character = match reference.resolve_char_ref() {
                Ok(Some(character)) => character,
                _ => named(&reference.clone().into_inner())?,
            };
            Some(Cow::Owned(character.to_string()))
        }
        _ => None,
    }
}

/// The value of an attribute.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let value = quick_xml::escape::unescape(&attribute.value).ok()?;
    Some(value.into_owned())
}

/// The five entities of XML 1.0 §4.6.
fn named(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_the_charset_they_are_in() {
        let text = "<?xml version='1.0' encoding='UTF-16'?><a>é</a>";
        let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            little.clone(),
            big.clone(),
            marked(b"\xff\xfe", &little),
            marked(b"\xfe\xff", &big),
            text.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", text.as_bytes()),
        ] {
            assert_eq!(decoded(&bytes), text, "{bytes:?}");
        }
        let latin = b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>\xe9</a>";
        assert!(decoded(latin).ends_with("<a>é</a>"));
    }
}
