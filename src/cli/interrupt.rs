//! Ctrl-C, and the signals that ask a program to end.

use crate::input::Stop;

use super::output::tell;

/// Lets the first ctrl-C (or SIGTERM) ask the run to end with what it has; the second ends the program at once.
pub(super) fn listen(stop: &Stop) {
    let stop = stop.clone();
    let set = ctrlc::set_handler(move || {
        if stop.is_asked() {
            end_at_once();
        }
        stop.ask();
        tell("interrupted: ending with what was checked so far; once more to end at once\n");
    });
    if let Err(error) = set {
        tell(&format!(
            "warning: ctrl-C will end the run without a report: {error}\n"
        ));
    }
}

/// The code of shells for a program that ctrl-C has ended.
const ENDED_BY_CTRL_C: i32 = 130;

#[expect(
    clippy::exit,
    reason = "the second ctrl-C must end the program from the thread that hears it, whatever the others do"
)]
fn end_at_once() {
    std::process::exit(ENDED_BY_CTRL_C);
}
