//! A parsed document, a page or a small one inside it, cut into blocks.

use url::Url;

use super::ReadOptions;
use super::blocks::Walk;
use super::extent::Extent;
use super::output::Output;
use crate::dom::limits::Deadline;
use crate::dom::lines::Lines;
use crate::dom::{Dom, ReadError};
use crate::style::css::Import;
use crate::style::styles::Styles;
use crate::style::visibility::{Cover, Known, PageStyle, Slot};
use crate::style::{Sheet, SheetRequest, SheetSource};

/// How many elements or rules may be found to blank the page, each at the cost of another walk. By hand.
const SPARED: usize = 4;

/// What stands around a document, a page or a small one inside it, while it is cut into blocks.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) source: &'a str,
    pub(super) lines: &'a Lines,
    /// What relative links resolve against.
    pub(super) base: Option<&'a Url>,
    /// What gives the style sheets that are linked.
    pub(super) sheets: Option<&'a dyn SheetSource>,
    pub(super) options: &'a ReadOptions,
    pub(super) deadline: Deadline,
}

impl Surroundings<'_> {
    /// The style sheet that is linked or imported.
    fn sheet(&self, import: Import<'_>) -> Option<Sheet> {
        self.sheets?.sheet(SheetRequest {
            base: self.base,
            from: (!import.from.is_empty()).then_some(import.from),
            href: import.href,
        })
    }

    /// The addresses of the style sheets that are not to be had, without reading the others.
    pub(super) fn unread_styles(&self, dom: &Dom<'_>) -> Vec<String> {
        let load = |import: Import<'_>| self.sheet(import);
        Styles::new(dom, &self.options.limits, false, &load)
            .page
            .unread
    }
}

/// Cuts a document into blocks, and gives what its styles say of the page as a whole.
pub(super) fn cut<'d>(
    dom: &'d Dom<'d>,
    page: &Surroundings<'_>,
) -> Result<(Output, PageStyle), ReadError> {
    let limits = &page.options.limits;
    let styles = Styles::new(dom, limits, true, &|import| page.sheet(import));
    let deadline = page.deadline.later(styles.page.waited);
    let extent = Extent::of(dom);
    let mut spared = Vec::new();
    let mut covers: Vec<Cover> = Vec::new();
    let mut slots: Vec<Slot> = Vec::new();
    let mut is_first = true;
    loop {
        let walk = Walk {
            dom,
            source: page.source,
            lines: page.lines,
            base: page.base,
            styles: &styles,
            extent: &extent,
            known: Known {
                spared: &spared,
                covers: &covers,
                slots: &slots,
            },
            limits,
            deadline,
        };
        let mut output = walk.run()?;
        styles.check(limits)?;
        if is_first && (!output.covers.is_empty() || extent.has_hosts()) {
            // What lies over a text may stand after it, and so may the place where it is shown.
            covers = std::mem::take(&mut output.covers);
            slots = std::mem::take(&mut output.slots);
            is_first = false;
            continue;
        }
        match output.blanks_the_page() {
            Some(cause) if spared.len() < SPARED => spared.push(cause),
            _ => return Ok((output, styles.page)),
        }
    }
}
