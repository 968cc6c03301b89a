//! Libraries on disk, small and large, in one run: what a page costs must not grow with the number of originals.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;
#[path = "common/library.rs"]
mod made_up;

use creditline::audit::Declared;
use creditline::library::Shelf;
use creditline::{Library, RuleSets};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use made_up::{WORDS, read, taken_in, text};
use tempfile::TempDir;

/// Originals of the libraries that are held against one another.
const SIZES: [u64; 2] = [1_000, 20_000];

fn main() {
    divan::main();
}

fn built(count: u64) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let builder = taken_in(dir.path(), count, &RuleSets::builtin());
    builder.finish().unwrap();
    dir
}

fn opened(dir: &TempDir) -> Library {
    let shelf = Shelf::open(dir.path()).unwrap();
    // Never loaded whole, however small it is.
    Library::of_shelf(shelf, &RuleSets::builtin(), &Declared::default(), 0).unwrap()
}

#[divan::bench(args = SIZES)]
fn open(bencher: Bencher<'_, '_>, count: u64) {
    let dir = built(count);
    bencher.bench(|| Shelf::open(black_box(dir.path())).map(|shelf| shelf.len()));
}

#[divan::bench(args = SIZES)]
fn page_without_reprint(bencher: Bencher<'_, '_>, count: u64) {
    let dir = built(count);
    let library = opened(&dir);
    let mut seed = 1 << 40;
    bencher
        .counter(ItemsCount::new(1usize))
        .with_inputs(|| {
            seed += 1;
            read(&text(seed))
        })
        .bench_local_values(|page| library.audit(&page).matches.len());
}

/// A tenth of an original within a page of other words.
#[divan::bench(args = SIZES)]
fn page_with_an_excerpt(bencher: Bencher<'_, '_>, count: u64) {
    let dir = built(count);
    let library = opened(&dir);
    let mut seed = 0;
    bencher
        .counter(ItemsCount::new(1usize))
        .with_inputs(|| {
            seed += 1;
            let whole = text(seed % count);
            let words: Vec<&str> = whole
                .split_whitespace()
                .skip(300)
                .take(WORDS / 10)
                .collect();
            read(&format!("{} {}", text(1 << 41 | seed), words.join(" ")))
        })
        .bench_local_values(|page| library.audit(&page).matches.len());
}
