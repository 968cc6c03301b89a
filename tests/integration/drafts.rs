//! `terms --yaml`: a rule drafted from what an original says, in each of the four places where originals say it.

use assert_cmd::Command;
use creditline::rules::{Demand, Rule, RuleSets};

use crate::prose;

/// The rule that is drafted from a page with this body and this in its head.
fn drafted(head: &str, below: &str) -> Rule {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bread.html");
    let html = format!(
        "<html lang=en><head><title>Bread</title><link rel=canonical href='https://pierpost.example/bread'>\
         <meta property='og:site_name' content='Pier Post'>{head}</head><body><article><h1>Bread</h1><p>{}</p>{below}\
         </article></body></html>",
        prose::ENGLISH.trim().replace("\n\n", "</p><p>")
    );
    std::fs::write(&file, html).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .args(["terms", "--yaml"])
        .arg(&file)
        .assert()
        .success();
    let yaml = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let sets = RuleSets::from_text("draft.yaml", &yaml)
        .unwrap_or_else(|problems| panic!("{problems}\n{yaml}"));
    let rule = Rule::clone(&sets.loaded()[0]);
    assert_eq!(rule.id, "pierpost-example");
    assert_eq!(rule.applies_to.sites, ["pierpost.example"]);
    rule
}

fn ask(rule: &Rule) -> &str {
    rule.ask[0].template.source()
}

#[test]
fn a_notice_becomes_the_ask_of_the_rule() {
    let rule = drafted(
        "",
        "<p>Author: Ida Holm. Reprints are welcome, please credit the source: https://pierpost.example/bread</p>",
    );
    assert!(ask(&rule).contains("{author}"), "{}", ask(&rule));
    assert!(
        ask(&rule).ends_with("credit the source: {url}"),
        "{}",
        ask(&rule)
    );
}

#[test]
fn the_line_of_a_hidden_dialog_is_what_a_reprint_must_say() {
    let rule = drafted(
        "",
        "<div id=republish-dialog hidden><h2>Republish this story</h2><p>Copy this into your page.</p>\
         <p>This story by Ida Holm was originally published by Pier Post.</p></div>",
    );
    assert_eq!(
        ask(&rule),
        "This story by {author} was originally published by {publisher}."
    );
    assert!(
        rule.require
            .iter()
            .any(|item| matches!(&item.demand, Demand::Statement(_)))
    );
}

#[test]
fn in_sight_the_same_line_credits_somebody_else() {
    let rule = drafted(
        "",
        "<p>This story was originally published by Harbour News.</p>",
    );
    assert!(rule.ask.is_empty());
}

#[test]
fn a_licence_box_brings_the_rule_of_the_licence() {
    let rule = drafted(
        "",
        "<p class=license>Licensed under <a rel=license href='https://creativecommons.org/licenses/by-nd/4.0/'>CC BY-ND \
         4.0</a></p>",
    );
    assert!(
        rule.require
            .iter()
            .any(|item| matches!(item.demand, Demand::Unaltered { .. })),
        "no derivatives"
    );
}

#[test]
fn the_copyright_box_of_a_theme_becomes_the_ask_of_the_rule() {
    let rule = drafted(
        "",
        "<div class=post-copyright><ul><li><strong>Post author: </strong>Ida Holm</li><li><strong>Post link: </strong>\
         <a href='https://pierpost.example/bread'>https://pierpost.example/bread</a></li><li><strong>Copyright Notice: \
         </strong>All articles in this blog are licensed under CC BY-NC-SA unless stating additionally.</li></ul></div>",
    );
    assert!(
        ask(&rule).contains("Post author: {author}"),
        "{}",
        ask(&rule)
    );
    assert!(ask(&rule).contains("Post link: {url}"), "{}", ask(&rule));
    assert!(
        rule.require
            .iter()
            .any(|item| matches!(item.demand, Demand::NoCompetingClaim(_))),
        "of the theme's rule"
    );
}
