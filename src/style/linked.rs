//! The linked style sheets of a page, within their bounds.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use scraper::node::Element;

use super::Sheet;
use super::css::{Import, data};
use crate::dom::attr;
use crate::text::head;

/// Linked and imported sheets that are asked for, by hand: pages of shops link two dozen.
const LINKED: usize = 64;

/// Bytes used of all linked sheets together, by hand: themes with a framework have half a MiB.
const LINKED_BYTES: usize = 4 * 1024 * 1024;

/// Addresses of unread sheets that are told, and bytes of each. By hand; it bounds what is kept.
const TOLD: usize = 16;
const ADDRESS: usize = 256;

/// What was asked for and given so far.
#[derive(Default)]
pub(super) struct Linked {
    asked: Cell<usize>,
    pub(super) bytes: Cell<usize>,
    /// How long the sheets were waited for.
    pub(super) waited: Cell<Duration>,
    /// Addresses of those that were not to be had.
    pub(super) unread: RefCell<Vec<String>>,
}

impl Linked {
    /// The sheet that is asked for: from its own `data:` address, or from `source`.
    pub(super) fn load(
        &self,
        import: Import<'_>,
        source: &dyn Fn(Import<'_>) -> Option<Sheet>,
    ) -> Option<Sheet> {
        let left = LINKED_BYTES.saturating_sub(self.bytes.get());
        let found = if self.asked.get() >= LINKED {
            None
        } else if let Some(text) = data(import.href) {
            Some(Sheet {
                address: import.from.to_owned(),
                text,
            })
        } else {
            let begun = Instant::now();
            let found = source(import);
            self.waited.set(self.waited.get() + begun.elapsed());
            found
        };
        self.asked.set(self.asked.get() + 1);
        let found = found.filter(|sheet| sheet.text.len() <= left);
        match &found {
            Some(sheet) => self.bytes.set(self.bytes.get() + sheet.text.len()),
            None => {
                let mut unread = self.unread.borrow_mut();
                let href = head(import.href, ADDRESS);
                if unread.len() < TOLD && !unread.iter().any(|known| known == href) {
                    unread.push(href.to_owned());
                }
            }
        }
        found
    }
}

/// Whether a `link` is a style sheet that is in force.
pub(super) fn is_sheet(element: &Element) -> bool {
    let rel = attr!(element, "rel").unwrap_or_default();
    let mut words = rel.split_ascii_whitespace();
    words.any(|word| word.eq_ignore_ascii_case("stylesheet"))
        && !rel.to_ascii_lowercase().contains("alternate")
        && attr!(element, "disabled").is_none()
}
