//! What can be typed behind several commands.

use std::path::PathBuf;

use clap::builder::{PossibleValue, RangedU64ValueParser};
use clap::{Args, ValueEnum};

use super::network::NetworkArgs;
use crate::report::Format;

#[derive(Debug, Clone, Default, Args)]
pub(super) struct ConfigArgs {
    /// Use this configuration instead of the `creditline.yaml` found in the working directory or above it.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "no_config",
        help_heading = "Configuration"
    )]
    pub(super) config: Option<PathBuf>,

    /// Use no configuration.
    #[arg(long, help_heading = "Configuration")]
    pub(super) no_config: bool,
}

/// A number of threads, as many at most as in a configuration file: a system that is asked for millions stands still.
pub(super) fn threads() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(..=1024)
}

#[derive(Debug, Clone, Default, Args)]
pub(super) struct RulesArgs {
    /// Rule sets beside the built-in ones: a YAML file, a directory of them, or a built-in name. Can be repeated.
    #[arg(long, value_name = "FILE|DIR|NAME")]
    pub(super) rules: Vec<PathBuf>,
}

/// How the commands that show single pages read them, and in which form they answer.
#[derive(Debug, Args)]
pub(super) struct OneArgs {
    #[command(flatten)]
    pub(super) rules: RulesArgs,

    #[command(flatten)]
    pub(super) network: NetworkArgs,

    /// The form of the output.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: PairFormat,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = self.help();
        Some(PossibleValue::new(self.name()).help(help.trim_end_matches('.').to_owned()))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PairFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}
