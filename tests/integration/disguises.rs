//! Copies disguised against comparison are found whole, in three scripts; honest spellings stay what they are.

use creditline::text::{fold, tokens};

use crate::matching::{CHINESE, ORIGINAL, check};

const RUSSIAN: &str = "Ночной паром вышел из гавани в десять часов, с опозданием на час, с зажжёнными огнями и \
наполовину пустыми каютами. На палубе повар с островов чистил лук в ведро и каждому, кто хотел слушать, говорил, что \
погода продержится до утра. Никто ему не верил. Капитан, который пересёк пролив четыре тысячи раз, отметил давление \
карандашом и ничего не сказал. К двум часам волна нашла корпус. Ящики скользили, собаки выли, а скрипачка привязала \
футляр к трубе шарфом.";

/// The characters of [`CHINESE`] that Traditional writing has otherwise.
const TRADITIONAL: &str = "轮輪预預时時间間离離开開个個灯燈着著舱艙无無来來岛島厨廚师師边邊对對愿願听聽说說气氣会會没沒\
船船长長过過这這条條峡峽万萬铅鉛笔筆压壓么麼里裡点點";

type Trick = fn(usize, char) -> String;

/// Every so many characters something is put behind one.
fn behind(n: usize, c: char, every: usize, what: char) -> String {
    if n % every == every - 1 && c.is_alphabetic() {
        format!("{c}{what}")
    } else {
        c.to_string()
    }
}

fn look_alike(c: char, pairs: &str) -> String {
    let pairs: Vec<char> = pairs.chars().collect();
    let found = pairs.chunks(2).find(|pair| pair[0] == c);
    found.map_or(c, |pair| pair[1]).to_string()
}

fn full_width(c: char) -> String {
    let wide = c
        .is_ascii_alphanumeric()
        .then(|| char::from_u32(u32::from(c) + 0xFEE0))
        .flatten();
    wide.unwrap_or(c).to_string()
}

/// The tricks, each with its name and whether a copy that shows it is disguised (or only written another way).
const TRICKS: [(&str, Trick, bool); 9] = [
    (
        "zero-width spaces",
        |n, c| behind(n, c, 4, '\u{200b}'),
        true,
    ),
    ("word joiners", |n, c| behind(n, c, 3, '\u{2060}'), true),
    ("soft hyphens", |n, c| behind(n, c, 6, '\u{ad}'), true),
    ("direction marks", |n, c| behind(n, c, 5, '\u{200e}'), true),
    (
        "variation selectors",
        |n, c| behind(n, c, 7, '\u{fe01}'),
        true,
    ),
    ("combining dots", |n, c| behind(n, c, 5, '\u{307}'), true),
    (
        "look-alikes",
        |_, c| look_alike(c, "aаeеoоcсpрxхyуiіаaеeоoсcрpхxуy"),
        true,
    ),
    ("full-width letters", |_, c| full_width(c), true),
    (
        "Traditional characters",
        |_, c| look_alike(c, TRADITIONAL),
        false,
    ),
];

fn tricked(text: &str, trick: Trick) -> String {
    text.chars().enumerate().map(|(n, c)| trick(n, c)).collect()
}

#[track_caller]
fn assert_whole(original: &str, copy: &str, disguised: bool, what: &str) {
    let reuse = check(original, copy);
    assert!(
        reuse.original_share >= 0.99,
        "{what}: {} of {copy}",
        reuse.original_share
    );
    assert_eq!(reuse.passages.len(), 1, "{what}");
    assert_eq!(reuse.obfuscated > 0, disguised, "{what}: {copy}");
}

#[test]
fn every_trick_leaves_the_copy_whole_alone() {
    let chinese = format!("{CHINESE}船上只有一台装了 Linux 的旧电脑。");
    for (language, text) in [
        ("English", ORIGINAL),
        ("Russian", RUSSIAN),
        ("Chinese", &chinese),
    ] {
        for (name, trick, disguises) in TRICKS {
            let copy = tricked(text, trick);
            // No letter of Russian has a full-width form, and only Chinese has a Traditional one. In Chinese,
            // full-width letters and variation selectors are at home.
            let at_home = ["variation selectors", "full-width letters"].contains(&name);
            let in_place = at_home && language == "Chinese";
            let disguised = disguises && !in_place && copy != text;
            assert_whole(text, &copy, disguised, &format!("{name}, {language}"));
        }
    }
}

#[test]
fn all_tricks_together_leave_the_copy_whole() {
    for (language, text) in [
        ("English", ORIGINAL),
        ("Russian", RUSSIAN),
        ("Chinese", CHINESE),
    ] {
        let copy = TRICKS
            .iter()
            .rev()
            .fold(text.to_owned(), |text, (_, trick, _)| {
                tricked(&text, *trick)
            });
        assert_whole(text, &copy, true, language);
    }
}

#[test]
fn the_undisguised_text_has_no_tricks_in_it() {
    for text in [ORIGINAL, RUSSIAN, CHINESE] {
        assert_whole(text, text, false, "as it is");
    }
}

#[test]
fn different_words_of_a_language_stay_different() {
    let hashes =
        |text: &str| -> Vec<u64> { tokens(text).list.iter().map(|token| token.hash).collect() };
    for (language, a, b) in [
        ("Turkish", "sınır", "sinir"),
        ("Turkish", "kız", "kiz"),
        ("German", "Maße", "Masse"),
        ("German", "Buße", "Busse"),
        ("German", "fordern", "fördern"),
        ("Vietnamese", "ma", "má"),
        ("Vietnamese", "mả", "mã"),
        ("Vietnamese", "dau", "đau"),
        ("Arabic", "كتاب", "كتابة"),
        ("Thai", "เสือ", "เสื่อ"),
        ("Thai", "มา", "ม้า"),
        ("Hindi", "दिन", "दीन"),
        ("Russian", "мой", "мои"),
        ("Greek", "πότε", "ποτέ"),
        ("Japanese", "かき", "かぎ"),
        ("Korean", "불", "풀"),
        ("French", "côte", "côté"),
        ("Chinese", "土", "士"),
    ] {
        assert_ne!(hashes(a), hashes(b), "{language}: {a} {b}");
    }
    // Points are written where a reader needs help and left out elsewhere: a copy without them is the same text.
    for (a, b) in [("عَلَم", "علم"), ("שָׁלוֹם", "שלום")] {
        assert_eq!(hashes(a), hashes(b), "{a} {b}");
    }
    for (a, b) in [("👍", "👎"), ("👩‍👧", "👨‍👧"), ("𝑥²", "𝑥2")] {
        assert_ne!(fold(a).as_str(), fold(b).as_str(), "{a} {b}");
    }
    // Mathematical letters are letters: a formula copied as plain text is the same formula.
    assert_eq!(hashes("𝑥 + 𝒚"), hashes("x + y"));
}
