//! The sets: how each is read, compared and judged.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use creditline::matching::{Class, Marks, Matcher, Params, Prepared, Reuse, compare};
use creditline::page::{self, Format, ReadOptions};
use serde::Deserialize;

use crate::plagdet::{Score, Span, cover};
use crate::table::{Bar, Row};
use crate::texts;

#[derive(Deserialize)]
pub(crate) struct Pair {
    id: String,
    kind: String,
    label: String,
    #[serde(default)]
    size: usize,
    pub(crate) source_text: String,
    pub(crate) suspect_text: String,
    /// Source start and end, suspect start and end, in characters.
    #[serde(default)]
    spans: Vec<[usize; 4]>,
}

impl Pair {
    fn cases(&self) -> Vec<Span> {
        self.spans
            .iter()
            .map(|span| Span {
                source: span[0]..span[1],
                suspect: span[2]..span[3],
            })
            .collect()
    }
}

pub(crate) fn read(path: &Path) -> Vec<Pair> {
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {} is not there", path.display());
        return Vec::new();
    };
    text.lines()
        .filter_map(|line| {
            serde_json::from_str(line)
                .map_err(|error| eprintln!("{error}"))
                .ok()
        })
        .collect()
}

fn prepared(text: &str) -> Prepared {
    Prepared::new(text, &Marks::default())
}

/// As `creditline compare` prepares a plain text: credit lines masked.
pub(crate) fn as_page(text: &str) -> Prepared {
    let options = ReadOptions {
        format: Some(Format::Text),
        ..ReadOptions::default()
    };
    match page::read(text.as_bytes(), &options) {
        Ok(page) => texts::prepared(&page),
        Err(_) => prepared(text),
    }
}

/// How a pair is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Among all originals of the set, which mask what they share.
    Library,
    /// By itself, as `creditline compare` does.
    Pair,
}

const MODES: [Mode; 2] = [Mode::Library, Mode::Pair];

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Self::Library => "",
            Self::Pair => " (one pair alone)",
        }
    }
}

/// Passages as character spans.
pub(crate) fn detections(source: &str, suspect: &str, reuse: &Reuse) -> Vec<Span> {
    let source = Chars::new(source);
    let suspect = Chars::new(suspect);
    reuse
        .passages
        .iter()
        .map(|passage| Span {
            source: source.at(passage.original.start)..source.at(passage.original.end),
            suspect: suspect.at(passage.page.start)..suspect.at(passage.page.end),
        })
        .collect()
}

/// Byte offsets to character offsets.
struct Chars(Vec<usize>);

impl Chars {
    fn new(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).collect())
    }

    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|at| *at < byte)
    }
}

/// The spread over the fifths of a file.
pub(crate) fn folds(scores: &[Score]) -> String {
    let mut values: Vec<f64> = scores.iter().map(Score::plagdet).collect();
    values.sort_by(f64::total_cmp);
    match (values.first(), values.last()) {
        (Some(least), Some(most)) => format!("fifths {least:.3} to {most:.3}"),
        _ => String::new(),
    }
}

fn verbose() -> bool {
    std::env::var_os("EVAL_VERBOSE").is_some()
}

pub(crate) fn pan13(path: &Path) -> Vec<Row> {
    let mut scores: BTreeMap<String, [Score; 3]> = BTreeMap::new();
    let mut parts: BTreeMap<String, Vec<Score>> = BTreeMap::new();
    let mut none = [0.0; 3];
    let started = Instant::now();
    for (index, pair) in read(path).iter().enumerate() {
        let reuse = compare(
            &prepared(&pair.source_text),
            &prepared(&pair.suspect_text),
            &Params::default(),
        );
        let found = detections(&pair.source_text, &pair.suspect_text, &reuse);
        let mut score = Score::default();
        score.add(&pair.cases(), &found);
        if verbose() && (score.plagdet() < 0.9 && !(pair.spans.is_empty() && found.is_empty())) {
            println!(
                "{} {} {:.2} {}",
                pair.kind,
                pair.id,
                score.plagdet(),
                score.note()
            );
            for case in pair.cases() {
                println!("   gold {:?} {:?}", case.source, case.suspect);
            }
            for (found, passage) in found.iter().zip(&reuse.passages) {
                println!(
                    "  found {:?} {:?} {:?} {:.2}",
                    found.source, found.suspect, passage.kind, passage.similarity
                );
            }
        }
        for kind in [pair.kind.as_str(), "~all"] {
            let parts = parts
                .entry(kind.to_owned())
                .or_insert_with(|| vec![Score::default(); 5]);
            parts[index % 5].merge(&score);
        }
        for half in [index % 2, 2] {
            scores.entry(pair.kind.clone()).or_default()[half].merge(&score);
            scores.entry("~all".to_owned()).or_default()[half].merge(&score);
            if pair.kind.starts_with("none") {
                none[half] += found.len() as f64;
            }
        }
    }
    eprintln!("pan13: {:?}", started.elapsed());
    let bar = |kind: &str| match kind {
        "verbatim" => 0.96,
        "random" | "~all" => 0.90,
        "translation-cycle" => 0.91,
        _ => 0.50,
    };
    let mut rows: Vec<Row> = scores
        .iter()
        .filter(|(kind, _)| !kind.starts_with("none"))
        .map(|(kind, scores)| Row {
            set: "pan13".to_owned(),
            what: format!("plagdet {}", kind.trim_start_matches('~')),
            bar: Bar::AtLeast(bar(kind)),
            values: scores.map(|score| score.plagdet()),
            note: format!("{} {}", scores[2].note(), folds(&parts[kind])),
        })
        .collect();
    rows.push(Row {
        set: "pan13".to_owned(),
        what: "detections in none".to_owned(),
        bar: Bar::AtMost(0.0),
        values: none,
        note: String::new(),
    });
    rows
}

/// The originals of a set, each once.
struct Sources<'a> {
    texts: Vec<&'a str>,
    matcher: Matcher,
}

impl<'a> Sources<'a> {
    fn of(pairs: &'a [Pair]) -> Self {
        let mut texts: Vec<&str> = pairs.iter().map(|pair| pair.source_text.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        let matcher = Matcher::new(texts.iter().map(|text| as_page(text)).collect());
        Self { texts, matcher }
    }

    /// What a pair shares, read alone or, `masked`, as one of a library.
    fn compare(&self, pair: &Pair, masked: bool) -> Reuse {
        let page = as_page(&pair.suspect_text);
        if !masked {
            return compare(&as_page(&pair.source_text), &page, &Params::default());
        }
        let at = self
            .texts
            .binary_search(&pair.source_text.as_str())
            .unwrap_or_default();
        let original = &self.matcher.originals()[at];
        compare(original, &self.matcher.masked(&page), &Params::default())
    }
}

/// What the planted sets have to reach.
pub(crate) struct PlantedBars {
    /// Length of the shortest plants, which must all be found when verbatim.
    pub(crate) shortest: usize,
    pub(crate) plagdet: f64,
    pub(crate) false_alarms: f64,
}

pub(crate) fn planted(path: &Path, name: &str, bars: &PlantedBars) -> Vec<Row> {
    let pairs = read(path);
    let sources = Sources::of(&pairs);
    let mut rows = Vec::new();
    for mode in MODES {
        let masked = mode == Mode::Library;
        let mut scores = [Score::default(); 3];
        let mut parts = vec![Score::default(); 5];
        let mut alarms = [(0usize, 0usize); 3];
        let mut found: BTreeMap<(String, usize), [(usize, usize); 3]> = BTreeMap::new();
        for (index, pair) in pairs.iter().enumerate() {
            let reuse = sources.compare(pair, masked);
            let spans = detections(&pair.source_text, &pair.suspect_text, &reuse);
            let cases = pair.cases();
            let mut score = Score::default();
            score.add(&cases, &spans);
            let covered = cases.first().map(|case| {
                let covered = cover(&case.suspect, spans.iter().map(|span| span.suspect.clone()));
                2 * covered >= case.suspect.len()
            });
            if verbose() && score.plagdet() < 0.85 && !(cases.is_empty() && spans.is_empty()) {
                println!("{} {:.2} {}", pair.id, score.plagdet(), score.note());
                for case in pair.cases() {
                    println!("   gold {:?} {:?}", case.source, case.suspect);
                }
                for (span, passage) in spans.iter().zip(&reuse.passages) {
                    println!(
                        "  found {:?} {:?} {:?} {:.2} {}",
                        span.source,
                        span.suspect,
                        passage.kind,
                        passage.similarity,
                        &pair.suspect_text[passage.page.clone()]
                            .chars()
                            .take(50)
                            .collect::<String>()
                    );
                }
            }
            parts[index % 5].merge(&score);
            for half in [index % 2, 2] {
                scores[half].merge(&score);
                match covered {
                    None => {
                        alarms[half].1 += 1;
                        alarms[half].0 += usize::from(!spans.is_empty());
                    }
                    Some(covered) => {
                        let cell =
                            &mut found.entry((pair.kind.clone(), pair.size)).or_default()[half];
                        cell.1 += 1;
                        cell.0 += usize::from(covered);
                    }
                }
            }
        }
        let set = format!("{name}{}", mode.name());
        let rate = |cell: (usize, usize)| cell.0 as f64 / cell.1.max(1) as f64;
        let cell = |kind: &str, size: Option<usize>| -> ([f64; 3], String) {
            let mut sum = [(0, 0); 3];
            for ((of, at), cells) in &found {
                if of == kind && size.is_none_or(|size| *at == size) {
                    for half in 0..3 {
                        sum[half] = (sum[half].0 + cells[half].0, sum[half].1 + cells[half].1);
                    }
                }
            }
            (sum.map(rate), format!("{}/{}", sum[2].0, sum[2].1))
        };
        let mut row = |what: String, bar: Bar, (values, note): ([f64; 3], String)| {
            rows.push(Row {
                set: set.clone(),
                what,
                bar,
                values,
                note,
            });
        };
        row(
            format!("found, {} characters verbatim", bars.shortest),
            Bar::AtLeast(1.0),
            cell("verbatim", Some(bars.shortest)),
        );
        row(
            "found, verbatim".to_owned(),
            Bar::AtLeast(1.0),
            cell("verbatim", None),
        );
        row(
            "found, 15 % edits".to_owned(),
            Bar::AtLeast(0.85),
            cell("edit15", None),
        );
        for (kind, shown) in [
            ("edit5", "5 % edits"),
            ("edit30", "30 % edits"),
            ("shuffle", "shuffled"),
        ] {
            row(format!("found, {shown}"), Bar::None, cell(kind, None));
        }
        row(
            "plagdet".to_owned(),
            Bar::AtLeast(bars.plagdet),
            (
                scores.map(|score| score.plagdet()),
                format!("{} {}", scores[2].note(), folds(&parts)),
            ),
        );
        row(
            "false alarms".to_owned(),
            Bar::AtMost(bars.false_alarms),
            (alarms.map(rate), format!("{}/{}", alarms[2].0, alarms[2].1)),
        );
    }
    rows
}

pub(crate) fn zh_reprint(path: &Path) -> Vec<Row> {
    let pairs = read(path);
    let sources = Sources::of(&pairs);
    let mut rows = Vec::new();
    for mode in MODES {
        let masked = mode == Mode::Library;
        let mut full = [(0usize, 0usize); 3];
        let mut quiet = [(0usize, 0usize); 3];
        for (index, pair) in pairs.iter().enumerate() {
            let reuse = sources.compare(pair, masked);
            let reprint = pair.label == "derived";
            let reproduced = containment(&pair.source_text, &pair.suspect_text);
            let good = if reprint {
                reuse.class == Class::Full
            } else {
                reuse.class <= Class::Quotation
            };
            if verbose() && !good {
                println!(
                    "{} {} masked {masked} {:?} share {:.3} 8-gram containment {reproduced:.3}",
                    pair.id, pair.kind, reuse.class, reuse.original_share
                );
                for passage in reuse.passages.iter().take(4) {
                    println!(
                        "    {}",
                        &pair.suspect_text[passage.page.clone()]
                            .chars()
                            .take(80)
                            .collect::<String>()
                    );
                }
            }
            for half in [index % 2, 2] {
                if reprint && reproduced >= 0.75 {
                    full[half].1 += 1;
                    full[half].0 += usize::from(good);
                } else if !reprint {
                    quiet[half].1 += 1;
                    quiet[half].0 += usize::from(good);
                }
            }
        }
        let rate = |cell: (usize, usize)| cell.0 as f64 / cell.1.max(1) as f64;
        let set = format!("zh_reprint{}", mode.name());
        for (what, cells) in [
            ("reprints of .75 or more that are full", full),
            ("negatives at quotation or below", quiet),
        ] {
            rows.push(Row {
                set: set.clone(),
                what: what.to_owned(),
                bar: Bar::AtLeast(1.0),
                values: cells.map(rate),
                note: format!("{}/{}", cells[2].0, cells[2].1),
            });
        }
    }
    rows
}

/// Share of the source's 8-character sequences (white space left out) that the suspect holds.
fn containment(source: &str, suspect: &str) -> f64 {
    let grams = |text: &str| -> std::collections::HashSet<Vec<char>> {
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        chars.windows(8).map(<[char]>::to_vec).collect()
    };
    let source = grams(source);
    let suspect = grams(suspect);
    source.intersection(&suspect).count() as f64 / source.len().max(1) as f64
}
