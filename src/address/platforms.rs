//! Platforms that serve one article under several paths: the id in the path is the article.

/// The key of an article on a platform whose paths vary around an id; `None` where the path itself is the identity.
///
/// `host`, `path` and `query` are already in the form that [`super::identity`] gives them.
pub(super) fn key(host: &str, path: &str, query: &str) -> Option<String> {
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    if host == "csdn.net" || host.ends_with(".csdn.net") {
        // The user's name changes and a section may stand before it: `/user/java/article/details/1`.
        let at = segments
            .windows(2)
            .position(|w| w == ["article", "details"])?;
        let id = number(segments.get(at + 2)?)?;
        return Some(format!("blog.csdn.net/article/details/{id}"));
    }
    if host == "medium.com" || host.ends_with(".medium.com") {
        // A publication or a user before the slug, the slug before the id, or the id alone.
        let last = segments.last()?;
        let id = last.rsplit('-').next()?;
        let hex = id.len() >= 10 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let article = last.contains('-') || segments.first() == Some(&"p");
        return (hex && article).then(|| format!("medium.com/p/{}", id.to_ascii_lowercase()));
    }
    if is_stack_exchange(host) {
        let id = match segments.as_slice() {
            ["questions", id, ..] | ["q", id, ..] => number(id)?,
            _ => return None,
        };
        return Some(format!("{host}/questions/{id}"));
    }
    if host.ends_with(".wikipedia.org") && path == "/w" {
        let title = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("title="))?;
        return (query == format!("title={title}")).then(|| format!("{host}/wiki/{title}"));
    }
    None
}

/// Whether articles of these sites are also served under hosts that do not hold the site's name.
pub(super) fn has_other_hosts(sites: &[String]) -> bool {
    sites.iter().any(|site| {
        ["csdn.net", "medium.com"].iter().any(|shared| {
            site.strip_suffix(shared)
                .is_some_and(|head| head.is_empty() || head.ends_with('.'))
        })
    })
}

fn is_stack_exchange(host: &str) -> bool {
    host == "stackoverflow.com"
        || host.ends_with(".stackoverflow.com")
        || host.ends_with(".stackexchange.com")
        || matches!(host, "superuser.com" | "serverfault.com" | "askubuntu.com")
}

fn number(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use crate::address::identity;

    #[test]
    fn one_article_under_several_paths() {
        for (a, b) in [
            (
                "https://blog.csdn.net/qq_37/java/article/details/89363381",
                "https://blog.csdn.net/achiv/article/details/89363381",
            ),
            (
                "https://medium.com/@jane/a-title-8ebcd6ed9eb5",
                "https://jane.medium.com/a-title-8ebcd6ed9eb5#.2yo074hf2",
            ),
            (
                "https://stackoverflow.com/questions/123/how-to",
                "https://stackoverflow.com/q/123",
            ),
            (
                "https://en.wikipedia.org/w/index.php?title=Reprint",
                "https://en.m.wikipedia.org/wiki/Reprint",
            ),
        ] {
            let key = |text| identity(&Url::parse(text).unwrap());
            assert_eq!(key(a), key(b));
        }
    }
}
