//! What a newsroom gives to copy beside its article: markup in a form field, with the text, a byline and a link back. Where the
//! page itself does not say who wrote the text and where it stands, this does.

use url::Url;

use super::notice::{Spoken, byline_in, sense, split_names};
use crate::page::{Block, CodeKind, Page};

/// What stands beside the text in the markup to copy.
#[derive(Debug, Default)]
pub(super) struct Dialog {
    pub(super) url: Option<Url>,
    pub(super) authors: Vec<String>,
}

/// Reads the first form field that gives the text of the page to copy.
pub(super) fn read(page: &Page, spoken: &Spoken) -> Dialog {
    /// Bytes of a line that names an author or links the article. By hand, as that of a byline and a credit.
    const LINE: usize = 300;
    /// Lines beside the text that are looked at. By hand: bylines and credits have one each.
    const LINES: usize = 12;
    let fields = page
        .embedded
        .iter()
        .filter(|document| document.kind == CodeKind::FormField);
    let Some(document) = fields
        .take(FIELDS)
        .find(|document| document.blocks.iter().any(|block| is_of_text(page, block)))
    else {
        return Dialog::default();
    };
    let beside = || {
        let blocks = document.blocks.iter();
        blocks
            .filter(|block| block.text.len() <= LINE && !is_of_text(page, block))
            .take(LINES)
    };
    let authors = beside()
        .find_map(|block| byline_in(block, spoken))
        .map(|names| split_names(&names))
        .unwrap_or_default();
    // Several addresses are those of other articles too.
    let mut linked = beside()
        .flat_map(|block| &block.links)
        .filter_map(|link| link.resolved.as_ref())
        .filter(|url| {
            sense::may_be_article(url) && !sense::is_home(url) && !sense::placeholder(url.as_str())
        });
    let url = linked.next();
    let url = url.filter(|url| linked.all(|other| other == *url)).cloned();
    Dialog { url, authors }
}

/// Form fields that are looked at: each is searched for the text. By hand: a dialog has two, HTML and plain text.
const FIELDS: usize = 8;

/// Whether a block of a small document is a part of the page's text: its beginning stands there.
fn is_of_text(page: &Page, block: &Block) -> bool {
    /// Characters of such a beginning: more than a headline or a byline has, in scripts without spaces fewer. By hand.
    const LONG: usize = 60;
    const LEAST: usize = 24;
    let count = block.text.chars().take(LONG).count();
    let spaced = block.text.contains(' ');
    let end = block.text.char_indices().nth(LONG);
    let beginning = end.map_or(block.text.as_str(), |(at, _)| &block.text[..at]);
    count >= if spaced { LONG } else { LEAST } && page.text.contains(beginning)
}
