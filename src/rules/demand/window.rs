//! When a page may reprint: embargo and last day, counted from the day of the original.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value;

use super::kind::Kind;
use crate::finding::Code;
use crate::rules::facts::{Facts, Unmet};
use crate::yaml::schema::{count, object};
use crate::yaml::{Node, Reader};

const KEYS: &[&str] = &["after-days", "within-days"];

/// The days, counted from the day of the original, in which a page may reprint it. At least one is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Window {
    /// Embargo: days that must have passed.
    pub after_days: Option<u32>,
    /// Days after which nothing may be reprinted any more.
    pub within_days: Option<u32>,
}

impl Kind for Window {
    fn read(reader: &mut Reader<'_>, value: &Node, _: &str) -> Option<Self> {
        let fields = reader.map(value, "`window`", KEYS)?;
        let mut days = |name: &str| {
            let node = fields.get(name)?;
            let days = reader.count(node, &format!("`{name}`"))?;
            Some(u32::try_from(days).unwrap_or(u32::MAX))
        };
        let window = Self {
            after_days: days("after-days"),
            within_days: days("within-days"),
        };
        if window == Self::default() {
            reader.error(
                value.referenced,
                format!("`window` needs one of: {}", KEYS.join(", ")),
            );
            return None;
        }
        if let (Some(after), Some(within)) = (window.after_days, window.within_days)
            && after > within
        {
            reader.error(value.referenced, "the window ends before it begins");
            return None;
        }
        Some(window)
    }

    fn bare() -> Option<Self> {
        None
    }

    fn schema() -> Value {
        object(KEYS, |_| count())
    }

    fn code(&self) -> Code {
        Code::OutsideWindow
    }

    fn describe(&self) -> String {
        let after = self
            .after_days
            .map(|days| format!("not before {days} days"));
        let within = self
            .within_days
            .map(|days| format!("not later than {days} days"));
        let parts: Vec<String> = after.into_iter().chain(within).collect();
        format!("a reprint {} after the original", parts.join(" and "))
    }

    /// Whether the page's own date lies in the window. Both dates are read off the texts' metadata, never off a clock.
    /// Where one is missing that is said, as a note: it is neither kept nor broken.
    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let from = facts.original.published.as_deref().and_then(day);
        let to = facts.page.meta.published.as_deref().and_then(day);
        let (Some(from), Some(to)) = (from, to) else {
            let whose = if from.is_none() { "original" } else { "page" };
            let message = format!(
                "the terms allow {}, but the {whose} gives no date that could be read; look by hand",
                self.allowed()
            );
            return Some(Unmet::new(self.code(), message).unsure());
        };
        let after = |days: u32| from.saturating_add(i64::from(days).days());
        let early = self.after_days.is_some_and(|days| after(days) > to);
        let late = self.within_days.is_some_and(|days| after(days) < to);
        (early || late).then(|| {
            Unmet::new(
                self.code(),
                format!(
                    "the page is of {to}, the original of {from}; the terms allow {}",
                    self.allowed()
                ),
            )
        })
    }
}

impl Window {
    fn allowed(self) -> String {
        match (self.after_days, self.within_days) {
            (Some(after), Some(within)) => {
                format!("a reprint from {after} to {within} days after publication")
            }
            (Some(after), None) => format!("a reprint from {after} days after publication on"),
            (None, Some(within)) => format!("a reprint within {within} days of publication"),
            (None, None) => "any day".to_owned(),
        }
    }
}

/// The day of a date as metadata writes it: `2026-03-01`, with or without a time, `2026/3/1`, `2026年3月1日`, or with the
/// month in English.
pub(crate) fn day(text: &str) -> Option<Date> {
    let numbers: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .take(3)
        .collect();
    let date = |year: &str, month: i8, day: &str| {
        Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
    };
    if let Some(month) = month(text) {
        return match numbers.as_slice() {
            [year, day, ..] if year.len() == 4 => date(year, month, day),
            [day, year, ..] if year.len() == 4 => date(year, month, day),
            _ => None,
        };
    }
    match numbers.as_slice() {
        [year, month, day] if year.len() == 4 => date(year, month.parse().ok()?, day),
        _ => None,
    }
}

/// The month that an English date names.
fn month(text: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let word = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() >= 3)
        .find_map(|word| {
            let head = word.get(..3)?.to_ascii_lowercase();
            MONTHS.iter().position(|month| *month == head)
        })?;
    i8::try_from(word + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_metadata_writes_them() {
        let first_of_march = Date::new(2026, 3, 1).unwrap();
        for text in [
            "2026-03-01",
            "2026-03-01T23:59:59+08:00",
            "2026/3/1",
            "2026年3月1日",
            "1 March 2026",
            "March 1, 2026",
            "Sun, 01 Mar 2026 10:00:00 GMT",
        ] {
            assert_eq!(day(text), Some(first_of_march), "{text}");
        }
        for text in ["", "yesterday", "03/01/2026", "2026-13-01", "2026"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
