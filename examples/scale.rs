//! Builds a library of made-up articles and measures it: `cargo run --release --example scale -- [COUNT] [DIRECTORY]`.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "../benches/common/mod.rs"]
mod common;
#[path = "../benches/common/library.rs"]
mod made_up;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use creditline::audit::Declared;
use creditline::library::Shelf;
use creditline::matching::Prepared;
use creditline::{Library, RuleSets};
use made_up::{WORDS, read, taken_in, text};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// Originals of which an excerpt is looked for.
const SAMPLED: usize = 2_000;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments
        .next()
        .map_or(100_000, |count| count.parse().unwrap());
    let root = arguments
        .next()
        .map_or_else(std::env::temp_dir, PathBuf::from);
    std::fs::create_dir_all(&root).unwrap();
    let rules = RuleSets::builtin();
    let small = tempfile::tempdir_in(&root).unwrap();
    build(small.path(), 1_000, &rules);
    let dir = tempfile::tempdir_in(&root).unwrap();
    build(dir.path(), count, &rules);
    println!("peak memory while building: {} MB", peak());

    let started = Instant::now();
    let shelf = Shelf::open(dir.path()).unwrap();
    println!("open: {:.2} ms", 1e3 * started.elapsed().as_secs_f64());
    probe(&shelf, count);

    let library = Library::of_shelf(shelf, &rules, &Declared::default(), 0).unwrap();
    let sampled = SAMPLED.min(count as usize) as u64;
    let right = (0..sampled)
        .into_par_iter()
        .filter(|number| {
            let number = number * (count / sampled);
            let words = text(number);
            let words: Vec<&str> = words
                .split_whitespace()
                .skip(300)
                .take(WORDS / 10)
                .collect();
            let audit = library.audit(&read(&format!(
                "{} {}",
                text(u64::MAX - number),
                words.join(" ")
            )));
            let first = audit.matches.first().map(|found| found.original.id.clone());
            first == Some(format!("article-{number}"))
        })
        .count();
    println!("10 % excerpts, right original first: {right} of {sampled}");

    let small = Library::of_shelf(
        Shelf::open(small.path()).unwrap(),
        &rules,
        &Declared::default(),
        0,
    )
    .unwrap();
    let of_small = pages(&small);
    let of_large = pages(&library);
    let ratio = of_large.as_secs_f64() / of_small.as_secs_f64();
    println!("page without reprint: {of_small:?} at 1000, {of_large:?} at {count}: {ratio:.2}");
}

fn build(dir: &Path, count: u64, rules: &RuleSets) {
    let started = Instant::now();
    let builder = taken_in(dir, count, rules);
    let read = started.elapsed();
    let counts = builder.finish().unwrap();
    let each = |bytes: u64| bytes / u64::from(counts.originals);
    println!(
        "{count} articles: taken in {read:.1?}, indexed {:.1?}; {} prints, sorted and written at {:.1} M/s; an article: \
         {} bytes of text in {}, index {}; works {}",
        started.elapsed() - read,
        counts.prints,
        counts.prints as f64 / 1e6 / counts.sorting.as_secs_f64(),
        each(counts.text_bytes),
        each(counts.document_bytes),
        each(counts.index_bytes),
        counts.works,
    );
}

/// How long it takes to look up a fingerprint: most are not there.
fn probe(shelf: &Shelf, count: u64) {
    let corpus = shelf.corpus();
    let known = Prepared::new(&text(count / 2), &Default::default());
    let hashes: Vec<u64> = known.tokens().iter().map(|token| token.hash).collect();
    let mut spent = Duration::ZERO;
    let mut probes = 0u32;
    for turn in 0..1_000u64 {
        let mut prints: Vec<u64> = { hashes.iter() }
            .map(|hash| hash.wrapping_mul(2 * turn + 1))
            .collect();
        prints.sort_unstable();
        let started = Instant::now();
        std::hint::black_box(corpus.printed(&prints, 50));
        spent += started.elapsed();
        probes += prints.len() as u32;
    }
    println!("probe: {:?}", spent / probes);
}

/// Reading and checking a page that reprints nothing, at the median.
fn pages(library: &Library) -> Duration {
    let mut times: Vec<Duration> = (0..200u64)
        .map(|number| {
            let text = text(1 << 40 | number);
            let started = Instant::now();
            library.audit(&read(&text));
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1_000
}
