//! Lists of pages in forms that are not read as lists: whoever names one as a page is told how to name its pages.

use std::path::Path;

use serde::de::IgnoredAny;

use super::kind::{self, Kind, LOOKED_AT};
use super::walk::is_page;
use super::xml;

/// The longest name of a column, in bytes: a longer one is a sentence. By hand.
const COLUMN: usize = 40;

/// What a file that was named is; `None` for a page, or for what cannot be read.
pub(super) fn of_file(path: &Path) -> Option<Kind> {
    kind::of_file(path).or_else(|| {
        let start = kind::start_of(path)?;
        of(&start, start.len() as u64 == LOOKED_AT)
    })
}

/// What standard input is; `None` for a page.
pub(super) fn of_stdin(bytes: &[u8]) -> Option<Kind> {
    let start = bytes.get(..LOOKED_AT as usize).unwrap_or(bytes);
    kind::of(bytes).or_else(|| of(start, start.len() < bytes.len()))
}

/// What an input is, if it holds nothing but pages' addresses, paths or data. `start` is how it begins; `is_cut` says that it
/// goes on.
fn of(start: &[u8], is_cut: bool) -> Option<Kind> {
    let text = xml::decoded(start);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return None;
    }
    if text.starts_with(['[', '{']) {
        return is_json(text, is_cut).then_some(Kind::Json);
    }
    if is_list(text, is_cut) {
        return Some(Kind::Addresses);
    }
    [',', '\t', ';']
        .into_iter()
        .any(|between| is_table(text, between, is_cut))
        .then_some(Kind::Table)
}

fn is_json(text: &str, is_cut: bool) -> bool {
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => true,
        Err(error) => is_cut && error.is_eof(),
    }
}

/// One address or path a line, as an item of a Markdown list or not; headings may stand between them.
fn is_list(text: &str, is_cut: bool) -> bool {
    let mut lines: Vec<&str> = { text.lines().map(str::trim) }
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    // Looking may have ended within the last one.
    if is_cut && lines.len() > 1 {
        lines.pop();
    }
    !lines.is_empty() && lines.into_iter().map(item).all(names_page)
}

/// A line without the mark of a list, and of a link what it leads to.
fn item(line: &str) -> &str {
    let bare = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = match bare.strip_prefix(['.', ')']) {
        Some(rest) if bare.len() < line.len() => rest,
        _ => line.strip_prefix(['-', '*', '+']).unwrap_or(line),
    };
    let bare = if bare.starts_with(' ') {
        bare.trim()
    } else {
        line
    };
    let link = bare.strip_prefix('[').and_then(|rest| {
        let (_, target) = rest.strip_suffix(')')?.rsplit_once("](")?;
        Some(target)
    });
    let address = bare
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    link.or(address).unwrap_or(bare)
}

fn names_page(text: &str) -> bool {
    let is_path = || {
        let is_one = text.contains('/') || !text.contains(char::is_whitespace);
        is_one && !text.contains(['<', '>', '(']) && is_page(text.as_ref())
    };
    is_address(text) || is_path()
}

fn is_address(text: &str) -> bool {
    let rest = { text.strip_prefix("https://") }.or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains([' ', '\t', '<', '>', '"', ',']))
}

/// Rows of which one column is addresses; the first row may name the columns.
fn is_table(text: &str, between: char, is_cut: bool) -> bool {
    let rows = Rows { text, between }.collect::<Vec<_>>();
    let Some((first, rows)) = rows.split_first() else {
        return false;
    };
    let is_head = !first.iter().any(|field| is_address(field));
    // One row without names may be a sentence that begins with an address; in a sentence a space follows the mark.
    if rows.is_empty() {
        let spaced = [between, ' '].into_iter().collect::<String>();
        return first.len() > 1 && !is_head && !text.contains(&spaced);
    }
    if first.len() < 2 || first.iter().any(|field| is_head && field.len() > COLUMN) {
        return false;
    }
    (0..first.len()).any(|column| {
        let is_cell = |(number, row): (usize, &Vec<&str>)| match row.get(column) {
            Some(cell) => is_address(cell),
            None => is_cut && number + 1 == rows.len(),
        };
        let named = rows
            .iter()
            .any(|row| row.get(column).is_some_and(|cell| is_address(cell)));
        named && rows.iter().enumerate().all(is_cell) && (is_head || is_address(first[column]))
    })
}

/// The rows of a table (RFC 4180): fields may stand in quotation marks, and hold line ends then.
struct Rows<'t> {
    text: &'t str,
    between: char,
}

impl<'t> Iterator for Rows<'t> {
    type Item = Vec<&'t str>;

    fn next(&mut self) -> Option<Self::Item> {
        self.text = self.text.trim_start_matches(['\r', '\n']);
        if self.text.is_empty() {
            return None;
        }
        let mut row = Vec::new();
        let mut from = 0;
        let mut is_quoted = false;
        for (at, letter) in self.text.char_indices() {
            match letter {
                '"' => is_quoted = !is_quoted,
                _ if is_quoted => {}
                '\n' => {
                    row.push(field(&self.text[from..at]));
                    self.text = &self.text[at..];
                    return Some(row);
                }
                letter if letter == self.between => {
                    row.push(field(&self.text[from..at]));
                    from = at + letter.len_utf8();
                }
                _ => {}
            }
        }
        row.push(field(&self.text[from..]));
        self.text = "";
        Some(row)
    }
}

fn field(text: &str) -> &str {
    text.trim().trim_matches('"').trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_pages_are_told_from_pages() {
        for (text, kind) in [
            (
                "https://a.example/1\n\nhttps://a.example/2\n",
                Some(Kind::Addresses),
            ),
            (
                "- https://a.example/1\n- <https://a.example/2>\n",
                Some(Kind::Addresses),
            ),
            (
                "# To check\n\n1. [The mill](https://a.example/1)\n2) https://a.example/2",
                Some(Kind::Addresses),
            ),
            (
                "pages/one.html\npages/two words.md\nthree.html.gz\n",
                Some(Kind::Addresses),
            ),
            (
                "url,title\nhttps://a.example/1,\"Mills, old and new\"\n",
                Some(Kind::Table),
            ),
            (
                "Titel;Adresse\r\nDie Mühle;https://a.example/1\r\n",
                Some(Kind::Table),
            ),
            (
                "https://a.example/1\tone\nhttps://a.example/2\ttwo\n",
                Some(Kind::Table),
            ),
            (
                "url,html\nhttps://a.example/1,\"<p>A page,\nof two lines\"\n",
                Some(Kind::Table),
            ),
            ("[\"https://a.example/1\"]", Some(Kind::Json)),
            (
                "[{\"url\": \"https://a.example/1\",\n \"html\": \"<p>x\"}]",
                Some(Kind::Json),
            ),
            ("{\"urls\": [\"https://a.example/1\"]}", Some(Kind::Json)),
            (
                "https://a.example/1\tThe mill by the weir\n",
                Some(Kind::Table),
            ),
            ("https://a.example/1,Mills\n", Some(Kind::Table)),
            // Pages.
            ("---\ntitle: Links\n---\n- https://a.example/1\n", None),
            ("The mills that we saw:\n- https://a.example/1\n", None),
            (
                "- [The mill](https://a.example/1), where we were in May\n",
                None,
            ),
            ("https://a.example/1, an old mill, is closed.\n", None),
            (
                "The mill, an old one, is closed.\nhttps://a.example/1, its page, says so.\n",
                Some(Kind::Table),
            ),
            (
                "The mill stood by the weir for two hundred years, they say.\nhttps://a.example/1, its page, says so.\n",
                None,
            ),
            ("Look at index.html", None),
            ("[\"The mill\"](https://a.example/1) is closed", None),
            ("[1] The mill", None),
            ("{{ mill }}", None),
            ("# Mills\n", None),
            ("", None),
        ] {
            assert_eq!(of(text.as_bytes(), false), kind, "{text:?}");
        }
    }

    #[test]
    fn what_was_not_looked_at_tells_against_nothing() {
        for text in [
            "https://a.example/1\nhtt",
            "url,title\nhttps://a.example/1,Mills\nhttps://a.example/2,\"Mi",
            "title,url\nMills,https://a.example/1\nWei",
            "url,html\nhttps://a.example/1,\"<p>A pa",
            "[{\"url\": \"https://a.exa",
        ] {
            assert!(of(text.as_bytes(), true).is_some(), "{text:?}");
        }
        assert_eq!(of(b"[{\"url\": \"https://a.exa", false), None);
    }
}
