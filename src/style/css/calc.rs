//! `calc()`, `min()`, `max()` and `clamp()`, as far as they come to one length.

use super::values::Length;

/// Deepest nesting of brackets.
const DEPTH: usize = 16;

/// A value in the making: pixels, times the font size, percent; or a bare number.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sum {
    number: f32,
    px: f32,
    em: f32,
    percent: f32,
}

impl Sum {
    const ZERO: Self = Self {
        number: 0.0,
        px: 0.0,
        em: 0.0,
        percent: 0.0,
    };

    fn of(length: Length) -> Self {
        match length {
            Length::Px(px) => Self { px, ..Self::ZERO },
            Length::Em(em) => Self { em, ..Self::ZERO },
            Length::Percent(percent) => Self {
                percent,
                ..Self::ZERO
            },
        }
    }

    fn plus(self, other: Self, sign: f32) -> Self {
        Self {
            number: self.number + sign * other.number,
            px: self.px + sign * other.px,
            em: self.em + sign * other.em,
            percent: self.percent + sign * other.percent,
        }
    }

    fn times(self, factor: f32) -> Self {
        Self {
            number: self.number * factor,
            px: self.px * factor,
            em: self.em * factor,
            percent: self.percent * factor,
        }
    }

    fn is_number(self) -> bool {
        self.px == 0.0 && self.em == 0.0 && self.percent == 0.0
    }

    /// The length it is, if it is of one kind.
    fn length(self) -> Option<Length> {
        match (self.px != 0.0, self.em != 0.0, self.percent != 0.0) {
            (_, false, false) => Some(Length::Px(self.px)),
            (false, true, false) => Some(Length::Em(self.em)),
            (false, false, true) => Some(Length::Percent(self.percent)),
            _ => None,
        }
    }
}

/// The length that a function comes to; `None` where only layout could tell.
pub(crate) fn length(text: &str) -> Option<Length> {
    let mut reader = Reader { rest: text };
    let sum = reader.term(0)?;
    (reader.rest.trim().is_empty() && sum.number == 0.0)
        .then(|| sum.length())
        .flatten()
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn take(&mut self, mark: char) -> bool {
        let rest = self.rest.trim_start();
        let found = rest.strip_prefix(mark);
        self.rest = found.unwrap_or(rest);
        found.is_some()
    }

    /// Sums and differences up to a comma or a closing bracket.
    fn sum(&mut self, depth: usize) -> Option<Sum> {
        let mut sum = self.product(depth)?;
        loop {
            if self.take('+') {
                sum = sum.plus(self.product(depth)?, 1.0);
            } else if self.take('-') {
                sum = sum.plus(self.product(depth)?, -1.0);
            } else {
                return Some(sum);
            }
        }
    }

    fn product(&mut self, depth: usize) -> Option<Sum> {
        let mut product = self.term(depth)?;
        loop {
            if self.take('*') {
                let other = self.term(depth)?;
                product = match (product.is_number(), other.is_number()) {
                    (_, true) => product.times(other.number),
                    (true, false) => other.times(product.number),
                    (false, false) => return None,
                };
            } else if self.take('/') {
                let other = self.term(depth)?;
                if !other.is_number() || other.number == 0.0 {
                    return None;
                }
                product = product.times(1.0 / other.number);
            } else {
                return Some(product);
            }
        }
    }

    fn term(&mut self, depth: usize) -> Option<Sum> {
        if depth > DEPTH {
            return None;
        }
        self.rest = self.rest.trim_start();
        let end = self
            .rest
            .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '*' | '/'))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        let Some(inner) = rest.strip_prefix('(') else {
            self.rest = rest;
            return match word.parse::<f32>() {
                Ok(number) => Some(Sum {
                    number,
                    ..Sum::ZERO
                }),
                Err(_) => Length::parse(word).map(Sum::of),
            };
        };
        self.rest = inner;
        let mut arguments = vec![self.sum(depth + 1)?];
        while self.take(',') {
            arguments.push(self.sum(depth + 1)?);
        }
        if !self.take(')') {
            return None;
        }
        match (word, arguments.as_slice()) {
            ("" | "calc" | "-webkit-calc", [only]) => Some(*only),
            ("min", all) => all.iter().copied().try_fold(arguments[0], smaller),
            ("max", all) => all.iter().copied().try_fold(arguments[0], larger),
            ("clamp", [low, wanted, high]) => larger(*low, smaller(*wanted, *high)?),
            _ => None,
        }
    }
}

/// The smaller of two lengths of one kind; of two kinds nobody knows.
fn smaller(one: Sum, other: Sum) -> Option<Sum> {
    let difference = one.plus(other, -1.0);
    let sign = difference.length()?.px(16.0) + difference.number;
    Some(if sign <= 0.0 { one } else { other })
}

fn larger(one: Sum, other: Sum) -> Option<Sum> {
    let less = smaller(one, other)?;
    Some(if less == one { other } else { one })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_come_to_one_length() {
        for (text, expected) in [
            ("calc(0px)", Some(Length::Px(0.0))),
            ("calc(1em - 1em)", Some(Length::Px(0.0))),
            ("calc(-1 * 9999px)", Some(Length::Px(-9999.0))),
            ("calc((2px + 3px) * 2 / 5)", Some(Length::Px(2.0))),
            ("calc(-100vw - 20px)", Some(Length::Px(-1300.0))),
            ("calc(100% - 20px)", None),
            ("min(0px, 4px)", Some(Length::Px(0.0))),
            ("max(1em, 2em)", Some(Length::Em(2.0))),
            ("clamp(0px, 30px, 2px)", Some(Length::Px(2.0))),
            ("calc(4)", None),
            ("calc(1px / 0)", None),
            ("calc(", None),
            ("var(--x)", None),
        ] {
            assert_eq!(length(text), expected, "{text}");
        }
        assert_eq!(length(&"calc(".repeat(100_000)), None);
    }
}
