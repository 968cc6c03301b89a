//! Names that set several properties at once.

use cssparser::{Parser as Input, Token, match_ignore_ascii_case};

use super::super::colour::{Colour, colour};
use super::super::fault;
use super::image::one_image;
use super::single::{font_size, line_height, name_of, side, single};
use super::{Property, Value};

/// The size in a `font` shorthand stands after words and the weight, before any `/` and the family.
pub(super) fn font(input: &mut Input<'_>, add: &mut impl FnMut(Property, Value)) {
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
                && let Ok(height) = line_height(input)
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

pub(super) fn background(input: &mut Input<'_>, add: &mut impl FnMut(Property, Value)) {
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

pub(super) fn contain(
    input: &mut Input<'_>,
    properties: &[Property],
    add: &mut impl FnMut(Property, Value),
) {
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

/// A name, and behind a slash the kind.
pub(super) fn container(input: &mut Input<'_>, add: &mut impl FnMut(Property, Value)) {
    if let Ok(value) = name_of(input) {
        add(Property::ContainerName, value);
    }
    if input.try_parse(|input| input.expect_delim('/')).is_ok()
        && let Ok(value) = single("container", Property::ContainerType, input)
    {
        add(Property::ContainerType, value);
    }
}

/// `margin`, `padding`, `inset`: one to four sides.
pub(super) fn sides(
    name: &str,
    input: &mut Input<'_>,
    properties: &[Property],
    add: &mut impl FnMut(Property, Value),
) {
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
