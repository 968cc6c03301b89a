//! Conditions of `@media`, `@supports` and `@container`, answered for a reader at a desk: a screen of 1,280 by 800
//! pixels, a mouse, light colours, no wishes about motion or contrast.

use cssparser::{Parser as Input, Token};
use selectors::parser::ParseRelative;

use super::declarations::{declare, longhands};
use super::length::{FONT, Length, WINDOW, length, number};
use super::selector::selectors;
use super::{Parsed, fault};

/// A condition on what a page is shown in; `None` where nobody knows, which holds neither as it is nor negated.
type Answer = Option<bool>;

/// Reads one feature, or one function, of a condition.
type Leaf<'a> = &'a dyn Fn(Option<&str>, &mut Input<'_>) -> Parsed<Answer>;

/// Whether a list of media queries holds.
pub(crate) fn media(input: &mut Input<'_>) -> bool {
    if input.is_exhausted() {
        return true;
    }
    input
        .parse_comma_separated_ignoring_errors(query)
        .into_iter()
        .any(|answer| answer == Some(true))
}

fn query(input: &mut Input<'_>) -> Parsed<Answer> {
    let leaf: Leaf<'_> = &|function, input| match function {
        None => feature(WINDOW.0, Some(WINDOW.1), input),
        Some(_) => Ok(None),
    };
    let kind = input.try_parse(|input| {
        let mut word = input.expect_ident_cloned()?;
        let negated = word.eq_ignore_ascii_case("not");
        if negated || word.eq_ignore_ascii_case("only") {
            word = input.expect_ident_cloned()?;
        }
        Parsed::Ok((negated, word))
    });
    let Ok((negated, kind)) = kind else {
        return condition(leaf, input);
    };
    let mut answer = Some(kind.eq_ignore_ascii_case("all") || kind.eq_ignore_ascii_case("screen"));
    if input
        .try_parse(|input| input.expect_ident_matching("and"))
        .is_ok()
    {
        answer = and(answer, condition(leaf, input)?);
    }
    Ok(if negated {
        answer.map(|holds| !holds)
    } else {
        answer
    })
}

/// Whether what `@supports` asks for is something browsers know.
pub(crate) fn supports(input: &mut Input<'_>) -> bool {
    let leaf: Leaf<'_> = &|function, input| match function {
        None => declaration(input).map(Some),
        Some("selector") => Ok(Some(selectors(input, ParseRelative::No).is_ok())),
        Some(_) => Ok(Some(true)),
    };
    condition(leaf, input) == Ok(Some(true))
}

/// The first words of the names of properties, by which their names are taken for known.
const FAMILIES: &[&str] = &[
    "accent",
    "align",
    "all",
    "anchor",
    "animation",
    "appearance",
    "aspect",
    "backdrop",
    "backface",
    "background",
    "block",
    "border",
    "bottom",
    "box",
    "break",
    "caption",
    "caret",
    "clear",
    "clip",
    "color",
    "column",
    "columns",
    "contain",
    "container",
    "content",
    "counter",
    "cursor",
    "direction",
    "display",
    "empty",
    "field",
    "fill",
    "filter",
    "flex",
    "float",
    "font",
    "forced",
    "gap",
    "grid",
    "hanging",
    "height",
    "hyphenate",
    "hyphens",
    "image",
    "inline",
    "inset",
    "isolation",
    "justify",
    "left",
    "letter",
    "line",
    "list",
    "margin",
    "mask",
    "max",
    "min",
    "mix",
    "object",
    "offset",
    "opacity",
    "order",
    "orphans",
    "outline",
    "overflow",
    "overscroll",
    "padding",
    "page",
    "perspective",
    "place",
    "pointer",
    "position",
    "print",
    "quotes",
    "resize",
    "right",
    "rotate",
    "row",
    "ruby",
    "scale",
    "scroll",
    "scrollbar",
    "shape",
    "stroke",
    "tab",
    "table",
    "tap",
    "text",
    "top",
    "touch",
    "transform",
    "transition",
    "translate",
    "unicode",
    "user",
    "vertical",
    "view",
    "visibility",
    "white",
    "widows",
    "width",
    "will",
    "word",
    "writing",
    "z",
    "zoom",
];

/// Whether a declaration is one: of the properties that matter here the value is read, of others the first word of the
/// name.
pub(crate) fn declaration(input: &mut Input<'_>) -> Parsed<bool> {
    let name = input.expect_ident()?.to_ascii_lowercase();
    input.expect_colon()?;
    let from = input.position();
    while input.next().is_ok() {}
    let text = input.slice_from(from).trim();
    if longhands(&name).is_empty() {
        let plain = name.strip_prefix("-webkit-").unwrap_or(&name);
        let family = plain.split('-').next().unwrap_or_default();
        let known = name.starts_with("--") || FAMILIES.contains(&family);
        return Ok(known && !text.is_empty());
    }
    let mut known = text.contains("var(");
    declare(&name, text, &mut |_, _| known = true);
    Ok(known)
}

/// Whether the condition of `@container` holds in a container so many pixels wide. Its height nobody knows.
pub(crate) fn container(
    width: f32,
    style: &dyn Fn(&str, Option<&str>) -> bool,
    input: &mut Input<'_>,
) -> bool {
    let leaf: Leaf<'_> = &|function, input| match function {
        None => feature(width, None, input),
        Some("style") => {
            let name = input.expect_ident()?.to_string();
            let value = input.try_parse(Input::expect_colon).is_ok().then(|| {
                let from = input.position();
                while input.next().is_ok() {}
                input.slice_from(from).trim()
            });
            Ok(Some(style(&name, value)))
        }
        Some(_) => Ok(None),
    };
    condition(leaf, input) == Ok(Some(true))
}

fn and(one: Answer, other: Answer) -> Answer {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// `not X`, `X and Y`, `X or Y`, with brackets.
pub(crate) fn condition(leaf: Leaf<'_>, input: &mut Input<'_>) -> Parsed<Answer> {
    if input
        .try_parse(|input| input.expect_ident_matching("not"))
        .is_ok()
    {
        return Ok(in_brackets(leaf, input)?.map(|holds| !holds));
    }
    let mut answer = in_brackets(leaf, input)?;
    loop {
        if input
            .try_parse(|input| input.expect_ident_matching("and"))
            .is_ok()
        {
            answer = and(answer, in_brackets(leaf, input)?);
        } else if input
            .try_parse(|input| input.expect_ident_matching("or"))
            .is_ok()
        {
            let other = in_brackets(leaf, input)?.map(|holds| !holds);
            answer = and(answer.map(|holds| !holds), other).map(|neither| !neither);
        } else {
            return Ok(answer);
        }
    }
}

fn in_brackets(leaf: Leaf<'_>, input: &mut Input<'_>) -> Parsed<Answer> {
    let function = match input.next()? {
        Token::ParenthesisBlock => None,
        Token::Function(name) => Some(name.to_ascii_lowercase()),
        _ => return Err(fault()),
    };
    input.parse_nested_block(|input| {
        let inner = input.try_parse(|input| {
            if function.is_some() {
                return Err(fault());
            }
            let answer = condition(leaf, input)?;
            input.expect_exhausted()?;
            Parsed::Ok(answer)
        });
        let answer = inner
            .or_else(|_| input.try_parse(|input| leaf(function.as_deref(), input)))
            .unwrap_or(None);
        let whole = input.is_exhausted();
        while input.next().is_ok() {}
        Ok(answer.filter(|_| whole))
    })
}

/// `min-width: 600px`, `width >= 600px`, `400px < width < 900px`, `hover`.
fn feature(width: f32, height: Option<f32>, input: &mut Input<'_>) -> Parsed<Answer> {
    let Ok(name) = input.try_parse(Input::expect_ident_cloned) else {
        return range(width, height, input);
    };
    let name = name.to_ascii_lowercase();
    if input.try_parse(Input::expect_colon).is_ok() {
        return plain(&name, width, height, input);
    }
    if input.is_exhausted() {
        let size = measured(&name, width, height).map(|size| size > 0.0);
        return Ok(size.or(match name.as_str() {
            "color" | "hover" | "any-hover" | "pointer" | "any-pointer" | "resolution"
            | "update" | "color-gamut" | "scripting" | "overflow-block" | "overflow-inline"
            | "device-width" => Some(true),
            "grid"
            | "monochrome"
            | "prefers-reduced-motion"
            | "prefers-contrast"
            | "forced-colors"
            | "inverted-colors"
            | "prefers-reduced-transparency"
            | "prefers-reduced-data" => Some(false),
            _ => None,
        }));
    }
    let size = measured(&name, width, height);
    let sign = sign(input)?;
    let other = bound(input)?;
    Ok(size.map(|size| sign.holds(size, other)))
}

fn plain(name: &str, width: f32, height: Option<f32>, input: &mut Input<'_>) -> Parsed<Answer> {
    for (prefix, sign) in [("min-", Sign::AtLeast), ("max-", Sign::AtMost)] {
        if let Some(name) = name.strip_prefix(prefix) {
            let size = measured(name, width, height);
            let other = bound(input)?;
            return Ok(size.map(|size| sign.holds(size, other)));
        }
    }
    if let Some(size) = measured(name, width, height) {
        return Ok(Some(size == bound(input)?));
    }
    match name {
        "-webkit-min-device-pixel-ratio" => return Ok(Some(1.0 >= number(input)?)),
        "-webkit-max-device-pixel-ratio" => return Ok(Some(1.0 <= number(input)?)),
        _ => {}
    }
    let wanted = match name {
        "orientation" => "landscape",
        "prefers-color-scheme" => "light",
        "hover" | "any-hover" => "hover",
        "pointer" | "any-pointer" => "fine",
        "scripting" => "enabled",
        "update" => "fast",
        "color-gamut" => "srgb",
        "display-mode" => "browser",
        "dynamic-range" | "video-dynamic-range" => "standard",
        "overflow-block" | "overflow-inline" => "scroll",
        "forced-colors" | "inverted-colors" => "none",
        "prefers-reduced-motion"
        | "prefers-contrast"
        | "prefers-reduced-transparency"
        | "prefers-reduced-data" => "no-preference",
        _ => return Ok(None),
    };
    Ok(Some(input.expect_ident()?.eq_ignore_ascii_case(wanted)))
}

fn measured(name: &str, width: f32, height: Option<f32>) -> Option<f32> {
    match name {
        "width" | "device-width" | "inline-size" => Some(width),
        "height" | "device-height" | "block-size" => height,
        "aspect-ratio" | "device-aspect-ratio" => Some(width / height?),
        "resolution" => Some(1.0),
        "color" => Some(8.0),
        "monochrome" => Some(0.0),
        _ => None,
    }
}

/// A length in pixels, a number or a ratio.
fn bound(input: &mut Input<'_>) -> Parsed<f32> {
    if let Ok(number) = input.try_parse(number) {
        return Ok(
            if input.try_parse(|input| input.expect_delim('/')).is_ok() {
                number / input.expect_number()?
            } else {
                number
            },
        );
    }
    length(input).map(|length: Length| length.px(FONT, 0.0))
}

/// `400px <= width < 900px`.
fn range(width: f32, height: Option<f32>, input: &mut Input<'_>) -> Parsed<Answer> {
    let low = bound(input)?;
    let first = sign(input)?;
    let name = input.expect_ident()?.to_ascii_lowercase();
    let size = measured(&name, width, height);
    let mut answer = size.map(|size| first.holds(low, size));
    if !input.is_exhausted() {
        let second = sign(input)?;
        let high = bound(input)?;
        answer = and(answer, size.map(|size| second.holds(size, high)));
    }
    Ok(answer)
}

#[derive(Clone, Copy)]
enum Sign {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Sign {
    fn holds(self, one: f32, other: f32) -> bool {
        match self {
            Self::Less => one < other,
            Self::AtMost => one <= other,
            Self::Equal => one == other,
            Self::AtLeast => one >= other,
            Self::More => one > other,
        }
    }
}

fn sign(input: &mut Input<'_>) -> Parsed<Sign> {
    let sign = match input.next()? {
        Token::Delim('<') => (Sign::Less, Sign::AtMost),
        Token::Delim('>') => (Sign::More, Sign::AtLeast),
        Token::Delim('=') => return Ok(Sign::Equal),
        _ => return Err(fault()),
    };
    let with_equal = input.try_parse(|input| input.expect_delim('=')).is_ok();
    Ok(if with_equal { sign.1 } else { sign.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_queries_are_answered_for_a_wide_screen() {
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
            ("not (unheard-of: thing)", false),
            ("not (max-width: 600px)", true),
            (
                "((min-width: 1px) and (not (hover: none))) or (max-width: 1px)",
                true,
            ),
            ("SCREEN AND (MIN-WIDTH:1PX)", true),
            ("(min-width: calc(100px + 2em))", true),
            ("(min-aspect-ratio: 1/1)", true),
        ] {
            assert_eq!(media(&mut Input::new(query)), expected, "{query}");
        }
    }

    #[test]
    fn features_are_supported_that_browsers_know() {
        for (query, expected) in [
            ("(display: grid)", true),
            ("(display: nonsense)", false),
            ("not (display: grid)", false),
            ("(-moz-appearance: none)", false),
            ("selector(:has(a))", true),
            ("selector(:nonsense)", false),
            ("(display: grid) and (not (display: nonsense))", true),
        ] {
            assert_eq!(supports(&mut Input::new(query)), expected, "{query}");
        }
    }
}
