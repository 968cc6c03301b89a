//! Markdown to markup: what the reader of the rendered page gets, with the place of each piece.

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, OffsetIter, Parser, Tag, TagEnd,
};
use std::collections::HashSet;
use std::ops::Range;

use super::attributes::{Attributes, Lists};
use super::flavour::options;
use super::map::Writer;
use crate::dom::ReadError;
use crate::dom::limits::Deadline;
use crate::dom::lines::Lines;
use crate::page::raw::url_ranges;
use crate::text::head;

/// Events between two looks at the clock. By hand.
const EVENTS: usize = 8_192;

/// Bytes that references may add up to before the parser stops following them; its own figure.
const REFERENCES: usize = 100_000;

/// Bytes of an address without a scheme; bounds the search for its end. By hand.
const BARE: usize = 2 * 1024;

/// Writes the markup of a Markdown text that begins at `from` of the source. `text` is the rest of the source with the
/// tags of site generators taken out, each byte in its place.
pub(super) fn render(
    text: &str,
    lists: &Lists,
    from: usize,
    (source, lines): (&str, &Lines),
    deadline: Deadline,
) -> Result<Writer, ReadError> {
    let mut events = Parser::new_ext(text, options()).into_offset_iter();
    let referenced = referenced(text);
    let mut render = Render {
        text,
        lists,
        boxes: (0, Vec::new()),
        depth: 0,
        from,
        out: Writer::new(text.len()),
        run: String::new(),
        pieces: Vec::new(),
        alt: None,
        in_link: 0,
        in_code: false,
        in_head: false,
        expanded: 0,
        referenced,
        note_end: "",
    };
    render.out.tag("<article>\n", from);
    let mut count = 0_usize;
    while let Some((event, range)) = events.next() {
        count += 1;
        if count.is_multiple_of(EVENTS) {
            deadline.check()?;
        }
        let at = from + range.start;
        if lists.is_empty() {
            render.event(event, range, &events);
        } else {
            render.listed(event, range, &events);
        }
        render.out.check(source, lines, at)?;
        if render.expanded >= text.len().max(REFERENCES) {
            // From here on the parser takes references for words, so links would be missed.
            return Err(ReadError::TooComplex {
                limit: text.len().max(REFERENCES),
                line: lines.position(source, at).0,
            });
        }
    }
    render.flush();
    Ok(render.out)
}

struct Render<'a> {
    text: &'a str,
    lists: &'a Lists,
    /// How many fenced boxes have begun, and where those end that are open.
    boxes: (usize, Vec<usize>),
    /// How many elements are open.
    depth: usize,
    /// Where the text begins in the source.
    from: usize,
    out: Writer,
    /// Words not yet written, and where they come from: byte offset in them, in the text.
    run: String,
    pieces: Vec<(usize, usize)>,
    /// The alternative text of the open picture: title, text, pictures in it.
    alt: Option<(String, String, usize)>,
    /// Links that are open: of Markdown and of raw HTML.
    in_link: usize,
    in_code: bool,
    in_head: bool,
    /// Bytes of addresses and titles that came by reference.
    expanded: usize,
    /// The footnotes that the text refers to.
    referenced: HashSet<CowStr<'a>>,
    /// What closes the open footnote.
    note_end: &'static str,
}

/// The names of the footnotes that a text refers to: the others are not shown.
fn referenced(text: &str) -> HashSet<CowStr<'_>> {
    if memchr::memmem::find(text.as_bytes(), b"[^").is_none() {
        return HashSet::new();
    }
    let events = Parser::new_ext(text, options());
    events
        .filter_map(|event| match event {
            Event::FootnoteReference(name) => Some(name),
            _ => None,
        })
        .collect()
}

impl<'a> Render<'a> {
    /// Writes what has attributes into an element that bears them.
    fn listed(&mut self, event: Event<'a>, range: Range<usize>, events: &OffsetIter<'a>) {
        let lists = self.lists;
        if self.depth == 0 {
            self.fences(range.start);
        }
        let bracket = lists.brackets.get(&range.start);
        if let (Event::Text(words), Some(bracket), None) = (&event, bracket, &self.alt)
            && matches!(&**words, "[" | "]")
        {
            self.flush();
            let at = self.from + range.start;
            match bracket {
                Some(attributes) => self.open("<span", attributes, at),
                None => self.out.tag("</span>", at),
            }
            return;
        }
        let (is_start, is_end) = (
            matches!(event, Event::Start(_)),
            matches!(event, Event::End(_)),
        );
        let tag = match &event {
            Event::Start(tag) => Some(tag.to_end()),
            Event::End(tag) => Some(*tag),
            _ => None,
        };
        let attributes = match &tag {
            _ if self.alt.is_some() => None,
            Some(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Table) => {
                lists.of_block(self.text, &range).map(|of| ("div", of))
            }
            // What ends a later line may be about one of its blocks only.
            Some(TagEnd::Item) => lists
                .of_block(self.text, &range)
                .filter(|_| {
                    let item = self.text.get(range.clone()).unwrap_or_default();
                    !item.trim().contains('\n')
                })
                .map(|of| ("div", of)),
            Some(tag) if is_inline(tag) || matches!(tag, TagEnd::Link) => {
                lists.of_stretch(&range).map(|of| ("span", of))
            }
            _ => None,
        };
        self.depth += usize::from(is_start);
        let (start, end) = (self.from + range.start, self.from + range.end);
        if let (true, Some((name, attributes))) = (is_start, attributes) {
            self.flush();
            self.open(
                if name == "div" { "<div" } else { "<span" },
                attributes,
                start,
            );
        }
        self.event(event, range, events);
        if is_end {
            self.depth = self.depth.saturating_sub(1);
            if let Some((name, _)) = attributes {
                let close = if name == "div" { "</div>" } else { "</span>" };
                self.out.tag(close, end);
            }
        }
    }

    /// Writes a start tag with attributes.
    fn open(&mut self, tag: &str, attributes: &Attributes, at: usize) {
        self.out.tag(tag, at);
        self.out.attribute("style", &attributes.style, at);
        self.out.attribute("hidden", attributes.hidden, at);
        self.out.tag(">", at);
    }

    /// Opens and closes the fenced boxes before what stands at `at`.
    fn fences(&mut self, at: usize) {
        let place = self.from + at;
        let lists = self.lists;
        loop {
            let next = lists
                .boxes
                .get(self.boxes.0)
                .filter(|(range, _)| range.start <= at);
            let until = next.map_or(at, |(range, _)| range.start);
            while self.boxes.1.pop_if(|end| *end <= until).is_some() {
                self.flush();
                self.out.tag("</div>", place);
            }
            let Some((range, attributes)) = next else {
                return;
            };
            self.boxes.0 += 1;
            if range.end > at {
                self.flush();
                self.boxes.1.push(range.end);
                self.open("<div", attributes, place);
            }
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>, events: &OffsetIter<'a>) {
        if let Event::Text(words) = &event
            && self.alt.is_none()
        {
            let at = self.place(words).unwrap_or(range.start);
            self.pieces.push((self.run.len(), at));
            self.run.push_str(words);
            return;
        }
        self.flush();
        if self.alt.is_some() {
            return self.in_picture(event, range);
        }
        let at = self.from + range.start;
        match event {
            Event::Start(tag) => self.start(tag, range, events),
            Event::End(tag) => self.end(tag, self.from + range.end),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.out.tag("<code>", at);
                self.scattered(&words, range.clone(), Self::escaped);
                self.out.tag("</code>", self.from + range.end);
            }
            Event::Html(markup) => self.scattered(&markup, range, Self::raw),
            Event::InlineHtml(markup) => {
                let name = markup.get(..2).unwrap_or_default();
                let is_name_end = |c: char| c.is_ascii_whitespace() || c == '>';
                let tail = |from| markup.get(from..).unwrap_or_default();
                if name.eq_ignore_ascii_case("<a") && tail(2).starts_with(is_name_end) {
                    self.in_link += 1;
                } else if name == "</" && tail(2).starts_with(['a', 'A']) {
                    self.in_link = self.in_link.saturating_sub(1);
                }
                self.scattered(&markup, range, Self::raw);
            }
            Event::SoftBreak => self.out.tag("\n", at),
            Event::HardBreak => self.out.tag("<br>", at),
            Event::Rule => self.out.tag("<hr>", at),
            // Marks are no words of the text.
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::Text(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>, events: &OffsetIter<'a>) {
        let at = self.from + range.start;
        match tag {
            Tag::Heading {
                level, id, classes, ..
            } => {
                self.in_link = 0;
                self.out.tag("<", at);
                self.out.tag(heading(level), at);
                self.out
                    .attribute("id", id.as_deref().unwrap_or_default(), at);
                self.out.attribute("class", &classes.join(" "), at);
                self.out.tag(">", at);
            }
            Tag::Paragraph => {
                self.in_link = 0;
                self.out.tag("<p>", at);
            }
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split_whitespace().next().unwrap_or_default()
                    }
                    CodeBlockKind::Indented => "",
                };
                self.out.tag("<pre><code", at);
                if !language.is_empty() {
                    self.out
                        .attribute("class", &format!("language-{language}"), at);
                }
                self.out.tag(">", at);
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                self.in_link += 1;
                let scheme = match link_type {
                    LinkType::Email => "mailto:",
                    _ => "",
                };
                self.count(link_type, &dest_url, &title);
                let href = self.address(&dest_url, &range, &id, events);
                if link_type == LinkType::Autolink && dest_url.contains("&amp;") {
                    // The parser leaves the entities of an address in angle brackets to us.
                    let dest_url = dest_url.replace("&amp;", "&");
                    self.out.link(scheme, &dest_url, &title, href, at);
                } else {
                    self.out.link(scheme, &dest_url, &title, href, at);
                }
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.count(link_type, &dest_url, &title);
                self.alt = Some((title.into_string(), String::new(), 0));
            }
            Tag::FootnoteDefinition(name) => {
                let is_shown = self.referenced.contains(&name);
                let (open, close) = if is_shown {
                    ("<div>", "</div>\n")
                } else {
                    ("<template>", "</template>\n")
                };
                self.out.tag(open, at);
                self.note_end = close;
            }
            Tag::TableHead => {
                self.in_head = true;
                self.out.tag("<thead><tr>", at);
            }
            Tag::TableCell => self.out.tag(if self.in_head { "<th>" } else { "<td>" }, at),
            other => {
                if let Some(name) = name(&other.to_end()) {
                    self.out.tag("<", at);
                    self.out.tag(name, at);
                    self.out.tag(">", at);
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd, at: usize) {
        match tag {
            TagEnd::Heading(level) => {
                self.out.tag("</", at);
                self.out.tag(heading(level), at);
                self.out.tag(">\n", at);
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.out.tag("</code></pre>\n", at);
            }
            TagEnd::Link => {
                self.in_link = self.in_link.saturating_sub(1);
                self.out.tag("</a>", at);
            }
            TagEnd::FootnoteDefinition => self.out.tag(self.note_end, at),
            TagEnd::TableHead => {
                self.in_head = false;
                self.out.tag("</tr></thead>\n", at);
            }
            TagEnd::TableCell => self
                .out
                .tag(if self.in_head { "</th>" } else { "</td>" }, at),
            other => {
                if let Some(name) = name(&other) {
                    self.out.tag("</", at);
                    self.out.tag(name, at);
                    self.out
                        .tag(if is_inline(&other) { ">" } else { ">\n" }, at);
                }
            }
        }
    }

    /// Inside a picture everything is its alternative text.
    fn in_picture(&mut self, event: Event<'a>, range: Range<usize>) {
        let Some((title, alt, depth)) = &mut self.alt else {
            return;
        };
        match event {
            Event::Start(Tag::Image { .. }) => *depth += 1,
            Event::End(TagEnd::Image) if *depth > 0 => *depth -= 1,
            Event::End(TagEnd::Image) => {
                let (title, alt) = (std::mem::take(title), std::mem::take(alt));
                self.alt = None;
                let at = self.from + range.start;
                self.out.tag("<img", at);
                self.out.attribute("alt", &alt, at);
                self.out.attribute("title", &title, at);
                self.out.tag(">", at);
            }
            Event::Text(words) | Event::Code(words) => alt.push_str(&words),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }

    fn count(&mut self, kind: LinkType, address: &str, title: &str) {
        if matches!(
            kind,
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
        ) {
            self.expanded += address.len() + title.len();
        }
    }

    /// Where an address stands in the source.
    fn address(
        &self,
        address: &CowStr<'a>,
        range: &Range<usize>,
        id: &str,
        events: &OffsetIter<'a>,
    ) -> usize {
        if let Some(at) = self.place(address) {
            return self.from + at;
        }
        // It has escapes or entities, or is very short: it is looked for by what stands before the first of them.
        let definition = events.reference_definitions().get(id);
        let span = definition.map_or_else(|| range.clone(), |found| found.span.clone());
        let written = self.text.get(span.clone()).unwrap_or_default();
        let plain = address
            .find(|c: char| c == '&' || !c.is_ascii())
            .unwrap_or(address.len());
        let start = head(address, plain.min(16));
        let found = written.rfind(&format!("({start}"));
        let found = found.map(|at| at + 1).or_else(|| written.rfind(start));
        self.from + span.start + found.unwrap_or(0)
    }

    /// Where a piece stands in the text, if it is a piece of it and no copy.
    fn place(&self, piece: &CowStr<'a>) -> Option<usize> {
        let CowStr::Borrowed(piece) = piece else {
            return None;
        };
        let at = (piece.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (at + piece.len() <= self.text.len()).then_some(at)
    }

    fn escaped(out: &mut Writer, words: &str, at: usize) {
        out.words(words, at);
    }

    fn raw(out: &mut Writer, markup: &str, at: usize) {
        out.raw(markup, at);
    }

    /// Writes what may be put together out of several pieces of the text, as code over several lines is.
    fn scattered(
        &mut self,
        words: &CowStr<'a>,
        range: Range<usize>,
        write: fn(&mut Writer, &str, usize),
    ) {
        if let Some(at) = self.place(words) {
            return write(&mut self.out, words, self.from + at);
        }
        let source = self.text.get(range.clone()).unwrap_or_default();
        let mut rest = source.char_indices();
        let (mut start, mut from) = (0, range.start);
        let mut expected = range.start;
        for (offset, wanted) in words.char_indices() {
            let same =
                |found: char| found == wanted || wanted == ' ' && matches!(found, '\n' | '\r');
            let Some((at, _)) = rest.by_ref().find(|(_, found)| same(*found)) else {
                break;
            };
            let at = range.start + at;
            if at != expected || offset == 0 {
                write(&mut self.out, &words[start..offset], self.from + from);
                (start, from) = (offset, at);
            }
            expected = at + wanted.len_utf8();
        }
        write(&mut self.out, &words[start..], self.from + from);
    }

    /// Writes the words that were gathered; addresses among them are links.
    fn flush(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        let pieces = std::mem::take(&mut self.pieces);
        let mut done = 0;
        if !self.in_code && self.in_link == 0 {
            for (range, scheme) in bare_addresses(&run) {
                self.words(&run, &pieces, done..range.start);
                let at = self.from + source_of(&pieces, range.start);
                self.out.link(scheme, &run[range.clone()], "", at, at);
                self.words(&run, &pieces, range.clone());
                done = range.end;
                let end = self.from + source_of(&pieces, done);
                self.out.tag("</a>", end);
            }
        }
        self.words(&run, &pieces, done..run.len());
        // The room is kept for the next run.
        (self.run, self.pieces) = (run, pieces);
        self.run.clear();
        self.pieces.clear();
    }

    fn words(&mut self, run: &str, pieces: &[(usize, usize)], range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let next = pieces.partition_point(|(start, _)| *start <= at);
            let end = pieces
                .get(next)
                .map_or(range.end, |next| next.0.min(range.end));
            let source = self.from + source_of(pieces, at);
            self.out.words(run.get(at..end).unwrap_or_default(), source);
            at = end;
        }
    }
}

/// Where the byte `at` of a run comes from.
fn source_of(pieces: &[(usize, usize)], at: usize) -> usize {
    let index = pieces.partition_point(|(start, _)| *start <= at);
    let piece = index.checked_sub(1).and_then(|index| pieces.get(index));
    piece.map_or(0, |(start, source)| source + (at - start))
}

/// The addresses in a run of words that GitHub and most site generators make links of, and the scheme each lacks.
pub(super) fn bare_addresses(run: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found: Vec<_> = url_ranges(run).map(|range| (range, "")).collect();
    let mut from = 0;
    while let Some(at) = run.get(from..).and_then(|rest| rest.find("www.")) {
        let start = from + at;
        from = start + "www.".len();
        if run[..start]
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '-'))
        {
            continue;
        }
        let word = head(&run[start..], BARE);
        let word = word.split(char::is_whitespace).next().unwrap_or_default();
        let whole = format!("http://{word}");
        if let Some(range) = url_ranges(&whole).next() {
            let end = start + range.end - "http://".len();
            if run.get(from..end).is_some_and(|rest| rest.contains('.')) {
                found.push((start..end, "http://"));
            }
            from = end.max(from);
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    let mut end = 0;
    found.retain(|(range, _)| {
        let apart = range.start >= end;
        end = end.max(range.end);
        apart
    });
    found
}

fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h1",
        HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}

/// The element of a tag that needs no more than its name.
fn name(tag: &TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph => "p",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::DefinitionList => "dl",
        TagEnd::DefinitionListTitle => "dt",
        TagEnd::DefinitionListDefinition => "dd",
        TagEnd::Table => "table",
        TagEnd::TableRow => "tr",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "del",
        TagEnd::Superscript => "sup",
        TagEnd::Subscript => "sub",
        _ => return None,
    })
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}
