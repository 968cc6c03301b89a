//! Style sheets that a run keeps.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Sheets kept for the other pages of a run, and their bytes. Pages of a site share a handful. By hand.
const KEPT: usize = 1_000;
const KEPT_BYTES: usize = 64 * 1024 * 1024;

/// The sheets that one run has read, so that the pages of a site read each only once.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    sheets: HashMap<String, Slot>,
    bytes: usize,
}

/// What one address gave, once somebody has asked.
type Slot = Arc<OnceLock<Option<Arc<str>>>>;

impl Shelf {
    /// The sheet of this name, read by the first who asks for it.
    pub(super) fn get(&self, name: &str, read: impl FnOnce() -> Option<String>) -> Option<String> {
        let slot = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            if known.sheets.len() >= KEPT || known.bytes >= KEPT_BYTES {
                *known = Known::default();
            }
            Arc::clone(known.sheets.entry(name.to_owned()).or_default())
        };
        let mut new = 0;
        let text = slot.get_or_init(|| {
            let text = read()?;
            new = text.len();
            Some(text.into())
        });
        if new > 0 {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.bytes += new;
        }
        Some(text.as_ref()?.to_string())
    }
}
