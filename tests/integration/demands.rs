//! Every kind of requirement, met and not met, on small pages.

use creditline::audit::run_tests;
use creditline::rules::RuleSets;

const TEXT: &str = "The night ferry left the harbour at ten, an hour late, with its lamps lit and half its cabins empty. \
    On deck a cook from the islands peeled onions into a bucket and told anyone who would listen that the weather would \
    hold until morning. Nobody believed him, and the captain marked the pressure in pencil.";

/// The original: two linked words in its text, an author with a profile, a date, a licence.
fn original() -> String {
    let text = TEXT
        .replace(
            "the islands",
            "<a href='https://islands.example/map'>the islands</a>",
        )
        .replace(
            "the captain",
            "<a href='https://strait.example/captain'>the captain</a>",
        );
    format!(
        "<html lang='en'><head><title>Night ferry</title><link rel='canonical' href='https://harbour.example/night-ferry'>\
         <meta property='og:site_name' content='Harbour News'><meta property='article:published_time' content='2026-03-01'>\
         <meta name='author' content='Ida Holm'></head><body><article><h1>Night ferry</h1><p>{text}</p>\
         <p><a rel='author' href='https://harbour.example/people/ida'>Ida Holm</a></p></article></body></html>"
    )
}

const CREDIT: &str = "<p>Source: <a href='https://harbour.example/night-ferry'>Night ferry</a> by Ida Holm, Harbour News</p>";

/// A page with head and body of its own around the text.
fn page(head: &str, title: &str, body: &str) -> String {
    format!(
        "<html lang='en'><head><title>{title}</title><meta property='og:url' content='https://copy.example/7'>{head}</head>\
         <body><article><h1>{title}</h1>{body}</article></body></html>"
    )
}

fn copied() -> String {
    format!("<p>{TEXT}</p>{CREDIT}")
}

/// The codes above note that a page gets under one requirement.
#[track_caller]
fn codes(require: &str, page: &str) -> Vec<String> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let rule = format!(
        "version: 1\nrules:\n  - id: mine\n    summary: Mine\n    require:\n      - link: article\n      {require}\n    tests:\n      - \
         original: {{ html: {} }}\n        page: {{ html: {} }}\n        expect: []\n",
        quoted(&original()),
        quoted(page)
    );
    let sets =
        RuleSets::from_text("mine.yaml", &rule).unwrap_or_else(|error| panic!("{error}\n{rule}"));
    let outcomes = run_tests(&sets.loaded()[0], &sets);
    assert_eq!(outcomes[0].error, None);
    outcomes[0]
        .found
        .iter()
        .map(|code| code.as_str().to_owned())
        .collect()
}

/// Checks that a page meets a requirement and that another does not.
#[track_caller]
fn met_and_not(require: &str, good: &str, bad: &str, code: &str) {
    assert_eq!(codes(require, good), [] as [&str; 0], "{require}: {good}");
    assert_eq!(codes(require, bad), [code], "{require}: {bad}");
}

#[test]
fn links_to_profile_history_and_address() {
    let with = |link: &str| page("", "Night ferry", &format!("{}<p>{link}</p>", copied()));
    met_and_not(
        "- {link: author, severity: error}",
        &with("More by <a href='https://harbour.example/people/ida/'>Ida Holm</a>"),
        &with("More by <a href='https://copy.example/people/ida'>Ida Holm</a>"),
        "missing-link",
    );
    met_and_not(
        "- {link: author, each: author, severity: warning}",
        &with("<a href='https://harbour.example/people/ida'>Ida Holm</a>"),
        &with("<a href='https://harbour.example/people/ida'>the author</a>"),
        "missing-link",
    );
    met_and_not(
        "- {link: history, severity: error}",
        &with("<a href='https://harbour.example/night-ferry?action=history'>all authors</a>"),
        &with("<a href='https://harbour.example/other?action=history'>all authors</a>"),
        "missing-link",
    );
    met_and_not(
        "- {link: 'https://count.example/{title}/*', severity: error}",
        &with("<a href='https://count.example/Night ferry/7'>counted</a>"),
        &with("<a href='https://count.example/Kettle/7'>counted</a>"),
        "missing-link",
    );
}

#[test]
fn links_on_the_words_that_are_asked_for() {
    let on = |words: &str| {
        page(
            "",
            "Night ferry",
            &format!(
                "<p>{TEXT}</p><p>This story was first published by <a href='https://harbour.example/night-ferry'>{words}</a>, by Ida Holm, Harbour News</p>"
            ),
        )
    };
    met_and_not(
        "- {link: {anchor-on: [publisher, title]}, severity: error}",
        &on("Harbour News"),
        &on("this paper"),
        "wrong-anchor",
    );
    met_and_not(
        "- {link: {anchor-on: this paper}, severity: error}",
        &on("this paper"),
        &on("us"),
        "wrong-anchor",
    );
}

#[test]
fn institution_and_translator() {
    let by = |line: &str| {
        page(
            "",
            "Night ferry",
            &format!(
                "<p>{line}</p>{}",
                copied().replace(" by Ida Holm, Harbour News", "")
            ),
        )
    };
    met_and_not(
        "- author: {institution: [Harbour News]}",
        &by("By Ida Holm, Harbour News"),
        &by("By Ida Holm"),
        "missing-author",
    );
    met_and_not(
        "- author: {translator: true}",
        &by("By Ida Holm. Translated by Ana Lima"),
        &by("By Ida Holm"),
        "missing-author",
    );
}

#[test]
fn placement_and_visibility() {
    let top = page("", "Night ferry", &format!("{CREDIT}<p>{TEXT}</p>"));
    let end = page("", "Night ferry", &copied());
    met_and_not(
        "- {placement: top, severity: error}",
        &top,
        &end,
        "misplaced-attribution",
    );
    met_and_not(
        "- {placement: {top: 2}, severity: error}",
        &end,
        &page(
            "",
            "Night ferry",
            &format!("<p>{TEXT}</p><p>One word more of our own.</p>{CREDIT}"),
        ),
        "misplaced-attribution",
    );
    met_and_not(
        "- {placement: end, severity: error}",
        &end,
        &top,
        "misplaced-attribution",
    );
    met_and_not(
        "- {placement: prominent, severity: error}",
        &top,
        &page(
            "",
            "Night ferry",
            &format!("<p>{TEXT}</p><p>One.</p><p>Two.</p><p>Three.</p>{CREDIT}"),
        ),
        "misplaced-attribution",
    );
    let byline = page(
        "",
        "Night ferry",
        &format!("<p>By Ida Holm</p><p>{TEXT}</p>{CREDIT}"),
    );
    met_and_not(
        "- {placement: byline, severity: error}",
        &byline,
        &end,
        "misplaced-attribution",
    );
    let folded = page(
        "",
        "Night ferry",
        &format!("<p>{TEXT}</p><details><summary>About</summary>{CREDIT}</details>"),
    );
    met_and_not(
        "- {visibility: visible, severity: error}",
        &end,
        &folded,
        "hidden-attribution",
    );
}

#[test]
fn markup_by_selector_and_address() {
    let with = |pixel: &str| page("", "Night ferry", &format!("{}{pixel}", copied()));
    met_and_not(
        "- {markup: {url: 'https://count.harbour.example/*.gif'}, severity: error}",
        &with("<img src='//count.harbour.example/77.gif' width=1 height=1>"),
        &with("<img src='https://copy.example/77.gif'>"),
        "missing-markup",
    );
    met_and_not(
        "- {markup: {selector: img.pixel, count: 1}, severity: error}",
        &with("<img class=pixel src='a.gif'>"),
        &with("<img class=pixel src='a.gif'><img class=pixel src='a.gif'>"),
        "missing-markup",
    );
}

#[test]
fn changes_to_text_and_headline() {
    let whole = page("", "Night ferry", &copied());
    let with = |from: &str, to: &str| whole.replace(from, to);
    met_and_not(
        "- {unaltered: none, severity: error}",
        &whole,
        &whole
            .replace(">Night ferry</", ">Onions at sea</")
            .replacen("Onions at sea</a>", "Night ferry</a>", 1),
        "altered-text",
    );
    met_and_not(
        "- {unaltered, severity: error}"
            .replace("unaltered,", "unaltered: headline,")
            .as_str(),
        &with("<title>Night ferry</title>", "<title>Onions at sea</title>"),
        &with("half its cabins", "most of its many cabins"),
        "altered-text",
    );
    met_and_not(
        "- {unaltered: style, severity: error}",
        &with("at ten", "at 10 pm"),
        &with(" with its lamps lit and half its cabins empty", ""),
        "altered-text",
    );
    met_and_not(
        "- {unaltered: {tolerance: 0.1}, severity: error}",
        &with("at ten", "at 10 pm"),
        &with(
            " peeled onions into a bucket and told anyone who would listen that the weather would hold until morning",
            "",
        ),
        "altered-text",
    );
}

#[test]
fn extent_in_every_unit() {
    let whole = page("", "Night ferry", &copied());
    let two = page(
        "",
        "Night ferry",
        &copied().replace(". On deck", ".</p><p>On deck"),
    );
    met_and_not(
        "- {extent: {paragraphs: 1}, severity: error}",
        &whole,
        &two,
        "too-much-reused",
    );
    let half = page(
        "",
        "Night ferry",
        &format!("<p>{}</p>{CREDIT}", TEXT.split_once(" Nobody").unwrap().0),
    );
    for extent in [
        "{percent: 90}",
        "{share: 0.9}",
        "{words: 45}",
        "{characters: 280}",
    ] {
        met_and_not(
            &format!("- {{extent: {extent}, severity: error}}"),
            &half,
            &whole,
            "too-much-reused",
        );
    }
}

#[test]
fn links_that_must_be_kept() {
    let linked = copied()
        .replace(
            "the islands",
            "<a href='http://islands.example/map/'>the islands</a>",
        )
        .replace(
            "the captain",
            "<a href='https://strait.example/captain'>the captain</a>",
        );
    let one = copied().replace(
        "the islands",
        "<a href='https://islands.example/map'>the islands</a>",
    );
    met_and_not(
        "- {keep-links: {share: 1}, severity: error}",
        &page("", "Night ferry", &linked),
        &page("", "Night ferry", &one),
        "links-dropped",
    );
    met_and_not(
        "- {keep-links: {share: 0.5}, severity: error}",
        &page("", "Night ferry", &one),
        &page("", "Night ferry", &copied()),
        "links-dropped",
    );
}

#[test]
fn days_in_which_a_reprint_is_allowed() {
    let dated = |day: &str| {
        page(
            &format!("<meta property='article:published_time' content='{day}'>"),
            "Night ferry",
            &copied(),
        )
    };
    met_and_not(
        "- {window: {within-days: 90}, severity: error}",
        &dated("2026-05-30"),
        &dated("2026-05-31"),
        "outside-window",
    );
    met_and_not(
        "- {window: {after-days: 2}, severity: error}",
        &dated("2026-03-03"),
        &dated("2026-03-02"),
        "outside-window",
    );
    // Without a date nothing can be said for certain: a note, no failure.
    assert_eq!(
        codes(
            "- {window: {within-days: 90}, severity: error}",
            &page("", "Night ferry", &copied())
        ),
        [] as [&str; 0]
    );
}

#[test]
fn a_licence_whose_name_and_link_are_two() {
    let under = |name: &str, kind: &str| {
        page(
            "",
            "Night ferry",
            &format!(
                "{}<p>Licence: <a href='https://creativecommons.org/licenses/{kind}/'>{name}</a></p>",
                copied()
            ),
        )
    };
    met_and_not(
        "- {license: {names: [CC BY 4.0], urls: ['creativecommons.org/licenses/by/4.0'], agree: true}, severity: error}",
        &under("CC BY 4.0", "by/4.0"),
        &under("CC BY 4.0", "by-nc/4.0"),
        "wrong-license",
    );
    let named = |name: &str| {
        page(
            "",
            "Night ferry",
            &format!("{}<p>Licensed under {name}.</p>", copied()),
        )
    };
    met_and_not(
        "- {license: {names: [CC BY], version: true}, severity: error}",
        &named("CC BY 4.0"),
        &named("CC BY"),
        "missing-license",
    );
}

#[test]
fn conditions_and_combinations() {
    let whole = page("", "Night ferry", &copied());
    let offline = whole.replace(
        "<meta property='og:url' content='https://copy.example/7'>",
        "",
    );
    met_and_not(
        "- {canonical: true, when: online, severity: error}",
        &offline,
        &whole,
        "missing-canonical",
    );
    met_and_not(
        "- {any-of: [{placement: top}, canonical], severity: error}",
        &page(
            "<link rel=canonical href='https://harbour.example/night-ferry'>",
            "Night ferry",
            &copied(),
        ),
        &whole,
        "misplaced-attribution",
    );
    met_and_not(
        "- {not: noindex, severity: error}",
        &whole,
        &page(
            "<meta name=robots content=noindex>",
            "Night ferry",
            &copied(),
        ),
        "missing-markup",
    );
}
