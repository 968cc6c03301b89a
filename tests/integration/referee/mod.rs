//! The browser is the referee: what Chromium shows of a line and what we say of it must be the same. Skipped, aloud,
//! where no Chromium is installed.

mod browser;
mod crossed;
mod kinds;
mod tricks;

use std::collections::BTreeSet;
use std::path::Path;

use creditline::page::{self, ReadOptions, Visibility};

use crate::browsers::installed;
use tricks::Trick;

/// The two words of the marked line. They have the same letters, so that exchanging them moves nothing on the page.
const WORDS: [&str; 2] = ["WOWOWOWO", "OWOWOWOW"];

/// Share of the tricks on which both must agree.
const AGREEMENT: f64 = 0.99;

/// All tricks on which we knowingly differ from the browser, each with its reason. Only in the first is a line called
/// visible that is not, and that takes layout to tell.
const DIFFERENT: &[(&str, &str)] = &[
    (
        "sheet: parent clips",
        "whether a line is below the edge of a box of a given height, only layout can tell",
    ),
    (
        "property: font-size:.01em",
        "Chromium keeps relative sizes at 6 pixels; what was asked for, and other browsers show, cannot be read",
    ),
    (
        "property: height:2px;overflow:hidden",
        "two pixels of the tallest letters are drawn, and nobody can read them",
    ),
    (
        "property: animation:come 1s -2s paused both;opacity:0",
        "what a paused animation shows is taken to be its first state, whatever its delay",
    ),
    (
        "sheet: cover by the paragraph before",
        "the line looks out above the cover, which keeps its margins: layout",
    ),
    (
        "place: textarea",
        "markup in a form field shows as its own source; it is judged as the small document that it is",
    ),
    (
        "place: select",
        "a closed list is as wide as its widest choice: its picture may differ where no word of that is seen",
    ),
];

/// A page with the words in this order.
fn html(trick: &Trick, [first, second]: [&str; 2]) -> String {
    let line = format!(
        "<div class=s id=z data-k=v title='Thanks a lot'>Source: <a href='https://harbour.example/9'>{first}</a> by {second}</div>"
    );
    let place = match trick.html.as_str() {
        "" => line,
        place => place.replace("{line}", &line),
    };
    format!(
        "<!doctype html><html lang=en><head><title>T</title><style>{}</style></head><body><article><p>The harbour \
         opens at six and closes when the last boat is in.</p><p>Nobody has ever asked why.</p>{place}</article></body></html>",
        trick.css
    )
}

/// Whether we say that one of the words is in sight.
fn seen_by_us(html: &str, words: [&str; 2]) -> bool {
    let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
    page.blocks.iter().any(|block| {
        block.visibility == Visibility::Visible
            && words.iter().any(|word| block.text.contains(word))
    })
}

/// Counts agreement over pairs of pages that fit into frames of these heights, and lists where there is none.
fn judge(
    what: &str,
    program: &str,
    [wide, narrow]: [usize; 2],
    pages: &[(String, String, String, [&str; 2])],
) {
    let pairs: Vec<_> = pages
        .iter()
        .map(|(_, one, other, _)| (one.clone(), other.clone()))
        .collect();
    let wide = browser::differences(program, (1280, wide), &pairs);
    // A line that either reader sees is seen: the narrow window is asked about the others.
    let others = pairs.iter().zip(&wide).filter(|(_, seen)| !**seen);
    let others: Vec<_> = others.map(|(pair, _)| pair.clone()).collect();
    let mut narrow = browser::differences(program, (390, narrow), &others).into_iter();
    let known: BTreeSet<&str> = DIFFERENT.iter().map(|(name, _)| *name).collect();
    let (mut agreed, mut unknown) = (0, Vec::new());
    for (index, (name, one, _, words)) in pages.iter().enumerate() {
        let ours = seen_by_us(one, *words);
        let theirs = wide[index] || narrow.next().unwrap();
        if ours == theirs {
            agreed += 1;
            continue;
        }
        println!(
            "{what}: {name}: {} in the browser, {} here",
            if theirs { "seen" } else { "not seen" },
            if ours { "seen" } else { "not seen" },
        );
        if !known.contains(name.as_str()) {
            unknown.push(name.as_str());
        }
    }
    let share = f64::from(agreed) / pages.len() as f64;
    println!("{what}: {agreed} of {} agree ({share:.3})", pages.len());
    assert!(share >= AGREEMENT, "{what}: {share:.3}");
    assert!(unknown.is_empty(), "without a reason: {unknown:?}");
}

#[test]
fn we_see_what_the_browser_shows() {
    let Some(program) = installed() else { return };
    let [first, second] = WORDS;
    let pages: Vec<_> = tricks::all()
        .iter()
        .map(|trick| {
            let (one, other) = (html(trick, [first, second]), html(trick, [second, first]));
            (trick.name.clone(), one, other, WORDS)
        })
        .collect();
    assert!(pages.len() >= 700);
    judge("own tricks", &program, [240, 240], &pages);
}

/// Pages of the reader's own, marked with our words: `CREDITLINE_TRICKS=folder cargo test --test integration referee`.
#[test]
fn we_see_what_the_browser_shows_of_given_pages() {
    let Some(folder) = std::env::var_os("CREDITLINE_TRICKS") else {
        println!("skipped: no folder of pages is named in CREDITLINE_TRICKS");
        return;
    };
    let Some(program) = installed() else { return };
    let pages = marked(Path::new(&folder), WORDS);
    judge("given pages", &program, [400, 700], &pages);
}

/// The pages of a folder, each with its marked words exchanged beside it.
fn marked(
    folder: &Path,
    words: [&'static str; 2],
) -> Vec<(String, String, String, [&'static str; 2])> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    files.sort();
    { files.into_iter() }
        .map(|file| {
            let one = std::fs::read_to_string(&file).unwrap();
            let other = one
                .replace(words[0], "\u{1}")
                .replace(words[1], words[0])
                .replace('\u{1}', words[1]);
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            (name, one, other, words)
        })
        .collect()
}

/// Pages that others wrote: in each one line is marked by words of its own.
#[test]
fn we_see_what_the_browser_shows_of_others_pages() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    if !cases.is_dir() {
        println!("skipped: there are no further pages beside the project");
        return;
    }
    let Some(program) = installed() else { return };
    let mut pages = Vec::new();
    for (folder, words) in [
        ("css", ["Harbour", "Gazette"]),
        ("seen", ["SECRET", "TERCES"]),
        ("seen/s", ["Ada Lind", "Lind Ada"]),
    ] {
        let of_folder = marked(&cases.join(folder), words).into_iter();
        pages.extend(
            of_folder
                .map(|(name, one, other, words)| (format!("{folder}/{name}"), one, other, words)),
        );
    }
    judge("other tricks", &program, [600, 1_400], &pages);
}
