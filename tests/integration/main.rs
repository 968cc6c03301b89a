//! The one integration binary: one file a theme.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs
)]

mod bad_input;
mod chrome;
mod cmd;
mod credit;
mod desk;
mod matching;
#[cfg(feature = "fetch")]
mod network;
#[cfg(feature = "fetch")]
mod packed;
mod page;
#[cfg(feature = "fetch")]
mod politeness;
mod promises;
mod prose;
mod readme;
mod rules;
mod samples;
#[cfg(feature = "fetch")]
mod server;
#[cfg(feature = "fetch")]
mod site;
#[cfg(feature = "fetch")]
mod tls;
