//! Small documents that a page keeps in places where no reader sees them as pages: what a "republish this story" dialog
//! gives to copy, the text behind a copy button, `srcdoc`, `noscript`.

use std::borrow::Cow;

use scraper::node::Element;
use url::Url;

use super::cut::{Surroundings, cut};
use super::raw::{DOCUMENT, is_markup};
use super::{
    Block, BlockKind, CodeKind, CodeText, Embedded, Landmark, Metadata, Visibility, metadata, raw,
};
use crate::dom::lines::Lines;
use crate::dom::tag::Tag;
use crate::dom::{Dom, ReadError, attr, parse};

/// Small documents read of one page, by hand: a dialog offers one or two, a page of pictures hides dozens.
const DOCUMENTS: usize = 32;

/// Bytes read of all small documents of a page. By hand; it bounds work.
const ALL: usize = 1024 * 1024;

/// Words in the name of a `data-` attribute whose value is there to be copied.
const TO_COPY: [&str; 4] = ["clipboard", "copy", "embed", "republish"];

/// The source of a small document, not yet read.
#[derive(Debug)]
pub(super) struct Small<'a> {
    kind: CodeKind,
    text: Cow<'a, str>,
    /// The element that holds it.
    index: usize,
}

/// Small documents in the making, within the bounds.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    list: Vec<Small<'a>>,
    bytes: usize,
}

impl<'a> Found<'a> {
    /// Looks for small documents in one element.
    pub(super) fn look(&mut self, dom: &Dom<'a>, index: usize, tag: Tag, element: &'a Element) {
        match tag {
            Tag::Textarea | Tag::Noscript => {
                let text = dom.text(index, DOCUMENT);
                let wanted = match tag {
                    Tag::Textarea => is_markup(&text),
                    _ => text.contains("href") || has_words(&text),
                };
                if wanted {
                    let kind = match tag {
                        Tag::Textarea => CodeKind::FormField,
                        _ => CodeKind::Noscript,
                    };
                    self.add(kind, index, Cow::Owned(text));
                }
            }
            Tag::Iframe => {
                if let Some(text) = attr!(element, "srcdoc") {
                    self.add(CodeKind::Srcdoc, index, Cow::Borrowed(text));
                }
            }
            Tag::Input => {
                if let Some(text) = attr!(element, "value")
                    && (is_markup(text) || text.contains("://"))
                {
                    self.add(CodeKind::FormField, index, Cow::Borrowed(text));
                }
            }
            _ => {}
        }
        for (name, value) in &element.attrs {
            if let Some(name) = name.local.strip_prefix("data-")
                && TO_COPY.iter().any(|word| name.contains(word))
                && (is_markup(value) || has_words(value))
            {
                self.add(CodeKind::Clipboard, index, Cow::Borrowed(value));
            }
        }
    }

    fn add(&mut self, kind: CodeKind, index: usize, text: Cow<'a, str>) {
        let bytes = self.bytes + text.len();
        if self.list.len() < DOCUMENTS && text.len() <= DOCUMENT && bytes <= ALL {
            self.bytes = bytes;
            self.list.push(Small { kind, text, index });
        }
    }

    /// Reads what was found. `base` is what links resolve against, `place` gives the byte offset of an element.
    pub(super) fn read(
        self,
        page: &Surroundings<'_>,
        place: impl Fn(usize) -> usize,
    ) -> Result<(Vec<Embedded>, Vec<CodeText>), ReadError> {
        let mut documents = Vec::new();
        let mut texts = Vec::new();
        for small in self.list {
            let at = place(small.index);
            let Some(document) = document(&small, at, page)? else {
                continue;
            };
            let words: Vec<&str> = document.blocks.iter().map(|block| &*block.text).collect();
            let linked = document.blocks.iter().flat_map(|block| &block.links);
            let mut urls: Vec<Url> = linked.filter_map(|link| link.resolved.clone()).collect();
            let text = words.join(" ");
            urls.extend(raw::urls_in(raw::cut(&text)));
            urls.truncate(raw::URLS);
            texts.push(CodeText {
                kind: small.kind,
                text: raw::cut(&text).to_owned(),
                urls,
                line: document.line,
                column: document.column,
            });
            documents.push(document);
        }
        Ok((documents, texts))
    }
}

/// Reads one small document; `None` if it says nothing, or is tangled beyond the limits of a page.
fn document(
    small: &Small<'_>,
    at: usize,
    page: &Surroundings<'_>,
) -> Result<Option<Embedded>, ReadError> {
    let (line, column) = page.lines.position(page.source, at);
    let mut embedded = Embedded {
        kind: small.kind,
        blocks: Vec::new(),
        meta: Metadata::default(),
        canonical: None,
        line,
        column,
    };
    if is_markup(&small.text) {
        let read = || {
            let lines = Lines::new(&small.text);
            let parsed = parse::parse(&small.text, &lines, &page.options.limits, page.deadline)?;
            let dom = Dom::new(&parsed, &small.text, &lines, &page.options.limits)?;
            let found = metadata::read(&dom, page.base, None, &[]);
            let inside = Surroundings {
                source: &small.text,
                lines: &lines,
                ..*page
            };
            let blocks = cut(&dom, &inside)?.0.blocks;
            Ok((found, blocks))
        };
        match read() {
            Ok((found, blocks)) => {
                let urls = found.urls;
                embedded.canonical = urls.canonical.or(urls.canonical_in_body);
                embedded.meta = found.meta;
                embedded.blocks = blocks;
            }
            Err(error @ ReadError::TookTooLong { .. }) => return Err(error),
            Err(_) => return Ok(None),
        }
    } else {
        let lines = small.text.lines().map(str::trim);
        embedded.blocks = lines
            .filter(|line| !line.is_empty())
            .map(plain_block)
            .collect();
    }
    // Places inside an attribute are no places of the page: everything stands where the element does.
    for block in &mut embedded.blocks {
        block.visibility = Visibility::CodeOnly;
        (block.start, block.element) = (0, 0);
        block.anchors = vec![(0, at)];
        (block.line, block.column) = (line, column);
        for link in &mut block.links {
            link.visibility = Visibility::CodeOnly;
            (link.line, link.column) = (line, column);
        }
    }
    let says = !embedded.blocks.is_empty() || embedded.canonical.is_some();
    Ok(says.then_some(embedded))
}

fn plain_block(line: &str) -> Block {
    Block {
        kind: BlockKind::Paragraph,
        text: line.to_owned(),
        start: 0,
        visibility: Visibility::CodeOnly,
        landmark: Landmark::Content,
        element: 0,
        links: Vec::new(),
        quotes: Vec::new(),
        struck_out: Vec::new(),
        anchors: Vec::new(),
        line: 1,
        column: 1,
    }
}

/// Whether markup has words outside its tags.
fn has_words(markup: &str) -> bool {
    markup.split('<').enumerate().any(|(index, part)| {
        let text = match part.split_once('>') {
            Some((_, text)) => text,
            None if index == 0 => part,
            None => "",
        };
        text.chars().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_outside_of_tags() {
        assert!(!has_words("<img alt='a word' src=x>"));
        assert!(has_words("<p>a</p>"));
    }
}
