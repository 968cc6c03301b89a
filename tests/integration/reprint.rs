//! A reprint of a made-up article on a made-up page, judged as the program judges it.

use std::sync::LazyLock;

use creditline::audit::{Library, read_original};
use creditline::finding::{Code, Severity, Verdict};
use creditline::page::{self, ReadOptions};
use creditline::rules::RuleSets;

/// Where the article stands.
pub(crate) const ARTICLE: &str = "https://valley.example/news/water-returns-to-the-mill.html";

/// Where the reprint stands.
pub(crate) const PAGE: &str = "https://copier.example/2024/mill";

/// The paragraphs of the article.
pub(crate) const TEXT: [&str; 3] = [
    "The river rose again in spring, and the people of the valley moved their cattle to the upper meadows, as their \
     parents had done for many years before the dam was built.",
    "Nobody had counted on the mill. It stood idle for a generation, until two sisters bought the wheel, cleaned the \
     race and let the water in on a cold morning in March.",
    "Since then the lamps of the village burn on their own current, and the council is asking which of the other old \
     wheels along the stream could be turned again before winter.",
];

/// The article as its publisher keeps it.
fn original() -> String {
    format!(
        "---\ntitle: Water returns to the old mill\nauthor: Tobias Lind\npublisher: The Valley Courier\nurl: {ARTICLE}\n\
         language: en\n---\n\n{}\n",
        TEXT.join("\n\n")
    )
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| library(&original()));

/// A library of one original, given as Markdown.
pub(crate) fn library(original: &str) -> Library {
    let rules = RuleSets::builtin();
    let options = ReadOptions {
        location: "original.md".to_owned(),
        ..ReadOptions::default()
    };
    let page = page::read(original.as_bytes(), &options).unwrap();
    Library::new(vec![read_original(&page, &rules).unwrap()], &rules)
}

/// What came of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Judged {
    pub(crate) verdict: Option<Verdict>,
    /// Errors and what is worse than a note.
    pub(crate) codes: Vec<Code>,
    pub(crate) messages: Vec<String>,
}

impl Judged {
    /// Whether this code was found, as an error.
    pub(crate) fn has(&self, code: Code) -> bool {
        self.codes.contains(&code)
    }
}

/// The text of the article as paragraphs.
pub(crate) fn text() -> String {
    TEXT.iter().map(|text| format!("<p>{text}</p>\n")).collect()
}

/// A page of another site that holds the article's text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reprint {
    head: String,
    before: String,
    after: String,
    outside: String,
}

impl Reprint {
    /// Puts something into the head.
    pub(crate) fn head(mut self, html: &str) -> Self {
        self.head.push_str(html);
        self
    }

    /// Puts something above the text, in its article.
    pub(crate) fn before(mut self, html: &str) -> Self {
        self.before.push_str(html);
        self
    }

    /// Puts something below the text, in its article.
    pub(crate) fn after(mut self, html: &str) -> Self {
        self.after.push_str(html);
        self
    }

    /// Puts something below the article.
    pub(crate) fn outside(mut self, html: &str) -> Self {
        self.outside.push_str(html);
        self
    }

    pub(crate) fn html(&self) -> String {
        let Self {
            head,
            before,
            after,
            outside,
        } = self;
        format!(
            "<!doctype html><html lang=en><head><title>Mill</title>\n\
             <meta property=og:url content='{PAGE}'>\n<meta property=og:site_name content='Copier Daily'>{head}</head>\n\
             <body><header><nav><a href='/'>Home</a> <a href='/about'>About</a></nav></header>\n\
             <main><article><h1>Water returns</h1>\n{before}\n{}\n{after}\n</article></main>\n{outside}\n\
             <footer>All rights reserved, Copier Daily</footer></body></html>",
            text()
        )
    }

    pub(crate) fn judge(&self) -> Judged {
        judge(&self.html())
    }
}

/// Judges a page as HTML.
pub(crate) fn judge(html: &str) -> Judged {
    judge_with(&LIBRARY, html, "page.html")
}

/// Judges a page of a certain name against a library of one original.
pub(crate) fn judge_with(library: &Library, source: &str, name: &str) -> Judged {
    let options = ReadOptions {
        location: name.to_owned(),
        ..ReadOptions::default()
    };
    let audit = library.audit(&page::read(source.as_bytes(), &options).unwrap());
    let found: Vec<_> = audit
        .matches
        .iter()
        .flat_map(|found| &found.findings)
        .map(|located| &located.finding)
        .collect();
    Judged {
        verdict: audit.verdict(),
        codes: found
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.code)
            .collect(),
        messages: found
            .iter()
            .map(|finding| format!("{:?}: {}", finding.code, finding.message))
            .collect(),
    }
}
