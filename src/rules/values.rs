//! The values of an original, and address patterns of rules filled with them.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::text::template::Placeholder;

/// The values of an original: its notice first, then its metadata, then the rule's defaults.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values {
    /// The authors.
    pub authors: Vec<String>,
    /// The article's URL.
    pub url: Option<Url>,
    /// The title.
    pub title: Option<String>,
    /// The publisher, or the site if no publisher is known.
    pub publisher: Option<String>,
    /// Licence URLs or names.
    pub licenses: Vec<String>,
    /// Other hosts, URLs and names: the original's and the rule's.
    pub aliases: Vec<String>,
    /// The credit in the original's own words, where it declares one.
    pub credit_text: Option<String>,
    /// The date as written, if the notice has one.
    pub date: Option<String>,
}

impl Values {
    /// The value of a placeholder, as text; several authors are joined by commas.
    pub fn get(&self, field: Placeholder) -> Option<String> {
        match field {
            Placeholder::Author => (!self.authors.is_empty()).then(|| self.authors.join(", ")),
            Placeholder::Url => self.url.as_ref().map(Url::to_string),
            Placeholder::Title => self.title.clone(),
            Placeholder::Publisher | Placeholder::Site => self.publisher.clone(),
            Placeholder::Date => self.date.clone(),
            Placeholder::License => self.licenses.first().cloned(),
        }
    }
}

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
