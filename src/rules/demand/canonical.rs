//! A canonical link to the original.

use super::flag::flag;
use super::kind::Kind;
use crate::finding::Code;
use crate::rules::facts::{Facts, Unmet};

/// `rel=canonical` to the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Canonical;

impl Kind for Canonical {
    flag!();

    fn code(&self) -> Code {
        Code::MissingCanonical
    }

    fn describe(&self) -> String {
        "a canonical link to the article".to_owned()
    }

    fn noun(&self) -> &'static str {
        "a canonical link to the original"
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let article = facts.values.url.as_ref()?;
        let urls = &facts.page.urls;
        let is = |url: &Option<url::Url>| {
            url.as_ref()
                .is_some_and(|url| facts.is_article(url.as_str()))
        };
        if is(&urls.canonical) {
            return None;
        }
        let message = if is(&urls.canonical_in_body) {
            "the canonical link stands in the body, where search engines ignore it".to_owned()
        } else {
            format!("the page's canonical link does not lead to the original ({article})")
        };
        Some(Unmet::new(self.code(), message))
    }
}
