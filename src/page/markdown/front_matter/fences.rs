//! What stands between two lines.

use super::{Found, LIMIT, Syntax};

/// What stands between a first line that is one of `open` and the next that is one of `close`.
pub(super) fn between(text: &str, open: &[&str], close: &[&str], syntax: Syntax) -> Option<Found> {
    let first = text.split_inclusive('\n').next()?;
    if !open.contains(&first.trim_end()) {
        return None;
    }
    let mut found = until(text.get(first.len()..)?, close, syntax)?;
    for range in [&mut found.inner, &mut found.whole] {
        range.start += first.len();
        range.end += first.len();
    }
    found.whole.start = 0;
    Some(found)
}

/// What stands before the first line that is one of `close`.
pub(super) fn until(text: &str, close: &[&str], syntax: Syntax) -> Option<Found> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if close.contains(&line.trim_end()) {
            return Some(Found {
                syntax,
                inner: 0..at,
                whole: 0..at + line.len(),
            });
        }
        at += line.len();
        // What is longer than can be read is a fault that is told, unless it has no end at all.
        if at > 2 * LIMIT {
            break;
        }
    }
    None
}
