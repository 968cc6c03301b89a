//! The header of AsciiDoc: a title, the line of its authors, attributes `:url: …`; the first blank line ends it.

use serde_json::Value;

use super::lines::{Facts, add, fact};

pub(super) fn header(text: &str) -> Facts {
    let mut facts = Facts::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some((key, value)) = fact(line, ":").filter(|(_, value)| !value.starts_with(':')) {
            add(&mut facts, key, value);
        } else if let Some(title) = line.strip_prefix("= ") {
            add(&mut facts, "title", title);
            if let Some(names) = lines.peek().and_then(|line| authors(line)) {
                facts.insert("author".to_owned(), names);
                lines.next();
            }
        } else if line.trim().is_empty() {
            if facts.contains_key("title") {
                break;
            }
        } else if !(line.starts_with("//") || line.starts_with(':')) {
            break;
        }
    }
    facts
}

/// The names in the line below the title: `Ada Berg <ada@a.example>; Per Holm`.
fn authors(line: &str) -> Option<Value> {
    let names = line.split(';').map(|part| {
        let name = part.split_once('<').map_or(part, |(name, _)| name).trim();
        let words = name.split([' ', '_']);
        let is_name = words.clone().count() <= 4
            && words
                .flat_map(|word| word.chars().next())
                .all(|c| !c.is_lowercase())
            && name.starts_with(char::is_alphabetic)
            && !name.ends_with(['.', ':', '!', '?']);
        is_name.then(|| Value::from(name.replace('_', " ")))
    });
    names.collect::<Option<Vec<Value>>>().map(Value::from)
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, header, tests};

    #[test]
    fn the_title_its_authors_and_the_attributes_are_read() {
        for source in [
            "= Low water\nIda Holt <ida@a.example>\n:url: https://a.example/1\n\nText",
            "= Low water\n:author: Ida Holt\n:!toc:\n:url: https://a.example/1\n\nText",
        ] {
            tests::header_says_all(source, Dialect::AsciiDoc);
        }
        let front = header("= Low water\nthe sea goes out.\n", Dialect::AsciiDoc).unwrap();
        assert!(front.authors.is_empty());
    }
}
