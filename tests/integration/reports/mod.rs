//! The formats of the report: each is what its readers expect, whatever a page says.

mod browser;
mod files;
mod formats;
mod hostile;
mod oracle;
mod sarif_schema;
mod site;
