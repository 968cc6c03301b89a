//! One reprint in the page skeletons of the web: blogs, boards, news sites, platforms, letters.

use std::fs;
use std::path::Path;

use creditline::finding::{Code, Verdict};

use crate::reprint::{ARTICLE, PAGE, TEXT, judge, text};

/// The places of a skeleton that may be filled.
const PLACES: [&str; 5] = ["BEFORE", "AFTER", "COMMENT", "RELATED", "FOOTER"];

/// Fills one place of a skeleton; `None` where it has none.
fn filled(skeleton: &str, place: &str, html: &str) -> Option<String> {
    if !skeleton.contains(&format!("[[{place}]]")) {
        return None;
    }
    let mut page = skeleton
        .replace("[[TEXT]]", &text())
        .replace("[[LINES]]", &TEXT.join("<br><br>"));
    for name in PLACES {
        page = page.replace(
            &format!("[[{name}]]"),
            if name == place { html } else { "" },
        );
    }
    Some(page)
}

#[test]
fn verdicts_are_right_in_every_skeleton() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/skeletons");
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    assert!(names.len() >= 30, "{}", names.len());
    let credit = format!("Source: <a href='{ARTICLE}'>The Valley Courier</a>");
    let cases = [
        ("AFTER", format!("<p>{credit}</p>"), None),
        ("BEFORE", credit.clone(), None),
        (
            "AFTER",
            "<p>Source: <a href='https://valley.example/'>The Valley Courier</a></p>".to_owned(),
            Some(Code::WrongLink),
        ),
        (
            "AFTER",
            "<p>Source: <a href='https://other.example/2024/05/a-thing'>Other Daily</a></p>"
                .to_owned(),
            Some(Code::WrongLink),
        ),
        (
            "AFTER",
            "<p>Source: The Valley Courier</p>".to_owned(),
            Some(Code::MissingLink),
        ),
        (
            "AFTER",
            format!("<p style='display:none'>{credit}</p>"),
            Some(Code::HiddenAttribution),
        ),
        ("AFTER", String::new(), Some(Code::MissingAttribution)),
        (
            "AFTER",
            format!("<p>Source: <a href='{PAGE}'>{PAGE}</a></p>"),
            Some(Code::ClaimedAsOwn),
        ),
        (
            "COMMENT",
            format!("<p>{credit}</p>"),
            Some(Code::MisplacedAttribution),
        ),
        (
            "FOOTER",
            format!("<p>{credit}</p>"),
            Some(Code::MisplacedAttribution),
        ),
    ];
    let mut failed = Vec::new();
    for path in names {
        let skeleton = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        for (place, html, code) in &cases {
            let Some(page) = filled(&skeleton, place, html) else {
                continue;
            };
            let judged = judge(&page);
            let right = match code {
                None => judged.verdict == Some(Verdict::Credited),
                Some(code) => judged.verdict == Some(Verdict::NotCredited) && judged.has(*code),
            };
            if !right {
                failed.push(format!("{name} {place} {html} {code:?}\n    {judged:?}"));
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{}\n{} failed",
        failed.join("\n"),
        failed.len()
    );
}
