//! `creditline.yaml`: what a whole job is, written down once.
//!
//! The file is looked for from the working directory upward to the root of the repository (`find`). One file holds
//! for a run, nothing is merged: flags go before the file, the file before the defaults. All paths in it are relative to
//! the file. Every problem is told with its line and column, all at once ([`Config::load`]).

mod find;
mod keys;
mod languages;
mod letters;
mod load;
mod model;
mod network;
mod read;
mod schema;
mod site;
mod starter;
mod words;
mod workflow;

pub use crate::io::HostOptions;
pub use find::{FindError, NAMES, find};
pub use model::{Adjust, Check, Config, Entry, Letters, Network, Report, VERSION};
pub use schema::schema;
pub use starter::{Starter, starter};
pub use words::SHOWN;
pub use workflow::{CiHost, workflow};

#[cfg(test)]
mod tests;
