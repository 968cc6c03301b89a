//! Elements that a rule asks for by a CSS selector or by the address they load, such as counting pixels.

use scraper::{ElementRef, Selector};

use super::links::resolve;
use super::{Format, Page};
use crate::dom::ReadError;
use crate::dom::limits::{Deadline, Limits};
use crate::dom::parse;

/// The longest selector that a rule may give, in bytes. By hand; it bounds work.
pub(crate) const MAX_SELECTOR: usize = 1024;

/// Attributes by which an element loads or links something; lazy loading keeps the address in `data-src`.
const ADDRESSES: [&str; 4] = ["src", "href", "data-src", "content"];

/// Elements between two looks at the clock. By hand.
const ELEMENTS: usize = 256;

/// Whether a selector can be used.
///
/// # Errors
/// What is wrong with it, in words: too long, no selector, or `:has` with a sibling in it, whose cost grows with the
/// square of the page.
pub(crate) fn check_selector(selector: &str) -> Result<(), String> {
    if selector.len() > MAX_SELECTOR {
        return Err(format!("the selector is longer than {MAX_SELECTOR} bytes"));
    }
    let bare: String = selector
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    if bare.contains(":has(~") || bare.contains(":has(+") || bare.matches(":has(").count() > 1 {
        return Err(
            "`:has` may stand once, and without a sibling in it: on a large page it would take minutes"
                .to_owned(),
        );
    }
    match Selector::parse(selector) {
        Ok(_) => Ok(()),
        Err(_) => Err("this is no CSS selector".to_owned()),
    }
}

/// How many elements of a page fit `selector` (all elements without one) and load or link an address that `is_wanted`
/// takes (any element without one). The source is parsed once more, since pages do not keep their tree. Pages that are
/// no HTML have no elements.
///
/// # Errors
/// A limit that the page passed the first time may be hit this time only by the clock.
pub(crate) fn count_elements(
    page: &Page,
    selector: Option<&str>,
    is_wanted: Option<&dyn Fn(&str) -> bool>,
) -> Result<usize, ReadError> {
    if page.format != Format::Html {
        return Ok(0);
    }
    let selector = selector.and_then(|selector| Selector::parse(selector).ok());
    let limits = Limits::default();
    let deadline = Deadline::start(limits.page);
    let parsed = parse::parse(&page.source, &page.lines, &limits, deadline)?;
    let mut count = 0;
    for (index, node) in parsed.html.tree.nodes().enumerate() {
        if index % ELEMENTS == 0 {
            deadline.check()?;
        }
        let Some(element) = ElementRef::wrap(node) else {
            continue;
        };
        let fits = selector
            .as_ref()
            .is_none_or(|selector| selector.matches(&element));
        count += usize::from(fits && is_wanted.is_none_or(|is| loads(page, &element, is)));
    }
    Ok(count)
}

/// Whether an element loads or links an address that is wanted.
fn loads(page: &Page, element: &ElementRef<'_>, is_wanted: &dyn Fn(&str) -> bool) -> bool {
    ADDRESSES.iter().any(|name| {
        element.attr(name).is_some_and(|value| {
            let value = value.trim();
            match resolve(value, page.urls.base.as_ref()) {
                Some(url) => is_wanted(url.as_str()),
                None => is_wanted(value),
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{ReadOptions, read};

    fn count(selector: Option<&str>, url: Option<&str>) -> usize {
        let html = "<html><body><p>Text.</p><img class=pixel src='//count.example/1.gif?id=7' width=1>\
                    <img src=photo.jpg><a href='https://count.example/1.gif'>x</a>";
        let page = read(html.as_bytes(), &ReadOptions::default()).unwrap();
        let wanted = url.map(|url| move |found: &str| found.contains(url));
        count_elements(
            &page,
            selector,
            wanted
                .as_ref()
                .map(|wanted| wanted as &dyn Fn(&str) -> bool),
        )
        .unwrap()
    }

    #[test]
    fn elements_are_counted_by_selector_and_address() {
        assert_eq!(count(Some("img"), None), 2);
        assert_eq!(count(Some("img.pixel"), Some("count.example")), 1);
        assert_eq!(count(None, Some("count.example")), 2);
        assert_eq!(count(Some("img"), Some("other.example")), 0);
    }

    #[test]
    fn selectors_that_cost_too_much_are_refused() {
        assert_eq!(check_selector("div > a[href^='https']"), Ok(()));
        assert_eq!(check_selector("p:has(> img)"), Ok(()));
        for bad in ["p:has( ~ p)", "p:has(a:has(b))", "p[", ""] {
            assert!(check_selector(bad).is_err(), "{bad}");
        }
        assert!(check_selector(&"a".repeat(1025)).is_err());
    }
}
