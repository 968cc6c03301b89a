//! The walk over a page: from nodes to blocks, in one loop.

use scraper::node::Element;
use url::Url;

use super::builder::{Builder, Nature, Place};
use super::extent::Extent;
use super::landmark::{self, Reading, Sign};
use super::links::Links;
use super::output::Output;
use super::raw;
use super::{BlockKind, HiddenBy, Landmark, Visibility};
use crate::dom::ReadError;
use crate::dom::limits::{Deadline, Limits};
use crate::dom::lines::Lines;
use crate::dom::tag::Tag;
use crate::dom::{Data, Dom, attr, is_shadow_root};
use crate::style::css::{Cascaded, Display};
use crate::style::styles::Styles;
use crate::style::visibility::{COVERS, Cover, Known, LETTERS_A_LINE, SLOTS, Shown, Slot};

/// Nodes and elements that are looked through for the text right above a box. Bounds work. By hand.
const NEAR: usize = 64;

/// Nodes between two looks at the clock. By hand.
const NODES: usize = 8_192;

/// What the walk needs to know about the page.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a, 'b> {
    pub(super) dom: &'b Dom<'a>,
    pub(super) source: &'b str,
    pub(super) lines: &'b Lines,
    pub(super) base: Option<&'b Url>,
    pub(super) styles: &'b Styles<'a>,
    pub(super) extent: &'b Extent,
    /// What earlier walks have found.
    pub(super) known: Known<'b>,
    pub(super) limits: &'b Limits,
    pub(super) deadline: Deadline,
}

/// An open element.
struct Frame {
    end: usize,
    shown: Shown,
    landmark: Landmark,
    /// Whether an article, or the box of one, is open here.
    in_article: bool,
    /// The nodes of the innermost `article` or `main`.
    article: Option<(usize, usize)>,
    kind: BlockKind,
    container: usize,
    link: Option<usize>,
    /// The link that this very element opened.
    opened: Option<usize>,
    quote: Option<usize>,
    struck: bool,
    preformatted: bool,
    /// Set apart from the text around it: ruby annotations.
    apart: bool,
    is_block: bool,
    is_box: bool,
    /// Whether this is a closed `details`, and whether it stands in something folded itself. Only its first summary
    /// shows.
    closed: Option<bool>,
    /// The element that has a shadow tree: this one, whose children show in the slots of it.
    host: Option<usize>,
    /// The element whose shadow tree this stands in.
    shadow_of: Option<usize>,
}

impl Walk<'_, '_> {
    /// Cuts the page into blocks.
    pub(super) fn run(self) -> Result<Output, ReadError> {
        let mut state = State {
            walk: self,
            frames: vec![Frame {
                end: self.dom.nodes.len(),
                shown: Shown::root(&self.styles.page),
                landmark: Landmark::Content,
                in_article: false,
                article: None,
                kind: BlockKind::Paragraph,
                container: 0,
                link: None,
                opened: None,
                quote: None,
                struck: false,
                preformatted: false,
                apart: false,
                is_block: true,
                is_box: false,
                closed: None,
                host: None,
                shadow_of: None,
            }],
            text: Builder::default(),
            side: Builder::default(),
            links: Links::default(),
            waiting: Vec::new(),
            output: Output::new(self.dom.nodes.len()),
        };
        let mut index = 1;
        let mut next_look = NODES;
        while index < self.dom.nodes.len() {
            if index >= next_look {
                self.deadline.check()?;
                next_look = index + NODES;
            }
            state.close_until(index);
            index = state.visit(index);
            if state.links.bytes > self.limits.addresses {
                return Err(ReadError::AddressesTooLong {
                    limit: self.limits.addresses,
                });
            }
        }
        state.close_until(self.dom.nodes.len());
        state.flush();
        state.drop_waiting();
        Ok(state.output)
    }
}

struct State<'a, 'b> {
    walk: Walk<'a, 'b>,
    frames: Vec<Frame>,
    /// The visible block in the making.
    text: Builder,
    /// What stands in the middle of it without belonging to it: hidden and folded runs, ruby annotations.
    side: Builder,
    links: Links<'a>,
    /// Links without text that stand before any text of their box: link, how it shows, its container.
    waiting: Vec<(usize, Visibility, usize)>,
    output: Output,
}

impl<'a> State<'a, '_> {
    /// The sign of an element, unless its class or id makes a sidebar of what holds the heart of the page.
    fn trusted(&self, index: usize, end: usize, reading: &Reading) -> Sign {
        let Some(without_names) = reading.without_names else {
            return reading.sign;
        };
        let article = self.frames.last().and_then(|frame| frame.article);
        let holds_centre = self.walk.extent.holds_centre(index, end);
        let holds_much = self.walk.extent.holds_much(index, end, article);
        let doubtful = match reading.sign {
            // The logo is often the page's only `h1`, and comments may well be longer than the article.
            Sign::Is(Landmark::Header) => holds_much,
            Sign::Is(Landmark::Comments) => holds_centre,
            Sign::Is(_) => holds_centre || holds_much,
            Sign::None | Sign::Article => false,
        };
        if doubtful {
            without_names
        } else {
            reading.sign
        }
    }

    /// Takes in one node; returns the index of the next.
    fn visit(&mut self, index: usize) -> usize {
        let Some(node) = self.walk.dom.nodes.get(index) else {
            return index + 1;
        };
        match node.data {
            Data::Element(tag, element) => self.element(index, node.end as usize, tag, element),
            Data::Text(text) => {
                self.push(text, node.spot.start as usize);
                index + 1
            }
            Data::Comment(_) | Data::Root => index + 1,
        }
    }

    fn element(&mut self, index: usize, end: usize, tag: Tag, element: &'a Element) -> usize {
        if tag == Tag::Br {
            self.line_break();
        }
        if self.is_passed_over(index, tag, element) {
            return end;
        }
        let Some(outer) = self.frames.last() else {
            return end;
        };
        let walk = self.walk;
        let style = walk.styles.of(walk.known.spared, index, element);
        let page = &walk.styles.page;
        let slotted = match outer.host {
            Some(host) if tag != Tag::Template => {
                let name = attr!(element, "slot").unwrap_or_default();
                Some(walk.known.slotted(host, name, &outer.shown))
            }
            _ => None,
        };
        let around = slotted.as_ref().unwrap_or(&outer.shown);
        let mut shown = around.enter(tag, (index, element), &style, page, walk.known);
        let covers = self.covers((index, end), tag, element, (outer, &*style, &shown));
        self.output.covers.extend(covers);
        if tag == Tag::Svg {
            shown.draw(element, &style, page, self.is_all_text(index, end));
        }
        show_by_tag(tag, element, outer, &mut shown);
        let closed = (tag == Tag::Details && attr!(element, "open").is_none())
            .then(|| outer.shown.is_folded());
        if closed.is_some() {
            shown.fold();
        }
        let reading = Sign::of(tag, element);
        let sign = self.trusted(index, end, &reading);
        let is_article = sign == Sign::Article;
        // A button is a control, not part of the sentence beside it.
        let is_block = matches!(
            shown.display,
            Display::Block | Display::Items | Display::Table
        ) || tag == Tag::Button;
        let frame = Frame {
            end,
            landmark: landmark::inside(outer.landmark, outer.in_article, sign),
            in_article: outer.in_article || is_article || reading.is_entry,
            article: if is_article {
                Some((index, end))
            } else {
                outer.article
            },
            kind: kind(outer.kind, tag),
            container: if is_block { index } else { outer.container },
            link: outer.link,
            opened: None,
            quote: if tag == Tag::Q {
                Some(index)
            } else {
                outer.quote
            },
            struck: outer.struck || matches!(tag, Tag::Del | Tag::S | Tag::Strike),
            preformatted: outer.preformatted || tag.is_preformatted(),
            apart: outer.apart || tag == Tag::Rt,
            is_block,
            is_box: matches!(shown.display, Display::InlineBlock | Display::InlineItems),
            closed,
            host: walk.extent.is_host(index).then_some(index),
            shadow_of: match tag {
                Tag::Template => outer.host,
                _ => outer.shadow_of,
            },
            shown,
        };
        if let Some(host) = frame.shadow_of.filter(|_| tag == Tag::Slot)
            && self.output.slots.len() < SLOTS
        {
            self.output.slots.push(Slot {
                host,
                name: attr!(element, "name").unwrap_or_default().into(),
                shown: frame.shown.clone(),
            });
        }
        if is_article {
            self.output.articles.push(index);
        }
        if reading.without_names.is_some() {
            self.output.named.push(index);
        }
        if reading.is_furniture {
            self.output.furniture.push(index);
        }
        if reading.is_post {
            self.output.posts.push(index);
        }
        if tag.is_picture() || tag == Tag::Other && is_icon(element) {
            self.picture(element, &frame);
        }
        if is_block {
            self.flush();
        } else if frame.is_box {
            self.text.gap();
            self.side.gap();
        }
        if tag == Tag::Summary
            && let Some(outer) = self.frames.last_mut()
        {
            outer.closed = None;
        }
        self.frames.push(frame);
        if tag == Tag::A {
            self.open_link(index);
        }
        index + 1
    }

    /// Whether a drawing holds nothing that letters could stand on.
    fn is_all_text(&self, index: usize, end: usize) -> bool {
        const TEXT: [&str; 8] = ["a", "defs", "desc", "g", "style", "text", "title", "tspan"];
        let inside = self.walk.dom.nodes.get(index + 1..end).unwrap_or_default();
        inside.iter().all(|node| match node.data {
            Data::Element(_, element) => TEXT.contains(&&*element.name.local),
            _ => true,
        })
    }

    /// Whether an element holds nothing for readers, or what is read elsewhere.
    fn is_passed_over(&self, index: usize, tag: Tag, element: &Element) -> bool {
        match tag {
            Tag::Br
            | Tag::Head
            | Tag::Script
            | Tag::Style
            | Tag::Noscript
            | Tag::ForeignHidden
            | Tag::Title => true,
            Tag::Template => !is_shadow_root(element),
            // Markup in a form field is a document of its own; read as prose, it would be told by its tags.
            Tag::Textarea => raw::is_markup(&self.walk.dom.text(index, raw::DOCUMENT)),
            _ => false,
        }
    }

    /// What an element lays over others: itself, what it is moved over, and what its style makes up.
    fn covers(
        &self,
        (index, end): (usize, usize),
        tag: Tag,
        element: &Element,
        (outer, style, shown): (&Frame, &Cascaded, &Shown),
    ) -> Vec<Cover> {
        let styles = self.walk.styles;
        let itself = outer
            .shown
            .cover(style, &styles.page, (index, index), Some(index));
        let mut covers: Vec<Cover> = itself.into_iter().collect();
        if self.output.covers.len() + covers.len() < COVERS
            && let Some(lines) = Shown::lines_above(tag, style)
            && let Some(over) = self.last_above(index, lines)
        {
            covers.push(Shown::moved_over(over, index, style));
        }
        for (order, made_up) in styles.made_up((index, end), element) {
            covers.extend(shown.cover(&made_up, &styles.page, (index, order), None));
        }
        covers
    }

    /// The element right above `index` whose text takes no more than so many lines.
    fn last_above(&self, index: usize, lines: f32) -> Option<usize> {
        let nodes = &self.walk.dom.nodes;
        let parent = nodes.get(index)?.parent;
        let is_text = |at: &usize| {
            nodes.get(*at).is_some_and(
                |node| matches!(node.data, Data::Text(text) if !text.trim().is_empty()),
            )
        };
        let last = (parent as usize..index).rev().take(NEAR).find(is_text)?;
        let most = lines as usize * LETTERS_A_LINE;
        let (mut over, mut letters) = (None, 0);
        let mut at = nodes.get(last)?.parent;
        for _ in 0..NEAR {
            let node = nodes.get(at as usize).filter(|_| at != parent)?;
            let Data::Element(tag, _) = node.data else {
                break;
            };
            let text = self.walk.dom.text(at as usize, most + 1);
            let longer = text.trim().len();
            // A block with more blocks in it is higher than its letters tell.
            if longer > most || over.is_some() && longer > letters {
                break;
            }
            if tag.is_block() || over.is_some() {
                over = Some(at as usize);
            }
            letters = longer;
            at = node.parent;
            if at == parent {
                break;
            }
        }
        over
    }

    fn open_link(&mut self, index: usize) {
        self.text.gap_after_link();
        let walk = self.walk;
        let link = self.links.open(walk.dom, index, walk.source, walk.base);
        if let (Some(link), Some(frame)) = (link, self.frames.last_mut()) {
            frame.link = Some(link);
            frame.opened = Some(link);
        }
    }

    /// Notes a picture in the innermost open link.
    fn picture(&mut self, element: &'a Element, frame: &Frame) {
        let Some(link) = frame.link.and_then(|link| self.links.get_mut(link)) else {
            return;
        };
        let visibility = match frame.shown.picture() {
            Visibility::Visible | Visibility::Folded if is_speck(element) => {
                Visibility::Hidden(HiddenBy::EmptyLink)
            }
            visibility => visibility,
        };
        if link
            .picture
            .is_none_or(|known| known != Visibility::Visible)
        {
            link.picture = Some(visibility);
        }
        if link.alt.is_empty() {
            link.alt = attr!(element, "alt").unwrap_or_default().trim();
        }
    }

    /// Closes the elements that end before `index`.
    fn close_until(&mut self, index: usize) {
        while self.frames.len() > 1 {
            let Some(frame) = self.frames.pop_if(|frame| frame.end <= index) else {
                break;
            };
            if let Some(link) = frame.opened {
                self.close_link(link, &frame);
            }
            if frame.is_block {
                self.flush();
            } else if frame.is_box {
                self.text.gap();
                self.side.gap();
            }
        }
    }

    /// A link without text is attached to the block it stands in, else to the next one in the same box.
    fn close_link(&mut self, number: usize, frame: &Frame) {
        let Some(link) = self.links.get_mut(number) else {
            return;
        };
        if link.has_text {
            return;
        }
        let visibility = match (link.picture, frame.shown.picture()) {
            (Some(visibility), _) => visibility,
            (None, Visibility::Visible) => Visibility::Hidden(HiddenBy::EmptyLink),
            (None, hidden) => hidden,
        };
        if !self.text.push_link(number, visibility) {
            self.waiting.push((number, visibility, frame.container));
        }
    }

    fn push(&mut self, text: &str, source: usize) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let visibility = match frame.host {
            Some(host) => {
                let known = &self.walk.known;
                known.slotted(host, "", &frame.shown).text()
            }
            None => frame.shown.text(),
        };
        let place = Place {
            nature: Nature {
                kind: frame.kind,
                visibility,
                landmark: frame.landmark,
                container: frame.container,
            },
            link: frame.link,
            quote: frame.quote,
            struck: frame.struck,
            preformatted: frame.preformatted,
            source,
        };
        let added = if visibility == Visibility::Visible && !frame.apart {
            let was_empty = self.text.is_empty();
            let added = self.text.push(text, &place);
            if added && !self.side.is_empty() {
                let side = self.side.finish();
                self.emit(side);
            }
            if added && was_empty {
                self.attach_waiting(place.nature.container);
            }
            added
        } else {
            if let (Visibility::Hidden(_), Some(cause)) = (visibility, frame.shown.cause()) {
                *self.output.hidden_by.entry(cause).or_default() += text.trim().len();
            }
            if self
                .side
                .nature()
                .is_some_and(|nature| nature != place.nature)
            {
                let side = self.side.finish();
                self.emit(side);
            }
            self.side.push(text, &place)
        };
        if added && let Some(link) = place.link.and_then(|link| self.links.get_mut(link)) {
            link.has_text = true;
        }
    }

    fn line_break(&mut self) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let visible = frame.shown.text() == Visibility::Visible;
        let preformatted = frame.preformatted;
        let builder = if visible {
            &mut self.text
        } else {
            &mut self.side
        };
        if builder.line_break() && !preformatted {
            self.flush();
        }
    }

    /// Gives links that waited for a text to the block that has just begun, if that is in the same box.
    fn attach_waiting(&mut self, container: usize) {
        if self.waiting.is_empty() {
            return;
        }
        let nodes = &self.walk.dom.nodes;
        let holds = |outer: usize| {
            nodes
                .get(outer)
                .is_some_and(|node| outer <= container && container < node.end as usize)
        };
        let (near, far): (Vec<_>, Vec<_>) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|(_, _, outer)| holds(*outer));
        self.text.prepend_links(
            near.into_iter()
                .map(|(link, visibility, _)| (link, visibility)),
        );
        self.waiting = far;
        self.drop_waiting();
    }

    /// Keeps links that found no block as text of the code.
    fn drop_waiting(&mut self) {
        for (number, visibility, _) in std::mem::take(&mut self.waiting) {
            let walk = self.walk;
            let link = self
                .links
                .in_block(number, 0..0, visibility, walk.source, walk.lines);
            self.output.wordless.extend(link);
            if let Some(link) = self.links.get_mut(number) {
                self.output
                    .code_link(link, self.walk.source, self.walk.lines);
            }
        }
    }

    fn flush(&mut self) {
        let text = self.text.finish();
        self.emit(text);
        let side = self.side.finish();
        self.emit(side);
    }

    fn emit(&mut self, run: Option<super::builder::Run>) {
        if let Some(run) = run {
            self.output
                .push(run, &self.links, self.walk.source, self.walk.lines);
        }
    }
}

/// Whether an element is drawn by an icon font, as its class says.
fn is_icon(element: &Element) -> bool {
    attr!(element, "class")
        .unwrap_or_default()
        .split_ascii_whitespace()
        .any(|class| {
            matches!(
                class,
                "icon"
                    | "fa"
                    | "fas"
                    | "fab"
                    | "far"
                    | "iconfont"
                    | "glyphicon"
                    | "dashicons"
                    | "material-icons"
            ) || ["icon-", "fa-", "bi-", "ri-"]
                .iter()
                .any(|head| class.starts_with(head))
                || class.ends_with("-icon")
        })
}

/// Takes out of sight what an element never shows, or not before it is opened.
fn show_by_tag(tag: Tag, element: &Element, outer: &Frame, shown: &mut Shown) {
    match tag {
        Tag::Object if attr!(element, "data").is_none() => {}
        Tag::Iframe
        | Tag::Object
        | Tag::Meter
        | Tag::Progress
        | Tag::Video
        | Tag::Audio
        | Tag::Canvas
        | Tag::Noembed
        | Tag::Noframes
        | Tag::Datalist
        | Tag::Rp => shown.never(),
        Tag::Select => shown.fold(),
        Tag::Summary => {
            if let Some(folded) = outer.closed {
                shown.set_folded(folded);
            }
        }
        _ => {}
    }
}

/// The kind of text inside an element. Code stays code and a quotation stays one whatever stands inside.
fn kind(outer: BlockKind, tag: Tag) -> BlockKind {
    let inner = match tag {
        Tag::Pre | Tag::Listing | Tag::Plaintext | Tag::Xmp => return BlockKind::Code,
        Tag::Blockquote => BlockKind::Quote,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => BlockKind::Heading,
        Tag::Li | Tag::Dt | Tag::Dd => BlockKind::ListItem,
        Tag::Figcaption | Tag::Caption => BlockKind::Caption,
        Tag::Td | Tag::Th => BlockKind::Cell,
        Tag::P => BlockKind::Paragraph,
        Tag::Address
        | Tag::Button
        | Tag::Label
        | Tag::Legend
        | Tag::Textarea
        | Tag::Select
        | Tag::Rt => BlockKind::Other,
        _ => return outer,
    };
    match outer {
        BlockKind::Code => BlockKind::Code,
        BlockKind::Quote if inner != BlockKind::Other => BlockKind::Quote,
        _ => inner,
    }
}

/// Whether a picture is so small by its own word that nobody finds it: a counting pixel.
fn is_speck(element: &Element) -> bool {
    /// Pixels. By hand.
    const SPECK: f64 = 1.0;
    let is_small = |value: &str| {
        let value = value.trim().trim_end_matches("px").trim_end();
        value.parse::<f64>().is_ok_and(|pixels| pixels <= SPECK)
    };
    let styles = attr!(element, "style").unwrap_or_default().split(';');
    let mut sizes = styles.filter_map(|style| style.split_once(':'));
    [attr!(element, "width"), attr!(element, "height")]
        .into_iter()
        .flatten()
        .any(is_small)
        || sizes.any(|(name, value)| {
            let name = name.trim();
            let is_size = |known: &str| name.eq_ignore_ascii_case(known);
            ["width", "height", "max-width", "max-height"]
                .into_iter()
                .any(is_size)
                && is_small(value)
        })
}
