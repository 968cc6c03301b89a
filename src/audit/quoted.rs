//! Short quotations whose source is linked are quotations, however short the page around them is.

use crate::credit::{Credit, Target};
use crate::matching::{Class, Length, Params, Reuse};
use crate::page::{Page, Visibility};
use crate::text::{counted, tokens};

/// An excerpt that is nothing but short quotations is a quotation if the page links the article in sight. All quoted
/// passages together are short up to twice the length from which one is an excerpt.
pub(super) fn settled(page: &Page, reuse: Reuse, credits: &[Credit], params: &Params) -> Reuse {
    let linked = credits.iter().any(|credit| {
        matches!(credit.visibility, Visibility::Visible | Visibility::Folded)
            && credit
                .links
                .iter()
                .any(|link| link.target == Target::Article)
    });
    if reuse.class != Class::Excerpt || !linked {
        return reuse;
    }
    let (mut words, mut single) = (0, 0);
    for passage in &reuse.passages {
        let text = page.text.get(passage.page.clone()).unwrap_or_default();
        let (more_words, more_single) = counted(&tokens(text).list);
        if passage.quoted {
            words += more_words;
            single += more_single;
        } else if params.excerpt.is_reached(more_words, more_single) {
            return reuse;
        }
    }
    let long = Length {
        words: params.excerpt.words.saturating_mul(2),
        han: params.excerpt.han.saturating_mul(2),
    };
    if long.is_reached(words, single) {
        return reuse;
    }
    Reuse {
        class: Class::Quotation,
        ..reuse
    }
}
