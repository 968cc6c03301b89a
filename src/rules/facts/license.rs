//! Licences, as names and addresses give them.

use std::fmt;

use crate::rules::patterns::license_matches;

/// A Creative Commons licence, as a name or an address gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct License {
    /// `by`, `by-nc-sa`, …; `zero` for CC0.
    kind: String,
    /// `4.0`, if given.
    version: Option<String>,
}

impl License {
    /// The licence of an address.
    pub(in crate::rules) fn linked(url: &str) -> Option<Self> {
        let url = url.to_ascii_lowercase();
        let (_, path) = url.split_once("creativecommons.org/")?;
        let mut parts = path.split(['/', '?', '#']);
        let kind = match parts.next()? {
            "licenses" | "publicdomain" => parts.next()?,
            _ => return None,
        };
        let version = parts
            .next()
            .filter(|part| part.starts_with(|c: char| c.is_ascii_digit()));
        Some(Self {
            kind: kind.to_owned(),
            version: version.map(str::to_owned),
        })
    }

    /// The first licence that a text names: `CC BY-SA 4.0`, `Creative Commons Attribution-ShareAlike 4.0 International`.
    pub(in crate::rules) fn named(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !(c.is_alphanumeric() || c == '.'))
            .map(|word| word.trim_matches('.'))
            .filter(|word| !word.is_empty())
            .collect();
        let start = words
            .iter()
            .enumerate()
            .find_map(|(index, word)| match *word {
                "cc" => Some(index + 1),
                "commons" if index > 0 && words[index - 1] == "creative" => Some(index + 1),
                "cc0" => Some(index),
                _ => None,
            })?;
        let mut kinds: Vec<&str> = Vec::new();
        let mut version = None;
        for word in &words[start..] {
            match *word {
                "by" | "attribution" => kinds.push("by"),
                "nc" | "noncommercial" => kinds.push("nc"),
                "sa" | "sharealike" => kinds.push("sa"),
                "nd" | "noderivatives" | "noderivs" => kinds.push("nd"),
                "cc0" | "zero" => kinds.push("zero"),
                "non" | "commercial" | "share" | "alike" | "no" | "derivatives" => {
                    kinds.extend(match *word {
                        "commercial" => Some("nc"),
                        "alike" => Some("sa"),
                        "derivatives" => Some("nd"),
                        _ => None,
                    });
                }
                "license" | "licence" | "international" | "unported" | "v" => {}
                number
                    if number
                        .trim_start_matches('v')
                        .starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    version = Some(number.trim_start_matches('v').to_owned());
                    break;
                }
                _ => break,
            }
        }
        kinds.dedup();
        (!kinds.is_empty()).then(|| Self {
            kind: kinds.join("-"),
            version,
        })
    }
}

impl License {
    /// Whether a name is that of this licence; one without a version is that of all its versions.
    pub(in crate::rules) fn is_named_by(&self, name: &Self) -> bool {
        name.kind == self.kind && (name.version.is_none() || name.version == self.version)
    }

    pub(in crate::rules) fn has_version(&self) -> bool {
        self.version.is_some()
    }
}

impl fmt::Display for License {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind.as_str() {
            "zero" => formatter.write_str("CC0")?,
            kind => write!(formatter, "CC {}", kind.to_uppercase())?,
        }
        match &self.version {
            Some(version) => write!(formatter, " {version}"),
            None => Ok(()),
        }
    }
}

/// Whether a link leads to a licence, whatever its scheme, language or `deed` page.
pub(in crate::rules) fn leads_to_license(href: &str, license: &str) -> bool {
    let plain = |url: &str| -> String {
        let url = url.to_lowercase();
        let url = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let url = url.strip_prefix("www.").unwrap_or(url);
        url.trim_end_matches('/').to_owned()
    };
    let (href, license) = (plain(href), plain(license));
    href.starts_with(&license) || license_matches(&format!("{license}/"), &href)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_of_one_licence_are_one() {
        let linked =
            License::linked("https://creativecommons.org/licenses/by-nc-sa/4.0/deed.de").unwrap();
        for name in [
            "CC BY-NC-SA 4.0",
            "under a Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License",
            "licensed CC-BY-NC-SA v4.0.",
        ] {
            assert_eq!(License::named(name).unwrap(), linked, "{name}");
        }
        assert_eq!(License::named("CC BY").unwrap().version, None);
        assert_eq!(License::named("CC0 1.0").unwrap().kind, "zero");
        assert_eq!(License::named("a Creative Commons licence"), None);
        assert_eq!(License::linked("https://creativecommons.org/about"), None);
        assert_eq!(linked.to_string(), "CC BY-NC-SA 4.0");
    }
}
