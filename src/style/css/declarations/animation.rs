//! Animations: what they leave behind is what the reader sees.

use cssparser::{Parser as Input, Token, match_ignore_ascii_case};

use super::super::Parsed;
use super::super::length::number;
use super::super::selector::hash;
use super::{Property, Value};

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
pub(super) fn animation(input: &mut Input<'_>, add: &mut impl FnMut(Property, Value)) {
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

/// How often it runs: endlessly, and an even number of times.
pub(super) fn iterations(input: &mut Input<'_>, add: &mut impl FnMut(Property, Value)) {
    let endless = input
        .try_parse(|input| input.expect_ident_matching("infinite"))
        .is_ok();
    let times = input.try_parse(number).unwrap_or(1.0);
    add(Property::AnimationEndless, Value::Is(endless));
    add(Property::AnimationEven, Value::Is(is_even(times)));
}

/// In which direction it runs.
pub(super) fn directions(input: &mut Input<'_>, add: &mut impl FnMut(Property, Value)) {
    if let Ok(word) = input.expect_ident_cloned() {
        let (reverse, alternate) = direction(&word);
        add(Property::AnimationReverse, Value::Is(reverse));
        add(Property::AnimationAlternate, Value::Is(alternate));
    }
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
