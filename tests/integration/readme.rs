//! What the README shows is what the program does.

use std::process::Command;

/// A command of the README and the output shown under it.
struct Shown {
    command: String,
    output: Vec<String>,
}

/// The `console` blocks: a line with `$`, then output until the next command or the end of the block.
fn shown(readme: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match line {
            "```console" => inside = true,
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

#[test]
fn every_command_prints_what_is_shown() {
    let root = env!("CARGO_MANIFEST_DIR");
    let readme = std::fs::read_to_string(format!("{root}/README.md")).unwrap();
    let shown = shown(&readme);
    assert!(shown.len() >= 2, "the README shows too little");
    for Shown { command, output } in shown {
        let words: Vec<&str> = command.split_whitespace().collect();
        assert_eq!(words[0], "creditline", "{command}");
        let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
            .args(&words[1..])
            .current_dir(root)
            .env("NO_COLOR", "1")
            .env("LC_ALL", "C.UTF-8")
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
            assert_eq!(printed, output, "{command}");
        }
    }
}
