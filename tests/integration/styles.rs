//! Whether a line can be seen: what its own style, style sheets and conditions make of it.

use creditline::page::{self, ReadOptions, Visibility};

const SEEN: bool = true;
const HIDDEN: bool = false;

/// The page around the line, which stands in `div.box > p.line#k[data-part="foot note"]`, second of its kind.
fn page(css: &str, style: &str) -> String {
    format!(
        "<!doctype html><html lang='en-GB'><head><meta charset=utf-8><title>Fen</title><style>{css}</style></head><body>\
         <main><p class=lead>The fen was drained in nine years and has been sinking for ninety.</p>\
         <div class=box><h2>Pumps</h2><p class=first>Two pumps run at night.</p>\
         <p class='line small' id=k data-part='foot note' style=\"{style}\">Words of the line</p></div></main></body></html>"
    )
}

fn is_seen(html: &str) -> bool {
    let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
    let line = |blocks: &[page::Block]| {
        blocks
            .iter()
            .any(|block| block.text.contains("Words of the line"))
    };
    let seen = page.blocks.iter().any(|block| {
        block.visibility == Visibility::Visible && block.text.contains("Words of the line")
    });
    assert!(
        line(&page.blocks) || line(&page.hidden),
        "the line is gone: {html}"
    );
    seen
}

fn check(rows: &[(&str, bool)], html: impl Fn(&str) -> String) {
    let wrong: Vec<_> = rows
        .iter()
        .filter(|(row, seen)| is_seen(&html(row)) != *seen)
        .map(|(row, seen)| format!("{row}: should be {}", if *seen { "seen" } else { "hidden" }))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_style_attribute_hides_or_not() {
    let rows = [
        ("display/**/:/**/none/**/", HIDDEN),
        ("\\64isplay:n\\6fne", HIDDEN),
        ("display:none;display:wobble", HIDDEN),
        ("display:none;display:flex", SEEN),
        ("display:none !important;display:block", HIDDEN),
        ("color:red;background:url(a;b);display:none", HIDDEN),
        ("content:'; display:none'", SEEN),
        ("{display:none}", SEEN),
        ("opacity:calc(.5 - .5)", HIDDEN),
        ("opacity:3%", HIDDEN),
        ("opacity:max(0.2, 60%)", SEEN),
        ("filter:invert(1) opacity(0%)", HIDDEN),
        ("filter:brightness(40)", SEEN),
        ("color:#111;filter:contrast(0) brightness(9)", HIDDEN),
        ("font-size:min(1px, 2em)", HIDDEN),
        ("font-size:clamp(12px, 1px, 20px)", SEEN),
        ("font:0/1 serif", HIDDEN),
        ("zoom:5%", HIDDEN),
        ("block-size:0;overflow:clip", HIDDEN),
        ("max-block-size:0;overflow:hidden;padding:2em", SEEN),
        ("height:0", SEEN),
        ("height:0;overflow:hidden;min-height:3em", SEEN),
        ("inline-size:0;overflow:hidden", HIDDEN),
        ("position:absolute;inset-inline-start:-300em", HIDDEN),
        ("position:absolute;clip:rect(0 0 0 0)", HIDDEN),
        ("clip:rect(0 0 0 0)", SEEN),
        ("clip-path:inset(70% 0 0 0)", SEEN),
        ("clip-path:inset(40% 0 60% 0)", HIDDEN),
        ("clip-path:ellipse(0 50%)", HIDDEN),
        ("clip-path:circle(90%)", SEEN),
        ("clip-path:polygon(0 0, 100% 0, 0 0)", HIDDEN),
        ("clip-path:polygon(0 0, 100% 0, 100% 100%, 0 100%)", SEEN),
        ("clip-path:xywh(0 0 0 100%)", HIDDEN),
        ("clip-path:rect(5px 5px 5px 5px)", HIDDEN),
        ("clip-path:path('M0 0 L40 0 Z')", HIDDEN),
        ("mask:linear-gradient(rgb(0 0 0 / 0), transparent)", HIDDEN),
        ("mask-image:linear-gradient(black, transparent)", SEEN),
        ("color:hsl(0 0% 100%)", HIDDEN),
        ("color:hwb(90 100% 0%)", HIDDEN),
        ("color:lab(100% 0 0)", HIDDEN),
        ("color:rgb(from white r g b)", HIDDEN),
        ("color:color(display-p3 1 1 1)", HIDDEN),
        ("color:color-mix(in oklab, #fff 99%, black)", HIDDEN),
        ("color:oklch(0.4 0.1 20)", SEEN),
        ("color:Canvas", HIDDEN),
        ("color:rgb(0 0 0 / 1%)", HIDDEN),
        ("background:#223;color:#223", HIDDEN),
        ("background:#223;color:white", SEEN),
        ("background:linear-gradient(#334,#334);color:#334", HIDDEN),
        ("color:transparent;text-shadow:0 0 2px black", SEEN),
        ("color:transparent", HIDDEN),
        ("-webkit-text-fill-color:#fff", HIDDEN),
        ("color:transparent;-webkit-text-fill-color:navy", SEEN),
        (
            "color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text",
            SEEN,
        ),
        (
            "background:white;background-clip:text;color:transparent",
            HIDDEN,
        ),
        ("transform:scaleX(0)", HIDDEN),
        ("transform:matrix(1,0,0,0,0,0)", HIDDEN),
        ("transform:rotate3d(0,1,0,90deg)", HIDDEN),
        ("transform:rotate(180deg)", SEEN),
        ("rotate:y .25turn", HIDDEN),
        ("translate:-400vw", HIDDEN),
        ("scale:1 0%", HIDDEN),
        ("text-indent:calc(-100em * 20)", HIDDEN),
        ("line-height:0;overflow:hidden", HIDDEN),
        ("margin-left:-5000px", HIDDEN),
        ("visibility:collapse", HIDDEN),
        ("content-visibility:hidden", HIDDEN),
        ("content-visibility:auto", SEEN),
        ("--a:none;display:var(--a)", HIDDEN),
        ("--a:var(--b);--b:var(--a);display:var(--a)", SEEN),
        ("--a:var(--b);--b:var(--a);display:var(--a, none)", HIDDEN),
        ("display:var(--missing, none)", HIDDEN),
        ("display:env(nothing-such, none)", HIDDEN),
        ("position:fixed;top:120vh", HIDDEN),
        ("position:relative;z-index:-1", SEEN),
        (
            "display:-webkit-box;-webkit-line-clamp:1;overflow:hidden",
            SEEN,
        ),
    ];
    check(&rows, |style| page("", style));
}

#[test]
fn a_style_sheet_hides_or_not() {
    let rows = [
        (".line{display:/* a */none}", HIDDEN),
        (".l\\69ne{display:none}", HIDDEN),
        ("#\\6B {display:none}", HIDDEN),
        (".first,.line:hover{display:none}", SEEN),
        (".line:not(:hover){display:none}", HIDDEN),
        (".line:nonsense,.line{display:none}", SEEN),
        (":is(:nonsense,.line){display:none}", HIDDEN),
        ("p:is(.box > .line){display:none}", HIDDEN),
        ("p:is(main > .line){display:none}", SEEN),
        ("div:has(> .line) p{display:none}", HIDDEN),
        ("div:has(+ .line) p{display:none}", SEEN),
        ("h2:has(~ .line) ~ p{display:none}", HIDDEN),
        (".line:nth-child(1 of .small){display:none}", HIDDEN),
        (".line:nth-child(2 of .small){display:none}", SEEN),
        (".line:nth-last-of-type(1){display:none}", HIDDEN),
        ("[data-part~=note]{display:none}", HIDDEN),
        ("[data-part$='NOTE' i]{display:none}", HIDDEN),
        ("[data-part='note']{display:none}", SEEN),
        ("p:lang(en){opacity:0}", HIDDEN),
        ("p:lang(de){opacity:0}", SEEN),
        ("p:empty{display:none}", SEEN),
        (":root .line{display:none}", HIDDEN),
        (".line::first-line{color:#fff}", SEEN),
        (".box{& > .line{display:none}}", HIDDEN),
        (".box{.small&{display:none}}", SEEN),
        (".box{p{&.small{display:none}}}", HIDDEN),
        (".line{display:none;@media print{display:block}}", HIDDEN),
        (".line{@media screen{display:none}}", HIDDEN),
        (".line{&:hover{display:block}display:none}", HIDDEN),
        (
            "@layer one,two;@layer two{.line{display:block}}@layer one{#k{display:none}}",
            SEEN,
        ),
        ("@layer one{#k{display:none}}.line{display:block}", SEEN),
        (
            "@layer one{.line{display:none!important}}#k{display:block!important}",
            HIDDEN,
        ),
        (
            "@layer a.b{.line{display:none}}@layer a{.line{display:block}}",
            SEEN,
        ),
        ("@scope (.box) to (.line){p{display:none}}", SEEN),
        ("@scope (.box){:scope > .line{display:none}}", HIDDEN),
        ("@scope (.lead){.line{display:none}}", SEEN),
        (
            "@supports (display:grid) and (not (display:wobble)){.line{display:none}}",
            HIDDEN,
        ),
        ("@supports not (display:grid){.line{display:none}}", SEEN),
        ("@media print{.line{display:none}}", SEEN),
        (
            "@media (min-width:60em) and (hover:hover){.line{display:none}}",
            HIDDEN,
        ),
        (
            "@media not all and (width < 500px){.line{display:none}}",
            HIDDEN,
        ),
        (
            "@media (prefers-color-scheme:dark){.line{display:none}}",
            SEEN,
        ),
        ("@container (min-width:1px){.line{display:none}}", SEEN),
        (
            ".box{container-type:inline-size}@container (width > 300px){.line{display:none}}",
            HIDDEN,
        ),
        (
            ".box{container:card/inline-size;width:200px}@container card (width > 300px){.line{display:none}}",
            SEEN,
        ),
        (
            "@keyframes go{to{opacity:0}}.line{animation:go 1s both}",
            HIDDEN,
        ),
        ("@keyframes go{to{opacity:0}}.line{animation:go 1s}", SEEN),
        (
            "@keyframes go{to{opacity:1}}.line{opacity:0;animation:1s go forwards}",
            SEEN,
        ),
        (
            "@import url('data:text/css;base64,LmxpbmV7ZGlzcGxheTpub25lfQ==');",
            HIDDEN,
        ),
        (
            "@import url(data:text/css,.line%7Bdisplay:none%7D) print;",
            SEEN,
        ),
        (
            ".box{position:relative}.box::after{content:'';position:absolute;inset:0;background:#fff}",
            HIDDEN,
        ),
        (
            ".box{position:relative}.box::after{content:'';position:absolute;inset:0;background:#fff3}",
            SEEN,
        ),
        (
            ".box{position:relative}.box::before{content:'';position:absolute;inset:0;background:#fff;z-index:-1}",
            SEEN,
        ),
        (
            ".box{position:relative}.box::after{position:absolute;inset:0;background:#fff}",
            SEEN,
        ),
        (
            ".box{position:relative}.box h2{position:absolute;top:0;left:0;width:100%;height:100%;background:silver;margin:0}",
            HIDDEN,
        ),
        (
            ".box{background:#eee}.line{position:relative;z-index:-1}",
            HIDDEN,
        ),
        (".box{visibility:hidden}.line{visibility:visible}", SEEN),
        (".box{opacity:.2}.line{opacity:.2}", HIDDEN),
        (".box{display:contents}.line{display:block}", SEEN),
        (".box{--tone:#fff}.line{color:var(--tone)}", HIDDEN),
        (
            ":root{--tone:#000}.box{--tone:#fff}.line{color:var(--tone)}",
            HIDDEN,
        ),
        (
            ":root{--tone:#fff}.line{--tone:#000;color:var(--tone)}",
            SEEN,
        ),
        ("body{background:#000}.line{color:#000}", HIDDEN),
        ("body{background:#000;color:#fff}", SEEN),
        (
            ".box{background:rgb(0 0 0 / 50%)}.line{color:rgb(128 128 128)}",
            HIDDEN,
        ),
        (".line{display:none}.line{display:revert}", SEEN),
        (".line{all:unset}", SEEN),
        ("<!-- .line{display:none} -->", HIDDEN),
        (
            "@charset \"utf-8\";@namespace x url(y);.line{display:none}",
            HIDDEN,
        ),
        ("}.line{display:none}", SEEN),
        ("p.line{display:none", HIDDEN),
        ("@unknown x{.line{display:none}}", SEEN),
    ];
    check(&rows, |css| page(css, ""));
}

#[test]
fn names_in_any_letters_are_no_pitfall() {
    for name in [
        "before\u{200b}",
        "-webkit-é",
        "-webkité",
        "éééé",
        "-web\u{202e}kit-x",
        "\u{feff}",
    ] {
        for css in [
            format!(".line::{name} {{ display: none }}"),
            format!(".line:{name} {{ display: none }}"),
            format!("@{name} x {{ .line {{ display: none }} }}"),
            format!(".line {{ {name}: none; display: {name}; color: {name}(0); width: 1{name} }}"),
            format!("@import url({name}:x); @media {name} {{ .line {{ display: none }} }}"),
        ] {
            assert!(is_seen(&page(&css, &format!("{name}:{name}"))), "{css}");
        }
    }
}

#[test]
fn a_page_without_a_doctype_is_read_more_loosely() {
    let rows = [
        (".LINE{display:none}", HIDDEN),
        ("#K.Small{display:none}", HIDDEN),
        ("DIV .Line{opacity:0}", HIDDEN),
        (".line{font-size:1}", HIDDEN),
        (".line{height:1;overflow:hidden}", HIDDEN),
        (".line{position:absolute;left:-9999}", HIDDEN),
        (".line{text-indent:-9999}", HIDDEN),
        (".line{color:ffffff}", HIDDEN),
        ("[data-part='FOOT NOTE']{display:none}", SEEN),
        (".line{opacity:.5;font-size:40}", SEEN),
        (".line{color:223344}", SEEN),
    ];
    let with = |doctype: &str, css: &str| page(css, "").replacen("<!doctype html>", doctype, 1);
    for doctype in [
        "",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">",
    ] {
        check(&rows, |css| with(doctype, css));
    }
    // Of old pages only those are read like that whose doctype is older than CSS.
    let strict = rows.map(|(css, _)| (css, SEEN));
    for doctype in [
        "<!doctype html>",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">",
    ] {
        check(&strict, |css| with(doctype, css));
    }
    check(
        &[
            ("font-size:1", HIDDEN),
            ("color:fff", HIDDEN),
            ("font-size:1;font-size:nonsense", HIDDEN),
        ],
        |style| page("", style).replacen("<!doctype html>", "", 1),
    );
}

#[test]
fn layers_give_way_where_they_say_so() {
    let rows = [
        (
            "@layer a{.line{display:none}} @layer b{.line{display:revert-layer}}",
            HIDDEN,
        ),
        (
            "@layer a{.line{display:none}} @layer b{.line{display:block}} .line{display:revert-layer}",
            SEEN,
        ),
        (
            "@layer a{.line{display:none}} .line{display:block;display:revert-layer}",
            HIDDEN,
        ),
        (".line{display:none;display:revert-layer}", SEEN),
        (
            "@layer a{.line{opacity:0}} @layer b{.line{all:revert-layer}}",
            HIDDEN,
        ),
    ];
    check(&rows, |css| page(css, ""));
    let css = ".line{display:none}";
    check(
        &[("display:revert-layer", HIDDEN), ("display:block", SEEN)],
        |style| page(css, style),
    );
}

/// Which of the lines `<p class=x>` in `body` show.
fn shown(css: &str, body: &str) -> Vec<String> {
    let html = format!("<!doctype html><title>x</title><style>{css}</style><body>{body}</body>");
    let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
    let lines = page
        .blocks
        .iter()
        .filter(|block| block.visibility == Visibility::Visible);
    lines.map(|block| block.text.clone()).collect()
}

#[test]
fn elements_that_are_alike_in_name_are_told_apart_by_all_else() {
    let list = "<div class=a><p class=x>1<p class=x data-n=2>2<p class=x>3</div>\
                <div class=a data-k><p class=x>4<p class=x>5</div><div class=a style='--d:none'><p class=x>6</div>\
                <section><div class=a><p class=x>7<p class=x id=i>8</div></section>";
    for (css, expected) in [
        ("", "12345678"),
        (".a .x:nth-child(2){display:none}", "13467"),
        (".x[data-n]{display:none}", "1345678"),
        (".x + .x{display:none}", "1467"),
        ("[data-k] .x{display:none}", "123678"),
        (".a[data-k] > .x{display:none} .a .x{color:navy}", "123678"),
        (".a:has([data-n]) .x{display:none}", "45678"),
        (".x{display:var(--d,block)}", "1234578"),
        ("section .x{display:none}", "123456"),
        ("div:not(section div) > .x{display:none}", "78"),
        ("#i{display:none}", "1234567"),
        (".a > .x{display:none} .x:last-child{display:block}", "3568"),
        (
            ".x{display:none} .x:first-child{display:revert-layer}",
            "1467",
        ),
    ] {
        let css = format!(".a{{margin:1px}} {css}");
        assert_eq!(shown(&css, list).concat(), expected, "{css}");
    }
}

#[test]
fn a_shadow_tree_shows_what_has_a_slot() {
    let rows = [
        ("<slot></slot>", SEEN),
        ("<p>x</p>", HIDDEN),
        ("<slot name=other></slot>", HIDDEN),
        ("<div style='display:none'><slot></slot></div>", HIDDEN),
        (
            "<style>.b{opacity:0}</style><div class=b><slot></slot></div>",
            HIDDEN,
        ),
        ("<style>p{display:none}</style><slot></slot>", SEEN),
        (
            "<div hidden><slot name=other></slot></div><slot></slot>",
            SEEN,
        ),
    ];
    for late in [false, true] {
        check(&rows, |tree| {
            let tree = format!("<template shadowrootmode=open>{tree}</template>");
            let line = "<p>Words of the line</p>";
            let inside = if late {
                format!("{line}{tree}")
            } else {
                format!("{tree}{line}")
            };
            format!("<!doctype html><title>x</title><p>Before</p><div>{inside}</div>")
        });
    }
}

#[test]
fn rows_of_a_grid_without_room_hide_what_is_cut_off() {
    let rows = [
        (
            ".acc{display:grid;grid-template-rows:0fr}.acc>div{overflow:hidden}",
            HIDDEN,
        ),
        (
            ".acc{display:grid;grid-template-rows:minmax(0,0fr)}.acc>div{overflow:clip;min-height:0}",
            HIDDEN,
        ),
        (
            ".acc{display:grid;grid:0fr/1fr}.acc>div{overflow:hidden}",
            HIDDEN,
        ),
        (
            ".acc{display:grid;grid-auto-rows:0}.acc>div{overflow:hidden}",
            HIDDEN,
        ),
        (
            ".acc{display:grid;grid-template-rows:1fr}.acc>div{overflow:hidden}",
            SEEN,
        ),
        (
            ".acc{display:grid;grid-template-rows:0fr}.acc.open{grid-template-rows:1fr}.acc>div{overflow:hidden}",
            HIDDEN,
        ),
        (
            ".acc{display:grid;grid-template-rows:0fr}.acc.k{grid-template-rows:1fr}.acc>div{overflow:hidden}",
            SEEN,
        ),
        (
            ".acc{display:grid;grid-template-rows:0fr}.acc>div{min-height:3em;overflow:hidden}",
            SEEN,
        ),
        (
            ".acc{display:grid;grid-template-rows:0fr}.acc>div{padding:2em;overflow:hidden}",
            SEEN,
        ),
        (".acc{display:grid;grid-template-rows:0fr}", SEEN),
        (
            ".acc{display:grid;grid-template-rows:0fr auto}.acc>div{overflow:hidden}",
            SEEN,
        ),
        (
            ".acc{display:grid;grid-template-rows:minmax(0,1fr)}.acc>div{overflow:hidden}",
            SEEN,
        ),
        (
            ".acc{display:grid;grid-template-columns:0fr}.acc>div{overflow:hidden}",
            SEEN,
        ),
        (
            ".acc{grid-template-rows:0fr}.acc>div{overflow:hidden}",
            SEEN,
        ),
    ];
    check(&rows, |css| {
        format!(
            "<!doctype html><title>Fen</title><style>{css}</style><p>The fen was drained in nine years.</p>\
            <div class='acc k'>\n<div><p>Words of the line</p></div></div>"
        )
    });
    let folded = "<!doctype html><title>Fen</title><style>.acc{display:grid;grid-template-rows:0fr}.acc>div{overflow:hidden}</style>\
        <p>The fen was drained.</p><button aria-expanded=false>More</button><div class=acc><div><p>Words of the line</p></div></div>";
    let page = page::read(folded.as_bytes(), &ReadOptions::default()).unwrap();
    assert!(
        { page.blocks.iter() }.any(
            |block| block.text == "Words of the line" && block.visibility == Visibility::Folded
        )
    );
}

#[test]
fn attributes_of_drawn_text_hide_or_not() {
    let rows = [
        ("opacity=0", HIDDEN),
        ("visibility=hidden", HIDDEN),
        ("display=none", HIDDEN),
        ("fill=none", HIDDEN),
        ("fill=transparent", HIDDEN),
        ("fill-opacity=0", HIDDEN),
        ("font-size=0", HIDDEN),
        ("style='fill:transparent'", HIDDEN),
        ("fill=none stroke=black", SEEN),
        ("fill=none style='fill:#222'", SEEN),
        ("fill='url(#g)'", SEEN),
        ("fill=white", HIDDEN),
        ("fill=#fefefe stroke=navy", SEEN),
        ("fill=currentColor", SEEN),
        ("style='color:white'", SEEN),
        ("x=290", SEEN),
        ("x=900", HIDDEN),
        ("x=900 text-anchor=end", SEEN),
        ("x=-4000", HIDDEN),
        ("transform='translate(-5000)'", HIDDEN),
        ("transform='translate(20, 5)'", SEEN),
        ("transform='scale(0)'", HIDDEN),
        ("transform='scale(.5) translate(400 5)'", SEEN),
        ("transform='translate(400 5) rotate(90)'", SEEN),
        ("opacity=.9", SEEN),
        ("font-size=1", SEEN),
        ("display=inline", SEEN),
        ("fill-opacity=.8", SEEN),
        ("opacity=0 style='opacity:1'", SEEN),
    ];
    check(&rows, |attributes| {
        format!(
            "<!doctype html><title>Fen</title><p>The fen was drained in nine years.</p>\
            <svg width=300 height=20><g><text y=15 {attributes}>Words of the line</text></g></svg>"
        )
    });
    let around = [
        (
            "<svg width=300 height=20><rect width=300 height=20 /><text y=15 fill=white>Words of the line</text></svg>",
            SEEN,
        ),
        (
            "<div style='background:#222'><svg><text y=15 fill=white>Words of the line</text></svg></div>",
            SEEN,
        ),
        (
            "<svg width=300 height=20><g transform='translate(0 -90)'><text y=15>Words of the line</text></g></svg>",
            HIDDEN,
        ),
        (
            "<svg width=300 height=20><text y=-50>Words of the line</text></svg>",
            HIDDEN,
        ),
        (
            "<svg width=300 height=20 style='height:90px;overflow:visible'><text y=-50>Words of the line</text></svg>",
            SEEN,
        ),
        (
            "<svg width=300 height=20><text><tspan x=0 y=15>Words of the line</tspan></text></svg>",
            SEEN,
        ),
        (
            "<svg viewBox='0 0 100 40'><text x=90 y=45>Words of the line</text></svg>",
            SEEN,
        ),
        (
            "<svg viewBox='0 0 100 40'><text x=9000 y=15>Words of the line</text></svg>",
            HIDDEN,
        ),
        (
            "<svg><svg><text x=900 y=15>Words of the line</text></svg></svg>",
            SEEN,
        ),
        (
            "<svg fill=none><text y=15 fill='url(#g)'>Words of the line</text></svg>",
            SEEN,
        ),
        (
            "<svg fill=none><text y=15 fill=#222>Words of the line</text></svg>",
            SEEN,
        ),
        (
            "<svg fill=none><text>Words of the line</text></svg>",
            HIDDEN,
        ),
        (
            "<svg fill=none><foreignObject width=90 height=20><p>Words of the line</p></foreignObject></svg>",
            SEEN,
        ),
        (
            "<svg><text y=15 opacity=0>Words of the line<animate attributeName=opacity to=1 fill=freeze /></text></svg>",
            SEEN,
        ),
        (
            "<p opacity=0 fill=none display=none>Words of the line</p>",
            SEEN,
        ),
    ];
    check(&around, |body| {
        format!("<!doctype html><title>Fen</title><p>The fen was drained in nine years.</p>{body}")
    });
}

#[test]
fn what_leaves_a_box_that_cuts_off_is_hidden() {
    let moved = [
        "position:relative;left:100%",
        "position:relative;inset-inline-start:calc(100% + 1em)",
        "margin-left:100%",
        "margin:0 0 0 110%",
        "float:left;margin-left:-100%",
        "transform:translateX(100%)",
        "transform:translate(120%,0)",
        "translate:100%",
    ];
    let placed = [
        "position:absolute;left:100%",
        "position:absolute;right:100%",
        "position:absolute;top:100%",
        "position:absolute;bottom:100%",
        "position:absolute;inset:auto auto auto 100%",
    ];
    let stays = [
        "position:relative;left:50%",
        "position:relative;left:calc(100% - 20em)",
        "position:relative;top:100%",
        "margin-left:40%",
        "width:30%;transform:translateX(100%)",
        "display:inline-block;transform:translateX(100%)",
        "position:absolute;left:0;top:50%",
        "position:absolute;left:calc(100% - 12em)",
    ];
    let cuts = ".box{position:relative;overflow:hidden}";
    let check = |css: &str, styles: &[&str], seen: bool| {
        let rows: Vec<(&str, bool)> = styles.iter().map(|style| (*style, seen)).collect();
        check(&rows, |style| page(css, style));
    };
    check(cuts, &moved, HIDDEN);
    check(cuts, &placed, HIDDEN);
    check(cuts, &stays, SEEN);
    // Beside a box that does not cut off, or within one in between, there is room.
    check(".box{position:relative}", &placed[2..4], SEEN);
    check(".box{position:relative}", &moved[5..], SEEN);
    check("main{overflow:hidden}.box{width:10em}", &moved[5..], SEEN);
}
