use super::*;
use crate::finding::Severity;

/// The problems of a rule file, as `line:column message (help)`.
fn problems(text: &str) -> Vec<String> {
    match RuleSets::from_text("r.yaml", text) {
        Ok(_) => Vec::new(),
        Err(error) => error
            .problems
            .iter()
            .map(|problem| {
                let help = problem.help.as_deref().unwrap_or("-");
                format!(
                    "{}:{} {} ({help})",
                    problem.line, problem.column, problem.message
                )
            })
            .collect(),
    }
}

fn rule(keys: &str) -> String {
    format!("version: 1\nrules:\n  - id: mine\n    summary: Mine\n{keys}\n")
}

#[test]
fn built_in_sets_are_without_fault() {
    for (set, text) in builtin::SETS {
        let file = file::read(set, text).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert!(!file.rules.is_empty(), "{set}");
    }
    // What the build script left of them says the same.
    let mut baked = builtin::trees();
    for (set, text) in builtin::SETS {
        let (name, tree) = baked.next().unwrap();
        assert_eq!(name, *set);
        let read = format!("{:#?}", file::read(set, text).unwrap());
        let baked = format!("{:#?}", file::read_baked(set, tree).unwrap());
        assert!(read == baked, "{set}");
    }
    let sets = RuleSets::builtin();
    assert!(sets.loaded().is_empty());
    assert_eq!(sets.fallback().unwrap().id, "default");
    let wpcom = sets.get("wpcom").unwrap();
    assert!(wpcom.ask.len() > 20);
    assert!(wpcom.fix.contains_key("zh-Hant"), "inherited");
    let languages: std::collections::BTreeSet<_> = wpcom
        .ask
        .iter()
        .filter_map(|ask| ask.language.as_deref())
        .collect();
    assert!(languages.len() >= 11, "{languages:?}");
    assert_eq!(wpcom.require[0].severity, Severity::Error);
    assert_eq!(wpcom.require[1].severity, Severity::Warning);
}

#[test]
fn every_problem_of_a_file_is_told_in_one_run() {
    let text = "\
version: 1
rules:
  - id: one
    sumary: typo
    require:
      - link: {to: articel, folow: true}
        severity: eror
      - athor
  - id: Two!
    summary: x
    ask: ['By {autor} for {site}', '{author} {url}']
    reprint: {full-share: 1.5, excerpt-words: 0, partial-han: many}
    voice: mine
    require: []
";
    assert_eq!(
        problems(text),
        [
            "4:5 unknown key `sumary` in a rule (did you mean `summary`?)",
            "6:20 `articel` is not a link target (did you mean `article`?)",
            "6:29 unknown key `folow` in `link` (did you mean `follow`?)",
            "7:19 `eror` is no severity (did you mean `error`?)",
            "8:9 unknown requirement `athor` (did you mean `author`?)",
            "9:9 `Two!` is no rule id (use up to 64 small letters, digits and hyphens)",
            "11:15 unknown placeholder `{autor}` (did you mean `{author}`?)",
            "11:36 the template has no literal text to look for (-)",
            "12:27 `full-share` is 1.5; it must lie between 0.01 and 1 (-)",
            "12:47 `excerpt-words` must be at least 1 (-)",
            "12:63 `partial-han` must be a number, not a text (-)",
            "13:12 `mine` is no voice (one of: any, own)",
        ]
    );
}

#[test]
fn what_is_missing_is_told() {
    assert_eq!(
        problems("version: 1\nrules:\n  - docs: https://a.example/\n"),
        [
            "3:5 the rule has no `id` (add a short name such as `id: my-site`)",
            "3:5 the rule has no `summary` (say in one line what it asks for)",
            "3:5 the rule requires nothing (add `require:` with at least one item, such as `- link: article`)",
        ]
    );
    assert_eq!(
        problems("rules: []"),
        ["1:1 the file has no `version` (add `version: 1` as its first line)"]
    );
    assert_eq!(
        problems("version: 1"),
        ["1:1 the file has no `rules` (a rule file is `version: 1` and a list `rules:`)"]
    );
    assert_eq!(
        problems(""),
        ["1:1 the file is empty (a rule file is `version: 1` and a list `rules:`)"]
    );
}

#[test]
fn a_newer_version_is_named_and_nothing_else_is_told() {
    assert_eq!(
        problems("version: 2\nunheard-of: 1\n"),
        [
            "1:10 the file is of version 2; this program reads version 1 \
             (update creditline, or write the file for the version it reads)"
        ]
    );
}

#[test]
fn yaml_itself() {
    for (text, problem) in [
        (
            rule("    summary: again\n    require: [link]"),
            "5:5 key `summary` stands twice in a rule (first on line 4; keep one of them)",
        ),
        (
            "version: 1\n---\nversion: 1\n".to_owned(),
            "3:1 a second document starts here (the file is one document: remove the line `---`)",
        ),
        (
            "version: 1\nrules:\n\t- id: a\n".to_owned(),
            "3:2 tabs disallowed within this context (block indentation) (YAML is indented with spaces, not tabs)",
        ),
        (
            "version: 1\nrules:\n  - id: \"a\n    summary: x\n".to_owned(),
            "3:9 unclosed quote (-)",
        ),
        (
            "- a\n".to_owned(),
            "1:1 a rule file must be a mapping (`key: value` lines), not a list (-)",
        ),
        (
            rule("    summary: 12\n    require: [link]").replacen("    summary: Mine\n", "", 1),
            "4:14 `summary` must be a text, not a number (put it in quotes)",
        ),
        (
            rule("    require:\n      - link: {follow: yes}"),
            "6:24 `follow` must be `true` or `false`, not a text (-)",
        ),
    ] {
        assert_eq!(problems(&text), [problem], "{text}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_fine() {
    let text = format!("\u{feff}{}", rule("    require: [link]")).replace('\n', "\r\n");
    assert_eq!(problems(&text), [""; 0]);
}

#[test]
fn bombs_are_refused() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let alias = format!("*a{}, ", level - 1).repeat(9);
        laughs.push_str(&format!("a{level}: &a{level} [{alias}]\n"));
    }
    let wide = format!(
        "a: &a [{}]\nb: [{}]\n",
        "x, ".repeat(20_000),
        "*a, ".repeat(20_000)
    );
    for bomb in [
        laughs,
        wide,
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        "[".repeat(20_000),
    ] {
        let told = problems(&bomb);
        assert_eq!(told.len(), 1, "{told:?}");
    }
    let large = format!("version: 1\nrules: []\n#{}", "x".repeat(1024 * 1024));
    assert_eq!(
        problems(&large),
        ["0:0 the file has 1048598 bytes; at most 1048576 are read (split it into several files)"]
    );
}

#[test]
fn requirements_say_what_is_wrong_with_them() {
    for (item, problem) in [
        (
            "- link: {severity: error}",
            "6:16 `severity` inside `link` (put it beside `link`, one level further out)",
        ),
        (
            "- severity: error",
            "6:9 the requirement does not say what it requires (add one of: link,",
        ),
        (
            "- {link: article, author: }",
            "6:25 a second requirement, `author`, in one item (begin a new item with `- `)",
        ),
        (
            "- any-of: [{link: article, severity: error}]",
            "6:34 `severity` inside a combination (put it beside `any-of`",
        ),
        ("- statement", "6:9 `statement` needs a value (-)"),
        (
            "- title: yes please",
            "6:16 `title` takes no value (write `- title`",
        ),
        (
            "- extent: {}",
            "6:17 `extent` needs one of: share, percent, words, characters, paragraphs (-)",
        ),
        (
            "- placement: topp",
            "6:20 `topp` is no placement (did you mean `top`?)",
        ),
        (
            "- unaltered: {tolerance: 2}",
            "6:32 `tolerance` is 2; it must lie between 0 and 1 (-)",
        ),
        (
            "- statement: {regex: '(a'}",
            "6:28 bad regular expression: unclosed group (-)",
        ),
        (
            "- statement: {regex: 'x\\w{1000}'}",
            "6:28 the regular expression has more than 1 MiB when compiled",
        ),
        (
            "- {title, each: author}",
            "6:17 `each: author` beside `title`",
        ),
        ("- markup: {selector: 'p['}", "6:28 this is no CSS selector"),
        (
            "- markup: {selector: 'p:has(~ p)'}",
            "6:28 `:has` may stand once",
        ),
        (
            "- markup: {url: 'https://a.example/{autor}'}",
            "6:23 unknown placeholder `{autor}` (did you mean `{author}`?)",
        ),
        ("- markup: {count: 2}", "6:17 `markup` does not say which"),
        (
            "- window: {after-days: 3, within-days: 2}",
            "6:17 the window ends before it begins",
        ),
        ("- placement: {}", "6:20 `placement` says no place"),
        (
            "- unaltered: nothing",
            "6:20 `nothing` is no kind of change",
        ),
        (
            "- not: {link: article, when: full}",
            "6:30 `when` inside a combination",
        ),
        ("- 7", "6:9 a requirement must be a mapping"),
    ] {
        let told = problems(&rule(&format!("    require:\n      {item}")));
        assert_eq!(told.len(), 1, "{item}: {told:#?}");
        assert!(told[0].starts_with(problem), "{item}: {told:#?}");
    }
}

#[test]
fn other_keys_say_what_is_wrong_with_them() {
    for (key, problem) in [
        (
            "checked: yesterday",
            "5:14 `checked` is `yesterday`; it must be a date such as",
        ),
        (
            "applies-to: {sites: ['https://a.example/']}",
            "5:26 `https://a.example/` is no host (write hosts under `sites`",
        ),
        (
            "applies-to: {languages: [english!]}",
            "5:30 `english!` is no language",
        ),
        (
            "ask: {xx-: ['Written by {author}']}",
            "5:11 `xx-` is no language",
        ),
        ("fix: {en: 'By {who}'}", "5:19 unknown placeholder `{who}`"),
        (
            "defaults: {autor: X}",
            "5:16 unknown key `autor` in `defaults` (did you mean `author`?)",
        ),
        (
            "tests: [{original: a.html, page: b.html}]",
            "5:13 the test has no `expect`",
        ),
        (
            "tests: [{original: {html: a, text: b}, page: b.html, expect: []}]",
            "5:24 `original` needs exactly one of: path, html, markdown, text",
        ),
        (
            "tests: [{original: a.html, page: b.html, expect: [missing-atribution]}]",
            "5:55 `missing-atribution` is no finding code (did you mean `missing-attribution`?)",
        ),
        (
            "summry: x",
            "5:5 unknown key `summry` in a rule (did you mean `summary`?)",
        ),
        (
            "extends: nobody",
            "5:14 there is no rule `nobody` to extend (-)",
        ),
        (
            "extends: defualt",
            "5:14 there is no rule `defualt` to extend (did you mean `default`?)",
        ),
        (
            "extends: mine",
            "5:14 there is no built-in rule `mine` to extend (-)",
        ),
    ] {
        let told = problems(&rule(&format!("    {key}\n    require: [link]")));
        assert_eq!(told.len(), 1, "{key}: {told:#?}");
        assert!(told[0].starts_with(problem), "{key}: {told:#?}");
    }
}

#[test]
fn rules_inherit_what_they_do_not_write() {
    let text = "\
version: 1
rules:
  - id: base
    summary: The base
    ask: ['Written by {author} for the base']
    voice: own
    require: [link]
    manual: [Ask first]
  - id: child
    extends: base
    summary: The child
    manual: []
  - id: wpcom
    extends: wpcom
    voice: own
";
    let sets = RuleSets::from_text("r.yaml", text).unwrap();
    let child = sets.get("child").unwrap();
    assert_eq!(child.summary, "The child");
    assert_eq!(child.voice, VoiceRule::Own);
    assert_eq!(child.require.len(), 1);
    assert!(child.manual.is_empty(), "written, though empty");
    assert!(child.ask.is_empty(), "a notice belongs to one rule");
    assert!(child.fix.contains_key("en"), "from the default rule");
    let wpcom = sets.get("wpcom").unwrap();
    assert_eq!(wpcom.voice, VoiceRule::Own);
    assert!(wpcom.ask.len() > 20, "the same rule, changed");
    assert_eq!(sets.iter().filter(|rule| rule.id == "wpcom").count(), 1);
    let circle = "\
version: 1
rules:
  - {id: a, extends: b}
  - {id: b, extends: a}
";
    assert_eq!(
        problems(circle),
        [
            "3:22 the rules that this one extends run in a circle (-)",
            "4:22 the rules that this one extends run in a circle (-)",
        ]
    );
}

#[test]
fn problems_print_as_compilers_do() {
    let error = RuleSets::from_text("my.yaml", &rule("    require: [lnik]")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "my.yaml:5:15: error: unknown requirement `lnik` (did you mean `link`?)"
    );
    assert!(error.sources["my.yaml"].contains("lnik"));
    assert_eq!(error.problems[0].len, 4);
}
