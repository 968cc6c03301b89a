//! Whether readers see what an element holds, decided from its attributes and the styles in the page itself.
//!
//! A text counts as hidden only when the page, or a style sheet of it that was read, says so; and what would
//! blank the whole page is taken for a script's starting state, because nobody publishes a blank page.

mod boxes;
mod cover;
mod drawing;
mod marks;

use std::time::Duration;

use html5ever::ns;
use scraper::node::Element;

use self::boxes::{OFF_SCREEN, is_beside, is_cut, is_off_screen, is_sizeless};
use self::cover::OPAQUE;
use self::drawing::{Canvas, Paint};
use self::marks::{Marks, by_attribute, by_class};
use super::css::{Cascaded, Colour, Display, FONT, Filter, Position, Property, Value};
use super::{HiddenBy, Visibility};
use crate::dom::attr;
use crate::dom::lines::offset;
use crate::dom::tag::Tag;

pub(crate) use self::cover::{COVERS, Cover, LETTERS_A_LINE};

/// Text of this many pixels or less cannot be read. By eye.
const UNREADABLE: f32 = 2.0;

/// At this opacity or less nothing can be made out. By eye.
const TRANSPARENT: f32 = 0.05;

/// What in the page hides a text: one element, or one rule of a style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cause {
    Element(u32),
    Rule(u32),
}

/// Slots of shadow trees that are followed in one page; what would stand in the rest is shown where it is. By hand; it
/// bounds work.
pub(crate) const SLOTS: usize = 64;

/// Where a shadow tree shows children of the element that it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    /// The element.
    pub(crate) host: usize,
    pub(crate) name: Box<str>,
    /// What holds for the children there.
    pub(crate) shown: Shown,
}

/// What an element is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Nothing: what it holds stands in its place.
    Nothing,
    /// A stretch of a line, which has no size of its own and cannot be moved by transforms.
    Inline,
    Box,
}

impl Form {
    /// What stands directly in a box of `items`, and what is placed or floats, is a box.
    fn of(tag: Tag, display: Display, style: &Cascaded, items: bool) -> Self {
        let placed = matches!(style.position(), Position::Absolute | Position::Fixed);
        let drawn = tag.is_picture() || matches!(tag, Tag::Foreign | Tag::ForeignHidden);
        match display {
            Display::Contents => Self::Nothing,
            Display::Inline
                if !(items || placed || drawn || style.is(Property::Float) == Some(true)) =>
            {
                Self::Inline
            }
            _ => Self::Box,
        }
    }
}

/// The colour of a shadow or an outline of letters.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Outline {
    None,
    Of(Colour),
    /// Some other than that of the letters.
    Some,
}

/// What holds for an element and, where CSS inherits, for what it holds.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    /// Hidden for good: no descendant can undo it.
    gone: Option<HiddenBy>,
    /// What hides it.
    cause: Option<Cause>,
    /// What cuts it off, and the number of the element that does; what is placed in a box around that is not cut off.
    cut: Option<(Cause, usize)>,
    /// `visibility: hidden`, which a descendant can undo.
    invisible: bool,
    folded: bool,
    opacity: f32,
    font: f32,
    /// By how much transforms shrink it.
    scale: f32,
    /// Whether the indent moves the first line off the screen.
    indented: bool,
    colour: Option<Colour>,
    fill: Option<Colour>,
    outline: Outline,
    /// Whether it is drawn as SVG, where on what of it, and what letters are filled with there, faintly or not, and
    /// whether they are outlined.
    drawn: bool,
    canvas: Option<Canvas>,
    paint: Paint,
    faint: bool,
    stroked: bool,
    /// The grid without room in its rows that it stands in directly, and whether that may be unfolded.
    no_rows: Option<(usize, bool)>,
    /// Whether discs stand in the place of letters.
    masked: bool,
    background: Option<Colour>,
    /// What shows through the letters.
    behind: Option<Colour>,
    filter: Filter,
    /// The covers that lie over it, a bit each.
    covered: u32,
    /// Whether an opaque box lies between it and where boxes of a negative height are drawn.
    backed: bool,
    /// The nearest positioned element, which absolute positions refer to.
    holder: usize,
    /// Whether that cuts off what leaves it, and whether the box around does.
    holder_cuts: bool,
    cuts: bool,
    /// The nearest element that fixed positions refer to instead of the window; 0 if there is none.
    anchor: usize,
    /// Whether what stands directly in it is a box.
    items: bool,
    /// What starts a line of its own.
    pub(crate) display: Display,
}

/// What the page as a whole tells about styles.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageStyle {
    /// Whether style sheets were linked that are not read, so that an unstated background is unknown.
    pub(crate) external: bool,
    /// The first of their addresses as the page gives them, shortened.
    pub(crate) unread: Vec<String>,
    /// How long their source took to give those that were read.
    pub(crate) waited: Duration,
    /// Whether there are scripts, which may take away what lies over the page.
    pub(crate) scripts: bool,
    /// Whether something in the page may unfold what is folded.
    pub(crate) expands: bool,
    /// Whether something in the page opens popovers.
    pub(crate) opens: bool,
}

/// What a walk has found so far that bears on what is seen.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known<'a> {
    /// Elements and rules that hide nothing, because that would blank the page.
    pub(crate) spared: &'a [Cause],
    pub(crate) covers: &'a [Cover],
    pub(crate) slots: &'a [Slot],
}

impl Known<'_> {
    /// What holds for a child of `host` that asks for a slot: what holds in the slot. Without one nobody sees it.
    pub(crate) fn slotted(&self, host: usize, name: &str, around: &Shown) -> Shown {
        let is = |slot: &&Slot| slot.host == host && *slot.name == *name;
        match self.slots.iter().find(is) {
            Some(slot) => slot.shown.clone(),
            None if self.slots.len() >= SLOTS => around.clone(),
            None => {
                let mut shown = around.clone();
                shown.never();
                shown
            }
        }
    }
}

impl Shown {
    /// What holds outside of every element.
    pub(crate) fn root(page: &PageStyle) -> Self {
        Self {
            gone: None,
            cause: None,
            cut: None,
            invisible: false,
            folded: false,
            opacity: 1.0,
            font: FONT,
            scale: 1.0,
            indented: false,
            colour: (!page.external).then_some(Colour::grey(0.0)),
            fill: None,
            outline: Outline::None,
            drawn: false,
            canvas: None,
            paint: Paint::Colour(Colour::grey(0.0)),
            faint: false,
            stroked: false,
            no_rows: None,
            masked: false,
            background: (!page.external).then_some(Colour::WHITE),
            behind: None,
            filter: Filter::NONE,
            covered: 0,
            backed: false,
            holder: 0,
            holder_cuts: false,
            cuts: false,
            anchor: 0,
            items: false,
            display: Display::Block,
        }
    }

    /// What holds for `element` inside an element of which `self` holds.
    pub(crate) fn enter(
        &self,
        tag: Tag,
        (index, element): (usize, &Element),
        style: &Cascaded,
        page: &PageStyle,
        known: Known<'_>,
    ) -> Self {
        let marks = Marks::of(element);
        let mut shown = self.clone();
        shown.display = style.display().unwrap_or_else(|| default_display(tag));
        if shown.display == Display::None {
            shown.display = default_display(tag);
        }
        let form = Form::of(tag, shown.display, style, self.items);
        shown.items = match shown.display {
            Display::Items | Display::InlineItems => true,
            Display::Contents => self.items,
            _ => false,
        };
        shown.drawn = element.name.ns == ns!(svg) && &*element.name.local != "foreignObject";
        shown.no_rows = (shown.display == Display::Items
            && style.is(Property::NoRows) == Some(true))
        .then_some((index, marks.folds || page.expands));
        let is_link = tag == Tag::A && attr!(element, "href").is_some();
        shown.inherit(style, page, &marks, (form, is_link));
        let own = Cause::Element(offset(index));
        if !known.spared.contains(&own) && !marks.revealed && !matches!(tag, Tag::Html | Tag::Body)
        {
            shown.escape(style);
            shown.hide((tag, index), form, style, page, &marks, own);
            if let Some((grid, opens)) = self.no_rows
                && boxes::is_shut_by_row(style, self.font, index - grid)
            {
                if opens {
                    shown.folded = true;
                } else if shown.cut.is_none() {
                    shown.cut = Some((cause(style, HiddenBy::Clipped, own), index));
                }
            }
            if is_sizeless(tag, element) {
                shown.clip(own);
            }
            if shown.drawn {
                shown.place(index, element);
            }
        }
        if form != Form::Nothing {
            shown.stack((tag, index), form == Form::Box, style, self.backed, known);
        }
        if form == Form::Box {
            shown.cuts = style.is(Property::Overflow) == Some(true);
        }
        shown
    }

    /// What is placed in a box around the one that cuts off is not cut off.
    fn escape(&mut self, style: &Cascaded) {
        let holder = match style.position() {
            Position::Absolute => self.holder,
            Position::Fixed => self.anchor,
            _ => return,
        };
        self.cut = self.cut.filter(|(_, by)| holder >= *by);
    }

    fn inherit(
        &mut self,
        style: &Cascaded,
        page: &PageStyle,
        marks: &Marks<'_>,
        (form, is_link): (Form, bool),
    ) {
        if let Some(size) = style.length(Property::FontSize) {
            self.font = size.px(self.font, self.font);
        } else if style.has(Property::FontSize)
            && style.value(Property::FontSize) != Some(Value::Inherit)
            || (self.font <= UNREADABLE && marks.styled && page.external)
        {
            // Lists are often set to size 0 to swallow the gaps between items, which a sheet that is not read
            // then sets back.
            self.font = FONT;
        }
        if let Some(indent) = style
            .length(Property::TextIndent)
            .filter(|_| form == Form::Box)
        {
            // "text-indent: 100%" with the overflow cut off is the other way to put a picture in place of text.
            let across = indent.share.abs() >= 1.0 && style.is(Property::Overflow) == Some(true);
            self.indented = indent.px(self.font, 0.0) <= OFF_SCREEN || across;
        }
        if form != Form::Nothing {
            self.filter = style.filter().under(self.filter);
            self.background(style, page, marks);
        }
        match style.value(Property::Colour) {
            Some(Value::Colour(colour)) => self.colour = Some(colour),
            Some(Value::Initial) => self.colour = Some(Colour::grey(0.0)),
            Some(Value::Inherit) => {}
            Some(_) => self.colour = None,
            None if page.external && (marks.styled || is_link) => self.colour = None,
            None if is_link => self.colour = Some(Colour::LINK),
            None => {}
        }
        match style.value(Property::Fill) {
            Some(Value::Colour(colour)) => self.fill = Some(colour),
            Some(Value::Inherit) | None => {}
            Some(_) => self.fill = None,
        }
        let now = |property, before: bool| match style.value(property) {
            Some(Value::Is(found)) => Some(found),
            Some(Value::Initial) => None,
            _ => Some(before),
        };
        self.fill_with(style, page.external && marks.styled);
        self.stroked = now(Property::Stroked, self.stroked).unwrap_or(false);
        match style.value(Property::FillOpacity) {
            Some(Value::Number(share)) => self.faint = share <= TRANSPARENT,
            Some(Value::Inherit) | None => {}
            Some(_) => self.faint = false,
        }
        match style.value(Property::Outline) {
            Some(Value::Is(true)) => self.outline = Outline::Some,
            Some(Value::Colour(colour)) => self.outline = Outline::Of(colour),
            Some(Value::Is(false) | Value::Initial) => self.outline = Outline::None,
            _ => {}
        }
        match style.value(Property::Masked) {
            Some(Value::Is(masked)) => self.masked = masked,
            Some(Value::Initial) => self.masked = false,
            _ => {}
        }
    }

    fn background(&mut self, style: &Cascaded, page: &PageStyle, marks: &Marks<'_>) {
        if matches!(style.position(), Position::Absolute | Position::Fixed) {
            // What is laid over something else stands before whatever that is.
            self.background = None;
        }
        let filter = self.filter;
        let paint = |colour: Colour, under: Option<Colour>| {
            let colour = tinted(colour, filter);
            if colour.alpha >= OPAQUE {
                Some(colour)
            } else if colour.alpha <= 0.0 {
                under
            } else {
                under.map(|under| colour.over(under))
            }
        };
        let picture = style.value(Property::BackgroundImage);
        let own = match style.value(Property::Background) {
            Some(Value::Colour(colour)) => Some(colour),
            Some(Value::Initial) => Some(Colour::TRANSPARENT),
            Some(Value::Inherit) => style.colour(Property::Colour).or(self.colour),
            Some(_) => None,
            // A class may get its background from a sheet that is not read.
            None if page.external && marks.styled => None,
            None => Some(Colour::TRANSPARENT),
        };
        let painted = match picture {
            Some(Value::Is(true)) => None,
            Some(Value::Colour(colour)) => {
                own.and_then(|own| paint(colour, paint(own, self.background)))
            }
            _ => own.and_then(|own| paint(own, self.background)),
        };
        if style.is(Property::BackgroundClip) != Some(true) {
            self.background = painted;
        } else if let Some(painted) = painted {
            // The letters are what it is painted on.
            self.behind = Some(painted);
        } else {
            // A picture in the shape of letters.
            self.outline = Outline::Some;
        }
    }

    fn hide(
        &mut self,
        (tag, index): (Tag, usize),
        form: Form,
        style: &Cascaded,
        page: &PageStyle,
        marks: &Marks<'_>,
        own: Cause,
    ) {
        if let Some(hidden) = style.is(Property::Visibility) {
            self.invisible = hidden;
            if self.gone.is_none() {
                self.cause = hidden.then(|| cause(style, HiddenBy::VisibilityProperty, own));
            }
        }
        let animated = matches!(style.value(Property::AnimationName), Some(Value::Name(_)));
        if !animated && form != Form::Nothing {
            let opacity = style.number(Property::Opacity).unwrap_or(1.0);
            self.opacity *= opacity.clamp(0.0, 1.0) * style.filter().opacity;
            self.scale *= style
                .transforms(form == Form::Box)
                .map(|one| one.scale)
                .product::<f32>();
        }
        let faded = self.opacity <= TRANSPARENT || form != Form::Nothing && style.filter().blurred;
        let found = by_attribute(tag, form, style, marks)
            .or_else(|| self.by_style(form, style, animated))
            .or_else(|| faded.then_some(HiddenBy::Opacity))
            .or_else(|| {
                (self.font * self.scale <= UNREADABLE && self.scale < 1.0)
                    .then_some(HiddenBy::Clipped)
            })
            .or_else(|| by_class(style, marks));
        // Nothing else shows what is hidden until it is found, unless the reader searches the page for its words.
        let opens =
            marks.folds || (marks.popover || marks.until_found) && (page.scripts || page.opens);
        let cut = form == Form::Box && is_cut(tag, style, self.font);
        if cut && found.is_none() && self.cut.is_none() {
            if opens {
                self.folded = true;
            } else {
                self.cut = Some((cause(style, HiddenBy::Clipped, own), index));
            }
        }
        if let Some(found) = found {
            let reader_opens = opens
                && matches!(
                    found,
                    HiddenBy::Attribute | HiddenBy::Display | HiddenBy::Clipped
                );
            if reader_opens {
                self.folded = true;
            } else if self.gone.is_none() {
                self.gone = Some(found);
                self.cause = Some(cause(style, found, own));
            }
        }
        if marks.shut {
            self.folded = true;
        }
    }

    /// How its own style hides an element, of which `self` holds else.
    fn by_style(&self, form: Form, style: &Cascaded, animated: bool) -> Option<HiddenBy> {
        if style.is_empty() {
            return None;
        }
        let is = |property| style.is(property) == Some(true);
        let is_box = form == Form::Box;
        // Tables and their parts cannot be kept apart from what they hold.
        let apart = is_box && self.display != Display::Table;
        if style.display() == Some(Display::None) || apart && is(Property::ContentVisibility) {
            return Some(HiddenBy::Display);
        }
        if form == Form::Nothing {
            return None;
        }
        let placed = matches!(style.position(), Position::Absolute | Position::Fixed);
        if is_off_screen(style, (is_box, self.holder == 0), self.font, animated) {
            return Some(HiddenBy::OffScreen);
        }
        let is_block = is_box && self.display == Display::Block;
        if is_beside(style, is_block, (self.cuts, self.holder_cuts), animated) {
            return Some(HiddenBy::Clipped);
        }
        let turned = || style.transforms(is_box).filter(|one| one.turned).count() % 2 == 1;
        let clipped = is(Property::ClipPath)
            || is(Property::Mask)
            || placed && is(Property::Clip)
            || is_box && is(Property::Backface) && turned();
        clipped.then_some(HiddenBy::Clipped)
    }

    /// Marks what stands here as folded.
    pub(crate) fn fold(&mut self) {
        self.folded = true;
    }

    /// Undoes or sets the fold: a `summary` shows although its `details` is closed.
    pub(crate) fn set_folded(&mut self, folded: bool) {
        self.folded = folded;
    }

    /// Whether what stands here is folded.
    pub(crate) fn is_folded(&self) -> bool {
        self.folded
    }

    /// Marks what stands here as cut off.
    fn clip(&mut self, own: Cause) {
        if self.gone.is_none() {
            self.gone = Some(HiddenBy::Clipped);
            self.cause = Some(own);
        }
    }

    /// Marks what stands here as never shown.
    pub(crate) fn never(&mut self) {
        if self.gone.is_none() {
            self.gone = Some(HiddenBy::Display);
        }
    }

    /// What hides what stands here.
    pub(crate) fn cause(&self) -> Option<Cause> {
        let cut = self.cut.filter(|_| self.gone.is_none());
        cut.map(|(cause, _)| cause).or(self.cause)
    }

    /// How it is hidden for good, if it is.
    fn lost(&self) -> Option<HiddenBy> {
        self.gone.or(self.cut.map(|_| HiddenBy::Clipped))
    }

    /// Whether readers see text that stands here.
    pub(crate) fn text(&self) -> Visibility {
        if let Some(by) = self.lost() {
            return Visibility::Hidden(by);
        }
        if self.invisible {
            return Visibility::Hidden(HiddenBy::VisibilityProperty);
        }
        if self.font <= UNREADABLE {
            return Visibility::Hidden(HiddenBy::FontSize);
        }
        if self.indented {
            return Visibility::Hidden(HiddenBy::OffScreen);
        }
        if self.covered != 0 || self.masked {
            return Visibility::Hidden(HiddenBy::Covered);
        }
        let is_lost = match self.drawn {
            true => self.is_unpainted(),
            false => self.is_drowned(),
        };
        if is_lost {
            return Visibility::Hidden(HiddenBy::Colour);
        }
        if self.folded {
            return Visibility::Folded;
        }
        Visibility::Visible
    }

    /// Whether the letters cannot be told from what is behind them.
    fn is_drowned(&self) -> bool {
        let Some(colour) = self.fill.or(self.colour) else {
            return false;
        };
        let colour = tinted(colour, self.filter);
        match (self.outline, self.background) {
            (Outline::None, _) => {}
            (Outline::Of(outline), Some(background))
                if tinted(outline, self.filter)
                    .over(background)
                    .is_like(background) => {}
            _ => return false,
        }
        match (self.background, self.behind) {
            (Some(background), behind) => colour
                .over(behind.unwrap_or(background))
                .is_like(background),
            (None, behind) => colour.alpha <= TRANSPARENT && behind.is_none(),
        }
    }

    /// Whether readers see a picture that stands here.
    pub(crate) fn picture(&self) -> Visibility {
        match (self.lost(), self.invisible, self.folded) {
            (Some(by), _, _) => Visibility::Hidden(by),
            (None, true, _) => Visibility::Hidden(HiddenBy::VisibilityProperty),
            (None, false, true) => Visibility::Folded,
            (None, false, false) => Visibility::Visible,
        }
    }
}

/// What a filter makes of a colour.
fn tinted(colour: Colour, filter: Filter) -> Colour {
    Colour {
        rgb: colour
            .rgb
            .map(|channel| (channel * filter.gain + filter.shift).clamp(0.0, 1.0)),
        alpha: colour.alpha,
    }
}

/// The rule that hides an element, or else the element itself.
fn cause(style: &Cascaded, by: HiddenBy, own: Cause) -> Cause {
    let property = match by {
        HiddenBy::Display => Property::Display,
        HiddenBy::VisibilityProperty => Property::Visibility,
        HiddenBy::Opacity => Property::Opacity,
        HiddenBy::Clipped => Property::Overflow,
        _ => return own,
    };
    style.rule_of(property).map_or(own, Cause::Rule)
}

fn default_display(tag: Tag) -> Display {
    match tag {
        Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Tr | Tag::Td | Tag::Th => {
            Display::Table
        }
        tag if tag.is_block() => Display::Block,
        Tag::Button | Tag::Input => Display::InlineBlock,
        _ => Display::Inline,
    }
}
