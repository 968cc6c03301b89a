//! Values that cut a box down or move it away.

use super::declarations::Value;
use super::values::{Length, ratio};

/// The first word of a value.
pub(super) fn first_word(value: &str) -> &str {
    value.split_whitespace().next().unwrap_or_default()
}

/// What stands in the brackets of a function.
pub(super) fn argument<'a>(value: &'a str, function: &str) -> Option<&'a str> {
    let at = value.find(function)? + function.len();
    value[at..].split(')').next()
}

/// Whether `clip: rect(…)` leaves at most a pixel.
pub(super) fn is_empty_rect(value: &str) -> bool {
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
pub(super) fn is_empty_shape(value: &str) -> bool {
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
pub(super) fn transform(value: &str) -> Value {
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
