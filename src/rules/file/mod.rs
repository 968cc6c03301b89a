//! A rule file: from YAML text to rules, with every problem it has.

mod cases;
pub(crate) mod keys;
mod rule;
pub(crate) mod words;

use super::model::Rule;
use super::{Place, RuleProblem};
use crate::yaml::{Baked, Node, Reader, baked_document, document};

/// The version of the language that this program reads.
pub(super) const VERSION: u32 = 1;

/// What a rule file says, before sets are put together.
#[derive(Debug, Default)]
pub(crate) struct RuleFile {
    /// Names of sets or files whose rules come first.
    pub(crate) extends: Vec<Extends>,
    pub(crate) rules: Vec<DraftRule>,
}

/// A set that a file builds on.
#[derive(Debug, Clone)]
pub(crate) struct Extends {
    pub(crate) name: String,
    pub(crate) place: Place,
}

/// A rule before it inherits: which keys it wrote itself, and from which rule it takes the others.
#[derive(Debug, Clone)]
pub(crate) struct DraftRule {
    pub(crate) rule: Rule,
    pub(crate) extends: Option<Extends>,
    /// The keys that the rule writes itself.
    pub(crate) own_keys: Vec<&'static str>,
}

/// Reads a rule file.
///
/// # Errors
/// All problems found, if there is any.
pub(crate) fn read(name: &str, text: &str) -> Result<RuleFile, Vec<RuleProblem>> {
    document(name, text, read_file)
}

/// Reads a rule file that comes with the program.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_baked(name: &str, baked: Baked) -> Result<RuleFile, Vec<RuleProblem>> {
    baked_document(name, baked, read_file)
}

fn read_file(reader: &mut Reader<'_>, node: &Node) -> Option<RuleFile> {
    let outline = format!("a rule file is `version: {VERSION}` and a list `rules:`");
    let fields = reader.versioned(node, VERSION, "a rule file", keys::FILE, &outline)?;
    let mut file = RuleFile::default();
    if let Some(extends) = fields.get("extends") {
        for item in reader.one_or_list(extends) {
            if let Some(name) = reader.text(item, "`extends`") {
                file.extends.push(Extends {
                    name,
                    place: reader.place(item),
                });
            }
        }
    }
    let Some(rules) = fields.get("rules") else {
        reader.error_help(node.referenced, "the file has no `rules`", outline);
        return None;
    };
    for item in reader.list(rules, "`rules`")? {
        if let Some(rule) = rule::read(reader, item) {
            file.rules.push(rule);
        }
    }
    Some(file)
}
