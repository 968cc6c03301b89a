//! Pages inside other files: web archives, mails, views of a page's source; and what browsers lay beside a page.

use std::fs;

use base64::Engine as _;
use creditline::page::{self, ReadOptions, SavedAs, Visibility};
use serde_json::Value;

use crate::desk::{Desk, Run};
use crate::prose;

/// How the body of a part is made fit for mail.
#[derive(Clone, Copy, Debug)]
enum Sent {
    Plain,
    Quoted,
    Base64,
}

impl Sent {
    fn header(self) -> &'static str {
        match self {
            Self::Plain => "8bit",
            Self::Quoted => "Quoted-Printable",
            Self::Base64 => "base64",
        }
    }

    fn encode(self, body: &str) -> String {
        match self {
            Self::Plain => body.to_owned(),
            Self::Quoted => quoted(body),
            Self::Base64 => {
                let text = base64::engine::general_purpose::STANDARD.encode(body);
                let lines: Vec<String> = { text.as_bytes().chunks(76) }
                    .map(|line| String::from_utf8_lossy(line).into_owned())
                    .collect();
                lines.join("\r\n")
            }
        }
    }
}

fn quoted(body: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for byte in body.bytes() {
        let piece = match byte {
            b'\n' => "\r\n".to_owned(),
            b'=' | 0x80.. => format!("={byte:02X}"),
            _ => char::from(byte).to_string(),
        };
        if column + piece.len() > 75 {
            out.push_str("=\r\n");
            column = 0;
        }
        column = if byte == b'\n' {
            0
        } else {
            column + piece.len()
        };
        out.push_str(&piece);
    }
    out
}

fn part(kind: &str, at: &str, sent: Sent, body: &str) -> String {
    let at = if at.is_empty() {
        String::new()
    } else {
        format!("Content-Location: {at}\r\n")
    };
    format!(
        "Content-Type: {kind}\r\nContent-Transfer-Encoding: {}\r\n{at}\r\n{}",
        sent.header(),
        sent.encode(body)
    )
}

fn archive(parts: &[String]) -> String {
    let mut text = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://copy.example/a/ferry\r\n\
         Subject: =?utf-8?Q?Ferry?=\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Part--x----\"\r\n\r\n"
        .to_owned();
    for part in parts {
        text.push_str(&format!("\r\n------Part--x----\r\n{part}"));
    }
    text + "\r\n------Part--x------\r\n"
}

/// A reprint whose credit has a class, with this in its head.
fn reprint(head: &str) -> String {
    let credit = prose::CREDIT.replacen("<p>", "<p class=quiet>", 1);
    prose::page_with_head(prose::ENGLISH, &credit, head)
}

fn read(name: &str, bytes: &[u8]) -> page::Page {
    let options = ReadOptions {
        location: name.to_owned(),
        ..ReadOptions::default()
    };
    page::read(bytes, &options).unwrap()
}

#[track_caller]
fn verdict(run: &Run, name: &str) -> Value {
    run.audit(name)["verdict"].clone()
}

#[test]
fn the_page_of_a_web_archive_is_judged_like_the_page() {
    for sent in [Sent::Plain, Sent::Quoted, Sent::Base64] {
        let desk = Desk::new();
        let here = "https://copy.example/a/ferry";
        let html = |body: &str| part("text/html; charset=\"utf-8\"", here, sent, body);
        let css = |at: &str| part("text/css", at, sent, ".quiet { display: none }");
        let plain = reprint("<meta charset=utf-8>");
        let linked = reprint("<meta charset=utf-8><link rel=stylesheet href=\"../s.css\">");
        let by_cid =
            reprint("<meta charset=utf-8><link rel=stylesheet href=\"cid:css-1@mhtml.blink\">");
        desk.write("plain.mhtml", archive(&[html(&plain)]));
        desk.write("ending.bin", archive(&[html(&plain)]));
        desk.write(
            "linked.mht",
            archive(&[html(&linked), css("https://copy.example/s.css")]),
        );
        desk.write(
            "cid.mhtml",
            archive(&[html(&by_cid), css("cid:css-1@mhtml.blink")]),
        );
        desk.write("gone.mhtml", archive(&[html(&linked)]));
        // A picture and a frame before the page do not take its place.
        let frame = part("text/html", "https://ads.example/frame", sent, "<p>Buy</p>");
        let picture = part(
            "image/gif",
            "https://copy.example/p.gif",
            Sent::Base64,
            "GIF89a",
        );
        desk.write("second.mhtml", archive(&[picture, frame, html(&plain)]));
        let bare = prose::page(prose::ENGLISH, "<p><a href=\"/a/ferry\">Permalink</a></p>");
        desk.write("bare.mhtml", archive(&[html(&bare)]));
        let run = desk.check(&[
            "plain.mhtml",
            "ending.bin",
            "linked.mht",
            "cid.mhtml",
            "gone.mhtml",
            "second.mhtml",
            "bare.mhtml",
        ]);
        for (name, wanted) in [
            ("plain.mhtml", "credited"),
            ("ending.bin", "credited"),
            ("linked.mht", "not-credited"),
            ("cid.mhtml", "not-credited"),
            ("gone.mhtml", "credited"),
            ("second.mhtml", "credited"),
            ("bare.mhtml", "not-credited"),
        ] {
            assert_eq!(verdict(&run, name), wanted, "{sent:?} {name}");
            assert_eq!(run.audit(name)["page"]["url"], here, "{sent:?} {name}");
        }
        assert_eq!(
            run.audit("gone.mhtml")["page"]["unread_styles"][0],
            "../s.css"
        );
    }
}

#[test]
fn mails_are_read_by_their_best_part() {
    let body = reprint("");
    let head = "From: Ada <ada@mail.example>\r\nTo: list@mail.example\r\nSubject: =?utf-8?B?RsOkaHJl?=\r\n\
                MIME-Version: 1.0\r\n";
    let both = format!(
        "{head}Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\
         Content-Type: multipart/alternative; boundary=\"i\"\r\n\r\n--i\r\n{}\r\n--i\r\n{}\r\n--i--\r\n--o--\r\n",
        part("text/plain; charset=utf-8", "", Sent::Quoted, "Only words."),
        part("text/html; charset=utf-8", "", Sent::Quoted, &body),
    );
    let page = read("a.eml", both.as_bytes());
    assert_eq!(page.saved_as, Some(SavedAs::Mail));
    assert!(
        page.text.contains("Originally published at"),
        "{}",
        page.text
    );
    assert!(page.urls.own().is_none());

    let words = format!(
        "{head}Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDie F=E4hre f=E4hrt.\r\n"
    );
    let page = read("b.eml", words.as_bytes());
    assert_eq!(page.text.trim(), "Die Fähre fährt.");

    let shift_jis = encoding_rs::SHIFT_JIS
        .encode("<p>渡し船は川を渡る。</p>")
        .0
        .into_owned();
    let mut mail = format!("{head}Content-Type: text/html; charset=Shift_JIS\r\n\r\n").into_bytes();
    mail.extend(shift_jis);
    assert_eq!(read("c.eml", &mail).text, "渡し船は川を渡る。");
}

#[test]
fn a_saved_view_of_the_source_is_the_page_again() {
    let source = reprint("<meta charset=utf-8><style>.quiet { color: #123 }</style>");
    let escaped = |line: &str| {
        line.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    let mut firefox = "<html><head><title>view-source:https://copy.example/a/ferry</title>\
        <link rel=\"stylesheet\" href=\"resource://content-accessible/viewsource.css\"></head>\
        <body id=\"viewsource\" class=\"highlight\"><pre id=\"line1\">"
        .to_owned();
    let mut chromium = "<!-- saved from url=(0040)view-source:https://copy.example/a/ferry -->\n<html><head></head><body>\
        <div class=\"line-gutter-backdrop\"></div><form><label>Line wrap<input type=checkbox></label></form><table><tbody>"
        .to_owned();
    for (number, line) in source.lines().enumerate() {
        let coloured = escaped(line).replace("&lt;p", "<span class=\"start-tag\">&lt;p</span>");
        firefox.push_str(&format!(
            "<span id=\"line{}\"></span>{coloured}\n",
            number + 1
        ));
        let coloured = escaped(line).replace("&lt;p", "<span class=\"html-tag\">&lt;p</span>");
        chromium.push_str(&format!(
            "<tr><td class=\"line-number\" value=\"{}\"></td><td class=\"line-content\">{coloured}</td></tr>",
            number + 1
        ));
    }
    firefox.push_str("</pre></body></html>");
    chromium.push_str("</tbody></table></body></html>");
    let wanted = read("a.html", source.as_bytes());
    for view in [firefox, chromium] {
        let page = read("view-source.html", view.as_bytes());
        assert_eq!(page.saved_as, Some(SavedAs::ViewSource));
        assert_eq!(page.text, wanted.text);
        assert_eq!(
            page.urls.own().unwrap().as_str(),
            "https://copy.example/a/ferry"
        );
    }
}

#[test]
fn amp_pages_and_print_views_are_read_as_they_are_seen() {
    let amp = reprint(
        "<meta charset=utf-8><script async src=\"https://cdn.ampproject.org/v0.js\"></script>\
         <style amp-boilerplate>body{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both;\
         animation:-amp-start 8s steps(1,end) 0s 1 normal both}\
         @-webkit-keyframes -amp-start{from{visibility:hidden}to{visibility:visible}}\
         @keyframes -amp-start{from{visibility:hidden}to{visibility:visible}}</style>\
         <noscript><style amp-boilerplate>body{animation:none}</style></noscript>",
    )
    .replacen("<html>", "<html ⚡>", 1);
    let print = reprint(
        "<meta charset=utf-8><style>@media print { nav { display: none } a::after { content: ' (' attr(href) ')' } }\
         @media screen { .print-only { display: none } }</style>",
    )
    .replacen("<body>", "<body onload=\"window.print()\"><p class=print-only>Printed for you</p>", 1);
    for html in [amp, print] {
        let page = read("a.html", html.as_bytes());
        let credit = { page.blocks.iter() }
            .find(|block| block.text.contains("Originally published"))
            .unwrap();
        assert_eq!(credit.visibility, Visibility::Visible);
        assert!(!page.text.contains("Printed for you"));
    }
}

#[test]
fn what_a_browser_lays_beside_a_page_is_no_page() {
    let desk = Desk::new();
    for folder in ["Ferry_files", "Fähre-Dateien", "lone_files", "more_notes"] {
        fs::create_dir_all(desk.path().join("site").join(folder)).unwrap();
        desk.write(
            &format!("site/{folder}/frame.html"),
            prose::page(prose::ENGLISH, ""),
        );
    }
    let credited = prose::page(prose::ENGLISH, prose::CREDIT);
    desk.write("site/Ferry.html", &credited);
    desk.write("site/Fähre.htm", &credited);
    desk.write("site/more.html", &credited);
    let report: Value = serde_json::from_str(&desk.check(&["site"]).stdout).unwrap();
    let mut names: Vec<&str> = { report["audits"].as_array().unwrap().iter() }
        .map(|audit| audit["page"]["location"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "site/Ferry.html",
            "site/Fähre.htm",
            "site/lone_files/frame.html",
            "site/more.html",
            "site/more_notes/frame.html",
        ]
    );
}

#[test]
fn an_archive_is_not_mended_and_that_is_said() {
    let desk = Desk::new();
    let bare = prose::page(prose::ENGLISH, "");
    let content = archive(&[part(
        "text/html; charset=utf-8",
        "https://copy.example/a",
        Sent::Quoted,
        &bare,
    )]);
    desk.write("bare.mhtml", &content);
    let run = desk.run(&["check", "bare.mhtml", "--originals", "original.md", "--fix"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("not fixed: bare.mhtml"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("web archive"), "{}", run.stderr);
    assert_eq!(
        fs::read_to_string(desk.path().join("bare.mhtml")).unwrap(),
        content
    );
}

#[test]
fn hostile_archives_cost_themselves_alone() {
    let deep: String = (0..100_000)
        .map(|level| {
            format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n")
        })
        .collect();
    let messages = "Content-Type: message/rfc822\r\n\r\n".repeat(200_000);
    let many = format!(
        "Content-Type: multipart/related; boundary=b\r\n\r\n{}",
        "--b\r\n\r\n\r\n".repeat(600_000)
    );
    let headers = format!("{}\r\n\r\n<p>x</p>", "a:b\r\n".repeat(1_500_000));
    let same = format!(
        "Content-Type: multipart/related; boundary=-\r\n\r\n{}",
        "---\r\n".repeat(1_500_000)
    );
    let quoted = format!(
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>{}",
        "=".repeat(8_000_000)
    );
    for (name, text) in [
        ("deep", deep),
        ("messages", messages),
        ("many", many),
        ("headers", headers),
        ("same", same),
        ("quoted", quoted),
        (
            "empty",
            "Content-Type: multipart/related; boundary=\"\"\r\n\r\n".to_owned(),
        ),
        ("none", "\r\n\r\n".to_owned()),
        ("words", "no headers at all".to_owned()),
    ] {
        let started = std::time::Instant::now();
        let options = ReadOptions {
            location: format!("{name}.mhtml"),
            ..ReadOptions::default()
        };
        // Whatever comes of it, it comes soon.
        let _ = page::read(text.as_bytes(), &options);
        assert!(
            started.elapsed().as_secs() < 20,
            "{name}: {:?}",
            started.elapsed()
        );
    }
}
