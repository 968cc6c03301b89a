//! Talking with a browser over a pair of pipes: JSON messages, each ended by a zero byte (the DevTools protocol).

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Instant;

use serde_json::{Value, json};

use super::super::request::Fetched;
use super::super::{Fault, FetchError};

/// The longest message that is taken from a browser, in bytes: a page of the largest size, every character escaped.
const MAX_MESSAGE: u64 = 80 * 1024 * 1024;

/// What comes in while a page is shown.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "only a few are alive at a time")]
pub(super) enum Event {
    /// The browser says something.
    Said(Value),
    /// Something that a page needs has come, or not.
    Part(Arrived),
    /// The browser has gone.
    Gone,
}

/// What has come of a request.
#[derive(Debug)]
pub(super) struct Arrived {
    /// The tab that asked; it may be closed by now.
    pub(super) session: String,
    /// The browser's name for its request.
    pub(super) request: String,
    pub(super) result: Result<Fetched, FetchError>,
}

/// Why nothing came in.
#[derive(Debug)]
pub(super) enum Silence {
    /// The time is over.
    Late,
    /// The browser has gone.
    Gone,
}

/// Both directions.
#[derive(Debug)]
pub(super) struct Pipe {
    to: ChildStdin,
    events: Receiver<Event>,
    sender: Sender<Event>,
    last: u64,
}

impl Pipe {
    pub(super) fn new(to: ChildStdin, from: ChildStdout) -> Self {
        let (sender, events) = channel();
        let told = sender.clone();
        // Ends with the browser, which closes its end of the pipe.
        std::thread::spawn(move || {
            let mut from = BufReader::with_capacity(64 * 1024, from);
            while let Ok(message) = read_message(&mut from) {
                if told.send(Event::Said(message)).is_err() {
                    return;
                }
            }
            // Nobody listens any more when the run is over.
            let _ = told.send(Event::Gone);
        });
        Self {
            to,
            events,
            sender,
            last: 0,
        }
    }

    /// Sends a command and gives its number, under which the answer will come.
    pub(super) fn send(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: Value,
    ) -> io::Result<u64> {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": params});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = serde_json::to_vec(&message)?;
        bytes.push(0);
        self.to.write_all(&bytes)?;
        self.to.flush()?;
        Ok(self.last)
    }

    /// The next thing that happens.
    pub(super) fn next(&self, deadline: Instant) -> Result<Event, Silence> {
        let left = deadline.saturating_duration_since(Instant::now());
        match self.events.recv_timeout(left) {
            Ok(Event::Gone) | Err(RecvTimeoutError::Disconnected) => Err(Silence::Gone),
            Ok(event) => Ok(event),
            Err(RecvTimeoutError::Timeout) => Err(Silence::Late),
        }
    }

    /// A way to put results among the events.
    pub(super) fn sender(&self) -> Sender<Event> {
        self.sender.clone()
    }
}

fn read_message(from: &mut impl BufRead) -> io::Result<Value> {
    let mut bytes = Vec::new();
    from.by_ref().take(MAX_MESSAGE).read_until(0, &mut bytes)?;
    if bytes.pop() != Some(0) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(serde_json::from_slice(&bytes)?)
}

/// The HTTP status that stands for a fault, if a server gave one.
pub(super) fn status(error: &FetchError) -> Option<u16> {
    match *error.fault {
        Fault::Status { status, .. } => Some(status),
        _ => None,
    }
}
