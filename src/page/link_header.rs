//! `Link:` headers: what a server says of a page, as `<link>` in its head does (RFC 8288).

/// Links of one header that are looked at. By hand; it bounds work.
const LINKS: usize = 64;

/// What one link says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct HeaderLink<'a> {
    /// The address, as it is written.
    pub(super) href: &'a str,
    /// The relations, in lower case.
    pub(super) rel: Vec<String>,
    /// The media type of what is linked.
    pub(super) kind: Option<&'a str>,
    /// Its language.
    pub(super) language: Option<&'a str>,
}

/// Reads the value of a header: `<https://our.example/terms>; rel="license", <…>; rel=canonical`. It ends at the first
/// thing that is no link.
pub(super) fn read(value: &str) -> Vec<HeaderLink<'_>> {
    let mut links = Vec::new();
    let mut rest = value;
    while links.len() < LINKS
        && let Some((href, behind)) = { rest.trim_start_matches([',', ' ', '\t']) }
            .strip_prefix('<')
            .and_then(|rest| rest.split_once('>'))
    {
        let mut link = HeaderLink {
            href: href.trim(),
            ..HeaderLink::default()
        };
        rest = behind.trim_start();
        while let Some(parameter) = rest.strip_prefix(';') {
            let name_end = parameter.find(['=', ';', ',']).unwrap_or(parameter.len());
            let (name, behind) = parameter.split_at(name_end);
            let (value, behind) = match behind.strip_prefix('=') {
                Some(value) => value_of(value.trim_start()),
                None => ("", behind),
            };
            rest = behind.trim_start();
            // Of a parameter that stands twice the first counts.
            match name.trim().to_ascii_lowercase().as_str() {
                "rel" if link.rel.is_empty() => {
                    let words = value.split_ascii_whitespace();
                    link.rel = words.map(str::to_ascii_lowercase).collect();
                }
                "type" => link.kind = link.kind.or(Some(value)),
                "hreflang" => link.language = link.language.or(Some(value)),
                _ => {}
            }
        }
        links.push(link);
    }
    links
}

/// The value of a parameter, without its quotes, and what stands behind it.
fn value_of(text: &str) -> (&str, &str) {
    match text.strip_prefix('"') {
        // An escaped quote stands in titles at most, which nobody asks for.
        Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
        None => {
            let end = text.find([';', ',']).unwrap_or(text.len());
            let (value, behind) = text.split_at(end);
            (value.trim(), behind)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_links_as_servers_write_them() {
        let links = read(
            "<https://our.example/terms?a=1,2>; rel=\"license\"; title=\"Our; terms, all\", </7> ; REL = Canonical,<x>",
        );
        let told: Vec<(&str, String)> = { links.iter() }
            .map(|link| (link.href, link.rel.join(" ")))
            .collect();
        assert_eq!(
            told,
            [
                ("https://our.example/terms?a=1,2", "license".to_owned()),
                ("/7", "canonical".to_owned()),
                ("x", String::new()),
            ]
        );
        let machines =
            read("</ai.xml>; rel=\"describedby License\"; type=application/rsl+xml; rel=no");
        assert_eq!(machines[0].rel, ["describedby", "license"]);
        assert_eq!(machines[0].kind, Some("application/rsl+xml"));
    }

    #[test]
    fn ends_at_what_is_no_link() {
        for (value, count) in [
            ("", 0),
            ("nothing", 0),
            ("<unclosed", 0),
            ("<a>; rel=\"open, <b>", 1),
            ("<a>;;;=;,<b>", 2),
            ("<a> junk <b>", 1),
        ] {
            assert_eq!(read(value).len(), count, "{value}");
        }
        assert_eq!(read(&"<a>;rel=license,".repeat(10_000)).len(), LINKS);
    }
}
