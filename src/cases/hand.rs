//! What people do about a case: decide, note, write.

use rusqlite::{OptionalExtension, Transaction, params};

use super::database::Database;
use super::error::CasesError;
use super::record::refresh;
use super::state::State;
use crate::text::start;

/// The longest note, in characters. By hand.
const LONGEST: usize = 10_000;

/// A letter that was written about a case.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// What it was, in a few words: `friendly, de`.
    pub told: &'a str,
    /// Whether it asks for something: a letter of thanks moves no case.
    pub asks: bool,
    /// By when it asks for an answer, in seconds since 1970.
    pub reply_by: Option<i64>,
}

impl Database {
    /// Puts a case into a state, and gives the state that it is in then. All times are in seconds since 1970.
    ///
    /// # Errors
    /// When there is no such case, or the database cannot be written.
    pub fn set(
        &mut self,
        number: i64,
        state: State,
        told: &str,
        at: i64,
    ) -> Result<State, CasesError> {
        self.event(number, ("set", Some(state), None), told, at)
    }

    /// Adds a note to a case, which moves nothing.
    ///
    /// # Errors
    /// As [`Database::set`].
    pub fn note(&mut self, number: i64, told: &str, at: i64) -> Result<State, CasesError> {
        self.event(number, ("note", None, None), told, at)
    }

    /// Writes down that a letter was written; one that asks for something makes an open case noticed.
    ///
    /// # Errors
    /// As [`Database::set`].
    pub fn letter(
        &mut self,
        number: i64,
        letter: Letter<'_>,
        at: i64,
    ) -> Result<State, CasesError> {
        let kind = if letter.asks { "letter" } else { "note" };
        self.event(number, (kind, None, letter.reply_by), letter.told, at)
    }

    fn event(
        &mut self,
        number: i64,
        (kind, state, reply_by): (&str, Option<State>, Option<i64>),
        told: &str,
        at: i64,
    ) -> Result<State, CasesError> {
        let told = start(told, LONGEST);
        let written = self.change(|change| {
            if !is_there(change, number)? {
                return Ok(None);
            }
            change.execute(
                "INSERT INTO event (copy, run, at, kind, state, reply_by, told) \
                 VALUES (?1, (SELECT coalesce(max(id), 0) FROM run), ?2, ?3, ?4, ?5, ?6)",
                params![number, at, kind, state.map(State::as_str), reply_by, told],
            )?;
            refresh(change, number).map(Some)
        })?;
        let Some(standing) = written else {
            return Err(CasesError::NoCase {
                file: self.file.clone(),
                number,
            });
        };
        self.settle()?;
        Ok(standing.state)
    }
}

fn is_there(change: &Transaction<'_>, number: i64) -> rusqlite::Result<bool> {
    let found = change
        .query_row("SELECT 1 FROM copy WHERE id = ?1", [number], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}
