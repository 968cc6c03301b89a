//! Colours: every notation by the crate `csscolorparser`, and what stands around them.

use cssparser::{Parser as Input, ToCss, Token, match_ignore_ascii_case};

use super::length::number;
use super::{Parsed, fault};

/// An sRGB colour with alpha, each channel 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Colour {
    pub(crate) rgb: [f32; 3],
    pub(crate) alpha: f32,
}

/// The largest difference of a channel at which text cannot be told from its background: 8 of 255, by eye.
const LIKE: f32 = 8.5 / 255.0;

impl Colour {
    /// Paper.
    pub(crate) const WHITE: Self = Self::grey(1.0);
    /// Links that nobody has visited, as browsers draw them.
    pub(crate) const LINK: Self = Self {
        rgb: [0.0, 0.0, 238.0 / 255.0],
        alpha: 1.0,
    };
    /// Nothing.
    pub(crate) const TRANSPARENT: Self = Self {
        rgb: [0.0; 3],
        alpha: 0.0,
    };

    /// An opaque grey.
    pub(crate) const fn grey(channel: f32) -> Self {
        Self {
            rgb: [channel; 3],
            alpha: 1.0,
        }
    }

    /// The colour laid over an opaque one.
    pub(crate) fn over(self, other: Self) -> Self {
        let mut rgb = other.rgb;
        for (under, top) in rgb.iter_mut().zip(self.rgb) {
            *under = top * self.alpha + *under * (1.0 - self.alpha);
        }
        Self { rgb, alpha: 1.0 }
    }

    /// Whether text in this colour cannot be told from a background of the other.
    pub(crate) fn is_like(self, other: Self) -> bool {
        let mut channels = self.rgb.iter().zip(other.rgb);
        channels.all(|(one, two)| (one.clamp(0.0, 1.0) - two.clamp(0.0, 1.0)).abs() <= LIKE)
    }

    /// What the attributes of old HTML say, where the number sign may be left out.
    pub(crate) fn legacy(text: &str) -> Option<Self> {
        let of = |text: &str| colour(&mut Input::new(text)).ok().flatten();
        of(text).or_else(|| of(&format!("#{}", text.trim())))
    }
}

impl From<csscolorparser::Color> for Colour {
    fn from(colour: csscolorparser::Color) -> Self {
        Self {
            rgb: [colour.r, colour.g, colour.b],
            alpha: colour.a.clamp(0.0, 1.0),
        }
    }
}

/// One colour; `None` for `currentcolor`.
pub(crate) fn colour(input: &mut Input<'_>) -> Parsed<Option<Colour>> {
    let name = match input.next()? {
        Token::Ident(name) => return named(name),
        Token::Hash(digits) | Token::IDHash(digits) => {
            let (red, green, blue, alpha) =
                cssparser::color::parse_hash_color(digits.as_bytes()).map_err(|()| fault())?;
            let rgb = [red, green, blue].map(|channel| f32::from(channel) / 255.0);
            return Ok(Some(Colour { rgb, alpha }));
        }
        Token::Function(name) => name.to_ascii_lowercase(),
        _ => return Err(fault()),
    };
    input.parse_nested_block(|input| {
        match name.as_str() {
            "color-mix" => mix(input),
            "light-dark" => {
                // The page is judged in light colours.
                let light = colour(input)?;
                input.expect_comma()?;
                colour(input)?;
                Ok(light)
            }
            "rgb" | "rgba" | "hsl" | "hsla" | "hwb" | "lab" | "lch" | "oklab" | "oklch"
            | "color" => {
                let text = format!("{name}({})", arguments(input)?);
                let colour = csscolorparser::parse(&text).map_err(|_| fault())?;
                Ok(Some(colour.into()))
            }
            _ => Err(fault()),
        }
    })
}

fn named(name: &str) -> Parsed<Option<Colour>> {
    let grey = |channel| Ok(Some(Colour::grey(channel)));
    match_ignore_ascii_case! { name,
        "currentcolor" => return Ok(None),
        "transparent" => return Ok(Some(Colour::TRANSPARENT)),
        "canvas" | "field" | "-webkit-control" | "window" => return grey(1.0),
        "canvastext" | "fieldtext" | "buttontext" | "windowtext" | "-webkit-text" | "marktext" => return grey(0.0),
        "buttonface" => return grey(239.0 / 255.0),
        "graytext" => return grey(0.5),
        "linktext" | "visitedtext" => return Ok(Some(Colour::LINK)),
        _ => {},
    }
    let (red, green, blue) = cssparser::color::parse_named_color(name).map_err(|()| fault())?;
    let rgb = [red, green, blue].map(|channel| f32::from(channel) / 255.0);
    Ok(Some(Colour { rgb, alpha: 1.0 }))
}

/// The arguments of a colour function in the notation that `csscolorparser` reads: sums worked out, comments gone, an
/// inner colour as digits, and spaces wider than sRGB taken for sRGB.
fn arguments(input: &mut Input<'_>) -> Parsed<String> {
    let mut text = String::new();
    let mut relative = false;
    loop {
        if relative && let Ok(Some(from)) = input.try_parse(colour) {
            let [red, green, blue] = from.rgb;
            let from = csscolorparser::Color::new(red, green, blue, from.alpha);
            text.push_str(&from.to_css_hex().to_string());
        }
        let state = input.state();
        let Ok(token) = input.next() else {
            return Ok(text);
        };
        relative = false;
        if !text.is_empty() && !matches!(token, Token::Comma) {
            text.push(' ');
        }
        match token {
            Token::Function(_) => {
                input.reset(&state);
                text.push_str(&number(input)?.to_string());
            }
            Token::Ident(name) => match_ignore_ascii_case! { name,
                "from" => {
                    relative = true;
                    text.push_str("from ");
                },
                "display-p3" | "a98-rgb" | "prophoto-rgb" | "rec2020" => text.push_str("srgb"),
                _ => text.push_str(name),
            },
            token => token.to_css(&mut text).map_err(|_| fault())?,
        }
    }
}

/// `color-mix(in SPACE, COLOUR SHARE, COLOUR SHARE)`. What the mix of two like colours is, and which share is nothing,
/// matters here; between unlike ones the space is followed where the crate knows it.
fn mix(input: &mut Input<'_>) -> Parsed<Option<Colour>> {
    input.expect_ident_matching("in")?;
    let space = input.expect_ident()?.to_ascii_lowercase();
    while input
        .try_parse(|input| input.expect_ident().map(|_| ()))
        .is_ok()
    {}
    input.expect_comma()?;
    let part = |input: &mut Input<'_>| {
        let before = input.try_parse(number).ok();
        let colour = colour(input)?;
        let share = before.or_else(|| input.try_parse(number).ok());
        Parsed::Ok((colour, share))
    };
    let (one, one_share) = part(input)?;
    input.expect_comma()?;
    let (two, two_share) = part(input)?;
    let (one_share, two_share): (f32, f32) = match (one_share, two_share) {
        (Some(one), Some(two)) => (one, two),
        (Some(one), None) => (one, 1.0 - one),
        (None, Some(two)) => (1.0 - two, two),
        (None, None) => (0.5, 0.5),
    };
    let all = one_share + two_share;
    if all <= 0.0 {
        return Err(fault());
    }
    let (Some(one), Some(two)) = (one, two) else {
        // With the colour in force nothing is known but what the share of it is.
        return if one_share <= 0.0 { Ok(two) } else { Ok(one) };
    };
    let alpha = (one.alpha * one_share + two.alpha * two_share) / all;
    // Channels are weighed by how opaque they are.
    let weight = two.alpha * two_share / (alpha * all).max(f32::EPSILON);
    let opaque = |colour: Colour| {
        let [red, green, blue] = colour.rgb;
        csscolorparser::Color::new(red, green, blue, 1.0)
    };
    let mixed = match space.as_str() {
        "oklab" | "oklch" => opaque(one).interpolate_oklab(&opaque(two), weight),
        "lab" | "lch" => opaque(one).interpolate_lab(&opaque(two), weight),
        _ => opaque(one).interpolate_rgb(&opaque(two), weight),
    };
    Ok(Some(Colour {
        alpha: alpha * all.min(1.0),
        ..Colour::from(mixed)
    }))
}
