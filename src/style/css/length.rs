//! Lengths, numbers and angles, and the functions that compute them.

use cssparser::{Parser as Input, Token, match_ignore_ascii_case};

use super::{Parsed, fault};

/// The window a page is judged in, in pixels. By hand: a common laptop.
pub(crate) const WINDOW: (f32, f32) = (1_280.0, 800.0);

/// Font size of a page that says nothing about it, in pixels. What browsers have by default.
pub(crate) const FONT: f32 = 16.0;

/// A length as far as it can be told without layout: the sum of three parts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Length {
    /// CSS pixels.
    pub(crate) px: f32,
    /// Times the font size in force.
    pub(crate) em: f32,
    /// A share of something only layout knows (or of the inherited font size); 1 is all of it.
    pub(crate) share: f32,
}

impl Length {
    /// So many pixels.
    pub(crate) const fn from_px(px: f32) -> Self {
        Self {
            px,
            em: 0.0,
            share: 0.0,
        }
    }

    /// Pixels, with `em` taken of `font` and percent of `whole`.
    pub(crate) fn px(self, font: f32, whole: f32) -> f32 {
        self.px + self.em * font + self.share * whole
    }

    /// Whether part of it depends on layout.
    pub(crate) fn is_relative(self) -> bool {
        self.share != 0.0
    }
}

/// What an expression comes to: a number (angles in degrees and times in seconds too), or a length.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Sum {
    number: f32,
    length: Length,
}

impl Sum {
    fn number(number: f32) -> Self {
        Self {
            number,
            length: Length::default(),
        }
    }

    fn plus(self, other: Self, sign: f32) -> Self {
        Self {
            number: self.number + sign * other.number,
            length: Length {
                px: self.length.px + sign * other.length.px,
                em: self.length.em + sign * other.length.em,
                share: self.length.share + sign * other.length.share,
            },
        }
    }

    fn times(self, factor: f32) -> Self {
        Self::default().plus(self, factor)
    }

    fn is_number(self) -> bool {
        self.length == Length::default()
    }

    /// To compare with: percentages are taken of the window's width.
    fn size(self) -> f32 {
        self.number + self.length.px(FONT, WINDOW.0)
    }
}

/// A length, a percentage, or 0.
pub(crate) fn length(input: &mut Input<'_>) -> Parsed<Length> {
    let sum = term(input)?;
    if sum.number == 0.0 {
        Ok(sum.length)
    } else {
        Err(fault())
    }
}

/// A number or a percentage, as a share of 1; angles come in degrees, times in seconds.
pub(crate) fn number(input: &mut Input<'_>) -> Parsed<f32> {
    let sum = term(input)?;
    if sum.length.px == 0.0 && sum.length.em == 0.0 {
        Ok(sum.number + sum.length.share)
    } else {
        Err(fault())
    }
}

fn dimension(value: f32, unit: &str) -> Parsed<Sum> {
    let (px, em) = match_ignore_ascii_case! { unit,
        "px" => (1.0, 0.0),
        "pt" => (4.0 / 3.0, 0.0),
        "pc" => (16.0, 0.0),
        "in" => (96.0, 0.0),
        "cm" => (37.8, 0.0),
        "mm" => (3.78, 0.0),
        "q" => (0.945, 0.0),
        "rem" | "ric" => (FONT, 0.0),
        "rlh" => (1.2 * FONT, 0.0),
        "em" | "ic" => (0.0, 1.0),
        "lh" => (0.0, 1.2),
        "ex" | "ch" | "cap" | "rex" | "rch" => (0.0, 0.5),
        "vw" | "vi" | "vmax" | "svw" | "lvw" | "dvw" | "svi" | "lvi" | "dvi" | "cqw" | "cqi" | "cqmax" |
        "svmax" | "lvmax" | "dvmax" => (WINDOW.0 / 100.0, 0.0),
        "vh" | "vb" | "vmin" | "svh" | "lvh" | "dvh" | "svb" | "lvb" | "dvb" | "cqh" | "cqb" | "cqmin" |
        "svmin" | "lvmin" | "dvmin" => (WINDOW.1 / 100.0, 0.0),
        "deg" | "s" => return Ok(Sum::number(value)),
        "turn" => return Ok(Sum::number(value * 360.0)),
        "grad" => return Ok(Sum::number(value * 0.9)),
        "rad" => return Ok(Sum::number(value.to_degrees())),
        "ms" => return Ok(Sum::number(value / 1_000.0)),
        "dppx" | "x" => return Ok(Sum::number(value)),
        "dpi" => return Ok(Sum::number(value / 96.0)),
        _ => return Err(fault()),
    };
    Ok(Sum {
        number: 0.0,
        length: Length {
            px: value * px,
            em: value * em,
            share: 0.0,
        },
    })
}

fn term(input: &mut Input<'_>) -> Parsed<Sum> {
    let name = match input.next()? {
        Token::Number { value, .. } => return Ok(Sum::number(*value)),
        Token::Percentage { unit_value, .. } => {
            let length = Length {
                share: *unit_value,
                ..Length::default()
            };
            return Ok(Sum {
                number: 0.0,
                length,
            });
        }
        Token::Dimension { value, unit, .. } => return dimension(*value, unit),
        Token::Ident(name) => {
            return match_ignore_ascii_case! { name,
                "infinity" => Ok(Sum::number(1e9)),
                "-infinity" => Ok(Sum::number(-1e9)),
                "pi" => Ok(Sum::number(std::f32::consts::PI)),
                "e" => Ok(Sum::number(std::f32::consts::E)),
                _ => Err(fault()),
            };
        }
        Token::Function(name) => name.to_ascii_lowercase(),
        Token::ParenthesisBlock => String::new(),
        _ => return Err(fault()),
    };
    input.parse_nested_block(|input| {
        let all = input.parse_comma_separated(sum)?;
        let [first, ..] = all.as_slice() else {
            return Err(fault());
        };
        match (name.as_str(), all.as_slice()) {
            ("" | "calc" | "-webkit-calc", [only]) => Ok(*only),
            ("min", all) => Ok(all.iter().copied().fold(*first, smaller)),
            ("max", all) => Ok(all.iter().copied().fold(*first, larger)),
            ("clamp", [low, wanted, high]) => Ok(larger(*low, smaller(*wanted, *high))),
            ("abs", [only]) => Ok(only.times(if only.size() < 0.0 { -1.0 } else { 1.0 })),
            ("sign", [only]) if only.size() == 0.0 => Ok(Sum::default()),
            ("sign", [only]) => Ok(Sum::number(only.size().signum())),
            _ => Err(fault()),
        }
    })
}

fn sum(input: &mut Input<'_>) -> Parsed<Sum> {
    let mut sum = product(input)?;
    loop {
        let sign = if input.try_parse(|input| input.expect_delim('+')).is_ok() {
            1.0
        } else if input.try_parse(|input| input.expect_delim('-')).is_ok() {
            -1.0
        } else {
            return Ok(sum);
        };
        sum = sum.plus(product(input)?, sign);
    }
}

fn product(input: &mut Input<'_>) -> Parsed<Sum> {
    let mut product = term(input)?;
    loop {
        if input.try_parse(|input| input.expect_delim('*')).is_ok() {
            let other = term(input)?;
            product = match (product.is_number(), other.is_number()) {
                (_, true) => product.times(other.number),
                (true, false) => other.times(product.number),
                (false, false) => return Err(fault()),
            };
        } else if input.try_parse(|input| input.expect_delim('/')).is_ok() {
            let other = term(input)?;
            if !other.is_number() || other.number == 0.0 {
                return Err(fault());
            }
            product = product.times(1.0 / other.number);
        } else {
            return Ok(product);
        }
    }
}

fn smaller(one: Sum, other: Sum) -> Sum {
    if other.size() < one.size() {
        other
    } else {
        one
    }
}

fn larger(one: Sum, other: Sum) -> Sum {
    if other.size() > one.size() {
        other
    } else {
        one
    }
}
