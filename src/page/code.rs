//! Text that exists only in the code of a page.

use std::sync::LazyLock;

use html5ever::local_name;
use memchr::memmem::Finder;
use scraper::node::Element;
use url::Url;

use super::links::resolve;
use super::{CodeKind, CodeText, embedded, jsonld};
use crate::dom::lines::Lines;
use crate::dom::tag::Tag;
use crate::dom::{Data, Dom, attr, is_shadow_root};
use crate::text::head;

/// Bytes kept of one text.
const TEXT: usize = 4 * 1024;

/// URLs kept of one text.
pub(super) const URLS: usize = 64;

/// Texts kept of one page; real pages have a few hundred.
const TEXTS: usize = 20_000;

static SCHEME: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("://"));

/// At most 4 KiB of a text.
pub(super) fn cut(text: &str) -> &str {
    head(text, TEXT)
}

/// Gathers everything that stands only in the code, in document order, and the small documents that stand there.
pub(super) fn gather<'a>(
    dom: &Dom<'a>,
    source: &str,
    lines: &Lines,
    base: Option<&Url>,
) -> (Vec<CodeText>, embedded::Found<'a>) {
    let mut texts = Vec::new();
    let mut small = embedded::Found::default();
    let mut index = 0;
    while index < dom.nodes.len() && texts.len() < TEXTS {
        let node = &dom.nodes[index];
        let mut next = index + 1;
        let mut add = |kind, text: &str, urls: Vec<Url>| {
            let text = cut(text.trim());
            if text.is_empty() && urls.is_empty() {
                return;
            }
            let at = tag_start(source, node.spot.start as usize);
            let (line, column) = lines.position(source, at);
            texts.push(CodeText {
                kind,
                text: text.to_owned(),
                urls,
                line,
                column,
            });
        };
        match node.data {
            Data::Comment(comment) => add(CodeKind::Comment, comment, urls_in(cut(comment))),
            Data::Element(tag, element) => match tag {
                Tag::Meta => {
                    if let Some(content) = attr!(element, "content") {
                        add(CodeKind::Meta, content, value_urls(content, base));
                    }
                }
                Tag::Link => {
                    if let Some(href) = attr!(element, "href")
                        && !is_technical(element)
                    {
                        let title = attr!(element, "title").unwrap_or(href);
                        add(
                            CodeKind::Meta,
                            title,
                            resolve(href, base).into_iter().collect(),
                        );
                    }
                }
                Tag::Script if jsonld::is_json_ld(element) => {
                    let (text, urls) = jsonld::strings(&dom.text(index, jsonld::LIMIT));
                    add(CodeKind::JsonLd, &text, urls);
                }
                Tag::Template if !is_shadow_root(element) => {
                    let urls = links_under(dom, index, base);
                    add(CodeKind::Template, &words_under(dom, index), urls);
                    next = node.end as usize;
                }
                _ => {
                    attributes(element, base, &mut add);
                    small.look(dom, index, tag, element);
                }
            },
            _ => {}
        }
        index = next;
    }
    (texts, small)
}

/// Where the tag or comment begins that is the first behind `from`: what stands before it is white space or text.
pub(super) fn tag_start(source: &str, from: usize) -> usize {
    let rest = source.as_bytes().get(from..).unwrap_or_default();
    memchr::memchr_iter(b'<', rest)
        .find(|at| {
            rest.get(at + 1).is_some_and(|byte| {
                byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?' | b'/')
            })
        })
        .map_or(from, |at| from + at)
}

/// Links to files that a browser loads name no source.
fn is_technical(link: &Element) -> bool {
    let rel = attr!(link, "rel").unwrap_or_default().to_ascii_lowercase();
    rel.split_ascii_whitespace().any(|word| {
        matches!(
            word,
            "stylesheet"
                | "preload"
                | "preconnect"
                | "dns-prefetch"
                | "prefetch"
                | "icon"
                | "apple-touch-icon"
                | "manifest"
                | "modulepreload"
                | "mask-icon"
                | "shortcut"
        )
    })
}

fn attributes(
    element: &Element,
    base: Option<&Url>,
    add: &mut impl FnMut(CodeKind, &str, Vec<Url>),
) {
    for (name, value) in &element.attrs {
        match name.local {
            local_name!("alt") | local_name!("title") if !value.trim().is_empty() => {
                add(CodeKind::Attribute, value, urls_in(cut(value)));
            }
            local_name!("cite") => {
                add(
                    CodeKind::Attribute,
                    value,
                    resolve(value.trim(), base).into_iter().collect(),
                );
            }
            _ => {}
        }
    }
}

/// The URLs of an attribute value that may be one URL or a text that holds some.
fn value_urls(value: &str, base: Option<&Url>) -> Vec<Url> {
    let value = value.trim();
    if value.starts_with('/') && !value.contains(char::is_whitespace) {
        return resolve(value, base).into_iter().collect();
    }
    urls_in(cut(value))
}

fn words_under(dom: &Dom<'_>, index: usize) -> String {
    let end = dom.nodes[index].end as usize;
    let mut words = String::new();
    let mut at = index;
    while at < end && words.len() < TEXT {
        match dom.nodes[at].data {
            Data::Element(Tag::Script | Tag::Style, _) => {
                at = dom.nodes[at].end as usize;
                continue;
            }
            Data::Element(tag, _) if tag.is_block() || tag == Tag::Br => words.push(' '),
            Data::Text(text) => words.push_str(text),
            _ => {}
        }
        at += 1;
    }
    collapse(&words)
}

fn links_under(dom: &Dom<'_>, index: usize, base: Option<&Url>) -> Vec<Url> {
    let end = dom.nodes[index].end as usize;
    (index..end)
        .filter_map(|index| dom.element(index))
        .filter(|(tag, _)| *tag == Tag::A)
        .filter_map(|(_, element)| resolve(attr!(element, "href")?.trim(), base))
        .take(URLS)
        .collect()
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The http(s) URLs written out in a text. Punctuation of the sentence around a URL is not part of it.
pub(super) fn urls_in(text: &str) -> Vec<Url> {
    url_ranges(text)
        .filter_map(|range| Url::parse(&text[range]).ok())
        .take(URLS)
        .collect()
}

/// Byte ranges of the http(s) URLs written out in a text, in order.
pub(super) fn url_ranges(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut from = 0;
    SCHEME.find_iter(bytes).filter_map(move |at| {
        let is = |scheme: &[u8]| {
            at >= scheme.len() && bytes[at - scheme.len()..at].eq_ignore_ascii_case(scheme)
        };
        let start = if is(b"https") {
            at - 5
        } else if is(b"http") {
            at - 4
        } else {
            return None;
        };
        if start < from {
            return None;
        }
        let length = text[start..]
            .find(|c: char| !is_url_character(c))
            .unwrap_or(text.len() - start);
        let url = text[start..start + length].trim_end_matches(is_sentence_end);
        let url = trim_bracket(url);
        from = start + length.max(1);
        (url.len() > at - start + 3).then(|| start..start + url.len())
    })
}

/// Whether a character may belong to a URL shown as text. Letters beyond ASCII may, ideographs and the like not:
/// Chinese and Japanese put no space after a URL.
fn is_url_character(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_graphic()
            && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    }
    c.is_alphanumeric() && c < '\u{2E80}' && !super::output::leaves_no_mark(c)
}

fn is_sentence_end(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~'
    )
}

/// A closing bracket belongs to the sentence unless the URL opened it.
fn trim_bracket(url: &str) -> &str {
    let mut url = url;
    for (open, close) in [('(', ')'), ('[', ']')] {
        let opened = url.matches(open).count();
        let mut surplus = url.matches(close).count().saturating_sub(opened);
        while surplus > 0 && url.ends_with(close) {
            url = url[..url.len() - 1].trim_end_matches(is_sentence_end);
            surplus -= 1;
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(text: &str) -> Vec<&str> {
        url_ranges(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn finds_urls_in_running_text() {
        assert_eq!(
            urls("see https://a.example/x. Or (http://b.example/y_(z))!"),
            ["https://a.example/x", "http://b.example/y_(z)"]
        );
        assert_eq!(
            urls("出处：https://a.example/1.html。谢谢"),
            ["https://a.example/1.html"]
        );
        assert_eq!(
            urls("转载自HTTPS://A.example/路径，谢谢"),
            ["HTTPS://A.example/"]
        );
        assert_eq!(urls("ftp://a.example https:// http://"), Vec::<&str>::new());
        assert_eq!(
            urls("https://a.example/?u=https://b.example/"),
            ["https://a.example/?u=https://b.example/"]
        );
    }
}
