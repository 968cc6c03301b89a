//! Lines of files that people wrote, without the secrets in them.

use std::borrow::Cow;

use crate::yaml::SECRETS;

/// A line of a file without the secrets written in it: each of their characters is an asterisk, so that all others keep
/// their columns. What is taken from the environment (`${NAME}`) is no secret.
pub(super) fn without_secrets(line: &str) -> Cow<'_, str> {
    let mut safe = String::new();
    let mut done = 0;
    let mut name = 0;
    let mut last = None;
    for (at, c) in line.char_indices() {
        // What was hidden is not looked at again.
        if at < done {
            continue;
        }
        match c {
            ':' | '=' => {
                let is_hidden = last.is_some_and(|end| {
                    let name = line.get(name..end).unwrap_or_default().to_ascii_lowercase();
                    SECRETS.iter().any(|word| name.ends_with(word))
                });
                if is_hidden {
                    let start = at + 1;
                    let end = start + value(line.get(start..).unwrap_or_default());
                    let value = line.get(start..end).unwrap_or_default();
                    if !value.contains('{') {
                        safe.push_str(line.get(done..start).unwrap_or_default());
                        safe.extend(value.chars().map(hidden));
                        done = end;
                    }
                }
                last = None;
            }
            _ if c.is_alphanumeric() || matches!(c, '-' | '_') => {
                if last.is_none_or(|end| end != at) {
                    name = at;
                }
                last = Some(at + c.len_utf8());
            }
            // Between a name and its colon.
            ' ' | '"' | '\'' => {}
            _ => last = None,
        }
    }
    if done == 0 {
        return Cow::Borrowed(line);
    }
    safe.push_str(line.get(done..).unwrap_or_default());
    Cow::Owned(safe)
}

/// How long a value is: to its closing quote, or to what ends it in a flow of YAML or the query of an address.
fn value(rest: &str) -> usize {
    let blank = rest.len() - rest.trim_start().len();
    let text = &rest[blank..];
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let open = quote.map_or(0, char::len_utf8);
    let is_end = |c: char| match quote {
        Some(quote) => c == quote,
        None => matches!(c, ',' | '}' | ']' | '&' | '"' | '\''),
    };
    let inner = &text[open..];
    blank + open + inner.find(is_end).unwrap_or(inner.len())
}

fn hidden(c: char) -> char {
    match c {
        ' ' | '"' | '\'' => c,
        _ => '*',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_hidden_and_nothing_moves() {
        for (line, safe) in [
            (
                "  Authorization: Bearer a1b2 # ours",
                "  Authorization: ****** **** * ****",
            ),
            (
                "{ X-Api-Key: \"a1, b2\", q: x }",
                "{ X-Api-Key: \"*** **\", q: x }",
            ),
            (
                "https://a.example/?key=a1b2&q={query}",
                "https://a.example/?key=****&q={query}",
            ),
            (
                "'{\"token\": \"ü1\", \"n\": 3}'",
                "'{\"token\": \"**\", \"n\": 3}'",
            ),
            ("key: ${SEARCH_KEY}", "key: ${SEARCH_KEY}"),
            ("keywords: [a, b]", "keywords: [a, b]"),
            ("title: The Secret", "title: The Secret"),
            ("password:", "password:"),
        ] {
            assert_eq!(without_secrets(line), safe);
            assert_eq!(safe.chars().count(), line.chars().count());
        }
    }
}
