//! Pages with random faults: none may crash the program, and nearly all must stay cheap.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use creditline::{ReadOptions, page, report};

use crate::measure::{Random, Row, child, library, peak, root, thread_time};

/// Mutations that one child does.
const SHARE: usize = 500;

/// Milliseconds that 99 of 100 pages may take, and MiB.
const MILLISECONDS: f64 = 100.0;
const MIB: u64 = 250;

const PIECES: &[&str] = &[
    "<div style='display:none'>",
    "</div>",
    "<table><tr>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<a href='",
    "\"",
    "'>",
    "<p>",
    "&#x0;",
    "\u{0}",
    "\u{202e}",
    "\u{200b}",
    "\u{fdfa}",
    "<base href=https://a.example/b/>",
    "<style>*{opacity:0}</style>",
    "[a](",
    "```",
    "---\n",
    "+++\n",
    "{{< ",
    "{% ",
    "Source: ",
    "来源：",
    "https://northlight.example/wind",
    "<template>",
    "<svg>",
    "<math>",
    "</body>",
    "<details>",
    "<noscript>",
    "\r",
    "\u{feff}",
    "%%",
    "||",
    "==",
    "--b\r\n",
    ":",
    "{",
    "}",
];

fn seeds() -> Vec<(String, Vec<u8>)> {
    let root = root();
    let folders = [
        "samples/suspects",
        "samples/originals",
        "../shared/data/pages",
    ];
    let mut files: Vec<PathBuf> = folders
        .iter()
        .filter_map(|folder| fs::read_dir(root.join(folder)).ok())
        .flat_map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())))
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ["html", "md", "txt"].iter().any(|known| ending == *known))
        })
        .collect();
    files.sort();
    files
        .into_iter()
        .filter_map(|path| {
            Some((
                path.file_name()?.to_string_lossy().into_owned(),
                fs::read(&path).ok()?,
            ))
        })
        .collect()
}

fn mutated(seeds: &[(String, Vec<u8>)], number: usize) -> (String, Vec<u8>) {
    let mut random = Random(number as u64 ^ 0x5EED);
    let (name, bytes) = &seeds[number % seeds.len()];
    let mut bytes = bytes.clone();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len());
        let to = (at + random.below(400)).min(bytes.len());
        match random.below(8) {
            0 => drop(bytes.drain(at..to)),
            1 => {
                let piece = bytes[at..to].repeat(random.below(30) + 1);
                bytes.splice(at..at, piece);
            }
            2 => bytes[at..to].reverse(),
            3 => {
                let times = if random.below(20) == 0 { 2_000 } else { 1 };
                let piece = PIECES[random.below(PIECES.len())].repeat(random.below(times) + 1);
                bytes.splice(at..at, piece.into_bytes());
            }
            4 => bytes.truncate(at.max(1)),
            5 => {
                for byte in &mut bytes[at..to] {
                    *byte ^= 1 << random.below(8);
                }
            }
            6 => {
                let other = &seeds[random.below(seeds.len())].1;
                let from = random.below(other.len());
                let piece = other[from..(from + random.below(20_000)).min(other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                if let Some(tag) = bytes[at..].iter().position(|byte| *byte == b'<') {
                    bytes.insert(at + tag, b'<');
                }
            }
        }
        if bytes.is_empty() {
            bytes.push(b' ');
        }
    }
    (name.clone(), bytes)
}

/// Ten thousand mutations (`quick`: a thousand).
pub(crate) fn promise(quick: bool) -> Row {
    let count = if quick { 1_000 } else { 10_000 };
    let mut failed = Vec::new();
    let mut times: Vec<f64> = Vec::new();
    let mut most = 0;
    for from in (0..count).step_by(SHARE) {
        match child(&["--mutate", &from.to_string(), &SHARE.to_string()], 600) {
            Ok(told) => {
                for line in told.lines() {
                    match line.split_once(' ') {
                        Some(("ms", figure)) => times.extend(figure.parse::<f64>().ok()),
                        Some(("mib", figure)) => {
                            most = most.max(figure.parse().unwrap_or(u64::MAX))
                        }
                        _ => failed.push(line.to_owned()),
                    }
                }
            }
            Err(why) => failed.push(format!("mutations {from} to {}: {why}", from + SHARE)),
        }
        eprintln!("mutations: {} of {count}", times.len());
    }
    times.sort_by(f64::total_cmp);
    let of_100 = |share: usize| {
        times
            .get(times.len() * share / 100)
            .or(times.last())
            .copied()
            .unwrap_or_default()
    };
    // A build that checks its assertions is slower; there only the panics count.
    if of_100(99) > MILLISECONDS && !cfg!(debug_assertions) {
        failed.push(format!(
            "one in a hundred takes more than {:.0} ms",
            of_100(99)
        ));
    }
    if most > MIB {
        failed.push(format!("{most} MiB"));
    }
    if times.len() != count && failed.is_empty() {
        failed.push(format!("{} of {count} were reported", times.len()));
    }
    Row {
        promise: "mutated page: no panic, once in the report, 99 % in 100 ms, 250 MiB".to_owned(),
        tried: count,
        failed,
        worst: format!(
            "99 %: {:.0} ms, longest {:.0} ms, {most} MiB",
            of_100(99),
            of_100(100)
        ),
    }
}

/// Judges some mutations, and tells what each took and what went wrong.
pub(crate) fn some(from: usize, count: usize) {
    let seeds = seeds();
    let library = library();
    for number in from..from + count {
        let (name, bytes) = mutated(&seeds, number);
        let started = thread_time();
        let judged = catch_unwind(AssertUnwindSafe(|| {
            let options = ReadOptions {
                location: name.clone(),
                ..ReadOptions::default()
            };
            let Ok(page) = page::read(&bytes, &options) else {
                return 1;
            };
            let audits = [library.audit(&page)];
            report::json_lines(&audits)
                .matches("\"location\":")
                .count()
                .min(1)
        }));
        match judged {
            Ok(1) => println!("ms {:.2}", (thread_time() - started).as_secs_f64() * 1000.0),
            Ok(_) => println!("mutation {number} of {name} is not in the report"),
            Err(_) => println!("mutation {number} of {name} panics"),
        }
    }
    println!("mib {}", peak());
}
