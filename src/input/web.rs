//! The way to the network, opened when it is first needed.

use std::sync::OnceLock;

use super::loaded::LoadOptions;
use super::problem::InputProblem;
use crate::fetch::{
    Client, Fault, FetchError, FetchOptions, Fetched, Named, RenderFault, Renderer, Request,
};
use crate::io::show_url;

/// An HTTP client that is set up at the first request: a run over files alone starts no thread and reads no
/// certificate. With it the browsers that show pages, if that is wanted.
pub(super) struct Web {
    options: FetchOptions,
    client: OnceLock<Result<Client, Fault>>,
    pub(super) renderer: Option<Renderer>,
}

pub(super) type Page = Result<Fetched, InputProblem>;

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
    pub(super) fn render(&self, renderer: &Renderer, requests: &[Request], pages: &mut [Page]) {
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

pub(super) fn is_html(fetched: &Fetched) -> bool {
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
