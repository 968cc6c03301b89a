//! `creditline lsp`: what `check` finds, in editors, while one types.
//!
//! Two threads share the work. The session speaks with the editor and keeps the documents ([`session`], [`documents`]); it
//! never judges, so that it always answers. The worker judges the newest text of one document at a time ([`queue`],
//! [`worker`]). What is found becomes diagnostics and code actions ([`diagnostics`], [`actions`]). How a file is judged is
//! not known here: [`Workspaces`] says it.

mod actions;
mod diagnostics;
mod documents;
mod event;
mod positions;
mod queue;
mod session;
mod transport;
mod worker;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::audit::Audit;
use crate::fix::Suggestion;
use crate::rules::RuleProblem;

pub(crate) use session::{End, serve};

/// The largest document, in bytes: pages may have ten MiB, and are told to be too large above that. By hand.
const MAX_DOCUMENT: usize = 32 * 1024 * 1024;

/// How files are judged, by the workspaces that they lie in.
pub(crate) trait Workspaces: Send {
    /// A page, by its text in the editor.
    fn check(&mut self, file: &Path, text: &str) -> Checked;

    /// What would mend the findings of a page, each by itself.
    fn suggestions(&mut self, file: &Path, text: &str) -> Vec<Suggestion>;

    /// The page as it would be with all that can be mended; `None` where nothing can.
    fn fixed(&mut self, file: &Path, text: &str) -> Option<String>;

    /// What is wrong with a configuration or a rule file, by its text in the editor; `None` where the file is neither.
    fn problems(&mut self, file: &Path, text: &str) -> Option<Vec<RuleProblem>>;

    /// Files were changed on the disk. Whether findings may have changed by that.
    fn changed(&mut self, files: &[PathBuf]) -> bool;
}

/// What came of checking a page.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// The verdict; `None` where the page is not for checking.
    pub(crate) audit: Option<Audit>,
    /// Where the notices of local originals stand: file and 1-based line, by the short name of the original.
    pub(crate) notices: HashMap<String, (PathBuf, u32)>,
    /// What kept it from being checked as the configuration says, such as faults of the configuration.
    pub(crate) problems: Vec<RuleProblem>,
    /// The file of the configuration, if one holds.
    pub(crate) config: Option<PathBuf>,
}
