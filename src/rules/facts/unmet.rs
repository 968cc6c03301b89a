//! Why a demand is not met.

use crate::credit::Credit;
use crate::finding::{Code, Severity};

/// Why a demand is not met.
pub(in crate::rules) struct Unmet<'a> {
    pub(in crate::rules) code: Code,
    pub(in crate::rules) message: String,
    /// The credit to blame.
    pub(in crate::rules) at: Option<&'a Credit>,
    /// Line, column and text, where no credit is to blame.
    pub(in crate::rules) place: Option<(u32, u32, String)>,
    /// Whether the credit line mends it.
    pub(in crate::rules) fix: bool,
    /// The most that it may be reported as, where it could not be judged.
    pub(in crate::rules) severity: Option<Severity>,
}

impl<'a> Unmet<'a> {
    pub(in crate::rules) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            at: None,
            place: None,
            fix: false,
            severity: None,
        }
    }

    pub(in crate::rules) fn with_fix(mut self) -> Self {
        self.fix = true;
        self
    }

    pub(in crate::rules) fn at(mut self, credit: Option<&'a Credit>) -> Self {
        self.at = credit;
        self
    }

    pub(in crate::rules) fn in_place(mut self, line: u32, column: u32, text: &str) -> Self {
        self.place = Some((line, column, text.to_owned()));
        self
    }

    /// A note at most: whether it is met could not be judged.
    pub(in crate::rules) fn unsure(mut self) -> Self {
        self.severity = Some(Severity::Note);
        self
    }
}

/// What the judgement of the credit as such has settled, so that nothing is reported twice.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::rules) struct Settled {
    /// There is no credit: what a credit would have to hold need not be said.
    pub(in crate::rules) no_credit: bool,
    /// The page's own claim has been reported.
    pub(in crate::rules) claim: bool,
}
