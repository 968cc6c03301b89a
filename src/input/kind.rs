//! Inputs that hold pages without being one, told by their first bytes: whoever names one without saying what it is
//! means its pages.

use std::io::{self, Read};
use std::path::Path;

use flate2::read::GzDecoder;

use super::walk::PAGE_ENDINGS;
use super::xml;
use crate::io::gzip;
use crate::io::open;

/// How much of an input is looked at, unpacked: comments may stand before the first element of a feed. By hand.
pub(super) const LOOKED_AT: u64 = 16 * 1024;

/// What holds pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `urlset` or `sitemapindex` (sitemaps.org), maybe compressed.
    Sitemap,
    /// RSS, Atom or JSON Feed, maybe compressed.
    Feed,
    /// A web archive, maybe compressed.
    Warc,
    /// Objects with a page each.
    JsonLines,
    /// Addresses or paths, one a line, in another form than that of [`Kind::Sitemap`].
    Addresses,
    /// Rows with a column of addresses.
    Table,
    /// Any other JSON.
    Json,
}

impl Kind {
    /// What a person calls it, with its article.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sitemap => "a sitemap",
            Self::Feed => "a feed",
            Self::Warc => "a web archive",
            Self::JsonLines => "a list of pages in JSON lines",
            Self::Addresses => "a list of pages",
            Self::Table => "a table of pages",
            Self::Json => "JSON data",
        }
    }

    /// How to name one that is no file, so that its pages are checked.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Sitemap => "write `sitemap:` before its address to check the pages that it lists",
            Self::Feed => {
                "write `feed:` before its address to check the pages of its entries, or `feed-content:` to check the \
                 texts that it carries"
            }
            Self::Warc | Self::JsonLines => "save it and name the file to check its pages",
            Self::Addresses => {
                "give it to `creditline check --files-from`, one address or path a line and nothing else"
            }
            Self::Table => {
                "lay its column of addresses into a file, one a line, for `creditline check --files-from`; pages with \
                 their HTML are read as JSON lines, objects with `url` and `html`"
            }
            Self::Json => {
                "write JSON lines, an object with `url` and `html` a line (`jq -c '.[]'` makes them of an array); \
                 addresses go into a file, one a line, for `creditline check --files-from`"
            }
        }
    }
}

/// What a file is; `None` for a page, or for what cannot be read.
pub(super) fn of_file(path: &Path) -> Option<Kind> {
    let start = start_of(path)?;
    of(&start).or_else(|| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let is_page = ending.is_some_and(|ending| {
            ending != "txt" && PAGE_ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
        });
        (!is_page && is_address_list(&start)).then_some(Kind::Sitemap)
    })
}

/// As much of a file as is looked at; `None` where it cannot be read.
pub(super) fn start_of(path: &Path) -> Option<Vec<u8>> {
    let mut start = Vec::new();
    let file = open::file(path).ok()?;
    file.take(LOOKED_AT).read_to_end(&mut start).ok()?;
    Some(start)
}

/// Whether an input that begins so is a sitemap of the plainest kind (sitemaps.org): one address a line, nothing else.
pub(super) fn is_address_list(start: &[u8]) -> bool {
    let unpacked;
    let start = if start.starts_with(gzip::MAGIC) {
        unpacked = unpacked_start(start).unwrap_or_default();
        unpacked.as_slice()
    } else {
        start.get(..LOOKED_AT as usize).unwrap_or(start)
    };
    let text = xml::decoded(start);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_address = |line: &str| {
        let rest = line
            .strip_prefix("https://")
            .or_else(|| line.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains([' ', '\t', '<', '>']))
    };
    let Some(first) = lines.next() else {
        return false;
    };
    // Looking may have ended within the last line; it begins like the others.
    is_address(first) && lines.all(|line| is_address(line) || "https://".starts_with(line))
}

/// What an input is that begins so.
pub(super) fn of(start: &[u8]) -> Option<Kind> {
    if start.starts_with(gzip::MAGIC) {
        return plain(&unpacked_start(start).ok()?);
    }
    plain(start.get(..LOOKED_AT as usize).unwrap_or(start))
}

/// The first bytes of what is packed, as far as `start` reaches.
fn unpacked_start(start: &[u8]) -> io::Result<Vec<u8>> {
    let mut unpacked = Vec::new();
    match GzDecoder::new(start)
        .take(LOOKED_AT)
        .read_to_end(&mut unpacked)
    {
        // The packed bytes end where looking ended.
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error),
        _ => Ok(unpacked),
    }
}

fn plain(start: &[u8]) -> Option<Kind> {
    if start.starts_with(b"WARC/") {
        return Some(Kind::Warc);
    }
    let text = xml::decoded(start);
    let text = text.trim_start();
    if text.starts_with('{') {
        return json(text);
    }
    let root = root(text)?;
    // A prefix of the namespace may stand before the name.
    match root.rsplit(':').next().unwrap_or_default() {
        "urlset" | "sitemapindex" => Some(Kind::Sitemap),
        "rss" | "feed" | "RDF" => Some(Kind::Feed),
        _ => None,
    }
}

/// The first line with the keys of a page, or the keys of a feed that says what it is.
fn json(text: &str) -> Option<Kind> {
    let squeezed: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .replace("\\/", "/");
    if squeezed.contains("\"version\":\"https://jsonfeed.org/version/") {
        return Some(Kind::Feed);
    }
    let is_page = squeezed.contains("\"url\":\"http")
        && ["\"html\":\"", "\"text\":\""]
            .iter()
            .any(|key| squeezed.contains(key));
    is_page.then_some(Kind::JsonLines)
}

/// The name of the first element of an XML document; `None` where something else stands before it.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            ">"
        } else {
            break;
        };
        rest = &rest[rest.find(end)? + end.len()..];
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    Some(&name[..end])
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_list_of_addresses_is_nothing_but_addresses() {
        for (text, is_list) in [
            ("https://a.example/1\nhttp://a.example/2\n", true),
            (
                "\u{feff}https://a.example/1\r\n\r\nhttps://a.example/2",
                true,
            ),
            ("https://a.example/1\nhtt", true),
            ("Read more:\nhttps://a.example/1\n", false),
            ("https://a.example/1 is where it stood\n", false),
            ("<https://a.example/1>\n", false),
            ("\n", false),
        ] {
            assert_eq!(is_address_list(text.as_bytes()), is_list, "{text:?}");
        }
    }

    #[test]
    fn what_holds_pages_is_told_by_how_it_begins() {
        for (start, kind) in [
            ("<urlset xmlns='x'>", Some(Kind::Sitemap)),
            (
                "\u{feff} <?xml version='1.0'?>\n<!-- made <by> hand -->\n<sitemapindex>",
                Some(Kind::Sitemap),
            ),
            (
                "<?xml version='1.0'?><?xml-stylesheet href='a'?><rss version='2.0'>",
                Some(Kind::Feed),
            ),
            ("<atom:feed xmlns:atom='x'>", Some(Kind::Feed)),
            ("<rdf:RDF\n>", Some(Kind::Feed)),
            (
                "{ \"version\" : \"https:\\/\\/jsonfeed.org\\/version\\/1\"",
                Some(Kind::Feed),
            ),
            ("WARC/1.1\r\n", Some(Kind::Warc)),
            (
                "{\"html\": \"<p>x\", \"url\": \"https://a.example/\"}\n",
                Some(Kind::JsonLines),
            ),
            ("<!doctype html><html><feed>", None),
            ("<html><body><rss>", None),
            ("# A feed: <rss>", None),
            ("{{ shortcode }}", None),
            ("", None),
            ("<", None),
        ] {
            assert_eq!(of(start.as_bytes()), kind, "{start}");
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packed.write_all(start.as_bytes()).unwrap();
            let packed = packed.finish().unwrap();
            assert_eq!(of(&packed), kind, "{start}, packed");
            assert_eq!(of(&packed[..packed.len() - 8]), kind, "{start}, cut");
        }
    }
}
