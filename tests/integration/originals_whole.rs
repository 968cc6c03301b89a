//! The main text of an original is all of it: never a table or a box of offers while prose stands beside it.

use std::path::Path;

use creditline::audit::pair;
use creditline::matching::Class;
use creditline::{ReadOptions, RuleSets, page, read_original};

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
fn real_pages_are_full_copies_of_themselves() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/pages");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no pages at {}", folder.display());
        return;
    };
    let rules = RuleSets::builtin();
    let mut short = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let Ok(page) = page::read(&std::fs::read(&path).unwrap(), &ReadOptions::default()) else {
            continue;
        };
        let Ok(original) = read_original(&page, &rules) else {
            continue;
        };
        let audit = pair(&page, &original, None);
        let reuse = &audit.matches[0].reuse;
        if reuse.class != Class::Full || reuse.original_share < 0.9 {
            short.push(format!(
                "{}: {:?} {:.3}",
                path.display(),
                reuse.class,
                reuse.original_share
            ));
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}
