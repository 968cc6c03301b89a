//! What a user changes about a rule without copying it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::demand::{Demand, Permission, Requirement};
use super::sets::{DEFAULT_RULE, RuleSets};
use crate::finding::{Code, Severity};
use crate::yaml::did_you_mean;

/// Changes to one rule, as a configuration file gives them under the rule's id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Adjustment {
    /// The rule is not used at all: neither its notices nor its sites.
    pub disable: bool,
    /// Other severities for findings of this rule; `off` drops them.
    pub severity: BTreeMap<Code, Severity>,
    /// More hosts, URLs and names of the publisher and its authors.
    pub aliases: Vec<String>,
    /// More hosts that may reprint, where the rule asks for permission.
    pub allow: Vec<String>,
}

/// Why a rule could not be adjusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AdjustError {
    /// No loaded set has the rule.
    #[error("there is no rule `{id}`{}", near.as_ref().map_or_else(String::new, |near| format!("; did you mean `{near}`?")))]
    UnknownRule {
        /// The id that was given.
        id: String,
        /// A rule that may be meant.
        near: Option<String>,
    },
    /// The rule that holds where no other does cannot be disabled.
    #[error(
        "the rule `{DEFAULT_RULE}` cannot be disabled; set the severities of its findings to `off` instead"
    )]
    DefaultRule,
}

impl RuleSets {
    /// Changes a rule of these sets.
    ///
    /// # Errors
    /// A rule that does not exist, or the default rule if it is to be disabled.
    pub fn adjust(&mut self, id: &str, change: &Adjustment) -> Result<(), AdjustError> {
        if self.get(id).is_none() {
            let near = did_you_mean(id, self.iter().map(|rule| rule.id.as_str()));
            return Err(AdjustError::UnknownRule {
                id: id.to_owned(),
                near: near.map(str::to_owned),
            });
        }
        if change.disable {
            if id == DEFAULT_RULE {
                return Err(AdjustError::DefaultRule);
            }
            self.remove(id);
            return Ok(());
        }
        if let Some(rule) = self.get_mut(id) {
            rule.severities.extend(
                change
                    .severity
                    .iter()
                    .map(|(code, severity)| (*code, *severity)),
            );
            rule.aliases.extend(change.aliases.iter().cloned());
            allow(&mut rule.require, &change.allow);
        }
        Ok(())
    }
}

/// Adds hosts to every allow list. Combinations nest no deeper than the YAML they came from.
fn allow(items: &mut [Requirement], hosts: &[String]) {
    for item in items {
        match &mut item.demand {
            Demand::Permission(Permission { allow, .. }) => allow.extend(hosts.iter().cloned()),
            Demand::AnyOf(items) | Demand::AllOf(items) => allow(items, hosts),
            Demand::Not(item) => allow(std::slice::from_mut(item), hosts),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_changed_in_place() {
        let mut sets = RuleSets::builtin();
        let change: Adjustment = serde_json::from_str(
            r#"{"severity": {"missing-author": "error"}, "aliases": ["old.example"], "allow": ["partner.example"]}"#,
        )
        .unwrap();
        sets.adjust("no-reprint", &change).unwrap();
        let rule = sets.get("no-reprint").unwrap();
        assert_eq!(rule.severities[&Code::MissingAuthor], Severity::Error);
        assert_eq!(rule.aliases, ["old.example"]);
        assert!(
            matches!(&rule.require[0].demand, Demand::Permission(Permission { allow, .. }) if allow == &["partner.example"])
        );
    }

    #[test]
    fn a_disabled_rule_is_gone() {
        let mut sets = RuleSets::builtin();
        let disable = Adjustment {
            disable: true,
            ..Adjustment::default()
        };
        sets.adjust("wpcom", &disable).unwrap();
        assert!(sets.get("wpcom").is_none());
        assert!(sets.templates().all(|(id, _)| id != "wpcom"));
        assert_eq!(
            sets.adjust("default", &disable),
            Err(AdjustError::DefaultRule)
        );
        let error = sets.adjust("wpcon", &disable).unwrap_err();
        assert_eq!(error.to_string(), "there is no rule `wpcon`");
        let error = sets.adjust("csnd", &disable).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no rule `csnd`; did you mean `csdn`?"
        );
    }
}
