//! The browser that tests show pages in.

/// The path of an installed Chromium; says so if there is none.
pub(crate) fn installed() -> Option<String> {
    let found = std::env::var_os("PATH").and_then(|path| {
        std::env::split_paths(&path).find_map(|folder| {
            [
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
            ]
            .iter()
            .map(|name| folder.join(name))
            .find(|path| path.is_file())
        })
    });
    if found.is_none() {
        println!("skipped: no Chromium is installed");
    }
    found.map(|path| path.to_string_lossy().into_owned())
}
