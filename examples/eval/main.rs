//! Measures matching on the evaluation sets and prints one table: `cargo run --release --example eval -- [DATA]`.
//!
//! DATA is the directory of the sets (default: `$CREDITLINE_DATA`, then `../shared/data`). Parameters are tuned on the
//! even-numbered items of every file (`tuning`) and judged on the odd-numbered ones (`report`).
#![allow(clippy::print_stdout, clippy::print_stderr, missing_docs)]

mod cost;
mod made;
mod plagdet;
mod real;
mod sets;
mod table;
mod texts;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let data = std::env::args()
        .nth(1)
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("CREDITLINE_DATA").map(PathBuf::from))
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"));
    if !data.is_dir() {
        eprintln!("skipped: no evaluation data at {}", data.display());
        return ExitCode::SUCCESS;
    }
    let only = std::env::args().nth(2).unwrap_or_default();
    let mut rows = Vec::new();
    if only.is_empty() || only.contains("pan") {
        rows.extend(sets::pan13(&data.join("reuse/pan13_train_sample.jsonl")));
    }
    if only.is_empty() || only.contains("planted") {
        rows.extend(sets::planted(
            &data.join("reuse/planted_en_dev.jsonl"),
            "planted_en",
            &sets::PlantedBars {
                shortest: 100,
                plagdet: 0.85,
                false_alarms: 0.03,
            },
        ));
        rows.extend(sets::planted(
            &data.join("reuse/planted_zh_dev.jsonl"),
            "planted_zh",
            &sets::PlantedBars {
                shortest: 30,
                plagdet: 0.80,
                false_alarms: 0.01,
            },
        ));
    }
    if only.is_empty() || only.contains("made") {
        let sets = [
            ("pan13", "pan13_train_sample", 0.01),
            ("planted_en", "planted_en_dev", 0.03),
            ("planted_zh", "planted_zh_dev", 0.01),
            ("zh_reprint", "zh_reprint_dev", 0.01),
        ];
        for (name, file, bar) in sets {
            let pairs = sets::read(&data.join(format!("reuse/{file}.jsonl")));
            rows.push(made::crossed(name, &pairs, bar));
            if name == "pan13" {
                rows.extend(made::planted(name, &pairs));
            }
        }
    }
    if only.is_empty() || only.contains("zh_reprint") {
        rows.extend(sets::zh_reprint(&data.join("reuse/zh_reprint_dev.jsonl")));
    }
    if only.is_empty() || only.contains("reprints") {
        rows.extend(real::reprints(&data));
    }
    if only.is_empty() || only.contains("cost") {
        rows.extend(cost::cost());
    }
    table::print(&rows);
    ExitCode::SUCCESS
}
