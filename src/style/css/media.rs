//! Media queries, answered for a reader at a desk: a screen of 1,280 by 800 pixels, a mouse, light colours.

use super::values::Length;

const WIDTH: f32 = 1280.0;
const HEIGHT: f32 = 800.0;

/// Whether a media query list holds. Features that are not known do not.
pub(crate) fn holds(queries: &str) -> bool {
    let queries = queries.trim();
    queries.is_empty() || queries.split(',').any(query)
}

fn query(query: &str) -> bool {
    let query = query.trim().to_ascii_lowercase();
    let (negated, rest) = match query.strip_prefix("not ") {
        Some(rest) => (true, rest),
        None => (false, query.strip_prefix("only ").unwrap_or(&query)),
    };
    let all = rest.split(" and ").all(|part| {
        part.split(" or ").any(|part| {
            let part = part.trim();
            match part.strip_prefix('(') {
                Some(feature) => self::feature(feature.trim_end_matches(')')),
                None => matches!(part, "all" | "screen"),
            }
        })
    });
    all != negated
}

fn feature(feature: &str) -> bool {
    let feature = feature.trim().trim_start_matches('(');
    if let Some(range) = range(feature) {
        return range;
    }
    let Some((name, value)) = feature.split_once(':') else {
        return matches!(
            feature,
            "width" | "height" | "color" | "hover" | "pointer" | "any-hover"
        );
    };
    let value = value.trim();
    let px = || Length::parse(value).map_or(f32::NAN, |length| length.px(16.0));
    match name.trim() {
        "min-width" | "min-device-width" => WIDTH >= px(),
        "max-width" | "max-device-width" => WIDTH <= px(),
        "min-height" => HEIGHT >= px(),
        "max-height" => HEIGHT <= px(),
        "orientation" => value == "landscape",
        "prefers-color-scheme" => value == "light",
        "prefers-reduced-motion" | "prefers-contrast" => value == "no-preference",
        "hover" | "any-hover" => value == "hover",
        "pointer" | "any-pointer" => value == "fine",
        "min-resolution" | "-webkit-min-device-pixel-ratio" => value.starts_with('1'),
        "scripting" => value == "enabled",
        _ => false,
    }
}

/// `width >= 600px`, `400px <= width < 900px`.
fn range(feature: &str) -> Option<bool> {
    let side = |text: &str| match text.trim() {
        "width" => Some(WIDTH),
        "height" => Some(HEIGHT),
        text => Length::parse(text).map(|length| length.px(16.0)),
    };
    let mut values = Vec::new();
    let mut signs = Vec::new();
    let mut rest = feature;
    while let Some(at) = rest.find(['<', '>']) {
        let sign = &rest[at..];
        let length = if sign[1..].starts_with('=') { 2 } else { 1 };
        values.push(side(&rest[..at])?);
        signs.push(&sign[..length]);
        rest = &sign[length..];
    }
    if signs.is_empty() {
        return None;
    }
    values.push(side(rest)?);
    let holds = signs
        .iter()
        .zip(values.windows(2))
        .all(|(sign, pair)| match *sign {
            "<" => pair[0] < pair[1],
            "<=" => pair[0] <= pair[1],
            ">" => pair[0] > pair[1],
            _ => pair[0] >= pair[1],
        });
    Some(holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_for_a_wide_screen() {
        for (query, expected) in [
            ("", true),
            ("all", true),
            ("print", false),
            ("not print", true),
            ("screen and (min-width: 48em)", true),
            ("only screen and (max-width:600px)", false),
            ("print, screen", true),
            ("(width >= 600px)", true),
            ("(400px <= width < 900px)", false),
            ("(prefers-color-scheme: dark)", false),
            ("(unheard-of: thing)", false),
        ] {
            assert_eq!(holds(query), expected, "{query}");
        }
    }
}
