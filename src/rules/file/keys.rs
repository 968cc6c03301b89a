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

/// Every kind of requirement.
pub(crate) const KINDS: &[&str] = &[
    "link",
    "author",
    "publisher",
    "title",
    "statement",
    "keep-notice",
    "license",
    "placement",
    "visibility",
    "markup",
    "canonical",
    "noindex",
    "unaltered",
    "extent",
    "keep-links",
    "window",
    "no-competing-claim",
    "permission",
    "any-of",
    "all-of",
    "not",
];

/// What may stand beside the kind.
pub(crate) const BESIDE: &[&str] = &["severity", "when", "each"];

pub(crate) const LINK: &[&str] = &["to", "form", "follow", "direct", "anchor-on"];

pub(crate) const AUTHOR: &[&str] = &["all", "institution", "translator"];

pub(crate) const PUBLISHER: &[&str] = &["names"];

pub(crate) const LICENSE: &[&str] = &["names", "urls", "version", "agree"];

pub(crate) const MARKUP: &[&str] = &["selector", "url", "count"];

pub(crate) const PLACEMENT: &[&str] = &["top"];

pub(crate) const WINDOW: &[&str] = &["after-days", "within-days"];

pub(crate) const KEEP_LINKS: &[&str] = &["share"];

pub(crate) const UNALTERED: &[&str] = &["allow", "tolerance"];

pub(crate) const EXTENT: &[&str] = &["share", "percent", "words", "characters", "paragraphs"];

pub(crate) const PERMISSION: &[&str] = &["allow"];
/// Requirements that may be written by their name alone.
pub(crate) const PLAIN: &[&str] = &[
    "link",
    "author",
    "publisher",
    "license",
    "unaltered",
    "visibility",
    "keep-links",
    "title",
    "keep-notice",
    "canonical",
    "noindex",
    "no-competing-claim",
    "permission",
];
/// Where a demanded link may lead, besides an address.
pub(crate) const LINK_TARGETS: &[&str] = &["article", "site", "author", "license", "history"];
