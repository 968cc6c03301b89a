//! From a source to bytes.

use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use url::Url;

use super::json_lines::{self, FromStdin};
use super::kind;
use super::listing;
use super::loaded::{
    LoadOptions, Loaded, archived, check_content, not_a_page, too_large, unreadable,
};
use super::problem::InputProblem;
use super::shelf::Shelf;
use super::source::Source;
use super::warc;
use crate::finding::ReasonKind;
use crate::io::open;
use crate::io::{gzip, show_url};
use crate::page::CreditKeys;

/// Reads sources. One loader is for one run; it connects to nothing until it meets a web address.
pub struct Loader {
    pub(super) options: LoadOptions,
    /// Standard input, if it is JSON lines.
    stdin_lines: OnceLock<io::Result<Option<Arc<FromStdin>>>>,
    pub(super) shelf: Arc<Shelf>,
    #[cfg(feature = "fetch")]
    pub(super) web: Arc<super::web::Web>,
}

impl Loader {
    /// The keys of front matter from which the site's theme prints credits.
    pub fn credit_keys(&self) -> Option<Arc<CreditKeys>> {
        self.options.credit_keys.clone()
    }

    /// A loader with these options.
    pub fn new(options: LoadOptions) -> Self {
        Self {
            #[cfg(feature = "fetch")]
            web: Arc::new(super::web::Web::new(&options)),
            options,
            shelf: Arc::default(),
            stdin_lines: OnceLock::new(),
        }
    }

    /// Standard input, if that is JSON lines; otherwise it is left unread.
    pub(super) fn stdin_lines(&self) -> Result<Option<Arc<FromStdin>>, InputProblem> {
        let begin = || FromStdin::begin().map(|lines| lines.map(Arc::new));
        match self.stdin_lines.get_or_init(begin) {
            Ok(lines) => Ok(lines.clone()),
            Err(error) => Err(unreadable("-", error)),
        }
    }

    /// Reads one source, waiting for it.
    ///
    /// # Errors
    /// When it cannot be read or fetched, is larger than the limit, is empty, or is no text.
    pub fn load(&self, source: &Source) -> Result<Loaded, InputProblem> {
        match source {
            Source::File(path) => self.load_file(path, source.location()),
            Source::Stdin => {
                let loaded = self.load_reader(io::stdin().lock(), source.location())?;
                match listing::of_stdin(&loaded.bytes) {
                    Some(kind) => Err(not_a_page(kind, &loaded.location)),
                    None => Ok(loaded),
                }
            }
            Source::Archived {
                archive,
                offset,
                url,
            } => self.load_archived(archive, *offset, url),
            Source::Archive(archive) => Err(InputProblem::new(
                ReasonKind::NotAPage,
                archive.location(),
                "holds pages and is none itself",
                "its pages are read one by one",
            )),
            Source::Entry { url, content } => self.load_entry(url, content),
            Source::Url(_) | Source::Found(_) => self
                .load_urls(&[source])
                .pop()
                .unwrap_or_else(|| Err(cannot_fetch(source))),
        }
    }

    /// Reads several sources: web addresses many at a time, then the files one after the other. The results stand in
    /// the order of the sources. Everything is held in memory at once; give a long list in pieces.
    pub fn load_all(&self, sources: &[Source]) -> Vec<Result<Loaded, InputProblem>> {
        let is_url = |source: &&Source| matches!(source, Source::Url(_) | Source::Found(_));
        let urls: Vec<&Source> = sources.iter().filter(is_url).collect();
        let mut fetched = if urls.is_empty() {
            Vec::new()
        } else {
            self.load_urls(&urls)
        }
        .into_iter();
        sources
            .iter()
            .map(|source| match source {
                source if is_url(&source) => {
                    fetched.next().unwrap_or_else(|| Err(cannot_fetch(source)))
                }
                _ => self.load(source),
            })
            .collect()
    }

    /// Whether the run is to end.
    pub fn is_stopped(&self) -> bool {
        self.options.stop.is_asked()
    }

    /// Whether fetched pages are shown by a browser.
    pub fn renders(&self) -> bool {
        #[cfg(feature = "fetch")]
        return self.options.render.is_some();
        #[cfg(not(feature = "fetch"))]
        false
    }

    /// What went wrong without keeping any source from being read, in words for people.
    pub fn warning(&self) -> Option<String> {
        #[cfg(feature = "fetch")]
        return self.web.warning();
        #[cfg(not(feature = "fetch"))]
        None
    }

    fn load_file(&self, path: &Path, location: String) -> Result<Loaded, InputProblem> {
        let file = open::file(path).map_err(|error| unreadable(&location, &error))?;
        let about = file
            .metadata()
            .map_err(|error| unreadable(&location, &error))?;
        if about.is_dir() {
            return Err(InputProblem::new(
                ReasonKind::Unreadable,
                location,
                "is a directory",
                "name a file",
            ));
        }
        // Pipes and devices say 0 here; the cap on what is read holds for them.
        if about.len() > self.options.max_bytes {
            return Err(self.too_large(location));
        }
        Ok(Loaded {
            file: path.canonicalize().ok(),
            ..self.load_reader(file, location)?
        })
    }

    fn load_entry(&self, url: &Url, content: &str) -> Result<Loaded, InputProblem> {
        let location = show_url(url);
        if content.len() as u64 > self.options.max_bytes {
            return Err(self.too_large(location));
        }
        Ok(Loaded {
            bytes: content.as_bytes().to_vec(),
            content_type: Some("text/html; charset=utf-8".to_owned()),
            link_headers: Vec::new(),
            file: None,
            final_url: Some(url.clone()),
            location,
            redirected_from: Vec::new(),
            served: None,
        })
    }

    fn load_archived(
        &self,
        archive: &Path,
        offset: u64,
        url: &Url,
    ) -> Result<Loaded, InputProblem> {
        let most = self.options.max_bytes;
        let content = if warc::is_record(archive, offset) {
            warc::read(archive, offset, most)
        } else {
            json_lines::read(archive, offset).map(|stored| stored.within(most))
        };
        archived(archive, offset, url, content, most)
    }

    fn load_reader(&self, reader: impl Read, location: String) -> Result<Loaded, InputProblem> {
        let mut bytes = Vec::new();
        reader
            .take(self.options.max_bytes.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(&location, &error))?;
        if bytes.len() as u64 > self.options.max_bytes {
            return Err(self.too_large(location));
        }
        // A page may be kept packed. What cannot be unpacked is told below for what it is.
        if bytes.starts_with(gzip::MAGIC)
            && kind::of(&bytes).is_none()
            && let Ok(unpacked) = gzip::unpack(&bytes, self.options.max_bytes)
        {
            bytes = unpacked.ok_or_else(|| self.too_large(location.clone()))?;
        }
        check_content(&bytes, &location)?;
        Ok(Loaded {
            bytes,
            content_type: None,
            link_headers: Vec::new(),
            file: None,
            final_url: None,
            location,
            redirected_from: Vec::new(),
            served: None,
        })
    }

    fn too_large(&self, location: String) -> InputProblem {
        too_large(location, self.options.max_bytes)
    }

    #[cfg(not(feature = "fetch"))]
    fn load_urls(&self, sources: &[&Source]) -> Vec<Result<Loaded, InputProblem>> {
        sources
            .iter()
            .map(|source| Err(cannot_fetch(source)))
            .collect()
    }
}

fn cannot_fetch(source: &Source) -> InputProblem {
    InputProblem::new(
        ReasonKind::CannotFetch,
        source.location(),
        "is a web address, and this build of creditline cannot fetch",
        "build it with the feature `fetch`, or save the page and check the file",
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn load_bytes(bytes: &[u8]) -> Result<Loaded, InputProblem> {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), bytes).unwrap();
        small().load(&Source::File(file.path().to_owned()))
    }

    fn small() -> Loader {
        Loader::new(LoadOptions {
            max_bytes: 100,
            ..LoadOptions::default()
        })
    }

    #[test]
    fn a_file_is_read_up_to_the_limit() {
        assert_eq!(load_bytes(&[b'x'; 100]).unwrap().bytes, [b'x'; 100]);
        let problem = load_bytes(&[b'x'; 101]).unwrap_err();
        assert_eq!(problem.kind, ReasonKind::TooLarge);
        assert!(problem.message.contains("100 bytes"), "{problem}");
    }

    #[test]
    fn what_is_no_page_is_said() {
        assert_eq!(load_bytes(b"").unwrap_err().kind, ReasonKind::Empty);
        assert_eq!(
            load_bytes(b"%PDF-1.4").unwrap_err().kind,
            ReasonKind::NotText
        );
        let packed = load_bytes(b"\x1f\x8b\x08\0\0").unwrap_err();
        assert_eq!(packed.help, "unpack it first");
    }

    #[test]
    fn missing_files_and_directories_are_problems() {
        let folder = tempfile::tempdir().unwrap();
        let problem = small()
            .load(&Source::File(folder.path().to_owned()))
            .unwrap_err();
        assert_eq!(problem.kind, ReasonKind::Unreadable);
        let gone = folder.path().join("gone.html");
        let problem = small().load(&Source::File(gone)).unwrap_err();
        assert_eq!(problem.kind, ReasonKind::NotFound);
        assert!(problem.message.contains("gone.html"), "{problem}");
    }

    #[cfg(unix)]
    #[test]
    fn an_endless_device_stops_at_the_limit() {
        let problem = small().load(&Source::File("/dev/zero".into())).unwrap_err();
        assert_eq!(problem.kind, ReasonKind::TooLarge);
    }

    #[test]
    fn results_keep_the_order_of_the_sources() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a"), "a").unwrap();
        fs::write(path("b"), "b").unwrap();
        let sources = [
            Source::File(path("b")),
            Source::File(path("gone")),
            Source::File(path("a")),
        ];
        let loaded = small().load_all(&sources);
        assert_eq!(loaded[0].as_ref().unwrap().bytes, b"b");
        assert_eq!(loaded[1].as_ref().unwrap_err().kind, ReasonKind::NotFound);
        assert_eq!(loaded[2].as_ref().unwrap().bytes, b"a");
    }
}
