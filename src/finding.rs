//! Findings: a code, a severity, a message, a place and the exact text to paste to mend it.

use serde::{Deserialize, Serialize};

/// How bad a finding is. Ordered from harmless to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Not reported.
    Off,
    /// Worth knowing.
    Note,
    /// Should be mended.
    Warning,
    /// Fails the run by default.
    Error,
}

impl Severity {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a page makes of one original's terms. Ordered from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing is owed: the page is the original itself, or its owner's.
    Exempt,
    /// The credit is as the original asks.
    Credited,
    /// It could not be told.
    Unverifiable,
    /// Something that the original asks for is missing or wrong.
    NotCredited,
}

impl Verdict {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exempt => "exempt",
            Self::Credited => "credited",
            Self::Unverifiable => "unverifiable",
            Self::NotCredited => "not-credited",
        }
    }
}

/// One thing to tell about a page and an original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub code: Code,
    /// How bad it is, after the rule had its say.
    pub severity: Severity,
    /// One sentence for the person who mends it.
    pub message: String,
    /// The exact text to paste, in the page's language.
    pub fix: Option<String>,
    /// 1-based line in the decoded source.
    pub line: Option<u32>,
    /// 1-based column in characters.
    pub column: Option<u32>,
    /// The text of the page that proves it, as written.
    pub evidence: Option<String>,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// What a finding is about. The names are a contract with other programs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code's name in reports, configuration and rules.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The severity where no rule says otherwise.
            pub fn default_severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What it means, why it matters, how to mend it and an example.
            pub fn documentation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n",)+),)+ }
            }
        }
    };
}

codes! {
    /// No visible credit to this original at all.
    MissingAttribution = "missing-attribution", Error;
    /// The source is named but its URL is nowhere in the credit.
    MissingLink = "missing-link", Error;
    /// The credit's link goes elsewhere.
    WrongLink = "wrong-link", Error;
    /// The credit is there but readers cannot see it.
    HiddenAttribution = "hidden-attribution", Error;
    /// The credit stands only outside the article.
    MisplacedAttribution = "misplaced-attribution", Error;
    /// The page claims authorship, permalink or "original" for itself.
    ClaimedAsOwn = "claimed-as-own", Error;
    /// The author is not named.
    MissingAuthor = "missing-author", Warning;
    /// Another author is named.
    WrongAuthor = "wrong-author", Warning;
    /// The publisher is not named.
    MissingPublisher = "missing-publisher", Warning;
    /// The title is not given.
    MissingTitle = "missing-title", Warning;
    /// The licence is not named.
    MissingLicense = "missing-license", Warning;
    /// Another licence is named.
    WrongLicense = "wrong-license", Warning;
    /// A statement that the rule asks for is missing.
    MissingStatement = "missing-statement", Warning;
    /// The original's own notice was not kept.
    MissingNotice = "missing-notice", Warning;
    /// Markup that the rule asks for is missing.
    MissingMarkup = "missing-markup", Warning;
    /// The canonical link that the rule asks for is missing.
    MissingCanonical = "missing-canonical", Warning;
    /// The URL is shown but is not a link.
    PlainTextUrl = "plain-text-url", Note;
    /// The link is nofollow, ugc, sponsored or leads through a redirector.
    UnfollowableLink = "unfollowable-link", Note;
    /// The text was altered although the terms forbid it.
    AlteredText = "altered-text", Warning;
    /// More was taken than the terms allow.
    TooMuchReused = "too-much-reused", Warning;
    /// Links of the original were dropped.
    LinksDropped = "links-dropped", Warning;
    /// The only credit is the original's own notice carried along.
    CopiedNotice = "copied-notice", Note;
    /// Invisible or look-alike characters stand inside copied text.
    ObfuscatedCopy = "obfuscated-copy", Warning;
    /// The original forbids reprints without permission and the page is on no allow list.
    PermissionRequired = "permission-required", Error;
    /// The credited URL does not answer.
    DeadLink = "dead-link", Warning;
    /// A suppression matched nothing or has expired.
    UnusedIgnore = "unused-ignore", Warning;
}
