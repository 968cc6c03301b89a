//! Lines of credit as sites write them, in every language, and lines that only look like one.

use creditline::finding::{Code, Verdict};

use crate::reprint::{ARTICLE, Reprint, TEXT, judge_with, library};

/// What stands for the link to the article in a line.
const LINK: &str = "{u}";

/// Lines that credit the article, by language.
const CREDITS: &str = include_str!("../data/credit-lines.txt");

/// Lines about pictures and further reading, by language.
const LOOK_ALIKES: &str = include_str!("../data/look-alike-lines.txt");

fn credits() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(CREDITS)
}

/// Each line with its language.
fn lines(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut language = "";
    text.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix("## ") {
            language = name;
        }
        (!line.starts_with('#') && !line.is_empty()).then_some((language, line))
    })
}

#[test]
fn lines_of_credit_are_recognised_in_every_language() {
    let mut failed = Vec::new();
    for (language, line) in credits() {
        let link = |shown: &str| format!("<a href='{ARTICLE}'>{shown}</a>");
        let below = line.replace(LINK, &link("here"));
        let above = line.replace(LINK, &link("The Valley Courier"));
        for reprint in [
            Reprint::default().after(&format!("<p>{below}</p>")),
            Reprint::default().before(&format!("<div class=info>{above}</div>")),
        ] {
            let judged = reprint.judge();
            if judged.verdict != Some(Verdict::Credited) {
                failed.push(format!("{language}: {line}\n    {judged:?}"));
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

#[test]
fn the_same_lines_about_another_source_are_no_credit() {
    let mut failed = Vec::new();
    for (language, line) in credits() {
        let line = line
            .replace(
                LINK,
                "<a href='https://other.example/2024/a-different-thing'>Other Daily</a>",
            )
            .replace("Valley", "Other")
            .replace("山谷信使", "别处日报")
            .replace("Долина", "Газета");
        let judged = Reprint::default().after(&format!("<p>{line}</p>")).judge();
        if judged.verdict != Some(Verdict::NotCredited) {
            failed.push(format!("{language}: {line}\n    {judged:?}"));
        }
    }
    assert!(
        failed.is_empty(),
        "{}\n{} failed",
        failed.join("\n"),
        failed.len()
    );
}

#[test]
fn pictures_and_further_reading_are_no_credit_in_any_language() {
    let mut failed = Vec::new();
    for (language, line) in lines(LOOK_ALIKES) {
        let line = line.replace(LINK, &format!("<a href='{ARTICLE}'>here</a>"));
        let judged = Reprint::default().after(&format!("<p>{line}</p>")).judge();
        if judged.verdict != Some(Verdict::NotCredited) {
            failed.push(format!("{language}: {line}\n    {judged:?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// A headline that has the publisher's name in it is the copied headline, not a credit.
#[test]
fn a_copied_headline_is_no_credit_whatever_it_speaks_of() {
    for (title, publisher) in [
        ("A winter at the Mill Courier's own wheel", "Mill Courier"),
        ("The alley where everybody bakes", "The Alley"),
        ("Как «Мельница» пережила зиму", "Мельница"),
        (
            "Tobias Lind and the wheel that turned",
            "The Valley Courier",
        ),
    ] {
        let original = format!(
            "---\ntitle: {title}\nauthor: Tobias Lind\npublisher: {publisher}\nurl: {ARTICLE}\n---\n\n{}\n",
            TEXT.join("\n\n")
        );
        let library = library(&original);
        for heading in ["h1", "h2"] {
            let reprint = Reprint::default().before(&format!("<{heading}>{title}</{heading}>"));
            let judged = judge_with(&library, &reprint.html(), "page.html");
            assert!(judged.has(Code::MissingAttribution), "{title}: {judged:?}");
        }
    }
}

#[test]
fn the_address_below_a_line_of_credit_belongs_to_it() {
    let link = format!("<a href='{ARTICLE}'>{ARTICLE}</a>");
    for after in [
        format!(
            "<ul><li>이 글은 물레방아 블로그에 실린 글로 원문 주소는 다음과 같다.</li><li>{link}</li></ul>"
        ),
        format!(
            "<p>Tekst ukazał się w serwisie Młyn.example:</p><ul><li><a href='{ARTICLE}'>Kładka, której nikt nie \
             pilnuje</a></li></ul>"
        ),
    ] {
        let judged = Reprint::default().after(&after).judge();
        assert_eq!(
            judged.verdict,
            Some(Verdict::Credited),
            "{after}: {judged:?}"
        );
    }
}
