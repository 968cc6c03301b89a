//! The class `Library`.

use std::path::PathBuf;

use arrow_array::RecordBatch;
use arrow_pyarrow::{FromPyArrow as _, ToPyArrow as _};
use creditline::audit::{Declared, IN_MEMORY, Library as Originals};
use creditline::library::Shelf;
use creditline::report::json_line;
use creditline::rules::RuleSets;
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::{
    Bound, IntoPyObject as _, PyAny, PyAnyMethods as _, PyResult, PyTypeMethods as _, Python,
    pyclass, pymethods,
};
use pyo3::types::PyTuple;

use crate::batch::{Pages, audited};
use crate::error::{self, InputError, LibraryError, OriginalsError};
use crate::originals::{self, Markup, Named};
use crate::row::{address, audit};

/// Originals to check pages against.
#[pyclass(module = "creditline", frozen)]
pub(crate) struct Library {
    originals: Originals,
    /// What was wrong with originals that were left out.
    problems: Vec<String>,
    /// Where it can be opened again, and by which rules; `None` when it was made of what Python handed over.
    place: Option<(PathBuf, Vec<PathBuf>)>,
}

fn load_rules(names: &[PathBuf]) -> PyResult<RuleSets> {
    RuleSets::load(names).map_err(|problems| error::rules(&problems))
}

#[pymethods]
impl Library {
    /// Opens a library that `creditline library build` made.
    #[staticmethod]
    #[pyo3(signature = (path, *, rules = Vec::new()))]
    fn open(py: Python<'_>, path: PathBuf, rules: Vec<PathBuf>) -> PyResult<Self> {
        let sets = load_rules(&rules)?;
        let opened = py.detach(|| {
            let shelf = Shelf::open(&path)?;
            Originals::of_shelf(shelf, &sets, &Declared::default(), IN_MEMORY)
        });
        Ok(Self {
            originals: opened.map_err(|error| LibraryError::new_err(error.to_string()))?,
            problems: Vec::new(),
            place: Some((path, rules)),
        })
    }

    /// Reads originals: paths of files and folders, addresses, and articles as mappings.
    #[staticmethod]
    #[pyo3(signature = (originals, *, rules = Vec::new(), errors = "raise"))]
    fn from_originals(
        py: Python<'_>,
        originals: Vec<Bound<'_, PyAny>>,
        rules: Vec<PathBuf>,
        errors: &str,
    ) -> PyResult<Self> {
        let may_skip = match errors {
            "raise" => false,
            "skip" => true,
            _ => return Err(InputError::new_err("errors is \"raise\" or \"skip\"")),
        };
        let originals = { originals.iter() }
            .map(Named::of)
            .collect::<PyResult<Vec<Named>>>()?;
        let sets = load_rules(&rules)?;
        let (library, problems) = py.detach(|| {
            let (read, problems) = originals::read(originals, &sets);
            (Originals::new(read, &sets), problems)
        });
        if !problems.is_empty() && !may_skip {
            return Err(OriginalsError::new_err(problems.join("\n")));
        }
        if library.is_empty() {
            let none = "there is no original to check against";
            let why = { [none.to_owned()].into_iter() }.chain(problems);
            return Err(OriginalsError::new_err(why.collect::<Vec<_>>().join("\n")));
        }
        Ok(Self {
            originals: library,
            problems,
            place: None,
        })
    }

    /// Checks one page; what is wrong with the page is told in the report.
    #[pyo3(signature = (html, url = None))]
    fn audit<'py>(
        &self,
        py: Python<'py>,
        html: Markup,
        url: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let url = url.map(address).transpose().map_err(InputError::new_err)?;
        let report = py.detach(|| json_line(&audit(&self.originals, html.as_html(), url)));
        py.import(intern!(py, "json"))?
            .call_method1(intern!(py, "loads"), (report,))
    }

    /// Checks the pages of a record batch: one row out for each row in.
    #[pyo3(signature = (batch, *, parallel = true))]
    fn audit_batch<'py>(
        &self,
        batch: &Bound<'py, PyAny>,
        parallel: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = batch.py();
        if !batch.hasattr(intern!(py, "__arrow_c_array__"))? {
            return Err(PyTypeError::new_err(format!(
                "a record batch is wanted (an object with __arrow_c_array__), not {}; a table has them in to_batches()",
                batch.get_type().fully_qualified_name()?
            )));
        }
        let batch = RecordBatch::from_pyarrow_bound(batch)?;
        let pages = Pages::of(&batch).map_err(InputError::new_err)?;
        let done = py.detach(|| audited(&self.originals, &pages, parallel));
        done.map_err(|error| InputError::new_err(error.to_string()))?
            .to_pyarrow(py)
    }

    /// What was wrong with originals that were skipped.
    #[getter]
    fn problems(&self) -> Vec<String> {
        self.problems.clone()
    }

    fn __len__(&self) -> usize {
        self.originals.len()
    }

    fn __repr__(&self) -> String {
        let count = self.originals.len();
        let noun = if count == 1 { "original" } else { "originals" };
        format!("<creditline.Library of {count} {noun}>")
    }

    /// A library on disk is sent to other processes by its path.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let Some(place) = &self.place else {
            return Err(PyTypeError::new_err(
                "originals in memory cannot be pickled; build a library on disk and open it",
            ));
        };
        let open = py
            .import(intern!(py, "creditline"))?
            .getattr(intern!(py, "_open"))?;
        (open, place.clone()).into_pyobject(py)
    }
}
