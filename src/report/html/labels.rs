//! What pages are called: by their titles, and where several have the same, by the shortest path that only one has.

use std::collections::HashMap;


use crate::audit::Audit;
use crate::text::shortened;

/// Folders of a path that are tried before all of it is shown (by hand: deeper ones are no names any more).
const DEPTH: usize = 12;

/// What a page is called.
pub(super) struct Label {
    /// A name that no other page of the report has.
    pub(super) name: String,
    /// The shortest end of its path or address that no other page has.
    pub(super) path: String,
}

/// The labels of pages, in their order.
pub(super) fn labels(audits: &[Audit]) -> Vec<Label> {
    let locations: Vec<&str> = { audits.iter() }.map(|audit| audit.page.location.as_str()).collect();
    let paths = shortest(&locations);
    let title = |audit: &Audit| {
        let title = audit.page.title.as_deref().unwrap_or_default();
        let words: Vec<&str> = title.split_whitespace().collect();
        words.join(" ")
    };
    let titles: Vec<String> = audits.iter().map(title).collect();
    let mut used: HashMap<&str, usize> = HashMap::new();
    for title in &titles {
        *used.entry(title).or_default() += 1;
    }
    let named = titles.iter().zip(paths).map(|(title, path)| Label {
        name: match used.get(title.as_str()) {
            _ if title.is_empty() => shortened(path, 90),
            Some(1) => shortened(title, 90),
            _ => format!("{} ({})", shortened(title, 60), shortened(path, 60)),
        },
        path: shortened(path, 120),
    });
    named.collect()
}

/// The shortest ends of paths, by whole names, that tell them apart.
fn shortest<'a>(locations: &[&'a str]) -> Vec<&'a str> {
    let mut ends: Vec<Option<&str>> = vec![None; locations.len()];
    for depth in 1..=DEPTH {
        let mut used: HashMap<&str, usize> = HashMap::new();
        for location in locations {
            *used.entry(end(location, depth)).or_default() += 1;
        }
        for (found, location) in ends.iter_mut().zip(locations) {
            let end = end(location, depth);
            if found.is_none() && used.get(end) == Some(&1) {
                *found = Some(end);
            }
        }
    }
    let ends = ends.iter().zip(locations);
    ends.map(|(end, location)| end.unwrap_or(location)).collect()
}

/// The last names of a path.
fn end(location: &str, names: usize) -> &str {
    let bare = location.trim_end_matches('/');
    let slash = bare.rmatch_indices('/').nth(names - 1);
    match slash {
        // What comes before `//` is no name.
        Some((at, _)) if !bare[..at].ends_with([':', '/']) => &location[at + 1..],
        _ => location,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_as_short_as_they_can_be() {
        let locations = [
            "public/a/index.html",
            "public/b/index.html",
            "public/c.html",
            "https://copies.example/x/",
            "https://copies.example/",
            "old/b/index.html",
            "index.html",
        ];
        let expected = [
            "a/index.html",
            "public/b/index.html",
            "c.html",
            "x/",
            "https://copies.example/",
            "old/b/index.html",
            "index.html",
        ];
        assert_eq!(shortest(&locations)[..6], expected[..6]);
        assert_eq!(shortest(&locations)[6], "index.html");
    }
}
