//! What a rule can demand: one file a demand, with its values, how they are read and described, and how a page is judged.
//!
//! The table below makes the rest of it: the type, the words of rule files, the JSON Schema, the table of `docs/rules.md`.
//! A new demand is a file and a row.

mod author;
mod canonical;
mod extent;
mod flag;
mod keep_links;
mod keep_notice;
mod kind;
mod license;
mod link;
mod markup;
mod no_competing_claim;
mod noindex;
mod permission;
mod placement;
mod publisher;
mod reading;
mod requirement;
mod schema;
mod statement;
mod title;
mod unaltered;
mod visibility;
mod window;

use super::facts::{Facts, Settled, Unmet};
use crate::finding::Code;
use crate::text::template::Placeholder;
use crate::yaml::{Node, Reader};

use kind::Kind;

pub use author::Author;
pub(super) use author::wrong_name;
pub use canonical::Canonical;
pub use extent::Extent;
pub use keep_links::KeepLinks;
pub use keep_notice::KeepNotice;
pub(super) use keep_notice::keeps_nameless_notice;
pub use license::License;
pub use link::{AnchorOn, Link, LinkForm, LinkTo};
pub(super) use link::{fits, must_be_clickable, valid};
pub use markup::Markup;
pub use no_competing_claim::NoCompetingClaim;
pub use noindex::Noindex;
pub use permission::Permission;
pub use placement::Placement;
pub use publisher::Publisher;
pub(super) use reading::read_list;
pub use requirement::{Requirement, When};
pub(super) use schema::requirement as schema;
pub use statement::Statement;
pub use title::Title;
pub(super) use unaltered::is_edited;
pub use unaltered::{Changes, Unaltered};
pub use visibility::Visibility;
pub use window::Window;
pub(crate) use window::day;

/// Makes the type and everything that has an entry for each demand. The first paragraph of the documentation is that of the
/// type, the second its row in `docs/rules.md`: what a reprint must show, and the values.
macro_rules! demands {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal;)+) => {
        /// What a page must show.
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum Demand {
            $($(#[doc = $doc])+ $variant($variant),)+
            /// At least one of these.
            AnyOf(Vec<Requirement>),
            /// All of these.
            AllOf(Vec<Requirement>),
            /// This must not be there.
            Not(Box<Requirement>),
        }

        /// Every demand by its word in rule files, in the order of the documentation.
        const KINDS: &[&str] = &[$($name,)+ "any-of", "all-of", "not"];

        impl Demand {
            /// What an item asks for. `None` if it was no demand, of which the reader has been told.
            fn read(reader: &mut Reader<'_>, kind: &str, value: &Node) -> Option<Self> {
                Some(match kind {
                    $($name => Self::$variant($variant::read(reader, value, kind)?),)+
                    "any-of" => Self::AnyOf(reading::read_list(reader, value, false)),
                    "all-of" => Self::AllOf(reading::read_list(reader, value, false)),
                    "not" => Self::Not(Box::new(reading::read_item(reader, value, false)?)),
                    _ => return None,
                })
            }

            /// The demand of this word with all its defaults, where it may be written by its word alone.
            fn bare(kind: &str) -> Option<Self> {
                match kind {
                    $($name => $variant::bare().map(Self::$variant),)+
                    _ => None,
                }
            }

            /// The JSON Schema of its value.
            fn schema(kind: &str) -> serde_json::Value {
                match kind {
                    $($name => $variant::schema(),)+
                    "not" => schema::alternative(),
                    _ => schema::alternatives(),
                }
            }

            /// The demand itself; `None` for a combination of others.
            fn kind(&self) -> Option<&dyn Kind> {
                match self {
                    $(Self::$variant(kind) => Some(kind),)+
                    Self::AnyOf(_) | Self::AllOf(_) | Self::Not(_) => None,
                }
            }
        }

        /// Name and documentation of every demand that is no combination.
        #[cfg(test)]
        const DOCUMENTED: &[(&str, &str)] = &[$(($name, concat!($($doc, "\n",)+)),)+];
    };
}

demands! {
    /// A link of the credit.
    ///
    /// a link of the credit | `to`: `article`, `site`, `author`, `license`, `history` or an address; `form`, `follow`, `direct`, `anchor-on`
    Link = "link";
    /// The author's name.
    ///
    /// the author's name | `all`, `institution`, `translator`
    Author = "author";
    /// The name of the publisher or site.
    ///
    /// the name of publisher or site | names that count besides the original's own
    Publisher = "publisher";
    /// The title of the original.
    ///
    /// the title of the original |
    Title = "title";
    /// A sentence.
    ///
    /// a sentence | one template or several
    Statement = "statement";
    /// The original's own notice.
    ///
    /// the original's own notice |
    KeepNotice = "keep-notice";
    /// The name or link of the licence.
    ///
    /// name or link of the licence | `names`, `urls`, `version`, `agree`
    License = "license";
    /// Where the credit must stand.
    ///
    /// the credit at a place | a word, or `top: 3` for the first three paragraphs
    Placement = "placement";
    /// The credit must be open to the eye: not folded away in `details` or a tab.
    ///
    /// the credit open to the eye, not folded away |
    Visibility = "visibility";
    /// Markup that the terms ask for, such as a counting pixel.
    ///
    /// markup such as a counting pixel | `selector`, `url`, `count`
    Markup = "markup";
    /// `rel=canonical` to the original.
    ///
    /// `rel=canonical` to the original |
    Canonical = "canonical";
    /// `noindex` for search engines.
    ///
    /// `noindex` for search engines |
    Noindex = "noindex";
    /// The text must be as it was.
    ///
    /// the text as it was | `allow`, `tolerance`
    Unaltered = "unaltered";
    /// No more than so much may be taken.
    ///
    /// no more of the text than so much | `share`, `percent`, `words`, `characters`, `paragraphs`
    Extent = "extent";
    /// The original's links must be kept in what was taken.
    ///
    /// the links of the original in what was taken | `share`
    KeepLinks = "keep-links";
    /// When the page may reprint, counted from the day of the original.
    ///
    /// that it appeared in time | `after-days`, `within-days`
    Window = "window";
    /// The page must not claim the text for itself.
    ///
    /// no claim to be the source itself |
    NoCompetingClaim = "no-competing-claim";
    /// Only these hosts may reprint.
    ///
    /// that its host may reprint | `allow`: hosts
    Permission = "permission";
}

impl Demand {
    /// The code of the finding when it is not met. Links have several; this is the plainest.
    pub fn code(&self) -> Code {
        match self {
            Self::AnyOf(items) | Self::AllOf(items) => items
                .first()
                .map_or(Code::MissingAttribution, |item| item.demand.code()),
            Self::Not(item) => item.demand.code(),
            _ => self.kind().map_or(Code::MissingAttribution, Kind::code),
        }
    }

    /// Whether a credit on the page can meet it: then a page without any credit gets one finding for all of these.
    pub fn is_credit(&self) -> bool {
        match self {
            Self::AnyOf(items) | Self::AllOf(items) => {
                items.iter().any(|item| item.demand.is_credit())
            }
            _ => self.kind().is_some_and(Kind::is_credit),
        }
    }

    /// The demanded link, if this is one or holds one.
    pub fn link(&self) -> Option<&Link> {
        match self {
            Self::Link(link) => Some(link),
            Self::AnyOf(items) | Self::AllOf(items) => {
                items.iter().find_map(|item| item.demand.link())
            }
            _ => None,
        }
    }

    /// What it asks for, in words; of a combination only how it combines. The words of rules are in it as they are.
    pub fn describe(&self) -> String {
        match self {
            Self::AnyOf(_) => "at least one of".to_owned(),
            Self::AllOf(_) => "all of".to_owned(),
            Self::Not(_) => "none of".to_owned(),
            _ => self.kind().map(Kind::describe).unwrap_or_default(),
        }
    }

    /// The items of a combination.
    pub fn items(&self) -> &[Requirement] {
        match self {
            Self::AnyOf(items) | Self::AllOf(items) => items,
            Self::Not(item) => std::slice::from_ref(item),
            _ => &[],
        }
    }

    /// What the credit line to paste says, so that this is met.
    pub(super) fn placeholder(&self) -> Option<Placeholder> {
        self.kind().and_then(Kind::placeholder)
    }
}

impl Requirement {
    /// Why it is not met; `None` if it is. Combinations nest no deeper than the YAML they came from.
    pub(super) fn unmet<'a>(&self, facts: &Facts<'a>) -> Option<Unmet<'a>> {
        match &self.demand {
            Demand::AnyOf(items) => {
                let mut faults: Vec<Unmet<'a>> = Vec::new();
                let known =
                    |item: &&Self| item.demand.kind().is_none_or(|kind| kind.is_open(facts));
                for item in items.iter().filter(known) {
                    faults.push(item.unmet(facts)?);
                }
                let all: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
                let message = format!("one of these is needed: {}", all.join("; or "));
                faults.into_iter().next().map(|mut first| {
                    first.message = message;
                    first
                })
            }
            Demand::AllOf(items) => items.iter().find_map(|item| item.unmet(facts)),
            Demand::Not(inner) => inner.unmet(facts).is_none().then(|| {
                let what = inner.demand.kind().map_or("something", Kind::noun);
                Unmet::new(
                    inner.demand.code(),
                    format!("the page has {what}, which the terms forbid"),
                )
            }),
            demand => demand.kind()?.unmet(facts, self.each_author),
        }
    }

    /// As [`Requirement::unmet`], for an item that stands by itself: what the judgement of the credit as such has settled
    /// is not reported again.
    pub(super) fn still_unmet<'a>(&self, facts: &Facts<'a>, settled: Settled) -> Option<Unmet<'a>> {
        match self.demand.kind() {
            Some(kind) => kind.still_unmet(facts, self.each_author, settled),
            None => self.unmet(facts),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_demand_that_may_stand_alone_is_read() {
        let bare = KINDS.iter().filter(|kind| Demand::bare(kind).is_some());
        for kind in bare {
            let text =
                format!("version: 1\nrules:\n  - {{id: a, summary: A, require: [{kind}]}}\n");
            assert!(
                crate::rules::RuleSets::from_text("a", &text).is_ok(),
                "{kind}"
            );
        }
    }

    /// Run with `CREDITLINE_BLESS=1` to write the table anew.
    #[test]
    fn the_table_of_demands_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
        let written = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        let head = "| demand | a reprint must show | its values |\n| --- | --- | --- |\n";
        let (before, rest) = written.split_once(head).unwrap();
        let combinations = rest.find("| `any-of`").unwrap();
        let mut table = String::new();
        for (name, documentation) in DOCUMENTED {
            let (_, row) = documentation.split_once("\n \n").unwrap_or_else(|| {
                documentation
                    .split_once("\n\n")
                    .unwrap_or_else(|| panic!("{name} has no row"))
            });
            let row = row.split_whitespace().collect::<Vec<_>>().join(" ");
            table.push_str(&format!("| `{name}` | {row} |\n"));
        }
        let text = format!("{before}{head}{table}{}", &rest[combinations..]);
        crate::io::made::assert_up_to_date("docs/rules.md", &text);
    }
}
