//! What a session waits for: the editor and the worker.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lsp_server::RequestId;
use lsp_types::{CodeActionOrCommand, Diagnostic, Url};

use super::transport::Incoming;

/// Something that happened.
#[derive(Debug)]
pub(super) enum Event {
    /// The editor sent something.
    Came(Incoming),
    /// The worker did something.
    Done(Outcome),
}

/// What came of a task.
#[derive(Debug)]
pub(super) enum Outcome {
    /// What is wrong with a document, and what that says of other files.
    Judged {
        uri: Url,
        version: i32,
        diagnostics: Vec<Diagnostic>,
        /// The file that answers for what is wrong elsewhere: what was told in its name before holds no longer.
        by: Option<PathBuf>,
        elsewhere: BTreeMap<PathBuf, Vec<Diagnostic>>,
    },
    /// What can be done at a place.
    Actions {
        id: RequestId,
        uri: Url,
        version: i32,
        actions: Vec<CodeActionOrCommand>,
    },
    /// What was found before may hold no longer.
    Stale,
}
