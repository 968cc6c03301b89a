//! `creditline terms`: what an original asks for, and whether its notice says so rightly.

mod check;

use crate::audit::read_original;
use crate::report;
use crate::rules::{draft, terms};
use anyhow::bail;

use super::Outcome;
use super::args::{PairFormat, TermsArgs};
use super::inputs::{self, one_page};
use super::output::{Terminal, print};

/// Reads one original and shows its terms, or checks the notices of many.
pub(super) fn run(args: &TermsArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let rules = inputs::rules(&args.rules.rules, to)?;
    if args.check {
        return check::run(args, &rules, to);
    }
    let [original] = args.originals.as_slice() else {
        bail!("the terms of one original are shown at a time; --check takes many");
    };
    let original = read_original(&one_page(original, &args.network.loader())?, &rules)?;
    let terms = terms(&original, &rules);
    if args.yaml {
        print(&draft(&original, &terms))?;
        return Ok(Outcome::Clean);
    }
    print(&match args.format {
        PairFormat::Human => report::terms(&original, &terms),
        PairFormat::Json => report::terms_json(&original, &terms),
    })?;
    Ok(Outcome::Clean)
}
