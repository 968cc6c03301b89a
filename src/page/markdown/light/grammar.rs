//! How a light markup is written: what its lines are, and what stands within them.

use std::sync::LazyLock;

use regex::Regex;

/// One markup.
pub(super) struct Grammar {
    /// Links and what stands around words; `text` is what is shown of it, `url` where it leads, `name` a reference.
    pub(super) inline: LazyLock<Option<Regex>>,
    /// Definitions of addresses that the text refers to by name.
    pub(super) definitions: LazyLock<Option<Regex>>,
    /// Definitions of words that stand in the text under a name.
    pub(super) substitutions: LazyLock<Option<Regex>>,
    /// The addresses of references without a name, which take them in turn.
    pub(super) anonymous: LazyLock<Option<Regex>>,
    /// What the words of a line are that begin behind so many bytes.
    pub(super) line: fn(&str, usize) -> Line,
}

/// What a stretch of lines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    Text,
    Code,
    /// HTML, taken as it is.
    Raw,
    /// Nothing that readers see.
    Gone,
}

/// What one line is.
pub(super) enum Line {
    /// No words at all.
    Markup,
    /// No words, and the lines up to this one are something else.
    Fence(&'static str, Body),
    /// No words, and the lines indented below it are something else.
    Head(Body),
    /// Words behind so many bytes of marks, and the lines indented below it go on with them.
    Lead(usize),
    /// HTML behind so many bytes of marks.
    Raw(usize),
    /// Words behind so many bytes of marks, beginning a block of this element.
    Begin(&'static str, usize),
    /// Words that go on with what is open.
    Words,
    /// The line that makes a heading of the one above.
    Underline,
}

/// The end of a fence around the paragraph that follows.
pub(super) const PARAGRAPH: &str = "\n";

/// The length of a mark at the head of a list item, with the space behind it.
pub(super) fn item(words: &str, marks: &[char]) -> Option<usize> {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = words.len() - rest.len();
    let rest = if digits > 0 {
        rest.strip_prefix(['.', ')'])?
    } else {
        let rest = words.trim_start_matches(marks);
        (rest.len() < words.len()).then_some(rest)?
    };
    let inner = rest.trim_start_matches([' ', '\t']);
    (digits <= 9 && inner.len() < rest.len()).then_some(words.len() - inner.len())
}

/// Whether a line is one mark over and over.
pub(super) fn is_row(words: &str, marks: &str, least: usize) -> bool {
    let mut characters = words.chars();
    characters.next().is_some_and(|first| {
        words.len() >= least && marks.contains(first) && characters.all(|c| c == first)
    })
}
