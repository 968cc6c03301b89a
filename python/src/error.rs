//! Errors as the exceptions that the package defines.

use creditline::rules::RulesError as Problems;
use pyo3::import_exception;
use pyo3::prelude::PyErr;

import_exception!(creditline._errors, InputError);
import_exception!(creditline._errors, LibraryError);
import_exception!(creditline._errors, OriginalsError);
import_exception!(creditline._errors, RulesError);

/// Problems of rules, one a line with its place.
pub(crate) fn rules(error: &Problems) -> PyErr {
    let lines: Vec<String> = error
        .problems
        .iter()
        .map(|problem| {
            let (file, line, column) = (&problem.file, problem.line, problem.column);
            // Line 0: the problem is the file itself.
            let place = match line {
                0 => file.clone(),
                _ => format!("{file}:{line}:{column}"),
            };
            format!("{place}: {}", problem.message)
        })
        .collect();
    RulesError::new_err(lines.join("\n"))
}
