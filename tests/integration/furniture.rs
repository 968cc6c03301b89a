//! What a page puts between the paragraphs of a text is no change of the text; a word within a paragraph is.

use creditline::finding::Code;

use crate::reprint::{ARTICLE, Judged, TEXT, judge_with, library};

/// Terms that allow no change, and terms that allow matters of style.
const RULES: [(&str, &str); 2] = [("cc-by-nd", "CC BY-ND 4.0"), ("us-nonprofit", "")];

fn judge(rule: &str, license: &str, paragraphs: &[String], between: &str) -> Judged {
    let original = format!(
        "---\ntitle: Water returns\nauthor: Tobias Lind\npublisher: The Valley Courier\nurl: {ARTICLE}\nlanguage: en\n\
         license: CC BY-ND 4.0\nrule: {rule}\n---\n\n{}\n",
        TEXT.join("\n\n")
    );
    let text: Vec<String> = paragraphs
        .iter()
        .map(|text| format!("<p>{text}</p>"))
        .collect();
    let page = format!(
        "<!doctype html><html lang=en><head><title>Water returns</title><meta property=og:url content='https://copier.example/mill'>\
         </head><body><main><article><h1>Water returns</h1>{}<p>Source: <a href='{ARTICLE}'>The Valley Courier</a> by Tobias \
         Lind, {license}</p></article></main></body></html>",
        text.join(between)
    );
    judge_with(&library(&original), &page, "page.html")
}

fn faithful() -> Vec<String> {
    TEXT.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn whole_blocks_between_copied_ones_are_no_change() {
    let furniture = [
        "<p class=byline>By Edda Rook, our correspondent in the hills | 3 May 2025, 14:30</p>",
        "<figure><img src=a.jpg alt=''><figcaption>The wheel in March. Photo: Lena Fink/agency</figcaption></figure>",
        "<div class=ad><small>Advertisement</small><p>Warm socks from the mill shop, now in nine colours.</p></div>",
        "<aside><h4>In short</h4><p>The mill stood idle for years; nobody knows what comes next.</p></aside>",
        "<p><strong>Read also:</strong> <a href='/x'>The other wheels along the stream</a></p>",
        "<div class=share><a href='#'>Share</a> <a href='#'>Post</a> <button>Copy link</button></div>",
        "<section><h3>Stay in touch</h3><p>Our letter comes on Fridays. Unsubscribe whenever you like!</p></section>",
        "<blockquote class=note><p>Editor's note: this text was sent to us by a reader.</p></blockquote>",
        "<h2 id=two>What came next <a href='#two'>#</a></h2>",
        "<p>Lesen Sie auch: <a href='/y'>Die Räder am Bach</a></p><hr><p>広告</p>",
        "<p>延伸阅读：<a href='/z'>山谷里的灯</a></p>",
        "<table><tr><td>Height</td><td>3.1 m</td></tr><tr><td>Built</td><td>1871</td></tr></table>",
        "<p>Glad you read this far? <a href='/join'>Become one of our friends</a> for a little each month.</p>",
        "<p>Denne saken finnes også på <a href='https://copier.example/nn'>nynorsk</a>.</p>",
        "<p>Diese Karte erscheint erst, wenn Sie den Cookies zugestimmt haben.</p>",
        "<p>Wird geladen …</p>",
        "<button>Copy link</button><span>Link copied!</span>",
    ];
    let mut wrong = Vec::new();
    for (rule, license) in RULES {
        for between in furniture {
            let judged = judge(rule, license, &faithful(), between);
            if judged
                .messages
                .iter()
                .any(|text| text.contains("AlteredText"))
            {
                wrong.push(format!("{rule}: {between}\n    {:?}", judged.messages));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_paragraph_left_out_shortens_the_text() {
    for (rule, license) in RULES {
        let judged = judge(rule, license, &[TEXT[0].to_owned(), TEXT[2].to_owned()], "");
        assert!(!judged.has(Code::AlteredText), "{judged:?}");
    }
}

#[test]
fn words_within_copied_blocks_are_a_change() {
    let put_in = |text: &str| {
        text.replacen(
            " and ",
            ", as nobody in those parts had ever expected, and ",
            1,
        )
    };
    let left_out = |text: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        [&words[..8], &words[16..]].concat().join(" ")
    };
    let rewritten = |_: &str| {
        "The old wheel had rested for thirty years before two sisters from the town paid for it, mended what was broken and \
         opened the gate one March morning, to the surprise of the whole neighbourhood."
            .to_owned()
    };
    let changes: [&dyn Fn(&str) -> String; 3] = [&put_in, &left_out, &rewritten];
    for (rule, license) in RULES {
        for (number, change) in changes.iter().enumerate() {
            for between in [
                "",
                "<div class=ad><small>Advertisement</small><p>Warm socks.</p></div>",
            ] {
                let mut text = faithful();
                text[1] = change(&text[1]);
                let judged = judge(rule, license, &text, between);
                let told = judged
                    .messages
                    .iter()
                    .any(|text| text.contains("AlteredText"));
                assert!(told, "{rule} {number} {between}: {judged:?}");
            }
        }
    }
}

#[test]
fn a_box_that_begins_or_ends_like_the_text_around_it_is_no_change() {
    let first = |text: &str, count: usize| {
        let words: Vec<&str> = text.split(' ').take(count).collect();
        words.join(" ")
    };
    let last = |text: &str, count: usize| {
        let words: Vec<&str> = text.trim_end_matches('.').split(' ').collect();
        words[words.len() - count..].join(" ")
    };
    let mut wrong = Vec::new();
    for (rule, license) in RULES {
        for count in 1..=4 {
            for (tag, kind) in [("aside", "p"), ("figure", "figcaption"), ("section", "p")] {
                let wrapped = |words: String| format!("<{tag}><{kind}>{words}</{kind}></{tag}>");
                let begins = wrapped(format!(
                    "{} is the subject of an evening in the hall.",
                    first(TEXT[1], count)
                ));
                let ends = wrapped(format!("Picture of the week: {}.", last(TEXT[0], count)));
                let both = wrapped(format!(
                    "{} is what the choir sings on Sunday, to a tune about how {}.",
                    first(TEXT[1], count),
                    last(TEXT[0], count)
                ));
                for between in [begins, ends, both] {
                    let page = judge(rule, license, &faithful(), &between);
                    let told = page
                        .messages
                        .iter()
                        .any(|text| text.contains("AlteredText"));
                    if told {
                        wrong.push(format!("{rule}: {between}\n    {:?}", page.messages));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Credit lines that begin with anything but a word of credit: `T` is the title, `A` the author, `L` the link, `C` the
/// licence.
const TITLE_FIRST: [&str; 14] = [
    "“T” by A, L, C",
    "“T” by A was first published by L under C.",
    "T by A is republished from L, C.",
    "<a href='URL'>T</a> by A, The Valley Courier, C",
    "“<a href='URL'>T</a>” by A is licensed under C.",
    "<em>“T” by A was first published by L.</em> C.",
    "<em>T, by A, L</em>",
    "<b>T</b>, A (L), C",
    "A, “T”, L, C",
    "„T“ von A ist zuerst erschienen bei L, lizenziert unter C.",
    "« T » par A, publié d’abord par L sous licence C.",
    "«T», de A, publicado originalmente en L bajo C.",
    "《T》，作者：A，原载L，C。",
    "L: T (A), C",
];

fn title_first(pattern: &str) -> String {
    let mut line = pattern.replace("URL", "{url}");
    for (letter, full) in [
        ("T", "Water returns".to_owned()),
        ("A", "Tobias Lind".to_owned()),
        ("L", format!("<a href='{ARTICLE}'>The Valley Courier</a>")),
        (
            "C",
            "<a href='https://creativecommons.org/licenses/by-nd/4.0/'>CC BY-ND 4.0</a>".to_owned(),
        ),
    ] {
        // A letter that stands alone; what was put in for one before it has none.
        let mut filled = String::new();
        let mut last = ' ';
        let mut rest = line.chars().peekable();
        while let Some(c) = rest.next() {
            let alone = !last.is_ascii_alphanumeric()
                && !rest.peek().is_some_and(char::is_ascii_alphanumeric);
            match c.to_string() == letter && alone {
                true => filled.push_str(&full),
                false => filled.push(c),
            }
            last = c;
        }
        line = filled;
    }
    line.replace("{url}", ARTICLE)
}

#[test]
fn a_credit_line_is_never_put_in_however_it_begins() {
    let mut wrong = Vec::new();
    for (rule, license) in RULES {
        for pattern in TITLE_FIRST {
            let between = format!("<p>{}</p>", title_first(pattern));
            let judged = judge(rule, license, &faithful(), &between);
            if judged
                .messages
                .iter()
                .any(|text| text.contains("AlteredText"))
            {
                wrong.push(format!("{rule}: {between}\n    {:?}", judged.messages));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_credit_in_the_place_of_the_line_with_the_licence_is_no_change() {
    let mut wrong = Vec::new();
    for line in [
        "This text is available under CC BY-ND 4.0.",
        "License: CC BY-ND 4.0",
        "Dieser Text steht unter der Lizenz CC BY-ND 4.0.",
        "本文采用 CC BY-ND 4.0 许可协议。",
    ] {
        for pattern in TITLE_FIRST {
            let original = format!(
                "---\ntitle: Water returns\nauthor: Tobias Lind\npublisher: The Valley Courier\nurl: {ARTICLE}\nlanguage: en\n\
                 license: CC BY-ND 4.0\nrule: cc-by-nd\n---\n\n{}\n\n{line}\n",
                TEXT.join("\n\n")
            );
            let text: String = TEXT.iter().map(|text| format!("<p>{text}</p>")).collect();
            let page = format!(
                "<!doctype html><html lang=en><head><title>Water returns</title><meta property=og:url content='https://copier.example/mill'>\
                 </head><body><main><article><h1>Water returns</h1>{text}<p>{}</p></article></main></body></html>",
                title_first(pattern)
            );
            let judged = judge_with(&library(&original), &page, "page.html");
            if judged
                .messages
                .iter()
                .any(|text| text.contains("AlteredText"))
            {
                wrong.push(format!("{line}: {pattern}\n    {:?}", judged.messages));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn matters_of_style_are_no_other_words() {
    let text: Vec<String> = vec![
        "On a wet morning in 1874 the widow Agnes Corrie brought 1,200 eels in buckets from the harbour to the pond behind the theatre, and nobody in \
         Dunmore asked her why, though it's said that the mayor didn't sleep well for a week."
            .to_owned(),
        "She had organised it with Doctor Hallam, who held about 40 per cent of the shares, and with three boys who carried \
         the water on Monday, 4 February, while the colour of the sky told everyone to stay at home."
            .to_owned(),
        "The eels stayed. Their neighbours wrote to the United States for advice, and were told that such things can't be \
         undone, that no price would be high enough, and that the fish would outlive every one of them, as they did in the end."
            .to_owned(),
    ];
    let style = [
        ("1,200", "1200"),
        ("harbour", "harbor"),
        ("theatre", "theater"),
        ("it's", "it is"),
        ("didn't", "did not"),
        ("organised", "organized"),
        ("Doctor", "Dr."),
        ("40 per cent", "40%"),
        ("per cent", "percent"),
        ("three", "3"),
        ("4 February", "4 Feb."),
        ("colour", "color"),
        ("neighbours", "neighbors"),
        ("United States", "U.S."),
        ("can't", "cannot"),
        ("that no", "THAT no"),
        (" — ", " - "),
    ];
    let changes = [
        ("1874", "1923"),
        ("1,200", "1,300"),
        ("Agnes Corrie", "Edith Corrie"),
        ("nobody", "everybody"),
        ("Dunmore", "Kilbride"),
        ("didn't", "did"),
        ("well", "badly"),
        ("Hallam", "Hellam"),
        ("40 per cent", "60 per cent"),
        ("three", "four"),
        ("Monday", "Friday"),
        ("sky", "sea"),
        ("stayed", "died"),
        ("high", "low"),
        ("can't", "can"),
        ("no price", "the price"),
        ("every one", "none"),
        ("advice", "money"),
    ];
    let mut wrong = Vec::new();
    for (rule, license) in RULES {
        let told = |from: &str, to: &str| {
            let original = format!(
                "---\ntitle: Eels\nauthor: Tobias Lind\npublisher: The Valley Courier\nurl: {ARTICLE}\nlanguage: en\n\
                 license: CC BY-ND 4.0\nrule: {rule}\n---\n\n{}\n",
                text.join("\n\n")
            );
            let body: String = text
                .iter()
                .map(|text| format!("<p>{}</p>", text.replacen(from, to, 1)))
                .collect();
            let page = format!(
                "<!doctype html><html lang=en><head><title>Eels</title><meta property=og:url content='https://copier.example/eels'>\
                 </head><body><main><article><h1>Eels</h1>{body}<p>Source: <a href='{ARTICLE}'>The Valley Courier</a> by Tobias \
                 Lind, {license}</p></article></main></body></html>"
            );
            let judged = judge_with(&library(&original), &page, "page.html");
            judged
                .messages
                .iter()
                .any(|text| text.contains("AlteredText"))
        };
        wrong.extend(
            style
                .iter()
                .filter(|(from, to)| told(from, to))
                .map(|pair| format!("{rule} style {pair:?}")),
        );
        wrong.extend(
            changes
                .iter()
                .filter(|(from, to)| !told(from, to))
                .map(|pair| format!("{rule} change {pair:?}")),
        );
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn is_altered(judged: &Judged) -> bool {
    let mut messages = judged.messages.iter();
    messages.any(|text| text.contains("AlteredText"))
}

/// A faithful reprint with something done to it.
fn changed(rule: (&str, &str), change: impl Fn(&mut Vec<String>), between: &str) -> bool {
    let mut text = faithful();
    change(&mut text);
    is_altered(&judge(rule.0, rule.1, &text, between))
}

const OWN: &str = "The council has since announced that it will review the whole affair, and nobody should expect an outcome \
                   before the summer recess of the year after the next.";

#[test]
fn a_change_at_either_end_of_a_text_is_one() {
    for rule in RULES {
        for word in 0..3 {
            let of = |text: &str, at: usize| {
                let mut words: Vec<&str> = text.split(' ').collect();
                words[at] = "cinnamon";
                words.join(" ")
            };
            let first = |text: &mut Vec<String>| text[0] = of(&text[0], word);
            let last = |text: &mut Vec<String>| {
                let words = text[2].split(' ').count();
                text[2] = of(&text[2], words - 1 - word);
            };
            assert!(changed(rule, first, ""), "{rule:?} first {word}");
            assert!(changed(rule, last, ""), "{rule:?} last {word}");
        }
        let before =
            |text: &mut Vec<String>| text[0].insert_str(0, "Nobody thought that it mattered. ");
        let behind = |text: &mut Vec<String>| text[2].push_str(" Nobody thought that it mattered.");
        let no_first = |text: &mut Vec<String>| text[0] = OWN.to_owned();
        let no_last = |text: &mut Vec<String>| text[2] = OWN.to_owned();
        assert!(changed(rule, before, ""), "{rule:?} before");
        assert!(changed(rule, behind, ""), "{rule:?} behind");
        assert!(changed(rule, no_first, ""), "{rule:?} no first");
        assert!(changed(rule, no_last, ""), "{rule:?} no last");
    }
}

#[test]
fn what_a_page_sets_before_or_behind_a_text_is_no_change() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for before in [
            "MILLBROOK — ",
            "Millbrook, 3 May – ",
            "(Valley News) ",
            "14:02 | ",
            "By our own staff: ",
            "[Update] ",
        ] {
            if changed(rule, |text| text[0].insert_str(0, before), "") {
                wrong.push(format!("{rule:?} {before}"));
            }
        }
        for behind in [
            " (tl)",
            " Read more",
            " [...]",
            " — Valley News",
            " <a href='/more'>Continue reading</a>",
            " ■",
            " (3 May 2025)",
        ] {
            if changed(rule, |text| text[2].push_str(behind), "") {
                wrong.push(format!("{rule:?} {behind}"));
            }
        }
        // A word of the editor's own above or below a whole text.
        if changed(rule, |text| text.insert(0, OWN.to_owned()), "") {
            wrong.push(format!("{rule:?} above"));
        }
        if changed(rule, |text| text.push(OWN.to_owned()), "") {
            wrong.push(format!("{rule:?} below"));
        }
        // A first letter that is a picture.
        if changed(rule, |text| text[0].replace_range(..1, ""), "") {
            wrong.push(format!("{rule:?} initial"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_stands_between_the_headline_and_the_text_is_no_change() {
    let original = format!(
        "---\ntitle: Water returns\nauthor: Tobias Lind\npublisher: The Valley Courier\nurl: {ARTICLE}\nlanguage: en\n\
         license: CC BY-ND 4.0\nrule: cc-by-nd\n---\n\n# The water returns to the old mill at last\n\n{}\n",
        TEXT.join("\n\n")
    );
    let library = library(&original);
    let changed = |lead: &str, at: usize, before: &str| {
        let mut text = faithful();
        text[at].insert_str(0, before);
        let text: Vec<String> = text.iter().map(|text| format!("<p>{text}</p>")).collect();
        let page = format!(
            "<!doctype html><html lang=en><head><title>Water returns</title></head><body><main><article><h1>The water \
             returns to the old mill at last</h1>{lead}{}<p>Source: <a href='{ARTICLE}'>The Valley Courier</a> by Tobias Lind, CC BY-ND 4.0</p>\
             </article></main></body></html>",
            text.join("")
        );
        is_altered(&judge_with(&library, &page, "page.html"))
    };
    let mut wrong = Vec::new();
    for before in [
        "MILLBROOK — ",
        "Millbrook, 3 May – ",
        "MILLBROOK (Valley News) - ",
        "<strong>MILLBROOK:</strong> ",
        "<span>Millbrook</span> — ",
        "(Millbrook) ",
        "MILLBROOK, den 3. mai (NTB) -- ",
        "【磨坊镇5月3日电】",
        "MILLBROOK. ",
        "Millbrook/Oakham. ",
        "<b>MILLBROOK</b> ",
        "MILLBROOK, 3 May — Valley News. ",
        "(Valley News) Ida Holm = ",
        "本报讯 ",
    ] {
        if changed("", 0, before) {
            wrong.push(format!("put before the text: {before}"));
        }
        if !changed("", 1, before) {
            wrong.push(format!("put before a paragraph: {before}"));
        }
    }
    for before in [
        "Hardly anybody believes that ",
        "It is said and often denied by those who know the place well — ",
        "Nobody. ",
        "NOT ",
    ] {
        if !changed("", 0, before) {
            wrong.push(format!("changed: {before}"));
        }
    }
    let lead = "<p>How a mill came back to life, and who had nothing to do with it.</p>";
    if changed(lead, 0, "") {
        wrong.push("lead".to_owned());
    }
    if changed(lead, 0, "MILLBROOK — ") {
        wrong.push("lead and place".to_owned());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn prose_in_a_plain_box_is_put_in() {
    for rule in RULES {
        for set in [
            "<p>P</p>",
            "<div>P</div>",
            "<div><p>P</p></div>",
            "<section><p>P</p></section>",
            "<div class=wp-block-group><div class=inner><p>P</p></div></div>",
            "<div class=has-text-align-left><p>P</p></div>",
            "<blockquote><p>P</p></blockquote>",
            "<ul><li>P</li></ul>",
            // A word of furniture before sentences makes them none.
            "<p>Reklama P</p>",
            "<p>Subscribe to the view that P</p>",
        ] {
            let between = set
                .replace("P<", &format!("{OWN}<"))
                .replace("P ", &format!("{OWN} "));
            assert!(changed(rule, |_| {}, &between), "{rule:?} {set}");
        }
        for aside in [
            format!("<aside><p>{OWN}</p></aside>"),
            format!("<div class=newsletter><p>{OWN}</p></div>"),
            format!("<div><h4>In short</h4><p>{OWN}</p></div>"),
            format!("<div><p>{OWN}</p><p><a href='/x'>All about the mill</a></p></div>"),
            format!("<figure><figcaption>{OWN}</figcaption></figure>"),
            format!("<p>Editor's note: {OWN}</p>"),
            format!("<p>Anmerkung der Redaktion: {OWN}</p>"),
            "<p>Photo: Ida Holm, Valley News, at the mill on a Sunday in May.</p>".to_owned(),
            "<ul><li>Share</li><li>Print</li></ul>".to_owned(),
            "<p>Updated on 12 June 2025, 15:14 · reading time 5 min.</p>".to_owned(),
            "<p>Opdateret 12. juni 2025 kl. 15:14 · Læsetid: 5 min.</p>".to_owned(),
            "<p><em>Do you know more? Send your tips to desk@copier.example.</em></p>".to_owned(),
        ] {
            assert!(!changed(rule, |_| {}, &aside), "{rule:?} {aside}");
        }
    }
}

#[test]
fn words_cut_within_a_paragraph_are_a_change_however_many() {
    let long = TEXT.join(" ");
    let words: Vec<&str> = long.split(' ').collect();
    for (rule, license) in RULES {
        let original = format!(
            "---\ntitle: Water returns\nauthor: Tobias Lind\npublisher: The Valley Courier\nurl: {ARTICLE}\nlanguage: en\n\
             license: CC BY-ND 4.0\nrule: {rule}\n---\n\n{}\n\n{}\n\n{long}\n",
            crate::reprint::TEXT[0].replace("river", "lake"),
            OWN
        );
        let library = library(&original);
        for from in [5, 25, words.len() - 41] {
            for count in [3, 20, 30, 40] {
                let cut = [&words[..from], &words[from + count..]].concat().join(" ");
                let page = format!(
                    "<!doctype html><html lang=en><head><title>Water returns</title><meta property=og:url \
                     content='https://copier.example/mill'></head><body><main><article><h1>Water returns</h1><p>{}</p><p>{OWN}</p>\
                     <p>{cut}</p><p>Source: <a href='{ARTICLE}'>The Valley Courier</a> by Tobias Lind, {license}</p></article>\
                     </main></body></html>",
                    crate::reprint::TEXT[0].replace("river", "lake"),
                );
                let judged = judge_with(&library, &page, "page.html");
                assert!(is_altered(&judged), "{rule} {from} {count}: {judged:?}");
            }
        }
    }
}

#[test]
fn the_marks_of_footnotes_are_no_change() {
    let marked = |text: &str, mark: &str| text.replacen(',', &format!("{mark},"), 1);
    for (rule, license) in RULES {
        for (there, here) in [
            ("[1]", "[5]"),
            ("[2]", ""),
            ("<sup>1</sup>", "<sup>7</sup>"),
            ("<sup>3</sup>", ""),
        ] {
            let text: String = TEXT
                .iter()
                .map(|text| format!("<p>{}</p>", marked(text, there)))
                .collect();
            let original = format!(
                "<!doctype html><html lang=en><head><title>Water returns</title><link rel=canonical href='{ARTICLE}'><meta \
                 name=author content='Tobias Lind'><meta property=og:site_name content='The Valley Courier'></head><article>\
                 <h1>Water returns</h1>{text}</article></html>"
            );
            let options = creditline::ReadOptions {
                location: "o.html".to_owned(),
                ..creditline::ReadOptions::default()
            };
            let rules = creditline::RuleSets::builtin();
            let page = creditline::page::read(original.as_bytes(), &options).unwrap();
            let mut original = creditline::read_original(&page, &rules).unwrap();
            original.rule = Some(rule.to_owned());
            let library = creditline::Library::new(vec![original], &rules);
            let text: String = TEXT
                .iter()
                .map(|text| format!("<p>{}</p>", marked(text, here)))
                .collect();
            let page = format!(
                "<!doctype html><html lang=en><head><title>Water returns</title><meta property=og:url \
                 content='https://copier.example/mill'></head><body><main><article><h1>Water returns</h1>{text}<p>Source: <a \
                 href='{ARTICLE}'>The Valley Courier</a> by Tobias Lind, {license}</p></article></main></body></html>"
            );
            let judged = judge_with(&library, &page, "page.html");
            assert!(!is_altered(&judged), "{rule} {there} {here}: {judged:?}");
        }
    }
}
