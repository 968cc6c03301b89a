//! What a check does.

use std::ffi::OsString;
use std::path::PathBuf;

use creditline::finding::Severity;
use creditline::input::LoadOptions;
use url::Url;

use crate::cli::args::{CheckArgs, Format};
use crate::cli::living::LivingSettings;

/// What a check does: flags over defaults.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) originals: Vec<OsString>,
    pub(super) suspects: Vec<OsString>,
    pub(super) base_url: Option<Url>,
    /// Rule sets beside the built-in ones.
    pub(super) rules: Vec<PathBuf>,
    pub(super) load: LoadOptions,
    pub(super) living: LivingSettings,
    pub(super) format: Format,
    pub(super) fail_on: Severity,
    pub(super) exit_zero: bool,
    pub(super) allow_unverifiable: bool,
    pub(super) jobs: usize,
}

impl Settings {
    pub(super) fn new(args: &CheckArgs) -> Self {
        Self {
            originals: args.originals.clone(),
            suspects: args.suspects.clone(),
            base_url: args.base_url.clone(),
            rules: args.rules.rules.clone(),
            load: args.network.load_options(),
            living: LivingSettings::from(&args.living),
            format: args.format,
            fail_on: args.fail_on.into(),
            exit_zero: args.exit_zero,
            allow_unverifiable: args.allow_unverifiable,
            jobs: args.jobs,
        }
    }
}
