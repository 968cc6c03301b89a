//! Sense before belief: what can be a name, and what can be the address of an article.

use url::{Host, Url};

use super::lexicon::{Word, hits, is_join, is_role};
use crate::text::fold;
use crate::text::template::is_spaceless;

/// Longest name, in characters.
const LONGEST_NAME: usize = 60;

/// What ends a name wherever it stands.
const NAME_ENDS: &[char] = &[
    ',', '，', '。', '、', ';', '；', '|', '｜', '\n', '•', '·', '—', '–', '!', '！', '?', '？',
    '<', '>', '\t', '(', '（', '[', '【', '：', ':', '»', '/', '／', '।', '؛', '،',
];

/// Words at the end of the name of a publication. By hand.
const PUBLICATIONS: &[&str] = &[
    "post",
    "times",
    "news",
    "weekly",
    "journal",
    "press",
    "magazine",
    "review",
    "herald",
    "blog",
    "daily",
    "gazette",
    "tribune",
    "zeitung",
    "blatt",
    "magazin",
    "revue",
    "diario",
    "diário",
    "jornal",
    "giornale",
    "krant",
    "gazeta",
    "газета",
    "журнал",
    "wiki",
    "media",
    "network",
    "chronicle",
    "observer",
    "courier",
    "monthly",
    "quarterly",
    "newsroom",
    "kurier",
    "tageblatt",
    "le",
    "el",
    "notes",
    "foundation",
    "university",
    "institute",
    "library",
];

/// The first name in what stands behind a label or a verb of crediting, cut where it ends; `None` if it names nobody.
///
/// `labelled`: a colon stands before it, so that handles and lower case are names too.
pub(super) fn name(text: &str, labelled: bool) -> Option<String> {
    let text = text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '*' | '_'
                    | '@'
                    | ':'
                    | '：'
                    | '"'
                    | '“'
                    | '„'
                    | '«'
                    | '「'
                    | '『'
                    | '《'
                    | '\''
                    | '‘'
                    | '`'
                    | '【'
                    | '>'
                    | '-'
            )
    });
    let mut end = text
        .char_indices()
        .find(|(at, c)| {
            NAME_ENDS.contains(c) && !(*c == '·' && at + 2 < text.len())
                || matches!(
                    c,
                    '"' | '”'
                        | '“'
                        | '「'
                        | '」'
                        | '』'
                        | '》'
                        | '»'
                        | '*'
                        | '`'
                        | '】'
                        | '{'
                        | '}'
                )
                || *c == '.' && ends_name(text, *at)
                || *c == '-' && text[..*at].ends_with(' ')
        })
        .map_or(text.len(), |(at, _)| at);
    if let Some(at) = text.get(..end)?.find("http") {
        end = at;
    }
    let cut = text.get(..end)?.trim();
    let cased = cut.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let name = if cut.chars().any(is_spaceless) {
        spaceless(cut)
    } else if cased {
        cased_name(cut, labelled)
    } else {
        uncased(cut)
    };
    let name =
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '"' | '\'' | '’'));
    is_name(name).then(|| name.to_owned())
}

/// Whether a full stop here ends the name rather than an initial or a title.
fn ends_name(text: &str, at: usize) -> bool {
    let word = text[..at]
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let rest = text[at + 1..].trim_start();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let title = matches!(
        word,
        "Dr" | "Mr" | "Mrs" | "Ms" | "Prof" | "St" | "Jr" | "Sr"
    );
    rest.is_empty() || !initial && !title
}

/// A name in a script with capitals: as many words as look like one.
fn cased_name(text: &str, labelled: bool) -> &str {
    let mut end = 0;
    let words: Vec<&str> = text.split_whitespace().collect();
    // "ida_holm", "mbland": a handle behind a label.
    let handle = labelled && words.len() == 1;
    for (index, word) in words.iter().enumerate() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let folded = fold(bare).as_str().to_owned();
        let upper = bare
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_numeric() && index > 0);
        let particle = matches!(
            &*folded,
            "de" | "van"
                | "von"
                | "der"
                | "den"
                | "da"
                | "di"
                | "del"
                | "la"
                | "le"
                | "dos"
                | "du"
                | "bin"
                | "al"
                | "el"
                | "ten"
                | "ter"
                | "zu"
                | "y"
                | "e"
                | "and"
                | "und"
                | "et"
                | "en"
                | "i"
                | "og"
                | "och"
                | "ja"
                | "ve"
                | "и"
                | "та"
                | "dan"
                | "&"
                | "és"
                | "și"
                | "και"
                | "a"
                | "và"
        ) && words.get(index + 1).is_some_and(|next| {
            next.chars().next().is_some_and(char::is_uppercase) && !is_asked(next)
        }) && index > 0;
        if !(upper || particle || handle || *word == "&" && index > 0) || index >= 8 {
            break;
        }
        if !particle && is_join(&folded) && (!upper || index == 0) {
            break;
        }
        end = start + word.len();
    }
    let name = text.get(..end).unwrap_or_default();
    if name.is_empty() && labelled && words.len() <= 3 {
        text
    } else {
        name
    }
}

/// A name in Han, Kana, Hangul or Thai: up to what joins it to the rest.
fn spaceless(text: &str) -> &str {
    let mut end = text.len();
    for join in [
        "原创",
        "撰写",
        "所有",
        "发布",
        "提供",
        "创作",
        "编写",
        "的",
        "及",
        "和",
        "与",
        "并",
        "と",
        "および",
        "及び",
        "の",
        "を",
        "さん",
        "氏",
        "에서",
        "님",
        "译",
        "最后",
        "于",
        "以及",
        "授权",
        "首发",
        "转载",
        "整理",
        "投稿",
    ] {
        if let Some(at) = text.find(join)
            && at > 0
        {
            end = end.min(at);
        }
    }
    // "霍一达 转载请…": a space ends a name in Han, not one in Hangul or Thai letters.
    if let Some(at) = text.find(' ')
        && !family_apart(text, at)
        && text
            .chars()
            .any(|c| matches!(c as u32, 0x3040..=0x30FF | 0x4E00..=0x9FFF))
        && text[..at].chars().any(is_spaceless)
    {
        end = end.min(at);
    }
    text.get(..end).unwrap_or(text)
}

/// Whether a word is one of crediting or of what is credited, which in German has a capital too.
fn is_asked(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    hits(word).iter().any(|hit| {
        matches!(hit.word, Word::Source | Word::Name | Word::Reuse) && hit.range.len() == word.len()
    })
}

/// Whether a space stands between family and given name: 三枝 薫.
fn family_apart(text: &str, at: usize) -> bool {
    let han =
        |part: &str| part.chars().all(is_spaceless) && (1..=3).contains(&part.chars().count());
    let given = text
        .get(at + 1..)
        .and_then(|rest| rest.split(' ').next())
        .unwrap_or_default();
    han(given) && text.get(..at).is_some_and(han)
}

/// A name in a script without capitals that writes spaces: the words before a joining one, four at most.
fn uncased(text: &str) -> &str {
    let mut end = 0;
    for (index, word) in text.split_whitespace().enumerate() {
        if index >= 4 || index > 0 && is_join(fold(word).as_str()) {
            break;
        }
        end = word.as_ptr() as usize - text.as_ptr() as usize + word.len();
    }
    text.get(..end).unwrap_or(text)
}

fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let count = name.chars().count();
    let folded = fold(name);
    let words = folded.as_str().split_whitespace();
    letters >= 2
        && letters * 2 >= count
        && count <= LONGEST_NAME
        && !is_role(folded.as_str())
        && !words.clone().all(|word| is_role(word) || is_join(word))
        && !placeholder(name)
        && !name.contains("://")
        && !name.starts_with("www.")
        && !(name.chars().any(is_spaceless) && count > 16 && !name.contains(' '))
}

/// Whether what a page declares as an author can be one: no role, no template's remains, no address.
pub(crate) fn is_person(name: &str) -> bool {
    let folded = fold(name);
    !folded.as_str().is_empty()
        && !is_role(folded.as_str())
        && !placeholder(name)
        && !name.contains("://")
}

/// The licence that a text names in words: the address of its deed, or its name where it has none.
pub(crate) fn license_in(text: &str) -> Option<String> {
    if let Some(at) = text.find("SPDX-License-Identifier:") {
        let name = text.get(at + 24..)?.split_whitespace().next()?;
        return cc_license(&name.replace('-', " "))
            .or_else(|| Some(name.chars().take(60).collect()));
    }
    cc_license(text)
}

/// A Creative Commons licence in words: "CC BY-NC 4.0", "Attribution-ShareAlike 4.0 International", "署名-非商业性使用".
fn cc_license(text: &str) -> Option<String> {
    let folded = fold(text);
    let text = folded.as_str();
    if text.contains("cc0") || text.contains("creativecommons.org/publicdomain/zero") {
        return Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned());
    }
    if text.contains("creativecommons.org/") {
        return None;
    }
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|word| !word.is_empty())
        .collect();
    let cc = words
        .iter()
        .position(|word| {
            *word == "cc"
                || *word == "creativecommons"
                || word.starts_with("cc") && word.len() <= 4 && word.ends_with("by")
        })
        .or_else(|| {
            words
                .windows(2)
                .position(|pair| pair == ["creative", "commons"])
        });
    let named = [
        "知识共享",
        "创作共用",
        "クリエイティブ",
        "署名-",
        "署名—",
        "署名 非商业",
        "저작자표시",
        "저작자 표시",
        "姓名标示",
        "attribution-",
        "表示-",
    ]
    .iter()
    .any(|mark| text.contains(mark));
    if cc.is_none() && !named {
        return None;
    }
    // The conditions stand close behind the name.
    let from = cc.unwrap_or(0);
    let near: Vec<&str> = words.iter().skip(from).take(14).copied().collect();
    let has = |list: &[&str]| {
        list.iter().any(|mark| near.contains(mark))
            || named
                && list
                    .iter()
                    .any(|mark| !mark.is_ascii() && text.contains(mark))
    };
    // "cc of this letter … by post" names no licence: its code follows at once, or behind the version.
    let coded = near
        .iter()
        .skip(1)
        .take(2)
        .any(|word| matches!(*word, "by" | "by4" | "attribution"))
        || near.first().is_some_and(|word| *word == "ccby")
        || near
            .iter()
            .any(|word| *word == "licensed" || *word == "license");
    if !named && !coded {
        return None;
    }
    let by = has(&[
        "by",
        "ccby",
        "attribution",
        "署名",
        "表示",
        "저작자표시",
        "姓名标示",
    ]) || near.iter().any(|word| {
        matches!(
            *word,
            "atribución" | "attribuzione" | "namensnennung" | "atribuição" | "paternité"
        )
    });
    if !by {
        return None;
    }
    let nc = has(&[
        "nc",
        "noncommercial",
        "非商业性使用",
        "非商业性",
        "非営利",
        "비영리",
        "非商业",
    ]);
    let sa = has(&[
        "sa",
        "sharealike",
        "相同方式共享",
        "继承",
        "変更禁止なし",
        "동일조건변경허락",
    ]);
    let nd = has(&[
        "nd",
        "noderivatives",
        "noderivs",
        "禁止演绎",
        "改変禁止",
        "변경금지",
        "禁止改作",
    ]);
    let version = near
        .iter()
        .chain(words.iter())
        .find(|word| {
            matches!(
                word.trim_end_matches('.'),
                "4.0" | "3.0" | "2.5" | "2.0" | "1.0"
            )
        })
        .map_or("4.0", |word| word.trim_end_matches('.'));
    let mut code = "by".to_owned();
    for (holds, part) in [(nc, "-nc"), (nd, "-nd"), (sa && !nd, "-sa")] {
        if holds {
            code.push_str(part);
        }
    }
    Some(format!(
        "https://creativecommons.org/licenses/{code}/{version}/"
    ))
}

/// Whether a name is that of a publication rather than of a person.
pub(super) fn is_publication(name: &str) -> bool {
    let folded = fold(name);
    let mut words = folded.as_str().split_whitespace();
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or_default();
    first == "the"
        || PUBLICATIONS.contains(&last)
        || name.ends_with(['报', '報', '网', '網', '刊'])
        || name.ends_with("新闻")
        || name.ends_with("周报")
        || name.ends_with("신문")
        || name.ends_with("新聞")
        || name.ends_with("杂志")
        || name.contains(".com")
}

/// Whether a name and another are the same but for case and spaces.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String {
        fold(text)
            .as_str()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    plain(a) == plain(b)
}

/// Whether a text was left by a template or an example: `{{ page.url }}`, `undefined`, `<%= url %>`, `example.com`.
pub fn placeholder(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let code = [
        "{{",
        "}}",
        "<%",
        "%>",
        "{%",
        "${",
        "%7b%7b",
        "%7d%7d",
        "[object object]",
        "[[",
        "]]",
        "%permalink%",
        "%url%",
        "__url__",
    ];
    let word = [
        "undefined",
        "null",
        "nan",
        "your-domain",
        "yourdomain",
        "your-site",
        "yoursite",
        "your-blog",
        "yourblog",
        "your-url",
        "yourwebsite",
        "your-website",
        "your name",
        "your-name",
        "todo",
        "changeme",
        "site-url",
        "siteurl",
        "yourname",
    ];
    let parts = || lower.split(|c: char| !c.is_alphanumeric() && c != '-' && c != ' ');
    code.iter().any(|mark| lower.contains(mark))
        || parts().any(|part| word.contains(&part.trim()))
        || placeholder_host(&lower)
}

fn placeholder_host(lower: &str) -> bool {
    let Ok(url) = Url::parse(lower) else {
        return false;
    };
    match url.host() {
        Some(Host::Domain(host)) => {
            let host = host.strip_prefix("www.").unwrap_or(host);
            matches!(
                host,
                "example.com"
                    | "example.org"
                    | "example.net"
                    | "localhost"
                    | "yoursite.com"
                    | "mysite.com"
                    | "site.com"
                    | "domain.com"
                    | "test.com"
            ) || host.ends_with(".example.com")
                || host.ends_with(".localhost")
                || host.ends_with(".local")
                || host.ends_with(".test")
                || host.ends_with(".invalid")
                || !host.contains('.')
        }
        Some(Host::Ipv4(ip)) => {
            ip.is_loopback() || ip.is_private() || ip.is_unspecified() || ip.is_link_local()
        }
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.is_unspecified(),
        None => false,
    }
}

/// Whether an address is that of a machine without a name in the world, written as a number.
pub(crate) fn is_private(url: &Url) -> bool {
    matches!(url.host(), Some(Host::Ipv4(_) | Host::Ipv6(_)))
}

/// Whether an address is the front of a site rather than an article.
pub fn is_home(url: &Url) -> bool {
    let path = url.path().trim_end_matches('/');
    url.query().is_none()
        && (path.is_empty()
            || matches!(
                path,
                "/index.html" | "/index.htm" | "/index.php" | "/home" | "/blog" | "/index"
            ))
}

/// Whether an address can be that of an article: no licence, picture, script, feed, share button, profile or mailbox.
pub(super) fn may_be_article(url: &Url) -> bool {
    if !matches!(url.scheme(), "http" | "https") || is_license(url.as_str()) {
        return false;
    }
    let path = url.path().to_ascii_lowercase();
    let ending = path.rsplit('.').next().unwrap_or_default();
    let is_file = path.contains('.')
        && matches!(
            ending,
            "png"
                | "jpg"
                | "jpeg"
                | "gif"
                | "svg"
                | "webp"
                | "avif"
                | "ico"
                | "js"
                | "css"
                | "xml"
                | "rss"
                | "atom"
                | "woff"
                | "woff2"
                | "mp4"
                | "mp3"
                | "json"
        );
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let query = url.query().unwrap_or_default().to_ascii_lowercase();
    let shares = matches!(
        host,
        "addtoany.com"
            | "sharethis.com"
            | "t.me"
            | "connect.qq.com"
            | "pinterest.com"
            | "getpocket.com"
            | "wa.me"
            | "api.whatsapp.com"
    ) || path.contains("/sharer")
        || path.contains("/intent/")
        || path.contains("/share.php")
        || path.ends_with("/share")
        || path.contains("/sharearticle")
        || path.ends_with("/submit");
    let counts = query.contains("republication-pixel")
        || path.contains("count.gif")
        || path.contains("pixel") && (is_file || query.contains("id="));
    let feeds = path.ends_with("/feed")
        || path.ends_with("/feed/")
        || path.ends_with("/rss")
        || query == "feed=rss2";
    let pages = [
        "/author/",
        "/authors/",
        "/user/",
        "/users/",
        "/u/",
        "/people/",
        "/tag/",
        "/tags/",
        "/category/",
    ]
    .iter()
    .any(|part| path.starts_with(part));
    !(is_file || shares || counts || feeds || pages)
}

/// Whether an address is the text of a licence: a notice or a credit that links it does not mean the article by it.
pub(crate) fn is_license(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    [
        "creativecommons.org/",
        "creativecommons.net/",
        "gnu.org/licenses",
        "opensource.org/licens",
        "nationalarchives.gov.uk/doc/open-government-licence",
        "opendatacommons.org/",
    ]
    .iter()
    .any(|host| url.contains(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_they_end() {
        for (text, labelled, expected) in [
            (" Ida Holm and link back", false, Some("Ida Holm")),
            (": Ida Holm for Pier Post", true, Some("Ida Holm")),
            (" the author and the magazine", false, None),
            (" Ida Holm / Pier Post", false, Some("Ida Holm")),
            ("：齐月，转载请注明", true, Some("齐月")),
            ("：博主", true, None),
            (": admin", true, None),
            (": mbland", true, Some("mbland")),
            ("「霍一达」的原创文章", true, Some("霍一达")),
            (": J. R. Doe. Reprints", true, Some("J. R. Doe")),
            (": {{ page.author }}", true, None),
            (" us and", false, None),
            ("：三枝薫", true, Some("三枝薫")),
        ] {
            assert_eq!(name(text, labelled).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn licences_are_read_in_words() {
        for (text, code) in [
            (
                "This work is licensed under CC BY-SA 4.0.",
                Some("by-sa/4.0"),
            ),
            (
                "Licensed under a Creative Commons Attribution-NonCommercial 3.0 license",
                Some("by-nc/3.0"),
            ),
            (
                "本文采用 知识共享署名-非商业性使用-相同方式共享 4.0 国际许可协议 进行许可。",
                Some("by-nc-sa/4.0"),
            ),
            ("均采用 CC BY-NC-SA 4.0 许可协议", Some("by-nc-sa/4.0")),
            ("遵循 CC 4.0 BY-SA 版权协议", Some("by-sa/4.0")),
            ("SPDX-License-Identifier: CC-BY-ND-4.0", Some("by-nd/4.0")),
            ("A cc of this letter went to the board by post.", None),
            ("All rights reserved.", None),
        ] {
            let wanted = code.map(|code| format!("https://creativecommons.org/licenses/{code}/"));
            assert_eq!(license_in(text), wanted, "{text}");
        }
    }

    #[test]
    fn examples_are_no_addresses() {
        for text in [
            "http://example.com/2025/01/x/",
            "http://localhost:4000/a",
            "https://a.example{{ page.url }}",
            "undefined",
            "https://your-domain/x",
            "http://192.168.0.4/x",
            "<%= url %>",
        ] {
            assert!(placeholder(text), "{text}");
        }
        for text in [
            "https://pierpost.example/bread",
            "https://a.example/nullable",
            "Ida Holm",
        ] {
            assert!(!placeholder(text), "{text}");
        }
    }
}
