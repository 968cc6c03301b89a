//! What declarations say.

use super::super::colour::Colour;
use super::super::length::Length;
use super::super::shapes::{Filter, Transform};

/// What `display` says, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Display {
    None,
    /// Begins a line of its own: `block`, `flex`, `grid`, `table`, `list-item`…
    Block,
    /// The same, and what stands directly in it is a box: `flex`, `grid`.
    Items,
    /// Flows with the text but is a box: `inline-block`…
    InlineBlock,
    /// The same, and what stands directly in it is a box: `inline-flex`, `inline-grid`.
    InlineItems,
    /// `table`, `table-row`, `table-cell`…: on a line of its own, and never lower than what it holds.
    Table,
    Inline,
    /// Has no box of its own.
    Contents,
}

/// What `position` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    Static,
    /// `relative`: moved from its place in the flow.
    Shifted,
    /// Moved within what holds it, so never out of sight.
    Sticky,
    Absolute,
    /// What is off the screen cannot be scrolled to.
    Fixed,
}

/// The value of a declaration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    Display(Display),
    Position(Position),
    /// Yes or no: hidden (`visibility`, `content-visibility`, `overflow`), clipped away (`clip`, `clip-path`, `mask`),
    /// clipped to the text (`background-clip`), and so on.
    Is(bool),
    Number(f32),
    Length(Length),
    Colour(Colour),
    Transform(Transform),
    Filter(Filter),
    /// The hash of a name.
    Name(u32),
    Inherit,
    Initial,
    /// What holds without the layer that says so.
    RevertLayer,
    /// To be read once variables are put in: an index among the texts that wait.
    Pending(u32),
    /// Set to something that cannot be told here (`auto`, an image).
    Unknown,
}
