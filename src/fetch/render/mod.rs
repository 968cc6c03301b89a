//! Pages whose text appears by script, shown by an installed browser that has no way to the network but ours.
//!
//! A headless Chromium is told to reach everything through a proxy that does not exist and to resolve no name. Each
//! request it wants to send is stopped and answered by our own [`Client`](super::Client), with the same guard for
//! addresses, sizes, times and `robots.txt` as everything else; only scripts, style sheets and data are answered at all.
//! So nothing that a page does can reach what the client would refuse. The browser keeps no state: each page has a
//! context of its own in a profile that is thrown away.
//!
//! Of the ready made drivers, chromiumoxide and headless_chrome bring a WebSocket, an open port and tens of thousands of
//! generated lines for the eight commands that are needed here; the browser's pipe needs none of that.

mod browser;
mod options;
mod page;
mod pipe;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use options::{RenderFault, RenderOptions};

use url::Url;

use super::client::Client;
use super::request::Fetched;
use browser::Browser;
use page::Job;

/// What a browser showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The page as HTML, in UTF-8.
    pub html: Vec<u8>,
    /// Where the reader is in the end: scripts may have sent him on.
    pub url: Url,
}

/// How many pages are shown at a time, each in a browser of its own. By hand.
const BROWSERS: usize = 2;

/// The browsers of one run, started when they are first needed.
#[derive(Debug, Default)]
pub struct Renderer {
    options: RenderOptions,
    browsers: [Mutex<Option<Browser>>; BROWSERS],
}

impl Renderer {
    /// Starts nothing yet.
    pub fn new(options: RenderOptions) -> Self {
        Self {
            options,
            browsers: Default::default(),
        }
    }

    /// Shows pages that were fetched and gives each as HTML that holds what its scripts made of it, with inline styles
    /// that say what is seen. The flag of a page says whether the user typed its address. The results stand in the order
    /// of the pages.
    pub fn render_all(
        &self,
        client: &Client,
        pages: &[(&Fetched, bool)],
    ) -> Vec<Result<Shown, RenderFault>> {
        let next = AtomicUsize::new(0);
        let work = |browser: &Mutex<Option<Browser>>| {
            let mut browser = browser
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::SeqCst);
                let Some((page, typed)) = pages.get(index) else {
                    return done;
                };
                done.push((index, self.render(&mut browser, client, page, *typed)));
            }
        };
        let mut results: Vec<_> = std::thread::scope(|scope| {
            let wanted = pages.len().min(BROWSERS);
            let threads: Vec<_> = self.browsers[..wanted]
                .iter()
                .map(|browser| scope.spawn(|| work(browser)))
                .collect();
            threads
                .into_iter()
                .flat_map(|thread| thread.join().unwrap_or_default())
                .collect()
        });
        results.sort_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    }

    fn render(
        &self,
        browser: &mut Option<Browser>,
        client: &Client,
        page: &Fetched,
        typed: bool,
    ) -> Result<Shown, RenderFault> {
        let running = match browser {
            Some(running) => running,
            None => browser.insert(Browser::start(&self.options)?),
        };
        let result = Job::new(running, client, page, typed, &self.options).run();
        if result.is_err() {
            // Whatever state it is in, the next page gets a new one.
            *browser = None;
        }
        result
    }
}
