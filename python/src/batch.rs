//! A record batch of pages to a record batch of verdicts.

use std::sync::Arc;

use arrow_array::builder::{Float64Builder, ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_pyarrow::ToPyArrow as _;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use creditline::audit::{Audit, Library};
use creditline::report::json_line;
use pyo3::prelude::{Bound, PyAny, PyResult, Python, pyfunction};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::row::{Html, audit_row, deciding};

/// The columns of what `Library.audit_batch` returns, as a `pyarrow.Schema`.
#[pyfunction]
pub(crate) fn batch_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    schema().to_pyarrow(py)
}

fn schema() -> Schema {
    let text = |name: &str, is_optional| Field::new(name, DataType::Utf8, is_optional);
    let item = Arc::new(Field::new_list_field(DataType::Utf8, true));
    Schema::new(vec![
        text("url", true),
        text("status", false),
        text("verdict", true),
        text("work", true),
        text("class", true),
        Field::new("original_share", DataType::Float64, true),
        Field::new("codes", DataType::List(item), false),
        text("report", false),
    ])
}

/// The columns of a batch that are used.
pub(crate) struct Pages {
    url: Option<ArrayRef>,
    html: ArrayRef,
}

impl Pages {
    /// # Errors
    /// What a column lacks.
    pub(crate) fn of(batch: &RecordBatch) -> Result<Self, String> {
        let html = batch.column_by_name("html");
        let html = Arc::clone(html.ok_or("the batch has no column `html`")?);
        let url = batch.column_by_name("url").map(Arc::clone);
        if let Some(url) = &url
            && !is_text(url.data_type())
        {
            return Err(format!("the column `url` is {}, not text", url.data_type()));
        }
        if !is_text(html.data_type()) && !is_binary(html.data_type()) {
            return Err(format!(
                "the column `html` is {}, neither binary nor text",
                html.data_type()
            ));
        }
        Ok(Self { url, html })
    }

    fn url(&self, row: usize) -> Option<&str> {
        self.url.as_deref().and_then(|url| text_at(url, row))
    }

    fn audit(&self, library: &Library, row: usize) -> Audit {
        let bytes = || bytes_at(&self.html, row).map(Html::Bytes);
        let html = text_at(&self.html, row).map(Html::Text).or_else(bytes);
        audit_row(library, html, self.url(row))
    }
}

fn is_text(kind: &DataType) -> bool {
    matches!(
        kind,
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null
    )
}

fn is_binary(kind: &DataType) -> bool {
    matches!(
        kind,
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView
    )
}

/// The text of a row; `None` where there is none, or the column holds no text.
fn text_at(column: &dyn Array, row: usize) -> Option<&str> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Utf8 => Some(column.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().value(row)),
        DataType::Utf8View => Some(column.as_string_view().value(row)),
        _ => None,
    }
}

fn bytes_at(column: &dyn Array, row: usize) -> Option<&[u8]> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Binary => Some(column.as_binary::<i32>().value(row)),
        DataType::LargeBinary => Some(column.as_binary::<i64>().value(row)),
        DataType::BinaryView => Some(column.as_binary_view().value(row)),
        _ => None,
    }
}

/// Audits every row, one row out for one row in, in the same order.
///
/// # Errors
/// Never but by a fault of the program: the columns are made of one length each.
pub(crate) fn audited(
    library: &Library,
    pages: &Pages,
    in_parallel: bool,
) -> Result<RecordBatch, ArrowError> {
    let rows = 0..pages.html.len();
    let audit = |row| Row::of(&pages.audit(library, row));
    let rows: Vec<Row> = if in_parallel {
        rows.into_par_iter().map(audit).collect()
    } else {
        rows.map(audit).collect()
    };
    let mut codes = ListBuilder::new(StringBuilder::new());
    let mut shares = Float64Builder::new();
    for row in &rows {
        for code in &row.codes {
            codes.values().append_value(code);
        }
        codes.append(true);
        shares.append_option(row.original_share);
    }
    let text = |cell: &dyn Fn(usize, &Row) -> Option<String>| -> ArrayRef {
        let mut column = StringBuilder::new();
        for (number, row) in rows.iter().enumerate() {
            column.append_option(cell(number, row));
        }
        Arc::new(column.finish())
    };
    let columns = vec![
        text(&|number, _| pages.url(number).map(ToOwned::to_owned)),
        text(&|_, row| Some(row.status.to_owned())),
        text(&|_, row| row.verdict.map(ToOwned::to_owned)),
        text(&|_, row| row.work.clone()),
        text(&|_, row| row.class.map(ToOwned::to_owned)),
        Arc::new(shares.finish()),
        Arc::new(codes.finish()),
        text(&|_, row| Some(row.report.clone())),
    ];
    RecordBatch::try_new(SchemaRef::new(schema()), columns)
}

/// What is told of one page.
struct Row {
    status: &'static str,
    verdict: Option<&'static str>,
    work: Option<String>,
    class: Option<&'static str>,
    original_share: Option<f64>,
    codes: Vec<&'static str>,
    report: String,
}

impl Row {
    fn of(audit: &Audit) -> Self {
        let found = deciding(audit);
        let mut codes: Vec<&'static str> = Vec::new();
        for finding in audit.findings() {
            let code = finding.code.as_str();
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        Self {
            status: audit.status.as_str(),
            verdict: audit.verdict().map(|verdict| verdict.as_str()),
            work: found.map(|found| found.original.work.clone()),
            class: found.map(|found| found.reuse.class.as_str()),
            original_share: found.map(|found| found.reuse.original_share),
            codes,
            report: json_line(audit).trim_end().to_owned(),
        }
    }
}
