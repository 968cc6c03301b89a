//! The notice that stands in metadata only: schema.org `copyrightNotice`, `dc.rights`.

use super::Notice;
use super::notice::{Asks, find_notice};
use crate::page::{self, Format, Page, ReadOptions};

/// Reads the declared notice of a page by the same words as one that is printed.
pub(super) fn notice(page: &Page, asks: &Asks) -> Option<Notice> {
    let text = page.meta.rights.copyright_notice.as_deref()?;
    let options = ReadOptions {
        format: Some(Format::Text),
        location: page.location.clone(),
        url: page.urls.own().cloned(),
        ..ReadOptions::default()
    };
    let read = page::read(text.as_bytes(), &options).ok()?;
    let mut notice = find_notice(&read, "", asks)?;
    // It stands in the code: there is no place in the text, and no line that a reader sees.
    notice.range = None;
    notice.line = 1;
    notice.hidden = true;
    Some(notice)
}
