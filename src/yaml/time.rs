//! Times with their unit.

use std::time::Duration;

use super::reader::Reader;
use super::tree::{Node, Value};

/// The longest wait or limit that can be asked for. By hand.
const MAX_DURATION: Duration = Duration::from_secs(3600);

impl Reader<'_> {
    /// A time such as `500ms`, `2s` or `1m`.
    pub(crate) fn duration(&mut self, node: &Node, what: &str) -> Option<Duration> {
        let help = "write a number and its unit: 500ms, 2s or 1m";
        let text = match &node.value {
            Value::Text(text) => text.trim(),
            Value::Whole(_) | Value::Number(_) => {
                self.error_help(node.referenced, format!("{what} has no unit"), help);
                return None;
            }
            _ => {
                self.wrong_kind(node, what, "a time such as `30s`");
                return None;
            }
        };
        let time = parse_duration(text);
        match time {
            None => self.error_help(node.referenced, format!("`{text}` is no time"), help),
            Some(time) if time > MAX_DURATION => {
                self.error(
                    node.referenced,
                    format!("{what} is longer than an hour, which is the most"),
                );
                return None;
            }
            Some(_) => {}
        }
        time
    }
}

fn parse_duration(text: &str) -> Option<Duration> {
    let unit = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(unit);
    let number: f64 = number.trim().parse().ok()?;
    let seconds = match unit {
        "ms" => number / 1000.0,
        "s" => number,
        "m" => number * 60.0,
        "h" => number * 3600.0,
        _ => return None,
    };
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        for (text, time) in [
            ("500ms", Some(Duration::from_millis(500))),
            ("2s", Some(Duration::from_secs(2))),
            ("1.5 s", Some(Duration::from_millis(1500))),
            ("1m", Some(Duration::from_secs(60))),
            ("0s", Some(Duration::ZERO)),
            ("-1s", None),
            ("2 weeks", None),
            ("inf s", None),
            ("s", None),
            ("", None),
        ] {
            assert_eq!(parse_duration(text), time, "{text}");
        }
    }
}
