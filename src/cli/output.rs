//! Where text goes: reports to standard output, everything else to standard error.

use std::env;
use std::io::{self, IsTerminal, Write};

use crate::report::HumanOptions;
use supports_hyperlinks::Stream;

use clap::ValueEnum;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColourChoice {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How the two streams are written to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    choice: ColourChoice,
    unicode: bool,
    verbosity: Verbosity,
}

/// How much is told beside the report. Errors always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verbosity {
    /// Errors only: no progress, warnings or hints.
    Quiet,
    /// Warnings, hints and progress.
    Normal,
    /// What is used: the configuration, the originals and their rules, the number of suspects, the time taken.
    Verbose,
    /// Every page as it is judged.
    Pages,
}

impl Terminal {
    /// Reads the environment once.
    pub(super) fn new(choice: ColourChoice, verbosity: Verbosity) -> Self {
        Self {
            choice,
            verbosity,
            unicode: speaks_unicode(),
        }
    }

    /// The same, for what should tell errors only.
    #[cfg(feature = "lsp")]
    pub(super) fn quiet(self) -> Self {
        Self {
            verbosity: Verbosity::Quiet,
            ..self
        }
    }

    /// Whether box-drawing characters can be shown.
    pub(super) fn speaks_unicode(self) -> bool {
        self.unicode
    }

    /// Whether people look at standard error: it is a terminal, and no log of a CI job.
    pub(super) fn shows_progress(self) -> bool {
        self.tells(Verbosity::Normal)
            && io::stderr().is_terminal()
            && !is_set("CI")
            && env::var_os("TERM").is_none_or(|term| term != "dumb")
    }

    /// Whether so much is wanted.
    pub(super) fn tells(self, level: Verbosity) -> bool {
        self.verbosity >= level
    }

    /// Tells something beside the report, if so much is wanted.
    pub(super) fn tell(self, level: Verbosity, text: &str) {
        if self.tells(level) {
            tell(text);
        }
    }

    /// Whether people look at standard output: it is a terminal, no file and no other program.
    pub(super) fn is_watched(self) -> bool {
        io::stdout().is_terminal()
    }

    /// How to draw on standard output.
    pub(super) fn stdout(self) -> HumanOptions {
        self.options(io::stdout().is_terminal(), Stream::Stdout)
    }

    /// How to draw on standard error.
    pub(super) fn stderr(self) -> HumanOptions {
        self.options(io::stderr().is_terminal(), Stream::Stderr)
    }

    fn options(self, is_terminal: bool, stream: Stream) -> HumanOptions {
        HumanOptions {
            colour: match self.choice {
                ColourChoice::Always => true,
                ColourChoice::Never => false,
                ColourChoice::Auto => wants_colour(is_terminal),
            },
            unicode: self.unicode,
            links: supports_hyperlinks::on(stream),
        }
    }
}

/// Columns of the terminal: what COLUMNS says, else 100, so that piped output does not depend on the window.
pub(super) fn columns() -> usize {
    env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .unwrap_or(100)
        .clamp(50, 400)
}

/// NO_COLOR, then FORCE_COLOR, then CI, whose logs show colours, then whether people look at it.
fn wants_colour(is_terminal: bool) -> bool {
    if is_set("NO_COLOR") || env::var_os("TERM").is_some_and(|term| term == "dumb") {
        false
    } else {
        is_set("FORCE_COLOR") || is_set("CLICOLOR_FORCE") || is_set("CI") || is_terminal
    }
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
}

/// Whether box-drawing characters can be shown: not where the locale says that it is no UTF-8.
fn speaks_unicode() -> bool {
    if env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return false;
    }
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
}

/// Writes a report to standard output. A reader that has gone away (`creditline … | head`) is no error.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    print_bytes(text.as_bytes())
}

/// As [`print`], for what may be in any charset.
pub(super) fn print_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| anyhow::anyhow!("cannot write the report: {error}")),
    }
}

/// Writes a message to standard error; if even that fails there is nobody left to tell.
pub(super) fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
