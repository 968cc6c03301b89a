//! As much of CSS as decides whether text can be seen.

mod cascade;
mod declarations;
mod media;
mod selector;
mod shapes;
mod sheet;
mod values;

pub(super) use cascade::{Cascaded, Origin};
pub(super) use declarations::{Declaration, Display, Property, declarations};
pub(super) use selector::{Attribute, Combinator, Compound, Operator, Pseudo, Selector};
pub(super) use sheet::{Rule, rules};
pub(super) use values::{Colour, Length};

pub(super) use media::holds as media_holds;
