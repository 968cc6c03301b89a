//! An address as a person reads it.

use percent_encoding::percent_decode_str;
use url::Url;

/// An address without its scheme and `www.`, with host, path and query in letters instead of escapes, and without a
/// slash at its end. `None` for a home page whose host has nothing to decode: that is a name like any other.
pub fn spelled_out(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let unicode = url::quirks::domain_to_unicode(host);
    let host = if unicode.is_empty() { host } else { &unicode };
    let mut spelled = host.to_owned();
    spelled.push_str(&percent_decode_str(url.path()).decode_utf8().ok()?);
    if let Some(query) = url.query() {
        spelled.push('?');
        spelled.push_str(&percent_decode_str(query).decode_utf8().ok()?);
    }
    spelled.truncate(spelled.trim_end_matches('/').len());
    (!spelled.is_ascii() || spelled.contains('/')).then_some(spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_see_them() {
        let spelled = |text: &str| spelled_out(&Url::parse(text).unwrap());
        for (address, expected) in [
            (
                "https://www.bench.example/posts/Linux%E5%AE%89%E8%A3%85/",
                Some("bench.example/posts/Linux安装"),
            ),
            (
                "http://xn--fsqu00a.xn--fiqs8s/posts/1",
                Some("例子.中国/posts/1"),
            ),
            (
                "https://pier.example/%D0%BF%D1%80%D0%B8%D0%BB%D0%B8%D0%B2?%D1%87=1",
                Some("pier.example/прилив?ч=1"),
            ),
            ("https://pier.example/tide/", Some("pier.example/tide")),
            ("https://pier.example/", None),
            ("https://pier.example/%ff", None),
        ] {
            assert_eq!(spelled(address).as_deref(), expected, "{address}");
        }
    }
}
