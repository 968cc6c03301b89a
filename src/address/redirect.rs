//! Redirectors whose target can be read from the link, and those whose target cannot.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;
use url::Url;

use super::hosts::{registrable, site_host};
use super::redirectors::{
    KNOWN, LEADS_AWAY, NOT_READING, OPAQUE_HOSTS, OPAQUE_PATHS, OWN_REDIRECTORS, READERS,
};

/// What a link turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// A redirector that carries its target.
    Target(Url),
    /// A shortener or an encrypted redirector: where it leads cannot be told offline.
    Opaque,
    /// No redirector.
    Not,
}

/// Redirectors are nested at most this deep before the rest counts as the target. By hand; it bounds work.
const MAX_NESTING: usize = 3;

/// A longer parameter is no URL that anybody reads. By hand; it bounds work.
const MAX_TARGET: usize = 8 * 1024;

/// Reads the target of a redirector. Nested redirectors are followed up to three deep.
pub fn decode_redirector(link: &Url) -> Decoded {
    let mut current = None;
    for _ in 0..MAX_NESTING {
        match step(current.as_ref().unwrap_or(link)) {
            Decoded::Target(next) => current = Some(next),
            Decoded::Opaque => return Decoded::Opaque,
            Decoded::Not => break,
        }
    }
    current.map_or(Decoded::Not, Decoded::Target)
}

/// Whether a link on a page's own site leads away to a place that the link does not tell (`/go/4711`).
pub(super) fn leads_away(link: &Url) -> bool {
    let mut segments = segments(link);
    let Some(first) = segments.next() else {
        return false;
    };
    let more = segments.next().is_some() || link.query().is_some();
    more && LEADS_AWAY.contains(&stem(first).as_str())
}

fn step(link: &Url) -> Decoded {
    let Some(raw_host) = link.host_str() else {
        return Decoded::Not;
    };
    let host = raw_host.to_ascii_lowercase();
    let bare = site_host(&host);
    if let Some(name) = host.strip_suffix(".translate.goog") {
        return translated(name, link).map_or(Decoded::Opaque, Decoded::Target);
    }
    if READERS.contains(&bare.as_str())
        && let Some(target) = shown_in_path(link)
    {
        return Decoded::Target(target);
    }
    if OPAQUE_HOSTS.contains(&host.as_str()) || OPAQUE_HOSTS.contains(&bare.as_str()) {
        // The service's own home page is a page like any other.
        return match link.path() {
            "/" if link.query().is_none() => Decoded::Not,
            _ => Decoded::Opaque,
        };
    }
    let domain = registrable(&host);
    if domain == "urldefense.com" || domain == "proofpoint.com" {
        return urldefense(link).map_or(Decoded::Opaque, Decoded::Target);
    }
    if domain == "archive.org" {
        return archived(link).map_or(Decoded::Not, Decoded::Target);
    }
    if let Some(target) = dated(link).or_else(|| in_path_of(&host, link)) {
        return Decoded::Target(target);
    }
    let owns = |name: &str| {
        name == host
            || name == bare
            || name == domain
            || name.ends_with('.') && (domain.starts_with(name) || bare.starts_with(name))
            || host
                .strip_suffix(name)
                .is_some_and(|head| head.ends_with('.'))
                && name.contains('.')
    };
    for (name, path, parameters) in KNOWN {
        if owns(name)
            && link.path().starts_with(path)
            && let Some(target) = parameters.iter().find_map(|name| parameter(link, name))
        {
            return Decoded::Target(target);
        }
    }
    if OPAQUE_PATHS
        .iter()
        .any(|(name, path)| owns(name) && link.path().starts_with(path))
    {
        return Decoded::Opaque;
    }
    own_redirector(link).map_or(Decoded::Not, Decoded::Target)
}

/// `/go?url=…`, `/go/aHR0cHM…`, `/goto/https://…`, `/exit?https://…`.
fn own_redirector(link: &Url) -> Option<Url> {
    let all: Vec<&str> = segments(link).collect();
    if all
        .iter()
        .any(|part| NOT_READING.contains(&stem(part).as_str()))
    {
        return None;
    }
    let at = all
        .iter()
        .take(3)
        .position(|part| OWN_REDIRECTORS.contains(&stem(part).as_str()))?;
    if at + 1 < all.len() {
        let rest = all[at + 1..].join("/");
        let rest = match link.query() {
            Some(query) if rest.contains(':') => format!("{rest}?{query}"),
            _ => rest,
        };
        if let Some(target) = as_target(&rest) {
            return Some(target);
        }
    }
    let query = link.query()?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(_, value)| as_target(value))
        .or_else(|| as_target(query))
}

fn segments(link: &Url) -> impl Iterator<Item = &str> {
    link.path().split('/').filter(|part| !part.is_empty())
}

fn stem(segment: &str) -> String {
    let lower = segment.to_ascii_lowercase();
    let end = lower.rfind('.').unwrap_or(lower.len());
    lower[..end].to_owned()
}

fn parameter(link: &Url, name: &str) -> Option<Url> {
    let query = link.query()?;
    if name.is_empty() {
        return as_target(query);
    }
    let value = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))?;
    as_target(value).or_else(|| {
        // Disqus signs its targets: `url=https%3A%2F%2Fexample.org%2F:hash&cuid=1`.
        let (head, _) = value
            .rsplit_once("%3A")
            .or_else(|| value.rsplit_once(':'))?;
        as_target(head)
    })
}

/// A parameter's value as an absolute http(s) URL: plain, percent-encoded once or twice, or in base64.
fn as_target(value: &str) -> Option<Url> {
    if value.len() > MAX_TARGET {
        return None;
    }
    let mut text = value.to_owned();
    for _ in 0..3 {
        if let Some(url) = absolute(&text) {
            return Some(url);
        }
        let decoded = percent_decode_str(&text).decode_utf8().ok()?.into_owned();
        if decoded == text {
            break;
        }
        text = decoded;
    }
    from_base64(&text)
}

fn absolute(text: &str) -> Option<Url> {
    let text = text.trim();
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let url = if lower.starts_with("http://") || lower.starts_with("https://") {
        Url::parse(text).ok()?
    } else if lower.starts_with("https:/") || lower.starts_with("http:/") {
        // A path collapsed the slashes: `/goto/https:/example.org/`.
        Url::parse(text).ok()?
    } else if lower.starts_with("//") && text[2..].contains('.') {
        Url::parse(&format!("https:{text}")).ok()?
    } else {
        return None;
    };
    url.host_str()?.contains('.').then_some(url)
}

/// Base64 of a URL, as it stands or after a short key (`/go?_=` carries ten hexadecimal digits in front).
fn from_base64(text: &str) -> Option<Url> {
    // Base64 of `http`; a value without it is no encoded URL.
    let start = text.find("aHR0c")?;
    if start > 16 {
        return None;
    }
    let body: String = text[start..]
        .chars()
        .map(|letter| match letter {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .take_while(|letter| letter.is_ascii_alphanumeric() || "+/=".contains(*letter))
        .collect();
    let engine = GeneralPurpose::new(
        &alphabet::STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true),
    );
    let bytes = engine.decode(body.trim_end_matches('=')).ok()?;
    let decoded = String::from_utf8(bytes).ok()?;
    let decoded = percent_decode_str(&decoded).decode_utf8().ok()?;
    absolute(&decoded)
}

/// `https://news-example-org.translate.goog/a?_x_tr_sl=en`: dots are hyphens, hyphens are doubled.
fn translated(name: &str, link: &Url) -> Option<Url> {
    let host = name
        .replace("--", "\u{0}")
        .replace('-', ".")
        .replace('\u{0}', "-");
    let kept: Vec<&str> = link
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("_x_tr_"))
        .collect();
    let query = if kept.is_empty() {
        String::new()
    } else {
        format!("?{}", kept.join("&"))
    };
    absolute(&format!("https://{host}{}{query}", link.path()))
}

/// The address in the path of a page that shows another: `https://reader.example/https://example.org/a?b=c`.
fn shown_in_path(link: &Url) -> Option<Url> {
    let path = link.path();
    let at = path.find("/http")?;
    let query = link
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    as_target(&format!("{}{query}", path.get(at + 1..)?))
}

/// Proofpoint: `v3/__https://example.org/a__;!!…` and `v2/url?u=https-3A__example.org_a`.
fn urldefense(link: &Url) -> Option<Url> {
    if let Some(rest) = link.path().split_once("/v3/__").map(|(_, rest)| rest) {
        let end = rest.find("__;").unwrap_or(rest.len());
        return as_target(&rest[..end]);
    }
    let query = link.query()?;
    let value = query.split('&').find_map(|pair| pair.strip_prefix("u="))?;
    as_target(&value.replace('-', "%").replace('_', "/"))
}

/// What an archive shows, whoever keeps it: fourteen digits of a time and the address (`/wayback/20200101000000/https://…`).
fn dated(link: &Url) -> Option<Url> {
    let path = link.path();
    let at = path.find("/http")?;
    let time = path.get(..at)?.rsplit('/').next()?;
    // "20200101000000id_" and its kin show the same page in another form.
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    let form = time.get(digits..).unwrap_or_default();
    let is_time = digits == 14 && form.len() <= 3;
    is_time.then(|| shown_in_path(link)).flatten()
}

/// Services that name the page in their path without its scheme, in base64, or in a search word.
fn in_path_of(host: &str, link: &Url) -> Option<Url> {
    let path = link.path();
    let secure = |rest: &str| absolute(&format!("https://{rest}"));
    match host {
        "b.hatena.ne.jp" => { path.strip_prefix("/entry/s/") }.and_then(secure),
        "www.bing-amp.com" | "bing-amp.com" => { path.strip_prefix("/c/s/") }.and_then(secure),
        "rdsig.yahoo.co.jp" => {
            let (_, target) = path.split_once("/RU=")?;
            from_base64(target.split('/').next()?)
        }
        "webcache.googleusercontent.com" => {
            let mut pairs = link.query_pairs();
            let (_, asked) = pairs.find(|(name, _)| name == "q")?;
            let rest = asked.strip_prefix("cache:")?;
            let rest = rest.split_whitespace().next()?;
            // The address stands alone or behind a key: "cache:abc123:https://…".
            let keyed = || rest.split_once(':').and_then(|(_, rest)| absolute(rest));
            absolute(rest).or_else(keyed).or_else(|| secure(rest))
        }
        // Signed: "https://example.org/a:hash".
        "disq.us" => {
            let target = parameter(link, "url")?;
            let (head, hash) = target.as_str().rsplit_once(':')?;
            let is_hash = !hash.is_empty()
                && hash
                    .bytes()
                    .all(|c| c.is_ascii_alphanumeric() || b"-_".contains(&c));
            is_hash.then(|| absolute(head)).flatten()
        }
        _ => None,
    }
}

/// `web.archive.org/web/20200101000000/https://example.org/a`.
fn archived(link: &Url) -> Option<Url> {
    let rest = link.path().strip_prefix("/web/")?;
    let (_, target) = rest.split_once('/')?;
    let query = link.query().map(|q| format!("?{q}")).unwrap_or_default();
    let target = if target.starts_with("http") {
        format!("{target}{query}")
    } else {
        format!("http://{target}{query}")
    };
    absolute(&target)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(link: &str) -> Decoded {
        decode_redirector(&Url::parse(link).unwrap())
    }

    #[test]
    fn redirectors_that_carry_their_target_are_read() {
        let target = Decoded::Target(Url::parse("https://aicnbc.com/13219.html").unwrap());
        for link in [
            "https://www.google.com/url?sa=t&q=https://aicnbc.com/13219.html&usg=x",
            "https://www.google.co.uk/url?url=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://link.zhihu.com/?target=https%3A//aicnbc.com/13219.html",
            "https://link.jianshu.com?t=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://link.juejin.cn/?target=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://link.csdn.net/?target=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://l.facebook.com/l.php?u=https%3A%2F%2Faicnbc.com%2F13219.html&h=AT",
            "https://t.umblr.com/redirect?z=https%3A%2F%2Faicnbc.com%2F13219.html&t=x",
            "https://steamcommunity.com/linkfilter/?u=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://vk.com/away.php?to=https%3A%2F%2Faicnbc.com%2F13219.html&cc_key=",
            "https://out.reddit.com/t3_x?url=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://duckduckgo.com/l/?uddg=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://weibo.cn/sinaurl?u=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Faicnbc.com%2F13219.html&data=1",
            "https://blog.example/go/aHR0cHM6Ly9haWNuYmMuY29tLzEzMjE5Lmh0bWw=",
            "https://blog.example/go?_=0a1b2c3d4eaHR0cHM6Ly9haWNuYmMuY29tLzEzMjE5Lmh0bWw=",
            "https://blog.example/exit?url=https%253A%252F%252Faicnbc.com%252F13219.html",
            "https://blog.example/goto/https://aicnbc.com/13219.html",
            "https://blog.example/redirect.php?https://aicnbc.com/13219.html",
            "https://urldefense.com/v3/__https://aicnbc.com/13219.html__;!!abc$",
            "https://web.archive.org/web/20240102030405/https://aicnbc.com/13219.html",
            "https://aicnbc-com.translate.goog/13219.html?_x_tr_sl=en&_x_tr_tl=de",
            "https://translate.google.com/translate?sl=en&tl=de&u=https://aicnbc.com/13219.html",
            "https://translate.google.com/website?sl=en&tl=de&u=https://aicnbc.com/13219.html",
            "https://12ft.io/proxy?q=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://12ft.io/https://aicnbc.com/13219.html",
            "https://r.jina.ai/https://aicnbc.com/13219.html",
            "https://archive.ph/20240102/https://aicnbc.com/13219.html",
            "https://arquivo.example/wayback/20240102030405/https://aicnbc.com/13219.html",
            "https://webarchive.example/all/20240102030405mp_/https://aicnbc.com/13219.html",
            "https://webcache.googleusercontent.com/search?q=cache:a1B2c3:https://aicnbc.com/13219.html",
            "https://webcache.googleusercontent.com/search?q=cache:aicnbc.com/13219.html+chips",
            "https://b.hatena.ne.jp/entry/s/aicnbc.com/13219.html",
            "https://www.bing-amp.com/c/s/aicnbc.com/13219.html",
            "https://rdsig.yahoo.co.jp/x/RV=1/RU=aHR0cHM6Ly9haWNuYmMuY29tLzEzMjE5Lmh0bWw",
            "https://disq.us/url?url=https%3A%2F%2Faicnbc.com%2F13219.html%3Ak3y_A&cuid=1",
            "https://cr.naver.com/rd?u=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://papago.naver.net/website?source=ko&target=en&url=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://fanyi.baidu.com/transpage?query=https%3A%2F%2Faicnbc.com%2F13219.html&from=zh",
            "https://www.translatetheweb.com/?from=de&to=en&a=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://googleweblight.com/i?u=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://cachedview.nl/?url=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://www.removepaywall.com/search?url=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://blog.example/git.php?adres=https%3A%2F%2Faicnbc.com%2F13219.html",
            "https://www.google.com/url?q=https%3A%2F%2Flink.zhihu.com%2F%3Ftarget%3Dhttps%253A%252F%252Faicnbc.com%252F13219.html",
        ] {
            assert_eq!(decode(link), target, "{link}");
        }
    }

    #[test]
    fn shorteners_and_encrypted_redirectors_are_opaque() {
        for link in [
            "http://t.cn/RJ3nmhV",
            "https://archive.ph/AbCdE",
            "https://bit.ly/3xyz",
            "https://link.segmentfault.com/?enc=abc%3D",
            "https://www.baidu.com/link?url=Zk1",
            "https://www.google.com/url?q=https://bit.ly/3xyz",
        ] {
            assert_eq!(decode(link), Decoded::Opaque, "{link}");
        }
    }

    #[test]
    fn ordinary_links_and_share_buttons_are_not_redirectors() {
        for link in [
            "https://aicnbc.com/13219.html",
            "https://example.org/go/getting-started",
            "https://example.org/20240102/https-explained",
            "https://example.org/git/getting-started",
            "https://www.facebook.com/sharer/sharer.php?u=https://aicnbc.com/13219.html",
            "https://twitter.com/intent/tweet?url=https://aicnbc.com/13219.html",
            "https://example.org/login?redirect=https://aicnbc.com/13219.html",
            "https://www.zhihu.com/question/1",
            "https://bit.ly/",
        ] {
            assert_eq!(decode(link), Decoded::Not, "{link}");
        }
    }

    #[test]
    fn hostile_targets_end() {
        let mut link = String::from("https://aicnbc.com/");
        for _ in 0..6 {
            let inner: String = url::form_urlencoded::byte_serialize(link.as_bytes()).collect();
            link = format!("https://link.zhihu.com/?target={inner}");
        }
        assert!(matches!(decode(&link), Decoded::Target(_)));
        let long = format!("https://x.example/go?url={}", "a".repeat(100_000));
        assert_eq!(decode(&long), Decoded::Not);
    }
}
