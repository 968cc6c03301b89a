//! Reading pages: from bytes to blocks.

use std::path::PathBuf;

use creditline::page::{self, HiddenBy, Page, ReadOptions, Visibility};

fn html(source: &str) -> Page {
    page::read(source.as_bytes(), &options("page.html")).unwrap()
}

fn options(location: &str) -> ReadOptions {
    // The clock is not under test, and a debug build on a busy machine is slow.
    let patience = std::time::Duration::from_secs(600);
    ReadOptions {
        location: location.to_owned(),
        limits: page::Limits {
            parse: patience,
            page: patience,
            ..page::Limits::default()
        },
        ..ReadOptions::default()
    }
}

/// What must hold for every page, whatever is in it.
fn check(page: &Page) {
    let mut end = 0;
    for block in &page.blocks {
        assert!(block.start >= end, "blocks overlap");
        assert_eq!(&page.text[block.range()], block.text);
        end = block.range().end;
    }
    for block in page.blocks.iter().chain(&page.hidden) {
        assert!(!block.text.is_empty());
        assert!(block.element < page.elements.len());
        assert!(block.line >= 1 && block.column >= 1);
        for range in block
            .links
            .iter()
            .map(|link| &link.text)
            .chain(&block.quotes)
        {
            assert!(block.text.get(range.clone()).is_some(), "range off");
        }
        for (text, source) in &block.anchors {
            assert!(block.text.is_char_boundary(*text));
            assert!(*source <= page.source.len());
        }
        for (at, _) in block.text.char_indices() {
            let offset = page.source_offset(block, at);
            assert!(page.source.is_char_boundary(offset), "offset off");
        }
    }
    for (index, element) in page.elements.iter().enumerate() {
        assert!(element.parent <= index);
    }
}

/// The folder with the data to develop against, if it is there.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("CREDITLINE_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    folder.is_dir().then_some(folder)
}

#[test]
fn real_pages_are_read_and_little_of_them_is_hidden() {
    let Some(folder) = data() else {
        println!("skipped: no folder with real pages; set CREDITLINE_DATA");
        return;
    };
    let mut read = 0;
    for part in ["pages", "reprints/html"] {
        let Ok(entries) = std::fs::read_dir(folder.join(part)) else {
            continue;
        };
        let mut paths: Vec<PathBuf> = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
            .collect();
        paths.sort();
        for path in paths {
            let bytes = std::fs::read(&path).unwrap();
            let page = page::read(&bytes, &options(&path.to_string_lossy()));
            let page = page.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            check(&page);
            let hidden: usize = page.hidden.iter().map(|block| block.text.len()).sum();
            println!(
                "{} bytes={} blocks={} text={} hidden={}% code={} links={} lang={:?} charset={}/{} title={:?} authors={:?}",
                path.file_name().unwrap().to_string_lossy(),
                bytes.len(),
                page.blocks.len(),
                page.text.len(),
                hidden * 100 / (page.text.len() + hidden).max(1),
                page.code.len(),
                page.blocks
                    .iter()
                    .map(|block| block.links.len())
                    .sum::<usize>(),
                page.language,
                page.charset.name,
                page.charset.from,
                page.title,
                page.meta.authors,
            );
            read += 1;
        }
    }
    println!("{read} pages read");
}

#[test]
fn blocks_carry_links_with_their_place() {
    let page = html(
        "<!doctype html>\n<title>T</title>\n<body><p>Read <b>the</b>\n  <a\n   href=' /x?a=1&amp;b=2 '>original\n article</a>.</p><p>Two<br>lines</p>",
    );
    check(&page);
    assert_eq!(page.text, "Read the original article.\nTwo\nlines");
    let block = &page.blocks[0];
    assert_eq!((block.line, block.column), (3, 10));
    let link = &block.links[0];
    assert_eq!(link.href, "/x?a=1&b=2");
    assert_eq!(&block.text[link.text.clone()], "original article");
    assert_eq!((link.line, link.column), (5, 11));
    let at = block.text.find("article").unwrap();
    assert_eq!(page.position(0, at), (6, 2));
}

#[test]
fn hidden_text_is_kept_apart() {
    let page =
        html("<p>Seen <span style='display:none'>unseen</span> text</p><div hidden>gone</div>");
    check(&page);
    assert_eq!(page.text, "Seen text");
    let hidden: Vec<_> = page
        .hidden
        .iter()
        .map(|block| (block.text.as_str(), block.visibility))
        .collect();
    assert_eq!(
        hidden,
        [
            ("unseen", Visibility::Hidden(HiddenBy::Display)),
            ("gone", Visibility::Hidden(HiddenBy::Attribute))
        ]
    );
}

/// A page with one credit line wrapped in `before` and `after`, and enough text beside it.
fn with_credit(head: &str, before: &str, after: &str) -> Page {
    let page = html(&format!(
        "<!doctype html><head>{head}</head><body><p>An article of some length stands here, as on every page.</p>{before}Source: the paper{after}<p>The end of it.</p></body>"
    ));
    check(&page);
    page
}

fn visibility(page: &Page) -> Visibility {
    let found: Vec<_> = page
        .blocks
        .iter()
        .chain(&page.hidden)
        .filter(|block| block.text.contains("Source: the paper"))
        .map(|block| block.visibility)
        .collect();
    assert_eq!(found.len(), 1, "{page:?}");
    found[0]
}

#[test]
fn every_inline_trick_hides() {
    for (attributes, by) in [
        ("hidden", HiddenBy::Attribute),
        ("style='display:none'", HiddenBy::Display),
        ("style='DISPLAY : NONE !important;'", HiddenBy::Display),
        ("style='content-visibility:hidden'", HiddenBy::Display),
        ("style='visibility:hidden'", HiddenBy::VisibilityProperty),
        ("style='visibility:collapse'", HiddenBy::VisibilityProperty),
        ("style='opacity:0.01'", HiddenBy::Opacity),
        ("style='opacity:0%'", HiddenBy::Opacity),
        ("style='filter:opacity(0)'", HiddenBy::Opacity),
        ("style='font-size:0'", HiddenBy::FontSize),
        ("style='font-size:1px'", HiddenBy::FontSize),
        ("style='font-size:.05em'", HiddenBy::FontSize),
        ("style='font:0/0 a'", HiddenBy::FontSize),
        ("style='color:#fff'", HiddenBy::Colour),
        (
            "style='color:rgb(250 250 250);background:#ffffff'",
            HiddenBy::Colour,
        ),
        ("style='color:transparent'", HiddenBy::Colour),
        ("style='color:rgba(0,0,0,.01)'", HiddenBy::Colour),
        ("style='background:black;color:#000'", HiddenBy::Colour),
        ("style='text-indent:-9999px'", HiddenBy::OffScreen),
        (
            "style='position:absolute;left:-9999px'",
            HiddenBy::OffScreen,
        ),
        ("style='position:fixed;top:-200vh'", HiddenBy::OffScreen),
        ("style='margin-left:-5000px'", HiddenBy::OffScreen),
        ("style='transform:translateX(-9999px)'", HiddenBy::OffScreen),
        (
            "style='position:absolute;clip:rect(0,0,0,0)'",
            HiddenBy::Clipped,
        ),
        ("style='clip-path:inset(100%)'", HiddenBy::Clipped),
        (
            "style='width:1px;height:1px;overflow:hidden'",
            HiddenBy::Clipped,
        ),
        ("style='max-height:0;overflow:hidden'", HiddenBy::Clipped),
        ("style='transform:scale(0)'", HiddenBy::Clipped),
        ("class='sr-only'", HiddenBy::ScreenReaderOnly),
        (
            "class='note screen-reader-text'",
            HiddenBy::ScreenReaderOnly,
        ),
        ("class='d-none'", HiddenBy::Display),
    ] {
        let page = with_credit("", &format!("<div {attributes}><p>"), "</p></div>");
        assert_eq!(visibility(&page), Visibility::Hidden(by), "{attributes}");
    }
    let page = with_credit("", "<dialog>", "</dialog>");
    assert_eq!(visibility(&page), Visibility::Hidden(HiddenBy::Attribute));
}

#[test]
fn rules_in_the_page_hide() {
    for (sheet, element) in [
        (".x{display:none}", "<p class='a x'>"),
        ("#c { display : none }", "<p id=c>"),
        ("article > p.x{display:none}", "<article><p class=x>"),
        (
            "body .a .b p{display:none}",
            "<div class=a><i><div class=b><p>",
        ),
        ("@media screen{.x{display:none}}", "<p class=x>"),
        ("@media (min-width:800px){.x{display:none}}", "<p class=x>"),
        ("p[data-credit]{display:none}", "<p data-credit=1>"),
        ("p:not(.y).x{display:none}", "<p class=x>"),
        ("p:nth-child(2){display:none}", "<p>"),
        ("p + p.x{display:none}", "<p class=x>"),
        (
            ".x{display:none!important}",
            "<p class=x style='display:block'>",
        ),
        ("p{display:block}.x{display:none}", "<p class=x>"),
        ("/* { */ .x{display:none /* } */}", "<p class=x>"),
    ] {
        let page = with_credit(&format!("<style>{sheet}</style>"), element, "</p>");
        assert_eq!(
            visibility(&page),
            Visibility::Hidden(HiddenBy::Display),
            "{sheet}"
        );
    }
}

#[test]
fn what_only_looks_like_hiding_stays_visible() {
    for (head, element) in [
        ("", "<p aria-hidden=true>"),
        ("", "<p style='opacity:.5'>"),
        ("", "<p style='color:#888;background:#fff'>"),
        (
            "",
            "<p style='visibility:hidden'><span style='visibility:visible'>",
        ),
        ("", "<div style='font-size:0'><p style='font-size:14px'>"),
        ("", "<p style='height:1px'>"),
        ("", "<p style='left:-9999px'>"),
        ("", "<p style='transform:translate(-50%,-50%)'>"),
        ("", "<p style='background:url(x.png);color:#fff'>"),
        (
            "",
            "<p style='background:#fff;background-image:url(x.png);color:#fff'>",
        ),
        (
            "",
            "<p style='background:linear-gradient(red,blue);-webkit-background-clip:text;color:transparent'>",
        ),
        ("", "<div style='position:absolute'><p style='color:#fff'>"),
        ("", "<p class='hidden md:block'>"),
        ("", "<p class='d-none d-lg-flex'>"),
        ("", "<p class='unhidden hidden-xs'>"),
        (
            "<link rel=stylesheet href=x.css>",
            "<div class=dark><p style='color:#fff'>",
        ),
        (
            "<style>@media print{.x{display:none}}</style>",
            "<p class=x>",
        ),
        ("<style media=print>.x{display:none}</style>", "<p class=x>"),
        (
            "<style>@media (max-width:600px){.x{display:none}}</style>",
            "<p class=x>",
        ),
        (
            "<style>.x:hover{display:none}.x::before{display:none}.y .x{display:none}</style>",
            "<p class=x>",
        ),
        (
            "<style>.x{display:none}#i{display:block}</style>",
            "<p class=x id=i>",
        ),
        (
            "<style>.x{display:none}</style>",
            "<p class=x style='display:block'>",
        ),
        (
            "<style>@keyframes k{from{opacity:0}}.x{opacity:1}</style>",
            "<p class=x>",
        ),
        ("<style>body{opacity:0}</style>", "<p>"),
    ] {
        let page = with_credit(head, element, "</p>");
        assert_eq!(visibility(&page), Visibility::Visible, "{head}{element}");
    }
}

#[test]
fn what_the_reader_can_open_is_folded() {
    let page = with_credit("", "<details><summary>More</summary><p>", "</p></details>");
    assert_eq!(visibility(&page), Visibility::Folded);
    assert!(
        page.blocks
            .iter()
            .any(|block| block.text == "More" && block.visibility == Visibility::Visible)
    );
    let page = with_credit(
        "",
        "<details open><summary>More</summary><p>",
        "</p></details>",
    );
    assert_eq!(visibility(&page), Visibility::Visible);
    let page = with_credit("", "<div role=tabpanel hidden><p>", "</p></div>");
    assert_eq!(visibility(&page), Visibility::Folded);
    let page = with_credit("", "<div class='tab-pane'><p>", "</p></div>");
    assert_eq!(visibility(&page), Visibility::Folded);
    let page = with_credit("", "<div class='tab-pane active'><p>", "</p></div>");
    assert_eq!(visibility(&page), Visibility::Visible);
}

#[test]
fn a_state_that_blanks_the_page_is_no_hiding() {
    let text = "<p class=x>A long paragraph of an article that a script shows once the fonts are there.</p>".repeat(60);
    let page = html(&format!(
        "<style>.wait .x{{visibility:hidden}}</style><p>Menu</p><div class=wait>{text}<p style='display:none'>never</p></div>"
    ));
    check(&page);
    assert!(page.text.len() > 4_000);
    assert_eq!(page.hidden.len(), 1);
}

#[test]
fn code_is_no_text() {
    let page = html(
        "<head><meta name=description content='Quelle: https://a.example/1'><link rel=canonical href=/own><script type='application/ld+json'>{\"isBasedOn\":\"https://a.example/2\"}</script></head><!-- from https://a.example/3 --><p>Text<img alt='Photo: Ana'></p><noscript><a href='https://a.example/4'>Source</a></noscript><template><p>Via <a href='https://a.example/5'>A</a></p></template><blockquote cite='https://a.example/6'>Said</blockquote><script>var a='Source';</script>",
    );
    check(&page);
    assert_eq!(page.text, "Text\nSaid");
    let urls: Vec<String> = page
        .code
        .iter()
        .flat_map(|code| &code.urls)
        .map(ToString::to_string)
        .collect();
    for number in 1..=6 {
        let url = format!("https://a.example/{number}");
        assert!(urls.contains(&url), "{url} in {urls:?}");
    }
    assert!(page.code.iter().any(|code| code.text == "Photo: Ana"));
    let shadow = html("<div><template shadowrootmode=open><p>Shown</p></template></div>");
    assert_eq!(shadow.text, "Shown");
}

#[test]
fn links_show_what_readers_see() {
    let page = html(
        "<p>Text <a href=1></a><a href=2>\u{200b}</a> <a href=3><img src=x alt=Logo></a> <a href=4>four</a><a href=5 style='display:none'>five</a></p>",
    );
    check(&page);
    let links: Vec<_> = page.blocks[0]
        .links
        .iter()
        .map(|link| (link.href.as_str(), link.visibility))
        .collect();
    assert_eq!(
        links,
        [
            ("1", Visibility::Hidden(HiddenBy::EmptyLink)),
            ("2", Visibility::Hidden(HiddenBy::EmptyLink)),
            ("3", Visibility::Visible),
            ("4", Visibility::Visible),
        ]
    );
    assert_eq!(page.hidden[0].links[0].href, "5");
}

#[test]
fn landmarks_follow_elements_roles_and_names() {
    use creditline::page::Landmark;
    let page = html(
        "<body class='has-sidebar comment-open'><header>Site</header><nav>Menu</nav><div role=main><article><header>Title</header><p>Text</p><footer>Reprint</footer></article><div class='related-posts'><article>Other</article></div><section id=comments><article>Said</article></section></div><aside>Side</aside><div class='post'><div>Body</div><footer>Of post</footer></div><div class='post-copyright'>Box</div><div class=comment-count>3</div><footer>Imprint</footer><div class='cookie-consent'>Cookies</div></body>",
    );
    check(&page);
    let landmark = |text: &str| {
        page.blocks
            .iter()
            .find(|block| block.text == text)
            .unwrap()
            .landmark
    };
    for (text, expected) in [
        ("Site", Landmark::Header),
        ("Menu", Landmark::Nav),
        ("Title", Landmark::Content),
        ("Text", Landmark::Content),
        ("Reprint", Landmark::Content),
        ("Other", Landmark::Related),
        ("Said", Landmark::Comments),
        ("Side", Landmark::Aside),
        ("Of post", Landmark::Content),
        ("Box", Landmark::Content),
        ("3", Landmark::Content),
        ("Imprint", Landmark::SiteFooter),
        ("Cookies", Landmark::Notice),
    ] {
        assert_eq!(landmark(text), expected, "{text}");
    }
}

#[test]
fn metadata_comes_from_the_best_place() {
    let page = html(
        "<html lang=en_GB><head><base href='https://site.example/blog/'><title>T | Site</title><meta property=og:title content='The  Title'><meta property=og:site_name content=Site><meta property=og:url content='post'><link rel=canonical href='/canonical'><meta name=author content='https://x.example/ana'><meta name=robots content='noindex, follow'><meta name=syndication-source content='https://orig.example/1'></head><body><h1>H</h1><span class=byline-name>By Ana Lima</span><a rel='license nofollow' href='https://creativecommons.org/licenses/by/4.0/'>CC</a><a href='x'>r</a><link rel=canonical href='https://orig.example/2'></body>",
    );
    check(&page);
    assert_eq!(page.title.as_deref(), Some("The Title"));
    assert_eq!(page.language.as_deref(), Some("en-GB"));
    assert_eq!(page.meta.authors, ["Ana Lima"]);
    assert_eq!(page.meta.publisher.as_deref(), Some("Site"));
    assert_eq!(
        page.meta.licenses,
        ["https://creativecommons.org/licenses/by/4.0/"]
    );
    assert!(page.meta.noindex);
    let text = |url: &Option<url::Url>| url.as_ref().map(ToString::to_string).unwrap_or_default();
    assert_eq!(text(&page.urls.og), "https://site.example/blog/post");
    assert_eq!(text(&page.urls.canonical), "https://site.example/canonical");
    assert_eq!(text(&page.urls.canonical_in_body), "https://orig.example/2");
    assert_eq!(
        text(&page.meta.syndication_source),
        "https://orig.example/1"
    );
    let link = page
        .blocks
        .iter()
        .flat_map(|block| &block.links)
        .find(|link| link.href == "x")
        .unwrap();
    assert_eq!(text(&link.resolved), "https://site.example/blog/x");
}

#[test]
fn lines_and_columns_hold_on_a_minified_page() {
    let mut source = String::from("<!doctype html><title>é</title>");
    for number in 0..2_000 {
        source.push_str(&format!(
            "<p>Nº {number} &amp; <a href=\"/p/{number}\">link\u{301}</a> <b>x<i>y</b>z</i>"
        ));
    }
    let page = html(&source);
    check(&page);
    assert_eq!(page.blocks.len(), 2_000);
    for (number, block) in page.blocks.iter().enumerate() {
        let link = block
            .links
            .iter()
            .find(|link| link.href == format!("/p/{number}"))
            .unwrap();
        let at = source.find(&format!("/p/{number}\"")).unwrap();
        assert_eq!(
            (link.line, link.column as usize),
            (1, source[..at].chars().count() + 1)
        );
        let at = source.find(&format!("Nº {number} ")).unwrap();
        assert_eq!(block.column as usize, source[..at].chars().count() + 1);
        let offset = block.text.find("link").unwrap();
        assert_eq!(&source[page.source_offset(block, offset)..][..4], "link");
    }
}

#[test]
fn a_link_that_the_parser_opens_again_keeps_its_place() {
    let source = "<p><a href=/x>one<p>two</a>";
    let page = html(source);
    check(&page);
    let places: Vec<_> = page
        .blocks
        .iter()
        .flat_map(|block| &block.links)
        .map(|link| link.column)
        .collect();
    assert_eq!(places, [12, 12]);
}

#[test]
fn hostile_pages_are_refused_by_the_limit_they_pass() {
    let many =
        |count: usize, make: &dyn Fn(usize) -> String| (0..count).map(make).collect::<String>();
    let cases: Vec<(&str, String, &str)> = vec![
        ("nested div", "<div>".repeat(100_000), "nested-too-deeply"),
        (
            "nested and closed",
            "<div>".repeat(20_000) + &"</div>".repeat(20_000),
            "nested-too-deeply",
        ),
        (
            "nested lists",
            "<ul><li>".repeat(20_000),
            "nested-too-deeply",
        ),
        (
            "adoption agency",
            "<b><div>".repeat(20_000) + &"</b>".repeat(20_000),
            "nested-too-deeply",
        ),
        (
            "formatting",
            many(20_000, &|n| format!("<p><font a={n}>x")),
            "nested-too-deeply",
        ),
        (
            "reconstruction",
            format!(
                "<p>{}{}",
                many(400, &|n| format!("<b a={n}>")),
                "<p>x".repeat(50_000)
            ),
            "too-many-nodes",
        ),
        (
            "reconstruction with attributes",
            format!(
                "<p>{}{}",
                many(200, &|n| format!(
                    "<b z={n} {}>",
                    many(200, &|a| format!("a{a}=1 "))
                )),
                "<p>x".repeat(50_000)
            ),
            "too-many-attributes",
        ),
        (
            "one long tag",
            format!("<div {}>", many(100_000, &|n| format!("a{n}=1 "))),
            "too-many-attributes",
        ),
        (
            "a tag that never ends",
            format!("<div {}", many(100_000, &|n| format!("a{n} "))),
            "too-many-attributes",
        ),
        (
            "attributes of the body",
            many(20_000, &|n| format!("<body a{n}>")),
            "too-many-attributes",
        ),
        (
            "stray end tags",
            "<span>".repeat(500) + &"</x>".repeat(1_500_000),
            "too-complex",
        ),
        (
            "tables",
            "<table><tr><td>".repeat(3_000),
            "nested-too-deeply",
        ),
        ("elements", "<i></i>".repeat(600_000), "too-many-nodes"),
        (
            "a long page",
            format!("<p>{}", "word ".repeat(4_200_000)),
            "too-large",
        ),
        (
            "rules",
            format!("<style>{}</style><p>x", "a{color:red}".repeat(200_000)),
            "too-complex",
        ),
        (
            "style sheets",
            format!(
                "<style>{}</style>{}",
                many(5_000, &|n| format!("i i i i i i .a{n} i{{color:red}}")),
                "<i>".repeat(400) + &"<i>x</i>".repeat(100_000)
            ),
            "too-complex",
        ),
    ];
    for (name, page, code) in cases {
        match page::read(page.as_bytes(), &options("hostile.html")) {
            Ok(_) => panic!("{name} was read"),
            Err(error) => assert_eq!(error.code(), code, "{name}: {error}"),
        }
    }
}

#[test]
fn markup_shown_as_text_is_no_long_tag() {
    let markup = "<p class=a> b c d e f g h ".repeat(4_000);
    for name in ["textarea", "title", "style", "script", "noscript", "xmp"] {
        let page = html(&format!("<body>x<{name}>{markup}</{name}><p>after</p>"));
        assert_eq!(page.blocks.last().unwrap().text, "after", "{name}");
    }
}

fn check_quickly(page: &Page) {
    assert_eq!(
        page.text.len(),
        page.blocks.last().map_or(0, |block| block.range().end)
    );
}

#[test]
fn large_but_sound_pages_are_read() {
    let paragraphs = "<p>A paragraph of <a href='/x'>a long</a> page.</p>\n".repeat(40_000);
    let page = html(&paragraphs);
    check_quickly(&page);
    assert_eq!(page.blocks.len(), 40_000);
    let last = page.blocks.last().unwrap();
    assert_eq!(last.line, 40_000);
    let one_line = format!("<p>{}", "字".repeat(3_000_000));
    assert_eq!(html(&one_line).text.len(), 9_000_000);
    let deep = "<div>".repeat(500) + "deep";
    assert_eq!(html(&deep).text, "deep");
}

#[test]
fn bytes_become_text_by_the_best_evidence() {
    let russian = "Перепечатка только со ссылкой на источник";
    let page = format!("<title>x</title><p>{russian}");
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&page);
    let read = page::read(&bytes, &options("x.html")).unwrap();
    assert_eq!(
        (read.text.as_str(), read.charset.from),
        (russian, "detected")
    );
    let with_header = ReadOptions {
        content_type: Some("text/html; charset=windows-1251".into()),
        ..options("x.html")
    };
    assert_eq!(
        page::read(&bytes, &with_header).unwrap().charset.from,
        "header"
    );
    let mut utf16 = vec![0xFE, 0xFF];
    utf16.extend(page.encode_utf16().flat_map(u16::to_be_bytes));
    let read = page::read(&utf16, &options("x.html")).unwrap();
    assert_eq!(
        (read.text.as_str(), read.charset.name),
        (russian, "UTF-16BE")
    );
    for (bytes, code) in [
        (&b""[..], "empty"),
        (b" \n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not-text"),
        (b"\0\0\0\0", "not-text"),
    ] {
        assert_eq!(
            page::read(bytes, &options("x.html")).unwrap_err().code(),
            code
        );
    }
    assert_eq!(html("<html><body></body></html>").blocks.len(), 0);
}

#[test]
fn markdown_is_read_as_it_is_rendered_and_text_as_it_is() {
    let source = "---\r\ntitle: T\r\nurl: https://a.example/1\r\n---\r\n# Head\r\n\r\nText [a](https://b.example/) <!-- c -->\r\n";
    let page = page::read(source.as_bytes(), &options("x.md")).unwrap();
    check(&page);
    assert_eq!(
        (page.text.as_str(), page.source.as_str()),
        ("Head\nText a", source)
    );
    assert_eq!(page.title.as_deref(), Some("T"));
    assert_eq!(
        page.front_matter.as_ref().unwrap().url.as_deref(),
        Some("https://a.example/1")
    );
    let texts: Vec<_> = page
        .blocks
        .iter()
        .map(|block| (block.text.as_str(), block.line))
        .collect();
    assert_eq!(texts, [("Head", 5), ("Text a", 7)]);
    assert_eq!(page.blocks[1].links[0].column, 10);
    let error = page::read(b"---\na: [\n---\n", &options("x.md")).unwrap_err();
    assert_eq!(error.code(), "front-matter");
    let page = page::read("\u{feff}Title\n\nOne\n".as_bytes(), &options("x.txt")).unwrap();
    check(&page);
    assert!(page.text.ends_with("Title\n\nOne\n"), "{:?}", page.text);
    assert_eq!(page.title.as_deref(), Some("Title"));
}

#[test]
fn the_main_content_is_told_from_the_frame() {
    use creditline::page::MainFrom;
    let paragraph = "<p>A sentence of the article, long enough to be one, with a comma and a point. Another one follows it, of the same kind and length, so that there is something to weigh.</p>";
    let page = html(&format!(
        "<title>T</title><nav><ul><li><a href=/>Home</a><li><a href=/b>Blog</a></ul></nav><main><article><h1>T</h1>{}</article></main><aside><h2>Popular</h2><a href=/x>Another article</a></aside><footer>Imprint</footer>",
        paragraph.repeat(6)
    ));
    let main = page::main_blocks(&page);
    assert_eq!(main.from, MainFrom::Extractor);
    let text: Vec<&str> = main
        .blocks
        .iter()
        .map(|index| page.blocks[*index].text.as_str())
        .collect();
    assert!(
        text.len() >= 6
            && text
                .iter()
                .all(|text| !text.contains("Imprint") && !text.contains("Home"))
    );
    let short = html("<p>Too short to tell.</p>");
    let main = page::main_blocks(&short);
    assert_eq!((main.blocks, main.from), (vec![0], MainFrom::AllBlocks));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        for location in ["x.html", "x.md", "x.txt", "x"] {
            if let Ok(page) = page::read(&bytes, &options(location)) {
                check(&page);
                page::main_blocks(&page);
            }
        }
    }

    #[test]
    fn any_markup_is_read_or_refused(parts in proptest::collection::vec(markup(), 0..60)) {
        let source = parts.concat();
        for location in ["x.html", "x.md"] {
            if let Ok(page) = page::read(source.as_bytes(), &options(location)) {
                check(&page);
            }
        }
    }
}

/// Pieces that make up broken markup of every kind.
fn markup() -> impl proptest::strategy::Strategy<Value = String> {
    let pieces = [
        "<p>",
        "</p>",
        "<a href='/x'>",
        "<a href=",
        "</a>",
        "<b>",
        "</b>",
        "<div style='display:none'>",
        "</div>",
        "<br>",
        "<br/>",
        "<table>",
        "<td>",
        "</table>",
        "<pre>",
        "</pre>",
        "<!--",
        "-->",
        "<style>p{",
        "}</style>",
        "&amp;",
        "&#x4e2d;",
        "&notit;",
        " ",
        "\n",
        "\r\n",
        "text",
        "中文",
        "é",
        "\u{200b}",
        "<q>",
        "</q>",
        "<template>",
        "</template>",
        "<svg>",
        "</svg>",
        "<details>",
        "<summary>",
        "<select><option>",
        "<textarea>",
        "</textarea>",
        "<script>",
        "</script>",
        "\"",
        "'",
        ">",
        "<",
        "[a](b)",
        "[a]: b\n",
        "```",
        "> ",
        "# ",
        "- ",
        "---\n",
        "<https://a.example>",
        "`",
        "\\",
        "![x](y)",
        "\t",
        "<noscript>",
    ];
    proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned)
}

use proptest::strategy::Strategy as _;
