//! Boxes that lie over others.

use super::{Cause, Known, PageStyle, Shown, default_display};
use crate::dom::lines::offset;
use crate::dom::tag::Tag;
use crate::style::HiddenBy;
use crate::style::css::{Cascaded, Display, FONT, Filter, Position, Property, Value, WINDOW};

/// From this opacity on what lies behind cannot be made out. By eye.
pub(super) const OPAQUE: f32 = 0.95;

/// The margin below a paragraph and the height of a line, in pixels, as browsers have them by default.
const PARAGRAPH: f32 = 16.0;
const LINE: f32 = 20.0;

/// Letters on a line at most, in a window as wide as ours. By hand.
pub(crate) const LETTERS_A_LINE: usize = 150;

/// Boxes laid over others that are followed in one page; the rest covers nothing. By hand; it bounds work.
pub(crate) const COVERS: usize = 32;

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

impl Shown {
    /// What lies over what.
    pub(super) fn stack(
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
            self.holder_cuts = style.is(Property::Overflow) == Some(true);
        }
        if moved || style.filter() != Filter::NONE || style.is(Property::ContainPaint) == Some(true)
        {
            (self.holder, self.anchor) = (index, index);
            self.holder_cuts = style.is(Property::Overflow) == Some(true);
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
