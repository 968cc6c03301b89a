//! The credit itself: is it there, in sight, with the right link and the right name.

use super::evidence::{Evidence, Standing as Place, fits, has_article, names_source, seen_links};
use super::{Evaluation, fix, holds, start_of_text};
use crate::credit::{Credit, CreditKind, CreditLink, Region, Target, Voice};
use crate::finding::{Code, Finding, Severity};
use crate::page::{CodeKind, Visibility};
use crate::rules::model::{Demand, LinkDemand, LinkForm, LinkTo, Requirement, VoiceRule};

/// Whether the page credits the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Credited,
    /// The only link cannot be followed offline.
    Unverifiable,
    NotCredited,
}

pub(super) struct Attribution {
    pub(super) findings: Vec<Finding>,
    pub(super) standing: Standing,
    /// What has been dealt with here, so that nothing is told twice.
    pub(super) told: Told,
}

/// What the judgement of the credit has settled already.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// There is no credit: what a credit would have to hold need not be told.
    pub(super) no_credit: bool,
    /// The page's own claim has been told.
    pub(super) claim: bool,
}

struct Judge<'a, 'e> {
    input: &'e Evaluation<'a>,
    evidence: &'e Evidence<'a>,
    /// The demanded link to the source and its severity.
    link: Option<(&'e LinkDemand, Severity)>,
    /// The severity of having no credit: the highest of all that a credit has to hold.
    severity: Severity,
    findings: Vec<Finding>,
    told: Told,
}

pub(super) fn judge(input: &Evaluation<'_>, evidence: &Evidence<'_>) -> Attribution {
    let active: Vec<&Requirement> = input
        .terms
        .rule
        .require
        .iter()
        .filter(|requirement| holds(requirement, input.reuse))
        .collect();
    let severity = active
        .iter()
        .filter(|requirement| requirement.demand.is_credit())
        .map(|requirement| requirement.severity)
        .max()
        .unwrap_or(Severity::Off);
    let link = active.iter().find_map(|requirement| {
        // Inside `any-of` a link is one way of several: not demanded as such.
        let link = match &requirement.demand {
            Demand::Link(link) => link,
            Demand::AllOf(items) => items.iter().find_map(|item| item.demand.link())?,
            _ => return None,
        };
        matches!(link.to, LinkTo::Article | LinkTo::Site).then_some((link, requirement.severity))
    });
    let mut judge = Judge {
        input,
        evidence,
        link,
        severity,
        findings: Vec::new(),
        told: Told::default(),
    };
    let standing = if severity == Severity::Off {
        Standing::Credited
    } else {
        judge.credit()
    };
    if standing != Standing::NotCredited || !judge.told.no_credit {
        judge.author(&active);
    }
    Attribution {
        findings: judge.findings,
        standing,
        told: judge.told,
    }
}

impl<'a> Judge<'a, '_> {
    fn credit(&mut self) -> Standing {
        let valid = self.evidence.valid(self.link.map(|(link, _)| link));
        match valid.first() {
            Some((place, best)) => {
                self.quality(*place, best, &valid);
                Standing::Credited
            }
            None => self.fault(),
        }
    }

    /// What could be better about a credit that is there.
    fn quality(&mut self, place: Place, best: &Credit, valid: &[(Place, &'a Credit)]) {
        if let Some(claim) = self.input.claims.iter().find(|claim| claim.url.is_some()) {
            self.told.claim = true;
            let severity = self.claim_severity().unwrap_or(Severity::Warning);
            self.findings.push(Finding {
                code: Code::ClaimedAsOwn,
                severity,
                message: format!(
                    "the page credits {} and yet names itself as the source",
                    self.source()
                ),
                fix: None,
                line: Some(claim.line),
                column: Some(claim.column),
                evidence: Some(shortened(&claim.text)),
            });
        }
        if place == Place::Detached {
            let distance = best.distance.map_or_else(String::new, |tokens| {
                format!(", {tokens} words from the text")
            });
            let message = format!("the credit stands away from the article{distance}");
            self.at_credit(
                Code::MisplacedAttribution,
                Severity::Note,
                message,
                best,
                true,
            );
        }
        if valid
            .iter()
            .all(|(_, credit)| credit.voice == Voice::Copied)
        {
            let message =
                "the only credit is the original's own notice, carried along with the text; \
                           nothing on the page says that this is a reprint"
                    .to_owned();
            self.at_credit(Code::CopiedNotice, Severity::Note, message, best, true);
        }
        if let Some((demand, severity)) = self.link {
            self.link_quality(demand, severity, valid);
        }
    }

    fn link_quality(
        &mut self,
        demand: &LinkDemand,
        severity: Severity,
        valid: &[(Place, &'a Credit)],
    ) {
        let links: Vec<(&Credit, &CreditLink)> = valid
            .iter()
            .flat_map(|(_, credit)| seen_links(credit).map(move |link| (*credit, link)))
            .filter(|(_, link)| fits(link, demand))
            .collect();
        let Some((credit, first)) = links.first().copied() else {
            return;
        };
        if links.iter().all(|(_, link)| !link.hyperlink) {
            let (severity, wish) = match demand.form {
                LinkForm::Hyperlink => (severity, "the terms ask for a link"),
                LinkForm::Any => (Severity::Note, "readers cannot follow it"),
            };
            let message = format!("the address of the source is text, not a link; {wish}");
            self.at_link(Code::PlainTextUrl, severity, message, credit, first, true);
            return;
        }
        let hyperlinks: Vec<(&Credit, &CreditLink)> = links
            .into_iter()
            .filter(|(_, link)| link.hyperlink)
            .collect();
        let Some((credit, first)) = hyperlinks.first().copied() else {
            return;
        };
        if hyperlinks
            .iter()
            .any(|(_, link)| link.follow && !link.redirector)
        {
            return;
        }
        let (asked, what) = if first.redirector {
            (
                demand.direct || demand.follow,
                "leads to the source through a redirector",
            )
        } else {
            (demand.follow, "is marked nofollow, ugc or sponsored")
        };
        let (severity, wish) = if asked {
            (severity, "; the terms ask for a direct link that counts")
        } else {
            (Severity::Note, "")
        };
        let message = format!("the link of the credit {what}{wish}");
        self.at_link(
            Code::UnfollowableLink,
            severity,
            message,
            credit,
            first,
            true,
        );
    }

    /// Names the one fault that best explains why there is no valid credit.
    fn fault(&mut self) -> Standing {
        let near: Vec<(Place, &'a Credit)> = self
            .evidence
            .spoken()
            .filter(|(place, credit)| self.evidence.counts(*place, credit))
            .collect();
        if self.link.is_some() {
            if let Some(standing) = self.opaque(&near) {
                return standing;
            }
            if self.wrong_link(&near, false) || self.missing_link(&near) {
                self.weak_claim();
                return Standing::NotCredited;
            }
        }
        self.told.no_credit = true;
        let claims = self.input.claims;
        let own_link = near.iter().map(|(_, credit)| *credit).find(|credit| {
            credit.voice == Voice::Own
                && credit.kind == CreditKind::Phrase
                && seen_links(credit).any(|link| link.target == Target::OwnPage)
                && seen_links(credit).all(|link| link.target == Target::OwnPage)
        });
        let strong = claims.iter().any(|claim| claim.url.is_some());
        if strong || own_link.is_some() {
            self.claimed(own_link);
        } else if self.link.is_some() && self.wrong_link(&near, true) {
            // The author may still be named rightly beside a wrong source.
            self.told.no_credit = false;
        } else if !self.misplaced() && !self.hidden() {
            if claims.is_empty() {
                self.missing();
            } else {
                self.claimed(None);
            }
        }
        Standing::NotCredited
    }

    /// A credit whose only link cannot be read offline.
    fn opaque(&mut self, near: &[(Place, &'a Credit)]) -> Option<Standing> {
        let (credit, link) = near.iter().find_map(|(_, credit)| {
            let link = seen_links(credit).find(|link| link.target == Target::Opaque)?;
            Some((*credit, link))
        })?;
        let host = link
            .resolved
            .as_ref()
            .and_then(|url| url.host_str())
            .unwrap_or("a shortener");
        let message = format!(
            "the link of the credit goes through {host}, whose target cannot be read without following it"
        );
        self.at_link(
            Code::UnfollowableLink,
            Severity::Note,
            message,
            credit,
            link,
            true,
        );
        Some(Standing::Unverifiable)
    }

    /// The credit's link leads elsewhere. A third place is no credit to the original at all, so it is looked at late.
    fn wrong_link(&mut self, near: &[(Place, &'a Credit)], third: bool) -> bool {
        let (_, severity) = match self.link {
            Some(link) => link,
            None => return false,
        };
        let wrong = |credit: &Credit, link: &CreditLink| match link.target {
            Target::Near | Target::Site | Target::OtherArticle => {
                !third && (credit.kind != CreditKind::Link || names_source(credit))
            }
            // A credit that names the source and links another place is faulty; one that does not name it credits
            // someone else. What the original itself says of others is not about this reprint.
            Target::ThirdParty => {
                credit.kind == CreditKind::Phrase
                    && (third || names_source(credit))
                    && (credit.voice == Voice::Own || credit.publisher)
            }
            // A name that the site turns into a link to its own tag page.
            Target::OwnPage => !third && credit.kind == CreditKind::Phrase && credit.publisher,
            Target::Article | Target::Opaque => false,
        };
        let found = near
            .iter()
            .filter_map(|(_, credit)| {
                let link = seen_links(credit)
                    .filter(|link| wrong(credit, link))
                    .min_by_key(|link| super::evidence::target_rank(link.target))?;
                Some((*credit, link))
            })
            .min_by_key(|(_, link)| super::evidence::target_rank(link.target));
        let Some((credit, link)) = found else {
            return false;
        };
        let shown = link
            .resolved
            .as_ref()
            .map_or(&*link.href, |url| url.as_str());
        let shown = shortened(shown);
        let what = match link.target {
            Target::Near => format!("is nearly the article's address, but not quite: {shown}"),
            Target::Site => format!("leads to the site, not to the article: {shown}"),
            Target::OtherArticle => format!("leads to another article of the site: {shown}"),
            Target::OwnPage => format!("leads to the page's own site: {shown}"),
            _ if link.look_alike => {
                format!("leads to a host that only looks like the original's: {shown}")
            }
            _ => format!("leads to a third place: {shown}"),
        };
        let message = format!("the link of the credit {what}");
        self.at_link(Code::WrongLink, severity, message, credit, link, true);
        true
    }

    /// Words of credit that name the source without any address.
    fn missing_link(&mut self, near: &[(Place, &'a Credit)]) -> bool {
        let (_, severity) = match self.link {
            Some(link) => link,
            None => return false,
        };
        let named = near.iter().map(|(_, credit)| *credit).find(|credit| {
            // A byline names the author only; the source is something else.
            let source = credit.publisher
                || credit.title
                || (credit.kind == CreditKind::Phrase && !credit.authors.is_empty());
            source
                && seen_links(credit).next().is_none()
                && credit
                    .links
                    .iter()
                    .all(|link| link.target != Target::Article)
        });
        let Some(credit) = named else {
            return false;
        };
        let message = format!(
            "the credit names {} but does not link the article",
            self.source()
        );
        self.at_credit(Code::MissingLink, severity, message, credit, true);
        true
    }

    /// A claim beside a faulty credit.
    fn weak_claim(&mut self) {
        if let Some(claim) = self.input.claims.iter().find(|claim| claim.url.is_some()) {
            self.told.claim = true;
            let severity = self.claim_severity().unwrap_or(Severity::Warning);
            self.findings.push(Finding {
                code: Code::ClaimedAsOwn,
                severity,
                message: "the page names itself as the source of the text".to_owned(),
                fix: None,
                line: Some(claim.line),
                column: Some(claim.column),
                evidence: Some(shortened(&claim.text)),
            });
        }
    }

    fn claimed(&mut self, own_link: Option<&Credit>) {
        self.told.claim = true;
        let claims = self.input.claims;
        let claim = claims
            .iter()
            .find(|claim| claim.url.is_some())
            .or_else(|| claims.first());
        let (text, line, column) = match (claim, own_link) {
            (Some(claim), _) => (&claim.text, claim.line, claim.column),
            (None, Some(credit)) => (&credit.text, credit.line, credit.column),
            (None, None) => return,
        };
        let whom = match claim.and_then(|claim| claim.author.as_ref()) {
            Some(author) => format!("claims the text for itself, by “{}”", shortened(author)),
            None => "names itself as the source of the text".to_owned(),
        };
        self.findings.push(Finding {
            code: Code::ClaimedAsOwn,
            severity: self.claim_severity().unwrap_or(self.severity),
            message: format!("the page {whom}, and does not credit {}", self.source()),
            fix: fix::credit_line(self.input),
            line: Some(line),
            column: Some(column),
            evidence: Some(shortened(text)),
        });
    }

    /// The severity of `no-competing-claim`, if the rule has it.
    fn claim_severity(&self) -> Option<Severity> {
        self.input
            .terms
            .rule
            .require
            .iter()
            .find(|item| matches!(item.demand, Demand::NoCompetingClaim))
            .map(|item| item.severity)
    }

    fn misplaced(&mut self) -> bool {
        let found = self
            .evidence
            .credits
            .iter()
            .find(|(place, credit)| {
                *place == Place::Outside
                    && (has_article(credit) || (self.link.is_none() && names_source(credit)))
            })
            // A bare link in sight but without words of credit is no credit; it says what to move or to name.
            .map(|(_, credit)| *credit);
        let Some(credit) = found else {
            return false;
        };
        let place = match credit.region {
            Region::Comments => "in the readers' comments",
            Region::Aside => "beside the article, among other things",
            _ => "in the site's header or footer",
        };
        let message = format!("the only mention of {} stands {place}", self.source());
        self.at_credit(
            Code::MisplacedAttribution,
            self.severity,
            message,
            credit,
            true,
        );
        true
    }

    fn hidden(&mut self) -> bool {
        let found = self.evidence.credits.iter().find(|(place, credit)| {
            let invisible_link = credit.links.iter().any(|link| {
                link.target == Target::Article && matches!(link.visibility, Visibility::Hidden(_))
            });
            match place {
                Place::Hidden => {
                    credit
                        .links
                        .iter()
                        .any(|link| link.target == Target::Article)
                        || (credit.kind == CreditKind::Phrase && names_source(credit))
                }
                Place::Near | Place::Detached => invisible_link,
                _ => false,
            }
        });
        let Some((_, credit)) = found.copied() else {
            return false;
        };
        let message = format!(
            "the credit to {} is there, but readers cannot see it",
            self.source()
        );
        self.at_credit(
            Code::HiddenAttribution,
            self.severity,
            message,
            credit,
            true,
        );
        true
    }

    fn missing(&mut self) {
        let code = self
            .evidence
            .credits
            .iter()
            .find(|(place, credit)| {
                *place == Place::Code && (!credit.links.is_empty() || names_source(credit))
            })
            .map(|(_, credit)| *credit);
        let copied = self.input.terms.rule.voice == VoiceRule::Own
            && self
                .evidence
                .in_sight()
                .any(|(_, credit)| credit.voice == Voice::Copied && has_article(credit));
        let bare = self
            .evidence
            .in_sight()
            .map(|(_, credit)| credit)
            .find(|credit| credit.voice == Voice::Own && has_article(credit));
        let byline = self
            .evidence
            .in_sight()
            .map(|(_, credit)| credit)
            .find(|credit| credit.kind == CreditKind::Byline && !credit.authors.is_empty());
        let source = self.source();
        let (detail, shown) = if copied {
            (
                "; the original's notice was carried along, but the terms ask for the page's own words"
                    .to_owned(),
                None,
            )
        } else if let Some(credit) = bare {
            (
                "; a link leads there, but no word says that the text comes from there".to_owned(),
                Some(credit),
            )
        } else if let Some(credit) = byline {
            (
                "; the author is named, the source is not".to_owned(),
                Some(credit),
            )
        } else if let Some(credit) = code {
            let place = credit.code.map_or("the code", code_place);
            (
                format!("; the source stands only in {place}, where readers do not see it"),
                Some(credit),
            )
        } else {
            (String::new(), None)
        };
        let message = format!("nothing in sight says that the text comes from {source}{detail}");
        let severity = self.severity;
        match shown {
            Some(credit) => {
                self.at_credit(Code::MissingAttribution, severity, message, credit, true);
            }
            None => {
                let (line, column) = start_of_text(self.input);
                self.findings.push(Finding {
                    code: Code::MissingAttribution,
                    severity,
                    message,
                    fix: fix::credit_line(self.input),
                    line,
                    column,
                    evidence: None,
                });
            }
        }
    }

    fn author(&mut self, active: &[&Requirement]) {
        let authors = &self.input.terms.values.authors;
        let Some((all, severity)) = active.iter().find_map(|item| match item.demand {
            Demand::Author { all } => Some((all, item.severity)),
            _ => None,
        }) else {
            return;
        };
        if authors.is_empty() {
            return;
        }
        let missing = unnamed(self.evidence, authors);
        if missing.is_empty() || (!all && missing.len() < authors.len()) {
            return;
        }
        let names = missing.join(", ");
        let other = self
            .evidence
            .spoken()
            .map(|(_, credit)| credit)
            .find(|credit| credit.other_author.is_some());
        if let Some(credit) = other
            && let Some(name) = &credit.other_author
        {
            let message = format!("the author is {names}; the page names {}", shortened(name));
            self.at_credit(Code::WrongAuthor, severity, message, credit, true);
            return;
        }
        let message = format!("the author, {names}, is not named");
        let at = self.evidence.spoken().next().map(|(_, credit)| credit);
        let (line, column) = at.map_or_else(
            || start_of_text(self.input),
            |credit| (Some(credit.line), Some(credit.column)),
        );
        self.findings.push(Finding {
            code: Code::MissingAuthor,
            severity,
            message,
            fix: fix::credit_line(self.input),
            line,
            column,
            evidence: at.map(|credit| shortened(&credit.text)),
        });
    }

    /// The source as a reader knows it.
    fn source(&self) -> String {
        let values = &self.input.terms.values;
        let host = values
            .url
            .as_ref()
            .and_then(|url| url.host_str())
            .map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned());
        values
            .publisher
            .clone()
            .or(host)
            .map_or_else(|| "the original".to_owned(), |name| shortened(&name))
    }

    fn at_credit(
        &mut self,
        code: Code,
        severity: Severity,
        message: String,
        credit: &Credit,
        with_fix: bool,
    ) {
        self.findings.push(Finding {
            code,
            severity,
            message,
            fix: with_fix.then(|| fix::credit_line(self.input)).flatten(),
            line: Some(credit.line),
            column: Some(credit.column),
            evidence: Some(shortened(&credit.text)),
        });
    }

    fn at_link(
        &mut self,
        code: Code,
        severity: Severity,
        message: String,
        credit: &Credit,
        link: &CreditLink,
        with_fix: bool,
    ) {
        self.at_credit(code, severity, message, credit, with_fix);
        if let Some(finding) = self.findings.last_mut() {
            finding.line = Some(link.line);
            finding.column = Some(link.column);
        }
    }
}

/// The authors that no credit in sight names.
pub(super) fn unnamed<'n>(evidence: &Evidence<'_>, authors: &'n [String]) -> Vec<&'n str> {
    let named: Vec<&String> = evidence
        .spoken()
        .flat_map(|(_, credit)| &credit.authors)
        .collect();
    authors
        .iter()
        .filter(|author| {
            !named.iter().any(|name| {
                name.as_str() == author.as_str()
                    || strsim::jaro_winkler(&name.to_lowercase(), &author.to_lowercase())
                        >= SAME_NAME
            })
        })
        .map(String::as_str)
        .collect()
}

/// Jaro-Winkler similarity from which two spellings are one name.
const SAME_NAME: f64 = 0.92;

fn code_place(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Comment => "an HTML comment",
        CodeKind::Meta => "the head of the document",
        CodeKind::JsonLd => "JSON-LD",
        CodeKind::Attribute => "an attribute",
        CodeKind::Noscript => "noscript",
        CodeKind::Template => "a template",
    }
}

/// A text cut to 200 characters, on one line.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 200 {
        return line;
    }
    let mut cut: String = line.chars().take(199).collect();
    cut.push('…');
    cut
}
