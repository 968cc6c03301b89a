//! Notices as sites of many languages write them: whom they name and which address they give.

use creditline::originals::notice::{find_notice, split_names};
use creditline::page::{Format, ReadOptions, read};
use creditline::read_original;
use creditline::rules::RuleSets;

/// The address that every notice of the table gives, where it gives one.
const URL: &str = "https://www.pierpost.example/2026/03/bread.html";

/// A notice, the author it names (or nothing) and whether it gives the address. `@URL` stands for the address as text,
/// `LINK(…)` for a link to it on these words.
const NOTICES: &[(&str, &str, &str, bool)] = &include!("../data/notices.in");

fn html(notice: &str) -> String {
    let mut text = notice.replace("@URL", URL);
    while let Some(at) = text.find("LINK(") {
        let end = at + text[at..].find(')').unwrap();
        let words = text[at + "LINK(".len()..end].to_owned();
        text.replace_range(at..=end, &format!("<a href=\"{URL}\">{words}</a>"));
    }
    text.replace('\n', "<br>")
}

/// The notice that is found at the end of a short article in HTML.
fn found(notice: &str, sets: &RuleSets) -> (Option<String>, Vec<String>, Option<String>) {
    let html = format!(
        "<html><body><article><h1>Bread</h1><p>The lighthouse keeper retired in spring, and nobody applied for the \
         post. See <a href=\"https://mill.example/rye\">the mill</a>.</p><p>{}</p></article></body></html>",
        html(notice)
    );
    let options = ReadOptions {
        format: Some(Format::Html),
        ..ReadOptions::default()
    };
    let page = read(html.as_bytes(), &options).unwrap();
    match find_notice(&page, &page.text, sets.asks()) {
        Some(notice) => (
            Some(notice.rule.clone()),
            notice
                .fields
                .get("author")
                .map(|names| split_names(names))
                .unwrap_or_default(),
            notice.fields.get("url").cloned(),
        ),
        None => (None, Vec::new(), None),
    }
}

#[test]
fn notices_of_many_languages_give_author_and_address() {
    let sets = RuleSets::builtin();
    let mut wrong = Vec::new();
    for (language, notice, author, gives_url) in NOTICES {
        let (rule, authors, url) = found(notice, &sets);
        let wanted: Vec<String> = split_names(author);
        let right =
            rule.is_some() && authors == wanted && url.as_deref() == gives_url.then_some(URL);
        if !right {
            wrong.push(format!(
                "{language} {notice:?}: {rule:?} {authors:?} {url:?}"
            ));
        }
    }
    assert!(NOTICES.len() >= 150, "{}", NOTICES.len());
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        NOTICES.len(),
        wrong.join("\n")
    );
}

/// Sentences that speak of sources and reprints without being a notice of the page.
const NONE: &[&str] = &[
    // Counters, shops and schools ask for sources and names too.
    "Please state the source of your savings and the name of your bank on the second page of the form.",
    "Merci de citer le numéro de votre contrat dans chaque lettre et de joindre l'original du bail.",
    "Prosimy podać źródło utrzymania, adres pracodawcy i numer domu, w którym mieszka wnioskodawca.",
    "申請補助時請註明款項來源，並附上最近三個月的薪資單影本。",
    "Bij elke plank vermelden wij de bron van het hout, zodat u weet in welk bos uw vloer heeft gestaan.",
    "The report was reprinted in three newspapers last year, and the ministry credited it.",
    "Source: https://statistics.example/table/7",
    "The figures are from https://statistics.example/table/7 and were rounded.",
    "This text is licensed under CC BY 4.0: https://creativecommons.org/licenses/by/4.0/",
    "If you reuse it, credit the work and link https://creativecommons.org/licenses/by/4.0/",
    "Die Quelle der Donau liegt im Schwarzwald, siehe https://karte.example/donau",
    "数据来源：https://statistics.example/table/7",
    "この図の出典：https://statistics.example/table/7",
    "사진 출처: https://statistics.example/table/7",
    "Источник данных: https://statistics.example/table/7",
];

#[test]
fn other_talk_of_sources_is_no_notice() {
    let sets = RuleSets::builtin();
    for text in NONE {
        assert_eq!(found(text, &sets), (None, Vec::new(), None), "{text}");
    }
}

/// Sentences of stories that have a word of taking over, a word of asking and a link to somebody else.
const TOLD: &[(&str, &str)] = &[
    (
        "en",
        "Just as we reuse the maps of others, so should anybody who wants to link to <a href=\"https://maps.example/x\">the \
         old survey</a> name the year.",
    ),
    (
        "en",
        "Please remember to read <a href=\"https://mill.example/rye\">this post on the source</a> if you want to use these \
         tools, and share it.",
    ),
    (
        "de",
        "Wer solche Karten verwenden will, muss auf <a href=\"https://karten.example/x\">die Quelle</a> achten, nennt das \
         Blatt und kopiert es.",
    ),
    (
        "fr",
        "Il faut citer la source quand on reprend <a href=\"https://cartes.example/x\">ces cartes</a>, dit le règlement.",
    ),
    (
        "zh-Hans",
        "而在这里，不得不指出，这个协议对请求转发是非常不友好的，使用时请参考<a href=\"https://xieyi.example/x\">原文链接</a>。",
    ),
    (
        "zh-Hans",
        "该文件内容长达七千行，就不贴出来了，可以在<a href=\"https://gist.example/x\">这个来源</a>中复制全文。",
    ),
    (
        "ja",
        "この関数を使うときは、必ず<a href=\"https://kansu.example/x\">出典のページ</a>を参照して値を記載してください。",
    ),
];

#[test]
fn stories_that_link_others_ask_for_nothing() {
    let sets = RuleSets::builtin();
    for (language, told) in TOLD {
        let prose =
            "Prose of some length about the harbour, its lamps and the keepers of them. ".repeat(4);
        let line = format!("<p>{prose}</p>").repeat(3);
        for canonical in [
            "",
            "<link rel=\"canonical\" href=\"https://pierpost.example/bread\">",
        ] {
            let html = format!(
                "<html lang=\"{language}\"><head>{canonical}</head><body><article><h1>Bread</h1>{line}<p>{told}</p>{line}\
                 </article></body></html>"
            );
            let options = ReadOptions {
                format: Some(Format::Html),
                ..ReadOptions::default()
            };
            let page = read(html.as_bytes(), &options).unwrap();
            let found = find_notice(&page, &page.text, sets.asks());
            assert!(found.is_none(), "{told}: {found:?}");
        }
    }
}

/// Short last paragraphs of stories in the first person: all of them deny something and move something.
#[test]
fn a_story_that_ends_with_us_forbids_nothing() {
    let story = "<p>The harbour office counted nine hundred boats last summer, twice as many as the moorings were built for, \
        and the divers who look after the chains say that half of them hang by a single shackle now, which is more than \
        anyone had feared before the storm.</p>";
    for last in [
        "Every child here learns to whistle; it means that the ferry will not come and that supper is shared.",
        "I did not post it in the group because my sister was ashamed.",
        "We could not share the results with the school, my colleague said.",
        "I could not carry it home, so we left it in our shed.",
        "Please do not feed our ducks or take them home.",
        "We do not sell or share your data with third parties.",
        "Wir haben es nicht weitergegeben, weil meine Mutter krank war.",
        "Nous ne partageons pas vos données avec des tiers.",
        "Я не стал выкладывать это в нашей группе.",
        "我没有把这件事转给我的同事。",
    ] {
        let html = format!(
            "<title>Moorings</title><link rel=canonical href='https://one.example/a'><article><h1>Moorings</h1>{story}{story}\
             <p>{last}</p></article>"
        );
        let page = read(html.as_bytes(), &ReadOptions::default()).unwrap();
        let original = read_original(&page, &RuleSets::builtin()).unwrap();
        assert!(original.notice.is_none(), "{last}: {:?}", original.notice);
    }
}
