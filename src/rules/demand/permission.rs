//! Only some hosts may reprint.

use serde_json::Value;

use super::kind::Kind;
use super::{reading, schema};
use crate::address::site_host;
use crate::finding::Code;
use crate::rules::facts::{CreditGiven, Facts, Unmet};
use crate::rules::patterns::host_matches;
use crate::yaml::schema::{object, texts};
use crate::yaml::{Node, Reader};

const KEYS: &[&str] = &["allow"];

/// Only some hosts may reprint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Permission {
    /// Hosts or `*.host`.
    pub allow: Vec<String>,
}

impl Kind for Permission {
    fn read(reader: &mut Reader<'_>, value: &Node, kind: &str) -> Option<Self> {
        let mut allow = Vec::new();
        if let Some(fields) = reading::options(reader, value, kind, KEYS)?
            && let Some(node) = fields.get("allow")
        {
            allow = reader.texts(node, "`allow`");
        }
        Some(Self { allow })
    }

    fn bare() -> Option<Self> {
        Some(Self::default())
    }

    fn schema() -> Value {
        schema::or_nothing(object(KEYS, |_| texts()))
    }

    fn code(&self) -> Code {
        Code::PermissionRequired
    }

    fn describe(&self) -> String {
        format!(
            "nothing without permission (given to {} hosts)",
            self.allow.len()
        )
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let own = facts.page.urls.own();
        let host = own.and_then(|url| url.host_str()).unwrap_or_default();
        let is_allowed =
            |allowed: &String| host_matches(allowed, host) || site_host(allowed) == site_host(host);
        if self.allow.iter().any(is_allowed) {
            return None;
        }
        let who = if host.is_empty() {
            "this page (whose address is unknown)".to_owned()
        } else {
            host.to_owned()
        };
        // What the page does for the original all the same: it decides what the owner does next.
        let given = match CreditGiven::of(facts.credits) {
            CreditGiven::Link => "it credits the source with a link to the article",
            CreditGiven::Name => "it names the source without a link to the article",
            CreditGiven::None => "it does not credit the source",
        };
        Some(Unmet::new(
            self.code(),
            format!(
                "the original may not be reprinted without permission, and {who} is on no allow list; {given}"
            ),
        ))
    }
}
