//! One text known under several addresses is one work.

use std::path::{Path, PathBuf};

use creditline::audit::{Audit, Declared};
use creditline::finding::Severity;
use creditline::originals::Original;
use creditline::page::Page;
use creditline::{Library, ReadOptions, RuleSets, page, read_original};

fn read(html: &str, location: &str) -> Page {
    let options = ReadOptions {
        location: location.to_owned(),
        ..ReadOptions::default()
    };
    page::read(html.as_bytes(), &options).unwrap()
}

fn file(path: &Path, url: Option<&str>) -> Option<Page> {
    let options = ReadOptions {
        location: path.display().to_string(),
        url: url.and_then(|url| url.parse().ok()),
        ..ReadOptions::default()
    };
    page::read(&std::fs::read(path).ok()?, &options).ok()
}

/// The files of a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    all.sort();
    all
}

/// An original as its print page, and as the copy that a partner has under licence.
fn elsewhere(original: &Original, number: usize, rules: &RuleSets) -> Vec<Original> {
    let Some(url) = &original.url else {
        return Vec::new();
    };
    let title = original.title.as_deref().unwrap_or("No title");
    let body: String = original
        .text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            format!(
                "<p>{}</p>\n",
                line.replace('&', "&amp;").replace('<', "&lt;")
            )
        })
        .collect();
    let host = url.host_str().unwrap_or("host.example");
    let print = format!(
        "<title>{title}</title><link rel=canonical href='https://{host}/print.php?id={number}'>\n<h1>{title}</h1>\n{body}"
    );
    let partner = format!(
        "<title>{title}</title><link rel=canonical href='https://partner.example/{number}'>\n\
         <meta property=og:site_name content='Partner Weekly'><article><h1>{title}</h1>\n{body}\
         <p>First published by <a href='{url}'>{host}</a></p></article>"
    );
    [(print, "print"), (partner, "partner")]
        .into_iter()
        .filter_map(|(html, what)| {
            let page = read(&html, &format!("{what}-{number}.html"));
            read_original(&page, rules)
                .ok()
                .filter(|one| one.url.is_some())
        })
        .collect()
}

/// The library with every original, and the one with every original three times.
fn libraries(originals: Vec<Original>, rules: &RuleSets) -> (Library, Library) {
    let triple = originals
        .iter()
        .enumerate()
        .flat_map(|(number, original)| {
            std::iter::once(original.clone()).chain(elsewhere(original, number, rules))
        })
        .collect();
    (Library::new(originals, rules), Library::new(triple, rules))
}

/// Verdict and what is above note.
fn outcome(audit: &Audit) -> (Option<creditline::Verdict>, Vec<&'static str>) {
    let mut codes: Vec<&str> = audit
        .findings()
        .filter(|finding| finding.severity > Severity::Note)
        .map(|finding| finding.code.as_str())
        .collect();
    codes.sort_unstable();
    (audit.verdict(), codes)
}

/// Which pages are judged otherwise when every original is known three times.
fn differences(libraries: &(Library, Library), pages: &[Page]) -> Vec<String> {
    pages
        .iter()
        .filter_map(|page| {
            let (single, triple) = (libraries.0.audit(page), libraries.1.audit(page));
            (outcome(&single) != outcome(&triple)).then(|| {
                format!(
                    "{}: {:?}, three times {:?}",
                    page.location,
                    outcome(&single),
                    outcome(&triple)
                )
            })
        })
        .collect()
}

#[test]
fn the_samples_are_judged_alike_when_every_original_is_known_three_times() {
    let rules = RuleSets::builtin();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let originals = files(&folder.join("originals"))
        .iter()
        .map(|path| read_original(&file(path, None).unwrap(), &rules).unwrap())
        .collect();
    let pages: Vec<Page> = files(&folder.join("suspects"))
        .iter()
        .filter_map(|path| file(path, None))
        .collect();
    assert!(pages.len() > 40);
    let wrong = differences(&libraries(originals, &rules), &pages);
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        pages.len(),
        wrong.join("\n")
    );
}

#[test]
fn real_reprints_are_judged_alike_when_every_original_is_known_three_times() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/reprints");
    let Ok(labels) = std::fs::read_to_string(data.join("labels.jsonl")) else {
        eprintln!("skipped: no reprints at {}", data.display());
        return;
    };
    let rules = RuleSets::builtin();
    let (mut originals, mut pages) = (Vec::new(), Vec::new());
    for label in labels.lines() {
        let label: serde_json::Value = serde_json::from_str(label).unwrap();
        let at = |key: &str| label[key].as_str().map(|path| data.join(path));
        let original = at("original_html")
            .and_then(|path| file(&path, label["original_url"].as_str()))
            .and_then(|page| read_original(&page, &rules).ok());
        originals.extend(original.filter(|original| original.url.is_some()));
        let suspect = at("suspect_html");
        pages.extend(suspect.and_then(|path| file(&path, label["suspect_url"].as_str())));
        pages.extend(at("wrapped_html").and_then(|path| file(&path, None)));
    }
    assert!(originals.len() > 20 && pages.len() > 40);
    let wrong = differences(&libraries(originals, &rules), &pages);
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        pages.len(),
        wrong.join("\n")
    );
}

const STORY: &str = "<p>The harbour office counted nine hundred boats last summer, twice as many as the moorings were built \
    for, and the divers who look after the chains say that half of them hang by a single shackle now.</p>\
    <p>Nobody has fallen ill of it yet, but the pilots refuse to anchor near the old pier after dark, and the insurers \
    have asked for a drawing of every ring, bolt and rope between the lighthouse and the mill.</p>\
    <p>A retired rigger offered to splice the worst of the lines for nothing, provided that the council lends her a \
    barge, two apprentices and a kettle; the vote is on the first evening without fog.</p>";

const OTHER: &str = "<p>Goats were first brought to the island by a priest who had lost a wager, and their grandchildren \
    still decide which of the terraces is worth walling in before the autumn rain.</p>\
    <p>Every child here learns to whistle the four calls, one of which means that the ferry will not come and that \
    supper is shared with whoever slept in the chapel.</p>";

/// An article of a site; `head` is put into its head.
fn article(host: &str, path: &str, head: &str, body: &str) -> Original {
    let html = format!(
        "<title>Moorings</title><link rel=canonical href='https://{host}/{path}'><meta property=og:site_name content='{host}'>\
         {head}<article><h1>Moorings</h1>{body}</article>"
    );
    read_original(
        &read(&html, &format!("{host}-{path}.html")),
        &RuleSets::builtin(),
    )
    .unwrap()
}

fn dated(day: &str) -> String {
    format!("<meta property=article:published_time content='{day}'>")
}

fn suspect(body: &str, credit: &str) -> Page {
    read(
        &format!(
            "<title>Copy</title><meta property=og:url content='https://copy.example/1'><article>{body}{credit}</article>"
        ),
        "copy.html",
    )
}

fn link(host: &str, path: &str) -> String {
    format!("<p>Source: <a href='https://{host}/{path}'>{host}</a></p>")
}

fn above_note(audit: &Audit) -> Vec<String> {
    audit
        .findings()
        .filter(|finding| finding.severity > Severity::Note)
        .map(|finding| format!("{}: {:?}", finding.code.as_str(), finding.fix))
        .collect()
}

#[test]
fn a_credit_to_any_manifestation_counts_and_a_note_tells_of_copies() {
    let rules = RuleSets::builtin();
    let originals = || {
        vec![
            article("pier.example", "2026/moorings", &dated("2026-02-01"), STORY),
            article("pier.example", "print.php?id=7", "", STORY),
            article(
                "partner.example",
                "shared/9",
                &dated("2026-02-03"),
                &format!("<p>Our guest text.</p>{STORY}"),
            ),
        ]
    };
    for (credit, note) in [
        (link("pier.example", "2026/moorings"), false),
        (link("pier.example", "print.php?id=7"), true),
        (link("partner.example", "shared/9"), true),
    ] {
        let audit = Library::new(originals(), &rules).audit(&suspect(STORY, &credit));
        assert_eq!(audit.matches.len(), 1, "{credit}");
        assert_eq!(above_note(&audit), [""; 0], "{credit}");
        let is_told = audit
            .findings()
            .any(|finding| finding.code.as_str() == "credited-copy");
        assert_eq!(is_told, note, "{credit}");
        let original = &audit.matches[0].original;
        assert_eq!(
            original.url.as_deref(),
            Some("https://pier.example/2026/moorings")
        );
        assert_eq!(original.manifestations.len(), 3);
    }
}

#[test]
fn the_line_to_paste_names_the_configured_then_the_earliest_then_the_first_declared() {
    let rules = RuleSets::builtin();
    let named = |originals: Vec<Original>, prefer: &[String]| {
        let declared = Declared {
            prefer: prefer.to_vec(),
            ..Declared::default()
        };
        let audit = Library::with_works(originals, &rules, &declared).audit(&suspect(STORY, ""));
        assert_eq!(audit.matches.len(), 1);
        let fix = audit
            .findings()
            .find_map(|finding| finding.fix.clone())
            .unwrap();
        ["one.example", "two.example"]
            .into_iter()
            .find(|host| fix.contains(host))
            .unwrap()
    };
    let pair = |first: &str, second: &str| {
        vec![
            article("one.example", "a", &dated(first), STORY),
            article("two.example", "b", &dated(second), STORY),
        ]
    };
    assert_eq!(named(pair("2026-01-02", "2026-01-05"), &[]), "one.example");
    assert_eq!(named(pair("2026-01-05", "2026-01-02"), &[]), "two.example");
    assert_eq!(named(pair("2026-01-05", "2026-01-05"), &[]), "one.example");
    let prefer = ["two.example".to_owned()];
    assert_eq!(
        named(pair("2026-01-02", "2026-01-05"), &prefer),
        "two.example"
    );
    // Who says that the text comes from the other is never the one to credit.
    let credits =
        format!("{STORY}<p>First published at <a href='https://two.example/b'>two.example</a></p>");
    let chain = vec![
        article("one.example", "a", &dated("2026-01-02"), &credits),
        article("two.example", "b", "", STORY),
    ];
    assert_eq!(named(chain, &[]), "two.example");
}

#[test]
fn every_copied_stretch_is_accused_at_most_once() {
    let rules = RuleSets::builtin();
    let about = "<p>This newspaper is printed on the island by seven people and a press from the year of the great ice, and \
        it lives on subscriptions, on the bakery next door and on the patience of both.</p>";
    let both = format!("{STORY}{OTHER}");
    let cases = [
        // A paragraph that both articles carry.
        (
            vec![format!("{STORY}{about}"), format!("{OTHER}{about}")],
            format!("{STORY}{about}"),
        ),
        // A roundup that holds the article.
        (vec![STORY.to_owned(), both.clone()], STORY.to_owned()),
        // The article of which the other is a part.
        (vec![STORY.to_owned(), both.clone()], both.clone()),
        // The same text twice.
        (vec![STORY.to_owned(), STORY.to_owned()], STORY.to_owned()),
    ];
    for (number, (texts, copied)) in cases.iter().enumerate() {
        let originals = || {
            let hosts = ["one.example", "two.example"];
            let both = hosts.iter().zip(texts);
            both.map(|(host, text)| article(host, "a", "", text))
                .collect::<Vec<_>>()
        };
        let library = Library::new(originals(), &rules);
        let audit = library.audit(&suspect(copied, ""));
        assert_eq!(
            above_note(&audit).len(),
            1,
            "case {number}: {:?}",
            above_note(&audit)
        );
        // Whichever of them answers for all of it is enough.
        let (mut enough, mut told) = (0, Vec::new());
        for host in ["one.example", "two.example"] {
            let audit = library.audit(&suspect(copied, &link(host, "a")));
            enough += usize::from(above_note(&audit).is_empty());
            told.push(format!("{host}: {:?}", above_note(&audit)));
        }
        assert!(enough >= 1, "case {number}: {told:?}");
    }
}

#[test]
fn two_reprints_on_one_page_are_two_accusations() {
    let rules = RuleSets::builtin();
    let originals = vec![
        article("one.example", "a", "", STORY),
        article("two.example", "a", "", OTHER),
    ];
    let library = Library::new(originals, &rules);
    let audit = library.audit(&suspect(&format!("{STORY}{OTHER}"), ""));
    assert_eq!(above_note(&audit).len(), 2);
    let audit = library.audit(&suspect(
        &format!("{STORY}{OTHER}"),
        &link("one.example", "a"),
    ));
    assert_eq!(above_note(&audit).len(), 1);
}

#[test]
fn many_copies_of_one_original_are_one_work() {
    let rules = RuleSets::builtin();
    let page = suspect(STORY, &link("host39.example", "a"));
    for edited in [false, true] {
        let originals = (0..40)
            .map(|n| {
                let body = if edited {
                    STORY.replace("retired rigger", &format!("retired rigger number{n}"))
                } else {
                    STORY.to_owned()
                };
                article(&format!("host{n}.example"), "a", "", &body)
            })
            .collect();
        let library = Library::new(originals, &rules);
        let audit = library.audit(&page);
        assert_eq!(audit.matches.len(), 1);
    }
}

/// A text, and another in which it is told in another language.
const GERMAN: &str = "<p>Der Hafenmeister zählt jeden Abend die Boote, und jeden Abend fehlt ihm eines, das am Morgen \
    wieder da liegt.</p><p>Gefragt, wohin es fährt, zeigt er auf die Tafel am Steg, auf der seit Jahren nur steht, dass \
    man ihn nicht fragen soll.</p><p>Die Fischer sagen, das Boot hole das Licht von der anderen Seite, und wer es einmal \
    gesehen habe, der zähle nicht mehr.</p>";

/// The originals' heads, whether the user declares them, and whether a copy of the German text may credit the English.
#[test]
fn a_declared_translation_is_the_same_work() {
    let rules = RuleSets::builtin();
    let alternate = |host: &str, path: &str| {
        format!("<link rel=alternate hreflang=de href='https://{host}/{path}'>")
    };
    let json = |key: &str, url: &str| {
        format!(
            r#"<script type="application/ld+json">{{"@type":"Article","{key}":[{{"@id":"{url}"}}]}}</script>"#
        )
    };
    let (one, other) = ("https://one.example/en", "https://two.example/de");
    let cases = [
        ("nothing said", String::new(), String::new(), false, false),
        ("by the user", String::new(), String::new(), true, true),
        (
            "by both",
            alternate("two.example", "de"),
            alternate("one.example", "en"),
            false,
            true,
        ),
        (
            "by a stranger",
            String::new(),
            alternate("one.example", "en"),
            false,
            false,
        ),
        (
            "for machines",
            json("workTranslation", other),
            json("translationOfWork", one),
            false,
            true,
        ),
        (
            "as the page for everybody",
            alternate("two.example", "de").replace("=de ", "=x-default "),
            alternate("one.example", "en"),
            false,
            false,
        ),
    ];
    for (what, first, second, by_user, counts) in cases {
        let originals = vec![
            article("one.example", "en", &first, STORY),
            article("two.example", "de", &second, GERMAN),
        ];
        let declared = Declared {
            works: by_user
                .then(|| vec![one.parse().unwrap(), other.parse().unwrap()])
                .into_iter()
                .collect(),
            ..Declared::default()
        };
        let library = Library::with_works(originals, &rules, &declared);
        let audit = library.audit(&suspect(GERMAN, &link("one.example", "en")));
        assert_eq!(
            above_note(&audit).is_empty(),
            counts,
            "{what}: {:?}",
            above_note(&audit)
        );
        assert!(
            !above_note(&library.audit(&suspect(GERMAN, ""))).is_empty(),
            "{what}"
        );
    }
    // On one site one of the two is enough to say it.
    let originals = vec![
        article("one.example", "en", "", STORY),
        article(
            "de.one.example",
            "text",
            &alternate("one.example", "en"),
            GERMAN,
        ),
    ];
    let library = Library::new(originals, &rules);
    let audit = library.audit(&suspect(GERMAN, &link("one.example", "en")));
    assert!(above_note(&audit).is_empty(), "{:?}", above_note(&audit));
}
