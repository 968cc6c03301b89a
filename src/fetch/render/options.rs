//! How pages are shown, and what can go wrong.

use std::path::PathBuf;
use std::time::Duration;

use crate::finding::ReasonKind;
use crate::io::MAX_BYTES;

/// How pages are shown.
#[derive(Debug, Clone)]
pub struct RenderOptions {
    /// The browser: Chromium, or one built from it. `None` looks for one in the usual places.
    pub browser: Option<PathBuf>,
    /// How long the browser may take to start.
    pub start_timeout: Duration,
    /// How long one page may take altogether, with everything it loads.
    pub timeout: Duration,
    /// The most bytes that the shown page may have as HTML.
    pub max_bytes: u64,
    /// The most things that one page may load to be shown.
    pub max_parts: usize,
}

impl Default for RenderOptions {
    fn default() -> Self {
        Self {
            browser: None,
            start_timeout: Duration::from_secs(20),
            timeout: Duration::from_secs(30),
            max_bytes: MAX_BYTES,
            max_parts: 200,
        }
    }
}

/// Why a page could not be shown, as the rest of a sentence that starts with its address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderFault {
    /// There is no browser where one was looked for.
    #[error("cannot be rendered: {0}")]
    NoBrowser(String),
    /// The page took too long.
    #[error("was not rendered within {0:?}")]
    Timeout(Duration),
    /// The rendered page is larger than allowed.
    #[error("is larger than {0} bytes when rendered, the limit for one page")]
    TooLarge(u64),
    /// The page sends its reader on to an address that gives no page: what a browser shows then is its own page about
    /// the fault, which says nothing about the page that was asked for.
    #[error("sends its reader on by script, and {0}")]
    Moved(String),
    /// The browser gave up, or gave something else than was asked for.
    #[error("cannot be rendered: the browser {0}")]
    Failed(String),
}

impl RenderFault {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        self.kind().as_str()
    }

    /// What it is among the reasons why a page could not be judged.
    pub fn kind(&self) -> ReasonKind {
        match self {
            Self::NoBrowser(_) => ReasonKind::NoBrowser,
            Self::Timeout(_) => ReasonKind::RenderTimeout,
            Self::TooLarge(_) => ReasonKind::TooLarge,
            Self::Moved(_) => ReasonKind::MovedByScript,
            Self::Failed(_) => ReasonKind::RenderFailed,
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoBrowser(_) => {
                "install Chromium, or give its path with `--render=PATH`; or save the page from a browser and check the file"
            }
            Self::Timeout(_) | Self::Failed(_) => {
                "try again later, or save the page from a browser and check the file"
            }
            Self::Moved(_) => {
                "check the address that it leads to, or check the page as it is served, without `--render`"
            }
            Self::TooLarge(_) => "save the article from a browser and check the file",
        }
    }
}
