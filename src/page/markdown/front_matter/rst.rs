//! The comments with which reStructuredText begins for Nikola and others: `.. title: …`.

use super::lines::{self, Facts};

pub(super) fn header(text: &str) -> Facts {
    lines::header(text, ".. ", "..")
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, header, tests};

    #[test]
    fn comments_before_the_text_are_read() {
        tests::header_says_all(
            ".. title: Low water\n.. author: Ida Holt\n.. url: https://a.example/1\n\nText",
            Dialect::Rst,
        );
        for text in [
            "Text\n\n.. author: Ida Holt",
            ".. author:: Ida Holt\n\nText",
        ] {
            assert_eq!(header(text, Dialect::Rst), None, "{text}");
        }
    }
}
