//! What holds for every input: no panic, the same bytes out, nothing that a terminal obeys.

use std::process::Command;
use std::sync::LazyLock;

use creditline::report::{self, HumanOptions};
use creditline::{Library, ReadOptions, RuleSets, page, read_original};
use proptest::prelude::*;

const ARTICLE: &str = "The keeper of the north light writes down the wind four times a day. On the ninth of March she wrote \
    that the needle had stopped at seventy-two knots, and that she had tied the hen house to the oil tank. Nobody on the \
    mainland believed the number until the tank was found in the bay.\n\nOriginal article, Author: Ida Brandt. If you \
    wish to reprint this article, please indicate the source: https://northlight.example/wind";

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let rules = RuleSets::builtin();
    let page = page::read(ARTICLE.as_bytes(), &ReadOptions::default()).unwrap();
    Library::new(vec![read_original(&page, &rules).unwrap()], &rules)
});

/// Reads, audits and reports one page in every form.
fn everything(bytes: &[u8]) -> Option<[String; 3]> {
    let page = page::read(bytes, &ReadOptions::default()).ok()?;
    let audits = [LIBRARY.audit(&page)];
    let options = HumanOptions {
        colour: false,
        unicode: true,
        links: false,
    };
    Some([
        report::human(&audits, options, report::View::default()),
        report::concise(&audits),
        report::json(&audits, report::View::default()),
    ])
}

/// Pieces of markup and text that pages are made of, good and bad.
fn piece() -> impl Strategy<Value = String> {
    let sentence = "The keeper of the north light writes down the wind four times a day. On the ninth of March she wrote that \
        the needle had stopped at seventy-two knots, and that she had tied the hen house to the oil tank.";
    prop_oneof![
        Just(sentence.to_owned()),
        Just(format!("<p>{sentence}</p>")),
        Just(sentence.replace('e', "e\u{200b}").replace('a', "\u{430}")),
        Just("<p>Source: <a href='https://northlight.example/wind'>x</a></p>".to_owned()),
        Just(
            "<p>Source: <a href='https://northlight.example/'>\u{1b}[31m##[error]</a></p>"
                .to_owned()
        ),
        Just("<div style='display:none'>".to_owned()),
        Just("<a href='".to_owned()),
        Just("</div><script>".to_owned()),
        Just("<table><tr><td><p><b><i>".to_owned()),
        Just("<!-- https://northlight.example/wind ".to_owned()),
        Just("<meta property=og:url content=https://copy.example/1>".to_owned()),
        Just("作者：Ida Brandt，转载请注明出处：https://northlight.example/wind。".to_owned()),
        "\\PC{0,40}",
        "[<>&'\"=/a-z \u{0}-\u{1f}\u{80}-\u{9f}\u{202a}-\u{202e}]{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn pages_of_odd_pieces_give_a_report(pieces in prop::collection::vec(piece(), 0..12)) {
        let html = pieces.concat();
        let Some([human, concise, json]) = everything(html.as_bytes()) else {
            return Ok(());
        };
        for text in [&human, &concise] {
            prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
            prop_assert!(!text.contains("##["), "{text:?}");
        }
        prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }

    #[test]
    fn any_bytes_give_a_report_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        everything(&bytes);
    }
}

#[test]
fn offsets_lie_inside_the_texts_that_extract_prints() {
    let html = format!(
        "<p>Früh am Tag — é 水</p><p>{}</p>",
        ARTICLE.split("\n\n").next().unwrap()
    );
    let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
    let audit = LIBRARY.audit(&page);
    let passage = &audit.matches[0].passages[0];
    let cut = |text: &str, (start, end): (usize, usize)| {
        text.chars()
            .skip(start)
            .take(end - start)
            .collect::<String>()
    };
    let taken = cut(&page.text, passage.page);
    assert!(taken.starts_with("The keeper"), "{taken}");
    assert_eq!(taken, cut(&LIBRARY.originals()[0].text, passage.original));
}

#[test]
fn the_report_is_the_same_at_any_number_of_threads() {
    let root = env!("CARGO_MANIFEST_DIR");
    let report = |jobs: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
            .args([
                "check",
                "samples/suspects",
                "--originals",
                "samples/originals",
                "-f",
                "json",
                "-j",
                jobs,
            ])
            .current_dir(root)
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(1));
        run.stdout
    };
    let one = report("1");
    assert!(!one.is_empty());
    assert!(one == report("2"), "two threads say something else");
    assert!(one == report("8"), "eight threads say something else");
}
