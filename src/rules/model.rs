//! A rule: how originals ask for credit, when it bites, and what a page must show.

use std::collections::BTreeMap;

use crate::finding::{Code, Severity};
use crate::matching::{Class, Params};
use crate::text::template::{Placeholder, Template};
use crate::yaml::Place;

/// A rule, resolved: with everything it inherits.
#[derive(Debug, Clone, Default)]
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
    pub tests: Vec<RuleTest>,
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

/// One thing that a page must show.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// What.
    pub demand: Demand,
    /// How bad it is when it is not met. [`Severity::Off`] switches the item off.
    pub severity: Severity,
    /// For which reprints it holds.
    pub when: When,
    /// Whether it must be met for each author apart.
    pub each_author: bool,
    /// Where it is written.
    pub place: Place,
}

/// For which reprints a requirement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// For all.
    #[default]
    Always,
    /// The text was changed: any passage with edits other than letter case, punctuation or disguise.
    Edited,
    /// The page is a translation.
    Translated,
    /// Less than the whole was taken.
    Excerpt,
    /// The whole was taken.
    Full,
    /// The page was fetched from the web, or says where it is published: for what only a published page can show.
    Online,
}

/// What a page must show.
#[derive(Debug, Clone)]
pub enum Demand {
    /// A link of the credit.
    Link(LinkDemand),
    /// The author's name.
    Author(AuthorDemand),
    /// The name of the publisher or site.
    Publisher {
        /// Names that count besides the original's own.
        names: Vec<String>,
    },
    /// The title of the original.
    Title,
    /// A sentence.
    Statement(Vec<Template>),
    /// The original's own notice.
    KeepNotice,
    /// The name or link of the licence.
    License(LicenseDemand),
    /// Where the credit must stand.
    Placement(Placement),
    /// The credit must be open to the eye: not folded away in `details` or a tab.
    Visibility,
    /// Markup that the terms ask for, such as a counting pixel.
    Markup(MarkupDemand),
    /// `rel=canonical` to the original.
    Canonical,
    /// `noindex` for search engines.
    Noindex,
    /// The text must be as it was.
    Unaltered {
        /// What may be changed all the same.
        allow: Changes,
        /// Share of the reproduced text that may differ, 0 to 1.
        tolerance: f64,
    },
    /// The original's links must be kept in what was taken.
    KeepLinks {
        /// Share of the links that must be there, 0 to 1.
        share: f64,
    },
    /// When the page may reprint, counted from the day of the original.
    Window(Window),
    /// No more than so much may be taken.
    Extent(Extent),
    /// The page must not claim the text for itself.
    NoCompetingClaim,
    /// Only these hosts may reprint.
    Permission {
        /// Hosts or `*.host`.
        allow: Vec<String>,
    },
    /// At least one of these.
    AnyOf(Vec<Requirement>),
    /// All of these.
    AllOf(Vec<Requirement>),
    /// This must not be there.
    Not(Box<Requirement>),
}

impl Demand {
    /// The code of the finding when it is not met. Links have several; this is the plainest.
    pub fn code(&self) -> Code {
        match self {
            Self::Link(_) => Code::MissingLink,
            Self::Author(_) => Code::MissingAuthor,
            Self::Publisher { .. } => Code::MissingPublisher,
            Self::Title => Code::MissingTitle,
            Self::Statement(_) => Code::MissingStatement,
            Self::KeepNotice => Code::MissingNotice,
            Self::License(_) => Code::MissingLicense,
            Self::Placement(_) => Code::MisplacedAttribution,
            Self::Visibility => Code::HiddenAttribution,
            Self::Canonical => Code::MissingCanonical,
            Self::Noindex | Self::Markup(_) => Code::MissingMarkup,
            Self::KeepLinks { .. } => Code::LinksDropped,
            Self::Window(_) => Code::OutsideWindow,
            Self::Unaltered { .. } => Code::AlteredText,
            Self::Extent(_) => Code::TooMuchReused,
            Self::NoCompetingClaim => Code::ClaimedAsOwn,
            Self::Permission { .. } => Code::PermissionRequired,
            Self::AnyOf(items) | Self::AllOf(items) => items
                .first()
                .map_or(Code::MissingAttribution, |item| item.demand.code()),
            Self::Not(item) => item.demand.code(),
        }
    }

    /// Whether a credit on the page can meet it: then a page without any credit gets one finding for all of these.
    pub fn is_credit(&self) -> bool {
        match self {
            Self::Link(_)
            | Self::Author(_)
            | Self::Publisher { .. }
            | Self::Title
            | Self::Statement(_)
            | Self::KeepNotice
            | Self::License(_)
            | Self::Placement(_)
            | Self::Visibility => true,
            Self::AnyOf(items) | Self::AllOf(items) => {
                items.iter().any(|item| item.demand.is_credit())
            }
            _ => false,
        }
    }

    /// The demanded link, if this is one or holds one.
    pub fn link(&self) -> Option<&LinkDemand> {
        match self {
            Self::Link(link) => Some(link),
            Self::AnyOf(items) | Self::AllOf(items) => {
                items.iter().find_map(|item| item.demand.link())
            }
            _ => None,
        }
    }
}

/// Whose names a page must show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuthorDemand {
    /// Every author must be named; otherwise one of several is enough.
    pub all: bool,
    /// Names of the author's institution, one of which must stand beside the author's name; empty where none must.
    pub institution: Vec<String>,
    /// Whoever translated the text must be named too.
    pub translator: bool,
}

/// Markup that a page must hold. At least one of the two conditions is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkupDemand {
    /// A CSS selector for the element, within [`crate::page::MAX_SELECTOR`] bytes.
    pub selector: Option<String>,
    /// The address that the element loads or links (`src`, `href`, `data-src`), where `*` stands for anything and
    /// placeholders for the original's values.
    pub url: Option<String>,
    /// How many such elements there must be; at least one where the rule says nothing.
    pub count: Option<usize>,
}

/// What may be changed in a text that must stay as it is. Letter case and punctuation always may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Changes {
    /// Nothing, the headline included.
    None,
    /// The headline alone.
    #[default]
    Headline,
    /// The headline, and house style: a few words for a few words (times, places, spelling).
    Style,
}

/// The days, counted from the day of the original, in which a page may reprint it. At least one is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// Embargo: days that must have passed.
    pub after_days: Option<u32>,
    /// Days after which nothing may be reprinted any more.
    pub within_days: Option<u32>,
}

/// A demanded link.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinkDemand {
    /// Where it must lead.
    pub to: LinkTo,
    /// Whether a URL shown as text is enough.
    pub form: LinkForm,
    /// Search engines must be able to follow it: no `nofollow`, `ugc`, `sponsored`.
    pub follow: bool,
    /// No redirector in between.
    pub direct: bool,
    /// What the words of the link must be; empty where any will do, else one of these.
    pub anchor_on: Vec<AnchorOn>,
}

/// What the words of a demanded link must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnchorOn {
    /// The title of the article.
    Title,
    /// An author's name.
    Author,
    /// The publisher's name.
    Publisher,
    /// The address itself.
    Url,
    /// These words.
    Words(String),
}

/// Where a demanded link must lead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LinkTo {
    /// The article.
    #[default]
    Article,
    /// The article or any page of its site, such as the home page.
    Site,
    /// The author's profile: a page on the original's site, linked on the author's name, or the profile that the
    /// original links.
    Author,
    /// The licence.
    License,
    /// The history of the article's changes, as wikis have it.
    History,
    /// This URL, where `*` stands for anything and placeholders for the original's values.
    Url(String),
}

/// Whether a demanded link must be clickable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkForm {
    /// A URL shown as text is enough; a note says so.
    #[default]
    Any,
    /// It must be a hyperlink.
    Hyperlink,
}

/// A demanded licence notice. Empty means: the licence of the original.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LicenseDemand {
    /// Names, as `CC BY 4.0`; any of them.
    pub names: Vec<String>,
    /// URLs or parts of them; any of them.
    pub urls: Vec<String>,
    /// The page must give the licence's version, where its name on the page has one to give.
    pub version: bool,
    /// The name on the page and the address it links must be one licence.
    pub agree: bool,
}

/// Where a credit must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// With the author's name, between headline and text.
    Byline,
    /// Before the text, or within so many of its first blocks.
    Top(u32),
    /// After the text.
    End,
    /// Next to the text or inside it.
    Near,
    /// Where a reader meets it before having read the text, and unfolded: above it or within its first blocks.
    Prominent,
    /// In the same article or main part.
    Article,
    /// Anywhere in sight.
    Anywhere,
}

/// How much may be taken at most. What is `None` is not limited.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Extent {
    /// Share of the original, 0 to 1.
    pub share: Option<f64>,
    /// Words (a Chinese, Japanese or Korean character counts as one).
    pub words: Option<usize>,
    /// Characters.
    pub characters: Option<usize>,
    /// Paragraphs of the page that hold copied text.
    pub paragraphs: Option<usize>,
}

/// A test of a rule: a pair of texts and what must come of them.
#[derive(Debug, Clone)]
pub struct RuleTest {
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
pub enum TestPage {
    /// As written.
    Written(TestInput),
    /// A copy of the original's text, without its notice, on a page of another site.
    Copy(TestCopy),
}

/// What stands around a copy, and what was changed in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TestCopy {
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
pub enum TestInput {
    /// A file, relative to the rule file.
    Path(String),
    /// HTML.
    Html(String),
    /// Markdown.
    Markdown(String),
    /// Plain text.
    Text(String),
}
