//! What changes the sense of a text that must stay as it is although no word of it is another: signs, struck-out words,
//! cells of tables; and numbers, dates, places and appeals that change nothing.

use creditline::finding::{Code, Severity};
use creditline::{Library, ReadOptions, RuleSets, page, read_original};

const TEXT: [&str; 3] = [
    "The lighthouse keeper of Corrow counts the gulls on every morning of the year, and writes their number on the wall beside \
     the stove, where his mother wrote the price of herring.",
    "In January the wall was painted by a man from the harbour office, who had not been told, and eleven years of gulls went \
     under a coat of cream that nobody had asked for.",
    "Since then the keeper has counted from memory, and the harbour office has sent him a letter in which it regrets the gulls \
     and encloses a bill for the paint.",
];

/// What is altered on a page with `copy` in the place of `line` of an original in `language` under a licence without
/// changes; an empty string where nothing is.
fn altered(language: &str, line: &str, copy: &str) -> String {
    let rules = RuleSets::builtin();
    let text = format!(
        "---\ntitle: The gulls\nauthor: Ada Holm\nurl: https://harbour.example/gulls\npublisher: Harbour Review\n\
         language: {language}\nlicense: CC BY-ND 4.0\n---\n\n{}\n\n{line}\n\n{}\n\n{}\n",
        TEXT[0], TEXT[1], TEXT[2]
    );
    let options = ReadOptions {
        location: "gulls.md".to_owned(),
        ..ReadOptions::default()
    };
    let read = page::read(text.as_bytes(), &options).unwrap();
    let library = Library::new(vec![read_original(&read, &rules).unwrap()], &rules);
    let copy = if copy.starts_with('<') {
        copy.to_owned()
    } else {
        format!("<p>{copy}</p>")
    };
    let suspect = format!(
        "<html lang='{language}'><article><h1>The gulls</h1><p>{}</p>{copy}<p>{}</p><p>{}</p><p>By Ada Holm, first published \
         by <a href='https://harbour.example/gulls'>Harbour Review</a> under \
         <a href='https://creativecommons.org/licenses/by-nd/4.0/'>CC BY-ND 4.0</a></p></article></html>",
        TEXT[0], TEXT[1], TEXT[2]
    );
    let options = ReadOptions::default();
    let audit = library.audit(&page::read(suspect.as_bytes(), &options).unwrap());
    let errors = audit
        .findings()
        .filter(|finding| finding.severity > Severity::Note);
    errors
        .inspect(|finding| assert_eq!(finding.code, Code::AlteredText, "{copy}"))
        .map(|finding| finding.message.clone())
        .collect()
}

#[test]
fn a_sign_is_as_much_as_a_word() {
    let line = "The repair cost €4,800, the cellar stood at −3 degrees, and the damp was ±2 % of what it was, which is > 40.";
    for (sign, other) in [
        ("€4,800", "¥4,800"),
        ("€4,800", "4,800"),
        ("−3", "3"),
        ("±2", "2"),
        ("2 %", "2 ‰"),
        ("> 40", "&lt; 40"),
    ] {
        let copy = line.replace(sign, other);
        assert_ne!(altered("en", line, &copy), "", "{copy}");
    }
    for (sign, other) in [
        ("€4,800", "4,800 €"),
        ("€4,800", "4,800 euros"),
        ("−3", "-3"),
        ("2 %", "2%"),
        ("2 %", "2 per cent"),
    ] {
        let copy = line.replace(sign, other);
        assert_eq!(altered("en", line, &copy), "", "{copy}");
    }
    let line = "Крыша обошлась в 4800 ₽, в подвале было +5 градусов, влажность 40 %, а в книге стояло x = 12.";
    for (sign, other) in [
        ("₽", "$"),
        ("+5", "-5"),
        ("40 %", "40 ‰"),
        ("x = 12", "x ≠ 12"),
    ] {
        let copy = line.replace(sign, other);
        assert_ne!(altered("ru", line, &copy), "", "{copy}");
    }
}

#[test]
fn what_is_struck_out_is_left_out_and_a_cell_is_text() {
    let line =
        "The council did not pay for the lamp, and it will never pay for the oil that he buys.";
    for copy in [
        line.replace("not", "<s>not</s>"),
        line.replace("never ", "<del>never</del> "),
        line.replace(
            "and it will never pay",
            "<strike>and it will never pay</strike>",
        ),
    ] {
        assert_ne!(altered("en", line, &copy), "", "{copy}");
    }
    assert_eq!(altered("en", line, line), "");
    let line = "| Bird | Number |\n| --- | --- |\n| Gull | 214 |\n| Tern | 40 |\n| Owl | none |";
    let table = |gulls: &str, owls: &str| {
        format!(
            "<table><tr><th>Bird</th><th>Number</th></tr><tr><td>Gull</td><td>{gulls}</td></tr><tr><td>Tern</td><td>40</td></tr>\
             <tr><td>Owl</td><td>{owls}</td></tr></table>"
        )
    };
    assert_eq!(altered("en", line, &table("214", "none")), "");
    assert_ne!(altered("en", line, &table("14", "none")), "");
    assert_ne!(altered("en", line, &table("214", "many")), "");
}

#[test]
fn a_number_in_words_is_the_same_in_digits_and_no_other() {
    for (language, line, words, digits, other) in [
        (
            "de",
            "Im Schuppen hängen dreiundvierzig Laternen.",
            "dreiundvierzig",
            "43",
            "34",
        ),
        (
            "fr",
            "Le grenier abrite six cents livres.",
            "six cents",
            "600",
            "106",
        ),
        (
            "es",
            "En el desván duermen veintitrés muñecas.",
            "veintitrés",
            "23",
            "22",
        ),
        (
            "it",
            "In soffitta ci sono centotto lampade.",
            "centotto",
            "108",
            "180",
        ),
        (
            "pl",
            "Na strychu wisi dwadzieścia pięć latarni.",
            "dwadzieścia pięć",
            "25",
            "52",
        ),
        (
            "ru",
            "На чердаке лежат двести сорок досок.",
            "двести сорок",
            "240",
            "204",
        ),
        (
            "tr",
            "Tavan arasında kırk iki fener var.",
            "kırk iki",
            "42",
            "24",
        ),
        ("ja", "倉庫には提灯が八十三個ある。", "八十三", "83", "38"),
        ("zh", "院子里堆着三百二十块瓦。", "三百二十", "320", "302"),
        ("ko", "창고에는 등이 쉰두 개 있다.", "쉰두", "52", "25"),
        (
            "en",
            "The roof has 2,500,000 slates.",
            "2,500,000",
            "2.5 million",
            "2.6 million",
        ),
        (
            "en",
            "It was built on 14 June 1909 by hand.",
            "14 June 1909",
            "June 14, 1909",
            "July 14, 1909",
        ),
    ] {
        assert_eq!(
            altered(language, line, &line.replace(words, digits)),
            "",
            "{line}"
        );
        assert_ne!(
            altered(language, line, &line.replace(words, other)),
            "",
            "{line}"
        );
    }
}

#[test]
fn an_appeal_for_money_is_none_of_the_text() {
    for appeal in [
        "Journalism costs money. Please support us with a small monthly contribution.",
        "Mit Ihrer Spende helfen Sie uns, unabhängig zu bleiben.",
        "Nous avons besoin de vous : faites un don pour que ce site reste gratuit.",
        "Si te gusta lo que hacemos, hazte socio y cuéntaselo a todos.",
        "Помогите нам работать дальше: оформите ежемесячное пожертвование.",
        "このサイトは皆さまのご支援で運営されています。ご寄付をお願いいたします。",
        "如果您喜欢我们的文章，欢迎打赏支持。",
    ] {
        let line = "Nobody has counted the terns.";
        let copy = format!("<p>{line}</p><p>{appeal}</p>");
        assert_eq!(altered("en", line, &copy), "", "{appeal}");
    }
    let line = "Nobody has counted the terns.";
    let copy =
        format!("<p>{line}</p><p>The keeper was later seen to sell herring behind the church.</p>");
    assert_ne!(altered("en", line, &copy), "");
}
