//! Pages in which one thing stands in one place again and again: every thing in every place.

use crate::measure::{ARTICLE, CHINESE, URL};

/// What is written over and over; the number makes one unlike the next where that costs more.
type Thing = (&'static str, fn(usize) -> String);

/// What stands before and after each, and the ending of the file.
type Place = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

fn words(number: usize, between: &str) -> String {
    let words: Vec<&str> = ARTICLE.split(' ').collect();
    let from = number % (words.len() - 12);
    words[from..from + 12].join(between)
}

const THINGS: &[Thing] = &[
    ("twelve words of the article", |i| words(i, " ")),
    ("the article", |_| ARTICLE.to_owned()),
    ("the Chinese article", |_| CHINESE.to_owned()),
    ("words with letters without width", |i| {
        words(i, " \u{200B}\u{2060}")
    }),
    ("words without spaces", |i| words(i, "")),
    ("words backwards", |i| words(i, " ").chars().rev().collect()),
    ("a credit", |_| format!("Source: Ida Brandt, {URL}")),
    ("a credit in German", |i| {
        format!("Zuerst erschienen bei Ida Brandt, https://other.example/{i}")
    }),
    ("a credit in Chinese", |i| {
        format!("本文转载自：https://other.example/{i} 作者：李{i}")
    }),
    ("a byline", |i| format!("By Ida Brandt and Name{i} Smith")),
    ("a notice", |i| {
        format!("If you reprint this, please name Ida Brandt and link https://other.example/{i}")
    }),
    ("a ban", |i| {
        format!("No part {i} of this may be reprinted without our permission.")
    }),
    ("a licence", |i| {
        format!("\u{201C}Wind {i}\u{201D} by Ida Brandt is licensed under CC BY-SA 4.0")
    }),
    ("an address", |i| format!("{URL}?page={i}&utm_source=x{i}")),
    ("open brackets", |i| {
        format!("(\u{300C}\u{201C}[Source {i}: (\u{300A}")
    }),
    ("accents in a heap", |_| {
        format!("a{} ", "\u{301}\u{316}\u{327}".repeat(30))
    }),
    ("Arabic with marks of direction", |i| {
        format!("\u{202B}المصدر: إيدا {i}\u{202C} \u{2067}نُشر أولاً\u{2069}")
    }),
    ("dates and numbers", |i| {
        format!("2026-0{}-1{} 1.{i},00 \u{2460}\u{FF11}", i % 9 + 1, i % 10)
    }),
];

const PLACES: &[Place] = &[
    ("paragraphs", "html", "", "<p>", "</p>\n"),
    ("one paragraph", "html", "<p>", " ", "<br>"),
    ("list items", "html", "<ul>", "<li>", "</li>"),
    ("table cells", "html", "<table>", "<tr><td>", "<td>x</tr>"),
    (
        "links",
        "html",
        "<p>",
        "<a href='https://northlight.example/wind?x'>",
        "</a> ",
    ),
    (
        "articles",
        "html",
        "",
        "<article class=post><h2>",
        "</h2><p>x</p></article>",
    ),
    (
        "boxes of a sheet",
        "html",
        "<style>.a>.b~.b{opacity:.9}.b:not(.c):nth-child(odd){display:none}</style><div class=a>",
        "<div class='b d'><span>",
        "</span></div>",
    ),
    (
        "names of pictures",
        "html",
        "<p>",
        "<img src=x alt=\"",
        "\">",
    ),
    ("Markdown lists", "md", "", "- *", "* [x](y)\n"),
    ("lines of text", "txt", "", "", "\n"),
];

/// The name of each page, and the ending of its file.
pub(crate) fn names() -> impl Iterator<Item = String> {
    let crossed = |thing: &'static Thing| {
        PLACES
            .iter()
            .map(move |place| format!("{} in {}", thing.0, place.0))
    };
    THINGS.iter().flat_map(crossed)
}

/// The page of a name, of about so many bytes, and the ending of its file.
pub(crate) fn page(name: &str, bytes: usize) -> Option<(&'static str, String)> {
    let (thing, place) = THINGS.iter().find_map(|thing| {
        let place = name.strip_prefix(thing.0)?.strip_prefix(" in ")?;
        Some((thing, PLACES.iter().find(|known| known.0 == place)?))
    })?;
    let (_, ending, start, before, after) = *place;
    let mut text = String::with_capacity(bytes + 1024);
    text.push_str(start);
    for number in 0.. {
        let piece = thing.1(number);
        if text.len() + before.len() + piece.len() + after.len() > bytes {
            break;
        }
        text.push_str(before);
        text.push_str(&piece);
        text.push_str(after);
    }
    Some((ending, text))
}
