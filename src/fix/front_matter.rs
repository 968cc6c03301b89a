//! The credit written into the front matter from which the theme of a site prints it. The text is edited, not written
//! anew: comments, order and spelling of all other keys stay.

use serde_json::Value;

use super::Edit;
use crate::originals::Original;
use crate::page::{CreditField, CreditKeys, Page, between_fences, front_matter_data};

/// The edit that gives the keys the values of an original.
pub(super) fn credit(
    page: &Page,
    original: &Original,
    keys: &CreditKeys,
) -> Result<Vec<Edit>, String> {
    let source = page.source.as_str();
    let range = between_fences(source).ok_or("the file has no front matter in YAML or TOML")?;
    let mut text = source.get(range.clone()).unwrap_or_default().to_owned();
    let data = front_matter_data(source);
    let is_toml = source.trim_start_matches('\u{feff}').starts_with("+++");
    for (_, field) in CreditField::ALL {
        let Some(key) = keys.key(*field) else {
            continue;
        };
        let value = match field {
            CreditField::Url => {
                let url = original.url.as_ref().ok_or("the original has no URL")?;
                Some(url.to_string())
            }
            CreditField::Author => Some(original.authors.join(", ")),
            CreditField::Title => original.title.clone(),
            CreditField::Publisher => original.publisher.clone(),
            CreditField::License => original.licenses.first().cloned(),
        };
        // What says the same already stays as it is written.
        let is_said = |value: &String| {
            let mut place = data.as_ref();
            for part in key.split('.') {
                place = place.and_then(|map| map.get(part));
            }
            place.is_some_and(|place| says(place, value))
        };
        if let Some(value) = value.filter(|value| !value.is_empty() && !is_said(value)) {
            text = if is_toml {
                with_toml(&text, key, &value)?
            } else {
                with_yaml(&text, key, &value)?
            };
        }
    }
    Ok(vec![Edit {
        range,
        text,
        what: "wrote the credit into the front matter",
    }])
}

/// Whether a value of front matter is this text, or the names in it as a list.
fn says(place: &Value, value: &str) -> bool {
    match place {
        Value::String(text) => text.trim() == value,
        Value::Array(items) => {
            let names: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            names.is_some_and(|names| names.join(", ") == value)
        }
        _ => false,
    }
}

/// Whether a place of the page is in its front matter.
pub(super) fn holds(page: &Page, line: u32) -> bool {
    let end = between_fences(&page.source).map_or(0, |range| range.end);
    let lines = page.source.get(..end).unwrap_or_default().lines().count();
    usize::try_from(line).is_ok_and(|line| line <= lines)
}

/// The line end that a text uses.
fn ending(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Splits a line `key: value` at its colon, or `key = value`, if it has this key at this depth.
fn of_key<'l>(line: &'l str, key: &str, sign: char) -> Option<(&'l str, &'l str)> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let bare = line.get(indent..)?;
    let quoted = [format!("\"{key}\""), format!("'{key}'")];
    let after = quoted
        .iter()
        .find_map(|quoted| bare.strip_prefix(quoted.as_str()))
        .or_else(|| bare.strip_prefix(key))?;
    let value = after.trim_start_matches(' ').strip_prefix(sign)?;
    (sign != ':' || value.is_empty() || value.starts_with([' ', '\t', '\r', '\n']))
        .then(|| line.split_at(line.len() - value.len()))
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn is_blank(line: &str) -> bool {
    let bare = line.trim();
    bare.is_empty() || bare.starts_with('#')
}

const NOT_TEXT: &str =
    "the front matter has more than a text under the key of the credit; change it by hand";

/// The value in place of that of a line; a comment behind it stays.
fn replaced(head: &str, value: &str, new: &str) -> Result<String, String> {
    let bare = value.trim();
    if bare.starts_with(['[', '{', '|', '>', '&', '*', '!']) {
        return Err(NOT_TEXT.to_owned());
    }
    let line_end = value.len() - value.trim_end_matches(['\r', '\n']).len();
    let (body, line_end) = value.split_at(value.len() - line_end);
    // A `#` begins a comment behind a space, outside of quotes.
    let skip = match body.trim_start().chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let open = body.find(quote).unwrap_or_default();
            let rest = body.get(open + 1..).unwrap_or_default();
            open + 1 + rest.find(quote).unwrap_or(rest.len())
        }
        _ => 0,
    };
    let comment = body.get(skip..).and_then(|rest| rest.find(" #"));
    let (old, comment) = match comment {
        Some(at) => {
            let old = body.get(..skip + at).unwrap_or_default().trim_end();
            (old, body.get(old.len()..).unwrap_or_default())
        }
        None => (body.trim_end(), ""),
    };
    let lead = match old.len() - old.trim_start().len() {
        0 => " ",
        lead => old.get(..lead).unwrap_or(" "),
    };
    let new = quoted_as(old.trim_start(), new);
    Ok(format!("{head}{lead}{new}{comment}{line_end}"))
}

/// A new value in the quotes of the old one, where it can stand in them as it is.
fn quoted_as(old: &str, new: &str) -> String {
    let bare: String = match new.strip_prefix('"') {
        Some(_) => serde_json::from_str(new).unwrap_or_default(),
        None => new.to_owned(),
    };
    let fits = !bare.contains(['\'', '"', '\\']) && !bare.contains(char::is_control);
    match old.chars().next() {
        Some(quote @ ('"' | '\'')) if fits && !bare.is_empty() => format!("{quote}{bare}{quote}"),
        _ => new.to_owned(),
    }
}

fn with_yaml(text: &str, path: &str, value: &str) -> Result<String, String> {
    let end = ending(text);
    let new = yaml(value);
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    // Where the keys of the map that is looked through begin and end, and how deep they stand.
    let (mut from, mut to, mut indent) = (0, lines.len(), 0);
    let parts: Vec<&str> = path.split('.').collect();
    for (number, part) in parts.iter().enumerate() {
        let is_last = number + 1 == parts.len();
        let found = (from..to).find(|&at| {
            !is_blank(&lines[at])
                && depth(&lines[at]) == indent
                && of_key(&lines[at], part, ':').is_some()
        });
        let Some(at) = found else {
            let mut added = String::new();
            for (more, part) in parts.iter().enumerate().skip(number) {
                let pad = " ".repeat(indent + 2 * (more - number));
                let value = if more + 1 == parts.len() {
                    format!(" {new}")
                } else {
                    String::new()
                };
                added.push_str(&format!("{pad}{part}:{value}{end}"));
            }
            // Behind the last key of the map, before blank lines and comments.
            let at = (from..to)
                .rev()
                .find(|&at| !is_blank(&lines[at]))
                .map_or(from, |at| at + 1);
            if let Some(last) = at.checked_sub(1).and_then(|last| lines.get_mut(last))
                && !last.ends_with('\n')
            {
                last.push_str(end);
            }
            lines.insert(at, added);
            return Ok(lines.concat());
        };
        let inside = (at + 1..to)
            .take_while(|&line| is_blank(&lines[line]) || depth(&lines[line]) > indent)
            .count();
        let (head, old) = of_key(&lines[at], part, ':').unwrap_or_default();
        let is_bare = is_blank(old);
        if is_last {
            let has_more = (at + 1..at + 1 + inside).any(|line| !is_blank(&lines[line]));
            if has_more {
                return Err(NOT_TEXT.to_owned());
            }
            lines[at] = replaced(head, old, &new)?;
            return Ok(lines.concat());
        }
        if !is_bare {
            return Err(NOT_TEXT.to_owned());
        }
        (from, to) = (at + 1, at + 1 + inside);
        let first = (from..to).find(|&line| !is_blank(&lines[line]));
        indent = first.map_or(indent + 2, |line| depth(&lines[line]));
    }
    Err(NOT_TEXT.to_owned())
}

fn with_toml(text: &str, path: &str, value: &str) -> Result<String, String> {
    let end = ending(text);
    let new = serde_json::to_string(value).map_err(|error| error.to_string())?;
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let is_header = |line: &String| line.trim_start().starts_with('[');
    // The table with the longest part of the path as its name; the rest is a dotted key in it, or before all tables.
    let cuts = path.match_indices('.').map(|(at, _)| path.split_at(at));
    let (header, key) = { cuts.rev() }
        .find_map(|(table, key)| {
            let header = format!("[{table}]");
            let at = lines
                .iter()
                .position(|line| line.split('#').next().unwrap_or_default().trim() == header)?;
            Some((Some(at), key.trim_start_matches('.')))
        })
        .unwrap_or((None, path));
    let from = header.map_or(0, |at| at + 1);
    let to = (from..lines.len())
        .find(|&at| is_header(&lines[at]))
        .unwrap_or(lines.len());
    // A table in one line cannot be added to from outside.
    let mut outer = key.match_indices('.').map(|(at, _)| key.split_at(at).0);
    if outer.any(|outer| (from..to).any(|at| of_key(&lines[at], outer, '=').is_some())) {
        return Err(NOT_TEXT.to_owned());
    }
    if let Some(at) = (from..to).find(|&at| of_key(&lines[at], key, '=').is_some()) {
        let (head, old) = of_key(&lines[at], key, '=').unwrap_or_default();
        lines[at] = replaced(head, old, &new)?;
        return Ok(lines.concat());
    }
    let at = (from..to)
        .rev()
        .find(|&at| !is_blank(&lines[at]))
        .map_or(from, |at| at + 1);
    lines.insert(at, format!("{key} = {new}{end}"));
    Ok(lines.concat())
}

/// A text as a value in YAML: as it is where that is safe, in quotes otherwise.
fn yaml(value: &str) -> String {
    let is_plain = value.starts_with(|c: char| c.is_alphabetic())
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.ends_with([':', ' '])
        && !value.contains(['\n', '\r', '\t', '"', '\\'])
        && !matches!(
            value.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "yes" | "no" | "on" | "off"
        );
    if is_plain {
        return value.to_owned();
    }
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://a.example/1";

    #[test]
    fn keys_are_written_where_they_belong_and_nothing_else_is_touched() {
        for (before, path, after) in [
            (
                "title: T # ours\n",
                "u",
                "title: T # ours\nu: https://a.example/1\n",
            ),
            (
                "u: old # why\ntitle: T\n",
                "u",
                "u: https://a.example/1 # why\ntitle: T\n",
            ),
            (
                "u: \"a # b\" # c\n",
                "u",
                "u: \"https://a.example/1\" # c\n",
            ),
            (
                "u:   'x'    # c\n",
                "u",
                "u:   'https://a.example/1'    # c\n",
            ),
            (
                "u:\r\ntitle: T\r\n",
                "u",
                "u: https://a.example/1\r\ntitle: T\r\n",
            ),
            (
                "s:\n    name: N\n\n# end\n",
                "s.u",
                "s:\n    name: N\n    u: https://a.example/1\n\n# end\n",
            ),
            (
                "title: T\n",
                "s.u",
                "title: T\ns:\n  u: https://a.example/1\n",
            ),
            (
                "s:\n  u: x\nt: 1\n",
                "s.u",
                "s:\n  u: https://a.example/1\nt: 1\n",
            ),
            ("", "u", "u: https://a.example/1\n"),
        ] {
            assert_eq!(
                with_yaml(before, path, URL).as_deref(),
                Ok(after),
                "{before:?}"
            );
        }
        for before in ["u: [a]\n", "u:\n  a: b\n", "u: |\n  a\n"] {
            assert!(with_yaml(before, "u", URL).is_err(), "{before:?}");
        }
        assert!(with_yaml("s: { a: b }\n", "s.u", URL).is_err());
        for (before, path, after) in [
            (
                "title = 'T'\n\n[x]\na = 1\n",
                "u",
                "title = 'T'\nu = \"https://a.example/1\"\n\n[x]\na = 1\n",
            ),
            (
                "u = 'old' # why\n",
                "u",
                "u = 'https://a.example/1' # why\n",
            ),
            (
                "a = 1\n\n[params]\nb = 2\n\n[other]\n",
                "params.s.u",
                "a = 1\n\n[params]\nb = 2\ns.u = \"https://a.example/1\"\n\n[other]\n",
            ),
            (
                "[params]\n[params.s] # ours\nu = \"x\"   # why\n",
                "params.s.u",
                "[params]\n[params.s] # ours\nu = \"https://a.example/1\"   # why\n",
            ),
            (
                "[params]\ns.u = 'x'\n",
                "params.s.u",
                "[params]\ns.u = 'https://a.example/1'\n",
            ),
            (
                "[p] # x\na = 1\n[q]\n",
                "p.u",
                "[p] # x\na = 1\nu = \"https://a.example/1\"\n[q]\n",
            ),
            ("a = 1\n", "p.u", "a = 1\np.u = \"https://a.example/1\"\n"),
        ] {
            assert_eq!(
                with_toml(before, path, URL).as_deref(),
                Ok(after),
                "{before:?}"
            );
        }
    }

    #[test]
    fn what_is_right_is_left_as_it_is_written() {
        let names = serde_json::json!(["Ida", "Per"]);
        assert!(says(&names, "Ida, Per") && says(&serde_json::json!(" Ida "), "Ida"));
        assert!(!says(&names, "Ida") && !says(&serde_json::json!({ "name": "Ida" }), "Ida"));
        assert_eq!(quoted_as("'x'", "\"Ida: a life\""), "'Ida: a life'");
        assert_eq!(quoted_as("'x'", "\"Ida's\""), "\"Ida's\"");
        assert_eq!(quoted_as("x", "Ida"), "Ida");
        assert!(with_toml("[p]\ns = { a = 1 }\n", "p.s.u", URL).is_err());
    }

    #[test]
    fn values_that_yaml_would_misread_stand_in_quotes() {
        assert_eq!(yaml("Ann: a life"), "\"Ann: a life\"");
        assert_eq!(yaml("no"), "\"no\"");
        assert_eq!(yaml("Ann Lee"), "Ann Lee");
        assert_eq!(yaml("#1"), "\"#1\"");
    }
}
