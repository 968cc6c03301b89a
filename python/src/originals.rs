//! Originals from what Python names: paths, addresses, and articles that are at hand.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use creditline::audit::read_judgeable;
use creditline::input::{ExpandOptions, LoadOptions, Loader, Source};
use creditline::library::is_library;
use creditline::originals::Original;
use creditline::page::{self, ReadOptions};
use creditline::rules::RuleSets;
use pyo3::prelude::{Bound, FromPyObject, PyAny, PyAnyMethods as _, PyResult};
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::PyDict;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::row::{Html, address};

/// One item of the list of originals.
pub(crate) enum Named {
    /// An article that is at hand.
    Article(Article),
    /// A file, a folder, an address: whatever the command takes as `--originals`.
    Place(OsString),
}

impl Named {
    /// # Errors
    /// `TypeError` for what is neither a path nor a dictionary with the keys of an article.
    pub(crate) fn of(item: &Bound<'_, PyAny>) -> PyResult<Self> {
        if item.is_instance_of::<PyDict>() {
            return item.extract().map(Self::Article);
        }
        let place: PathBuf = item.extract()?;
        Ok(Self::Place(place.into_os_string()))
    }
}

/// An article that is at hand.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Article {
    url: String,
    #[pyo3(default)]
    title: Option<String>,
    #[pyo3(default)]
    author: Option<Authors>,
    #[pyo3(default)]
    html: Option<Markup>,
    #[pyo3(default)]
    text: Option<String>,
}

#[derive(FromPyObject)]
enum Authors {
    One(String),
    Many(Vec<String>),
}

/// A page as Python holds it, without a copy.
#[derive(FromPyObject)]
pub(crate) enum Markup {
    /// `str`
    Text(PyBackedStr),
    /// `bytes`
    Bytes(PyBackedBytes),
}

impl Markup {
    pub(crate) fn as_html(&self) -> Html<'_> {
        match self {
            Self::Text(text) => Html::Text(text),
            Self::Bytes(bytes) => Html::Bytes(bytes),
        }
    }
}

/// The originals that can be used, in the order of the list, and what is wrong with the others.
pub(crate) fn read(named: Vec<Named>, rules: &RuleSets) -> (Vec<Original>, Vec<String>) {
    let loader = Loader::new(LoadOptions::default());
    let mut originals = Vec::new();
    let mut problems = Vec::new();
    let mut places = Vec::new();
    let mut take = |result: Result<Original, String>| match result {
        Ok(original) => originals.push(original),
        Err(problem) => problems.push(problem),
    };
    for item in named {
        match item {
            // Neighbouring places are expanded together, so that a file that two of them hold is one original.
            Named::Place(place) => places.push(place),
            Named::Article(article) => {
                for result in from_places(&std::mem::take(&mut places), &loader, rules) {
                    take(result);
                }
                take(article.read(rules));
            }
        }
    }
    for result in from_places(&places, &loader, rules) {
        take(result);
    }
    (originals, problems)
}

fn from_places(
    places: &[OsString],
    loader: &Loader,
    rules: &RuleSets,
) -> Vec<Result<Original, String>> {
    if let Some(library) = places.iter().find(|place| is_library(Path::new(place))) {
        let library = library.display();
        return vec![Err(format!(
            "`{library}` is a library: open it with Library.open"
        ))];
    }
    let expanded = loader.expand(places, &ExpandOptions::default());
    let problems = expanded.problems.iter();
    let mut results: Vec<_> = problems.map(|problem| Err(problem.to_string())).collect();
    let read: Vec<_> = { expanded.sources.into_par_iter() }
        .map(|source| from_source(&source, loader, rules))
        .collect();
    results.extend(read);
    results
}

fn from_source(source: &Source, loader: &Loader, rules: &RuleSets) -> Result<Original, String> {
    let loaded = { loader.load(source) }.map_err(|problem| problem.to_string())?;
    let options = ReadOptions {
        location: loaded.location.clone(),
        content_type: loaded.content_type.clone(),
        url: loaded.final_url.clone(),
        sheets: loader.sheets(source, &loaded),
        ..ReadOptions::default()
    };
    let mut page = page::read(&loaded.bytes, &options)
        .map_err(|error| format!("`{}` cannot be read: {error}", loaded.location))?;
    page.file.clone_from(&loaded.file);
    read_judgeable(&page, rules).map_err(|error| error.to_string())
}

impl Article {
    fn read(self, rules: &RuleSets) -> Result<Original, String> {
        let url = address(&self.url)?;
        let location = Source::Url(url.clone()).location();
        let html = self.html.as_ref().map(Markup::as_html);
        let (bytes, content_type) = match (html, &self.text) {
            (Some(html), None) => html.parts(),
            (None, Some(text)) => (text.as_bytes(), "text/plain; charset=utf-8"),
            _ => return Err(format!("`{location}` needs either `html` or `text`")),
        };
        let options = ReadOptions {
            location: location.clone(),
            content_type: Some(content_type.to_owned()),
            url: Some(url),
            ..ReadOptions::default()
        };
        let page = page::read(bytes, &options)
            .map_err(|error| format!("`{location}` cannot be read: {error}"))?;
        let mut original = read_judgeable(&page, rules).map_err(|error| error.to_string())?;
        if self.title.is_some() {
            original.title = self.title;
        }
        if let Some(authors) = self.author {
            original.authors = match authors {
                Authors::One(author) => vec![author],
                Authors::Many(authors) => authors,
            };
        }
        Ok(original)
    }
}
