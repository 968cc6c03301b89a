//! What a page is after reading: blocks of text with their place, links and visibility.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use url::Url;

use super::Rights;
use crate::dom::{Charset, Lines};
use crate::style::Visibility;

/// A suspect (or an original given as a page) after reading: decoded, parsed within limits and cut into blocks.
///
/// All `Range<usize>` in this room are **byte** offsets on character boundaries; reports turn them into character
/// offsets at the very end.
#[derive(Debug, Clone)]
pub struct Page {
    /// The path or URL as the user gave it; names the page in every message.
    pub location: String,
    /// The file it was read from, with links of the file system resolved; set by whoever opened it.
    pub file: Option<PathBuf>,
    /// Where the page itself is published, best evidence first: fetched from, `--base-url`, `og:url`, canonical.
    pub urls: PageUrls,
    /// The title: `og:title`, JSON-LD headline, first `h1`, `<title>`.
    pub title: Option<String>,
    /// BCP 47 language: `<html lang>`, else guessed from the script and common words of the text.
    pub language: Option<String>,
    /// What the page says about itself to machines.
    pub meta: Metadata,
    /// The text a reader can see: all blocks of [`Page::blocks`], joined by one `\n`. For plain text
    /// without markup (no reStructuredText, AsciiDoc or Org) this is the decoded file itself.
    pub text: String,
    /// Visible and folded blocks in document order.
    pub blocks: Vec<Block>,
    /// Blocks that are in the document but that no reader sees.
    pub hidden: Vec<Block>,
    /// Text that exists only in the code: comments, meta elements, JSON-LD, `alt`, `noscript`, `template`,
    /// form fields, copy buttons.
    pub code: Vec<CodeText>,
    /// Small documents that the page keeps out of sight: what a dialog or a copy button gives to copy, `srcdoc`,
    /// `noscript`. Their texts stand in [`Page::code`] too.
    pub embedded: Vec<Embedded>,
    /// Links that show no text and stand by none, in the order of the source: a picture, an icon, a sheet of glass over a
    /// card. Their text range is empty.
    pub wordless: Vec<Link>,
    /// Every element that holds a block, parents before children; index 0 is the root.
    pub elements: Vec<Element>,
    /// The decoded source, for excerpts and columns.
    pub source: String,
    /// Where the lines of [`Page::source`] begin.
    pub lines: Lines,
    /// How the bytes were read.
    pub charset: Charset,
    /// What kind of file this was.
    pub format: Format,
    /// Front matter of a Markdown file.
    pub front_matter: Option<FrontMatter>,
    /// The first addresses of linked style sheets that were not read, each as written and shortened: what they hide or
    /// show is unknown.
    pub unread_styles: Vec<String>,
    /// What file the page was taken out of; [`Page::source`] and all places in it are then not those of the file.
    pub saved_as: Option<SavedAs>,
    /// Whether its text was found to share nothing with the originals that it was read for. Its text holds what styles
    /// hide then, and it has no blocks.
    pub(crate) is_unrelated: bool,
}

/// The files that pages are saved in so that they have to be taken out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SavedAs {
    /// A web archive of a browser (MHTML).
    Mhtml,
    /// A mail.
    Mail,
    /// A browser's view of a page's source, saved as a page.
    ViewSource,
}

impl Page {
    /// The same page, taken out of another file; the subject of a mail is the title of a page that has none.
    pub(super) fn taken_out_of(self, file: SavedAs, subject: Option<String>) -> Self {
        Self {
            saved_as: Some(file),
            title: self.title.or(subject),
            ..self
        }
    }

    /// The number of an element and those of all above it, innermost first.
    pub(crate) fn ancestors(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        let up = |at: &usize| {
            let parent = self.elements.get(*at)?.parent;
            (parent != *at).then_some(parent)
        };
        std::iter::successors(Some(element), up)
    }

    /// Hash of the decoded source: equal for files with equal bytes.
    pub fn source_hash(&self) -> u64 {
        xxhash_rust::xxh3::xxh3_64(self.source.as_bytes())
    }
}

/// What the front matter of a Markdown file may say about the article. Other keys are ignored: they belong to the
/// site generator.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// `url`, `permalink` or `canonical_url`, as written.
    pub url: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `author` or `authors`: a name or a list of names (or of maps with `name`).
    pub authors: Vec<String>,
    /// `publisher` or `site`.
    pub publisher: Option<String>,
    /// `license` or `licence`.
    pub license: Option<String>,
    /// `aliases`: other URLs, hosts or pen names.
    pub aliases: Vec<String>,
    /// `rule`: id of the rule that holds for this article.
    pub rule: Option<String>,
    /// `lang` or `language`.
    pub language: Option<String>,
    /// Where the text comes from, where the front matter of a repost says so.
    pub source: Option<DeclaredSource>,
}

/// The source that the front matter of a repost declares (`original_url`, `copyright_url`, `source`, …).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredSource {
    /// The key under which its address stands.
    pub key: String,
    /// Its address; `None` where only names are given.
    pub url: Option<Url>,
    /// Its author or authors, if named.
    pub author: Option<String>,
    /// Its site, if named.
    pub publisher: Option<String>,
    /// Its title, if named.
    pub title: Option<String>,
    /// Its licence, if named.
    pub license: Option<String>,
    /// 1-based line of the key in the source.
    pub line: u32,
}

/// The kinds of input that become a [`Page`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// HTML, parsed by the rules of the HTML standard.
    Html,
    /// Markdown, with optional front matter in YAML, TOML or JSON; read as the page that it is rendered to.
    Markdown,
    /// Plain text; reStructuredText, AsciiDoc and Org too, whose links are understood.
    Text,
}

/// The addresses under which a page says it is published.
#[derive(Debug, Clone, Default)]
pub struct PageUrls {
    /// The final URL it was fetched from, or `--base-url` joined with its path.
    pub fetched: Option<Url>,
    /// Where a browser or mirror program says, in a comment at the top of the file, that it saved the page from.
    pub saved_from: Option<Url>,
    /// `<meta property="og:url">`, resolved.
    pub og: Option<Url>,
    /// `<link rel="canonical">` of the head, resolved.
    pub canonical: Option<Url>,
    /// `<link rel="canonical">` found in the body, where search engines ignore it.
    pub canonical_in_body: Option<Url>,
    /// The address that the page's article gives itself in JSON-LD, microdata or microformats, where it gives one.
    pub structured: Option<Url>,
    /// What relative links resolve against: `<base href>` joined with the page's own address. At most 2 KiB long.
    pub base: Option<Url>,
    /// Whether [`PageUrls::base`] is only what the page claims for itself (`og:url`, canonical): copies carry both
    /// along, so a relative link then proves nothing about where it leads.
    pub base_is_claimed: bool,
    /// Short links of the page and where they lead, where that was asked online. Empty unless whoever read the page
    /// fills it in.
    pub short_links: Arc<BTreeMap<Url, Url>>,
}

impl PageUrls {
    /// The page's own address by the best evidence: fetched, saved from, then `og:url`, then canonical.
    pub fn own(&self) -> Option<&Url> {
        self.fetched
            .as_ref()
            .or(self.saved_from.as_ref())
            .or(self.og.as_ref())
            .or(self.canonical.as_ref())
    }
}

/// A page that sends its reader on within so many seconds is a redirect; search engines draw the line near here. By
/// hand.
pub(crate) const REDIRECT_SECONDS: f32 = 5.0;

/// What the page says about itself to machines.
#[derive(Debug, Clone, Default)]
pub struct Metadata {
    /// Author names: JSON-LD, `meta name=author`, `article:author` (when not a URL), `rel=author` or byline markup.
    pub authors: Vec<String>,
    /// What stands in elements whose class says that they hold the author: a name, and what else themes print beside it.
    pub bylines: Vec<String>,
    /// Publisher: JSON-LD publisher, else `og:site_name`.
    pub publisher: Option<String>,
    /// `og:site_name`.
    pub site_name: Option<String>,
    /// Publication date as written.
    pub published: Option<String>,
    /// Licences: `rel=license` links, JSON-LD `license`, Creative Commons links.
    pub licenses: Vec<String>,
    /// `<meta name=robots content=noindex>`.
    pub noindex: bool,
    /// Where `<meta http-equiv=refresh>` sends the reader at once (within five seconds).
    pub redirect: Option<String>,
    /// `syndication-source` / `original-source` meta.
    pub syndication_source: Option<Url>,
    /// The authors' own pages: `rel=author` links and JSON-LD `author.url`.
    pub profiles: Vec<Url>,
    /// Whom a reprint must credit, by the terms of CC REL (`cc:attributionName`).
    pub attribution_name: Option<String>,
    /// What a reprint must link, by the terms of CC REL (`cc:attributionURL`).
    pub attribution_url: Option<Url>,
    /// What else it says of the rights in its text.
    pub rights: Rights,
}

/// A run of text with its place on the page.
#[derive(Debug, Clone)]
pub struct Block {
    /// What kind of text this is.
    pub kind: BlockKind,
    /// The text: white space collapsed, `\n` where the source has `<br>`. Never empty.
    pub text: String,
    /// Byte offset of the text in [`Page::text`]; 0 for hidden blocks.
    pub start: usize,
    /// Whether readers see it.
    pub visibility: Visibility,
    /// The landmark it stands in.
    pub landmark: Landmark,
    /// The nearest element that holds the whole block: index into [`Page::elements`].
    pub element: usize,
    /// Links inside the block, in order.
    pub links: Vec<Link>,
    /// Byte ranges in `text` inside `<q>`.
    pub quotes: Vec<Range<usize>>,
    /// Byte ranges in `text` that say nothing to a reader, in order: text that is struck out.
    pub struck_out: Vec<Range<usize>>,
    /// Where runs of the text come from: byte offset in `text`, byte offset in [`Page::source`]; ascending.
    pub anchors: Vec<(usize, usize)>,
    /// 1-based line of the block's first character in the decoded source.
    pub line: u32,
    /// 1-based column, in characters, of the block's first character (or of its start tag).
    pub column: u32,
}

impl Block {
    /// Where the block's text lies in [`Page::text`] (meaningless for hidden blocks).
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// What kind of text a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// `h1` to `h6`.
    Heading,
    /// A list item or definition.
    ListItem,
    /// Text inside `blockquote`.
    Quote,
    /// `pre`: code or preformatted text.
    Code,
    /// `figcaption` or another caption.
    Caption,
    /// A table cell.
    Cell,
    /// `address`, `footer`-like small print, buttons, labels and whatever else.
    Other,
}

/// The landmark a block stands in, by element name, ARIA role and the usual class and id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Landmark {
    /// The document's head (title and the like; never visible text).
    Head,
    /// Site header, masthead, banner.
    Header,
    /// Navigation, menus, breadcrumbs.
    Nav,
    /// The content: `article`, `main`, or nothing more special.
    Content,
    /// Sidebars and widgets.
    Aside,
    /// Lists of other articles: related, popular, recent, next and previous.
    Related,
    /// Readers' comments.
    Comments,
    /// The site's footer (not the footer of an article).
    SiteFooter,
    /// Cookie notices, pop-ups and dialogs that are open.
    Notice,
}

/// A hyperlink in a block.
#[derive(Debug, Clone)]
pub struct Link {
    /// The `href` exactly as written (trimmed).
    pub href: String,
    /// The `href` resolved against the base; `None` if it is no http(s) URL.
    pub resolved: Option<Url>,
    /// Byte range of the link's text in the block's text.
    pub text: Range<usize>,
    /// The words of its `rel`, lower case.
    pub rel: Vec<String>,
    /// Whether readers see the link itself.
    pub visibility: Visibility,
    /// 1-based line of the `href` value in the decoded source.
    pub line: u32,
    /// 1-based column, in characters, of the `href` value.
    pub column: u32,
}

impl Link {
    /// Whether search engines are asked to follow the link: no `nofollow`, `ugc` or `sponsored`.
    pub fn follow(&self) -> bool {
        !self
            .rel
            .iter()
            .any(|rel| matches!(rel.as_str(), "nofollow" | "ugc" | "sponsored"))
    }
}

/// Text that exists only in the code of a page.
#[derive(Debug, Clone)]
pub struct CodeText {
    /// Where it stands.
    pub kind: CodeKind,
    /// The text, at most 4 KiB of it.
    pub text: String,
    /// http(s) URLs in it, resolved.
    pub urls: Vec<Url>,
    /// 1-based line.
    pub line: u32,
    /// 1-based column.
    pub column: u32,
}

/// A small document inside a page, out of sight: the markup in a `<textarea>`, a `value`, a `data-clipboard-text`, a
/// `srcdoc` or a `<noscript>`, read like a page of its own; or plain text in such a place, a block a line. What stands
/// inside it once more is not looked at.
#[derive(Debug, Clone)]
pub struct Embedded {
    /// Where it stands.
    pub kind: CodeKind,
    /// What a reader of the small document would see, in order, each [`Visibility::CodeOnly`]. Line, column and anchors
    /// are those of the element that holds it.
    pub blocks: Vec<Block>,
    /// What its own metadata say.
    pub meta: Metadata,
    /// Its own `<link rel="canonical">`, wherever it stands.
    pub canonical: Option<Url>,
    /// 1-based line of the element that holds it.
    pub line: u32,
    /// 1-based column of the element that holds it.
    pub column: u32,
}

/// Where code-only text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeKind {
    /// An HTML comment.
    Comment,
    /// A `<meta>` or `<link>` element.
    Meta,
    /// A JSON-LD script.
    JsonLd,
    /// An `alt`, `title` or `cite` attribute.
    Attribute,
    /// `<noscript>`.
    Noscript,
    /// `<template>`.
    Template,
    /// Markup in a `<textarea>`, or markup or an address in the `value` of an `<input>`.
    FormField,
    /// What a button copies: `data-clipboard-text` and the like.
    Clipboard,
    /// The `srcdoc` of an `<iframe>`.
    Srcdoc,
}

/// An element that holds blocks.
#[derive(Debug, Clone)]
pub struct Element {
    /// Index of the parent in [`Page::elements`]; the root is its own parent.
    pub parent: usize,
    /// Number of ancestors.
    pub depth: usize,
    /// Tag name, lower case.
    pub name: String,
    /// Whether this is an `article` or `main` element (or has that ARIA role).
    pub is_article: bool,
    /// Whether its class or id says that it is something beside the text: an advertisement, a caption, a byline, a row
    /// of buttons.
    pub is_furniture: bool,
    /// Whether its class or id says that it is one post of several people's: of a board, an answer, a quotation in it.
    pub is_post: bool,
    /// Whether its class or id names a part of the page beside the content: a sidebar, a footer, comments.
    pub is_named_part: bool,
}
