//! Notices, bans and look-alikes as people write them: what kind each is, whom it names and whether it gives the address.

use creditline::originals::NoticeKind;
use creditline::originals::notice::find_notice;
use creditline::page::{Format, ReadOptions, read};
use creditline::rules::RuleSets;

/// The address that every notice of the table gives, where it gives one.
const URL: &str = "https://www.pierpost.example/2026/03/bread.html";

/// Language, `asks`, `ban` or `none`, the line, the author it names and whether it gives the address.
const LINES: &[(&str, &str, &str, &str, bool)] = &include!("../data/notice-lines.in");

fn html(line: &str) -> String {
    let mut text = line.replace("@URL", URL);
    while let Some(at) = text.find("LINK(") {
        let end = at + text[at..].find(')').unwrap();
        let words = text[at + "LINK(".len()..end].to_owned();
        text.replace_range(at..=end, &format!("<a href=\"{URL}\">{words}</a>"));
    }
    text.replace('\n', "<br>")
}

/// What is wrong with the reading of a line, if anything.
fn fault(line: &(&str, &str, &str, &str, bool), sets: &RuleSets) -> Option<String> {
    let (language, kind, text, author, gives_url) = line;
    let html = format!(
        "<html lang={language}><body><article><h1>Bread</h1><p>The lighthouse keeper retired in spring, and nobody \
         applied for the post. See <a href=\"https://mill.example/rye\">the mill</a>.</p><p>{}</p></article></body></html>",
        html(text)
    );
    let options = ReadOptions {
        format: Some(Format::Html),
        ..ReadOptions::default()
    };
    let page = read(html.as_bytes(), &options).unwrap();
    let notice = find_notice(&page, &page.text, sets.asks());
    let found = notice.as_ref().map_or("none", |notice| match notice.kind {
        NoticeKind::Prohibition => "ban",
        _ => "asks",
    });
    let field = |name: &str| {
        notice
            .as_ref()
            .and_then(|notice| notice.fields.get(name))
            .cloned()
    };
    let right = found == *kind
        && (found != "asks"
            || field("author").unwrap_or_default() == *author
                && field("url").as_deref() == gives_url.then_some(URL));
    (!right).then(|| {
        format!(
            "{language} {text:?}: {found} {:?} {:?}",
            field("author"),
            field("url")
        )
    })
}

#[test]
fn lines_as_people_write_them_are_read() {
    let sets = RuleSets::builtin();
    let wrong: Vec<String> = LINES.iter().filter_map(|line| fault(line, &sets)).collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        LINES.len(),
        wrong.join("\n")
    );
}
