//! The original's own address as people copy it from the address bar: decoded, in letters of any script.
//!
//! Where an address shown as text ends is a guess wherever a script writes no spaces. What the known address is, decoded,
//! is none: it is looked for as it stands.

use std::borrow::Cow;

use super::scan::{PlainUrl, Scan};
use crate::address::spelled_out;
use crate::originals::Original;
use crate::page::Page;

/// The addresses shown as text in visible blocks; those of the original whole.
pub(super) fn urls<'s>(scan: &'s Scan, page: &Page, original: &Original) -> Cow<'s, [PlainUrl]> {
    let known = original
        .url
        .as_ref()
        .and_then(|url| Some((url, spelled_out(url)?)));
    let Some((url, spelled)) = known else {
        return Cow::Borrowed(&scan.urls);
    };
    let finder = memchr::memmem::Finder::new(spelled.as_bytes());
    let mut found = Vec::new();
    for (block, text) in page.blocks.iter().map(|block| &block.text).enumerate() {
        for at in finder.find_iter(text.as_bytes()) {
            let before = text.get(..at).unwrap_or_default();
            let schemes = ["https://www.", "http://www.", "https://", "http://", "www."];
            let scheme = schemes
                .into_iter()
                .find(|scheme| before.ends_with(scheme))
                .map_or(0, str::len);
            let slash = usize::from(
                text.get(at + spelled.len()..)
                    .is_some_and(|rest| rest.starts_with('/')),
            );
            found.push(PlainUrl {
                block,
                range: at - scheme..at + spelled.len() + slash,
                url: url.clone(),
            });
        }
    }
    if found.is_empty() {
        return Cow::Borrowed(&scan.urls);
    }
    let is_apart = |url: &&PlainUrl| {
        let next = found.partition_point(|whole| {
            (whole.block, whole.range.end) <= (url.block, url.range.start)
        });
        !found
            .get(next)
            .is_some_and(|whole| whole.block == url.block && whole.range.start < url.range.end)
    };
    let mut urls: Vec<PlainUrl> = scan.urls.iter().filter(is_apart).cloned().collect();
    urls.extend(found);
    urls.sort_by_key(|url| (url.block, url.range.start));
    Cow::Owned(urls)
}
