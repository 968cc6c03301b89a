//! The styles that hold for an element: its `style` attribute and the style sheets in the page.

use scraper::node::Element;

use super::css::{Cascaded, Origin, declarations};
use super::dom::{Dom, attr};
use super::tag::Tag;
use super::visibility::PageStyle;

/// All styles of a page that can be told without fetching anything.
#[derive(Debug, Default)]
pub(super) struct Styles<'a> {
    pub(super) page: PageStyle,
    marker: std::marker::PhantomData<&'a ()>,
}

impl<'a> Styles<'a> {
    /// Collects the style sheets of a page.
    pub(super) fn new(dom: &Dom<'a>) -> Self {
        let external = dom.nodes.iter().enumerate().any(|(index, _)| {
            dom.element(index).is_some_and(|(tag, element)| {
                tag == Tag::Link
                    && attr!(element, "rel")
                        .is_some_and(|rel| rel.to_ascii_lowercase().contains("stylesheet"))
            })
        });
        Self {
            page: PageStyle { external },
            marker: std::marker::PhantomData,
        }
    }

    /// The declarations that win for one element.
    pub(super) fn of(&self, _dom: &Dom<'a>, _index: usize, element: &Element) -> Cascaded {
        let mut cascaded = Cascaded::default();
        if let Some(style) = attr!(element, "style") {
            let mut list = Vec::new();
            declarations(style, &mut list);
            for declaration in &list {
                cascaded.add(Origin::INLINE, declaration);
            }
        }
        cascaded
    }
}
