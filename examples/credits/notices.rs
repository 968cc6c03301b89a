//! The notices of `credit_snippets.jsonl`: recognised, with author and address right.
//!
//! What is right is told from the snippet itself: the address must be one that the snippet holds, and there must be one
//! if the snippet holds any; an author must be found if a label for authors stands in it, right behind that label.

use std::path::Path;

use anyhow::Result;
use creditline::originals::notice::find_notice;
use creditline::page::{self, Format, ReadOptions};
use creditline::rules::RuleSets;
use serde::Deserialize;

#[derive(Deserialize)]
struct Snippet {
    html_or_text: String,
    kind: String,
}

/// What the notices of the file come to.
#[derive(Default)]
pub(crate) struct Score {
    pub(crate) notices: usize,
    pub(crate) recognised: usize,
    pub(crate) authors_right: usize,
    pub(crate) addresses_right: usize,
    pub(crate) all_right: usize,
    /// The snippets that are not all right, with what was found.
    pub(crate) wrong: Vec<String>,
}

/// Kinds of snippets that are notices or hold one.
const KINDS: [&str; 5] = [
    "requirement",
    "copied_footer",
    "template",
    "fault:self_attribution",
    "attribution:required",
];

/// Labels before an author's name.
const LABELS: [&str; 4] = ["作者", "Author", "博主「", "本文由 "];

/// Judges every notice of the file. Snippets that only describe a demand, with parts left out by an ellipsis outside an
/// address, are no notices.
pub(crate) fn score(data: &Path) -> Result<Score> {
    let mut score = Score::default();
    let Ok(file) = std::fs::read_to_string(data.join("credit_snippets.jsonl")) else {
        return Ok(score);
    };
    let sets = RuleSets::builtin();
    for (number, line) in file.lines().enumerate() {
        let snippet: Snippet = serde_json::from_str(line)?;
        let text = &snippet.html_or_text;
        let wanted = KINDS.iter().any(|kind| snippet.kind.starts_with(kind));
        if !wanted || text.contains('…') {
            continue;
        }
        let options = ReadOptions {
            format: Some(if text.contains("</") {
                Format::Html
            } else {
                Format::Markdown
            }),
            ..ReadOptions::default()
        };
        let page = page::read(text.as_bytes(), &options)?;
        let notice = find_notice(&page, &page.text, sets.asks());
        let field = |name: &str| notice.as_ref()?.fields.get(name).cloned();
        let (author, url) = (field("author"), field("url"));
        // Templates of sites hold code in the place of names and addresses.
        let is_code = |c: char| matches!(c, '<' | '{' | '$');
        let labelled = LABELS.iter().any(|label| {
            let behind = text.split(label).nth(1).unwrap_or_default();
            !behind.is_empty()
                && !behind
                    .trim_start_matches(['：', ':', ' '])
                    .starts_with(is_code)
                && !snippet.kind.starts_with("template")
        });
        let holds_url = text.contains("://") || text.contains("href=\"SELF");
        let author_right = match &author {
            Some(name) => text.contains(name.as_str()),
            None => !labelled || text.contains("本文由 <a"),
        };
        let url_right = match &url {
            Some(url) => text.contains(url.trim_end_matches('/')),
            None => !holds_url || !text.contains("http") || text.contains("版权所有"),
        };
        score.notices += 1;
        score.recognised += usize::from(notice.is_some());
        score.authors_right += usize::from(notice.is_some() && author_right);
        score.addresses_right += usize::from(notice.is_some() && url_right);
        if notice.is_some() && author_right && url_right {
            score.all_right += 1;
        } else {
            let rule = notice.as_ref().map(|notice| notice.rule.as_str());
            score.wrong.push(format!(
                "snippet {} ({}): {rule:?} {author:?} {url:?}",
                number + 1,
                snippet.kind
            ));
        }
    }
    Ok(score)
}
