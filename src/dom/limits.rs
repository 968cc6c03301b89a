//! How much of a page is read before it is given up as unverifiable.

use std::time::{Duration, Instant};

use super::error::ReadError;

/// The clock is the last resort, for what nobody has thought of: so late that neither a build without optimisation nor
/// a machine with many times more threads than cores ever hears it strike. By hand.
const LAST_RESORT: Duration = Duration::from_secs(300);

/// Bounds on the work one page may cost.
///
/// All but the two durations count work, so that the answer does not depend on the machine; the clock is only the
/// backstop. The defaults stand far above what real pages need: of 1,500 pages measured, the largest had 3.3 MB and
/// 34,450 nodes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the body. Default 10 MiB.
    pub body: usize,
    /// Levels of nested elements. Default 512, the number at which browsers stop nesting too.
    pub depth: usize,
    /// Nodes of the document: elements, texts and comments. Default 500,000.
    pub nodes: usize,
    /// Attributes of one tag. Default 1,000.
    pub attributes: usize,
    /// Attributes of all elements together. Default 1,000,000.
    pub all_attributes: usize,
    /// Steps over the stack of open elements that end tags may cost. Default 100,000,000, below a second.
    pub steps: usize,
    /// Bytes of all addresses that links lead to, resolved. Default 32 MiB: 1,000 bytes for each link of the largest
    /// page measured.
    pub addresses: usize,
    /// Time for the parse alone. Default 300 s: work is counted, so that the answer does not depend on the machine.
    pub parse: Duration,
    /// Time for the whole page, without what was waited for style sheets. Default 300 s.
    pub page: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 10 * 1024 * 1024,
            depth: 512,
            nodes: 500_000,
            attributes: 1_000,
            all_attributes: 1_000_000,
            steps: 100_000_000,
            addresses: 32 * 1024 * 1024,
            parse: LAST_RESORT,
            page: LAST_RESORT,
        }
    }
}

/// When reading of one page began, and with it when it has to end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    started: Instant,
    after: Duration,
}

impl Deadline {
    /// Starts the clock of a page.
    pub(crate) fn start(after: Duration) -> Self {
        Self {
            started: Instant::now(),
            after,
        }
    }

    /// The same page with more time: what was waited for others does not count.
    pub(crate) fn later(self, waited: Duration) -> Self {
        Self {
            after: self.after + waited,
            ..self
        }
    }

    /// Whether the time is used up.
    pub(crate) fn passed(&self) -> bool {
        self.started.elapsed() >= self.after
    }

    /// The error to give when the time is used up.
    pub(crate) fn check(&self) -> Result<(), ReadError> {
        if self.passed() {
            return Err(ReadError::TookTooLong { limit: self.after });
        }
        Ok(())
    }
}
