//! Everything that a rule asks for besides the credit as such.

use super::attribution::{Told, shortened};
use super::author::unnamed;
use super::evidence::{CreditGiven, Evidence};
use super::translator;
use super::{Evaluation, fix, holds, start_of_text};
use crate::address::{Aliases, equivalent, site_host};
use crate::credit::Credit;
use crate::finding::{Code, Finding, Severity};
use crate::page::{Block, Visibility};
use crate::rules::model::{AuthorDemand, Demand, LinkTo, Requirement};
use crate::rules::patterns::host_matches;

/// Why a demand is not met.
pub(super) struct Unmet<'a> {
    code: Code,
    message: String,
    at: Option<&'a Credit>,
    /// Line, column and text, where no credit is to blame.
    pub(super) place: Option<(u32, u32, String)>,
    /// Whether the credit line mends it.
    fix: bool,
    /// The most that it may be reported as, where it could not be judged.
    pub(super) severity: Option<Severity>,
}

impl<'a> Unmet<'a> {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            at: None,
            place: None,
            fix: false,
            severity: None,
        }
    }

    pub(super) fn with_fix(mut self) -> Self {
        self.fix = true;
        self
    }

    pub(super) fn at(mut self, credit: Option<&'a Credit>) -> Self {
        self.at = credit;
        self
    }
}

pub(super) fn judge(input: &Evaluation<'_>, evidence: &Evidence<'_>, told: &Told) -> Vec<Finding> {
    let demands = Demands { input, evidence };
    let mut findings: Vec<Finding> = Vec::new();
    for item in &input.terms.rule.require {
        if !holds(item, input) || (told.no_credit && item.demand.is_credit()) {
            continue;
        }
        let unmet = match &item.demand {
            // The judgement of the credit has dealt with the author's name and with where the credit leads.
            Demand::Author(author) => demands.beside_author(author),
            Demand::Link(link) if matches!(link.to, LinkTo::Article | LinkTo::Site) => {
                demands.anchor(link)
            }
            Demand::NoCompetingClaim if told.claim => None,
            _ => demands.unmet(item),
        };
        if let Some(unmet) = unmet {
            let repeated = findings
                .iter()
                .any(|earlier| earlier.code == unmet.code && earlier.message == unmet.message);
            if !repeated {
                findings.push(demands.finding(item, unmet));
            }
        }
    }
    findings
}

pub(super) struct Demands<'a, 'e> {
    pub(super) input: &'e Evaluation<'a>,
    pub(super) evidence: &'e Evidence<'a>,
}

impl<'a> Demands<'a, '_> {
    fn finding(&self, item: &Requirement, unmet: Unmet<'_>) -> Finding {
        let (start_line, start_column) = start_of_text(self.input);
        let (line, column, text) = match (unmet.at, unmet.place) {
            (_, Some((line, column, text))) => (Some(line), Some(column), Some(text)),
            (Some(credit), None) => (
                Some(credit.line),
                Some(credit.column),
                Some(credit.text.clone()),
            ),
            (None, None) => (start_line, start_column, None),
        };
        Finding {
            code: unmet.code,
            severity: unmet
                .severity
                .map_or(item.severity, |most| most.min(item.severity)),
            message: unmet.message,
            fix: if unmet.fix {
                fix::credit_line(self.input)
            } else {
                None
            },
            line,
            column,
            evidence: text.map(|text| shortened(&text)),
        }
    }

    /// Why an item is not met; `None` if it is. Combinations nest no deeper than the YAML they came from.
    pub(super) fn unmet(&self, item: &Requirement) -> Option<Unmet<'a>> {
        match &item.demand {
            Demand::Link(link) if item.each_author && link.to == LinkTo::Author => {
                let authors = &self.input.terms.values.authors;
                authors.iter().find_map(|author| self.profile(link, std::slice::from_ref(author)))
            }
            Demand::Link(link) => self.link(link),
            Demand::Author(author) => self
                .author(author.all || item.each_author)
                .or_else(|| self.beside_author(author)),
            Demand::Publisher { names } => self.publisher(names),
            Demand::Title => {
                let met = self.evidence.spoken().any(|(_, credit)| credit.title);
                let title = self.input.terms.values.title.as_deref();
                (!met && title.is_some()).then(|| {
                    let title = shortened(title.unwrap_or_default());
                    Unmet::new(Code::MissingTitle, format!("the title, “{title}”, is not given"))
                        .with_fix()
                        .at(self.best())
                })
            }
            Demand::Statement(templates) => self.statement(templates),
            Demand::KeepNotice => self.notice(),
            Demand::License(license) => self.license(license),
            Demand::Placement(placement) => self.placement(*placement),
            Demand::Visibility => self.visibility(),
            Demand::Markup(markup) => self.markup(markup),
            Demand::Canonical => self.canonical(),
            Demand::Noindex => (!self.input.page.meta.noindex).then(|| {
                Unmet::new(
                    Code::MissingMarkup,
                    "the page does not ask search engines to leave it out (`<meta name=\"robots\" content=\"noindex\">`)",
                )
            }),
            Demand::Unaltered { allow, tolerance } => self.unaltered(*allow, *tolerance),
            Demand::Extent(extent) => self.extent(extent),
            Demand::KeepLinks { share } => self.keep_links(*share),
            Demand::Window(window) => self.window(*window),
            Demand::NoCompetingClaim => self.input.claims.first().map(|claim| {
                let mut unmet = Unmet::new(
                    Code::ClaimedAsOwn,
                    "the page names itself as the source of the text",
                );
                unmet.place = Some((claim.line, claim.column, claim.text.clone()));
                unmet
            }),
            Demand::Permission { allow } => self.permission(allow),
            Demand::AnyOf(items) => {
                let mut faults: Vec<Unmet<'a>> = Vec::new();
                // To name all authors is no way out where none is known.
                let known = |item: &&Requirement| {
                    !matches!(item.demand, Demand::Author(_))
                        || !self.input.terms.values.authors.is_empty()
                };
                for item in items.iter().filter(known) {
                    faults.push(self.unmet(item)?);
                }
                let all: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
                let message = format!("one of these is needed: {}", all.join("; or "));
                faults.into_iter().next().map(|mut first| {
                    first.message = message;
                    first
                })
            }
            Demand::AllOf(items) => items.iter().find_map(|item| self.unmet(item)),
            Demand::Not(inner) => self.unmet(inner).is_none().then(|| {
                let what = describe(&inner.demand);
                Unmet::new(
                    inner.demand.code(),
                    format!("the page has {what}, which the terms forbid"),
                )
            }),
        }
    }

    pub(super) fn best(&self) -> Option<&'a Credit> {
        self.evidence.spoken().next().map(|(_, credit)| credit)
    }

    fn author(&self, all: bool) -> Option<Unmet<'a>> {
        let authors = &self.input.terms.values.authors;
        let missing = unnamed(self.evidence, authors);
        let met = missing.is_empty() || (!all && missing.len() < authors.len());
        (!met).then(|| {
            Unmet::new(
                Code::MissingAuthor,
                format!("the author, {}, is not named", missing.join(", ")),
            )
            .with_fix()
            .at(self.best())
        })
    }

    /// What must stand beside the author's name: the institution, the translator.
    fn beside_author(&self, demand: &AuthorDemand) -> Option<Unmet<'a>> {
        let stands = |text: &str, names: &[String]| {
            let text = text.to_lowercase();
            names.iter().any(|name| text.contains(&name.to_lowercase()))
        };
        if let Some(first) = demand.institution.first()
            && !self.evidence.spoken().any(|(_, credit)| {
                !credit.authors.is_empty() && stands(&credit.text, &demand.institution)
            })
        {
            return Some(
                Unmet::new(
                    Code::MissingAuthor,
                    format!(
                        "the author's institution, {}, does not stand beside the name",
                        shortened(first)
                    ),
                )
                .at(self.best()),
            );
        }
        (demand.translator && !translator::is_named(&self.input.page.text)).then(|| {
            Unmet::new(Code::MissingAuthor, "nobody is named as the translator").at(self.best())
        })
    }

    fn publisher(&self, names: &[String]) -> Option<Unmet<'a>> {
        let own = self.input.terms.values.publisher.iter();
        let wanted: Vec<&String> = own.chain(names).collect();
        let met = self.evidence.spoken().any(|(_, credit)| {
            let text = credit.text.to_lowercase();
            credit.publisher
                || wanted
                    .iter()
                    .any(|name| text.contains(&name.to_lowercase()))
        });
        (!met && !wanted.is_empty()).then(|| {
            let name = wanted.first().map_or("", |name| name.as_str());
            Unmet::new(
                Code::MissingPublisher,
                format!("the publisher, {}, is not named", shortened(name)),
            )
            .with_fix()
            .at(self.best())
        })
    }

    /// Visible links with their absolute targets.
    pub(super) fn links(&self) -> impl Iterator<Item = (&'a Block, &'a str)> {
        self.input.page.blocks.iter().flat_map(|block| {
            block
                .links
                .iter()
                .filter(|link| matches!(link.visibility, Visibility::Visible | Visibility::Folded))
                .filter_map(move |link| Some((block, link.resolved.as_ref()?.as_str())))
        })
    }

    pub(super) fn is_article(&self, url: &str) -> bool {
        let values = &self.input.terms.values;
        let Some(article) = &values.url else {
            return true;
        };
        let aliases = Aliases::new(Some(article), values.aliases.iter().map(String::as_str));
        url::Url::parse(url)
            .or_else(|_| url::Url::parse(&format!("https://{url}")))
            .is_ok_and(|url| equivalent(&url, article, &aliases))
    }

    fn canonical(&self) -> Option<Unmet<'a>> {
        let article = self.input.terms.values.url.as_ref()?;
        let urls = &self.input.page.urls;
        let is = |url: &Option<url::Url>| {
            url.as_ref()
                .is_some_and(|url| self.is_article(url.as_str()))
        };
        if is(&urls.canonical) {
            return None;
        }
        let message = if is(&urls.canonical_in_body) {
            "the canonical link stands in the body, where search engines ignore it".to_owned()
        } else {
            format!("the page's canonical link does not lead to the original ({article})")
        };
        Some(Unmet::new(Code::MissingCanonical, message))
    }

    /// What the page does for the original all the same: it decides what the owner does next.
    fn credit_given(&self) -> &'static str {
        match CreditGiven::of(self.input.credits) {
            CreditGiven::Link => "it credits the source with a link to the article",
            CreditGiven::Name => "it names the source without a link to the article",
            CreditGiven::None => "it does not credit the source",
        }
    }

    fn permission(&self, allow: &[String]) -> Option<Unmet<'a>> {
        let own = self.input.page.urls.own();
        let host = own.and_then(|url| url.host_str()).unwrap_or_default();
        if allow
            .iter()
            .any(|allowed| host_matches(allowed, host) || site_host(allowed) == site_host(host))
        {
            return None;
        }
        let who = if host.is_empty() {
            "this page (whose address is unknown)".to_owned()
        } else {
            host.to_owned()
        };
        Some(Unmet::new(
            Code::PermissionRequired,
            format!(
                "the original may not be reprinted without permission, and {who} is on no allow list; {}",
                self.credit_given()
            ),
        ))
    }
}

/// A demand as a noun, for `not`.
fn describe(demand: &Demand) -> &'static str {
    match demand {
        Demand::Link(_) => "a link to the source",
        Demand::Author(_) => "the author's name",
        Demand::Publisher { .. } => "the publisher's name",
        Demand::Title => "the title",
        Demand::Statement(_) => "a sentence",
        Demand::KeepNotice => "the notice",
        Demand::License(_) => "the licence",
        Demand::Placement(_) => "a credit at that place",
        Demand::Canonical => "a canonical link to the original",
        Demand::Noindex => "a noindex mark",
        Demand::Markup(_) => "markup",
        _ => "something",
    }
}
