//! As much of CSS as decides whether text can be seen.

mod calc;
mod cascade;
mod declarations;
mod media;
mod selector;
mod shapes;
mod sheet;
mod values;
mod variables;

pub(super) use cascade::{Cascaded, Origin};
pub(super) use declarations::{Declaration, Display, Property, declarations, hint};
pub(super) use selector::{Attribute, Combinator, Compound, Operator, Pseudo, Selector};
pub(super) use sheet::{Rule, rules};
pub(super) use values::{Colour, Length};
pub(super) use variables::Variables;

pub(super) use media::holds as media_holds;
