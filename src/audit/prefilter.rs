//! A look at the bytes of a page, for runs over very many: pages that share nothing with any original need no tree, no
//! styles and no comparison. It only ever leaves out such pages; every verdict comes from the whole way.

use super::{Audit, Library, PageFacts, Status};
use crate::page::{ReadOptions, bare};
use crate::text::tokens_alone;

/// Words below which a page is read as a whole: it may be a redirect, or show nothing yet. By hand: five times what is
/// called a placeholder.
const LEAST: usize = 200;
/// The same where the page asks for JavaScript: more of its text may be hidden. By hand.
const LEAST_WITHOUT_SCRIPTS: usize = 1_000;

impl Library {
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
        let tokens = tokens_alone(&bare.text);
        let least = match bare.asks_for_javascript {
            true => LEAST_WITHOUT_SCRIPTS,
            false => LEAST,
        };
        if tokens.len() < least {
            return None;
        }
        let may_hold = match self.shelved() {
            None => self.matcher().may_hold(&tokens),
            Some(shelved) => shelved.may_hold(&tokens),
        };
        (!may_hold).then(|| Audit {
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
}
