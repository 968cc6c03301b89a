//! What is believed of an original: whose name is the author's, whose licence the text's, and what is left there by a template
//! or belongs to something else.

use creditline::audit::read_original;
use creditline::originals::Original;
use creditline::page::{self, Format, ReadOptions};
use creditline::rules::RuleSets;

use crate::prose;

const URL: &str = "https://lock.example/2026/ledger";

/// An original with a head, lines above its text and lines below it.
fn original(language: &str, head: &str, above: &str, below: &str) -> Original {
    let html = format!(
        "<!doctype html><html lang={language}><head><title>Ledger</title><link rel=canonical href='{URL}'>{head}</head>\
         <body><article><h1>Ledger</h1>{above}<p>{}</p>{below}</article></body></html>",
        prose::ENGLISH.trim().replace("\n\n", "</p><p>")
    );
    whole(&html, Format::Html)
}

fn whole(text: &str, format: Format) -> Original {
    let options = ReadOptions {
        location: "ledger".to_owned(),
        format: Some(format),
        ..ReadOptions::default()
    };
    let page = page::read(text.as_bytes(), &options).unwrap();
    read_original(&page, &RuleSets::builtin()).unwrap()
}

#[test]
fn the_licence_of_something_else_is_not_that_of_the_text() {
    const DEED: &str = "https://creativecommons.org/licenses/by-nc/4.0/";
    let link = format!("<a href='{DEED}'>CC BY-NC 4.0</a>");
    for (language, sentence) in [
        ("en", "The water board put its gauge readings under @."),
        ("en", "Her second cookbook is available under @."),
        (
            "en",
            "The engineers who drew the lock published it under @.",
        ),
        ("de", "Das Hafenamt gab seine Pegelstände unter @ heraus."),
        ("fr", "L’inventaire de la mairie est paru sous @."),
        ("es", "El inventario del puerto se publicó con licencia @."),
        ("it", "L’inventario del porto è uscito con licenza @."),
        (
            "pt",
            "O inventário da câmara foi publicado sob a licença @.",
        ),
        ("nl", "De inventaris van de gemeente verscheen onder @."),
        ("sv", "Hamnens utredning gavs ut under @."),
        ("pl", "Spis portu ukazał się na licencji @."),
        ("ru", "Опись порта вышла под лицензией @."),
        ("zh", "文中提到的调查以 @ 发布。"),
        ("ja", "引用した調査書は @ で公開された。"),
        ("ko", "앞서 말한 조사서는 @으로 공개되었다."),
    ] {
        for name in ["CC BY-NC 4.0", &link] {
            let below = format!("<p>{}</p>", sentence.replace('@', name));
            let found = original(language, "", "", &below);
            assert!(found.licenses.is_empty(), "{below} {:?}", found.licenses);
        }
    }
    for (language, sentence) in [
        ("en", "This article is published under @."),
        ("en", "Licensed under @"),
        ("en", "Text: @"),
        ("en", "© 2026 Marta Lind, Lock Lane, @"),
        (
            "en",
            "You may republish our articles online and in print under @.",
        ),
        ("de", "Dieser Beitrag steht unter @."),
        ("de", "Veröffentlicht unter @"),
        ("fr", "Cet article est publié sous licence @."),
        ("es", "Este artículo se publica con licencia @."),
        ("ru", "Эта статья доступна по лицензии @."),
        ("zh", "本文采用 @ 许可协议。"),
        ("ja", "本記事は @ で公開しています。"),
        ("ko", "이 글은 @으로 공개합니다."),
    ] {
        for name in ["CC BY-NC 4.0", &link] {
            let below = format!("<p>{}</p>", sentence.replace('@', name));
            let found = original(language, "", "", &below);
            assert_eq!(found.licenses, [DEED], "{below}");
        }
    }
    // Markup that says whose licence it is.
    for (kind, own) in [
        ("ImageObject", false),
        ("Dataset", false),
        ("NewsArticle", true),
    ] {
        let below = format!(
            "<div itemscope itemtype='https://schema.org/{kind}'><a itemprop=license href='{DEED}'>licence</a></div>"
        );
        let found = original("en", "", "", &below);
        assert_eq!(!found.licenses.is_empty(), own, "{below}");
    }
}

#[test]
fn the_label_of_whoever_did_something_else_is_no_part_of_the_name() {
    for (language, label, author, next, other) in [
        ("en", "Words:", "Marta Lind", "Photos:", "Ben Oake"),
        ("en", "Text:", "Marta Lind", "Editor:", "Ben Oake"),
        ("de", "Text:", "Marta Lind", "Fotos:", "Ben Oake"),
        ("de", "Autorin:", "Marta Lind", "Übersetzung:", "Ben Oake"),
        ("sv", "Text:", "Marta Lind", "Foto:", "Ben Oake"),
        ("no", "Tekst:", "Marta Lind", "Foto:", "Ben Oake"),
        ("nl", "Tekst:", "Marta Lind", "Beeld:", "Ben Oake"),
        ("fi", "Teksti:", "Marta Lind", "Kuvat:", "Ben Oake"),
        ("pl", "Autor:", "Marta Lind", "Tłumaczenie:", "Ben Oake"),
        ("cs", "Text:", "Marta Lind", "Foto:", "Ben Oake"),
        ("hu", "Szöveg:", "Lind Márta", "Fotó:", "Oake Bence"),
        ("fr", "Texte :", "Marta Lind", "Photos :", "Ben Oake"),
        ("es", "Texto:", "Marta Lind", "Fotos:", "Ben Oake"),
        ("it", "Testo:", "Marta Lind", "Traduzione:", "Ben Oake"),
        ("pt", "Reportagem:", "Marta Lind", "Edição:", "Ben Oake"),
        ("vi", "Tác giả:", "Lý Thu An", "Ảnh:", "Trần Nam"),
        ("tr", "Yazan:", "Marta Lind", "Fotoğraf:", "Ben Oake"),
        (
            "el",
            "Κείμενο:",
            "Μάρθα Λίνου",
            "Φωτογραφίες:",
            "Νίκος Πέτρου",
        ),
        ("ar", "الكاتب:", "هدى السالم", "المترجم:", "نادر الخطيب"),
        ("zh", "作者：", "孟若溪", "摄影：", "陆鸣"),
        ("zh", "文｜", "孟若溪", "图｜", "陆鸣"),
    ] {
        for above in [
            format!("<p>{label} {author} {next} {other}</p>"),
            format!("<p><span>{label} {author}</span> <span>{next} {other}</span></p>"),
            format!("<p>{label} <b>{author}</b> {next} <b>{other}</b></p>"),
        ] {
            let found = original(language, "", &above, "");
            assert_eq!(found.authors, [author], "{above}");
        }
    }
    for (above, author) in [
        ("<p>By Marta Lind Photography by Ben Oake</p>", "Marta Lind"),
        ("<p>By Marta Lind Photographs Ben Oake</p>", "Marta Lind"),
        // Words for pictures in a name.
        ("<p>By Anna Film Holm</p>", "Anna Film Holm"),
        ("<p>By Nils Karta</p>", "Nils Karta"),
    ] {
        assert_eq!(original("en", "", above, "").authors, [author], "{above}");
    }
}

#[test]
fn what_a_template_left_is_no_author() {
    const LEFT: &[&str] = &[
        "%author%",
        "%%author%%",
        "[author]",
        "{author}",
        "$author",
        "__AUTHOR__",
        "#author#",
        "&lt;?php the_author()",
        "{{ page.author }}",
        "Firstname Lastname",
        "Vorname Nachname",
        "Prénom Nom",
        "Nombre Apellido",
        "Imię Nazwisko",
        "Имя Фамилия",
        "Your Name",
        "undefined",
        "marta@lock.example",
    ];
    for left in LEFT {
        let head = format!("<meta name=author content='{left}'>");
        let found = original("en", &head, "", "");
        assert!(found.authors.is_empty(), "{left}: {:?}", found.authors);
        let found = original("en", &head, "<p>By Marta Lind</p>", "");
        assert_eq!(found.authors, ["Marta Lind"], "{left}");
    }
    let roles = [
        "admin",
        "Redaktion",
        "编辑",
        "редакция",
        "[author]",
        "Your Name",
        "undefined",
    ];
    for left in roles {
        let text = format!(
            "---\ntitle: Ledger\nauthor: \"{left}\"\nurl: {URL}\n---\n\n{}\n\nIf you reprint this article, please credit \
             Marta Lind and link to {URL}.\n",
            prose::ENGLISH
        );
        let found = whole(&text, Format::Markdown);
        assert_eq!(found.authors, ["Marta Lind"], "{left}");
    }
    for name in ["mbland", "Ida @ the lock", "J. R. Doe", "O'Neil & Sons"] {
        let head = format!("<meta name=author content=\"{name}\">");
        assert_eq!(original("en", &head, "", "").authors, [name]);
    }
}

#[test]
fn whoever_publishes_is_no_author() {
    let site = |name: &str| format!("<meta property=og:site_name content='{name}'>");
    let ld = |author: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":{author}}}</script>"
        )
    };
    for (name, head) in [
        (
            "Lock Lane Post",
            "<meta name=author content='Lock Lane Post'>".to_owned(),
        ),
        ("Kanal", "<meta name=author content='Kanal'>".to_owned()),
        (
            "Пристань",
            "<meta name=author content='Пристань'>".to_owned(),
        ),
        ("Il Molo", ld(r#"{"@type":"Person","name":"Il Molo"}"#)),
        ("Köprü", ld(r#"{"@type":"Organization","name":"Köprü"}"#)),
        (
            "桥边札记",
            ld(r#"{"@type":["NewsMediaOrganization"],"name":"桥边札记"}"#),
        ),
    ] {
        let found = original("en", &format!("{}{head}", site(name)), "", "");
        assert!(found.authors.is_empty(), "{name}: {:?}", found.authors);
        assert_eq!(found.publisher.as_deref(), Some(name));
    }
    let body = ld(r#"{"@type":"Organization","name":"Lock Lane Post"}"#);
    let found = original("en", &body, "", "");
    assert_eq!(found.publisher.as_deref(), Some("Lock Lane Post"));
    // A blog that bears its writer's name.
    let own = "<meta name=author content='Marta Lind'>";
    let found = original("en", &format!("{}{own}", site("Marta Lind")), "", "");
    assert_eq!(found.authors, ["Marta Lind"]);
}

#[test]
fn an_author_may_be_described_apart_from_the_article() {
    let ld = |facts: &str| format!("<script type='application/ld+json'>{facts}</script>");
    let article = r##"{"@type":"Article","author":{"@id":"#p1"}}"##;
    let person = r##"{"@type":"Person","@id":"#p1","name":"Marta Lind"}"##;
    for head in [
        ld(&format!("{{\"@graph\":[{article},{person}]}}")),
        ld(&format!("{{\"@graph\":[{person},{article}]}}")),
        format!("{}{}", ld(article), ld(person)),
        ld(
            r#"{"@type":"Article","author":{"@type":"Person","givenName":"Marta","familyName":"Lind"}}"#,
        ),
    ] {
        assert_eq!(
            original("en", &head, "", "").authors,
            ["Marta Lind"],
            "{head}"
        );
    }
    let other = person.replace("#p1", "#p2");
    let found = original("en", &format!("{}{}", ld(article), ld(&other)), "", "");
    assert!(found.authors.is_empty());
    let deed = "https://creativecommons.org/licenses/by/4.0/";
    for license in [format!("[\"{deed}\"]"), format!("[{{\"url\":\"{deed}\"}}]")] {
        let head = ld(&format!("{{\"@type\":\"Article\",\"license\":{license}}}"));
        assert_eq!(original("en", &head, "", "").licenses, [deed], "{head}");
    }
}

#[test]
fn a_bare_name_in_a_byline_is_the_author() {
    for name in [
        "Marta Lind",
        "Вера Лобова",
        "Lý Thu An",
        "孟若溪",
        "सुधा माथुर",
    ] {
        for markup in [
            "<p class=author>@</p>",
            "<p class=byline>@</p>",
            "<div class=byline><a href='/author/x'>@</a></div>",
            "<span class=c-byline__author>@</span>",
            "<address class=author>@</address>",
            "<p><a href='/authors/x/'>@</a></p>",
            "<div class=meta><span class=author>@</span> · <time>3.3.2026</time></div>",
            "<div class=article-author>@ | 3. March 2026</div>",
            "<p class=autor>@, 3.3.2026</p>",
        ] {
            let above = markup.replace('@', name);
            assert_eq!(original("en", "", &above, "").authors, [name], "{above}");
        }
    }
    for above in [
        "<p class=author>Lock Lane Post</p>",
        "<p class=author>Editorial team</p>",
        "<p class=author>Redaktion</p>",
        "<p class=byline>Av Redaktionen</p>",
        "<p class=author>3 March 2026</p>",
        "<p class=author>Marta Lind keeps the ledger of the lock</p>",
        "<p class=byline>Photo: Ben Oake</p>",
        "<p class=author-avatar>Nils Tarn</p>",
        "<p><a href='/towns/x'>New Harbour</a></p>",
        "<p>Nils Tarn</p>",
    ] {
        let found = original("en", "", above, "");
        assert!(found.authors.is_empty(), "{above}: {:?}", found.authors);
    }
    // Beside another article, below the text.
    let below = "<div class=comments><p class=author>Nils Tarn</p></div><aside><p class=author>Nils Tarn</p></aside>";
    assert!(original("en", "", "", below).authors.is_empty());
}

#[test]
fn a_dialog_says_who_wrote_the_text_and_where_it_stands() {
    let text = prose::ENGLISH.trim().replace("\n\n", "</p><p>");
    let dialog = |inner: &str| {
        let escaped = inner.replace('<', "&lt;").replace('>', "&gt;");
        format!(
            "<!doctype html><html lang=en><head><title>Ledger</title></head><body><article><h1>Ledger</h1><p>{text}</p>\
             </article><div class=republish><p>You may republish our articles for free.</p><textarea readonly>{escaped}\
             </textarea></div></body></html>"
        )
    };
    for (by, credit) in [
        (
            "By Marta Lind",
            "First published by <a href='@'>Lock Lane Post</a>.",
        ),
        (
            "Por Marta Lind",
            "Este artículo se publicó primero en <a href='@'>La Esclusa</a>.",
        ),
        (
            "Von Marta Lind",
            "Zuerst erschienen bei <a href='@'>Schleusenblatt</a>.",
        ),
        (
            "Par Marta Lind",
            "Paru d’abord dans <a href='@'>L’Écluse</a>.",
        ),
    ] {
        let credit = credit.replace('@', URL);
        let page = dialog(&format!("<p>{by}</p><p>{text}</p><p>{credit}</p>"));
        let found = whole(&page, Format::Html);
        assert_eq!(found.authors, ["Marta Lind"], "{by}");
        assert_eq!(
            found.url.as_ref().map(url::Url::as_str),
            Some(URL),
            "{credit}"
        );
    }
    // A form field with something else, and one that links other articles as well.
    let other = dialog(
        "<p>By Ben Oake</p><p>Write to us about <a href='https://lock.example/a'>this</a>.</p>",
    );
    let found = whole(&other, Format::Html);
    assert!(found.authors.is_empty() && found.url.is_none());
    let several = dialog(&format!(
        "<p>{text}</p><p>See <a href='{URL}'>one</a> and <a href='https://lock.example/b'>two</a>.</p>"
    ));
    assert!(whole(&several, Format::Html).url.is_none());
}

#[test]
fn front_matter_gives_the_canonical_address_in_any_spelling() {
    for key in ["canonical", "canonical_url", "canonicalURL", "canonicalUrl"] {
        let text = format!(
            "---\ntitle: Ledger\n{key}: {URL}\n---\n\n{}\n",
            prose::ENGLISH
        );
        let found = whole(&text, Format::Markdown);
        assert_eq!(found.url.as_ref().map(url::Url::as_str), Some(URL), "{key}");
    }
}
