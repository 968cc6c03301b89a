//! `creditline.yaml`: a whole job written down.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::desk::{Run, finish};
use crate::docs::text;
use crate::prose;

/// A project: a repository with originals, a built site and a configuration.
struct Project {
    folder: TempDir,
}

/// The whole job of [`Project`].
const CONFIG: &str = "version: 1\noriginals: originals\nsuspects: public/**/*.html\n";

impl Project {
    fn new(config: &str) -> Self {
        let project = Self {
            folder: TempDir::new().unwrap(),
        };
        project.write(".git/HEAD", "");
        project.write("originals/ferry.md", &prose::original(prose::ENGLISH));
        project.write(
            "public/fine.html",
            &prose::page(prose::ENGLISH, prose::CREDIT),
        );
        project.write("public/posts/silent.html", &prose::page(prose::ENGLISH, ""));
        project.write("creditline.yaml", config);
        project
    }

    fn write(&self, name: &str, content: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn run_in(&self, folder: &str, args: &[&str]) -> Run {
        finish(
            Command::new(env!("CARGO_BIN_EXE_creditline"))
                .args(args)
                .current_dir(self.folder.path().join(folder))
                .env("NO_COLOR", "1"),
        )
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_in("", args)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Where the findings of a JSON report are, and what they are.
fn findings(run: &Run) -> Vec<(String, String)> {
    let report: Value = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr));
    let mut found = Vec::new();
    for audit in report["audits"].as_array().unwrap() {
        let place = audit["page"]["location"].as_str().unwrap();
        let of_matches = audit["matches"].as_array().unwrap().iter();
        let all = of_matches
            .flat_map(|one| one["findings"].as_array().unwrap())
            .chain(audit["remarks"].as_array().into_iter().flatten());
        for finding in all {
            found.push((
                place.to_owned(),
                finding["code"].as_str().unwrap().to_owned(),
            ));
        }
    }
    for file in report["remarks"].as_array().into_iter().flatten() {
        let place = file["location"].as_str().unwrap();
        for finding in file["findings"].as_array().unwrap() {
            found.push((
                place.to_owned(),
                finding["code"].as_str().unwrap().to_owned(),
            ));
        }
    }
    found
}

fn is(place: &str, code: &str) -> (String, String) {
    (place.to_owned(), code.to_owned())
}

#[test]
fn a_check_without_arguments_does_the_whole_job() {
    let project = Project::new(CONFIG);
    let run = project.run(&["check", "-f", "json"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.starts_with("hint: "), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert_eq!(
        findings(&run),
        [is("public/posts/silent.html", "missing-attribution")]
    );
    run.assert_credited("public/fine.html");
}

#[test]
fn it_is_found_from_the_folders_below() {
    let project = Project::new(&format!(
        "{CONFIG}ignore:\n  - {{ page: public/posts/*, code: missing-attribution, reason: ours }}\n"
    ));
    for folder in ["", "public", "public/posts"] {
        let run = project.run_in(folder, &["check"]);
        assert_eq!(run.code, 0, "{folder}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("1 ignored"), "{folder}: {}", run.stdout);
    }
    // Whatever name a page is given.
    let run = project.run_in("public/posts", &["check", "silent.html"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn it_can_be_named_and_left_aside() {
    let project = Project::new("version: 1\nnovel: true\n");
    project.write(
        "ci/job.yaml",
        "version: 1\noriginals: [../originals]\nsuspects: [../public/fine.html]\n",
    );
    let run = project.run(&["check", "--config", "ci/job.yaml"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let args = ["check", "--no-config", "public", "--originals", "originals"];
    assert_eq!(project.run(&args).code, 1);
    assert_eq!(project.run(&["check", "--no-config"]).code, 2);
    let run = project.run(&["check", "--config", "missing.yaml"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("missing.yaml"), "{}", run.stderr);
}

#[test]
fn two_in_one_folder_are_refused() {
    let project = Project::new(CONFIG);
    project.write(".creditline.yml", CONFIG);
    let run = project.run(&["check"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .contains("both `creditline.yaml` and `.creditline.yml`"),
        "{}",
        run.stderr
    );
}

#[test]
fn problems_are_drawn_at_their_lines() {
    let project = Project::new(
        "version: 1\noriginal: originals\nsuspects: public\ncheck:\n  fail-on: warnings\nrules: [csnd]\n",
    );
    let run = project.run(&["check"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stdout, "");
    for told in [
        "unknown key `original` in the configuration",
        "creditline.yaml:2:1",
        "did you mean `originals`?",
        "creditline.yaml:5:12",
        "did you mean `warning`?",
        "creditline.yaml:6:9",
        "did you mean the built-in set `csdn`?",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
}

#[test]
fn inputs_that_are_not_there_are_told_and_the_others_are_checked() {
    let project = Project::new(
        "version: 1\noriginals: [originals, missing.md]\nsuspects:\n  - public\n  - drafts/**/*.html\n",
    );
    let run = project.run(&["check", "-f", "json"]);
    assert_eq!(run.code, 2);
    assert_eq!(findings(&run).len(), 1);
    for told in [
        "`missing.md` does not exist",
        "creditline.yaml:2:24",
        "`drafts/**/*.html` matches no file",
        "creditline.yaml:5:5",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
}

#[test]
fn flags_go_before_the_file() {
    let project = Project::new(&format!(
        "{CONFIG}check: {{ format: concise, fail-on: note }}\nexclude: public/posts/**\n"
    ));
    let run = project.run(&["check"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.starts_with("1 page: "), "{}", run.stdout);
    let run = project.run(&["check", "-f", "json"]);
    assert!(run.stdout.starts_with('{'), "{}", run.stdout);
    // A file that is named is checked, whatever is excluded.
    let run = project.run(&["check", "public/posts/silent.html"]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(!run.stderr.contains("exclude"), "{}", run.stderr);
    project.write("another.md", &prose::original(prose::RUSSIAN));
    let run = project.run(&["check", "--originals", "another.md"]);
    assert!(
        run.stdout.starts_with("1 page: 0 reprints"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_exclude_that_fits_nothing_is_told() {
    let project = Project::new(&format!("{CONFIG}exclude: [public/posts/**, tags/**]\n"));
    let run = project.run(&["check"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("the exclude `tags/**` fits no suspect"));
}

#[test]
fn ignores_end_on_their_day_and_are_told_when_of_no_use() {
    let project = Project::new(&format!(
        "{CONFIG}ignore:\n  - page: public/posts/*.html\n    code: missing-attribution\n    reason: contract\n    until: \
         2027-03-31\n  - code: wrong-author\n    reason: pen name\n"
    ));
    let on = |day| project.run(&["check", "-f", "json", "--as-of", day]);
    let unused = is("creditline.yaml", "unused-ignore");
    let run = on("2027-03-31");
    assert_eq!((run.code, findings(&run)), (0, vec![unused.clone()]));
    let run = on("2027-04-01");
    assert_eq!(run.code, 1);
    assert_eq!(
        findings(&run),
        [
            is("public/posts/silent.html", "missing-attribution"),
            unused.clone(),
            unused
        ]
    );
    // The same day gives the same report.
    assert_eq!(on("2027-04-01").stdout, run.stdout);
}

#[test]
fn severities_can_be_changed_for_all_rules_and_for_one() {
    let base = "severity: { missing-attribution: note, unused-ignore: off }\nignore: [{ code: dead-link, reason: none }]\n";
    let project = Project::new(&format!("{CONFIG}{base}"));
    let run = project.run(&["check", "-f", "concise"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stdout.contains("note[missing-attribution]"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("unused-ignore"), "{}", run.stdout);
    let one = "rules: { adjust: { default: { severity: { missing-attribution: warning } } } }\n";
    project.write("creditline.yaml", &format!("{CONFIG}{base}{one}"));
    let run = project.run(&["check", "-f", "concise"]);
    assert!(
        run.stdout.contains("warning[missing-attribution]"),
        "{}",
        run.stdout
    );
    project.write(
        "creditline.yaml",
        &format!("{CONFIG}rules: {{ adjust: {{ defualt: {{ disable: true }} }} }}\n"),
    );
    let run = project.run(&["check"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("did you mean `default`?"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("creditline.yaml:4:20"),
        "{}",
        run.stderr
    );
}

#[test]
fn pages_of_the_same_owner_owe_nothing() {
    let owned = "base-url: https://our.example/\nsame-owner: [river.example, our.example]\n";
    let project = Project::new(&format!("{CONFIG}{owned}"));
    let run = project.run(&["check", "-f", "json"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    let audit = run.audit("silent.html");
    assert_eq!(audit["verdict"], "exempt");
    let why = "the page is of the original's owner: our.example and river.example belong together";
    assert_eq!(audit["matches"][0]["exempt"], why);
    for (format, line) in [
        (
            "human",
            format!("2 pages: 2 reprints · 0 credited · 0 not credited · 2 exempt ({why})\n"),
        ),
        (
            "concise",
            format!("public/posts/silent.html: exempt: {why}\n"),
        ),
    ] {
        let run = project.run(&["check", "-f", format]);
        assert!(run.stdout.contains(&line), "{}", run.stdout);
    }
}

#[test]
fn nobody_becomes_an_owner_by_saying_so() {
    let project = Project::new(&format!(
        "{CONFIG}base-url: https://thief.example/\nsame-owner: [river.example, our.example]\n"
    ));
    let head = "<link rel=canonical href='https://our.example/a'><meta property=og:url content='https://our.example/a'>";
    project.write(
        "public/posts/silent.html",
        &prose::page_with_head(prose::ENGLISH, "", head),
    );
    let run = project.run(&["check", "-f", "json"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert_eq!(run.audit("silent.html")["verdict"], "not-credited");
}

#[test]
fn paths_of_the_file_are_meant_from_its_folder() {
    let project = Project::new(&format!("{CONFIG}check: {{ baseline: known.txt }}\n"));
    let run = project.run_in("public", &["check", "--update-baseline"]);
    assert!(project.path().join("known.txt").is_file(), "{}", run.stderr);
    let run = project.run_in("public", &["check"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn the_example_of_the_documentation_runs() {
    let page = text("docs/configuration.md");
    let (_, example) = page.split_once("```yaml\n").unwrap();
    let (example, _) = example.split_once("```\n").unwrap();
    let project = Project::new(example);
    project.write("public/tags/index.html", &prose::page(prose::ENGLISH, ""));
    project.write(
        "public/press/release.html",
        &prose::page(
            prose::ENGLISH,
            "<p>Source: river.example, by Marta Lind</p>",
        ),
    );
    let run = project.run(&["check", "-f", "json", "--as-of", "2027-03-31"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(
        findings(&run),
        [is("public/posts/silent.html", "missing-attribution")],
        "{}",
        run.stdout
    );
}

#[cfg(feature = "fetch")]
#[test]
fn a_host_is_asked_as_the_file_says() {
    use crate::server::{Server, answer};

    for (network, requests) in [
        ("{ attempts: 3 }", 3),
        ("{ attempts: 3, hosts: { 127.0.0.1: { attempts: 1 } } }", 1),
        ("{ attempts: 1, hosts: { 127.0.0.1: { attempts: 2 } } }", 2),
        ("{ attempts: 2, hosts: { localhost: { attempts: 1 } } }", 2),
        ("{ attempts: 2, offline: true }", 0),
    ] {
        let server = Server::pages(|_| answer("429 Too Many Requests", &["Retry-After: 0"], b""));
        let project = Project::new(&format!(
            "version: 1\noriginals: originals\nsuspects: {}\nnetwork: {network}\n",
            server.url("/a")
        ));
        let run = project.run(&["check", "--no-cache"]);
        assert_eq!(run.code, 3, "{network}: {}", run.stderr);
        assert_eq!(server.paths().len(), requests, "{network}");
        let hinted = run
            .stderr
            .contains("1 host asked us to slow down: 127.0.0.1");
        assert_eq!(hinted, requests > 0, "{}", run.stderr);
    }
}

#[test]
fn a_library_is_named_once_and_found_from_every_folder() {
    let project = Project::new("version: 1\nlibrary: kept/ours\nsuspects: public/**/*.html\n");
    let told = project.run(&["check"]);
    assert_eq!(told.code, 2, "{}", told.stderr);
    assert!(
        told.stderr.contains("there is no library in `kept/ours`")
            && told.stderr.contains("creditline.yaml:2:10"),
        "{}",
        told.stderr
    );
    fs::create_dir(project.path().join("kept")).unwrap();
    let built = project.run(&["library", "build", "kept/ours", "originals"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let by_library = project.run(&["check"]);
    assert_eq!(by_library.code, 1, "{}", by_library.stderr);
    let by_flag = ["check", "--originals", "originals"];
    assert_eq!(by_library.stdout, project.run(&by_flag).stdout);
    assert_eq!(project.run_in("public/posts", &["check"]).code, 1);
    // What is typed is all there is, and what stands beside the library counts too.
    project.write("others/tram.md", &prose::original(prose::CHINESE));
    let other = project.run(&["check", "--originals", "others"]);
    assert_eq!(other.code, 0, "{}", other.stderr);
    project.write(
        "creditline.yaml",
        "version: 1\noriginals: others\nlibrary: kept/ours\nsuspects: public/**/*.html\n",
    );
    let both = project.run(&["check", "-v"]);
    assert_eq!(both.code, 1, "{}", both.stderr);
    assert!(both.stderr.contains("2 originals"), "{}", both.stderr);
}
