//! The progress bar: on a terminal, for work that takes longer than a moment.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::audit::{Audit, Summary};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::output::Terminal;

/// Work that is done sooner needs no bar. By hand.
const DELAY: Duration = Duration::from_millis(500);
/// How often the time is brought up to date while nothing else happens. By hand.
const TICK: Duration = Duration::from_millis(250);

/// A bar on standard error that goes away when the work is done.
pub(super) struct Progress {
    bar: ProgressBar,
    reprints: AtomicUsize,
    errors: AtomicUsize,
    /// Dropped to call off a bar that has not appeared yet.
    _done: Option<mpsc::Sender<()>>,
}

impl Progress {
    /// Begins work on `total` things.
    pub(super) fn new(to: Terminal, what: &'static str, total: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden())
            .with_style(style(to.speaks_unicode()))
            .with_prefix(what);
        Self {
            _done: to.shows_progress().then(|| appear_later(&bar)),
            bar,
            reprints: AtomicUsize::new(0),
            errors: AtomicUsize::new(0),
        }
    }

    /// More work has turned up.
    pub(super) fn add(&self, more: usize) {
        self.bar.inc_length(more as u64);
    }

    /// One more is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// One more page is judged.
    pub(super) fn page(&self, audit: &Audit) {
        let summary = Summary::of(std::slice::from_ref(audit));
        let count = |all: &AtomicUsize, more| all.fetch_add(more, Ordering::Relaxed) + more;
        let reprints = count(&self.reprints, summary.reprints);
        let errors = count(&self.errors, summary.errors);
        self.bar
            .set_message(format!(" · {reprints} reprints · {errors} errors"));
        self.step();
    }

    /// Does something that writes to the terminal while the bar is there.
    pub(super) fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        self.bar.suspend(work)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn appear_later(bar: &ProgressBar) -> mpsc::Sender<()> {
    let (sender, done) = mpsc::channel();
    let bar = bar.clone();
    thread::spawn(move || {
        if done.recv_timeout(DELAY) == Err(RecvTimeoutError::Timeout) && !bar.is_finished() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
    });
    sender
}

fn style(unicode: bool) -> ProgressStyle {
    let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        // A line that cannot be written is a bar without a rate.
        let _ = write!(out, "{:.1}/s", state.per_sec());
    };
    ProgressStyle::with_template("{prefix} {bar:24} {pos}/{len}{msg} · {rate} · {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("rate", rate)
        .progress_chars(if unicode { "━╸─" } else { "=> " })
}
