//! The cases of a publisher: lists, one case, what changed, and a page to look at.

mod delta;
mod list;
mod page;
mod show;

pub use delta::{delta_github, delta_human, delta_json, delta_line, delta_lines};
pub use list::{
    case_list, case_list_json, case_sites, case_sites_json, cases_csv, cases_json, recheck_list,
};
pub use page::{CASES_SHOWN, cases_page};
pub use show::{case, case_json};

use serde::Serialize;

use super::encode;
use crate::cases::CaseRow;

/// The version of the form in which cases are printed; a change that breaks readers changes the number.
pub const CASES_SCHEMA: &str = "creditline.cases/1";

/// Something under the version of its form, as one JSON document with a line end.
fn document(of: &impl Serialize) -> String {
    #[derive(Serialize)]
    struct Document<'a, T> {
        schema: &'static str,
        #[serde(flatten)]
        of: &'a T,
    }
    let document = Document {
        schema: CASES_SCHEMA,
        of,
    };
    // Strings, numbers and lists: this cannot fail.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    encode::json(text)
}

/// The word for where a case stands.
fn state(row: &CaseRow) -> &'static str {
    if row.overdue {
        "overdue"
    } else {
        row.state.as_str()
    }
}

/// Whole days between two times in seconds; a clock that was put back counts none.
fn days(from: i64, to: i64) -> i64 {
    to.saturating_sub(from).max(0) / 86_400
}

/// `1 case`, `2 cases`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What the original is called.
fn original(row: &CaseRow) -> &str {
    row.original_title
        .as_deref()
        .filter(|title| !title.trim().is_empty())
        .or(row.original_url.as_deref())
        .unwrap_or(&row.original)
}
