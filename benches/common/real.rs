//! Real pages, where they lie beside the project.

use std::path::Path;

/// The pages in the order of their names; none, said aloud, where there are none.
pub(crate) fn pages() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/pages");
    let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut html: Vec<_> = files
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    html.sort();
    if html.is_empty() {
        eprintln!("skipped: there are no pages in {}", folder.display());
    }
    { html.iter() }
        .filter_map(|path| std::fs::read(path).ok())
        .collect()
}
