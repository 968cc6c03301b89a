//! Short quotations with a link to the source are no excerpts that owe a credit line.

use serde_json::Value;

use crate::desk::Desk;

const QUOTED: &str = "The captain, who had crossed the strait four thousand times, marked the pressure in pencil and \
    said nothing at all until the lights of the northern coast came up";

/// The same length again, for quotations that are too long.
const MORE: &str = "grey and small behind the rain, and the dogs in the car deck had stopped howling, and the crates \
    lay where they had slid, and the cook was still peeling his onions into the bucket with a knife that he had bought \
    on the island where he was born";

fn original() -> String {
    let rest: String = (0..300)
        .map(|n| format!("Line {n} speaks of thing {}. ", n * 7))
        .collect();
    format!(
        "---\nurl: https://harbour.example/night-ferry\ntitle: The night ferry\nauthor: Ada North\n---\n\n{QUOTED} {MORE}. {rest}\n"
    )
}

fn audit(page: &str) -> Value {
    let desk = Desk::new();
    desk.write("original.md", original());
    desk.write("page.html", page);
    let audit = desk.check(&["page.html"]).audit("page.html");
    audit["matches"][0].clone()
}

fn page(quotation: &str, link: &str) -> String {
    format!(
        "<!doctype html><title>Reading</title><article><p>Here is what we read on the boat this week, and what we \
         liked about it.</p>{quotation}<p>It goes on like that. {link}</p></article>"
    )
}

const LINK: &str =
    "We found it in <a href='https://harbour.example/night-ferry'>The night ferry</a>.";

#[test]
fn a_short_quotation_with_a_link_is_a_quotation_even_on_a_short_page() {
    for quotation in [
        format!("<blockquote><p>{QUOTED}</p></blockquote>"),
        format!("<p>She writes: “{QUOTED}”.</p>"),
        format!("<p>She writes: <q>{QUOTED}</q>.</p>"),
    ] {
        let found = audit(&page(&quotation, LINK));
        assert_eq!(found["reuse"]["class"], "quotation", "{found}");
        let severities: Vec<&Value> = found["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| &finding["severity"])
            .collect();
        assert!(
            severities.iter().all(|severity| *severity == "note"),
            "{found}"
        );
        assert_eq!(found["verdict"], "credited", "{found}");
    }
}

#[test]
fn without_quotation_without_link_or_too_long_it_is_an_excerpt() {
    let block = |text: &str| format!("<blockquote><p>{text}</p></blockquote>");
    for (quotation, link) in [
        (format!("<p>{QUOTED}</p>"), LINK),
        (block(QUOTED), "We found it somewhere."),
        (
            block(QUOTED),
            "We found it in <a href='https://harbour.example/'>the Harbour</a>.",
        ),
        (block(&format!("{QUOTED} {MORE}")), LINK),
    ] {
        let found = audit(&page(&quotation, link));
        assert_eq!(found["reuse"]["class"], "excerpt", "{found}");
    }
    let found = audit(&page(&block(QUOTED), "We found it somewhere."));
    assert_eq!(found["verdict"], "not-credited", "{found}");
}
