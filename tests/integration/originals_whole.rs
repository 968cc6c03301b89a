//! The main text of an original is all of it: never a table or a box of offers while prose stands beside it.

use std::path::{Path, PathBuf};

use creditline::audit::pair;
use creditline::matching::Class;
use creditline::{ReadOptions, RuleSets, page, read_original};
use rayon::prelude::*;

const PROSE: [&str; 6] = [
    "Two barges still pass on most Fridays, one with gravel and one with nothing but the skipper's cousins and their dogs.",
    "The council would like to move the lock to the other bank, where the road is wider and the ground is less wet.",
    "The lock keeper has kept a diary of every barge since the flood, and the museum has asked to borrow the volumes.",
    "She writes down the cargo, the mood of the skipper and the height of the water, in this order and in green ink.",
    "Historians found that the green ink ran out only once, in the winter in which nothing moved on the river at all.",
    "The diary ends with a drawing of the gate, and with the remark that somebody should oil it before the spring.",
];

fn prose() -> String {
    PROSE
        .iter()
        .map(|text| format!("<p>{text}</p>\n"))
        .collect()
}

fn rows() -> String {
    let word = |n: usize| ["lock", "gate", "barge", "rope", "oil", "ink"][n % 6];
    (0..24)
        .map(|n| {
            format!(
                "<tr><td>{}</td><td>is near a</td><td>{} {n}</td></tr>",
                word(n),
                word(n + 1)
            )
        })
        .collect()
}

/// The share of an original that the other page reproduces.
fn share(original: &str, suspect: &str) -> (Class, f64) {
    let rules = RuleSets::builtin();
    let read = |html: &str| page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
    let original = read_original(&read(original), &rules).unwrap();
    let audit = pair(&read(suspect), &original, None);
    let reuse = &audit.matches[0].reuse;
    (reuse.class, reuse.original_share)
}

#[test]
fn prose_is_main_text_whatever_its_box_is_called() {
    let offers: String = (0..5)
        .map(|n| format!("<div class=card><p>Offer {n}: earn points with every crossing, and cross for free when you have \
            enough of them, which most travellers have after a year or two of commuting.</p></div>"))
        .collect();
    let suspect = format!("<article>{}</article>", prose());
    for name in [
        "above-footer",
        "story-sidebar",
        "widget",
        "promo-text",
        "related-story",
    ] {
        let original = format!(
            "<title>Lock</title><link rel=canonical href='https://river.example/lock'><body><h1>Lock</h1>\
             <div class='{name}'><div class=inner>{}</div></div><div class=offers>{offers}</div>",
            prose()
        );
        let (class, share) = share(&original, &suspect);
        if name != "related-story" {
            assert!(
                class >= Class::Partial && share > 0.4,
                "{name}: {class:?} {share}"
            );
        }
    }
}

#[test]
fn short_cells_of_a_table_are_running_text() {
    let html = |own: &str| {
        format!(
            "<title>Map</title><link rel=canonical href='https://{own}/map'><main><article><h1>Map</h1>{}<table>{}</table></article></main>",
            prose(),
            rows()
        )
    };
    let (class, share) = share(&html("river.example"), &html("copy.example"));
    assert_eq!(class, Class::Full);
    assert!(share > 0.95, "{share}");
}

#[test]
fn short_lines_that_a_page_parts_from_the_text_are_taken_with_it() {
    let rows: String = (0..40)
        .map(|n| format!("<li><a href='/{n}'>Mooring {n} and its owners</a></li>"))
        .collect();
    for (above, below) in [
        ("Along the canal", "Ida Holm"),
        ("运河边", "何静怡"),
        ("Am Kanal", "Zum Hafen"),
    ] {
        let original = format!(
            "---\ntitle: The lock\nurl: https://river.example/lock\n---\n\n{above}\n\n{}\n\n{below}\n",
            PROSE.join("\n\n")
        );
        let options = ReadOptions {
            location: "lock.md".to_owned(),
            ..ReadOptions::default()
        };
        let original = page::read(original.as_bytes(), &options).unwrap();
        let original = read_original(&original, &RuleSets::builtin()).unwrap();
        for (first, last, is_whole) in [(above, below, true), (above, "Somebody else", false)] {
            let html = format!(
                "<title>The lock</title><p>{first}</p><ul>{rows}</ul><article>{}</article><ul>{rows}</ul><p>{last}</p>",
                prose()
            );
            let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
            let reuse = &pair(&page, &original, None).matches[0].reuse;
            assert_eq!(reuse.class, Class::Full);
            assert_eq!(reuse.original_share == 1.0, is_whole, "{first}, {last}");
        }
    }
}

/// Which of the real pages (each `step`th) are no full copies of themselves; `None` where they are not there.
fn short_of_themselves(step: usize) -> Option<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/pages");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no pages at {}", folder.display());
        return None;
    };
    let rules = RuleSets::builtin();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    paths.sort();
    let pages: Vec<&PathBuf> = paths.iter().step_by(step).collect();
    let reuses: Vec<(&PathBuf, Class, f64)> = pages
        .into_par_iter()
        .filter_map(|path| {
            let page = page::read(&std::fs::read(path).unwrap(), &ReadOptions::default()).ok()?;
            // A page without text is no original.
            let original = read_original(&page, &rules).ok()?;
            let reuse = &pair(&page, &original, None).matches[0].reuse;
            Some((path, reuse.class, reuse.original_share))
        })
        .collect();
    assert!(reuses.len() * step > 60, "{} pages", reuses.len());
    let short = reuses
        .iter()
        .filter(|(_, class, share)| *class != Class::Full || *share < 1.0);
    Some(short.map(|one| format!("{one:?}")).collect())
}

#[test]
fn real_pages_are_full_copies_of_themselves() {
    assert_eq!(short_of_themselves(4).unwrap_or_default(), [""; 0]);
}

#[test]
#[ignore = "takes half a minute; --ignored runs it"]
fn all_real_pages_are_full_copies_of_themselves() {
    assert_eq!(short_of_themselves(1).unwrap_or_default(), [""; 0]);
}
