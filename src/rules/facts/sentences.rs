//! Sentences of the page, and names that are the same.

use super::Facts;
use crate::text::one_line;
use crate::text::template::{LinkSpan, Placeholder, Template};

impl Facts<'_> {
    /// Whether a sentence stands on the page, with the values of the original where it names them.
    pub(in crate::rules) fn says(&self, template: &Template) -> bool {
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
        for block in &self.page.blocks {
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
}

/// Whether two names or titles are the same, slips aside.
pub(in crate::rules) fn alike(left: &str, right: &str) -> bool {
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    left == right
        || left.contains(&right)
        || right.contains(&left)
        || (left.len() < 500 && right.len() < 500 && strsim::jaro_winkler(&left, &right) >= 0.9)
}

/// A text as messages quote it: on one line, cut to 200 characters (by hand).
pub(in crate::rules) fn shortened(text: &str) -> String {
    one_line(text, 200)
}
