//! The original's own notice.

use super::flag::flag;
use super::kind::Kind;
use crate::finding::Code;
use crate::rules::facts::{Facts, Unmet, shortened};
use crate::text::template::{MAX_TEMPLATE, Template};

/// The original's own notice must be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct KeepNotice;

impl Kind for KeepNotice {
    flag!();

    fn code(&self) -> Code {
        Code::MissingNotice
    }

    fn describe(&self) -> String {
        "the original's own notice".to_owned()
    }

    fn noun(&self) -> &'static str {
        "the notice"
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let notice = facts.original.notice.as_ref()?;
        let literal: String = notice
            .text
            .chars()
            .take(MAX_TEMPLATE / 2)
            .flat_map(|c| {
                let brace = matches!(c, '{' | '}');
                [c].into_iter().chain(brace.then_some(c))
            })
            .collect();
        let as_written = Template::parse(&literal).is_ok_and(|template| facts.says(&template));
        let met = as_written || facts.asks.iter().any(|template| facts.says(template));
        (!met).then(|| {
            Unmet::new(
                self.code(),
                format!(
                    "the original's notice was left out: {}",
                    shortened(&notice.text)
                ),
            )
        })
    }

    fn is_credit(&self) -> bool {
        true
    }
}
