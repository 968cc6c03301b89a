//! The way to the network, opened when it is first needed.

use std::sync::OnceLock;

use url::Url;

use super::kind::{self, Kind};
use super::load::{LoadOptions, Loaded, Loader, Served, check_content, not_a_page};
use super::problem::InputProblem;
use super::source::{Source, show_url};
use crate::fetch::{
    Client, Expect, Fault, FetchError, FetchOptions, Fetched, Named, RenderFault, Renderer, Request,
};

/// An HTTP client that is set up at the first request: a run over files alone starts no thread and reads no
/// certificate. With it the browsers that show pages, if that is wanted.
pub(super) struct Web {
    options: FetchOptions,
    client: OnceLock<Result<Client, Fault>>,
    renderer: Option<Renderer>,
}

impl Web {
    pub(super) fn new(options: &LoadOptions) -> Self {
        Self {
            options: FetchOptions {
                max_bytes: options.max_bytes,
                stop: options.stop.clone(),
                ..options.fetch.clone()
            },
            client: OnceLock::new(),
            renderer: options.render.clone().map(Renderer::new),
        }
    }

    /// What went wrong without keeping any page from being fetched.
    pub(super) fn warning(&self) -> Option<String> {
        self.client.get()?.as_ref().ok()?.warning()
    }

    fn client(&self) -> &Result<Client, Fault> {
        self.client
            .get_or_init(|| Client::new(self.options.clone()))
    }

    /// The results stand in the order of the requests.
    pub(super) fn fetch_all(&self, requests: &[Request]) -> Vec<Result<Fetched, FetchError>> {
        match self.client() {
            Ok(client) => client.fetch_all(requests),
            Err(fault) => requests
                .iter()
                .map(|request| Err(FetchError::new(request.url.clone(), fault.clone())))
                .collect(),
        }
    }

    /// Has pages shown by a browser. Their content becomes what their scripts made of them.
    fn render(&self, renderer: &Renderer, requests: &[Request], pages: &mut [Page]) {
        let Ok(client) = self.client() else { return };
        let (places, wanted): (Vec<usize>, Vec<(&Fetched, bool)>) = pages
            .iter()
            .zip(requests)
            .enumerate()
            .filter_map(|(index, (page, request))| {
                let fetched = page.as_ref().ok().filter(|fetched| is_html(fetched))?;
                Some((index, (fetched, request.named == Named::ByUser)))
            })
            .unzip();
        let rendered = renderer.render_all(client, &wanted);
        for (index, result) in places.into_iter().zip(rendered) {
            match result {
                Ok(shown) => {
                    if let Ok(fetched) = &mut pages[index] {
                        fetched.bytes = shown.html;
                        fetched.final_url = shown.url;
                        fetched.content_type = Some("text/html; charset=utf-8".to_owned());
                    }
                }
                Err(fault) => pages[index] = Err(render_problem(&requests[index], &fault)),
            }
        }
    }
}

type Page = Result<Fetched, InputProblem>;

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
        final_url: Some(fetched.final_url),
        location: source.location(),
        redirected_from: fetched.hops.into_iter().map(|hop| hop.from).collect(),
        served: Some(Served {
            status: fetched.status,
            headers: fetched.headers,
        }),
    }
}

fn is_html(fetched: &Fetched) -> bool {
    let kind = fetched.content_type.as_deref().unwrap_or("text/html");
    let kind = kind.split(';').next().unwrap_or_default().trim();
    ["text/html", "application/xhtml+xml"]
        .iter()
        .any(|html| kind.eq_ignore_ascii_case(html))
}

/// A fault of the network as a problem of the input that named the URL.
pub(super) fn fetch_problem(location: String, error: &FetchError) -> InputProblem {
    InputProblem {
        kind: error.fault.kind(),
        location,
        message: error.message(),
        help: error.help(),
        http_status: match *error.fault {
            Fault::Status { status, .. } => Some(status),
            _ => None,
        },
    }
}

fn render_problem(request: &Request, fault: &RenderFault) -> InputProblem {
    let location = show_url(&request.url);
    InputProblem {
        kind: fault.kind(),
        message: format!("`{location}` {fault}"),
        location,
        help: fault.help().to_owned(),
        http_status: None,
    }
}
