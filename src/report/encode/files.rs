//! Encoders of the file formats. Each takes text as it is and gives what may stand at its place in the file.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Command, is_unsafe, terminal, without_passwords};

/// Text for JSON that is shown in terminals and logs. JSON lets DEL, C1 controls, bidirectional marks and letters that
/// nobody sees stand as they are, and terminals obey some of them; runners read `##name[` anywhere in a line. All of it
/// can only stand inside strings, where an escape means the same.
pub(in crate::report) fn json(json: String) -> String {
    let is_odd = |c: char| c > '~' && (is_unsafe(c) || matches!(c, '\u{2028}' | '\u{2029}'));
    let json = match without_passwords(&json) {
        Cow::Borrowed(_) => json,
        Cow::Owned(json) => json,
    };
    if !json.contains(is_odd) && !json.contains("##") {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 64);
    let mut command = Command::default();
    for c in json.chars() {
        if command.opens_at(c) || is_odd(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Text between tags and in quoted attributes of HTML. Control characters become U+FFFD, and characters that turn the
/// line round or that nobody sees are shown as `\u{…}`; only the joiners that scripts are written with stay.
pub(in crate::report) fn html(text: &str) -> String {
    let text = without_passwords(text);
    let mut safe = String::with_capacity(text.len() + text.len() / 16);
    let mut previous = ' ';
    let mut command = Command::default();
    for c in text.chars() {
        let opens = command.opens_at(c);
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // A report that is printed to a log must not speak to the runner.
            '[' if opens => safe.push_str("&#91;"),
            ':' if previous == ':' => safe.push_str("&#58;"),
            '\n' | '\t' => safe.push(c),
            '\u{2028}' | '\u{2029}' => safe.push(' '),
            _ if c.is_control() || is_noncharacter(c) => safe.push('\u{fffd}'),
            '\u{200c}' | '\u{200d}' => safe.push(c),
            _ if c > '~' && is_unsafe(c) => {
                let _ = write!(safe, "\\u{{{:x}}}", c as u32);
            }
            _ => safe.push(c),
        }
        previous = c;
    }
    safe
}

/// Text between tags and in quoted attributes of XML 1.0, line by line; what XML cannot hold is shown as `\u{…}`.
pub(in crate::report) fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + text.len() / 16);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            safe.push('\n');
        }
        for c in terminal(line).chars() {
            match c {
                '&' => safe.push_str("&amp;"),
                '<' => safe.push_str("&lt;"),
                '>' => safe.push_str("&gt;"),
                '"' => safe.push_str("&quot;"),
                '\'' => safe.push_str("&apos;"),
                _ if is_noncharacter(c) => safe.push('\u{fffd}'),
                _ => safe.push(c),
            }
        }
    }
    safe
}

/// A cell of CSV by RFC 4180. A cell that spreadsheets would take for a formula begins with an apostrophe.
pub(in crate::report) fn csv_cell(text: &str) -> String {
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(terminal).collect();
    let lines = lines.join("\n");
    let starts_formula = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n'
        )
    };
    // Some programs trim the cell, or what looks like an escape, before they look at it.
    // Where the list separator of the country is a semicolon, the cell is cut at each one, whatever stands around it.
    let mut cell = String::with_capacity(lines.len() + 16);
    for part in lines.split_inclusive([';', '\n']) {
        if part.trim_start().starts_with(starts_formula) {
            cell.push('\'');
        }
        cell.push_str(part);
    }
    if cell.contains(['"', ',', '\n', '\r', ';']) || cell.starts_with(' ') || cell.ends_with(' ') {
        cell = format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

/// A code span of Markdown on one line, the one place where nothing in the text means anything: no mention, no image,
/// no tag. A bar would end a table's cell even there, so it is broken.
pub(in crate::report) fn code_span(text: &str) -> String {
    let text = terminal(text.trim()).replace('|', "¦");
    if text.is_empty() {
        return "—".to_owned();
    }
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A fenced block of Markdown, each line indented by so many spaces.
pub(in crate::report) fn fence(text: &str, indent: usize) -> String {
    let lines: Vec<Cow<'_, str>> = text.lines().map(terminal).collect();
    let longest = lines.iter().map(|line| longest_run(line, '`')).max();
    let fence = "`".repeat((longest.unwrap_or(0) + 1).max(3));
    let indent = " ".repeat(indent);
    let mut block = format!("{indent}{fence}html\n");
    for line in lines {
        let _ = writeln!(block, "{indent}{line}");
    }
    let _ = writeln!(block, "{indent}{fence}");
    block
}

/// The text after `::name …::` of a command to the GitHub runner.
pub(in crate::report) fn runner_data(text: &str) -> String {
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(terminal).collect();
    lines
        .join("\n")
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A value between `::name` and `::` of a command to the GitHub runner.
pub(in crate::report) fn runner_property(text: &str) -> String {
    runner_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Code points that no text may hold; XML forbids the last two of the basic plane.
fn is_noncharacter(c: char) -> bool {
    matches!(c as u32 & 0xffff, 0xfffe | 0xffff) || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

fn longest_run(text: &str, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        assert_eq!(csv_cell("=1+1"), "'=1+1");
        assert_eq!(csv_cell(" @SUM(A1)"), "' @SUM(A1)");
        assert_eq!(csv_cell("＝1"), "'＝1");
        assert_eq!(csv_cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(csv_cell("plain"), "plain");
        assert_eq!(csv_cell("\n=1"), "\"\n'=1\"");
        assert_eq!(csv_cell("a; =1;b\n-2"), "\"a;' =1;b\n'-2\"");
    }

    #[test]
    fn code_spans_hold_any_backticks() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("a ``` b"), "````a ``` b````");
        assert_eq!(code_span("`x`"), "`` `x` ``");
        assert_eq!(code_span("a|b"), "`a¦b`");
    }

    #[test]
    fn json_speaks_to_no_runner() {
        let text = "##[error]\u{202e}x\u{200b}\u{e0041}";
        let safe = json(serde_json::to_string(text).unwrap_or_default());
        assert_eq!(safe, "\"##\\u005berror]\\u202ex\\u200b\\udb40\\udc41\"");
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
    }

    #[test]
    fn html_shows_what_nobody_sees() {
        assert_eq!(
            html("a\u{200b}b\u{ad}c\u{fe0f}d\u{e0041}e\u{3164}f\u{fff9}g\u{202e}"),
            "a\\u{200b}b\\u{ad}c\\u{fe0f}d\\u{e0041}e\\u{3164}f\\u{fff9}g\\u{202e}"
        );
        assert_eq!(html("می\u{200c}روم"), "می\u{200c}روم");
    }

    #[test]
    fn runners_read_values_as_they_were() {
        assert_eq!(runner_property("a:b,c%\nd"), "a%3Ab%2Cc%25%0Ad");
        assert_eq!(runner_data("100 %: ##[x]"), "100 %25: ##\\[x]");
    }
}
