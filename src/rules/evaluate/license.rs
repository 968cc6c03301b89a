//! Whether the licence is named or linked.

use super::attribution::shortened;
use super::demands::{Demands, Unmet};
use crate::finding::Code;
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
        if linked {
            return None;
        }
        let text = Haystack::new(&self.input.page.text);
        let named = names.iter().any(|name| {
            Template::parse(&name.replace('{', "{{").replace('}', "}}"))
                .is_ok_and(|template| template.find_in(&text, &[]).is_some())
        });
        if named {
            return None;
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
            ),
        })
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
