//! Notices that are hostile, quoted, contradictory, or no notices at all.

use std::fmt::Write;

use creditline::page::{Format, ReadOptions, read};
use creditline::rules::{Demand, Requirement, terms};
use creditline::{Original, RuleSets, read_original};

const PROSE: &str = "<p>The lock keeper counts the barges by their horns and writes the number on the door in chalk, and at the \
                     end of the month the rain has always taken a few of them away again, which nobody minds.</p>";

fn original(body: &str) -> Original {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><title>The lock keeper</title><link rel=\"canonical\" \
         href=\"https://lock.example/keeper\"></head><body><article><h1>The lock keeper</h1>{PROSE}{body}</article></body></html>"
    );
    let options = ReadOptions {
        location: "original.html".to_owned(),
        format: Some(Format::Html),
        ..ReadOptions::default()
    };
    let page = read(html.as_bytes(), &options).unwrap();
    read_original(&page, &RuleSets::builtin()).unwrap()
}

fn needs_permission(require: &[Requirement]) -> bool {
    require
        .iter()
        .any(|requirement| matches!(requirement.demand, Demand::Permission { .. }))
}

fn bans(original: &Original) -> bool {
    needs_permission(&terms(original, &RuleSets::builtin()).rule.require)
}

#[test]
fn huge_notices_are_read_in_bounded_time() {
    let started = std::time::Instant::now();
    let long = "please credit the source and link to https://lock.example/keeper when you reprint this article, ".repeat(1000);
    let brackets = format!(
        "Please credit {}Ida Holm{}.",
        "(".repeat(50_000),
        ")".repeat(50_000)
    );
    let mut labels = String::new();
    for number in 0..2000 {
        let _ = write!(
            labels,
            "<p>Author: Ida Holm</p><p>Permalink: https://lock.example/{number}</p>"
        );
    }
    for body in [
        format!("<p>{long}</p>"),
        format!("<p>{brackets}</p>"),
        labels,
    ] {
        let original = original(&body);
        for name in &original.authors {
            assert!(name.chars().count() <= 60, "{name}");
            assert!(!name.contains(['(', ')']), "{name}");
        }
    }
    // Linear work takes about a second here in a debug build; quadratic work takes minutes.
    assert!(started.elapsed().as_secs() < 60);
}

#[test]
fn of_two_notices_that_contradict_each_other_the_ban_holds() {
    let original = original(
        "<p>Feel free to republish this article with a link to this page.</p>\
         <p>This article may not be republished without our written permission.</p>",
    );
    assert!(bans(&original));
}

#[test]
fn what_only_talks_of_notices_asks_for_nothing() {
    for line in [
        "<p>The poster read “no part of this may be reprinted”, and the whole town laughed at it for a week.</p>",
        "<p>Some magazines printed “reproduction prohibited” on every page, and the court said in 1974 that it meant nothing.</p>",
        "<p>Never link us, never credit us, and whatever you do, do not tell my mother.</p>",
        "<p>Reprinted by permission of the Barge Society.</p>",
        "<p>The essay was reprinted by thirty papers, and none of them named its author.</p>",
    ] {
        let original = original(&format!("{line}{PROSE}"));
        assert!(original.notice.is_none(), "{line}: {:?}", original.notice);
    }
}

#[test]
fn a_licence_a_role_or_a_neighbouring_list_gives_no_author() {
    for (line, authors) in [
        (
            "<p>Author: CC BY 4.0. Please credit the author.</p>",
            &[][..],
        ),
        (
            "<p>Please credit the editor-in-chief (admin) when reprinting this article.</p>",
            &[],
        ),
        (
            "<p>Please credit Ida Holm (barges@lock.example) when reprinting.</p>",
            &["Ida Holm"],
        ),
        (
            "<p>By Ida Holm. Reprints must name the author.</p></article><aside><p>By Otto Sidebar</p>",
            &["Ida Holm"],
        ),
    ] {
        assert_eq!(original(line).authors, authors, "{line}");
    }
}

/// A page with something in the article and something in the site's footer.
fn with_footer(article: &str, footer: &str) -> Original {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><title>The lock keeper</title><link rel=\"canonical\" \
         href=\"https://lock.example/keeper\"></head><body><main><article><h1>The lock keeper</h1>{PROSE}{PROSE}{article}\
         </article></main><footer><p>© 2024 lock.example</p>{footer}</footer></body></html>"
    );
    let options = ReadOptions {
        location: "original.html".to_owned(),
        format: Some(Format::Html),
        ..ReadOptions::default()
    };
    let page = read(html.as_bytes(), &options).unwrap();
    read_original(&page, &RuleSets::builtin()).unwrap()
}

#[test]
fn a_ban_of_the_site_gives_way_to_the_licence_of_the_article() {
    const BAN: &str = "<p>Nothing may be reprinted without our permission.</p>";
    const LICENSE: &str = "<p><a rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a></p>";
    assert!(bans(&with_footer("", BAN)));
    assert!(bans(&with_footer("", &format!("{LICENSE}{BAN}"))));
    let licensed = with_footer(LICENSE, BAN);
    assert!(!bans(&licensed));
    assert_eq!(licensed.contradictions.len(), 1, "what lost is told");
}
