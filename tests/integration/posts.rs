//! Boards, answers and threads: each post is somebody's own, and what another one says credits nothing for this one. And
//! links that nobody sees, or whose markup says that they are no sources.

use creditline::finding::{Code, Verdict};

use crate::reprint::{ARTICLE, Judged, PAGE, Reprint, judge, text};

/// The box of a post in the markup of the usual boards; `N` is its number, `X` what it says.
const BOARDS: [(&str, &str); 10] = [
    (
        "phpBB",
        "<div id=pN class='post bg1'><div class=postbody><p class=name>anna N</p><div class=content>X</div></div></div>",
    ),
    (
        "vBulletin",
        "<ol><li class=postbit id=post_N><div class=username>anna N</div><div class=postcontent>X</div></li></ol>",
    ),
    (
        "Discourse",
        "<div class=topic-post id=post_N><div class=topic-body><span>anna N</span><div class=cooked>X</div></div></div>",
    ),
    (
        "XenForo",
        "<article class='message message--post'><h4>anna N</h4><div class=message-content>X</div></article>",
    ),
    (
        "Discuz",
        "<div id=post_N><table id=pidN><tr><td>anna N</td><td><div class=t_fsz>X</div></td></tr></table></div>",
    ),
    (
        "answers",
        "<div class=List-item><div class=AnswerItem><span>anna N</span><div class=RichContent>X</div></div></div>",
    ),
    (
        "questions",
        "<div class=answer id=answer-N><div class=cell>X</div><span>answered by anna N</span></div>",
    ),
    (
        "schema.org",
        "<div itemscope itemtype='https://schema.org/Answer'><b>anna N</b><div itemprop=text>X</div></div>",
    ),
    (
        "IPB",
        "<article class='cPost ipsBox'><aside>anna N</aside><div class=ipsType>X</div></article>",
    ),
    (
        "a textboard",
        "<dl class=thread><dt>N: anna</dt><dd>X</dd></dl>",
    ),
];

fn credit() -> String {
    format!("<p>Source: <a href='{ARTICLE}'>The Valley Courier</a>, Tobias Lind</p>")
}

fn board(posts: &str) -> Judged {
    judge(&format!(
        "<!doctype html><html lang=en><head><title>Mill</title><meta property=og:url content='{PAGE}'></head><body>\
         <main><h1>What about the mill?</h1>{posts}</main></body></html>"
    ))
}

#[test]
fn a_credit_in_another_post_is_not_that_of_the_text() {
    for (name, post) in BOARDS {
        let said = |number: &str, html: &str| post.replace('N', number).replace('X', html);
        let chat = "<p>Nice to read, thanks for that!</p>";
        let own = said("1", &(text() + &credit())) + &said("2", chat);
        let judged = board(&own);
        assert_eq!(
            judged.verdict,
            Some(Verdict::Credited),
            "{name}: {:?}",
            judged.messages
        );
        for (order, posts) in [
            ("behind", said("1", &text()) + &said("2", &credit())),
            ("before", said("1", &credit()) + &said("2", &text())),
        ] {
            let judged = board(&posts);
            assert_eq!(
                judged.verdict,
                Some(Verdict::NotCredited),
                "{name}, {order}"
            );
        }
        // Below an article of the page, too, readers speak for themselves.
        let judged = Reprint::default().outside(&said("7", &credit())).judge();
        assert!(
            judged.has(Code::MisplacedAttribution),
            "{name}: {:?}",
            judged.messages
        );
    }
}

#[test]
fn a_text_over_several_posts_may_be_credited_in_any_of_them() {
    let (_, post) = BOARDS[0];
    let said = |number: &str, html: &str| post.replace('N', number).replace('X', html);
    let parts = text();
    let (first, rest) = parts.split_at(parts.find("</p>").unwrap() + 5);
    let judged = board(&(said("1", first) + &said("2", &(rest.to_owned() + &credit()))));
    assert_eq!(
        judged.verdict,
        Some(Verdict::Credited),
        "{:?}",
        judged.messages
    );
}

/// Where nothing but a name and a time tells a reader's post, or a headline another section, the credit in it may be said
/// of something else: nobody is accused, but it is told.
#[test]
fn what_may_be_said_of_something_else_is_told() {
    let note = |judged: &crate::reprint::Judged, name: &str| {
        let told = judged
            .messages
            .iter()
            .any(|told| told.contains("away from the article"));
        assert!(told, "{name}: {:?}", judged.messages);
    };
    for line in [
        "<b>bob_77</b> <small>2025-11-04 10:22</small>",
        "<i>Нина</i> 4 мая, 9:05",
    ] {
        let html = format!("<div class=p2>{line}{}</div>", credit());
        note(&Reprint::default().outside(&html).judge(), line);
    }
    let section =
        "<h2>B</h2><p>Yesterday the old bridge got new planks, and all day the hammers rang.</p>";
    note(
        &Reprint::default()
            .after(&(section.to_owned() + &credit()))
            .judge(),
        "section",
    );
    for fine in [
        "<div class=p2><b>Source</b> <small>2025</small>[[C]]</div>",
        "<div class=p2><b>The Valley Courier</b> <small>10:22</small>[[C]]</div>",
        "<h2>About this text</h2><p>We were allowed to print it here by those who wrote it first, in May.</p>[[C]]",
        "<h2>B</h2>[[C]]",
    ] {
        let judged = Reprint::default()
            .after(&fine.replace("[[C]]", &credit()))
            .judge();
        assert!(judged.messages.is_empty(), "{fine}: {:?}", judged.messages);
    }
}

/// The name of the author beside the logo that links the article.
#[test]
fn names_beside_a_logo_belong_to_it() {
    for line in [
        "<p><a href='U'><img src=l.png alt='The Valley Courier'></a> Tobias Lind</p>",
        "<div><a href='U'><img src=l.png alt='The Valley Courier'></a><span>Tobias Lind</span></div>",
        "<p>Tobias Lind <a href='U' title='The Valley Courier'><img src=l.png alt=''></a></p>",
    ] {
        let judged = Reprint::default()
            .before(&line.replace('U', ARTICLE))
            .judge();
        assert_eq!(judged.verdict, Some(Verdict::Credited), "{line}");
        assert!(
            !judged
                .messages
                .iter()
                .any(|told| told.starts_with("MissingAuthor")),
            "{line}: {:?}",
            judged.messages
        );
    }
}

/// The name is in sight, the link is not: a counting pixel, a full stop, a letter without a form.
#[test]
fn a_link_that_nobody_finds_is_none() {
    for hidden in [
        "<img src=p.gif width=1 height=1 alt=''>",
        "<img src=p.gif width=0 height=0>",
        "<img src=p.gif style='width: 1px; height: 1px'>",
        ".",
        "\u{200b}",
        "&nbsp;",
        "\u{b7}",
    ] {
        let html = format!(
            "<p>Source: The Valley Courier, Tobias Lind<a href='{ARTICLE}'>{hidden}</a></p>"
        );
        let judged = Reprint::default().after(&html).judge();
        assert_eq!(judged.verdict, Some(Verdict::NotCredited), "{hidden}");
    }
    for seen in [
        "<img src=p.png width=16 height=16 alt=''>",
        "→",
        "[1]",
        "🔗",
    ] {
        let html = format!(
            "<p>Source: The Valley Courier, Tobias Lind <a href='{ARTICLE}'>{seen}</a></p>"
        );
        let judged = Reprint::default().after(&html).judge();
        assert_eq!(
            judged.verdict,
            Some(Verdict::Credited),
            "{seen}: {:?}",
            judged.messages
        );
    }
}

/// What a note likes, keeps or answers is not where its text is from; what it is a repost of, is.
#[test]
fn microformats_tell_a_repost_from_a_bookmark() {
    for (property, verdict) in [
        ("u-like-of", Verdict::NotCredited),
        ("u-bookmark-of", Verdict::NotCredited),
        ("u-in-reply-to", Verdict::NotCredited),
        ("u-repost-of", Verdict::Credited),
        ("u-url", Verdict::Credited),
    ] {
        let html = format!(
            "<p><a class='{property}' href='{ARTICLE}'>Water returns to the old mill</a>, Tobias Lind</p>"
        );
        let judged = Reprint::default().before(&html).judge();
        assert_eq!(
            judged.verdict,
            Some(verdict),
            "{property}: {:?}",
            judged.messages
        );
    }
}
