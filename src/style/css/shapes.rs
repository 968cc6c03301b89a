//! Values that cut a box down, move it away or fade it.

use cssparser::{Parser as Input, Token, match_ignore_ascii_case};

use super::colour::colour;
use super::length::{FONT, Length, WINDOW, length, number};
use super::{Parsed, fault};

/// Where a box that is judged on its own may be large: lines of text are never higher, in pixels. By hand.
const HIGH: f32 = 1_000.0;

/// A line of credit is never narrower, in pixels. By hand.
const NARROW: f32 = 100.0;

/// Smallest blur at which text of usual size is a smear, in pixels. By eye.
const BLURRED: f32 = 8.0;

/// A mask that lets no more than this share of a line through shows none of it. By eye.
const SLIT: f32 = 0.03;

/// What `transform` and its kin do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Transform {
    pub(crate) x: Length,
    pub(crate) y: Length,
    /// By how much it shrinks the smaller side; 0 leaves nothing.
    pub(crate) scale: f32,
    /// Whether it shows its back.
    pub(crate) turned: bool,
}

impl Transform {
    /// Nothing at all.
    pub(crate) const NONE: Self = Self {
        x: Length::from_px(0.0),
        y: Length::from_px(0.0),
        scale: 1.0,
        turned: false,
    };

    /// The same, only shrunk.
    pub(crate) fn scale(scale: f32) -> Self {
        Self {
            scale,
            ..Self::NONE
        }
    }

    fn then(self, other: Self) -> Self {
        let sum = |one: Length, two: Length, scale: f32| Length {
            px: one.px + two.px * scale,
            em: one.em + two.em * scale,
            share: one.share + two.share * scale,
        };
        Self {
            x: sum(self.x, other.x, self.scale),
            y: sum(self.y, other.y, self.scale),
            scale: self.scale * other.scale,
            turned: self.turned != other.turned,
        }
    }
}

/// What filters do to opacity and, alike for each channel, to colours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Filter {
    pub(crate) opacity: f32,
    pub(crate) gain: f32,
    pub(crate) shift: f32,
    pub(crate) blurred: bool,
}

impl Filter {
    /// Nothing at all.
    pub(crate) const NONE: Self = Self {
        opacity: 1.0,
        gain: 1.0,
        shift: 0.0,
        blurred: false,
    };

    /// This filter, and then `outer` over what it gives.
    pub(crate) fn under(self, outer: Self) -> Self {
        Self {
            opacity: self.opacity * outer.opacity,
            gain: self.gain * outer.gain,
            shift: self.shift * outer.gain + outer.shift,
            blurred: self.blurred || outer.blurred,
        }
    }
}

/// Through so many pixels of a line nothing can be made out: its first ones are the room above the letters. By eye.
pub(crate) const THIN: f32 = 3.0;

/// The height of a credit of three lines, for shapes that are told in shares of it. By hand.
const TALL: f32 = 60.0;

fn all<T>(input: &mut Input<'_>, one: fn(&mut Input<'_>) -> Parsed<T>) -> Vec<T> {
    let mut list = Vec::new();
    while let Ok(value) = input.try_parse(one) {
        list.push(value);
    }
    list
}

/// Whether `clip: rect(…)` leaves at most a [`THIN`].
pub(crate) fn empty_rect(input: &mut Input<'_>) -> Parsed<bool> {
    if input
        .try_parse(|input| input.expect_ident_matching("auto"))
        .is_ok()
    {
        return Ok(false);
    }
    input.expect_function_matching("rect")?;
    input.parse_nested_block(|input| {
        let mut edges = [None; 4];
        for edge in &mut edges {
            let _ = input.try_parse(Input::expect_comma);
            *edge = match input.try_parse(length) {
                Ok(length) => Some(length.px(FONT, 0.0)),
                Err(_) => input.expect_ident_matching("auto").map(|()| None)?,
            };
        }
        let [top, right, bottom, left] = edges;
        let closed = |from: Option<f32>, to: Option<f32>| {
            to.is_some_and(|to| to - from.unwrap_or(0.0) <= THIN)
        };
        Ok(closed(top, bottom) || closed(left, right))
    })
}

/// Whether `clip-path` leaves nothing.
pub(crate) fn empty_shape(input: &mut Input<'_>) -> Parsed<bool> {
    let mut empty = false;
    functions(input, |name, input| {
        empty |= match name {
            "inset" => inset(&all(input, length)),
            "rect" => {
                let edges = all(input, length);
                matches!(edges.as_slice(), [top, right, bottom, left]
                        if !reaches(*top, *bottom, HIGH) || !reaches(*left, *right, WINDOW.0))
            }
            "xywh" => all(input, length)
                .get(2..4)
                .is_some_and(|sides| sides.iter().any(|side| side.px(FONT, HIGH) <= THIN)),
            "circle" | "ellipse" => round(input),
            "polygon" => polygon(input),
            "path" => path(input)?,
            "shape" => shape(input),
            _ => false,
        };
        Ok(())
    })?;
    Ok(empty)
}

/// Calls `each` for the functions of a value, with what their brackets hold. Words say nothing: `none`, a reference, the box
/// that a shape is measured in.
fn functions(
    input: &mut Input<'_>,
    mut each: impl FnMut(&str, &mut Input<'_>) -> Parsed<()>,
) -> Parsed<()> {
    loop {
        let name = match input.next() {
            Ok(Token::Function(name)) => name.to_ascii_lowercase(),
            Ok(Token::Ident(_) | Token::UnquotedUrl(_)) => continue,
            Ok(_) => return Err(fault()),
            Err(_) => return Ok(()),
        };
        input.parse_nested_block(|input| {
            each(&name, input)?;
            while input.next().is_ok() {}
            Ok(())
        })?;
    }
}

fn reaches(from: Length, to: Length, whole: f32) -> bool {
    to.px(FONT, whole) > from.px(FONT, whole) + THIN
}

fn inset(edges: &[Length]) -> bool {
    let Some(top) = edges.first().copied() else {
        return false;
    };
    let right = edges.get(1).copied().unwrap_or(top);
    let bottom = edges.get(2).copied().unwrap_or(top);
    let left = edges.get(3).copied().unwrap_or(right);
    // Only a box that is cut wholly away is gone: of half a line something can be read.
    let gone = |one: Length, two: Length, (least, most): (f32, f32)| {
        let (share, px) = (one.share + two.share, one.px(FONT, 0.0) + two.px(FONT, 0.0));
        share >= 1.0 && (share - 1.0) * least + px >= 0.0 || px >= most
    };
    let left_over =
        (1.0 - top.share - bottom.share) * TALL - top.px(FONT, 0.0) - bottom.px(FONT, 0.0);
    left_over <= THIN && top.share + bottom.share > 0.0
        || gone(top, bottom, (FONT, HIGH))
        || gone(left, right, (NARROW, WINDOW.0))
}

fn round(input: &mut Input<'_>) -> bool {
    let radii = all(input, length);
    if { radii.iter() }.any(|radius| 2.0 * radius.px(FONT, WINDOW.0) <= THIN) {
        return true;
    }
    let radius = radii
        .iter()
        .map(|radius| radius.px(FONT, WINDOW.0))
        .fold(0.0, f32::max);
    let _ = input.try_parse(|input| input.expect_ident_matching("at"));
    let centre = all(input, length);
    !radii.is_empty()
        && centre
            .iter()
            .any(|at| at.px(FONT, 0.0) + radius <= 0.0 && at.share <= 0.0)
}

/// Whether the corners lie on one line, or outside of the box.
fn polygon(input: &mut Input<'_>) -> bool {
    let _ = input.try_parse(|input| {
        input.expect_ident()?;
        input.expect_comma()
    });
    let Ok(points) = input.parse_comma_separated(|input| {
        Ok((
            length(input)?.px(FONT, WINDOW.0),
            length(input)?.px(FONT, 100.0),
        ))
    }) else {
        return false;
    };
    flat(&points) || points.iter().all(|(x, _)| *x <= 0.0) || points.iter().all(|(_, y)| *y <= 0.0)
}

/// Whether `shape()` of straight lines encloses nothing; of curves nothing is said.
fn shape(input: &mut Input<'_>) -> bool {
    let mut points = Vec::new();
    while let Ok(token) = input.next() {
        match token {
            Token::Ident(word) => match_ignore_ascii_case! { word,
                "from" | "line" | "move" | "to" | "close" | "nonzero" | "evenodd" => {},
                _ => return false,
            },
            Token::Comma => {}
            _ => return false,
        }
        if let Ok(point) = input.try_parse(|input| {
            Parsed::Ok((
                length(input)?.px(FONT, WINDOW.0),
                length(input)?.px(FONT, 100.0),
            ))
        }) {
            points.push(point);
        }
    }
    !points.is_empty() && flat(&points)
}

/// Whether points enclose less than a square pixel.
fn flat(points: &[(f32, f32)]) -> bool {
    let next = points.iter().cycle().skip(1);
    let twice: f32 = points
        .iter()
        .zip(next)
        .map(|((x, y), (to_x, to_y))| x * to_y - to_x * y)
        .sum();
    twice.abs() < 2.0
}

/// Whether a path of straight lines encloses nothing; of curves nothing is said.
fn path(input: &mut Input<'_>) -> Parsed<bool> {
    let _ = input.try_parse(|input| {
        input.expect_ident()?;
        input.expect_comma()
    });
    let text = input.expect_string()?;
    if text.contains(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'M' | 'L' | 'Z' | 'z')) {
        return Ok(false);
    }
    let numbers: Vec<f32> = text
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')))
        .filter_map(|number| number.parse().ok())
        .collect();
    let points: Vec<(f32, f32)> = numbers
        .as_chunks()
        .0
        .iter()
        .map(|[x, y]| (*x, *y))
        .collect();
    Ok(flat(&points))
}

/// What `transform` does.
pub(crate) fn transform(input: &mut Input<'_>) -> Parsed<Transform> {
    if input
        .try_parse(|input| input.expect_ident_matching("none"))
        .is_ok()
    {
        return Ok(Transform::NONE);
    }
    let mut whole = Transform::NONE;
    while let Ok(token) = input.next() {
        let Token::Function(name) = token else {
            return Err(fault());
        };
        let name = name.to_ascii_lowercase();
        whole = whole.then(input.parse_nested_block(|input| step(&name, input))?);
    }
    Ok(whole)
}

fn step(name: &str, input: &mut Input<'_>) -> Parsed<Transform> {
    let none = Transform::NONE;
    // Turned edge on, a box is a line.
    let flat = |degrees: f32| {
        let cosine = degrees.to_radians().cos();
        Transform::scale(if cosine.abs() < 0.01 { 0.0 } else { 1.0 })
    };
    let turn = |degrees: f32| Transform {
        turned: degrees.to_radians().cos() < 0.0,
        ..flat(degrees)
    };
    match name {
        "translate" | "translatex" | "translatey" | "translate3d" => {
            let list = input.parse_comma_separated(length)?;
            let at = |index: usize| list.get(index).copied().unwrap_or_default();
            Ok(match name {
                "translatey" => Transform { y: at(0), ..none },
                "translatex" => Transform { x: at(0), ..none },
                _ => Transform {
                    x: at(0),
                    y: at(1),
                    ..none
                },
            })
        }
        "scale" | "scalex" | "scaley" | "scale3d" => {
            let list = input.parse_comma_separated(number)?;
            Ok(Transform::scale(least(list.get(..2).unwrap_or(&list))))
        }
        "rotatex" | "rotatey" => Ok(turn(number(input)?)),
        "rotate3d" => {
            let list = input.parse_comma_separated(number)?;
            match list.as_slice() {
                [x, y, z, angle] if *z == 0.0 && (*x != 0.0 || *y != 0.0) => Ok(turn(*angle)),
                _ => Ok(none),
            }
        }
        "skew" | "skewx" | "skewy" => {
            let list = input.parse_comma_separated(number)?;
            Ok(list.into_iter().map(flat).fold(none, Transform::then))
        }
        "matrix" | "matrix3d" => {
            let list = input.parse_comma_separated(number)?;
            let at = |index: usize| list.get(index).copied().unwrap_or(0.0);
            let (a, b, c, d, x, y) = if name == "matrix" {
                (at(0), at(1), at(2), at(3), at(4), at(5))
            } else {
                (at(0), at(1), at(4), at(5), at(12), at(13))
            };
            Ok(Transform {
                x: Length::from_px(x),
                y: Length::from_px(y),
                scale: (a * d - b * c).abs().sqrt(),
                ..none
            })
        }
        _ => {
            while input.next().is_ok() {}
            Ok(none)
        }
    }
}

/// The smallest of factors, whatever their sign.
fn least(factors: &[f32]) -> f32 {
    factors
        .iter()
        .fold(f32::MAX, |least, factor| least.min(factor.abs()))
}

/// What `translate` does.
pub(crate) fn translate(input: &mut Input<'_>) -> Parsed<Transform> {
    let _ = input.try_parse(|input| input.expect_ident_matching("none"));
    let list = all(input, length);
    let at = |index: usize| list.get(index).copied().unwrap_or_default();
    Ok(Transform {
        x: at(0),
        y: at(1),
        ..Transform::NONE
    })
}

/// What `scale` does.
pub(crate) fn scale(input: &mut Input<'_>) -> Parsed<Transform> {
    if input
        .try_parse(|input| input.expect_ident_matching("none"))
        .is_ok()
    {
        return Ok(Transform::NONE);
    }
    let list = all(input, number);
    if list.is_empty() {
        return Err(fault());
    }
    Ok(Transform::scale(least(list.get(..2).unwrap_or(&list))))
}

/// What `rotate` does: `x 90deg` turns a box edge on.
pub(crate) fn rotate(input: &mut Input<'_>) -> Parsed<Transform> {
    let axis = input.try_parse(|input| {
        let axis = input.expect_ident()?;
        Ok::<_, cssparser::BasicParseError>(
            axis.eq_ignore_ascii_case("x") || axis.eq_ignore_ascii_case("y"),
        )
    });
    let list = all(input, number);
    let turned = match list.as_slice() {
        [angle] if axis == Ok(true) => Some(*angle),
        [x, y, z, angle] if *z == 0.0 && (*x != 0.0 || *y != 0.0) => Some(*angle),
        _ => None,
    };
    match turned {
        Some(angle) => step("rotatex", &mut Input::new(&format!("{angle}deg"))),
        None => Ok(Transform::NONE),
    }
}

/// What `filter` does.
pub(crate) fn filter(input: &mut Input<'_>) -> Parsed<Filter> {
    let mut whole = Filter::NONE;
    functions(input, |name, input| {
        let none = Filter::NONE;
        let mut amount = || input.try_parse(number).unwrap_or(1.0).max(0.0);
        let one = match_ignore_ascii_case! { name,
            "opacity" => Filter { opacity: amount().min(1.0), ..none },
            "brightness" => Filter { gain: amount(), ..none },
            "contrast" => {
                let gain = amount();
                Filter { gain, shift: 0.5 - 0.5 * gain, ..none }
            },
            "invert" => {
                let amount = amount().min(1.0);
                Filter { gain: 1.0 - 2.0 * amount, shift: amount, ..none }
            },
            "blur" => {
                let radius = input.try_parse(length).unwrap_or_default();
                Filter { blurred: radius.px(FONT, 0.0) >= BLURRED, ..none }
            },
            _ => none,
        };
        whole = whole.under(one);
        Ok(())
    })?;
    Ok(whole)
}

/// Whether a mask lets nothing to speak of through: its gradients are transparent nearly everywhere.
pub(crate) fn empty_mask(input: &mut Input<'_>) -> bool {
    let layers = input.parse_comma_separated_ignoring_errors(|input| {
        let mut empty = false;
        while let Ok(token) = input.next() {
            if let Token::Function(name) = token {
                let gradient = name.to_ascii_lowercase().ends_with("gradient");
                empty |= input.parse_nested_block(|input| {
                    let stops = input.parse_comma_separated_ignoring_errors(stop);
                    Parsed::Ok(!stops.is_empty() && let_through(&stops) <= SLIT)
                })? && gradient;
            }
        }
        Ok(empty)
    });
    !layers.is_empty() && layers.into_iter().all(|empty| empty)
}

/// The alpha of a stop of a gradient, and where it says to stand, as a share of the whole.
fn stop(input: &mut Input<'_>) -> Parsed<(f32, Option<f32>)> {
    let alpha = colour(input)?.map_or(1.0, |colour| colour.alpha);
    let place = input.try_parse(Input::expect_percentage).ok();
    while input.next().is_ok() {}
    Ok((alpha, place))
}

/// How much of a picture a gradient with these stops lets through, as a share. Stops that say nothing of their place
/// are spread over all of it.
fn let_through(stops: &[(f32, Option<f32>)]) -> f32 {
    let last = stops.len().saturating_sub(1).max(1) as f32;
    let placed = stops
        .iter()
        .enumerate()
        .map(|(number, (alpha, place))| (*alpha, place.unwrap_or(number as f32 / last)));
    let mut through = 0.0;
    let mut before: Option<(f32, f32)> = None;
    for (alpha, place) in placed {
        let place = place.clamp(0.0, 1.0);
        let (from, since) = before.unwrap_or((alpha, 0.0));
        through += (place - since).max(0.0) * (from + alpha) / 2.0;
        before = Some((alpha, place.max(since)));
    }
    let rest = before.map_or(0.0, |(alpha, place)| alpha * (1.0 - place));
    through + rest
}

/// Whether each colour of a gradient has an alpha that `is` so.
pub(crate) fn gradient_is(input: &mut Input<'_>, is: fn(f32) -> bool) -> bool {
    let mut colours = 0;
    let mut all = true;
    loop {
        if let Ok(found) = input.try_parse(colour) {
            colours += 1;
            all &= found.is_none_or(|colour| is(colour.alpha)) && (found.is_some() || is(1.0));
        } else if input.next().is_err() {
            return colours > 0 && all;
        }
    }
}
