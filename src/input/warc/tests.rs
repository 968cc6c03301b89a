use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

fn record(kind: &str, url: &str, content: &str) -> Vec<u8> {
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{content}\r\n\r\n",
        content.len()
    )
    .into_bytes()
}

fn answer(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}")
}

fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Five records, of which the second, the fourth and the last are pages.
fn records() -> Vec<Vec<u8>> {
    vec![
        record("warcinfo", "", "software: hand"),
        record("response", "https://a.example/1", &answer("<p>one</p>")),
        record("request", "https://a.example/1", "GET /1 HTTP/1.1\r\n\r\n"),
        record("response", "<https://a.example/2>", &answer("<p>two</p>")),
        record(
            "response",
            "https://a.example/3",
            &answer("<p>three\r\n\r\n</p>"),
        ),
    ]
}

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn bodies(bytes: &[u8]) -> (Vec<String>, Option<(u64, String)>) {
    let file = file(bytes);
    let contents = scan(file.path()).unwrap();
    let bodies = contents
        .pages
        .iter()
        .map(|(offset, url)| {
            let stored = read(file.path(), *offset, 1000).unwrap();
            let body = String::from_utf8(stored.body.unwrap()).unwrap();
            format!("{url} {body}")
        })
        .collect();
    (
        bodies,
        contents.fault.map(|(at, error)| (at, error.to_string())),
    )
}

const PAGES: [&str; 3] = [
    "https://a.example/1 <p>one</p>",
    "https://a.example/2 <p>two</p>",
    "https://a.example/3 <p>three\r\n\r\n</p>",
];

#[test]
fn names_of_archives() {
    for (name, is) in [
        ("a.warc", true),
        ("a/B.WARC.GZ", true),
        ("warc", false),
        ("a.gz", false),
        ("a.warc.html", false),
    ] {
        assert_eq!(is_archive(Path::new(name)), is, "{name}");
    }
}

#[test]
fn pages_are_found_and_read_plain_and_compressed() {
    let plain = records().concat();
    assert_eq!(bodies(&plain), (PAGES.map(str::to_owned).to_vec(), None));
    let packed: Vec<u8> = records().iter().flat_map(|record| pack(record)).collect();
    assert_eq!(bodies(&packed), (PAGES.map(str::to_owned).to_vec(), None));
}

#[test]
fn a_cut_archive_gives_what_stands_before_the_cut() {
    for packed in [false, true] {
        let records: Vec<Vec<u8>> = records()
            .iter()
            .map(|record| if packed { pack(record) } else { record.clone() })
            .collect();
        let whole = records.concat();
        let last = records[4].len();
        let start = (whole.len() - last) as u64;
        for cut in [last - 1, last - 20, last / 2, 5] {
            let (pages, fault) = bodies(&whole[..whole.len() - last + cut]);
            // What follows the last byte of a plain record is no loss.
            if packed || cut < last - 4 {
                assert_eq!(pages, PAGES[..2], "{packed} {cut}");
                assert_eq!(fault.unwrap().0, start, "{packed} {cut}");
            }
        }
    }
}

#[test]
fn what_is_no_page_is_passed_over() {
    let all = [
        record(
            "response",
            "https://a.example/gone",
            "HTTP/1.1 404 Not Found\r\n\r\n<p>gone",
        ),
        record(
            "response",
            "https://a.example/i.png",
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG",
        ),
        record("response", "https://a.example/damaged", "no HTTP at all"),
        record("response", "dns:a.example", &answer("x")),
        record("resource", "https://a.example/file", "<p>file</p>"),
    ]
    .concat();
    assert_eq!(bodies(&all).0, ["https://a.example/file <p>file</p>"]);
}

#[test]
fn damage_is_told_where_it_starts() {
    let good = record("response", "https://a.example/1", &answer("<p>one</p>"));
    for bad in [
        "WARC/1.1\r\nContent-Length: many\r\n\r\n",
        "WARC/1.1\r\nContent-Length: 18446744073709551615\r\n\r\nx",
        "words\r\n\r\n",
        "\x1f\u{8b}",
    ] {
        let bytes = [good.as_slice(), bad.as_bytes()].concat();
        let (pages, fault) = bodies(&bytes);
        assert_eq!(pages, PAGES[..1]);
        assert_eq!(fault.unwrap().0, good.len() as u64, "{bad}");
    }
    let endless = format!("WARC/1.1\r\n{}", "X: y\r\n".repeat(100_000));
    assert!(bodies(endless.as_bytes()).1.unwrap().1.contains("too long"));
}

#[test]
fn an_archive_packed_as_a_whole_is_refused() {
    let (pages, fault) = bodies(&pack(&records().concat()));
    assert_eq!(pages, [""; 0]);
    assert!(fault.unwrap().1.contains("one by one"));
}

#[test]
fn a_page_over_the_limit_is_not_read() {
    let long = "x".repeat(5000);
    let file = file(&pack(&record(
        "response",
        "https://a.example/1",
        &answer(&long),
    )));
    let (offset, _) = scan(file.path()).unwrap().pages[0];
    assert!(read(file.path(), offset, 1000).unwrap().body.is_none());
    assert!(read(file.path(), offset, 6000).unwrap().body.is_some());
}
