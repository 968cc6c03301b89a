//! The JSON report: the contract that other programs rely on, versioned by its `schema` field.

use serde::Serialize;

use super::groups::Group;
use super::{View, encode};

use crate::audit::{
    Audit, CaseFacts, Fingerprint, Located, Match, PassageFacts, Reason, Status, Summary,
    Suppressed, SuppressedBy,
};
use crate::credit::{Credit, CreditKind, CreditLink, Region, Target, Voice, Zone};
use crate::finding::{Code, Confidence, ReasonKind, Severity, Verdict};
use crate::matching::{Class, PassageKind};
use crate::page::{CodeKind, HiddenBy, Visibility};
use crate::rules::CreditGiven;

/// The version of the report's form; a change that breaks readers changes the number.
pub const SCHEMA: &str = "creditline.report/1";

/// The report as one JSON document, pretty-printed, with a line end.
pub fn json(audits: &[Audit], view: View) -> String {
    let groups = view.groups(audits);
    let report = Report {
        schema: SCHEMA,
        tool: Tool {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        },
        summary: Summary::of(audits),
        groups: groups.list.iter().map(group).collect(),
        audits: audits
            .iter()
            .filter(|audit| audit.status != Status::Settings)
            .map(audit)
            .collect(),
        remarks: audits
            .iter()
            .filter(|audit| audit.status == Status::Settings)
            .map(|audit| RemarksJson {
                location: &audit.page.location,
                findings: audit.remarks.iter().map(finding).collect(),
            })
            .collect(),
    };
    // Serialising these types cannot fail: no maps with odd keys, no non-string keys, no foreign `Serialize`.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    encode::json(text)
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    tool: Tool,
    summary: Summary,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<GroupJson<'a>>,
    audits: Vec<AuditJson<'a>>,
    /// Findings about files that steer the run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<RemarksJson<'a>>,
}

/// Findings of many pages of a site that differ in addresses and titles only; each stands in its audit too.
#[derive(Serialize)]
struct GroupJson<'a> {
    id: &'a str,
    code: Code,
    severity: Severity,
    rule: Option<&'a str>,
    message: &'a str,
    fix: Option<&'a str>,
    pages: usize,
    examples: Vec<&'a str>,
    findings: Vec<Fingerprint>,
}

#[derive(Serialize)]
struct RemarksJson<'a> {
    location: &'a str,
    findings: Vec<FindingJson<'a>>,
}

/// The version of a line's form.
pub const LINE_SCHEMA: &str = "creditline.audit/1";

/// One audit as one line of JSON, with its line end: what `audits` of the report holds, behind the version of the form.
/// Remarks about a file that steers the run make a line of their own, as everything that is told must be.
pub fn json_line(one: &Audit) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        schema: &'static str,
        #[serde(flatten)]
        audit: AuditJson<'a>,
    }
    let line = Line {
        schema: LINE_SCHEMA,
        audit: audit(one),
    };
    // As above, this cannot fail.
    let mut text = serde_json::to_string(&line).unwrap_or_default();
    text.push('\n');
    encode::json(text)
}

/// Every audit on a line of its own, in the order of the report.
pub fn json_lines(audits: &[Audit]) -> String {
    audits.iter().map(json_line).collect()
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct AuditJson<'a> {
    page: PageJson<'a>,
    status: Status,
    reason: Option<ReasonJson<'a>>,
    verdict: Option<Verdict>,
    matches: Vec<MatchJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct PageJson<'a> {
    location: &'a str,
    url: Option<&'a str>,
    title: Option<&'a str>,
    language: Option<&'a str>,
    /// The file that it is built from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    /// Linked style sheets that were not read.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    unread_styles: &'a [String],
}

#[derive(Serialize)]
struct ReasonJson<'a> {
    code: ReasonKind,
    message: &'a str,
}

#[derive(Serialize)]
struct MatchJson<'a> {
    original: OriginalJson<'a>,
    reuse: ReuseJson<'a>,
    rule: Option<&'a str>,
    credits: Vec<CreditJson<'a>>,
    findings: Vec<FindingJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressed: Vec<SuppressedJson<'a>>,
    verdict: Option<Verdict>,
    exempt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<ReasonJson<'a>>,
    /// The case, where the run is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<CaseFacts>,
}

#[derive(Serialize)]
struct OriginalJson<'a> {
    id: &'a str,
    work: &'a str,
    location: &'a str,
    url: Option<&'a str>,
    title: Option<&'a str>,
    authors: &'a [String],
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acquire_license: Option<&'a str>,
    manifestations: Vec<ManifestationJson<'a>>,
}

#[derive(Serialize)]
struct ManifestationJson<'a> {
    id: &'a str,
    location: &'a str,
    url: Option<&'a str>,
    publisher: Option<&'a str>,
}

#[derive(Serialize)]
struct ReuseJson<'a> {
    class: Class,
    original_share: f64,
    page_share: f64,
    longest_run: usize,
    obfuscated: usize,
    bounded: bool,
    passages: Vec<PassageJson<'a>>,
}

#[derive(Serialize)]
struct PassageJson<'a> {
    original: (usize, usize),
    page: (usize, usize),
    kind: PassageKind,
    similarity: f64,
    line: u32,
    quote: &'a str,
}

#[derive(Serialize)]
struct CreditJson<'a> {
    text: &'a str,
    kind: CreditKind,
    phrase: Option<&'a str>,
    links: Vec<LinkJson<'a>>,
    authors: &'a [String],
    other_author: Option<&'a str>,
    visibility: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden_by: Option<HiddenBy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<CodeKind>,
    zone: Zone,
    region: Region,
    voice: Voice,
    distance: Option<usize>,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct LinkJson<'a> {
    href: &'a str,
    resolved: Option<&'a str>,
    target: Target,
    follow: bool,
    redirector: bool,
    hyperlink: bool,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    code: Code,
    severity: Severity,
    confidence: Confidence,
    message: &'a str,
    fix: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    evidence: Option<&'a str>,
    fingerprint: Fingerprint,
    /// Where to mend it, in the file that the page is built from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<PlaceJson<'a>>,
    /// What the page does for a source that forbids it.
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_given: Option<CreditGiven>,
}

/// A finding that does not count, with what keeps it from counting.
#[derive(Serialize)]
struct SuppressedJson<'a> {
    #[serde(flatten)]
    finding: FindingJson<'a>,
    suppressed_by: SuppressedBy,
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceJson<'a>>,
}

/// A place in a file: where a suppression is written, or from where a page is built.
#[derive(Serialize)]
struct PlaceJson<'a> {
    file: &'a str,
    line: u32,
    column: u32,
}

fn reason(reason: &Reason) -> ReasonJson<'_> {
    ReasonJson {
        code: reason.kind,
        message: &reason.message,
    }
}

fn audit(audit: &Audit) -> AuditJson<'_> {
    let is_open = |verdict| verdict == Some(Verdict::Unverifiable);
    let open = audit.matches.iter().filter(|found| is_open(found.verdict));
    let undecided = open
        .filter_map(|found| found.reason.as_ref())
        .find(|_| is_open(audit.verdict()));
    AuditJson {
        page: PageJson {
            location: &audit.page.location,
            url: audit.page.url.as_deref(),
            title: audit.page.title.as_deref(),
            language: audit.page.language.as_deref(),
            source: audit.page.source.as_deref(),
            unread_styles: &audit.page.unread_styles,
        },
        status: audit.status,
        // A page that was read and matched has no reason of its own: that of the match that decides is given.
        reason: audit.reason.as_ref().or(undecided).map(reason),
        verdict: audit.verdict(),
        matches: audit.matches.iter().map(matched).collect(),
        remarks: audit.remarks.iter().map(finding).collect(),
    }
}

fn group<'a>(group: &'a Group<'_>) -> GroupJson<'a> {
    GroupJson {
        id: &group.id,
        code: group.code,
        severity: group.severity,
        rule: group.rule,
        message: &group.message,
        fix: group.fix.as_deref(),
        pages: group.pages,
        examples: group
            .examples()
            .map(|row| row.audit.page.location.as_str())
            .collect(),
        findings: group
            .rows
            .iter()
            .map(|row| row.located.fingerprint)
            .collect(),
    }
}

fn finding(located: &Located) -> FindingJson<'_> {
    let Located {
        finding,
        fingerprint,
        confidence,
        source,
        ..
    } = located;
    FindingJson {
        code: finding.code,
        severity: finding.severity,
        confidence: *confidence,
        message: &finding.message,
        fix: finding.fix.as_deref(),
        line: finding.line,
        column: finding.column,
        evidence: finding.evidence.as_deref(),
        fingerprint: *fingerprint,
        source: source.as_ref().map(|place| PlaceJson {
            file: &place.file,
            line: place.line,
            column: place.column,
        }),
        credit_given: None,
    }
}

fn suppressed(one: &Suppressed) -> SuppressedJson<'_> {
    SuppressedJson {
        finding: finding(&one.located),
        suppressed_by: one.by,
        reason: one.reason.as_deref(),
        place: one.place.as_ref().map(|place| PlaceJson {
            file: &place.file,
            line: place.line,
            column: place.column,
        }),
    }
}

fn matched(found: &Match) -> MatchJson<'_> {
    MatchJson {
        original: OriginalJson {
            id: &found.original.id,
            work: &found.original.work,
            location: &found.original.location,
            url: found.original.url.as_deref(),
            title: found.original.title.as_deref(),
            authors: &found.original.authors,
            publisher: found.original.publisher.as_deref(),
            acquire_license: found.original.acquire_license.as_deref(),
            manifestations: found
                .original
                .manifestations
                .iter()
                .map(|one| ManifestationJson {
                    id: &one.id,
                    location: &one.location,
                    url: one.url.as_deref(),
                    publisher: one.publisher.as_deref(),
                })
                .collect(),
        },
        reuse: ReuseJson {
            class: found.reuse.class,
            original_share: rounded(found.reuse.original_share),
            page_share: rounded(found.reuse.page_share),
            longest_run: found.reuse.longest_run,
            obfuscated: found.reuse.obfuscated,
            bounded: found.reuse.bounded,
            passages: found.passages.iter().map(passage).collect(),
        },
        rule: found.rule.as_deref(),
        credits: found.credits.iter().map(credit).collect(),
        findings: found
            .findings
            .iter()
            .map(|located| FindingJson {
                credit_given: (located.finding.code == Code::PermissionRequired)
                    .then(|| CreditGiven::of(&found.credits)),
                ..finding(located)
            })
            .collect(),
        suppressed: found.suppressed.iter().map(suppressed).collect(),
        verdict: found.verdict,
        exempt: found.exempt.as_deref(),
        reason: found.reason.as_ref().map(reason),
        case: found.case,
    }
}

fn passage(passage: &PassageFacts) -> PassageJson<'_> {
    PassageJson {
        original: passage.original,
        page: passage.page,
        kind: passage.kind,
        similarity: rounded(passage.similarity),
        line: passage.line,
        quote: &passage.quote,
    }
}

fn credit(credit: &Credit) -> CreditJson<'_> {
    let (visibility, hidden_by) = match credit.visibility {
        Visibility::Visible => ("visible", None),
        Visibility::Folded => ("folded", None),
        Visibility::Hidden(by) => ("hidden", Some(by)),
        Visibility::CodeOnly => ("code-only", None),
    };
    CreditJson {
        text: &credit.text,
        kind: credit.kind,
        phrase: credit.phrase.as_deref(),
        links: credit.links.iter().map(link).collect(),
        authors: &credit.authors,
        other_author: credit.other_author.as_deref(),
        visibility,
        hidden_by,
        code: credit.code,
        zone: credit.zone,
        region: credit.region,
        voice: credit.voice,
        distance: credit.distance,
        line: credit.line,
        column: credit.column,
    }
}

fn link(link: &CreditLink) -> LinkJson<'_> {
    LinkJson {
        href: &link.href,
        resolved: link.resolved.as_ref().map(url::Url::as_str),
        target: link.target,
        follow: link.follow,
        redirector: link.redirector,
        hyperlink: link.hyperlink,
        line: link.line,
        column: link.column,
    }
}

/// Four decimals: more says nothing, and fewer digits keep reports comparable.
pub(super) fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}
