//! All text of a page, with what styles hide, at a tenth of what cutting the page into blocks costs: enough to see that it
//! shares nothing with any original.

use crate::dom::tag::Tag;
use crate::dom::{Data, Dom, is_shadow_root};

/// The text of a page, a line a block, white space collapsed.
pub(super) fn sketch(dom: &Dom<'_>) -> String {
    let mut text = String::new();
    // Where the blocks end that are open.
    let mut open: Vec<usize> = Vec::new();
    let mut index = 0;
    while let Some(node) = dom.nodes.get(index) {
        while open.pop_if(|end| *end <= index).is_some() {
            text.push('\n');
        }
        let end = node.end as usize;
        index += 1;
        match node.data {
            Data::Text(part) => write(&mut text, part),
            Data::Element(tag, element) => match tag {
                Tag::Head
                | Tag::Script
                | Tag::Style
                | Tag::Noscript
                | Tag::ForeignHidden
                | Tag::Title => index = end,
                Tag::Template if !is_shadow_root(element) => index = end,
                _ if tag.is_block() || matches!(tag, Tag::Br | Tag::Button) => {
                    text.push('\n');
                    open.push(end);
                }
                _ => {}
            },
            Data::Comment(_) | Data::Root => {}
        }
    }
    text
}

/// Adds text with its white space collapsed.
fn write(text: &mut String, part: &str) {
    for (number, word) in part.split(|c: char| c.is_ascii_whitespace()).enumerate() {
        if number > 0 && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
        text.push_str(word);
    }
}
