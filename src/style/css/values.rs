//! Lengths and colours.

use super::calc;

/// A length as far as it can be told without layout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Length {
    /// CSS pixels.
    Px(f32),
    /// Times the font size in force.
    Em(f32),
    /// A share of something only layout knows (or of the inherited font size), in percent.
    Percent(f32),
}

impl Length {
    /// Parses one length; `None` for `auto` and whatever else is not told.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.contains('(') {
            return calc::length(text);
        }
        let split = text
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
            .unwrap_or(text.len());
        let (number, unit) = match text.get(split..) {
            // Scientific notation: "1e-9px".
            Some(rest)
                if rest.starts_with(['e', 'E']) && !rest[1..].starts_with(['m', 'M', 'x', 'X']) =>
            {
                let end = rest[1..]
                    .find(|c: char| !(c.is_ascii_digit() || c == '-' || c == '+'))
                    .map_or(text.len(), |at| split + 1 + at);
                text.split_at(end)
            }
            _ => text.split_at(split),
        };
        let number: f32 = number.parse().ok()?;
        let px = |factor: f32| Some(Self::Px(number * factor));
        match unit.trim().to_ascii_lowercase().as_str() {
            "" if number == 0.0 => px(1.0),
            "px" => px(1.0),
            "pt" => px(4.0 / 3.0),
            "pc" => px(16.0),
            "in" => px(96.0),
            "cm" => px(37.8),
            "mm" => px(3.78),
            "rem" => px(16.0),
            "em" => Some(Self::Em(number)),
            "ex" | "ch" => Some(Self::Em(number / 2.0)),
            // The window a page is judged in is 1,280 by 800 pixels.
            "vw" | "vmax" => px(12.8),
            "svw" | "lvw" | "dvw" => px(12.8),
            "vh" | "vmin" | "svh" | "lvh" | "dvh" => px(8.0),
            "%" => Some(Self::Percent(number)),
            _ => None,
        }
    }

    /// Pixels, with `em` and percent taken of `base`.
    pub(crate) fn px(self, base: f32) -> f32 {
        match self {
            Self::Px(px) => px,
            Self::Em(em) => em * base,
            Self::Percent(percent) => percent / 100.0 * base,
        }
    }

    /// Whether the length is at most `limit` pixels whatever layout does.
    pub(crate) fn at_most(self, limit: f32, font: f32) -> bool {
        match self {
            Self::Percent(percent) => percent <= 0.0,
            length => length.px(font) <= limit,
        }
    }
}

/// An sRGB colour with alpha, channels 0 to 255, alpha 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Colour {
    pub(crate) rgb: [u8; 3],
    pub(crate) alpha: f32,
}

impl Colour {
    /// Parses one colour; `None` for `inherit`, variables and forms that are not known here.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if let Some(hex) = text.strip_prefix('#') {
            return Self::hex(hex);
        }
        if let Some((name, rest)) = text.split_once('(') {
            let inner = rest.strip_suffix(')')?;
            return match name {
                "rgb" | "rgba" => Self::rgb(inner),
                "hsl" | "hsla" => Self::hsl(inner),
                _ => None,
            };
        }
        if text == "transparent" {
            return Some(Self {
                rgb: [0, 0, 0],
                alpha: 0.0,
            });
        }
        let (_, rgb) = NAMES.iter().find(|(name, _)| *name == text)?;
        Some(Self {
            rgb: *rgb,
            alpha: 1.0,
        })
    }

    fn hex(hex: &str) -> Option<Self> {
        let digits: Vec<u8> = hex
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        let wide = |digit: u8| digit * 17;
        let pair = |at: usize| digits[at] * 16 + digits[at + 1];
        let (rgb, alpha) = match digits.len() {
            3 | 4 => (
                [wide(digits[0]), wide(digits[1]), wide(digits[2])],
                digits.get(3).map_or(255, |digit| wide(*digit)),
            ),
            6 => ([pair(0), pair(2), pair(4)], 255),
            8 => ([pair(0), pair(2), pair(4)], pair(6)),
            _ => return None,
        };
        Some(Self {
            rgb,
            alpha: f32::from(alpha) / 255.0,
        })
    }

    fn rgb(inner: &str) -> Option<Self> {
        let parts = components(inner);
        let channel = |text: &str| -> Option<u8> {
            let value = match text.strip_suffix('%') {
                Some(percent) => percent.parse::<f32>().ok()? * 2.55,
                None => text.parse::<f32>().ok()?,
            };
            Some(value.clamp(0.0, 255.0).round() as u8)
        };
        let [red, green, blue, rest @ ..] = parts.as_slice() else {
            return None;
        };
        Some(Self {
            rgb: [channel(red)?, channel(green)?, channel(blue)?],
            alpha: rest.first().map_or(Some(1.0), |text| ratio(text))?,
        })
    }

    fn hsl(inner: &str) -> Option<Self> {
        let parts = components(inner);
        let [hue, saturation, lightness, rest @ ..] = parts.as_slice() else {
            return None;
        };
        let hue = hue
            .trim_end_matches("deg")
            .parse::<f32>()
            .ok()?
            .rem_euclid(360.0);
        let saturation = ratio(saturation)?.clamp(0.0, 1.0);
        let lightness = ratio(lightness)?.clamp(0.0, 1.0);
        let chroma = saturation * lightness.min(1.0 - lightness);
        let channel = |shift: f32| {
            let k = (shift + hue / 30.0) % 12.0;
            let value = lightness - chroma * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0);
            (value * 255.0).round() as u8
        };
        Some(Self {
            rgb: [channel(0.0), channel(8.0), channel(4.0)],
            alpha: rest.first().map_or(Some(1.0), |text| ratio(text))?,
        })
    }

    /// Whether text in this colour cannot be told from a background of the other: no channel differs by more than
    /// 8 of 255.
    pub(crate) fn is_like(self, other: Self) -> bool {
        self.rgb
            .iter()
            .zip(other.rgb)
            .all(|(one, two)| one.abs_diff(two) <= 8)
    }
}

fn components(inner: &str) -> Vec<&str> {
    inner
        .split(|c: char| c == ',' || c == '/' || c.is_ascii_whitespace())
        .filter(|part| !part.is_empty())
        .collect()
}

/// A number or a percentage as a share of 1.
pub(crate) fn ratio(text: &str) -> Option<f32> {
    match text.trim().strip_suffix('%') {
        Some(percent) => Some(percent.trim().parse::<f32>().ok()? / 100.0),
        None => text.trim().parse().ok(),
    }
}

/// The colour names of CSS that pages use for text and backgrounds.
const NAMES: &[(&str, [u8; 3])] = &[
    ("white", [255, 255, 255]),
    ("black", [0, 0, 0]),
    ("red", [255, 0, 0]),
    ("green", [0, 128, 0]),
    ("blue", [0, 0, 255]),
    ("yellow", [255, 255, 0]),
    ("lime", [0, 255, 0]),
    ("aqua", [0, 255, 255]),
    ("cyan", [0, 255, 255]),
    ("fuchsia", [255, 0, 255]),
    ("magenta", [255, 0, 255]),
    ("silver", [192, 192, 192]),
    ("gray", [128, 128, 128]),
    ("grey", [128, 128, 128]),
    ("maroon", [128, 0, 0]),
    ("olive", [128, 128, 0]),
    ("purple", [128, 0, 128]),
    ("teal", [0, 128, 128]),
    ("navy", [0, 0, 128]),
    ("orange", [255, 165, 0]),
    ("whitesmoke", [245, 245, 245]),
    ("snow", [255, 250, 250]),
    ("ivory", [255, 255, 240]),
    ("ghostwhite", [248, 248, 255]),
    ("floralwhite", [255, 250, 240]),
    ("mintcream", [245, 255, 250]),
    ("azure", [240, 255, 255]),
    ("seashell", [255, 245, 238]),
    ("lightgray", [211, 211, 211]),
    ("lightgrey", [211, 211, 211]),
    ("gainsboro", [220, 220, 220]),
    ("darkgray", [169, 169, 169]),
    ("darkgrey", [169, 169, 169]),
    ("dimgray", [105, 105, 105]),
    ("pink", [255, 192, 203]),
    ("brown", [165, 42, 42]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lengths() {
        assert_eq!(Length::parse("0"), Some(Length::Px(0.0)));
        assert_eq!(Length::parse(" -9999px "), Some(Length::Px(-9999.0)));
        assert_eq!(Length::parse(".5em"), Some(Length::Em(0.5)));
        assert_eq!(Length::parse("1e-3px"), Some(Length::Px(0.001)));
        assert_eq!(Length::parse("100%"), Some(Length::Percent(100.0)));
        assert_eq!(Length::parse("auto"), None);
        assert_eq!(Length::parse("5"), None);
        assert_eq!(Length::parse("calc(1px + 2px)"), Some(Length::Px(3.0)));
    }

    #[test]
    fn reads_colours_in_every_notation() {
        let white = Colour::parse("white");
        for text in [
            "#fff",
            "#FFFFFF",
            "#ffff",
            "rgb(255,255,255)",
            "rgb(100% 100% 100% / 1)",
            "hsl(0, 0%, 100%)",
        ] {
            assert_eq!(Colour::parse(text), white, "{text}");
        }
        assert_eq!(Colour::parse("rgba(0,0,0,0)").map(|c| c.alpha), Some(0.0));
        assert_eq!(
            Colour::parse("hsl(120deg 100% 25%)").map(|c| c.rgb),
            Some([0, 128, 0])
        );
        assert_eq!(Colour::parse("#é"), None);
        assert_eq!(Colour::parse("var(--x)"), None);
        assert_eq!(Colour::parse("rgb("), None);
    }
}
