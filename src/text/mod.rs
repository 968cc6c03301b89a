//! Text tools: folding with offsets back to the raw text, and tokens.

mod fold;
mod fold_marks;
mod fold_pinyin;
mod lookalike;
mod offsets;
mod token;
mod traditional;

pub use fold::{Folded, fold};
pub use token::{Token, Tokens, tokens};
