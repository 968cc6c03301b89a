//! Whether the licence is named or linked, and whether name and link are of one mind.

use std::fmt;

use super::attribution::shortened;
use super::demands::{Demands, Unmet};
use crate::finding::Code;
use crate::page::Visibility;
use crate::rules::model::LicenseDemand;
use crate::rules::patterns::license_matches;
use crate::text::template::{Haystack, Template};

impl<'a> Demands<'a, '_> {
    pub(super) fn license(&self, demand: &LicenseDemand) -> Option<Unmet<'a>> {
        let known = &self.input.terms.values.licenses;
        let (mut urls, mut names): (Vec<&String>, Vec<&String>) =
            (demand.urls.iter().collect(), demand.names.iter().collect());
        if urls.is_empty() && names.is_empty() {
            urls = known.iter().filter(|known| known.contains('/')).collect();
            names = known.iter().filter(|known| !known.contains('/')).collect();
        }
        let wanted = names.first().or(urls.first())?;
        let linked = self
            .links()
            .any(|(_, href)| urls.iter().any(|url| license_url_fits(href, url)));
        if demand.agree
            && let Some(unmet) = self.disagreement()
        {
            return Some(unmet);
        }
        if linked {
            return None;
        }
        let text = Haystack::new(&self.input.page.text);
        // A licence that is known by its address is named by its own name.
        let in_words = |url: &&String| {
            let licence = License::linked(url);
            let blocks = self.input.page.blocks.iter();
            licence.is_some()
                && blocks
                    .filter_map(|block| License::named(&block.text))
                    .any(|named| {
                        licence.as_ref().is_some_and(|licence| {
                            named.kind == licence.kind
                                && (named.version.is_none() || named.version == licence.version)
                        })
                    })
        };
        let named = urls.iter().any(in_words)
            || names.iter().any(|name| {
                Template::parse(&name.replace('{', "{{").replace('}', "}}"))
                    .is_ok_and(|template| template.find_in(&text, &[]).is_some())
            });
        if named {
            let versions = || {
                self.input
                    .page
                    .blocks
                    .iter()
                    .filter_map(|block| License::named(&block.text))
            };
            let unversioned =
                demand.version && !versions().any(|license| license.version.is_some());
            return unversioned.then(|| {
                Unmet::new(
                    Code::MissingLicense,
                    format!(
                        "the licence is named without its version: {}",
                        shortened(wanted)
                    ),
                )
            });
        }
        let wanted = shortened(wanted);
        let other = self
            .links()
            .find(|(_, href)| href.contains("creativecommons.org/licenses/"));
        Some(match other {
            Some((block, href)) => {
                let mut unmet = Unmet::new(
                    Code::WrongLicense,
                    format!(
                        "the licence is {wanted}; the page links {}",
                        shortened(href)
                    ),
                );
                unmet.place = Some((block.line, block.column, block.text.clone()));
                unmet
            }
            None => Unmet::new(
                Code::MissingLicense,
                format!("the licence, {wanted}, is not named"),
            )
            .with_fix(),
        })
    }
}

impl<'a> Demands<'a, '_> {
    /// A link to one licence on the name of another.
    fn disagreement(&self) -> Option<Unmet<'a>> {
        let blocks = self.input.page.blocks.iter();
        let links = blocks.flat_map(|block| block.links.iter().map(move |link| (block, link)));
        links
            .filter(|(_, link)| matches!(link.visibility, Visibility::Visible | Visibility::Folded))
            .find_map(|(block, link)| {
                let url = link.resolved.as_ref()?.as_str();
                let linked = License::linked(url)?;
                let words = block.text.get(link.text.clone()).unwrap_or_default();
                let named = License::named(words).or_else(|| License::named(&block.text))?;
                let one = named.kind == linked.kind
                    && (named.version.is_none() || named.version == linked.version);
                (!one).then(|| {
                    let mut unmet = Unmet::new(
                        Code::WrongLicense,
                        format!(
                            "the page names {named} and links {linked}: {}",
                            shortened(url)
                        ),
                    );
                    unmet.place = Some((link.line, link.column, block.text.clone()));
                    unmet
                })
            })
    }
}

/// A Creative Commons licence, as a name or an address gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct License {
    /// `by`, `by-nc-sa`, …; `zero` for CC0.
    kind: String,
    /// `4.0`, if given.
    version: Option<String>,
}

impl License {
    fn linked(url: &str) -> Option<Self> {
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
    fn named(text: &str) -> Option<Self> {
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

/// The short name of a Creative Commons licence by its address.
pub(super) fn short_name(url: &str) -> Option<String> {
    License::linked(url).map(|license| license.to_string())
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
pub(super) fn license_url_fits(href: &str, license: &str) -> bool {
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
