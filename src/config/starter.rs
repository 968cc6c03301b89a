//! The configuration that `creditline init` writes.

use url::Url;

/// What is known about the folder that a configuration is written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// What builds the site, for a comment.
    pub builder: Option<&'static str>,
    /// Where the built pages are.
    pub pages: String,
    /// Where the articles are that must be credited.
    pub originals: String,
    /// Where the site is published.
    pub base_url: Option<Url>,
}

/// Where editors find the schema of the configuration.
const SCHEMA: &str = concat!(
    env!("CARGO_PKG_REPOSITORY"),
    "/raw/main/schemas/config.v1.json"
);

/// A commented configuration. Prose stands behind `# `; what stands behind `#` alone is an example that can be taken in by
/// removing the `#`.
pub fn starter(site: &Site) -> String {
    let Site {
        builder,
        pages,
        originals,
        base_url,
    } = site;
    let pages_note = match builder {
        Some(builder) => {
            format!("{builder} builds the site into `{pages}`: build it before the check.")
        }
        None => "Name the folder of the built pages.".to_owned(),
    };
    let base_url = match base_url {
        Some(url) => format!("base-url: {url}"),
        None => "#base-url: https://our-site.example/".to_owned(),
    };
    format!(
        "\
# yaml-language-server: $schema={SCHEMA}
#
# What `creditline check` does in this folder and below. Paths are taken from the folder of this file; flags of the
# command line go before it.
version: 1

# The articles that must be credited: files, folders, patterns (texts/**/*.md), web addresses, sitemap:URL, feed:URL,
# web archives. `creditline terms FILE` shows what one of them asks for.
originals:
  - {originals}

# The pages that may reprint them: whatever can be an original. {pages_note}
suspects:
  - {pages}

# Suspects that are left out.
#exclude:
#  - {pages}/tags/**

# Where the suspects are published: a page's own address is this plus its path.
{base_url}

# Sites of one owner: a page on one of them may reprint an original of another.
#same-owner:
#  - our-site.example
#  - \"*.our-site.example\"

# Of a text that is known under several addresses, the one to credit: sites, the preferred first.
#prefer: [our-site.example]

# Rule files beside the built-in rules, and changes to rules.
#rules:
#  files: [cc-by]
#  adjust:
#    wpcom:
#      severity: {{ missing-author: error }}

# Language files beside the built-in ones: they add a language, or words to one that is there.
#languages: []

# Severities for all rules: error, warning, note, off.
#severity:
#  plain-text-url: warning

#check:
#  # The least severity that makes the run fail.
#  fail-on: error
#  # The least confidence that is reported: low, medium or high.
#  min-confidence: low
#  # Whether what cannot be judged passes; otherwise it gives exit code 3.
#  allow-unverifiable: false
#  # More in the reports for people: possible rewordings and translations; and each finding by itself.
#  show: [possible]
#  no-group: true
#  # Known findings, written by `creditline check --update-baseline`: only new ones fail.
#  baseline: creditline-baseline.txt

# How web addresses are fetched.
#network:
#  timeout: 30s
#  hosts:
#    slow.example: {{ interval: 5s, per-host: 1 }}

# Findings to live with. A reason is required; what matches nothing, or has expired, is told.
#ignore:
#  - page: {pages}/press/*.html
#    code: missing-link
#    reason: syndication contract of March
#    until: 2027-03-31
"
    )
}
