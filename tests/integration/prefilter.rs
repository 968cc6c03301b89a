//! Pages that are left unread because their bytes share nothing with any original.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use creditline::matching::Class;
use creditline::{Library, Original, ReadOptions, RuleSets, page, read_original};
use serde_json::{Value, json};
use url::Url;

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

/// Whether an audit finds a reprint on a page, and whether the look at its bytes leaves it out.
fn seen(library: &Library, bytes: &[u8]) -> (bool, bool) {
    let options = ReadOptions {
        content_type: Some("text/html".to_owned()),
        url: Url::parse("https://copier.example/1").ok(),
        ..ReadOptions::default()
    };
    let is_left_out = library.shares_nothing(bytes, &options).is_some();
    let audit = page::read(bytes, &options).map(|page| library.audit(&page));
    let is_found = audit.is_ok_and(|audit| {
        let mut matches = audit.matches.iter();
        matches.any(|found| found.reuse.class > Class::None)
    });
    (is_found, is_left_out)
}

#[test]
fn real_reprints_are_not_left_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/reprints");
    let Ok(labels) = fs::read_to_string(folder.join("labels.jsonl")) else {
        eprintln!("skipped: there are no reprints in {}", folder.display());
        return;
    };
    let files = |key: &str| -> BTreeSet<String> {
        let labels = labels
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        labels
            .filter_map(|label| label[key].as_str().map(str::to_owned))
            .collect()
    };
    let rules = RuleSets::builtin();
    let originals: Vec<Original> = files("original_html")
        .into_iter()
        .filter_map(|file| {
            let bytes = fs::read(folder.join(file)).ok()?;
            let page = page::read(&bytes, &ReadOptions::default()).ok()?;
            read_original(&page, &rules).ok()
        })
        .collect();
    let library = Library::new(originals, &rules);
    let (mut found, mut missed) = (0, Vec::new());
    for file in files("suspect_html").union(&files("wrapped_html")) {
        let (is_found, is_left_out) = seen(&library, &fs::read(folder.join(file)).unwrap());
        found += usize::from(is_found);
        if is_found && is_left_out {
            missed.push(file.clone());
        }
    }
    eprintln!(
        "{} of {found} reprints left out, {} originals",
        missed.len(),
        library.len()
    );
    assert!(missed.len() * 500 <= found, "{missed:?}");
    // And it is of use: pages of others are left out.
    let others = fs::read_dir(folder.join("../pages")).unwrap().flatten();
    let (mut count, mut left_out) = (0, 0);
    for entry in others.filter(|entry| entry.path().extension().is_some_and(|is| is == "html")) {
        count += 1;
        left_out += usize::from(seen(&library, &fs::read(entry.path()).unwrap()) == (false, true));
    }
    eprintln!("{left_out} of {count} other pages left out");
    assert!(left_out * 2 >= count, "{left_out} of {count}");
}

#[test]
fn excerpts_within_other_texts_are_not_left_out() {
    /// Words of a language that nobody speaks: few are frequent, many are rare.
    fn text(seed: u64, count: usize) -> Vec<String> {
        let mut state = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut below = |limit: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % limit
        };
        (0..count)
            .map(|_| format!("ma{}lo", below(60) * (1 + below(120))))
            .collect()
    }
    let rules = RuleSets::builtin();
    let original = |number: u64| Original {
        id: format!("tale-{number}"),
        url: Url::parse(&format!("https://tales.example/{number}")).ok(),
        text: text(number, 500).join(" "),
        ..Original::default()
    };
    let library = Library::new((0..30).map(original).collect(), &rules);
    let (mut found, mut missed, mut left_out) = (0, 0, 0);
    for number in 0..150 {
        let own = text(1_000 + number, 400);
        let words = text(number % 30, 500)[100..140].join(" ");
        // Marked up as pages do it, down to single words; and a page without any excerpt.
        let excerpt = match number % 3 {
            0 => format!("<p>{words}</p>"),
            1 => format!(
                "<blockquote>{}</blockquote>",
                words.replace(' ', "&nbsp;<wbr>")
            ),
            _ => format!(
                "<div>{}</div>",
                words.replace(" ma", " <b>m</b>a").to_uppercase()
            ),
        };
        let (start, end) = (own[..200].join(" "), own[200..].join(" "));
        let html =
            format!("<article><p title=\"a > b\">{start}</p>{excerpt}<p>{end}</p></article>");
        let (is_found, is_left_out) = seen(&library, html.as_bytes());
        found += usize::from(is_found);
        missed += usize::from(is_found && is_left_out);
        let html = format!("<article><p>{start}</p><p>{end}</p></article>");
        left_out += usize::from(seen(&library, html.as_bytes()) == (false, true));
    }
    eprintln!("{missed} of {found} excerpts left out, {left_out} of 150 pages without any");
    assert!(found >= 140, "{found}");
    assert_eq!(missed, 0);
    assert!(left_out >= 100, "{left_out}");
}
