//! Markup that the terms ask for, such as a counting pixel.

use super::attribution::shortened;
use super::demands::{Demands, Unmet};
use super::values::{address, filled};
use crate::finding::{Code, Severity};
use crate::page::count_elements;
use crate::rules::model::MarkupDemand;
use crate::rules::patterns::wildcard;

impl<'a> Demands<'a, '_> {
    /// Whether the page holds the markup, as often as the terms say.
    pub(super) fn markup(&self, demand: &MarkupDemand) -> Option<Unmet<'a>> {
        let pattern = demand
            .url
            .as_ref()
            .map(|url| filled(url, &self.input.terms.values));
        let loads = pattern
            .as_ref()
            .map(|pattern| move |url: &str| wildcard(&address(pattern), &address(url)));
        let what = match (&demand.selector, &pattern) {
            (Some(selector), None) => format!("an element `{}`", shortened(selector)),
            (_, Some(pattern)) => format!("an element that loads {}", shortened(pattern)),
            (None, None) => return None,
        };
        let counted = count_elements(
            self.input.page,
            demand.selector.as_deref(),
            loads.as_ref().map(|loads| loads as &dyn Fn(&str) -> bool),
        );
        let count = match counted {
            Ok(count) => count,
            Err(error) => {
                let mut unmet = Unmet::new(
                    Code::MissingMarkup,
                    format!("whether the page has {what} could not be told: {error}"),
                );
                unmet.severity = Some(Severity::Note);
                return Some(unmet);
            }
        };
        match demand.count {
            None if count > 0 => None,
            Some(wanted) if wanted == count => None,
            None => Some(Unmet::new(
                Code::MissingMarkup,
                format!("the terms ask for {what}; the page has none"),
            )),
            Some(wanted) => Some(Unmet::new(
                Code::MissingMarkup,
                format!("the terms ask for {what} {wanted} times; the page has {count}"),
            )),
        }
    }
}
