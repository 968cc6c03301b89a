//! Address patterns of rules, filled with an original's values.

use percent_encoding::percent_decode_str;

use crate::rules::terms::Values;
use crate::text::template::Placeholder;

/// A pattern with its placeholders filled; one whose value is not known stands for anything.
pub(super) fn filled(pattern: &str, values: &Values) -> String {
    let mut text = pattern.to_owned();
    for field in Placeholder::ALL {
        let name = format!("{{{}}}", field.as_str());
        if text.contains(&name) {
            text = text.replace(&name, values.get(field).as_deref().unwrap_or("*"));
        }
    }
    text
}

/// An address without scheme, `www.`, percent-encoding and closing slash.
pub(super) fn address(url: &str) -> String {
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let url = url.strip_prefix("//").unwrap_or(url);
    let url = url.strip_prefix("www.").unwrap_or(url);
    let url = url.strip_suffix('/').unwrap_or(url);
    percent_decode_str(url).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_values_stand_for_anything() {
        let values = Values {
            title: Some("Kettle".to_owned()),
            ..Values::default()
        };
        assert_eq!(
            filled("https://a.example/{title}/{author}", &values),
            "https://a.example/Kettle/*"
        );
        assert_eq!(address("https://www.a.example/x/"), "a.example/x");
        assert_eq!(address("//a.example/x"), "a.example/x");
    }
}
