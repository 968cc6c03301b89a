//! Rule sets put together: built-in and loaded, inheritance resolved, ids unique.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use xxhash_rust::xxh3::Xxh3;

use super::builtin;
use super::file::{self, DraftRule, Extends};
use super::model::Rule;
use super::{Place, RuleProblem, RulesError};
use crate::finding::Severity;
use crate::originals::notice::Asks;
use crate::text::template::Template;
use crate::yaml::{did_you_mean, read_text};

/// The rule that holds where no other does.
pub(crate) const DEFAULT_RULE: &str = "default";

/// All rules of a run: those that the user named first, then the built-in ones.
#[derive(Debug, Clone)]
pub struct RuleSets {
    rules: Vec<Arc<Rule>>,
    /// How many of `rules` come from the user.
    loaded: usize,
    sources: BTreeMap<String, String>,
    /// The `ask` templates, prepared when they are first needed.
    asks: OnceLock<Asks>,
}

impl Default for RuleSets {
    fn default() -> Self {
        Self::builtin()
    }
}

impl RuleSets {
    /// The built-in sets alone.
    pub fn builtin() -> Self {
        // A test reads every built-in file, so that the other branch is never taken.
        Loader::default().finish().unwrap_or(Self {
            rules: Vec::new(),
            loaded: 0,
            sources: BTreeMap::new(),
            asks: OnceLock::new(),
        })
    }

    /// The built-in sets and those named: a rule file, a directory of rule files (`.yaml`, `.yml`; not its
    /// subdirectories), or the name of a built-in set, whose rules then come before the other built-in ones.
    ///
    /// A loaded rule replaces the built-in rule of the same id; with `extends:` its own id, it replaces only the keys
    /// it writes.
    ///
    /// # Errors
    /// Every problem of every file: unreadable, faulty, or with an id that another loaded file has too.
    pub fn load<P: AsRef<Path>>(names: &[P]) -> Result<Self, RulesError> {
        let mut loader = Loader::default();
        for name in names {
            loader.name(name.as_ref());
        }
        loader.finish()
    }

    /// The built-in sets and one rule file given as text, such as one inside a program or one that is being edited. Files
    /// that it extends are looked for in the folder of `name`.
    ///
    /// # Errors
    /// Every problem of the text; `name` stands for the file in them.
    pub fn from_text(name: &str, text: &str) -> Result<Self, RulesError> {
        let mut loader = Loader::default();
        let folder = Path::new(name).parent().unwrap_or(Path::new(""));
        loader.text(name, text, folder, &mut Vec::new());
        loader.finish()
    }

    /// All rules: the user's first, in the order they were named, then the built-in ones.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().map(AsRef::as_ref)
    }

    /// All rules, to be shared.
    pub(super) fn shared(&self) -> impl Iterator<Item = &Arc<Rule>> {
        self.rules.iter()
    }

    /// The rules that the user named.
    pub fn loaded(&self) -> &[Arc<Rule>] {
        &self.rules[..self.loaded]
    }

    /// The rule of an id.
    pub fn get(&self, id: &str) -> Option<&Arc<Rule>> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut Rule> {
        self.asks = OnceLock::new();
        let rule = self.rules.iter_mut().find(|rule| rule.id == id);
        rule.map(Arc::make_mut)
    }

    /// The same sets with one item of a rule switched off.
    #[cfg(test)]
    pub(crate) fn without_item(&self, id: &str, index: usize) -> Self {
        let mut sets = self.clone();
        if let Some(item) = sets
            .get_mut(id)
            .and_then(|rule| rule.require.get_mut(index))
        {
            item.severity = Severity::Off;
        }
        sets
    }

    pub(super) fn remove(&mut self, id: &str) {
        self.asks = OnceLock::new();
        if let Some(at) = self.rules.iter().position(|rule| rule.id == id) {
            self.rules.remove(at);
            if at < self.loaded {
                self.loaded -= 1;
            }
        }
    }

    /// The rule for originals that nothing else decides: the user's `default`, else the only rule that the user
    /// named, else the built-in `default`.
    pub fn fallback(&self) -> Option<&Arc<Rule>> {
        let loaded = self.loaded();
        let only = match loaded {
            [only] => Some(only),
            _ => None,
        };
        loaded
            .iter()
            .find(|rule| rule.id == DEFAULT_RULE)
            .or(only)
            .or_else(|| self.get(DEFAULT_RULE))
    }

    /// The `ask` templates of all rules with the id of their rule, in the order in which they are tried.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &Template)> {
        self.rules
            .iter()
            .flat_map(|rule| rule.ask.iter().map(|ask| (rule.id.as_str(), &ask.template)))
    }

    /// The same templates, prepared for reading notices.
    pub fn asks(&self) -> &Asks {
        self.asks.get_or_init(|| Asks::new(self.templates()))
    }

    /// What stands for the way in which notices are read: it changes when a template, a language or the program does.
    pub fn fingerprint(&self) -> String {
        let mut sum = Xxh3::new();
        let mut add = |text: &[u8]| {
            sum.update(&(text.len() as u64).to_le_bytes());
            sum.update(text);
        };
        add(env!("CARGO_PKG_VERSION").as_bytes());
        crate::languages::bytes().into_iter().for_each(&mut add);
        for (rule, template) in self.templates() {
            add(rule.as_bytes());
            add(template.source().as_bytes());
        }
        format!("{:016x}", sum.digest())
    }

    /// The texts of the loaded files by name, for drawing excerpts.
    pub fn sources(&self) -> &BTreeMap<String, String> {
        &self.sources
    }

    /// Warnings for loaded rules that no original of a run used, neither as they are nor through a rule that extends
    /// them; `None` if all were used.
    pub fn unused(&self, used: &BTreeSet<String>) -> Option<RulesError> {
        let extended = |rule: &Rule| {
            self.rules.iter().any(|other| {
                used.contains(&other.id) && other.inherited.values().any(|from| *from == rule.place)
            })
        };
        let problems: Vec<RuleProblem> = self
            .loaded()
            .iter()
            .filter(|rule| !used.contains(&rule.id) && !extended(rule))
            .map(|rule| RuleProblem {
                file: rule.place.file.clone(),
                line: rule.place.line,
                column: rule.place.column,
                len: u32::try_from(rule.id.chars().count()).unwrap_or(1),
                message: format!("no original of this run uses the rule `{}`", rule.id),
                help: Some(
                    "name it in the front matter (`rule:`), or give it `applies-to` or `ask`"
                        .to_owned(),
                ),
                severity: Severity::Warning,
            })
            .collect();
        (!problems.is_empty()).then(|| RulesError {
            problems,
            sources: self.sources.clone(),
        })
    }
}

/// Collects drafts and problems of all files.
#[derive(Default)]
struct Loader {
    drafts: Vec<DraftRule>,
    /// Built-in sets that the user named.
    named: Vec<&'static str>,
    files: BTreeSet<PathBuf>,
    sources: BTreeMap<String, String>,
    problems: Vec<RuleProblem>,
}

impl Loader {
    fn name(&mut self, path: &Path) {
        if let Some(set) = path.to_str().and_then(builtin_set)
            && !path.exists()
        {
            self.named.push(set);
        } else if path.is_dir() {
            self.directory(path);
        } else if path.exists() {
            self.file(path, &mut Vec::new(), None);
        } else {
            let name = path.display().to_string();
            let sets = builtin::SETS.iter().map(|(set, _)| *set);
            let help = match did_you_mean(&name, sets.clone()) {
                Some(near) => format!("did you mean the built-in set `{near}`?"),
                None => format!(
                    "give a file, a directory or a built-in set: {}",
                    sets.collect::<Vec<_>>().join(", ")
                ),
            };
            self.whole_file(name, "there is no such rule set".to_owned(), Some(help));
        }
    }

    fn directory(&mut self, path: &Path) {
        let listed = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut files: Vec<PathBuf> = match listed {
            Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
            Err(error) => {
                let message = format!("the directory cannot be read: {error}");
                return self.whole_file(path.display().to_string(), message, None);
            }
        };
        files.retain(|file| {
            file.is_file()
                && file
                    .extension()
                    .is_some_and(|ending| ending == "yaml" || ending == "yml")
        });
        files.sort();
        if files.is_empty() {
            let message = "the directory holds no rule file".to_owned();
            let help = "rule files end in .yaml or .yml".to_owned();
            self.whole_file(path.display().to_string(), message, Some(help));
        }
        for file in files {
            self.file(&file, &mut Vec::new(), None);
        }
    }

    fn file(&mut self, path: &Path, chain: &mut Vec<PathBuf>, from: Option<&Place>) {
        if chain.len() == MAX_CHAIN {
            let message = format!("more than {MAX_CHAIN} files extend one another");
            let help = Some("extend the last of them directly".to_owned());
            return self.at(from.cloned().unwrap_or_default(), message, help);
        }
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if chain.contains(&identity) {
            let message = format!("`extends` leads back to {}", path.display());
            let help = Some("remove one of the files from the circle".to_owned());
            return self.at(from.cloned().unwrap_or_default(), message, help);
        }
        // A file that two others extend is read once.
        if !self.files.insert(identity.clone()) {
            return;
        }
        let name = path.display().to_string();
        let text = match read_text(path) {
            Ok(text) => text,
            Err(message) => match from {
                Some(place) => return self.at(place.clone(), format!("{name}: {message}"), None),
                None => return self.whole_file(name, message, None),
            },
        };
        chain.push(identity);
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        self.text(&name, &text, &folder, chain);
        chain.pop();
    }

    fn text(&mut self, name: &str, text: &str, folder: &Path, chain: &mut Vec<PathBuf>) {
        self.sources.insert(name.to_owned(), text.to_owned());
        match file::read(name, text) {
            Ok(file) => {
                for extends in &file.extends {
                    self.extends(extends, folder, chain);
                }
                self.drafts.extend(file.rules);
            }
            Err(problems) => self.problems.extend(problems),
        }
    }

    fn extends(&mut self, extends: &Extends, folder: &Path, chain: &mut Vec<PathBuf>) {
        if builtin_set(&extends.name).is_some() {
            return; // Built-in sets are always there.
        }
        let path = folder.join(&extends.name);
        if path.is_file() {
            self.file(&path, chain, Some(&extends.place));
            return;
        }
        let help = did_you_mean(&extends.name, builtin::SETS.iter().map(|(set, _)| *set))
            .map(|near| format!("did you mean `{near}`?"));
        let message = format!(
            "`{}` is neither a built-in set nor a file beside this one",
            extends.name
        );
        self.at(extends.place.clone(), message, help);
    }

    fn whole_file(&mut self, file: String, message: String, help: Option<String>) {
        let place = Place {
            file,
            ..Place::default()
        };
        self.at(place, message, help);
    }

    fn at(&mut self, place: Place, message: String, help: Option<String>) {
        self.problems.push(RuleProblem {
            file: place.file,
            line: place.line,
            column: place.column,
            len: 1,
            message,
            help,
            severity: Severity::Error,
        });
    }

    fn finish(mut self) -> Result<RuleSets, RulesError> {
        let mut user = std::mem::take(&mut self.drafts);
        let mut builtins = Vec::new();
        for (set, baked) in builtin::trees() {
            match file::read_baked(&builtin::file_name(set), baked) {
                Ok(file) if self.named.contains(&set) => user.extend(file.rules),
                Ok(file) => builtins.extend(file.rules),
                Err(problems) => self.problems.extend(problems),
            }
        }
        self.duplicates(&user);
        let inheritance = Inheritance::new(&user, &builtins);
        let mut rules = Vec::new();
        for draft in &user {
            match inheritance.resolve(draft) {
                Ok(rule) => rules.push(rule),
                Err((place, message, help)) => self.at(place, message, help),
            }
        }
        let loaded = rules.len();
        for draft in &builtins {
            if !inheritance.user.contains_key(&*draft.rule.id) {
                match inheritance.resolve(draft) {
                    Ok(rule) => rules.push(rule),
                    Err((place, message, help)) => self.at(place, message, help),
                }
            }
        }
        // Every rule can tell what to paste.
        let fix = rules
            .iter()
            .rev()
            .find(|rule| rule.id == DEFAULT_RULE)
            .map(|rule| rule.fix.clone())
            .unwrap_or_default();
        for rule in rules.iter_mut().filter(|rule| rule.fix.is_empty()) {
            rule.fix.clone_from(&fix);
        }
        if self.problems.is_empty() {
            Ok(RuleSets {
                rules: rules.into_iter().map(Arc::new).collect(),
                loaded,
                sources: self.sources,
                asks: OnceLock::new(),
            })
        } else {
            for (set, text) in builtin::SETS {
                self.sources
                    .insert(builtin::file_name(set), (*text).to_owned());
            }
            Err(RulesError {
                problems: self.problems,
                sources: self.sources,
            })
        }
    }

    fn duplicates(&mut self, user: &[DraftRule]) {
        let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
        for draft in user {
            let rule = &draft.rule;
            match first.get(rule.id.as_str()) {
                Some(place) => {
                    let message = format!("the rule `{}` is defined twice", rule.id);
                    let help =
                        format!("first in {}:{}; rename one of them", place.file, place.line);
                    self.at(rule.place.clone(), message, Some(help));
                }
                None => {
                    first.insert(&rule.id, &rule.place);
                }
            }
        }
    }
}

type Fault = (Place, String, Option<String>);

/// Resolves `extends` of rules.
struct Inheritance<'d> {
    user: BTreeMap<&'d str, &'d DraftRule>,
    builtins: BTreeMap<&'d str, &'d DraftRule>,
}

/// Most rules, or files, of which each extends the next. House rules build on two or three (by hand); the limit keeps a
/// generated file from costing the square of its length.
const MAX_CHAIN: usize = 32;
/// Ids among which a misspelt one is looked for. By hand.
const MAX_NEAR: usize = 1_000;

impl<'d> Inheritance<'d> {
    fn new(user: &'d [DraftRule], builtins: &'d [DraftRule]) -> Self {
        // Of two rules of one id, which is an error of its own, the first counts.
        let by_id = |drafts: &'d [DraftRule]| {
            let ids = drafts.iter().rev();
            ids.map(|draft| (&*draft.rule.id, draft)).collect()
        };
        Self {
            user: by_id(user),
            builtins: by_id(builtins),
        }
    }

    fn find(&self, id: &str, builtin_only: bool) -> Option<&'d DraftRule> {
        let user = self.user.get(id).filter(|_| !builtin_only);
        user.or_else(|| self.builtins.get(id)).copied()
    }

    /// The rule with what it inherits, nearest ancestor first.
    fn resolve(&self, draft: &'d DraftRule) -> Result<Rule, Fault> {
        let mut rule = draft.rule.clone();
        let mut written: BTreeSet<&'static str> = draft.own_keys.iter().copied().collect();
        let mut current = draft;
        let mut seen = vec![draft];
        while let Some(extends) = &current.extends {
            let itself = extends.name == current.rule.id;
            let Some(base) = self.find(&extends.name, itself) else {
                let known = self.builtins.keys().chain(self.user.keys());
                let known = known.filter(|known| **known != current.rule.id);
                let help = did_you_mean(&extends.name, known.copied().take(MAX_NEAR))
                    .map(|near| format!("did you mean `{near}`?"));
                let kind = if itself { "built-in rule" } else { "rule" };
                let message = format!("there is no {kind} `{}` to extend", extends.name);
                return Err((extends.place.clone(), message, help));
            };
            if seen.iter().any(|earlier| std::ptr::eq(*earlier, base)) {
                let place = draft.extends.as_ref().unwrap_or(extends).place.clone();
                let message = "the rules that this one extends run in a circle".to_owned();
                return Err((place, message, None));
            }
            if seen.len() == MAX_CHAIN {
                let place = draft.extends.as_ref().unwrap_or(extends).place.clone();
                let message = format!("more than {MAX_CHAIN} rules extend one another");
                let help = Some("extend a rule nearer to the last of them".to_owned());
                return Err((place, message, help));
            }
            seen.push(base);
            inherit(&mut rule, &base.rule, &mut written, &base.own_keys);
            current = base;
        }
        Ok(rule)
    }
}

/// Takes the keys that `rule` does not write from `base`. What belongs to one publisher (its sites, notices, names)
/// only goes to a rule of the same id, which is the same rule changed.
fn inherit(
    rule: &mut Rule,
    base: &Rule,
    written: &mut BTreeSet<&'static str>,
    keys: &[&'static str],
) {
    let same = rule.id == base.id;
    for key in keys {
        if !written.insert(key) {
            continue;
        }
        match *key {
            "summary" => rule.summary.clone_from(&base.summary),
            "docs" if same => rule.docs.clone_from(&base.docs),
            "checked" if same => rule.checked.clone_from(&base.checked),
            "reprint" => rule.reprint.clone_from(&base.reprint),
            "voice" => rule.voice = base.voice,
            "require" => rule.require.clone_from(&base.require),
            "fix" => rule.fix.clone_from(&base.fix),
            "manual" => rule.manual.clone_from(&base.manual),
            "metadata" => rule.metadata.clone_from(&base.metadata),
            "applies-to" if same => rule.applies_to.clone_from(&base.applies_to),
            "ask" if same => rule.ask.clone_from(&base.ask),
            "defaults" if same => rule.defaults.clone_from(&base.defaults),
            "aliases" if same => rule.aliases.clone_from(&base.aliases),
            _ => continue,
        }
        rule.inherited.insert(key, base.place.clone());
    }
}

/// Whether a name, with or without `builtin:`, is that of a built-in set.
pub(crate) fn is_builtin(name: &str) -> bool {
    builtin_set(name).is_some()
}

/// The names of the built-in sets, in the order in which they are tried.
pub fn builtin_names() -> impl Iterator<Item = &'static str> {
    builtin::SETS.iter().map(|(set, _)| *set)
}

fn builtin_set(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("builtin:").unwrap_or(name);
    builtin::SETS
        .iter()
        .map(|(set, _)| *set)
        .find(|set| *set == name)
}
