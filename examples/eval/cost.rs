//! What large and hostile texts and libraries cost, in seconds.

use std::fmt::Write as _;
use std::time::Instant;

use creditline::matching::{Marks, Matcher, Params, Prepared, compare};

use crate::table::{Bar, Row};

const MEGABYTE: usize = 1_000_000;

fn prepared(text: &str) -> Prepared {
    Prepared::new(text, &Marks::default())
}

fn random(state: &mut u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// Words that look random and are not.
fn words(seed: u64, count: usize) -> String {
    let mut state = seed;
    (0..count).fold(String::new(), |mut text, index| {
        let rank = random(&mut state) % 50 * (random(&mut state) % 90);
        let _ = write!(text, "w{rank}{}", if index % 14 == 13 { ". " } else { " " });
        text
    })
}

/// Chinese characters that look random and are not, in sentences.
fn characters(seed: u64, count: usize) -> String {
    let mut state = seed;
    (0..count)
        .map(|index| {
            if index % 19 == 18 {
                return '。';
            }
            let rank = random(&mut state) % 50 * (random(&mut state) % 60);
            char::from_u32(0x4E00 + rank as u32).unwrap_or('一')
        })
        .collect()
}

/// The text with about one word in `every` replaced.
fn edited(text: &str, seed: u64, every: u64) -> String {
    let mut state = seed;
    text.split_inclusive(' ')
        .fold(String::new(), |mut text, word| {
            if random(&mut state).is_multiple_of(every) {
                let _ = write!(text, "other{} ", random(&mut state) % 500);
            } else {
                text.push_str(word);
            }
            text
        })
}

fn row(what: String, bar: Bar, value: f64, note: String) -> Row {
    Row {
        set: "cost".to_owned(),
        what,
        bar,
        values: [value; 3],
        note,
    }
}

/// Seconds that something takes, the median of a few times.
fn seconds(times: usize, mut work: impl FnMut()) -> f64 {
    let mut taken: Vec<f64> = (0..times)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed().as_secs_f64()
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    taken[taken.len() / 2]
}

pub(crate) fn cost() -> Vec<Row> {
    let mut rows = hostile();
    rows.extend(growth());
    rows.extend(libraries());
    rows
}

/// Pages made to be slow, each against an article and against itself.
fn hostile() -> Vec<Row> {
    let article = words(1, 2_000);
    let chinese = characters(1, 3_000);
    let first: Vec<&str> = article.split(' ').take(5).collect();
    let first_characters: String = chinese.chars().take(5).collect();
    let five_hundred: String = (0..500).map(|seed| edited(&article, seed, 12)).collect();
    let pages = [
        ("1 MB of one word", &article, "word ".repeat(MEGABYTE / 5)),
        (
            "1 MB of two words in turn",
            &article,
            "left right ".repeat(MEGABYTE / 11),
        ),
        (
            "1 MB of one sequence of the original",
            &article,
            format!("{} ", first.join(" ")).repeat(MEGABYTE / 30),
        ),
        ("the original 500 times", &article, article.repeat(500)),
        ("the original 500 times, edited", &article, five_hundred),
        ("1 MB of other words", &article, words(2, MEGABYTE / 6)),
        (
            "1 MB of one Han character",
            &chinese,
            "转".repeat(MEGABYTE / 3),
        ),
        (
            "1 MB of two Han characters in turn",
            &chinese,
            "转载".repeat(MEGABYTE / 6),
        ),
        (
            "1 MB of one Han sequence of the original",
            &chinese,
            first_characters.repeat(MEGABYTE / 15),
        ),
        (
            "the Chinese original 100 times",
            &chinese,
            chinese.repeat(100),
        ),
        (
            "1 MB of other Han characters",
            &chinese,
            characters(2, MEGABYTE / 3),
        ),
    ];
    let mut rows = Vec::new();
    for (what, article, page) in &pages {
        for (against, original) in [("an article", *article), ("itself", page)] {
            // The bar is for 1 MB; some pages are longer.
            if against == "itself" && page.len() > 2 * MEGABYTE {
                continue;
            }
            let mut found = None;
            let taken = seconds(1, || {
                found = Some(compare(
                    &prepared(original),
                    &prepared(page),
                    &Params::default(),
                ));
            });
            let note = found.map_or_else(String::new, |reuse| {
                format!(
                    "{:?}, {} passages, bounded: {}",
                    reuse.class,
                    reuse.passages.len(),
                    reuse.bounded
                )
            });
            rows.push(row(
                format!("{what} against {against}, s"),
                Bar::AtMost(1.0),
                taken,
                note,
            ));
        }
    }
    rows
}

/// Time for texts of one, two, four and eight lengths, whole copies with edits: eight lengths take about eight times as
/// long.
fn growth() -> Vec<Row> {
    let measure = |make: &dyn Fn(usize) -> (String, String)| -> Vec<f64> {
        [1, 2, 4, 8]
            .into_iter()
            .map(|times| {
                let (original, page) = make(times);
                seconds(5, || {
                    let reuse = compare(&prepared(&original), &prepared(&page), &Params::default());
                    assert!(reuse.original_share > 0.5);
                })
            })
            .collect()
    };
    let english = measure(&|times| {
        let original = words(5, 10_000 * times);
        let page = edited(&original, 6, 15);
        (original, page)
    });
    let chinese = measure(&|times| {
        let original = characters(5, 15_000 * times);
        let page = original.replace('丐', "丑丑");
        (original, page)
    });
    [("English", english), ("Chinese", chinese)]
        .into_iter()
        .map(|(language, times)| {
            let shown: Vec<String> = times
                .iter()
                .map(|time| format!("{:.1}", 1000.0 * time))
                .collect();
            row(
                format!("{language}, eight times the length, times as long"),
                Bar::AtMost(12.0),
                times[3] / times[0].max(f64::MIN_POSITIVE),
                format!("{} ms", shown.join(", ")),
            )
        })
        .collect()
}

/// One page of 2,000 words against large libraries.
fn libraries() -> Vec<Row> {
    let mut rows = Vec::new();
    let originals: Vec<String> = (0..2_000).map(|seed| words(seed, 2_000)).collect();
    let index =
        |originals: &[String]| Matcher::new(originals.iter().map(|text| prepared(text)).collect());
    let started = Instant::now();
    let matcher = index(&originals);
    rows.push(row(
        "index of 2,000 originals, s".to_owned(),
        Bar::AtMost(10.0),
        started.elapsed().as_secs_f64(),
        String::new(),
    ));
    let page = |excerpt: &str| format!("{} {excerpt} {}", words(7_001, 800), words(7_002, 800));
    let excerpt = &originals[7][..originals[7].len() / 5];
    let suspect = prepared(&page(excerpt));
    rows.push(row(
        "a page of 2,000 words against 2,000 originals, s".to_owned(),
        Bar::AtMost(0.005),
        seconds(15, || {
            let found = matcher.matches(&suspect, &|_| Params::default());
            assert!(found.iter().any(|found| found.0 == 7));
        }),
        String::new(),
    ));
    let unrelated = prepared(&words(9_000, 2_000));
    let small = index(&originals[..250]);
    let times = [&small, &matcher].map(|matcher| {
        seconds(15, || {
            let _ = matcher.matches(&unrelated, &|_| Params::default());
        })
    });
    rows.push(row(
        "an unrelated page, 2,000 originals instead of 250, times as long".to_owned(),
        Bar::AtMost(3.0),
        times[1] / times[0].max(f64::MIN_POSITIVE),
        format!("{:.2}, {:.2} ms", 1000.0 * times[0], 1000.0 * times[1]),
    ));
    let first = (0..200)
        .filter(|number| {
            let original = &originals[number * 10];
            let from = original.len() / 3;
            let page = prepared(&page(&original[from..from + original.len() / 10]));
            matcher
                .candidates(&page)
                .first()
                .map(|found| found.original)
                == Some(number * 10)
        })
        .count();
    rows.push(row(
        "10 % of an original: it is the first candidate of 2,000".to_owned(),
        Bar::AtLeast(1.0),
        first as f64 / 200.0,
        format!("{first}/200"),
    ));
    let copies = vec![originals[7].clone(); 2_000];
    let versions: Vec<String> = (0..2_000)
        .map(|seed| edited(&originals[7], seed, 50))
        .collect();
    for (what, library) in [
        ("2,000 copies of one original", &copies),
        ("2,000 versions of one original", &versions),
    ] {
        let started = Instant::now();
        let matcher = index(library);
        let built = started.elapsed().as_secs_f64();
        let mut found = 0;
        let taken = seconds(3, || {
            found = matcher.matches(&suspect, &|_| Params::default()).len()
        });
        rows.push(row(
            format!("a page against {what}, s"),
            Bar::AtMost(1.0),
            taken,
            format!("indexed in {built:.2} s, {found} matches"),
        ));
    }
    rows
}
