//! Whether readers see what an element holds, decided from its attributes and the styles in the page itself.
//!
//! A text counts as hidden only when the page, or a style sheet of it that was read, says so; and what would
//! blank the whole page is taken for a script's starting state, because nobody publishes a blank page.

use std::time::Duration;

use html5ever::local_name;
use scraper::node::Element;

use super::class_names::{ClassMeaning, Opens, meaning};
use super::css::THIN;
use super::css::{
    Cascaded, Colour, Display, FONT, Filter, Length, Position, Property, Value, WINDOW,
};
use super::{HiddenBy, Visibility};
use crate::dom::attr;
use crate::dom::lines::offset;
use crate::dom::tag::Tag;

/// Farther than this to the left or up, in pixels, is off the screen. By hand: below what layouts of columns need.
const OFF_SCREEN: f32 = -900.0;

/// Farther than this to the right or down, in pixels, nobody scrolls. By hand.
const OUT_OF_REACH: f32 = 3_000.0;

/// A line this far above the window, or below where nothing scrolls, does not reach into it, in pixels: five lines. By hand.
const ABOVE: f32 = -100.0;

/// Text of this many pixels or less cannot be read. By eye.
const UNREADABLE: f32 = 2.0;

/// At this opacity or less nothing can be made out. By eye.
const TRANSPARENT: f32 = 0.05;

/// From this opacity on what lies behind cannot be made out. By eye.
const OPAQUE: f32 = 0.95;

/// The margin below a paragraph and the height of a line, in pixels, as browsers have them by default.
const PARAGRAPH: f32 = 16.0;
const LINE: f32 = 20.0;

/// Letters on a line at most, in a window as wide as ours. By hand.
pub(crate) const LETTERS_A_LINE: usize = 150;

/// Boxes laid over others that are followed in one page; the rest covers nothing. By hand; it bounds work.
pub(crate) const COVERS: usize = 32;

/// What in the page hides a text: one element, or one rule of a style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cause {
    Element(u32),
    Rule(u32),
}

/// An opaque box that fills another and lies over what that holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cover {
    /// The element whose content it lies over.
    holder: usize,
    /// The element that lies over it, which shows; none for `::before` and `::after`.
    itself: Option<usize>,
    height: f32,
    /// Its place in document order.
    order: usize,
    cause: Cause,
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
            masked: false,
            background: (!page.external).then_some(Colour::WHITE),
            behind: None,
            filter: Filter::NONE,
            covered: 0,
            backed: false,
            holder: 0,
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
        let is_link = tag == Tag::A && attr!(element, "href").is_some();
        shown.inherit(style, page, &marks, (form, is_link));
        let own = Cause::Element(offset(index));
        if !known.spared.contains(&own) && !marks.revealed && !matches!(tag, Tag::Html | Tag::Body)
        {
            shown.escape(style);
            shown.hide((tag, index), form, style, page, &marks, own);
            if is_sizeless(tag, element) {
                shown.clip(own);
            }
        }
        if form != Form::Nothing {
            shown.stack((tag, index), form == Form::Box, style, self.backed, known);
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
        let turned = || style.transforms(is_box).filter(|one| one.turned).count() % 2 == 1;
        let clipped = is(Property::ClipPath)
            || is(Property::Mask)
            || placed && is(Property::Clip)
            || is_box && is(Property::Backface) && turned();
        clipped.then_some(HiddenBy::Clipped)
    }

    /// What lies over what.
    fn stack(
        &mut self,
        (tag, index): (Tag, usize),
        is_box: bool,
        style: &Cascaded,
        backed: bool,
        known: Known<'_>,
    ) {
        let positioned = style.position() != Position::Static;
        let height = style.number(Property::ZIndex);
        let moved = style.transforms(is_box).next().is_some();
        if positioned && height.is_some_and(|height| height < 0.0) && backed && self.gone.is_none()
        {
            self.gone = Some(HiddenBy::Covered);
            self.cause = Some(Cause::Element(offset(index)));
        }
        if positioned && height.is_some()
            || moved
            || style.is(Property::Isolation) == Some(true)
            || style.position() == Position::Fixed
            || style
                .number(Property::Opacity)
                .is_some_and(|opacity| opacity < 1.0)
            || style.filter() != Filter::NONE
        {
            self.backed = false;
        } else if style
            .colour(Property::Background)
            .is_some_and(|colour| colour.alpha >= OPAQUE)
        {
            // The background of the page itself lies behind everything.
            self.backed |= !matches!(tag, Tag::Html | Tag::Body);
        }
        if positioned || moved {
            self.holder = index;
        }
        if moved || style.filter() != Filter::NONE || style.is(Property::ContainPaint) == Some(true)
        {
            (self.holder, self.anchor) = (index, index);
        }
        for (number, cover) in known.covers.iter().enumerate().take(COVERS) {
            let bit = 1 << number;
            let height = height.unwrap_or(0.0);
            let above = height > cover.height || height == cover.height && index > cover.order;
            if cover.holder == index && !known.spared.contains(&cover.cause) {
                self.covered |= bit;
                self.cause = self.cause.or(Some(cover.cause));
            } else if cover.itself == Some(index) || positioned && above {
                self.covered &= !bit;
            }
        }
    }

    /// The cover that a box with the style `style` is: an element with the number `itself`, standing in one of which
    /// `self` holds; or a made-up box of it, after what it holds or before.
    pub(crate) fn cover(
        &self,
        style: &Cascaded,
        page: &PageStyle,
        (index, order): (usize, usize),
        itself: Option<usize>,
    ) -> Option<Cover> {
        let position = style.position();
        let all = position == Position::Fixed || self.holder == 0;
        let height = style.number(Property::ZIndex).unwrap_or(0.0);
        // Over the whole page lies what a script takes away: a sign that it is loading, a dialog.
        if !matches!(position, Position::Absolute | Position::Fixed)
            || height < 0.0
            || all && page.scripts
        {
            return None;
        }
        let fills = |from, to, size, window| {
            let at = |side| {
                style
                    .length(side)
                    .is_some_and(|side| side.px <= 0.0 && side.share <= 0.0)
            };
            let whole = style
                .length(size)
                .is_some_and(|size| size.share >= 1.0 || size.px >= window);
            at(from) && at(to) && !style.has(size) || (at(from) || at(to)) && whole
        };
        let covers = is_opaque(style)
            && fills(Property::Left, Property::Right, Property::Width, WINDOW.0)
            && fills(Property::Top, Property::Bottom, Property::Height, WINDOW.1);
        covers.then_some(Cover {
            // The page itself stands first.
            holder: if all { 1 } else { self.holder },
            itself,
            height,
            order,
            cause: Cause::Element(offset(index)),
        })
    }

    /// How many lines above it a box with the style `style` is drawn over, where a negative margin moves it there.
    pub(crate) fn lines_above(tag: Tag, style: &Cascaded) -> Option<f32> {
        let px = |property| style.length(property).map(|length| length.px(FONT, 0.0));
        let up = -px(Property::MarginTop)?;
        // Lower than it is moved up, it leaves free what stands right above it.
        let reaches = px(Property::Height)? >= up - 2.0;
        let wide = style
            .length(Property::Width)
            .is_none_or(|width| width.share >= 1.0 || width.px >= WINDOW.0);
        // Only what is positioned is drawn after the text of what it lies over.
        let is_over = style.position() == Position::Shifted
            && style.number(Property::ZIndex).unwrap_or(0.0) >= 0.0
            && style.display().unwrap_or_else(|| default_display(tag)) == Display::Block;
        (up > PARAGRAPH && reaches && wide && is_over && is_opaque(style))
            .then(|| ((up - PARAGRAPH) / LINE).floor())
    }

    /// The cover that the element numbered `itself`, which a negative margin moves up, is to the element `over`.
    pub(crate) fn moved_over(over: usize, itself: usize, style: &Cascaded) -> Cover {
        Cover {
            holder: over,
            itself: Some(itself),
            height: style.number(Property::ZIndex).unwrap_or(0.0),
            order: itself,
            cause: Cause::Element(offset(itself)),
        }
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
        if self.is_drowned() {
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

/// Whether nothing behind a box with this style can be seen through it.
fn is_opaque(style: &Cascaded) -> bool {
    let background = match style.value(Property::BackgroundImage) {
        Some(Value::Is(true)) => None,
        Some(Value::Colour(colour)) => Some(colour),
        _ => style.colour(Property::Background),
    };
    let cut = [
        Property::Visibility,
        Property::ClipPath,
        Property::Mask,
        Property::Clip,
    ]
    .into_iter()
    .any(|property| style.is(property) == Some(true));
    background.is_some_and(|colour| colour.alpha >= OPAQUE)
        && style.number(Property::Opacity).unwrap_or(1.0) * style.filter().opacity >= OPAQUE
        && !cut
        && style.display() != Some(Display::None)
        && style.transforms(true).next().is_none()
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

/// The attributes of an element that bear on visibility.
struct Marks<'a> {
    class: &'a str,
    hidden: bool,
    until_found: bool,
    popover: bool,
    open: bool,
    folds: bool,
    shut: bool,
    for_screen_readers: bool,
    not_displayed: bool,
    /// The text of a WeChat article, which is served unseen and shown by a script in every browser.
    revealed: bool,
    /// Whether a style sheet that is not read may well style it.
    styled: bool,
}

impl<'a> Marks<'a> {
    fn of(element: &'a Element) -> Self {
        let mut marks = Self {
            class: "",
            hidden: false,
            until_found: false,
            popover: false,
            open: false,
            folds: false,
            shut: false,
            for_screen_readers: false,
            not_displayed: false,
            revealed: false,
            styled: false,
        };
        for (name, value) in &element.attrs {
            match name.local {
                local_name!("class") => {
                    marks.class = value;
                    marks.styled = true;
                }
                local_name!("id") => {
                    marks.styled = true;
                    marks.revealed = &**value == "js_content";
                }
                local_name!("hidden") => {
                    marks.until_found = value.eq_ignore_ascii_case("until-found");
                    marks.hidden = !marks.until_found;
                }
                local_name!("open") => marks.open = true,
                ref other if **other == *"popover" => {
                    marks.hidden = true;
                    marks.popover = true;
                }
                local_name!("role") => marks.folds |= value.eq_ignore_ascii_case("tabpanel"),
                _ => {}
            }
        }
        for class in marks.class.split_ascii_whitespace() {
            match meaning(class) {
                Some(ClassMeaning::ScreenReaderOnly) => marks.for_screen_readers = true,
                Some(ClassMeaning::NotDisplayed) => marks.not_displayed = true,
                Some(ClassMeaning::Folds) => marks.folds = true,
                Some(ClassMeaning::Shut) => {
                    marks.folds = true;
                    marks.shut = true;
                }
                None => {}
            }
        }
        if marks.shut || marks.for_screen_readers || marks.not_displayed {
            for class in marks.class.split_ascii_whitespace() {
                match Opens::by(class) {
                    Opens::Fold => marks.shut = false,
                    Opens::Hidden => {
                        marks.for_screen_readers = false;
                        marks.not_displayed = false;
                    }
                    Opens::Nothing => {}
                }
            }
        }
        marks
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

/// Whether a picture, or a piece of a page in it, is given no room by its attributes.
fn is_sizeless(tag: Tag, element: &Element) -> bool {
    let is_zero = |size: Option<&str>| {
        let number = size.map(|size| size.trim().trim_end_matches("px").trim_end_matches('%'));
        number.and_then(|number| number.parse::<f32>().ok()) == Some(0.0)
    };
    (tag == Tag::Svg || tag == Tag::Foreign && &*element.name.local == "foreignObject")
        && (is_zero(attr!(element, "width")) || is_zero(attr!(element, "height")))
}

fn by_attribute(tag: Tag, form: Form, style: &Cascaded, marks: &Marks<'_>) -> Option<HiddenBy> {
    // Browsers implement it by `content-visibility: hidden`, of the lowest rank and of boxes only.
    let is_shown = style.is(Property::ContentVisibility) == Some(false);
    if marks.until_found && form == Form::Box && !is_shown {
        return Some(HiddenBy::Attribute);
    }
    let shut = marks.hidden || (tag == Tag::Dialog && !marks.open);
    // A declared `display` beats the attribute: browsers implement both by a rule of the lowest rank.
    (shut
        && style
            .display()
            .is_none_or(|display| display == Display::None))
    .then_some(HiddenBy::Attribute)
}

/// Whether a box is so flat or narrow that it cuts off what it holds.
fn is_cut(tag: Tag, style: &Cascaded, font: f32) -> bool {
    let is = |property| style.is(property) == Some(true);
    let display = style.display().unwrap_or_else(|| default_display(tag));
    let flat = || display != Display::Table && is_flat(style, font);
    (is(Property::Overflow) || is(Property::ContainPaint)) && (flat() || is_narrow(style, font))
}

/// Whether one of `sizes` leaves at most a [`THIN`], to which neither padding nor a smallest size adds.
fn is_shut(style: &Cascaded, font: f32, sizes: [Property; 2], more: [Property; 2]) -> bool {
    let px = |side| {
        style
            .length(side)
            .map(|length: Length| length.px(font, WINDOW.0))
    };
    sizes
        .into_iter()
        .any(|side| px(side).is_some_and(|px| px <= THIN))
        && more.into_iter().all(|side| px(side).unwrap_or(0.0) <= THIN)
}

fn is_narrow(style: &Cascaded, font: f32) -> bool {
    let sizes = [Property::Width, Property::MaxWidth];
    is_shut(
        style,
        font,
        sizes,
        [Property::PaddingAcross, Property::MinWidth],
    )
}

fn is_flat(style: &Cascaded, font: f32) -> bool {
    // A share of a height that nobody gave is no height, but for what is placed in a box that has one.
    let placed = matches!(style.position(), Position::Absolute | Position::Fixed);
    let known = |side| {
        style
            .length(side)
            .filter(|length| placed || !length.is_relative())
    };
    let sizes = [Property::Height, Property::MaxHeight];
    let more = [Property::PaddingDown, Property::MinHeight];
    let lines = style
        .length(Property::LineHeight)
        .is_some_and(|line| line.px(font, font) <= 1.0)
        && style.length(Property::Height).is_none();
    let height = |side| {
        style
            .length(side)
            .map_or(0.0, |length| length.px(font, WINDOW.1))
    };
    // What counts nothing of what it holds has only the height that it is given.
    let contained = style.is(Property::ContainSize) == Some(true)
        && [Property::Height, more[0], more[1]]
            .into_iter()
            .all(|side| height(side) <= THIN);
    (sizes.into_iter().any(|side| known(side).is_some()) && is_shut(style, font, sizes, more))
        || lines
        || contained
}

/// Whether a box is moved out of sight; `free` if nothing but the page holds what is placed.
fn is_off_screen(
    style: &Cascaded,
    (is_box, free): (bool, bool),
    font: f32,
    animated: bool,
) -> bool {
    let position = style.position();
    let floats = style.is(Property::Float) == Some(true);
    let fixed = position == Position::Fixed;
    let placed = fixed || position == Position::Absolute;
    let width = style
        .length(Property::Width)
        .map(|width| width.px(font, WINDOW.0));
    let is_out = |side: Property| {
        let across = matches!(side, Property::Left | Property::Right);
        let window = if across { WINDOW.0 } else { WINDOW.1 };
        let Some(length) = style.length(side) else {
            return false;
        };
        if length.is_relative() {
            let px = length.px(font, window);
            return match position {
                Position::Fixed => px <= -window || px >= window,
                // To the right of its own holder there may well be room, and below the window what scrolls.
                Position::Absolute => {
                    px <= -window || free && side != Property::Top && px >= window
                }
                // Columns that float are moved back and forth.
                _ if floats || !across => false,
                _ => px <= -window || side == Property::Right && px >= window,
            };
        }
        let px = length.px(font, 0.0);
        px <= OFF_SCREEN
            || px >= OUT_OF_REACH
            || fixed && (px >= window || !across && px <= ABOVE)
            || placed && free && side == Property::Top && px <= ABOVE
            || placed && across && width.is_some_and(|width| px + width <= 0.0)
            || side == Property::Right && px >= window
    };
    let sides = [
        Property::Left,
        Property::Right,
        Property::Top,
        Property::Bottom,
    ];
    if !matches!(position, Position::Static | Position::Sticky) && sides.into_iter().any(is_out) {
        return true;
    }
    let far = |property| {
        style
            .length(property)
            .is_some_and(|length| !length.is_relative() && length.px(font, 0.0) <= OFF_SCREEN)
    };
    // A stretch of a line has no margin above; a share is one of the width.
    let above = || {
        let share = style.length(Property::MarginTop).map(|above| above.share);
        far(Property::MarginTop) || share.is_some_and(|share| share * WINDOW.0 <= OFF_SCREEN)
    };
    if far(Property::MarginLeft) || is_box && above() {
        return true;
    }
    // At the left edge of the window, or nowhere else, which is where what stands before it ends.
    let at_edge = (fixed || placed && free)
        && !style.has(Property::Right)
        && style
            .length(Property::Left)
            .is_some_and(|left| left.px(font, WINDOW.0) <= 0.0);
    let beside = placed && !at_edge && (style.has(Property::Left) || style.has(Property::Right));
    // What is animated may well slide into sight.
    !animated
        && style.transforms(is_box).any(|one| {
            let (x, y) = (one.x.px(font, 0.0), one.y.px(font, 0.0));
            // Its own width to the left of where it stands, a box is off the screen wherever it reaches from there.
            let aside = one.x.share <= -1.0 && !beside;
            aside
                || one.x.share >= 5.0
                || one.y.share.abs() >= 5.0
                || x <= OFF_SCREEN
                || x >= WINDOW.0
                || y <= OFF_SCREEN
                || y >= OUT_OF_REACH
        })
}

fn by_class(style: &Cascaded, marks: &Marks<'_>) -> Option<HiddenBy> {
    let in_flow = style.has(Property::Position)
        && !matches!(style.position(), Position::Absolute | Position::Fixed);
    if marks.for_screen_readers && !in_flow {
        return Some(HiddenBy::ScreenReaderOnly);
    }
    (marks.not_displayed && style.display().is_none()).then_some(HiddenBy::Display)
}
