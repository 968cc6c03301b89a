//! Reading pages: from bytes to blocks.

use std::path::PathBuf;

use creditline::page::{self, HiddenBy, Page, ReadError, ReadOptions, Visibility};

fn html(source: &str) -> Page {
    page::read(source.as_bytes(), &options("page.html")).unwrap()
}

fn options(location: &str) -> ReadOptions {
    ReadOptions {
        location: location.to_owned(),
        ..ReadOptions::default()
    }
}

/// What must hold for every page, whatever is in it.
fn check(page: &Page) {
    let mut end = 0;
    for block in &page.blocks {
        assert!(block.start >= end, "blocks overlap");
        assert_eq!(&page.text[block.range()], block.text);
        end = block.range().end;
    }
    for block in page.blocks.iter().chain(&page.hidden) {
        assert!(!block.text.is_empty());
        assert!(block.element < page.elements.len());
        assert!(block.line >= 1 && block.column >= 1);
        for range in block
            .links
            .iter()
            .map(|link| &link.text)
            .chain(&block.quotes)
        {
            assert!(block.text.get(range.clone()).is_some(), "range off");
        }
        for (text, source) in &block.anchors {
            assert!(block.text.is_char_boundary(*text));
            assert!(*source <= page.source.len());
        }
        for (at, _) in block.text.char_indices() {
            let offset = page.source_offset(block, at);
            assert!(page.source.is_char_boundary(offset), "offset off");
        }
    }
    for (index, element) in page.elements.iter().enumerate() {
        assert!(element.parent <= index);
    }
}

/// The folder with the data to develop against, if it is there.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("CREDITLINE_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    folder.is_dir().then_some(folder)
}

#[test]
fn real_pages_are_read_and_little_of_them_is_hidden() {
    let Some(folder) = data() else {
        println!("skipped: no folder with real pages; set CREDITLINE_DATA");
        return;
    };
    let mut read = 0;
    for part in ["pages", "reprints/html"] {
        let Ok(entries) = std::fs::read_dir(folder.join(part)) else {
            continue;
        };
        let mut paths: Vec<PathBuf> = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
            .collect();
        paths.sort();
        for path in paths {
            let bytes = std::fs::read(&path).unwrap();
            let page = page::read(&bytes, &options(&path.to_string_lossy()));
            let page = page.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            check(&page);
            let hidden: usize = page.hidden.iter().map(|block| block.text.len()).sum();
            println!(
                "{} bytes={} blocks={} text={} hidden={}% code={} links={} lang={:?} charset={}/{} title={:?} authors={:?}",
                path.file_name().unwrap().to_string_lossy(),
                bytes.len(),
                page.blocks.len(),
                page.text.len(),
                hidden * 100 / (page.text.len() + hidden).max(1),
                page.code.len(),
                page.blocks
                    .iter()
                    .map(|block| block.links.len())
                    .sum::<usize>(),
                page.language,
                page.charset.name,
                page.charset.from,
                page.title,
                page.meta.authors,
            );
            read += 1;
        }
    }
    println!("{read} pages read");
}

#[test]
fn blocks_carry_links_with_their_place() {
    let page = html(
        "<!doctype html>\n<title>T</title>\n<body><p>Read <b>the</b>\n  <a\n   href=' /x?a=1&amp;b=2 '>original\n article</a>.</p><p>Two<br>lines</p>",
    );
    check(&page);
    assert_eq!(page.text, "Read the original article.\nTwo\nlines");
    let block = &page.blocks[0];
    assert_eq!((block.line, block.column), (3, 10));
    let link = &block.links[0];
    assert_eq!(link.href, "/x?a=1&b=2");
    assert_eq!(&block.text[link.text.clone()], "original article");
    assert_eq!((link.line, link.column), (5, 11));
    let at = block.text.find("article").unwrap();
    assert_eq!(page.position(0, at), (6, 2));
}

#[test]
fn hidden_text_is_kept_apart() {
    let page =
        html("<p>Seen <span style='display:none'>unseen</span> text</p><div hidden>gone</div>");
    check(&page);
    assert_eq!(page.text, "Seen text");
    let hidden: Vec<_> = page
        .hidden
        .iter()
        .map(|block| (block.text.as_str(), block.visibility))
        .collect();
    assert_eq!(
        hidden,
        [
            ("unseen", Visibility::Hidden(HiddenBy::Display)),
            ("gone", Visibility::Hidden(HiddenBy::Attribute))
        ]
    );
}

#[test]
fn deep_nesting_is_refused_by_name() {
    let page = "<div>".repeat(100_000);
    let error = page::read(page.as_bytes(), &options("deep.html")).unwrap_err();
    assert!(
        matches!(error, ReadError::NestedTooDeeply { limit: 512, .. }),
        "{error}"
    );
    assert_eq!(error.code(), "nested-too-deeply");
}
