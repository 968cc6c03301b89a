//! Built pages are led back to the sources that a generator built them from.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::desk::run;
use crate::prose;

fn put(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The text as a source in Markdown, with its front matter.
fn source(front: &str, credit: &str) -> String {
    format!("---\n{front}---\n\n{}{credit}", prose::ENGLISH)
}

/// A site: the settings of its generator, a source, where it is built.
fn site(settings: (&str, &str), path: &str, front: &str, page: &str) -> TempDir {
    let root = TempDir::new().unwrap();
    let at = root.path();
    fs::create_dir(at.join(".git")).unwrap();
    put(at, settings.0, settings.1);
    put(at, path, &source(front, ""));
    put(at, page, &prose::page(prose::ENGLISH, ""));
    let built = page.split('/').next().unwrap();
    put(
        at,
        "creditline.yaml",
        &format!("version: 1\noriginals: originals\nsuspects: {built}\n"),
    );
    put(at, "originals/ferry.md", &prose::original(prose::ENGLISH));
    root
}

/// The findings of a JSON report, as `file:line` of their sources.
fn sources_of(report: &str) -> Vec<Option<(String, u64)>> {
    let report: Value = serde_json::from_str(report).unwrap();
    let audits = report["audits"].as_array().unwrap().iter();
    let matches = audits.flat_map(|audit| audit["matches"].as_array().unwrap());
    let findings = matches.flat_map(|found| found["findings"].as_array().unwrap());
    findings
        .map(|finding| {
            let source = finding.get("source")?;
            Some((
                source["file"].as_str()?.to_owned(),
                source["line"].as_u64()?,
            ))
        })
        .collect()
}

#[test]
fn findings_point_at_the_source_in_every_generator() {
    let cases = [
        (
            ("hugo.toml", ""),
            "content/posts/a.md",
            "title: T\n",
            "public/posts/a/index.html",
        ),
        (
            ("hugo.yaml", "publishDir: docs"),
            "content/a.md",
            "url: /x/y/\n",
            "docs/x/y/index.html",
        ),
        (
            ("_config.yml", "permalink: pretty"),
            "_posts/2026-03-04-a.md",
            "title: T\n",
            "_site/2026/03/04/a/index.html",
        ),
        (
            ("eleventy.config.js", ""),
            "posts/a.md",
            "permalink: /z/\n",
            "_site/z/index.html",
        ),
        // A computed address: the text tells.
        (
            ("eleventy.config.js", ""),
            "posts/a.md",
            "permalink: /{{ title }}/\n",
            "_site/t/index.html",
        ),
        (
            ("astro.config.mjs", ""),
            "src/content/blog/a.md",
            "title: T\n",
            "dist/blog/a/index.html",
        ),
        (
            ("docusaurus.config.js", ""),
            "docs/01-a.md",
            "title: T\n",
            "build/docs/a/index.html",
        ),
    ];
    for (settings, path, front, page) in cases {
        let root = site(settings, path, front, page);
        let json = run(root.path(), &["check", "-f", "json"]);
        let last = source(front, "").trim_end().lines().count() as u64;
        let places = sources_of(&json.stdout);
        assert_eq!(
            places.first(),
            Some(&Some((path.to_owned(), last))),
            "{path}: {}{}",
            json.stdout,
            json.stderr
        );
        let github = run(root.path(), &["check", "-f", "github"]).stdout;
        assert!(
            github.contains(&format!("file={path},line={last},")),
            "{github}"
        );
        let gitlab = run(root.path(), &["check", "-f", "gitlab"]).stdout;
        assert!(
            gitlab.contains(&format!("\"path\": \"{path}\"")),
            "{gitlab}"
        );
        let sarif = run(root.path(), &["check", "-f", "sarif"]).stdout;
        assert!(sarif.contains(&format!("\"uri\": \"{path}\"")), "{sarif}");
        assert!(sarif.contains(&format!("\"uri\": \"{page}\"")), "{sarif}");
    }
}

#[test]
fn the_source_is_mended_and_not_the_built_page() {
    let page = "public/posts/a/index.html";
    let root = site(
        ("hugo.toml", ""),
        "content/posts/a.md",
        "title: T # ours\n",
        page,
    );
    let built = fs::read_to_string(root.path().join(page)).unwrap();
    let diff = run(root.path(), &["check", "--diff"]).stdout;
    assert!(diff.contains("content/posts/a.md"), "{diff}");
    let fixed = run(root.path(), &["check", "--fix"]);
    assert_eq!(fixed.code, 0, "{}{}", fixed.stdout, fixed.stderr);
    assert!(
        fixed.stderr.contains("build the site anew"),
        "{}",
        fixed.stderr
    );
    let now = fs::read_to_string(root.path().join("content/posts/a.md")).unwrap();
    assert!(
        now.starts_with(source("title: T # ours\n", "").trim_end()),
        "{now}"
    );
    assert!(
        now.contains("https://river.example/notes/ferry.html"),
        "{now}"
    );
    assert_eq!(fs::read_to_string(root.path().join(page)).unwrap(), built);
}

#[test]
fn a_page_without_a_source_keeps_its_own_place_and_that_is_said_once() {
    let root = site(
        ("hugo.toml", ""),
        "content/posts/a.md",
        "title: T\n",
        "public/posts/a/index.html",
    );
    put(root.path(), "content/posts/a.md", "nothing of it");
    put(
        root.path(),
        "public/b.html",
        &prose::page(prose::ENGLISH, ""),
    );
    let run = run(root.path(), &["check", "-f", "json"]);
    assert!(
        sources_of(&run.stdout).iter().all(Option::is_none),
        "{}",
        run.stdout
    );
    assert_eq!(
        run.stderr.matches("no source was found").count(),
        1,
        "{}",
        run.stderr
    );
}

#[test]
fn lists_of_posts_are_judged_on_the_pages_of_the_posts() {
    let root = site(
        ("hugo.toml", ""),
        "content/posts/a.md",
        "title: T\n",
        "public/posts/a/index.html",
    );
    for list in ["public/index.html", "public/tags/x/index.html"] {
        put(root.path(), list, &prose::page(prose::ENGLISH, ""));
    }
    let json = run(root.path(), &["check", "-f", "json"]).stdout;
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["summary"]["reprints"], 1, "{json}");
    // What no other page shows is judged where it is shown.
    fs::remove_dir_all(root.path().join("public/posts")).unwrap();
    let json = run(root.path(), &["check", "-f", "json"]).stdout;
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["summary"]["reprints"], 2, "{json}");
}

#[test]
fn the_configuration_can_say_where_sources_are() {
    let root = site(
        ("x.txt", ""),
        "texts/a.md",
        "title: T\n",
        "public/read/a.html",
    );
    let config = "version: 1\noriginals: originals\nsuspects: public\nsite:\n  generator: none\n  content: texts\n";
    put(root.path(), "creditline.yaml", config);
    let json = run(root.path(), &["check", "-f", "json"]).stdout;
    assert_eq!(
        sources_of(&json)
            .first()
            .and_then(|one| one.as_ref())
            .map(|(file, _)| file.as_str()),
        Some("texts/a.md"),
        "{json}"
    );
    for (wrong, said) in [
        ("site: hugoo\n", "did you mean"),
        ("site: { content: gone }\n", "there is no folder"),
        ("site: { map: { 'a/*': b } }\n", "hold one `*` both"),
    ] {
        put(
            root.path(),
            "creditline.yaml",
            &format!("version: 1\noriginals: originals\nsuspects: public\n{wrong}"),
        );
        let run = run(root.path(), &["check"]);
        assert_eq!(run.code, 2, "{wrong}");
        assert!(run.stderr.contains(said), "{wrong}: {}", run.stderr);
    }
}

#[test]
fn a_fresh_site_passes_and_is_told_that_nothing_can_be_found() {
    for (settings, page) in [
        (
            ("hugo.toml", "baseURL = 'https://a.example/'\n"),
            "public/index.html",
        ),
        (
            ("_config.yml", "url: https://a.example\n"),
            "_site/index.html",
        ),
        (("eleventy.config.js", ""), "_site/index.html"),
        (("astro.config.mjs", ""), "dist/index.html"),
    ] {
        let root = TempDir::new().unwrap();
        put(root.path(), settings.0, settings.1);
        put(
            root.path(),
            page,
            "<p>Welcome to our new site, where nothing stands yet.</p>",
        );
        assert_eq!(run(root.path(), &["init"]).code, 0);
        let check = run(root.path(), &["check"]);
        assert_eq!(check.code, 0, "{}", check.stdout);
        // A step of a job that should have copied originals and did not looks like this too.
        assert_eq!(check.stderr.lines().count(), 1, "{}", check.stderr);
        let told = "warning: no original is known yet";
        assert!(check.stderr.starts_with(told), "{}", check.stderr);
        assert_eq!(run(root.path(), &["check", "-q"]).stderr, "");
        // A folder that is missing is a fault.
        fs::remove_dir_all(root.path().join("originals")).unwrap();
        assert_eq!(run(root.path(), &["check"]).code, 2);
    }
}

fn git(folder: &Path, args: &[&str]) {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@a.example",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn only_pages_whose_sources_changed_are_checked() {
    let root = site(
        ("hugo.toml", ""),
        "content/posts/a.md",
        "title: T\n",
        "public/posts/a/index.html",
    );
    let at = root.path();
    fs::remove_dir_all(at.join(".git")).unwrap();
    put(at, ".gitignore", "public\n");
    put(at, "content/posts/b.md", &source("title: B\n", ""));
    put(
        at,
        "public/posts/b/index.html",
        &prose::page(prose::ENGLISH, ""),
    );
    put(at, "notes.md", "old");
    git(at, &["init", "-q"]);
    git(at, &["add", "."]);
    git(at, &["commit", "-qm", "one"]);
    let checked = |args: &[&str]| {
        let run = run(at, &[&["check", "-f", "json"], args].concat());
        let report: Value = serde_json::from_str(&run.stdout)
            .unwrap_or_else(|_| panic!("{}{}", run.stdout, run.stderr));
        (run.code, report["summary"]["pages"].as_u64().unwrap())
    };
    assert_eq!(checked(&["--changed"]), (0, 0));
    put(at, "notes.md", "new");
    assert_eq!(
        checked(&["--changed"]),
        (0, 0),
        "what is no source changes no page"
    );
    let b = source("title: B\n", "\nMore of it.\n");
    put(at, "content/posts/b.md", &b);
    assert_eq!(checked(&["--changed"]), (1, 1));
    git(at, &["commit", "-qam", "two"]);
    assert_eq!(checked(&["--changed"]), (0, 0));
    assert_eq!(checked(&["--since", "HEAD~1"]), (1, 1));
    put(at, "layouts/single.html", "<p>");
    assert_eq!(
        checked(&["--changed"]),
        (1, 2),
        "a template changes all pages"
    );
    let wrong = run(at, &["check", "--since", "--output=x"]);
    assert_eq!(wrong.code, 2);
    assert_eq!(run(at, &["check", "--since", "gone"]).code, 2);
}

#[test]
fn excludes_hold_for_named_files_where_that_is_asked() {
    let root = site(
        ("hugo.toml", ""),
        "content/posts/a.md",
        "title: T\n",
        "public/posts/a/index.html",
    );
    let config = "version: 1\noriginals: originals\nsuspects: public\nexclude: [public/posts/**]\n";
    put(root.path(), "creditline.yaml", config);
    let page = "public/posts/a/index.html";
    assert_eq!(run(root.path(), &["check", page]).code, 1);
    let forced = run(root.path(), &["check", "--force-exclude", page]);
    assert_eq!((forced.code, forced.stderr.as_str()), (0, ""));
    // As lint-staged and editors name files.
    let whole = fs::canonicalize(root.path()).unwrap().join(page);
    let whole = whole.to_str().unwrap();
    assert_eq!(run(root.path(), &["check", whole]).code, 1);
    for more in [
        &[][..],
        &[
            "--no-config",
            "--originals",
            "originals",
            "--exclude",
            "public/**",
        ],
    ] {
        let args = [&["check", "--force-exclude", whole], more].concat();
        let forced = run(root.path(), &args);
        assert_eq!((forced.code, forced.stderr.as_str()), (0, ""), "{more:?}");
    }
    let hooks = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/.pre-commit-hooks.yaml"
    ))
    .unwrap();
    assert_eq!(
        hooks.matches("--force-exclude").count(),
        hooks.matches("entry:").count()
    );
}

#[test]
fn a_named_folder_is_read_whatever_git_leaves_out() {
    for rules in [
        "public\n",
        "/public/\n",
        "public/*\n!public/b.html\n",
        "public/**\n",
        "*\n",
    ] {
        let root = site(
            ("hugo.toml", ""),
            "content/posts/a.md",
            "title: T\n",
            "public/posts/a/index.html",
        );
        put(root.path(), ".gitignore", rules);
        put(root.path(), "public/b.html", "<p>Nothing of it.</p>");
        let json = run(root.path(), &["check", "-f", "json"]).stdout;
        let report: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(report["summary"]["pages"], 2, "{rules:?} {json}");
    }
}

#[test]
fn front_matter_is_the_credit_where_the_theme_prints_it() {
    for (keys, credit, written) in [
        (
            "papermod",
            "canonicalURL: https://river.example/notes/ferry.html\n",
            "canonicalURL: https://river.example/notes/ferry.html\n",
        ),
        (
            "{ url: from.address, author: from.writer }",
            "from: # where it is from\n  address: https://river.example/notes/ferry.html\n  writer: Marta Lind\n",
            "from:\n  address: https://river.example/notes/ferry.html\n  writer: Marta Lind\n",
        ),
    ] {
        let root = site(("hugo.toml", ""), "content/posts/a.md", "", "public/x.html");
        let config = format!(
            "version: 1\noriginals: originals\nsuspects: content\nfront-matter-credit: {keys}\n"
        );
        put(root.path(), "creditline.yaml", &config);
        let front = |credit: &str| format!("# ours\ntitle: T # stays\n{credit}tags: [a]\n");
        put(
            root.path(),
            "content/posts/a.md",
            &source(&front(credit), ""),
        );
        let run_of = |args: &[&str]| run(root.path(), args);
        let good = run_of(&["check"]);
        assert_eq!(good.code, 0, "{keys}: {}{}", good.stdout, good.stderr);
        // Keys that the theme does not print are no credit.
        let other = "original_url: https://river.example/notes/ferry.html\n";
        put(
            root.path(),
            "content/posts/a.md",
            &source(&front(other), ""),
        );
        assert_eq!(run_of(&["check"]).code, 1, "{keys}");
        let fixed = run_of(&["check", "--fix"]);
        assert_eq!(fixed.code, 0, "{keys}: {}{}", fixed.stdout, fixed.stderr);
        let now = fs::read_to_string(root.path().join("content/posts/a.md")).unwrap();
        let expected = source(&format!("{}{written}", front(other)), "");
        assert_eq!(now, expected, "{keys}");
    }
    let root = site(("hugo.toml", ""), "content/posts/a.md", "", "public/x.html");
    for wrong in ["nobody", "{ author: a }", "{ url: 'a b' }"] {
        let config = format!(
            "version: 1\noriginals: originals\nsuspects: content\nfront-matter-credit: {wrong}\n"
        );
        put(root.path(), "creditline.yaml", &config);
        assert_eq!(run(root.path(), &["check"]).code, 2, "{wrong}");
    }
}

/// A post is shown whole on its own page, on the home page and in the list of its section: it has one fault.
#[test]
fn a_fault_is_counted_once_however_many_lists_show_the_post() {
    for (permalink, page) in [
        ("/:year/:month/:slug/", "2026/03/the-ferry"),
        ("/:title/", "the-ferry"),
        // Computed in a way that is not known: the title of the page tells.
        ("/:yearday/:weekday/", "63/monday"),
    ] {
        let settings = format!("[permalinks]\nposts = '{permalink}'\n");
        let root = site(
            ("hugo.toml", &settings),
            "content/posts/a.md",
            "title: The ferry\ndate: 2026-03-04\n",
            "public/index.html",
        );
        let whole = |title: &str| {
            let page = prose::page(prose::ENGLISH, "");
            page.replacen("<meta", &format!("<title>{title}</title><meta"), 1)
        };
        put(root.path(), "public/index.html", &whole("Harbour"));
        put(
            root.path(),
            "public/posts/index.html",
            &whole("Posts | Harbour"),
        );
        put(
            root.path(),
            &format!("public/{page}/index.html"),
            &whole("The ferry | Harbour"),
        );
        let run = run(root.path(), &["check", "-f", "json"]);
        let found = sources_of(&run.stdout);
        assert_eq!(found.len(), 1, "{permalink}: {}", run.stdout);
        assert_eq!(found[0].as_ref().unwrap().0, "content/posts/a.md");
    }
}

#[test]
fn a_source_outside_of_the_known_folders_is_found_by_its_text() {
    let root = site(
        (
            "docusaurus.config.js",
            "module.exports = require('./settings');",
        ),
        "texts/a.md",
        "title: T\n",
        "build/x/index.html",
    );
    let found = sources_of(&run(root.path(), &["check", "-f", "json"]).stdout);
    assert_eq!(found[0].as_ref().unwrap().0, "texts/a.md");
    for (format, place) in [
        ("csv", ",texts/a.md,"),
        ("junit", "source: texts/a.md:"),
        ("markdown", "`texts/a.md`"),
    ] {
        let report = run(root.path(), &["check", "-f", format]).stdout;
        assert!(report.contains(place), "{format}: {report}");
    }
    // Without it the built file is mended, which is told.
    fs::remove_file(root.path().join("texts/a.md")).unwrap();
    let original = fs::read(root.path().join("originals/ferry.md")).unwrap();
    let fixed = run(root.path(), &["check", "--fix"]);
    assert!(
        fixed.stderr.contains("Docusaurus builds this file"),
        "{}",
        fixed.stderr
    );
    assert_eq!(
        fs::read(root.path().join("originals/ferry.md")).unwrap(),
        original
    );
}

#[test]
fn a_map_to_nothing_is_told() {
    let root = site(("hugo.toml", ""), "content/a.md", "", "public/x.html");
    for (map, is_right) in [
        ("{ a.html: content/a.md }", true),
        ("{ '*.html': 'content/*.md' }", true),
        ("{ a.html: content/gone.md }", false),
        ("{ '*.html': 'gone/*.md' }", false),
    ] {
        let config =
            format!("version: 1\noriginals: originals\nsuspects: public\nsite: {{ map: {map} }}\n");
        put(root.path(), "creditline.yaml", &config);
        let run = run(root.path(), &["check"]);
        assert_eq!(run.code < 2, is_right, "{map}: {}", run.stderr);
        assert_eq!(
            run.stderr.contains("there is no"),
            !is_right,
            "{map}: {}",
            run.stderr
        );
    }
}

#[test]
fn names_in_front_matter_are_a_credit_whose_link_may_be_missing() {
    let root = site(("hugo.toml", ""), "content/posts/a.md", "", "public/x.html");
    let keys = "{ url: from.address, author: from.writer }";
    let config = format!(
        "version: 1\noriginals: originals\nsuspects: content\nfront-matter-credit: {keys}\n"
    );
    put(root.path(), "creditline.yaml", &config);
    let address = "https://river.example/notes/ferry.html";
    for (credit, code) in [
        (format!("address: {address}\n  writer: [Marta Lind]"), None),
        (
            format!("address: {address}\n  writer:\n    - name: Marta Lind"),
            None,
        ),
        (
            "address:\n  writer: Marta Lind".to_owned(),
            Some("missing-link"),
        ),
        (
            "address: ''\n  writer: [Marta Lind]".to_owned(),
            Some("missing-link"),
        ),
        ("writer: Marta Lind".to_owned(), Some("missing-link")),
        (
            "address: ''\n  writer: Somebody Else".to_owned(),
            Some("missing-attribution"),
        ),
    ] {
        let front = format!("title: T\nfrom:\n  {credit}\n");
        put(root.path(), "content/posts/a.md", &source(&front, ""));
        let json = run(root.path(), &["check", "-f", "json"]).stdout;
        let report: Value = serde_json::from_str(&json).unwrap();
        let findings = report["audits"][0]["matches"][0]["findings"]
            .as_array()
            .unwrap();
        let first = findings
            .first()
            .map(|finding| finding["code"].as_str().unwrap());
        assert_eq!(first, code, "{credit}: {json}");
    }
}

#[test]
fn init_writes_the_file_of_continuous_integration() {
    for (host, file, settings, said) in [
        (
            "github",
            ".github/workflows/creditline.yml",
            "hugo.toml",
            "hugo",
        ),
        (
            "github",
            ".github/workflows/creditline.yml",
            "_config.yml",
            "bundle exec jekyll build",
        ),
        (
            "gitlab",
            ".gitlab-ci.yml",
            "astro.config.mjs",
            "npx astro build",
        ),
    ] {
        let root = TempDir::new().unwrap();
        put(root.path(), settings, "");
        assert_eq!(run(root.path(), &["init", "--ci", host]).code, 0);
        let text = fs::read_to_string(root.path().join(file)).unwrap();
        assert!(text.contains(said), "{text}");
        // What is there is not touched.
        fs::remove_file(root.path().join("creditline.yaml")).unwrap();
        put(root.path(), file, "mine");
        let again = run(root.path(), &["init", "--ci", host]);
        assert!(again.stdout.contains(said), "{}", again.stdout);
        assert_eq!(fs::read_to_string(root.path().join(file)).unwrap(), "mine");
    }
}
