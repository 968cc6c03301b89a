//! What could be better about a credit that is there.

use super::attribution::Judge;
use crate::credit::{Credit, CreditKind, CreditLink, Voice};
use crate::finding::{Code, Severity};
use crate::rules::demand::{Link, fits, must_be_clickable};
use crate::rules::facts::{Standing as Place, seen_links};

impl<'a> Judge<'a, '_> {
    /// What could be better about a credit that is there.
    pub(super) fn quality(&mut self, place: Place, best: &Credit, valid: &[(Place, &'a Credit)]) {
        self.competing_claim(format!(
            "the page credits {} and yet names itself as the source",
            self.source()
        ));
        if place == Place::Detached {
            let distance = best.distance.map_or_else(String::new, |tokens| {
                format!(", {tokens} words from the text")
            });
            let message = format!("the credit stands away from the article{distance}");
            self.at_credit(Code::MisplacedAttribution, Severity::Note, message, best);
        }
        if valid
            .iter()
            .all(|(_, credit)| credit.voice == Voice::Copied)
        {
            let message =
                "the only credit is the original's own notice, carried along with the text; \
                           nothing on the page says that this is a reprint"
                    .to_owned();
            self.at_credit(Code::CopiedNotice, Severity::Note, message, best);
        }
        if valid
            .iter()
            .all(|(_, credit)| credit.kind == CreditKind::Reference)
        {
            let message = format!(
                "{} is listed among references; nothing says that this text is from there",
                self.source()
            );
            self.at_credit(
                Code::OnlyCited,
                Code::OnlyCited.default_severity(),
                message,
                best,
            );
        }
        if let Some((demand, severity)) = self.link {
            self.link_quality(demand, severity, valid);
        }
    }

    fn link_quality(&mut self, demand: &Link, severity: Severity, valid: &[(Place, &'a Credit)]) {
        let links: Vec<(&Credit, &CreditLink)> = valid
            .iter()
            .flat_map(|(_, credit)| seen_links(credit).map(move |link| (*credit, link)))
            .filter(|(_, link)| fits(link, demand))
            .collect();
        let Some((credit, first)) = links.first().copied() else {
            return;
        };
        if links.iter().all(|(_, link)| !link.hyperlink) {
            let (severity, wish) = if must_be_clickable(demand) {
                (severity, "the terms ask for a link")
            } else {
                (Severity::Note, "readers cannot follow it")
            };
            let message = format!("the address of the source is text, not a link; {wish}");
            self.at_link(Code::PlainTextUrl, severity, message, credit, first);
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
        self.at_link(Code::UnfollowableLink, severity, message, credit, first);
    }
}
