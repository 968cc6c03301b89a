//! Whether a feed carries whole texts.

/// Blocks that the description of a whole article has at least, by hand: summaries are one paragraph, sometimes two.
const WHOLE_BLOCKS: usize = 3;
/// Characters of text that it has at least, by hand: WordPress cuts its summaries at 55 words, about 350 letters.
const WHOLE_CHARACTERS: usize = 600;
/// What a summary ends with that breaks off, before the closing tags.
const BROKEN_OFF: &[&str] = &[
    "…", "...", "[…]", "[...]", "&hellip;", "&#8230;", "……", "»", "→",
];

/// Whether an RSS `description` is the whole text: several blocks, long enough, and not broken off.
pub(super) fn is_whole(description: &str) -> bool {
    let lower = description.to_ascii_lowercase();
    let blocks: usize = ["<p", "<br", "<li", "<h2", "<h3", "<div"]
        .iter()
        .map(|tag| lower.matches(tag).count())
        .sum();
    let mut characters = 0;
    let mut is_tag = false;
    for c in description.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag && !c.is_whitespace() => {
                // A letter of these scripts says about as much as three of others.
                characters += if c >= '\u{2e80}' { 3 } else { 1 };
            }
            _ => {}
        }
    }
    let mut end = description.trim_end();
    while let Some(open) = end.ends_with('>').then(|| end.rfind('<')).flatten() {
        end = end[..open].trim_end();
    }
    let breaks_off = BROKEN_OFF.iter().any(|mark| end.ends_with(mark));
    blocks >= WHOLE_BLOCKS && characters >= WHOLE_CHARACTERS && !breaks_off
}
