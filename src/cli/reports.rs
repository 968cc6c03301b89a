//! The reports of a check: one on standard output, any number in files.

use std::cell::Cell;
use std::ffi::OsString;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::audit::Audit;
use crate::finding::Severity;
use crate::report::{self, Format, FormatOptions, HumanOptions, Stamp, Stream, View};
use anyhow::bail;
use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Arg, Command};

use super::files::{is_same, is_stream, write_whole};
use super::output::{Terminal, print};

/// A report to be written to a file: `FORMAT=FILE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReportFile {
    pub(super) format: Format,
    pub(super) file: PathBuf,
}

impl ReportFile {
    /// Reads what `--report` takes.
    pub(super) fn parser() -> impl TypedValueParser<Value = Self> {
        Parser
    }

    /// Refuses two reports in one file, and files that cannot be written because their folder is missing: better now
    /// than after an hour of work.
    pub(super) fn check(files: &[Self]) -> anyhow::Result<()> {
        for (number, one) in files.iter().enumerate() {
            let is_taken = |other: &Self| is_same(&other.file, &one.file);
            if !is_stream(&one.file) && files[..number].iter().any(is_taken) {
                bail!(
                    "two reports cannot both be written to `{}`",
                    one.file.display()
                );
            }
            if one.file.is_dir() {
                bail!(
                    "`{}` is a directory; name a file for the report",
                    one.file.display()
                );
            }
            if let Some(folder) = one.file.parent()
                && !folder.as_os_str().is_empty()
                && !folder.is_dir()
            {
                bail!(
                    "`{}` cannot be written: there is no directory `{}`",
                    one.file.display(),
                    folder.display()
                );
            }
        }
        Ok(())
    }
}

#[derive(Clone)]
struct Parser;

impl TypedValueParser for Parser {
    type Value = ReportFile;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Self::Value, clap::Error> {
        let whole = OsStringValueParser::new().parse_ref(command, arg, value)?;
        parse(&whole).map_err(|told| {
            clap::Error::raw(clap::error::ErrorKind::ValueValidation, format!("{told}\n"))
                .with_cmd(command)
        })
    }
}

fn parse(value: &OsString) -> Result<ReportFile, String> {
    let names = || {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        names.join(", ")
    };
    // A format is plain ASCII, so only the file's name may be anything; on Unix it may be no text at all.
    let shown = value.to_string_lossy();
    let Some((name, _)) = shown.split_once('=') else {
        return Err(format!(
            "`--report {shown}` names no file; write FORMAT=FILE, such as html=report.html (formats: {})",
            names()
        ));
    };
    let format = Format::from_name(&name.to_ascii_lowercase()).ok_or_else(|| {
        format!(
            "`--report {shown}`: there is no format `{name}`; there are {}",
            names()
        )
    })?;
    let file = after(value, name.len() + 1);
    if file.as_os_str().is_empty() {
        return Err(format!("`--report {shown}` names no file after the `=`"));
    }
    Ok(ReportFile { format, file })
}

#[cfg(unix)]
fn after(value: &OsString, start: usize) -> PathBuf {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    OsString::from_vec(value.as_bytes()[start..].to_vec()).into()
}

#[cfg(not(unix))]
fn after(value: &OsString, start: usize) -> PathBuf {
    value.to_string_lossy()[start..].into()
}

/// The reports of a run.
pub(super) struct Reports<'a> {
    /// The form of the report on standard output, if there is to be one.
    shown: Option<Format>,
    files: &'a [ReportFile],
    fail_on: Severity,
    view: View,
    language: &'a str,
    stamp: Option<&'a Stamp>,
    drawing: HumanOptions,
    /// Whether the head of a streamed report was printed.
    has_head: Cell<bool>,
}

impl<'a> Reports<'a> {
    /// Checks that the files can be written. Where the changes are shown instead, no report goes to standard output.
    pub(super) fn new(
        shown: Option<Format>,
        files: &'a [ReportFile],
        fail_on: Severity,
        view: View,
        to: Terminal,
    ) -> anyhow::Result<Self> {
        ReportFile::check(files)?;
        Ok(Self {
            shown,
            files,
            fail_on,
            view,
            language: "en",
            stamp: None,
            drawing: to.stdout(),
            has_head: Cell::new(false),
        })
    }

    /// Files that reports will take the place of: only they can be inputs. The report of the run before is no loss.
    fn old_files(&self) -> impl Iterator<Item = &Path> {
        let files = self.files.iter().map(|one| one.file.as_path());
        files.filter(|file| file.is_file() && !is_old_report(file))
    }

    /// Whether a report takes the place of a file.
    pub(super) fn find_old_files(&self) -> bool {
        self.old_files().next().is_some()
    }

    /// Refuses a report in the place of a file that the run reads: it would be lost.
    pub(super) fn spare<'p>(
        &self,
        inputs: impl Iterator<Item = (&'p Path, &'p str)>,
    ) -> anyhow::Result<()> {
        let old: Vec<&Path> = self.old_files().collect();
        if old.is_empty() {
            return Ok(());
        }
        for (input, what) in inputs {
            if let Some(file) = old.iter().find(|file| is_same(file, input)) {
                bail!(
                    "the report `{}` would overwrite {what}; name another file for it, or leave the old one out with --exclude",
                    file.display()
                );
            }
        }
        Ok(())
    }

    /// The same in a language, with when and of what they are made.
    pub(super) fn written(self, language: &'a str, stamp: Option<&'a Stamp>) -> Self {
        Self {
            language,
            stamp,
            ..self
        }
    }

    /// Whether a report shows the texts of pages and originals.
    pub(super) fn want_texts(&self) -> bool {
        self.formats().any(Format::wants_texts)
    }

    /// Whether a report says what would mend a finding.
    pub(super) fn want_edits(&self) -> bool {
        self.formats().any(Format::wants_edits)
    }

    fn formats(&self) -> impl Iterator<Item = Format> {
        self.shown
            .into_iter()
            .chain(self.files.iter().map(|one| one.format))
    }

    /// Whether nothing but counts and hints is told of an audit once [`Reports::audit`] was given it.
    pub(super) fn are_streamed(&self) -> bool {
        self.formats().all(|format| format.stream().is_some()) && self.files.is_empty()
    }

    /// Tells of the next audit of the run, which is settled: JSON lines and tables do not wait for the end.
    pub(super) fn audit(&self, audit: &Audit) -> anyhow::Result<()> {
        match self.shown.and_then(Format::stream) {
            Some(stream) => print(&(self.head(stream) + &(stream.page)(audit))),
            None => Ok(()),
        }
    }

    /// What comes before the first page, once.
    fn head(&self, stream: Stream) -> String {
        match self.has_head.replace(true) {
            true => String::new(),
            false => (stream.head)(),
        }
    }

    /// Writes everything else, the files first: a reader of standard output that goes away must not cost a file.
    pub(super) fn finish(self, audits: &[Audit]) -> anyhow::Result<()> {
        let root = std::env::current_dir().ok();
        let to = |drawing| FormatOptions {
            root: root.as_deref(),
            view: self.view,
            fail_on: self.fail_on,
            language: self.language,
            stamp: self.stamp,
            drawing,
        };
        for one in self.files {
            let plain = HumanOptions {
                colour: false,
                unicode: true,
                links: false,
            };
            let text = one.format.write(audits, &to(plain));
            write_whole(&one.file, text.as_bytes())?;
        }
        match self.shown.map(|format| (format, format.stream())) {
            Some((_, Some(stream))) => print(&self.head(stream)),
            Some((format, None)) => print(&format.write(audits, &to(self.drawing))),
            None => Ok(()),
        }
    }
}

/// Whether a file is a report that an earlier run wrote.
fn is_old_report(file: &Path) -> bool {
    /// Bytes that are looked at: what tells stands in the head. By hand.
    const HEAD: u64 = 1_024;
    let mut head = Vec::new();
    let read = File::open(file).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && report::is_report(&head)
}
