//! The author's name, and what must stand beside it.

mod translator;

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::kind::Kind;
use super::{reading, schema};
use crate::finding::Code;
use crate::rules::facts::{Evidence, Facts, Settled, Unmet, shortened};
use crate::text;
use crate::text::template::Placeholder;
use crate::yaml::schema::{object, texts};
use crate::yaml::{Node, Reader};

const KEYS: &[&str] = &["all", "institution", "translator"];

/// Jaro-Winkler similarity from which two spellings are one name. By hand.
const SAME_NAME: f64 = 0.92;

/// Whose names a page must show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Author {
    /// Every author must be named; otherwise one of several is enough.
    pub all: bool,
    /// Names of the author's institution, one of which must stand beside the author's name; empty where none must.
    pub institution: Vec<String>,
    /// Whoever translated the text must be named too.
    pub translator: bool,
}

impl Kind for Author {
    fn read(reader: &mut Reader<'_>, value: &Node, kind: &str) -> Option<Self> {
        let mut author = Self::default();
        let Some(fields) = reading::options(reader, value, kind, KEYS)? else {
            return Some(author);
        };
        if let Some(node) = fields.get("all") {
            author.all = reader.boolean(node, "`all`").unwrap_or_default();
        }
        if let Some(node) = fields.get("institution") {
            author.institution = reader.texts(node, "`institution`");
        }
        if let Some(node) = fields.get("translator") {
            author.translator = reader.boolean(node, "`translator`").unwrap_or_default();
        }
        Some(author)
    }

    fn bare() -> Option<Self> {
        Some(Self::default())
    }

    fn schema() -> Value {
        schema::or_nothing(object(KEYS, |key| match key {
            "institution" => texts(),
            _ => json!({ "type": "boolean" }),
        }))
    }

    fn code(&self) -> Code {
        Code::MissingAuthor
    }

    fn describe(&self) -> String {
        let mut words = if self.all {
            "the name of every author"
        } else {
            "the author's name"
        }
        .to_owned();
        if let Some(institution) = self.institution.first() {
            let _ = write!(words, " with “{}”", text::shortened(institution, 80));
        }
        if self.translator {
            words.push_str(" and the translator's");
        }
        words
    }

    fn noun(&self) -> &'static str {
        "the author's name"
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, each_author: bool) -> Option<Unmet<'a>> {
        let missing = self.missing(facts, each_author);
        let unmet = missing.map(|names| unnamed_author(facts, &names));
        unmet.or_else(|| self.beside(facts))
    }

    /// The judgement of the credit has looked for the name itself: see [`wrong_name`].
    fn still_unmet<'a>(&self, facts: &Facts<'a>, _: bool, _: Settled) -> Option<Unmet<'a>> {
        self.beside(facts)
    }

    fn is_credit(&self) -> bool {
        true
    }

    fn placeholder(&self) -> Option<Placeholder> {
        Some(Placeholder::Author)
    }

    fn is_of_authors(&self) -> bool {
        true
    }

    /// To name all authors is no way out where none is known.
    fn is_open(&self, facts: &Facts<'_>) -> bool {
        !facts.values.authors.is_empty()
    }
}

impl Author {
    /// The names that must stand on the page and do not.
    fn missing(&self, facts: &Facts<'_>, each_author: bool) -> Option<String> {
        let authors = &facts.values.authors;
        let missing = unnamed(&facts.evidence, authors);
        let all = self.all || each_author;
        let met = missing.is_empty() || (!all && missing.len() < authors.len());
        (!met).then(|| missing.join(", "))
    }

    /// What must stand beside the author's name: the institution, the translator.
    fn beside<'a>(&self, facts: &Facts<'a>) -> Option<Unmet<'a>> {
        let stands = |text: &str, names: &[String]| {
            let text = text.to_lowercase();
            names.iter().any(|name| text.contains(&name.to_lowercase()))
        };
        if let Some(first) = self.institution.first()
            && !facts.evidence.spoken().any(|(_, credit)| {
                !credit.authors.is_empty() && stands(&credit.text, &self.institution)
            })
        {
            return Some(
                Unmet::new(
                    Code::MissingAuthor,
                    format!(
                        "the author's institution, {}, does not stand beside the name",
                        shortened(first)
                    ),
                )
                .at(facts.best()),
            );
        }
        (self.translator && !translator::is_named(&facts.page.text)).then(|| {
            Unmet::new(Code::MissingAuthor, "nobody is named as the translator").at(facts.best())
        })
    }
}

/// Why the author is not named, or is named wrongly: part of the judgement of the credit.
pub(in crate::rules) fn wrong_name<'a>(
    author: &Author,
    facts: &Facts<'a>,
    each_author: bool,
) -> Option<Unmet<'a>> {
    let names = author.missing(facts, each_author)?;
    let mut credits = facts.evidence.spoken().map(|(_, credit)| credit);
    let other = credits.find_map(|credit| Some((credit, credit.other_author.as_ref()?)));
    let Some((credit, name)) = other else {
        return Some(unnamed_author(facts, &names));
    };
    let message = format!("the author is {names}; the page names {}", shortened(name));
    let unmet = Unmet::new(Code::WrongAuthor, message);
    Some(unmet.with_fix().at(Some(credit)))
}

fn unnamed_author<'a>(facts: &Facts<'a>, names: &str) -> Unmet<'a> {
    let message = format!("the author, {names}, is not named");
    let unmet = Unmet::new(Code::MissingAuthor, message);
    unmet.with_fix().at(facts.best())
}

/// The authors that no credit in sight names.
fn unnamed<'n>(evidence: &Evidence<'_>, authors: &'n [String]) -> Vec<&'n str> {
    let named: Vec<&String> = evidence
        .spoken()
        .flat_map(|(_, credit)| &credit.authors)
        .collect();
    authors
        .iter()
        .filter(|author| {
            !named.iter().any(|name| {
                name.as_str() == author.as_str()
                    || strsim::jaro_winkler(&name.to_lowercase(), &author.to_lowercase())
                        >= SAME_NAME
            })
        })
        .map(String::as_str)
        .collect()
}
