//! Declarations: which of them matter, what they say, and which one wins.

use std::borrow::Cow;

use super::values::{Colour, Length, ratio};

/// The properties that can hide text or show it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Property {
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
}

/// Number of properties.
const PROPERTIES: usize = Property::Float as usize + 1;

/// What `display` says, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Display {
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
pub(in crate::page) enum Value {
    Display(Display),
    /// Yes or no: hidden (`visibility`, `content-visibility`, `overflow`), clipped away (`clip`, `clip-path`),
    /// clipped to the text (`background-clip`), taken out of the flow (`position`, `float`).
    Is(bool),
    Number(f32),
    Length(Length),
    Colour(Colour),
    /// `transform`: where it moves a box to the left or up, and whether it shrinks it to nothing.
    Transform {
        left: Length,
        vanishes: bool,
    },
    /// Set to something that cannot be told here (an image, a variable, `auto`).
    Unknown,
}

/// Where a declaration comes from, so that the stronger one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::page) struct Origin {
    important: bool,
    inline: bool,
    specificity: u32,
    order: u32,
}

impl Origin {
    /// A `style` attribute.
    pub(in crate::page) const INLINE: Self = Self {
        important: false,
        inline: true,
        specificity: 0,
        order: 0,
    };

    /// A rule of a style sheet.
    pub(in crate::page) fn rule(specificity: u32, order: u32) -> Self {
        Self {
            important: false,
            inline: false,
            specificity,
            order,
        }
    }
}

/// The winning declarations of one element.
#[derive(Debug, Clone)]
pub(in crate::page) struct Cascaded {
    values: [Option<(Origin, Value)>; PROPERTIES],
    any: bool,
}

impl Default for Cascaded {
    fn default() -> Self {
        Self {
            values: [None; PROPERTIES],
            any: false,
        }
    }
}

impl Cascaded {
    /// Adds a declaration, which wins unless a stronger one is there.
    pub(in crate::page) fn add(&mut self, origin: Origin, declaration: &Declaration) {
        let origin = Origin {
            important: declaration.important,
            ..origin
        };
        self.any = true;
        let slot = &mut self.values[declaration.property as usize];
        if slot.is_none_or(|(known, _)| known <= origin) {
            *slot = Some((origin, declaration.value));
        }
    }

    /// Whether nothing was declared.
    pub(in crate::page) fn is_empty(&self) -> bool {
        !self.any
    }

    fn value(&self, property: Property) -> Option<Value> {
        self.values[property as usize].map(|(_, value)| value)
    }

    /// Whether the property was declared at all.
    pub(in crate::page) fn has(&self, property: Property) -> bool {
        self.values[property as usize].is_some()
    }

    /// The rule whose declaration of a property won, if it was a rule's.
    pub(in crate::page) fn rule_of(&self, property: Property) -> Option<u32> {
        let (origin, _) = self.values[property as usize]?;
        (!origin.inline).then_some(origin.order)
    }

    /// The declared `display`.
    pub(in crate::page) fn display(&self) -> Option<Display> {
        match self.value(Property::Display) {
            Some(Value::Display(display)) => Some(display),
            _ => None,
        }
    }

    /// A declared yes or no.
    pub(in crate::page) fn is(&self, property: Property) -> Option<bool> {
        match self.value(property) {
            Some(Value::Is(value)) => Some(value),
            _ => None,
        }
    }

    /// A declared number.
    pub(in crate::page) fn number(&self, property: Property) -> Option<f32> {
        match self.value(property) {
            Some(Value::Number(value)) => Some(value),
            _ => None,
        }
    }

    /// A declared length.
    pub(in crate::page) fn length(&self, property: Property) -> Option<Length> {
        match self.value(property) {
            Some(Value::Length(value)) => Some(value),
            _ => None,
        }
    }

    /// A declared colour: `Some(None)` when it was set to something that cannot be told.
    pub(in crate::page) fn colour(&self, property: Property) -> Option<Option<Colour>> {
        match self.value(property) {
            Some(Value::Colour(value)) => Some(Some(value)),
            Some(_) => Some(None),
            None => None,
        }
    }

    /// What `transform` does: how far to the left or up, and whether it shrinks to nothing.
    pub(in crate::page) fn transform(&self) -> Option<(Length, bool)> {
        match self.value(Property::Transform) {
            Some(Value::Transform { left, vanishes }) => Some((left, vanishes)),
            _ => None,
        }
    }
}

/// One declaration that matters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::page) struct Declaration {
    property: Property,
    value: Value,
    important: bool,
}

/// Reads the declarations that matter out of a declaration list such as a `style` attribute.
pub(in crate::page) fn declarations(text: &str, into: &mut Vec<Declaration>) {
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
                | "anim"
                | "flex"
                | "just"
                | "alig"
                | "curs"
                | "box-"
                | "grid"
                | "z-in"
        )
    ) || name == "transform"
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
        }
        "float" => add(
            Property::Float,
            Value::Is(matches!(value, "left" | "right")),
        ),
        "left" | "inset-inline-start" => add(Property::Left, length(value)),
        "right" | "inset-inline-end" => add(Property::Right, length(value)),
        "top" => add(Property::Top, length(value)),
        "bottom" => add(Property::Bottom, length(value)),
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
        "scale" => {
            let vanishes = value
                .split_whitespace()
                .any(|part| ratio(part) == Some(0.0));
            let left = Length::Px(0.0);
            add(Property::Transform, Value::Transform { left, vanishes });
        }
        "zoom" => {
            let vanishes = ratio(value).is_some_and(|zoom| zoom <= 0.05);
            let left = Length::Px(0.0);
            add(Property::Transform, Value::Transform { left, vanishes });
        }
        "margin-left" | "margin-inline-start" => add(Property::MarginLeft, length(value)),
        "margin-top" => add(Property::MarginTop, length(value)),
        "margin" => {
            let words: Vec<&str> = value.split_whitespace().collect();
            if let Some(top) = words.first() {
                add(Property::MarginTop, length(top));
                let left = words.get(3).or(words.get(1)).unwrap_or(top);
                add(Property::MarginLeft, length(left));
            }
        }
        _ => {}
    }
}

fn first_word(value: &str) -> &str {
    value.split_whitespace().next().unwrap_or_default()
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

fn argument<'a>(value: &'a str, function: &str) -> Option<&'a str> {
    let at = value.find(function)? + function.len();
    value[at..].split(')').next()
}

/// Whether `clip: rect(…)` leaves at most a pixel.
fn is_empty_rect(value: &str) -> bool {
    let Some(inner) = argument(value, "rect(") else {
        return false;
    };
    let edges: Vec<f32> = inner
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .filter_map(|part| Length::parse(part).map(|length| length.px(16.0)))
        .collect();
    matches!(edges.as_slice(), [top, right, bottom, left] if bottom - top <= 1.0 || right - left <= 1.0)
}

/// Whether `clip-path` leaves nothing.
fn is_empty_shape(value: &str) -> bool {
    if let Some(inner) = argument(value, "inset(") {
        let edges: Vec<f32> = inner
            .split_whitespace()
            .take_while(|part| *part != "round")
            .filter_map(|part| part.strip_suffix('%').and_then(|part| part.parse().ok()))
            .collect();
        return match edges.as_slice() {
            [all] => *all >= 50.0,
            [vertical, horizontal] | [vertical, horizontal, _] => {
                *vertical >= 50.0 || *horizontal >= 50.0
            }
            [top, right, bottom, left] => top + bottom >= 100.0 || left + right >= 100.0,
            _ => false,
        };
    }
    if let Some(inner) = argument(value, "circle(") {
        return Length::parse(first_word(inner)).is_some_and(|radius| radius.px(16.0) <= 0.0);
    }
    if let Some(inner) = argument(value, "polygon(") {
        let mut points = inner.split(',').map(str::trim);
        let first = points.next();
        return points.all(|point| Some(point) == first);
    }
    false
}

fn transform(value: &str) -> Value {
    if value == "none" {
        let left = Length::Px(0.0);
        return Value::Transform {
            left,
            vanishes: false,
        };
    }
    let shrinks = ["scale(", "scalex(", "scaley(", "scale3d("]
        .iter()
        .any(|name| {
            argument(value, name)
                .is_some_and(|inner| inner.split(',').any(|part| ratio(part) == Some(0.0)))
        });
    let mut left = Length::Px(0.0);
    for name in ["translate(", "translatex(", "translatey(", "translate3d("] {
        for part in argument(value, name)
            .into_iter()
            .flat_map(|inner| inner.split(','))
        {
            if let Some(length) = Length::parse(part)
                && length.px(1280.0) < left.px(1280.0)
            {
                left = length;
            }
        }
    }
    Value::Transform {
        left,
        vanishes: shrinks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cascade(text: &str) -> Cascaded {
        let mut list = Vec::new();
        declarations(text, &mut list);
        let mut cascaded = Cascaded::default();
        for declaration in &list {
            cascaded.add(Origin::INLINE, declaration);
        }
        cascaded
    }

    #[test]
    fn the_last_declaration_wins_unless_one_is_important() {
        assert_eq!(
            cascade("display:none;display:block").display(),
            Some(Display::Block)
        );
        assert_eq!(
            cascade("display:none !IMPORTANT; display : block").display(),
            Some(Display::None)
        );
        assert_eq!(cascade("Display:None").display(), Some(Display::None));
        assert!(cascade("colour:red;;:;x").is_empty());
    }

    #[test]
    fn a_rule_is_weaker_than_the_attribute_unless_important() {
        let mut list = Vec::new();
        declarations("display:none!important", &mut list);
        let mut cascaded = cascade("display:block");
        cascaded.add(Origin::rule(1, 1), &list[0]);
        assert_eq!(cascaded.display(), Some(Display::None));
    }

    #[test]
    fn a_semicolon_in_a_data_url_ends_nothing() {
        let style = "background:url(data:image/png;base64,display:none);display:block";
        assert_eq!(cascade(style).display(), Some(Display::Block));
    }

    #[test]
    fn reads_shapes_that_leave_nothing() {
        for style in [
            "clip:rect(0,0,0,0)",
            "clip:rect(1px 1px 1px 1px)",
            "clip: rect(0 0 0 0)",
        ] {
            assert_eq!(cascade(style).is(Property::Clip), Some(true), "{style}");
        }
        assert_eq!(
            cascade("clip:rect(0,200px,80px,0)").is(Property::Clip),
            Some(false)
        );
        for style in [
            "clip-path:inset(50%)",
            "clip-path: inset(100% 0 0 0)",
            "clip-path:circle(0)",
            "clip-path:polygon(0 0, 0 0, 0 0)",
        ] {
            assert_eq!(cascade(style).is(Property::ClipPath), Some(true), "{style}");
        }
        assert_eq!(
            cascade("clip-path:inset(10% 20%)").is(Property::ClipPath),
            Some(false)
        );
    }

    #[test]
    fn reads_shorthands() {
        assert_eq!(
            cascade("font:italic 0/0 a").length(Property::FontSize),
            Some(Length::Px(0.0))
        );
        assert_eq!(
            cascade("font:bold 12px/1.5 serif").length(Property::FontSize),
            Some(Length::Px(12.0))
        );
        assert_eq!(
            cascade("margin:0 0 0 -9999px").length(Property::MarginLeft),
            Some(Length::Px(-9999.0))
        );
        assert_eq!(
            cascade("background:#fff url(x.png)").is(Property::BackgroundImage),
            Some(true)
        );
        assert!(matches!(
            cascade("background:white").colour(Property::Background),
            Some(Some(_))
        ));
        assert_eq!(
            cascade("transform:translateX(-2000px) scale(1, 0)").transform(),
            Some((Length::Px(-2000.0), true))
        );
    }
}
