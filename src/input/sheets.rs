//! The style sheets that pages link: those of a file from the folder of its site, those of a fetched page from the web.

use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use url::Url;

use super::load::Loader;
use super::loaded::Loaded;
use super::shelf::Shelf;
use super::source::Source;
use crate::io::open;
use crate::page::{Sheet, SheetRequest, SheetSource};

/// The longest style sheet, in bytes. By hand: frameworks with everything in them have 300 KB.
const LONGEST: u64 = 1024 * 1024;

impl Loader {
    /// What gives the style sheets of a page that was loaded from this source. Those of a file are read where they lie
    /// in the same site: below the folder of [`LoadOptions::roots`](super::LoadOptions::roots) that holds the page, else
    /// below the page's own folder. Those of a fetched page are fetched if
    /// [`LoadOptions::styles`](super::LoadOptions::styles) says so.
    pub fn sheets(&self, source: &Source, loaded: &Loaded) -> Option<Arc<dyn SheetSource>> {
        if let Some(file) = &loaded.file {
            let roots = self.options.roots.iter();
            let root = roots
                .filter_map(|root| root.canonicalize().ok())
                .find(|root| file.starts_with(root));
            return Some(Arc::new(InFolder {
                root: root.or_else(|| Some(file.parent()?.to_owned()))?,
                page: file.clone(),
                shelf: Arc::clone(&self.shelf),
            }));
        }
        #[cfg(feature = "fetch")]
        if self.options.styles && matches!(source, Source::Url(_) | Source::Found(_)) {
            return Some(Arc::new(OnTheWeb {
                web: Arc::clone(&self.web),
                typed_page: match source {
                    Source::Url(url) => Some(url.clone()),
                    _ => None,
                },
                shelf: Arc::clone(&self.shelf),
            }));
        }
        #[cfg(not(feature = "fetch"))]
        let _ = source;
        None
    }
}

/// The sheets of a page that is a file.
#[derive(Debug)]
struct InFolder {
    /// Nothing outside of it is read. Links of the file system are resolved in it and in `page`.
    root: PathBuf,
    page: PathBuf,
    shelf: Arc<Shelf>,
}

impl SheetSource for InFolder {
    fn sheet(&self, request: SheetRequest<'_>) -> Option<Sheet> {
        let path = self.candidates(&request).into_iter().find_map(|path| {
            let path = path.canonicalize().ok()?;
            // A pipe or a device would never end, and a link may lead anywhere.
            let is_file = fs::metadata(&path).ok()?.is_file();
            (is_file && path.starts_with(&self.root)).then_some(path)
        })?;
        let address = path.to_str()?;
        Some(Sheet {
            address: address.to_owned(),
            text: self.shelf.get(address, || read_file(&path))?,
        })
    }
}

impl InFolder {
    /// Where the sheet may lie, likeliest first.
    fn candidates(&self, request: &SheetRequest<'_>) -> Vec<PathBuf> {
        let href = request.href.trim().replace('\\', "/");
        let from = request.from.map_or(&*self.page, Path::new);
        let own = self.page.parent().unwrap_or(&self.root);
        let absolute = match Url::parse(&href) {
            Ok(url) => Some(url),
            Err(_) if href.starts_with("//") => Url::parse(&format!("https:{href}")).ok(),
            Err(_) => None,
        };
        if let Some(url) = absolute {
            // An address of the site that the page says it belongs to.
            let base = request.base.filter(|base| base.host() == url.host());
            return base.map_or_else(Vec::new, |_| self.below_root(own, &decoded(url.path())));
        }
        let path = decoded(href.split(['?', '#']).next().unwrap_or_default());
        if path.starts_with('/') {
            return self.below_root(own, &path);
        }
        let mut candidates: Vec<PathBuf> = from
            .parent()
            .map(|folder| folder.join(&path))
            .into_iter()
            .collect();
        if request.from.is_none() {
            // `<base href>` may say that the address is meant from the root.
            candidates.extend(self.below_root(own, &path));
        }
        candidates
    }

    /// A path from the root of a site, which may be any folder from ours down to the page's: what was named may hold
    /// the site.
    fn below_root(&self, own: &Path, path: &str) -> Vec<PathBuf> {
        let path = path.trim_start_matches('/');
        let is_plain = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if path.is_empty() || !Path::new(path).components().all(is_plain) {
            return Vec::new();
        }
        let folders: Vec<&Path> = own
            .ancestors()
            .take_while(|folder| folder.starts_with(&self.root))
            .collect();
        { folders.iter().rev() }
            .map(|folder| folder.join(path))
            .collect()
    }
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

fn read_file(path: &Path) -> Option<String> {
    let file = open::file(path).ok()?;
    let about = file.metadata().ok()?;
    if !about.is_file() || about.len() > LONGEST {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes).ok()?;
    text(&bytes)
}

/// The text of a sheet. What is no UTF-8 in it is hardly ever a name, so that nothing is lost with it.
fn text(bytes: &[u8]) -> Option<String> {
    let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= LONGEST);
    fits.then(|| encoding_rs::UTF_8.decode(bytes).0.into_owned())
}

/// The sheets of a page that was fetched.
#[cfg(feature = "fetch")]
struct OnTheWeb {
    web: Arc<super::web::Web>,
    /// The page, if the user typed it.
    typed_page: Option<Url>,
    shelf: Arc<Shelf>,
}

#[cfg(feature = "fetch")]
impl std::fmt::Debug for OnTheWeb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OnTheWeb").finish_non_exhaustive()
    }
}

#[cfg(feature = "fetch")]
impl SheetSource for OnTheWeb {
    fn sheet(&self, request: SheetRequest<'_>) -> Option<Sheet> {
        use crate::fetch::{Expect, Part, Request};
        let imported = request.from.and_then(|from| Url::parse(from).ok());
        let base = imported.as_ref().or(request.base)?;
        let mut url = base.join(request.href.trim()).ok()?;
        url.set_fragment(None);
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let text = self.shelf.get(url.as_str(), || {
            let request = Request {
                expect: Expect::UpTo(LONGEST),
                part: Some(Part {
                    typed_page: self.typed_page.clone(),
                    accept: "text/css,*/*;q=0.1".to_owned(),
                }),
                ..Request::found(url.clone())
            };
            let fetched = self.web.fetch_all(&[request]).pop()?.ok()?;
            // What sends a page of excuses instead of the sheet sends no sheet; browsers do not apply it either.
            let kind = fetched.content_type.unwrap_or_default();
            let is_page = kind
                .trim_start()
                .to_ascii_lowercase()
                .starts_with("text/html");
            if is_page { None } else { text(&fetched.bytes) }
        })?;
        Some(Sheet {
            address: url.into(),
            text,
        })
    }
}
