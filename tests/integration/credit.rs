//! Credits and claims found on whole pages, read as the program reads them.

use creditline::credit::{
    self, Credit, CreditKind, Evidence, Region, Target, Voice, Zone, find, lines,
};
use creditline::matching::{Marks, Params, Prepared, compare};
use creditline::originals::{Notice, Original};
use creditline::page::{self, CodeKind, Page, ReadOptions, Visibility};
use url::Url;

use crate::reprint::{ARTICLE, TEXT};

fn original() -> Original {
    Original {
        id: "mill".to_owned(),
        location: "mill.html".to_owned(),
        url: Url::parse(ARTICLE).ok(),
        title: Some("Water returns to the old mill".to_owned()),
        authors: vec!["Tobias Lind".to_owned()],
        publisher: Some("The Valley Courier".to_owned()),
        language: Some("en".to_owned()),
        text: TEXT.join("\n"),
        ..Original::default()
    }
}

/// A page of another site: `head`, `before`, the text, `after` in its article, `outside` behind it.
fn html(head: &str, before: &str, after: &str, outside: &str) -> String {
    let text: String = TEXT.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    format!(
        "<!doctype html><html lang=en><head><title>Mill</title>\n\
         <meta property=og:url content='https://copier.example/2024/mill'>\n\
         <meta property=og:site_name content='Copier Daily'>{head}</head><body>\n\
         <header><nav><a href='/'>Home</a> <a href='/about'>About</a></nav></header>\n\
         <main><article><h1>Water returns</h1>\n{before}\n{text}\n{after}\n</article></main>\n{outside}\n\
         <footer>All rights reserved, Copier Daily</footer></body></html>"
    )
}

fn read(html: &str) -> Page {
    page::read(html.as_bytes(), &ReadOptions::default()).unwrap()
}

fn evidence_for(original: &Original, html: &str) -> Evidence {
    let page = read(html);
    let marks = Marks {
        masked: lines(&page),
        ..Marks::default()
    };
    let reuse = compare(
        &Prepared::new(&original.text, &original.marks),
        &Prepared::new(&page.text, &marks),
        &Params::default(),
    );
    find(&page, original, &reuse)
}

fn after(credit: &str) -> Evidence {
    evidence_for(&original(), &html("", "", credit, ""))
}

fn phrases(evidence: &Evidence) -> Vec<&Credit> {
    evidence
        .credits
        .iter()
        .filter(|credit| credit.kind == CreditKind::Phrase)
        .collect()
}

fn targets(credit: &Credit) -> Vec<Target> {
    credit.links.iter().map(|link| link.target).collect()
}

#[test]
fn a_credit_line_is_found_in_every_language() {
    for line in [
        "This article was originally published on <a href='URL'>The Valley Courier</a>.",
        "Source: <a href='URL'>The Valley Courier</a>",
        "via: <a href='URL'>URL</a>",
        "The post <a href='URL'>Water returns</a> appeared first on <a href='https://valley.example/'>Valley</a>.",
        "Read the <a href='URL'>original article</a>.",
        "本文转载自：<a href='URL'>山谷信使</a>",
        "原文鏈接：<a href='URL'>山谷信使</a>",
        "来源：<a href='URL'>山谷信使</a>",
        "Dieser Beitrag erschien zuerst auf <a href='URL'>Valley</a>.",
        "Quelle: <a href='URL'>Valley</a>",
        "Cet article a été initialement publié sur <a href='URL'>Valley</a>.",
        "Publicado originalmente en <a href='URL'>Valley</a>.",
        "Fonte: <a href='URL'>Valley</a>",
        "L'articolo è stato pubblicato originariamente su <a href='URL'>Valley</a>.",
        "Dit artikel verscheen eerder op <a href='URL'>Valley</a>.",
        "Artykuł pochodzi z serwisu <a href='URL'>Valley</a>.",
        "Источник: <a href='URL'>Valley</a>",
        "Джерело: <a href='URL'>Valley</a>",
        "Kaynak: <a href='URL'>Valley</a>",
        "Nguồn bài viết: <a href='URL'>Valley</a>",
        "Sumber: <a href='URL'>Valley</a>",
        "المصدر: <a href='URL'>Valley</a>",
        "منبع: <a href='URL'>Valley</a>",
        "स्रोत: <a href='URL'>Valley</a>",
        "出典：<a href='URL'>Valley</a>",
        "출처: <a href='URL'>Valley</a>",
    ] {
        let evidence = after(&format!("<p>{}</p>", line.replace("URL", ARTICLE)));
        let found = phrases(&evidence);
        assert_eq!(found.len(), 1, "{line}: {:?}", evidence.credits);
        assert!(targets(found[0]).contains(&Target::Article), "{line}");
        assert_eq!(found[0].voice, Voice::Own, "{line}");
        assert_eq!(found[0].region, Region::After, "{line}");
        assert_eq!(evidence.claims.len(), 0, "{line}");
    }
}

#[test]
fn the_link_is_judged_by_its_href() {
    for (href, target) in [
        (
            "http://www.valley.example/news/water-returns-to-the-mill.html?utm_source=x",
            Target::Article,
        ),
        (
            "https://link.zhihu.com/?target=https%3A//valley.example/news/water-returns-to-the-mill.html",
            Target::Article,
        ),
        (
            "https://valley.example/news/water-return-to-the-mill.html",
            Target::Near,
        ),
        ("https://valley.example/", Target::Site),
        (
            "https://valley.example/news/council-meets-on-monday.html",
            Target::OtherArticle,
        ),
        ("https://other.example/x", Target::ThirdParty),
        ("https://bit.ly/3abc", Target::Opaque),
    ] {
        let line = format!("<p>Source: <a href='{href}'>{ARTICLE}</a></p>");
        let evidence = after(&line);
        let found = phrases(&evidence);
        assert_eq!(targets(found[0]), [target], "{href}");
    }
}

#[test]
fn a_url_shown_as_text_is_a_credit_without_hyperlink() {
    let evidence = after(&format!("<p>本文转自：{ARTICLE}，谢谢</p>"));
    let found = phrases(&evidence);
    assert_eq!(targets(found[0]), [Target::Article]);
    assert!(!found[0].links[0].hyperlink);
}

#[test]
fn label_and_value_in_two_blocks_are_one_credit() {
    for html in [
        format!("<dl><dt>Source:</dt><dd><a href='{ARTICLE}'>The Valley Courier</a></dd></dl>"),
        format!("<h3>Original article</h3><p><a href='{ARTICLE}'>Water returns</a></p>"),
        format!("<p>本文转自：<br>{ARTICLE}</p>"),
    ] {
        let evidence = after(&html);
        let found = phrases(&evidence);
        assert_eq!(found.len(), 1, "{html}: {:?}", evidence.credits);
        assert_eq!(targets(found[0]), [Target::Article], "{html}");
    }
}

#[test]
fn byline_above_and_source_below_are_two_credits() {
    let page = html(
        "",
        "<p class=byline>By Tobias Lind</p>",
        &format!("<p>Source: <a href='{ARTICLE}'>here</a></p>"),
        "",
    );
    let evidence = evidence_for(&original(), &page);
    let byline = &evidence.credits[0];
    assert_eq!(
        (byline.kind, byline.region),
        (CreditKind::Byline, Region::Before)
    );
    assert_eq!(byline.authors, ["Tobias Lind"]);
    assert_eq!(phrases(&evidence).len(), 1);
}

#[test]
fn another_name_in_author_position_is_told() {
    let page = html("", "<p>By Jane Roe</p>", "", "");
    let evidence = evidence_for(&original(), &page);
    assert_eq!(
        evidence.credits[0].other_author.as_deref(),
        Some("Jane Roe")
    );
    assert_eq!(evidence.credits[0].authors, Vec::<String>::new());
}

#[test]
fn what_only_reads_like_a_credit_is_none() {
    for line in [
        "<p>This article was originally published on August 27, 2015. It has been updated.</p>",
        "<p>Originally published November 9, 2022</p>",
        "<p>Artikel ini pertama kali dipublikasikan: 20 Agustus 2026.</p>",
        "<p>Photo: Jane Roe / Source: Agency</p>",
        "<figure><img src=x alt=''><figcaption>Source: <a href='https://pictures.example/1'>Pictures</a></figcaption></figure>",
        "<p>Infographics provided by <a href='https://pictures.example/'>Pictures</a>, republished with permission.</p>",
        "<p>Bildquelle: <a href='https://pictures.example/1'>Pictures</a></p>",
        "<p>图片来源：<a href='https://pictures.example/1'>Pictures</a></p>",
        "<p>Aid was delivered via local partners.</p>",
        "<p>The novel was first published by <a href='https://books.example/'>Books</a> and sold well.</p>",
        "<p>This article was reprinted on <a href='https://wires.example/x'>Wires</a>.</p>",
        "<p>This article is being cross-posted on the Community Blog.</p>",
        "<p>無断転載を禁じます</p>",
        "<p>ⓒ 무단전재 및 재배포 금지</p>",
    ] {
        let evidence = after(line);
        assert_eq!(
            phrases(&evidence).len(),
            0,
            "{line}: {:?}",
            evidence.credits
        );
        assert_eq!(evidence.claims.len(), 0, "{line}");
    }
}

#[test]
fn what_stands_in_other_parts_of_the_page_says_so() {
    let link = format!("Source: <a href='{ARTICLE}'>The Valley Courier</a>");
    for (outside, region) in [
        (
            format!("<section id=comments><p>{link}</p></section>"),
            Region::Comments,
        ),
        (
            format!("<aside class=sidebar><p>{link}</p></aside>"),
            Region::Aside,
        ),
        (
            format!("<footer><p>{link}</p></footer>"),
            Region::SiteFooter,
        ),
    ] {
        let evidence = evidence_for(&original(), &html("", "", "", &outside));
        assert_eq!(
            evidence.credits.len(),
            1,
            "{outside}: {:?}",
            evidence.credits
        );
        assert_eq!(evidence.credits[0].region, region, "{outside}");
        assert_eq!(evidence.credits[0].zone, Zone::Page, "{outside}");
    }
}

#[test]
fn a_header_right_above_the_text_belongs_to_it() {
    let text: String = TEXT.iter().map(|text| format!("<p>{text}</p>")).collect();
    let page = format!(
        "<html><body><div class=header><h1>Water</h1><p>2024-05-03 来源：山谷信使</p></div><div>{text}</div></body></html>"
    );
    let evidence = evidence_for(&original(), &page);
    assert_eq!(phrases(&evidence)[0].region, Region::Before);
}

#[test]
fn imprint_and_footer_sources_of_other_things_are_no_credit() {
    let evidence = evidence_for(
        &original(),
        &html(
            "",
            "",
            "",
            "<footer><p>Quelle: <a href='https://law.example/'>law.example</a></p></footer>",
        ),
    );
    assert!(evidence.credits.is_empty(), "{:?}", evidence.credits);
}

#[test]
fn hidden_and_code_only_credits_are_marked() {
    let line = format!("Source: <a href='{ARTICLE}'>The Valley Courier</a>");
    let evidence = after(&format!("<p style='display:none'>{line}</p>"));
    assert!(matches!(
        phrases(&evidence)[0].visibility,
        Visibility::Hidden(_)
    ));

    let evidence = after(&format!("<!-- Source: {ARTICLE} -->"));
    assert_eq!(evidence.credits[0].code, Some(CodeKind::Comment));
    assert_eq!(evidence.credits[0].zone, Zone::None);

    let head = format!("<link rel=canonical href='{ARTICLE}'>");
    let evidence = evidence_for(&original(), &html(&head, "", "", ""));
    assert_eq!(evidence.credits.len(), 1, "{:?}", evidence.credits);
    assert_eq!(evidence.credits[0].code, Some(CodeKind::Meta));
}

const NOTICE: &str = "Original article, Author: Tobias Lind. If you wish to reprint this article, please indicate the \
     source:https://valley.example/news/water-returns-to-the-mill.html";

fn with_notice() -> Original {
    let mut original = original();
    original.text = format!("{}\n{NOTICE}", original.text);
    original.notice = Some(Notice {
        rule: "wpcom".to_owned(),
        text: NOTICE.to_owned(),
        range: None,
        fields: Default::default(),
        hidden: false,
        line: 1,
        ..Notice::default()
    });
    original
}

#[test]
fn the_notice_carried_along_is_copied() {
    let evidence = evidence_for(
        &with_notice(),
        &html("", "", &format!("<p>{NOTICE}</p>"), ""),
    );
    let found = phrases(&evidence);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].voice, Voice::Copied);
    assert_eq!(targets(found[0]), [Target::Article]);
    assert_eq!(found[0].authors, ["Tobias Lind"]);
}

#[test]
fn the_notice_with_the_page_s_own_url_is_a_claim() {
    let own = NOTICE.replace(ARTICLE, "https://copier.example/2024/mill");
    let evidence = evidence_for(&with_notice(), &html("", "", &format!("<p>{own}</p>"), ""));
    assert_eq!(phrases(&evidence).len(), 0, "{:?}", evidence.credits);
    assert_eq!(
        evidence.claims[0].url.as_ref().map(Url::as_str),
        Some("https://copier.example/2024/mill")
    );
}

#[test]
fn a_theme_s_copyright_box_is_a_claim() {
    for line in [
        "<ul><li><strong>本文作者：</strong>Copier</li><li><strong>本文链接：</strong><a \
         href='https://copier.example/2024/mill'>https://copier.example/2024/mill</a></li><li>转载请注明出处！</li></ul>",
        "<p>本文来自投稿，不代表本站立场，如若转载，请注明出处：https://copier.example/2024/mill</p>",
        "<p>The post <a href='https://copier.example/2024/mill'>Water</a> appeared first on <a \
         href='https://copier.example/'>Copier Daily</a>.</p>",
        "<p>Originally published on Copier Daily.</p>",
    ] {
        let evidence = after(line);
        assert_eq!(evidence.claims.len(), 1, "{line}: {:?}", evidence.credits);
        assert_eq!(
            phrases(&evidence).len(),
            0,
            "{line}: {:?}",
            evidence.credits
        );
    }
}

#[test]
fn a_copyright_line_or_a_permalink_alone_is_no_claim() {
    for line in [
        "<p>© 2024 Copier Daily. All rights reserved.</p>",
        "<p><a href='https://copier.example/2024/mill'>Permalink</a></p>",
        "<p>未经授权禁止转载，<a href='/contact'>联系我们</a></p>",
    ] {
        assert_eq!(after(line).claims.len(), 0, "{line}");
    }
}

#[test]
fn the_theme_s_box_with_the_original_s_url_is_a_credit() {
    let evidence = after(&format!(
        "<ul><li>本文作者：Tobias Lind</li><li>本文链接：<a href='{ARTICLE}'>{ARTICLE}</a></li></ul>"
    ));
    assert_eq!(evidence.claims.len(), 0);
    assert_eq!(targets(phrases(&evidence)[0]), [Target::Article]);
}

#[test]
fn bare_links_are_told_apart_from_credits() {
    let evidence = after(&format!(
        "<p>The mill was <a href='{ARTICLE}'>in the news</a> before.</p>"
    ));
    assert_eq!(evidence.credits.len(), 1);
    assert_eq!(evidence.credits[0].kind, CreditKind::Link);
    assert_eq!(targets(&evidence.credits[0]), [Target::Article]);
}

#[test]
fn a_credit_to_somebody_else_is_told() {
    let evidence =
        after("<p>This story first appeared in <a href='https://wires.example/a'>Wires</a>.</p>");
    assert_eq!(targets(phrases(&evidence)[0]), [Target::ThirdParty]);
    assert!(!phrases(&evidence)[0].publisher);
    let evidence = after(
        "<p>This article originally appeared in Wires Magazine, a nonprofit dedicated to wires. Sign up for the \
         newsletter of Wires Magazine.</p>",
    );
    assert!(phrases(&evidence)[0].links.is_empty());
    let evidence = after(
        "<p>This article was originally published on wires.example. We have updated it and republished it under \
         Copier Daily.</p>",
    );
    assert_eq!((phrases(&evidence).len(), evidence.claims.len()), (1, 0));
}

#[test]
fn a_credit_by_name_needs_no_link() {
    let evidence = after("<p>This article first appeared in The Valley Courier.</p>");
    let found = phrases(&evidence);
    assert!(found[0].publisher && found[0].links.is_empty());
}

#[test]
fn lines_are_the_credit_lines_and_nothing_else() {
    let credit = format!("Source: <a href='{ARTICLE}'>The Valley Courier</a>");
    let page = read(&html(
        "",
        "",
        &format!("<p>{credit}</p><p>{NOTICE}</p>"),
        "",
    ));
    let masked: Vec<&str> = lines(&page)
        .into_iter()
        .map(|range| &page.text[range])
        .collect();
    assert_eq!(masked, ["Source: The Valley Courier", NOTICE]);
}

#[test]
fn hostile_pages_end() {
    let many = "Source: <a href='https://x.example/'>x</a> via ".repeat(5_000);
    let page = read(&format!("<p>{many}</p>"));
    assert!(lines(&page).len() < 100_000);
    let reuse = compare(
        &Prepared::new("", &Marks::default()),
        &Prepared::new("", &Marks::default()),
        &Params::default(),
    );
    let evidence = credit::find(&page, &original(), &reuse);
    assert!(evidence.credits.len() < 100_000);
}
