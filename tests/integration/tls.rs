//! Certificates: a good one, an expired one, one for another name, and one that nobody signed for us.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use creditline::fetch::{Client, FetchOptions, Request};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};
use url::Url;

use crate::desk::{Desk, Run, finish};
use crate::prose;
use crate::server::{Server, page};

/// A file of `tests/data/tls`.
fn data(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/data/tls", name]
        .iter()
        .collect()
}

/// A server that shows a certificate and serves one page to whoever accepts it.
fn serve(certificate: &str) -> (Server, Url) {
    let certificate = CertificateDer::from_pem_file(data(certificate)).unwrap();
    let key = PrivateKeyDer::from_pem_file(data("key.pem")).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let server = Server::raw(move |_, mut socket| {
        let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = Stream::new(&mut connection, &mut socket);
        // A client that does not accept the certificate goes away before it has asked.
        if stream.read(&mut [0; 4096]).is_ok_and(|length| length > 0) {
            let _ = stream.write_all(&page(prose::page(prose::ENGLISH, prose::CREDIT).as_bytes()));
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    let url = format!("https://127.0.0.1:{}/page", server.port());
    let url = Url::parse(&url).unwrap();
    (server, url)
}

#[test]
fn an_unknown_authority_is_not_trusted() {
    let (_server, url) = serve("good.pem");
    let client = Client::new(FetchOptions::default()).unwrap();
    let error = client.get(&Request::typed(url)).unwrap_err();
    assert_eq!(error.code(), "tls");
    assert!(
        error.to_string().contains("not signed by an authority"),
        "{error}"
    );
}

/// Checks a URL with a program that trusts the authority of the tests.
fn check(url: &Url) -> Run {
    let desk = Desk::new();
    let args = [
        "check",
        url.as_str(),
        "--originals",
        "original.md",
        "-f",
        "json",
    ];
    finish(
        desk.command(&args)
            .env("SSL_CERT_FILE", data("authority.pem")),
    )
}

#[cfg(target_os = "linux")]
#[test]
fn certificates_must_be_valid_now_and_for_this_host() {
    let (_server, url) = serve("good.pem");
    check(&url).assert_credited(url.as_str());
    for (certificate, words) in [
        ("expired.pem", "has expired"),
        ("other-name.pem", "is for another name"),
    ] {
        let (_server, url) = serve(certificate);
        let run = check(&url);
        run.assert_not_judged(url.as_str(), "tls");
        let message = run.audit(url.as_str())["reason"]["message"].to_string();
        assert!(message.contains(words), "{certificate}: {message}");
        assert_eq!(run.code, 3);
    }
}
