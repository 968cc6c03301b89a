//! What a sitemap lists (sitemaps.org, protocol 0.9): pages, and further sitemaps.

use quick_xml::Reader;
use quick_xml::events::Event;
use url::Url;

use super::xml;

/// The most bytes that a sitemap may have after decompression: what the protocol allows.
pub(super) const MAX_SITEMAP: u64 = 50 * 1024 * 1024;

/// What one sitemap lists, in its order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sitemap {
    /// Pages.
    pub(super) pages: Vec<Url>,
    /// Further sitemaps.
    pub(super) sitemaps: Vec<Url>,
    /// Entries that are no web addresses.
    pub(super) skipped: usize,
    /// Why reading stopped before the end, and at which byte.
    pub(super) fault: Option<(String, u64)>,
}

/// Reads a sitemap, as XML or as plain lines. What stands before a fault counts.
pub(super) fn read(bytes: &[u8]) -> Sitemap {
    let text = xml::decoded(bytes);
    let mut sitemap = Sitemap::default();
    if text.trim_start().starts_with('<') {
        read_xml(&text, &mut sitemap);
    } else {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            sitemap.add(Kind::Page, line);
        }
    }
    sitemap
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Page,
    Sitemap,
}

impl Sitemap {
    fn add(&mut self, kind: Kind, address: &str) {
        let url = Url::parse(address)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"));
        match (url, kind) {
            (None, _) => self.skipped += 1,
            (Some(url), Kind::Page) => self.pages.push(url),
            (Some(url), Kind::Sitemap) => self.sitemaps.push(url),
        }
    }
}

fn read_xml(text: &str, sitemap: &mut Sitemap) {
    let mut reader = Reader::from_str(text);
    // Bare ampersands are the usual fault of sitemaps.
    reader.config_mut().allow_dangling_amp = true;
    // A sitemap may write the names of its own elements with a prefix.
    let mut own: Option<Option<String>> = None;
    let mut entry = None;
    let mut address: Option<String> = None;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                sitemap.fault = Some((error.to_string(), reader.error_position()));
                return;
            }
        };
        match event {
            Event::Start(tag) => {
                let prefix = tag.name().prefix().map(|prefix| prefix.as_ref().to_owned());
                let is_own = *own.get_or_insert_with(|| prefix.clone()) == prefix;
                match tag.local_name().as_ref() {
                    // Images and videos of a page have a `loc` of their own, in other namespaces.
                    _ if entry.is_some() && !is_own => address = None,
                    "url" => entry = Some(Kind::Page),
                    "sitemap" => entry = Some(Kind::Sitemap),
                    "loc" => address = Some(String::new()),
                    _ => address = None,
                }
            }
            Event::End(tag) => match (tag.local_name().as_ref(), entry, address.take()) {
                ("loc", Some(kind), Some(address)) => sitemap.add(kind, address.trim()),
                ("url" | "sitemap", ..) => entry = None,
                _ => {}
            },
            Event::Eof => return,
            event => {
                if let (Some(address), Some(part)) = (&mut address, xml::text(&event)) {
                    address.push_str(&part);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(text: &str) -> Vec<String> {
        read(text.as_bytes())
            .pages
            .into_iter()
            .map(String::from)
            .collect()
    }

    #[test]
    fn a_sitemap_may_have_a_prefix_of_its_own() {
        let text = "<m:urlset xmlns:m='x' xmlns:image='y'><m:url><image:loc>https://example.org/i.png</image:loc>\
                    <m:loc>https://example.org/a</m:loc></m:url></m:urlset>";
        assert_eq!(pages(text), ["https://example.org/a"]);
        let index = "<m:sitemapindex xmlns:m='x'><m:sitemap><m:loc>https://example.org/s</m:loc></m:sitemap></m:sitemapindex>";
        assert_eq!(read(index.as_bytes()).sitemaps.len(), 1);
    }

    #[test]
    fn pages_are_listed_in_order() {
        let text = r#"<?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                    xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
              <url><loc> https://example.org/b?x=1&amp;y=2&#38;z </loc><lastmod>2026-01-01</lastmod></url>
              <url>
                <image:image><image:loc>https://example.org/i.png</image:loc></image:image>
                <loc><![CDATA[https://example.org/a&b]]></loc>
              </url>
              <url><loc>https://example.org/bare&amp</loc></url>
              <url><loc>mailto:x@example.org</loc></url>
              <url><loc/></url>
            </urlset>"#;
        let sitemap = read(text.as_bytes());
        assert_eq!(
            sitemap.pages.iter().map(Url::as_str).collect::<Vec<_>>(),
            [
                "https://example.org/b?x=1&y=2&z",
                "https://example.org/a&b",
                "https://example.org/bare&amp"
            ]
        );
        assert_eq!(sitemap.skipped, 1);
        assert_eq!(sitemap.fault, None);
    }

    #[test]
    fn an_index_lists_sitemaps() {
        let text = "\u{feff}<sitemapindex><sitemap><loc>https://example.org/1.xml</loc></sitemap></sitemapindex>";
        let sitemap = read(text.as_bytes());
        assert_eq!(sitemap.pages, []);
        assert_eq!(sitemap.sitemaps[0].as_str(), "https://example.org/1.xml");
    }

    #[test]
    fn plain_lines_are_a_sitemap_too() {
        assert_eq!(
            pages("https://example.org/a\r\n\r\nhttps://example.org/b\nwords\n"),
            ["https://example.org/a", "https://example.org/b"]
        );
    }

    #[test]
    fn what_stands_before_a_fault_counts() {
        let cut = "<urlset><url><loc>https://example.org/a</loc></url><url><lo";
        let sitemap = read(cut.as_bytes());
        assert_eq!(sitemap.pages.len(), 1);
        assert!(sitemap.fault.is_some());
        let crossed = "<urlset><url><loc>https://example.org/a</loc></wrong>";
        assert!(read(crossed.as_bytes()).fault.is_some());
        let html = "<html><body><p>Not found<br></body></html>";
        assert_eq!(read(html.as_bytes()).pages, []);
    }

    #[test]
    fn entities_of_the_document_are_not_expanded() {
        let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>
            <urlset><url><loc>https://example.org/&b;x</loc></url></urlset>"#;
        assert_eq!(pages(bomb), ["https://example.org/x"]);
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = "<a>".repeat(200_000);
        assert_eq!(read(deep.as_bytes()).pages, []);
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_an_answer(text in "(<|>|/|&|;|#|!|\\[|\\]|url|loc|sitemap|https://a\\.example|CDATA|\\PC){0,60}") {
            read(text.as_bytes());
        }
    }
}
