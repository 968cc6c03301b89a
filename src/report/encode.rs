//! Text from a page made safe for where it goes: one encoder a sink.
//!
//! Whoever wrote the page must not be able to move the cursor, change colours or titles, reorder what is read, speak to
//! a continuous-integration runner that listens to the log, add markup to a report, or have a spreadsheet compute.

mod files;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

pub(super) use files::{code_span, csv_cell, fence, html, json, runner_data, runner_property, xml};

/// A text without the names and passwords in its addresses: `https://name:word@host/` is `https://host/`. Reports are
/// passed on, and what somebody left in a link is no part of a credit.
pub(super) fn without_passwords(text: &str) -> Cow<'_, str> {
    let passwords = passwords(text);
    if passwords.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut safe, mut from) = (String::with_capacity(text.len()), 0);
    for range in passwords {
        safe.push_str(text.get(from..range.start).unwrap_or_default());
        from = range.end;
    }
    safe.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(safe)
}

/// Where the addresses of a text hold `name:word@`, in order.
fn passwords(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains("://") || !text.contains('@') {
        return found;
    }
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#' | '\\' | '"' | '\'' | '<' | '>');
    let mut from = 0;
    while let Some((head, tail)) = text.get(from..).and_then(|rest| rest.split_once("://")) {
        from += head.len() + "://".len();
        let host = tail.split(ends).next().unwrap_or_default();
        if let Some((user, _)) = host.rsplit_once('@')
            && user.contains(':')
        {
            found.push(from..from + user.len() + 1);
            from += user.len() + 1;
        }
    }
    found
}

/// Makes one line of untrusted text safe to print: control, bidirectional and invisible characters become `\u{…}`,
/// line ends and tabs become a space, `##name[` and a leading `::` lose the form that runners obey, and addresses their
/// passwords.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| matches!(byte, b' '..=b'~' if byte != b':' && byte != b'#'))
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(line(text, 0..0).0)
}

/// One line of untrusted text with a marked stretch, safe to print as a whole as [`terminal`] makes it, and where the
/// stretch stands in it. Pieces that are harmless by themselves may be a command where they meet.
#[cfg(feature = "cli")]
pub(super) fn with_mark(before: &str, marked: &str, after: &str) -> (String, Range<usize>) {
    let stretch = before.len()..before.len() + marked.len();
    line(&[before, marked, after].concat(), stretch)
}

fn line(text: &str, stretch: Range<usize>) -> (String, Range<usize>) {
    let mut safe = String::with_capacity(text.len() + 16);
    let mut passwords = passwords(text).into_iter().peekable();
    let mut command = Command::default();
    let (mut start, mut end) = (None, None);
    for (at, c) in text.char_indices() {
        if at >= stretch.start {
            start.get_or_insert(safe.len());
        }
        if at >= stretch.end {
            end.get_or_insert(safe.len());
        }
        while passwords.next_if(|range| range.end <= at).is_some() {}
        if passwords.peek().is_some_and(|range| range.contains(&at)) {
            continue;
        }
        let opens = command.opens_at(c);
        match c {
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => safe.push(' '),
            _ if is_unsafe(c) => {
                let _ = write!(safe, "\\u{{{:x}}}", c as u32);
            }
            _ => {
                if opens {
                    safe.push('\\');
                }
                safe.push(c);
            }
        }
    }
    let (mut start, mut end) = (start.unwrap_or(safe.len()), end.unwrap_or(safe.len()));
    if leads_with_command(&safe) {
        safe.insert(0, '\\');
        (start, end) = (start + 1, end + 1);
    }
    (safe, start..end)
}

/// Whether a runner of GitHub would take the line for a command.
fn leads_with_command(line: &str) -> bool {
    line.trim_start().starts_with("::")
}

/// Whether a text may stand in a log as it is, where an escape would change what it is for: [`terminal`] leaves it alone,
/// but for letters without a width that neither move nor turn anything, which many pages hold. Where some programs
/// begin a new line, a command could begin too.
pub(super) fn is_harmless(text: &str) -> bool {
    let is_thin = |c| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    let is_end = |c| matches!(c, '\u{2028}' | '\u{2029}');
    !text
        .chars()
        .any(|c| is_end(c) || is_unsafe(c) && !is_thin(c))
        && matches!(no_command(text), Cow::Borrowed(_))
}

/// One line, made of pieces that are safe by themselves, without the forms that runners obey: a backslash breaks them.
pub(super) fn no_command(line: &str) -> Cow<'_, str> {
    let leads = leads_with_command(line);
    if !leads && !line.contains("##") {
        return Cow::Borrowed(line);
    }
    let mut safe = String::with_capacity(line.len() + 8);
    if leads {
        safe.push('\\');
    }
    let mut command = Command::default();
    for c in line.chars() {
        if command.opens_at(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    Cow::Owned(safe)
}

/// Looks for the commands of runners that may stand anywhere in a line: `##[name]` (GitHub, Azure Pipelines),
/// `##vso[…]` (Azure Pipelines), `##teamcity[…]` (TeamCity).
#[derive(Default)]
struct Command {
    hashes: u32,
}

impl Command {
    /// Takes the next character; whether it is the bracket that would make a command of those before it.
    fn opens_at(&mut self, c: char) -> bool {
        let named = self.hashes >= 2;
        match c {
            '#' => self.hashes += 1,
            _ if named && (c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')) => {}
            _ => self.hashes = 0,
        }
        named && c == '['
    }
}

/// At most `limit` characters of the text, made safe, with `…` where it was cut.
pub fn shortened(text: &str, limit: usize) -> String {
    terminal(&crate::text::shortened(text, limit)).into_owned()
}

/// Characters that a terminal obeys or a reader cannot see: beside Unicode's default-ignorable ones the marks of
/// interlinear notes and the blank of Braille.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2800}' | '\u{fff9}'..='\u{fffb}')
        || (!c.is_ascii() && CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c))
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
        assert_eq!(terminal("x ##vso[task.x]y"), "x ##vso\\[task.x]y");
        assert_eq!(terminal("###teamcity[x"), "###teamcity\\[x");
        assert_eq!(terminal("## Heads [1] #a[2]"), "## Heads [1] #a[2]");
        assert_eq!(
            terminal(
                "at https://ana:secret@b.example/x and ftp://c:d@e, not https://f.example/@g:h@"
            ),
            "at https://b.example/x and ftp://e, not https://f.example/@g:h@"
        );
        for hidden in [
            '\u{34f}',
            '\u{115f}',
            '\u{3164}',
            '\u{ffa0}',
            '\u{fe0f}',
            '\u{e0101}',
            '\u{2800}',
        ] {
            assert_eq!(
                terminal(&format!("a{hidden}")),
                format!("a\\u{{{:x}}}", hidden as u32)
            );
        }
        assert_eq!(terminal("one\r\ntwo"), "one  two");
        assert_eq!(
            terminal("转载请注明出处：https://a.example/é"),
            "转载请注明出处：https://a.example/é"
        );
    }

    /// What the runners read, by their own documentation, without looking at how it is broken here.
    fn is_obeyed(line: &str) -> bool {
        let brackets = line.match_indices('[').any(|(at, _)| {
            let name = line[..at].rsplit('#').next().unwrap_or_default();
            let hashes = &line[..at - name.len()];
            hashes.ends_with("##") && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
        });
        brackets || line.trim_start().starts_with("::")
    }

    #[test]
    fn a_command_is_broken_wherever_a_mark_cuts_it() {
        for text in [
            "see ##vso[task.setvariable variable=a]b",
            "##teamcity[message text='a']",
            "x ###[error]no ##[debug]",
            "::error file=a::no",
            "  ::stop-commands::a",
            "渡轮##vso[a]渡轮",
            "to https://ana:geheim@boats.example/ now",
        ] {
            let cuts: Vec<usize> = (0..=text.len())
                .filter(|&at| text.is_char_boundary(at))
                .collect();
            for &start in &cuts {
                for &end in cuts.iter().filter(|&&end| end >= start) {
                    let (safe, at) = with_mark(&text[..start], &text[start..end], &text[end..]);
                    assert!(!is_obeyed(&safe), "{safe}");
                    assert!(!safe.contains("geheim"), "{safe}");
                    if !text.contains('@') {
                        assert_eq!(safe[at].replace('\\', ""), text[start..end], "{safe}");
                    }
                }
            }
        }
    }

    #[test]
    fn cuts_on_characters() {
        assert_eq!(shortened("水水水水", 2), "水水…");
        assert_eq!(shortened(" ab ", 2), "ab");
    }
}
