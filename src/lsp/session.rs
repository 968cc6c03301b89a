//! The conversation with one editor.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{
    CancelParams, CodeActionKind, CodeActionOptions, CodeActionParams, Diagnostic,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWatchedFilesRegistrationOptions, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, FileSystemWatcher, GlobPattern,
    InitializeParams, InitializeResult, NumberOrString, PublishDiagnosticsParams, Registration,
    RegistrationParams, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions, Url,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Workspaces;
use super::diagnostics::Style;
use super::documents::{Documents, file};
use super::event::{Event, Outcome};
use super::positions::Encoding;
use super::queue::{Queue, Snapshot, Task};
use super::transport::{self, Incoming};
use super::worker;

/// How long nobody types before a document is judged (by hand: shorter than a pause for thought, longer than between two
/// keys).
const PAUSE: Duration = Duration::from_millis(200);

/// Files whose changes on the disk may matter: configurations, rules, originals.
const WATCHED: &str = "**/*.{yaml,yml,html,htm,md,markdown,txt}";

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The editor said that it would end it.
    Orderly,
    /// It ended without a word.
    Abrupt,
}

/// Serves one editor until it is gone.
///
/// # Errors
/// When the editor takes no answer any more.
pub(crate) fn serve(
    mut input: impl BufRead + Send + 'static,
    output: impl Write,
    workspaces: Box<dyn Workspaces>,
) -> io::Result<End> {
    let (sender, events) = channel();
    let from_editor = sender.clone();
    thread::spawn(move || {
        loop {
            let incoming = transport::read(&mut input);
            let is_last = matches!(incoming, Incoming::Closed);
            if from_editor.send(Event::Came(incoming)).is_err() || is_last {
                return;
            }
        }
    });
    let mut session = Session {
        output,
        sender,
        workspaces: Some(workspaces),
        queue: Arc::default(),
        stage: Stage::Fresh,
        style: Style::default(),
        can_watch: false,
        documents: Documents::default(),
        due: HashMap::new(),
        waiting: HashSet::new(),
        own: HashMap::new(),
        elsewhere: HashMap::new(),
    };
    let end = session.listen(&events);
    session.queue.close();
    end
}

/// How far a conversation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing was agreed on.
    Fresh,
    /// Everything may be asked.
    Running,
    /// Nothing may be asked any more.
    ShutDown,
}

struct Session<W> {
    output: W,
    /// What the worker tells its outcomes to.
    sender: Sender<Event>,
    /// What the worker will judge by, until it is started.
    workspaces: Option<Box<dyn Workspaces>>,
    queue: Arc<Queue>,
    stage: Stage,
    style: Style,
    /// Whether the editor can be asked to tell of changed files.
    can_watch: bool,
    documents: Documents,
    /// Edited documents, and when to judge them.
    due: HashMap<Url, Instant>,
    /// Questions without an answer yet.
    waiting: HashSet<RequestId>,
    /// What is wrong with the open documents.
    own: HashMap<Url, Vec<Diagnostic>>,
    /// What is wrong with files by the word of others, such as of the configuration that names them.
    elsewhere: HashMap<PathBuf, BTreeMap<PathBuf, Vec<Diagnostic>>>,
}

impl<W: Write> Session<W> {
    fn listen(&mut self, events: &Receiver<Event>) -> io::Result<End> {
        loop {
            let next = self.due.values().min().copied();
            let event = match next {
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => events.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match event {
                Ok(Event::Came(Incoming::Closed)) | Err(RecvTimeoutError::Disconnected) => {
                    return Ok(End::Abrupt);
                }
                Ok(Event::Came(Incoming::Malformed(code, why))) => {
                    transport::write_fault(&mut self.output, code, why)?;
                }
                Ok(Event::Came(Incoming::Message(message))) => match message {
                    Message::Request(request) => self.request(request)?,
                    Message::Notification(one) if one.method == "exit" => {
                        return Ok(match self.stage {
                            Stage::ShutDown => End::Orderly,
                            _ => End::Abrupt,
                        });
                    }
                    Message::Notification(one) => self.notification(one)?,
                    Message::Response(_) => {}
                },
                Ok(Event::Done(outcome)) => self.done(outcome)?,
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.judge_what_is_due();
        }
    }

    fn request(&mut self, request: Request) -> io::Result<()> {
        let id = request.id.clone();
        match (self.stage, request.method.as_str()) {
            (Stage::Fresh, "initialize") => match parsed(request.params) {
                Some(params) => self.initialize(id, params),
                None => self.refuse(
                    id,
                    ErrorCode::InvalidParams,
                    "these are no parameters of it",
                ),
            },
            (Stage::Fresh, _) => {
                self.refuse(id, ErrorCode::ServerNotInitialized, "not initialized yet")
            }
            (Stage::ShutDown, _) => {
                self.refuse(id, ErrorCode::InvalidRequest, "the server was shut down")
            }
            (Stage::Running, "initialize") => {
                self.refuse(id, ErrorCode::InvalidRequest, "initialized already")
            }
            (Stage::Running, "shutdown") => {
                self.stage = Stage::ShutDown;
                self.queue.close();
                self.answer(id, ())
            }
            (Stage::Running, "textDocument/codeAction") => match parsed(request.params) {
                Some(params) => self.code_action(id, params),
                None => self.refuse(
                    id,
                    ErrorCode::InvalidParams,
                    "these are no parameters of it",
                ),
            },
            (Stage::Running, _) => {
                self.refuse(id, ErrorCode::MethodNotFound, "there is no such method")
            }
        }
    }

    fn initialize(&mut self, id: RequestId, params: InitializeParams) -> io::Result<()> {
        let capabilities = params.capabilities;
        let general = capabilities.general.unwrap_or_default();
        let offered = general.position_encodings.unwrap_or_default();
        let text = capabilities.text_document.unwrap_or_default();
        let shown = text.publish_diagnostics.unwrap_or_default();
        let workspace = capabilities.workspace.unwrap_or_default();
        self.style = Style {
            encoding: Encoding::agreed(&offered),
            has_links: shown.code_description_support.unwrap_or_default(),
            has_related: shown.related_information.unwrap_or_default(),
            has_versions: { workspace.workspace_edit }
                .and_then(|edit| edit.document_changes)
                .unwrap_or_default(),
        };
        self.can_watch = { workspace.did_change_watched_files }
            .and_then(|watch| watch.dynamic_registration)
            .unwrap_or_default();
        if let Some(mut workspaces) = self.workspaces.take() {
            let (queue, sender, style) = (Arc::clone(&self.queue), self.sender.clone(), self.style);
            thread::spawn(move || worker::run(workspaces.as_mut(), &queue, &sender, style));
        }
        self.stage = Stage::Running;
        let kinds = vec![CodeActionKind::QUICKFIX, CodeActionKind::SOURCE_FIX_ALL];
        let result = InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(self.style.encoding.kind()),
                text_document_sync: Some(
                    TextDocumentSyncOptions {
                        open_close: Some(true),
                        change: Some(TextDocumentSyncKind::INCREMENTAL),
                        save: Some(true.into()),
                        ..TextDocumentSyncOptions::default()
                    }
                    .into(),
                ),
                code_action_provider: Some(
                    CodeActionOptions {
                        code_action_kinds: Some(kinds),
                        ..CodeActionOptions::default()
                    }
                    .into(),
                ),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo {
                name: "creditline".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        self.answer(id, result)
    }

    fn code_action(&mut self, id: RequestId, params: CodeActionParams) -> io::Result<()> {
        let only = params.context.only.unwrap_or_default();
        let asks = |kind: &CodeActionKind| {
            // A kind asks for all kinds below it too.
            let is_above = |asked: &CodeActionKind| {
                let below = kind.as_str().strip_prefix(asked.as_str());
                below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            only.iter().any(is_above)
        };
        // What mends all is offered where it is asked for: on saving, or from the menu of such actions.
        let whole = asks(&CodeActionKind::SOURCE_FIX_ALL);
        let is_meant = only.is_empty() || whole || asks(&CodeActionKind::QUICKFIX);
        let of = self.snapshot(&params.text_document.uri);
        let Some(of) = of.filter(|_| is_meant) else {
            return self.answer(id, Vec::<()>::new());
        };
        self.waiting.insert(id.clone());
        self.queue.push(Task::Act {
            id,
            of,
            range: params.range,
            whole,
        });
        Ok(())
    }

    fn notification(&mut self, notification: Notification) -> io::Result<()> {
        if self.stage != Stage::Running {
            return Ok(());
        }
        let params = notification.params;
        match notification.method.as_str() {
            "initialized" => self.watch(),
            "textDocument/didOpen" => {
                if let Some(params) = parsed::<DidOpenTextDocumentParams>(params) {
                    let uri = params.text_document.uri.clone();
                    self.documents.open(params.text_document);
                    self.due.insert(uri, Instant::now());
                }
                Ok(())
            }
            "textDocument/didChange" => {
                if let Some(params) = parsed::<DidChangeTextDocumentParams>(params) {
                    let document = params.text_document;
                    let (uri, version) = (&document.uri, document.version);
                    let encoding = self.style.encoding;
                    let changes = params.content_changes;
                    if self.documents.change(uri, version, changes, encoding) {
                        self.due.insert(document.uri, Instant::now() + PAUSE);
                    }
                }
                Ok(())
            }
            "textDocument/didSave" => {
                if let Some(params) = parsed::<DidSaveTextDocumentParams>(params) {
                    let saved = file(&params.text_document.uri);
                    self.changed(saved.into_iter().collect());
                }
                Ok(())
            }
            "textDocument/didClose" => match parsed::<DidCloseTextDocumentParams>(params) {
                Some(params) => self.close(&params.text_document.uri),
                None => Ok(()),
            },
            "workspace/didChangeWatchedFiles" => {
                if let Some(params) = parsed::<DidChangeWatchedFilesParams>(params) {
                    let files = params.changes.iter().filter_map(|one| file(&one.uri));
                    self.changed(files.collect());
                }
                Ok(())
            }
            "$/cancelRequest" => match parsed::<CancelParams>(params) {
                Some(params) => self.cancel(match params.id {
                    NumberOrString::Number(id) => id.into(),
                    NumberOrString::String(id) => id.into(),
                }),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Asks the editor to tell of changed files.
    fn watch(&mut self) -> io::Result<()> {
        if !self.can_watch {
            return Ok(());
        }
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: vec![FileSystemWatcher {
                glob_pattern: GlobPattern::String(WATCHED.to_owned()),
                kind: None,
            }],
        };
        let params = RegistrationParams {
            registrations: vec![Registration {
                id: "files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: serde_json::to_value(options).ok(),
            }],
        };
        let request = Request {
            id: "watch".to_owned().into(),
            method: "client/registerCapability".to_owned(),
            params: serde_json::to_value(params)?,
        };
        transport::write(&mut self.output, &request.into())
    }

    fn changed(&mut self, files: Vec<PathBuf>) {
        if !files.is_empty() {
            self.queue.push(Task::Changed(files));
        }
    }

    fn close(&mut self, uri: &Url) -> io::Result<()> {
        self.documents.close(uri);
        self.due.remove(uri);
        self.queue.forget(uri);
        match self.own.remove(uri) {
            Some(_) => self.publish(uri),
            None => Ok(()),
        }
    }

    fn cancel(&mut self, id: RequestId) -> io::Result<()> {
        self.queue.cancel(&id);
        if self.waiting.remove(&id) {
            self.refuse(id, ErrorCode::RequestCanceled, "canceled")?;
        }
        Ok(())
    }

    fn judge_what_is_due(&mut self) {
        let now = Instant::now();
        let due = self.due.iter().filter(|(_, at)| **at <= now);
        let due: BTreeSet<Url> = due.map(|(uri, _)| uri.clone()).collect();
        for uri in due {
            self.due.remove(&uri);
            if let Some(of) = self.snapshot(&uri) {
                self.queue.push(Task::Judge(of));
            }
        }
    }

    fn snapshot(&self, uri: &Url) -> Option<Snapshot> {
        let document = self.documents.get(uri)?;
        Some(Snapshot {
            uri: uri.clone(),
            file: document.file.clone(),
            version: document.version,
            text: Arc::clone(document.text.as_ref()?),
        })
    }

    fn done(&mut self, outcome: Outcome) -> io::Result<()> {
        match outcome {
            Outcome::Judged {
                uri,
                version,
                diagnostics,
                by,
                elsewhere,
            } => {
                if let Some(by) = by {
                    self.tell_elsewhere(by, elsewhere)?;
                }
                // What was edited since will be judged again.
                if !self.is_current(&uri, version) {
                    return Ok(());
                }
                self.own.insert(uri.clone(), diagnostics);
                self.publish(&uri)
            }
            Outcome::Actions {
                id,
                uri,
                version,
                actions,
            } => {
                if !self.waiting.remove(&id) {
                    return Ok(());
                }
                if self.is_current(&uri, version) {
                    self.answer(id, actions)
                } else {
                    self.refuse(id, ErrorCode::ContentModified, "the document was edited")
                }
            }
            Outcome::Stale => {
                let now = Instant::now();
                for uri in self.documents.uris() {
                    self.due.entry(uri).or_insert(now);
                }
                Ok(())
            }
        }
    }

    fn is_current(&self, uri: &Url, version: i32) -> bool {
        let document = self.documents.get(uri);
        document.is_some_and(|document| document.version == version)
    }

    /// Takes note of what one file says of others, and tells it where it is news.
    fn tell_elsewhere(
        &mut self,
        by: PathBuf,
        now: BTreeMap<PathBuf, Vec<Diagnostic>>,
    ) -> io::Result<()> {
        let before = self.elsewhere.insert(by.clone(), now).unwrap_or_default();
        let now = self.elsewhere.get(&by).cloned().unwrap_or_default();
        let files: BTreeSet<&PathBuf> = before.keys().chain(now.keys()).collect();
        for file in files {
            if before.get(file) != now.get(file)
                && let Some(uri) = self.address(file)
            {
                self.publish(&uri)?;
            }
        }
        Ok(())
    }

    /// The address of a file, as the editor writes it where the file is open.
    fn address(&self, file: &Path) -> Option<Url> {
        let is_it = |uri: &Url| {
            let open = self.documents.get(uri).map(|document| &document.file);
            open.is_some_and(|open| is_same(open, file))
        };
        let open = self.documents.uris().into_iter().find(is_it);
        open.or_else(|| Url::from_file_path(file).ok())
    }

    fn publish(&mut self, uri: &Url) -> io::Result<()> {
        let mut diagnostics = self.own.get(uri).cloned().unwrap_or_default();
        if let Some(file) = file(uri) {
            let told = self.elsewhere.values().flatten();
            for one in { told }.filter(|(other, _)| is_same(other, &file)) {
                for diagnostic in one.1 {
                    if !diagnostics.contains(diagnostic) {
                        diagnostics.push(diagnostic.clone());
                    }
                }
            }
        }
        let version = self.documents.get(uri).map(|document| document.version);
        let params = PublishDiagnosticsParams::new(uri.clone(), diagnostics, version);
        let notification = Notification {
            method: "textDocument/publishDiagnostics".to_owned(),
            params: serde_json::to_value(params)?,
        };
        transport::write(&mut self.output, &notification.into())
    }

    fn answer(&mut self, id: RequestId, result: impl Serialize) -> io::Result<()> {
        let response = Response {
            id,
            result: Some(serde_json::to_value(result)?),
            error: None,
        };
        transport::write(&mut self.output, &response.into())
    }

    fn refuse(&mut self, id: RequestId, code: ErrorCode, why: &str) -> io::Result<()> {
        let response = Response::new_err(id, code as i32, why.to_owned());
        transport::write(&mut self.output, &response.into())
    }
}

/// Whether two paths lead to one file.
fn is_same(left: &Path, right: &Path) -> bool {
    left == right
        || match (left.canonicalize(), right.canonicalize()) {
            (Ok(left), Ok(right)) => left == right,
            _ => false,
        }
}

/// Parameters, if they are what they should be.
fn parsed<T: DeserializeOwned>(params: serde_json::Value) -> Option<T> {
    serde_json::from_value(params).ok()
}
