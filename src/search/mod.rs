//! Looking for copies: what to ask a search engine for, and what its answers name.
//!
//! `passages` chooses runs of an original that hardly stand anywhere else; an [`Engine`] is data that says how to ask
//! ([`Engine::ready`] puts the secrets in); `ask` asks within a budget; `gather` makes of the answers a list of pages
//! that are worth a look. Nothing here fetches: the caller hands in how.

mod ask;
mod engine;
mod hits;
mod passages;
mod pointer;
mod presets;
mod read;

pub use ask::{Answers, Refusal, Search, ask};
pub use engine::{Ask, Engine, EngineError, Paging, Parts, Question, Ready};
pub use hits::{Hits, gather};
pub use passages::passages;
pub(crate) use presets::engine;
pub use presets::{preset, preset_names};
pub(crate) use read::{ENGINE, PAGING};
