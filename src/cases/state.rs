//! What becomes of a case: a pure function of what was seen and done, in the order of the runs.
//!
//! ```text
//! watched --> found --> noticed | allowed | lapsed      (by hand, or by a letter)
//!               |          |
//!               +----------+--> fixed | gone --> reopened --> fixed | gone …
//! ```
//!
//! A case is `fixed` when two runs in a row see the credit, and `gone` when two in a row find that the page is gone or
//! no longer holds the text: one answer may be an accident of the hour. One sight of the fault is enough to open it
//! again. What could not be judged says nothing: it moves no case, and two sights with such a run between them are
//! still two in a row.

use std::fmt;

use serde::Serialize;

/// So many runs in a row must agree before a case is closed (by hand: one may meet a maintenance page).
const AGREEING: u32 = 2;

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A copy that was never seen at fault; it is looked at again, as credits get lost.
    Watched,
    /// The credit asked for is not there.
    Found,
    /// It was fixed or gone, and the fault is back.
    Reopened,
    /// A letter was written.
    Noticed,
    /// The publisher permits the copy as it is.
    Allowed,
    /// The publisher lets it rest, unmended.
    Lapsed,
    /// The credit asked for is there.
    Fixed,
    /// The page, or the text on it, is gone.
    Gone,
}

impl State {
    /// All of them, in the order in which lists show them.
    pub const ALL: [Self; 8] = [
        Self::Found,
        Self::Reopened,
        Self::Noticed,
        Self::Allowed,
        Self::Lapsed,
        Self::Fixed,
        Self::Gone,
        Self::Watched,
    ];

    /// The word used in reports and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Watched => "watched",
            Self::Found => "found",
            Self::Reopened => "reopened",
            Self::Noticed => "noticed",
            Self::Allowed => "allowed",
            Self::Lapsed => "lapsed",
            Self::Fixed => "fixed",
            Self::Gone => "gone",
        }
    }

    /// Reads what [`State::as_str`] writes.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether somebody still has to do something about it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Found | Self::Reopened | Self::Noticed)
    }
}

impl fmt::Display for State {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// What one run saw of a copy. Where a run sees a page under two addresses, the first of these in this order counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// The copy without the credit asked for.
    Faulty,
    /// The copy with its credit, or one that owes nothing.
    Credited,
    /// The page, without the text.
    Absent,
    /// The server says that there is no such page (404, 410).
    Gone,
    /// The page could not be read or judged, or somebody accepts the fault for now.
    Unjudged,
}

impl Seen {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Faulty,
        Self::Credited,
        Self::Absent,
        Self::Gone,
        Self::Unjudged,
    ];

    /// The word used in reports and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Faulty => "faulty",
            Self::Credited => "credited",
            Self::Absent => "absent",
            Self::Gone => "gone",
            Self::Unjudged => "unjudged",
        }
    }

    /// Reads what [`Seen::as_str`] writes.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|seen| seen.as_str() == word)
    }

    fn closes(self) -> Option<State> {
        match self {
            Self::Credited => Some(State::Fixed),
            Self::Absent | Self::Gone => Some(State::Gone),
            Self::Faulty | Self::Unjudged => None,
        }
    }
}

/// One line of the history of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// A run saw the copy.
    Seen(Seen),
    /// Somebody decided.
    Set(State),
    /// A letter that asks for something was written; by when an answer is awaited, in seconds since 1970.
    Letter(Option<i64>),
}

/// Where a case stands, and how it came there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The state.
    pub state: State,
    /// When it came into this state, in seconds since 1970.
    pub since: i64,
    /// When the last letter was written, and by when an answer is awaited; only while the case is noticed.
    pub letter: Option<(i64, Option<i64>)>,
    /// What the last runs that could judge it would make of it, and how many of them in a row.
    agreeing: Option<(State, u32)>,
}

impl Standing {
    /// A copy of which nothing is known yet.
    pub fn new(at: i64) -> Self {
        Self {
            state: State::Watched,
            since: at,
            letter: None,
            agreeing: None,
        }
    }

    /// The standing after one more line of its history, which happened at a time in seconds since 1970.
    #[must_use]
    pub fn after(mut self, happened: Happened, at: i64) -> Self {
        match happened {
            Happened::Seen(Seen::Unjudged) => self,
            Happened::Seen(seen) => self.saw(seen, at),
            Happened::Set(state) => {
                self.agreeing = None;
                self.letter = None;
                self.moved(state, at)
            }
            Happened::Letter(reply_by) => match self.state {
                State::Watched | State::Allowed | State::Fixed | State::Gone => self,
                State::Found | State::Reopened | State::Noticed | State::Lapsed => {
                    self.letter = Some((at, reply_by));
                    self.moved(State::Noticed, at)
                }
            },
        }
    }

    fn saw(mut self, seen: Seen, at: i64) -> Self {
        let Some(would_be) = seen.closes() else {
            self.agreeing = None;
            return match self.state {
                State::Watched => self.moved(State::Found, at),
                State::Fixed | State::Gone => self.moved(State::Reopened, at),
                // What a person has decided stays decided, and an open case stays open.
                _ => self,
            };
        };
        let agreeing = match self.agreeing {
            Some((state, runs)) if state == would_be => runs.saturating_add(1),
            _ => 1,
        };
        self.agreeing = Some((would_be, agreeing));
        let decided = matches!(self.state, State::Watched | State::Allowed);
        if decided || agreeing < AGREEING {
            return self;
        }
        self.moved(would_be, at)
    }

    fn moved(mut self, state: State, at: i64) -> Self {
        if self.state != state {
            self.state = state;
            self.since = at;
        }
        if state != State::Noticed {
            self.letter = None;
        }
        self
    }
}

/// Whether an answer to a letter is awaited too long: the day that it names has passed, or `patience` seconds since it was
/// written. A clock that was put back makes nothing overdue.
pub fn is_overdue((written, reply_by): (i64, Option<i64>), now: i64, patience: i64) -> bool {
    now > reply_by.unwrap_or_else(|| written.saturating_add(patience))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fold(history: &[Happened]) -> Standing {
        history
            .iter()
            .enumerate()
            .fold(Standing::new(0), |standing, (at, happened)| {
                standing.after(*happened, i64::try_from(at).unwrap())
            })
    }

    fn state(seen: &[Seen]) -> State {
        let history: Vec<_> = seen.iter().map(|seen| Happened::Seen(*seen)).collect();
        fold(&history).state
    }

    #[test]
    fn two_runs_close_and_one_opens() {
        use Seen::{Absent, Credited, Faulty, Gone, Unjudged};
        for (seen, becomes) in [
            (&[][..], State::Watched),
            (&[Credited, Credited, Credited], State::Watched),
            (&[Gone, Gone], State::Watched),
            (&[Credited, Faulty], State::Found),
            (&[Faulty, Credited], State::Found),
            (&[Faulty, Credited, Credited], State::Fixed),
            (&[Faulty, Credited, Unjudged, Credited], State::Fixed),
            (&[Faulty, Credited, Faulty, Credited], State::Found),
            (&[Faulty, Credited, Gone, Credited], State::Found),
            (&[Faulty, Gone, Absent], State::Gone),
            (&[Faulty, Gone, Unjudged, Unjudged], State::Found),
            (&[Faulty, Credited, Credited, Faulty], State::Reopened),
            (
                &[Faulty, Credited, Credited, Faulty, Gone, Gone],
                State::Gone,
            ),
            (&[Faulty, Gone, Gone, Faulty], State::Reopened),
            (&[Faulty, Gone, Gone, Credited, Credited], State::Fixed),
        ] {
            assert_eq!(state(seen), becomes, "{seen:?}");
        }
    }

    #[test]
    fn what_a_person_decides_holds() {
        let seen = |seen| Happened::Seen(seen);
        let allowed = [seen(Seen::Faulty), Happened::Set(State::Allowed)];
        for later in Seen::ALL {
            let history = [&allowed[..], &[seen(later); 3]].concat();
            assert_eq!(fold(&history).state, State::Allowed, "{later:?}");
        }
        let lapsed = [
            seen(Seen::Faulty),
            Happened::Set(State::Lapsed),
            seen(Seen::Faulty),
        ];
        assert_eq!(fold(&lapsed).state, State::Lapsed);
        let mended = [&lapsed[..], &[seen(Seen::Credited); 2]].concat();
        assert_eq!(fold(&mended).state, State::Fixed);
    }

    #[test]
    fn a_letter_waits_for_its_answer() {
        let day = 86_400;
        let noticed = Standing::new(0)
            .after(Happened::Seen(Seen::Faulty), 0)
            .after(Happened::Letter(None), day);
        assert_eq!(noticed.state, State::Noticed);
        let overdue = |standing: Standing, now, patience| {
            standing
                .letter
                .is_some_and(|letter| is_overdue(letter, now, patience))
        };
        assert!(!overdue(noticed, 15 * day, 14 * day));
        assert!(overdue(noticed, 15 * day + 1, 14 * day));
        // The day that the letter names counts, not the patience.
        let named = noticed.after(Happened::Letter(Some(20 * day)), 2 * day);
        assert!(!overdue(named, 20 * day, 0));
        assert!(overdue(named, 20 * day + 1, 14 * day));
        assert_eq!(named.since, day);
        assert!(!overdue(named, -day, 14 * day));
        let fixed = named
            .after(Happened::Seen(Seen::Credited), 3 * day)
            .after(Happened::Seen(Seen::Credited), 4 * day);
        assert_eq!((fixed.state, fixed.letter), (State::Fixed, None));
        assert!(!overdue(fixed, 100 * day, 0));
        // Thanks and reminders after that open nothing.
        assert_eq!(
            fixed.after(Happened::Letter(None), 5 * day).state,
            State::Fixed
        );
    }

    #[test]
    fn words_are_read_back() {
        for state in State::ALL {
            assert_eq!(State::parse(state.as_str()), Some(state));
        }
        for seen in Seen::ALL {
            assert_eq!(Seen::parse(seen.as_str()), Some(seen));
        }
        assert_eq!(State::parse("Fixed"), None);
    }

    fn seen() -> impl Strategy<Value = Seen> {
        proptest::sample::select(&Seen::ALL[..])
    }

    fn happened() -> impl Strategy<Value = Happened> {
        prop_oneof![
            4 => seen().prop_map(Happened::Seen),
            1 => proptest::sample::select(&State::ALL[..]).prop_map(Happened::Set),
            1 => proptest::option::of(0..100_i64).prop_map(Happened::Letter),
        ]
    }

    proptest! {
        /// What could not be judged may stand anywhere: the case stands where it would stand without it.
        #[test]
        fn unjudged_moves_nothing(history in prop::collection::vec(happened(), 0..30)) {
            let is_unjudged = |one: &Happened| *one == Happened::Seen(Seen::Unjudged);
            let without: Vec<_> = history.iter().copied().filter(|one| !is_unjudged(one)).collect();
            let (all, without) = (fold(&history), fold(&without));
            prop_assert_eq!(all.state, without.state);
            prop_assert_eq!(all.agreeing, without.agreeing);
            prop_assert_eq!(all.letter.is_some(), without.letter.is_some());
        }

        /// Nothing is fixed without two runs that saw the credit, nor gone without two that did not see the page, unless
        /// somebody says so.
        #[test]
        fn nothing_closes_on_one_sight(history in prop::collection::vec(seen(), 0..30)) {
            let at = |wanted: &[Seen]| history.iter().filter(|seen| wanted.contains(seen)).count();
            match state(&history) {
                State::Fixed => prop_assert!(at(&[Seen::Credited]) >= 2),
                State::Gone => prop_assert!(at(&[Seen::Absent, Seen::Gone]) >= 2),
                State::Found | State::Reopened => prop_assert!(at(&[Seen::Faulty]) >= 1),
                State::Watched => prop_assert_eq!(at(&[Seen::Faulty]), 0),
                state => prop_assert!(false, "nobody has set {state}"),
            }
        }

        /// A copy that was just seen at fault is never closed by itself.
        #[test]
        fn a_fault_in_sight_is_open(history in prop::collection::vec(happened(), 0..30)) {
            let state = fold(&[&history[..], &[Happened::Seen(Seen::Faulty)]].concat()).state;
            prop_assert!(!matches!(state, State::Fixed | State::Gone | State::Watched));
        }
    }
}
