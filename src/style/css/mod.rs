//! As much of CSS as decides whether text can be seen: tokens and rules by `cssparser`, selectors by `selectors`,
//! colours by `csscolorparser`; what they mean for a reader is ours.

mod cascade;
mod colour;
mod conditions;
mod declarations;
mod length;
mod selector;
mod shapes;
mod sheet;
mod variables;

use cssparser::ParseError;

pub(crate) use cascade::{Cascaded, Level, Origin};
pub(crate) use colour::Colour;
pub(crate) use conditions::{container, media};
pub(crate) use declarations::{
    Block, Declaration, Display, Position, Property, Value, declare, hint, inline,
};
pub(crate) use length::{FONT, Length, WINDOW};
pub(crate) use selector::{Css, Pseudo, State, Steps, Tree, hash, hashes};
pub(crate) use shapes::{Filter, THIN};
pub(crate) use sheet::{Import, Rule, Sheets, data};
pub(crate) use variables::{Values, substitute};

/// What parsing gives; nobody asks why a value is none.
type Parsed<T> = Result<T, ParseError<()>>;

fn fault() -> ParseError<()> {
    ParseError::unexpected_token()
}
