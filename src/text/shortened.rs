//! Texts cut to a length.

/// At most `limit` characters of a text, with `…` after them where it was cut.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    let text = text.trim();
    let cut = start(text, limit);
    if cut.len() == text.len() {
        return text.to_owned();
    }
    format!("{}…", cut.trim_end())
}

/// At most the first `limit` characters of a text.
pub(crate) fn start(text: &str, limit: usize) -> &str {
    let cut = text.char_indices().nth(limit);
    cut.map_or(text, |(at, _)| &text[..at])
}

/// A text with every run of white space as one space.
pub(crate) fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on one line, cut to `limit` characters with the `…`.
pub(crate) fn one_line(text: &str, limit: usize) -> String {
    let line = spaced(text);
    if line.chars().count() <= limit {
        return line;
    }
    format!("{}…", start(&line, limit.saturating_sub(1)))
}

/// At most the first `limit` bytes of a text, cut at a character.
pub(crate) fn head(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
