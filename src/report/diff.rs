//! What changes in a file: a unified diff, safe to print.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use imara_diff::{Algorithm, Diff, InternedInput};

use super::encode::terminal;
use super::human::HumanOptions;

/// Lines shown around a change.
const CONTEXT: u32 = 3;

/// Characters of a line from which only a window is shown; such a diff is for eyes, not for `patch`.
const LONG: usize = 400;

/// Characters shown on both sides of what differs in a long line.
const AROUND: usize = 80;

/// The difference between two versions of a file. Empty if there is none.
pub fn diff(location: &str, before: &str, after: &str, options: HumanOptions) -> String {
    let input = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut text = String::new();
    for hunk in diff.hunks() {
        if text.is_empty() {
            let name = terminal(location.trim_start_matches("/"));
            let _ = writeln!(text, "--- a/{name}\n+++ b/{name}");
        }
        let from = hunk.before.start.saturating_sub(CONTEXT);
        let to = (hunk.before.end + CONTEXT).min(length(&old));
        let lead = hunk.before.start - from;
        let tail = to - hunk.before.end;
        let _ = writeln!(
            text,
            "@@ -{},{} +{},{} @@",
            from + 1,
            to - from,
            hunk.after.start - lead + 1,
            lead + tail + (hunk.after.end - hunk.after.start)
        );
        let removed = lines(&old, hunk.before.start, hunk.before.end);
        let added = lines(&new, hunk.after.start, hunk.after.end);
        let common = common(removed, added);
        for line in lines(&old, from, hunk.before.start) {
            row(&mut text, ' ', line, None, Style::new());
        }
        for line in removed {
            row(
                &mut text,
                '-',
                line,
                common,
                colour(AnsiColor::Red, options),
            );
        }
        for line in added {
            row(
                &mut text,
                '+',
                line,
                common,
                colour(AnsiColor::Green, options),
            );
        }
        for line in lines(&old, hunk.before.end, to) {
            row(&mut text, ' ', line, None, Style::new());
        }
    }
    text
}

fn length(lines: &[&str]) -> u32 {
    u32::try_from(lines.len()).unwrap_or(u32::MAX)
}

fn lines<'l, 's>(all: &'l [&'s str], from: u32, to: u32) -> &'l [&'s str] {
    all.get(from as usize..to as usize).unwrap_or_default()
}

fn colour(colour: AnsiColor, options: HumanOptions) -> Style {
    if options.colour {
        colour.on_default()
    } else {
        Style::new()
    }
}

/// How many characters a changed line has in common with what it was, at its beginning and at its end.
fn common(removed: &[&str], added: &[&str]) -> Option<(usize, usize)> {
    let ([old], [new]) = (removed, added) else {
        return None;
    };
    let same = |(a, b): &(char, char)| a == b;
    let head = old.chars().zip(new.chars()).take_while(same).count();
    let tail = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(same)
        .count();
    let shorter = old.chars().count().min(new.chars().count());
    Some((head, tail.min(shorter - head)))
}

fn row(text: &mut String, mark: char, line: &str, common: Option<(usize, usize)>, style: Style) {
    let line = line.trim_end_matches(['\n', '\r']);
    let count = line.chars().count();
    let shown = if count <= LONG {
        line.to_owned()
    } else {
        let (head, tail) = common.unwrap_or((0, count.saturating_sub(AROUND)));
        let start = head.saturating_sub(AROUND);
        let end = (count - tail.min(count)).saturating_add(AROUND).min(count);
        let window: String = line
            .chars()
            .skip(start)
            .take(end.saturating_sub(start).min(4 * LONG))
            .collect();
        let before = if start > 0 { "…" } else { "" };
        let after = if end < count { "…" } else { "" };
        format!("{before}{window}{after}")
    };
    let _ = writeln!(text, "{style}{mark}{}{style:#}", terminal(&shown));
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: HumanOptions = HumanOptions {
        colour: false,
        unicode: true,
        links: false,
    };

    #[test]
    fn short_lines_make_a_patch() {
        let before = "a\nb\nc\nd\ne\nf\n";
        let after = "a\nb\nc\nd\nnew\ne\nf\n";
        assert_eq!(
            diff("x.html", before, after, PLAIN),
            "--- a/x.html\n+++ b/x.html\n@@ -2,5 +2,6 @@\n b\n c\n d\n+new\n e\n f\n"
        );
        assert_eq!(diff("x.html", before, before, PLAIN), "");
    }

    #[test]
    fn a_minified_page_is_cut_to_what_differs() {
        let (left, right) = ("l".repeat(5000), "r".repeat(5000));
        let shown = diff(
            "x",
            &format!("{left}{right}"),
            &format!("{left}\u{1b}NEW{right}"),
            PLAIN,
        );
        assert!(shown.len() < 1000, "{}", shown.len());
        assert!(shown.contains("\\u{1b}NEW"), "{shown}");
    }
}
