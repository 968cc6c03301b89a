//! Headers as text.

use reqwest::header::{HeaderMap, HeaderName, LINK};

pub(super) fn header_text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
}

/// The `Link` headers.
pub(super) fn links(headers: &HeaderMap) -> Vec<String> {
    let all = headers.get_all(LINK).iter();
    all.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .collect()
}

/// All headers as text, in the order in which they came.
pub(super) fn header_texts(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())))
        .collect()
}
