//! The documents that are open in the editor: their text is what counts, not the disk.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

use super::MAX_DOCUMENT;
use super::positions::{Encoding, Positions};

/// A document as the editor has it.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// Where it lies.
    pub(super) file: PathBuf,
    /// The version that the editor gave it.
    pub(super) version: i32,
    /// Its text; `None` where it grew too large to be kept.
    pub(super) text: Option<Arc<String>>,
}

/// All open documents.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: HashMap<Url, Document>,
}

impl Documents {
    /// A document was opened. What is no file, such as a text that was never saved, lies in no workspace and is left alone.
    pub(super) fn open(&mut self, item: TextDocumentItem) {
        let Some(file) = file(&item.uri) else {
            return;
        };
        let document = Document {
            file,
            version: item.version,
            text: (item.text.len() <= MAX_DOCUMENT).then(|| Arc::new(item.text)),
        };
        self.open.insert(item.uri, document);
    }

    /// A document was edited. Whether it is one of these.
    pub(super) fn change(
        &mut self,
        uri: &Url,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> bool {
        let Some(document) = self.open.get_mut(uri) else {
            return false;
        };
        document.version = version;
        for change in changes {
            match change.range {
                None => document.text = Some(Arc::new(change.text)),
                Some(range) => {
                    // A document that was lost comes back when its whole text is sent.
                    let Some(text) = &mut document.text else {
                        continue;
                    };
                    let positions = Positions::new(text, encoding);
                    let (start, end) = (positions.offset(range.start), positions.offset(range.end));
                    let range = start.min(end)..start.max(end);
                    Arc::make_mut(text).replace_range(range, &change.text);
                }
            }
            if { document.text.as_ref() }.is_some_and(|text| text.len() > MAX_DOCUMENT) {
                document.text = None;
            }
        }
        true
    }

    /// A document was closed.
    pub(super) fn close(&mut self, uri: &Url) {
        self.open.remove(uri);
    }

    pub(super) fn get(&self, uri: &Url) -> Option<&Document> {
        self.open.get(uri)
    }

    /// The addresses of all of them, in order.
    pub(super) fn uris(&self) -> Vec<Url> {
        let mut uris: Vec<Url> = self.open.keys().cloned().collect();
        uris.sort();
        uris
    }
}

/// The file of an address, if it is one.
pub(super) fn file(uri: &Url) -> Option<PathBuf> {
    (uri.scheme() == "file")
        .then(|| uri.to_file_path().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};

    use super::*;

    #[test]
    fn edits_are_taken_wherever_they_say_they_are() {
        let uri = Url::parse("file:///site/a.md").unwrap();
        let mut documents = Documents::default();
        documents.open(TextDocumentItem {
            uri: uri.clone(),
            language_id: "markdown".to_owned(),
            version: 1,
            text: "one \u{1f600}\ntwo\n".to_owned(),
        });
        let edit = |range: Option<[u32; 4]>, text: &str| TextDocumentContentChangeEvent {
            range: range.map(|[a, b, c, d]| Range::new(Position::new(a, b), Position::new(c, d))),
            range_length: None,
            text: text.to_owned(),
        };
        for (edits, expected) in [
            (vec![edit(Some([0, 4, 0, 6]), "x")], "one x\ntwo\n"),
            (
                vec![
                    edit(Some([1, 0, 1, 3]), "2"),
                    edit(Some([9, 9, 9, 9]), "end"),
                ],
                "one x\n2\nend",
            ),
            (vec![edit(Some([1, 1, 0, 0]), "")], "\nend"),
            (vec![edit(Some([0, 50, 0, 70]), "y")], "y\nend"),
            (vec![edit(None, "new")], "new"),
        ] {
            assert!(documents.change(&uri, 2, edits, Encoding::Utf16));
            let text = documents.get(&uri).unwrap().text.as_ref().unwrap();
            assert_eq!(text.as_str(), expected);
        }
        let large = "x".repeat(MAX_DOCUMENT);
        documents.change(&uri, 3, vec![edit(None, &large)], Encoding::Utf16);
        documents.change(
            &uri,
            4,
            vec![edit(Some([0, 0, 0, 0]), "x")],
            Encoding::Utf16,
        );
        assert!(documents.get(&uri).unwrap().text.is_none());
        let other = Url::parse("file:///site/b.md").unwrap();
        assert!(!documents.change(&other, 1, Vec::new(), Encoding::Utf16));
    }
}
