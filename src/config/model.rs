//! What a configuration says.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use crate::audit::{Ignore, Owners, PageGlob};
use crate::finding::{Code, Confidence, Severity};
use crate::io::HostOptions;
use crate::letter::Party;
use crate::page::CreditKeys;
use crate::report::Format;
use crate::rules::Adjustment;
use crate::search::Engine;
use crate::site::SiteOptions;
use crate::yaml::Place;

/// The version of the configuration that this program reads.
pub const VERSION: u32 = 1;

/// A configuration, validated. What is `None` or empty was not written: the default holds.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The file as the user named it, or as it was found.
    pub file: PathBuf,
    /// Its text, for drawing excerpts.
    pub source: String,
    /// The originals: paths, patterns, addresses.
    pub originals: Vec<Entry>,
    /// The folder of a library of originals, beside them.
    pub library: Option<Entry>,
    /// The suspects: paths, patterns, addresses.
    pub suspects: Vec<Entry>,
    /// Patterns of suspects that are left out.
    pub exclude: Vec<(PageGlob, Place)>,
    /// Where a built site is published.
    pub base_url: Option<Url>,
    /// What builds the site, and where its sources are.
    pub site: SiteOptions,
    /// The keys of front matter from which the theme prints credits.
    pub credit_keys: Option<CreditKeys>,
    /// Rule files, folders of them, and names of built-in sets.
    pub rules: Vec<Entry>,
    /// Language files, and folders of them.
    pub languages: Vec<Entry>,
    /// Changes to single rules, in the order of the file.
    pub adjust: Vec<Adjust>,
    /// Severities for findings of all rules.
    pub severity: BTreeMap<Code, Severity>,
    /// Which sites belong to one owner.
    pub owners: Owners,
    /// Sites, the preferred first: of a text that is known under several addresses, which one to credit.
    pub prefer: Vec<String>,
    /// Lists of addresses, each of one work: translations of each other, copies under licence.
    pub works: Vec<Vec<Url>>,
    /// How to check and report.
    pub check: Check,
    /// How to fetch.
    pub network: Network,
    /// The search engines that can be asked for copies.
    pub search: Vec<Engine>,
    /// Who writes letters, and to whom.
    pub letters: Letters,
    /// Findings to live with.
    pub ignore: Vec<Ignore>,
}

/// An input of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it leads to: a path, taken from the file to where the program runs; anything else as it is written.
    pub target: PathBuf,
    /// As it is written.
    pub written: String,
    /// Where it is written.
    pub place: Place,
}

/// A change to one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjust {
    /// The rule.
    pub id: String,
    /// What is changed.
    pub change: Adjustment,
    /// Where it is written.
    pub place: Place,
}

/// How to check and report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// The least severity that makes the run fail.
    pub fail_on: Option<Severity>,
    /// The least confidence of a finding that is reported.
    pub min_confidence: Option<Confidence>,
    /// Whether what cannot be judged passes.
    pub allow_unverifiable: Option<bool>,
    /// Number of threads.
    pub jobs: Option<usize>,
    /// The form of the report on standard output.
    pub format: Option<Format>,
    /// Reports that are written to files.
    pub reports: Vec<Report>,
    /// What reports for people show beside the findings; of [`super::SHOWN`].
    pub show: Vec<&'static str>,
    /// Whether each finding is shown by itself.
    pub no_group: Option<bool>,
    /// Whether hints on what to do next are left out.
    pub no_hints: Option<bool>,
    /// The language of the HTML report, as a tag.
    pub report_language: Option<String>,
    /// The file of known findings.
    pub baseline: Option<PathBuf>,
}

/// A report that is written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its form.
    pub format: Format,
    /// Where it goes.
    pub file: PathBuf,
}

/// Who writes letters, and to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letters {
    /// Who writes.
    pub sender: Party,
    /// To whom letters to a site go, by its host or its registered name.
    pub recipients: BTreeMap<String, Party>,
    /// The days within which an answer is asked for.
    pub reply_days: Option<u16>,
}

/// How to fetch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Network {
    /// Fetch nothing.
    pub offline: Option<bool>,
    /// The proxy to use.
    pub proxy: Option<String>,
    /// How many requests run at a time.
    pub concurrency: Option<usize>,
    /// How long a connection may take.
    pub connect_timeout: Option<Duration>,
    /// How long a server may stay silent.
    pub read_timeout: Option<Duration>,
    /// The folder of the cache; inside `None` for no cache at all.
    pub cache: Option<Option<PathBuf>>,
    /// For all hosts.
    pub all: HostOptions,
    /// For single hosts, over what holds for all. The names are lower case.
    pub hosts: BTreeMap<String, HostOptions>,
}
