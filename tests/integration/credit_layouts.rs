//! Credits in the layouts of real sites, and what only resembles one.

use creditline::finding::{Code, Verdict};

use crate::reprint::{ARTICLE, Judged, Reprint, TEXT, judge_with, library, text};

/// A link to the article.
fn link(shown: &str) -> String {
    format!("<a href='{ARTICLE}'>{shown}</a>")
}

#[track_caller]
fn credited(html: &str) {
    let judged = Reprint::default().after(html).judge();
    assert_eq!(
        judged.verdict,
        Some(Verdict::Credited),
        "{html}\n{judged:?}"
    );
}

#[track_caller]
fn fault(judged: &Judged, code: Code, what: &str) {
    assert_eq!(
        judged.verdict,
        Some(Verdict::NotCredited),
        "{what}\n{judged:?}"
    );
    assert!(judged.has(code), "{what}\n{judged:?}");
}

#[test]
fn a_credit_counts_in_every_layout() {
    let courier = link("The Valley Courier");
    let here = link("here");
    for html in [
        format!("<ul class=meta><li>Source: {courier}</li><li>3 May 2024</li></ul>"),
        format!("<dl><dt>Source</dt><dd>{courier}</dd></dl>"),
        format!("<table><tr><th>Source</th><td>{courier}</td></tr></table>"),
        format!("<table><tr><td>Source: {here}</td></tr></table>"),
        format!("<blockquote>Originally published at {courier}</blockquote>"),
        format!("<footer>Source: {courier}</footer>"),
        format!("<aside class=post-copyright>Source: {here}</aside>"),
        format!("<div class=byline>By Tobias Lind · Source: {courier}</div>"),
        format!("<p><span>Source</span>: <span>{courier}</span></p>"),
        format!("<div><span>Source:</span><span>{courier}</span></div>"),
        format!("<div class=row><div>Source</div><div>{here}</div></div>"),
        format!("<div><strong>Source</strong></div><div>{courier}</div>"),
        format!("<p>Source:</p><p>{courier}</p>"),
        format!("<h4>Source</h4><p>{here}</p>"),
        format!(
            "<p>Source: {}</p>",
            link("https://valley.example/news/water-…")
        ),
        format!("<p>({})</p>", link("Source")),
        format!("<p>[Source: {courier}]</p>"),
        format!("<p>【来源：{courier}】</p>"),
        format!("<small><i>Originally published at {courier}.</i></small>"),
        format!("<p>Source: {courier} (<a href='https://web.archive.example/1'>archived</a>)</p>"),
        format!("<p>Source: <a href='https://valley.example/'>The Valley Courier</a>, {here}</p>"),
        format!(
            "<p>First published by <a href='https://valley.example/'>The Valley Courier</a>. You can find it {here}.</p>"
        ),
        format!("<p>Source: <a href='{ARTICLE}'><i class='fa fa-external-link'></i></a></p>"),
        format!("<p>Source: <a href='{ARTICLE}'><img src=logo.png alt=logo></a></p>"),
        format!(
            "<p>Source: <a href='{ARTICLE}'><svg viewBox='0 0 9 9'><path d='M0 0'/></svg></a></p>"
        ),
        format!("<style>.src::before{{content:'Source: '}}</style><p class=src>{courier}</p>"),
        format!("<p>Source: {ARTICLE}</p>"),
        format!("<p>Source:<br>{courier}</p>"),
        format!("<p>2024-05-03 12:00&nbsp;&nbsp;Source: {courier}&nbsp;&nbsp;Views: 123</p>"),
        format!("<details><summary>About this text</summary><p>Source: {courier}</p></details>"),
        format!("<p><button>Share</button> Source: {courier}</p>"),
        format!(
            "<p>Tags: mill, water</p><p>Source: {courier}</p><p>Read also: <a href='/x'>Another thing</a></p>"
        ),
        format!("<p>Источник: Долина (автор: Тобиас Линд), {here}</p>"),
    ] {
        credited(&html);
    }
}

#[test]
fn what_leads_on_is_no_credit() {
    let water = link("Water returns to the old mill");
    let courier = link("The Valley Courier");
    let other = "<a href='https://other.example/2024/dam-breaks'>Other Daily</a>";
    for html in [
        format!("<p>Source: {other}. Read also {water}</p>"),
        format!("<p>Source: {other}. Read also: {water}</p>"),
        format!("<p>Source: {other} | Read also: {water}</p>"),
        format!("<p>Source: {other}. For the history of the valley see {courier}.</p>"),
        format!("<p>Quelle: {other}. Lesen Sie auch: {water}</p>"),
        format!("<p>来源：{other}。延伸阅读：{water}</p>"),
        format!("<p>Источник: {other}. Читайте также: {water}</p>"),
        format!("<p>Read also: {water}</p>"),
        format!("<p>See also {courier}</p>"),
        format!("<p>Lire aussi : {courier}</p>"),
        format!("<p>Leia também: {water}</p>"),
        format!("<p>関連記事：{water}</p>"),
        format!("<p>관련 기사: {water}</p>"),
        format!("<p>Photo: {courier}</p>"),
        format!("<p>Image source: {courier}</p>"),
        format!("<p>Foto: {courier}</p>"),
        format!("<p>图片来源：{courier}</p>"),
        format!("<p>写真提供：{courier}</p>"),
        format!("<figure><img src=a.png><figcaption>Source: {courier}</figcaption></figure>"),
        format!("<p>The council met on Monday, as {courier} reports.</p>"),
        format!(
            "<p>Aid reached the village via local partners. {}</p>",
            link("More")
        ),
        format!("<del><p>Source: {courier}</p></del>"),
        format!("<p><s>Source: {courier}</s></p>"),
        "<p>Originally published 3 May 2024, updated 7 May 2024</p>".to_owned(),
        "<p>First published: May 3, 2024</p>".to_owned(),
        "<p>Quelle: e-recht24.de</p>".to_owned(),
        "<p>Photo: The Valley Courier</p>".to_owned(),
        "<p>pertama kali dipublikasikan: 20 Agustus 2024</p>".to_owned(),
        "<p>最初发布于 2024-05-03，更新于 2024-05-07</p>".to_owned(),
        "<p>Фото: The Valley Courier</p>".to_owned(),
    ] {
        let judged = Reprint::default().after(&html).judge();
        assert_eq!(
            judged.verdict,
            Some(Verdict::NotCredited),
            "{html}\n{judged:?}"
        );
        assert!(
            judged.has(Code::MissingAttribution) || judged.has(Code::WrongLink),
            "{html}\n{judged:?}"
        );
    }
}

#[test]
fn hidden_credits_are_told_however_they_are_hidden() {
    let credit = format!("Source: {}", link("The Valley Courier"));
    for style in [
        "position:fixed;top:-300px",
        "position:fixed;left:100vw",
        "position:fixed;top:120%",
        "position:absolute;left:9999px",
        "position:absolute;inset:-9999px auto auto -9999px",
        "position:fixed;inset:auto auto 100vh 0",
        "position:relative;left:-9999px",
        "translate:-9999px",
        "translate:0 -200vh",
        "transform:translateX(9999px)",
        "transform:matrix(1,0,0,1,-9999,0)",
        "transform:rotateX(90deg)",
        "font-size:calc(0px)",
        "font-size:calc(1px * 0)",
        "font-size:min(0px,2em)",
        "width:calc(0px);height:1em;display:block;overflow:hidden",
        "--gone:none;display:var(--gone)",
        "opacity:var(--faint);--faint:0",
        "text-indent:100%;white-space:nowrap;overflow:hidden;display:block",
    ] {
        let html = format!("<p style='{style}'>{credit}</p>");
        fault(
            &Reprint::default().after(&html).judge(),
            Code::HiddenAttribution,
            &html,
        );
    }
    for (style, html) in [
        ("article{.foot{display:none}}", "<p class=foot>CREDIT</p>"),
        ("article{& > p.foot{opacity:0}}", "<p class=foot>CREDIT</p>"),
        (
            ".foot{&.small{display:none}}",
            "<p class='foot small'>CREDIT</p>",
        ),
        (
            ".foot{@media screen{display:none}}",
            "<p class=foot>CREDIT</p>",
        ),
        (
            "article>p:nth-last-child(2){display:none}",
            "<p>CREDIT</p><p>End.</p>",
        ),
        (
            "article>p:last-of-type{display:none}",
            "<p>CREDIT</p><div>End.</div>",
        ),
        (
            ":root{--shown:none} .foot{display:var(--shown)}",
            "<p class=foot>CREDIT</p>",
        ),
        (
            ":root{--ink:#fff} .foot{color:var(--ink)}",
            "<p class=foot>CREDIT</p>",
        ),
        ("", "<p><font color=white>CREDIT</font></p>"),
        (
            "",
            "<table bgcolor=#eeeeee><tr><td><font color=eeeeee>CREDIT</font></td></tr></table>",
        ),
    ] {
        let credit = credit.replace("<a ", "<a style='color:inherit' ");
        let reprint = Reprint::default()
            .head(&format!("<style>{style}</style>"))
            .after(&html.replace("CREDIT", &credit));
        fault(
            &reprint.judge(),
            Code::HiddenAttribution,
            &format!("{style} {html}"),
        );
    }
}

#[test]
fn what_comes_into_sight_by_itself_is_seen() {
    let credit = format!("Source: {}", link("The Valley Courier"));
    for (style, html) in [
        (
            "@keyframes in{to{opacity:1}} .foot{opacity:0;animation:in 1s forwards}",
            "<p class=foot>CREDIT</p>",
        ),
        (
            ".foot{transform:translateX(-2000px);animation:slide 1s forwards}",
            "<p class=foot>CREDIT</p>",
        ),
        (
            "article p:nth-last-child(5){display:none}",
            "<div><p>CREDIT</p></div>",
        ),
        (
            ":root{--ink:#fff} .dark{--ink:#000} .foot{color:var(--ink)}",
            "<p class=foot>CREDIT</p>",
        ),
        (".other{.foot{display:none}}", "<p class=foot>CREDIT</p>"),
        ("", "<p style='position:relative;left:20px'>CREDIT</p>"),
        ("", "<p style='position:fixed;bottom:0'>CREDIT</p>"),
        ("", "<p style='translate:10px 2px'>CREDIT</p>"),
        (
            "",
            "<p style='width:calc(100% - 20px);overflow:hidden'>CREDIT</p>",
        ),
        ("", "<p><font color=gray size=1>CREDIT</font></p>"),
        (
            "",
            "<table bgcolor=black><tr><td><font color=white>CREDIT</font></td></tr></table>",
        ),
    ] {
        let reprint = Reprint::default()
            .head(&format!("<style>{style}</style>"))
            .after(&html.replace("CREDIT", &credit));
        let judged = reprint.judge();
        assert_eq!(
            judged.verdict,
            Some(Verdict::Credited),
            "{style} {html}\n{judged:?}"
        );
    }
}

#[test]
fn comments_are_known_by_their_heading() {
    let courier = link("The Valley Courier");
    for html in [
        format!(
            "<section><h3>3 Comments</h3><div><b>Ada</b><p>Source: {courier}</p></div></section>"
        ),
        format!("<section><div><h3>评论</h3></div><ul><li>来源：{courier}</li></ul></section>"),
        format!("<h2>Leave a reply</h2><p>Originally published at {courier}</p>"),
    ] {
        fault(
            &Reprint::default().outside(&html).judge(),
            Code::MisplacedAttribution,
            &html,
        );
        fault(
            &Reprint::default().after(&html).judge(),
            Code::MisplacedAttribution,
            &html,
        );
    }
    // The next heading of the same rank ends them.
    credited(&format!(
        "<h3>Comments</h3><p>None yet.</p><h3>Source</h3><p>{courier}</p>"
    ));
    credited(&format!(
        "<h3>Comment sections are dead</h3><p>Source: {courier}</p>"
    ));
}

#[test]
fn a_copy_in_a_comment_is_credited_in_the_same_comment() {
    let comment = |body: &str| {
        format!(
            "<li class=comment><div class=comment-author>Ada</div><div class=comment-body>{body}</div></li>"
        )
    };
    let credit = format!("<p>Source: {}</p>", link("The Valley Courier"));
    let page = |comments: &str| {
        format!(
            "<html><body><main><h1>What do you read?</h1><p>Tell us what you have read this week, and why you liked it. \
             We are curious.</p></main><ol class=comments>{comments}</ol></body></html>"
        )
    };
    let own = page(&format!(
        "{}{}",
        comment(&format!("{}{credit}", text())),
        comment("<p>Nice.</p>")
    ));
    assert_eq!(
        crate::reprint::judge(&own).verdict,
        Some(Verdict::Credited),
        "{:?}",
        crate::reprint::judge(&own)
    );
    let another = page(&format!("{}{}", comment(&text()), comment(&credit)));
    fault(
        &crate::reprint::judge(&another),
        Code::MisplacedAttribution,
        &another,
    );
}

#[test]
fn markdown_pictures_and_struck_out_text_say_nothing() {
    let library = library(&original_for_markdown());
    let page = |tail: &str| format!("# Water returns\n\n{}\n\n{tail}\n", TEXT.join("\n\n"));
    for tail in [
        format!("![Source: The Valley Courier]({ARTICLE})"),
        format!("~~Source: [The Valley Courier]({ARTICLE})~~"),
    ] {
        let judged = judge_with(&library, &page(&tail), "page.md");
        fault(&judged, Code::MissingAttribution, &tail);
    }
    for tail in [
        format!("Source: [The Valley Courier]({ARTICLE}) ~~and others~~"),
        format!("Source: [![logo](logo.png)]({ARTICLE})"),
    ] {
        let judged = judge_with(&library, &page(&tail), "page.md");
        assert_eq!(
            judged.verdict,
            Some(Verdict::Credited),
            "{tail}\n{judged:?}"
        );
    }
}

fn original_for_markdown() -> String {
    format!(
        "---\ntitle: Water returns to the old mill\nauthor: José Núñez\npublisher: The Valley Courier\nurl: {ARTICLE}\n\
         ---\n\n{}\n\nOriginal article, Author: José Núñez. If you wish to reprint this article, please indicate the \
         source: {ARTICLE}\n",
        TEXT.join("\n\n")
    )
}

#[test]
fn a_notice_with_another_address_is_a_wrong_link() {
    let library = library(&original_for_markdown());
    let notice = |url: &str| {
        Reprint::default()
            .after(&format!(
                "<p>Original article, Author: José Núñez. If you wish to reprint this article, please indicate the \
                 source: {url}</p>"
            ))
            .html()
    };
    let judge = |url: &str| judge_with(&library, &notice(url), "page.html");
    assert_eq!(judge(ARTICLE).verdict, Some(Verdict::Credited));
    let judged = judge("https://farm.example/4711.html");
    fault(&judged, Code::WrongLink, "another address");
    let judged = judge("https://copier.example/2024/mill");
    fault(&judged, Code::ClaimedAsOwn, "the page's own address");
}

#[test]
fn names_are_known_without_their_accents() {
    let library = library(&original_for_markdown());
    let html = Reprint::default()
        .before("<p class=byline>By Jose Nunez</p>")
        .after(&format!("<p>Source: {}</p>", link("The Valley Courier")))
        .html();
    let judged = judge_with(&library, &html, "page.html");
    assert_eq!(judged.messages, Vec::<String>::new(), "{judged:?}");
}

#[test]
fn names_and_addresses_of_the_notice_are_no_text_of_the_credit_that_has_them() {
    let text = "<p>去年冬天，码头尽头的灯塔守护人退休了，没有人愿意接替他。港务处给灯装上了传感器，把厨房借给一个面包班。                现在每个星期五，他们在那里烤面包，从窗口卖给路过的人，一直卖到天黑。</p>";
    let page = |head: &str, line: &str| {
        format!(
            "<html lang=\"zh\"><head>{head}</head><body><article><h1>灯塔里的面包</h1>{text}<p>{line}</p></article></body></html>"
        )
    };
    let desk = crate::desk::Desk::new();
    let address = "https://pier.example/p/4242";
    let head = format!("<title>灯塔里的面包</title><link rel=\"canonical\" href=\"{address}\">");
    for (notice, credit) in [
        (
            "本文首发于微信公众号「码头周报」（ID：pierweekly），转载请注明来源。".to_owned(),
            "转载自公众号「码头周报」（ID：pierweekly），作者：齐月".to_owned(),
        ),
        (
            format!(
                "作者：霍一达 链接：<a href=\"{address}\">{address}</a> 来源：码头晚报。非商业转载请注明出处。"
            ),
            format!("作者：霍一达，来源：码头晚报，原文链接：<a href=\"{address}\">{address}</a>"),
        ),
    ] {
        desk.write("original.html", page(&head, &notice));
        desk.write("copy.html", page("", &credit));
        let run = desk.run(&[
            "check",
            "copy.html",
            "--originals",
            "original.html",
            "-f",
            "concise",
        ]);
        assert!(
            run.stdout.contains("1 credited"),
            "{credit}: {}",
            run.stdout
        );
        for code in ["missing-link", "missing-attribution", "missing-publisher"] {
            assert!(!run.stdout.contains(code), "{credit}: {}", run.stdout);
        }
    }
}

#[test]
fn a_credit_in_the_paragraph_of_the_copied_text_is_the_pages_own() {
    let courier = link("The Valley Courier");
    let [first, second, last] = TEXT;
    for credit in [
        format!("(Source: {courier}, Tobias Lind)"),
        format!("({courier}, Tobias Lind)"),
        format!("– Tobias Lind, {courier}"),
        format!("[来源：{courier}，Tobias Lind]"),
        format!("(出典：{courier}、Tobias Lind)"),
        format!("(Quelle: {courier}, Tobias Lind)"),
        format!("(Источник: {courier}, Tobias Lind)"),
        format!("(출처: {courier}, Tobias Lind)"),
    ] {
        for [first, second, last] in [
            [
                format!("{credit} {first}"),
                second.to_owned(),
                last.to_owned(),
            ],
            [
                first.to_owned(),
                second.to_owned(),
                format!("{last} {credit}"),
            ],
            [
                first.to_owned(),
                format!("{second} {credit}"),
                last.to_owned(),
            ],
        ] {
            let html = format!(
                "<!doctype html><html lang=en><title>Mill</title><main><article><h1>The mill</h1><p>{first}</p>                 <p>{second}</p><p>{last}</p></article></main></html>"
            );
            let judged = crate::reprint::judge(&html);
            assert_eq!(
                judged.verdict,
                Some(Verdict::Credited),
                "{html}\n{judged:?}"
            );
            assert_eq!(judged.messages, Vec::<String>::new(), "{html}");
        }
    }
    // Without it the paragraph credits nobody.
    let judged = Reprint::default().judge();
    fault(&judged, Code::MissingAttribution, "the text alone");
}

#[test]
fn the_article_in_another_form_is_the_article() {
    let at = |address: &str| {
        let credit =
            format!("<p>Source: <a href='{address}'>The Valley Courier</a>, Tobias Lind</p>");
        Reprint::default().after(&credit).judge()
    };
    for address in [
        "https://mobil.valley.example/news/water-returns-to-the-mill.html",
        "https://sp.valley.example/news/water-returns-to-the-mill.html",
        "https://h5.valley.example/news/water-returns-to-the-mill.html",
        "https://pda.valley.example/news/water-returns-to-the-mill.html",
        "https://lite.valley.example/news/water-returns-to-the-mill.html",
        "https://valley.example/mobile/news/water-returns-to-the-mill.html",
        "https://valley.example/sp/news/water-returns-to-the-mill",
        "https://valley.example/news/water-returns-to-the-mill/print/",
        "https://valley.example/news/water-returns-to-the-mill/2/",
        "https://valley.example/news/water-returns-to-the-mill",
        "https://valley.example/news/water-returns-to-the-mill.html?sp=1",
        "https://valley.example/news/water-returns-to-the-mill.html?wt_zmc=a&refresh_ce=1&xing_share=news",
        "https://archiv.example/wayback/20240102030405/https://valley.example/news/water-returns-to-the-mill.html",
        "https://papago.naver.net/website?target=en&url=https%3A%2F%2Fvalley.example%2Fnews%2Fwater-returns-to-the-mill.html",
    ] {
        let judged = at(address);
        assert_eq!(
            judged.verdict,
            Some(Verdict::Credited),
            "{address}\n{judged:?}"
        );
    }
    for address in [
        "https://shop.valley.example/news/water-returns-to-the-mill.html",
        "https://valley.example/news/water-returns-to-the-hill.html",
        "https://valley.example/sp/news/",
        "https://valley.example/news/2/",
        "https://valley.example/news/water-returns-to-the-mill/comments/",
        "https://archiv.example/wayback/20240102030405/https://other.example/a.html",
    ] {
        fault(&at(address), Code::WrongLink, address);
    }
}
