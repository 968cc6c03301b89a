//! Messages over a pair of streams: a header with the length, then JSON.

use std::io::{self, BufRead, Read, Write};

use lsp_server::{ErrorCode, Message};

/// The longest message, in bytes: a document of the largest size, with every character escaped.
const MAX_MESSAGE: u64 = 6 * super::MAX_DOCUMENT as u64;

/// The longest line of a header, in bytes (by hand: real ones have forty).
const MAX_HEADER_LINE: u64 = 4 * 1024;

/// What came from the editor.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// Something that is no message; the next one is read all the same.
    Malformed(ErrorCode, &'static str),
    /// Nothing more will come.
    Closed,
}

/// Waits for the next message. A fault of a message costs this message only.
pub(super) fn read(from: &mut impl BufRead) -> Incoming {
    let length = match length(from) {
        Ok(Some(length)) => length,
        Ok(None) => return Incoming::Closed,
        Err(Fault::Header(why)) => return Incoming::Malformed(ErrorCode::ParseError, why),
        Err(Fault::Io) => return Incoming::Closed,
    };
    if length > MAX_MESSAGE {
        return match io::copy(&mut from.take(length), &mut io::sink()) {
            Ok(skipped) if skipped == length => Incoming::Malformed(
                ErrorCode::InvalidRequest,
                "the message is too large and was skipped",
            ),
            _ => Incoming::Closed,
        };
    }
    // What is announced is not believed: memory grows with what comes.
    let mut body = Vec::new();
    match from.take(length).read_to_end(&mut body) {
        Ok(read) if read as u64 == length => {}
        _ => return Incoming::Closed,
    }
    match serde_json::from_slice::<Message>(&body) {
        Ok(message) => Incoming::Message(message),
        // Messages are told apart after their JSON was read, so that this is no fault of the JSON.
        Err(error) if error.is_data() => {
            Incoming::Malformed(ErrorCode::InvalidRequest, "this is no message")
        }
        Err(_) => Incoming::Malformed(ErrorCode::ParseError, "the message is no JSON"),
    }
}

enum Fault {
    Header(&'static str),
    Io,
}

/// Reads a header; the length of what follows, or `None` at the end of the stream.
fn length(from: &mut impl BufRead) -> Result<Option<u64>, Fault> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        let read = { from.by_ref() }
            .take(MAX_HEADER_LINE)
            .read_until(b'\n', &mut line)
            .map_err(|_| Fault::Io)?;
        if read == 0 {
            return Ok(None);
        }
        let line = line.trim_ascii();
        if line.is_empty() {
            match length {
                Some(_) => return Ok(length),
                // An empty line between two messages.
                None => continue,
            }
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let Some((name, value)) = colon.and_then(|at| line.split_at_checked(at)) else {
            return Err(Fault::Header("a line of the header is none"));
        };
        if name.eq_ignore_ascii_case(b"content-length") {
            let value = value.get(1..).unwrap_or_default().trim_ascii();
            let value = std::str::from_utf8(value).ok();
            let Some(value) = value.and_then(|value| value.parse().ok()) else {
                return Err(Fault::Header("the length in the header is not a number"));
            };
            length = Some(value);
        }
    }
}

/// Sends a message.
///
/// # Errors
/// When the editor is gone.
pub(super) fn write(to: &mut impl Write, message: &Message) -> io::Result<()> {
    message.write(to)
}

/// Tells of a message that could not be understood: the answer to nobody knows which request.
///
/// # Errors
/// When the editor is gone.
pub(super) fn write_fault(to: &mut impl Write, code: ErrorCode, why: &str) -> io::Result<()> {
    let body = serde_json::json!({
        "jsonrpc": "2.0",
        "id": null,
        "error": { "code": code as i32, "message": why },
    })
    .to_string();
    write!(to, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(mut bytes: &[u8]) -> String {
        let mut kinds = String::new();
        loop {
            match read(&mut bytes) {
                Incoming::Message(_) => kinds.push('m'),
                Incoming::Malformed(ErrorCode::ParseError, _) => kinds.push('p'),
                Incoming::Malformed(..) => kinds.push('i'),
                Incoming::Closed => return kinds,
            }
        }
    }

    #[test]
    fn a_faulty_message_costs_itself_only() {
        let framed = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let good = framed(r#"{"jsonrpc":"2.0","method":"x"}"#);
        for (bad, expected) in [
            (framed("{"), "p"),
            (framed("[]"), "i"),
            (framed("{}"), "i"),
            (framed(&"[".repeat(100_000)), "p"),
            ("nonsense\r\n".to_owned(), "p"),
            ("Content-Length: many\r\n".to_owned(), "p"),
            ("\r\n\r\n".to_owned(), ""),
            (
                format!("Content-Type: x\r\ncontent-length:2\n\n{}", "{}"),
                "i",
            ),
        ] {
            let stream = format!("{good}{bad}{good}");
            assert_eq!(
                kinds(stream.as_bytes()),
                format!("m{expected}m"),
                "{bad:.40}"
            );
        }
        let cut = format!("{good}Content-Length: 999999999999999\r\n\r\n{{");
        assert_eq!(kinds(cut.as_bytes()), "m");
    }
}
