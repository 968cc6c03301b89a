use url::Url;

use super::*;
use crate::credit::{Credit, CreditKind, CreditLink, Region, Target, Voice, Zone};
use crate::matching::{Passage, PassageKind};
use crate::page::{CodeKind, Format, HiddenBy, PageUrls, ReadOptions, Visibility, read};
use crate::rules::{RuleSets, terms};

const ARTICLE: &str = "https://news.example/2026/kettle.html";

fn original() -> Original {
    Original {
        id: "kettle".to_owned(),
        location: "kettle.html".to_owned(),
        url: Url::parse(ARTICLE).ok(),
        title: Some("The kettle & the cup".to_owned()),
        authors: vec!["Jane Doe".to_owned()],
        publisher: Some("Example News".to_owned()),
        language: Some("en".to_owned()),
        text: "text".to_owned(),
        ..Original::default()
    }
}

/// A page with one paragraph of 31 bytes in line 3, published at copy.example.
fn page(language: &str, format: Format) -> Page {
    let html = format!(
        "<html lang=\"{language}\">\n<meta property=\"og:url\" content=\"https://copy.example/1\">\n\
         <p>The copied text of the article.</p>"
    );
    let mut page = read(html.as_bytes(), &ReadOptions::default()).unwrap();
    page.format = format;
    page
}

fn reuse(class: Class) -> Reuse {
    Reuse {
        class,
        original_share: 0.9,
        reworded_share: 0.0,
        page_share: 0.8,
        longest_run: 300,
        has_core: true,
        is_quoted_in_both: false,
        original_tokens: (500, 550),
        page_tokens: (500, 600),
        obfuscated: 0,
        passages: vec![Passage {
            original: 0..4,
            page: 0..31,
            tokens: (1, 6),
            kind: PassageKind::Verbatim,
            similarity: 1.0,
            obfuscated: 0,
            quoted: false,
            edits: Vec::new(),
        }],
        between: Vec::new(),
        bounded: false,
    }
}

fn link(target: Target) -> CreditLink {
    CreditLink {
        href: ARTICLE.to_owned(),
        resolved: Url::parse(ARTICLE).ok(),
        target,
        follow: true,
        redirector: false,
        look_alike: false,
        profile: false,
        hyperlink: true,
        visibility: Visibility::Visible,
        line: 90,
        column: 20,
    }
}

/// A credit line below the text in the page's own voice: "Source: Example News", linked.
fn credit(target: Option<Target>) -> Credit {
    Credit {
        text: "Source: Example News, by Jane Doe".to_owned(),
        phrase: Some("Source:".to_owned()),
        links: target.into_iter().map(link).collect(),
        authors: vec!["Jane Doe".to_owned()],
        publisher: true,
        zone: Zone::Edge,
        region: Region::After,
        distance: Some(4),
        block: Some(3),
        range: 0..10,
        line: 90,
        column: 3,
        ..Credit::blank(CreditKind::Phrase)
    }
}

fn claim(url: bool) -> Claim {
    Claim {
        text: "Permalink: https://copy.example/1".to_owned(),
        url: url.then(|| Url::parse("https://copy.example/1").unwrap()),
        author: Some("admin".to_owned()),
        line: 95,
        column: 1,
    }
}

/// The codes with their severities, and the verdict.
fn judged(
    rule: &str,
    class: Class,
    credits: &[Credit],
    claims: &[Claim],
) -> (Vec<(&'static str, &'static str)>, Verdict) {
    let judgement = judgement(rule, class, credits, claims);
    let codes = judgement
        .findings
        .iter()
        .map(|finding| (finding.code.as_str(), finding.severity.as_str()))
        .collect();
    (codes, judgement.verdict)
}

fn judgement(rule: &str, class: Class, credits: &[Credit], claims: &[Claim]) -> Judgement {
    let sets = if rule.is_empty() {
        RuleSets::builtin()
    } else {
        let text = format!("version: 1\nrules:\n  - id: mine\n    summary: Mine\n{rule}\n");
        RuleSets::from_text("mine.yaml", &text).unwrap()
    };
    let original = original();
    let terms = terms(&original, &sets);
    evaluate(&Evaluation {
        terms: &terms,
        original: &original,
        page: &page("en", Format::Html),
        reuse: &reuse(class),
        credits,
        claims,
    })
}

/// As [`judged`] with the built-in default rule on a full copy.
fn full(credits: &[Credit]) -> (Vec<(&'static str, &'static str)>, Verdict) {
    judged("", Class::Full, credits, &[])
}

use Verdict::{Credited, Exempt, NotCredited, Unverifiable};

#[test]
fn a_linked_credit_is_credited() {
    assert_eq!(full(&[credit(Some(Target::Article))]), (vec![], Credited));
}

#[test]
fn no_credit_is_one_finding_without_a_place_of_its_own() {
    let judgement = judgement("", Class::Full, &[], &[]);
    assert_eq!(judgement.verdict, NotCredited);
    let [finding] = &judgement.findings[..] else {
        panic!("{:#?}", judgement.findings);
    };
    assert_eq!(finding.code, Code::MissingAttribution);
    assert_eq!((finding.line, finding.column), (None, None));
    assert_eq!(
        finding.fix.as_deref(),
        Some(
            "<p>Source: The kettle &amp; the cup by Jane Doe, Example News: \
             <a href=\"https://news.example/2026/kettle.html\">https://news.example/2026/kettle.html</a></p>"
        )
    );
}

#[test]
fn code_only_evidence_is_named_in_the_message() {
    let mut code = credit(Some(Target::Article));
    code.kind = CreditKind::Code;
    code.code = Some(CodeKind::JsonLd);
    code.visibility = Visibility::CodeOnly;
    code.zone = Zone::None;
    let judgement = judgement("", Class::Full, &[code], &[]);
    assert_eq!(judgement.findings.len(), 1);
    assert_eq!(judgement.findings[0].code, Code::MissingAttribution);
    assert!(judgement.findings[0].message.contains("only in JSON-LD"));
}

#[test]
fn faulty_links_say_where_they_lead() {
    for (target, code) in [
        (Target::Near, "wrong-link"),
        (Target::Site, "wrong-link"),
        (Target::OtherArticle, "wrong-link"),
        (Target::ThirdParty, "wrong-link"),
        (Target::OwnPage, "claimed-as-own"),
    ] {
        let mut faulty = credit(Some(target));
        // With the publisher named, a link to the own site is a wrong link.
        if target == Target::OwnPage {
            assert_eq!(
                full(std::slice::from_ref(&faulty)),
                (vec![("wrong-link", "error")], NotCredited)
            );
        }
        if matches!(target, Target::ThirdParty | Target::OwnPage) {
            faulty.publisher = false;
        }
        assert_eq!(
            full(&[faulty]),
            (vec![(code, "error")], NotCredited),
            "{target:?}"
        );
    }
    assert_eq!(
        full(&[credit(None)]),
        (vec![("missing-link", "error")], NotCredited)
    );
}

#[test]
fn an_opaque_link_cannot_be_judged() {
    assert_eq!(
        full(&[credit(Some(Target::Opaque))]),
        (vec![("unfollowable-link", "note")], Unverifiable)
    );
}

#[test]
fn a_hidden_or_misplaced_credit_is_none() {
    let mut hidden = credit(Some(Target::Article));
    hidden.visibility = Visibility::Hidden(HiddenBy::Display);
    assert_eq!(
        full(std::slice::from_ref(&hidden)),
        (vec![("hidden-attribution", "error")], NotCredited)
    );
    let mut link_hidden = credit(Some(Target::Article));
    link_hidden.links[0].visibility = Visibility::Hidden(HiddenBy::EmptyLink);
    link_hidden.publisher = false;
    link_hidden.authors.clear();
    assert_eq!(
        full(&[link_hidden]),
        (vec![("hidden-attribution", "error")], NotCredited)
    );
    for region in [Region::Comments, Region::Aside, Region::SiteFooter] {
        let mut outside = credit(Some(Target::Article));
        outside.region = region;
        outside.zone = Zone::Page;
        assert_eq!(
            full(&[outside, hidden.clone()]),
            (vec![("misplaced-attribution", "error")], NotCredited)
        );
    }
    // A good credit elsewhere settles it.
    assert_eq!(
        full(&[hidden, credit(Some(Target::Article))]),
        (vec![], Credited)
    );
}

#[test]
fn a_detached_credit_counts_with_a_note() {
    let mut detached = credit(Some(Target::Article));
    detached.zone = Zone::Page;
    assert_eq!(
        full(&[detached]),
        (vec![("misplaced-attribution", "note")], Credited)
    );
}

#[test]
fn the_notice_carried_along_counts_unless_the_rule_wants_own_words() {
    let mut copied = credit(Some(Target::Article));
    copied.voice = Voice::Copied;
    copied.zone = Zone::In;
    assert_eq!(
        full(std::slice::from_ref(&copied)),
        (vec![("copied-notice", "note")], Credited)
    );
    assert_eq!(
        full(&[copied.clone(), credit(Some(Target::Article))]),
        (vec![], Credited)
    );
    let own = "    voice: own\n    require: [link]";
    let (codes, verdict) = judged(own, Class::Full, &[copied], &[]);
    assert_eq!(
        (codes, verdict),
        (vec![("missing-attribution", "error")], NotCredited)
    );
}

#[test]
fn a_bare_link_counts_where_it_shows_its_source() {
    let bare = |kind_text: &str| {
        let mut bare = credit(Some(Target::Article));
        bare.kind = CreditKind::Link;
        bare.text = kind_text.to_owned();
        bare.publisher = false;
        bare
    };
    let silent = bare("more this week");
    assert_eq!(
        full(std::slice::from_ref(&silent)),
        (vec![("missing-attribution", "error")], NotCredited)
    );
    assert_eq!(
        judged("", Class::Excerpt, std::slice::from_ref(&silent), &[]),
        (vec![], Credited)
    );
    assert_eq!(full(&[bare("news.example")]), (vec![], Credited));
    let missing = (vec![("missing-attribution", "error")], NotCredited);
    assert_eq!(full(&[bare("see also news.example")]), missing);
    assert_eq!(full(&[bare("Photo: news.example")]), missing);
    let mut titled = bare("The kettle & the cup");
    assert_eq!(full(std::slice::from_ref(&titled)), (vec![], Credited));
    titled.voice = Voice::Copied;
    assert_eq!(
        full(&[titled]),
        (vec![("missing-attribution", "error")], NotCredited)
    );
}

#[test]
fn the_author_is_looked_for_in_every_credit_in_sight() {
    let mut source = credit(Some(Target::Article));
    source.authors.clear();
    assert_eq!(
        full(std::slice::from_ref(&source)),
        (vec![("missing-author", "warning")], Credited)
    );
    let mut byline = credit(None);
    byline.kind = CreditKind::Byline;
    byline.publisher = false;
    byline.region = Region::Before;
    assert_eq!(full(&[source.clone(), byline.clone()]), (vec![], Credited));
    byline.authors.clear();
    byline.other_author = Some("John Smith".to_owned());
    assert_eq!(
        full(&[source, byline.clone()]),
        (vec![("wrong-author", "warning")], Credited)
    );
    // A second name beside the right one is whoever put the page up.
    assert_eq!(
        full(&[credit(Some(Target::Article)), byline]),
        (vec![], Credited)
    );
}

#[test]
fn a_byline_alone_names_no_source() {
    let mut byline = credit(None);
    byline.kind = CreditKind::Byline;
    byline.publisher = false;
    let judgement = judgement("", Class::Full, &[byline], &[]);
    assert_eq!(judgement.findings[0].code, Code::MissingAttribution);
    assert!(judgement.findings[0].message.contains("author is named"));
    assert_eq!(judgement.findings.len(), 1);
}

#[test]
fn claims_are_the_worst_fault_without_a_credit_and_a_warning_beside_one() {
    assert_eq!(
        judged("", Class::Full, &[], &[claim(true)]),
        (vec![("claimed-as-own", "error")], NotCredited)
    );
    assert_eq!(
        judged("", Class::Full, &[], &[claim(false)]),
        (vec![("claimed-as-own", "error")], NotCredited)
    );
    let good = credit(Some(Target::Article));
    assert_eq!(
        judged("", Class::Full, std::slice::from_ref(&good), &[claim(true)]),
        (vec![("claimed-as-own", "warning")], Credited)
    );
    assert_eq!(
        judged(
            "",
            Class::Full,
            std::slice::from_ref(&good),
            &[claim(false)]
        ),
        (vec![], Credited)
    );
    let strict = "    require: [link, no-competing-claim]";
    assert_eq!(
        judged(strict, Class::Full, &[good], &[claim(true)]),
        (vec![("claimed-as-own", "error")], NotCredited)
    );
}

#[test]
fn the_form_of_the_link_is_a_note_unless_the_rule_asks() {
    let mut text = credit(Some(Target::Article));
    text.links[0].hyperlink = false;
    assert_eq!(
        full(std::slice::from_ref(&text)),
        (vec![("plain-text-url", "note")], Credited)
    );
    let clickable = "    require: [{link: {form: hyperlink}}]";
    assert_eq!(
        judged(clickable, Class::Full, &[text], &[]),
        (vec![("plain-text-url", "error")], NotCredited)
    );
    let mut nofollow = credit(Some(Target::Article));
    nofollow.links[0].follow = false;
    assert_eq!(
        full(std::slice::from_ref(&nofollow)),
        (vec![("unfollowable-link", "note")], Credited)
    );
    let follow = "    require: [{link: {follow: true}}]";
    assert_eq!(
        judged(follow, Class::Full, std::slice::from_ref(&nofollow), &[]),
        (vec![("unfollowable-link", "error")], NotCredited)
    );
    // One good link among several is enough.
    assert_eq!(
        full(&[nofollow, credit(Some(Target::Article))]),
        (vec![], Credited)
    );
}

#[test]
fn quotations_and_translations_never_fail() {
    for class in [Class::Quotation, Class::Translated] {
        assert_eq!(
            judged("", class, &[], &[]),
            (vec![("missing-attribution", "note")], Exempt)
        );
        assert_eq!(
            judged("", class, &[credit(Some(Target::Article))], &[]),
            (vec![], Credited)
        );
    }
    assert_eq!(judged("", Class::None, &[], &[]), (vec![], Exempt));
    let strict = "    reprint: {classes: [quotation]}\n    require: [link]";
    assert_eq!(judged(strict, Class::Quotation, &[], &[]).1, NotCredited);
}

#[test]
fn a_home_page_link_is_enough_where_the_rule_says_so() {
    let site = "    require: [{link: site}]";
    assert_eq!(
        judged(site, Class::Full, &[credit(Some(Target::Site))], &[]),
        (vec![], Credited)
    );
    assert_eq!(
        judged(site, Class::Full, &[credit(Some(Target::ThirdParty))], &[]).1,
        NotCredited
    );
}

#[test]
fn a_rule_without_link_asks_for_the_name() {
    let name = "    require: [{publisher: [Example News]}]";
    assert_eq!(
        judged(name, Class::Full, &[credit(None)], &[]),
        (vec![], Credited)
    );
    assert_eq!(
        judged(name, Class::Full, &[], &[]),
        (vec![("missing-attribution", "warning")], Credited)
    );
    let strict = "    require:\n      - publisher: [Other Wire]\n        severity: error";
    let mut unnamed = credit(Some(Target::Article));
    unnamed.publisher = false;
    unnamed.text = "Source: somewhere".to_owned();
    assert_eq!(
        judged(strict, Class::Full, &[unnamed], &[]),
        (vec![("missing-publisher", "error")], NotCredited)
    );
}

#[test]
fn combinations_and_conditions() {
    let any = "    require:\n      - any-of: [title, publisher]\n        severity: error";
    assert_eq!(
        judged(any, Class::Full, &[credit(Some(Target::Article))], &[]),
        (vec![], Credited)
    );
    let titles = "    require:\n      - all-of: [title, publisher]\n        severity: error";
    assert_eq!(
        judged(titles, Class::Full, &[credit(Some(Target::Article))], &[]),
        (vec![("missing-title", "error")], NotCredited)
    );
    let not = "    require:\n      - link\n      - not: {publisher: [Example News]}\n        severity: error";
    assert_eq!(
        judged(not, Class::Full, &[credit(Some(Target::Article))], &[]).1,
        NotCredited
    );
    let when = "    require:\n      - link\n      - title:\n        severity: error\n        when: excerpt";
    let good = [credit(Some(Target::Article))];
    assert_eq!(judged(when, Class::Full, &good, &[]), (vec![], Credited));
    assert_eq!(judged(when, Class::Partial, &good, &[]).1, NotCredited);
    let off = "    require:\n      - link\n      - title:\n        severity: off";
    assert_eq!(judged(off, Class::Full, &good, &[]), (vec![], Credited));
}

#[test]
fn extent_permission_placement_and_markup() {
    let good = [credit(Some(Target::Article))];
    for (rule, codes) in [
        ("extent: {share: 0.5}", vec![("too-much-reused", "warning")]),
        ("extent: {words: 600}", vec![]),
        (
            "extent: {characters: 30}",
            vec![("too-much-reused", "warning")],
        ),
        (
            "permission: {allow: [other.example]}",
            vec![("permission-required", "error")],
        ),
        ("permission: {allow: [copy.example]}", vec![]),
        ("placement: end", vec![]),
        ("placement: top", vec![("misplaced-attribution", "error")]),
        ("canonical", vec![("missing-canonical", "warning")]),
        ("noindex", vec![("missing-markup", "warning")]),
        ("unaltered", vec![]),
        ("statement: \"The copied text of the article\"", vec![]),
        (
            "statement: \"This story was first published by {publisher}\"",
            vec![("missing-statement", "warning")],
        ),
        (
            "license: {names: [CC BY 4.0]}",
            vec![("missing-license", "warning")],
        ),
    ] {
        let rule = format!("    require:\n      - link\n      - {rule}");
        assert_eq!(judged(&rule, Class::Full, &good, &[]).0, codes, "{rule}");
    }
}

#[test]
fn the_original_at_its_own_address_owes_nothing() {
    let sets = RuleSets::builtin();
    let original = original();
    let terms = terms(&original, &sets);
    let reuse = reuse(Class::Full);
    let verdict = |urls: PageUrls, site: Option<&str>| {
        let mut page = page("en", Format::Html);
        page.urls = urls;
        page.meta.site_name = site.map(str::to_owned);
        evaluate(&Evaluation {
            terms: &terms,
            original: &original,
            page: &page,
            reuse: &reuse,
            credits: &[],
            claims: &[],
        })
        .verdict
    };
    let here = || Url::parse("http://www.news.example/2026/kettle.html?utm_source=x").ok();
    let fetched = PageUrls {
        fetched: here(),
        ..PageUrls::default()
    };
    assert_eq!(verdict(fetched, None), Exempt);
    let elsewhere = PageUrls {
        fetched: Url::parse("https://copy.example/1").ok(),
        og: here(),
        canonical: here(),
        ..PageUrls::default()
    };
    assert_eq!(verdict(elsewhere, None), NotCredited, "it only says so");
    let canonical = || PageUrls {
        canonical: here(),
        ..PageUrls::default()
    };
    assert_eq!(
        verdict(canonical(), Some("Example News")),
        Unverifiable,
        "it only says so"
    );
    assert_eq!(verdict(canonical(), Some("Copy Daily")), NotCredited);
}

#[test]
fn disguised_copies_are_told() {
    let mut reuse = reuse(Class::Full);
    let original = original();
    let terms = terms(&original, &RuleSets::builtin());
    let codes = |reuse: &Reuse| -> Vec<Code> {
        evaluate(&Evaluation {
            terms: &terms,
            original: &original,
            page: &page("en", Format::Html),
            reuse,
            credits: &[credit(Some(Target::Article))],
            claims: &[],
        })
        .findings
        .iter()
        .map(|finding| finding.code)
        .collect()
    };
    reuse.obfuscated = 4;
    assert_eq!(codes(&reuse), [], "4 of 500 words are stray");
    reuse.obfuscated = 5;
    assert_eq!(codes(&reuse), [Code::ObfuscatedCopy]);
}

#[test]
fn fixes_speak_the_language_and_the_format_of_the_page() {
    let original = original();
    let terms = terms(&original, &RuleSets::builtin());
    let line = |language: &str, format| fix::line(&terms.rule, &terms.values, language, format);
    assert_eq!(
        line("de-AT", Format::Text).unwrap(),
        format!("Quelle: The kettle & the cup von Jane Doe, Example News: {ARTICLE}")
    );
    assert_eq!(
        line("zh-TW", Format::Markdown).unwrap(),
        format!(
            "本文轉載自：《The kettle & the cup》，作者：Jane Doe，來源：Example News，原文連結：[{ARTICLE}]({ARTICLE})"
        )
    );
    assert_eq!(
        line("xx", Format::Text).unwrap(),
        format!("Source: The kettle & the cup by Jane Doe, Example News: {ARTICLE}")
    );
    for language in [
        "en", "zh", "zh-Hant", "de", "fr", "es", "pt", "it", "ru", "ja", "ko", "nl", "pl", "uk",
        "tr", "vi", "id", "ar",
    ] {
        let line = line(language, Format::Text).unwrap();
        assert!(
            line.contains(ARTICLE) && line.contains("Jane Doe"),
            "{line}"
        );
        let tag = &crate::languages::by_tag(language).unwrap().tag;
        assert!(terms.rule.fix.contains_key(tag), "{language}");
    }
    let mut bare = terms.values.clone();
    bare.authors.clear();
    bare.title = None;
    bare.publisher = None;
    assert_eq!(
        fix::line(&terms.rule, &bare, "fr", Format::Text).unwrap(),
        format!("Source : {ARTICLE}")
    );
}
