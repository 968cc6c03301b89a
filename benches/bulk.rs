//! Very many pages of which few are related to an original: what the look at their bytes misses, and how fast archives
//! are gone through. Prints a table; with `../shared/data` beside the project, of real pages.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used
)]

mod common;
#[path = "common/page.rs"]
mod made_up;
#[path = "common/real.rs"]
mod real;

use std::io::Write;
use std::path::Path;

use creditline::input::{ExpandOptions, LoadOptions, Loader, Source};
use creditline::matching::Class;
use creditline::{Library, ReadOptions, RuleSets, page, read_original};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Deserialize;
use url::Url;

/// Originals of the made-up library.
const ORIGINALS: u64 = 200;
/// Pages that hold a tenth of one of them.
const PLANTED: u64 = 1_000;
/// Pages of the archive, of which one in fifty is related.
const PAGES: u64 = 2_000;

fn main() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let real = real::pages();
    reprints(&data.join("reprints"), &real);
    let library = library();
    planted(&library);
    archives(&library, &real);
}

fn options(number: u64) -> ReadOptions {
    ReadOptions {
        content_type: Some("text/html".to_owned()),
        url: Url::parse(&format!("https://site-{}.example/{number}", number % 50)).ok(),
        ..ReadOptions::default()
    }
}

fn library() -> Library {
    let originals = (0..ORIGINALS).map(|seed| {
        let text = common::article(seed, 800).join("\n\n");
        let page = page::read(text.as_bytes(), &ReadOptions::default()).unwrap();
        read_original(&page, &RuleSets::builtin()).unwrap()
    });
    Library::new(originals.collect(), &RuleSets::builtin())
}

/// Whether an audit finds a reprint on a page, and whether the look at its bytes leaves it out.
fn seen(library: &Library, bytes: &[u8], number: u64) -> (bool, bool) {
    let options = options(number);
    let is_left_out = library.shares_nothing(bytes, &options).is_some();
    let audit = page::read(bytes, &options).map(|page| library.audit(&page));
    let matches = audit.map(|audit| audit.matches).unwrap_or_default();
    let is_match = matches.iter().any(|found| found.reuse.class > Class::None);
    (is_match, is_left_out)
}

/// Real reprints, against all the originals.
fn reprints(folder: &Path, others: &[Vec<u8>]) {
    #[derive(Deserialize)]
    struct Label {
        original_html: Option<String>,
        suspect_html: Option<String>,
        wrapped_html: Option<String>,
    }
    let Ok(labels) = std::fs::read_to_string(folder.join("labels.jsonl")) else {
        println!("skipped: there are no labels in {}", folder.display());
        return;
    };
    let labels: Vec<Label> = { labels.lines() }
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let rules = RuleSets::builtin();
    let originals = { labels.iter() }.filter_map(|label| {
        let bytes = std::fs::read(folder.join(label.original_html.as_ref()?)).ok()?;
        let page = page::read(&bytes, &options(0)).ok()?;
        read_original(&page, &rules).ok()
    });
    let library = Library::new(originals.collect(), &rules);
    let mut found = 0;
    let mut missed = 0;
    for label in &labels {
        for file in [&label.suspect_html, &label.wrapped_html]
            .into_iter()
            .flatten()
        {
            let bytes = std::fs::read(folder.join(file)).unwrap();
            let (is_match, is_left_out) = seen(&library, &bytes, 0);
            found += u32::from(is_match);
            missed += u32::from(is_match && is_left_out);
            if is_match && is_left_out {
                println!("missed: {file}");
            }
        }
    }
    println!(
        "real reprints: {missed} of {found} missed, {} originals",
        library.len()
    );
    let left_out = others
        .iter()
        .filter(|bytes| seen(&library, bytes, 0) == (false, true));
    println!(
        "other real pages: {} of {} left out",
        left_out.count(),
        others.len()
    );
}

/// A tenth of an original within another article.
fn planted(library: &Library) {
    let (mut found, mut missed) = (0, 0);
    for number in 0..PLANTED {
        let (is_match, is_left_out) = seen(library, planted_page(number).as_bytes(), number);
        found += u32::from(is_match);
        missed += u32::from(is_match && is_left_out);
    }
    println!("planted: {missed} of {found} missed, {PLANTED} pages");
}

fn planted_page(number: u64) -> String {
    let whole = common::article(number % ORIGINALS, 800).join(" ");
    let words: Vec<&str> = whole.split_whitespace().skip(100).take(80).collect();
    let mut paragraphs = common::article(1 << 40 | number, 600);
    paragraphs.insert(3, words.join(" "));
    made_up::page(&paragraphs, "https://news.example/")
}

/// Goes through an archive, plain and compressed, with one worker, and tells pages a second of processor time.
fn archives(library: &Library, real: &[Vec<u8>]) {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("pages.warc");
    let packed = folder.path().join("pages.warc.gz");
    let mut plain_file = std::io::BufWriter::new(std::fs::File::create(&plain).unwrap());
    let mut packed_file = std::io::BufWriter::new(std::fs::File::create(&packed).unwrap());
    let mut bytes = 0;
    for number in 0..PAGES {
        let of_real = real.get(number as usize % real.len().max(1));
        let body = match of_real {
            _ if number % 50 == 0 => planted_page(number).into_bytes(),
            Some(body) => body.clone(),
            None => made_up::page(
                &common::article(1 << 41 | number, 600),
                "https://a.example/",
            )
            .into_bytes(),
        };
        bytes += body.len();
        let http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
        let mut record = format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://site-{}.example/{number}\r\nContent-Length: \
             {}\r\n\r\n",
            number % 50,
            http.len() + body.len()
        )
        .into_bytes();
        record.extend_from_slice(http);
        record.extend_from_slice(&body);
        record.extend_from_slice(b"\r\n\r\n");
        plain_file.write_all(&record).unwrap();
        let mut encoder = GzEncoder::new(&mut packed_file, Compression::default());
        encoder.write_all(&record).unwrap();
        encoder.finish().unwrap();
    }
    plain_file.flush().unwrap();
    packed_file.flush().unwrap();
    println!(
        "archive: {PAGES} pages, {} KB each",
        bytes / 1_000 / PAGES as usize
    );
    for (name, path) in [("plain", &plain), ("gzip", &packed)] {
        for prefilter in [true, false] {
            let started = processor_seconds();
            let (related, read) = gone_through(library, path, prefilter);
            let taken = processor_seconds() - started;
            println!(
                "{name}, {}: {:.0} pages/s of one core, {read} pages read, {related} related",
                if prefilter {
                    "bytes first"
                } else {
                    "every page read"
                },
                PAGES as f64 / taken
            );
        }
    }
}

fn gone_through(library: &Library, path: &Path, prefilter: bool) -> (usize, usize) {
    let loader = Loader::new(LoadOptions::default());
    let options = ExpandOptions {
        whole_archives: true,
        ..ExpandOptions::default()
    };
    let expanded = loader.expand(&[path], &options);
    let [Source::Archive(archive)] = expanded.sources.as_slice() else {
        panic!("no archive");
    };
    let (mut related, mut read) = (0, 0);
    for (_, loaded) in loader.pages(archive).flatten() {
        let loaded = loaded.unwrap();
        let options = ReadOptions {
            content_type: loaded.content_type.clone(),
            url: loaded.final_url.clone(),
            ..ReadOptions::default()
        };
        if prefilter && library.shares_nothing(&loaded.bytes, &options).is_some() {
            continue;
        }
        read += 1;
        let audit = page::read(&loaded.bytes, &options).map(|page| library.audit(&page));
        related += usize::from(audit.is_ok_and(|audit| !audit.matches.is_empty()));
    }
    (related, read)
}

/// Seconds that all threads of this process have computed; hundredths on Linux, zero elsewhere.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = fields.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}
