//! Hosts: what makes two of them the same site, and which only look alike.

use url::{Host, Url};

/// First labels that name a presentation of a site, not another site.
const PRESENTATION: &[&str] = &[
    "www", "www2", "www3", "m", "mobile", "wap", "touch", "amp", "3g",
];

/// Second-level labels under which countries register names (`co.uk`, `com.cn`).
const SECOND_LEVEL: &[&str] = &[
    "ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "gv", "info", "ltd", "mil", "ne", "net",
    "nom", "or", "org", "plc", "sch", "web",
];

/// Hosts under which every subdomain belongs to somebody else (the part of the Public Suffix List's private section
/// that blogs and static sites live under).
const SHARED_HOSTS: &[&str] = &[
    "blogspot.com",
    "cnblogs.com",
    "fc2.com",
    "firebaseapp.com",
    "ghost.io",
    "gitee.io",
    "github.io",
    "gitlab.io",
    "hashnode.dev",
    "hatenablog.com",
    "herokuapp.com",
    "hexo.io",
    "iteye.com",
    "jimdofree.com",
    "livejournal.com",
    "medium.com",
    "neocities.org",
    "netlify.app",
    "netlify.com",
    "onrender.com",
    "over-blog.com",
    "pages.dev",
    "readthedocs.io",
    "substack.com",
    "surge.sh",
    "tistory.com",
    "tumblr.com",
    "typepad.com",
    "vercel.app",
    "web.app",
    "weebly.com",
    "wixsite.com",
    "wordpress.com",
    "workers.dev",
    "write.as",
];

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

/// The part of a host that somebody registered: `example.co.uk` of `news.example.co.uk`, `jane.github.io` of itself.
///
/// A short built-in list stands in for the Public Suffix List: it only has to tell sites apart, not cookies.
pub fn registrable(host: &str) -> &str {
    let host = host.trim_end_matches('.');
    if is_address(host) {
        return host;
    }
    let starts: Vec<usize> = std::iter::once(0)
        .chain(memchr::memchr_iter(b'.', host.as_bytes()).map(|dot| dot + 1))
        .collect();
    let labels = starts.len();
    if labels < 3 {
        return host;
    }
    let two = &host[starts[labels - 2]..];
    let three = &host[starts[labels - 3]..];
    let (second, top) = two.split_once('.').unwrap_or((two, ""));
    let country = top.len() == 2 && SECOND_LEVEL.contains(&second);
    if country || SHARED_HOSTS.contains(&two) || second == "blogspot" {
        three
    } else {
        two
    }
}

/// Whether `inner` is `outer` or lies below it, and `outer` is not a host shared by strangers.
pub(super) fn below(inner: &str, outer: &str) -> bool {
    if SHARED_HOSTS.contains(&outer) || outer.len() < registrable(inner).len() {
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
        assert_eq!(registrable("jane.blogspot.co.uk"), "blogspot.co.uk");
        assert_eq!(registrable("a.b.example.com.cn"), "example.com.cn");
        assert!(below("blog.example.org", "example.org"));
        assert!(!below("jane.wordpress.com", "wordpress.com"));
        assert!(!below("notexample.org", "example.org"));
        assert!(!below("example.co.uk", "co.uk"));
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
