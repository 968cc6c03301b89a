//! Sentences that a page must hold: statements of the rule, the original's own notice.

use super::attribution::shortened;
use super::demands::{Demands, Unmet};
use crate::finding::Code;
use crate::text::template::{LinkSpan, MAX_TEMPLATE, Placeholder, Template};

impl<'a> Demands<'a, '_> {
    /// Whether a sentence stands on the page, with the values of the original where it names them.
    pub(super) fn statement(&self, templates: &[Template]) -> Option<Unmet<'a>> {
        let met = templates.iter().any(|template| self.says(template));
        (!met).then(|| {
            let wanted = templates.first().map_or("", Template::source);
            Unmet::new(
                Code::MissingStatement,
                format!("the terms ask for this sentence: {}", shortened(wanted)),
            )
            .at(self.best())
        })
    }

    fn says(&self, template: &Template) -> bool {
        let (text, links) = self.sight();
        let spans: Vec<LinkSpan<'_>> = links
            .iter()
            .map(|(range, href)| LinkSpan {
                range: range.clone(),
                href,
            })
            .collect();
        let Some(found) = template.find(&text, &spans) else {
            return false;
        };
        found.fields.iter().all(|(name, value)| {
            let field = Placeholder::ALL
                .into_iter()
                .find(|field| field.as_str() == name);
            match field {
                Some(Placeholder::Url) => self.is_article(value),
                // A date and a licence may be written in many ways.
                Some(Placeholder::Date | Placeholder::License) | None => true,
                Some(field) => self
                    .input
                    .terms
                    .values
                    .get(field)
                    .is_none_or(|wanted| alike(&wanted, value)),
            }
        })
    }

    /// The visible text with its links, as the page has it.
    fn sight(&self) -> (String, Vec<(std::ops::Range<usize>, String)>) {
        let mut text = String::new();
        let mut links = Vec::new();
        for block in &self.input.page.blocks {
            for link in &block.links {
                if let Some(url) = &link.resolved {
                    let range = text.len() + link.text.start..text.len() + link.text.end;
                    links.push((range, url.to_string()));
                }
            }
            text.push_str(&block.text);
            text.push('\n');
        }
        (text, links)
    }

    /// Whether the original's own notice stands on the page.
    pub(super) fn notice(&self) -> Option<Unmet<'a>> {
        let notice = self.input.original.notice.as_ref()?;
        let literal: String = notice
            .text
            .chars()
            .take(MAX_TEMPLATE / 2)
            .flat_map(|c| {
                let brace = matches!(c, '{' | '}');
                [c].into_iter().chain(brace.then_some(c))
            })
            .collect();
        let as_written = Template::parse(&literal).is_ok_and(|template| self.says(&template));
        let met = as_written
            || self
                .input
                .terms
                .rule
                .ask
                .iter()
                .any(|ask| self.says(&ask.template));
        (!met).then(|| {
            Unmet::new(
                Code::MissingNotice,
                format!(
                    "the original's notice was left out: {}",
                    shortened(&notice.text)
                ),
            )
        })
    }
}

/// Whether two names or titles are the same, slips aside.
pub(super) fn alike(left: &str, right: &str) -> bool {
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    left == right
        || left.contains(&right)
        || right.contains(&left)
        || (left.len() < 500 && right.len() < 500 && strsim::jaro_winkler(&left, &right) >= 0.9)
}
