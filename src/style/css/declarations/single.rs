//! The values of properties that are declared by themselves.

use cssparser::{Parser as Input, Token, match_ignore_ascii_case};

use super::super::colour::colour;
use super::super::length::{Length, length, number};
use super::super::selector::hash;
use super::super::shapes;
use super::super::{Parsed, fault};
use super::image::{any_word, image};
use super::property::is_size;
use super::{Display, Position, Property, Value};

/// The value of a property that is declared by itself.
pub(super) fn single(name: &str, property: Property, input: &mut Input<'_>) -> Parsed<Value> {
    let value = match property {
        Property::Display => display(input)?,
        Property::Position => position(input)?,
        Property::Visibility => match_ignore_ascii_case! { input.expect_ident()?,
            "hidden" | "collapse" => Value::Is(true),
            "visible" => Value::Is(false),
            _ => return Err(fault()),
        },
        Property::ContentVisibility | Property::Backface => is(input, &["hidden"])?,
        Property::Masked => is(input, &["disc", "circle", "square"])?,
        Property::Isolation => {
            let none = input.try_parse(|input| is(input, &["auto", "normal", "none"]));
            while input.next().is_ok() {}
            Value::Is(none != Ok(Value::Is(true)))
        }
        Property::Filled => match input.try_parse(colour) {
            Ok(Some(colour)) if colour.alpha > 0.0 => Value::Colour(colour),
            Ok(found) => Value::Is(found.is_none()),
            Err(_) => paint(input),
        },
        Property::Stroked => paint(input),
        Property::NoRows => Value::Is(no_rows(input)),
        Property::Opacity | Property::FillOpacity | Property::Zoom | Property::ZIndex => {
            if input.try_parse(|input| input.expect_ident_cloned()).is_ok() {
                return Ok(Value::Initial);
            }
            Value::Number(number(input)?)
        }
        Property::FontSize => font_size(input)?,
        Property::LineHeight => line_height(input)?,
        Property::Fill => colour(input)?.map_or(Value::Initial, Value::Colour),
        Property::Colour | Property::Background => {
            colour(input)?.map_or(Value::Inherit, Value::Colour)
        }
        Property::Outline => return Ok(outline(name, input)),
        Property::BackgroundImage => image(input),
        Property::BackgroundClip => Value::Is(any_word(input, "text")),
        Property::Clip => Value::Is(shapes::empty_rect(input)?),
        Property::ClipPath => Value::Is(shapes::empty_shape(input)?),
        Property::Mask => Value::Is(shapes::empty_mask(input)),
        Property::Overflow => overflow(input)?,
        Property::Transform => Value::Transform(shapes::transform(input)?),
        Property::Translate => Value::Transform(shapes::translate(input)?),
        Property::Scale => Value::Transform(shapes::scale(input)?),
        Property::Rotate => Value::Transform(shapes::rotate(input)?),
        Property::Filter => Value::Filter(shapes::filter(input)?),
        Property::Float => is(input, &["left", "right", "inline-start", "inline-end"])?,
        Property::AnimationName | Property::ContainerName => name_of(input)?,
        Property::AnimationFill => is(input, &["forwards", "both"])?,
        Property::AnimationPaused => is(input, &["paused"])?,
        Property::Content => {
            let none = input.try_parse(|input| is(input, &["none", "normal"]));
            Value::Is(none != Ok(Value::Is(true)))
        }
        Property::ContainerType => is(input, &["inline-size", "size"])?,
        Property::Height | Property::MaxHeight => height(input)?,
        _ => side(input)?,
    };
    if is_size(property)
        && let Value::Length(length) = value
        && length.px(1.0, 1.0) < 0.0
    {
        // No size is negative.
        return Err(fault());
    }
    if is_one_word(property) {
        input.expect_exhausted()?;
    }
    Ok(value)
}

/// Whether a paint of SVG paints anything.
fn paint(input: &mut Input<'_>) -> Value {
    if let Ok(found) = input.try_parse(colour) {
        return Value::Is(found.is_none_or(|colour| colour.alpha > 0.0));
    }
    let word = input.try_parse(Input::expect_ident_cloned);
    while input.next().is_ok() {}
    Value::Is(!word.is_ok_and(|word| word.eq_ignore_ascii_case("none")))
}

/// Whether all rows of a grid, which stand before a slash, leave no room.
fn no_rows(input: &mut Input<'_>) -> bool {
    let mut rows = 0;
    loop {
        let is_none = match input.next() {
            Ok(Token::Number { value, .. } | Token::Dimension { value, .. }) => *value == 0.0,
            Ok(Token::Function(name)) if name.eq_ignore_ascii_case("minmax") => input
                .parse_nested_block(|input| Parsed::Ok(input.try_parse(zeros).is_ok()))
                .unwrap_or(false),
            Ok(Token::Delim('/')) | Err(_) => break,
            Ok(_) => false,
        };
        rows += 1;
        if !is_none {
            rows = 0;
            break;
        }
    }
    while input.next().is_ok() {}
    rows > 0
}

/// Nothing but zeros.
fn zeros(input: &mut Input<'_>) -> Parsed<()> {
    while let Ok(token) = input.next() {
        match token {
            Token::Number { value, .. } | Token::Dimension { value, .. } if *value == 0.0 => {}
            Token::Comma => {}
            _ => return Err(fault()),
        }
    }
    Ok(())
}

fn position(input: &mut Input<'_>) -> Parsed<Value> {
    Ok(Value::Position(
        match_ignore_ascii_case! { input.expect_ident()?,
            "absolute" => Position::Absolute,
            "fixed" => Position::Fixed,
            "relative" => Position::Shifted,
            "sticky" | "-webkit-sticky" => Position::Sticky,
            "static" => Position::Static,
            _ => return Err(fault()),
        },
    ))
}

pub(super) fn line_height(input: &mut Input<'_>) -> Parsed<Value> {
    if input.try_parse(|input| input.expect_ident_cloned()).is_ok() {
        return Ok(Value::Initial);
    }
    let factor = input.try_parse(|input| {
        let state = input.state();
        let is_share = matches!(input.next(), Ok(Token::Percentage { .. }));
        input.reset(&state);
        if is_share {
            Err(fault())
        } else {
            number(input)
        }
    });
    Ok(Value::Length(match factor {
        Ok(em) => Length {
            em,
            ..Length::default()
        },
        Err(_) => length(input)?,
    }))
}

/// A shadow or a stroke: its colour, or whether it shows the letters at all.
fn outline(name: &str, input: &mut Input<'_>) -> Value {
    let mut some = false;
    let mut clear = false;
    let mut colours = Vec::new();
    while !input.is_exhausted() {
        if let Ok(found) = input.try_parse(colour) {
            clear |= found.is_some_and(|colour| colour.alpha < 0.1);
            colours.push(found);
        } else if let Ok(length) = input.try_parse(length) {
            some |= name == "text-shadow" || length.px > 0.0;
        } else if input.next().is_err() {
            break;
        }
    }
    match colours.as_slice() {
        // Without a colour of its own it has that of the letters.
        [] | [None] => Value::Is(false),
        [Some(only)] if some && !clear => Value::Colour(*only),
        _ => Value::Is(some && !clear),
    }
}

fn overflow(input: &mut Input<'_>) -> Parsed<Value> {
    let one = is(input, &["visible"])?;
    let other = input
        .try_parse(|input| is(input, &["visible"]))
        .unwrap_or(one);
    Ok(Value::Is(
        one != Value::Is(true) || other != Value::Is(true),
    ))
}

fn height(input: &mut Input<'_>) -> Parsed<Value> {
    let Ok(share) = input.try_parse(Input::expect_percentage) else {
        return side(input);
    };
    // No share of a height that nobody gave is still a share of it.
    let share = if share == 0.0 {
        f32::MIN_POSITIVE
    } else {
        share
    };
    Ok(Value::Length(Length {
        share,
        ..Length::default()
    }))
}

/// Whether what has more words than it may have is no value of this property at all.
fn is_one_word(property: Property) -> bool {
    matches!(
        property,
        Property::Display
            | Property::Visibility
            | Property::Opacity
            | Property::FontSize
            | Property::Colour
            | Property::Fill
            | Property::Background
            | Property::Position
            | Property::Width
            | Property::Height
            | Property::MaxWidth
            | Property::MaxHeight
    )
}

fn display(input: &mut Input<'_>) -> Parsed<Value> {
    let first = input.expect_ident()?.to_ascii_lowercase();
    let second = input.try_parse(Input::expect_ident_cloned).ok();
    Ok(Value::Display(match first.as_str() {
        "none" => Display::None,
        "inline" if second.as_deref().is_none_or(|inner| inner == "flow") => Display::Inline,
        "inline" if matches!(second.as_deref(), Some("flex" | "grid")) => Display::InlineItems,
        "inline" => Display::InlineBlock,
        "ruby" => Display::Inline,
        "contents" => Display::Contents,
        "inline-flex" | "inline-grid" | "-webkit-inline-flex" | "-webkit-inline-box" => {
            Display::InlineItems
        }
        inline if inline.starts_with("inline-") => Display::InlineBlock,
        "flex" | "grid" | "-webkit-box" | "-webkit-flex" | "-ms-flexbox" | "-ms-grid"
        | "-moz-box" => Display::Items,
        "block" if matches!(second.as_deref(), Some("flex" | "grid")) => Display::Items,
        "table" | "table-row" | "table-cell" | "table-row-group" | "table-header-group"
        | "table-footer-group" => Display::Table,
        "block" | "list-item" | "flow-root" | "table-caption" | "table-column"
        | "table-column-group" | "run-in" => Display::Block,
        _ => return Err(fault()),
    }))
}

pub(super) fn font_size(input: &mut Input<'_>) -> Parsed<Value> {
    let Ok(word) = input.try_parse(Input::expect_ident_cloned) else {
        return length(input).map(Value::Length);
    };
    let px = match_ignore_ascii_case! { &word,
        "xx-small" => 9.0,
        "x-small" => 10.0,
        "small" => 13.0,
        "medium" => 16.0,
        "large" => 18.0,
        "x-large" => 24.0,
        "xx-large" | "xxx-large" => 32.0,
        "smaller" => return Ok(Value::Length(Length { em: 0.83, ..Length::default() })),
        "larger" => return Ok(Value::Length(Length { em: 1.2, ..Length::default() })),
        _ => return Err(fault()),
    };
    Ok(Value::Length(Length::from_px(px)))
}

/// A length, or a word in its place.
pub(super) fn side(input: &mut Input<'_>) -> Parsed<Value> {
    if input.try_parse(Input::expect_ident_cloned).is_ok() {
        return Ok(Value::Unknown);
    }
    length(input).map(Value::Length)
}

/// A name, of which only the hash is kept.
pub(super) fn name_of(input: &mut Input<'_>) -> Parsed<Value> {
    let name = input.expect_ident_or_string()?;
    Ok(Value::Name(hash(name)))
}

/// Whether the first word is one of `words`.
fn is(input: &mut Input<'_>, words: &[&str]) -> Parsed<Value> {
    let word = input.expect_ident()?;
    Ok(Value::Is(
        words.iter().any(|known| word.eq_ignore_ascii_case(known)),
    ))
}
