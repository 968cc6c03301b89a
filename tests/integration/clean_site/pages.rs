//! The site: posts and reprints in ten page skeletons with the furniture of themes, and the pages around them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::text::{Dice, Tongue, paragraph, title};

/// Where the site is published.
pub(super) const SITE: &str = "https://gathered.example";
/// So many posts: reprints and the site's own.
const POSTS: usize = 200;
/// Whose texts are reprinted, eight each.
const PUBLISHERS: usize = 5;
/// So many of the posts are reprints.
pub(super) const REPRINTS: usize = 40;

/// Somebody whose articles are reprinted, and what they ask.
pub(super) struct Publisher {
    pub(super) name: &'static str,
    pub(super) host: &'static str,
    pub(super) tongue: Tongue,
    authors: [&'static str; 3],
    /// The rule that holds for its articles.
    pub(super) rule: &'static str,
}

pub(super) const PUBLISHED: [Publisher; PUBLISHERS] = [
    Publisher {
        name: "Tidewater Gazette",
        host: "tidewater.example",
        tongue: Tongue::English,
        authors: ["Maren Oakes", "Piet Lund", "Ruth Abara"],
        rule: "wpcom",
    },
    Publisher {
        name: "Commons Quarterly",
        host: "commons-quarterly.example",
        tongue: Tongue::English,
        authors: ["Silas Grey", "Noor Haddad", "Tessa Brandt"],
        rule: "cc-by-nd",
    },
    Publisher {
        name: "Ledger Newsroom",
        host: "ledger-news.example",
        tongue: Tongue::English,
        authors: ["Ines Calder", "Hugo Marsh", "Dana Whitlock"],
        rule: "us-nonprofit",
    },
    Publisher {
        name: "Moorblatt",
        host: "moorblatt.example",
        tongue: Tongue::German,
        authors: ["Jens Ahlers", "Karla Voss", "Uwe Tamm"],
        rule: "default",
    },
    Publisher {
        name: "山城札记",
        host: "shancheng.example",
        tongue: Tongue::Chinese,
        authors: ["林知远", "周若溪", "陈牧之"],
        rule: "hexo-themes",
    },
];

/// A text by somebody.
pub(super) struct Article {
    pub(super) title: String,
    author: &'static str,
    paragraphs: Vec<String>,
    /// Where the publisher has it.
    pub(super) url: String,
}

/// What a post says of its source, before anything is done to it.
pub(super) struct Credit {
    pub(super) html: String,
}

fn article(number: usize) -> Article {
    let publisher = &PUBLISHED[number % PUBLISHERS];
    let mut dice = Dice::new(1000 + number as u64);
    let title = title(&mut dice, publisher.tongue);
    let mut paragraphs: Vec<String> = (0..7)
        .map(|_| paragraph(&mut dice, publisher.tongue))
        .collect();
    if publisher.rule == "us-nonprofit" {
        let _ = write!(
            paragraphs[1],
            " Read the <a href=\"https://records.example/{number}\">records of the council</a>."
        );
    }
    Article {
        title,
        author: publisher.authors[number / PUBLISHERS % 3],
        paragraphs,
        url: format!(
            "https://{}/{}/{}.html",
            publisher.host,
            2023 + number % 3,
            4100 + number * 7
        ),
    }
}

/// All that is reprinted.
pub(super) fn articles() -> Vec<Article> {
    (0..REPRINTS).map(article).collect()
}

/// The article as its publisher has it.
fn original(number: usize, article: &Article) -> String {
    let publisher = &PUBLISHED[number % PUBLISHERS];
    let Article {
        title, author, url, ..
    } = article;
    if matches!(publisher.rule, "us-nonprofit" | "default") {
        let text = article.paragraphs.join("\n\n");
        return format!(
            "---\ntitle: \"{title}\"\nauthor: {author}\npublisher: {}\nurl: {url}\nlanguage: {}\nrule: {}\n---\n\n{text}\n",
            publisher.name,
            publisher.tongue.tag(),
            publisher.rule
        );
    }
    let text = prose(&article.paragraphs);
    let (head, tail) = match publisher.rule {
        "wpcom" => (
            String::new(),
            format!("<p>Original article, Author: {author}. If you wish to reprint this article, please indicate the source: {url}</p>"),
        ),
        "cc-by-nd" => (
            "<link rel=license href='https://creativecommons.org/licenses/by-nd/4.0/'>".to_owned(),
            "<p>This work is under a <a rel=license href='https://creativecommons.org/licenses/by-nd/4.0/'>CC BY-ND 4.0</a> licence.</p>".to_owned(),
        ),
        "hexo-themes" => (
            String::new(),
            format!("<ul><li>本文作者：{author}</li><li>本文链接：<a href='{url}'>{url}</a></li><li>版权声明：本博客所有文章除特别声明外，均采用 <a href='https://creativecommons.org/licenses/by-nc-sa/4.0/'>CC BY-NC-SA 4.0</a> 许可协议。转载请注明出处！</li></ul>"),
        ),
        _ => (String::new(), String::new()),
    };
    format!(
        "<!doctype html><html lang={}><head><meta charset=utf-8><title>{title}</title><link rel=canonical href='{url}'>\
         <meta name=author content='{author}'><meta property=og:site_name content='{}'>{head}</head><body><header><nav>\
         <a href='/'>{}</a></nav></header><main><article><h1>{title}</h1>{text}{tail}</article></main></body></html>",
        publisher.tongue.tag(),
        publisher.name,
        publisher.name
    )
}

/// How the site credits an article, in one of four ways.
pub(super) fn credit(number: usize, article: &Article) -> Credit {
    let publisher = &PUBLISHED[number % PUBLISHERS];
    let Article {
        title, author, url, ..
    } = article;
    let name = publisher.name;
    let html = match publisher.rule {
        "wpcom" => match number / PUBLISHERS % 4 {
            0 => format!("<p>Source: <a href='{url}'>{name}</a>, by {author}</p>"),
            1 => format!(
                "<p>Original article, Author: {author}. If you wish to reprint this article, please indicate the source: <a href='{url}'>{url}</a></p>"
            ),
            2 => format!(
                "<p>This article by {author} first appeared in the <a href='{url}'>{name}</a>.</p>"
            ),
            _ => format!("<p>Reprinted from <a href='{url}'>{title}</a> by {author}, {name}</p>"),
        },
        "cc-by-nd" => match number / PUBLISHERS % 4 {
            0 => format!(
                "<p>“<a href='{url}'>{title}</a>” by {author} is licensed under <a href='https://creativecommons.org/licenses/by-nd/4.0/'>CC BY-ND 4.0</a>.</p>"
            ),
            1 => format!(
                "<p>Source: <a href='{url}'>{title}</a> by {author}, <a href='https://creativecommons.org/licenses/by-nd/4.0/'>CC BY-ND 4.0</a></p>"
            ),
            2 => format!(
                "<p>By {author}, originally published by <a href='{url}'>{name}</a> under <a href='https://creativecommons.org/licenses/by-nd/4.0/'>CC BY-ND 4.0</a>.</p>"
            ),
            _ => format!(
                "<p>Republished from <a href='{url}'>{name}</a>. Text: {author}. Licence: <a href='https://creativecommons.org/licenses/by-nd/4.0/'>CC BY-ND 4.0</a></p>"
            ),
        },
        "us-nonprofit" => match number / PUBLISHERS % 4 {
            0 => format!(
                "<p>This story by {author} was originally published by <a href='{url}'>{name}</a>.</p>"
            ),
            1 => format!(
                "<p><em>This article was first published by {name}: <a href='{url}'>{url}</a>. Its author is {author}.</em></p>"
            ),
            2 => format!(
                "<p>Originally published by <a href='{url}'>{name}</a>, reported by {author}</p>"
            ),
            _ => format!("<p>Source: {name} (<a href='{url}'>{title}</a>), by {author}</p>"),
        },
        "default" => match number / PUBLISHERS % 4 {
            0 => format!("<p>Quelle: <a href='{url}'>{name}</a>, Autor: {author}</p>"),
            1 => format!(
                "<p>Dieser Beitrag von {author} erschien zuerst im <a href='{url}'>{name}</a>.</p>"
            ),
            2 => format!(
                "<p>Ursprünglich veröffentlicht von {author} unter <a href='{url}'>{url}</a></p>"
            ),
            _ => format!("<p>Quelle: <a href='{url}'>{title}</a> von {author} ({name})</p>"),
        },
        _ => match number / PUBLISHERS % 4 {
            0 => format!(
                "<p>本文转载自：<a href='{url}'>{name}</a>，作者：{author}，许可协议：CC BY-NC-SA 4.0</p>"
            ),
            1 => format!(
                "<p>来源：<a href='{url}'>{url}</a>　作者：{author}　许可：CC BY-NC-SA 4.0</p>"
            ),
            2 => format!(
                "<p>转载自{name}，原文链接：<a href='{url}'>{url}</a>，作者：{author}，采用 CC BY-NC-SA 4.0 许可协议</p>"
            ),
            _ => format!(
                "<p>原文：<a href='{url}'>《{title}》</a>，作者：{author}，授权方式：CC BY-NC-SA 4.0</p>"
            ),
        },
    };
    Credit { html }
}

fn prose(paragraphs: &[String]) -> String {
    paragraphs
        .iter()
        .map(|text| format!("<p>{text}</p>\n"))
        .collect()
}

/// What is done to a post of the site after it was written well.
pub(super) struct Post {
    /// Its number among the posts.
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) tongue: Tongue,
    pub(super) paragraphs: Vec<String>,
    /// Whose name stands above it.
    pub(super) byline: String,
    /// Its credit, or nothing for the site's own posts.
    pub(super) credit: String,
    /// Something in the head.
    pub(super) head: String,
    /// Something in the site's footer.
    pub(super) footer: String,
}

impl Post {
    /// Its file below the root of the site.
    pub(super) fn path(&self) -> String {
        format!("posts/{:03}-note/index.html", self.number)
    }

    fn address(&self) -> String {
        format!("/posts/{:03}-note/", self.number)
    }
}

/// All posts; every fifth is a reprint.
pub(super) fn posts(articles: &[Article]) -> Vec<Post> {
    (0..POSTS)
        .map(|number| {
            let every = POSTS / REPRINTS;
            if number % every == 2 {
                let which = number / every;
                let article = &articles[which];
                return Post {
                    number,
                    title: article.title.clone(),
                    tongue: PUBLISHED[which % PUBLISHERS].tongue,
                    paragraphs: article.paragraphs.clone(),
                    byline: article.author.to_owned(),
                    credit: credit(which, article).html,
                    head: String::new(),
                    footer: String::new(),
                };
            }
            let mut dice = Dice::new(9000 + number as u64);
            let tongue = [Tongue::English, Tongue::German, Tongue::Chinese][number % 3];
            Post {
                number,
                title: title(&mut dice, tongue),
                tongue,
                paragraphs: (0..6).map(|_| paragraph(&mut dice, tongue)).collect(),
                byline: "Edda Rook".to_owned(),
                credit: String::new(),
                head: String::new(),
                footer: String::new(),
            }
        })
        .collect()
}

/// Things that themes and editors put between the paragraphs of a text.
fn between(kind: usize, number: usize, tongue: Tongue) -> String {
    let other = (number * 13 + 5) % POSTS;
    match kind % 6 {
        0 => match tongue {
            Tongue::English => format!("<div class=related-inline><strong>Read also:</strong> <a href='/posts/{other:03}-note/'>Another look at the harbour</a></div>"),
            Tongue::German => format!("<div class=related-inline><strong>Lesen Sie auch:</strong> <a href='/posts/{other:03}-note/'>Noch ein Blick auf den Hafen</a></div>"),
            Tongue::Chinese => format!("<div class=related-inline><strong>延伸阅读：</strong><a href='/posts/{other:03}-note/'>再看一眼码头</a></div>"),
        },
        1 => format!("<figure><img src='/img/{number}.jpg' alt='A view'><figcaption>The square on a market day. Photo: Lena Fink</figcaption></figure>"),
        2 => "<div class='ad ad-slot'><small>Advertisement</small><p>Warm socks from the mill shop, now in nine colours</p></div>".to_owned(),
        3 => "<section class=newsletter><h3>Stay in touch</h3><p>Our letter comes on Fridays. Unsubscribe whenever you like.</p><form><input type=email><button>Sign up</button></form></section>".to_owned(),
        4 => "<aside class=pullbox><h4>In short</h4><p>What we gather here is written by many hands.</p></aside>".to_owned(),
        _ => "<div class=share><a href='https://social.example/share'>Share</a> <a href='mailto:?subject=x'>Mail</a> <button>Copy link</button></div>".to_owned(),
    }
}

/// The text of a post with furniture after some of its paragraphs.
fn furnished(post: &Post) -> String {
    let mut html = String::new();
    for (index, text) in post.paragraphs.iter().enumerate() {
        let _ = writeln!(html, "<p>{text}</p>");
        if matches!(index, 1 | 3) {
            let _ = writeln!(
                html,
                "{}",
                between(post.number / 5 + index, post.number, post.tongue)
            );
        }
    }
    html
}

/// One post as one of ten themes prints it.
pub(super) fn post_page(post: &Post) -> String {
    let n = post.number;
    let Post {
        title,
        byline,
        credit,
        ..
    } = post;
    let text = furnished(post);
    let date = format!("{} May 2025", 1 + n % 28);
    let tags = format!(
        "<a href='/tags/t{:02}/' rel=tag>t{:02}</a> <a href='/tags/t{:02}/' rel=tag>t{:02}</a>",
        n % 40,
        n % 40,
        (n + 7) % 40,
        (n + 7) % 40
    );
    let share = between(5, n, post.tongue);
    let about = "<div class=author-box><h4>About us</h4><p>Gathered collects what we liked to read. Edda Rook looks after the site.</p></div>";
    let comments = format!(
        "<section id=comments><h3>2 comments</h3><ol><li><article class=comment><b>Otto</b><p>I walked there in {} and it was closed.</p></article></li><li><article class=comment><b>Mira</b><p>Lovely, thank you for this.</p></article></li></ol></section>",
        1990 + n % 30
    );
    let around = format!(
        "<nav class=post-nav><a rel=prev href='/posts/{:03}-note/'>Earlier</a> <a rel=next href='/posts/{:03}-note/'>Later</a></nav>",
        (n + POSTS - 1) % POSTS,
        (n + 1) % POSTS
    );
    let body = match n / 5 % 10 {
        0 => format!(
            "<main><article class=post-single><header class=post-header><h1>{title}</h1><div class=post-meta>{date} · {byline} · 4 min</div></header><div class=post-content>{text}{credit}</div><footer class=post-footer><ul class=post-tags><li>{tags}</li></ul>{share}</footer></article>{around}</main>"
        ),
        1 => format!(
            "<div id=page class=site><div id=content><main id=main><article class='post hentry'><header class=entry-header><h1 class=entry-title>{title}</h1><div class=entry-meta><span class=byline>by <a href='/about/'>{byline}</a></span> <span class=posted-on>{date}</span></div></header><div class=entry-content>{text}</div><footer class=entry-footer>{credit}<span class=cat-links>Posted in {tags}</span></footer></article>{about}{around}{comments}</main></div><aside class=widget-area><section class=widget><h2>Recent</h2><ul><li><a href='/posts/001-note/'>One</a></li></ul></section></aside></div>"
        ),
        2 => format!(
            "<div class=wrap><div class=col-8><h1>{title}</h1><p class=byline>{byline} | {date}</p>{credit}{text}{share}{tags}</div><div class=col-4><h3>Popular</h3><ul><li><a href='/posts/003-note/'>Three</a></li><li><a href='/posts/004-note/'>Four</a></li></ul></div></div>"
        ),
        3 => format!(
            "<main class=content><article itemscope itemtype='https://schema.org/Article'><h1 itemprop=headline>{title}</h1><p><time itemprop=datePublished datetime=2025-05-01>{date}</time> <span>{byline}</span></p><div itemprop=articleBody>{text}</div><aside class=source>{credit}</aside></article>{about}{comments}</main>"
        ),
        4 => format!(
            "<table width=760><tr><td class=left><a href='/'>Home</a><br><a href='/tags/'>Tags</a></td><td class=main><h2>{title}</h2><font size=2>{date}, {byline}</font>{text}<hr>{credit}{share}</td></tr></table>"
        ),
        5 => format!(
            "<div id=app><div class=gh-viewport><main class=gh-main><article class=gh-article><header><h1>{title}</h1><section class=gh-article-meta><h4>{byline}</h4><time>{date}</time></section></header><section class=gh-content>{text}<hr><small>{credit}</small></section></article><section class=gh-subscribe><h3>Read more like this</h3><p>A letter a week.</p></section></main></div></div>"
        ),
        6 => format!(
            "<div class=container><div class=post-block><h1 class=post-title>{title}</h1><div class=post-meta><span>{date}</span> <span>{byline}</span></div><div class=post-body>{text}</div><div class=post-copyright>{credit}</div>{around}</div><div class=sidebar><p>Gathered</p><p>200 posts, 40 tags</p></div></div>"
        ),
        7 => format!(
            "<main><div class=prose><h1>{title}</h1><div class=flex><span>{byline}</span><span>{date}</span></div><blockquote class=origin>{credit}</blockquote>{text}</div><div class=grid><a href='/posts/010-note/'>Next read</a></div>{comments}</main>"
        ),
        8 => format!(
            "<div class=story><h1>{title}</h1><div class=kicker>{date}</div>{text}<div class=endnote>{credit}</div>{share}{about}</div><section class=more><h2>More stories</h2><ul><li><a href='/posts/020-note/'>Twenty</a></li><li><a href='/posts/021-note/'>Twenty-one</a></li></ul></section>"
        ),
        _ => format!(
            "<article><div class=hero><h1>{title}</h1></div><div class=columns><div class=text><p class=author>{byline}</p>{text}<section class=credits><h2>Credits</h2>{credit}</section></div></div></article>{around}{comments}"
        ),
    };
    page(
        post.tongue.tag(),
        &post.title,
        &post.address(),
        &post.head,
        &body,
        &post.footer,
    )
}

fn page(
    language: &str,
    title: &str,
    address: &str,
    head: &str,
    body: &str,
    footer: &str,
) -> String {
    format!(
        "<!doctype html>\n<html lang={language}><head><meta charset=utf-8><title>{title} – Gathered</title>\n\
         <link rel=canonical href='{SITE}{address}'><meta property=og:site_name content=Gathered>{head}</head>\n<body>\n\
         <header class=site-header><nav><a href='/'>Gathered</a> <a href='/tags/'>Tags</a> <a href='/about/'>About</a></nav></header>\n\
         {body}\n<footer class=site-footer><p>Gathered is kept by a few friends. <a href='/about/'>Imprint</a></p>{footer}</footer>\n</body></html>\n"
    )
}

/// What a list shows of a post: its first paragraph, or two.
fn teaser(post: &Post, paragraphs: usize) -> String {
    let text: String = post
        .paragraphs
        .iter()
        .take(paragraphs)
        .map(|text| format!("<p>{text}</p>"))
        .collect();
    format!(
        "<article class=entry><h2><a href='{0}'>{1}</a></h2>{text}<a class=more href='{0}'>Read on</a></article>\n",
        post.address(),
        post.title
    )
}

/// Writes the originals and the site, and the job that checks them.
pub(super) fn write(folder: &Path, articles: &[Article], posts: &[Post]) -> usize {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for post in posts {
        files.insert(post.path(), post_page(post));
    }
    for tag in 0..40 {
        let listed: String = posts
            .iter()
            .filter(|post| post.number % 40 == tag || (post.number + 7) % 40 == tag)
            .map(|post| teaser(post, 1))
            .collect();
        let body = format!("<main><h1>Tag t{tag:02}</h1>{listed}</main>");
        files.insert(
            format!("tags/t{tag:02}/index.html"),
            page(
                "en",
                &format!("t{tag:02}"),
                &format!("/tags/t{tag:02}/"),
                "",
                &body,
                "",
            ),
        );
    }
    for (number, part) in posts.chunks(8).enumerate() {
        let listed: String = part.iter().map(|post| teaser(post, 2)).collect();
        let (path, address) = match number {
            0 => ("index.html".to_owned(), "/".to_owned()),
            _ => (
                format!("page/{}/index.html", number + 1),
                format!("/page/{}/", number + 1),
            ),
        };
        let body = format!(
            "<main>{listed}<nav><a href='/page/{}/'>Older</a></nav></main>",
            number + 2
        );
        files.insert(path, page("en", "Gathered", &address, "", &body, ""));
    }
    for post in posts.iter().filter(|post| post.number % 7 == 2) {
        let to = format!("{SITE}{}", post.address());
        files.insert(
            format!("p/{}/index.html", post.number),
            format!("<!doctype html><html lang=en><head><title>{to}</title><link rel=canonical href='{to}'><meta name=robots content=noindex><meta charset=utf-8><meta http-equiv=refresh content='0; url={to}'></head></html>\n"),
        );
    }
    let mut index = String::new();
    for tag in 0..40 {
        let _ = write!(index, "<li><a href='/tags/t{tag:02}/'>t{tag:02}</a></li>");
    }
    files.insert(
        "tags/index.html".to_owned(),
        page(
            "en",
            "Tags",
            "/tags/",
            "",
            &format!("<main><h1>Tags</h1><ul>{index}</ul></main>"),
            "",
        ),
    );
    let about = "<main><h1>About</h1><p>Gathered is a small site that reprints what its friends liked to read, with the kind permission of those who wrote it.</p></main>";
    files.insert(
        "about/index.html".to_owned(),
        page("en", "About", "/about/", "", about, ""),
    );
    let mut dice = Dice::new(77);
    for number in 0..4 {
        let text: Vec<String> = (0..3)
            .map(|_| paragraph(&mut dice, Tongue::English))
            .collect();
        let body = format!("<main><h1>Page {number}</h1>{}</main>", prose(&text));
        files.insert(
            format!("pages/{number}/index.html"),
            page("en", "Page", &format!("/pages/{number}/"), "", &body, ""),
        );
    }
    let pages = files.len();
    let items: String = posts
        .iter()
        .rev()
        .take(20)
        .map(|post| {
            format!(
                "<item><title>{}</title><link>{SITE}{}</link><description>{}</description></item>",
                post.title,
                post.address(),
                post.paragraphs[0].replace('<', "&lt;")
            )
        })
        .collect();
    files.insert("index.xml".to_owned(), format!("<?xml version='1.0'?><rss version='2.0'><channel><title>Gathered</title><link>{SITE}/</link>{items}</channel></rss>"));
    let entries: String = posts
        .iter()
        .map(|post| format!("<url><loc>{SITE}{}</loc></url>", post.address()))
        .collect();
    files.insert("sitemap.xml".to_owned(), format!("<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</urlset>"));
    for (path, text) in files {
        put(&folder.join("public").join(path), &text);
    }
    for (number, article) in articles.iter().enumerate() {
        let text = original(number, article);
        let kind = if text.starts_with("---") {
            "md"
        } else {
            "html"
        };
        put(&folder.join(format!("originals/{number:02}.{kind}")), &text);
    }
    let job =
        format!("version: 1\noriginals: [originals]\nsuspects: [public]\nbase-url: {SITE}/\n");
    put(&folder.join("creditline.yaml"), &job);
    pages
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
