//! `--record`: a run written down in the database of cases.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::audit::{Audit, Library};
use crate::cases::{Change, Database, Evidence, PageKind, PageSeen, Run, RunKind, page_key};
use crate::input::{Loaded, Source};
use anyhow::Context as _;
use clap::Args;

use super::clock::now;
use super::files::named_from;

/// The database of cases where none is named.
pub(super) const DATABASE: &str = "creditline.db";

#[derive(Debug, Default, Args)]
pub(super) struct RecordArgs {
    /// Write down what is seen in a database of cases (creditline.db, or FILE), and keep the answers of servers in the
    /// folder `evidence` beside it; `creditline cases` shows them.
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = DATABASE,
        help_heading = "Cases"
    )]
    pub(super) record: Option<PathBuf>,
}

/// Writes down what a run sees.
pub(super) struct Recorder {
    run: Mutex<Run>,
    evidence: Evidence,
    /// The folder of the database, from which files are named.
    home: PathBuf,
    /// The pages that have a case already.
    known: HashSet<String>,
}

impl fmt::Debug for Recorder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Recorder").finish_non_exhaustive()
    }
}

impl Recorder {
    /// Begins a run against a library, in the database that was opened from `file`.
    pub(super) fn begin(
        database: Database,
        file: &Path,
        kind: RunKind,
        library: &Library,
    ) -> anyhow::Result<Self> {
        let run = Run::begin(database, kind, library, now()?.as_second())?;
        Ok(Self {
            known: run.known_pages()?,
            evidence: Evidence::beside(file),
            home: file.parent().unwrap_or(Path::new("")).to_owned(),
            run: Mutex::new(run),
        })
    }

    /// Whether something is to be written down about a page even if nothing is found on it.
    pub(super) fn knows(&self, source: &Source) -> bool {
        self.known.contains(&page_key(&self.name(source)))
    }

    /// The name of a page in the database.
    fn name(&self, source: &Source) -> String {
        match source {
            Source::File(_) => named_from(&self.home, &source.location()),
            _ => source.location(),
        }
    }

    /// Writes down what was seen on a page, once that is settled; its matches are given their cases.
    pub(super) fn page(
        &self,
        source: &Source,
        loaded: Option<&Loaded>,
        audit: &mut Audit,
    ) -> anyhow::Result<()> {
        let kind = match source {
            Source::Url(_) => PageKind::Typed,
            Source::Found(_) | Source::Archived { .. } | Source::Entry { .. } => PageKind::Found,
            Source::File(_) => PageKind::File,
            // It has no name by which it could be found again.
            Source::Stdin | Source::Archive(_) => return Ok(()),
        };
        if audit.matches.is_empty() && !self.knows(source) {
            return Ok(());
        }
        let name = match source {
            Source::File(_) => self.name(source),
            _ => audit.page.location.clone(),
        };
        let shown = std::mem::replace(&mut audit.page.location, name);
        let written = self.write(source, loaded, audit, kind);
        audit.page.location = shown;
        written
    }

    fn write(
        &self,
        source: &Source,
        loaded: Option<&Loaded>,
        audit: &mut Audit,
        kind: PageKind,
    ) -> anyhow::Result<()> {
        let mut run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
        let mut seen = PageSeen {
            audit,
            kind,
            evidence: None,
            at: now()?.as_second(),
        };
        if let Some(loaded) = loaded
            && run.wants_evidence(seen)?
        {
            // It is on the disk before anything refers to it.
            seen.evidence = self.evidence.keep(loaded, seen.at)?;
        }
        let cases = run.page(seen).with_context(|| {
            format!(
                "the run ends at `{}`",
                crate::report::terminal(&source.location())
            )
        })?;
        for found in &mut audit.matches {
            found.case = cases.get(&found.original.id).copied();
        }
        Ok(())
    }

    /// Ends the run, and tells what became of each case that it saw.
    pub(super) fn end(self) -> anyhow::Result<(Database, Vec<Change>)> {
        let run = self
            .run
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let (database, _, changes) = run.end(now()?.as_second())?;
        Ok((database, changes))
    }
}
