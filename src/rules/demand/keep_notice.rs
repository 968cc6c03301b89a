//! The original's own notice.

use super::flag::flag;
use super::kind::Kind;
use crate::finding::Code;
use crate::originals::{Notice, NoticeKind};
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
        let met = stands(facts, notice) || facts.asks.iter().any(|template| facts.says(template));
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

/// Whether the notice stands on the page as the original has it.
fn stands(facts: &Facts<'_>, notice: &Notice) -> bool {
    let literal: String = notice
        .text
        .chars()
        .take(MAX_TEMPLATE / 2)
        .flat_map(|c| {
            let brace = matches!(c, '{' | '}');
            [c].into_iter().chain(brace.then_some(c))
        })
        .collect();
    Template::parse(&literal).is_ok_and(|template| facts.says(&template))
}

/// Whether the page keeps, word for word, a notice that says what is owed and names no author: whoever does all that it says
/// is not to blame for what it leaves out.
pub(in crate::rules) fn keeps_nameless_notice(facts: &Facts<'_>) -> bool {
    facts.original.notice.as_ref().is_some_and(|notice| {
        matches!(notice.kind, NoticeKind::Demand | NoticeKind::Permission)
            && !notice.fields.contains_key("author")
            && stands(facts, notice)
    })
}
