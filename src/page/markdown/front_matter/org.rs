//! The keywords with which a text of Org begins: `#+TITLE: …`.

use super::lines::{self, Facts};

pub(super) fn header(text: &str) -> Facts {
    lines::header(text, "#+", "#")
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, header, tests};

    #[test]
    fn keywords_before_the_text_are_read() {
        tests::header_says_all(
            "#+TITLE: Low water\n#+AUTHOR: Ida Holt\n\n#+URL: https://a.example/1\n\nText",
            Dialect::Org,
        );
        assert_eq!(header("Text\n#+AUTHOR: Ida Holt", Dialect::Org), None);
    }
}
