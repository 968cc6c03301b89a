//! Boxes that leave no room for what they hold, or stand where nobody looks.

use scraper::node::Element;

use super::default_display;
use crate::dom::attr;
use crate::dom::tag::Tag;
use crate::style::css::{Cascaded, Display, Length, Position, Property, THIN, WINDOW};

/// Farther than this to the left or up, in pixels, is off the screen. By hand: below what layouts of columns need.
pub(super) const OFF_SCREEN: f32 = -900.0;

/// Farther than this to the right or down, in pixels, nobody scrolls. By hand.
const OUT_OF_REACH: f32 = 3_000.0;

/// A line this far above the window, or below where nothing scrolls, does not reach into it, in pixels: five lines. By hand.
const ABOVE: f32 = -100.0;

/// Whether a picture, or a piece of a page in it, is given no room by its attributes.
pub(super) fn is_sizeless(tag: Tag, element: &Element) -> bool {
    let is_zero = |size: Option<&str>| {
        let number = size.map(|size| size.trim().trim_end_matches("px").trim_end_matches('%'));
        number.and_then(|number| number.parse::<f32>().ok()) == Some(0.0)
    };
    (tag == Tag::Svg || tag == Tag::Foreign && &*element.name.local == "foreignObject")
        && (is_zero(attr!(element, "width")) || is_zero(attr!(element, "height")))
}

/// Whether a box is so flat or narrow that it cuts off what it holds.
pub(super) fn is_cut(tag: Tag, style: &Cascaded, font: f32) -> bool {
    let is = |property| style.is(property) == Some(true);
    let display = style.display().unwrap_or_else(|| default_display(tag));
    let flat = || display != Display::Table && is_flat(style, font);
    (is(Property::Overflow) || is(Property::ContainPaint)) && (flat() || is_narrow(style, font))
}

/// Whether the first row of a grid, which leaves no room, cuts off what stands so many nodes behind its start. Only what
/// cuts off its own content lets a row shrink so far.
pub(super) fn is_shut_by_row(style: &Cascaded, font: f32, nodes: usize) -> bool {
    let is_thin = |side| {
        style
            .length(side)
            .is_none_or(|length: Length| length.px(font, WINDOW.1) <= THIN)
    };
    let placed = matches!(style.position(), Position::Absolute | Position::Fixed);
    // White space may stand before it.
    nodes <= 2
        && !placed
        && style.is(Property::Overflow) == Some(true)
        && [Property::Height, Property::MinHeight, Property::PaddingDown]
            .into_iter()
            .all(is_thin)
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

/// Whether a box is moved by all the width, or the height, of one that cuts off what leaves it: `around` it, or its
/// `holder` where it is placed.
pub(super) fn is_beside(
    style: &Cascaded,
    is_block: bool,
    (around, holder): (bool, bool),
    animated: bool,
) -> bool {
    // As large as the share of it counts for more than all that is added or taken off.
    const FAR: f32 = 1.0e6;
    let is_all = |length: Length| length.px(1.0, FAR) >= FAR;
    let by_all = |property| style.length(property).is_some_and(is_all);
    let back = |property| {
        let length = style.length(property);
        length.is_some_and(|length| length.px(1.0, FAR) <= -FAR)
    };
    let position = style.position();
    if position == Position::Absolute {
        let sides = [
            Property::Left,
            Property::Right,
            Property::Top,
            Property::Bottom,
        ];
        return holder && sides.into_iter().any(by_all);
    }
    if !around || position == Position::Fixed {
        return false;
    }
    let aside =
        position == Position::Shifted && [Property::Left, Property::Right].into_iter().any(by_all);
    // Only a block of the usual width is as wide as what is around it.
    let wide = is_block && !style.has(Property::Width) && !style.has(Property::MaxWidth);
    let floats = style.is(Property::Float) == Some(true);
    aside
        || is_block && (by_all(Property::MarginLeft) || floats && back(Property::MarginLeft))
        || wide && !floats && !animated && style.transforms(true).any(|one| is_all(one.x))
}

/// Whether a box is moved out of sight; `free` if nothing but the page holds what is placed.
pub(super) fn is_off_screen(
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
