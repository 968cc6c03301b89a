//! A configuration from its file.

use std::collections::BTreeMap;
use std::path::Path;

use super::model::Config;
use super::read;
use crate::yaml::{Problem, Problems, read_text};

impl Config {
    /// Reads and validates a configuration.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn load(file: &Path) -> Result<Self, Problems> {
        let name = file.display().to_string();
        match read_text(file) {
            Ok(text) => Self::from_text(file, text),
            Err(message) => Err(Problems {
                problems: vec![Problem::of_file(name, message)],
                sources: BTreeMap::new(),
            }),
        }
    }

    /// Validates the text of a configuration that lies, or will lie, at `file`.
    ///
    /// # Errors
    /// Every problem of the text.
    pub fn from_text(file: &Path, text: String) -> Result<Self, Problems> {
        match read::config(file, &text) {
            Ok(config) => Ok(Self {
                file: file.to_owned(),
                source: text,
                ..config
            }),
            Err(problems) => Err(Problems {
                problems,
                sources: BTreeMap::from([(file.display().to_string(), text)]),
            }),
        }
    }

    /// Problems that show only when the configuration is used, with its text for the excerpts.
    pub fn problems(&self, problems: Vec<Problem>) -> Problems {
        let name = self.file.display().to_string();
        Problems {
            problems,
            sources: BTreeMap::from([(name, self.source.clone())]),
        }
    }
}
