//! A Markdown file: its front matter, and its text as the markup that it is rendered to, read like any page.

mod front_matter;
mod map;
mod render;
mod templates;

use super::{Charset, Format, Page, ReadError, ReadOptions, html, plain};
use crate::dom::limits::Deadline;
use crate::dom::lines::Lines;

/// Reads a Markdown file.
pub(super) fn read(
    source: String,
    charset: Charset,
    options: &ReadOptions,
    deadline: Deadline,
) -> Result<Page, ReadError> {
    let lines = Lines::new(&source);
    let (front_matter, from) = match front_matter::read(&source)? {
        Some((front_matter, range)) => (Some(front_matter), range.end),
        None => (None, 0),
    };
    let text = source.get(from..).unwrap_or_default();
    let readable = templates::take_out(text);
    let written = render::render(&readable, from, (&source, &lines), deadline)?;
    let title = plain::title(text);
    let page = page(written, source, lines, charset, options, deadline)?;
    let front = front_matter.as_ref();
    let heading = page
        .blocks
        .iter()
        .find(|block| block.kind == super::BlockKind::Heading)
        .map(|block| block.text.clone());
    let language = front.and_then(|front| front.language.clone());
    Ok(Page {
        title: front
            .and_then(|front| front.title.clone())
            .or(heading)
            .or(title),
        language: language.or(page.language),
        front_matter,
        ..page
    })
}

/// Reads the markup that was written for a source as a page, and gives that page with the places in the source.
fn page(
    written: map::Writer,
    source: String,
    lines: Lines,
    charset: Charset,
    options: &ReadOptions,
    deadline: Deadline,
) -> Result<Page, ReadError> {
    let (markup, map) = written.finish();
    let page = match html::read(markup.clone(), charset, options, deadline) {
        Ok(page) => page,
        Err(error) => return Err(map.error(error, &markup, &source)),
    };
    Ok(Page {
        format: Format::Markdown,
        ..map.carry_back(page, source, lines)
    })
}
