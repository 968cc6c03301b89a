//! `creditline terms`: what an original asks for, and whether its notice says so rightly.

mod check;

use std::ffi::OsString;

use crate::audit::read_original;
use crate::report;
use crate::rules::{draft, terms};
use anyhow::bail;
use clap::Args;

use super::Outcome;
use super::inputs::one_page;
use super::one::OneArgs;
use super::output::{Terminal, print};
use super::shared::PairFormat;

#[derive(Debug, Args)]
pub(super) struct TermsArgs {
    /// The original: a file, a URL, or `-`. With --check any number of them, directories and `sitemap:URL` too.
    #[arg(value_name = "ORIGINAL", required = true)]
    pub(super) originals: Vec<OsString>,

    /// Check the notices instead: placeholders, addresses that lead elsewhere, licences that are named wrongly. Exit
    /// code 1 when something is found, 2 when something cannot be read.
    #[arg(long, conflicts_with = "yaml")]
    pub(super) check: bool,

    /// With --check: ask whether the addresses that the notices give answer.
    #[cfg(feature = "fetch")]
    #[arg(long, requires = "check", help_heading = "Network")]
    pub(super) check_links: bool,

    /// Draft a rule file for originals like this one instead.
    #[arg(long, conflicts_with = "format")]
    pub(super) yaml: bool,

    #[command(flatten)]
    pub(super) one: OneArgs,
}

/// Reads one original and shows its terms, or checks the notices of many.
pub(super) fn run(args: &TermsArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let rules = args.one.rules(to)?;
    if args.check {
        return check::run(args, &rules, to);
    }
    let [original] = args.originals.as_slice() else {
        bail!("the terms of one original are shown at a time; --check takes many");
    };
    let original = read_original(&one_page(original, &args.one.network.loader())?, &rules)?;
    let terms = terms(&original, &rules);
    if args.yaml {
        print(&draft(&original, &terms))?;
        return Ok(Outcome::Clean);
    }
    print(&match args.one.format {
        PairFormat::Human => report::terms(&original, &terms),
        PairFormat::Json => report::terms_json(&original, &terms),
    })?;
    Ok(Outcome::Clean)
}
