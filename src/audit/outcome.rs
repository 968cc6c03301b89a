//! What an audit says: the one model that every report is made from.

use crate::credit::Credit;
use crate::finding::{Code, Confidence, Finding, ReasonKind, Severity, Verdict};
use crate::matching::{Class, PassageKind, Reuse};
use crate::originals::Original;
use crate::rules::Place;
use crate::text::counts_characters;

use super::excerpt::Excerpt;
use super::fingerprint::Fingerprint;
use super::texts::Texts;

/// What was found out about one suspect.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Audit {
    /// Which page this is about.
    pub page: PageFacts,
    /// Whether it could be read and judged.
    pub status: Status,
    /// Why it could not be judged, when it could not.
    pub reason: Option<Reason>,
    /// The originals that the page reprints, most reproduced first.
    pub matches: Vec<Match>,
    /// Findings about the page (or the file) itself that belong to no original, such as a suppression of no use.
    pub remarks: Vec<Located>,
}

impl Audit {
    /// A suspect that could not be judged.
    pub fn failed(location: String, status: Status, reason: Reason) -> Self {
        Self {
            page: PageFacts {
                location,
                ..PageFacts::default()
            },
            status,
            reason: Some(reason),
            matches: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Whether nothing is to be told of the page but that it was checked.
    pub fn is_uneventful(&self) -> bool {
        self.status == Status::Audited
            && self.matches.is_empty()
            && self.remarks.is_empty()
            && self.page.unread_styles.is_empty()
    }

    /// Drops what only a report of the findings themselves shows, so that counts, hints and the reasons of exemptions are
    /// all that can still be told of it: what is kept of each page of a long run.
    pub fn lighten(&mut self) {
        let page = &mut self.page;
        page.title = None;
        page.url = None;
        page.found_at = None;
        page.named_sources = Vec::new();
        for found in &mut self.matches {
            found.reuse.passages = Vec::new();
            found.reuse.between = Vec::new();
            found.passages = Vec::new();
            found.credits = Vec::new();
            found.texts = None;
            found.original.manifestations = Vec::new();
            found.original.authors = Vec::new();
            for located in &mut found.findings {
                let finding = &mut located.finding;
                finding.message = String::new();
                finding.fix = None;
                finding.evidence = None;
                located.edits = Vec::new();
            }
        }
    }

    /// The worst verdict of the matches; `None` when nothing is reprinted or nothing was judged.
    pub fn verdict(&self) -> Option<Verdict> {
        self.matches.iter().filter_map(|found| found.verdict).max()
    }

    /// All findings that count: those of its matches, in their order, then the remarks.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.located().map(|located| &located.finding)
    }

    /// As [`Audit::findings`], with their places and fingerprints.
    pub fn located(&self) -> impl Iterator<Item = &Located> {
        self.matches
            .iter()
            .flat_map(|found| &found.findings)
            .chain(&self.remarks)
    }

    /// What does not count, and why.
    pub(crate) fn suppressed(&self) -> impl Iterator<Item = &Suppressed> {
        self.matches.iter().flat_map(|found| &found.suppressed)
    }
}

/// Which page an audit is about.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct PageFacts {
    /// The path or URL as the user gave it.
    pub location: String,
    /// Where it is published: by the best evidence there is, which may be the page's own word.
    pub url: Option<String>,
    /// When it was fetched, where that should be told.
    pub fetched_at: Option<String>,
    /// The address it was fetched from, or that `--base-url` gives it: whatever the page itself says.
    pub found_at: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// The file that it is built from, where that is known.
    pub source: Option<String>,
    /// What it names as that file itself: paths, or addresses that end in one.
    pub named_sources: Vec<String>,
    /// The first addresses of linked style sheets that were not read: what they hide or show is unknown.
    pub unread_styles: Vec<String>,
    /// Whether there is no such page, by the server's word (404, 410) or that of the file system.
    pub is_gone: bool,
}

/// Whether a suspect could be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Status {
    /// It was read, matched and judged.
    Audited,
    /// It was found, but a limit or its nature kept it from being judged.
    Unverifiable,
    /// It could not be read at all.
    Unreadable,
    /// There is nothing to judge: it only sends its reader on.
    Skipped,
    /// It is no suspect but a file that steers the run, such as the configuration: only its remarks say something.
    Settings,
}

impl Status {
    /// Whether the suspect ought to have been judged, and was not.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Unverifiable | Self::Unreadable)
    }

    /// The word for it in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Audited => "audited",
            Self::Unverifiable => "unverifiable",
            Self::Unreadable => "unreadable",
            Self::Skipped => "skipped",
            Self::Settings => "settings",
        }
    }
}

/// Why a suspect could not be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reason {
    /// What kind of reason, such as `too-large`.
    pub kind: ReasonKind,
    /// What happened and what to do, for people.
    pub message: String,
    /// The status of the server's answer, where that is the reason.
    pub http_status: Option<u16>,
}

impl Reason {
    /// A reason of this kind.
    pub fn new(kind: ReasonKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            http_status: None,
        }
    }
}

/// One original on one page.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Match {
    /// Which original.
    pub original: OriginalFacts,
    /// How much of it was taken, and where. Byte ranges; [`Match::passages`] holds character offsets.
    pub reuse: Reuse,
    /// The passages as reports show them.
    pub passages: Vec<PassageFacts>,
    /// The id of the rule that was applied; `None` when only the reuse was judged.
    pub rule: Option<String>,
    /// The evidence of credit found on the page.
    pub credits: Vec<Credit>,
    /// What is wrong or worth knowing.
    pub findings: Vec<Located>,
    /// What would be wrong if somebody had not decided to live with it.
    pub(crate) suppressed: Vec<Suppressed>,
    /// What the page makes of the original's terms; `None` when only the reuse was judged.
    pub verdict: Option<Verdict>,
    /// Why nothing is owed, for people; only where the verdict is [`Verdict::Exempt`].
    pub exempt: Option<String>,
    /// Why it could not be judged, where the verdict is [`Verdict::Unverifiable`], or why nothing is owed, where the
    /// reason has a word of its own.
    pub reason: Option<Reason>,
    /// The two texts, where a report wants to show them.
    pub(crate) texts: Option<Texts>,
    /// The case that the copy has, where the run is recorded.
    pub(crate) case: Option<CaseFacts>,
}

/// The case of a copy among those of a publisher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct CaseFacts {
    /// Its number.
    pub number: i64,
    /// Where it stands, in one word.
    pub state: &'static str,
}

impl Match {
    /// The findings that ask for attention. What is only a possible rewording or translation has notes for programs: it
    /// must be no reason to look, and none to fail.
    pub fn telling(&self) -> impl Iterator<Item = &Located> {
        self.findings
            .iter()
            .filter(|located| self.is_telling(located))
    }

    /// Whether a finding of this match asks for attention.
    pub fn is_telling(&self, located: &Located) -> bool {
        !self.reuse.class.is_possible() || located.finding.severity > Severity::Note
    }
}

/// Which original a match is about.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct OriginalFacts {
    /// Short name, unique within the library.
    pub id: String,
    /// The short name of its work: that of the manifestation to credit.
    pub work: String,
    /// The addresses under which the work is known, the one to credit first, at most twenty; empty where
    /// there is one only.
    pub manifestations: Vec<Manifestation>,
    /// The path or URL as the user gave it.
    pub location: String,
    /// The article's URL.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Where it says that a licence can be had.
    pub acquire_license: Option<String>,
    /// Whether most of its text is in a script that is counted by characters, such as Chinese.
    pub counts_characters: bool,
}

/// The most manifestations of a work that a report lists. By hand.
pub(super) const MANIFESTATIONS: usize = 20;

/// One of several originals that are the same work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Manifestation {
    /// Short name, unique within the library.
    pub id: String,
    /// The path or URL as the user gave it.
    pub location: String,
    /// Its URL.
    pub url: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
}

impl From<&Original> for Manifestation {
    fn from(original: &Original) -> Self {
        Self {
            id: original.id.clone(),
            location: original.location.clone(),
            url: original.url.as_ref().map(ToString::to_string),
            publisher: original.publisher.clone(),
        }
    }
}

impl From<&Original> for OriginalFacts {
    fn from(original: &Original) -> Self {
        Self {
            id: original.id.clone(),
            work: original.id.clone(),
            manifestations: Vec::new(),
            location: original.location.clone(),
            url: original.url.as_ref().map(ToString::to_string),
            title: original.title.clone(),
            authors: original.authors.clone(),
            publisher: original.publisher.clone(),
            acquire_license: original
                .rights
                .acquire_license
                .as_ref()
                .map(ToString::to_string),
            counts_characters: counts_characters(&original.text),
        }
    }
}

/// A passage as reports show it: character offsets into the texts that `creditline extract` prints.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PassageFacts {
    /// First and one past the last character in the original's text.
    pub original: (usize, usize),
    /// First and one past the last character in the page's text.
    pub page: (usize, usize),
    /// How the two stretches relate.
    pub kind: PassageKind,
    /// Share of aligned words that are equal, 0 to 1.
    pub similarity: f64,
    /// 1-based line in the page's source where it begins.
    pub line: u32,
    /// How it begins on the page: at most 160 characters, on one line.
    pub quote: String,
}

/// A finding with the stretch of source that it points at.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Located {
    /// The finding.
    pub finding: Finding,
    /// The source around its place.
    pub excerpt: Option<Excerpt>,
    /// By what it is the same finding in the next run; no other finding of this run has it.
    pub fingerprint: Fingerprint,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it is to be mended, where the page is built from another file.
    pub source: Option<SourcePlace>,
    /// What to change in the file of [`Located::place`] so that the finding is gone; empty where that is not known or was not asked for.
    pub edits: Vec<SourceEdit>,
}

/// A finding that does not count, and why.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Suppressed {
    /// The finding with its place on the page.
    pub located: Located,
    /// What suppressed it.
    pub by: SuppressedBy,
    /// The reason that was given; for the baseline there is none.
    pub reason: Option<String>,
    /// Where the suppression is written down.
    pub place: Option<Place>,
}

/// What suppressed a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SuppressedBy {
    /// An `ignore` of the configuration.
    Config,
    /// A comment in the page, which is a local file.
    Comment,
    /// It is in the baseline.
    Baseline,
    /// It is less sure than was asked for.
    Confidence,
}

/// A place in the file that a page is built from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourcePlace {
    /// The path of the file.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based column in characters.
    pub column: u32,
    /// The source around it.
    pub excerpt: Option<Excerpt>,
}

impl Located {
    /// A finding of which nothing else is known yet.
    pub(super) fn new(finding: Finding, excerpt: Option<Excerpt>) -> Self {
        Self {
            finding,
            excerpt,
            fingerprint: Fingerprint::default(),
            confidence: Confidence::High,
            source: None,
            edits: Vec::new(),
        }
    }

    /// A finding about a place in a file.
    pub(super) fn remark(code: Code, message: String, line: u32, column: u32) -> Self {
        let finding = Finding {
            code,
            severity: code.default_severity(),
            message,
            fix: None,
            line: Some(line),
            column: Some(column),
            evidence: None,
        };
        Self::new(finding, None)
    }

    /// Where to mend it: file or address, line and column. The page's own place where it is built from no other file.
    pub fn place<'a>(&'a self, page: &'a PageFacts) -> (&'a str, Option<u32>, Option<u32>) {
        match &self.source {
            Some(source) => (&source.file, Some(source.line), Some(source.column)),
            None => (&page.location, self.finding.line, self.finding.column),
        }
    }
}

/// A stretch of a page's source, as it is in the file, and what should stand there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourceEdit {
    /// Where it begins.
    pub start: SourcePoint,
    /// Where it ends; the same as the start where something is only put in.
    pub end: SourcePoint,
    /// What should stand there.
    pub text: String,
}

/// A place in the source of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourcePoint {
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    /// 1-based, in bytes of UTF-8.
    pub byte: u32,
}

/// The counts that open and close a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Suspects, judged or not.
    pub pages: usize,
    /// Matches: pairs of a page and an original. Possible rewordings and translations are none.
    pub reprints: usize,
    /// Matches that give the credit asked for.
    pub credited: usize,
    /// Matches that do not.
    pub not_credited: usize,
    /// Matches, and pages, that could not be judged.
    pub unverifiable: usize,
    /// Matches that owe nothing.
    pub exempt: usize,
    /// Matches that may reword or translate an original: likenesses to look at, counted nowhere else. Left out of the
    /// JSON report where there are none.
    #[serde(skip_serializing_if = "is_none")]
    pub possible: usize,
    /// Findings that ask for attention ([`Match::telling`]), by severity.
    pub errors: usize,
    /// Likewise.
    pub warnings: usize,
    /// Likewise.
    pub notes: usize,
    /// Findings that do not count because the configuration or a comment says so.
    pub ignored: usize,
    /// Findings that do not count because they are in the baseline.
    pub baselined: usize,
    /// Findings that do not count because they are less sure than was asked for. Left out of the JSON report where there
    /// are none.
    #[serde(skip_serializing_if = "is_none")]
    pub unsure: usize,
    /// Pages without anything to judge: redirects. Left out of the JSON report where there are none.
    #[serde(skip_serializing_if = "is_none")]
    pub skipped: usize,
    /// Of those that could not be judged, how many have only findings that do not count.
    #[serde(skip)]
    pub accepted: usize,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

impl Summary {
    /// Counts a run.
    pub fn of(audits: &[Audit]) -> Self {
        let mut summary = Self {
            pages: audits
                .iter()
                .filter(|audit| audit.status != Status::Settings)
                .count(),
            ..Self::default()
        };
        for audit in audits {
            summary.unverifiable += usize::from(audit.status.is_open());
            summary.skipped += usize::from(audit.status == Status::Skipped);
            for found in &audit.matches {
                let possible = found.reuse.class.is_possible();
                summary.possible += usize::from(possible);
                summary.reprints += usize::from(!possible && found.reuse.class != Class::None);
                match found.verdict {
                    // What could not be judged stays open, whatever it is.
                    Some(Verdict::Unverifiable) => {
                        summary.unverifiable += 1;
                        // Nobody has accepted what is only unsure.
                        let unsure = |one: &Suppressed| one.by == SuppressedBy::Confidence;
                        let accepted = found.findings.is_empty()
                            && !found.suppressed.is_empty()
                            && !found.suppressed.iter().any(unsure);
                        summary.accepted += usize::from(accepted);
                    }
                    _ if possible => {}
                    Some(Verdict::Credited) => summary.credited += 1,
                    Some(Verdict::NotCredited) => summary.not_credited += 1,
                    Some(Verdict::Exempt) => summary.exempt += 1,
                    None => {}
                }
            }
            for one in audit.suppressed() {
                match one.by {
                    SuppressedBy::Config | SuppressedBy::Comment => summary.ignored += 1,
                    SuppressedBy::Baseline => summary.baselined += 1,
                    SuppressedBy::Confidence => summary.unsure += 1,
                }
            }
            let of_matches = audit.matches.iter().flat_map(Match::telling);
            for located in of_matches.chain(&audit.remarks) {
                match located.finding.severity {
                    Severity::Error => summary.errors += 1,
                    Severity::Warning => summary.warnings += 1,
                    Severity::Note => summary.notes += 1,
                    Severity::Off => {}
                }
            }
        }
        summary
    }

    /// Whether something could not be judged and nobody has accepted that.
    pub fn is_open(&self) -> bool {
        self.unverifiable > self.accepted
    }

    /// Whether a finding reaches `level`.
    pub fn fails_on(&self, level: Severity) -> bool {
        match level {
            Severity::Error => self.errors > 0,
            Severity::Warning => self.errors + self.warnings > 0,
            Severity::Note => self.errors + self.warnings + self.notes > 0,
            Severity::Off => false,
        }
    }
}
