//! Small originals and pages for the tests of this room.

use url::Url;

use crate::originals::Original;

/// An original at `url` with nothing but `text`.
pub(crate) fn original(url: &str, text: &str) -> Original {
    Original {
        id: "original".to_owned(),
        location: "original.html".to_owned(),
        url: Url::parse(url).ok(),
        text: text.to_owned(),
        ..Original::default()
    }
}
