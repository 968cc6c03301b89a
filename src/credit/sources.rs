//! Where a page says that its text comes from, whoever that is.

use url::Url;

use super::line::{Line, PlainUrl, links_in, urls_in};
use super::phrases::Role;
use super::scan::Scan;
use crate::address::{Decoded, decode_redirector};
use crate::page::{Block, BlockKind, Page};

/// The addresses that the page declares as its source, in its front matter or as what it is based on, then those that stand in credit lines ("Source: …", "originally published at …"), in the order of the page and
/// each once; hidden lines last. Redirectors that can be read are read.
pub fn sources(page: &Page) -> Vec<Url> {
    sources_in(&Scan::of(page), page)
}

/// As [`sources`], for a page that was scanned before.
pub fn sources_in(scan: &Scan, page: &Page) -> Vec<Url> {
    let front = page
        .front_matter
        .as_ref()
        .and_then(|front| front.source.as_ref());
    let mut found: Vec<Url> = front
        .and_then(|source| source.url.clone())
        .into_iter()
        .collect();
    found.extend(
        page.meta
            .rights
            .based_on
            .clone()
            .filter(|url| !found.contains(url)),
    );
    for (lines, blocks, urls) in [
        (&scan.visible, &page.blocks, &scan.urls),
        (&scan.hidden, &page.hidden, &scan.hidden_urls),
    ] {
        for line in lines.iter().filter(|line| names_source(line, blocks)) {
            add_links(line, blocks, urls, &mut found);
        }
    }
    found
}

fn names_source(line: &Line, blocks: &[Block]) -> bool {
    // A caption credits its picture.
    let caption = blocks[line.block].kind == BlockKind::Caption;
    let credits = line
        .marks
        .iter()
        .any(|mark| matches!(mark.role, Role::Credit | Role::Demand) && !mark.negated);
    credits && !caption
}

fn add_links(line: &Line, blocks: &[Block], urls: &[PlainUrl], found: &mut Vec<Url>) {
    let parts = std::iter::once((line.block, line.range.clone())).chain(line.value.clone());
    for (index, range) in parts {
        let block = &blocks[index];
        let from = urls.partition_point(|url| url.block < index);
        let to = urls.partition_point(|url| url.block <= index);
        let linked = links_in(block, &range)
            .iter()
            .filter_map(|link| link.resolved.as_ref());
        let shown = urls_in(&urls[from..to], &range).iter().map(|url| &url.url);
        for url in linked.chain(shown) {
            let url = match decode_redirector(url) {
                Decoded::Target(target) => target,
                Decoded::Opaque | Decoded::Not => url.clone(),
            };
            if !found.contains(&url) {
                found.push(url);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{self, ReadOptions};

    #[test]
    fn addresses_in_credit_lines_are_sources() {
        let html = "<p>See <a href='https://a.example/1'>this</a> about boats.</p>\
            <figure><figcaption>Source: <a href='https://photo.example/1'>Photo</a></figcaption></figure>\
            <p>Originally published at <a href='https://link.zhihu.com/?target=https%3A//b.example/2'>B</a>.</p>\
            <p>来源：https://c.example/3</p><p>Source: <a href='https://b.example/2'>B</a></p>";
        let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
        let found: Vec<_> = sources(&page).into_iter().map(String::from).collect();
        assert_eq!(found, ["https://b.example/2", "https://c.example/3"]);
    }
}
