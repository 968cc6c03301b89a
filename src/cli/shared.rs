//! What can be typed behind several commands.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use url::Url;

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

/// Threads at most, as in a configuration file: a system that is asked for millions stands still. By hand.
const THREADS: usize = 1024;

/// Reads a number of threads.
pub(super) fn threads(text: &str) -> Result<usize, String> {
    { text.parse::<usize>().ok() }
        .filter(|count| *count <= THREADS)
        .ok_or_else(|| format!("it is no whole number from 0 to {THREADS}"))
}

/// Reads a whole number.
pub(super) fn number<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| "it is no whole number, such as 14".to_owned())
}

/// Reads a day.
pub(super) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| {
        "it is no day of the calendar; write the year, the month and the day, such as 2027-02-01".to_owned()
    })
}

/// Reads a web address.
pub(super) fn web_address(text: &str) -> Result<Url, String> {
    let web = |text: &str| {
        let url = Url::parse(text).ok()?;
        (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
    };
    web(text).ok_or_else(|| {
        let whole = format!("https://{text}");
        match web(&whole).filter(|_| !text.contains("://")) {
            Some(_) => format!("it is no whole web address; write `{whole}`"),
            None => {
                "it is no web address; write it whole, such as https://example.org/blog/".to_owned()
            }
        }
    })
}

#[derive(Debug, Clone, Default, Args)]
pub(super) struct RulesArgs {
    /// Rule sets beside the built-in ones: a YAML file, a directory of them, or a built-in name. Can be repeated.
    #[arg(long, value_name = "FILE|DIR|NAME")]
    pub(super) rules: Vec<PathBuf>,
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
