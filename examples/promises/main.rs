//! What the project promises under attack, measured: `cargo run --release --example promises [-- --quick]`.
//!
//! Prints a table promise | tried | failed | worst figure, then what failed, and ends with 1 if anything did. Work is
//! done in child processes, so that time and memory are those of one page and a crash costs only itself. Without
//! `/proc` (outside of Linux) time on the clock stands for CPU time and memory is not measured.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::exit
)]

mod crossed;
mod files;
mod hostile;
mod killed;
mod load;
mod measure;
mod mutate;
mod network;
mod sinks;

use measure::Row;

/// A promise and how it is measured, in the whole and in the quick form.
type Promise = (&'static str, fn(quick: bool) -> Row);

const PROMISES: &[Promise] = &[
    ("hostile", hostile::promise),
    ("originals", hostile::originals),
    ("mutations", mutate::promise),
    ("load", load::promise),
    ("threads", load::threads),
    ("files", files::promise),
    ("sinks", sinks::promise),
    ("killed", killed::promise),
    ("cache", killed::cache),
    ("interrupts", killed::interrupts),
    ("network", network::promise),
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--page", kind, bytes] => return hostile::one(kind, bytes.parse().unwrap()),
        ["--original", kind, bytes] => {
            return hostile::original(kind, bytes.parse().unwrap());
        }
        ["--mutate", from, count] => {
            return mutate::some(from.parse().unwrap(), count.parse().unwrap());
        }
        ["--file", list] => return files::some(list),
        _ => {}
    }
    let quick = words.contains(&"--quick");
    let only: Vec<&&str> = words
        .iter()
        .filter(|word| !word.starts_with("--"))
        .collect();
    let mut rows = Vec::new();
    for (name, promise) in PROMISES {
        if only.is_empty() || only.contains(&name) {
            rows.push(promise(quick));
        }
    }
    println!("| promise | tried | failed | worst |\n| --- | --- | --- | --- |");
    for row in &rows {
        println!(
            "| {} | {} | {} | {} |",
            row.promise,
            row.tried,
            row.failed.len(),
            row.worst
        );
    }
    for row in &rows {
        for failed in &row.failed {
            println!("failed: {failed}");
        }
    }
    if rows.iter().any(|row| !row.failed.is_empty()) {
        std::process::exit(1);
    }
}
