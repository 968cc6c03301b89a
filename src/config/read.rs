//! From YAML to a configuration, with every problem of the file.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use url::Url;

use crate::audit::{Ignore, Owners, PageGlob, SuppressedBy};
use crate::finding::{Code, SEVERITIES, Severity};
use crate::rules::{self, Adjustment};
use crate::search;
use crate::yaml::{Node, Problem, Reader, Value, document};

use super::model::{Adjust, Check, Config, Entry, Report, VERSION};
use super::{keys, letters, network, site, words};

/// The folder of a library; it may be built later than this is read.
fn library(reader: &mut Reader<'_>, node: &Node, home: &Home) -> Option<Entry> {
    let written = reader.text(node, "`library`")?;
    Some(Entry {
        target: home.folder.join(&written),
        place: reader.place(node),
        written,
    })
}

/// Language files. Their paths are taken from the folder of the configuration.
fn language_files(reader: &mut Reader<'_>, node: &Node, home: &Home) -> Vec<Entry> {
    present(reader, node, "language file", |written| {
        let path = home.folder.join(written);
        match path.exists() {
            true => Ok(path),
            false => Err("paths are taken from the configuration's folder".to_owned()),
        }
    })
}

/// What is named must be there: what `find` does not find is told at its line, not at the end of the run.
fn present(
    reader: &mut Reader<'_>,
    node: &Node,
    what: &str,
    find: impl Fn(&str) -> Result<PathBuf, String>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for node in reader.one_or_list(node) {
        let Some(written) = reader.text(node, &format!("a {what}")) else {
            continue;
        };
        match find(&written) {
            Ok(target) => entries.push(Entry {
                target,
                place: reader.place(node),
                written,
            }),
            Err(help) => {
                let message = format!("there is no {what} `{written}`");
                reader.error_help(node.referenced, message, help);
            }
        }
    }
    entries
}

/// Reads the text of the file at `file`.
///
/// # Errors
/// All problems found, sorted by place.
pub(super) fn config(file: &Path, text: &str) -> Result<Config, Vec<Problem>> {
    let home = Home {
        folder: file.parent().unwrap_or(Path::new("")).to_owned(),
        start: std::env::current_dir().unwrap_or_default(),
        patterns: Cell::new(PATTERNS),
    };
    document(&file.display().to_string(), text, |reader, node| {
        read(reader, node, &home)
    })
}

/// From where paths are meant.
struct Home {
    /// The folder of the file, as it is named from the working directory.
    folder: PathBuf,
    /// The working directory.
    start: PathBuf,
    /// Bytes of patterns that may still be written.
    patterns: Cell<usize>,
}

/// Bytes of all patterns of pages of a configuration: what compiles in half a second (measured: 560 KB took 1.2 s).
const PATTERNS: usize = 256 * 1024;

fn read(reader: &mut Reader<'_>, node: &Node, home: &Home) -> Option<Config> {
    let outline = format!(
        "a configuration is `version: {VERSION}`, `originals:` and `suspects:`; `creditline init` writes one"
    );
    let fields = reader.versioned(node, VERSION, "the configuration", keys::FILE, &outline)?;
    let mut config = Config::default();
    for (key, list) in [
        ("originals", &mut config.originals),
        ("suspects", &mut config.suspects),
    ] {
        if let Some(node) = fields.get(key) {
            *list = entries(reader, node, &format!("an item of `{key}`"), home);
        }
    }
    if let Some(node) = fields.get("library") {
        config.library = library(reader, node, home);
    }
    if let Some(node) = fields.get("languages") {
        config.languages = language_files(reader, node, home);
    }
    if let Some(node) = fields.get("exclude") {
        for node in reader.one_or_list(node) {
            let glob = pattern(reader, node, "an item of `exclude`", home);
            config
                .exclude
                .extend(glob.map(|glob| (glob, reader.place(node))));
        }
    }
    if let Some(node) = fields.get("base-url") {
        config.base_url = address(reader, node, "`base-url`");
    }
    if let Some(node) = fields.get("site") {
        config.site = site::read(reader, node, &home.folder);
    }
    if let Some(node) = fields.get("front-matter-credit") {
        config.credit_keys = site::credit_keys(reader, node);
    }
    if let Some(node) = fields.get("rules") {
        rules(reader, node, home, &mut config);
    }
    if let Some(node) = fields.get("severity") {
        config.severity = severities(reader, node);
    }
    if let Some(node) = fields.get("same-owner") {
        config.owners = owners(reader, node);
    }
    if let Some(node) = fields.get("prefer") {
        for node in reader.one_or_list(node) {
            config.prefer.extend(site_of(reader, node, "`prefer`"));
        }
    }
    if let Some(node) = fields.get("works") {
        for work in reader.list(node, "`works`").unwrap_or_default() {
            let nodes = reader.list(work, "a work").unwrap_or_default();
            let urls = nodes
                .iter()
                .filter_map(|node| address(reader, node, "an address of `works`"));
            config.works.push(urls.collect());
        }
    }
    if let Some(node) = fields.get("check") {
        config.check = check(reader, node, home);
    }
    if let Some(node) = fields.get("network") {
        config.network = network::read(reader, node, &home.folder);
    }
    if let Some(node) = fields.get("search") {
        for (name, node) in reader.any_map(node, "`search`").unwrap_or_default() {
            let engine = search::engine(reader, &name.value, node);
            config.search.extend(engine);
        }
    }
    if let Some(node) = fields.get("letters") {
        config.letters = letters::read(reader, node);
    }
    if let Some(node) = fields.get("ignore") {
        for item in reader.list(node, "`ignore`").unwrap_or_default() {
            config.ignore.extend(ignore(reader, item, home));
        }
    }
    Some(config)
}

/// Paths, patterns and addresses. Paths are taken from `folder`; addresses and standard input stay as they are.
fn entries(reader: &mut Reader<'_>, node: &Node, what: &str, home: &Home) -> Vec<Entry> {
    let mut entries = Vec::new();
    for node in reader.one_or_list(node) {
        let Some(written) = reader.text(node, what) else {
            continue;
        };
        if written == "-" {
            reader.error_help(
                node.referenced,
                format!("{what} cannot be standard input"),
                "name a file, a directory, a pattern or an address",
            );
            continue;
        }
        let target = match written.split_once(':') {
            _ if written.contains("://") => written.clone().into(),
            Some((kind @ ("sitemap" | "feed" | "feed-content"), path)) => {
                format!("{kind}:{}", home.folder.join(path).display()).into()
            }
            _ => home.folder.join(&written),
        };
        entries.push(Entry {
            target,
            place: reader.place(node),
            written,
        });
    }
    entries
}

fn pattern(reader: &mut Reader<'_>, node: &Node, what: &str, home: &Home) -> Option<PageGlob> {
    let pattern = reader.text(node, what)?;
    let Some(left) = home.patterns.get().checked_sub(pattern.len()) else {
        // Said once.
        if home.patterns.replace(0) > 0 {
            reader.error_help(
                node.referenced,
                format!("the patterns up to here have more than {PATTERNS} bytes"),
                "leave out whole folders, such as `public/tags/**`, instead of single pages",
            );
        }
        return None;
    };
    home.patterns.set(left);
    match PageGlob::below(&home.folder, &home.start, &pattern) {
        Ok(glob) => Some(glob),
        Err(message) => {
            reader.error(node.referenced, format!("{what}: {message}"));
            None
        }
    }
}

fn address(reader: &mut Reader<'_>, node: &Node, what: &str) -> Option<Url> {
    let text = reader.text(node, what)?;
    match Url::parse(&text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Some(url),
        _ => {
            reader.error_help(
                node.referenced,
                format!("{what} is no web address"),
                "such as https://our-site.example/",
            );
            None
        }
    }
}

fn rules(reader: &mut Reader<'_>, node: &Node, home: &Home, config: &mut Config) {
    // A list, or one text, is the files alone.
    if !matches!(node.value, Value::Map(_)) {
        config.rules = rule_files(reader, node, home);
        return;
    }
    let Some(fields) = reader.map(node, "`rules`", keys::RULES) else {
        return;
    };
    if let Some(node) = fields.get("files") {
        config.rules = rule_files(reader, node, home);
    }
    let Some(node) = fields.get("adjust") else {
        return;
    };
    for (id, node) in reader.any_map(node, "`adjust`").unwrap_or_default() {
        let Some(fields) = reader.map(node, "the changes to a rule", keys::ADJUST) else {
            continue;
        };
        let mut change = Adjustment::default();
        if let Some(node) = fields.get("disable") {
            change.disable = reader.boolean(node, "`disable`").unwrap_or_default();
        }
        if let Some(node) = fields.get("severity") {
            change.severity = severities(reader, node);
        }
        if let Some(node) = fields.get("aliases") {
            change.aliases = reader.texts(node, "an alias");
        }
        if let Some(node) = fields.get("allow") {
            change.allow = reader.texts(node, "an item of `allow`");
        }
        config.adjust.push(Adjust {
            id: id.value.clone(),
            change,
            place: reader.place_of(id.referenced),
        });
    }
}

/// Rule files, folders of them, and built-in sets.
fn rule_files(reader: &mut Reader<'_>, node: &Node, home: &Home) -> Vec<Entry> {
    present(reader, node, "rule set", |written| {
        let path = home.folder.join(written);
        if path.exists() {
            return Ok(path);
        }
        if rules::is_builtin(written) {
            return Ok(written.into());
        }
        Err(match crate::yaml::did_you_mean(written, rules::builtin_names()) {
            Some(near) => format!("did you mean the built-in set `{near}`?"),
            None => "paths are taken from the configuration's folder; `creditline rules list` names the built-in sets"
                .to_owned(),
        })
    })
}

fn severities(reader: &mut Reader<'_>, node: &Node) -> BTreeMap<Code, Severity> {
    let mut severities = BTreeMap::new();
    for (code, node) in reader.any_map(node, "`severity`").unwrap_or_default() {
        let code = reader.word(&code.value, code.referenced, "code of a finding", &codes());
        let severity = reader.one_of(node, "severity", SEVERITIES);
        severities.extend(code.zip(severity));
    }
    severities
}

fn codes() -> Vec<(&'static str, Code)> {
    Code::ALL
        .iter()
        .map(|code| (code.as_str(), *code))
        .collect()
}

/// One list of sites that belong together, or a list of such lists.
fn owners(reader: &mut Reader<'_>, node: &Node) -> Owners {
    let mut owners = Owners::default();
    let Some(items) = reader.list(node, "`same-owner`") else {
        return owners;
    };
    let nested = items
        .iter()
        .any(|item| matches!(item.value, Value::List(_)));
    let groups: Vec<&Node> = if nested {
        items.iter().collect()
    } else {
        vec![node]
    };
    for group in groups {
        let mut sites = Vec::new();
        for node in reader.list(group, "an owner").unwrap_or_default() {
            sites.extend(site_of(reader, node, "`same-owner`"));
        }
        owners.add(sites);
    }
    owners
}

/// A site, as [`Owners::add`] takes it.
fn site_of(reader: &mut Reader<'_>, node: &Node, key: &str) -> Option<String> {
    let site = reader.text(node, &format!("a site of {key}"))?;
    let host = site.split('/').next().unwrap_or_default();
    if network::is_host(host.strip_prefix("*.").unwrap_or(host)) {
        return Some(site);
    }
    reader.error_help(
        node.referenced,
        format!("`{site}` is no site"),
        "a site is a host (example.org), *.example.org for all below it, or a host with the start of a path \
         (example.org/@ours)",
    );
    None
}

fn check(reader: &mut Reader<'_>, node: &Node, home: &Home) -> Check {
    let mut check = Check::default();
    let Some(fields) = reader.map(node, "`check`", keys::CHECK) else {
        return check;
    };
    if let Some(node) = fields.get("fail-on") {
        check.fail_on = reader.one_of(node, "value of `fail-on`", words::FAIL_ON);
    }
    if let Some(node) = fields.get("min-confidence") {
        check.min_confidence =
            reader.one_of(node, "value of `min-confidence`", words::MIN_CONFIDENCE);
    }
    if let Some(node) = fields.get("allow-unverifiable") {
        check.allow_unverifiable = reader.boolean(node, "`allow-unverifiable`");
    }
    if let Some(node) = fields.get("jobs") {
        check.jobs = reader
            .number(node, "`jobs`", 0.0..=1024.0)
            .and_then(|_| reader.count(node, "`jobs`"));
    }
    if let Some(node) = fields.get("format") {
        check.format = reader.one_of(node, "form of a report", &words::formats());
    }
    if let Some(node) = fields.get("reports") {
        for (format, node) in reader.any_map(node, "`reports`").unwrap_or_default() {
            let format = reader.word(
                &format.value,
                format.referenced,
                "form of a report",
                &words::formats(),
            );
            let file = reader.text(node, "the file of a report");
            check
                .reports
                .extend(format.zip(file).map(|(format, file)| Report {
                    format,
                    file: home.folder.join(file),
                }));
        }
    }
    if let Some(node) = fields.get("show") {
        for node in reader.one_or_list(node) {
            let shown = reader.one_of(node, "value of `show`", &named(words::SHOWN));
            check.show.extend(shown);
        }
    }
    if let Some(node) = fields.get("no-hints") {
        check.no_hints = reader.boolean(node, "`no-hints`");
    }
    if let Some(node) = fields.get("no-group") {
        check.no_group = reader.boolean(node, "`no-group`");
    }
    if let Some(node) = fields.get("report-language") {
        check.report_language = reader.text(node, "`report-language`");
    }
    if let Some(node) = fields.get("baseline") {
        check.baseline = reader
            .text(node, "`baseline`")
            .map(|file| home.folder.join(file));
    }
    check
}

/// Words that stand for themselves.
fn named(words: &[&'static str]) -> Vec<(&'static str, &'static str)> {
    words.iter().map(|word| (*word, *word)).collect()
}

fn ignore(reader: &mut Reader<'_>, node: &Node, home: &Home) -> Option<Ignore> {
    let fields = reader.map(node, "an ignore", keys::IGNORE)?;
    let page = fields
        .get("page")
        .and_then(|node| pattern(reader, node, "`page`", home));
    let mut codes = Vec::new();
    if let Some(node) = fields.get("code") {
        let known = self::codes();
        for node in reader.one_or_list(node) {
            codes.extend(reader.one_of(node, "code of a finding", &known));
        }
    }
    let until = fields.get("until").and_then(|node| {
        let text = reader.text(node, "`until`")?;
        let date = text.parse::<Date>().ok();
        if date.is_none() {
            reader.error_help(
                node.referenced,
                format!("`{text}` is not a valid date"),
                "write the last day on which it holds as YYYY-MM-DD",
            );
        }
        date
    });
    if fields.get("page").is_none() && fields.get("code").is_none() {
        reader.error_help(
            node.referenced,
            "an ignore for all findings on all pages",
            "say which `page` or which `code` it is for",
        );
    }
    let reason = match fields.get("reason") {
        Some(node) => reader.text(node, "`reason`"),
        None => {
            reader.error_help(
                node.referenced,
                "an ignore without a `reason`",
                "say why, for those who read it next year",
            );
            None
        }
    };
    Some(Ignore {
        page,
        codes,
        original: fields
            .get("original")
            .and_then(|node| reader.text(node, "`original`")),
        rule: fields
            .get("rule")
            .and_then(|node| reader.text(node, "`rule`")),
        reason: reason?,
        until,
        by: SuppressedBy::Config,
        place: reader.place(node),
    })
}
