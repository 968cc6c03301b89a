//! What the README and the pages of `docs/` show is what the program does.

use std::path::Path;
use std::process::Command;

use crate::docs::text;

/// A command of a page and the output shown under it.
struct Shown {
    command: String,
    output: Vec<String>,
}

/// The blocks behind such a fence: a line with `$`, then output until the next command or the end of the block.
fn shown(page: &str, fence: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line {
            _ if line == fence => inside = true,
            "```" => inside = false,
            _ if !inside => {}
            _ => match (line.strip_prefix("$ "), found.last_mut()) {
                (Some(command), _) => found.push(Shown {
                    command: command.to_owned(),
                    output: Vec::new(),
                }),
                (None, Some(last)) => last.output.push(line.to_owned()),
                (None, None) => panic!("output without a command: {line}"),
            },
        }
    }
    found
}

/// Runs the commands in a folder, one after the other, and compares what they print.
fn assert_shown(shown: &[Shown], folder: &Path) {
    assert!(shown.len() >= 2, "too little is shown");
    for Shown { command, output } in shown {
        let words = words(command);
        assert_eq!(words[0], "creditline", "{command}");
        let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
            .args(&words[1..])
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .env("LC_ALL", "C.UTF-8")
            .env("SOURCE_DATE_EPOCH", "1800000000")
            .env_remove("TERM")
            .output()
            .unwrap();
        let printed = String::from_utf8(run.stdout).unwrap();
        let printed: Vec<&str> = printed.lines().collect();
        // A last line of three dots stands for the rest.
        if let Some((dots, start)) = output.split_last()
            && dots == "..."
        {
            assert_eq!(
                printed.get(..start.len()),
                Some(
                    start
                        .iter()
                        .map(String::as_str)
                        .collect::<Vec<_>>()
                        .as_slice()
                ),
                "{command}"
            );
        } else {
            assert_eq!(&printed, output, "{command}");
        }
    }
}

/// The words of a command; quotation marks hold some together.
fn words(command: &str) -> Vec<String> {
    let quoted = command.split('"').enumerate();
    quoted
        .flat_map(|(number, part)| match number % 2 {
            1 => vec![part.to_owned()],
            _ => part.split_whitespace().map(str::to_owned).collect(),
        })
        .collect()
}

#[test]
fn every_command_prints_what_is_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in ["README.md", "docs/guide.md", "docs/terms.md"] {
        assert_shown(&shown(&text(path), "```console"), root);
    }
}

/// These write beside what they check: they have a folder of their own, with the samples in it.
#[test]
fn the_desk_of_a_publisher_works_as_shown() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["originals", "suspects"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("samples")
            .join(part);
        let to = folder.path().join("samples").join(part);
        std::fs::create_dir_all(&to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
            }
        }
    }
    assert_shown(
        &shown(&text("docs/guide.md"), "```console desk"),
        folder.path(),
    );
}
