//! The small patterns of rules: hosts, addresses with `*`, languages, licences.

/// Whether a host is the one meant: `example.org` means it with or without `www.`, `*.example.org` everything below.
pub(crate) fn host_matches(pattern: &str, host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let pattern = pattern.trim().to_ascii_lowercase();
    match pattern.strip_prefix("*.") {
        Some(parent) => {
            host == parent
                || host
                    .strip_suffix(parent)
                    .is_some_and(|left| left.ends_with('.'))
        }
        None => host == pattern.strip_prefix("www.").unwrap_or(&pattern),
    }
}

/// Whether a text fits a pattern where `*` stands for any run of characters. Time is bounded by the product of the
/// two lengths; patterns are short.
pub(super) fn wildcard(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

/// Whether a language tag is meant by another: `zh` means `zh-Hant` too, not the other way round.
pub(super) fn language_matches(wanted: &str, language: &str) -> bool {
    let wanted = wanted.to_ascii_lowercase();
    let language = language.to_ascii_lowercase();
    language == wanted
        || language
            .strip_prefix(&wanted)
            .is_some_and(|rest| rest.starts_with('-'))
}

/// Whether a licence (URL or name) is the one meant (part of a URL, or a name).
pub(super) fn license_matches(wanted: &str, license: &str) -> bool {
    if wanted.contains('/') {
        return license.to_lowercase().contains(&wanted.to_lowercase());
    }
    let plain = |name: &str| -> String {
        name.to_lowercase()
            .replace("creative commons", "cc")
            .replace("license", "")
            .replace("licence", "")
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '.')
            .collect()
    };
    let wanted = plain(wanted);
    !wanted.is_empty() && plain(license) == wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        assert!(host_matches("example.org", "www.example.org"));
        assert!(host_matches("www.Example.org", "example.org"));
        assert!(!host_matches("example.org", "news.example.org"));
        assert!(host_matches("*.example.org", "news.example.org"));
        assert!(host_matches("*.example.org", "example.org"));
        assert!(!host_matches("*.example.org", "badexample.org"));
    }

    #[test]
    fn wildcards() {
        assert!(wildcard(
            "https://a.example/*.html",
            "https://a.example/x/1.html"
        ));
        assert!(!wildcard(
            "https://a.example/*.html",
            "https://a.example/1.htm"
        ));
        assert!(wildcard("a*b*c", "a-bb-c"));
        assert!(!wildcard("a*b*c", "acb"));
        assert!(!wildcard("ab*ba", "aba"), "the two ends may not overlap");
        assert!(wildcard("same", "same"));
        assert!(!wildcard("same", "same1"));
    }

    #[test]
    fn languages_and_licences() {
        assert!(language_matches("zh", "zh-Hant"));
        assert!(!language_matches("zh-Hant", "zh"));
        assert!(!language_matches("e", "en"));
        assert!(license_matches(
            "creativecommons.org/licenses/by/",
            "https://creativecommons.org/licenses/by/4.0/"
        ));
        assert!(!license_matches(
            "creativecommons.org/licenses/by/",
            "https://creativecommons.org/licenses/by-nc/4.0/"
        ));
        assert!(license_matches(
            "CC BY 4.0",
            "Creative Commons BY-4.0 License"
        ));
        assert!(!license_matches("CC BY 4.0", "CC BY 3.0"));
    }
}
