//! What a site prints on most of its pages is no reprint.

use std::fs;
use std::path::Path;
use std::process::Command;

const BOX: &str = "Every Friday we send you the five stories that our readers talked about most, a recipe from the harbour \
    kitchen, the tide table for the weekend, and a word from the editor about what went wrong during the week.";
const STORY: &str = "The lighthouse has a new keeper, and she does not live there. A small grey box counts the flashes and \
    calls her in town when one is missing. Twice so far it was a gull that had settled in front of the lens, and once it \
    was fog so thick that the box could not see its own lamp. Her predecessor had climbed the hundred and twelve steps \
    every evening for thirty years and knew each of them by its sound. He comes by on Sundays, looks at the box, and says \
    that it has no ears. She answers that it has no knees either, which is more than can be said for him. Between them they \
    have begun to write down what the tower does in a storm: which window rattles first, where the wind comes in, and how \
    long the stairs go on humming after the last gust has passed over the island.";

fn page(host: &str, number: usize, story: &str, letter: &str) -> String {
    format!(
        "<html lang=en><head><meta property=og:url content=https://{host}/{number}><title>Story</title></head><body><main>\
         <h1>Story {number}</h1><p>{story}</p><p>{letter}</p></main></body></html>"
    )
}

fn findings(suspects: &Path, originals: &Path) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .args(["check", "-f", "concise"])
        .arg(suspects)
        .arg("--originals")
        .arg(originals)
        .output()
        .unwrap();
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn a_box_on_every_page_is_chrome_and_a_copied_story_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (originals, suspects) = (
        folder.path().join("originals"),
        folder.path().join("suspects"),
    );
    fs::create_dir(&originals).unwrap();
    fs::create_dir(&suspects).unwrap();
    fs::write(
        originals.join("a.html"),
        page("letters.example", 1, STORY, BOX),
    )
    .unwrap();
    for number in 0..9 {
        let story = match number {
            3 => STORY.to_owned(),
            _ => format!("Nothing happened on pier {number} today, and nobody minded it much."),
        };
        let html = page("other.example", number, &story, BOX);
        fs::write(suspects.join(format!("{number}.html")), html).unwrap();
    }
    let alone = findings(&suspects.join("0.html"), &originals);
    assert!(
        alone.contains("missing-attribution"),
        "one page alone cannot tell: {alone}"
    );
    let all = findings(&suspects, &originals);
    assert!(all.contains("3.html"), "{all}");
    assert!(all.contains("9 pages: 1 reprint "), "{all}");
}

#[test]
fn an_article_that_most_pages_copy_is_no_chrome() {
    let folder = tempfile::tempdir().unwrap();
    let (originals, suspects) = (
        folder.path().join("originals"),
        folder.path().join("suspects"),
    );
    fs::create_dir(&originals).unwrap();
    fs::create_dir(&suspects).unwrap();
    fs::write(
        originals.join("a.html"),
        page("letters.example", 1, STORY, ""),
    )
    .unwrap();
    for number in 0..9 {
        let html = page("copycat.example", number, STORY, BOX);
        fs::write(suspects.join(format!("{number}.html")), html).unwrap();
    }
    let all = findings(&suspects, &originals);
    assert!(all.contains("9 pages: 9 reprints "), "{all}");
}

const CREDIT: &str = "This story was first published by <a href=https://letters.example/1>Harbour Letters</a>, written by Una Reed.";

/// Runs of pages of one site, the first a reprint and the others not, with the credit in the place of `C` on all pages or,
/// if `is_own`, on the first only.
fn credited(frame: &str, is_own: bool, address: bool) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (originals, suspects) = (
        folder.path().join("originals"),
        folder.path().join("suspects"),
    );
    fs::create_dir(&originals).unwrap();
    fs::create_dir(&suspects).unwrap();
    let original = format!(
        "---\ntitle: The keeper\nauthor: Una Reed\npublisher: Harbour Letters\nurl: https://letters.example/1\nlanguage: en\n---\n\n{STORY}\n"
    );
    fs::write(originals.join("a.md"), original).unwrap();
    for number in 0..5 {
        let story = match number {
            0 => STORY.to_owned(),
            _ => format!("Nothing happened on pier {number} today, and nobody minded it much."),
        };
        let credit = if is_own && number > 0 { "" } else { CREDIT };
        let head = if address {
            format!("<meta property=og:url content=https://other.example/{number}>")
        } else {
            String::new()
        };
        let body = frame
            .replace("[T]", &format!("<h1>Story {number}</h1><p>{story}</p>"))
            .replace("[C]", credit);
        let html = format!(
            "<html lang=en><head>{head}<title>Story</title></head><body>{body}</body></html>"
        );
        fs::write(suspects.join(format!("{number}.html")), html).unwrap();
    }
    findings(&suspects, &originals)
}

#[test]
fn a_credit_that_a_site_repeats_outside_of_its_articles_is_at_none_of_them() {
    let outside = [
        "<div id=root><div class=a>[T]</div><div class=b><b>More stories</b><div>[C]</div><div><a href=/1>One</a></div></div></div>",
        "<div class=wrap><div class=story>[T]</div></div><div class=low>[C]</div>",
        "<table><tr><td width=160>[C]<ul><li><a href=/1>One</a></ul></td><td>[T]</td></tr></table>",
        "<main><article>[T]</article></main><section class=strip><p>[C]</p></section>",
    ];
    let inside = [
        "<main><article>[T]<p>[C]</p></article></main>",
        "<div class=wrap><div class=story>[T]<p>[C]</p></div></div>",
        "<main><article>[T]</article><p>[C]</p></main>",
    ];
    for address in [true, false] {
        for frame in outside {
            let told = credited(frame, false, address);
            assert!(told.contains("misplaced-attribution"), "{frame}: {told}");
            let told = credited(frame, true, address);
            assert!(told.contains("1 credited"), "{frame}: {told}");
        }
        for frame in inside {
            let told = credited(frame, false, address);
            assert!(told.contains("1 credited"), "{frame}: {told}");
        }
    }
}
