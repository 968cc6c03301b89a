//! From an error of the HTTP library to a [`Fault`].
//!
//! The library wraps the cause several times and words it for programmers, so the cause is looked for in the chain.

use std::error::Error;
use std::io;

use super::error::Fault;
use super::options::FetchOptions;
use super::resolve::ResolveError;

/// The fault behind an error before the head of the answer had been read. `https` says which scheme was spoken.
pub(super) fn head_fault(error: &reqwest::Error, https: bool, options: &FetchOptions) -> Fault {
    if let Some(cause) = find::<ResolveError>(error) {
        return match cause {
            ResolveError::Unknown => Fault::Dns,
            ResolveError::Private => Fault::RefusedAddress,
        };
    }
    if error.is_timeout() {
        return if error.is_connect() {
            Fault::Timeout {
                what: "did not accept the connection",
                limit: options.connect_timeout,
            }
        } else {
            silent(options)
        };
    }
    if error.is_builder() {
        return Fault::InvalidUrl("it cannot be sent".to_owned());
    }
    let io = find::<io::Error>(error);
    if error.is_connect() {
        return match io {
            Some(io) if io.kind() == io::ErrorKind::ConnectionRefused => Fault::Refused,
            Some(io) if https && is_tls(io) => Fault::Tls(tls_reason(io)),
            Some(io) if is_closing(io.kind()) => Fault::Closed,
            Some(io) => Fault::Unreachable(crate::io::plain(io)),
            None if https => Fault::Tls("the handshake failed".to_owned()),
            None => Fault::Unreachable("the connection failed".to_owned()),
        };
    }
    match find::<hyper::Error>(error) {
        Some(http) if http.is_parse() => Fault::BadResponse(format!(" ({http})")),
        Some(http) if http.is_incomplete_message() || http.is_canceled() => Fault::Closed,
        _ => match io {
            Some(io) if is_closing(io.kind()) => Fault::Closed,
            _ => Fault::BadResponse(String::new()),
        },
    }
}

/// The fault behind an error while the body was read.
pub(super) fn body_fault(error: &reqwest::Error, options: &FetchOptions) -> Fault {
    if error.is_timeout() {
        return silent(options);
    }
    let io = find::<io::Error>(error).map(io::Error::kind);
    let malformed = matches!(
        io,
        Some(io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData)
    );
    if find::<hyper::Error>(error).is_some() {
        return if malformed {
            Fault::BadResponse(String::new())
        } else {
            Fault::CutShort
        };
    }
    // No fault of HTTP, so of the decompression: too little of it, or nonsense.
    match io {
        Some(io::ErrorKind::UnexpectedEof) => Fault::CutShort,
        _ => Fault::BadEncoding,
    }
}

fn silent(options: &FetchOptions) -> Fault {
    Fault::Timeout {
        what: "sent nothing",
        limit: options.read_timeout,
    }
}

fn is_closing(kind: io::ErrorKind) -> bool {
    matches!(
        kind,
        io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::UnexpectedEof
    )
}

fn is_tls(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::Other
    )
}

/// The usual faults of certificates in plain words, the rest as the library words it.
fn tls_reason(error: &io::Error) -> String {
    let text = error.to_string();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["Expired", "expired"]) {
        "its certificate has expired".to_owned()
    } else if has(&["NotValidForName", "not valid for name"]) {
        "its certificate is for another name".to_owned()
    } else if has(&["UnknownIssuer", "SelfSigned", "CaUsedAsEndEntity"]) {
        "its certificate is not signed by an authority this machine trusts".to_owned()
    } else if has(&["NotValidYet", "not valid yet"]) {
        "its certificate is not valid yet".to_owned()
    } else if has(&["Revoked"]) {
        "its certificate was revoked".to_owned()
    } else if has(&["InvalidContentType", "corrupt message"]) {
        "it does not speak TLS on this port".to_owned()
    } else {
        text
    }
}

/// The last cause of one type in a chain of errors, looking inside I/O errors too, which hide what they wrap.
fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut found = None;
    let mut next: Option<&'a (dyn Error + 'static)> = Some(error);
    while let Some(error) = next {
        found = error.downcast_ref::<E>().or(found);
        next = match error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    found
}
