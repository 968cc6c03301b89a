//! What changes in a file: a unified diff, safe to print, for eyes or for `git apply`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::hash::Hash;
use std::ops::Range;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use imara_diff::{Algorithm, Diff, Hunk, InternedInput, Interner};

use super::encode::{is_harmless, no_command, terminal};
use super::place;
use super::view::HumanOptions;

/// Lines shown around a change, as `diff -u` does.
const CONTEXT: u32 = 3;

/// Characters of a line from which only a window is shown to eyes. By hand.
const LONG: usize = 400;

/// Characters shown on both sides of what differs in a long line. By hand.
const AROUND: usize = 80;

/// Letters without a width that no script needs.
const UNSEEN: [char; 5] = ['\u{200b}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{feff}'];

/// The difference between two versions of a file as a person reads it: long lines are cut to what differs, and what a
/// terminal obeys is escaped. Empty if there is none.
pub fn diff(location: &str, before: &str, after: &str, options: HumanOptions) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut text = String::new();
    for part in parts(&old, &new) {
        if text.is_empty() {
            let name = terminal(location.trim_start_matches("/"));
            let _ = writeln!(text, "--- a/{name}\n+++ b/{name}");
        }
        text.push_str(&part.head());
        for (mark, lines, common) in part.rows(&old, &new) {
            let common = common.and_then(|(removed, added)| common_ends(removed, added));
            let style = match mark {
                '-' => colour(AnsiColor::Red, options),
                '+' => colour(AnsiColor::Green, options),
                _ => Style::new(),
            };
            for line in lines {
                row(&mut text, mark, line, common, style);
            }
        }
    }
    text
}

/// A difference for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// What `git apply` takes.
    pub bytes: Vec<u8>,
    /// Whether its lines hold letters without a width, such as U+200B, that a person who reads them does not see.
    pub has_unseen: bool,
}

/// The difference as a patch that `git apply` and `patch -p1` take: whole lines in the bytes of the file, which is named
/// as seen from `root`. Empty if there is none.
///
/// `None` where a line of it holds characters that must not be printed as they are: controls, what turns the direction
/// of reading, commands to runners of continuous integration. An escaped line would not apply.
pub fn patch(location: &str, root: &Path, before: &[u8], after: &[u8]) -> Option<Patch> {
    let old: Vec<&[u8]> = before.split_inclusive(|byte| *byte == b'\n').collect();
    let new: Vec<&[u8]> = after.split_inclusive(|byte| *byte == b'\n').collect();
    let mut patch = Vec::new();
    let mut has_unseen = false;
    for part in parts(&old, &new) {
        if patch.is_empty() {
            let path = place::path(location, Some(root));
            let path = path.trim_start_matches('/');
            let (from, to) = (named("a", path), named("b", path));
            patch.extend_from_slice(format!("--- {from}\n+++ {to}\n").as_bytes());
        }
        patch.extend_from_slice(part.head().as_bytes());
        for (mark, lines, _) in part.rows(&old, &new) {
            for line in lines {
                if !is_printable(line) {
                    return None;
                }
                // A mark of byte order at the head of a file is no letter of its text.
                let is_head = line.as_ptr() == before.as_ptr() || line.as_ptr() == after.as_ptr();
                let text = if is_head {
                    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
                } else {
                    line
                };
                has_unseen |= String::from_utf8_lossy(text).contains(UNSEEN);
                patch.extend_from_slice(mark.encode_utf8(&mut [0; 4]).as_bytes());
                patch.extend_from_slice(line);
                if !line.ends_with(b"\n") {
                    patch.extend_from_slice(b"\n\\ No newline at end of file\n");
                }
            }
        }
    }
    Some(Patch {
        bytes: patch,
        has_unseen,
    })
}

/// Whether a line may stand in a log as it is. In a file of an old charset the bytes past ASCII say nothing to a
/// terminal of today but what they are.
fn is_printable(line: &[u8]) -> bool {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let text = String::from_utf8_lossy(line);
    text.split('\t').all(is_harmless)
}

/// A path as Git writes it in the head of a patch: in quotes where a letter of it could be misread, by Git or by a runner
/// of continuous integration.
fn named(side: &str, path: &str) -> String {
    let is_command = matches!(no_command(path), Cow::Owned(_));
    let is_plain = |byte: u8| {
        matches!(byte, b' '..=b'~')
            && !matches!(byte, b'"' | b'\\')
            && (byte != b'#' || !is_command)
    };
    if path.bytes().all(is_plain) {
        // What follows a blank could be taken for a date, were it not for the tab.
        let end = if path.contains(' ') { "\t" } else { "" };
        return format!("{side}/{path}{end}");
    }
    let mut name = format!("\"{side}/");
    for byte in path.bytes() {
        if is_plain(byte) {
            name.push(byte as char);
        } else {
            let _ = write!(name, "\\{byte:03o}");
        }
    }
    name + "\""
}

/// Changes that stand near one another, and the lines around them.
struct Part {
    /// Where lines go and others come instead; in order, none empty.
    changes: Vec<Hunk>,
    /// The lines of the old version that are shown, changed or not.
    old: Range<u32>,
    /// Their place in the new version.
    new: Range<u32>,
}

/// What lines begin with in a diff, the lines, and for changed lines the removed and the added ones.
type Rows<'l, T> = (char, &'l [T], Option<(&'l [T], &'l [T])>);

impl Part {
    /// The line above a part that says where it is.
    fn head(&self) -> String {
        // An empty side is counted from the line before it.
        let side = |range: &Range<u32>| {
            let count = range.end - range.start;
            format!("{},{count}", range.start + u32::from(count > 0))
        };
        format!("@@ -{} +{} @@\n", side(&self.old), side(&self.new))
    }

    fn rows<'l, T>(&self, old: &'l [T], new: &'l [T]) -> Vec<Rows<'l, T>> {
        let mut rows = Vec::new();
        let mut from = self.old.start;
        for change in &self.changes {
            let removed = lines(old, &change.before);
            let added = lines(new, &change.after);
            rows.push((' ', lines(old, &(from..change.before.start)), None));
            rows.push(('-', removed, Some((removed, added))));
            rows.push(('+', added, Some((removed, added))));
            from = change.before.end;
        }
        rows.push((' ', lines(old, &(from..self.old.end)), None));
        rows
    }
}

/// The parts that differ; what is not far enough apart for its own lines around it is one part.
fn parts<T: Hash + Eq + AsRef<[u8]>>(old: &[T], new: &[T]) -> Vec<Part> {
    let mut input = InternedInput {
        before: Vec::with_capacity(old.len()),
        after: Vec::with_capacity(new.len()),
        interner: Interner::new(old.len() + new.len()),
    };
    input.update_before(old.iter());
    input.update_after(new.iter());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let end = |lines: &[T]| u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let mut parts: Vec<Part> = Vec::new();
    for change in diff.hunks() {
        let until = |at: u32, lines: &[T]| (at + CONTEXT).min(end(lines));
        let (old_end, new_end) = (until(change.before.end, old), until(change.after.end, new));
        match parts.last_mut() {
            Some(part) if change.before.start.saturating_sub(CONTEXT) <= part.old.end => {
                part.old.end = old_end;
                part.new.end = new_end;
                part.changes.push(change);
            }
            _ => parts.push(Part {
                old: change.before.start.saturating_sub(CONTEXT)..old_end,
                new: change.after.start.saturating_sub(CONTEXT)..new_end,
                changes: vec![change],
            }),
        }
    }
    parts
}

fn lines<'l, T>(all: &'l [T], range: &Range<u32>) -> &'l [T] {
    all.get(range.start as usize..range.end as usize)
        .unwrap_or_default()
}

fn colour(colour: AnsiColor, options: HumanOptions) -> Style {
    if options.colour {
        colour.on_default()
    } else {
        Style::new()
    }
}

/// How many characters a changed line has in common with what it was, at its beginning and at its end.
fn common_ends(removed: &[&str], added: &[&str]) -> Option<(usize, usize)> {
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

    const PLAIN: HumanOptions = HumanOptions::PLAIN;

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
    fn changes_near_one_another_are_one_part() {
        let before: String = (0..30).map(|n| format!("{n}\n")).collect();
        let after = before
            .replace("\n5\n", "\nfive\n")
            .replace("\n9\n", "\nnine\n");
        let after = after.replace("\n29\n", "\n29");
        let shown = diff("x", &before, &after, PLAIN);
        assert_eq!(shown.matches("@@ -").count(), 2, "{shown}");
        assert!(shown.contains("@@ -3,11 +3,11 @@"), "{shown}");
        let patch = patch(
            "x y\"é",
            Path::new("/"),
            before.as_bytes(),
            after.as_bytes(),
        );
        let patch = String::from_utf8(patch.expect("printable").bytes).expect("UTF-8");
        assert!(
            patch.starts_with("--- \"a/x y\\042\\303\\251\"\n"),
            "{patch}"
        );
        assert!(
            patch.ends_with("-29\n+29\n\\ No newline at end of file\n"),
            "{patch}"
        );
    }

    #[test]
    fn a_patch_holds_nothing_that_a_log_obeys() {
        for line in [
            "\u{1b}[2J",
            "::error::x",
            "a ##vso[x",
            "\u{202e}x",
            "\rx",
            "a\u{2028}::error::x",
        ] {
            let (before, after) = (format!("{line}\nb\n"), format!("{line}\nb\nc\n"));
            let patch = patch("x", Path::new("/"), before.as_bytes(), after.as_bytes());
            assert_eq!(patch, None, "{line:?}");
        }
    }

    #[test]
    fn names_that_a_log_would_obey_and_letters_that_nobody_sees() {
        let of = |name: &str, before: &str| {
            let after = format!("{before}c\n");
            patch(name, Path::new("/"), before.as_bytes(), after.as_bytes()).expect("printable")
        };
        for name in ["##vso[a]b.html", "x ##[error]", "##teamcity[a].md"] {
            let head = String::from_utf8(of(name, "a\n").bytes).expect("UTF-8");
            assert!(!head.contains("##"), "{head}");
            assert!(
                head.contains("\"a/") && head.contains("\\043\\043"),
                "{head}"
            );
        }
        assert!(of("a#b.html", "a\n").bytes.starts_with(b"--- a/a#b.html\n"));
        for (line, has_unseen) in [
            ("a\u{200b}b\n", true),
            ("a\n\u{2060}\n", true),
            ("a\n\u{feff}b\n", true),
            ("\u{feff}a\n", false),
            ("नमस्\u{200d}ते\n", false),
        ] {
            assert_eq!(of("a", line).has_unseen, has_unseen, "{line:?}");
        }
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
