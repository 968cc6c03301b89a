//! Platforms that serve one article under several addresses: the id in the address is the article.
//!
//! The tables say which addresses are one. In a form `{n}` is a number, `{x}` any segment (each keeps its place in the
//! key, as does `{host}`), `*` any segment, `**` any number of them; parameters after `?` must be there, others do not
//! matter; `/...` at the end lets more segments follow. `*.example` is the host and all below it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One article: its key, and the forms in which the platform serves it.
struct Article {
    key: &'static str,
    forms: &'static [&'static str],
}

/// Articles by platform.
#[rustfmt::skip]
const ARTICLES: &[Article] = &[
    // China
    Article { key: "blog.csdn.net/article/details/{n}", forms: &["*.csdn.net/**/article/details/{n}/..."] },
    Article { key: "blog.51cto.com/{n}", forms: &["blog.51cto.com/{n}", "blog.51cto.com/*/{n}"] },
    Article { key: "cnblogs.com/{x}/p/{n}.html", forms: &["cnblogs.com/{x}/p/{n}.html", "cnblogs.com/{x}/p/{n}",
        "cnblogs.com/{x}/archive/*/*/*/{n}.html"] },
    Article { key: "juejin.cn/post/{x}", forms: &["juejin.cn/post/{x}", "juejin.cn/entry/{x}"] },
    Article { key: "my.oschina.net/blog/{n}", forms: &["my.oschina.net/**/blog/{n}"] },
    Article { key: "zhihu.com/answer/{n}", forms: &["zhihu.com/answer/{n}", "zhihu.com/question/*/answer/{n}"] },
    Article { key: "zhuanlan.zhihu.com/p/{n}", forms: &["zhuanlan.zhihu.com/p/{n}", "zhihu.com/tardis/*/art/{n}"] },
    Article { key: "bilibili.com/read/cv{n}", forms: &["bilibili.com/read/cv{n}", "bilibili.com/read/mobile/{n}",
        "bilibili.com/read/mobile?id={n}"] },
    Article { key: "toutiao.com/article/{n}", forms: &["toutiao.com/article/{n}", "toutiao.com/i{n}",
        "toutiao.com/a{n}", "toutiao.com/group/{n}", "toutiao.com/item/{n}"] },
    Article { key: "163.com/article/{x}", forms: &["163.com/**/article/{x}.html", "163.com/**/article/{x}",
        "c.163.com/news/a/{x}.html"] },
    // Korea, Japan
    Article { key: "blog.naver.com/{x}/{n}", forms: &["blog.naver.com/{x}/{n}",
        "blog.naver.com/PostView.naver?blogId={x}&logNo={n}", "blog.naver.com/PostView.nhn?blogId={x}&logNo={n}",
        "blog.naver.com/{x}?logNo={n}"] },
    Article { key: "post.naver.com/{n}", forms: &["post.naver.com/{n}",
        "post.naver.com/viewer/postView.naver?volumeNo={n}", "post.naver.com/viewer/postView.nhn?volumeNo={n}"] },
    Article { key: "v.daum.net/v/{n}", forms: &["v.daum.net/v/{n}", "news.v.daum.net/v/{n}"] },
    Article { key: "qiita.com/items/{x}", forms: &["qiita.com/items/{x}", "qiita.com/*/items/{x}"] },
    // Russia
    Article { key: "habr.com/articles/{n}", forms: &["habr.com/**/articles/{n}", "habr.com/**/post/{n}",
        "habr.com/**/blog/{n}", "habr.com/**/news/t/{n}", "habr.com/**/news/{n}"] },
    Article { key: "{x}.livejournal.com/{n}.html", forms: &["livejournal.com/read/user/{x}/{n}"] },
    Article { key: "t.me/{x}/{n}", forms: &["t.me/{x}/{n}", "t.me/s/{x}/{n}"] },
    // Elsewhere
    Article { key: "{host}/questions/{n}", forms: &["*.stackexchange.com/questions/{n}/...",
        "*.stackexchange.com/q/{n}/...", "*.stackoverflow.com/questions/{n}/...", "*.stackoverflow.com/q/{n}/...",
        "superuser.com/questions/{n}/...", "superuser.com/q/{n}/...", "serverfault.com/questions/{n}/...",
        "serverfault.com/q/{n}/...", "askubuntu.com/questions/{n}/...", "askubuntu.com/q/{n}/..."] },
    Article { key: "{host}/a/{n}", forms: &["*.stackexchange.com/a/{n}/...", "*.stackoverflow.com/a/{n}/...",
        "superuser.com/a/{n}/...", "serverfault.com/a/{n}/...", "askubuntu.com/a/{n}/..."] },
    Article { key: "arxiv.org/abs/{x}", forms: &["arxiv.org/abs/{x}", "arxiv.org/pdf/{x}.pdf", "arxiv.org/pdf/{x}",
        "arxiv.org/html/{x}"] },
    Article { key: "{host}/wiki/{x}", forms: &["*.wikipedia.org/wiki/{x}", "*.wikipedia.org/w?title={x}",
        "*.wikipedia.org/zh/{x}", "*.wikipedia.org/zh-cn/{x}", "*.wikipedia.org/zh-hans/{x}",
        "*.wikipedia.org/zh-hant/{x}", "*.wikipedia.org/zh-hk/{x}", "*.wikipedia.org/zh-tw/{x}",
        "*.wikipedia.org/zh-sg/{x}"] },
];

/// Parameters that show something else than the article of a wiki.
const WIKI_VIEWS: &[&str] = &["action=", "diff=", "search=", "curid="];

/// Answers on question sites have an address of their own: the question's address may name the answer that is meant.
const ANSWERS: &[&str] = &[
    "stackexchange.com",
    "stackoverflow.com",
    "superuser.com",
    "serverfault.com",
    "askubuntu.com",
];

/// Hosts that serve what another serves: the old or other name of a platform, and its present one.
const SAME_HOSTS: &[(&str, &str)] = &[
    ("dx.doi.org", "doi.org"),
    ("habrahabr.ru", "habr.com"),
    ("juejin.im", "juejin.cn"),
    ("leetcode-cn.com", "leetcode.cn"),
    ("new.reddit.com", "reddit.com"),
    ("old.reddit.com", "reddit.com"),
    ("wapbaike.baidu.com", "baike.baidu.com"),
    ("x.com", "twitter.com"),
];

/// A form, parsed.
struct Form {
    key: &'static str,
    host: &'static str,
    below: bool,
    segments: Vec<&'static str>,
    /// More segments may follow.
    open: bool,
    parameters: Vec<(&'static str, &'static str)>,
}

/// The forms of each domain (its last two labels).
static FORMS: LazyLock<BTreeMap<&'static str, Vec<Form>>> = LazyLock::new(|| {
    let mut forms: BTreeMap<&str, Vec<Form>> = BTreeMap::new();
    for article in ARTICLES {
        for form in article.forms {
            let form = parse(article.key, form);
            forms.entry(domain(form.host)).or_default().push(form);
        }
    }
    forms
});

fn parse(key: &'static str, form: &'static str) -> Form {
    let (address, query) = form.split_once('?').unwrap_or((form, ""));
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let mut segments: Vec<&str> = path.split('/').collect();
    let open = segments.last() == Some(&"...");
    if open {
        segments.pop();
    }
    Form {
        key,
        host: host.strip_prefix("*.").unwrap_or(host),
        below: host.starts_with("*."),
        segments,
        open,
        parameters: query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .collect(),
    }
}

/// The last two labels of a host.
fn domain(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    dots.next();
    dots.next().map_or(host, |at| &host[at + 1..])
}

/// The host under which a platform is known today; itself for all others.
pub(super) fn present_host(host: &str) -> Option<String> {
    if let Some((_, present)) = SAME_HOSTS.iter().find(|(old, _)| *old == host) {
        return Some((*present).to_owned());
    }
    // Blogger sends readers to the ending of their own country.
    let (name, ending) = host.split_once(".blogspot.")?;
    (ending != "com").then(|| format!("{name}.blogspot.com"))
}

/// The key of an article on a platform whose addresses vary around an id; `None` where the address itself is the
/// identity.
///
/// `host`, `path` and `query` are already in the form that [`super::identity`] gives them.
pub(super) fn key(host: &str, path: &str, query: &str) -> Option<String> {
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    if host == "medium.com" || host.ends_with(".medium.com") {
        // A publication or a user before the slug, the slug before the id, or the id alone.
        let last = segments.last()?;
        let id = last.rsplit('-').next()?;
        let hex = id.len() >= 10 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let article = last.contains('-') || segments.first() == Some(&"p");
        return (hex && article).then(|| format!("medium.com/p/{}", id.to_ascii_lowercase()));
    }
    if host.ends_with(".wikipedia.org") && WIKI_VIEWS.iter().any(|view| query.contains(view)) {
        return None;
    }
    FORMS
        .get(domain(host))?
        .iter()
        .find_map(|form| form.read(host, &segments, query))
}

/// The key of the answer that the address of a question names: `/questions/1/title/2` is the answer 2.
pub(super) fn answer_key(key: &str, path: &str) -> Option<String> {
    let (host, _) = key.split_once("/questions/")?;
    if !ANSWERS.contains(&domain(host)) {
        return None;
    }
    match path
        .split('/')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["questions", _, _, answer] if is_number(answer) => Some(format!("{host}/a/{answer}")),
        _ => None,
    }
}

/// Other hosts under which articles of a site are served.
pub(super) fn other_hosts(site: &str) -> Vec<&'static str> {
    let mut hosts: Vec<&str> = SAME_HOSTS
        .iter()
        .filter(|(old, present)| *old == site || *present == site)
        .flat_map(|(old, present)| [*old, *present])
        .collect();
    let domain = domain(site);
    if domain == "medium.com" {
        hosts.push("medium.com");
    }
    if let Some(forms) = FORMS.get(domain) {
        hosts.extend(forms.iter().map(|form| form.host));
    }
    hosts.sort_unstable();
    hosts.dedup();
    hosts
}

impl Form {
    fn read(&self, host: &str, segments: &[&str], query: &str) -> Option<String> {
        let is_host = host == self.host
            || self.below
                && host
                    .strip_suffix(self.host)
                    .is_some_and(|head| head.ends_with('.'));
        if !is_host {
            return None;
        }
        let mut values = Values::default();
        if !self.path(segments, &mut values) {
            return None;
        }
        for (name, pattern) in &self.parameters {
            let value = query.split('&').find_map(|pair| {
                let (key, value) = pair.split_once('=')?;
                (key == *name).then_some(value)
            })?;
            if !segment(pattern, value, &mut values) {
                return None;
            }
        }
        let key = self.key.replace("{host}", host);
        let key = key.replace("{n}", values.number.unwrap_or_default());
        Some(key.replace("{x}", values.any.unwrap_or_default()))
    }

    fn path<'s>(&self, segments: &[&'s str], values: &mut Values<'s>) -> bool {
        let Some(gap) = self.segments.iter().position(|part| *part == "**") else {
            return self.run(&self.segments, segments, values);
        };
        let (head, tail) = (&self.segments[..gap], &self.segments[gap + 1..]);
        if segments.len() < head.len() + tail.len() {
            return false;
        }
        (head.len()..=segments.len() - tail.len()).any(|at| {
            let mut found = Values::default();
            let matches = self.run(tail, &segments[at..], &mut found);
            if matches {
                *values = found;
            }
            matches
        })
    }

    fn run<'s>(&self, pattern: &[&str], segments: &[&'s str], values: &mut Values<'s>) -> bool {
        (segments.len() == pattern.len() || self.open && segments.len() > pattern.len())
            && pattern
                .iter()
                .zip(segments)
                .all(|(pattern, text)| segment(pattern, text, values))
    }
}

/// What the placeholders of a form stand for.
#[derive(Default)]
struct Values<'s> {
    number: Option<&'s str>,
    any: Option<&'s str>,
}

fn segment<'s>(pattern: &str, text: &'s str, values: &mut Values<'s>) -> bool {
    if pattern == "*" {
        return !text.is_empty();
    }
    let Some((before, rest)) = pattern.split_once('{') else {
        return pattern == text;
    };
    let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
    let Some(value) = text
        .strip_prefix(before)
        .and_then(|text| text.strip_suffix(after))
        .filter(|value| !value.is_empty())
    else {
        return false;
    };
    match name {
        "n" if is_number(value) => values.number = Some(value),
        "n" => return false,
        _ => values.any = Some(value),
    }
    true
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::address::identity;

    #[test]
    fn one_article_under_several_addresses() {
        for group in [
            &[
                "https://blog.csdn.net/qq_37/java/article/details/89363381",
                "https://blog.csdn.net/achiv/article/details/89363381",
            ][..],
            &[
                "https://medium.com/@jane/a-title-8ebcd6ed9eb5",
                "https://jane.medium.com/a-title-8ebcd6ed9eb5#.2yo074hf2",
            ],
            &[
                "https://stackoverflow.com/questions/123/how-to",
                "https://stackoverflow.com/questions/123/how-to/456#456",
                "https://stackoverflow.com/q/123",
                "https://stackoverflow.com/q/123/77",
            ],
            &[
                "https://en.wikipedia.org/w/index.php?title=Reprint",
                "https://en.wikipedia.org/w/index.php?title=Reprint&oldid=1234567",
                "https://en.m.wikipedia.org/wiki/Reprint",
            ],
            &[
                "https://blog.naver.com/harbour/222440948416",
                "https://m.blog.naver.com/harbour/222440948416",
                "https://blog.naver.com/PostView.nhn?blogId=harbour&logNo=222440948416&from=search",
                "https://m.blog.naver.com/PostView.naver?blogId=harbour&logNo=222440948416",
            ],
            &[
                "https://habr.com/ru/articles/4711/",
                "https://habr.com/ru/post/4711/",
                "https://m.habr.com/ru/company/pier/blog/4711/",
                "https://habrahabr.ru/post/4711/",
            ],
            &[
                "https://juejin.cn/post/684490",
                "https://juejin.im/post/684490",
                "https://juejin.im/entry/684490",
            ],
            &[
                "https://leetcode.cn/circle/discuss/abc/",
                "https://leetcode-cn.com/circle/discuss/abc",
            ],
            &[
                "https://www.zhihu.com/question/1/answer/22",
                "https://www.zhihu.com/answer/22",
            ],
            &[
                "https://pier.blogspot.com/2014/05/tide.html",
                "http://pier.blogspot.co.uk/2014/05/tide.html?m=1",
            ],
        ] {
            let key = |text: &str| identity(&Url::parse(text).unwrap());
            for other in group {
                assert_eq!(key(group[0]), key(other), "{other}");
            }
        }
    }

    #[test]
    fn other_pages_of_the_platforms_stay_apart() {
        let key = |text: &str| identity(&Url::parse(text).unwrap());
        for (a, b) in [
            (
                "https://habr.com/ru/articles/4711/",
                "https://habr.com/ru/articles/4712/",
            ),
            (
                "https://blog.naver.com/harbour",
                "https://blog.naver.com/harbour/222440948416",
            ),
            (
                "https://stackoverflow.com/a/456",
                "https://stackoverflow.com/q/456",
            ),
            (
                "https://en.wikipedia.org/wiki/Tide",
                "https://en.wikipedia.org/wiki/Tide?action=history",
            ),
        ] {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn keys_are_stable() {
        for article in ARTICLES {
            let filled = article.key.replace("{host}", "en.wikipedia.org");
            let filled = filled.replace("{n}", "4711").replace("{x}", "name");
            let key = identity(&Url::parse(&format!("https://{filled}")).unwrap());
            assert_eq!(key, filled);
        }
    }
}
