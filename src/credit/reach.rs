//! How far a phrase reaches in its line: which of the line's clauses, and with them which links and names, are part of
//! the credit.
//!
//! "Source: A. Read also B" is one short line, but B is none of its source.

use std::ops::Range;

use super::evidence_links::Links;
use super::line::{Line, count_tokens};
use super::phrases::Role;
use super::pieces;

/// What a clause of a line is to its phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clause {
    /// Holds a phrase.
    Speaks,
    /// Holds words that lead on to something else, or credit something else.
    LeadsOn,
    /// Holds neither.
    Silent,
}

/// Takes out of `links` what stands in clauses that are no part of the credit, and says where these clauses are.
pub(super) fn narrow(text: &str, line: &Line, links: &mut Links) -> Vec<Range<usize>> {
    let clauses: Vec<(Range<usize>, Clause)> = pieces::clauses(text, &line.range)
        .into_iter()
        .map(|range| {
            let kind = kind(line, &range);
            (range, kind)
        })
        .collect();
    if clauses.iter().all(|(_, kind)| *kind == Clause::Speaks) {
        return Vec::new();
    }
    let speaks = |at: usize| {
        clauses
            .iter()
            .any(|(range, kind)| *kind == Clause::Speaks && range.contains(&at))
    };
    // Where the phrase itself links somebody else, a later sentence is about something else.
    let credits_another = links.all_lead_elsewhere(line.block, speaks);
    let mut out = Vec::new();
    for (range, kind) in clauses {
        let apart = match kind {
            Clause::Speaks => false,
            Clause::LeadsOn => true,
            Clause::Silent => {
                let linked = links.tokens_in(line.block, &range, text);
                // A clause that is nothing but a link goes on with what stands before it.
                credits_another && count_tokens(&text[range.clone()]) > linked
            }
        };
        if apart {
            links.drop_in(line.block, &range);
            out.push(range);
        }
    }
    out
}

fn kind(line: &Line, clause: &Range<usize>) -> Clause {
    let marks = || {
        line.marks
            .iter()
            .filter(|mark| clause.contains(&mark.range.start))
    };
    if marks().any(|mark| mark.role != Role::Negative && !mark.negated) {
        Clause::Speaks
    } else if marks().any(|mark| mark.role == Role::Negative) {
        Clause::LeadsOn
    } else {
        Clause::Silent
    }
}
