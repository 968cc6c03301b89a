//! Times, in seconds since 1970, as they are shown.

/// A time as RFC 3339 in UTC.
pub(crate) fn shown(at: i64) -> String {
    jiff::Timestamp::from_second(at).map_or_else(|_| at.to_string(), |time| time.to_string())
}

pub(super) fn time<S: serde::Serializer>(at: &i64, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&shown(*at))
}

pub(super) fn time_or_none<S: serde::Serializer>(
    at: &Option<i64>,
    to: S,
) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => to.serialize_str(&shown(*at)),
        None => to.serialize_none(),
    }
}
