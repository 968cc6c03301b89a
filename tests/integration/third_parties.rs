//! Two texts that share only what a third one says: what both quote, and what many publishers say of liability, of data
//! and of themselves. That is no reprint; what is the original's own stays one.

use creditline::{Library, ReadOptions, RuleSets, Verdict, page, read_original};

/// The verdict on a page with `copy` by an original with `text`, both HTML.
fn verdict(text: &str, copy: &str) -> Option<Verdict> {
    let rules = RuleSets::builtin();
    let html = format!(
        "<html><head><link rel='canonical' href='https://harbour.example/a'><title>A</title></head><body><main>\
         <article><h1>A</h1>{text}</article></main></body></html>"
    );
    let options = ReadOptions {
        location: "a.html".to_owned(),
        ..ReadOptions::default()
    };
    let read = page::read(html.as_bytes(), &options).unwrap();
    let original = read_original(&read, &rules).unwrap();
    let library = Library::new(vec![original], &rules);
    let suspect = format!("<article><h1>B</h1>{copy}</article>");
    let options = ReadOptions::default();
    library
        .audit(&page::read(suspect.as_bytes(), &options).unwrap())
        .verdict()
}

/// A text of its own for a language: one for the original, one for the page.
const OWN: [(&str, &str); 4] = [
    (
        "The ferry has been late every day since its bell was lent to a wedding. The ferryman rings a saucepan now, which \
         carries less far, and the geese answer it before the passengers do.",
        "We repainted the shed and found four hammers that nobody had missed. The fifth is still missing, and we miss it.",
    ),
    (
        "Der Chor probt seit Montag in der Turnhalle, weil im Saal ein Igel überwintert. Der Dirigent steht auf dem \
         Schwebebalken und sagt, man gewöhne sich an alles.",
        "Gestern habe ich drei Regale gebaut, und eines davon steht gerade.",
    ),
    (
        "渡船停了九天，因为船夫的女儿把桨借去做了戏台的旗杆。村民们隔着河喊话，喊着喊着就唱了起来，最后谁也不想过河了。\
         到了第十天，桨还回来了，上面多了一面红旗，船夫舍不得拆，于是渡船成了全县唯一挂旗的船，连卖豆腐的也要买票坐一回。",
        "周末我们去爬山，走到一半发现带错了饭盒，里面全是孩子的积木，大家只好饿着肚子看了一场日落。",
    ),
    (
        "港の食堂は先週から鍋を一つしか使っていない。もう一つの鍋には燕が巣を作り、店主は雛が飛ぶまで待つと言う。客は味噌汁と魚のどちらかを選び、\
         選ばなかったほうは翌日に回されるので、港の人はみな二日先の献立まで知っている。",
        "屋上の菜園に苗を植えたが、じょうろをなくした。今日は雨なので助かっている。",
    ),
];

const QUOTED: [&str; 4] = [
    "I have painted the north side twice and the south side once, because the south side is never looked at except by \
     cormorants, and they have no opinion; and if my successor should find that the door sticks in March he must not plane it.",
    "Wenn das Rad im Bache steht und die Mühle leise weint, geht der Müller über Land, bis der Mond durchs Fenster scheint; \
     und er fragt die alte Frau, die am Brunnen Wasser zieht, ob der Regen wiederkommt.",
    "凡过此桥者须自带灯一盏，灯灭则停，停则让人先行；载货之车不得在桥上交会，违者罚油三斤，充作桥头长明灯之用，永不减免。",
    "漁に出る者は夜明け前に帳面に名を記し、天候が悪化した場合には直ちに港へ戻り、捕れた魚の一割を共同の倉庫に納めなければならない。",
];

#[test]
fn what_both_quote_is_no_reprint() {
    for ((own, other), quoted) in OWN.into_iter().zip(QUOTED) {
        for (open, close) in [
            ("<blockquote><p>", "</p></blockquote>"),
            ("<p>“", "”</p>"),
            ("<p>「", "」</p>"),
        ] {
            let with =
                |own: &str| format!("<p>{own}</p>{open}{quoted}{close}<p>{}</p>", &own[..30]);
            let found = verdict(&with(own), &with(other));
            assert!(
                matches!(found, None | Some(Verdict::Exempt)),
                "{quoted}: {found:?}"
            );
            // What only the page shows as a quotation is the original's own.
            let copy = format!("<p>{other}</p><blockquote><p>{own} {quoted}</p></blockquote>");
            let plain = format!("<p>{own} {quoted}</p>");
            assert_eq!(
                verdict(&plain, &copy),
                Some(Verdict::NotCredited),
                "{quoted}"
            );
        }
        // An original that is nothing but a quotation is what is copied.
        let poem = format!("<blockquote><p>{quoted}</p></blockquote>");
        let copy = format!("<p>{other}</p>{poem}");
        assert_eq!(
            verdict(&poem, &copy),
            Some(Verdict::NotCredited),
            "{quoted}"
        );
    }
}

#[test]
fn several_answers_of_one_interview_are_its_own() {
    let answers = [
        "“I bought the mill because nobody else was foolish enough to bid for it, and because my sister had dared me to.”",
        "“The wheel had not turned for thirty years, so we fed it grease with a spoon until it groaned like an uncle.”",
        "“People bring me their rye in pushchairs now, and I have had to forbid them to bring the babies as well.”",
    ];
    let text = answers.map(|answer| format!("<p>So we asked her about it.</p><p>{answer}</p>"));
    let copy = answers.map(|answer| format!("<p>{answer}</p>"));
    let text = format!("<p>{}</p>{}<p>{}</p>", OWN[0].0, text.concat(), OWN[0].1);
    assert_eq!(verdict(&text, &copy.concat()), Some(Verdict::NotCredited));
}

#[test]
fn what_many_publishers_say_is_no_reprint() {
    let boilerplate = [
        "<p>The information in this article is provided for general information only and does not constitute legal or \
         medical advice. Readers should consult a qualified professional before acting on it, and we accept no liability \
         for errors or omissions.</p>",
        "<p>Über die Turm Maschinenbau GmbH: Die Turm Maschinenbau GmbH mit Sitz in Brakel baut seit 1956 Erntemaschinen. Das \
         Familienunternehmen beschäftigt 240 Mitarbeiterinnen und Mitarbeiter. Weitere Informationen erteilt die Pressestelle \
         gern am Telefon.</p>",
        "<h2>Mentions légales</h2><p>Vous pouvez à tout moment demander que ce que vous nous avez écrit soit retiré, et nous le \
         retirerons dans les trente jours qui suivent, sans frais et sans poser de question.</p>",
        "<h2>Aydınlatma Metni</h2><p>Kişisel verileriniz veri sorumlusu sıfatıyla tarafımızca yalnızca talebinizin yanıtlanması \
         amacıyla işlenmektedir. Dilediğiniz zaman silinmesini isteyebilir, başvurunuzu yazılı olarak gönderebilirsiniz.</p>",
        "<p>免责声明：本文仅代表作者个人观点，仅供参考，不构成任何投资建议，本站不保证其准确性，读者据此操作风险自负，如有侵权请及时联系\
         我们删除。</p>",
        "<h3>会社概要</h3><p>会社名は霧浜機械株式会社で、所在地は霧浜町港三丁目、設立は一九七二年、漁業用の機械を開発し、製造し、販売しています\
         。</p>",
        "<p>Permission is hereby granted, free of charge, to any person obtaining a copy of this software, to deal in it without \
         restriction, including without limitation the rights to use, copy, modify, merge and sell copies of it.</p>",
    ];
    for (own, other) in OWN {
        for boilerplate in boilerplate {
            let with =
                |own: &str| format!("<p>{own}</p><p>{own}</p>{boilerplate}<p>Tags: mill</p>");
            let found = verdict(&with(own), &with(other));
            assert_eq!(found, None, "{boilerplate}");
            // The text above it stays what it is.
            let copy = format!("<h2>Disclaimer</h2><p>{own}</p>{boilerplate}");
            assert_eq!(verdict(&with(own), &copy), Some(Verdict::NotCredited));
        }
    }
}

#[test]
fn a_closing_paragraph_of_the_text_and_a_text_of_such_things_are_its_own() {
    let closing = "Until then the lamp burns in the small window beside the mill, and farmers who drive past after midnight \
                   flash their headlights twice, so that she knows that the road is open and somebody is awake.";
    let text = format!("<p>{}</p><h2>About the lamp</h2><p>{closing}</p>", OWN[0].0);
    let copy = format!("<p>{}</p><p>{closing}</p>", OWN[0].1);
    assert_eq!(verdict(&text, &copy), Some(Verdict::NotCredited));
    let about = "<h2>Disclaimer</h2><p>We accept no liability for errors or omissions in what follows, says the board, and it \
                 means the soup: nobody has ever been asked to eat it, nobody has ever been paid for it, and whoever finds a \
                 button in it may keep the button.</p>";
    assert_eq!(verdict(about, about), Some(Verdict::NotCredited));
}
