//! Dates as HTTP writes them.

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Seconds since the start of 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that RFC 9110
/// §5.6.7 lets servers write.
pub(super) fn seconds(date: &str) -> Option<u64> {
    let (_weekday, rest) = date.split_once(", ")?;
    let mut words = rest.strip_suffix(" GMT")?.split(' ');
    let day = number(words.next()?, 1, 31)?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|known| *known == month)?;
    let year = number(words.next()?, 1970, 9999)?;
    let mut clock = words.next()?.split(':');
    let hour = number(clock.next()?, 0, 23)?;
    let minute = number(clock.next()?, 0, 59)?;
    let second = number(clock.next()?, 0, 60)?;

    let february = if is_leap(year) { 29 } else { 28 };
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30];
    let days_before_month: u64 = lengths.iter().take(month).sum();
    let days = (year - 1970) * 365 + leap_years_before(year) + days_before_month + day - 1;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

fn number(text: &str, least: u64, most: u64) -> Option<u64> {
    let number = text.parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}

fn is_leap(year: u64) -> bool {
    (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
}

/// The leap years from 1970 up to, but not including, `year`.
fn leap_years_before(year: u64) -> u64 {
    let until = |year: u64| year / 4 - year / 100 + year / 400;
    until(year - 1) - until(1969)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_seconds_since_1970() {
        assert_eq!(seconds("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(
            seconds("Thu, 29 Feb 2024 12:00:00 GMT"),
            Some(1_709_208_000)
        );
        assert_eq!(
            seconds("Fri, 31 Dec 2100 23:59:59 GMT"),
            Some(4_133_980_799)
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "1994-11-06",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 GMT",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
