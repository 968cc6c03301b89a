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

pub(crate) use cascade::{Cascaded, Origin};
pub(crate) use declarations::{Declaration, Display, Property, declarations, hint};
pub(crate) use selector::{Attribute, Combinator, Compound, Operator, Pseudo, Selector};
pub(crate) use sheet::{Rule, rules};
pub(crate) use values::{Colour, Length};
pub(crate) use variables::Variables;

pub(crate) use media::holds as media_holds;
