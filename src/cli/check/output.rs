//! What a check hands out.

use creditline::audit::Audit;
use creditline::report;

use super::settings::Settings;
use crate::cli::args::Format;
use crate::cli::output::{Terminal, print};

/// Writes the report to standard output.
pub(super) fn write(audits: &[Audit], settings: &Settings, to: Terminal) -> anyhow::Result<()> {
    print(&match settings.format {
        Format::Human => report::human(audits, to.stdout()),
        Format::Concise => report::concise(audits),
        Format::Json => report::json(audits),
    })
}
