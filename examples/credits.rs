//! Measures the finding of credits on labelled reprints: `cargo run --release --example credits [DATA] [-v]`.
//!
//! DATA holds `reprints/labels.jsonl` (pages read one by one: is there a credit phrase with a link to the article, and
//! where does its link lead) and `credit_snippets.jsonl` (credit lines and traps as they are written in the wild).
#![allow(clippy::print_stdout)]

#[path = "credits/notices.rs"]
mod notices;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use creditline::credit::{self, Credit, CreditKind, Evidence, Region, Target, Zone};
use creditline::matching::{Class, Marks, Params, Prepared, Reuse, compare};
use creditline::originals::Original;
use creditline::page::{self, Page, ReadOptions, Visibility};
use serde::Deserialize;
use url::Url;

/// Prints a line; a closed pipe is no reason to fail.
macro_rules! say {
    ($($part:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($part)*);
    }};
}

#[derive(Deserialize)]
struct Label {
    id: String,
    kind: String,
    original_url: Option<String>,
    original_author: Option<String>,
    original_title: Option<String>,
    original_html: Option<String>,
    suspect_html: Option<String>,
    wrapped_html: Option<String>,
    attribution_present: Attribution,
}

#[derive(Deserialize, Default)]
struct Attribution {
    phrase: bool,
    link_to_article: bool,
    link_kind: String,
    author_named: bool,
}

#[derive(Default)]
struct Score {
    hits: usize,
    false_hits: usize,
    misses: usize,
    pages: usize,
    matched: usize,
    kinds_right: usize,
    authors_right: usize,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let verbose = arguments.iter().any(|argument| argument == "-v");
    let data = arguments
        .iter()
        .find(|argument| !argument.starts_with('-'))
        .map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
            PathBuf::from,
        );
    let labels = std::fs::read_to_string(data.join("reprints/labels.jsonl"))
        .with_context(|| format!("no labels under {}", data.display()))?;
    let labels: Vec<Label> = labels
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    for wrapped in [false, true] {
        let mut score = Score::default();
        for label in labels.iter().filter(|label| label.kind != "trap") {
            measure(&data, label, wrapped, verbose, &mut score)?;
        }
        if labels.iter().any(|label| label.id.starts_with("trap")) {
            report(if wrapped { "wrapped" } else { "plain" }, &score);
        }
    }
    traps(&data, &labels, verbose)?;
    snippets(&data, verbose)?;
    notices(&data, verbose)
}

fn report(name: &str, score: &Score) {
    let ratio = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    say!(
        "{name}: {} pages, {} matched; phrase + link to the article: precision {:.3}, recall {:.3} ({} found, {} false, {} missed); link kind right {}, author named right {}",
        score.pages,
        score.matched,
        ratio(score.hits, score.hits + score.false_hits),
        ratio(score.hits, score.hits + score.misses),
        score.hits,
        score.false_hits,
        score.misses,
        score.kinds_right,
        score.authors_right,
    );
}

fn measure(
    data: &Path,
    label: &Label,
    wrapped: bool,
    verbose: bool,
    score: &mut Score,
) -> Result<()> {
    let file = if wrapped {
        &label.wrapped_html
    } else {
        &label.suspect_html
    };
    let Some(file) = file else { return Ok(()) };
    let page = read(&data.join("reprints").join(file))?;
    let text = match &label.original_html {
        Some(file) => main_text(&read(&data.join("reprints").join(file))?, false),
        // The original is not in the data: the reprint without its credit lines stands for it.
        None => main_text(&page, true),
    };
    let original = original(label, text);
    let (reuse, evidence) = judge(&page, &original);
    score.pages += 1;
    score.matched += usize::from(reuse.class >= Class::Excerpt);
    let truth = &label.attribution_present;
    let expected = truth.phrase && truth.link_to_article;
    let credits: Vec<&Credit> = evidence
        .credits
        .iter()
        .filter(|credit| counts(credit))
        .collect();
    let found = credits.iter().any(|credit| leads(credit, Target::Article));
    let kind = link_kind(&credits, &evidence);
    let author = evidence.credits.iter().any(|credit| {
        !credit.authors.is_empty() && matches!(credit.kind, CreditKind::Phrase | CreditKind::Byline)
    });
    match (expected, found) {
        (true, true) => score.hits += 1,
        (true, false) => score.misses += 1,
        (false, true) => score.false_hits += 1,
        (false, false) => {}
    }
    score.kinds_right += usize::from(kind == truth.link_kind);
    score.authors_right += usize::from(author == truth.author_named);
    let wrong = expected != found || kind != truth.link_kind || author != truth.author_named;
    if verbose && (wrong || !evidence.claims.is_empty()) {
        say!(
            "\n{} {} expected {expected} {} author {}; found {found} {kind} author {author}; {:?} {:.2}",
            label.id,
            if wrapped { "(wrapped)" } else { "" },
            truth.link_kind,
            truth.author_named,
            reuse.class,
            reuse.original_share,
        );
        show(&evidence);
    }
    Ok(())
}

fn judge(page: &Page, original: &Original) -> (Reuse, Evidence) {
    let marks = Marks {
        masked: credit::lines(page),
        ..Marks::default()
    };
    let reuse = compare(
        &Prepared::new(&original.text, &original.marks),
        &Prepared::new(&page.text, &marks),
        &Params::default(),
    );
    let evidence = credit::find(page, original, &reuse);
    (reuse, evidence)
}

/// A credit that readers see, at the article, made by a phrase.
fn counts(credit: &Credit) -> bool {
    matches!(credit.kind, CreditKind::Phrase)
        && matches!(credit.visibility, Visibility::Visible | Visibility::Folded)
        && matches!(
            credit.region,
            Region::Before | Region::Inside | Region::After
        )
        && credit.zone <= Zone::Page
}

fn leads(credit: &Credit, target: Target) -> bool {
    credit.links.iter().any(|link| link.target == target)
}

fn link_kind(credits: &[&Credit], evidence: &Evidence) -> &'static str {
    let any = |target| credits.iter().any(|credit| leads(credit, target));
    let bare = |target| {
        evidence
            .credits
            .iter()
            .any(|credit| credit.zone <= Zone::Page && leads(credit, target))
    };
    if any(Target::Article) {
        "exact"
    } else if any(Target::Near) {
        "near"
    } else if any(Target::Site) {
        "homepage"
    } else if any(Target::ThirdParty) || any(Target::OtherArticle) {
        "other"
    } else if bare(Target::Article) {
        "exact"
    } else if bare(Target::Site) {
        "homepage"
    } else if evidence
        .credits
        .iter()
        .any(|credit| credit.kind == CreditKind::Code)
    {
        "meta"
    } else {
        "none"
    }
}

fn show(evidence: &Evidence) {
    for credit in &evidence.credits {
        let text: String = credit.text.chars().take(150).collect();
        let links: Vec<String> = credit
            .links
            .iter()
            .map(|link| format!("{:?} {}", link.target, link.href))
            .collect();
        say!(
            "  {:?} {:?} {:?} {:?} {:?} {:?} d{:?} by {:?}/{:?} pub {} title {} {:?}\n     «{text}» {links:?}",
            credit.kind,
            credit.phrase.as_deref().unwrap_or("-"),
            credit.voice,
            credit.zone,
            credit.region,
            credit.visibility,
            credit.distance,
            credit.authors,
            credit.other_author,
            credit.publisher,
            credit.title,
            credit.line,
        );
    }
    for claim in &evidence.claims {
        say!(
            "  CLAIM {:?} {:?} «{}»",
            claim.url.as_ref().map(Url::as_str),
            claim.author,
            claim.text
        );
    }
}

fn traps(data: &Path, labels: &[Label], verbose: bool) -> Result<()> {
    let mut originals = Vec::new();
    for label in labels {
        if let Some(file) = &label.original_html {
            let text = main_text(&read(&data.join("reprints").join(file))?, false);
            originals.push(original(label, text));
        }
    }
    let (mut pages, mut matched, mut credited) = (0, 0, 0);
    for label in labels
        .iter()
        .filter(|label| label.kind == "trap" || label.id.starts_with("trap"))
    {
        let Some(file) = &label.suspect_html else {
            continue;
        };
        let page = read(&data.join("reprints").join(file))?;
        pages += 1;
        for original in &originals {
            let (reuse, _) = judge(&page, original);
            matched += usize::from(reuse.class >= Class::Excerpt);
        }
        // As if somebody else had written the text: does the page's wording pass for a credit?
        let mut unknown = original(label, main_text(&page, true));
        unknown.url =
            Url::parse("https://unknown.example/2020/01/an-article-nobody-knows.html").ok();
        let (_, evidence) = judge(&page, &unknown);
        let counted = evidence
            .credits
            .iter()
            .filter(|credit| counts(credit))
            .count();
        credited += usize::from(counted > 0);
        if verbose {
            say!("\n{}: {counted} credits", label.id);
            show(&evidence);
        }
    }
    say!(
        "traps: {pages} pages; taken for a reprint {matched}; with wording that passes for a credit to somebody {credited}"
    );
    Ok(())
}

#[derive(Deserialize)]
struct Snippet {
    html_or_text: String,
    kind: String,
    what_it_credits: String,
}

/// Every snippet stands as the last line of an article that the page reprints from the URL it credits.
fn snippets(data: &Path, verbose: bool) -> Result<()> {
    let Ok(file) = std::fs::read_to_string(data.join("credit_snippets.jsonl")) else {
        return Ok(());
    };
    let filler = "The river rose again in spring, and the people of the valley moved their cattle to the upper meadows, \
        as their parents had done for many years before the dam was built.";
    let (mut credits, mut found, mut right, mut negatives, mut wrong) = (0, 0, 0, 0, 0);
    for line in file.lines() {
        let snippet: Snippet = serde_json::from_str(line)?;
        let html = format!(
            "<html><head><meta property='og:url' content='https://copier.example/posts/77'></head><body><article><p>{filler}</p><div>{}</div></article></body></html>",
            snippet.html_or_text
        );
        let page = page::read(html.as_bytes(), &ReadOptions::default())?;
        let target = first_url(&snippet);
        let mut source = blank(filler.to_owned());
        source.url = target
            .clone()
            .or_else(|| Url::parse("https://unknown.example/a-long-article-name").ok());
        let (_, evidence) = judge(&page, &source);
        let credit = evidence
            .credits
            .iter()
            .find(|credit| matches!(credit.kind, CreditKind::Phrase | CreditKind::Byline));
        let negative = snippet.kind.starts_with("negative");
        let positive = snippet.kind.starts_with("attribution")
            || snippet.kind.contains("in_body_credit")
            || snippet.kind == "copied_footer"
            || snippet.kind == "feed_footer";
        let exact = evidence.credits.iter().any(|credit| {
            credit.kind == CreditKind::Phrase
                && credit
                    .links
                    .iter()
                    .any(|link| matches!(link.target, Target::Article | Target::Opaque))
        });
        if positive {
            credits += 1;
            found += usize::from(credit.is_some());
            right += usize::from(target.is_none() && credit.is_some() || exact);
        }
        if negative {
            negatives += 1;
            let false_credit = evidence.credits.iter().any(|credit| {
                credit.kind == CreditKind::Phrase
                    && !credit
                        .links
                        .iter()
                        .any(|link| link.target == Target::Article)
            });
            wrong += usize::from(false_credit);
        }
        let missed = positive && (credit.is_none() || target.is_some() && !exact)
            || negative && credit.is_some();
        if verbose && missed {
            say!("\n{} {}", snippet.kind, snippet.html_or_text);
            show(&evidence);
        }
    }
    say!(
        "snippets: {credits} credits, {found} recognised, {right} with the right target; {negatives} negatives, {wrong} taken for credits"
    );
    Ok(())
}

/// The notices among the snippets.
fn notices(data: &Path, verbose: bool) -> Result<()> {
    let score = notices::score(data)?;
    say!(
        "notices: {} snippets, {} recognised, author right {}, address right {}, all right {}",
        score.notices,
        score.recognised,
        score.authors_right,
        score.addresses_right,
        score.all_right
    );
    if verbose {
        for wrong in &score.wrong {
            say!("{wrong}");
        }
    }
    Ok(())
}

/// The URL that a snippet credits: the one named in its description, else the first in its text.
fn first_url(snippet: &Snippet) -> Option<Url> {
    let find = |text: &str| {
        creditline::text::plain_urls(text)
            .into_iter()
            .next()
            .map(|(_, url)| url)
    };
    find(&snippet.what_it_credits).or_else(|| {
        let text = snippet.html_or_text.replace("&amp;", "&");
        find(&text)
    })
}

fn original(label: &Label, text: String) -> Original {
    let mut original = blank(text);
    original.url = label
        .original_url
        .as_deref()
        .and_then(|url| Url::parse(url).ok());
    original.title = label
        .original_title
        .clone()
        .map(|title| title.trim().to_owned());
    original.authors = label
        .original_author
        .iter()
        .flat_map(|names| names.split(','))
        .map(|name| name.trim().to_owned())
        .collect();
    original
}

fn blank(text: String) -> Original {
    Original {
        id: "original".to_owned(),
        location: "original".to_owned(),
        text,
        ..Original::default()
    }
}

fn read(path: &Path) -> Result<Page> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok(page::read(&bytes, &ReadOptions::default())?)
}

fn main_text(page: &Page, without_credits: bool) -> String {
    let credits = if without_credits {
        credit::lines(page)
    } else {
        Vec::new()
    };
    let mut text = String::new();
    for index in page::main_blocks(page).blocks {
        let range = page.blocks[index].range();
        let credit = credits
            .iter()
            .any(|line| line.start < range.end && range.start < line.end);
        if !credit {
            text.push_str(&page.blocks[index].text);
            text.push('\n');
        }
    }
    text
}
