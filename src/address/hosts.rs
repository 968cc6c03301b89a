//! Hosts: what makes two of them the same site, and which only look alike.

use std::collections::HashSet;
use std::sync::LazyLock;

use url::{Host, Url};

/// First labels that name a presentation of a site, not another site.
const PRESENTATION: &[&str] = &[
    "www", "www2", "www3", "m", "mobile", "mobil", "movil", "wap", "touch", "amp", "3g", "h5",
    "lite", "pda", "s", "sp",
];

/// Hosts where strangers publish beside one another.
#[derive(Default)]
struct Shared {
    /// Each subdomain is a site of its own.
    by_subdomain: HashSet<&'static str>,
    /// Told apart by the path, or not at all.
    by_path: HashSet<&'static str>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let mut shared = Shared::default();
    let mut part = &mut shared.by_subdomain;
    for line in include_str!("shared_hosts.txt").lines() {
        match line.bytes().next() {
            None | Some(b'#') => {}
            Some(b'[') if line.starts_with("[path]") => part = &mut shared.by_path,
            Some(b'[') => {}
            Some(_) => {
                part.insert(line.trim());
            }
        }
    }
    shared
});

/// The host that identifies a site: lower case, without a final dot and without the labels that only name a
/// presentation (`www.`, `m.`, `mobile.`, `amp.` …, also in second place as in `en.m.example.org`).
pub fn site_host(host: &str) -> String {
    let mut host = host.trim_end_matches('.').to_ascii_lowercase();
    if is_address(&host) {
        return host;
    }
    loop {
        let shared = registrable(&host).len();
        let Some((first, rest)) = host.split_once('.') else {
            return host;
        };
        if host.len() > shared && PRESENTATION.contains(&first) {
            host = rest.to_owned();
            continue;
        }
        let second = rest.split_once('.');
        match second {
            Some((label, tail))
                if matches!(label, "m" | "mobile" | "amp") && rest.len() > shared =>
            {
                host = format!("{first}.{tail}");
            }
            _ => return host,
        }
    }
}

/// The part of a host that somebody registered: `example.co.uk` of `news.example.co.uk`, `jane.github.io` of itself. By
/// the Public Suffix List, and by our own list of hosts whose subdomains are sites of strangers.
pub fn registrable(host: &str) -> &str {
    let host = host.trim_end_matches('.');
    if is_address(host) {
        return host;
    }
    let Some(domain) = psl::domain_str(host) else {
        return host;
    };
    let is_shared = SHARED.by_subdomain.contains(domain) || domain.starts_with("blogspot.");
    let Some(head) = host.strip_suffix(domain).filter(|_| is_shared) else {
        return domain;
    };
    let start = head
        .trim_end_matches('.')
        .rfind('.')
        .map_or(0, |dot| dot + 1);
    host.get(start..).unwrap_or(host)
}

/// The site that an address belongs to, in one word: the registered name, and where strangers share that by the path,
/// the first part of the path (`medium.com/@jane`).
pub fn shared_site(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
    let name = registrable(&host);
    let first = url.path().split('/').find(|part| !part.is_empty());
    let is_shared = SHARED.by_path.contains(name) || SHARED.by_subdomain.contains(name);
    match first.filter(|_| is_shared) {
        Some(first) => format!("{name}/{first}"),
        None => name.to_owned(),
    }
}

/// Whether two addresses are on the site of one owner: under one registered name that is no host for strangers. Numbers
/// and names of the local network belong to nobody.
pub fn same_owner(one: &Url, other: &Url) -> bool {
    let owner = |url: &Url| {
        let host = url.domain()?.to_ascii_lowercase();
        let name = registrable(&host);
        let is_one = name.contains('.') && !is_shared(name) && !SHARED.by_path.contains(name);
        is_one.then(|| name.to_owned())
    };
    let (one, other) = (owner(one), owner(other));
    one.is_some() && one == other
}

/// Whether each subdomain of a host belongs to somebody else.
fn is_shared(host: &str) -> bool {
    SHARED.by_subdomain.contains(host) || psl::domain_str(host).is_none()
}

/// Whether `inner` is `outer` or lies below it, and `outer` is not a host shared by strangers.
pub(super) fn below(inner: &str, outer: &str) -> bool {
    if is_shared(outer) || outer.len() < registrable(inner).len() {
        return inner == outer;
    }
    inner == outer
        || inner
            .strip_suffix(outer)
            .is_some_and(|head| head.ends_with('.'))
}

/// Whether two different hosts look the same to a reader: letters of another script, digits for letters, `rn` for `m`.
pub fn look_alike(a: &Url, b: &Url) -> bool {
    let (Some(Host::Domain(a)), Some(Host::Domain(b))) = (a.host(), b.host()) else {
        return false;
    };
    let (a, b) = (site_host(a), site_host(b));
    a != b && skeleton(&a) == skeleton(&b)
}

fn is_address(host: &str) -> bool {
    host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok()
}

/// The shape of a host: what it looks like in a browser's font.
fn skeleton(host: &str) -> String {
    let unicode = url::quirks::domain_to_unicode(host);
    let shown = if unicode.is_empty() { host } else { &unicode };
    let plain: String = shown.chars().map(shape).collect();
    plain.replace("rn", "m").replace("vv", "w")
}

/// The Latin letter that a letter of another script or a digit is taken for (UTS 39, the letters that occur in hosts).
fn shape(letter: char) -> char {
    match letter {
        'а' | 'ɑ' | 'α' | 'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ạ' | 'ą' => 'a',
        'Ь' | 'ь' | 'ḅ' => 'b',
        'с' | 'ϲ' | 'ç' | 'ć' | 'ċ' => 'c',
        'ԁ' | 'ɗ' | 'ḍ' => 'd',
        'е' | 'ё' | 'ε' | 'è' | 'é' | 'ê' | 'ë' | 'ẹ' | 'ė' | 'ę' => 'e',
        'ɡ' | 'ġ' | 'ğ' => 'g',
        'һ' | 'հ' | 'ḥ' => 'h',
        'і' | 'ı' | 'ι' | 'ì' | 'í' | 'î' | 'ï' | 'ị' | 'l' | '1' | 'ӏ' | '|' | 'ł' => {
            'i'
        }
        'ј' | 'ϳ' => 'j',
        'κ' | 'к' | 'ḳ' => 'k',
        'м' | 'ṃ' => 'm',
        'п' | 'ո' | 'ñ' | 'ń' | 'ņ' | 'η' => 'n',
        'о' | 'ο' | 'օ' | '0' | 'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ọ' | 'σ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' | 'ŗ' => 'r',
        'ѕ' | 'ś' | 'ş' | 'ș' | 'ṣ' => 's',
        'т' | 'τ' | 'ț' | 'ţ' => 't',
        'υ' | 'ս' | 'ù' | 'ú' | 'û' | 'ü' | 'ụ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' | 'ý' | 'ÿ' => 'y',
        'ż' | 'ź' | 'ž' | 'ẓ' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presentation_labels_do_not_name_a_site() {
        for (host, site) in [
            ("www.example.org", "example.org"),
            ("WWW.Example.org.", "example.org"),
            ("m.example.co.uk", "example.co.uk"),
            ("en.m.wikipedia.org", "en.wikipedia.org"),
            ("m.com", "m.com"),
            ("m.co.uk", "m.co.uk"),
            ("news.example.org", "news.example.org"),
            ("127.0.0.1", "127.0.0.1"),
        ] {
            assert_eq!(site_host(host), site, "{host}");
        }
    }

    #[test]
    fn shared_hosts_keep_their_tenants_apart() {
        assert_eq!(registrable("jane.github.io"), "jane.github.io");
        assert_eq!(registrable("jane.blogspot.co.uk"), "jane.blogspot.co.uk");
        assert_eq!(registrable("news.jane.tistory.com"), "jane.tistory.com");
        assert_eq!(registrable("tistory.com"), "tistory.com");
        assert_eq!(registrable("a.b.example.com.cn"), "example.com.cn");
        assert!(below("blog.example.org", "example.org"));
        assert!(!below("jane.wordpress.com", "wordpress.com"));
        assert!(!below("notexample.org", "example.org"));
        assert!(!below("example.co.uk", "co.uk"));
    }

    #[test]
    fn the_list_of_shared_hosts_is_in_order() {
        let lists = include_str!("shared_hosts.txt").split("\n[");
        for list in lists.skip(1) {
            let hosts: Vec<&str> = list
                .lines()
                .skip(1)
                .filter(|line| !line.is_empty())
                .collect();
            assert!(hosts.len() > 20 && hosts.is_sorted(), "{hosts:?}");
            assert!(hosts.iter().all(|host| host.contains('.')), "{hosts:?}");
        }
    }

    #[test]
    fn pages_of_one_owner() {
        let same = |one: &str, other: &str| {
            let url = |text: &str| Url::parse(&format!("https://{text}/x")).unwrap();
            same_owner(&url(one), &url(other))
        };
        for (one, other) in [
            ("example.org", "www.example.org"),
            ("print.example.co.uk", "news.example.co.uk"),
            ("a.example.com.cn", "example.com.cn"),
            ("x.jane.github.io", "jane.github.io"),
        ] {
            assert!(same(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("example.org", "notexample.org"),
            ("one.co.uk", "two.co.uk"),
            ("jane.github.io", "joe.github.io"),
            ("jane.tistory.com", "joe.tistory.com"),
            ("blog.csdn.net", "blog.csdn.net"),
            ("medium.com", "medium.com"),
            ("127.0.0.1", "127.0.0.1"),
            ("localhost", "localhost"),
            ("github.io", "github.io"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn look_alikes_are_found_across_scripts_and_digits() {
        let real = Url::parse("https://aicnbc.com/13219.html").unwrap();
        for other in ["https://аicnbc.com/", "https://a1cnbc.com/"] {
            assert!(look_alike(&Url::parse(other).unwrap(), &real), "{other}");
        }
        for other in ["https://www.aicnbc.com/", "https://example.org/"] {
            assert!(!look_alike(&Url::parse(other).unwrap(), &real), "{other}");
        }
    }
}
