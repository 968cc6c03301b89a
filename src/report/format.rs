//! What a format is: the fields of a row of the table in [`crate::report`].

use std::path::Path;

use super::view::{HumanOptions, View};
use crate::audit::Audit;
use crate::finding::Severity;

/// What a report depends on beside what was found.
#[derive(Debug, Clone, Copy)]
pub struct FormatOptions<'a> {
    /// The folder from which paths are told, where a format wants paths of a repository.
    pub root: Option<&'a Path>,
    /// What is shown.
    pub view: View,
    /// How to draw, where a format is drawn.
    pub drawing: HumanOptions,
    /// The least severity that fails the run.
    pub fail_on: Severity,
    /// The language of the page for people, BCP 47; English where its words are not known.
    pub language: &'a str,
    /// When and of what the report was made, where that should stand in it. Without it the same input gives the same bytes.
    pub stamp: Option<&'a Stamp>,
}

impl Default for FormatOptions<'_> {
    /// Plain, in English, with what people are shown unless they ask for more.
    fn default() -> Self {
        Self {
            root: None,
            view: View::default(),
            drawing: HumanOptions::PLAIN,
            fail_on: Severity::Error,
            language: "en",
            stamp: None,
        }
    }
}

/// When a report was made, and of what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The time, as it is shown.
    pub made: String,
    /// What was checked, as it was named.
    pub suspects: Vec<String>,
    /// What it was checked against, as it was named.
    pub originals: Vec<String>,
}

/// A row of the table.
pub(super) struct Spec {
    /// What kind of text it is, as servers say it.
    pub(super) media: &'static str,
    /// Whether it shows the texts of pages and originals.
    pub(super) texts: bool,
    /// Whether it says what would mend a finding.
    pub(super) edits: bool,
    /// How it leaves page by page, if it does not wait for the end of the run.
    pub(super) stream: Option<Stream>,
    /// The whole report.
    pub(super) write: fn(&[Audit], &FormatOptions<'_>) -> String,
}

impl Spec {
    /// A text without anything special, for the fields that a row leaves out.
    pub(super) const PLAIN: Self = Self {
        media: "text/plain",
        texts: false,
        edits: false,
        stream: None,
        write: |_, _| String::new(),
    };
}

/// A report in pieces: together they are the whole report.
#[derive(Debug, Clone, Copy)]
pub struct Stream {
    /// What comes before the first page.
    pub head: fn() -> String,
    /// What is told of a page.
    pub page: fn(&Audit) -> String,
}

/// Makes the modules, the formats and their names of one table: `in MODULE` names the file of a format, the first paragraph
/// of the documentation is the help of the command, the second what `docs/formats.md` says.
macro_rules! formats {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal $(in $(#[$when:meta])? $module:ident)? {
        $($(#[$on:meta])? $field:ident: $value:expr,)+
    })+) => {
        $($($(#[$when])? mod $module;)?)+

        /// The form of a report. The names are a contract with those who call the program.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format { $($(#[doc = $doc])+ $variant,)+ }

        impl Format {
            /// Every format, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name on the command line and in the configuration.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            fn documentation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n",)+),)+ }
            }

            fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$variant => {
                        const ROW: &Spec = &Spec { $($(#[$on])? $field: $value,)+ ..Spec::PLAIN };
                        ROW
                    })+
                }
            }
        }
    };
}
pub(super) use formats;

impl super::Format {
    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name() == name)
    }

    /// What it is, in a line.
    pub fn help(self) -> String {
        self.paragraph(0)
    }

    /// Whom it is for, in Markdown.
    pub fn about(self) -> String {
        self.paragraph(1)
    }

    fn paragraph(self, number: usize) -> String {
        let text = self.documentation().split("\n\n").nth(number);
        let words = text.unwrap_or_default().split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }

    /// What kind of text it is, as servers say it, such as `application/json`.
    pub fn media(self) -> &'static str {
        self.spec().media
    }

    /// Whether it shows the texts of pages and originals ([`crate::audit::keep_texts`]).
    pub fn wants_texts(self) -> bool {
        self.spec().texts
    }

    /// Whether it says what would mend a finding ([`crate::audit::Located::edits`]).
    pub fn wants_edits(self) -> bool {
        self.spec().edits
    }

    /// How it leaves page by page; `None` for a report that waits for the end of the run.
    pub fn stream(self) -> Option<Stream> {
        self.spec().stream
    }

    /// The whole report.
    pub fn write(self, audits: &[Audit], options: &FormatOptions<'_>) -> String {
        (self.spec().write)(audits, options)
    }

    /// The table of formats in `docs/formats.md`.
    pub fn table() -> String {
        let mut table = "| format | for |\n| --- | --- |\n".to_owned();
        for format in Self::ALL {
            table.push_str(&format!("| `{}` | {} |\n", format.name(), format.about()));
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::Format;

    #[test]
    fn the_table_of_formats_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md");
        let page = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        let start = page.find("| format | for |").unwrap();
        let end = page[start..].find("\n\n").unwrap() + start + 1;
        let page = format!("{}{}{}", &page[..start], Format::table(), &page[end..]);
        crate::io::made::assert_up_to_date("docs/formats.md", &page);
        for format in Format::ALL {
            let (help, about) = (format.help(), format.about());
            assert!(help.ends_with('.') && !about.is_empty(), "{format:?}");
            assert_eq!(Format::from_name(format.name()), Some(*format));
        }
    }
}
