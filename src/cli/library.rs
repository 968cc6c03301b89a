//! `creditline library`: originals by the thousand, kept in a folder.

use std::ffi::OsString;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::audit::{entry, entry_again};
use crate::config::Network;
use crate::input::Loader;
use crate::library::{Builder, Counts, LibraryError, Shelf, verify};
use crate::report::terminal;
use crate::rules::RuleSets;
use anyhow::bail;
use clap::{Args, Subcommand};

use super::Outcome;
use super::network::NetworkArgs;
use super::output::{Terminal, Verbosity, print, tell};
use super::shared::RulesArgs;
use super::{inputs, interrupt};

#[derive(Debug, Subcommand)]
pub(super) enum LibraryCommand {
    /// Make a library of originals in a new folder.
    Build(SourceArgs),
    /// Add originals to a library.
    Add(SourceArgs),
    /// Leave originals out from now on, each named by its short name, its location or its address.
    Remove(RemoveArgs),
    /// Make one of what was built and added, without what was removed.
    Merge(MergeArgs),
    /// List the originals of a library: short name, address and location, with tabs between.
    List(DirArgs),
    /// Find damaged files; exit code 2 if there is one.
    Verify(DirArgs),
}

#[derive(Debug, Args)]
pub(super) struct SourceArgs {
    /// The folder of the library.
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// Originals: whatever can be a suspect, such as files, folders, addresses, web archives and JSON lines.
    #[arg(value_name = "ORIGINAL", required = true)]
    originals: Vec<OsString>,

    #[command(flatten)]
    rules: RulesArgs,

    #[command(flatten)]
    network: NetworkArgs,
}

#[derive(Debug, Args)]
pub(super) struct RemoveArgs {
    /// The folder of the library.
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// What to leave out.
    #[arg(value_name = "ORIGINAL", required = true)]
    originals: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct MergeArgs {
    /// The folder of the library.
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    #[command(flatten)]
    rules: RulesArgs,
}

#[derive(Debug, Args)]
pub(super) struct DirArgs {
    /// The folder of the library.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

/// Does what was asked for.
pub(super) fn run(command: &LibraryCommand, to: Terminal) -> anyhow::Result<Outcome> {
    match command {
        LibraryCommand::Build(args) => take_in(args, Builder::create, to),
        LibraryCommand::Add(args) => take_in(args, Builder::append, to),
        LibraryCommand::Remove(args) => {
            let count = Builder::remove(&args.dir, &args.originals)?;
            to.tell(
                Verbosity::Normal,
                &format!("note: {count} originals are left out\n"),
            );
            Ok(Outcome::Clean)
        }
        LibraryCommand::Merge(args) => {
            let rules = inputs::rules(&args.rules.rules, to)?;
            let counts = Builder::merge(&args.dir, |kept| entry_again(kept, &rules))?;
            told(&counts, to);
            Ok(Outcome::Clean)
        }
        LibraryCommand::List(args) => list(&args.dir),
        LibraryCommand::Verify(args) => check(&args.dir, to),
    }
}

fn take_in(
    args: &SourceArgs,
    begin: fn(&Path, &str) -> Result<Builder, LibraryError>,
    to: Terminal,
) -> anyhow::Result<Outcome> {
    let rules: RuleSets = inputs::rules(&args.rules.rules, to)?;
    let options = args.network.load_options(&Network::default());
    interrupt::listen(&options.stop);
    let loader = Loader::new(options);
    let mut builder = begin(&args.dir, &rules.fingerprint())?;
    let mut failed = None;
    let mut count = 0;
    let faults = inputs::each_original(&args.originals, &rules, &loader, to, |originals| {
        count += originals.len();
        let entries = originals
            .into_iter()
            .map(|original| entry(original, &rules));
        if failed.is_none() {
            failed = builder.add(entries.collect()).err();
        }
    });
    for fault in &faults {
        let help = fault.help.as_ref().map(|help| format!("; {help}"));
        let text = format!("{}{}", fault.message, help.unwrap_or_default());
        tell(&format!("error: {}\n", terminal(&text)));
    }
    if let Some(error) = failed {
        return Err(error.into());
    }
    if loader.is_stopped() {
        tell("error: interrupted; the library is as it was\n");
        return Ok(Outcome::Interrupted);
    }
    if count == 0 {
        bail!("none of what was named can be an original; the library is as it was");
    }
    told(&builder.finish()?, to);
    Ok(if faults.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Error
    })
}

fn told(counts: &Counts, to: Terminal) {
    let text = format!(
        "note: {} originals, {} works, {} fingerprints; {} of texts in {}, and {} that find them\n",
        counts.originals,
        counts.works,
        counts.prints,
        size(counts.text_bytes),
        size(counts.document_bytes),
        size(counts.index_bytes),
    );
    to.tell(Verbosity::Normal, &text);
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

fn list(dir: &Path) -> anyhow::Result<Outcome> {
    let shelf = Shelf::open(dir)?;
    let mut lines = String::new();
    for batch in shelf.batches()? {
        for kept in shelf.batch(batch)? {
            let original = kept.original;
            let url = original.url.map(String::from).unwrap_or_default();
            let shown = [&original.id, &url, &original.location].map(|text| terminal(text));
            // Writing to a text cannot fail.
            let _ = writeln!(lines, "{}\t{}\t{}", shown[0], shown[1], shown[2]);
        }
        print(&std::mem::take(&mut lines))?;
    }
    Ok(Outcome::Clean)
}

fn check(dir: &Path, to: Terminal) -> anyhow::Result<Outcome> {
    let damages = verify(dir)?;
    for damage in &damages {
        let text = format!("`{}`: {}", damage.path.display(), damage.what);
        tell(&format!("error: {}\n", terminal(&text)));
    }
    if !damages.is_empty() {
        return Ok(Outcome::Error);
    }
    to.tell(Verbosity::Normal, "note: every file is as it was written\n");
    Ok(Outcome::Clean)
}
