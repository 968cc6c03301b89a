//! Running the program itself on a folder of files.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::prose;

/// A folder with an original and a reprint that credits it.
pub(crate) struct Desk {
    folder: TempDir,
}

/// How a run ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self {
            folder: TempDir::new().unwrap(),
        };
        desk.write("original.md", prose::original(prose::ENGLISH));
        desk.write("fine.html", prose::page(prose::ENGLISH, prose::CREDIT));
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), content).unwrap();
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_creditline"));
        command
            .args(args)
            .current_dir(self.path())
            .env("NO_COLOR", "1")
            // Runs of the tests keep no page where other runs find it.
            .env("XDG_CACHE_HOME", self.path().join("cache"))
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        finish(&mut self.command(args))
    }

    /// Checks suspects against the original, for programs.
    pub(crate) fn check(&self, suspects: &[&str]) -> Run {
        let mut args = vec!["check", "--originals", "original.md", "-f", "json"];
        args.extend_from_slice(suspects);
        self.run(&args)
    }
}

/// Runs the command in a folder.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Run {
    finish(
        Command::new(env!("CARGO_BIN_EXE_creditline"))
            .args(args)
            .current_dir(folder)
            .env("NO_COLOR", "1"),
    )
}

/// Runs a command to its end, which must be no panic.
pub(crate) fn finish(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    let run = Run {
        code: output.status.code().expect("no signal ends the program"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    run
}

impl Run {
    /// The audit of the page whose location ends so.
    #[track_caller]
    pub(crate) fn audit(&self, name: &str) -> Value {
        let report: Value = serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("no report: {error}\n{}", self.stderr));
        report["audits"]
            .as_array()
            .and_then(|audits| {
                audits
                    .iter()
                    .find(|audit| audit["page"]["location"].as_str().unwrap().ends_with(name))
            })
            .unwrap_or_else(|| panic!("no audit of {name}: {report}"))
            .clone()
    }

    /// Asserts that a page could not be judged, for this reason, in words that name it.
    #[track_caller]
    pub(crate) fn assert_not_judged(&self, name: &str, code: &str) {
        let audit = self.audit(name);
        assert_eq!(audit["reason"]["code"], code, "{audit}");
        assert_ne!(audit["status"], "audited", "{audit}");
        assert_eq!(audit["verdict"], Value::Null, "{audit}");
        let message = audit["reason"]["message"].as_str().unwrap();
        assert!(
            message.contains(name),
            "the message does not name {name}: {message}"
        );
    }

    #[track_caller]
    pub(crate) fn assert_credited(&self, name: &str) {
        let audit = self.audit(name);
        assert_eq!(audit["verdict"], "credited", "{audit}");
    }

    /// Asserts that one line on standard error names the input.
    #[track_caller]
    pub(crate) fn assert_told(&self, name: &str) {
        let lines = self
            .stderr
            .lines()
            .filter(|line| line.contains(name))
            .count();
        assert_eq!(lines, 1, "{}", self.stderr);
    }
}
