//! Pages that are left unread because their bytes share nothing with any original.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use creditline::audit::Audit;
use creditline::finding::Verdict;
use creditline::matching::Class;
use creditline::page::Format;
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

/// The ferry and others: of a few originals every page is read.
fn texts_of_originals() -> Vec<String> {
    let gardens = (0..5).map(|number| {
        format!(
            "---\nurl: https://garden.example/{number}\n---\n# Garden {number}\n\nMoss {number} grows on stone {number} beside \
             the quiet gate of house {number}.\n"
        )
    });
    std::iter::once(prose::original(prose::ENGLISH))
        .chain(gardens)
        .collect()
}

fn write_originals(folder: &Path) {
    fs::create_dir(folder).unwrap();
    for (number, text) in texts_of_originals().into_iter().enumerate() {
        fs::write(folder.join(format!("{number}.md")), text).unwrap();
    }
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
    write_originals(&folder.path().join("originals"));
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
    // A short run says of every page what it says with all styles.
    let lines = fs::read_to_string(folder.path().join("pages.jsonl")).unwrap();
    let first: Vec<&str> = lines.lines().take(150).collect();
    fs::write(folder.path().join("pages.jsonl"), first.join("\n")).unwrap();
    let all = check(folder.path(), &["--no-prefilter"]);
    assert_eq!(all, check(folder.path(), &[]));
    // All that need no reading, of those behind the first thousand and the rest of their piece.
    assert_eq!(unread, 1_100 - 16 * 64 - 4);
}

#[test]
fn what_stands_on_pages_that_share_nothing_is_looked_at_when_it_counts() {
    let folder = tempfile::tempdir().unwrap();
    write_originals(&folder.path().join("originals"));
    // The copy has no credit; what looks like one is a line that the site prints beneath every article.
    let site = folder.path().join("site");
    fs::create_dir(&site).unwrap();
    let line = format!("<section class=latest>{}</section>", prose::CREDIT);
    let copy = prose::page(prose::ENGLISH, "").replace("</article>", &format!("</article>{line}"));
    fs::write(site.join("4-copy.html"), copy).unwrap();
    for number in 0..9 {
        let page = around(number, &format!("<p>Nothing of anybody's.</p>{line}"));
        fs::write(site.join(format!("{number}.html")), page).unwrap();
    }
    let verdict = |more: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_creditline"))
            .args([
                "check",
                "site",
                "--originals",
                "originals",
                "--no-config",
                "-q",
            ])
            .args(["--base-url", "https://copier.example/", "-f", "jsonl"])
            .args(more)
            .current_dir(folder.path())
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    let whole = verdict(&["--no-prefilter"]);
    assert_eq!(whole.0, Some(1), "{}", whole.1);
    assert_eq!(verdict(&[]), whole);
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

/// What is said of a page that is read for a library, which must be what is said of it when it is read as a whole; and
/// whether it was read at a glance.
fn read_for(library: &Library, name: &str, bytes: &[u8]) -> (Audit, bool) {
    let options = ReadOptions {
        location: name.to_owned(),
        content_type: Some("text/html".to_owned()),
        url: Url::parse("https://copier.example/1").ok(),
        ..ReadOptions::default()
    };
    let (Ok(page), Ok(whole)) = (library.read(bytes, &options), page::read(bytes, &options)) else {
        panic!("{name} cannot be read");
    };
    let audit = library.audit(&page);
    let told = |audit: &Audit| format!("{audit:#?}");
    assert_eq!(told(&audit), told(&library.audit(&whole)), "{name}");
    let at_a_glance = page.elements.len() < whole.elements.len();
    (audit, at_a_glance)
}

#[test]
fn pages_read_at_a_glance_are_judged_as_whole_ones() {
    let rules = RuleSets::builtin();
    let original = |text: &str| {
        let options = ReadOptions {
            format: Some(Format::Markdown),
            ..ReadOptions::default()
        };
        let page = page::read(text.as_bytes(), &options).unwrap();
        read_original(&page, &rules).unwrap()
    };
    let originals = texts_of_originals().into_iter().map(|text| original(&text));
    let library = Library::new(originals.collect(), &rules);
    let page = |number: usize, head: &str, text: &str| {
        around(number, text).replace("<head>", &format!("<head>{head}"))
    };
    let hide = "<style>.x{display:none}</style>";
    let nothing = "<p>Nothing of anybody's.</p><p class=x>Nor here.</p><p>See\n <a href='https://b.example/1'>that <b>one</b></a>\
        <br>and <a href=/2>this</a>.</p>";
    // A page that shares nothing is read at a glance; what of its sheets could not be had is told all the same.
    let link = "<link rel=stylesheet href=/site.css><style>@import 'more.css';</style>";
    let (audit, at_a_glance) = read_for(&library, "unrelated", page(1, hide, nothing).as_bytes());
    assert!(at_a_glance && audit.matches.is_empty());
    let (audit, _) = read_for(&library, "linked", page(2, link, nothing).as_bytes());
    assert_eq!(audit.page.unread_styles, ["/site.css", "more.css"]);
    // What asks for scripts, and what is short, is read as a whole.
    let scripts = "<noscript>Please enable JavaScript</noscript><script src=a.js></script>";
    let asks = page(3, hide, &format!("{nothing}{scripts}"));
    assert!(!read_for(&library, "scripts", asks.as_bytes()).1);
    let short = format!("{hide}{nothing}");
    assert!(!read_for(&library, "short", short.as_bytes()).1);
    // A page with a copy is read as a whole, whatever sheets hide: its credit, the copy itself, words between those of the copy.
    let credit = format!("<div class=x>{}</div>", prose::CREDIT);
    let copy = page(4, hide, &prose::page(prose::ENGLISH, &credit));
    let (audit, at_a_glance) = read_for(&library, "hidden credit", copy.as_bytes());
    assert!(!at_a_glance && audit.verdict() == Some(Verdict::NotCredited));
    let hidden = format!("<div class=x>{}</div>", prose::page(prose::ENGLISH, ""));
    let (audit, at_a_glance) = read_for(&library, "hidden copy", page(5, hide, &hidden).as_bytes());
    assert!(!at_a_glance && audit.matches.is_empty());
    let parted = prose::ENGLISH.replace("\n\n", "\n<p>");
    let parted = parted.replace(' ', " <i class=x>zig</i> ");
    let (audit, at_a_glance) = read_for(&library, "parted", page(6, hide, &parted).as_bytes());
    assert!(!at_a_glance && !audit.matches.is_empty());
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
        let bytes = fs::read(folder.join(file)).unwrap();
        let (is_found, is_left_out) = seen(&library, &bytes);
        read_for(&library, file, &bytes);
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
    let (mut count, mut left_out, mut at_a_glance) = (0, 0, 0);
    for entry in others.filter(|entry| entry.path().extension().is_some_and(|is| is == "html")) {
        count += 1;
        let bytes = fs::read(entry.path()).unwrap();
        left_out += usize::from(seen(&library, &bytes) == (false, true));
        at_a_glance += usize::from(read_for(&library, &entry.path().to_string_lossy(), &bytes).1);
    }
    eprintln!("{left_out} of {count} other pages left out, {at_a_glance} read at a glance");
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
