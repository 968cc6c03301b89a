//! Declarations: which of them matter and what they say.

use std::borrow::Cow;

use cssparser::{Delimiter, Parser as Input, Token, match_ignore_ascii_case};

use super::colour::{Colour, colour};
use super::length::{Length, length, number};
use super::selector::hash;
use super::shapes::{self, Filter, Transform, gradient_is};
use super::{Parsed, fault};

/// The properties that can hide text or show it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Property {
    Display,
    Visibility,
    ContentVisibility,
    Opacity,
    FontSize,
    LineHeight,
    Colour,
    /// `-webkit-text-fill-color`, which browsers draw text in before `color`.
    Fill,
    /// A shadow or an outline of letters, which shows them whatever their colour.
    Outline,
    /// `-webkit-text-security`: discs in the place of letters.
    Masked,
    Background,
    /// An image or a gradient; a gradient of one colour is that colour.
    BackgroundImage,
    BackgroundClip,
    Clip,
    ClipPath,
    Mask,
    TextIndent,
    Position,
    Left,
    Right,
    Top,
    Bottom,
    Width,
    Height,
    MinWidth,
    MinHeight,
    MaxWidth,
    MaxHeight,
    PaddingAcross,
    PaddingDown,
    Overflow,
    /// `contain: size`: what is inside adds nothing to the size.
    ContainSize,
    /// `contain: paint`: what reaches out is cut off.
    ContainPaint,
    /// Makes a stack of its own: what lies behind everything in it still lies before its background.
    Isolation,
    /// `backface-visibility: hidden`.
    Backface,
    Transform,
    Translate,
    Scale,
    Rotate,
    Zoom,
    MarginLeft,
    MarginTop,
    Filter,
    Float,
    AnimationName,
    AnimationFill,
    AnimationEndless,
    AnimationReverse,
    /// Whether every second run goes backwards.
    AnimationAlternate,
    /// Whether it runs an even number of times.
    AnimationEven,
    AnimationPaused,
    ZIndex,
    Content,
    ContainerType,
    ContainerName,
}

/// Number of properties.
pub(crate) const PROPERTIES: usize = Property::ContainerName as usize + 1;

/// What `display` says, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Display {
    None,
    /// Begins a line of its own: `block`, `flex`, `grid`, `table`, `list-item`…
    Block,
    /// The same, and what stands directly in it is a box: `flex`, `grid`.
    Items,
    /// Flows with the text but is a box: `inline-block`…
    InlineBlock,
    /// The same, and what stands directly in it is a box: `inline-flex`, `inline-grid`.
    InlineItems,
    /// `table`, `table-row`, `table-cell`…: on a line of its own, and never lower than what it holds.
    Table,
    Inline,
    /// Has no box of its own.
    Contents,
}

/// What `position` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    Static,
    /// `relative`: moved from its place in the flow.
    Shifted,
    /// Moved within what holds it, so never out of sight.
    Sticky,
    Absolute,
    /// What is off the screen cannot be scrolled to.
    Fixed,
}

/// The value of a declaration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    Display(Display),
    Position(Position),
    /// Yes or no: hidden (`visibility`, `content-visibility`, `overflow`), clipped away (`clip`, `clip-path`, `mask`),
    /// clipped to the text (`background-clip`), and so on.
    Is(bool),
    Number(f32),
    Length(Length),
    Colour(Colour),
    Transform(Transform),
    Filter(Filter),
    /// The hash of a name.
    Name(u32),
    Inherit,
    Initial,
    /// What holds without the layer that says so.
    RevertLayer,
    /// To be read once variables are put in: an index among the texts that wait.
    Pending(u32),
    /// Set to something that cannot be told here (`auto`, an image).
    Unknown,
}

/// One declaration that matters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Declaration {
    pub(crate) property: Property,
    pub(crate) value: Value,
    pub(crate) important: bool,
}

/// The definition of a custom property.
#[derive(Debug, Clone)]
pub(crate) struct Custom {
    pub(crate) name: Box<str>,
    pub(crate) text: Box<str>,
    pub(crate) important: bool,
}

/// The declarations of one block.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub(crate) declarations: Vec<Declaration>,
    pub(crate) custom: Vec<Custom>,
    /// Names and texts that wait for variables.
    pub(crate) pending: Vec<(Box<str>, Box<str>)>,
}

impl Block {
    /// Takes in the declaration of `name`, read as without a doctype if `quirks`. An error where a rule stands that only
    /// looks like a declaration.
    pub(crate) fn take(&mut self, name: &str, input: &mut Input<'_>, quirks: bool) -> Parsed<()> {
        let is_custom = name.starts_with("--");
        let lower = name.to_ascii_lowercase();
        let properties = if is_custom { &[] } else { longhands(&lower) };
        let (text, important, waits) = raw(input, is_custom)?;
        if is_custom {
            self.custom.push(Custom {
                name: name.into(),
                text: text.into(),
                important,
            });
        } else if waits && !properties.is_empty() {
            let index = u32::try_from(self.pending.len()).unwrap_or(u32::MAX);
            self.pending.push((lower.into(), text.into()));
            self.declarations
                .extend(properties.iter().map(|property| Declaration {
                    property: *property,
                    value: Value::Pending(index),
                    important,
                }));
        } else if !properties.is_empty() {
            let text = if quirks {
                mended(&lower, text)
            } else {
                Cow::Borrowed(text)
            };
            let list = &mut self.declarations;
            declare(&lower, &text, &mut |property, value| {
                list.push(Declaration {
                    property,
                    value,
                    important,
                });
            });
        }
        Ok(())
    }

    /// Counts the texts that wait on from `by`.
    pub(crate) fn shift(&mut self, by: usize) {
        let by = u32::try_from(by).unwrap_or(u32::MAX);
        for declaration in &mut self.declarations {
            if let Value::Pending(index) = &mut declaration.value {
                *index = index.saturating_add(by);
            }
        }
    }

    /// Whether nothing was declared.
    pub(crate) fn is_empty(&self) -> bool {
        self.declarations.is_empty() && self.custom.is_empty()
    }
}

/// The text of a value without `!important`, whether it is important, and whether it uses variables.
fn raw<'i>(input: &mut Input<'i>, is_custom: bool) -> Parsed<(&'i str, bool, bool)> {
    input.skip_whitespace();
    let from = input.position();
    let mut end = None;
    let mut important = false;
    let mut waits = false;
    loop {
        match input.next() {
            Ok(Token::Delim('!')) => {
                // Before the mark the parser may still stand within a function.
                let after = input.position();
                important =
                    input.expect_ident_matching("important").is_ok() && input.is_exhausted();
                if !important {
                    return Err(fault());
                }
                end = Some(after);
            }
            Ok(Token::CurlyBracketBlock) if !is_custom => return Err(fault()),
            Ok(Token::Function(_)) => waits = true,
            Ok(_) => {}
            Err(_) => break,
        }
    }
    let text = match end {
        Some(end) => input.slice(from..end).trim_end_matches('!'),
        None => input.slice_from(from),
    };
    // Functions within functions were not looked at one by one.
    let waits = waits && {
        let lower = text.to_ascii_lowercase();
        ["var(", "env(", "attr("]
            .iter()
            .any(|name| lower.contains(name))
    };
    Ok((text.trim(), important, waits))
}

/// The declarations of a `style` attribute. What is none is passed over up to the next semicolon, as in browsers.
pub(crate) fn inline(text: &str, quirks: bool) -> Block {
    let mut block = Block::default();
    let mut input = Input::new(text);
    while !input.is_exhausted() {
        let _ = input.parse_until_after(Delimiter::Semicolon, |input| {
            let name = input.expect_ident_cloned()?;
            input.expect_colon()?;
            block.take(&name, input, quirks)
        });
    }
    block
}

/// A value as browsers read it on a page without a doctype: numbers are pixels, and colours may lack their `#`.
fn mended<'t>(name: &str, text: &'t str) -> Cow<'t, str> {
    let is_size = matches!(name, "font-size" | "text-indent" | "clip")
        || ["", "min-", "max-"]
            .into_iter()
            .any(|head| matches!(name.strip_prefix(head), Some("width" | "height")))
        || matches!(name, "left" | "right" | "top" | "bottom")
        || name.starts_with("margin")
        || name.starts_with("padding");
    if is_size && text.parse::<f32>().is_ok() {
        return Cow::Owned(format!("{text}px"));
    }
    let is_colour = matches!(name, "color" | "background-color");
    let digits = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_colour && digits && matches!(text.len(), 3 | 6) {
        return Cow::Owned(format!("#{text}"));
    }
    Cow::Borrowed(text)
}

/// What an attribute of old HTML declares: `color`, `bgcolor`, `text`, `background`.
pub(crate) fn hint(property: Property, value: &str) -> Value {
    match property {
        Property::BackgroundImage => Value::Is(!value.trim().is_empty()),
        _ => Colour::legacy(value).map_or(Value::Unknown, Value::Colour),
    }
}

/// The properties that a declaration of `name`, in lower case, sets.
pub(crate) fn longhands(name: &str) -> &'static [Property] {
    use Property as P;
    match name {
        "display" => &[P::Display],
        "visibility" => &[P::Visibility],
        "content-visibility" => &[P::ContentVisibility],
        "opacity" => &[P::Opacity],
        "font-size" => &[P::FontSize],
        "line-height" => &[P::LineHeight],
        "font" => &[P::FontSize, P::LineHeight],
        "color" => &[P::Colour],
        "-webkit-text-fill-color" => &[P::Fill],
        "-webkit-text-security" => &[P::Masked],
        "text-shadow" | "-webkit-text-stroke" | "-webkit-text-stroke-width" => &[P::Outline],
        "background-color" => &[P::Background],
        "background-image" => &[P::BackgroundImage],
        "background-clip" | "-webkit-background-clip" => &[P::BackgroundClip],
        "background" => &[P::Background, P::BackgroundImage, P::BackgroundClip],
        "clip" => &[P::Clip],
        "clip-path" | "-webkit-clip-path" => &[P::ClipPath],
        "mask" | "mask-image" | "-webkit-mask" | "-webkit-mask-image" => &[P::Mask],
        "text-indent" => &[P::TextIndent],
        "position" => &[P::Position],
        "left" | "inset-inline-start" => &[P::Left],
        "right" | "inset-inline-end" => &[P::Right],
        "top" | "inset-block-start" => &[P::Top],
        "bottom" | "inset-block-end" => &[P::Bottom],
        "inset" => &[P::Top, P::Right, P::Bottom, P::Left],
        "inset-inline" => &[P::Left, P::Right],
        "inset-block" => &[P::Top, P::Bottom],
        "width" | "inline-size" => &[P::Width],
        "height" | "block-size" => &[P::Height],
        "min-width" | "min-inline-size" => &[P::MinWidth],
        "min-height" | "min-block-size" => &[P::MinHeight],
        "max-width" | "max-inline-size" => &[P::MaxWidth],
        "max-height" | "max-block-size" => &[P::MaxHeight],
        "padding" => &[P::PaddingDown, P::PaddingAcross],
        "padding-left"
        | "padding-right"
        | "padding-inline"
        | "padding-inline-start"
        | "padding-inline-end" => &[P::PaddingAcross],
        "padding-top"
        | "padding-bottom"
        | "padding-block"
        | "padding-block-start"
        | "padding-block-end" => &[P::PaddingDown],
        "overflow" | "overflow-x" | "overflow-y" | "overflow-block" | "overflow-inline" => {
            &[P::Overflow]
        }
        "contain" => &[P::ContainSize, P::ContainPaint, P::Isolation],
        "isolation" | "mix-blend-mode" | "perspective" => &[P::Isolation],
        "backface-visibility" | "-webkit-backface-visibility" => &[P::Backface],
        "transform" | "-webkit-transform" => &[P::Transform],
        "translate" => &[P::Translate],
        "scale" => &[P::Scale],
        "rotate" => &[P::Rotate],
        "zoom" => &[P::Zoom],
        "margin-left" | "margin-inline-start" => &[P::MarginLeft],
        "margin-top" | "margin-block-start" => &[P::MarginTop],
        "margin" => &[P::MarginTop, P::MarginLeft],
        "margin-inline" => &[P::MarginLeft],
        "margin-block" => &[P::MarginTop],
        "filter" | "-webkit-filter" => &[P::Filter],
        "float" => &[P::Float],
        "animation-name" | "-webkit-animation-name" => &[P::AnimationName],
        "animation-fill-mode" | "-webkit-animation-fill-mode" => &[P::AnimationFill],
        "animation-iteration-count" | "-webkit-animation-iteration-count" => {
            &[P::AnimationEndless, P::AnimationEven]
        }
        "animation-direction" | "-webkit-animation-direction" => {
            &[P::AnimationReverse, P::AnimationAlternate]
        }
        "animation-play-state" | "-webkit-animation-play-state" => &[P::AnimationPaused],
        "animation" | "-webkit-animation" => &[
            P::AnimationName,
            P::AnimationFill,
            P::AnimationEndless,
            P::AnimationReverse,
            P::AnimationAlternate,
            P::AnimationEven,
            P::AnimationPaused,
        ],
        "z-index" => &[P::ZIndex],
        "content" => &[P::Content],
        "container-type" => &[P::ContainerType],
        "container-name" => &[P::ContainerName],
        "container" => &[P::ContainerName, P::ContainerType],
        "all" => &[
            P::Display,
            P::Visibility,
            P::ContentVisibility,
            P::Opacity,
            P::Colour,
            P::Fill,
            P::Outline,
            P::Masked,
            P::Background,
            P::BackgroundImage,
            P::BackgroundClip,
            P::FontSize,
            P::LineHeight,
            P::TextIndent,
            P::Position,
            P::Left,
            P::Right,
            P::Top,
            P::Bottom,
            P::Width,
            P::Height,
            P::MaxWidth,
            P::MaxHeight,
            P::Overflow,
            P::Clip,
            P::ClipPath,
            P::Mask,
            P::MarginLeft,
            P::MarginTop,
            P::Transform,
            P::Translate,
            P::Scale,
            P::Rotate,
            P::Zoom,
            P::Filter,
            P::Float,
            P::AnimationName,
            P::ZIndex,
        ],
        _ => &[],
    }
}

/// Whether CSS passes a property on to what an element holds.
fn is_inherited(property: Property) -> bool {
    matches!(
        property,
        Property::Visibility
            | Property::FontSize
            | Property::LineHeight
            | Property::Colour
            | Property::Fill
            | Property::Outline
            | Property::Masked
            | Property::TextIndent
    )
}

/// Reads the declaration of `name`, in lower case; nothing is added where the value is none.
pub(crate) fn declare(name: &str, text: &str, add: &mut impl FnMut(Property, Value)) {
    let properties = longhands(name);
    let mut input = Input::new(text);
    let keyword = input.try_parse(|input| {
        let keyword = match_ignore_ascii_case! { input.expect_ident()?,
            "inherit" => Some(Value::Inherit),
            "initial" => Some(Value::Initial),
            "unset" | "revert" => None,
            "revert-layer" => Some(Value::RevertLayer),
            _ => return Err(fault()),
        };
        input.expect_exhausted()?;
        Parsed::Ok(keyword)
    });
    if let Ok(keyword) = keyword {
        for property in properties {
            let unset = if is_inherited(*property) {
                Value::Inherit
            } else {
                Value::Initial
            };
            add(*property, keyword.unwrap_or(unset));
        }
        return;
    }
    let Some(property) = properties.first().copied() else {
        return;
    };
    if let [only] = properties {
        let mut second = Input::new(text);
        if let Ok(value) = single(name, *only, &mut second) {
            add(*only, value);
        }
        return;
    }
    match name {
        "font" => font(&mut input, add),
        "background" => background(&mut input, add),
        "animation" | "-webkit-animation" => animation(&mut input, add),
        "animation-iteration-count" | "-webkit-animation-iteration-count" => {
            let endless = input
                .try_parse(|input| input.expect_ident_matching("infinite"))
                .is_ok();
            let times = input.try_parse(number).unwrap_or(1.0);
            add(Property::AnimationEndless, Value::Is(endless));
            add(Property::AnimationEven, Value::Is(is_even(times)));
        }
        "animation-direction" | "-webkit-animation-direction" => {
            if let Ok(word) = input.expect_ident_cloned() {
                let (reverse, alternate) = direction(&word);
                add(Property::AnimationReverse, Value::Is(reverse));
                add(Property::AnimationAlternate, Value::Is(alternate));
            }
        }
        "contain" => {
            let mut kinds = [false; 3];
            while let Ok(word) = input.expect_ident_cloned() {
                let more = match_ignore_ascii_case! { &word,
                    "strict" => [true; 3],
                    "size" => [true, false, false],
                    "content" | "paint" => [false, true, true],
                    "layout" => [false, false, true],
                    _ => [false; 3],
                };
                kinds = std::array::from_fn(|kind| kinds[kind] || more[kind]);
            }
            for (property, is) in properties.iter().zip(kinds) {
                add(*property, Value::Is(is));
            }
        }
        "container" => {
            if let Ok(value) = name_of(&mut input) {
                add(property, value);
            }
            if input.try_parse(|input| input.expect_delim('/')).is_ok()
                && let Ok(value) = single(name, Property::ContainerType, &mut input)
            {
                add(Property::ContainerType, value);
            }
        }
        // `margin`, `padding`, `inset`: two to four sides.
        _ => {
            let mut sides = Vec::new();
            while let Ok(side) = input.try_parse(side) {
                sides.push(side);
            }
            for (number, property) in properties.iter().enumerate() {
                let number = match (name, number) {
                    // Only the left side of a margin counts, and of padding both sides alike.
                    ("margin", 1) => 3,
                    (_, number) => number,
                };
                let of = |number: usize| sides.get(number);
                let back = number.checked_sub(2).and_then(of);
                if let Some(value) = of(number)
                    .or(back)
                    .or(of(1).filter(|_| number == 3))
                    .or(of(0))
                {
                    add(*property, *value);
                }
            }
        }
    }
}

/// A length, or a word in its place.
fn side(input: &mut Input<'_>) -> Parsed<Value> {
    if input.try_parse(Input::expect_ident_cloned).is_ok() {
        return Ok(Value::Unknown);
    }
    length(input).map(Value::Length)
}

fn name_of(input: &mut Input<'_>) -> Parsed<Value> {
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

/// The value of a property that is declared by itself.
fn single(name: &str, property: Property, input: &mut Input<'_>) -> Parsed<Value> {
    let value = match property {
        Property::Display => display(input)?,
        Property::Position => Value::Position(match_ignore_ascii_case! { input.expect_ident()?,
            "absolute" => Position::Absolute,
            "fixed" => Position::Fixed,
            "relative" => Position::Shifted,
            "sticky" | "-webkit-sticky" => Position::Sticky,
            "static" => Position::Static,
            _ => return Err(fault()),
        }),
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
        Property::Opacity | Property::Zoom | Property::ZIndex => {
            if input.try_parse(|input| input.expect_ident_cloned()).is_ok() {
                return Ok(Value::Initial);
            }
            Value::Number(number(input)?)
        }
        Property::FontSize => font_size(input)?,
        Property::LineHeight => {
            if input.try_parse(|input| input.expect_ident_cloned()).is_ok() {
                return Ok(Value::Initial);
            }
            if let Ok(factor) = input.try_parse(|input| {
                let state = input.state();
                if matches!(input.next(), Ok(Token::Percentage { .. })) {
                    input.reset(&state);
                    return Err(fault());
                }
                input.reset(&state);
                number(input)
            }) {
                Value::Length(Length {
                    em: factor,
                    ..Length::default()
                })
            } else {
                Value::Length(length(input)?)
            }
        }
        Property::Fill => colour(input)?.map_or(Value::Initial, Value::Colour),
        Property::Colour | Property::Background => {
            colour(input)?.map_or(Value::Inherit, Value::Colour)
        }
        Property::Outline => {
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
            return Ok(match colours.as_slice() {
                // Without a colour of its own it has that of the letters.
                [] | [None] => Value::Is(false),
                [Some(only)] if some && !clear => Value::Colour(*only),
                _ => Value::Is(some && !clear),
            });
        }
        Property::BackgroundImage => image(input),
        Property::BackgroundClip => Value::Is(any_word(input, "text")),
        Property::Clip => Value::Is(shapes::empty_rect(input)?),
        Property::ClipPath => Value::Is(shapes::empty_shape(input)?),
        Property::Mask => Value::Is(shapes::empty_mask(input)),
        Property::Overflow => {
            let one = is(input, &["visible"])?;
            let other = input
                .try_parse(|input| is(input, &["visible"]))
                .unwrap_or(one);
            Value::Is(one != Value::Is(true) || other != Value::Is(true))
        }
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
        Property::Height | Property::MaxHeight => match input.try_parse(Input::expect_percentage) {
            // No share of a height that nobody gave is still a share of it.
            Ok(0.0) => Value::Length(Length {
                share: f32::MIN_POSITIVE,
                ..Length::default()
            }),
            Ok(share) => Value::Length(Length {
                share,
                ..Length::default()
            }),
            Err(_) => side(input)?,
        },
        _ => side(input)?,
    };
    if is_size(property)
        && let Value::Length(length) = value
        && length.px(1.0, 1.0) < 0.0
    {
        // No size is negative.
        return Err(fault());
    }
    if matches!(
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
    ) {
        // What has more words than it may have is no value at all.
        input.expect_exhausted()?;
    }
    Ok(value)
}

fn is_size(property: Property) -> bool {
    matches!(
        property,
        Property::FontSize
            | Property::LineHeight
            | Property::Width
            | Property::Height
            | Property::MinWidth
            | Property::MinHeight
            | Property::MaxWidth
            | Property::MaxHeight
            | Property::PaddingAcross
            | Property::PaddingDown
    )
}

/// Whether the first run goes backwards, and whether every second one goes the other way.
fn direction(word: &str) -> (bool, bool) {
    match_ignore_ascii_case! { word,
        "reverse" => (true, false),
        "alternate" => (false, true),
        "alternate-reverse" => (true, true),
        _ => (false, false),
    }
}

fn is_even(times: f32) -> bool {
    times > 0.0 && times % 2.0 == 0.0
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

fn font_size(input: &mut Input<'_>) -> Parsed<Value> {
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

/// The size in a `font` shorthand stands after words and the weight, before any `/` and the family.
fn font(input: &mut Input<'_>, add: &mut impl FnMut(Property, Value)) {
    loop {
        let size = input.try_parse(|input| {
            let state = input.state();
            let weight = matches!(input.next()?, Token::Number { value, .. } if *value >= 1.0);
            input.reset(&state);
            if weight {
                Err(fault())
            } else {
                font_size(input)
            }
        });
        if let Ok(size) = size {
            // A family must follow.
            if input.try_parse(|input| input.expect_delim('/')).is_ok()
                && let Ok(height) = single("", Property::LineHeight, input)
            {
                add(Property::LineHeight, height);
            }
            if !input.is_exhausted() {
                add(Property::FontSize, size);
            }
            return;
        }
        if input.next().is_err() {
            return;
        }
    }
}

fn background(input: &mut Input<'_>, add: &mut impl FnMut(Property, Value)) {
    let mut background = Value::Colour(Colour::TRANSPARENT);
    let mut picture = Value::Is(false);
    let mut clip = false;
    loop {
        if let Ok(found) = input.try_parse(colour) {
            background = found.map_or(Value::Inherit, Value::Colour);
            continue;
        }
        if let Ok(found) = input.try_parse(one_image) {
            if picture == Value::Is(false) {
                picture = found;
            }
            continue;
        }
        match input.next() {
            Ok(Token::Ident(word)) => clip |= word.eq_ignore_ascii_case("text"),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    add(Property::Background, background);
    add(Property::BackgroundImage, picture);
    add(Property::BackgroundClip, Value::Is(clip));
}

/// The topmost of a list of images: a gradient of one colour is that colour, `none` is no image.
fn image(input: &mut Input<'_>) -> Value {
    loop {
        if let Ok(image) = input.try_parse(one_image) {
            return image;
        }
        if input.next().is_err() {
            return Value::Is(false);
        }
    }
}

fn one_image(input: &mut Input<'_>) -> Parsed<Value> {
    let name = match input.next()? {
        Token::UnquotedUrl(_) => return Ok(Value::Is(true)),
        Token::Function(name) => name.to_ascii_lowercase(),
        _ => return Err(fault()),
    };
    if !name.ends_with("gradient") {
        return matches!(
            name.as_str(),
            "url"
                | "image-set"
                | "-webkit-image-set"
                | "cross-fade"
                | "image"
                | "element"
                | "paint"
        )
        .then_some(Value::Is(true))
        .ok_or_else(fault);
    }
    input.parse_nested_block(|input| {
        let start = input.state();
        if !gradient_is(input, |alpha| alpha >= 0.95) {
            return Ok(Value::Is(true));
        }
        input.reset(&start);
        let mut only = None;
        loop {
            match (input.try_parse(colour), only) {
                (Ok(Some(found)), None) => only = Some(found),
                (Ok(Some(found)), Some(known)) if known.is_like(found) => {}
                (Ok(_), _) => {
                    while input.next().is_ok() {}
                    return Ok(Value::Is(true));
                }
                (Err(_), _) if input.next().is_err() => break,
                (Err(_), _) => {}
            }
        }
        Ok(only.map_or(Value::Is(true), Value::Colour))
    })
}

fn any_word(input: &mut Input<'_>, word: &str) -> bool {
    let mut found = false;
    loop {
        match input.next() {
            Ok(Token::Ident(known)) => found |= known.eq_ignore_ascii_case(word),
            Ok(_) => {}
            Err(_) => return found,
        }
    }
}

/// One of the animations of an `animation` shorthand.
#[derive(Default)]
struct Animation {
    name: Option<u32>,
    fill: bool,
    endless: bool,
    reverse: bool,
    alternate: bool,
    even: bool,
    paused: bool,
}

/// An `animation` shorthand. Of several animations the one that lasts is taken.
fn animation(input: &mut Input<'_>, add: &mut impl FnMut(Property, Value)) {
    let list = input.parse_comma_separated_ignoring_errors(|input| {
        let mut one = Animation::default();
        while let Ok(token) = input.next() {
            let word = match token {
                Token::Ident(word) | Token::QuotedString(word) => word.clone(),
                Token::Number { value, .. } => {
                    one.even = is_even(*value);
                    continue;
                }
                _ => continue,
            };
            match_ignore_ascii_case! { &word,
                "forwards" | "both" => one.fill = true,
                "infinite" => one.endless = true,
                "reverse" | "alternate" | "alternate-reverse" => {
                    (one.reverse, one.alternate) = direction(&word);
                },
                "paused" => one.paused = true,
                "normal" | "backwards" | "running" | "linear" | "ease" | "ease-in" | "ease-out" |
                "ease-in-out" | "step-start" | "step-end" | "auto" | "none" => {},
                _ => one.name = Some(hash(&word)),
            }
        }
        Parsed::Ok(one)
    });
    let lasting = list.iter().rev().find(|one| one.fill);
    let Some(one) = lasting.or(list.last()) else {
        return;
    };
    add(
        Property::AnimationName,
        one.name.map_or(Value::Initial, Value::Name),
    );
    add(Property::AnimationFill, Value::Is(one.fill));
    add(Property::AnimationEndless, Value::Is(one.endless));
    add(Property::AnimationReverse, Value::Is(one.reverse));
    add(Property::AnimationAlternate, Value::Is(one.alternate));
    add(Property::AnimationEven, Value::Is(one.even));
    add(Property::AnimationPaused, Value::Is(one.paused));
}
