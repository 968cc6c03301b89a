use proptest::prelude::*;

use super::*;

const ZH: &str = "原创文章，作者：{author}，如若转载，请注明出处：{url}";
const EN: &str = "Original article, Author: {author}. If you wish to reprint this article, please indicate the source: {url}";

fn fields(template: &str, text: &str) -> Vec<(String, String)> {
    Template::parse(template)
        .unwrap()
        .find(text, &[])
        .map(|found| found.fields.into_iter().collect())
        .unwrap_or_default()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn a_notice_without_space_before_its_url() {
    let text = "Text.\n“`\nOriginal article, Author: Tobias. If you wish to reprint this article, please indicate the source:https://aicnbc.com/13219.html";
    let expected = pairs(&[
        ("author", "Tobias"),
        ("url", "https://aicnbc.com/13219.html"),
    ]);
    assert_eq!(fields(EN, text), expected);
}

#[test]
fn width_case_space_quotes_and_punctuation_may_differ() {
    let expected = pairs(&[("author", "王小明"), ("url", "https://a.example/1.html")]);
    for text in [
        "原创文章，作者：王小明，如若转载，请注明出处：https://a.example/1.html",
        "原创文章,作者:王小明,如若转载,请注明出处:https://a.example/1.html",
        "原创文章 ， 作者 ： 王小明 ，如若转载 请注明出处： https://a.example/1.html。",
        "「原创文章」，作者：“王小明”\n，如若转载，请注明出处：\n<https://a.example/1.html>",
        "原创\u{200b}文章，作者：王小明，如若转载，请注明出处：https://a.example/1.html\u{200b}",
        "正文。原创文章，作者：[王小明](https://a.example/author/)，如若转载，请注明出处：https://a.example/1.html转",
    ] {
        assert_eq!(fields(ZH, text), expected, "{text}");
    }
    let shouted = "ORIGINAL ARTICLE - AUTHOR - Tobias - IF YOU WISH TO REPRINT THIS ARTICLE (please indicate the source) <https://a.example/x>";
    assert_eq!(
        fields(EN, shouted),
        pairs(&[("author", "Tobias"), ("url", "https://a.example/x")])
    );
}

#[test]
fn small_slips_are_tolerated_and_said() {
    let text = "Original artcle, Author: Tobias. If you wish to re-print this articel, please indicat the source: https://a.example/x";
    let found = Template::parse(EN).unwrap().find(text, &[]).unwrap();
    assert!(!found.exact);
    assert_eq!(found.fields["author"], "Tobias");
    assert_eq!(&text[found.range.clone()], text);
    let other = "Original music, Author: Tobias. If you want to hear this song again, please turn the page: https://a.example/x";
    assert_eq!(fields(EN, other), []);
}

#[test]
fn as_many_slips_as_are_tolerated_are_found_wherever_they_are() {
    let words = "name the quay and its author";
    let template = Template::parse(&format!("{words}: {{url}}")).unwrap();
    let letters: Vec<usize> = words
        .match_indices(char::is_alphabetic)
        .map(|(at, _)| at)
        .collect();
    // 23 letters: three may be wrong. At the edges a stretch without the wrong letter is as like.
    for first in 1..letters.len() {
        for second in first + 1..letters.len() {
            for third in second + 1..letters.len() - 1 {
                let mut wrong = words.as_bytes().to_vec();
                for index in [first, second, third] {
                    wrong[letters[index]] = b'x';
                }
                let text = format!("{}: https://a.example/x", String::from_utf8(wrong).unwrap());
                assert!(template.find(&text, &[]).is_some(), "{text}");
            }
        }
    }
}

#[test]
fn a_link_at_the_place_gives_its_target() {
    let text =
        "原创文章，作者：王小明，如若转载，请注明出处：https://a.example/notes/2016/11... 完";
    let start = text.find("https").unwrap();
    let links = [LinkSpan {
        range: start..start + "https://a.example/notes/2016/11...".len(),
        href: "https://a.example/notes/2016/11/15/xcel/",
    }];
    let found = Template::parse(ZH).unwrap().find(text, &links).unwrap();
    assert_eq!(
        found.fields["url"],
        "https://a.example/notes/2016/11/15/xcel/"
    );

    let named = "Please indicate the source: The Daily Example";
    let start = named.find("The").unwrap();
    let link = |href| {
        [LinkSpan {
            range: start..named.len(),
            href,
        }]
    };
    let template = Template::parse("please indicate the source: {url}").unwrap();
    let found = template.find(named, &link("https://a.example/x")).unwrap();
    assert_eq!(found.fields["url"], "https://a.example/x");
    assert_eq!(template.find(named, &link("javascript:;")), None);
}

#[test]
fn names_titles_and_urls_next_to_each_other() {
    let text = "原创文章，作者：甲乙，如若转载，请注明出处：《标题 A > B》https://a.example/661/";
    let template = "原创文章，作者：{author}，如若转载，请注明出处：《{title}》{url}";
    let expected = pairs(&[
        ("author", "甲乙"),
        ("title", "标题 A > B"),
        ("url", "https://a.example/661/"),
    ]);
    assert_eq!(fields(template, text), expected);
    let text = "如若转载，请注明出处：某某实验室（https://a.example/x/）";
    let expected = pairs(&[("publisher", "某某实验室"), ("url", "https://a.example/x/")]);
    assert_eq!(
        fields("如若转载，请注明出处：{publisher}（{url}）", text),
        expected
    );
    assert_eq!(
        fields("如若转载，请注明出处：{publisher}{url}", text),
        expected
    );
}

#[test]
fn names_end_with_their_sentence_and_keep_their_initials() {
    let by = "This story was written by {author}";
    for (text, author) in [
        (
            "This story was written by Jane Q. Doe. It is long.",
            "Jane Q. Doe",
        ),
        (
            "This story was written by Martin L. King Jr.",
            "Martin L. King Jr.",
        ),
        ("This story was written by Jane Doe\nand more", "Jane Doe"),
        ("This story was written by **Jane Doe**", "Jane Doe"),
        ("This story was written by (Jane Doe)", "Jane Doe"),
    ] {
        assert_eq!(fields(by, text), pairs(&[("author", author)]), "{text}");
    }
    assert_eq!(
        fields(by, "This story was written by https://a.example/x"),
        []
    );
}

#[test]
fn a_label_needs_its_colon_and_a_word_its_edges() {
    assert_eq!(
        fields("Source: {site}", "Source: Daily Example"),
        pairs(&[("site", "Daily Example")])
    );
    assert_eq!(fields("Source: {site}", "source code is free"), []);
    assert_eq!(fields("Source: {site}", "resource: Daily Example"), []);
}

#[test]
fn a_value_before_the_first_literal() {
    let text = "News of the day. Enough!\nDaily Example owns all rights to this article.";
    assert_eq!(
        fields("{publisher} owns all rights to this article", text),
        pairs(&[("publisher", "Daily Example")])
    );
}

#[test]
fn filling_needs_every_value() {
    let template = Template::for_filling("{title} by {author}: {{{url}}}").unwrap();
    let mut values: BTreeMap<String, String> = pairs(&[("title", "T"), ("author", "A")])
        .into_iter()
        .collect();
    assert_eq!(template.fill(&values), None);
    values.insert("url".to_owned(), "U".to_owned());
    assert_eq!(template.fill(&values).as_deref(), Some("T by A: {U}"));
}

#[test]
fn faulty_templates_say_what_is_wrong() {
    let error = |source: &str| Template::parse(source).unwrap_err();
    assert_eq!(
        error("Author: {autor}"),
        TemplateError::UnknownPlaceholder {
            name: "autor".to_owned(),
            column: 8
        }
    );
    assert_eq!(
        error("a {"),
        TemplateError::LoneBrace {
            brace: '{',
            column: 2
        }
    );
    assert_eq!(
        error("ab }"),
        TemplateError::LoneBrace {
            brace: '}',
            column: 3
        }
    );
    assert_eq!(error("{author}: {url}"), TemplateError::NoLiteral);
    assert_eq!(error(""), TemplateError::NoLiteral);
    assert!(matches!(
        error("written by {author}{title}"),
        TemplateError::Adjacent { .. }
    ));
    assert_eq!(error(&"x".repeat(MAX_TEMPLATE + 1)), TemplateError::TooLong);
}

#[test]
fn regular_expressions_are_bounded() {
    let found = Template::regex(r"Autor:\s*(?P<author>[^,\n]+)")
        .unwrap()
        .find("Text. Autor: Jane Doe, Berlin", &[])
        .unwrap();
    assert_eq!(found.fields["author"], "Jane Doe");
    let error = |source: &str| Template::regex(source).unwrap_err();
    assert!(matches!(error("(a"), TemplateError::BadRegex { .. }));
    assert!(matches!(
        error(r"\w{1000}"),
        TemplateError::RegexLimit { .. }
    ));
    assert!(matches!(
        error(&"(a)".repeat(17)),
        TemplateError::RegexLimit { .. }
    ));
    assert!(matches!(
        error(&"a".repeat(2049)),
        TemplateError::RegexLimit { .. }
    ));
    assert!(matches!(
        error("(?P<who>a)"),
        TemplateError::UnknownPlaceholder { .. }
    ));
    assert_eq!(error("a*"), TemplateError::NoLiteral);
}

#[test]
fn hostile_repetition_is_answered() {
    // Each anchor is there, its partner never: the work must stay bounded by the number of anchors tried.
    let text = "please indicate the source ".repeat(40_000);
    assert_eq!(fields(EN, &text), []);
    let almost = "please indicat the sourc ".repeat(40_000);
    assert_eq!(fields(EN, &almost), []);
}

proptest! {
    #[test]
    fn any_template_on_any_text(template in ".{0,60}", text in ".{0,200}") {
        if let Ok(template) = Template::parse(&template)
            && let Some(found) = template.find(&text, &[])
        {
            prop_assert!(text.get(found.range).is_some());
            prop_assert!(found.fields.values().all(|value| !value.is_empty()));
        }
    }

    #[test]
    fn pieces_of_notices_in_any_order(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "原创文章", "，作者：", "王", "如若转载", "请注明出处：", "https://a.example/1", "《", "》",
                "\u{200b}", "\n", "{", "author", "Original article", "Author: ", "indicate the source:",
                "If you wish to reprint this article", "http://", "www.", "[", "](", ")", "…", "é", "۱",
            ]),
            0..30,
        ),
        link in (0usize..200, 0usize..200),
    ) {
        let text = pieces.concat();
        let links = [LinkSpan { range: link.0..link.0.max(link.1), href: "https://b.example/" }];
        for template in [ZH, EN, "作者：{author}《{title}》{url}", "{author}，如若转载"] {
            let template = Template::parse(template).unwrap();
            if let Some(found) = template.find(&text, &links) {
                prop_assert!(text.get(found.range).is_some());
            }
        }
    }

    #[test]
    fn a_filled_template_is_found_again(author in "[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}", id in 1u32..99999) {
        let url = format!("https://a.example/{id}.html");
        let values: BTreeMap<String, String> = pairs(&[("author", &author), ("url", &url)]).into_iter().collect();
        for template in [ZH, EN] {
            let template = Template::parse(template).unwrap();
            let text = format!("Before it. {} After it.", template.fill(&values).unwrap());
            let found = template.find(&text, &[]).unwrap();
            prop_assert_eq!(&found.fields, &values);
        }
    }
}
