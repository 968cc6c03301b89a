//! The name or link of the licence, and whether both are of one mind.

use serde_json::{Value, json};

use super::kind::Kind;
use super::{reading, schema};
use crate::finding::Code;
use crate::originals::notice::sense::license_in;
use crate::rules::facts::{self, Facts, Unmet, leads_to_license, shortened};
use crate::text::template::{Haystack, Placeholder, Template};
use crate::yaml::schema::{object, texts};
use crate::yaml::{Node, Reader};

const KEYS: &[&str] = &["names", "urls", "version", "agree"];

/// A demanded licence notice. Empty means: the licence of the original.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct License {
    /// Names, as `CC BY 4.0`; any of them.
    pub names: Vec<String>,
    /// URLs or parts of them; any of them.
    pub urls: Vec<String>,
    /// The page must give the licence's version, where its name on the page has one to give.
    pub version: bool,
    /// The name on the page and the address it links must be one licence.
    pub agree: bool,
}

impl Kind for License {
    fn read(reader: &mut Reader<'_>, value: &Node, kind: &str) -> Option<Self> {
        let mut license = Self::default();
        let Some(fields) = reading::options(reader, value, kind, KEYS)? else {
            return Some(license);
        };
        if let Some(node) = fields.get("names") {
            license.names = reader.texts(node, "`names`");
        }
        if let Some(node) = fields.get("urls") {
            license.urls = reader.texts(node, "`urls`");
        }
        if let Some(node) = fields.get("version") {
            license.version = reader.boolean(node, "`version`").unwrap_or_default();
        }
        if let Some(node) = fields.get("agree") {
            license.agree = reader.boolean(node, "`agree`").unwrap_or_default();
        }
        Some(license)
    }

    fn bare() -> Option<Self> {
        Some(Self::default())
    }

    fn schema() -> Value {
        schema::or_nothing(object(KEYS, |key| match key {
            "names" | "urls" => texts(),
            _ => json!({ "type": "boolean" }),
        }))
    }

    fn code(&self) -> Code {
        Code::MissingLicense
    }

    fn describe(&self) -> String {
        let mut words = "the licence".to_owned();
        if self.version {
            words.push_str(" with its version");
        }
        if self.agree {
            words.push_str(", name and link of one licence");
        }
        words
    }

    fn noun(&self) -> &'static str {
        "the licence"
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let known = &facts.values.licenses;
        let (mut urls, mut names): (Vec<&String>, Vec<&String>) =
            (self.urls.iter().collect(), self.names.iter().collect());
        if urls.is_empty() && names.is_empty() {
            urls = known.iter().filter(|known| known.contains('/')).collect();
            names = known.iter().filter(|known| !known.contains('/')).collect();
        }
        let wanted = names.first().or(urls.first())?;
        let linked = facts
            .links()
            .any(|(_, _, href)| urls.iter().any(|url| leads_to_license(href.as_str(), url)));
        if self.agree
            && let Some(unmet) = disagreement(facts)
        {
            return Some(unmet);
        }
        if linked {
            return None;
        }
        let on_page = || {
            let blocks = facts.page.blocks.iter();
            blocks.filter_map(|block| facts::License::named(&block.text))
        };
        let text = Haystack::new(&facts.page.text);
        // A licence that is known by its address is named by its own name.
        // In the words of another language it has a name too.
        let in_words = || {
            let blocks = facts.page.blocks.iter();
            blocks.filter_map(|block| facts::License::linked(&license_in(&block.text)?))
        };
        let by_address = |url: &&String| {
            facts::License::linked(url).is_some_and(|license| {
                let mut names = on_page().chain(in_words());
                names.any(|name| license.is_named_by(&name))
            })
        };
        let by_name = |name: &&String| {
            Template::parse(&name.replace('{', "{{").replace('}', "}}"))
                .is_ok_and(|template| template.find_in(&text, &[]).is_some())
        };
        let wanted = shortened(wanted);
        if urls.iter().any(by_address) || names.iter().any(by_name) {
            let unversioned = self.version && !on_page().any(|license| license.has_version());
            return unversioned.then(|| {
                Unmet::new(
                    Code::MissingLicense,
                    format!("the licence is named without its version: {wanted}"),
                )
            });
        }
        let other = facts
            .links()
            .find(|(_, _, href)| href.as_str().contains("creativecommons.org/licenses/"));
        Some(match other {
            Some((block, _, href)) => Unmet::new(
                Code::WrongLicense,
                format!(
                    "the licence is {wanted}; the page links {}",
                    shortened(href.as_str())
                ),
            )
            .in_place(block.line, block.column, &block.text),
            None => Unmet::new(
                Code::MissingLicense,
                format!("the licence, {wanted}, is not named"),
            )
            .with_fix(),
        })
    }

    fn is_credit(&self) -> bool {
        true
    }

    fn placeholder(&self) -> Option<Placeholder> {
        Some(Placeholder::License)
    }
}

/// A link to one licence on the name of another.
fn disagreement<'a>(facts: &Facts<'a>) -> Option<Unmet<'a>> {
    facts.links().find_map(|(block, link, url)| {
        let url = url.as_str();
        let linked = facts::License::linked(url)?;
        let words = block.text.get(link.text.clone()).unwrap_or_default();
        let named = facts::License::named(words).or_else(|| facts::License::named(&block.text))?;
        (!linked.is_named_by(&named)).then(|| {
            Unmet::new(
                Code::WrongLicense,
                format!(
                    "the page names {named} and links {linked}: {}",
                    shortened(url)
                ),
            )
            .in_place(link.line, link.column, &block.text)
        })
    })
}
