//! An HTML page from decoded source to [`Page`].

use super::cut::{Surroundings, cut};
use super::sketch::sketch;
use super::{
    Charset, Format, Needless, Page, ReadOptions, code, comments, file_page, language, metadata,
    raw,
};
use crate::dom::ReadError;
use crate::dom::limits::Deadline;
use crate::dom::lines::Lines;
use crate::dom::parse;
use crate::dom::tag::Tag;
use crate::dom::{Data, Dom};

/// Reads an HTML page, whose lines are known; where `needless` says so, only at a glance.
pub(super) fn read(
    source: String,
    lines: Lines,
    charset: Charset,
    options: &ReadOptions,
    needless: Option<Needless<'_>>,
    deadline: Deadline,
) -> Result<Page, ReadError> {
    let parsed = parse::parse(&source, &lines, &options.limits, deadline)?;
    let dom = Dom::new(&parsed, &source, &lines, &options.limits)?;
    let found = metadata::read(
        &dom,
        options.url.as_ref(),
        options.saved_from.as_ref(),
        &options.link_headers,
    );
    let page = Surroundings {
        source: &source,
        lines: &lines,
        base: found.urls.base.as_ref(),
        sheets: options.sheets.as_deref(),
        options,
        deadline,
    };
    if let Some(needless) = needless {
        let text = sketch(&dom);
        if needless(&text, asks_for_scripts(&dom)) {
            let unread_styles = page.unread_styles(&dom);
            return Ok(Page {
                urls: found.urls,
                title: found.title,
                language: found.language.or_else(|| language::guess(&text)),
                meta: found.meta,
                text,
                unread_styles,
                is_unrelated: true,
                ..file_page(source, lines, charset, options, Format::Html)
            });
        }
    }
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
        raw::tag_start(&source, start as usize)
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
        is_unrelated: false,
    })
}

/// Whether a page says where no scripts run that they are needed.
fn asks_for_scripts(dom: &Dom<'_>) -> bool {
    dom.nodes.iter().enumerate().any(|(index, node)| {
        matches!(node.data, Data::Element(Tag::Noscript, _)) && { dom.text(index, usize::MAX) }
            .to_ascii_lowercase()
            .contains("javascript")
    })
}
