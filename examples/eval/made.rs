//! More pairs out of the same texts: clean ones, by crossing the pairs of a set, and copies, by planting stretches of
//! one pair's source into another's suspect. Nothing was tuned on them.

use creditline::matching::{Params, compare};

use crate::plagdet::{Score, Span};
use crate::sets::{Pair, as_page, detections, folds};
use crate::table::{Bar, Row};

/// How far away the other pair is in the file.
const STEPS: [usize; 4] = [1, 7, 13, 29];

/// Sources against the suspects of other pairs: how many have a passage at all. A few are real, for the texts of one
/// site meet.
pub(crate) fn crossed(name: &str, pairs: &[Pair], bar: f64) -> Row {
    let (mut alarms, mut all) = ([0usize; 3], [0usize; 3]);
    for (index, pair) in pairs.iter().enumerate() {
        let source = as_page(&pair.source_text);
        for step in STEPS {
            let other = &pairs[(index + step) % pairs.len()];
            let same =
                other.source_text == pair.source_text || other.suspect_text == pair.suspect_text;
            if same {
                continue;
            }
            let reuse = compare(&source, &as_page(&other.suspect_text), &Params::default());
            for half in [index % 2, 2] {
                all[half] += 1;
                alarms[half] += usize::from(!reuse.passages.is_empty());
            }
        }
    }
    let rate = |half: usize| alarms[half] as f64 / all[half].max(1) as f64;
    Row {
        set: format!("{name}, pairs crossed"),
        what: "pairs with a passage".to_owned(),
        bar: Bar::AtMost(bar),
        values: [rate(0), rate(1), rate(2)],
        note: format!("{}/{}", alarms[2], all[2]),
    }
}

/// Stretches of sources planted into the suspects of other pairs, with some of their words changed.
pub(crate) fn planted(name: &str, pairs: &[Pair]) -> Vec<Row> {
    [(0, 0.95), (5, 0.90), (15, 0.85)]
        .into_iter()
        .map(|(percent, bar)| {
            let mut scores = [Score::default(); 3];
            let mut parts = vec![Score::default(); 5];
            for (index, pair) in pairs.iter().enumerate() {
                let other = &pairs[(index + 7) % pairs.len()];
                let Some((page, case)) = plant(pair, other, index, percent) else {
                    continue;
                };
                let reuse = compare(
                    &as_page(&pair.source_text),
                    &as_page(&page),
                    &Params::default(),
                );
                let mut score = Score::default();
                score.add(&[case], &detections(&pair.source_text, &page, &reuse));
                for half in [index % 2, 2] {
                    scores[half].merge(&score);
                }
                parts[index % 5].merge(&score);
            }
            Row {
                set: format!("{name}, planted anew"),
                what: format!("plagdet, {percent} % of the words changed"),
                bar: Bar::AtLeast(bar),
                values: scores.map(|score| score.plagdet()),
                note: format!("{} {}", scores[2].note(), folds(&parts)),
            }
        })
        .collect()
}

/// The page and where the plant lies, in characters; `None` if a text is too short for it.
fn plant(pair: &Pair, other: &Pair, index: usize, percent: usize) -> Option<(String, Span)> {
    let length = [40, 80, 160, 320][index % 4];
    let words: Vec<(usize, &str)> = pair
        .source_text
        .split_whitespace()
        .map(|word| {
            (
                word.as_ptr() as usize - pair.source_text.as_ptr() as usize,
                word,
            )
        })
        .collect();
    let from = words.len() / 3;
    let taken = words.get(from..from + length)?;
    let (first, last) = (taken.first()?, taken.last()?);
    let source = first.0..last.0 + last.1.len();
    let mut changed = String::new();
    for (at, (_, word)) in taken.iter().enumerate() {
        // Every so many words one is left out, put in or replaced, in turn; never at the edges.
        let hit = percent > 0 && at > 0 && at + 1 < taken.len() && (at * percent) % 100 < percent;
        let foreign = ["harbour", "lantern", "quietly", "seven"][at % 4];
        match (hit, at % 3) {
            (true, 0) => continue,
            (true, 1) => changed.push_str(&format!("{word} {foreign} ")),
            (true, _) => changed.push_str(&format!("{foreign} ")),
            (false, _) => changed.push_str(&format!("{word} ")),
        }
    }
    let changed = changed.trim_end();
    let middle = other.suspect_text.len() / 2;
    let middle = (middle..other.suspect_text.len())
        .find(|at| *at > 0 && matches!(other.suspect_text.as_bytes()[*at - 1], b'\n' | b' '))?;
    let (before, after) = other.suspect_text.split_at(middle);
    let start = before.chars().count();
    let characters = |end: usize| pair.source_text[..end].chars().count();
    let case = Span {
        source: characters(source.start)..characters(source.end),
        suspect: start..start + changed.chars().count(),
    };
    Some((format!("{before}{changed} {after}"), case))
}
