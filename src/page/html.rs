//! An HTML page from decoded source to [`Page`].

use super::blocks::Walk;
use super::extent::Extent;
use super::{Charset, Format, Page, ReadOptions, code, comments, language, metadata};
use crate::dom::Dom;
use crate::dom::ReadError;
use crate::dom::limits::Deadline;
use crate::dom::lines::Lines;
use crate::dom::parse;
use crate::style::styles::Styles;

/// How many elements or rules may be found to blank the page, each at the cost of another walk.
const SPARED: usize = 4;

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
    let found = metadata::read(&dom, options.url.as_ref());
    let styles = Styles::new(&dom);
    let base = found.urls.base.as_ref();
    let extent = Extent::of(&dom);
    let mut spared = Vec::new();
    let mut output = loop {
        let walk = Walk {
            dom: &dom,
            source: &source,
            lines: &lines,
            base,
            styles: &styles,
            extent: &extent,
            limits: &options.limits,
            spared: &spared,
            deadline,
        };
        let output = walk.run()?;
        styles.check(&options.limits)?;
        match output.blanks_the_page() {
            Some(cause) if spared.len() < SPARED => spared.push(cause),
            _ => break output,
        }
    };
    let elements = output.elements(&dom);
    comments::mark(&mut output.blocks, &elements);
    let mut texts = code::gather(&dom, &source, &lines, base);
    texts.append(&mut output.code);
    texts.sort_by_key(|text| (text.line, text.column));
    deadline.check()?;
    Ok(Page {
        location: options.location.clone(),
        urls: found.urls,
        title: found.title,
        language: found.language.or_else(|| language::guess(&output.text)),
        meta: found.meta,
        text: output.text,
        blocks: output.blocks,
        hidden: output.hidden,
        code: texts,
        elements,
        lines,
        source,
        charset,
        format: Format::Html,
        front_matter: None,
    })
}
