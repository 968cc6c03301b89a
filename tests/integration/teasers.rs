//! Pages that show how a reprint begins and lead to the page that holds it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};

/// The paragraphs of a text by a stranger: words of no language, so that no two texts share any.
fn text(seed: u64) -> Vec<String> {
    const PARTS: [&str; 24] = [
        "ba", "cor", "den", "fi", "gul", "har", "is", "jen", "kol", "lam", "mir", "nos", "op",
        "pra", "qui", "res", "sto", "tal", "ul", "ven", "wis", "yor", "zel", "eth",
    ];
    let mut state = seed * 0x9E37_79B9 + 1;
    let mut roll = move |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % 1_000_003).unwrap() % most
    };
    (0..6)
        .map(|_| {
            let words: Vec<String> = (0..55)
                .map(|_| (0..2 + roll(2)).map(|_| PARTS[roll(24)]).collect())
                .collect();
            words.join(" ") + "."
        })
        .collect()
}

fn article_url(number: usize) -> String {
    format!("https://paper{number}.example/2025/story-{number}")
}

/// How a generator sets its pages.
struct Theme {
    name: &'static str,
    /// The file of a post, and how a page so many folders deep links it.
    file: fn(usize) -> String,
    link: fn(usize, usize) -> String,
    /// A post in a list: link, title, the paragraphs shown.
    entry: fn(&str, &str, &str) -> String,
    /// The list around its entries.
    list: (&'static str, &'static str),
}

fn up(depth: usize) -> String {
    "../".repeat(depth)
}

const THEMES: [Theme; 8] = [
    Theme {
        name: "root-relative folders",
        file: |n| format!("posts/note-{n}/index.html"),
        link: |n, _| format!("/posts/note-{n}/"),
        entry: |link, title, text| {
            format!(
                "<article class=post-entry><header><h2>{title}</h2></header><section class=post-content>{text}</section><footer>12 May 2025 · 3 min</footer><a class=entry-link aria-label='post link' href='{link}'>{title}</a></article>"
            )
        },
        list: ("<main class=main>", "</main>"),
    },
    Theme {
        name: "absolute addresses",
        file: |n| format!("2025/05/note-{n}/index.html"),
        link: |n, _| format!("https://gatherer.example/2025/05/note-{n}/"),
        entry: |link, title, text| {
            format!(
                "<article class='post type-post hentry'><header class=entry-header><h2 class=entry-title><a href='{link}' rel=bookmark>{title}</a></h2><div class=entry-meta><span class=posted-on>12 May 2025</span> <span class=byline>by <a href='/author/edda/'>Edda Rook</a></span></div></header><div class=entry-content>{text}<p class=link-more><a href='{link}' class=more-link>Continue reading <span>{title}</span></a></p></div><footer class=entry-footer><span class=cat-links>Posted in <a href='/category/found/'>Found</a></span></footer></article>"
            )
        },
        list: (
            "<div id=primary class=content-area><main id=main class=site-main>",
            "</main></div>",
        ),
    },
    Theme {
        name: "relative files",
        file: |n| format!("blog/2025/note-{n}.html"),
        link: |n, depth| format!("{}blog/2025/note-{n}.html", up(depth)),
        entry: |link, title, text| {
            format!(
                "<li><span class=post-meta>May 12, 2025</span><h3><a class=post-link href='{link}'>{title}</a></h3>{text}</li>"
            )
        },
        list: ("<div class=wrapper><ul class=post-list>", "</ul></div>"),
    },
    Theme {
        name: "endings left out",
        file: |n| format!("notes/n{n}.html"),
        link: |n, _| format!("/notes/n{n}"),
        entry: |link, title, text| {
            format!(
                "<div class=card><a href='{link}'><h3>{title}</h3><div class=excerpt>{text}</div></a><div class=card-foot><span>Edda Rook</span><span>3 min</span></div></div>"
            )
        },
        list: ("<section class=grid>", "</section>"),
    },
    Theme {
        name: "table of old days",
        file: |n| format!("archive/{n}.htm"),
        link: |n, depth| format!("{}archive/{n}.htm", up(depth)),
        entry: |link, title, text| {
            format!(
                "<tr><td valign=top><font size=2>12.5.</font></td><td><b>{title}</b>{text}[<a href='{link}'>more</a>]</td></tr>"
            )
        },
        list: ("<table width=640>", "</table>"),
    },
    Theme {
        name: "a picture leads on",
        file: |n| format!("stories/n{n}/index.html"),
        link: |n, depth| format!("{}stories/n{n}/", up(depth)),
        entry: |link, title, text| {
            format!(
                "<div class=card><h3>{title}</h3>{text}<a href='{link}'><img src=p.jpg alt='{title}'></a></div>"
            )
        },
        list: ("<section class=cards>", "</section>"),
    },
    Theme {
        name: "a sheet over the card",
        file: |n| format!("stories/n{n}.html"),
        link: |n, depth| format!("{}stories/n{n}.html", up(depth)),
        entry: |link, title, text| {
            format!(
                "<li class=tile><a class=cover style='position:absolute;inset:0' aria-label='{title}' href='{link}'></a><h2>{title}</h2>{text}</li>"
            )
        },
        list: ("<ul class=tiles>", "</ul>"),
    },
    Theme {
        name: "an arrow leads on",
        file: |n| format!("log/{n}/index.html"),
        link: |n, _| format!("/log/{n}/"),
        entry: |link, title, text| {
            format!(
                "<section><h3>{title}</h3>{text}<p class=go><a href='{link}'><svg width=9 height=9><path d='M0 0'/></svg></a></p></section>"
            )
        },
        list: ("<div class=log>", "</div>"),
    },
];

/// Lists: file, its depth, how many paragraphs it shows of a post, what stands above.
const LISTS: [(&str, usize, usize, &str); 7] = [
    ("index.html", 0, 2, "<h1>Gatherer</h1>"),
    ("tags/mills/index.html", 2, 1, "<h1>Tag: mills</h1>"),
    (
        "category/found/index.html",
        2,
        1,
        "<h1>Found</h1><p>What we found elsewhere and liked.</p>",
    ),
    ("page/2/index.html", 2, 3, ""),
    (
        "author/edda/index.html",
        2,
        1,
        "<h1>Edda Rook</h1><p>Edda looks after this site and has done so for years.</p>",
    ),
    ("2025/05/index.html", 2, 2, "<h1>May 2025</h1>"),
    (
        "search/index.html",
        1,
        1,
        "<h1>Results for “the”</h1><form><input name=q><button>Search</button></form>",
    ),
];

fn prose(text: &[String]) -> String {
    text.iter().map(|text| format!("<p>{text}</p>\n")).collect()
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title} | Gatherer</title></head><body>\
         <header><nav><a href='/'>Home</a> <a href='/about/'>About</a></nav></header>{body}<footer>Gatherer, made by hand</footer></body></html>"
    )
}

fn title(number: usize) -> String {
    [
        "How the weir was mended",
        "A letter from the ridge",
        "Lanterns, counted",
        "Our own week",
    ][number]
        .to_owned()
}

/// The files of a site: posts 0 and 1 credit what they reprint, 2 does not, 3 is the site's own.
fn site(theme: &Theme) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for number in 0..4 {
        let credit = match number {
            0 | 1 => format!(
                "<p>Source: <a href='{0}'>{0}</a>, by Ada Weir, Paper {number}</p>",
                article_url(number)
            ),
            _ => String::new(),
        };
        let other = (theme.link)((number + 1) % 4, (theme.file)(number).matches('/').count());
        let body = format!(
            "<main><article><h1>{}</h1>{}{credit}</article><nav class=post-nav><a rel=next href='{other}'>Next</a></nav></main>",
            title(number),
            prose(&text(number as u64))
        );
        files.insert((theme.file)(number), page(&title(number), &body));
    }
    // What stands on most pages of a site would be its furniture.
    for number in 10..20 {
        let body = format!(
            "<main><h1>Page {number}</h1>{}</main>",
            prose(&text(number)[..1])
        );
        files.insert(format!("about/{number}/index.html"), page("Page", &body));
    }
    for (file, depth, shown, above) in LISTS {
        let entries: String = (0..4)
            .map(|number| {
                let paragraphs = prose(&text(number as u64)[..shown]);
                (theme.entry)(&(theme.link)(number, depth), &title(number), &paragraphs)
            })
            .collect();
        let body = format!("{above}{}{entries}{}", theme.list.0, theme.list.1);
        files.insert(file.to_owned(), page("List", &body));
    }
    files
}

fn originals(folder: &Path) {
    fs::create_dir_all(folder.join("originals")).unwrap();
    for number in 0..3 {
        let source = format!(
            "---\ntitle: Story {number}\nauthor: Ada Weir\npublisher: Paper {number}\nurl: {}\nlanguage: en\n---\n\n{}\n",
            article_url(number),
            text(number as u64).join("\n\n")
        );
        fs::write(folder.join(format!("originals/{number}.md")), source).unwrap();
    }
}

fn write(folder: &Path, files: &BTreeMap<String, String>) {
    for (name, text) in files {
        let path = folder.join("public").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The report of a check in a folder, with these arguments.
fn check(folder: &Path, arguments: &[&str]) -> Value {
    let done = Command::cargo_bin("creditline")
        .unwrap()
        .current_dir(folder)
        .args([
            "check",
            "--no-config",
            "--originals",
            "originals",
            "-f",
            "json",
        ])
        .args(arguments)
        .output()
        .unwrap();
    serde_json::from_slice(&done.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&done.stderr)))
}

/// What is wrong: page, original, code; and the matches that owe nothing because they are teasers.
fn outcome(report: &Value) -> (Vec<String>, usize) {
    let mut faults = Vec::new();
    let mut teasers = 0;
    for audit in report["audits"].as_array().unwrap() {
        for found in audit["matches"].as_array().unwrap() {
            teasers +=
                usize::from(found["reason"]["code"] == "teaser" && found["verdict"] == "exempt");
            for finding in found["findings"].as_array().unwrap() {
                if finding["severity"] != "note" {
                    faults.push(format!(
                        "{} {} {}",
                        audit["page"]["location"].as_str().unwrap(),
                        found["original"]["id"].as_str().unwrap(),
                        finding["code"].as_str().unwrap()
                    ));
                }
            }
        }
    }
    (faults, teasers)
}

#[test]
fn lists_owe_nothing_for_how_a_reprint_begins() {
    let mut wrong = Vec::new();
    let mut lists = 0;
    for theme in &THEMES {
        let folder = tempfile::tempdir().unwrap();
        originals(folder.path());
        let files = site(theme);
        write(folder.path(), &files);
        let post = (theme.file)(2);
        let lines: String = files.iter().fold(String::new(), |mut lines, (name, html)| {
            let url = format!(
                "https://gatherer.example/{}",
                name.trim_end_matches("index.html")
            );
            let _ = writeln!(lines, "{}", json!({"url": url, "html": html}));
            lines
        });
        fs::write(folder.path().join("site.jsonl"), lines).unwrap();
        // Addresses of the site mean files only where it is known where the files are published.
        let folder_arguments: &[&str] = match theme.name {
            "absolute addresses" => &["public", "--base-url", "https://gatherer.example/"],
            _ => &["public"],
        };
        for (how, arguments) in [("folder", folder_arguments), ("lines", &["site.jsonl"])] {
            let report = check(folder.path(), arguments);
            assert_eq!(report["summary"]["pages"], 21, "{} {how}", theme.name);
            lists += LISTS.len();
            let (faults, teasers) = outcome(&report);
            // What is missing is told once, at the post.
            let expected = post.trim_end_matches("index.html");
            let (told, others): (Vec<String>, Vec<String>) =
                faults.into_iter().partition(|fault| {
                    fault.contains(expected) && fault.ends_with("2 missing-attribution")
                });
            if told.len() != 1 || !others.is_empty() || teasers != LISTS.len() * 3 {
                wrong.push(format!(
                    "{} {how}: {} told, {teasers} teasers, {others:#?}",
                    theme.name,
                    told.len()
                ));
            }
        }
    }
    eprintln!("{} runs wrong, {lists} lists", wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_copy_that_is_no_teaser_is_told() {
    let theme = &THEMES[0];
    let half = prose(&text(0)[..3]);
    let credited = (theme.link)(0, 0);
    let cases = [
        (
            "nothing leads to the whole",
            format!("<main><article><h1>Half</h1>{half}</article></main>"),
            true,
        ),
        (
            "a menu does",
            format!(
                "<nav><a href='{credited}'>The weir</a></nav><main><article><h1>Half</h1>{half}</article></main>"
            ),
            true,
        ),
        (
            "a box of what is recent does",
            format!(
                "<main><article><h1>Half</h1>{half}</article></main><aside><h2>Recent posts</h2><ul><li><a href='{credited}'>The weir</a></li></ul></aside>"
            ),
            true,
        ),
        (
            "the next page does",
            format!(
                "<main><article><h1>Half</h1>{half}</article><a rel=next href='{credited}'>Next</a></main>"
            ),
            true,
        ),
        (
            "another post does",
            format!(
                "<main><article><h1>Half</h1>{half}<a href='{}'>Read on</a></article></main>",
                (theme.link)(3, 0)
            ),
            true,
        ),
        (
            "it is all there",
            format!(
                "<main><article><h1><a href='{credited}'>All</a></h1>{}</article></main>",
                prose(&text(0))
            ),
            true,
        ),
        (
            "it is the second half",
            format!(
                "<main><article><h1><a href='{credited}'>Half</a></h1>{}</article></main>",
                prose(&text(0)[3..])
            ),
            true,
        ),
        (
            "the link is hidden",
            format!(
                "<main><article><h1>Half</h1>{half}<a style='display:none' href='{credited}'>Read on</a></article></main>"
            ),
            true,
        ),
        (
            "its words lead on",
            format!(
                "<main><article><h1>Half</h1>{half}<a href='{credited}'>Read on</a></article></main>"
            ),
            false,
        ),
        (
            "its headline leads on",
            format!("<main><article><h1><a href='{credited}'>Half</a></h1>{half}</article></main>"),
            false,
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    originals(folder.path());
    let mut files = site(theme);
    for (number, (_, body, _)) in cases.iter().enumerate() {
        files.insert(format!("half/{number}/index.html"), page("Half", body));
    }
    write(folder.path(), &files);
    let (faults, _) = outcome(&check(folder.path(), &["public"]));
    // Without the posts in the run nothing is known of them.
    let (alone, _) = outcome(&check(folder.path(), &["public/half"]));
    for (number, (what, _, told)) in cases.iter().enumerate() {
        let is_told = |faults: &[String]| {
            let start = format!("public/half/{number}/");
            faults.iter().any(|fault| fault.starts_with(&start))
        };
        assert_eq!(is_told(&faults), *told, "{what}: {faults:#?}");
        // The page with all of it is in the run, but nothing leads there.
        assert!(is_told(&alone), "{what}: {alone:#?}");
    }
}

#[test]
fn the_report_is_the_same_on_any_number_of_threads() {
    let theme = &THEMES[1];
    let folder = tempfile::tempdir().unwrap();
    originals(folder.path());
    write(folder.path(), &site(theme));
    let run = |jobs: &str, format: &str| {
        let done = Command::cargo_bin("creditline")
            .unwrap()
            .current_dir(folder.path())
            .args([
                "check",
                "--no-config",
                "--originals",
                "originals",
                "public",
                "--base-url",
                "https://gatherer.example/",
            ])
            .args(["-f", format, "--jobs", jobs])
            .output()
            .unwrap();
        done.stdout
    };
    for format in ["json", "jsonl", "human", "concise"] {
        assert_eq!(run("1", format), run("3", format), "{format}");
    }
    let human = String::from_utf8(run("2", "human")).unwrap();
    assert!(
        human.contains("it shows how the text begins and leads to the page that holds it"),
        "{human}"
    );
    assert!(
        human.contains("what is missing is told at the page it leads to"),
        "{human}"
    );
}
