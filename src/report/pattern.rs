//! What a template prints: a text with its addresses, names, titles and numbers taken out, which differ from page to
//! page.

/// Longer texts are cut: a line of credit or a line to paste is never so long. By hand.
const LONGEST: usize = 1_000;
/// A name cut short by a report (`Some long ti…`) is known by so many characters (by hand).
const CUT: usize = 12;
/// The shortest name that is looked for: single letters stand everywhere. By hand.
const NAME: usize = 2;
/// What stands for anything.
const ANYTHING: &str = "…";

/// A text as a template: what stays, and between those pieces what was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// One more than there are slots.
    fixed: Vec<String>,
    /// What was filled in; `None` where it differs.
    slots: Vec<Option<String>>,
}

impl Pattern {
    /// Takes out of a text these names, web addresses, numbers and, if `titles`, what stands in quotation marks.
    pub(super) fn of(text: &str, names: &[&str], titles: bool) -> Self {
        let end = text
            .char_indices()
            .nth(LONGEST)
            .map_or(text.len(), |(at, _)| at);
        let mut rest = &text[..end];
        let mut pattern = Self {
            fixed: vec![String::new()],
            slots: Vec::new(),
        };
        let mut before = None;
        while let Some(first) = rest.chars().next() {
            let starts_word = !before.is_some_and(char::is_alphanumeric) || !first.is_ascii();
            let len = if starts_word {
                slot(rest, names, titles)
            } else {
                0
            };
            let taken = if len > 0 { len } else { first.len_utf8() };
            let (piece, later) = rest.split_at(taken);
            if len > 0 {
                pattern.slots.push(Some(piece.to_owned()));
                pattern.fixed.push(String::new());
            } else if let Some(last) = pattern.fixed.last_mut() {
                last.push_str(piece);
            }
            before = piece.chars().next_back();
            rest = later;
        }
        pattern
    }

    /// What two texts of one template have in common.
    pub(super) fn key(&self) -> &[String] {
        &self.fixed
    }

    /// Keeps of the slots only what another text of the same template has too; whether it is of the same template.
    pub(super) fn join(&mut self, other: &Self) -> bool {
        if self.fixed != other.fixed {
            return false;
        }
        for (slot, theirs) in self.slots.iter_mut().zip(&other.slots) {
            if slot != theirs {
                *slot = None;
            }
        }
        true
    }

    /// The text, with `…` for what differs.
    pub(super) fn text(&self) -> String {
        let slots = self
            .slots
            .iter()
            .map(|slot| slot.as_deref().unwrap_or(ANYTHING));
        let mut text = String::new();
        for (fixed, slot) in self.fixed.iter().zip(slots.chain([""])) {
            text.push_str(fixed);
            // Two things in a row that differ are one.
            if !(slot == ANYTHING && text.ends_with(ANYTHING)) {
                text.push_str(slot);
            }
        }
        text
    }
}

/// The length of what is filled in at the beginning of a text; 0 for nothing.
fn slot(text: &str, names: &[&str], titles: bool) -> usize {
    let quoted = if titles { quoted(text) } else { 0 };
    let named = names.iter().map(|name| named(text, name)).max();
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    [address(text), quoted, number]
        .into_iter()
        .chain(named)
        .max()
        .unwrap_or_default()
}

/// A web address, up to what cannot be part of one in running text or markup.
fn address(text: &str) -> usize {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return 0;
    }
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\''
                    | '<'
                    | '>'
                    | '“'
                    | '”'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '，'
                    | '。'
                    | '；'
                    | '）'
                    | '》'
                    | ';'
                    | ','
            )
    };
    text.find(ends).unwrap_or(text.len())
}

/// What stands in quotation marks.
fn quoted(text: &str) -> usize {
    let close = match text.chars().next() {
        Some('“' | '„') => ['”', '“'],
        Some('«') => ['»'; 2],
        Some('《') => ['》'; 2],
        Some('「') => ['」'; 2],
        Some('『') => ['』'; 2],
        _ => return 0,
    };
    let mut chars = text.char_indices();
    chars.next();
    chars
        .find(|(_, c)| close.contains(c))
        .map_or(0, |(at, c)| at + c.len_utf8())
}

/// A name, whole or cut short.
fn named(text: &str, name: &str) -> usize {
    if name.chars().count() < NAME {
        return 0;
    }
    if let Some(rest) = text.strip_prefix(name) {
        // `Ann` is no part of `Annual`.
        let ends_word = |c: char| c.is_ascii_alphanumeric();
        let goes_on = rest.starts_with(ends_word) && name.ends_with(ends_word);
        return if goes_on { 0 } else { name.len() };
    }
    let mut same = 0;
    let mut count = 0;
    for ((at, one), other) in text.char_indices().zip(name.chars()) {
        if one != other {
            break;
        }
        same = at + one.len_utf8();
        count += 1;
    }
    let cut = count >= CUT && text[same..].starts_with(ANYTHING);
    if cut { same + ANYTHING.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Pattern {
        Pattern::of(text, &["The Mill", "Ann"], true)
    }

    #[test]
    fn what_differs_is_left_open() {
        let mut one = of("Source: The Mill (https://mill.example/1), 3 May, “Wheels”");
        assert!(one.join(&of(
            "Source: The Mill (https://mill.example/2), 4 May, “Water”"
        )));
        assert_eq!(one.text(), "Source: The Mill (…), … May, …");
        assert!(!one.join(&of(
            "From: The Mill (https://mill.example/2), 4 May, “Water”"
        )));
    }

    #[test]
    fn names_are_whole_words_or_cut_short() {
        assert_eq!(of("Annual report of Ann").slots.len(), 1);
        let long = ["A very long headline about nothing in particular"];
        let cut = Pattern::of("by “A very long headli…”, 1990", &long, false);
        assert_eq!(cut.key(), ["by “", "”, ", ""]);
        assert_eq!(
            of("转载自2024年的《磨坊》").text(),
            "转载自2024年的《磨坊》"
        );
    }

    #[test]
    fn a_pattern_says_the_whole_text_of_one() {
        for text in [
            "",
            "…",
            "Plain.",
            "https://a.example/?b=1",
            "“",
            "《open",
            "7",
        ] {
            assert_eq!(of(text).text(), text);
        }
    }
}
