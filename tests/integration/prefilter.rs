//! Pages that are left unread because their bytes share nothing with any original.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::prose;

/// A page of a news site of more than two hundred words, with a text in the middle of it.
fn around(number: usize, text: &str) -> String {
    let mut html =
        format!("<!doctype html><html lang=en><head><title>Story {number}</title></head><body>");
    for line in 0..30 {
        html += &format!(
            "<div class=\"teaser\"><a href=\"/{line}\">Town {} opens bridge {} over water number {}</a></div>",
            number * 7 + line,
            line * number,
            number + line * 3
        );
    }
    html + text + "<footer>All about towns</footer></body></html>"
}

fn check(folder: &Path, more: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .args([
            "check",
            "pages.jsonl",
            "--originals",
            "originals",
            "--no-config",
            "-q",
            "-f",
            "jsonl",
        ])
        .args(more)
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn what_is_left_unread_is_told_as_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let originals = folder.path().join("originals");
    fs::create_dir(&originals).unwrap();
    fs::write(originals.join("ferry.md"), prose::original(prose::ENGLISH)).unwrap();
    // Of a few originals every page is read.
    for number in 0..5 {
        let text = format!(
            "---\nurl: https://garden.example/{number}\n---\n# Garden {number}\n\nMoss {number} grows on stone {number} beside \
             the quiet gate of house {number}.\n"
        );
        fs::write(originals.join(format!("garden-{number}.md")), text).unwrap();
    }
    let mut lines = String::new();
    for number in 0..1_100 {
        let html = match number % 100 {
            30 => around(number, &prose::page(prose::ENGLISH, "")),
            31 => around(number, &prose::page(prose::ENGLISH, prose::CREDIT)),
            // Judged for what they are, not left out.
            32 => "<meta http-equiv=refresh content='0; url=/new'><p>Moved.".to_owned(),
            33 => "<div id=root></div><script src=/app.js></script>".to_owned(),
            _ => around(number, "<p>Nothing of anybody's.</p>"),
        };
        lines += &json!({"url": format!("https://copier-{}.example/{number}", number % 9), "html": html}).to_string();
        lines.push('\n');
    }
    fs::write(folder.path().join("pages.jsonl"), lines).unwrap();
    let all = check(folder.path(), &["--no-prefilter"]);
    let some = check(folder.path(), &[]);
    assert_eq!((all.len(), some.len()), (1_100, 1_100));
    let mut unread = 0;
    for (whole, short) in all.into_iter().zip(some) {
        let (mut whole, short) = (whole, short);
        if whole["page"]["title"] != short["page"]["title"] {
            // Nothing else is unknown of a page that is not read.
            assert!(short["page"]["title"].is_null() && short["page"]["language"].is_null());
            whole["page"]["title"] = Value::Null;
            whole["page"]["language"] = Value::Null;
            unread += 1;
        }
        assert_eq!(whole, short);
    }
    // All that need no reading, of those behind the first thousand and the rest of their piece.
    assert_eq!(unread, 1_100 - 16 * 64 - 4);
}
