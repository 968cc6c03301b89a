//! Web addresses, as the loader reads them.

use url::Url;

use super::kind::{self, Kind};
use super::load::Loader;
use super::loaded::{Loaded, Served, check_content, not_a_page};
use super::problem::InputProblem;
use super::source::Source;
use super::web::{Page, fetch_problem, is_html};
use crate::fetch::{Expect, Fault, FetchError, Fetched, Request};

impl Loader {
    /// Fetches pages; the results stand in the order of the sources, which are all web addresses.
    pub(super) fn load_urls(&self, sources: &[&Source]) -> Vec<Result<Loaded, InputProblem>> {
        let requests: Vec<Request> = sources
            .iter()
            .filter_map(|source| match source {
                Source::Url(url) => Some(Request::typed(url.clone())),
                Source::Found(url) => Some(Request::found(url.clone())),
                Source::File(_)
                | Source::Archive(_)
                | Source::Archived { .. }
                | Source::Entry { .. }
                | Source::Stdin => None,
            })
            .collect();
        let mut pages: Vec<Page> = self
            .web
            .fetch_all(&requests)
            .into_iter()
            .zip(sources)
            .map(|(result, source)| {
                let location = source.location();
                let fetched = result.map_err(|error| fetch_problem(location.clone(), &error))?;
                check_content(&fetched.bytes, &location)?;
                if !is_html(&fetched) && kind::is_address_list(&fetched.bytes) {
                    return Err(not_a_page(Kind::Sitemap, &location));
                }
                Ok(fetched)
            })
            .collect();
        if let Some(renderer) = &self.web.renderer {
            self.web.render(renderer, &requests, &mut pages);
        }
        pages
            .into_iter()
            .zip(sources)
            .map(|(page, source)| page.map(|fetched| loaded(fetched, source)))
            .collect()
    }
}

impl Loader {
    /// Asks a service for programs, such as a search engine.
    ///
    /// # Errors
    /// See [`Fault`]; messages of it do not name the address, which may hold a secret.
    pub fn call(&self, request: &Request) -> Result<Fetched, FetchError> {
        let mut results = self.web.fetch_all(std::slice::from_ref(request));
        results.pop().unwrap_or_else(|| {
            let fault = Fault::Setup("the task was dropped".to_owned());
            Err(FetchError::new(request.url.clone(), fault))
        })
    }

    /// Asks whether addresses that pages name answer, and where they lead. What they hold is not read.
    pub fn reach(&self, urls: &[Url]) -> Vec<Reached> {
        let requests: Vec<Request> = urls
            .iter()
            .map(|url| Request {
                expect: Expect::StartOf(0),
                ..Request::found(url.clone())
            })
            .collect();
        let results = self.web.fetch_all(&requests).into_iter();
        results
            .map(|result| match result {
                Ok(fetched) => Reached {
                    leads_to: fetched.final_url,
                    fault: None,
                },
                Err(error) => Reached {
                    leads_to: match error.hops.last() {
                        Some(hop) => hop.to.clone(),
                        None => error.url.clone(),
                    },
                    fault: Some((error.fault.is_final(), error.fault.to_string())),
                },
            })
            .collect()
    }
}

/// What asking an address came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Where it leads, after the redirects that could be followed.
    pub leads_to: Url,
    /// What went wrong there, as the rest of a sentence that starts with the address; and whether it is the address that
    /// is at fault, not this run, its rules or the hour.
    pub fault: Option<(bool, String)>,
}

fn loaded(fetched: Fetched, source: &Source) -> Loaded {
    Loaded {
        file: None,
        bytes: fetched.bytes,
        content_type: fetched.content_type,
        link_headers: fetched.link_headers,
        final_url: Some(fetched.final_url),
        location: source.location(),
        redirected_from: fetched.hops.into_iter().map(|hop| hop.from).collect(),
        served: Some(Served {
            status: fetched.status,
            headers: fetched.headers,
        }),
    }
}
