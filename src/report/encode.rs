//! Text from a page made safe for where it goes: one encoder a sink.
//!
//! Whoever wrote the page must not be able to move the cursor, change colours or titles, reorder what is read, speak to
//! a continuous-integration runner that listens to the log, add markup to a report, or have a spreadsheet compute.

mod files;

use std::borrow::Cow;
use std::fmt::Write as _;

pub(super) use files::{code_span, csv_cell, fence, html, json, runner_data, runner_property, xml};

/// Makes one line of untrusted text safe to print: control, bidirectional and invisible characters become `\u{…}`,
/// line ends and tabs become a space, and `##[` and a leading `::` lose the form that runners obey.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| matches!(byte, b' '..=b'~' if byte != b':' && byte != b'#'))
    {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    // A runner reads `##[name]` anywhere in a line and `::name` at its start; a backslash breaks both forms.
    if text.trim_start().starts_with("::") {
        safe.push('\\');
    }
    let mut previous = ' ';
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => safe.push(' '),
            '[' if previous == '#' => safe.push_str("\\["),
            _ if is_unsafe(c) => {
                let _ = write!(safe, "\\u{{{:x}}}", c as u32);
            }
            _ => safe.push(c),
        }
        previous = c;
    }
    Cow::Owned(safe)
}

/// At most `limit` characters of the text, made safe, with `…` where it was cut.
pub fn shortened(text: &str, limit: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(limit) {
        None => terminal(text).into_owned(),
        Some((cut, _)) => format!("{}…", terminal(text[..cut].trim_end())),
    }
}

/// Characters that a terminal obeys or a reader cannot see.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{fe00}'..='\u{fe0d}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_terminals_and_runners_obey() {
        assert_eq!(terminal("plain text"), "plain text");
        assert_eq!(terminal("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(terminal("x\u{202e}y\u{200b}"), "x\\u{202e}y\\u{200b}");
        assert_eq!(terminal("##[error]no"), "##\\[error]no");
        assert_eq!(terminal("::error::no"), "\\::error::no");
        assert_eq!(terminal("one\r\ntwo"), "one  two");
        assert_eq!(
            terminal("转载请注明出处：https://a.example/é"),
            "转载请注明出处：https://a.example/é"
        );
    }

    #[test]
    fn cuts_on_characters() {
        assert_eq!(shortened("水水水水", 2), "水水…");
        assert_eq!(shortened(" ab ", 2), "ab");
    }
}
