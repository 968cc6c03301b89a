//! Images and gradients in the place of a background.

use cssparser::{Parser as Input, Token};

use super::super::colour::colour;
use super::super::shapes::gradient_is;
use super::super::{Parsed, fault};
use super::Value;

/// The topmost of a list of images: a gradient of one colour is that colour, `none` is no image.
pub(super) fn image(input: &mut Input<'_>) -> Value {
    loop {
        if let Ok(image) = input.try_parse(one_image) {
            return image;
        }
        if input.next().is_err() {
            return Value::Is(false);
        }
    }
}

pub(super) fn one_image(input: &mut Input<'_>) -> Parsed<Value> {
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

/// Whether a list of words holds `word`.
pub(super) fn any_word(input: &mut Input<'_>, word: &str) -> bool {
    let mut found = false;
    loop {
        match input.next() {
            Ok(Token::Ident(known)) => found |= known.eq_ignore_ascii_case(word),
            Ok(_) => {}
            Err(_) => return found,
        }
    }
}
