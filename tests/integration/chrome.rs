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
