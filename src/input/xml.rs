//! Text in XML, piece by piece.

use std::borrow::Cow;

use quick_xml::events::Event;

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
