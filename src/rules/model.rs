//! A rule: how originals ask for credit, when it bites, and what a page must show.

use std::collections::BTreeMap;

use super::demand::Requirement;
use crate::finding::{Code, Severity};
use crate::matching::{Class, Params};
use crate::text::template::{Placeholder, Template};
use crate::yaml::Place;

/// A rule, resolved: with everything it inherits.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Rule {
    /// Kebab-case name, unique over all loaded sets.
    pub id: String,
    /// One line for people.
    pub summary: String,
    /// Where the terms are published.
    pub docs: Option<String>,
    /// The day the terms were last read, `YYYY-MM-DD`.
    pub checked: Option<String>,
    /// Where the rule is written.
    pub place: Place,
    /// Which originals it is for, besides those whose notice it recognises.
    pub applies_to: AppliesTo,
    /// How an original states its wish.
    pub ask: Vec<Ask>,
    /// Values for what neither the notice nor the metadata of an original gives.
    pub defaults: BTreeMap<Placeholder, String>,
    /// Other hosts and URLs of the publisher and other names of its authors.
    pub aliases: Vec<String>,
    /// When a page counts as a reprint.
    pub reprint: Reprint,
    /// Whether a notice that was carried along with the text is credit enough.
    pub voice: VoiceRule,
    /// What the page must show; all of it.
    pub require: Vec<Requirement>,
    /// Credit lines to paste, by language (BCP 47), best first.
    pub fix: BTreeMap<String, Vec<Template>>,
    /// What no program can check: printed, never judged.
    pub manual: Vec<String>,
    /// Free data, copied to reports.
    pub metadata: serde_json::Map<String, serde_json::Value>,
    /// The rule's own tests.
    pub(crate) tests: Vec<RuleTest>,
    /// The keys that it inherits, each with the place of the rule that writes them.
    pub inherited: BTreeMap<&'static str, Place>,
    /// Severities that the user set for findings of this rule; see [`super::Adjustment`].
    pub severities: BTreeMap<Code, Severity>,
}

/// Which originals a rule is for. Empty lists say nothing; a rule with only empty lists holds for those originals
/// whose notice it recognises, or that name it. `sites` and `urls` are two ways to name an address; `licenses` beside
/// them holds for that licence on those sites.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AppliesTo {
    /// Hosts (`example.org`, with or without `www.`) or `*.example.org` for all hosts below.
    pub sites: Vec<String>,
    /// URL patterns where `*` stands for anything.
    pub urls: Vec<String>,
    /// Languages (BCP 47; `zh` includes `zh-Hant`). They narrow the other conditions and stand for nothing alone.
    pub languages: Vec<String>,
    /// Licences: parts of their URLs, as `creativecommons.org/licenses/by/`, or names, as `CC BY 4.0`.
    pub licenses: Vec<String>,
}

/// One way in which originals state what they ask.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The language of the notice, if the rule says.
    pub language: Option<String>,
    /// What to look for.
    pub template: Template,
}

/// When a page counts as a reprint. `None` leaves the threshold of matching as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Reprint {
    /// Classes for which the requirements bite. Below them nothing fails; a missing credit is a note.
    pub classes: Vec<Class>,
    /// Share of the original from which a reuse is `full`, 0 to 1.
    pub full_share: Option<f64>,
    /// Share of the original from which a reuse is `partial`, 0 to 1.
    pub partial_share: Option<f64>,
    /// Words from which a reuse is `partial`, whatever its share.
    pub partial_words: Option<usize>,
    /// Han characters from which a reuse is `partial`, whatever its share.
    pub partial_han: Option<usize>,
    /// Words in one passage from which a reuse is an `excerpt`.
    pub excerpt_words: Option<usize>,
    /// Han characters in one passage from which a reuse is an `excerpt`.
    pub excerpt_han: Option<usize>,
    /// Words in one verbatim run, none of them what four or more works share, without which nothing is asked.
    pub core_words: Option<usize>,
    /// Han characters in one such run.
    pub core_han: Option<usize>,
    /// Share of the page below which quoted passages are a `quotation`, 0 to 1.
    pub quotation_page_share: Option<f64>,
}

impl Default for Reprint {
    fn default() -> Self {
        Self {
            classes: vec![Class::Full, Class::Partial, Class::Excerpt],
            full_share: None,
            partial_share: None,
            partial_words: None,
            partial_han: None,
            excerpt_words: None,
            excerpt_han: None,
            core_words: None,
            core_han: None,
            quotation_page_share: None,
        }
    }
}

impl Reprint {
    /// The thresholds of matching with what the rule overrides.
    pub fn params(&self) -> Params {
        let mut params = Params::default();
        let set = |target: &mut f64, value: Option<f64>| *target = value.unwrap_or(*target);
        set(&mut params.full, self.full_share);
        set(&mut params.partial, self.partial_share);
        set(&mut params.quotation_page_share, self.quotation_page_share);
        let count = |target: &mut u32, value: Option<usize>| {
            if let Some(value) = value {
                *target = u32::try_from(value).unwrap_or(u32::MAX);
            }
        };
        count(&mut params.partial_length.words, self.partial_words);
        count(&mut params.partial_length.han, self.partial_han);
        count(&mut params.excerpt.words, self.excerpt_words);
        count(&mut params.excerpt.han, self.excerpt_han);
        count(&mut params.core.words, self.core_words);
        count(&mut params.core.han, self.core_han);
        params
    }

    /// Whether the requirements bite for this class.
    pub fn bites(&self, class: Class) -> bool {
        self.classes.contains(&class)
    }
}

/// Whose voice a credit must be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VoiceRule {
    /// The original's notice carried along is enough; a note says so.
    #[default]
    Any,
    /// The reprinter must say it.
    Own,
}

/// A test of a rule: a pair of texts and what must come of them.
#[derive(Debug, Clone)]
pub(crate) struct RuleTest {
    /// What the test shows.
    pub name: Option<String>,
    /// The original.
    pub original: TestInput,
    /// The page.
    pub page: TestPage,
    /// The codes that must be found, in any order; all severities above note.
    pub codes: Vec<Code>,
    /// The verdict, if the test says.
    pub verdict: Option<crate::finding::Verdict>,
    /// Where it is written.
    pub place: Place,
}

/// The page of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TestPage {
    /// As written.
    Written(TestInput),
    /// A copy of the original's text, without its notice, on a page of another site.
    Copy(TestCopy),
}

/// What stands around a copy, and what was changed in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct TestCopy {
    /// HTML for the head of the page.
    pub head: String,
    /// HTML above the text.
    pub above: String,
    /// HTML below the text.
    pub below: String,
    /// Words of the text and what stands in their place, as HTML.
    pub replace: Vec<(String, String)>,
}

/// What a test reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TestInput {
    /// A file, relative to the rule file.
    Path(String),
    /// HTML.
    Html(String),
    /// Markdown.
    Markdown(String),
    /// Plain text.
    Text(String),
}
