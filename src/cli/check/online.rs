//! What only the network knows about the pages of a run: where short links lead, whether credited addresses answer, and
//! the originals that pages propose themselves.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::address::identity;
use crate::audit::{
    Audit, Library, LinkState, Owners, Reason, Status, credited_urls, keep_texts, note_links,
    opaque_urls, proposals, read_original,
};
use crate::credit::sources;
use crate::finding::ReasonKind;
use crate::input::{Loader, Source};
use crate::originals::Original;
use crate::page::Page;
use crate::rules::RuleSets;
use url::Url;

use super::settings::Settings;
use crate::cli::inputs::{BATCH, in_parallel, read_page};
use crate::cli::record::Recorder;

/// How often the audits of a page may raise new questions: its short links and its originals first, the addresses that
/// turn out to be credited then. By hand.
pub(super) const ROUNDS: usize = 3;

/// Something to ask the network.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Question {
    /// Where does it lead?
    ShortLink(Url),
    /// Does it answer?
    Credited(Url),
    /// Is it the original?
    Original(Url),
}

/// The audits of a run: by the library, and by what the network has told so far.
pub(super) struct Auditor<'a> {
    library: &'a Library,
    rules: &'a RuleSets,
    owners: &'a Owners,
    check_links: bool,
    discover: bool,
    /// How many bytes of each text to keep, if a report shows them.
    texts: Option<usize>,
    /// Writes down what is seen, if the run is recorded.
    pub(super) recorder: Option<&'a Recorder>,
    /// Where short links lead; not those of which that could not be found out, which are in `asked`.
    short_links: Arc<BTreeMap<Url, Url>>,
    states: HashMap<Url, LinkState>,
    originals: HashMap<Url, Result<Proposed, String>>,
    asked: BTreeSet<Question>,
}

/// An original that pages propose.
struct Proposed {
    original: Original,
    /// The addresses that it credits itself, as keys: a page that it credits is no reprint of it.
    credits: HashSet<String>,
}

impl<'a> Auditor<'a> {
    /// The library that it audits by.
    pub(super) fn library(&self) -> &'a Library {
        self.library
    }

    /// Knows nothing yet but the library.
    pub(super) fn new(
        library: &'a Library,
        rules: &'a RuleSets,
        settings: &'a Settings,
        texts: Option<usize>,
    ) -> Self {
        Self {
            texts,
            recorder: None,
            library,
            rules,
            owners: &settings.owners,
            check_links: settings.check_links,
            discover: settings.discover,
            short_links: Arc::default(),
            states: HashMap::new(),
            originals: HashMap::new(),
            asked: BTreeSet::new(),
        }
    }

    /// The same, writing down what is seen.
    pub(super) fn recorded_by(self, recorder: Option<&'a Recorder>) -> Self {
        Self { recorder, ..self }
    }

    /// Audits a page, leaving out the chrome of its site.
    pub(super) fn audit(&self, page: &mut Page, chrome: &HashSet<u64>) -> Audit {
        page.urls.short_links = Arc::clone(&self.short_links);
        let mut audit = self.library.audit_without(page, chrome);
        if let Some(most) = self.texts {
            keep_texts(&mut audit, page, self.library, most);
        }
        if self.discover && audit.status == Status::Audited {
            self.add_proposed(page, chrome, &mut audit);
        }
        if self.check_links {
            note_links(&mut audit, page, self.rules, |url| self.states.get(url));
        }
        audit
    }

    /// What the network should be asked about a page, besides what it was asked already.
    pub(super) fn questions(&self, page: &Page, audit: &Audit) -> Vec<Question> {
        let mut questions = Vec::new();
        if self.check_links {
            questions.extend(opaque_urls(audit).into_iter().map(Question::ShortLink));
            questions.extend(credited_urls(audit).into_iter().map(Question::Credited));
        }
        if self.discover && audit.status == Status::Audited {
            let originals = self.proposals(page).into_iter();
            questions.extend(originals.map(Question::Original));
        }
        questions.retain(|question| !self.asked.contains(question));
        questions
    }

    /// Asks the network, each question once in a run.
    pub(super) fn ask(&mut self, questions: BTreeSet<Question>, loader: &Loader) {
        let (mut short, mut credited, mut originals) = (Vec::new(), Vec::new(), Vec::new());
        for question in &questions {
            match question {
                Question::ShortLink(url) => short.push(url.clone()),
                Question::Credited(url) => credited.push(url.clone()),
                Question::Original(url) => originals.push(url.clone()),
            }
        }
        self.asked.extend(questions);
        let led = reach(loader, &short).into_iter();
        let led = short.into_iter().zip(led);
        Arc::make_mut(&mut self.short_links)
            .extend(led.filter_map(|(url, (to, _))| (to != url).then_some((url, to))));
        let reached = reach(loader, &credited);
        self.states
            .extend(credited.into_iter().zip(reached).map(|(url, (to, state))| {
                let went_home = to != url && to.path() == "/" && to.query().is_none();
                let state = match state {
                    LinkState::Answers if went_home && url.path() != "/" => LinkState::SentHome,
                    state => state,
                };
                (url, state)
            }));
        let sources: Vec<Source> = originals.into_iter().map(Source::Found).collect();
        for sources in sources.chunks(BATCH) {
            let read = in_parallel(sources, loader, |source, loaded| {
                let loaded = loaded.map_err(|problem| problem.to_string())?;
                let page = read_page(source, &loaded, None, loader)
                    .map_err(|error| format!("`{}` cannot be read: {error}", loaded.location))?;
                let credits = sources_of(&page);
                let original =
                    read_original(&page, self.rules).map_err(|error| error.to_string())?;
                Ok(Proposed { original, credits })
            });
            for (source, result) in sources.iter().zip(read) {
                if let Source::Found(url) = source {
                    // What was not fetched because the run ends stays an open question.
                    if let Some(result) = result {
                        self.originals.insert(url.clone(), result);
                    }
                }
            }
        }
    }

    /// The originals that a page proposes and the library does not hold.
    fn proposals(&self, page: &Page) -> Vec<Url> {
        let proposed = proposals(page, self.rules).into_iter();
        proposed.filter(|url| !self.library.knows(url)).collect()
    }

    /// Checks a page against the originals that it proposes.
    fn add_proposed(&self, page: &Page, chrome: &HashSet<u64>, audit: &mut Audit) {
        let own = page.urls.own().map(identity);
        let mut originals = Vec::new();
        let mut unread = None;
        for url in self.proposals(page) {
            match self.originals.get(&url) {
                Some(Ok(proposed)) => {
                    let mutual = own
                        .as_ref()
                        .is_some_and(|own| proposed.credits.contains(own));
                    if !mutual {
                        originals.push(proposed.original.clone());
                    }
                }
                Some(Err(why)) => unread = unread.or(Some(why)),
                None => {}
            }
        }
        if !originals.is_empty() {
            let library = Library::new(originals, self.rules).with_owners(self.owners.clone());
            let mut proposed = library.audit_without(page, chrome);
            if let Some(most) = self.texts {
                keep_texts(&mut proposed, page, &library, most);
            }
            audit.matches.extend(proposed.matches);
        }
        if let Some(why) = unread.filter(|_| audit.matches.is_empty()) {
            audit.status = Status::Unverifiable;
            audit.reason = Some(Reason::new(
                ReasonKind::SourceNotRead,
                format!(
                    "`{}` names a source that cannot be read: {why}",
                    audit.page.location
                ),
            ));
        }
    }
}

fn sources_of(page: &Page) -> HashSet<String> {
    let canonical = page.urls.canonical.iter().cloned();
    sources(page)
        .into_iter()
        .chain(canonical)
        .map(|url| identity(&url))
        .collect()
}

#[cfg(feature = "fetch")]
fn reach(loader: &Loader, urls: &[Url]) -> Vec<(Url, LinkState)> {
    let reached = loader.reach(urls).into_iter();
    reached
        .map(|reached| {
            let state = match reached.fault {
                None => LinkState::Answers,
                Some((true, why)) => LinkState::Dead(why),
                Some((false, why)) => LinkState::Unknown(why),
            };
            (reached.leads_to, state)
        })
        .collect()
}

/// Without the network there is no flag that asks.
#[cfg(not(feature = "fetch"))]
fn reach(_: &Loader, _: &[Url]) -> Vec<(Url, LinkState)> {
    Vec::new()
}
