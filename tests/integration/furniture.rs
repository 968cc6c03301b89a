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
