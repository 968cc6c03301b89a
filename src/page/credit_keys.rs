//! The keys of front matter from which a theme prints the credit of a page, as the configuration names them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CreditField {
    /// The address of the article.
    Url,
    /// Its author.
    Author,
    /// Its title.
    Title,
    /// The name of its site.
    Publisher,
    /// Its licence.
    License,
}

impl CreditField {
    /// All fields with their names in a configuration, in the order in which they are written.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("url", Self::Url),
        ("author", Self::Author),
        ("title", Self::Title),
        ("publisher", Self::Publisher),
        ("license", Self::License),
    ];
}

/// The keys of front matter that a theme prints; a key may be a path such as `source.url`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct CreditKeys(BTreeMap<CreditField, String>);

impl CreditKeys {
    /// The keys of a known theme.
    pub fn of_theme(theme: &str) -> Option<&'static Self> {
        THEMES.get(theme)
    }

    /// The names of the themes that are known.
    pub fn themes() -> impl Iterator<Item = &'static str> {
        THEMES.keys().map(String::as_str)
    }

    /// The key of a field.
    pub fn key(&self, field: CreditField) -> Option<&str> {
        self.0.get(&field).map(String::as_str)
    }

    /// Names the key of a field.
    pub fn set(&mut self, field: CreditField, key: String) {
        self.0.insert(field, key);
    }
}

// A test proves that the file is as it should be.
static THEMES: LazyLock<BTreeMap<String, CreditKeys>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("themes.yaml")).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_has_a_key_for_the_address() {
        assert!(THEMES.len() >= 3);
        for (theme, keys) in &*THEMES {
            assert!(keys.key(CreditField::Url).is_some(), "{theme}");
        }
    }
}
