//! Terms and credits as people write them: pairs of an original and a page with the outcome that is right. The pairs
//! stand in a folder beside the project; without it the test says so and is passed over.

use std::path::{Path, PathBuf};

use creditline::audit::{Library, read_original};
use creditline::page::{self, Page, ReadOptions};
use creditline::rules::{RuleSets, terms};
use creditline::{Severity, Verdict};

use crate::desk::Desk;

/// Original, page, and what is wrong at most as a warning or error; nothing for a credit that is as it should be.
const PAIRS: &[(&str, &str, &[&str])] = &[
    (
        "asia/01-label-lines/original.html",
        "asia/01-label-lines/suspect-one-line.html",
        &[],
    ),
    (
        "asia/01-label-lines/original.html",
        "asia/01-label-lines/suspect-tail.html",
        &[],
    ),
    (
        "asia/01-label-lines/original.html",
        "asia/01-label-lines/suspect-tail.md",
        &[],
    ),
    (
        "asia/03-home-page-in-notice/original.html",
        "asia/03-home-page-in-notice/suspect-article-link.html",
        &[],
    ),
    (
        "asia/03-home-page-in-notice/original.html",
        "asia/03-home-page-in-notice/suspect-home-link.html",
        &["wrong-link"],
    ),
    (
        "asia/03b-home-page-in-notice-ru/original.html",
        "asia/03b-home-page-in-notice-ru/suspect-article-link.html",
        &[],
    ),
    (
        "asia/05-markdown-entities/original.html",
        "asia/05-markdown-entities/suspect-link.md",
        &[],
    ),
    (
        "asia/05-markdown-entities/original.html",
        "asia/05-markdown-entities/suspect-raw-html.md",
        &[],
    ),
    (
        "asia/06-cjk-path-in-plain-text/original-mixed.html",
        "asia/06-cjk-path-in-plain-text/suspect-mixed.html",
        &[],
    ),
    (
        "asia/06-cjk-path-in-plain-text/original-idn.html",
        "asia/06-cjk-path-in-plain-text/suspect-idn.html",
        &[],
    ),
    (
        "asia/12-site-rule-asks-what-nobody-asked/original.html",
        "asia/12-site-rule-asks-what-nobody-asked/suspect.html",
        &[],
    ),
    (
        "asia/13-publisher-of-another-platform/original.html",
        "asia/13-publisher-of-another-platform/suspect-unnamed.html",
        &["missing-publisher"],
    ),
    (
        "asia/13-publisher-of-another-platform/original.html",
        "asia/13-publisher-of-another-platform/suspect-zhihu.html",
        &["missing-publisher"],
    ),
    (
        "asia/14-thai/original.html",
        "asia/14-thai/suspect-thima.html",
        &[],
    ),
    (
        "asia/15-other-address-same-article/original.html",
        "asia/15-other-address-same-article/suspect-category.html",
        &[],
    ),
    (
        "asia/15-other-address-same-article/original.html",
        "asia/15-other-address-same-article/suspect-mobile.html",
        &[],
    ),
    (
        "asia/16-clipboard-names-the-title/original.html",
        "asia/16-clipboard-names-the-title/suspect.md",
        &["missing-link"],
    ),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-1.html",
        &[],
    ),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-4.html",
        &[],
    ),
    (
        "west/licence-named-in-words/original.html",
        "west/licence-named-in-words/suspect-9.html",
        &["missing-license"],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-5.html",
        &[],
    ),
    (
        "west/tasl-attribution/original.html",
        "west/tasl-attribution/suspect-9.html",
        &[],
    ),
    (
        "west/wikipedia-uses-material-from/original.html",
        "west/wikipedia-uses-material-from/1-good.html",
        &[],
    ),
    (
        "west/copied-heading-link/original.html",
        "west/copied-heading-link/suspect-1.html",
        &[],
    ),
    (
        "west/publisher-name-as-credit/original.html",
        "west/publisher-name-as-credit/suspect-1.html",
        &["missing-attribution"],
    ),
    ("signals/o/orig.html", "signals/s/03-h-cite.html", &[]),
    (
        "signals/o/orig.html",
        "signals/s/15-doi-author-footnote.html",
        &["only-cited"],
    ),
    (
        "signals/o/orig.html",
        "signals/s/21-canonical-only.html",
        &["missing-attribution"],
    ),
    (
        "signals/o/orig.html",
        "signals/md/30-next-post_link.md",
        &[],
    ),
    ("signals/o/orig.html", "signals/md/31-butterfly.md", &[]),
    ("signals/o/orig.html", "signals/md/35-source-map.md", &[]),
    (
        "signals/o/orig.html",
        "signals/md/36-none.md",
        &["missing-attribution"],
    ),
];

/// Originals that state terms, with the rule that is right for them.
const RULES: &[(&str, &str)] = &[
    ("asia/09-bans-not-read/original-zh1.html", "no-reprint"),
    ("asia/09-bans-not-read/original-th.html", "no-reprint"),
    ("west/bans-in-european-languages/1.html", "no-reprint"),
    ("west/bans-in-european-languages/10.html", "no-reprint"),
    ("signals/terms/f-meta-rights.html", "cc-by"),
    ("signals/terms/g-rsl-link.html", "default"),
    ("signals/terms/j-itemprop-license.html", "cc-by-sa"),
    ("signals/terms/m-cc-text-only.html", "cc-by-sa"),
    ("signals/r/spdx.md", "cc-by-sa"),
];

fn read(path: &Path) -> Page {
    let options = ReadOptions {
        location: path.to_string_lossy().into_owned(),
        ..ReadOptions::default()
    };
    page::read(&std::fs::read(path).unwrap(), &options).unwrap()
}

#[test]
fn cases_beside_the_project_come_out_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    if !folder.is_dir() {
        eprintln!("skipped: there is no {}", folder.display());
        return;
    }
    let at = |name: &str| -> PathBuf { folder.join(name) };
    let rules = RuleSets::builtin();
    let mut wrong = Vec::new();
    for (original, page, expected) in PAIRS {
        let original = read_original(&read(&at(original)), &rules).unwrap();
        let audit = Library::new(vec![original], &rules).audit(&read(&at(page)));
        let told: Vec<&str> = audit
            .findings()
            .filter(|finding| finding.severity >= Severity::Warning)
            .map(|finding| finding.code.as_str())
            .filter(|code| !matches!(*code, "missing-author" | "missing-statement"))
            .collect();
        let credited = audit.verdict() == Some(Verdict::Credited);
        if told != *expected || expected.is_empty() && !credited {
            wrong.push(format!("{page}: {told:?}, not {expected:?}"));
        }
    }
    for (original, expected) in RULES {
        let original = read_original(&read(&at(original)), &rules).unwrap();
        let rule = terms(&original, &rules).rule.id;
        if rule != *expected {
            wrong.push(format!("{}: {rule}, not {expected}", original.location));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_rule_that_asks_for_a_name_needs_no_address() {
    let desk = Desk::new();
    let text = "去年冬天，码头尽头的灯塔守护人退休了，没有人愿意接替他。港务处给灯装上了传感器，把厨房借给一个十二人的面包班。\
                现在每个星期五，窗口前都排着长队，一直排到鱼市那边，晴天的时候尤其长。";
    let html = |foot: &str| {
        format!(
            "<html lang=zh><meta charset=utf-8><article><h1>灯塔里的面包</h1><p>{text}</p>{foot}</article></html>"
        )
    };
    desk.write(
        "wechat.html",
        html("<p>本文首发于微信公众号「灯塔周报」，转载请注明出处。</p>"),
    );
    for (foot, code) in [
        ("<p>本文转载自公众号「灯塔周报」</p>", 0),
        ("<p>下一篇</p>", 1),
    ] {
        desk.write("copy.html", html(foot));
        let run = desk.run(&["check", "copy.html", "--originals", "wechat.html"]);
        assert_eq!(run.code, code, "{foot} {} {}", run.stdout, run.stderr);
    }
}
