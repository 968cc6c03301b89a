//! Whether readers see what an element holds, decided from its attributes and the styles in the page itself.
//!
//! External style sheets are not read, so a text counts as hidden only when the page itself says so; and what would
//! blank the whole page is taken for a script's starting state, because nobody publishes a blank page.

use html5ever::local_name;
use scraper::node::Element;

use super::class_names::{ClassMeaning, Opens, meaning};
use super::css::{Cascaded, Colour, Display, Length, Property};
use super::{HiddenBy, Visibility};
use crate::dom::lines::offset;
use crate::dom::tag::Tag;

/// Farther than this to the left or up, in pixels, is off the screen.
const OFF_SCREEN: f32 = -900.0;

/// Farther than this to the right or down, in pixels, nobody scrolls.
const OUT_OF_REACH: f32 = 3_000.0;

/// The window a page is judged in, in pixels.
const WINDOW: (f32, f32) = (1_280.0, 800.0);

/// A fixed line this far above the window does not reach down into it, in pixels.
const ABOVE: f32 = -200.0;

/// Text of this many pixels or less cannot be read.
const UNREADABLE: f32 = 2.0;

/// At this opacity or less nothing can be made out.
const TRANSPARENT: f32 = 0.05;

/// What in the page hides a text: one element, or one rule of a style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cause {
    Element(u32),
    Rule(u32),
}

/// What holds for an element and, where CSS inherits, for what it holds.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    /// Hidden for good: no descendant can undo it.
    gone: Option<HiddenBy>,
    /// What hides it.
    cause: Option<Cause>,
    /// `visibility: hidden`, which a descendant can undo.
    invisible: bool,
    folded: bool,
    opacity: f32,
    font: f32,
    /// Whether the indent moves the first line off the screen.
    indented: bool,
    colour: Option<Colour>,
    background: Option<Colour>,
    /// What starts a line of its own.
    pub(crate) display: Display,
}

/// What the page as a whole tells about styles.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageStyle {
    /// Whether style sheets were linked that are not read, so that an unstated background is unknown.
    pub(crate) external: bool,
}

impl Shown {
    /// What holds outside of every element.
    pub(crate) fn root(page: &PageStyle) -> Self {
        let white = Colour {
            rgb: [255; 3],
            alpha: 1.0,
        };
        Self {
            gone: None,
            cause: None,
            invisible: false,
            folded: false,
            opacity: 1.0,
            font: 16.0,
            indented: false,
            colour: None,
            background: (!page.external).then_some(white),
            display: Display::Block,
        }
    }

    /// What holds for `element` inside an element of which `self` holds.
    ///
    /// `spared` causes hide nothing: that would blank the page.
    pub(crate) fn enter(
        &self,
        tag: Tag,
        (index, element): (usize, &Element),
        style: &Cascaded,
        page: &PageStyle,
        spared: &[Cause],
    ) -> Self {
        let marks = Marks::of(element);
        let mut shown = self.clone();
        shown.display = style.display().unwrap_or_else(|| default_display(tag));
        if shown.display == Display::None {
            shown.display = default_display(tag);
        }
        shown.inherit(style, page, &marks);
        let own = Cause::Element(offset(index));
        if !spared.contains(&own) && !marks.revealed && !matches!(tag, Tag::Html | Tag::Body) {
            shown.hide(tag, style, &marks, own);
        }
        shown
    }

    fn inherit(&mut self, style: &Cascaded, page: &PageStyle, marks: &Marks<'_>) {
        if let Some(size) = style.length(Property::FontSize) {
            self.font = size.px(self.font);
        } else if style.has(Property::FontSize)
            || (self.font <= UNREADABLE && marks.styled && page.external)
        {
            // Lists are often set to size 0 to swallow the gaps between items, which a sheet that is not read
            // then sets back.
            self.font = 16.0;
        }
        if let Some(indent) = style.length(Property::TextIndent) {
            // "text-indent: 100%" with the overflow cut off is the other way to put a picture in place of text.
            let across = matches!(indent, Length::Percent(percent) if percent.abs() >= 100.0)
                && style.is(Property::Overflow) == Some(true);
            self.indented = indent.px(self.font) <= OFF_SCREEN || across;
        }
        if style.is(Property::Position) == Some(true) {
            // What is laid over something else stands before whatever that is.
            self.background = None;
        }
        let image = style.is(Property::BackgroundImage) == Some(true);
        match style.colour(Property::Background) {
            Some(Some(colour)) if colour.alpha >= 0.95 && !image => self.background = Some(colour),
            Some(Some(colour)) if colour.alpha <= 0.0 && !image => {}
            Some(_) => self.background = None,
            None if image => self.background = None,
            // A class may get its background from a sheet that is not read.
            None if page.external && marks.styled => self.background = None,
            None => {}
        }
        if let Some(colour) = style.colour(Property::Colour) {
            self.colour = colour;
            if style.is(Property::BackgroundClip) == Some(true) {
                self.colour = None;
            }
        } else if page.external && marks.styled {
            self.colour = None;
        }
    }

    fn hide(&mut self, tag: Tag, style: &Cascaded, marks: &Marks<'_>, own: Cause) {
        if let Some(hidden) = style.is(Property::Visibility) {
            self.invisible = hidden;
            if self.gone.is_none() {
                self.cause = hidden.then(|| cause(style, HiddenBy::VisibilityProperty, own));
            }
        }
        let animated = style.is(Property::Animation) == Some(true);
        let opacity = style.number(Property::Opacity).unwrap_or(1.0)
            * style.number(Property::FilterOpacity).unwrap_or(1.0);
        if !animated {
            self.opacity *= opacity.clamp(0.0, 1.0);
        }
        let found = by_attribute(tag, style, marks)
            .or_else(|| by_style(tag, style, self.font))
            .or_else(|| (self.opacity <= TRANSPARENT).then_some(HiddenBy::Opacity))
            .or_else(|| by_class(style, marks));
        if let Some(found) = found {
            let reader_opens = marks.folds
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
        if marks.shut || marks.until_found {
            self.folded = true;
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

    /// Marks what stands here as never shown.
    pub(crate) fn never(&mut self) {
        if self.gone.is_none() {
            self.gone = Some(HiddenBy::Display);
        }
    }

    /// What hides what stands here.
    pub(crate) fn cause(&self) -> Option<Cause> {
        self.cause
    }

    /// Whether readers see text that stands here.
    pub(crate) fn text(&self) -> Visibility {
        if let Some(by) = self.gone {
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
        if let Some(colour) = self.colour {
            let drowned = self
                .background
                .is_some_and(|background| colour.is_like(background));
            if colour.alpha <= TRANSPARENT || drowned {
                return Visibility::Hidden(HiddenBy::Colour);
            }
        }
        if self.folded {
            return Visibility::Folded;
        }
        Visibility::Visible
    }

    /// Whether readers see a picture that stands here.
    pub(crate) fn picture(&self) -> Visibility {
        match (self.gone, self.invisible, self.folded) {
            (Some(by), _, _) => Visibility::Hidden(by),
            (None, true, _) => Visibility::Hidden(HiddenBy::VisibilityProperty),
            (None, false, true) => Visibility::Folded,
            (None, false, false) => Visibility::Visible,
        }
    }
}

/// The attributes of an element that bear on visibility.
struct Marks<'a> {
    class: &'a str,
    hidden: bool,
    until_found: bool,
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
        tag if tag.is_block() => Display::Block,
        Tag::Button | Tag::Input => Display::InlineBlock,
        _ => Display::Inline,
    }
}

fn by_attribute(tag: Tag, style: &Cascaded, marks: &Marks<'_>) -> Option<HiddenBy> {
    let shut = marks.hidden || (tag == Tag::Dialog && !marks.open);
    // A declared `display` beats the attribute: browsers implement both by a rule of the lowest rank.
    (shut
        && style
            .display()
            .is_none_or(|display| display == Display::None))
    .then_some(HiddenBy::Attribute)
}

fn by_style(tag: Tag, style: &Cascaded, font: f32) -> Option<HiddenBy> {
    if style.is_empty() {
        return None;
    }
    if style.display() == Some(Display::None) || style.is(Property::ContentVisibility) == Some(true)
    {
        return Some(HiddenBy::Display);
    }
    let placed = style.is(Property::Position) == Some(true);
    let animated = style.is(Property::Animation) == Some(true);
    if is_off_screen(style, placed, font, animated) {
        return Some(HiddenBy::OffScreen);
    }
    let cut = style.is(Property::ClipPath) == Some(true)
        || (placed && style.is(Property::Clip) == Some(true))
        || !animated && style.transforms().any(|(_, vanishes)| vanishes);
    if cut {
        return Some(HiddenBy::Clipped);
    }
    let is_box = placed
        || style.is(Property::Float) == Some(true)
        || match style.display() {
            Some(display) => matches!(display, Display::Block | Display::InlineBlock),
            None => default_display(tag) != Display::Inline,
        };
    let small = [
        Property::Width,
        Property::Height,
        Property::MaxWidth,
        Property::MaxHeight,
    ]
    .into_iter()
    .any(|side| {
        style
            .length(side)
            .is_some_and(|length| length.at_most(1.0, font))
    });
    (is_box && small && style.is(Property::Overflow) == Some(true)).then_some(HiddenBy::Clipped)
}

fn is_off_screen(style: &Cascaded, placed: bool, font: f32, animated: bool) -> bool {
    let sides = [
        Property::Left,
        Property::Right,
        Property::Top,
        Property::Bottom,
    ];
    let shifted = style.is(Property::Shifted) == Some(true);
    let fixed = style.is(Property::Fixed) == Some(true);
    let is_out = |side: Property| {
        let across = matches!(side, Property::Left | Property::Right);
        let window = if across { WINDOW.0 } else { WINDOW.1 };
        match style.length(side) {
            None => false,
            Some(Length::Percent(percent)) if fixed => percent <= -100.0 || percent >= 100.0,
            Some(Length::Percent(percent)) => placed && percent <= -100.0,
            Some(length) => {
                let px = length.px(font);
                px <= OFF_SCREEN
                    || px >= OUT_OF_REACH
                    || fixed && (px >= window || !across && px <= ABOVE)
            }
        }
    };
    if (placed || shifted) && sides.into_iter().any(is_out) {
        return true;
    }
    let far = |property| {
        style.length(property).is_some_and(|length| {
            !matches!(length, Length::Percent(_)) && length.px(font) <= OFF_SCREEN
        })
    };
    if far(Property::MarginLeft) || far(Property::MarginTop) {
        return true;
    }
    // A menu that slides in stands one window aside until it is opened.
    !animated
        && style.transforms().any(|(moved, _)| match moved {
            Length::Percent(percent) => percent.abs() >= 500.0,
            length => length.px(font) <= OFF_SCREEN || length.px(font) >= WINDOW.0,
        })
}

fn by_class(style: &Cascaded, marks: &Marks<'_>) -> Option<HiddenBy> {
    let in_flow = style.has(Property::Position) && style.is(Property::Position) != Some(true);
    if marks.for_screen_readers && !in_flow {
        return Some(HiddenBy::ScreenReaderOnly);
    }
    (marks.not_displayed && style.display().is_none()).then_some(HiddenBy::Display)
}
