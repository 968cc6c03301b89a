//! Quotations that the text itself shows, by quotation marks.

use std::ops::Range;

/// Longest quotation in bytes: beyond this an opening mark has lost its partner. By hand.
const LONGEST: usize = 4_000;

/// Byte ranges between quotation marks (the marks left out), within one line each. Linear in the text.
pub(super) fn quoted_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, c) in text.char_indices() {
        if c == '\n' {
            open = None;
            continue;
        }
        if c < '\u{80}' && c != '"' {
            continue;
        }
        match open {
            Some((closing, start)) if c == closing || (closing == '“' && c == '”') => {
                if at - start <= LONGEST {
                    found.push(start..at);
                }
                open = None;
            }
            _ => {
                let closing = match c {
                    '"' => '"',
                    '“' | '‟' => '”',
                    '„' => '“',
                    '«' => '»',
                    '»' => '«',
                    '「' => '」',
                    '『' => '』',
                    _ => continue,
                };
                if open.is_none_or(|(_, start)| at - start > LONGEST) {
                    open = Some((closing, at + c.len_utf8()));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_quotations_of_several_habits() {
        let found = |text: &str| -> Vec<String> {
            quoted_ranges(text)
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect()
        };
        assert_eq!(
            found("He said \"come in\" and “sit down”."),
            ["come in", "sit down"]
        );
        assert_eq!(
            found("Er sagte: „Komm herein“. Elle dit «oui»."),
            ["Komm herein", "oui"]
        );
        assert_eq!(found("他说：「请进」，又说“请坐”。"), ["请进", "请坐"]);
        assert_eq!(
            found("an open \" mark\nand another \" one"),
            Vec::<String>::new()
        );
    }
}
