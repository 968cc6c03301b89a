//! `creditline extract`: what the tool sees.

use std::ffi::OsString;

use crate::audit::read_original;
use crate::report;
use clap::Args;

use super::Outcome;
use super::inputs::one_page;
use super::one::OneArgs;
use super::output::{Terminal, print};
use super::shared::PairFormat;

#[derive(Debug, Args)]
pub(super) struct ExtractArgs {
    /// The page: a file, a URL, or `-`.
    pub(super) input: OsString,

    #[command(flatten)]
    pub(super) one: OneArgs,
}

/// Reads one page and shows it.
pub(super) fn run(args: &ExtractArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let rules = args.one.rules(to)?;
    let page = one_page(&args.input, &args.one.network.loader())?;
    // A page without text cannot be an original; everything else about it can be shown.
    let original = read_original(&page, &rules).ok();
    print(&match args.one.format {
        PairFormat::Human => report::extract(&page, original.as_ref()),
        PairFormat::Json => report::extract_json(&page, original.as_ref()),
    })?;
    Ok(Outcome::Clean)
}
