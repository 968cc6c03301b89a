//! Pages made to cost much: each kind in three sizes, judged against an original that many of them reprint.

use std::fmt::Write as _;

use creditline::rules::terms;
use creditline::{Page, ReadOptions, RuleSets, page, read_original, report};

use crate::crossed;
use crate::measure::{ARTICLE, CHINESE, Row, URL, child, cpu, library, peak};

/// Bytes of a page, CPU seconds and MiB that it may cost. Of the smallest, as of any page.
const SIZES: [(usize, f64, u64); 3] = [
    (100 * 1024, 2.0, 250),
    (1024 * 1024, 2.0, 250),
    (10 * 1024 * 1024 - 1024, 5.0, 500),
];

/// How many times as long as its page a report may be; a page of a few bytes has a report too.
const REPORT: usize = 20;

/// The name of a kind, the ending of its files, and what makes a page of about so many bytes.
type Kind = (&'static str, &'static str, fn(usize) -> String);

fn fill(start: &str, bytes: usize, mut piece: impl FnMut(usize) -> String, end: &str) -> String {
    let mut text = String::with_capacity(bytes + 1024);
    text.push_str(start);
    let mut number = 0;
    while text.len() + end.len() < bytes {
        text.push_str(&piece(number));
        number += 1;
    }
    text + end
}

fn repeat(start: &str, piece: &str, bytes: usize) -> String {
    let times = bytes.saturating_sub(start.len()) / piece.len();
    format!("{start}{}", piece.repeat(times))
}

/// The article, then so much of something else.
fn after(piece: &str, bytes: usize) -> String {
    repeat(&format!("<article><p>{ARTICLE}</p>"), piece, bytes)
}

fn sentence() -> &'static str {
    ARTICLE.split_inclusive(". ").next().unwrap_or(ARTICLE)
}

fn styled(bytes: usize, rule: fn(usize) -> String, element: fn(usize) -> String) -> String {
    let sheet = fill("", bytes / 2, rule, "");
    fill(
        &format!("<style>{sheet}</style><p>{ARTICLE}</p>"),
        bytes,
        element,
        "",
    )
}

/// Every kind of hostile page.
const KINDS: &[Kind] = &[
    ("one sentence", "html", |n| repeat("<p>", sentence(), n)),
    ("one sentence a paragraph", "html", |n| {
        repeat("", &format!("<p>{}", sentence()), n)
    }),
    ("the article again and again", "html", |n| {
        repeat("", &format!("<p>{ARTICLE}</p>"), n)
    }),
    ("every second word of the article", "html", |n| {
        let words: Vec<&str> = ARTICLE.split(' ').collect();
        fill(
            "<p>",
            n,
            |i| format!("{} x{} ", words[i % words.len()], i % 7),
            "",
        )
    }),
    ("one word", "html", |n| repeat("<p>", "wind ", n)),
    ("Chinese sentence", "html", |n| {
        repeat("<p>", &CHINESE[..CHINESE.find('。').unwrap_or(0) + 3], n)
    }),
    ("one Chinese character", "html", |n| repeat("<p>", "风", n)),
    ("credit phrase in a row", "html", |n| after("Source: ", n)),
    ("credit phrases in paragraphs", "html", |n| {
        after("<p>Originally published by Ida Brandt</p>", n)
    }),
    ("credit lines with links", "html", |n| {
        after(&format!("<p>Source: <a href='{URL}'>Wind</a></p>"), n)
    }),
    ("credit lines with other links", "html", |n| {
        fill(
            &format!("<p>{ARTICLE}"),
            n,
            |i| format!("<p>Source: <a href='https://other.example/{i}'>Wind {i}</a></p>"),
            "",
        )
    }),
    ("one long credit line", "html", |n| {
        after(&format!("Source: {URL} by Ida Brandt, via "), n)
    }),
    ("hidden credit lines", "html", |n| {
        after(
            &format!("<p hidden>Source: <a href='{URL}'>Wind</a></p>"),
            n,
        )
    }),
    ("Chinese credit phrase", "html", |n| {
        repeat(&format!("<p>{CHINESE}</p>"), "来源：作者：转载自", n)
    }),
    ("notices", "html", |n| {
        after(
            "<p>If you wish to reprint this article, please indicate the source.</p>",
            n,
        )
    }),
    ("notices of braces", "html", |n| {
        after("<p>please credit {author} {url} { { }</p>", n)
    }),
    ("bare addresses", "html", |n| {
        fill(
            &format!("<p>{ARTICLE}"),
            n,
            |i| format!("https://a{i}.example/{i} "),
            "",
        )
    }),
    ("links", "html", |n| {
        fill(
            &format!("<p>{ARTICLE}"),
            n,
            |i| format!("<a href=/{i}>x</a> "),
            "",
        )
    }),
    ("U+FDFA", "html", |n| {
        repeat(&format!("<p>{ARTICLE}</p><p>"), "\u{FDFA}", n)
    }),
    ("U+FDFA in words", "txt", |n| {
        repeat(ARTICLE, "a\u{FDFA} ", n)
    }),
    ("ligatures", "html", |n| {
        repeat("<p>", "\u{FB03}\u{3389}\u{33C2} ", n)
    }),
    ("combining marks", "html", |n| {
        repeat(&format!("<p>{ARTICLE}</p><p>a"), "\u{301}\u{316}", n)
    }),
    ("invisible letters", "html", |n| {
        let disguised: String = sentence().chars().flat_map(|c| [c, '\u{200B}']).collect();
        repeat("<p>", &disguised, n)
    }),
    ("look-alikes", "html", |n| {
        repeat(
            "<p>",
            &sentence().replace('a', "\u{430}").replace('e', "\u{435}"),
            n,
        )
    }),
    ("text of source lines", "txt", |n| {
        fill(
            ARTICLE,
            n,
            |i| format!("\nSource: line {i} by Ida Brandt {URL}"),
            "",
        )
    }),
    ("text in one line", "txt", |n| repeat("", sentence(), n)),
    ("text of short lines", "txt", |n| {
        repeat(ARTICLE, "\nx\n", n)
    }),
    ("Markdown references", "md", |n| {
        let target = format!("[a]: https://a.example/{}\n\n", "x".repeat(n / 4));
        repeat(&target, "[a] ", n)
    }),
    ("Markdown brackets", "md", |n| repeat("", "[", n)),
    ("Markdown pictures", "md", |n| repeat("", "![a](", n)),
    ("Markdown quotes", "md", |n| repeat("", ">", n)),
    ("Markdown emphasis", "md", |n| repeat("", "*a_ ", n)),
    ("Markdown code marks", "md", |n| {
        fill("", n, |i| format!("{} ", "`".repeat(i % 500 + 1)), "")
    }),
    ("Markdown tables", "md", |n| repeat("a|b\n-|-\n", "c|\n", n)),
    ("Markdown lists", "md", |n| {
        fill("", n, |i| format!("{}- a\n", " ".repeat(i % 300)), "")
    }),
    ("Markdown footnotes", "md", |n| {
        fill("", n, |i| format!("[^{i}] \n\n[^{i}]: a\n\n"), "")
    }),
    ("Markdown raw tags", "md", |n| {
        repeat(ARTICLE, "\n<div>a</div>\n", n)
    }),
    ("Markdown front matter without end", "md", |n| {
        repeat("+++\n", "a = 'b'\n", n)
    }),
    ("YAML front matter", "md", |n| {
        fill("---\n", n, |i| format!("k{i}: [a, b]\n"), "---\n")
    }),
    ("shortcodes", "md", |n| {
        repeat(ARTICLE, "{{< a >}} {% b %} {{ ", n)
    }),
    ("reStructuredText", "rst", |n| {
        repeat(ARTICLE, " `a <b>`_ |x|", n)
    }),
    ("AsciiDoc", "adoc", |n| {
        repeat(ARTICLE, " link:a[b] {c} [", n)
    }),
    ("nested elements", "html", |n| {
        repeat(&format!("<p>{ARTICLE}</p>"), "<div>", n)
    }),
    ("nested below the limit", "html", |n| {
        after(
            &format!("{}x{}", "<div>".repeat(400), "</div>".repeat(400)),
            n,
        )
    }),
    ("unclosed formatting", "html", |n| {
        fill("<p>", n, |i| format!("<b a={i}><i><p>x"), "")
    }),
    ("misplaced table cells", "html", |n| {
        repeat("<table>", "x<tr><a href=x><td>", n)
    }),
    ("tiny elements", "html", |n| repeat("", "<i>x</i>", n)),
    ("attributes", "html", |n| {
        fill("", n, |i| format!("<p a{i}=b c{i}=d>x"), "")
    }),
    ("classes", "html", |n| {
        fill("", n, |i| format!("<p class='a b c d e f g h i{i}'>x"), "")
    }),
    ("endless base", "html", |n| {
        let base = "b".repeat(n / 3);
        fill(
            &format!("<base href='https://a.example/{base}'><article><p>{ARTICLE}</p>"),
            n,
            |i| format!("<a href=r{i}>x</a> "),
            "",
        )
    }),
    ("long base", "html", |n| {
        repeat(
            &format!("<base href='https://a.example/{}'>", "b".repeat(2_000)),
            "<a href=c>d</a>",
            n,
        )
    }),
    ("comments", "html", |n| {
        repeat(
            &format!("<p>{ARTICLE}"),
            "<!-- Source: https://northlight.example/wind -->",
            n,
        )
    }),
    ("every rule matches", "html", |n| {
        styled(
            n,
            |i| format!("p{{margin:{i}px;color:#123}}"),
            |_| "<p>x".to_owned(),
        )
    }),
    ("descendants", "html", |n| {
        styled(
            n,
            |i| format!("div div .a{i} p,div>p~p{{display:block}}"),
            |i| format!("<div class=a{i}><p>x<p>y</div>"),
        )
    }),
    (":has and :nth-child", "html", |n| {
        styled(
            n,
            |_| ":has(a b) p:nth-child(2n of .a){opacity:.9}".to_owned(),
            |_| "<div><p class=a>x</div>".to_owned(),
        )
    }),
    ("variables", "html", |n| {
        styled(
            n,
            |i| format!(":root{{--a{}:var(--a{i}) var(--a{i})}}", i + 1),
            |i| format!("<p style='color:var(--a{i})'>x"),
        )
    }),
    ("nested rules", "html", |n| {
        styled(
            n,
            |_| ".a,.b{& .c,& .d{& .e{color:red}}}".to_owned(),
            |_| "<p class=e>x".to_owned(),
        )
    }),
    ("inline styles", "html", |n| {
        repeat(
            "",
            "<p style='display:block;opacity:calc(1 - 0.1);clip-path:inset(1px)'>x",
            n,
        )
    }),
    ("covers", "html", |n| {
        repeat(
            &format!("<p>{ARTICLE}"),
            "<div style='position:absolute;inset:0;background:#fff'>x</div>",
            n,
        )
    }),
    ("JSON-LD", "html", |n| {
        let names = repeat(
            "",
            "{\"@type\":\"Article\",\"author\":[{\"name\":\"A\"}]},",
            n,
        );
        format!("<script type=application/ld+json>[{names}{{}}]</script><p>{ARTICLE}")
    }),
    ("nested JSON-LD", "html", |n| {
        format!(
            "<script type=application/ld+json>{}</script>",
            "[".repeat(n)
        )
    }),
    ("scripts", "html", |n| {
        after("<script>var a = '<p>';</script>", n)
    }),
    ("metadata", "html", |n| {
        fill(
            "",
            n,
            |i| format!("<meta name=author content='A{i}'><link rel=license href=/{i}>"),
            "<p>x",
        )
    }),
    ("bylines", "html", |n| {
        after("<p class=byline>By Ida Brandt</p>", n)
    }),
    ("headings", "html", |n| repeat("", "<h2>Wind</h2>", n)),
    ("quotations", "html", |n| {
        repeat(
            "",
            &format!("<blockquote><q>{}</q></blockquote>", sentence()),
            n,
        )
    }),
    ("small documents", "html", |n| {
        after(
            "<textarea>&lt;p&gt;Source: &lt;a href=x&gt;y&lt;/a&gt;</textarea>",
            n,
        )
    }),
    ("pictures in links", "html", |n| {
        after("<a href=/a><img alt=wind src=b></a>", n)
    }),
    ("entities", "html", |n| {
        repeat("<p>", "&amp;&lt;&#x200b;", n)
    }),
    ("reader comments", "html", |n| {
        after("<div class=comment><p>Source: Ida</p></div>", n)
    }),
    ("ruby and marks", "html", |n| {
        repeat("", "<ruby>风<rt>feng</rt></ruby>", n)
    }),
    ("web archive", "mhtml", |n| {
        let head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n";
        repeat(head, "--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n", n)
    }),
];

/// The crossed pages that a quick run leaves out between two that it takes.
const QUICK: usize = 9;

/// Every kind in every size, judged as a suspect (`quick`: one size, and few of the crossed pages).
pub(crate) fn promise(quick: bool) -> Row {
    let promise = "hostile page: 2 s CPU and 250 MiB to 1 MiB, 5 s and 500 MiB to 10 MiB, report of 20 times its length";
    of_each(promise, "--page", 1.0, quick)
}

/// The same pages, read as originals: these are the user's own choice and read once, so that they may cost twice as much.
pub(crate) fn originals(quick: bool) -> Row {
    let promise = "hostile original: 4 s CPU and 250 MiB to 1 MiB, 10 s and 500 MiB to 10 MiB";
    of_each(promise, "--original", 2.0, quick)
}

fn of_each(promise: &str, what: &str, slack: f64, quick: bool) -> Row {
    let sizes = if quick {
        SIZES.get(1..2)
    } else {
        SIZES.get(..)
    }
    .unwrap_or_default();
    let kinds: Vec<String> = KINDS
        .iter()
        .map(|(name, ..)| (*name).to_owned())
        .chain(crossed::names().step_by(if quick { QUICK } else { 1 }))
        .collect();
    let mut failed = Vec::new();
    let mut worst = [
        (0.0, String::new()),
        (0.0, String::new()),
        (0.0, String::new()),
    ];
    for (bytes, seconds, mib) in sizes {
        let seconds = seconds * slack;
        for kind in &kinds {
            let name = format!("{kind}, {} KiB", bytes / 1024);
            let told = child(&[what, kind, &bytes.to_string()], 60).and_then(|told| {
                let figures: Vec<f64> = told
                    .split_whitespace()
                    .filter_map(|word| word.parse().ok())
                    .collect();
                let [cpu, peak, times] = figures.as_slice() else {
                    return Err(format!("said {told}"));
                };
                for (worst, figure) in
                    worst
                        .iter_mut()
                        .zip([*cpu / seconds, *peak / *mib as f64, *times])
                {
                    if figure > worst.0 {
                        *worst = (
                            figure,
                            format!("{name} ({cpu:.2} s, {peak} MiB, {times:.1} x)"),
                        );
                    }
                }
                let told = told.trim();
                eprintln!("{name}: {told}");
                let kept = *cpu <= seconds && *peak <= *mib as f64 && *times <= REPORT as f64;
                if kept { Ok(()) } else { Err(told.to_owned()) }
            });
            if let Err(why) = told {
                eprintln!("{name}: FAILED: {why}");
                failed.push(format!("{name}: {why}"));
            }
        }
    }
    Row {
        promise: promise.to_owned(),
        tried: kinds.len() * sizes.len(),
        failed,
        worst: format!(
            "time: {}; memory: {}; report: {}",
            worst[0].1, worst[1].1, worst[2].1
        ),
    }
}

/// Reads and judges one page, and tells CPU seconds, MiB, and how many times as long as the page its report is.
pub(crate) fn one(kind: &str, bytes: usize) {
    let library = library();
    measured(kind, bytes, |page| {
        let audits = [library.audit(page)];
        let outcome = match (&audits[0].reason, audits[0].verdict()) {
            (Some(reason), _) => reason.kind.as_str().to_owned(),
            (None, Some(verdict)) => verdict.as_str().to_owned(),
            (None, None) => "no-reprint".to_owned(),
        };
        (report::json_lines(&audits).len(), outcome)
    });
}

/// Reads one page as an original, and tells the same but for the report.
pub(crate) fn original(kind: &str, bytes: usize) {
    let rules = RuleSets::builtin();
    measured(kind, bytes, |page| match read_original(page, &rules) {
        Ok(original) => (0, terms(&original, &rules).rule.id.clone()),
        Err(error) => (0, error.to_string()),
    });
}

fn measured(kind: &str, bytes: usize, judge: impl FnOnce(&Page) -> (usize, String)) {
    let own = KINDS.iter().find(|(name, ..)| *name == kind);
    let own = own.map(|(_, ending, make)| (*ending, make(bytes)));
    let Some((ending, text)) = own.or_else(|| crossed::page(kind, bytes)) else {
        return;
    };
    let before = cpu();
    let options = ReadOptions {
        location: format!("page.{ending}"),
        ..ReadOptions::default()
    };
    let (length, outcome) = match page::read(text.as_bytes(), &options) {
        Ok(page) => judge(&page),
        Err(error) => (0, error.code().to_owned()),
    };
    let spent = (cpu() - before).as_secs_f64();
    let mut told = String::new();
    let _ = write!(
        told,
        "{spent:.2} {} {:.2} {outcome}",
        peak(),
        length as f64 / text.len().max(1) as f64
    );
    println!("{told}");
}
