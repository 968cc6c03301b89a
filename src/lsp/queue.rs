//! What waits for the worker. Of one document only the newest text is judged, so that typing piles up no work.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use lsp_server::RequestId;
use lsp_types::{Range, Url};

/// The text of a document at one moment.
#[derive(Debug, Clone)]
pub(super) struct Snapshot {
    pub(super) uri: Url,
    pub(super) file: PathBuf,
    pub(super) version: i32,
    pub(super) text: Arc<String>,
}

/// Something to do.
#[derive(Debug)]
pub(super) enum Task {
    /// Find what is wrong with a document.
    Judge(Snapshot),
    /// Find what can be done at a place.
    Act {
        id: RequestId,
        of: Snapshot,
        range: Range,
        /// Whether all should be mended at once, and single mends are not asked for.
        whole: bool,
    },
    /// Files were changed on the disk.
    Changed(Vec<PathBuf>),
}

#[derive(Debug, Default)]
struct State {
    tasks: VecDeque<Task>,
    is_closed: bool,
}

/// Tasks from the session to the worker.
#[derive(Debug, Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    news: Condvar,
}

impl Queue {
    /// Puts a task at the end, in place of one that it makes needless.
    pub(super) fn push(&self, task: Task) {
        let mut state = self.state();
        if let Task::Judge(new) = &task {
            (state.tasks).retain(|old| !matches!(old, Task::Judge(old) if old.uri == new.uri));
        }
        match task {
            // What is asked for is waited for; what changed must be known before anything is judged.
            Task::Judge(_) => state.tasks.push_back(task),
            Task::Act { .. } => {
                let is_first = |old: &Task| matches!(old, Task::Judge(_));
                let at = state.tasks.iter().position(is_first);
                let at = at.unwrap_or(state.tasks.len());
                state.tasks.insert(at, task);
            }
            Task::Changed(_) => state.tasks.push_front(task),
        }
        self.news.notify_one();
    }

    /// Nobody wants to know any more what is wrong with a document.
    pub(super) fn forget(&self, uri: &Url) {
        let mut state = self.state();
        (state.tasks).retain(|old| !matches!(old, Task::Judge(old) if old.uri == *uri));
    }

    /// Nobody waits for this answer any more.
    pub(super) fn cancel(&self, request: &RequestId) {
        let mut state = self.state();
        (state.tasks).retain(|old| !matches!(old, Task::Act { id, .. } if id == request));
    }

    /// The worker should end.
    pub(super) fn close(&self) {
        self.state().is_closed = true;
        self.news.notify_one();
    }

    /// Waits for something to do; `None` when there will be nothing any more.
    pub(super) fn next(&self) -> Option<Task> {
        let mut state = self.state();
        loop {
            if state.is_closed {
                return None;
            }
            if let Some(task) = state.tasks.pop_front() {
                return Some(task);
            }
            state = { self.news.wait(state) }.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
