//! Writes made-up originals and pages to measure with: 200 originals and 400 pages of 100 KB, every fourth a reprint.
//!
//! `cargo run --release --example make_corpus -- target/corpus`

#![allow(clippy::print_stderr)]

#[path = "../benches/common/mod.rs"]
mod common;
#[path = "../benches/common/page.rs"]
mod made_up;

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let Some(root) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: make_corpus DIRECTORY");
        return Ok(());
    };
    let originals = root.join("originals");
    let pages = root.join("pages");
    fs::create_dir_all(&originals)?;
    fs::create_dir_all(&pages)?;
    for seed in 0..200 {
        let text = format!(
            "{}\n\nOriginal article, Author: Ada. If you wish to reprint this article, please indicate the source: \
             https://news.example/{seed}\n",
            common::article(seed, 800).join("\n\n")
        );
        fs::write(originals.join(format!("{seed:03}.txt")), text)?;
    }
    for number in 0..400 {
        // Seeds of 1000 and more are articles that no original has.
        let seed = if number % 4 == 0 {
            number / 2
        } else {
            1000 + number
        };
        let html = made_up::page(
            &common::article(seed, 800),
            &format!("https://news.example/{seed}"),
        );
        fs::write(pages.join(format!("{number:03}.html")), html)?;
    }
    Ok(())
}
