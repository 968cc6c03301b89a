//! The keys of the configuration, in the order of the documentation. The reader and the JSON Schema both use these
//! tables.

pub(super) const FILE: &[&str] = &[
    "version",
    "originals",
    "library",
    "suspects",
    "exclude",
    "base-url",
    "site",
    "front-matter-credit",
    "rules",
    "languages",
    "severity",
    "same-owner",
    "prefer",
    "works",
    "check",
    "network",
    "search",
    "letters",
    "ignore",
];

pub(super) const SITE: &[&str] = &["generator", "content", "map"];

pub(super) const RULES: &[&str] = &["files", "adjust"];

pub(super) const ADJUST: &[&str] = &["disable", "severity", "aliases", "allow"];

pub(super) const CHECK: &[&str] = &[
    "fail-on",
    "min-confidence",
    "allow-unverifiable",
    "jobs",
    "format",
    "reports",
    "show",
    "no-group",
    "no-hints",
    "report-language",
    "baseline",
];

/// What can be set for all hosts, and for one.
pub(super) const HOST: &[&str] = &[
    "interval",
    "per-host",
    "timeout",
    "attempts",
    "ignore-robots",
    "allow-private",
];

/// What can be set for all hosts only.
pub(super) const NETWORK: &[&str] = &[
    "offline",
    "proxy",
    "concurrency",
    "connect-timeout",
    "read-timeout",
    "cache",
    "hosts",
];

pub(super) const LETTERS: &[&str] = &["sender", "recipients", "reply-days"];

/// Who writes a letter, or gets it.
pub(super) const PARTY: &[&str] = &["name", "address"];

pub(super) const IGNORE: &[&str] = &["page", "code", "rule", "original", "reason", "until"];
