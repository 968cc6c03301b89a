//! The keys of rule files, in the order of the documentation. The reader and the JSON Schema both use these tables.

pub(crate) const FILE: &[&str] = &["version", "extends", "rules"];

/// The keys of a rule, in the order of the documentation.
pub(crate) const RULE: &[&str] = &[
    "id",
    "extends",
    "summary",
    "docs",
    "checked",
    "applies-to",
    "ask",
    "defaults",
    "aliases",
    "reprint",
    "voice",
    "require",
    "fix",
    "manual",
    "metadata",
    "tests",
];

pub(crate) const APPLIES: &[&str] = &["sites", "urls", "languages", "licenses"];

pub(crate) const REPRINT: &[&str] = &[
    "classes",
    "full-share",
    "partial-share",
    "partial-words",
    "partial-han",
    "excerpt-words",
    "excerpt-han",
    "core-words",
    "core-han",
    "quotation-page-share",
];

pub(crate) const TEST: &[&str] = &["name", "original", "page", "expect"];

pub(crate) const INPUT: &[&str] = &["path", "html", "markdown", "text"];

/// What a test's page may be made of instead: a copy of the original with something around it or changed in it.
pub(crate) const COPY: &[&str] = &["head", "above", "below", "replace"];

pub(crate) const EXPECT: &[&str] = &["codes", "verdict"];
