//! What a passage is and what it is not: moved text, masked text, code, digests, and the right one of many originals.

use std::fmt::Write as _;

use creditline::matching::{
    Class, EditKind, Marks, Matcher, Params, PassageKind, Prepared, compare,
};

use crate::matching::{FRAME, ORIGINAL, check, prepared};

/// Words that no other seed has in this order, in sentences.
fn words(seed: u64, count: usize) -> String {
    let mut state = seed;
    (0..count).fold(String::new(), |mut text, index| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let _ = write!(
            text,
            "w{}{}",
            (state >> 40) % 4_000,
            if index % 14 == 13 { ". " } else { " " }
        );
        text
    })
}

#[test]
fn a_sentence_at_another_place_is_moved() {
    let sentence = "Nobody believed him. ";
    let page = ORIGINAL
        .replace(sentence, "")
        .replace("By two o'clock", &format!("{sentence}By two o'clock"));
    let reuse = check(ORIGINAL, &page);
    let longer = "On deck a cook from the islands peeled onions into a bucket and told anyone who would listen that \
                  the weather would hold until morning. ";
    let moved = format!("{longer}{}", ORIGINAL.replace(longer, ""));
    let reuse_moved = check(ORIGINAL, &moved);
    assert!(reuse.original_share >= 0.97, "{}", reuse.original_share);
    assert!(
        reuse_moved.original_share >= 0.99,
        "{}",
        reuse_moved.original_share
    );
    let kinds: Vec<EditKind> = reuse_moved
        .passages
        .iter()
        .flat_map(|passage| passage.edits.iter().map(|edit| edit.kind))
        .collect();
    assert!(kinds.contains(&EditKind::Moved), "{kinds:?}");
    assert!(!kinds.contains(&EditKind::Replaced), "{kinds:?}");
}

#[test]
fn case_and_punctuation_alone_keep_a_passage_verbatim() {
    let page = ORIGINAL
        .replace("harbour at ten,", "Harbour at ten —")
        .replace("The captain", "THE CAPTAIN");
    let reuse = check(ORIGINAL, &page);
    let [passage] = &*reuse.passages else {
        panic!("{:?}", reuse.passages);
    };
    assert_eq!(passage.kind, PassageKind::Verbatim);
    assert!(!passage.edits.is_empty());
    assert!(
        passage
            .edits
            .iter()
            .all(|edit| edit.kind == EditKind::Surface),
        "{:?}",
        passage.edits
    );
}

#[test]
fn the_longest_run_ends_where_the_notice_begins() {
    let notice = " First published by the Harbour Review; reprints must name the author and link the article, please.";
    let text = format!("{ORIGINAL}{notice}");
    let marks = Marks {
        masked: std::iter::once(ORIGINAL.len()..text.len()).collect(),
        ..Marks::default()
    };
    let reuse = compare(
        &Prepared::new(&text, &marks),
        &prepared(&text),
        &Params::default(),
    );
    assert_eq!(reuse.longest_run, prepared(ORIGINAL).len());
    assert_eq!(reuse.original_share, 1.0);
}

#[test]
fn shared_code_is_no_reuse_of_prose() {
    let code = "let mut ferry = Harbour::open(pier)?; while let Some(crate_) = ferry.next() { deck.push(crate_.weight()); \
                if deck.len() > 40 { return Err(Swell::TooHigh(deck.sum())); } }";
    let text = |prose: &str| format!("{prose}\n{code}\n{prose}");
    let marks = |text: &str| Marks {
        code: text
            .find(code)
            .map(|at| at..at + code.len())
            .into_iter()
            .collect(),
        ..Marks::default()
    };
    let (original, page) = (text(&words(1, 80)), text(&words(2, 80)));
    let prepared_with = |text: &str| Prepared::new(text, &marks(text));
    let reuse = compare(
        &prepared_with(&original),
        &prepared_with(&page),
        &Params::default(),
    );
    assert_eq!((reuse.class, reuse.passages.len()), (Class::None, 0));
    // A text that is little but code is compared by it.
    let reuse = compare(
        &prepared_with(&format!("Here it is.\n{code}")),
        &prepared_with(&format!("Look.\n{code}")),
        &Params::default(),
    );
    assert_eq!(reuse.class, Class::Full);
}

#[test]
fn a_digest_is_reworded_and_comes_from_all_over_the_original() {
    let original = words(3, 900);
    // Every fifth word: no two neighbours of the original meet in the digest.
    let digest: String = original
        .split(' ')
        .step_by(5)
        .fold(String::new(), |mut text, word| {
            let _ = write!(text, "{word} ");
            text
        });
    let frame = "Cheap flights to sunny beaches can be booked here. ".repeat(6);
    let reuse = check(&original, &format!("{frame}{digest}. {frame}"));
    assert_eq!(reuse.class, Class::Reworded, "{reuse:?}");
    let longest = reuse
        .passages
        .iter()
        .map(|passage| passage.original.len())
        .max()
        .unwrap();
    assert!(
        longest > original.len() / 2,
        "{longest} of {}",
        original.len()
    );
}

#[test]
fn a_tenth_of_an_original_names_it_among_hundreds() {
    let originals: Vec<String> = (0..400).map(|seed| words(seed, 300)).collect();
    let matcher = Matcher::new(originals.iter().map(|text| prepared(text)).collect());
    for wanted in (0..400).step_by(20) {
        let original = &originals[wanted];
        let from = original.len() / 2;
        let excerpt = &original[from..from + original.len() / 10];
        let page = prepared(&format!("{FRAME} {} {excerpt} {FRAME}", words(9_000, 200)));
        let first = matcher
            .candidates(&page)
            .first()
            .map(|candidate| candidate.original);
        assert_eq!(first, Some(wanted));
    }
}

#[test]
fn the_same_passage_is_found_whatever_stands_around_it() {
    let excerpt =
        &ORIGINAL[ORIGINAL.find("The captain").unwrap()..ORIGINAL.find("When the lights").unwrap()];
    let mut spans = Vec::new();
    for seed in 0..40 {
        let page = format!("{} {excerpt} {}", words(seed, 60), words(seed + 100, 60));
        let reuse = check(ORIGINAL, &page);
        assert_eq!(reuse.passages.len(), 1);
        spans.push(reuse.passages[0].original.clone());
    }
    spans.dedup();
    assert_eq!(spans.len(), 1, "{spans:?}");
}
