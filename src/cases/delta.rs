//! What changed since last time.

use std::collections::HashMap;

use serde::Serialize;

use super::database::Database;
use super::error::CasesError;
use super::query::{CaseRow, Due, Filter};
use super::record::Change;
use super::state::{Seen, State};

/// What a run changed, and what is still to be done. Every case stands in one list at most.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Delta {
    /// Copies that were not known to be at fault before.
    pub new: Vec<DeltaCase>,
    /// Cases that were mended, and whose fault is back.
    pub reopened: Vec<DeltaCase>,
    /// Cases that give the credit now.
    pub mended: Vec<DeltaCase>,
    /// Cases whose page, or the text on it, is gone.
    pub gone: Vec<DeltaCase>,
    /// Cases whose letter was not answered in time.
    pub overdue: Vec<DeltaCase>,
    /// All others that somebody still has to do something about.
    pub open: Vec<DeltaCase>,
    /// How many cases the run saw.
    pub checked: usize,
    /// How many of them could not be judged.
    pub unjudged: usize,
    /// How many of the overdue were not yet so at the run before.
    pub newly_overdue: usize,
}

/// One case of a delta.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeltaCase {
    /// The case as it stands now.
    #[serde(flatten)]
    pub row: CaseRow,
    /// Where it stood before the run, if it was known.
    pub before: Option<State>,
}

impl Delta {
    /// What a run changed, by what became of each case that it saw. `last` is the time of the run before, if there was
    /// one, in seconds since 1970.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn of(
        database: &Database,
        changes: &[Change],
        due: Due,
        last: Option<i64>,
    ) -> Result<Self, CasesError> {
        let mut delta = Self {
            checked: changes.len(),
            unjudged: changes
                .iter()
                .filter(|change| change.seen == Seen::Unjudged)
                .count(),
            ..Self::default()
        };
        let change_of: HashMap<i64, Option<State>> = changes
            .iter()
            .map(|change| (change.number, change.before))
            .collect();
        let rows = database.list(
            &Filter {
                states: State::ALL.to_vec(),
                ..Filter::default()
            },
            due,
        )?;
        for row in rows {
            let before = match change_of.get(&row.number) {
                Some(before) => *before,
                None => Some(row.state),
            };
            let list = match row.state {
                State::Found if before.is_none_or(|before| before == State::Watched) => {
                    &mut delta.new
                }
                State::Reopened if before != Some(State::Reopened) => &mut delta.reopened,
                State::Fixed if before != Some(State::Fixed) => &mut delta.mended,
                State::Gone if before != Some(State::Gone) => &mut delta.gone,
                _ if row.overdue => {
                    let was = last.is_some_and(|now| row.is_overdue(Due { now, ..due }));
                    delta.newly_overdue += usize::from(!was);
                    &mut delta.overdue
                }
                state if state.is_open() => &mut delta.open,
                _ => continue,
            };
            list.push(DeltaCase { row, before });
        }
        Ok(delta)
    }

    /// The lists with their names, in the order in which they are told.
    pub fn lists(&self) -> [(&'static str, &[DeltaCase]); 6] {
        [
            ("new", &self.new),
            ("reopened", &self.reopened),
            ("mended", &self.mended),
            ("gone", &self.gone),
            ("overdue", &self.overdue),
            ("open", &self.open),
        ]
    }

    /// Whether a fault is new or back.
    pub fn has_faults(&self) -> bool {
        !self.new.is_empty() || !self.reopened.is_empty()
    }

    /// Whether anything is other than at the run before.
    pub fn has_changes(&self) -> bool {
        self.has_faults()
            || self.newly_overdue > 0
            || !self.mended.is_empty()
            || !self.gone.is_empty()
    }
}
