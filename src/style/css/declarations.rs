//! Declarations: which of them matter and what they say.

use std::borrow::Cow;

use super::shapes::{
    argument, first_word, is_empty_rect, is_empty_shape, transform, translate, words,
};
use super::values::{Colour, Length, ratio};

/// The properties that can hide text or show it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Property {
    Display,
    Visibility,
    ContentVisibility,
    Opacity,
    FontSize,
    Colour,
    Background,
    BackgroundImage,
    BackgroundClip,
    Clip,
    ClipPath,
    TextIndent,
    Position,
    Left,
    Right,
    Top,
    Bottom,
    Width,
    Height,
    MaxWidth,
    MaxHeight,
    Overflow,
    Transform,
    MarginLeft,
    MarginTop,
    FilterOpacity,
    Float,
    /// `position: fixed`: what is off the screen cannot be scrolled to.
    Fixed,
    /// `position: relative` or `sticky`: moved from its place in the flow.
    Shifted,
    Translate,
    Scale,
    Animation,
}

/// Number of properties.
pub(crate) const PROPERTIES: usize = Property::Animation as usize + 1;

/// What `display` says, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Display {
    None,
    /// Begins a line of its own: `block`, `flex`, `grid`, `table`, `list-item`…
    Block,
    /// Flows with the text but is a box: `inline-block`, `inline-flex`…
    InlineBlock,
    Inline,
    /// Has no box of its own.
    Contents,
}

/// The value of a declaration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    Display(Display),
    /// Yes or no: hidden (`visibility`, `content-visibility`, `overflow`), clipped away (`clip`, `clip-path`),
    /// clipped to the text (`background-clip`), taken out of the flow (`position`, `float`), animated.
    Is(bool),
    Number(f32),
    Length(Length),
    Colour(Colour),
    /// `transform` and its kin: where it moves a box farthest, and whether it shrinks it to nothing.
    Transform {
        moved: Length,
        vanishes: bool,
    },
    /// Set to something that cannot be told here (an image, a variable, `auto`).
    Unknown,
}

/// One declaration that matters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Declaration {
    pub(crate) property: Property,
    pub(crate) value: Value,
    pub(crate) important: bool,
}

/// Reads the declarations that matter out of a declaration list such as a `style` attribute.
pub(crate) fn declarations(text: &str, into: &mut Vec<Declaration>) {
    for part in split_declarations(text) {
        let Some((name, value)) = part.split_once(':') else {
            continue;
        };
        let mut value = value.trim();
        let mut important = false;
        if let Some(at) = value.rfind('!')
            && value[at + 1..].trim().eq_ignore_ascii_case("important")
        {
            value = value[..at].trim_end();
            important = true;
        }
        let mut add = |property, value| {
            into.push(Declaration {
                property,
                value,
                important,
            });
        };
        declare(name.trim(), value, &mut add);
    }
}

/// What an attribute of old HTML declares: `color`, `bgcolor`, `text`, `background`.
pub(crate) fn hint(property: Property, value: &str) -> Declaration {
    let value = match property {
        Property::BackgroundImage => Value::Is(!value.trim().is_empty()),
        // The number sign may be left out there.
        _ => Colour::parse(value)
            .or_else(|| Colour::parse(&format!("#{}", value.trim())))
            .map_or(Value::Unknown, Value::Colour),
    };
    Declaration {
        property,
        value,
        important: false,
    }
}

/// Splits at semicolons outside parentheses and quotes (a `data:` URL holds one).
fn split_declarations(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut depth = 0_u32;
        let mut quote = None;
        for (at, byte) in text.bytes().enumerate() {
            match (quote, byte) {
                (Some(open), byte) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'(') => depth += 1,
                (None, b')') => depth = depth.saturating_sub(1),
                (None, b';') if depth == 0 => {
                    rest = Some(&text[at + 1..]);
                    return Some(&text[..at]);
                }
                _ => {}
            }
        }
        rest = None;
        Some(text)
    })
}

/// Whether a property with this beginning may matter; most do not, and are dropped here.
fn matters(name: &str) -> bool {
    !matches!(
        name.get(..4),
        Some(
            "bord"
                | "padd"
                | "tran"
                | "line"
                | "flex"
                | "just"
                | "alig"
                | "curs"
                | "box-"
                | "grid"
                | "z-in"
        )
    ) || matches!(name, "transform" | "translate")
}

/// Longest name of a property that matters.
const NAME: usize = 24;

fn declare(name: &str, value: &str, add: &mut impl FnMut(Property, Value)) {
    let mut lower = [0_u8; NAME];
    let Some(known) = lower.get_mut(..name.len()) else {
        return;
    };
    known.copy_from_slice(name.as_bytes());
    known.make_ascii_lowercase();
    let Ok(name) = std::str::from_utf8(known) else {
        return;
    };
    if !matters(name) {
        return;
    }
    let value = if value.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(value.to_ascii_lowercase())
    } else {
        Cow::Borrowed(value)
    };
    let value = &*value;
    let length = |text: &str| Length::parse(text).map_or(Value::Unknown, Value::Length);
    match name {
        "display" => {
            if let Some(display) = display(value) {
                add(Property::Display, Value::Display(display));
            }
        }
        "visibility" => match value {
            "hidden" | "collapse" => add(Property::Visibility, Value::Is(true)),
            "visible" | "initial" => add(Property::Visibility, Value::Is(false)),
            _ => {}
        },
        "content-visibility" => add(Property::ContentVisibility, Value::Is(value == "hidden")),
        "opacity" => {
            if let Some(opacity) = ratio(value) {
                add(Property::Opacity, Value::Number(opacity));
            }
        }
        "filter" => {
            let opacity = argument(value, "opacity(").and_then(ratio).unwrap_or(1.0);
            add(Property::FilterOpacity, Value::Number(opacity));
        }
        "font-size" => add(Property::FontSize, font_size(value)),
        "font" => add(Property::FontSize, font(value)),
        // What is inherited is inherited without a word.
        "color" | "-webkit-text-fill-color" if matches!(value, "inherit" | "unset") => {}
        "color" | "-webkit-text-fill-color" => {
            add(
                Property::Colour,
                Colour::parse(value).map_or(Value::Unknown, Value::Colour),
            );
        }
        "background-color" => {
            add(
                Property::Background,
                Colour::parse(value).map_or(Value::Unknown, Value::Colour),
            );
        }
        "background" => {
            add(Property::Background, background(value));
            add(Property::BackgroundImage, Value::Is(has_image(value)));
            add(
                Property::BackgroundClip,
                Value::Is(value.split_whitespace().any(|word| word == "text")),
            );
        }
        "background-image" => {
            add(Property::BackgroundImage, Value::Is(has_image(value)));
        }
        "background-clip" | "-webkit-background-clip" => {
            add(Property::BackgroundClip, Value::Is(value.contains("text")));
        }
        "clip" => add(Property::Clip, Value::Is(is_empty_rect(value))),
        "clip-path" | "-webkit-clip-path" => {
            add(Property::ClipPath, Value::Is(is_empty_shape(value)));
        }
        "text-indent" => add(Property::TextIndent, length(first_word(value))),
        "position" => {
            add(
                Property::Position,
                Value::Is(matches!(value, "absolute" | "fixed")),
            );
            add(Property::Fixed, Value::Is(value == "fixed"));
            add(
                Property::Shifted,
                Value::Is(matches!(value, "relative" | "sticky")),
            );
        }
        "float" => add(
            Property::Float,
            Value::Is(matches!(value, "left" | "right")),
        ),
        "left" | "inset-inline-start" => add(Property::Left, length(value)),
        "right" | "inset-inline-end" => add(Property::Right, length(value)),
        "top" | "inset-block-start" => add(Property::Top, length(value)),
        "bottom" | "inset-block-end" => add(Property::Bottom, length(value)),
        "inset" => {
            let [top, right, bottom, left] = four_sides(value);
            add(Property::Top, length(top));
            add(Property::Right, length(right));
            add(Property::Bottom, length(bottom));
            add(Property::Left, length(left));
        }
        "width" => add(Property::Width, length(value)),
        "height" => add(Property::Height, length(value)),
        "max-width" => add(Property::MaxWidth, length(value)),
        "max-height" => add(Property::MaxHeight, length(value)),
        "overflow" | "overflow-x" | "overflow-y" => {
            add(
                Property::Overflow,
                Value::Is(value.contains("hidden") || value.contains("clip")),
            );
        }
        "transform" => add(Property::Transform, transform(value)),
        // What begins unseen and is animated is most often faded or slid into sight.
        "animation" | "animation-name" | "-webkit-animation" | "-webkit-animation-name" => {
            add(
                Property::Animation,
                Value::Is(!matches!(value, "none" | "initial" | "")),
            );
        }
        "translate" => add(Property::Translate, translate(value)),
        "scale" => {
            let vanishes = value
                .split_whitespace()
                .any(|part| ratio(part) == Some(0.0));
            let moved = Length::Px(0.0);
            add(Property::Scale, Value::Transform { moved, vanishes });
        }
        "zoom" => {
            let vanishes = ratio(value).is_some_and(|zoom| zoom <= 0.05);
            let moved = Length::Px(0.0);
            add(Property::Scale, Value::Transform { moved, vanishes });
        }
        "margin-left" | "margin-inline-start" => add(Property::MarginLeft, length(value)),
        "margin-top" => add(Property::MarginTop, length(value)),
        "margin" => {
            let [top, _, _, left] = four_sides(value);
            add(Property::MarginTop, length(top));
            add(Property::MarginLeft, length(left));
        }
        _ => {}
    }
}

/// The values of a shorthand for the four sides: top, right, bottom, left.
fn four_sides(value: &str) -> [&str; 4] {
    let words = words(value);
    let at = |index: usize| words.get(index).copied();
    let top = at(0).unwrap_or_default();
    let right = at(1).unwrap_or(top);
    [top, right, at(2).unwrap_or(top), at(3).unwrap_or(right)]
}

fn display(value: &str) -> Option<Display> {
    Some(match value {
        "none" => Display::None,
        "inline" | "ruby" | "inline flow" => Display::Inline,
        "contents" => Display::Contents,
        value if value.starts_with("inline-") => Display::InlineBlock,
        "block" | "flex" | "grid" | "list-item" | "flow-root" | "table" | "table-row"
        | "table-cell" | "table-caption" | "table-row-group" | "table-header-group"
        | "table-footer-group" | "-webkit-box" | "-webkit-flex" | "box" | "run-in"
        | "block flow" | "block flex" => Display::Block,
        // `inherit`, `initial`, `unset`, `revert`, variables: left to the defaults.
        _ => return None,
    })
}

fn font_size(value: &str) -> Value {
    let px = match value {
        "xx-small" => 9.0,
        "x-small" => 10.0,
        "small" => 13.0,
        "medium" | "initial" => 16.0,
        "large" => 18.0,
        "x-large" => 24.0,
        "xx-large" | "xxx-large" => 32.0,
        "smaller" => return Value::Length(Length::Em(0.83)),
        "larger" => return Value::Length(Length::Em(1.2)),
        _ => return Length::parse(value).map_or(Value::Unknown, Value::Length),
    };
    Value::Length(Length::Px(px))
}

/// The size in a `font` shorthand: the first word that is a length, before any `/`.
fn font(value: &str) -> Value {
    value
        .split_whitespace()
        .map(|word| word.split('/').next().unwrap_or(word))
        .find(|word| {
            let sized = word.starts_with(|c: char| c.is_ascii_digit() || c == '.');
            sized && Length::parse(word).is_some()
        })
        .map_or(Value::Unknown, font_size)
}

fn background(value: &str) -> Value {
    if value == "none" {
        return Colour::parse("transparent").map_or(Value::Unknown, Value::Colour);
    }
    Colour::parse(value)
        .or_else(|| value.split_whitespace().find_map(Colour::parse))
        .map_or(Value::Unknown, Value::Colour)
}

fn has_image(value: &str) -> bool {
    ["url(", "gradient(", "image", "var("]
        .iter()
        .any(|part| value.contains(part))
}
