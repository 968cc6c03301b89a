//! Pages that hold several texts: a credit belongs to the text that it stands with.

use creditline::audit::Audit;
use creditline::finding::{Code, Severity, Verdict};
use creditline::{Library, ReadOptions, RuleSets, page, read_original};

use crate::reprint::{ARTICLE, TEXT};

const OTHER: &str = "https://hills.example/2024/a-bell-for-the-lower-street";

const OTHER_TEXT: [&str; 3] = [
    "The bell of the lower street cracked on the first frosty morning of the year, and for a month nobody in the houses \
     below the church knew whether it was time to open the shop or to put out the lamp.",
    "Then a widow remembered the ship's bell in her attic. It took four men and a mule to bring it down, and a whole \
     evening to agree on the right way to hang such a thing on a beam that was made for another.",
    "Now it rings every hour, a little too bright and a little too fast, and the children count along with it on their \
     fingers and say that it sounds like somebody who has good news and cannot wait.",
];

const THIRD: &str = "https://coast.example/notes/the-lamp-keeper";

const THIRD_TEXT: [&str; 3] = [
    "The last keeper of the northern lamp carried the oil up two hundred steps each evening, and wrote into his book how \
     many ships went by and whether any of them had lit her lanterns.",
    "When the lamp was given a motor nobody told him for a week. He went on climbing, found the glass already bright, and \
     came to believe that his predecessor had returned to do the work for him.",
    "His books are in the harbour museum now, eleven of them, and the last page says only that the weather was fair and \
     that somebody else had been there before him.",
];

/// The texts: address, title, author, publisher, paragraphs.
type Work = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    [&'static str; 3],
);

const WORKS: [Work; 3] = [
    (
        ARTICLE,
        "Water returns to the old mill",
        "Tobias Lind",
        "The Valley Courier",
        TEXT,
    ),
    (
        OTHER,
        "A bell for the lower street",
        "Edda Marsh",
        "Hills Weekly",
        OTHER_TEXT,
    ),
    (
        THIRD,
        "The lamp keeper",
        "Ole Brandt",
        "Coast Notes",
        THIRD_TEXT,
    ),
];

fn library() -> Library {
    let rules = RuleSets::builtin();
    let originals = WORKS.map(|(url, title, author, publisher, text)| {
        let source = format!(
            "---\ntitle: {title}\nauthor: {author}\npublisher: {publisher}\nurl: {url}\nlanguage: en\n---\n\n{}\n",
            text.join("\n\n")
        );
        let options = ReadOptions {
            location: format!("{title}.md"),
            ..ReadOptions::default()
        };
        read_original(&page::read(source.as_bytes(), &options).unwrap(), &rules).unwrap()
    });
    Library::new(originals.to_vec(), &rules)
}

pub(crate) fn audit(html: &str, url: Option<&str>) -> Audit {
    let options = ReadOptions {
        location: "page.html".to_owned(),
        url: url.and_then(|url| url.parse().ok()),
        ..ReadOptions::default()
    };
    library().audit(&page::read(html.as_bytes(), &options).unwrap())
}

/// For each original, in the order of the library: whether it is credited, and the codes of its errors.
fn outcome(audit: &Audit) -> Vec<(Option<Verdict>, Vec<Code>)> {
    [ARTICLE, OTHER]
        .map(|url| {
            let found = audit
                .matches
                .iter()
                .find(|found| found.original.url.as_deref() == Some(url));
            let found = found.unwrap_or_else(|| panic!("{url} is not found"));
            let errors = found.findings.iter().map(|located| &located.finding);
            let errors = errors.filter(|finding| finding.severity == Severity::Error);
            (found.verdict, errors.map(|finding| finding.code).collect())
        })
        .to_vec()
}

pub(crate) fn paragraphs(text: &[&str]) -> String {
    text.iter().map(|text| format!("<p>{text}</p>\n")).collect()
}

/// A list of two texts. `1` and `2` are the texts, `a` and `b` the credits to them.
fn list(order: &str, heading: &str) -> String {
    let credit = |url: &str, who: &str| format!("<p>Source: <a href='{url}'>{who}</a></p>\n");
    let body: String = order
        .chars()
        .map(|part| match part {
            '1' => paragraphs(&TEXT),
            '2' => paragraphs(&OTHER_TEXT),
            'a' => credit(
                ARTICLE,
                "Water returns to the old mill, by Tobias Lind, The Valley Courier",
            ),
            'b' => credit(
                OTHER,
                "A bell for the lower street, by Edda Marsh, Hills Weekly",
            ),
            'h' => format!("<{heading}>Another tale</{heading}>\n"),
            _ => String::new(),
        })
        .collect();
    format!(
        "<!doctype html><html lang=en><head><title>Two tales</title><meta property=og:url \
         content='https://copier.example/two'></head><body><main><article><h1>Two tales</h1>\n{body}</article></main></body></html>"
    )
}

#[test]
fn a_credit_belongs_to_the_text_that_it_stands_with() {
    let credited = (Some(Verdict::Credited), vec![]);
    let misplaced = (Some(Verdict::NotCredited), vec![Code::MisplacedAttribution]);
    for heading in ["h2", "h3", "h4"] {
        for (order, first, second) in [
            // Below or above its text, with and without headings, in a list at either end.
            ("h1ah2b", &credited, &credited),
            ("ha1hb2", &credited, &credited),
            ("1a2b", &credited, &credited),
            ("a1b2", &credited, &credited),
            ("h1h2ab", &credited, &credited),
            ("h1h2hab", &credited, &credited),
            ("abh1h2", &credited, &credited),
            // Swapped.
            ("h1bh2a", &misplaced, &misplaced),
            ("hb1ha2", &misplaced, &misplaced),
            // Both under one text, apart from one another.
            ("h1hb2a", &misplaced, &credited),
        ] {
            let found = outcome(&audit(&list(order, heading), None));
            assert_eq!((&found[0], &found[1]), (first, second), "{order} {heading}");
        }
    }
    let swapped = audit(&list("h1bh2a", "h2"), None);
    let told: Vec<&str> = swapped
        .findings()
        .map(|finding| finding.message.as_str())
        .collect();
    assert!(
        told.iter()
            .any(|message| message.contains("“A bell for the lower street”")),
        "{told:?}"
    );
}

/// How a page sets several texts: each entry from the two parts of its text, its title and its credit.
type Setting = fn(title: &str, text: &str, credit: &str) -> String;

/// Digests, lists, live blogs, round-ups, newsletters.
const SETTINGS: [(&str, Setting, &str, &str); 8] = [
    (
        "sections",
        |title, text, credit| format!("<section><h2>{title}</h2>{text}{credit}</section>"),
        "<div>",
        "</div>",
    ),
    (
        "list",
        |title, text, credit| {
            format!("<li><strong>{title}</strong>{text}<div class=via>{credit}</div></li>")
        },
        "<ol>",
        "</ol>",
    ),
    (
        "live blog",
        |title, text, credit| {
            format!(
                "<div class=entry><time>14:02</time><h3>{title}</h3>{credit}<div class=body>{text}</div></div>"
            )
        },
        "<div class=feed>",
        "</div>",
    ),
    (
        "flat",
        |title, text, credit| format!("<h3>{title}</h3>{text}{credit}"),
        "",
        "",
    ),
    (
        "flat, bold titles",
        |title, text, credit| format!("<p><b>{title}</b></p>{text}{credit}<hr>"),
        "",
        "",
    ),
    (
        "letter",
        |title, text, credit| {
            format!(
                "<tr><td><h2>{title}</h2>{text}</td></tr><tr><td><small>{credit}</small></td></tr>"
            )
        },
        "<table>",
        "</table>",
    ),
    (
        "cards",
        |title, text, credit| {
            format!(
                "<article class=card><header>{credit}<h2>{title}</h2></header><div>{text}</div></article>"
            )
        },
        "<div class=grid>",
        "</div>",
    ),
    (
        "kicker",
        |title, text, credit| format!("<div class=kicker>{credit}</div><h2>{title}</h2>{text}"),
        "",
        "",
    ),
];

/// Whose credit stands at each of the three texts; nobody's at `3`.
const ORDERS: [([usize; 3], [Option<bool>; 3]); 6] = [
    // Right.
    ([0, 1, 2], [Some(true), Some(true), Some(true)]),
    // Two swapped, the third right.
    ([1, 0, 2], [Some(false), Some(false), Some(true)]),
    ([0, 2, 1], [Some(true), Some(false), Some(false)]),
    // Each one further.
    ([2, 0, 1], [Some(false), Some(false), Some(false)]),
    // One missing, the others right.
    ([0, 3, 2], [Some(true), None, Some(true)]),
    ([0, 1, 3], [Some(true), Some(true), None]),
];

#[test]
fn in_every_setting_a_credit_belongs_to_its_text() {
    let library = library();
    let mut wrong = Vec::new();
    let mut judged = 0;
    for (setting, entry, open, close) in SETTINGS {
        for (credits, expected) in ORDERS {
            let body: String = WORKS
                .iter()
                .zip(credits)
                .map(|((_, title, .., text), credit)| {
                    let credit = WORKS.get(credit).map_or_else(String::new, |(url, title, author, publisher, _)| {
                        format!("<p>Source: <a href='{url}'>{title}</a>, by {author}, {publisher}</p>\n")
                    });
                    entry(title, &paragraphs(text), &credit)
                })
                .collect();
            let html = format!(
                "<!doctype html><html lang=en><head><title>Three tales</title><meta property=og:url \
                 content='https://copier.example/three'></head><body><header><nav><a href='/'>Home</a></nav></header><main>\
                 <h1>Three tales of the week</h1><p>Gathered for you, as every Friday.</p>{open}{body}{close}</main>\
                 <footer>Copier Daily</footer></body></html>"
            );
            let options = ReadOptions {
                location: "page.html".to_owned(),
                ..ReadOptions::default()
            };
            let audit = library.audit(&page::read(html.as_bytes(), &options).unwrap());
            for ((url, title, ..), expected) in WORKS.iter().zip(expected) {
                judged += 1;
                let found = audit
                    .matches
                    .iter()
                    .find(|found| found.original.url.as_deref() == Some(url));
                let Some(found) = found else {
                    wrong.push(format!("{setting} {credits:?}: {title} is not found"));
                    continue;
                };
                let codes: Vec<Code> = found
                    .findings
                    .iter()
                    .filter(|located| located.finding.severity > Severity::Note)
                    .map(|located| located.finding.code)
                    .collect();
                let right = match expected {
                    Some(true) => codes.is_empty() && found.verdict == Some(Verdict::Credited),
                    Some(false) => codes == [Code::MisplacedAttribution],
                    None => codes == [Code::MissingAttribution],
                };
                if !right {
                    wrong.push(format!(
                        "{setting} {credits:?}: {title}: {:?} {codes:?}",
                        found.verdict
                    ));
                }
            }
        }
    }
    eprintln!("{} of {judged} wrong", wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// How pages set texts of others without headings.
const BARE: [Setting; 7] = [
    |_, text, credit| format!("<blockquote>{text}<cite>{credit}</cite></blockquote>"),
    |_, text, credit| format!("<blockquote>{text}<p>{credit}</p></blockquote>"),
    |_, text, credit| format!("<blockquote>{text}<footer>{credit}</footer></blockquote>"),
    |_, text, credit| format!("<article>{text}<p>{credit}</p></article>"),
    |_, text, credit| format!("<ul><li>{text}<p>{credit}</p></li></ul>"),
    |_, text, credit| {
        format!("<div class=item><div class=body>{text}</div></div><div class=m>{credit}</div>")
    },
    |_, text, credit| format!("{text}<p>{credit}</p><hr>"),
];

#[test]
fn a_credit_that_ends_with_the_name_with_which_the_next_text_begins_is_no_part_of_it() {
    let rules = RuleSets::builtin();
    let originals = WORKS.map(|(url, title, author, publisher, text)| {
        let source = format!(
            "---\ntitle: {title}\nauthor: {author}\npublisher: {publisher}\nurl: {url}\nlanguage: en\n---\n\nBy {author}\n\n{}\n",
            text.join("\n\n")
        );
        let options = ReadOptions {
            location: format!("{title}.md"),
            ..ReadOptions::default()
        };
        read_original(&page::read(source.as_bytes(), &options).unwrap(), &rules).unwrap()
    });
    let library = Library::new(originals.to_vec(), &rules);
    let mut wrong = Vec::new();
    for (number, setting) in BARE.iter().enumerate() {
        for (credits, expected) in ORDERS.iter().take(4) {
            let body: String = WORKS
                .iter()
                .zip(credits)
                .filter_map(|((.., text), credit)| {
                    let (url, _, author, publisher, _) = WORKS.get(*credit)?;
                    let credit = format!("Source: <a href='{url}'>{publisher}</a>, {author}");
                    Some(setting("", &paragraphs(text), &credit))
                })
                .collect();
            let html = format!(
                "<!doctype html><html lang=en><head><title>Round-up</title><meta property=og:url \
                 content='https://copier.example/all'></head><body><main><article><h1>Round-up</h1>{body}</article></main></body></html>"
            );
            let options = ReadOptions {
                location: "page.html".to_owned(),
                ..ReadOptions::default()
            };
            let audit = library.audit(&page::read(html.as_bytes(), &options).unwrap());
            for ((url, title, ..), expected) in WORKS.iter().zip(expected) {
                let mut matches = audit.matches.iter();
                let found = matches.find(|found| found.original.url.as_deref() == Some(url));
                let codes: Option<Vec<Code>> = found.map(|found| {
                    let findings = found.findings.iter().map(|located| &located.finding);
                    let above = findings.filter(|finding| finding.severity > Severity::Note);
                    above.map(|finding| finding.code).collect()
                });
                let right = match expected {
                    Some(true) => vec![],
                    _ => vec![Code::MisplacedAttribution],
                };
                if codes.as_ref() != Some(&right) {
                    wrong.push(format!("{number} {credits:?} {title}: {codes:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
}

/// A page with a reprint and something of its own behind it, with the credit at its end.
fn with_own(setting: Setting, heading: (&str, &str), own: &str, credit: &str) -> Vec<Code> {
    let text = paragraphs(&TEXT);
    let body = setting(heading.0, &text, "") + &setting(heading.1, own, credit);
    let html = format!(
        "<!doctype html><html lang=en><head><title>Saturday</title><meta property=og:url \
         content='https://copier.example/saturday'></head><body><header><nav><a href='/'>Home</a></nav></header><main>\
         <h1>Saturday round the valley</h1><div class=posts>{body}</div></main><footer>Copier Daily</footer></body></html>"
    );
    let audit = audit(&html, None);
    let found = audit.matches.first().unwrap();
    let findings = found.findings.iter().map(|located| &located.finding);
    let above = findings.filter(|finding| finding.severity > Severity::Note);
    above.map(|finding| finding.code).collect()
}

/// Lists whose posts stand under headings of one rank.
const POSTS: [Setting; 6] = [
    |title, text, credit| format!("<h2>{title}</h2>{text}{credit}"),
    |title, text, credit| format!("<h3><a href='#'>{title}</a></h3>{text}{credit}"),
    |title, text, credit| format!("<section><h2>{title}</h2>{text}{credit}</section>"),
    |title, text, credit| {
        format!(
            "<article class=entry><header><time>14:02</time><h3>{title}</h3></header><div class=body>{text}</div>{credit}</article>"
        )
    },
    |title, text, credit| {
        format!(
            "<div class=update><h4>{title}</h4><div>{text}</div><div class=via>{credit}</div></div>"
        )
    },
    |title, text, credit| format!("<li><h2>{title}</h2>{text}<small>{credit}</small></li>"),
];

const OWN: &str = "<p>Our own walk led us past the tannery and over the footbridge, where somebody has chained a piano to \
                   the railings and asks everybody who passes for a tune.</p><p>We played two bars and went on to the inn \
                   for soup, which was pea, and for bread, which was of yesterday.</p>";

#[test]
fn a_credit_under_a_post_of_the_pages_own_is_none_to_the_text_above() {
    let credit = format!("<p>Source: <a href='{ARTICLE}'>The Valley Courier</a>, Tobias Lind</p>");
    for (number, setting) in POSTS.into_iter().enumerate() {
        let found = with_own(setting, ("The mill", "Our walk"), OWN, &credit);
        assert_eq!(found, [Code::MisplacedAttribution], "{number}");
    }
}

#[test]
fn what_follows_a_text_under_a_heading_takes_no_credit_from_it_by_that() {
    let plain = format!("<p>Source: <a href='{ARTICLE}'>The Valley Courier</a>, Tobias Lind</p>");
    let titled = format!(
        "<p>Source: <a href='{ARTICLE}'>Water returns to the old mill</a> by Tobias Lind, The Valley Courier</p>"
    );
    let sources = plain.replace(
        "</p>",
        ", and <a href='https://inn.example/'>the inn</a></p>",
    );
    let about = OWN.replace("two bars", "two bars for Tobias Lind");
    let few = "<p>See you next Saturday, when the fair is in town.</p>";
    for (number, setting) in POSTS.into_iter().enumerate() {
        for (what, heading, own, credit) in [
            ("names the title", "Our walk", OWN, &titled),
            ("a list of sources", "Our walk", OWN, &sources),
            ("names the author", "Our walk", &about, &plain),
            ("a note", "Editor's note", OWN, &plain),
            ("no post", "Goodbye", few, &plain),
            ("nothing of its own", "Sources", "", &plain),
        ] {
            let found = with_own(setting, ("The mill", heading), own, credit);
            assert!(found.is_empty(), "{number}, {what}: {found:?}");
        }
    }
    // One article, with or without headings of its own, and the page's word below it.
    for (title, first, last) in [
        ("Water returns to the old mill", "", "h2"),
        ("Water returns to the old mill", "<h2>The miller</h2>", "h2"),
        ("The mill is back", "", "h2"),
        ("The mill is back", "<h3>The miller</h3>", "h2"),
    ] {
        let html = format!(
            "<!doctype html><html lang=en><title>{title}</title><main><article><h1>{title}</h1>{first}{}<{last}>What we \
             think</{last}>{OWN}{plain}</article></main></html>",
            paragraphs(&TEXT)
        );
        let audit = audit(&html, Some("https://copier.example/mill"));
        let findings = audit.findings();
        let above: Vec<_> = findings
            .filter(|finding| finding.severity > Severity::Note)
            .collect();
        assert!(above.is_empty(), "{title} {first} {last}: {above:?}");
    }
}

#[test]
fn a_credit_under_another_text_with_its_own_credit_is_not_this_ones() {
    let headed = SETTINGS.iter().filter(|(name, ..)| {
        // Without headings and boxes nobody can tell.
        !matches!(*name, "flat, bold titles" | "letter" | "kicker")
    });
    for (setting, entry, open, close) in headed {
        let credit = |number: usize| {
            let (url, _, author, publisher, _) = WORKS[number];
            format!("<p>Source: <a href='{url}'>{publisher}</a>, {author}</p>\n")
        };
        for (credits, misplaced) in [
            // The first one's under the second, with the second's.
            ([String::new(), credit(1) + &credit(0), credit(2)], true),
            // A list of all at the end.
            (
                [
                    String::new(),
                    String::new(),
                    credit(0) + &credit(1) + &credit(2),
                ],
                false,
            ),
        ] {
            let body: String = WORKS
                .iter()
                .zip(&credits)
                .map(|((_, title, .., text), credit)| entry(title, &paragraphs(text), credit))
                .collect();
            let html = format!(
                "<!doctype html><html lang=en><head><title>Three tales</title><meta property=og:url \
                 content='https://copier.example/three'></head><body><main><h1>Three tales of the week</h1>{open}{body}{close}\
                 </main></body></html>"
            );
            let audit = audit(&html, None);
            let codes: Vec<Code> = audit
                .findings()
                .filter(|finding| finding.severity > Severity::Note)
                .map(|finding| finding.code)
                .collect();
            let expected = if misplaced {
                vec![Code::MisplacedAttribution]
            } else {
                vec![]
            };
            assert_eq!(codes, expected, "{setting} {misplaced}");
        }
    }
}

/// Things beside a copy that have a headline of their own; `%c` is a credit, `%o` prose about something else.
const OTHERS: [&str; 9] = [
    "<article><h2>Our walk</h2>%o%c</article>",
    "<article class=post><header><h2><a href='/p/8'>Post 8</a></h2></header><div>%o%c</div></article>",
    "<div class='post hentry'><h2 class=entry-title>Our walk</h2><div>%o%c</div></div>",
    "<section class=teaser><h3><a href='/p/8'>Our walk</a></h3>%o%c</section>",
    "<section><h2>Things we liked</h2><ul><li>%c</li><li><a href='/1'>One</a></li></ul></section>",
    "<div><h3>Lo más visto</h3><ol><li>%c</li></ol></div>",
    "<div class=b><h3>Soup and hornets</h3>%c</div>",
    "<div itemscope itemtype='https://schema.org/Comment'><b>bob</b>%c</div>",
    "<div id=replies><div class=reply><b>bob</b>%c</div></div>",
];

/// Boxes beside a copy that speak of it.
const ABOUT: [&str; 8] = [
    "<div class=b><h3>Source</h3>%c</div>",
    "<div class=b><h3>Quelle</h3>%c</div>",
    "<div class=b><h3>About this article</h3>%o%c</div>",
    "<section><h3>Tobias Lind</h3>%o%c</section>",
    "<section><h3>About the author</h3>%o%c</section>",
    "<div class=b><h3>Copyright</h3>%c</div>",
    "<div class=b><h3>Info</h3>%c</div>",
    "<div class=source>%c</div>",
];

#[test]
fn a_credit_under_another_headline_than_the_texts_is_said_of_that() {
    let page = |before: &str, text: &str, behind: &str| {
        let html = format!(
            "<!doctype html><html lang=en><title>Mill</title><main>{before}<article><h1>The mill is back</h1>{}{text}</article>\
             {behind}</main></html>",
            paragraphs(&TEXT)
        );
        let audit = audit(&html, Some("https://copier.example/mill"));
        let findings = audit.findings();
        let above = findings.filter(|finding| finding.severity > Severity::Note);
        above.map(|finding| finding.code).collect::<Vec<_>>()
    };
    let own = format!("<p>Source: <a href='{ARTICLE}'>The Valley Courier</a>, Tobias Lind</p>");
    let third = "<p>Source: <a href='https://third.example/z'>Third Daily</a>, Ann Other</p>";
    let filled = |layout: &str, credit: &str| layout.replace("%o", OWN).replace("%c", credit);
    for layout in OTHERS {
        let other = filled(layout, &own);
        assert_eq!(
            page("", "", &other),
            [Code::MisplacedAttribution],
            "{layout}"
        );
        // The text's own credit counts, whatever is said elsewhere.
        assert_eq!(page("", &own, &filled(layout, third)), [], "{layout}");
        // A faulty credit of another text is none of this one.
        let found = page("", "", &filled(layout, third));
        assert_eq!(found, [Code::MissingAttribution], "{layout}");
    }
    for layout in OTHERS.iter().filter(|layout| layout.contains("%o")) {
        let other = filled(layout, &own);
        assert_eq!(
            page(&other, "", ""),
            [Code::MisplacedAttribution],
            "{layout}"
        );
    }
    for layout in ABOUT {
        assert_eq!(page("", "", &filled(layout, &own)), [], "{layout}");
    }
    // The box with the page's headline is the text's.
    let header = format!("<header><h2>The mill</h2>{own}</header>");
    assert_eq!(page(&header, "", ""), [], "{header}");
}

#[test]
fn the_footer_of_an_item_is_no_footer_of_the_site() {
    let credit = |number: usize| {
        let (url, _, author, publisher, _) = WORKS[number];
        format!("<p>First published by <a href='{url}'>{publisher}</a>, by {author}.</p>")
    };
    let tags: String = (1..=7)
        .map(|tag| format!("<a href='/tag/{tag}'>tag {tag}</a> "))
        .collect();
    for element in ["section", "div", "li"] {
        for extra in [
            String::new(),
            format!("<p class=tags>{tags}</p>"),
            credit(1) + &credit(2),
        ] {
            for several in [false, true] {
                let item = |number: usize, extra: &str| {
                    let (_, title, .., text) = WORKS[number];
                    format!(
                        "<{element} class=item><h2>{title}</h2><div class=body>{}</div><footer>{}{extra}</footer></{element}>",
                        paragraphs(&text),
                        credit(number)
                    )
                };
                let mut items = item(0, &extra);
                if several {
                    items.push_str(&item(1, ""));
                }
                let html = format!(
                    "<!doctype html><html lang=en><head><title>Round-up</title><meta property=og:url \
                     content='https://copier.example/all'></head><body><div id=root><div class=a><div role=navigation><a \
                     href='/'>Home</a> <a href='/n'>News</a></div></div><div class=b><div class=c><h1>Round-up</h1></div>\
                     <div class=d>{items}</div></div><div class=e><a href='/1'>A postcard</a></div></div></body></html>"
                );
                let audit = audit(&html, None);
                let above: Vec<_> = audit
                    .findings()
                    .filter(|finding| finding.severity > Severity::Note)
                    .collect();
                assert!(above.is_empty(), "{element} {extra} {several}: {above:?}");
            }
        }
    }
}
