//! The time by which a run dates what it writes down.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, anyhow};
use jiff::Timestamp;

/// Now: `SOURCE_DATE_EPOCH` if it is set, so that a run can be repeated; else by the clock.
pub(super) fn now() -> anyhow::Result<Timestamp> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds
            .trim()
            .parse()
            .ok()
            .and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)))
            .ok_or_else(|| {
                anyhow!("SOURCE_DATE_EPOCH must be a number of seconds, not `{seconds}`")
            })?,
        Err(_) => SystemTime::now(),
    };
    Timestamp::try_from(now).context("the clock is outside of the calendar")
}
