//! Blocks beside a reprinted text in many languages: label lines with the address, attributions without a word for
//! "source", lists of references, and what only names the publisher.

use std::collections::BTreeMap;

use creditline::finding::{Code, Verdict};
use serde::Deserialize;

use crate::reprint::{Judged, judge_with, library};

const LICENSE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// An article of one language and what pages put beside its text.
#[derive(Deserialize)]
struct Article {
    title: String,
    author: String,
    publisher: String,
    text: Vec<String>,
    /// Credits with the address.
    credits: Vec<String>,
    /// What names the article without its address.
    unlinked: Vec<String>,
    /// Entries of lists of references.
    #[serde(default)]
    cited: Vec<String>,
    /// No credit at all.
    traps: Vec<String>,
}

fn articles() -> BTreeMap<String, Article> {
    serde_yaml::from_str(include_str!("../data/credit-blocks.yaml")).unwrap()
}

/// Judges a block of a language below the text.
fn judge(language: &str, article: &Article, block: &str) -> Judged {
    judge_at(language, article, "", block)
}

/// Judges a block of a language above the text.
fn judge_above(language: &str, article: &Article, block: &str) -> Judged {
    judge_at(language, article, block, "")
}

fn judge_at(language: &str, article: &Article, above: &str, below: &str) -> Judged {
    let site = language.to_ascii_lowercase();
    let url = format!("https://{site}.quay.example/2026/bell-for-eggs");
    let original = format!(
        "---\ntitle: {:?}\nauthor: {:?}\npublisher: {:?}\nurl: {url}\nlanguage: {language}\n---\n\n{}\n",
        article.title,
        article.author,
        article.publisher,
        article.text.join("\n\n")
    );
    let filled = |block: &str| {
        block
            .replace("{u}", &url)
            .replace("{home}", &format!("https://{site}.quay.example/"))
            .replace("{l}", LICENSE)
            .replace("{t}", &article.title)
            .replace("{a}", &article.author)
            .replace("{p}", &article.publisher)
    };
    let (above, below) = (filled(above), filled(below));
    let text: String = article
        .text
        .iter()
        .map(|text| format!("<p>{text}</p>\n"))
        .collect();
    let html = format!(
        "<!doctype html><html lang={language}><head><meta charset=utf-8><title>Bell</title>\n\
         <meta property=og:url content='https://copier.example/2026/bell'>\n\
         <meta property=og:site_name content='Copier Daily'></head><body><header><nav><a href='/'>Home</a></nav></header>\n\
         <main><article><h1>Bell</h1>\n{above}{text}{below}</article></main>\n<footer>Copier Daily</footer></body></html>"
    );
    judge_with(&library(&original), &html, "page.html")
}

/// Every block of a kind that is not judged as expected.
fn wrong(
    blocks: impl Fn(&Article) -> &[String],
    right: impl Fn(&Judged, &str) -> bool,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for (language, article) in articles() {
        for block in blocks(&article) {
            let judged = judge(&language, &article, block);
            if !right(&judged, block) {
                wrong.push(format!("{language}: {block}\n    {judged:?}"));
            }
        }
    }
    wrong
}

fn has(judged: &Judged, code: Code) -> bool {
    judged
        .messages
        .iter()
        .any(|message| message.starts_with(&format!("{code:?}:")))
}

#[test]
fn blocks_that_link_the_article_and_name_it_credit_it_in_every_language() {
    let wrong = wrong(
        |article| &article.credits,
        |judged, block| {
            let author = !block.contains("{a}") || !has(judged, Code::MissingAuthor);
            judged.verdict == Some(Verdict::Credited) && author && !has(judged, Code::OnlyCited)
        },
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn blocks_that_name_the_article_without_its_address_lack_the_link() {
    let wrong = wrong(
        |article| &article.unlinked,
        |judged, _| judged.has(Code::MissingLink),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_entry_among_references_says_only_that_the_article_was_read() {
    let wrong = wrong(
        |article| &article.cited,
        |judged, _| judged.verdict == Some(Verdict::Credited) && has(judged, Code::OnlyCited),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_names_the_publisher_in_passing_is_no_credit_in_any_language() {
    let wrong = wrong(
        |article| &article.traps,
        |judged, _| {
            let about_a_credit = [Code::WrongLink, Code::MissingLink, Code::OnlyCited];
            judged.verdict == Some(Verdict::NotCredited)
                && !about_a_credit.into_iter().any(|code| has(judged, code))
        },
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_headline_that_is_the_link_credits_the_text_even_if_the_text_holds_its_words() {
    for (language, article) in articles() {
        let mut repeating = Article {
            text: article.text.clone(),
            ..article
        };
        if let Some(first) = repeating.text.first_mut() {
            *first = format!("{}. {first}", repeating.title);
        }
        let linked = judge_above(&language, &repeating, "<h2><a href='{u}'>{t}</a></h2>");
        assert_eq!(
            linked.verdict,
            Some(Verdict::Credited),
            "{language}: {linked:?}"
        );
        let bare = judge_above(&language, &repeating, "<h2>{t}</h2>");
        assert_eq!(
            bare.verdict,
            Some(Verdict::NotCredited),
            "{language}: {bare:?}"
        );
    }
}

#[test]
fn the_address_in_letters_of_any_script_is_the_address() {
    for (path, shown) in [
        ("posts/%E4%BF%AE%E5%87%B3%E5%AD%90", "posts/修凳子"),
        ("posts/Linux%E5%AE%89%E8%A3%85/", "posts/Linux安装/"),
        ("%D0%BF%D1%80%D0%B8%D0%BB%D0%B8%D0%B2", "прилив"),
        ("%E0%B8%99%E0%B9%89%E0%B8%B3", "น้ำ"),
        ("%D7%92%D7%90%D7%95%D7%AA", "גאות"),
        ("%EB%AC%BC%EB%95%8C?%EB%82%A0=1", "물때?날=1"),
        ("m%C3%A4rz/flut", "märz/flut"),
    ] {
        let text = crate::reprint::TEXT.join("\n\n");
        let original = format!(
            "---\ntitle: Tide\nurl: https://pier.example/{path}\nlanguage: en\n---\n\n{text}\n"
        );
        let library = library(&original);
        for line in [
            "Source: https://pier.example/{}",
            "来源：http://www.pier.example/{}，谢谢",
            "(pier.example/{})",
        ] {
            let line = line.replace("{}", shown);
            let page = crate::reprint::Reprint::default().after(&format!("<p>{line}</p>"));
            let judged = judge_with(&library, &page.html(), "page.html");
            assert_eq!(
                judged.verdict,
                Some(Verdict::Credited),
                "{line}: {judged:?}"
            );
            assert!(has(&judged, Code::PlainTextUrl), "{line}: {judged:?}");
        }
    }
}

#[test]
fn the_link_of_the_article_is_mended_and_not_that_of_the_author() {
    for (language, article) in articles() {
        let Some(tail) = article.credits.first() else {
            continue;
        };
        let wrong = tail
            .replace("{a}", "<a href='{home}'>{a}</a>")
            .replace("href='{u}'>{u}", "href='{home}'>{home}");
        let judged = judge(&language, &article, &wrong);
        assert!(
            judged.has(Code::WrongLink),
            "{language}: {wrong}\n{judged:?}"
        );
        assert_eq!(judged.verdict, Some(Verdict::NotCredited), "{language}");
    }
}

/// Sentences of thanks and of finding that no list of phrases holds. Directly at the text, with nobody else linked, they
/// can be about nothing but its source.
const EDGE_SENTENCES: &[(&str, &str)] = &[
    (
        "en",
        "<p>{a} kindly let us run this one; it lived on <a href='{u}'>another page</a> before.</p>",
    ),
    (
        "en",
        "<p>You will find the whole thing as first typed up over here: {u}</p>",
    ),
    (
        "de",
        "<p>{a} hat uns den Bericht überlassen, zu lesen war er vorher <a href='{u}'>drüben</a>.</p>",
    ),
    (
        "de",
        "<p>Wer den ersten Abdruck sucht, wird hier fündig: {u}</p>",
    ),
    (
        "fr",
        "<p>Merci à {a}, qui avait confié ce récit <a href='{u}'>à ses lecteurs</a> bien avant nous.</p>",
    ),
    (
        "es",
        "<p>{a} nos cede estas líneas, que ya colgó <a href='{u}'>en su rincón</a>.</p>",
    ),
    (
        "ru",
        "<p>Спасибо, {a}: рассказ сперва висел <a href='{u}'>на другой странице</a>, теперь и у нас.</p>",
    ),
    (
        "zh",
        "<p>多谢{a}点头，这一篇早先挂在<a href='{u}'>别处</a>。</p>",
    ),
    (
        "ja",
        "<p>{a}さんに断ってこちらにも置きます。先に<a href='{u}'>あちら</a>に出た文章です。</p>",
    ),
    (
        "ko",
        "<p>{a} 님께 허락을 받아 올립니다. 먼저 <a href='{u}'>저쪽</a>에 실린 글입니다.</p>",
    ),
];

/// Sentences at the same place about something else.
const EDGE_TRAPS: &[(&str, &str)] = &[
    (
        "en",
        "<p>{a} will answer questions in the hall; the <a href='{u}'>timetable</a> and the <a href='https://hall.example/map'>way there</a> are out.</p>",
    ),
    (
        "en",
        "<p>What do you think? Tell <a href='{u}'>us</a> below.</p>",
    ),
    (
        "de",
        "<p>Was halten Sie davon? Schreiben Sie <a href='{u}'>uns</a>.</p>",
    ),
    (
        "fr",
        "<p>Une question ? Posez-la <a href='{u}'>ici</a>.</p>",
    ),
    ("zh", "<p>你怎么看？欢迎到<a href='{u}'>这里</a>聊聊。</p>"),
    // Whoever names the publisher in a short sentence says anything.
    ("en", "<p>My aunt swears by <a href='{u}'>{p}</a>.</p>"),
    ("en", "<p>Hiring: <a href='{u}'>{p}</a></p>"),
    ("en", "<p>♥ <a href='{u}'>{p}</a></p>"),
    (
        "de",
        "<p>Meine Tante schwört auf <a href='{u}'>{p}</a>.</p>",
    ),
    ("fr", "<p>Ma tante adore <a href='{u}'>{p}</a>.</p>"),
    ("es", "<p>Mi tía adora <a href='{u}'>{p}</a>.</p>"),
    ("it", "<p>Mia zia adora <a href='{u}'>{p}</a>.</p>"),
    ("ru", "<p>Моя тётя любит <a href='{u}'>{p}</a>.</p>"),
    ("pl", "<p>Moja ciotka lubi <a href='{u}'>{p}</a>.</p>"),
    ("tr", "<p>Teyzem <a href='{u}'>{p}</a> sever.</p>"),
    ("zh", "<p>我姑姑最爱<a href='{u}'>{p}</a>。</p>"),
    ("ja", "<p>叔母は<a href='{u}'>{p}</a>が大好き。</p>"),
    ("ko", "<p>이모는 <a href='{u}'>{p}</a>를 좋아한다.</p>"),
    // Thanks for something else.
    (
        "en",
        "<p>Thanks to <a href='{u}'>{p}</a> for last week's barbecue by the lake.</p>",
    ),
    (
        "de",
        "<p>Danke an <a href='{u}'>{p}</a> für das schöne Sommerfest am See.</p>",
    ),
    (
        "es",
        "<p>Gracias a <a href='{u}'>{p}</a> por la cena del viernes pasado.</p>",
    ),
    // Denials.
    (
        "en",
        "<p>This article is not from <a href='{u}'>{p}</a>.</p>",
    ),
    ("en", "<p>Never published by <a href='{u}'>{p}</a>.</p>"),
    (
        "de",
        "<p>Dieser Beitrag ist nicht aus <a href='{u}'>{p}</a>.</p>",
    ),
    (
        "fr",
        "<p>Cet article ne vient pas de <a href='{u}'>{p}</a>.</p>",
    ),
    ("es", "<p>Este artículo no es de <a href='{u}'>{p}</a>.</p>"),
    ("ru", "<p>Эта статья взята не из <a href='{u}'>{p}</a>.</p>"),
    ("zh", "<p>本文并非转载自<a href='{u}'>{p}</a>。</p>"),
    (
        "ko",
        "<p>이 글은 <a href='{u}'>{p}</a>에서 가져온 것이 아닙니다.</p>",
    ),
    // Tips, whatever they are called.
    ("en", "<p>Elsewhere: <a href='{u}'>{t}</a> ({p})</p>"),
    ("de", "<p>Lesestoff: <a href='{u}'>{t}</a> in {p}</p>"),
    ("fr", "<p>Pour creuser : <a href='{u}'>{t}</a> ({p})</p>"),
    ("es", "<p>Recomendamos: <a href='{u}'>{t}</a>, en {p}</p>"),
    ("it", "<p>Consigliato: <a href='{u}'>{t}</a> su {p}</p>"),
    ("nl", "<p>Leestip: <a href='{u}'>{t}</a> in {p}</p>"),
    ("tr", "<p>Öneri: <a href='{u}'>{t}</a> ({p})</p>"),
    ("ja", "<p>おすすめ：<a href='{u}'>{t}</a>（{p}）</p>"),
];

/// What the same words are where they do credit the article.
const EDGE_CREDITS: &[(&str, &str)] = &[
    (
        "en",
        "<p>Thanks to <a href='{u}'>{p}</a> for permission to reprint.</p>",
    ),
    (
        "en",
        "<p>This article is not ours: <a href='{u}'>{a}</a> wrote it for {p}.</p>",
    ),
    ("en", "<p>We owe this piece to <a href='{u}'>{p}</a>.</p>"),
    ("en", "<p>Text A: {a}, <a href='{u}'>{p}</a></p>"),
    ("de", "<p>Danke an <a href='{u}'>{p}</a></p>"),
    (
        "fr",
        "<p>Cet article n’est pas de nous : il vient de <a href='{u}'>{p}</a>.</p>",
    ),
    (
        "es",
        "<p>El texto no es nuestro, lo escribió {a} para <a href='{u}'>{p}</a>.</p>",
    ),
    (
        "ru",
        "<p>Статья не наша: её написала {a} для <a href='{u}'>{p}</a>.</p>",
    ),
    ("zh", "<p>文章不是我写的，转载自<a href='{u}'>{p}</a>。</p>"),
    (
        "ko",
        "<p>제가 쓴 글이 아니라 <a href='{u}'>{p}</a>에서 가져온 글입니다.</p>",
    ),
];

#[test]
fn a_sentence_at_the_text_that_leads_only_there_is_a_credit_in_any_words() {
    let articles = articles();
    for (language, block) in EDGE_SENTENCES.iter().chain(EDGE_CREDITS) {
        let article = &articles[*language];
        for judged in [
            judge(language, article, block),
            judge_above(language, article, block),
        ] {
            assert_eq!(
                judged.verdict,
                Some(Verdict::Credited),
                "{language}: {block}\n{judged:?}"
            );
        }
    }
    for (language, block) in EDGE_TRAPS {
        let judged = judge(language, &articles[*language], block);
        assert_ne!(
            judged.verdict,
            Some(Verdict::Credited),
            "{language}: {block}\n{judged:?}"
        );
    }
    // Far below, behind other words of the page, the same sentence may be about anything.
    let filler = "<p>Our own column follows, about a lost umbrella and the three people who claim to have found it, \
                  none of whom can say what colour it was.</p>"
        .repeat(8);
    let (language, block) = EDGE_SENTENCES[0];
    let judged = judge(language, &articles[language], &format!("{filler}{block}"));
    assert_ne!(judged.verdict, Some(Verdict::Credited), "{judged:?}");
}
