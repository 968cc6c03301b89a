//! Text that exists only in the code of a page.

use html5ever::local_name;
use scraper::node::Element;
use url::Url;

use super::links::resolve;
use super::raw::{TEXT, URLS, cut, tag_start, urls_in};
use super::{CodeKind, CodeText, embedded, jsonld};
use crate::dom::lines::Lines;
use crate::dom::tag::Tag;
use crate::dom::{Data, Dom, attr, is_shadow_root};

/// Texts kept of one page; real pages have a few hundred. By hand.
const TEXTS: usize = 20_000;

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
