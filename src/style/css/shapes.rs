//! Values that cut a box down or move it away.

use super::declarations::Value;
use super::values::{Length, ratio};

/// The first word of a value.
pub(crate) fn first_word(value: &str) -> &str {
    words(value).first().copied().unwrap_or_default()
}

/// The words of a value; what stands in brackets belongs to its word (`calc(1px + 2px)`). At most eight.
pub(crate) fn words(value: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut depth) = (None, 0_u32);
    for (at, byte) in value.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if byte.is_ascii_whitespace() && depth == 0 {
            words.extend(start.take().and_then(|start: usize| value.get(start..at)));
        } else if start.is_none() {
            start = Some(at);
        }
        if words.len() == 8 {
            return words;
        }
    }
    words.extend(start.and_then(|start| value.get(start..)));
    words
}

/// What stands in the brackets of a function.
pub(crate) fn argument<'a>(value: &'a str, function: &str) -> Option<&'a str> {
    let inner = &value[value.find(function)? + function.len()..];
    inner.get(..closing(inner.bytes()).unwrap_or(inner.len()))
}

/// Where the bracket closes that these bytes stand in.
pub(crate) fn closing(mut inner: impl Iterator<Item = u8>) -> Option<usize> {
    let mut depth = 0_u32;
    inner.position(|byte| match byte {
        b'(' => {
            depth += 1;
            false
        }
        b')' if depth == 0 => true,
        b')' => {
            depth -= 1;
            false
        }
        _ => false,
    })
}

/// Whether `clip: rect(…)` leaves at most a pixel.
pub(crate) fn is_empty_rect(value: &str) -> bool {
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
pub(crate) fn is_empty_shape(value: &str) -> bool {
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

/// What `transform` does.
pub(crate) fn transform(value: &str) -> Value {
    let vanishes = ["scale(", "scalex(", "scaley(", "scale3d("]
        .iter()
        .any(|name| {
            argument(value, name)
                .is_some_and(|inner| inner.split(',').any(|part| ratio(part) == Some(0.0)))
        })
        || ["rotatex(", "rotatey("].iter().any(|name| {
            argument(value, name).is_some_and(|inner| matches!(inner.trim(), "90deg" | "-90deg"))
        });
    let mut moved = Length::Px(0.0);
    for name in ["translate(", "translatex(", "translatey(", "translate3d("] {
        for part in argument(value, name)
            .into_iter()
            .flat_map(|inner| inner.split(','))
        {
            moved = farther(moved, Length::parse(part));
        }
    }
    for part in argument(value, "matrix(")
        .into_iter()
        .flat_map(|inner| inner.split(',').skip(4))
    {
        moved = farther(moved, part.trim().parse().ok().map(Length::Px));
    }
    Value::Transform { moved, vanishes }
}

/// What `translate` does.
pub(crate) fn translate(value: &str) -> Value {
    let moved = words(value)
        .into_iter()
        .fold(Length::Px(0.0), |moved, word| {
            farther(moved, Length::parse(word))
        });
    Value::Transform {
        moved,
        vanishes: false,
    }
}

/// The one of two lengths that leads farther away.
fn farther(known: Length, other: Option<Length>) -> Length {
    // Percentages are of the box itself, which is about as wide as the window.
    let size = |length: Length| length.px(1280.0).abs();
    match other {
        Some(other) if size(other) > size(known) => other,
        _ => known,
    }
}
