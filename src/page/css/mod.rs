//! As much of CSS as decides whether text can be seen.

mod declarations;
mod values;

pub(super) use declarations::{Cascaded, Display, Origin, Property, declarations};
pub(super) use values::{Colour, Length};
