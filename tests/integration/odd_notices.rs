//! Notices that are hostile, quoted, contradictory, or no notices at all.

use std::fmt::Write;

use creditline::page::{Format, ReadOptions, read};
use creditline::rules::{Demand, Requirement, terms};
use creditline::{Original, RuleSets, read_original};

const PROSE: &str = "<p>The lock keeper counts the barges by their horns and writes the number on the door in chalk, and at the \
                     end of the month the rain has always taken a few of them away again, which nobody minds.</p>";

fn original(body: &str) -> Original {
    with_footer(body, "")
}

/// A page with something in the article and something in the site's footer.
fn with_footer(body: &str, footer: &str) -> Original {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><title>The lock keeper</title><link rel=\"canonical\" \
         href=\"https://lock.example/keeper\"></head><body><main><article><h1>The lock keeper</h1>{PROSE}{PROSE}{body}\
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

#[test]
fn a_ban_of_the_site_gives_way_to_what_the_article_says() {
    const BAN: &str = "<p>Nothing may be reprinted without our permission.</p>";
    const ASKED: &str =
        "<p>Feel free to reprint this story if you credit Orla Quist and link to this page.</p>";
    const LICENSE: &str = "<p><a rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a></p>";
    assert!(bans(&with_footer("", BAN)));
    assert!(bans(&with_footer("", &format!("{LICENSE}{BAN}"))));
    assert!(!bans(&with_footer(ASKED, BAN)));
    let licensed = with_footer(LICENSE, BAN);
    assert!(!bans(&licensed));
    assert_eq!(licensed.contradictions.len(), 1, "what lost is told");
}

#[test]
fn what_sites_say_of_other_sites_forbids_nothing() {
    for line in [
        "<p>We are not responsible for the content of other websites.</p>",
        "<p>Our cookies do not follow you to other sites, and we never share your data.</p>",
        "<p>We do not sell on other platforms.</p>",
    ] {
        let original = with_footer("", line);
        assert!(!bans(&original), "{line}");
    }
}

#[test]
fn the_parts_of_a_licence_are_nobody() {
    for (line, author) in [
        (
            "Shared under CC BY-ND. Name Orla Quist and link to this page.",
            "Orla Quist",
        ),
        (
            "This article is free to reprint under CC BY-NC-ND: please credit Orla Quist.",
            "Orla Quist",
        ),
        ("欢迎转载，请保持原文完整，注明作者：桑一鸣", "桑一鸣"),
        ("欢迎转载，请勿修改内容，并注明作者桑一鸣和出处。", "桑一鸣"),
    ] {
        let original = original(&format!("<p>{line}</p>"));
        assert_eq!(original.authors, [author], "{line}");
        assert!(!bans(&original), "{line}");
    }
}

#[test]
fn rows_of_a_table_are_read_by_their_labels() {
    for (rows, banned) in [
        ("<tr><th>Reuse</th><td>no, sorry</td></tr>", true),
        (
            "<tr><th>Reuse</th><td>with the author's name and the address</td></tr>",
            false,
        ),
        (
            "<tr><th>What others may do</th><td>may copy it with name and address</td></tr>",
            false,
        ),
    ] {
        let rows = format!(
            "<table><tr><th>Author</th><td>Orla Quist</td></tr><tr><th>Permalink</th>\
             <td>https://lock.example/keeper</td></tr>{rows}</table>"
        );
        let original = original(&rows);
        assert_eq!(original.authors, ["Orla Quist"], "{rows}");
        assert_eq!(bans(&original), banned, "{rows}");
    }
}
