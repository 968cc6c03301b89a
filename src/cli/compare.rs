//! `creditline compare`: one original, one suspect.

use crate::audit::{Summary, pair, read_original, settle};
use crate::finding::Severity;
use crate::report::{self, PairOptions, View};

use super::Outcome;
use super::args::{CompareArgs, PairFormat};
use super::inputs::{self, one_page};
use super::output::{Terminal, columns, print};

/// Compares, reports, and ends as `check` would.
pub(super) fn run(args: &CompareArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let rules = inputs::rules(&args.rules.rules, to)?;
    let loader = args.network.loader();
    let mut original = read_original(&one_page(&args.original, &loader)?, &rules)?;
    let page = one_page(&args.suspect, &loader)?;
    let terms = settle(&mut original, &rules);
    let terms = original.url.is_some().then_some(terms);
    let audit = pair(&page, &original, terms.as_ref());
    print(&match args.format {
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
