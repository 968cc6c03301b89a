//! The element names that reading treats specially.

use html5ever::{LocalName, QualName, local_name, ns};

macro_rules! tags {
    ($($variant:ident = $name:tt),+ $(,)?) => {
        /// An element name that matters to reading, or `Other`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Tag {
            $($variant,)+
            /// Any other HTML element: inline, without meaning of its own.
            Other,
            /// An element of SVG or MathML.
            Foreign,
            /// An element of SVG or MathML whose text is never drawn.
            ForeignHidden,
        }

        fn html(name: &LocalName) -> Tag {
            match *name {
                $(local_name!($name) => Tag::$variant,)+
                _ => Tag::Other,
            }
        }
    };
}

tags! {
    A = "a", Address = "address", Area = "area", Article = "article", Aside = "aside", Audio = "audio",
    Base = "base", Blockquote = "blockquote", Body = "body", Br = "br", Button = "button", Canvas = "canvas",
    Caption = "caption", Center = "center", Dd = "dd", Del = "del", Datalist = "datalist", Details = "details",
    Dialog = "dialog", Div = "div", Dl = "dl", Dt = "dt", Embed = "embed", Fieldset = "fieldset",
    Figcaption = "figcaption", Figure = "figure", Font = "font", Footer = "footer", Form = "form",
    Frame = "frame", Frameset = "frameset", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
    Head = "head", Header = "header", Hr = "hr", Html = "html", Iframe = "iframe",
    Img = "img", Input = "input", Label = "label", Legend = "legend", Li = "li", Link = "link",
    Listing = "listing", Main = "main", Menu = "menu", Meta = "meta", Meter = "meter", Nav = "nav", Noembed = "noembed",
    Noframes = "noframes", Noscript = "noscript", Object = "object", Ol = "ol", Optgroup = "optgroup",
    Option = "option", P = "p", Picture = "picture", Plaintext = "plaintext", Pre = "pre", Progress = "progress", Q = "q", Rp = "rp",
    Rt = "rt", S = "s", Script = "script", Search = "search", Section = "section", Select = "select", Slot = "slot", Strike = "strike", Style = "style",
    Summary = "summary", Svg = "svg", Table = "table", Tbody = "tbody", Td = "td", Template = "template",
    Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time", Title = "title", Tr = "tr",
    Ul = "ul", Video = "video", Xmp = "xmp",
}

impl Tag {
    /// The tag of an element name.
    pub(crate) fn of(name: &QualName) -> Self {
        if name.ns == ns!(html) {
            return html(&name.local);
        }
        match &*name.local {
            "a" => Self::A,
            "svg" => Self::Svg,
            "style" => Self::Style,
            "script" => Self::Script,
            "title" | "desc" | "defs" | "metadata" | "symbol" | "annotation" | "annotation-xml" => {
                Self::ForeignHidden
            }
            _ => Self::Foreign,
        }
    }

    /// The tag of an HTML element by its name in lower case.
    pub(crate) fn named(name: &str) -> Self {
        html(&LocalName::from(name))
    }

    /// Whether browsers start a new line before and after it by default.
    pub(crate) fn is_block(self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Article
                | Self::Aside
                | Self::Blockquote
                | Self::Body
                | Self::Caption
                | Self::Center
                | Self::Dd
                | Self::Details
                | Self::Dialog
                | Self::Div
                | Self::Dl
                | Self::Dt
                | Self::Fieldset
                | Self::Figcaption
                | Self::Figure
                | Self::Footer
                | Self::Form
                | Self::H1
                | Self::H2
                | Self::H3
                | Self::H4
                | Self::H5
                | Self::H6
                | Self::Header
                | Self::Hr
                | Self::Html
                | Self::Legend
                | Self::Li
                | Self::Listing
                | Self::Main
                | Self::Menu
                | Self::Nav
                | Self::Ol
                | Self::Optgroup
                | Self::Option
                | Self::P
                | Self::Plaintext
                | Self::Pre
                | Self::Search
                | Self::Section
                | Self::Select
                | Self::Summary
                | Self::Table
                | Self::Tbody
                | Self::Td
                | Self::Textarea
                | Self::Tfoot
                | Self::Th
                | Self::Thead
                | Self::Tr
                | Self::Ul
                | Self::Xmp
        )
    }

    /// Whether white space inside it is kept as written.
    pub(crate) fn is_preformatted(self) -> bool {
        matches!(
            self,
            Self::Pre | Self::Listing | Self::Plaintext | Self::Textarea | Self::Xmp
        )
    }

    /// Whether it shows something other than text.
    pub(crate) fn is_picture(self) -> bool {
        matches!(
            self,
            Self::Audio
                | Self::Canvas
                | Self::Embed
                | Self::Iframe
                | Self::Img
                | Self::Input
                | Self::Object
                | Self::Picture
                | Self::Svg
                | Self::Video
        )
    }
}
