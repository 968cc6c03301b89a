//! The configuration that `creditline init` writes.

use url::Url;

use crate::site::Generator;

/// What is known about the folder that a configuration is written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starter {
    /// What builds the site.
    pub generator: Option<Generator>,
    /// Patterns of pages that the generator makes by itself: they show what other pages credit.
    pub lists: Vec<String>,
    /// Where the built pages are.
    pub pages: String,
    /// Where the articles are that must be credited.
    pub originals: String,
    /// Where the site is published.
    pub base_url: Option<Url>,
    /// The rules that the articles there come under, for a comment.
    pub rules: Vec<String>,
}

/// Where editors find the schema of the configuration.
const SCHEMA: &str = concat!(
    env!("CARGO_PKG_REPOSITORY"),
    "/raw/main/schemas/config.v1.json"
);

/// A commented configuration. Prose stands behind `# `; what stands behind `#` alone is an example that can be taken in by
/// removing the `#`.
pub fn starter(starter: &Starter) -> String {
    let Starter {
        generator,
        lists,
        pages,
        originals,
        base_url,
        rules,
    } = starter;
    let pages_note = match generator {
        Some(generator) => {
            let builder = generator.name();
            format!("{builder} builds the site into `{pages}`: build it before the check.")
        }
        None => "Name the folder of the built pages.".to_owned(),
    };
    let base_url = match base_url {
        Some(url) => format!("base-url: {url}"),
        None => "#base-url: https://our-site.example/".to_owned(),
    };
    let exclude = match lists.as_slice() {
        [] => format!("#exclude:\n#  - {pages}/tags/**"),
        lists => {
            let items: Vec<String> = lists
                .iter()
                .map(|list| format!("\n  - {}", quoted(list)))
                .collect();
            format!("exclude:{}", items.concat())
        }
    };
    let site = match generator {
        Some(generator) => format!("site: {}", generator.word()),
        None => "#site: hugo".to_owned(),
    };
    let used = match rules.as_slice() {
        [] => String::new(),
        rules => format!(" The articles there come under: {}.", rules.join(", ")),
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

# Very many originals: the folder that `creditline library build` made of them.
#library: library

# The pages that may reprint them: whatever can be an original. {pages_note}
suspects:
  - {pages}

# Suspects that are left out: lists of other pages above all.
{exclude}

# Where the suspects are published: a page's own address is this plus its path.
{base_url}

# What builds the pages (hugo, jekyll, hexo, astro, eleventy, docusaurus, none): findings then point at the sources, and
# --fix changes those. A map says more: generator, content (folders of sources), map (page: source).
{site}

# Sites of one owner: a page on one of them may reprint an original of another.
#same-owner:
#  - our-site.example
#  - \"*.our-site.example\"

# Of a text that is known under several addresses, the one to credit: sites, the preferred first.
#prefer: [our-site.example]

# Originals that are one work, such as translations that do not name each other: a credit to any of them counts.
#works:
#  - [https://our-site.example/en/moorings, https://our-site.example/de/liegeplaetze]

# The keys of front matter from which the theme prints where a text is from: the name of a theme (butterfly, papermod,
# source-map), or the keys themselves. Sources are then judged by them, and --fix writes them.
#front-matter-credit:
#  url: source.url
#  author: source.author

# Rule files beside the built-in rules, and changes to rules.{used}
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
#  no-hints: true
#  # The language of the HTML report.
#  report-language: de
#  # Known findings, written by `creditline check --update-baseline`: only new ones fail.
#  baseline: creditline-baseline.txt

# How web addresses are fetched.
#network:
#  timeout: 30s
#  hosts:
#    slow.example: {{ interval: 5s, per-host: 1 }}

# Search engines that `creditline find` asks for copies.
#search:
#  searxng:
#    values: {{ base: https://search.our-site.example }}

# Who writes the letters of `creditline notice`, and by when an answer is asked for.
#letters:
#  sender: {{ name: Our Desk, address: rights@our-site.example }}
#  recipients:
#    copier.example: {{ address: editors@copier.example }}
#  reply-days: 14

# Findings to live with. A reason is required; what matches nothing, or has expired, is told.
#ignore:
#  - page: {pages}/press/*.html
#    code: missing-link
#    reason: syndication contract of March
#    until: 2027-03-31
"
    )
}

/// A pattern as YAML takes it: one that begins with `*` would be an alias.
fn quoted(pattern: &str) -> String {
    if pattern.starts_with('*') || pattern.contains(['[', '{', '#', ':']) {
        format!("\"{pattern}\"")
    } else {
        pattern.to_owned()
    }
}
