//! The fingerprints of a run: no two findings have the same.
//!
//! A page is known by its address only where somebody other than its author says so: it was fetched from there, it lies
//! below `--base-url`, or an archive recorded it. What a page prints as its own address (`og:url`, canonical) could be
//! chosen so that a known finding of another page seems to be meant.

use std::collections::HashMap;

use super::fingerprint::{Fingerprint, Subject};
use super::outcome::{Audit, PageFacts};
use crate::finding::Finding;

/// Gives the findings of a run their fingerprints, page after page: no two are the same.
#[derive(Debug, Default)]
pub struct Fingerprints {
    /// How many findings of the run have a fingerprint in common, but for the number.
    seen: HashMap<Fingerprint, u32>,
}

impl Fingerprints {
    /// Gives every finding of the next audit its fingerprint. The audits of a run come in the order of the report.
    pub fn number(&mut self, audit: &mut Audit) {
        let page = identity(&audit.page).to_owned();
        for found in &mut audit.matches {
            let original = found
                .original
                .url
                .as_deref()
                .unwrap_or(&found.original.id)
                .to_owned();
            let rule = found.rule.clone().unwrap_or_default();
            let suppressed = found.suppressed.iter_mut().map(|one| &mut one.located);
            for located in found.findings.iter_mut().chain(suppressed) {
                let about = (rule.as_str(), original.as_str(), page.as_str());
                located.fingerprint = self.next(&located.finding, about);
            }
        }
        for located in &mut audit.remarks {
            located.fingerprint = self.next(&located.finding, ("", "", &page));
        }
    }

    fn next(
        &mut self,
        finding: &Finding,
        (rule, original, page): (&str, &str, &str),
    ) -> Fingerprint {
        let subject = Subject {
            code: finding.code,
            rule,
            original,
            page,
        };
        let first = Fingerprint::of(&subject, 1);
        let count = self.seen.entry(first).or_default();
        *count += 1;
        match *count {
            1 => first,
            number => Fingerprint::of(&subject, number),
        }
    }
}

/// Under what name a page is the same page in another run: the address it was found at, else its path without a
/// leading `./`.
pub(crate) fn identity(page: &PageFacts) -> &str {
    let address = page.found_at.as_deref().unwrap_or(&page.location);
    if address.starts_with("http://") || address.starts_with("https://") {
        return address.split('#').next().unwrap_or(address);
    }
    let mut path = address;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_not_believed_about_its_address() {
        let mut page = PageFacts {
            location: "./public/a.html".to_owned(),
            url: Some("https://partner.example/known".to_owned()),
            ..PageFacts::default()
        };
        assert_eq!(identity(&page), "public/a.html");
        page.found_at = Some("https://site.example/a#top".to_owned());
        assert_eq!(identity(&page), "https://site.example/a");
    }
}
