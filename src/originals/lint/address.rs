//! Addresses that a notice, or the head of the page, gives wrongly.

use url::Url;

use super::super::NoticeKind;
use super::super::notice::sense;
use super::{Found, Lint, LintCode};
use crate::address::{Aliases, equivalent, site_host};
use crate::languages::{Label, is_label};
use crate::page::Format;
use crate::text::urls::find_url;

const CONFIGURE: &str =
    "set the address of the site in the configuration of the generator or theme, and build again";
const ARTICLE: &str = "print the address of the article itself";

/// What a template says where it should have said an address. Lower case.
const VARIABLES: &[&str] = &[
    "url", "link", "href", "path", "page", "post", "site", "title", "author",
];

pub(super) fn lint(found: &mut Found<'_>) {
    placeholders(found);
    broken(found);
    home(found);
    elsewhere(found);
    declared(found);
}

fn placeholders(found: &mut Found<'_>) {
    let notice = found.original.notice.as_ref();
    let printed = notice
        .map(|notice| notice.warnings.clone())
        .unwrap_or_default();
    let linked = found.blocks.iter().flat_map(|block| &block.links);
    let linked = linked
        .map(|link| link.href.clone())
        .filter(|href| href.contains("://") || href.contains("{{"))
        .filter(|href| sense::placeholder(href));
    let head = [&found.page.urls.canonical, &found.page.urls.og];
    let head = head
        .into_iter()
        .flatten()
        .filter(|_| !is_local(found))
        .map(Url::to_string)
        .filter(|url| sense::placeholder(url));
    let mut told: Vec<String> = Vec::new();
    // Where only the lines of the text are known, an address in a tutorial is none of a notice.
    let in_notice = notice.is_some();
    for address in printed
        .into_iter()
        .chain(linked.filter(|_| in_notice))
        .chain(head)
        .collect::<Vec<_>>()
    {
        let address = address.trim().to_owned();
        if !told.iter().any(|known| known.contains(&address)) {
            let place = found.place(&address);
            let message = format!("`{address}` is a placeholder; nobody finds the article there");
            found.tell(LintCode::PlaceholderAddress, place, message, CONFIGURE);
            told.push(address);
        }
    }
    for text in leftovers(found) {
        if !told
            .iter()
            .any(|known| known.contains(&text) || text.contains(known.as_str()))
        {
            let place = found.place(&text);
            let message = format!("`{text}` was left by a template; readers see it as it is");
            found.tell(LintCode::PlaceholderAddress, place, message, CONFIGURE);
            told.push(text);
        }
    }
}

/// A page that was fetched from a private address is a preview: such addresses are real there.
fn is_local(found: &Found<'_>) -> bool {
    let fetched = found.page.urls.fetched.as_ref();
    fetched.is_some_and(|url| sense::placeholder(url.as_str()))
}

/// Variables of a template that were not filled, in short lines: `{{ page.url }}`, `<%= url %>`, `undefined`.
fn leftovers(found: &Found<'_>) -> Vec<String> {
    let mut list = Vec::new();
    for block in &found.blocks {
        // Markdown is read without its variables: they stand in the source only.
        let raw = found.page.lines.range(&found.page.source, block.line);
        let written = found.page.source.get(raw).unwrap_or_default();
        let text = match found.page.format {
            Format::Markdown if found.original.notice.is_some() || labelled(written) => written,
            _ => block.text.as_str(),
        };
        for (open, close) in [("{{", "}}"), ("<%", "%>"), ("${", "}")] {
            let Some(from) = text.find(open) else {
                continue;
            };
            let rest = text.get(from..).unwrap_or_default();
            let Some(end) = rest.find(close) else {
                continue;
            };
            let variable = rest.get(..end + close.len()).unwrap_or_default();
            let lower = variable.to_ascii_lowercase();
            let mut words = lower.split(|c: char| !c.is_ascii_alphabetic());
            // With the word that stands before it: a tutorial says how to write one, a notice labels it.
            let labelled = text.get(..from).is_some_and(|before| {
                before.trim_end().ends_with([':', '：'])
                    || before.ends_with('/')
                    || find_url(before).is_some()
            });
            if labelled && words.any(|word| VARIABLES.contains(&word)) {
                list.push(variable.to_owned());
            }
        }
        let mut lines = text.lines();
        let unset = lines.find_map(|line| {
            let (_, value) = line.rsplit_once([':', '：'])?;
            let value = value.trim();
            matches!(value, "undefined" | "null" | "[object Object]" | "NaN")
                .then(|| value.to_owned())
        });
        list.extend(unset);
    }
    list
}

/// Whether a line begins with a label of notices: without the variable behind it there may be no notice to read,
/// "Permalink: {{ page.url }}".
fn labelled(line: &str) -> bool {
    let labels = [
        Label::Author,
        Label::Source,
        Label::Url,
        Label::OriginalUrl,
        Label::License,
        Label::Copyright,
    ];
    let label = line.split_once([':', '：']).map(|(label, _)| label);
    label.is_some_and(|label| {
        let label = label.trim_matches(|c: char| !c.is_alphanumeric());
        is_label(&labels, &label.to_lowercase())
    })
}

fn broken(found: &mut Found<'_>) {
    if found.original.notice.is_none() {
        return;
    }
    let mut list: Vec<(String, (u32, u32), &str)> = Vec::new();
    for block in &found.blocks {
        for link in &block.links {
            if link.href.starts_with("//") {
                let what = "has no `https:` in front; copied into another page it may lead nowhere";
                list.push((link.href.clone(), (link.line, link.column), what));
            } else if doubled(&link.href) {
                let what = "has two slashes where one belongs; many servers do not answer there";
                list.push((link.href.clone(), (link.line, link.column), what));
            }
        }
        for word in block.text.split_whitespace() {
            let word = word
                .rsplit(['：', '，', '。', '“', '"'])
                .find(|part| part.contains("//"));
            let Some(word) = word else { continue };
            let at = word.find("//").unwrap_or_default();
            let host = word
                .get(at + 2..)
                .and_then(|rest| rest.split('/').next())
                .unwrap_or_default();
            let before = word.get(..at).unwrap_or_default();
            if (before.is_empty() || before.ends_with("http") || before.ends_with("https"))
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
            {
                let what = "is no whole address; readers cannot follow it";
                list.push((word.to_owned(), found.place(word), what));
            } else if before.ends_with(':') && doubled(word) {
                let what = "has two slashes where one belongs; many servers do not answer there";
                list.push((word.to_owned(), found.place(word), what));
            }
        }
    }
    for block in &found.blocks {
        for (at, _) in block.text.match_indices("http").take(MOST) {
            let address = block.text.get(at..).unwrap_or_default();
            let address = address.split_whitespace().next().unwrap_or_default();
            if is_misspelled(address) {
                let what = "is no whole address; readers cannot follow it";
                list.push((address.to_owned(), found.place(address), what));
            }
        }
    }
    for (address, place, what) in list {
        let message = format!("`{address}` {what}");
        found.tell(LintCode::BrokenAddress, place, message, CONFIGURE);
    }
}

/// Addresses looked at in one block; a hostile one has thousands. By hand.
const MOST: usize = 50;

/// Whether what begins like an address has another scheme or number of slashes: `httpss://host`, `http:/host`,
/// `https:///host`.
fn is_misspelled(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else {
        return false;
    };
    let host = rest.trim_start_matches('/');
    let slashes = rest.len() - host.len();
    let is_host = host.starts_with(char::is_alphanumeric) && host.contains('.');
    let is_word = scheme.chars().all(|c| c.is_ascii_alphabetic());
    let is_known = matches!(scheme, "http" | "https");
    is_word && is_host && slashes > 0 && (slashes != 2 || !is_known)
}

/// `https://host//path`, as a generator writes that joins a base with a slash and a path with one; `https://https://`.
fn doubled(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else {
        return false;
    };
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    // Archives and redirectors hold a whole address in their path.
    let holds_one = path.contains(":/");
    matches!(
        scheme.rsplit(|c: char| !c.is_ascii_alphabetic()).next(),
        Some("http" | "https")
    ) && (path.starts_with("http:")
        || path.starts_with("https:")
        || !holds_one && path.contains("//"))
}

/// Whether a page may be the home page itself, whose address is no fault.
fn may_be_home(found: &Found<'_>) -> bool {
    let urls = &found.page.urls;
    let name = found.page.location.rsplit(['/', '\\']).next();
    urls.fetched.as_ref().is_some_and(sense::is_home)
        || name.is_none_or(|name| name.starts_with("index."))
}

fn home(found: &mut Found<'_>) {
    let Some(notice) = &found.original.notice else {
        return;
    };
    let urls = &found.page.urls;
    let declared = [("canonical link", &urls.canonical), ("og:url", &urls.og)];
    let homes: Vec<(&str, String)> = declared
        .into_iter()
        .filter_map(|(place, url)| Some((place, url.as_ref()?)))
        .filter(|(_, url)| sense::is_home(url) && notice.in_article && !may_be_home(found))
        .map(|(place, url)| (place, url.to_string()))
        .collect();
    for (what, home) in homes {
        let place = found.place(&home);
        let message = format!("the {what} gives the home page, `{home}`, for an article");
        found.tell(LintCode::HomePageAddress, place, message, ARTICLE);
    }
    let Some(notice) = &found.original.notice else {
        return;
    };
    let Some(home) = notice.fields.get("home") else {
        return;
    };
    let unfilled = |told: &Lint| told.code == LintCode::PlaceholderAddress;
    if notice.fields.contains_key("url") || found.list.iter().any(unfilled) {
        return;
    }
    let home = home.clone();
    let place = found.place(&home);
    let message = match &found.original.url {
        Some(url) => {
            format!("the notice gives the home page, `{home}`, and not the article, `{url}`")
        }
        None => format!(
            "the notice gives the home page, `{home}`, and nothing says where the article is"
        ),
    };
    found.tell(LintCode::HomePageAddress, place, message, ARTICLE);
}

/// The notice names an article that is not this one.
fn elsewhere(found: &mut Found<'_>) {
    let notice = found.original.notice.as_ref();
    let Some(printed) = notice
        .and_then(|notice| notice.fields.get("url"))
        .and_then(|url| Url::parse(url).ok())
    else {
        return;
    };
    let urls = &found.page.urls;
    let front = found.page.front_matter.as_ref().and_then(|front| {
        let written = front.url.as_deref()?;
        Url::parse(written).ok()
    });
    let own = [
        (front.as_ref(), "front matter"),
        (urls.canonical.as_ref(), "canonical link"),
        (urls.fetched.as_ref(), "address that it was read from"),
    ];
    let known = own.into_iter().find_map(|(url, place)| Some((url?, place)));
    let Some((own, place)) = known else { return };
    if sense::placeholder(own.as_str()) || same(&printed, own) {
        return;
    }
    // A page that reprints credits another site, and need not ask anything for itself.
    let stated = notice.is_some_and(|notice| notice.kind == NoticeKind::Stated);
    let host = |url: &Url| site_host(url.host_str().unwrap_or_default());
    if stated && host(&printed) != host(own) {
        return;
    }
    let message = format!("the notice gives `{printed}`, the {place} says `{own}`");
    let at = found.place(printed.as_str());
    found.tell(
        LintCode::OtherAddress,
        at,
        message,
        "let both give the one address under which the article stays",
    );
}

fn declared(found: &mut Found<'_>) {
    let urls = &found.page.urls;
    let (Some(canonical), Some(og)) = (&urls.canonical, &urls.og) else {
        return;
    };
    let placeholder = |url: &Url| sense::placeholder(url.as_str());
    if placeholder(canonical) || placeholder(og) || same(canonical, og) {
        return;
    }
    let message = format!("the canonical link says `{canonical}`, `og:url` says `{og}`");
    let place = found.place(og.as_str());
    found.tell(
        LintCode::CanonicalDisagrees,
        place,
        message,
        "let both say the same address; readers and machines copy either",
    );
}

fn same(a: &Url, b: &Url) -> bool {
    equivalent(a, b, &Aliases::new(Some(b), std::iter::empty()))
}
