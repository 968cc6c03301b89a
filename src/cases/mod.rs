//! The cases of a publisher: which pages copy which works, what was seen of them run after run, what was written to
//! them, and what became of it. One database file, and the answers of servers as evidence beside it.
//!
//! What a run saw is written down as it was; the state of a case is always made anew from its history
//! ([`state`]), so that it depends neither on the order in which two runs write nor on the clock.

mod appearance;
mod database;
mod delta;
mod error;
mod evidence;
mod hand;
mod query;
mod record;
pub mod state;
mod time;

pub use appearance::{Appearance, SeenCredit, SeenFinding};
pub use database::Database;
pub use delta::{Delta, DeltaCase};
pub use error::CasesError;
pub use evidence::{EVIDENCE, Evidence};
pub use hand::Letter;
pub use query::{CaseDetail, CaseRow, Due, Filter, Sighting, SiteRow, Step};
pub use record::{Change, PageKind, PageSeen, Run, RunKind, page_key};
pub use state::{Seen, State};
pub(crate) use time::shown;
