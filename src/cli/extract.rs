//! `creditline extract`: what the tool sees.

use crate::audit::read_original;
use crate::report;

use super::Outcome;
use super::args::{ExtractArgs, PairFormat};
use super::inputs::{self, one_page};
use super::output::{Terminal, print};

/// Reads one page and shows it.
pub(super) fn run(args: &ExtractArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let rules = inputs::rules(&args.rules.rules, to)?;
    let page = one_page(&args.input, &args.network.loader())?;
    // A page without text cannot be an original; everything else about it can be shown.
    let original = read_original(&page, &rules).ok();
    print(&match args.format {
        PairFormat::Human => report::extract(&page, original.as_ref()),
        PairFormat::Json => report::extract_json(&page, original.as_ref()),
    })?;
    Ok(Outcome::Clean)
}
