//! The title of the original.

use super::flag::flag;
use super::kind::Kind;
use crate::finding::Code;
use crate::rules::facts::{Facts, Unmet, shortened};
use crate::text::template::Placeholder;

/// The title of the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Title;

impl Kind for Title {
    flag!();

    fn code(&self) -> Code {
        Code::MissingTitle
    }

    fn describe(&self) -> String {
        "the title".to_owned()
    }

    fn noun(&self) -> &'static str {
        "the title"
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let title = facts.values.title.as_deref()?;
        let met = facts.evidence.spoken().any(|(_, credit)| credit.title);
        (!met).then(|| {
            let title = shortened(title);
            Unmet::new(self.code(), format!("the title, “{title}”, is not given"))
                .with_fix()
                .at(facts.best())
        })
    }

    fn is_credit(&self) -> bool {
        true
    }

    fn placeholder(&self) -> Option<Placeholder> {
        Some(Placeholder::Title)
    }
}
