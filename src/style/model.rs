//! Whether a reader sees a text, and by what means it is hidden.

use serde::Serialize;

/// Whether a reader sees a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// In plain sight.
    Visible,
    /// Present but collapsed until the reader acts: closed `details`, inactive tabs.
    Folded,
    /// In the document but never shown.
    Hidden(HiddenBy),
    /// Only in the code: comment, meta, JSON-LD, `alt`, `noscript`, `template`.
    CodeOnly,
}

/// By what means a text is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HiddenBy {
    /// The `hidden` attribute, `<dialog>` not open, `<input type=hidden>`.
    Attribute,
    /// `display: none` or `content-visibility: hidden`.
    Display,
    /// `visibility: hidden` or `collapse`.
    VisibilityProperty,
    /// Opacity of 0.05 or less.
    Opacity,
    /// Font size of 2 px or less.
    FontSize,
    /// Text in the colour of its background, or transparent.
    Colour,
    /// Moved off the screen: position, indent, transform.
    OffScreen,
    /// Clipped, or a box of 0 or 1 px with overflow hidden.
    Clipped,
    /// An opaque box laid over it.
    Covered,
    /// A screen-reader-only class.
    ScreenReaderOnly,
    /// A link with no visible text.
    EmptyLink,
}
