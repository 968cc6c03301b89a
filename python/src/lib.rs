//! The module `creditline._creditline`: what the Python package does in Rust. Everything that takes time lets other Python
//! threads go on.

mod batch;
mod error;
mod library;
mod originals;
mod row;

use pyo3::prelude::{
    Bound, PyModule, PyModuleMethods as _, PyResult, Python, pyfunction, pymodule,
};
use pyo3::wrap_pyfunction;

use std::ffi::OsString;

/// Runs the command with a command line, whose first item is the name of the program, and returns its exit code.
#[pyfunction]
fn main(py: Python<'_>, line: Vec<OsString>) -> u8 {
    py.detach(|| creditline::cli::main(line))
}

#[pymodule]
fn _creditline(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<library::Library>()?;
    module.add_function(wrap_pyfunction!(main, module)?)?;
    module.add_function(wrap_pyfunction!(batch::batch_schema, module)?)
}
