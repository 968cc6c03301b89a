//! Rule files on disk, and notices as they are written in the wild.

use std::fs;
use std::path::{Path, PathBuf};

use creditline::originals::notice::find_notice;
use creditline::page::{Format, ReadOptions, read};
use creditline::rules::RuleSets;

const RULE: &str = "version: 1\nrules:\n  - id: ID\n    summary: Mine\n    require: [link]\n";

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn told(names: &[&Path]) -> Vec<String> {
    match RuleSets::load(names) {
        Ok(_) => Vec::new(),
        Err(error) => error
            .problems
            .iter()
            .map(|problem| {
                let name = Path::new(&problem.file).file_name().unwrap_or_default();
                format!("{}:{}: {}", name.display(), problem.line, problem.message)
            })
            .collect(),
    }
}

#[test]
fn files_directories_and_names_are_loaded_before_the_built_in_rules() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "b.yaml", &RULE.replace("ID", "b-rule"));
    write(folder.path(), "a.yml", &RULE.replace("ID", "a-rule"));
    write(folder.path(), "notes.txt", "no rules");
    let sets = RuleSets::load(&[folder.path()]).unwrap();
    let ids: Vec<&str> = sets.loaded().iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["a-rule", "b-rule"]);
    assert!(sets.get("wpcom").is_some());
    assert_eq!(sets.fallback().unwrap().id, "default");
    let sets = RuleSets::load(&[folder.path().join("b.yaml")]).unwrap();
    assert_eq!(sets.fallback().unwrap().id, "b-rule", "the only one named");
    let sets = RuleSets::load(&["wpcom"]).unwrap();
    assert_eq!(sets.fallback().unwrap().id, "wpcom");
    let unused = sets.unused(&Default::default()).unwrap().problems;
    assert_eq!(unused.len(), 1);
    assert_eq!(unused[0].file, "builtin:wpcom");
}

#[test]
fn problems_of_all_files_are_told_together() {
    let folder = tempfile::tempdir().unwrap();
    let one = write(folder.path(), "one.yaml", &RULE.replace("ID", "same"));
    let two = write(folder.path(), "two.yaml", &RULE.replace("ID", "same"));
    let bad = write(folder.path(), "bad.yaml", "version: 1\nrulez: []\n");
    let latin = folder.path().join("latin.yaml");
    fs::write(&latin, b"version: 1 # \xe9\n").unwrap();
    let missing = folder.path().join("missing.yaml");
    let large = write(folder.path(), "large.yaml", &"#".repeat(1024 * 1024 + 1));
    assert_eq!(
        told(&[&one, &two, &bad, &latin, &missing, &large]),
        [
            "bad.yaml:1: the file has no `rules`",
            "bad.yaml:2: unknown key `rulez` in a rule file",
            "latin.yaml:0: the file is not UTF-8 in line 1 (byte 13); save it as UTF-8",
            "missing.yaml:0: there is no such rule set",
            "large.yaml:0: the file has more than 1048576 bytes; split it",
            "two.yaml:3: the rule `same` is defined twice",
        ]
    );
    let empty = tempfile::tempdir().unwrap();
    assert!(told(&[empty.path()])[0].ends_with("the directory holds no rule file"));
    let error = RuleSets::load(&["wpcon"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "wpcon: error: there is no such rule set (did you mean the built-in set `wpcom`?)"
    );
}

#[test]
fn files_extend_files_but_not_in_a_circle() {
    let folder = tempfile::tempdir().unwrap();
    let base = RULE.replace("ID", "base");
    write(folder.path(), "base.yaml", &base);
    let child = "version: 1\nextends: [base.yaml, wpcom]\nrules:\n  - {id: child, extends: base}\n";
    let child = write(folder.path(), "child.yaml", child);
    let sets = RuleSets::load(&[&child]).unwrap();
    assert_eq!(sets.get("child").unwrap().summary, "Mine");
    assert_eq!(sets.loaded().len(), 2);
    write(
        folder.path(),
        "base.yaml",
        &base.replace("rules:", "extends: child.yaml\nrules:"),
    );
    let circle = told(&[&child]);
    assert_eq!(circle.len(), 1, "{circle:?}");
    assert!(circle[0].starts_with("base.yaml:2: `extends` leads back to"));
    let lost = "version: 1\nextends: wpcon\nrules: []\n";
    let lost = write(folder.path(), "lost.yaml", lost);
    assert_eq!(
        told(&[&lost]),
        ["lost.yaml:2: `wpcon` is neither a built-in set nor a file beside this one"]
    );
}

/// Where the development data lie, if they do.
fn data() -> Option<PathBuf> {
    let path = std::env::var_os("CREDITLINE_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    path.is_dir().then_some(path)
}

/// Every notice of the development data that asks for its source by an address: found, and with one of the addresses
/// written in it.
#[test]
fn notices_in_the_wild_are_recognised() {
    let Some(data) = data() else {
        println!("skipped: no development data");
        return;
    };
    let snippets = fs::read_to_string(data.join("credit_snippets.jsonl")).unwrap();
    let sets = RuleSets::builtin();
    let (mut all, mut right) = (0, 0);
    for (number, line) in snippets.lines().enumerate() {
        let snippet: serde_json::Value = serde_json::from_str(line).unwrap();
        let kind = snippet["kind"].as_str().unwrap();
        let text = snippet["html_or_text"].as_str().unwrap();
        let notice_kind = kind == "copied_footer"
            || ["requirement", "template:", "fault:self"]
                .iter()
                .any(|prefix| kind.starts_with(prefix));
        if !notice_kind || !text.contains("http") || !text.contains('载') {
            continue;
        }
        all += 1;
        let html = text.contains("</");
        let options = ReadOptions {
            format: Some(if html { Format::Html } else { Format::Markdown }),
            ..ReadOptions::default()
        };
        let page = read(text.as_bytes(), &options).unwrap();
        let notice = find_notice(&page, &page.text, sets.asks());
        // Where the notice itself gives no address, none may be made up.
        let ok = notice.as_ref().is_some_and(|notice| {
            let url = notice.fields.get("url");
            url.is_none_or(|url| text.contains(url.as_str()))
        });
        if ok {
            right += 1;
        } else {
            println!("snippet {}: {notice:?}", number + 1);
        }
    }
    println!("{right} of {all} notices recognised");
    assert!(right * 100 >= all * 85, "{right} of {all}");
}

#[test]
fn the_notice_of_the_seed_is_read_with_its_stray_marks() {
    let text = "“`html\nNews of the day about world models and where they lead.\n“`\n\
                Original article, Author: Tobias. If you wish to reprint this article, please indicate the \
                source:https://aicnbc.com/13219.html";
    let options = ReadOptions {
        format: Some(Format::Text),
        ..ReadOptions::default()
    };
    let page = read(text.as_bytes(), &options).unwrap();
    let sets = RuleSets::builtin();
    let notice = find_notice(&page, &page.text, sets.asks()).unwrap();
    assert_eq!(notice.rule, "wpcom");
    assert_eq!(notice.fields["author"], "Tobias");
    assert_eq!(notice.fields["url"], "https://aicnbc.com/13219.html");
    assert_eq!(notice.line, 4);
    let range = notice.range.unwrap();
    assert!(text[range].starts_with("Original article, Author"));
    assert!(!notice.hidden);
}

/// File, rule, author and URL of every sample original with a notice.
const SAMPLE_NOTICES: &[(&str, &str, &str, &str)] = &[
    (
        "acequias-con-agua.html",
        "wpcom",
        "Inés Robledo",
        "https://cuadernodelvalle.example/reportajes/acequias-con-agua",
    ),
    (
        "ditie-jianxiu.html",
        "wpcom",
        "林晚舟",
        "https://yunjian.example/archives/2731.html",
    ),
    (
        "forty-days-of-ice.txt",
        "wpcom",
        "Halvard Brekke",
        "https://northlight.example/stories/forty-days-of-ice",
    ),
    (
        "lecun-world-models.html",
        "wpcom",
        "Tobias",
        "https://aicnbc.com/13219.html",
    ),
    (
        "moor-wieder-nass.html",
        "wpcom",
        "Jonas Ahrendt",
        "https://wattkante.example/2023/11/moor-wieder-nass",
    ),
    (
        "sento-no-yu.html",
        "wpcom",
        "三枝 薫",
        "https://yukemuri.example/kiji/sento-no-yu",
    ),
];

#[test]
fn the_notices_of_the_samples_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/originals");
    let sets = RuleSets::builtin();
    for (file, rule, author, url) in SAMPLE_NOTICES {
        let options = ReadOptions {
            location: (*file).to_owned(),
            ..ReadOptions::default()
        };
        let page = read(&fs::read(folder.join(file)).unwrap(), &options).unwrap();
        let notice = find_notice(&page, &page.text, sets.asks()).unwrap();
        assert_eq!(notice.rule, *rule, "{file}");
        assert_eq!(notice.fields["author"], *author, "{file}");
        assert_eq!(notice.fields["url"], *url, "{file}");
    }
}

#[test]
fn a_test_can_be_a_copy_of_its_original() {
    let rule = "\
version: 1
rules:
  - id: mine
    summary: Mine
    require: [link, {author: , severity: error}]
    tests:
      - original:
          markdown: &original |
            ---
            url: https://harbour.example/ferry
            title: Night ferry
            author: Ida Holm
            ---

            The night ferry left [the harbour](https://harbour.example/) at ten, an hour late, with its lamps lit and half its cabins empty, and nobody on deck believed the cook.

            Please indicate the source when reprinting: https://harbour.example/ferry
        page: { below: \"<p>By Ida Holm. Source: <a href='https://harbour.example/ferry'>Harbour News</a></p>\" }
        expect: { codes: [], verdict: credited }
      - original: { markdown: *original }
        page: { above: \"<p>Source: <a href='https://harbour.example/ferry'>Harbour News</a></p>\", replace: { the harbour: \"<b>the port</b>\" } }
        expect: { codes: [missing-author], verdict: not-credited }
      - original: { markdown: *original }
        page: { head: \"\" }
        expect: { codes: [missing-attribution], verdict: not-credited }
      - original: { markdown: *original }
        page: { replace: { the moon: the sun } }
        expect: []
";
    let sets = RuleSets::from_text("mine.yaml", rule).unwrap_or_else(|error| panic!("{error}"));
    let outcomes = creditline::audit::run_tests(&sets.loaded()[0], &sets);
    for outcome in &outcomes[..3] {
        assert!(outcome.passed(), "{outcome:#?}");
    }
    let error = outcomes[3].error.as_deref().unwrap_or_default();
    assert!(error.contains("the moon"), "{error}");
}

/// Files that a machine wrote, or an enemy: refused at a place, in little output, without counting to the end.
#[test]
fn oversized_rule_files_are_refused_in_few_words() {
    let folder = tempfile::tempdir().unwrap();
    let rule = |id: usize, more: &str| format!("  - id: r{id}\n    summary: Mine\n{more}");
    let demand = "    require: [link]\n";
    let file = |rules: &mut dyn Iterator<Item = String>| {
        format!("version: 1\nrules:\n{}", rules.collect::<String>())
    };
    let up = file(&mut (0..3_000).map(|id| match id {
        0 => rule(id, demand),
        _ => rule(id, &format!("    extends: r{}\n", id - 1)),
    }));
    let down = file(&mut (0..3_000).map(|id| match id {
        2_999 => rule(id, demand),
        _ => rule(id, &format!("    extends: r{}\n", id + 1)),
    }));
    let astray = file(&mut (0..3_000).map(|id| rule(id, "    extends: nowhere\n")));
    let slips = file(&mut (0..3_000).map(|id| rule(id, &format!("    sumary: x\n{demand}"))));
    let patterns: String = (0..5_000)
        .map(|number| format!("        - regex: '(?P<author>(a|b){{5,20}})x{number}'\n"))
        .collect();
    let patterns = file(&mut std::iter::once(rule(
        0,
        &format!("{demand}    ask:\n      en:\n{patterns}"),
    )));
    for (name, text, expected) in [
        ("up.yaml", up, "more than 32 rules extend one another"),
        ("down.yaml", down, "more than 32 rules extend one another"),
        (
            "astray.yaml",
            astray,
            "there is no rule `nowhere` to extend",
        ),
        ("slips.yaml", slips, "unknown key `sumary`"),
        (
            "patterns.yaml",
            patterns,
            "more than 200 regular expressions",
        ),
    ] {
        let path = write(folder.path(), name, &text);
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_creditline"))
            .args(["rules", "check"])
            .arg(&path)
            .output()
            .unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(shown.contains(expected), "{name}: {shown}");
        assert!(shown.contains(&format!("{name}:")), "{name}: {shown}");
        assert!(shown.len() < 30_000, "{name}: {} bytes", shown.len());
    }
}

#[test]
fn values_of_the_wrong_kind_are_refused_at_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let with = |require: &str| RULE.replace("[link]", require);
    for (text, expected) in [
        (
            RULE.replace("version: 1", "version: 1.0"),
            ":1: `version` must be a whole number",
        ),
        (
            RULE.replace("version: 1", "version: '1'"),
            ":1: `version` must be a number",
        ),
        (with("[{ author: { all: yes } }]"), ":5: "),
        (with("[{ link: { direct: no } }]"), ":5: "),
        (with("*nothing"), ":5: alias references unknown anchor"),
    ] {
        let path = write(folder.path(), "kind.yaml", &text);
        let problems = told(&[&path]);
        assert!(
            problems
                .iter()
                .any(|problem| problem.starts_with(&format!("kind.yaml{expected}"))),
            "{expected}: {problems:?}"
        );
    }
}

#[test]
fn files_that_extend_one_another_without_end_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..400 {
        let text = format!(
            "extends: f{}.yaml\n{}",
            number + 1,
            RULE.replace("ID", &format!("r{number}"))
        );
        write(folder.path(), &format!("f{number}.yaml"), &text);
    }
    write(folder.path(), "f400.yaml", &RULE.replace("ID", "last"));
    let first = folder.path().join("f0.yaml");
    assert_eq!(
        told(&[&first]),
        ["f31.yaml:1: more than 32 files extend one another"]
    );
}
