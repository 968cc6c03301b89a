//! Declarations: which of them matter and what they say.

mod animation;
mod image;
mod property;
mod shorthand;
mod single;
mod value;

use std::borrow::Cow;

use cssparser::{Delimiter, Parser as Input, Token, match_ignore_ascii_case};

use super::colour::Colour;
use super::{Parsed, fault};
use property::is_inherited;
use shorthand::{background, contain, container, font, sides};
use single::single;

pub(crate) use property::{PROPERTIES, Property, longhands};
pub(crate) use value::{Display, Position, Value};

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
    if let [only] = properties {
        let mut second = Input::new(text);
        if let Ok(value) = single(name, *only, &mut second) {
            add(*only, value);
        }
        return;
    }
    match name {
        _ if properties.is_empty() => {}
        "font" => font(&mut input, add),
        "background" => background(&mut input, add),
        "animation" | "-webkit-animation" => animation::animation(&mut input, add),
        "animation-iteration-count" | "-webkit-animation-iteration-count" => {
            animation::iterations(&mut input, add);
        }
        "animation-direction" | "-webkit-animation-direction" => {
            animation::directions(&mut input, add);
        }
        "contain" => contain(&mut input, properties, add),
        "container" => container(&mut input, add),
        _ => sides(name, &mut input, properties, add),
    }
}
