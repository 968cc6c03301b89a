//! Text tools: folding with offsets back to the raw text, tokens, templates.

mod accents;
mod chars;
mod dictionary;
mod fold;
mod fold_marks;
mod fold_pinyin;
mod lookalike;
mod offsets;
mod plain_urls;
pub(crate) mod script;
mod shortened;
pub mod template;
mod token;
mod traditional;
pub mod urls;

pub(crate) use accents::without_accents;
pub use chars::CharOffsets;
pub(crate) use dictionary::Dictionary;
pub(crate) use fold::folded;
pub use fold::{Folded, fold};
pub(crate) use fold_marks::{is_invisible, leaves_no_mark};
pub use plain_urls::plain_urls;
pub(crate) use shortened::{head, one_line, shortened, spaced, start};
pub(crate) use token::counted;
pub use token::{Token, Tokens, counts_characters, tokens, tokens_alone};
