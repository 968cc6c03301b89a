//! A Markdown file: its front matter, and its text as the markup that it is rendered to, read like any page.

mod attributes;
mod flavour;
mod front_matter;
mod light;
mod map;
mod mdx;
mod render;
mod repost;
mod templates;

pub(crate) use front_matter::{between_fences, data as front_matter_data};
pub(super) use light::Dialect;

use std::borrow::Cow;
use std::ops::Range;

use super::{
    BlockKind, Charset, Format, FrontMatter, Page, ReadError, ReadOptions, html, metadata, plain,
};
use crate::dom::limits::Deadline;
use crate::dom::lines::Lines;

/// Signs of markup that a file may have for each node of a page: the parser keeps a piece for each, whether or not
/// markup comes of it. By hand: prose with a link a sentence has a twentieth of that in a file of 10 MiB.
const MARKS: usize = 4;

/// How many signs of a text may be markup.
fn marks(text: &str) -> usize {
    let is_mark = |byte: &u8| b"*_[]`<&~!|\\\n".contains(byte);
    text.bytes().filter(|byte| is_mark(byte)).count()
}

/// Where a line begins that opens more than so many quotations and lists, one within the other. The parser keeps each of
/// them, 120 bytes for one of the source, before anybody can look at their depth.
fn nested_too_deeply(text: &str, depth: usize) -> Option<usize> {
    let mut start = 0;
    text.split_inclusive('\n').find_map(|line| {
        let at = start;
        start += line.len();
        let signs = line
            .bytes()
            .take_while(|byte| b"> \t-+*.)0123456789".contains(byte));
        let opened = signs.zip(line.bytes().skip(1)).filter(|(sign, next)| {
            // A sign of a list stands before a space; without one it is a rule, a table or a number.
            *sign == b'>' || b"-+*.)".contains(sign) && *next == b' '
        });
        (opened.count() > depth).then_some(at)
    })
}

/// Reads a Markdown file.
pub(super) fn read(
    source: String,
    charset: Charset,
    options: &ReadOptions,
    deadline: Deadline,
) -> Result<Page, ReadError> {
    let lines = Lines::new(&source);
    let is_mdx = super::ending(&options.location) == "mdx";
    let (front_matter, from) = match front_matter::read(&source)? {
        Some((front, range)) => (
            Some(with_keys(front, &source, range.clone(), options)),
            range.end,
        ),
        None if is_mdx => (front_matter::exported(&source), 0),
        None => (None, 0),
    };
    let text = source.get(from..).unwrap_or_default();
    let depth = options.limits.depth;
    if let Some(at) = nested_too_deeply(text, depth) {
        return Err(ReadError::NestedTooDeeply {
            limit: depth,
            line: lines.position(&source, from + at).0,
        });
    }
    let readable = if is_mdx {
        mdx::take_out(text)
    } else {
        templates::take_out(text)
    };
    let lists = if is_mdx {
        attributes::Lists::default()
    } else {
        attributes::Lists::of(text)
    };
    let readable = if lists.is_empty() {
        readable
    } else {
        Cow::Owned(lists.take_out(readable.into_owned()))
    };
    let nodes = options.limits.nodes;
    if marks(&readable) > MARKS * nodes {
        return Err(ReadError::TooManyNodes {
            limit: nodes,
            line: 1,
        });
    }
    let written = render::render(&readable, &lists, from, (&source, &lines), deadline)?;
    let title = plain::title(text);
    let page = page(written, title, source, lines, charset, options, deadline)?;
    Ok(with_front_matter(page, front_matter))
}

/// A page with its front matter, whose title and language go before those of the text.
fn with_front_matter(page: Page, front_matter: Option<FrontMatter>) -> Page {
    let front = front_matter.clone().unwrap_or_default();
    Page {
        title: front.title.or(page.title),
        language: front.language.or(page.language),
        front_matter,
        ..page
    }
}

/// Front matter with the source that stands under the keys of the configuration, if it names some.
fn with_keys(
    front: FrontMatter,
    source: &str,
    range: Range<usize>,
    options: &ReadOptions,
) -> FrontMatter {
    let Some(keys) = &options.credit_keys else {
        return front;
    };
    let data = front_matter::data(source).unwrap_or_default();
    let text = source.get(range).unwrap_or_default();
    FrontMatter {
        source: repost::by_keys(&data, text, keys),
        ..front
    }
}

/// Reads a text in another light markup.
pub(super) fn read_light(
    source: String,
    dialect: Dialect,
    charset: Charset,
    options: &ReadOptions,
    deadline: Deadline,
) -> Result<Page, ReadError> {
    let lines = Lines::new(&source);
    let (front_matter, from) = match front_matter::fenced(&source) {
        Some((front, range)) => (
            Some(with_keys(front, &source, range.clone(), options)),
            range.end,
        ),
        None => (front_matter::header(&source, dialect), 0),
    };
    let written = light::render(&source, from, dialect, &lines, deadline)?;
    let title = plain::title(source.get(from..).unwrap_or_default());
    let page = page(written, title, source, lines, charset, options, deadline)?;
    let page = with_front_matter(page, front_matter);
    Ok(Page {
        format: Format::Text,
        ..page
    })
}

/// Reads the markup that was written for a source as a page, and gives that page with the places in the source.
fn page(
    written: map::Writer,
    title: Option<String>,
    source: String,
    lines: Lines,
    charset: Charset,
    options: &ReadOptions,
    deadline: Deadline,
) -> Result<Page, ReadError> {
    let (markup, map) = written.finish();
    let page = match html::read(
        markup.clone(),
        Lines::new(&markup),
        charset,
        options,
        None,
        deadline,
    ) {
        Ok(page) => page,
        Err(error) => return Err(map.error(error, &markup, &source)),
    };
    let mut blocks = page.blocks.iter();
    let heading = blocks.find(|block| block.kind == BlockKind::Heading);
    Ok(Page {
        format: Format::Markdown,
        title: heading
            .and_then(|block| metadata::name(&block.text))
            .or(title),
        ..map.carry_back(page, source, lines)
    })
}
