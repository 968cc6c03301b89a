//! What a page says of the rights in its text beside its authors and licences: schema.org, Dublin Core, SPDX, and the
//! terms for machines (RSL, TDM).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;

use super::links::resolve;
use super::schema_org::{clean, names};
use crate::text::head;

/// Bytes kept of one text. By hand: a notice in metadata is a sentence or two.
const TEXT: usize = 2_000;

/// Names kept of one list. By hand; it bounds what is kept.
const NAMES: usize = 20;

/// Translations kept of one page. By hand: the largest sites have their articles in some 60 languages.
const TRANSLATIONS: usize = 100;

/// The rights in the text, as the page declares them for machines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Rights {
    /// The credit to give, word by word (schema.org `creditText`).
    pub credit_text: Option<String>,
    /// The notice (schema.org `copyrightNotice`, `dc.rights`).
    pub copyright_notice: Option<String>,
    /// Who holds the rights (schema.org `copyrightHolder`, `SPDX-FileCopyrightText`).
    pub copyright_holder: Option<String>,
    /// Where the terms of use stand (schema.org `usageInfo`).
    pub usage_info: Option<Url>,
    /// Where to ask for a licence (schema.org `acquireLicensePage`).
    pub acquire_license: Option<Url>,
    /// The agency that the text comes from (schema.org `sourceOrganization`).
    pub source_organization: Option<String>,
    /// The work that the text is based on or translated from (schema.org `isBasedOn`, `translationOfWork`).
    pub based_on: Option<Url>,
    /// Who translated it (schema.org `translator`).
    pub translators: Vec<String>,
    /// The same work in other languages (`hreflang`, schema.org `workTranslation` and `translationOfWork`).
    pub translations: Vec<Url>,
    /// Terms for machines that learn from the page (RSL, TDM): no licence to reprint it.
    pub machine_terms: Option<String>,
}

impl Rights {
    /// Adds what one JSON-LD object of an article says; what is known stays.
    pub(super) fn object(&mut self, object: &Map<String, Value>) {
        let text = |key: &str| object.get(key)?.as_str().and_then(text_of);
        let name = |key: &str| names(object.get(key)?).into_iter().next();
        let address = |key: &str| resolve(address_of(object.get(key)?)?.trim(), None);
        keep(&mut self.credit_text, || text("creditText"));
        keep(&mut self.copyright_notice, || text("copyrightNotice"));
        keep(&mut self.copyright_holder, || name("copyrightHolder"));
        keep(&mut self.usage_info, || address("usageInfo"));
        keep(&mut self.acquire_license, || address("acquireLicensePage"));
        keep(&mut self.source_organization, || name("sourceOrganization"));
        keep(&mut self.based_on, || {
            address("isBasedOn")
                .or_else(|| address("translationOfWork"))
                .or_else(|| address("isBasedOnUrl"))
        });
        if self.translators.is_empty() {
            self.translators = object.get("translator").map(names).unwrap_or_default();
            self.translators.truncate(NAMES);
        }
        for key in ["workTranslation", "translationOfWork"] {
            let (one, list) = match object.get(key) {
                Some(Value::Array(list)) => (None, list.as_slice()),
                other => (other, [].as_slice()),
            };
            let addresses = one.into_iter().chain(list).filter_map(address_of);
            for url in addresses.filter_map(|address| resolve(address.trim(), None)) {
                self.translation(url);
            }
        }
    }

    /// Adds the address of the same work in another language.
    pub(super) fn translation(&mut self, url: Url) {
        if self.translations.len() < TRANSLATIONS && !self.translations.contains(&url) {
            self.translations.push(url);
        }
    }

    /// Adds what a `<meta>` element says under one of the known names.
    pub(super) fn meta(&mut self, key: &str, content: &str, base: Option<&Url>) {
        match key {
            "credittext" => keep(&mut self.credit_text, || text_of(content)),
            "copyrightnotice" | "dc.rights" | "dcterms.rights" | "dc:rights" | "rights" => {
                keep(&mut self.copyright_notice, || text_of(content));
            }
            "copyrightholder" | "dcterms.rightsholder" => {
                keep(&mut self.copyright_holder, || text_of(content));
            }
            "usageinfo" => keep(&mut self.usage_info, || resolve(content.trim(), base)),
            "acquirelicensepage" => {
                keep(&mut self.acquire_license, || resolve(content.trim(), base));
            }
            "tdm-reservation" | "tdm-policy" => keep(&mut self.machine_terms, || text_of(content)),
            _ => {}
        }
    }

    /// Adds what another place of the page says; what is known stays.
    pub(super) fn or(&mut self, other: Self) {
        keep(&mut self.credit_text, || other.credit_text);
        keep(&mut self.copyright_notice, || other.copyright_notice);
        keep(&mut self.copyright_holder, || other.copyright_holder);
        keep(&mut self.usage_info, || other.usage_info);
        keep(&mut self.acquire_license, || other.acquire_license);
        keep(&mut self.source_organization, || other.source_organization);
        keep(&mut self.based_on, || other.based_on);
        keep(&mut self.machine_terms, || other.machine_terms);
        if self.translators.is_empty() {
            self.translators = other.translators;
        }
        for url in other.translations {
            self.translation(url);
        }
    }

    /// Adds what a comment says in the tags of SPDX, and gives the licence that it names.
    pub(super) fn spdx(&mut self, comment: &str) -> Option<String> {
        let comment = head(comment, TEXT);
        let value = |tag: &str| {
            let (_, rest) = comment.split_once(tag)?;
            rest.lines().next().map(str::trim)
        };
        if let Some(holder) = value("SPDX-FileCopyrightText:") {
            let holder = holder
                .trim_start_matches(['©', ' '])
                .trim_start_matches("(c)")
                .trim_start_matches("(C)")
                .trim_start_matches("Copyright")
                .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | ','));
            let holder = holder.split(['<', '(']).next().unwrap_or_default();
            keep(&mut self.copyright_holder, || text_of(holder));
        }
        spdx_license(value("SPDX-License-Identifier:")?)
    }
}

/// A licence by its SPDX identifier: the address of a Creative Commons one, the identifier of any other.
fn spdx_license(expression: &str) -> Option<String> {
    let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+');
    let id = expression.split(|c: char| !sound(c)).next()?;
    let lower = id.to_ascii_lowercase();
    if lower.is_empty() || lower.len() > 64 {
        return None;
    }
    let address = lower.strip_prefix("cc").and_then(|rest| {
        let (kind, version) = rest.rsplit_once('-')?;
        match kind.strip_prefix('-') {
            Some(kind) => Some(format!(
                "https://creativecommons.org/licenses/{kind}/{version}/"
            )),
            None if kind == "0" => Some(format!(
                "https://creativecommons.org/publicdomain/zero/{version}/"
            )),
            None => None,
        }
    });
    Some(address.unwrap_or_else(|| id.to_owned()))
}

fn keep<T>(place: &mut Option<T>, value: impl FnOnce() -> Option<T>) {
    if place.is_none() {
        *place = value();
    }
}

fn text_of(text: &str) -> Option<String> {
    let text = clean(head(text, TEXT));
    (!text.is_empty()).then_some(text)
}

/// The address of a thing: written as it is, or that of an object or the first of a list.
pub(super) fn address_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(object) => ["url", "@id"]
            .iter()
            .find_map(|key| object.get(*key)?.as_str()),
        Value::Array(list) => match list.first()? {
            Value::Array(_) => None,
            first => address_of(first),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_say_who_may_be_asked() {
        let value: Value = serde_json::from_str(
            r#"{"creditText":"Ana Lima /  Paper","copyrightHolder":{"name":"Paper Ltd"},"translator":["Bo"],
            "acquireLicensePage":{"@id":"https://paper.example/ask"},"isBasedOn":["https://wire.example/1"],
            "usageInfo":"javascript:x"}"#,
        )
        .unwrap();
        let mut rights = Rights::default();
        rights.object(value.as_object().unwrap());
        assert_eq!(rights.credit_text.as_deref(), Some("Ana Lima / Paper"));
        assert_eq!(rights.copyright_holder.as_deref(), Some("Paper Ltd"));
        assert_eq!(rights.translators, ["Bo"]);
        assert_eq!(rights.usage_info, None);
        let ask = rights.acquire_license.map(String::from);
        assert_eq!(ask.as_deref(), Some("https://paper.example/ask"));
        let source = rights.based_on.map(String::from);
        assert_eq!(source.as_deref(), Some("https://wire.example/1"));
    }

    #[test]
    fn tags_of_spdx_are_licences() {
        let mut rights = Rights::default();
        for (tag, license) in [
            (
                "CC-BY-SA-4.0",
                "https://creativecommons.org/licenses/by-sa/4.0/",
            ),
            (
                "CC0-1.0 -->",
                "https://creativecommons.org/publicdomain/zero/1.0/",
            ),
            ("MIT OR Apache-2.0", "MIT"),
            ("CC", "CC"),
        ] {
            let found = rights.spdx(&format!(" SPDX-License-Identifier: {tag}\nmore"));
            assert_eq!(found.as_deref(), Some(license), "{tag}");
        }
        assert_eq!(
            rights.spdx("SPDX-FileCopyrightText: 2024-2026 Ana Lima <a@b.example>"),
            None
        );
        assert_eq!(rights.copyright_holder.as_deref(), Some("Ana Lima"));
    }
}
