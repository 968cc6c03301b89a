//! What an original declares for machines: schema.org, Dublin Core, SPDX, microdata, terms for machines.

use creditline::audit::read_original;
use creditline::originals::{NoticeKind, Original};
use creditline::page::{self, ReadOptions};
use creditline::rules::{RuleSets, terms};

use crate::prose;

fn original(head: &str, foot: &str) -> Original {
    let html = format!(
        "<html lang=en><head><title>Ferry</title><link rel=canonical href='https://river.example/ferry'>{head}</head>\
         <body><article><h1>Ferry</h1><p>{}</p>{foot}</article></body></html>",
        prose::ENGLISH.trim().replace("\n\n", "</p><p>")
    );
    let options = ReadOptions {
        location: "ferry.html".to_owned(),
        ..ReadOptions::default()
    };
    let page = page::read(html.as_bytes(), &options).unwrap();
    read_original(&page, &RuleSets::builtin()).unwrap()
}

/// The same facts as JSON-LD of an article.
fn json_ld(facts: &str) -> String {
    format!(
        "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":{{\"name\":\"Marta Lind\"}},{facts}}}</script>"
    )
}

#[test]
fn a_declared_notice_is_read_like_a_printed_one() {
    let rules = RuleSets::builtin();
    for (text, kind, rule) in [
        (
            "(c) River Notes. Republish only with credit to River Notes and a link.",
            NoticeKind::Demand,
            "default",
        ),
        (
            "This article may not be reproduced without written permission.",
            NoticeKind::Prohibition,
            "no-reprint",
        ),
        (
            "未经授权，禁止转载。",
            NoticeKind::Prohibition,
            "no-reprint",
        ),
    ] {
        for head in [
            json_ld(&format!("\"copyrightNotice\":\"{text}\"")),
            format!("<meta name='dc.rights' content='{text}'>"),
        ] {
            let original = original(&head, "");
            let notice = original.notice.as_ref().unwrap_or_else(|| panic!("{head}"));
            assert_eq!(notice.kind, kind, "{head}");
            assert_eq!(terms(&original, &rules).rule.id, rule, "{head}");
        }
    }
    for text in ["(c) 2026 River Notes", "All rights reserved."] {
        let head = json_ld(&format!("\"copyrightNotice\":\"{text}\""));
        assert!(original(&head, "").notice.is_none(), "{text}");
    }
}

#[test]
fn a_printed_notice_outranks_a_declared_one() {
    let head = json_ld("\"copyrightNotice\":\"No part may be reproduced without permission.\"");
    let foot =
        "<p>If you reprint this article, please credit the source: https://river.example/ferry</p>";
    let notice = original(&head, foot).notice.unwrap();
    assert_eq!(notice.kind, NoticeKind::Demand);
}

#[test]
fn licences_stand_in_many_standards() {
    let wanted = "https://creativecommons.org/licenses/by-sa/4.0/";
    for (head, foot) in [
        (
            format!("<meta name='dcterms.license' content='{wanted}'>"),
            String::new(),
        ),
        (
            format!("<meta name='DC.rights.license' content='{wanted}'>"),
            String::new(),
        ),
        (
            format!("<meta name='dc.rights' content='{wanted}'>"),
            String::new(),
        ),
        (
            "<meta name='copyright' content='Creative Commons Attribution-ShareAlike 4.0'>"
                .to_owned(),
            String::new(),
        ),
        (
            format!("<link rel='dcterms.license' href='{wanted}'>"),
            String::new(),
        ),
        (
            String::new(),
            format!("<p itemprop=license content='{wanted}'>Terms</p>"),
        ),
        (
            String::new(),
            format!("<a itemprop='license url' href='{wanted}'>Terms</a>"),
        ),
        (
            json_ld(&format!("\"license\":{{\"@id\":\"{wanted}\"}}")),
            String::new(),
        ),
        (
            "<!-- SPDX-License-Identifier: CC-BY-SA-4.0 -->".to_owned(),
            String::new(),
        ),
    ] {
        let original = original(&head, &foot);
        assert_eq!(original.licenses, [wanted], "{head}{foot}");
    }
}

#[test]
fn terms_for_machines_are_no_licence() {
    for head in [
        "<link rel=license type='application/rsl+xml' href='/license.xml'>",
        "<meta name='tdm-reservation' content='1'>",
        "<script type='application/rsl+xml'><rsl><content><license><standard>https://creativecommons.org/licenses/by/4.0/\
         </standard></license></content></rsl></script>",
    ] {
        let original = original(head, "");
        assert!(original.licenses.is_empty(), "{head}");
        assert!(original.rights.machine_terms.is_some(), "{head}");
    }
}

#[test]
fn what_is_declared_is_shown() {
    let head = json_ld(
        "\"creditText\":\"Marta Lind / River Notes\",\"copyrightHolder\":{\"name\":\"River Trust\"},\
         \"acquireLicensePage\":\"https://river.example/ask\",\"usageInfo\":\"https://river.example/reuse\",\
         \"sourceOrganization\":{\"name\":\"Delta Wire\"},\"isBasedOn\":\"https://delta.example/1\",\
         \"translator\":{\"name\":\"Bo Rask\"}",
    );
    let original = original(&head, "");
    let shown = creditline::report::terms(&original, &terms(&original, &RuleSets::builtin()));
    for line in [
        "credit     Marta Lind / River Notes",
        "holder     River Trust",
        "ask at     https://river.example/ask",
        "terms at   https://river.example/reuse",
        "agency     Delta Wire",
        "based on   https://delta.example/1",
        "translator Bo Rask",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
}

/// The verdict on a copy in Markdown with this front matter, and the words of its report.
fn copied(front: &str, head: &str) -> (Option<creditline::Verdict>, String) {
    let rules = RuleSets::builtin();
    let library = creditline::audit::Library::new(vec![original(head, "")], &rules);
    let copy = format!("---\ntitle: Ferry\n{front}\n---\n\n{}", prose::ENGLISH);
    let options = ReadOptions {
        location: "copy.md".to_owned(),
        ..ReadOptions::default()
    };
    let audit = library.audit(&page::read(copy.as_bytes(), &options).unwrap());
    (
        audit.verdict(),
        creditline::report::json(&[audit], creditline::report::View::default()),
    )
}

#[test]
fn the_front_matter_of_a_repost_is_a_credit() {
    use creditline::Verdict;
    for front in [
        "copyright_url: https://river.example/ferry",
        "post_link: https://river.example/ferry",
        "xposted_from: https://river.example/ferry",
        "source: https://river.example/ferry",
        "source:\n  name: River Notes\n  url: https://river.example/ferry",
        "original_url: 'https://river.example/ferry?utm_source=x'",
    ] {
        let (verdict, report) = copied(front, "");
        assert_eq!(verdict, Some(Verdict::Credited), "{front}\n{report}");
    }
    for (front, code) in [
        ("original_url: https://river.example/", "wrong-link"),
        (
            "original_url: https://elsewhere.example/ferry",
            "missing-attribution",
        ),
        ("source: a book", "missing-attribution"),
        ("2026: x", "missing-attribution"),
    ] {
        let (verdict, report) = copied(front, "");
        assert_eq!(verdict, Some(Verdict::NotCredited), "{front}");
        assert!(report.contains(code), "{front}: {report}");
    }
}

#[test]
fn a_ban_says_what_the_copy_does_and_a_letter_whom_to_ask() {
    let ban = json_ld(
        "\"copyrightNotice\":\"This article may not be reproduced without written permission.\",\
         \"acquireLicensePage\":\"https://river.example/ask\"",
    );
    for (front, given) in [
        ("original_url: https://river.example/ferry", "link"),
        ("tags: [x]", "none"),
    ] {
        let (_, report) = copied(front, &ban);
        assert!(report.contains("permission-required"), "{report}");
        assert!(
            report.contains(&format!("\"credit_given\": \"{given}\"")),
            "{report}"
        );
        let templates = creditline::letter::Templates::builtin().unwrap();
        let options = creditline::letter::LetterOptions {
            tone: creditline::letter::Tone::Formal,
            language: Some("de".to_owned()),
            ..Default::default()
        };
        let letters = creditline::letter::letters(&report, &options, &templates).unwrap();
        let letter = letters.letters.first().unwrap();
        assert!(
            letter.body.contains("hier\n  https://river.example/ask\n"),
            "{letter:?}"
        );
    }
}
