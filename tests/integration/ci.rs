//! What runs in continuous integration: the shell of the GitHub action, the hooks, the GitLab job, the image.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::desk::{Desk, Run, finish};
use crate::docs::text;
use crate::prose;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn yaml(file: &str) -> Value {
    serde_yaml::from_str(&text(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn silent() -> String {
    prose::page(prose::ENGLISH, "<p>Until next week.</p>")
}

/// Runs the action's script as a runner does, with these inputs.
#[cfg(unix)]
fn action(desk: &Desk, step: &str, with: &[(&str, &str)]) -> Run {
    let temp = desk.path().join("temp");
    fs::create_dir_all(&temp).unwrap();
    let mut command = Command::new("bash");
    command
        .arg(root().join("ci/action.sh"))
        .arg(step)
        .current_dir(desk.path())
        .env("RUNNER_TEMP", &temp)
        .env("GITHUB_OUTPUT", temp.join("output"))
        .env("GITHUB_STEP_SUMMARY", temp.join("summary.md"))
        .env("WITH_BINARY", env!("CARGO_BIN_EXE_creditline"))
        .env("NO_COLOR", "1");
    for (name, value) in with {
        command.env(format!("WITH_{name}"), value);
    }
    finish(&mut command)
}

#[cfg(unix)]
#[test]
fn the_action_reports_everywhere_and_fails_as_the_check_does() {
    let desk = Desk::new();
    desk.write("silent.html", silent());
    let run = action(
        &desk,
        "check",
        &[
            ("SUSPECTS", "silent.html\n\nfine.html\r\n"),
            ("ORIGINALS", "original.md"),
        ],
    );
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stdout.contains("::error file=silent.html"),
        "{}",
        run.stdout
    );
    let summary = fs::read_to_string(desk.path().join("temp/summary.md")).unwrap();
    assert!(summary.contains("missing-attribution"), "{summary}");
    let output = fs::read_to_string(desk.path().join("temp/output")).unwrap();
    assert!(output.contains("code=1\n"), "{output}");
    let sarif = output
        .lines()
        .find_map(|line| line.strip_prefix("sarif="))
        .unwrap();
    let sarif: Value = serde_json::from_str(&fs::read_to_string(sarif).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");

    let run = action(
        &desk,
        "check",
        &[("SUSPECTS", "fine.html"), ("ORIGINALS", "original.md")],
    );
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

#[cfg(unix)]
#[test]
fn the_action_needs_no_inputs_where_there_is_a_configuration() {
    let desk = Desk::new();
    desk.write("silent.html", silent());
    desk.write(
        "creditline.yaml",
        "version: 1\noriginals: original.md\nsuspects: silent.html\n",
    );
    let run = action(&desk, "check", &[]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    let run = action(
        &desk,
        "check",
        &[("ARGS", "--exit-zero\n"), ("FAIL_ON", "note")],
    );
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let run = action(&desk, "install", &[]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.starts_with("creditline "), "{}", run.stdout);
    let run = action(&desk, "install", &[("BINARY", "/no/such/program")]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("no program /no/such/program"),
        "{}",
        run.stderr
    );
}

#[cfg(unix)]
#[test]
fn what_is_passed_to_the_action_is_never_a_command() {
    let desk = Desk::new();
    for evil in [
        "$(touch pwned)",
        "`touch pwned`",
        "; touch pwned",
        "\" && touch pwned; \"",
        "--help",
        "-f json",
    ] {
        let run = action(
            &desk,
            "check",
            &[
                ("SUSPECTS", evil),
                ("ORIGINALS", evil),
                ("BASE_URL", evil),
                ("BASELINE", evil),
                ("FAIL_ON", evil),
                ("ARGS", "--offline"),
            ],
        );
        assert_eq!(run.code, 2, "{evil}: {}", run.stdout);
        assert!(!desk.path().join("pwned").exists(), "{evil}");
    }
}

#[test]
fn inputs_reach_the_shell_by_variables_only() {
    let action = yaml("action.yml");
    let inputs = action["inputs"].as_object().unwrap();
    let script = text("ci/action.sh");
    let mut named = String::new();
    for step in action["runs"]["steps"].as_array().unwrap() {
        if let Some(run) = step["run"].as_str() {
            assert!(!run.contains("${{"), "interpolated into the shell: {run}");
            assert_eq!(step["shell"], "bash");
            assert!(run.contains("ci/action.sh"), "{run}");
            for (variable, value) in step["env"].as_object().unwrap() {
                assert!(script.contains(variable.as_str()), "{variable} is not read");
                named.push_str(value.as_str().unwrap());
            }
        } else {
            let uses = step["uses"].as_str().unwrap();
            assert!(
                uses.split_once('@')
                    .is_some_and(|(_, version)| version.starts_with('v')),
                "{uses}"
            );
            named.push_str(step["if"].as_str().unwrap());
        }
    }
    for input in inputs.keys() {
        assert!(
            named.contains(&format!("inputs.{input}")),
            "{input} is not used"
        );
        assert!(inputs[input]["description"].is_string(), "{input}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(root().join("ci/action.sh"))
            .unwrap()
            .permissions()
            .mode();
        assert_ne!(mode & 0o111, 0, "ci/action.sh cannot be run");
    }
}

/// Runs a command of a file as a shell does, with our program first on the path.
#[cfg(unix)]
fn shell(desk: &Desk, command: &str) -> Run {
    let bin = Path::new(env!("CARGO_BIN_EXE_creditline"))
        .parent()
        .unwrap();
    let path = format!(
        "{}:{}",
        bin.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    finish(
        Command::new("bash")
            .args(["-c", command])
            .current_dir(desk.path())
            .env("PATH", path)
            .env("NO_COLOR", "1"),
    )
}

#[cfg(unix)]
#[test]
fn the_hooks_run() {
    let desk = Desk::new();
    desk.write("silent.html", silent());
    desk.write(
        "creditline.yaml",
        "version: 1\noriginals: original.md\nsuspects: '*.html'\n",
    );
    let hooks = yaml(".pre-commit-hooks.yaml");
    for hook in hooks.as_array().unwrap() {
        // What the names promise: a wheel needs no compiler.
        let is_wheel = hook["id"].as_str().unwrap().contains("wheel");
        let language = if is_wheel { "python" } else { "rust" };
        assert_eq!(hook["language"], language, "{hook}");
        let entry = hook["entry"].as_str().unwrap();
        let run = shell(&desk, &format!("{entry} silent.html fine.html"));
        // The last hooks mend what the first ones found, and pre-commit sees the change.
        let wanted = i32::from(!entry.contains("--fix"));
        assert_eq!(run.code, wanted, "{entry}: {}{}", run.stdout, run.stderr);
    }
    let page = fs::read_to_string(desk.path().join("silent.html")).unwrap();
    assert!(page.contains("river.example"), "{page}");
    // The hooks with the wheel install the wheel of this version.
    let shim: toml::Value = toml::from_str(&text("pyproject.toml")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let wanted = format!("creditline=={version}");
    assert_eq!(
        shim["project"]["dependencies"][0].as_str(),
        Some(wanted.as_str())
    );
    assert_eq!(shim["project"]["version"].as_str(), Some(version));
    let package: toml::Value = toml::from_str(&text("python/Cargo.toml")).unwrap();
    assert_eq!(package["package"]["version"].as_str(), Some(version));
}

#[cfg(unix)]
#[test]
fn the_gitlab_job_writes_what_it_hands_out() {
    let desk = Desk::new();
    desk.write("silent.html", silent());
    desk.write(
        "creditline.yaml",
        "version: 1\noriginals: original.md\nsuspects: silent.html\n",
    );
    let job = &yaml("ci/gitlab.yml")["creditline"];
    let script: Vec<&str> = job["script"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line.as_str().unwrap())
        .collect();
    let run = shell(
        &desk,
        &format!("set -e\nCARGO_HOME=/nowhere\n{}", script.join("\n")),
    );
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    for (_, file) in job["artifacts"]["reports"].as_object().unwrap() {
        let written = fs::read_to_string(desk.path().join(file.as_str().unwrap())).unwrap();
        assert!(written.contains("missing-attribution"), "{written}");
    }
    assert_eq!(job["allow_failure"]["exit_codes"], 3);
}

/// There is no engine to build it with here; what can be read is checked.
#[test]
fn the_image_is_small_and_not_run_by_root() {
    let file = text("Dockerfile").replace("\\\n", " ");
    let lines: Vec<&str> = file
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let stages: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].starts_with("FROM "))
        .collect();
    assert_eq!(stages.len(), 2, "one stage builds, one runs");
    let (build, run) = lines.split_at(stages[1]);
    let toolchain = build[0].split([':', '-']).nth(1).unwrap();
    let manifest = text("Cargo.toml");
    assert!(
        manifest.contains(&format!("rust-version = \"{toolchain}\"")),
        "{toolchain}"
    );
    assert!(
        build
            .iter()
            .any(|line| line.contains("--locked --profile dist"))
    );
    assert!(manifest.contains("[profile.dist]"));
    for line in &lines {
        assert!(!line.starts_with("ADD "), "{line}");
        assert!(
            !line.starts_with("FROM ") || !line.contains(":latest") && line.contains(':'),
            "{line}"
        );
    }
    assert!(
        run.iter()
            .any(|line| line.starts_with("COPY --from=build "))
    );
    let user = run
        .iter()
        .position(|line| line.starts_with("USER "))
        .unwrap();
    assert_ne!(run[user], "USER root");
    assert!(run[user..].contains(&"ENTRYPOINT [\"creditline\"]"));
    assert!(!run.iter().any(|line| line.contains("cargo")));
    let ignored = text(".dockerignore");
    assert!(ignored.lines().any(|line| line == "target"));
}

/// The examples of the documentation: YAML that parses, short, one for each site generator.
#[test]
fn the_examples_are_short_and_parse() {
    let page = text("docs/ci.md");
    let mut found = Vec::new();
    for block in page.split("```yaml\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let parsed: Value =
            serde_yaml::from_str(block).unwrap_or_else(|error| panic!("{error}\n{block}"));
        let lines = block
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'))
            .count();
        for generator in ["hugo", "jekyll", "hexo"] {
            if block.contains(&format!("run: {generator}"))
                || block.contains(&format!("exec {generator}"))
                || block.contains(&format!("npx {generator}"))
            {
                assert!(lines <= 10, "{generator}: {lines} lines");
                assert!(parsed["jobs"].is_object(), "{block}");
                found.push(generator);
            }
        }
    }
    assert_eq!(found, ["hugo", "jekyll", "hexo"]);
}

/// Where `cargo binstall` looks is where the release puts it; actions have a version, and the compiler is the promised one.
#[test]
fn the_workflows_fit_the_manifest() {
    let manifest: toml::Value = toml::from_str(&text("Cargo.toml")).unwrap();
    let package = &manifest["package"];
    let minimum = format!(
        "RUSTUP_TOOLCHAIN: \"{}\"",
        package["rust-version"].as_str().unwrap()
    );
    for name in ["ci.yml", "release.yml"] {
        let workflow = text(&format!(".github/workflows/{name}"));
        assert!(workflow.contains(&minimum), "{name}: {minimum}");
        assert!(yaml(&format!(".github/workflows/{name}"))["jobs"].is_object());
        for line in workflow.lines().filter(|line| line.contains("uses: ")) {
            let version = line.split_once("@v").map_or("", |(_, version)| version);
            assert_eq!(version.split('.').count(), 3, "{name}: {line}");
        }
    }
    let release = text(".github/workflows/release.yml");
    assert!(release.contains("name=creditline-${TAG#v}-$TARGET"));
    let archive = package["metadata"]["binstall"]["pkg-url"].as_str().unwrap();
    assert!(archive.ends_with("/v{ version }/creditline-{ version }-{ target }{ archive-suffix }"));
    assert!(text(".github/workflows/ci.yml").contains("run: .ci/run"));
}

/// The forms for issues are YAML with a question for the page, the command and the version.
#[test]
fn the_forms_ask_for_what_a_test_needs() {
    for name in ["false_alarm", "missed_credit"] {
        let form = yaml(&format!(".github/ISSUE_TEMPLATE/{name}.yml"));
        let asked: Vec<&str> = form["body"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|item| item["id"].as_str())
            .collect();
        for wanted in ["page", "original", "command", "expected", "version"] {
            assert!(asked.contains(&wanted), "{name}: {wanted}");
        }
    }
}
