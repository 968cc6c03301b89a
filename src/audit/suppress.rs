//! Findings that somebody has decided to live with.
//!
//! A suppressed finding leaves the findings of its match and stands in [`Match::suppressed`] with the reason: it does
//! not fail a run, but it is counted and every machine-readable report names it. **The verdict stays as it is**: a
//! page without credit does not become credited because somebody accepts it. A match that could not be judged no longer
//! asks for attention once everything told about it is suppressed.
//!
//! A suppression that has expired, or that matched nothing, is reported itself (`unused-ignore`), so that the list of
//! exceptions does not outlive its reasons.

use jiff::civil::Date;

use super::outcome::{Audit, Located, Match, PageFacts, Status, Suppressed, SuppressedBy};
use super::page_glob::PageGlob;
use crate::finding::{Code, Confidence, Finding};
use crate::rules::Place;

/// A decision to live with some findings.
#[derive(Debug, Clone)]
pub struct Ignore {
    /// On which pages; `None` for all.
    pub page: Option<PageGlob>,
    /// Which findings; empty for all.
    pub codes: Vec<Code>,
    /// Of which original, by URL, short name or path; `None` for all.
    pub original: Option<String>,
    /// By which rule, by id; `None` for all.
    pub rule: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds; `None` for ever.
    pub until: Option<Date>,
    /// What kind of suppression it is.
    pub(crate) by: SuppressedBy,
    /// Where it is written.
    pub place: Place,
}

impl Ignore {
    fn is_expired(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    fn is_for_page(&self, page: &PageFacts) -> bool {
        self.page.as_ref().is_none_or(|glob| glob.matches(page))
    }

    fn matches(&self, found: &Match, finding: &Finding) -> bool {
        (self.codes.is_empty() || self.codes.contains(&finding.code))
            && self
                .rule
                .as_ref()
                .is_none_or(|rule| found.rule.as_ref() == Some(rule))
            && self.original.as_ref().is_none_or(|wanted| {
                let original = &found.original;
                *wanted == original.id
                    || *wanted == original.location
                    || original.url.as_ref() == Some(wanted)
            })
    }

    /// The finding that says that this is of no use.
    fn remark(&self, expired: bool) -> Located {
        let message = match self.until {
            Some(until) if expired => format!(
                "this ignore expired on {until} and holds no longer; give it a later `until`, or take it out"
            ),
            _ => "this ignore matches no finding; take it out".to_owned(),
        };
        let (line, column) = (self.place.line, self.place.column);
        Located::remark(Code::UnusedIgnore, message, line, column)
    }
}

/// What the comments of a page suppress.
#[derive(Debug, Default)]
pub struct Comments {
    /// Suppressions for this page, in the order of the page.
    pub ignores: Vec<Ignore>,
    /// Comments that were meant as such and cannot be obeyed, as remarks on the page.
    pub faults: Vec<Located>,
}

/// The suppressions of a run, and which of them were of use.
#[derive(Debug)]
pub struct Ignores {
    today: Date,
    ignores: Vec<Tracked>,
}

#[derive(Debug)]
struct Tracked {
    ignore: Ignore,
    expired: bool,
    /// Whether a page of the run is one that it names.
    met: bool,
    /// Whether such a page could not be judged: what would have been found there is not known.
    unsure: bool,
    used: bool,
}

impl Ignores {
    /// Suppressions as they stand on a day. The day is given, not asked of the clock: the same input gives the same
    /// report.
    pub fn new(ignores: Vec<Ignore>, today: Date) -> Self {
        let ignores = ignores
            .into_iter()
            .map(|ignore| Tracked {
                expired: ignore.is_expired(today),
                ignore,
                met: false,
                unsure: false,
                used: false,
            })
            .collect();
        Self { today, ignores }
    }

    /// Takes out of the next audit what is suppressed. The audits of a run may come in any order.
    pub fn apply(&mut self, audit: &mut Audit) {
        suppress(&mut self.ignores, audit);
    }

    /// Takes out of one audit what the comments of its page suppress, and adds to its remarks those comments that were
    /// of no use.
    pub fn apply_comments(&self, audit: &mut Audit, comments: Comments) {
        let mut tracked = Self::new(comments.ignores, self.today).ignores;
        suppress(&mut tracked, audit);
        let unused = tracked.iter().filter(|one| !one.used && !one.unsure);
        let remarks = unused.map(|one| one.ignore.remark(one.expired));
        audit.remarks.extend(remarks.chain(comments.faults));
        audit
            .remarks
            .sort_by_key(|remark| (remark.finding.line, remark.finding.column));
    }

    /// After all audits: one entry a file with its suppressions that have expired, or that matched nothing.
    ///
    /// In a run over some of the pages (`whole` is false), those that name none of these pages are left in peace.
    pub fn unused(&self, whole: bool) -> Vec<Audit> {
        let mut files: Vec<Audit> = Vec::new();
        for one in &self.ignores {
            let of_use = one.used || (one.unsure && !one.expired);
            if of_use || !(one.expired || one.met || whole) {
                continue;
            }
            let file = &one.ignore.place.file;
            let remark = one.ignore.remark(one.expired);
            match files.iter_mut().find(|audit| audit.page.location == *file) {
                Some(audit) => audit.remarks.push(remark),
                None => files.push(Audit {
                    page: PageFacts {
                        location: file.clone(),
                        ..PageFacts::default()
                    },
                    status: Status::Settings,
                    reason: None,
                    matches: Vec::new(),
                    remarks: vec![remark],
                }),
            }
        }
        files
    }
}

/// Takes out of an audit the findings that are less sure than this.
pub fn keep_sure(audit: &mut Audit, least: Confidence) {
    for found in &mut audit.matches {
        let findings = std::mem::take(&mut found.findings);
        let (sure, unsure): (Vec<_>, Vec<_>) =
            { findings.into_iter() }.partition(|located| located.confidence >= least);
        found.findings = sure;
        found
            .suppressed
            .extend(unsure.into_iter().map(|located| Suppressed {
                located,
                by: SuppressedBy::Confidence,
                reason: None,
                place: None,
            }));
    }
}

fn suppress(ignores: &mut [Tracked], audit: &mut Audit) {
    for one in ignores.iter_mut() {
        if one.ignore.is_for_page(&audit.page) {
            one.met = true;
            one.unsure |= audit.status != Status::Audited;
        }
    }
    for found in &mut audit.matches {
        let findings = std::mem::take(&mut found.findings);
        for located in findings {
            let mut by: Option<&Ignore> = None;
            for one in ignores.iter_mut() {
                let holds = !one.expired
                    && one.ignore.is_for_page(&audit.page)
                    && one.ignore.matches(found, &located.finding);
                if holds {
                    one.used = true;
                    by = by.or(Some(&one.ignore));
                }
            }
            match by {
                None => found.findings.push(located),
                Some(ignore) => found.suppressed.push(Suppressed {
                    located,
                    by: ignore.by,
                    reason: Some(ignore.reason.clone()),
                    place: Some(ignore.place.clone()),
                }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::audit::{Fingerprint, Fingerprints, Reason, Summary};
    use crate::finding::{ReasonKind, Severity};
    use crate::{Library, ReadOptions, RuleSets, page, read_original};

    const TEXT: &str = "The ferry to the islands leaves at seven, and whoever misses it has a day to think about \
        why. The captain has waited for nobody since the winter of the great ice, not even for the mayor.";

    /// A page that reprints the text without a word about where it comes from.
    fn audit(location: &str) -> Audit {
        let rules = RuleSets::builtin();
        let original = format!(
            "{TEXT}\n\nOriginal article, Author: Ada. If you wish to reprint this article, please indicate the source: \
             https://harbour.example/ferry"
        );
        let original = page::read(original.as_bytes(), &ReadOptions::default()).unwrap();
        let library = Library::new(vec![read_original(&original, &rules).unwrap()], &rules);
        let options = ReadOptions {
            location: location.to_owned(),
            ..ReadOptions::default()
        };
        let html = format!(
            "<link rel=canonical href='https://partner.example/a'><p>{TEXT}</p><p>Come again soon, dear reader.</p>"
        );
        library.audit(&page::read(html.as_bytes(), &options).unwrap())
    }

    fn ignore(page: &str, codes: &[Code]) -> Ignore {
        Ignore {
            page: Some(PageGlob::new(page).unwrap()),
            codes: codes.to_vec(),
            original: None,
            rule: None,
            reason: "contract of March".to_owned(),
            until: None,
            by: SuppressedBy::Config,
            place: Place {
                file: "creditline.yaml".to_owned(),
                line: 7,
                column: 5,
            },
        }
    }

    fn run(ignore: Ignore, location: &str) -> (Audit, Vec<Audit>) {
        let mut ignores = Ignores::new(vec![ignore], date(2026, 3, 31));
        let mut audit = audit(location);
        ignores.apply(&mut audit);
        (audit, ignores.unused(true))
    }

    #[test]
    fn an_ignored_finding_does_not_fail_but_the_verdict_stays() {
        let before = audit("public/a.html");
        assert!(Summary::of(std::slice::from_ref(&before)).fails_on(Severity::Error));
        let (after, unused) = run(
            ignore("public/*.html", &[Code::MissingAttribution]),
            "./public/a.html",
        );
        assert_eq!(after.verdict(), before.verdict());
        assert_eq!(after.suppressed().count(), 1);
        assert_eq!(unused.len(), 0);
        let summary = Summary::of(&[after]);
        assert!(!summary.fails_on(Severity::Error));
        assert_eq!((summary.ignored, summary.not_credited), (1, 1));
    }

    #[test]
    fn every_part_must_match() {
        let code = [Code::MissingAttribution];
        for (ignore, location, holds) in [
            (ignore("public/**", &[]), "public/deep/a.html", true),
            (ignore("public/*", &[]), "public/deep/a.html", false),
            (
                ignore("public/*", &[Code::WrongLink]),
                "public/a.html",
                false,
            ),
            (
                ignore("https://reprints.example/*", &code),
                "https://reprints.example/a",
                true,
            ),
            // What the page says about its own address is no reason to let it pass.
            (
                ignore("https://partner.example/*", &code),
                "https://reprints.example/a",
                false,
            ),
            (
                Ignore {
                    rule: Some("wpcom".to_owned()),
                    ..ignore("**", &code)
                },
                "a.html",
                true,
            ),
            (
                Ignore {
                    rule: Some("cc-by".to_owned()),
                    ..ignore("**", &code)
                },
                "a.html",
                false,
            ),
            (
                Ignore {
                    original: Some("https://harbour.example/ferry".to_owned()),
                    ..ignore("**", &code)
                },
                "a.html",
                true,
            ),
            (
                Ignore {
                    original: Some("https://harbour.example/other".to_owned()),
                    ..ignore("**", &code)
                },
                "a.html",
                false,
            ),
            (
                Ignore {
                    page: None,
                    ..ignore("**", &code)
                },
                "a.html",
                true,
            ),
        ] {
            let (audit, unused) = run(ignore.clone(), location);
            assert_eq!(
                audit.suppressed().count() > 0,
                holds,
                "{ignore:?} {location}"
            );
            assert_eq!(unused.is_empty(), holds, "{ignore:?} {location}");
        }
    }

    #[test]
    fn the_last_day_counts_and_the_next_does_not() {
        let until = |day| Ignore {
            until: Some(day),
            ..ignore("**", &[])
        };
        assert_eq!(
            run(until(date(2026, 3, 31)), "a.html")
                .0
                .suppressed()
                .count(),
            1
        );
        let (audit, unused) = run(until(date(2026, 3, 30)), "a.html");
        assert_eq!(audit.suppressed().count(), 0);
        let remark = &unused[0].remarks[0].finding;
        assert_eq!(remark.code, Code::UnusedIgnore);
        assert!(
            remark.message.contains("expired on 2026-03-30"),
            "{}",
            remark.message
        );
        assert_eq!((remark.line, remark.column), (Some(7), Some(5)));
        assert_eq!(
            Summary::of(&unused),
            Summary {
                warnings: 1,
                ..Summary::default()
            }
        );
    }

    #[test]
    fn nothing_is_said_about_pages_that_could_not_be_judged() {
        let mut ignores = Ignores::new(vec![ignore("public/**", &[])], date(2026, 3, 31));
        let reason = Reason::new(ReasonKind::TooLarge, "");
        ignores.apply(&mut Audit::failed(
            "public/a.html".to_owned(),
            Status::Unverifiable,
            reason,
        ));
        assert_eq!(ignores.unused(true).len(), 0);
    }

    #[test]
    fn what_names_no_page_of_a_part_is_left_in_peace() {
        let mut ignores = Ignores::new(
            vec![
                ignore("drafts/**", &[]),
                ignore("public/**", &[Code::DeadLink]),
            ],
            date(2026, 3, 31),
        );
        ignores.apply(&mut audit("public/a.html"));
        let told = |whole| {
            ignores
                .unused(whole)
                .iter()
                .map(|file| file.remarks.len())
                .sum::<usize>()
        };
        assert_eq!((told(false), told(true)), (1, 2));
    }

    #[test]
    fn a_comment_holds_for_its_page_and_tells_there_that_it_is_of_no_use() {
        let ignores = Ignores::new(Vec::new(), date(2026, 3, 31));
        let comment = |code| Ignore {
            page: None,
            by: SuppressedBy::Comment,
            ..ignore("**", &[code])
        };
        let mut audit = audit("public/a.html");
        let comments = Comments {
            ignores: vec![comment(Code::MissingAttribution), comment(Code::DeadLink)],
            faults: Vec::new(),
        };
        ignores.apply_comments(&mut audit, comments);
        assert_eq!((audit.suppressed().count(), audit.remarks.len()), (1, 1));
        Fingerprints::default().number(&mut audit);
        assert_ne!(audit.remarks[0].fingerprint, Fingerprint::default());
    }
}
