//! An HTML page from decoded source to [`Page`].

use super::blocks::Walk;
use super::extent::Extent;
use super::output::Output;
use super::{Charset, Format, Page, ReadOptions, code, comments, language, metadata};
use url::Url;

use crate::dom::Dom;
use crate::dom::ReadError;
use crate::dom::limits::Deadline;
use crate::dom::lines::Lines;
use crate::dom::parse;
use crate::style::styles::Styles;
use crate::style::visibility::{Cover, Known, PageStyle, Slot};
use crate::style::{SheetRequest, SheetSource};

/// How many elements or rules may be found to blank the page, each at the cost of another walk.
const SPARED: usize = 4;

/// What stands around a document, a page or a small one inside it, while it is cut into blocks.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) source: &'a str,
    pub(super) lines: &'a Lines,
    /// What relative links resolve against.
    pub(super) base: Option<&'a Url>,
    /// What gives the style sheets that are linked.
    pub(super) sheets: Option<&'a dyn SheetSource>,
    pub(super) options: &'a ReadOptions,
    pub(super) deadline: Deadline,
}

/// Reads an HTML page.
pub(super) fn read(
    source: String,
    charset: Charset,
    options: &ReadOptions,
    deadline: Deadline,
) -> Result<Page, ReadError> {
    let lines = Lines::new(&source);
    let parsed = parse::parse(&source, &lines, &options.limits, deadline)?;
    let dom = Dom::new(&parsed, &source, &lines, &options.limits)?;
    let found = metadata::read(&dom, options.url.as_ref(), options.saved_from.as_ref());
    let page = Surroundings {
        source: &source,
        lines: &lines,
        base: found.urls.base.as_ref(),
        sheets: options.sheets.as_deref(),
        options,
        deadline,
    };
    let (mut output, style) = cut(&dom, &page)?;
    let deadline = deadline.later(style.waited);
    let page = Surroundings {
        sheets: None,
        deadline,
        ..page
    };
    let elements = output.elements(&dom);
    comments::mark(&mut output.blocks, &elements);
    output.wordless.sort_by_key(|link| (link.line, link.column));
    let (mut texts, small) = code::gather(&dom, &source, &lines, page.base);
    let (embedded, mut more) = small.read(&page, |index| {
        let start = dom.nodes.get(index).map_or(0, |node| node.spot.start);
        code::tag_start(&source, start as usize)
    })?;
    texts.append(&mut output.code);
    texts.append(&mut more);
    texts.sort_by_key(|text| (text.line, text.column));
    deadline.check()?;
    Ok(Page {
        file: None,
        location: options.location.clone(),
        urls: found.urls,
        title: found.title,
        language: found.language.or_else(|| language::guess(&output.text)),
        meta: found.meta,
        text: output.text,
        blocks: output.blocks,
        hidden: output.hidden,
        code: texts,
        embedded,
        wordless: output.wordless,
        elements,
        lines,
        source,
        charset,
        format: Format::Html,
        front_matter: None,
        unread_styles: style.unread,
        saved_as: None,
    })
}

/// Cuts a document into blocks, and gives what its styles say of the page as a whole.
pub(super) fn cut<'d>(
    dom: &'d Dom<'d>,
    page: &Surroundings<'_>,
) -> Result<(Output, PageStyle), ReadError> {
    let limits = &page.options.limits;
    let styles = Styles::new(dom, limits, &|import| {
        page.sheets?.sheet(SheetRequest {
            base: page.base,
            from: (!import.from.is_empty()).then_some(import.from),
            href: import.href,
        })
    });
    let deadline = page.deadline.later(styles.page.waited);
    let extent = Extent::of(dom);
    let mut spared = Vec::new();
    let mut covers: Vec<Cover> = Vec::new();
    let mut slots: Vec<Slot> = Vec::new();
    let mut is_first = true;
    loop {
        let walk = Walk {
            dom,
            source: page.source,
            lines: page.lines,
            base: page.base,
            styles: &styles,
            extent: &extent,
            known: Known {
                spared: &spared,
                covers: &covers,
                slots: &slots,
            },
            limits,
            deadline,
        };
        let mut output = walk.run()?;
        styles.check(limits)?;
        if is_first && (!output.covers.is_empty() || extent.has_hosts()) {
            // What lies over a text may stand after it, and so may the place where it is shown.
            covers = std::mem::take(&mut output.covers);
            slots = std::mem::take(&mut output.slots);
            is_first = false;
            continue;
        }
        match output.blanks_the_page() {
            Some(cause) if spared.len() < SPARED => spared.push(cause),
            _ => return Ok((output, styles.page)),
        }
    }
}
