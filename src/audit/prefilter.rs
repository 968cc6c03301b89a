//! Pages that share nothing with any original need no blocks, no styles and no comparison, and in runs over very
//! many no tree: a look at the text, or at the bytes, tells. It only ever leaves out such pages; every verdict comes from the whole way.

use super::{Audit, Library, PageFacts, Status};
use crate::page::{self, Page, ReadError, ReadOptions, bare};
use crate::text::tokens_alone;

/// Words below which a page is read as a whole: it may be a redirect, or show nothing yet. By hand: five times what is
/// called a placeholder.
const LEAST: usize = 200;
/// The same where the page asks for JavaScript: more of its text may be hidden. By hand.
const LEAST_WITHOUT_SCRIPTS: usize = 1_000;

impl Library {
    /// Reads a page that is going to be checked against these originals. It costs half of [`page::read`] where the page
    /// shares nothing with any of them: such a page gets no blocks, and its styles are not applied. What
    /// [`Library::audit`] says of it is the same.
    ///
    /// As with [`Library::shares_nothing`], what can be missed is a copy with something hidden between all its words, among
    /// five originals and more.
    ///
    /// # Errors
    /// Those of [`page::read`].
    pub fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Page, ReadError> {
        let needless =
            |text: &str, asks_for_javascript| self.is_unrelated(text, asks_for_javascript);
        let is_worth_it = !self.is_in_memory() || !self.matcher().compares_all();
        page::read_for(bytes, options, is_worth_it.then_some(&needless))
    }

    /// The audit of a page on which no original can be, by its bytes alone; `None` for every page that has to be read.
    /// It is the audit that the whole way gives but for the page's title, language and unread styles, which stay
    /// unknown.
    ///
    /// Reworded and translated copies are known by their rare words as everywhere; a copy with something hidden by style
    /// sheets between all its words is not.
    pub fn shares_nothing(&self, bytes: &[u8], options: &ReadOptions) -> Option<Audit> {
        // Where else a page says that it stands is read with it.
        let url = options.url.as_ref()?;
        let bare = bare(bytes, options)?;
        let is_unrelated = self.is_unrelated(&bare.text, bare.asks_for_javascript);
        is_unrelated.then(|| Audit {
            page: PageFacts {
                location: options.location.clone(),
                url: Some(url.to_string()),
                found_at: Some(url.to_string()),
                ..PageFacts::default()
            },
            status: Status::Audited,
            reason: None,
            matches: Vec::new(),
            remarks: Vec::new(),
        })
    }

    /// Whether no original can be in a text, and it is long enough to be what the page is about.
    fn is_unrelated(&self, text: &str, asks_for_javascript: bool) -> bool {
        let tokens = tokens_alone(text);
        let least = match asks_for_javascript {
            true => LEAST_WITHOUT_SCRIPTS,
            false => LEAST,
        };
        tokens.len() >= least
            && !match self.shelved() {
                None => self.matcher().may_hold(&tokens),
                Some(shelved) => shelved.may_hold(&tokens),
            }
    }
}
