//! What the links and addresses of one block say: whether they may lead to the article, and whether to a licence.

use std::ops::Range;

use url::Url;

use super::sense;
use super::site_names::without_ending;
use crate::page::{Block, Link, Page};
use crate::text::urls;

/// Bytes of a line that may be a label with its value.
pub(super) const LABEL_LINE: usize = 600;

/// Whether an address that may be that of an article, and that is believed, stands in a sentence of a block, as text or
/// link.
pub(super) fn holds_address(
    block: &Block,
    range: &Range<usize>,
    believed: &dyn Fn(&Url) -> bool,
) -> bool {
    let fits = |url: &Url| sense::may_be_article(url) && believed(url);
    let linked = links_in(block, range).any(|link| link.resolved.as_ref().is_some_and(fits));
    linked
        || block.text.get(range.clone()).is_some_and(|text| {
            text.contains("://")
                && urls::find_url(text)
                    .and_then(|at| absolute(&text[at]))
                    .is_some_and(|url| fits(&url))
        })
}

/// Whether a sentence is nothing but the words of links that show no address, as in a menu or a list of headlines.
pub(super) fn all_links(block: &Block, range: &Range<usize>) -> bool {
    let Some(text) = block.text.get(range.clone()) else {
        return false;
    };
    let linked: usize = links_in(block, range).map(|link| link.text.len()).sum();
    !text.contains("://") && linked * 5 >= text.len() * 4
}

pub(super) fn links_in<'b>(
    block: &'b Block,
    range: &Range<usize>,
) -> impl Iterator<Item = &'b Link> {
    let range = range.clone();
    block.links.iter().filter(move |link| {
        link.text.start >= range.start
            && link.text.start < range.end.max(range.start + 1)
            && !link.text.is_empty()
    })
}

/// The front page of the site where a link has the words of its address and leads to another page than this one: "an active link
/// to <a href="index.php">PierPost.example</a>". Who links such words means the site.
pub(super) fn front_page_named(page: &Page, block: &Block, link: &Link) -> Option<Url> {
    let url = link.resolved.as_ref()?;
    let own = page.urls.canonical.as_ref().or(page.urls.og.as_ref())?;
    let words = block.text.get(link.text.clone())?.trim();
    let named = !words.contains(['/', ' ', '@']) && without_ending(words).len() < words.len();
    let home = || url.join("/").ok();
    (named && url.host() == own.host() && url != own)
        .then(home)
        .flatten()
}

/// Whether a block is nothing but an address.
pub(super) fn bare_address(block: &Block) -> bool {
    let text = block.text.trim();
    text.len() <= urls::MAX_URL
        && (text.starts_with("http://") || text.starts_with("https://"))
        && urls::leading_url(text).is_some_and(|url| url.len() + 2 >= text.len())
}

/// Whether a short block links both a licence and something that may be the article: "Title" by Author is licensed
/// under ….
pub(super) fn licensed(block: &Block) -> bool {
    let links = || block.links.iter().filter_map(|link| link.resolved.as_ref());
    block.text.len() <= LABEL_LINE
        && links().any(|url| sense::is_license(url.as_str()))
        && links().any(|url| sense::may_be_article(url) && !sense::is_home(url))
}

/// Whether a short block names a licence in words: "© Ida Holm, published under CC BY 4.0".
pub(super) fn licensed_in_words(block: &Block) -> bool {
    /// What stands in the names of licences; spares the look at all others.
    const MARKS: &[&str] = &[
        "CC",
        "cc-by",
        "ommons",
        "COMMONS",
        "icence",
        "icense",
        "izenz",
        "FDL",
        "documentaci",
        "документац",
        "للوثائق",
        "知识",
        "知識",
        "創用",
        "创用",
        "クリエイティブ",
        "署名",
        "표시",
        "공공누리",
        "規約",
        "條款",
        "коммонс",
        "المشاع",
        "کامنز",
        "קומונס",
        "कॉमन्स",
        "คอมมอนส์",
        "커먼즈",
    ];
    block.text.len() <= LABEL_LINE
        && MARKS.iter().any(|mark| block.text.contains(mark))
        && sense::license_in(&block.text).is_some()
}

/// Whether a row of a box links a licence behind its label: "Aviso: las entradas se publican bajo BY-NC".
pub(super) fn licensed_in_row(block: &Block) -> bool {
    /// Bytes of the label. By hand.
    const LABEL: usize = 48;
    let labelled = block.text.find([':', '：']).filter(|at| *at <= LABEL);
    let links = || block.links.iter();
    let license = |link: &Link| {
        link.resolved
            .as_ref()
            .is_some_and(|url| sense::is_license(url.as_str()))
    };
    block.text.len() <= LABEL_LINE
        && labelled.is_some_and(|at| links().any(|link| link.text.start > at && license(link)))
}

/// An address as written, with a scheme.
pub(super) fn absolute(written: &str) -> Option<Url> {
    let absolute = if written.starts_with("//") {
        format!("https:{written}")
    } else if written.contains("://") {
        written.to_owned()
    } else {
        format!("https://{written}")
    };
    Url::parse(&absolute).ok().filter(|url| {
        url.host_str()
            .is_some_and(|host| host.contains('.') || host == "localhost")
    })
}
