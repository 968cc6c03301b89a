//! Passages, classes and candidates on texts of our own.

use creditline::matching::{Class, Marks, Matcher, Params, PassageKind, Prepared, Reuse, compare};
use proptest::prelude::*;

pub(crate) const ORIGINAL: &str = "The night ferry left the harbour at ten, an hour late, with its lamps lit and half its \
cabins empty. On deck a cook from the islands peeled onions into a bucket and told anyone who would listen that the \
weather would hold until morning. Nobody believed him. The captain, who had crossed the strait four thousand times, \
marked the pressure in pencil and said nothing at all. By two o'clock the swell had found the hull. Crates slid, \
dogs howled in the car deck, and a violinist on her way to an audition tied her case to a pipe with a scarf. When the \
lights of the northern coast came up at last, grey and small, the cook was still peeling.";

pub(crate) const FRAME: &str = "Our site brings you stories about travel and food every week. Subscribe to the letter, follow us \
anywhere you like, and send us your own holiday pictures. ";

pub(crate) const CHINESE: &str = "夜里十点，渡轮比预定时间晚了一个小时才离开港口，船上的灯都亮着，一半的客舱却空无一人。甲板上有个来自海岛的\
厨师，一边往桶里削洋葱，一边对每个愿意听的人说，天气会一直好到早晨。没有人相信他。船长横渡这道海峡已有四千多次，他用铅笔\
记下气压，什么也没有说。";

pub(crate) fn prepared(text: &str) -> Prepared {
    Prepared::new(text, &Marks::default())
}

pub(crate) fn check(original: &str, page: &str) -> Reuse {
    compare(&prepared(original), &prepared(page), &Params::default())
}

#[test]
fn a_whole_copy_in_a_frame_is_full_and_its_edges_are_exact() {
    let page = format!("{FRAME}{ORIGINAL} Read more stories below.");
    let reuse = check(ORIGINAL, &page);
    assert_eq!(reuse.class, Class::Full);
    assert_eq!(reuse.passages.len(), 1);
    let passage = &reuse.passages[0];
    assert_eq!(passage.kind, PassageKind::Verbatim);
    assert_eq!(
        passage.original,
        0..ORIGINAL.len() - 1,
        "all but the last full stop"
    );
    assert_eq!(
        &page[passage.page.clone()],
        &ORIGINAL[passage.original.clone()]
    );
    assert_eq!(reuse.original_share, 1.0);
    assert!(passage.edits.is_empty());
}

#[test]
fn half_a_copy_is_partial_and_two_sentences_are_an_excerpt() {
    let half = &ORIGINAL[..ORIGINAL.len() / 2];
    assert_eq!(
        check(ORIGINAL, &format!("{FRAME}{half}")).class,
        Class::Partial
    );
    let long: String = (0..40)
        .map(|n| format!("Sentence number {n} speaks of thing {}. ", n * 7))
        .collect();
    let start = ORIGINAL.find("The captain").unwrap();
    let excerpt = &ORIGINAL[start..start + 200];
    let reuse = check(
        &format!("{long}{ORIGINAL}{long}"),
        &format!("{FRAME}{excerpt} {FRAME}"),
    );
    assert_eq!(reuse.class, Class::Excerpt);
}

#[test]
fn a_quoted_sentence_is_a_quotation() {
    let sentence = "The captain, who had crossed the strait four thousand times, marked the pressure in pencil and \
                    said nothing at all.";
    let filler: String = (0..60)
        .map(|n| format!("Opinion {n} about {} differs. ", n * 3))
        .collect();
    let reuse = check(
        ORIGINAL,
        &format!("{filler} As they wrote, “{sentence}” {filler}"),
    );
    assert_eq!(reuse.class, Class::Quotation);
    assert!(reuse.passages[0].quoted);
    let plain = check(ORIGINAL, &format!("{filler} {sentence} {filler}"));
    assert!(!plain.passages[0].quoted);
}

#[test]
fn unrelated_texts_share_nothing() {
    let other = "Bread needs four things: flour, water, salt and patience. Most bakers forget the last of them, and \
                 the crust never forgives it.";
    let reuse = check(ORIGINAL, other);
    assert_eq!(reuse.class, Class::None);
    assert_eq!(reuse.passages, []);
}

#[test]
fn edits_are_listed_by_kind() {
    use creditline::matching::EditKind;
    let page = ORIGINAL
        .replace("an hour late, ", "")
        .replace("Nobody believed", "Almost nobody BELIEVED")
        .replace("four thousand", "3,000")
        .replace("audition", "audi\u{200b}tion");
    let reuse = check(ORIGINAL, &page);
    assert_eq!(reuse.passages.len(), 1);
    let passage = &reuse.passages[0];
    assert_eq!(passage.kind, PassageKind::Edited);
    let said: Vec<(EditKind, &str, &str)> = passage
        .edits
        .iter()
        .map(|edit| {
            (
                edit.kind,
                &ORIGINAL[edit.original.clone()],
                &page[edit.page.clone()],
            )
        })
        .collect();
    assert!(
        said.contains(&(EditKind::Deleted, "an hour late", "")),
        "{said:?}"
    );
    assert!(
        said.contains(&(EditKind::Inserted, "", "Almost")),
        "{said:?}"
    );
    assert!(
        said.contains(&(EditKind::Replaced, "four thousand", "3,000")),
        "{said:?}"
    );
    assert!(
        said.contains(&(EditKind::Folded, "audition", "audi\u{200b}tion")),
        "{said:?}"
    );
    assert_eq!(passage.obfuscated, 1);
}

#[test]
fn chinese_copies_are_found_whole_and_in_part() {
    assert_eq!(
        check(CHINESE, &format!("本站讯。{CHINESE}更多内容请关注。")).class,
        Class::Full
    );
    let excerpt: String = CHINESE.chars().skip(50).take(30).collect();
    let reuse = check(
        CHINESE,
        &format!("今天的话题是旅行。{excerpt}。大家怎么看？"),
    );
    assert_eq!(reuse.passages.len(), 1);
    assert_eq!(&CHINESE[reuse.passages[0].original.clone()], excerpt);
}

#[test]
fn boilerplate_of_many_originals_is_no_reuse() {
    let notice = "This article was first published by the Harbour Review and may be reprinted under its terms, \
                  provided that the author and the address of the article are named.";
    let originals: Vec<Prepared> = (0..8)
        .map(|n| {
            let body: String = (0..30)
                .map(|m| format!("Topic{n} remark{m} of kind{} stands. ", n * m))
                .collect();
            prepared(&format!("{body}{notice}"))
        })
        .collect();
    let matcher = Matcher::new(originals);
    let page = prepared(&format!("{FRAME}{notice}"));
    assert_eq!(matcher.matches(&page, &|_| Params::default()), []);
}

#[test]
fn several_originals_on_one_page_are_all_found_most_reproduced_first() {
    let originals: Vec<String> = (0..12)
        .map(|n| {
            (0..60)
                .map(|m| format!("word{n}x{m} and word{n}y{m} meet. "))
                .collect()
        })
        .collect();
    let matcher = Matcher::new(originals.iter().map(|text| prepared(text)).collect());
    let page = format!("{} {FRAME} {}", &originals[7][..900], originals[3]);
    let found = matcher.matches(&prepared(&page), &|_| Params::default());
    assert_eq!(
        found.iter().map(|found| found.0).collect::<Vec<_>>(),
        [3, 7]
    );
    assert_eq!(found[0].1.class, Class::Full);
}

#[test]
fn copies_of_one_original_are_both_found_the_earlier_first() {
    let matcher = Matcher::new(vec![prepared(ORIGINAL), prepared(ORIGINAL)]);
    let found = matcher.matches(&prepared(ORIGINAL), &|_| Params::default());
    assert_eq!(
        found.iter().map(|found| found.0).collect::<Vec<_>>(),
        [0, 1]
    );
}

#[test]
fn odd_texts_are_no_reprint_and_no_panic() {
    for text in [
        "",
        "!?…",
        "12 34 56",
        "👍👍👍",
        "\u{301}\u{301}",
        "שלום עולם",
        "\u{202e}abc\u{202c}",
        "a",
    ] {
        let reuse = check(ORIGINAL, text);
        assert_eq!(reuse.class, Class::None, "{text}");
        let reuse = check(text, ORIGINAL);
        assert_eq!(reuse.class, Class::None, "{text}");
    }
}

#[test]
fn repetition_is_bounded_not_endless() {
    let one = "word ".repeat(100_000);
    let two = "left right ".repeat(60_000);
    let copies = ORIGINAL.repeat(500);
    for page in [&one, &two, &copies] {
        for original in [ORIGINAL, &one, &two] {
            let reuse = check(original, page);
            assert!(reuse.original_share <= 1.0);
        }
    }
    assert_eq!(check(ORIGINAL, &copies).class, Class::Full);
}

proptest! {
    #[test]
    fn a_text_is_one_passage_of_itself(text in "([a-z]{1,7}[ .,]{1,2}|[一-丂转载]{1,3}){4,80}") {
        let reuse = check(&text, &text);
        prop_assert_eq!(reuse.passages.len(), 1);
        prop_assert!(reuse.original_share > 0.999, "{}", reuse.original_share);
    }

    #[test]
    fn offsets_lie_on_boundaries_inside_the_text(
        a in "(\\PC{0,5}|night ferry left the harbour at ten |夜里十点渡轮比预定时间){0,20}",
        b in "(\\PC{0,5}|night ferry left the harbour at ten |夜里十点渡轮比预定时间){0,20}",
    ) {
        let mut last = 0;
        for passage in check(&a, &b).passages {
            prop_assert!(passage.page.start >= last && !passage.page.is_empty());
            last = passage.page.end;
            prop_assert!(a.get(passage.original.clone()).is_some());
            prop_assert!(b.get(passage.page.clone()).is_some());
            for edit in passage.edits {
                prop_assert!(a.get(edit.original).is_some());
                prop_assert!(b.get(edit.page).is_some());
            }
        }
    }

    #[test]
    fn surroundings_hardly_move_a_passage(before in "([a-z]{4,9} ){0,30}", after in "([a-z]{4,9} ){0,30}") {
        let reuse = check(ORIGINAL, &format!("{before}{ORIGINAL} {after}"));
        prop_assert_eq!(reuse.passages.len(), 1);
        prop_assert_eq!(reuse.passages[0].original.clone(), 0..ORIGINAL.len() - 1);
    }
}

#[test]
fn a_paraphrase_is_reworded_and_no_more() {
    let page = format!(
        "{FRAME} It was an hour late when the night ferry left harbour, lamps lit, half of its cabins empty. A cook \
         from the islands, peeling onions on deck into a bucket, told whoever listened that the weather will hold \
         until the morning, though nobody believed it. Nothing was said by the captain, who crossed this strait four \
         thousand times: he marked in pencil the pressure. The swell found the hull by two o'clock, the crates were \
         sliding, dogs in the car deck howled. To a pipe a violinist tied the case with her scarf. {FRAME}"
    );
    let reuse = check(ORIGINAL, &page);
    assert_eq!(reuse.class, Class::Reworded, "{reuse:?}");
    assert!(
        reuse
            .passages
            .iter()
            .any(|passage| passage.kind == PassageKind::Reworded)
    );
    assert!(reuse.reworded_share > 0.3);
}

#[test]
fn a_translation_is_told_by_its_names_and_numbers() {
    let names = [
        "Kubernetes",
        "Prometheus",
        "Grafana",
        "Ubuntu",
        "Docker",
        "GitHub",
        "Terraform",
        "Ansible",
        "Jenkins",
        "Redis",
        "Postgres",
        "Kafka",
        "Nginx",
        "Envoy",
        "Istio",
        "Helm",
        "Vault",
        "Consul",
    ];
    let english: String = names
        .iter()
        .enumerate()
        .map(|(n, name)| format!("In the year {} our team of engineers moved {name} to a new machine and wrote down why. ", 1990 + n))
        .collect();
    let chinese: String = names
        .iter()
        .enumerate()
        .map(|(n, name)| {
            format!(
                "{} 年，我们的工程师团队把 {name} 迁移到新的机器上，并记录了原因。",
                1990 + n
            )
        })
        .collect();
    assert_eq!(check(&english, &chinese).class, Class::Translated);
    let other: String = names
        .iter()
        .enumerate()
        .map(|(n, name)| {
            format!(
                "{} 年，我们的工程师团队把 {}{n} 迁移到新的机器上。",
                1890 + n,
                &name[..2]
            )
        })
        .collect();
    assert_eq!(check(&english, &other).class, Class::None);
}

#[test]
fn what_every_article_of_a_publisher_carries_is_no_reuse_of_a_single_one() {
    let other = "A carpenter in the hills has built one chair a week for thirty years. He says that wood remembers \
                 rain, and that a chair is ready when it stops talking. His neighbours bring him broken things, and he \
                 sends them home with better ones. On market days he sits by the fountain and listens to shoes.";
    for tail in [
        "Follow us on the usual networks, and sign up for our letter about boats, bread and islands every Sunday.",
        "About the author\nAda writes about ferries, bread and rain, lives on an island with two dogs, and is always \
         looking for the next boat to the north.",
        "---\nThe Harbour Review is made by people who like boats, bread and islands, and who would rather be out at \
         sea than here.",
        "港口评论是一份关于渡轮、面包和海岛的刊物，每个星期天出版，想要阅读更多文章请持续关注港口评论。",
    ] {
        let reuse = check(
            &format!("{ORIGINAL}\n{tail}\n"),
            &format!("{other}\n{tail}\n"),
        );
        assert!(reuse.passages.is_empty(), "{:?}", reuse.passages);
        // A copy that carries it along is one passage all the same.
        let whole = format!("{ORIGINAL}\n{tail}\n");
        let reuse = check(&whole, &format!("{FRAME}\n{whole}"));
        assert_eq!((reuse.class, reuse.passages.len()), (Class::Full, 1));
    }
}

#[test]
fn every_copy_on_a_page_is_a_passage_even_when_edited() {
    let edited = ORIGINAL
        .replace("hour", "while")
        .replace("islands", "coast")
        .replace("weather", "wind")
        .replace("morning", "dawn")
        .replace("captain", "skipper")
        .replace("pencil", "ink")
        .replace("swell", "sea")
        .replace("dogs", "cats")
        .replace("scarf", "rope");
    let reuse = check(
        ORIGINAL,
        &format!("{ORIGINAL} {FRAME} {edited} {FRAME} {edited}"),
    );
    assert_eq!(reuse.passages.len(), 3, "{:?}", reuse.passages);
    for passage in &reuse.passages {
        assert_eq!(passage.original, 0..ORIGINAL.len() - 1);
    }
}

#[test]
fn everyday_phrases_are_no_passages_unless_the_page_quotes_them() {
    let frame = "Bread is baked at five, sold at seven and gone by nine. ".repeat(12);
    let phrase = "hour late, with its lamps lit and half its";
    assert!(
        check(ORIGINAL, &format!("{frame} {phrase} {frame}"))
            .passages
            .is_empty()
    );
    let quoted = check(ORIGINAL, &format!("{frame} He wrote “{phrase}”. {frame}"));
    assert_eq!(quoted.class, Class::Quotation);
}
