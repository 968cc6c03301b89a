//! Articles of one publisher that share a paragraph.

use creditline::{Library, ReadOptions, RuleSets, Verdict, page, read_original};

const SHARED: &str = "The harbour office counted nine hundred boats last summer, twice as many as the moorings were \
    built for, and the divers who look after the chains say that half of them hang by a single shackle now.";

/// Two hundred words that no other article has.
fn words(about: &str) -> String {
    (0..200).map(|n| format!("{about}{n} ")).collect()
}

#[test]
fn a_credited_reprint_owes_nothing_to_another_article_with_the_same_paragraph() {
    let rules = RuleSets::builtin();
    let originals = ["ropes", "lamps"].map(|about| {
        let text = format!(
            "---\nurl: https://harbour.example/{about}\ntitle: On {about}\n---\n\n{}\n\n{SHARED}\n",
            words(about)
        );
        let options = ReadOptions {
            location: format!("{about}.md"),
            ..ReadOptions::default()
        };
        read_original(&page::read(text.as_bytes(), &options).unwrap(), &rules).unwrap()
    });
    let library = Library::new(originals.into(), &rules);
    let suspect = format!(
        "<article><p>{}</p><p>{SHARED}</p><p>Source: <a href='https://harbour.example/ropes'>On ropes</a></p></article>",
        words("ropes")
    );
    let audit = library.audit(&page::read(suspect.as_bytes(), &ReadOptions::default()).unwrap());
    assert_eq!(audit.verdict(), Some(Verdict::Credited));
    assert_eq!(audit.matches.len(), 2);
    assert_eq!(audit.matches[1].verdict, Some(Verdict::Exempt));
    let why = audit.matches[1].exempt.as_deref().unwrap();
    assert!(why.contains("https://harbour.example/ropes"), "{why}");
}

#[test]
fn front_matter_is_no_text_of_an_original() {
    let rules = RuleSets::builtin();
    let text = format!(
        "---\nurl: https://harbour.example/ropes\ntitle: On ropes\nauthor: Ida Holm\n---\n\n{SHARED}\n"
    );
    let options = ReadOptions {
        location: "ropes.md".to_owned(),
        ..ReadOptions::default()
    };
    let original = read_original(&page::read(text.as_bytes(), &options).unwrap(), &rules).unwrap();
    assert!(original.text.starts_with("The harbour office"));
    // The byline is the page's own words, not a passage of the front matter.
    let suspect = format!(
        "<article><h1>On ropes</h1><p>By Ida Holm</p><p>{SHARED}</p><p>Source: <a href='https://harbour.example/ropes'>On ropes</a></p></article>"
    );
    let library = Library::new(vec![original], &rules);
    let page = page::read(suspect.as_bytes(), &ReadOptions::default()).unwrap();
    let audit = library.audit(&page);
    let passage = &audit.matches[0].reuse.passages[0];
    assert!(page.text[passage.page.clone()].starts_with("The harbour office"));
    assert_eq!(passage.original.start, 0);
}
