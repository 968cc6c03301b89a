//! A server on the loopback interface that may break every rule of HTTP: it writes exactly the bytes it is told to.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use url::Url;

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The request line and the headers, as sent.
    pub(crate) head: String,
}

impl Asked {
    /// The path with the query.
    pub(crate) fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    /// The value of a header, whose name is given in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// A running server. It stops when dropped.
pub(crate) struct Server {
    address: SocketAddr,
    log: Arc<Mutex<Vec<Asked>>>,
    stop: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `answer` on a free port of 127.0.0.1: one request a connection, one thread each.
    pub(crate) fn new(answer: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) -> Self {
        Self::raw(move |log, mut stream| {
            if let Some(asked) = read_request(&mut stream) {
                log.lock().unwrap().push(asked.clone());
                answer(&asked, &mut stream);
            }
        })
    }

    /// Serves whole answers.
    pub(crate) fn pages(answer: impl Fn(&Asked) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::new(move |asked, stream| send(stream, &answer(asked)))
    }

    /// A server that closes every connection before it has read the request, which resets it.
    pub(crate) fn resetting() -> Self {
        Self::raw(|_, stream| {
            // Bytes that are waiting when the socket is closed turn the close into a reset.
            let _ = stream.peek(&mut [0]);
        })
    }

    /// Does as it likes with every connection.
    pub(crate) fn raw(
        serve: impl Fn(&Mutex<Vec<Asked>>, TcpStream) + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let log = Arc::new(Mutex::new(Vec::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let (serve, thread_log, thread_stop) =
            (Arc::new(serve), Arc::clone(&log), Arc::clone(&stop));
        let accepting = thread::spawn(move || {
            for stream in listener.incoming() {
                if thread_stop.load(Ordering::SeqCst) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let _ = stream.set_write_timeout(Some(Duration::from_secs(20)));
                let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
                let (serve, log) = (Arc::clone(&serve), Arc::clone(&thread_log));
                thread::spawn(move || serve(&log, stream));
            }
        });
        Self {
            address,
            log,
            stop,
            accepting: Some(accepting),
        }
    }

    /// A URL on this server.
    pub(crate) fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://{}{path}", self.address)).unwrap()
    }

    /// The port it listens on.
    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// The requests that arrived so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.log.lock().unwrap().clone()
    }

    /// The paths of the requests that arrived so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked()
            .iter()
            .map(|asked| asked.path().to_owned())
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for connections.
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

/// A port of 127.0.0.1 on which nobody listens.
pub(crate) fn closed_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// Sends bytes; that the client has gone away is its right.
pub(crate) fn send(stream: &mut TcpStream, bytes: &[u8]) {
    let _ = stream.write_all(bytes).and_then(|()| stream.flush());
}

/// Sends the same bytes again and again, with a pause between, until the client has gone away or `times` are over.
pub(crate) fn drip(stream: &mut TcpStream, bytes: &[u8], pause: Duration, times: usize) {
    for _ in 0..times {
        if stream
            .write_all(bytes)
            .and_then(|()| stream.flush())
            .is_err()
        {
            return;
        }
        thread::sleep(pause);
    }
}

/// A whole answer with the right length, closed afterwards. `headers` are lines without line ends.
pub(crate) fn answer(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\nConnection: close\r\n").into_bytes();
    for header in headers {
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    bytes.extend_from_slice(body);
    bytes
}

/// A small HTML page.
pub(crate) fn page(body: &[u8]) -> Vec<u8> {
    answer("200 OK", &["Content-Type: text/html; charset=utf-8"], body)
}

/// A redirect.
pub(crate) fn redirect(to: &str) -> Vec<u8> {
    answer("302 Found", &[&format!("Location: {to}")], b"")
}

/// The first byte of a client that speaks TLS.
const TLS_HANDSHAKE: u8 = 0x16;

fn read_request(stream: &mut TcpStream) -> Option<Asked> {
    let mut head = Vec::new();
    let mut piece = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let length = stream.read(&mut piece).ok().filter(|length| *length > 0)?;
        head.extend_from_slice(&piece[..length]);
        if head[0] == TLS_HANDSHAKE {
            send(stream, b"HTTP/1.1 400 Bad Request\r\n\r\n");
            return None;
        }
        if head.len() > 64 * 1024 {
            return None;
        }
    }
    Some(Asked {
        head: String::from_utf8_lossy(&head).into_owned(),
    })
}
