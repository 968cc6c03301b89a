//! Where a credit may stand: whatever is around or at the end of the text belongs to it, whatever its element is called;
//! the site's own footer, its sidebar, comments and lists of other articles do not.

use creditline::finding::{Code, Verdict};

use crate::reprint::{ARTICLE, PAGE, TEXT, judge};

const BIO: &str = "Nora Quist has been with us for twelve years and looks after the pages on rivers, roads and old \
                   machines. She lives with two cats above the bakery, collects keys and answers letters by hand.";

/// Placements inside the box of the text; `T` is the text, `A` and `B` its halves, `C` a credit, `L` a link alone.
const INSIDE: [&str; 30] = [
    "T<footer>C</footer>",
    "T<footer><small>C</small></footer>",
    "T<footer><p>C</p></footer>",
    "T<aside>C</aside>",
    "<aside>C</aside>T",
    "A<aside>C</aside>B",
    "T<section>C</section>",
    "T<section class=source><h3>About this text</h3><p>C</p></section>",
    "T<small>C</small>",
    "T<p><small>C</small></p>",
    "T<div class=author-box><img src=n.jpg alt=''><p>BIO</p></div><footer>C</footer>",
    "T<div class=author-box><img src=n.jpg alt=''><p>BIO</p><p>C</p></div>",
    "T<aside class=author><p>BIO</p><p>C</p></aside>",
    "<header><p>C</p></header>T",
    "T<address>C</address>",
    "T<div role=note>C</div>",
    "T<div class=post-footer>C</div>",
    "T<div class=entry-footer><p>C</p></div>",
    "T<div class=article__footer>C</div>",
    "T<div class=footer>C</div>",
    "T<div class=footnotes><ol><li>C</li></ol></div>",
    "T<hr><p>C</p>",
    "T<details open><summary>About this text</summary>C</details>",
    "T<table><tr><td>C</td></tr></table>",
    "T<dl><dt>Source</dt><dd>L</dd></dl>",
    "<figure><img src=k.jpg alt=''><figcaption>This article was first published on L.</figcaption></figure>T",
    "T<div class=share><a href='https://social.example/s'>Share</a></div><footer>C</footer>",
    "T<p class=tags><a href='/t/a'>mill</a> <a href='/t/b'>water</a></p><footer><p>C</p></footer>",
    "T<footer class=meta><time>4 May 2024</time> <span>C</span></footer>",
    "T<aside role=complementary><h4>Note</h4><p>C</p></aside>",
];

/// Placements beside the box of the text, which is `X`.
const BESIDE: [&str; 8] = [
    "X<footer>C</footer>",
    "X<footer><small>C</small></footer>",
    "X<aside>C</aside>",
    "<aside>C</aside>X",
    "X<section><p>C</p></section>",
    "X<small>C</small>",
    "X<p>C</p>",
    "X<div class=author-box><p>BIO</p><p>C</p></div>",
];

/// Placements that are not at the text.
const FAR: [&str; 8] = [
    "X<div class=x1><div>C © 2024 Copier Daily</div><div><a href='/'>Home</a> <a href='/a'>About</a> <a href='/b'>Contact</a></div></div>",
    "X<div><a href='/'>Home</a> <a href='/a'>About</a> <a href='/b'>Contact</a> <span>C</span> © Copier Daily</div>",
    "X<table><tr><td><font size=1>C (c) 2009 Copier Daily. All rights reserved. <a href='/'>Home</a> <a href='/a'>About</a> <a href='/b'>Imprint</a></font></td></tr></table>",
    "X</main><footer><nav><a href='/a'>Home</a> <a href='/b'>About</a> <a href='/c'>Imprint</a></nav><p>C</p><p>© 2024 Copier Daily</p></footer>",
    "X</main><div class=sidebar><h3>Popular</h3><ul><li><a href='/1'>One</a></li><li><a href='/2'>Two</a></li><li><a href='/3'>Three</a></li></ul><p>C</p></div>",
    "X<section class=comments><h2>3 comments</h2><div class=comment><b>anna</b><p>C</p></div></section>",
    "X<div class=related-posts><h3>Related</h3><ul><li><a href='/1'>One</a></li><li>C</li></ul></div>",
    "X</main><aside class=sidebar><h3>Links</h3><p><a href='/1'>One</a></p><p>C</p><p><a href='/3'>Three</a></p></aside>",
];

/// Frames of pages, and the box that holds the text in them.
const FRAMES: [(&str, &str, &str); 9] = [
    (
        "main and article",
        "<main>[[IN]]</main><footer>© Copier Daily</footer>",
        "<article><h1>Water returns</h1>[[P]]</article>",
    ),
    (
        "article alone",
        "<div id=page>[[IN]]</div><footer>© Copier Daily</footer>",
        "<article><h1>Water returns</h1>[[P]]</article>",
    ),
    (
        "boxes without a name",
        "<div class=wrap>[[IN]]</div><div class=bottom>Copier Daily</div>",
        "<div class=fliess><h2>Water returns</h2>[[P]]</div>",
    ),
    (
        "sections",
        "<div class=wrap><section>[[IN]]</section></div><footer>© Copier Daily</footer>",
        "<section class=story><h2>Water returns</h2>[[P]]</section>",
    ),
    (
        "tables",
        "<table><tr><td>[[IN]]</td></tr></table><p>Copier Daily</p>",
        "<div><b>Water returns</b>[[P]]</div>",
    ),
    (
        "deep boxes",
        "<div class=a><div class=b>[[IN]]</div></div><footer>© Copier Daily</footer>",
        "<div class=c><h1>Water returns</h1><div class=d>[[P]]</div></div>",
    ),
    (
        "a menu of posts in main",
        "<main>[[IN]]<nav class=post-nav><a rel=prev href='/p'>Before</a> <a rel=next href='/n'>Next</a></nav></main>\
         <footer>© Copier Daily</footer>",
        "<article><header><h1>Water returns</h1></header><div class=entry>[[P]]</div></article>",
    ),
    (
        "fields within fields",
        "<main><div class=layout><div class=region>[[IN]]</div></div></main><footer>© Copier Daily</footer>",
        "<article><h2>Water returns</h2><div class=node><div class=field>[[P]]</div></div></article>",
    ),
    (
        "a forum's table",
        "<div class=wp>[[IN]]</div><div class=ft>Powered by boards</div>",
        "<div class=bm><div class=h><h1>Water returns</h1></div><div class=d><table><tr><td>[[P]]</td></tr></table></div>\
         <ul class=pager><li><a href='/p'>Before</a></li></ul></div>",
    ),
];

fn page(frame: &str, inside: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Mill</title><meta property=og:url content='{PAGE}'>\
         <meta property=og:site_name content='Copier Daily'></head><body>\
         <header><nav><a href='/'>Home</a> <a href='/about'>About</a> <a href='/news'>News</a></nav></header>{}</body></html>",
        frame.replace("[[IN]]", inside)
    )
}

/// Puts texts and credit in the places of their letters.
fn filled(pattern: &str, whole: &str) -> String {
    let link = format!("<a href='{ARTICLE}'>The Valley Courier</a>");
    let half =
        |texts: &[&str]| -> String { texts.iter().map(|text| format!("<p>{text}</p>")).collect() };
    let mut html = String::new();
    let mut rest = pattern;
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("BIO") {
            html.push_str(BIO);
            rest = after;
            continue;
        }
        // A letter of its own, not one of a word.
        let stands_alone = !html.ends_with(char::is_alphabetic)
            && !rest.chars().nth(1).is_some_and(char::is_alphabetic);
        match letter {
            'T' if stands_alone => html.push_str(&half(&TEXT)),
            'A' if stands_alone => html.push_str(&half(&TEXT[..1])),
            'B' if stands_alone => html.push_str(&half(&TEXT[1..])),
            'X' if stands_alone => html.push_str(whole),
            'L' if stands_alone => html.push_str(&link),
            'C' if stands_alone => {
                html.push_str(&format!("This text was first published by {link}."));
            }
            other => html.push(other),
        }
        rest = &rest[letter.len_utf8()..];
    }
    html
}

fn report(failed: &[String], all: usize) {
    assert!(
        failed.is_empty(),
        "{} of {all} failed\n{}",
        failed.len(),
        failed.join("\n")
    );
}

#[test]
fn a_credit_in_or_beside_the_box_of_the_text_is_at_the_text() {
    let (mut failed, mut all) = (Vec::new(), 0);
    for (name, frame, holder) in FRAMES {
        let inside = INSIDE
            .iter()
            .map(|place| (place, holder.replace("[[P]]", &filled(place, ""))));
        let whole = holder.replace("[[P]]", &filled("T", ""));
        let beside = BESIDE.iter().map(|place| (place, filled(place, &whole)));
        for (place, html) in inside.chain(beside) {
            let judged = judge(&page(frame, &html));
            all += 1;
            if judged.verdict != Some(Verdict::Credited) {
                failed.push(format!("{name}: {place}\n    {:?}", judged.messages));
            }
        }
    }
    report(&failed, all);
}

#[test]
fn a_credit_in_another_part_of_the_page_is_not_at_the_text() {
    let (mut failed, mut all) = (Vec::new(), 0);
    for (name, frame, holder) in FRAMES {
        let whole = holder.replace("[[P]]", &filled("T", ""));
        for place in FAR {
            let judged = judge(&page(frame, &filled(place, &whole)));
            all += 1;
            if !judged.has(Code::MisplacedAttribution) {
                failed.push(format!("{name}: {place}\n    {:?}", judged.messages));
            }
        }
    }
    report(&failed, all);
}

#[test]
fn a_page_claims_a_text_only_in_words_that_readers_see() {
    let quiet = [
        "<p data-source='Copier Daily' data-author='Nora Quist'>(cd/nq)</p>",
        "<p>(dpa)</p>",
        "<p>(AP) via desk 4, item 20240503-0912</p>",
        "<p class=sys>DOC-ID 88121 / ed: nq / src: import</p>",
        "<p>Source of the figures: Copier Daily archive</p>",
        "<p>Data source: Copier Daily</p>",
        "<p>Photo: Copier Daily</p>",
        "<div data-copyright='Copier Daily' data-original-url='https://copier.example/2024/mill'></div>",
        "<p>Send us tips: <a href='mailto:desk@copier.example'>desk@copier.example</a></p>",
        "<p>reuters/cd</p>",
    ];
    let loud = [
        format!("<p>Source: <a href='{PAGE}'>{PAGE}</a></p>"),
        format!("<p>This article was first published on <a href='{PAGE}'>Copier Daily</a>.</p>"),
        format!("<p>If you reprint this article, please credit the source: {PAGE}</p>"),
    ];
    let (mut failed, mut all) = (Vec::new(), 0);
    for (name, frame, holder) in FRAMES {
        let cases = quiet
            .iter()
            .map(|line| ((*line).to_owned(), false))
            .chain(loud.iter().map(|line| (line.clone(), true)));
        for (line, claims) in cases {
            let text = filled(&format!("T{line}"), "");
            let judged = judge(&page(frame, &holder.replace("[[P]]", &text)));
            all += 1;
            if judged.has(Code::ClaimedAsOwn) != claims {
                failed.push(format!("{name}: {line}\n    {:?}", judged.messages));
            }
        }
    }
    report(&failed, all);
}
