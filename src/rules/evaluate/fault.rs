//! Why a page has no valid credit: the one fault that explains it best.

use super::attribution::{Judge, Standing};
use super::fix;
use crate::credit::{Credit, CreditKind, CreditLink, Region, Target, Voice};
use crate::finding::{Code, Finding, Severity};
use crate::languages;
use crate::originals::notice::is_license;
use crate::page::{CodeKind, Visibility};
use crate::rules::facts::{
    Standing as Place, has_article, names_source, seen_links, shortened, target_rank,
};
use crate::rules::model::VoiceRule;

impl<'a> Judge<'a, '_> {
    /// Names the one fault that best explains why there is no valid credit.
    pub(super) fn fault(&mut self) -> Standing {
        let near: Vec<(Place, &'a Credit)> = self.facts.evidence.counting().collect();
        if self.link.is_some() {
            if let Some(standing) = self.opaque(&near) {
                return standing;
            }
            if self.wrong_link(&near, false) || self.missing_link(&near) {
                self.weak_claim();
                return Standing::NotCredited;
            }
        }
        self.settled.no_credit = true;
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
            self.settled.no_credit = false;
        } else if !self.misplaced() && !self.hidden() {
            if claims.is_empty() {
                if self.unknown_language() {
                    return Standing::UnknownLanguage;
                }
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
            // Where the author is found is another thing than where the article is.
            _ if link.profile => false,
            Target::Near | Target::Site | Target::OtherArticle => {
                !third && (credit.kind != CreditKind::Link || names_source(credit))
            }
            // A credit that names the source and links another place is faulty; one that does not name it credits
            // someone else. What the original itself says of others is not about this reprint.
            Target::ThirdParty => {
                !leads_to_license(link)
                    && credit.kind == CreditKind::Phrase
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
                    .min_by_key(|link| target_rank(link.target))?;
                Some((*credit, link))
            })
            .min_by_key(|(_, link)| target_rank(link.target));
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
        self.at_link(Code::WrongLink, severity, message, credit, link);
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
                || (credit.kind == CreditKind::Phrase && !credit.authors.is_empty())
                || leads_to_author(credit);
            source
                && seen_links(credit).all(|link| link.profile || leads_to_license(link))
                && credit
                    .links
                    .iter()
                    .all(|link| link.target != Target::Article)
        });
        let Some(credit) = named else {
            return false;
        };
        let message = match &self.input.terms.values.title {
            Some(title) if credit.title && !credit.publisher => format!(
                "the credit names the article, “{}”{}, but does not link it",
                shortened(title),
                if credit.authors.is_empty() {
                    ""
                } else {
                    " and its author"
                }
            ),
            _ if !credit.publisher && !credit.authors.is_empty() => format!(
                "the credit names {} but does not link the article",
                shortened(&credit.authors.join(", "))
            ),
            _ => format!(
                "the credit names {} but does not link the article",
                self.source()
            ),
        };
        self.at_credit(Code::MissingLink, severity, message, credit);
        true
    }

    /// A claim beside a faulty credit.
    fn weak_claim(&mut self) {
        self.competing_claim("the page names itself as the source of the text".to_owned());
    }

    /// The page names its own address as the source, beside a credit.
    pub(super) fn competing_claim(&mut self, message: String) {
        if let Some(claim) = self.input.claims.iter().find(|claim| claim.url.is_some()) {
            self.settled.claim = true;
            self.findings.push(Finding {
                code: Code::ClaimedAsOwn,
                severity: self.claim_severity().unwrap_or(Severity::Warning),
                message,
                fix: None,
                line: Some(claim.line),
                column: Some(claim.column),
                evidence: Some(shortened(&claim.text)),
            });
        }
    }

    fn claimed(&mut self, own_link: Option<&Credit>) {
        self.settled.claim = true;
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

    fn misplaced(&mut self) -> bool {
        let found = self
            .facts
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
        let message = match &credit.with {
            Some(other) => format!(
                "the credit to {} stands with another text, “{}”, not with this one",
                self.source(),
                shortened(other)
            ),
            None => format!("the only mention of {} stands {place}", self.source()),
        };
        self.at_credit(Code::MisplacedAttribution, self.severity, message, credit);
        true
    }

    fn hidden(&mut self) -> bool {
        let found = self.facts.evidence.credits.iter().find(|(place, credit)| {
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
        self.at_credit(Code::HiddenAttribution, self.severity, message, credit);
        true
    }

    /// A block beside the text links the article, but its words are of a language without phrases: they may well say
    /// that the text comes from there.
    fn unknown_language(&mut self) -> bool {
        let language = self.input.page.language.as_deref();
        let Some(language) = language.filter(|tag| languages::is_unknown(tag)) else {
            return false;
        };
        let beside = self.facts.evidence.in_sight().find(|(place, credit)| {
            *place == Place::Near && credit.voice == Voice::Own && has_article(credit)
        });
        let Some((_, credit)) = beside else {
            return false;
        };
        let message = format!(
            "a link to {} stands beside the text, but the page is in a language (`{}`) whose words of credit are not \
             known: read the line",
            self.source(),
            shortened(language)
        );
        self.at_credit(Code::MissingAttribution, Severity::Note, message, credit);
        true
    }

    fn missing(&mut self) {
        let code = self
            .facts
            .evidence
            .credits
            .iter()
            .find(|(place, credit)| {
                *place == Place::Code && (!credit.links.is_empty() || names_source(credit))
            })
            .map(|(_, credit)| *credit);
        let copied = self.input.terms.rule.voice == VoiceRule::Own
            && self
                .facts
                .evidence
                .in_sight()
                .any(|(_, credit)| credit.voice == Voice::Copied && has_article(credit));
        let bare = self
            .facts
            .evidence
            .in_sight()
            .map(|(_, credit)| credit)
            .find(|credit| credit.voice == Voice::Own && has_article(credit));
        let byline = self
            .facts
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
                self.at_credit(Code::MissingAttribution, severity, message, credit);
            }
            None => {
                // Its place is where the copied text ends, where the credit should stand.
                self.findings.push(Finding {
                    code: Code::MissingAttribution,
                    severity,
                    message,
                    fix: fix::credit_line(self.input),
                    line: None,
                    column: None,
                    evidence: None,
                });
            }
        }
    }
}

/// Whether the author's name leads to where the author is found on the original's site.
fn leads_to_author(credit: &Credit) -> bool {
    !credit.authors.is_empty()
        && seen_links(credit)
            .any(|link| link.profile && matches!(link.target, Target::Site | Target::OtherArticle))
}

/// The licence that a credit links beside its source is neither a right nor a wrong source.
fn leads_to_license(link: &CreditLink) -> bool {
    link.resolved
        .as_ref()
        .is_some_and(|url| is_license(url.as_str()))
}

fn code_place(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Comment => "an HTML comment",
        CodeKind::Meta => "the head of the document",
        CodeKind::JsonLd => "JSON-LD",
        CodeKind::Attribute => "an attribute",
        CodeKind::Noscript => "noscript",
        CodeKind::Template => "a template",
        CodeKind::FormField => "a form field",
        CodeKind::Clipboard => "what a button copies",
        CodeKind::Srcdoc => "the source of a frame",
    }
}
