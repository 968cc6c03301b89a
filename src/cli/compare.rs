//! `creditline compare`: one original, one suspect.

use std::ffi::OsString;

use crate::audit::{Summary, pair, read_original};
use crate::finding::Severity;
use crate::report::{self, PairOptions, View};
use crate::rules::settle;
use clap::Args;

use super::Outcome;
use super::inputs::one_page;
use super::one::OneArgs;
use super::output::{Terminal, columns, print};
use super::shared::PairFormat;

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// The original: a file, a URL, or `-`. Without URL or notice only the reuse is judged.
    pub(super) original: OsString,
    /// The suspect: a file, a URL, or `-`.
    pub(super) suspect: OsString,

    /// Show all of the aligned text; otherwise long stretches that are equal are shortened.
    #[arg(long)]
    pub(super) full: bool,

    #[command(flatten)]
    pub(super) one: OneArgs,
}

/// Compares, reports, and ends as `check` would.
pub(super) fn run(args: &CompareArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let rules = args.one.rules(to)?;
    let loader = args.one.network.loader();
    let mut original = read_original(&one_page(&args.original, &loader)?, &rules)?;
    let page = one_page(&args.suspect, &loader)?;
    let terms = settle(&mut original, &rules);
    let terms = original.url.is_some().then_some(terms);
    let audit = pair(&page, &original, terms.as_ref());
    print(&match args.one.format {
        PairFormat::Human => report::pair(
            &audit,
            &original.text,
            &page.text,
            PairOptions {
                drawing: to.stdout(),
                width: columns(),
                full: args.full,
            },
        ),
        PairFormat::Json => report::json(std::slice::from_ref(&audit), View::default()),
    })?;
    Ok(Outcome::of(&Summary::of(&[audit]), Severity::Error))
}
