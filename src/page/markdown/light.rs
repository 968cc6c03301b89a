//! reStructuredText, AsciiDoc and Org: plain text whose links are understood and whose directives are no words.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::map::Writer;
use super::render::bare_addresses;
use crate::dom::ReadError;
use crate::dom::limits::Deadline;
use crate::dom::lines::Lines;

/// Lines between two looks at the clock. By hand.
const LINES: usize = 4_096;

/// Bytes that the words written for names may add up to in any text; a longer one may have its own length of them. By
/// hand; it bounds work.
const SUBSTITUTED: usize = 64 * 1024;

/// What it counts for to look for names in such words. By hand.
const NAME: usize = 64;

/// Notes and substitutions that may stand one within the other. By hand: a name in a note.
const WITHIN: u8 = 2;

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Dialect {
    Rst,
    AsciiDoc,
    Org,
}

impl Dialect {
    /// By the ending of a file name, lower case.
    pub(in crate::page) fn of(ending: &str) -> Option<Self> {
        match ending {
            "rst" => Some(Self::Rst),
            "adoc" | "asciidoc" => Some(Self::AsciiDoc),
            "org" => Some(Self::Org),
            _ => None,
        }
    }

    /// Links and what stands around words; `text` is what is shown of it, `url` where it leads, `name` a reference.
    fn inline(self) -> Option<&'static Regex> {
        static RST: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"`(?P<text>[^`<]*?)\s*<(?P<url>[^`>\s]+)>`__?|:[A-Za-z][\w:+.-]*:`(?P<role>[^`<]+)(?:<[^`>]*>)?`|`(?P<name>[^`]+)`__?|\|(?P<drawn>[^|\s][^|\n]*)\|__?|\|(?P<filled>[^|\s`<][^|\n`<]*)\||(?P<word>[\p{L}\p{N}][\p{L}\p{N}.-]*)_\b{end-half}").ok()
        });
        static ASCIIDOC: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"\bfootnote:[\w-]*\[(?P<note>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]|\bfootnote:[\w-]*\[(?P<remark>(?:[^\]\\]|\\.)*)\]|\+\+\+(?P<markup>(?s:.*?))\+\+\+|\bpass:[aqrmp,]*\[(?P<passed>(?:[^\]\\]|\\.)*)\]|(?:link:)?(?:\+\+)?(?P<url>https?://[^\s\[\]<>]+?)(?:\+\+)?\[(?P<text>[^\]]*)\]|(?:link:)?\{(?P<name>[\w-]+)\}(?P<rest>[^\s\[{]*)\[(?P<named>[^\]]*)\]|<<[^,>]*,(?P<seen>[^>]*)>>|\{(?P<filled>[\w-]+)\}|(?P<gone>image:[^\s\[]+\[[^\]]*\]|\[\[[^\]]*\]\])|\b(?:link|xref|kbd|btn|pass):[^\s\[]*\[(?P<role>[^\]]*)\]").ok()
        });
        static ORG: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"\[\[(?P<url>[^\]\[]+)\](?:\[(?P<text>[^\]]+)\])?\]|@@html:(?P<markup>(?s:.*?))@@|(?P<gone>@@[a-z]+:(?s:.*?)@@)|\{\{\{(?P<filled>[\w-]+)\}\}\}").ok()
        });
        match self {
            Self::Rst => RST.as_ref(),
            Self::AsciiDoc => ASCIIDOC.as_ref(),
            Self::Org => ORG.as_ref(),
        }
    }

    /// Definitions of addresses that the text refers to by name.
    fn definitions(self) -> Option<&'static Regex> {
        static RST: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"(?m)^\s*\.\. _`?(?P<name>[^:`\n]+)`?:[ \t]+(?P<url>\S+)[ \t\r]*$").ok()
        });
        static ASCIIDOC: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"(?m)^:(?P<name>[\w-]+):[ \t]+(?P<url>https?://\S+)[ \t\r]*$").ok()
        });
        static ORG: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"(?mi)^#\+LINK:[ \t]+(?P<name>\S+)[ \t]+(?P<url>https?://\S+)[ \t\r]*$")
                .ok()
        });
        match self {
            Self::Rst => RST.as_ref(),
            Self::AsciiDoc => ASCIIDOC.as_ref(),
            Self::Org => ORG.as_ref(),
        }
    }

    /// Definitions of words that stand in the text under a name.
    fn substitutions(self) -> Option<&'static Regex> {
        static RST: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"(?m)^[ \t]*\.\. \|(?P<name>[^|\n]+)\| replace::[ \t]+(?P<text>\S.*)$").ok()
        });
        static ASCIIDOC: LazyLock<Option<Regex>> =
            LazyLock::new(|| Regex::new(r"(?m)^:(?P<name>[\w-]+):[ \t]+(?P<text>\S.*)$").ok());
        static ORG: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"(?mi)^#\+MACRO:[ \t]+(?P<name>\S+)[ \t]+(?P<text>[^\s$][^$\n]*)$").ok()
        });
        match self {
            Self::Rst => RST.as_ref(),
            Self::AsciiDoc => ASCIIDOC.as_ref(),
            Self::Org => ORG.as_ref(),
        }
    }

    /// The addresses of references without a name, which take them in turn: `__ URL`, `.. __: URL`.
    fn anonymous(self, source: &str) -> Vec<Range<usize>> {
        static RST: LazyLock<Option<Regex>> =
            LazyLock::new(|| Regex::new(r"(?m)^(?:__|\.\. __:)[ \t]+(?P<url>\S+)[ \t\r]*$").ok());
        let regex = RST.as_ref().filter(|_| self == Self::Rst);
        let found = regex
            .into_iter()
            .flat_map(|regex| regex.captures_iter(source));
        found
            .filter_map(|found| Some(found.name("url")?.range()))
            .collect()
    }
}

/// What a stretch of lines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    Text,
    Code,
    /// HTML, taken as it is.
    Raw,
    /// Nothing that readers see.
    Gone,
}

/// What one line is.
enum Line {
    /// No words at all.
    Markup,
    /// No words, and the lines up to this one are something else.
    Fence(&'static str, Body),
    /// No words, and the lines indented below it are something else.
    Head(Body),
    /// Words behind so many bytes of marks, and the lines indented below it go on with them.
    Lead(usize),
    /// HTML behind so many bytes of marks.
    Raw(usize),
    /// Words behind so many bytes of marks, beginning a block of this element.
    Begin(&'static str, usize),
    /// Words that go on with what is open.
    Words,
    /// The line that makes a heading of the one above.
    Underline,
}

/// Writes the markup of a text that begins at `from` of the source.
pub(super) fn render(
    source: &str,
    from: usize,
    dialect: Dialect,
    lines: &Lines,
    deadline: Deadline,
) -> Result<Writer, ReadError> {
    let mut references = HashMap::new();
    for found in dialect
        .definitions()
        .into_iter()
        .flat_map(|regex| regex.captures_iter(source))
    {
        if let (Some(name), Some(url)) = (found.name("name"), found.name("url")) {
            references.entry(key(name.as_str())).or_insert(url.range());
        }
    }
    let mut substitutions = HashMap::new();
    for found in dialect
        .substitutions()
        .into_iter()
        .flat_map(|regex| regex.captures_iter(source))
    {
        if let (Some(name), Some(text)) = (found.name("name"), found.name("text")) {
            let end = text.start() + text.as_str().trim_end().len();
            let range = text.start()..end;
            substitutions.entry(key(name.as_str())).or_insert(range);
        }
    }
    let mut light = Light {
        source,
        dialect,
        references,
        substitutions,
        within: 0,
        filled: 0,
        anonymous: dialect.anonymous(source).into_iter(),
        out: Writer::new(source.len()),
        open: None,
        fence: None,
        body: None,
        dropped: None,
    };
    light.out.tag("<article>\n", 0);
    let mut at = from;
    let text = source.get(from..).unwrap_or_default();
    for (count, line) in text.split_inclusive('\n').enumerate() {
        if count.is_multiple_of(LINES) {
            deadline.check()?;
        }
        light.line(at, line);
        at += line.len();
        light.out.check(source, lines, at)?;
    }
    light.close();
    light.out.check(source, lines, source.len())?;
    Ok(light.out)
}

fn key(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

struct Light<'a> {
    source: &'a str,
    dialect: Dialect,
    /// Where the address of each name stands.
    references: HashMap<String, Range<usize>>,
    /// Where the words of each name stand.
    substitutions: HashMap<String, Range<usize>>,
    /// How many notes and substitutions hold what is being written.
    within: u8,
    /// Bytes that such words have added up to.
    filled: usize,
    /// Where the addresses of references without a name stand that have not been referred to.
    anonymous: std::vec::IntoIter<Range<usize>>,
    out: Writer,
    /// The block in the making: element, range.
    open: Option<(&'static str, Range<usize>)>,
    fence: Option<(String, Body)>,
    /// What the lines indented deeper than this are.
    body: Option<(usize, Body)>,
    /// The level of the heading below which nothing is shown.
    dropped: Option<usize>,
}

/// The end of a fence around the paragraph that follows.
const PARAGRAPH: &str = "\n";

impl Light<'_> {
    fn line(&mut self, start: usize, line: &str) {
        let words = line.trim();
        let indent = line.len() - line.trim_start().len();
        let range = start + indent..start + indent + words.len();
        if let Some((end, body)) = self.fence.clone() {
            if words.eq_ignore_ascii_case(&end) || words.is_empty() && end == PARAGRAPH {
                self.close();
                self.fence = None;
            } else if end == PARAGRAPH && is_row(words, "-=*_/+.", 2) {
                // What follows is a block with its own end.
                self.fence = Some((words.to_owned(), body));
            } else {
                self.inside(body, start, line);
            }
            return;
        }
        if self.dialect == Dialect::Org
            && let Some((level, title)) = org_heading(line)
            && self.dropped.is_none_or(|dropped| level <= dropped)
        {
            let is_dropped =
                title == "COMMENT" || title.starts_with("COMMENT ") || is_kept_back(title);
            self.dropped = is_dropped.then_some(level);
        }
        if self.dropped.is_some() {
            return self.close();
        }
        if words.is_empty() {
            // A blank line inside code is part of it.
            return self.close();
        }
        if let Some((outer, body)) = self.body {
            if indent <= outer {
                self.close();
                self.body = None;
            } else if body != Body::Text {
                return self.inside(body, start, line);
            } else if is_option(words) && self.opens_with_one_line() {
                return;
            }
        }
        let kind = match self.dialect {
            Dialect::Rst => rst(words),
            Dialect::AsciiDoc => asciidoc(words),
            Dialect::Org => org(words, indent),
        };
        match kind {
            Line::Markup => self.close(),
            Line::Fence(end, body) => {
                self.close();
                let end = if end.is_empty() { words } else { end };
                self.fence = Some((end.to_owned(), body));
            }
            Line::Head(body) => {
                self.close();
                self.body = Some((indent, body));
            }
            Line::Lead(marks) => {
                self.close();
                self.body = Some((indent, Body::Text));
                self.open = Some(("p", range.start + marks..range.end));
            }
            Line::Raw(marks) => {
                self.close();
                let at = range.start + marks;
                let markup = self.source.get(at..range.end).unwrap_or_default();
                self.out.raw(markup, at);
                self.out.tag("\n", range.end);
            }
            Line::Begin(element, marks) => {
                self.close();
                self.open = Some((element, range.start + marks..range.end));
                if matches!(element, "h1" | "h2") {
                    self.close();
                }
            }
            Line::Words => match &mut self.open {
                Some((_, open)) => open.end = range.end,
                None => self.open = Some(("p", range)),
            },
            Line::Underline => {
                let is_one = self.opens_with_one_line();
                if let Some((element, _)) = self.open.as_mut().filter(|_| is_one) {
                    *element = "h2";
                }
                self.close();
            }
        }
    }

    /// Whether nothing is in the making, or no more than one line.
    fn opens_with_one_line(&self) -> bool {
        let open = self.open.as_ref();
        open.is_none_or(|(_, open)| {
            let words = self.source.get(open.clone()).unwrap_or_default();
            !words.contains('\n')
        })
    }

    /// A line that is no text.
    fn inside(&mut self, body: Body, start: usize, line: &str) {
        match body {
            Body::Raw => self.out.raw(line, start),
            Body::Code => match &mut self.open {
                Some((_, open)) => open.end = start + line.trim_end().len(),
                None if line.trim().is_empty() => {}
                None => self.open = Some(("pre", start..start + line.trim_end().len())),
            },
            Body::Gone | Body::Text => {}
        }
    }

    /// Writes the block in the making.
    fn close(&mut self) {
        let Some((element, range)) = self.open.take() else {
            return;
        };
        self.out.tag(&format!("<{element}>"), range.start);
        if element == "pre" {
            let words = self.source.get(range.clone()).unwrap_or_default();
            self.out.words(words, range.start);
        } else {
            self.inline(range.clone());
        }
        self.out.tag(&format!("</{element}>\n"), range.end);
    }

    fn inline(&mut self, range: Range<usize>) {
        let text = self.source.get(range.clone()).unwrap_or_default();
        let mut done = 0;
        for found in self
            .dialect
            .inline()
            .into_iter()
            .flat_map(|regex| regex.captures_iter(text))
        {
            let Some(whole) = found.get(0) else {
                continue;
            };
            let before = range.start + done..range.start + whole.start();
            if self.construct(range.start, &found, before) {
                done = whole.end();
            }
        }
        self.words(range.start + done..range.end);
    }

    /// Writes what stands before a construct and the construct; `false` if it is none.
    fn construct(&mut self, from: usize, found: &Captures<'_>, before: Range<usize>) -> bool {
        let source = self.source;
        let range = |name: &str| {
            let found = found.name(name)?;
            Some(from + found.start()..from + found.end())
        };
        let text_of = |range: Range<usize>| source.get(range).unwrap_or_default();
        if let Some(markup) = range("markup").or_else(|| range("passed")) {
            self.words(before);
            self.out.raw(text_of(markup.clone()), markup.start);
            return true;
        }
        if let Some(note) = range("note").or_else(|| range("remark")) {
            self.words(before);
            self.out.tag(" ", note.start);
            if self.within >= WITHIN {
                self.words(note);
            } else {
                self.within += 1;
                self.inline(note);
                self.within -= 1;
            }
            return true;
        }
        if let Some(name) = range("filled") {
            return self.fill(text_of(name), before);
        }
        let drawn = range("drawn");
        let named = range("name")
            .or_else(|| range("word"))
            .or_else(|| drawn.clone());
        let is_anonymous = self.dialect == Dialect::Rst
            && found
                .get(0)
                .is_some_and(|whole| whole.as_str().ends_with("__"));
        let (url, shown) = if let Some(url) = range("url") {
            let text = range("text").filter(|text| !text.is_empty());
            (Some(url.clone()), text.unwrap_or(url))
        } else if let Some(name) = named {
            let known = self.references.get(&key(text_of(name.clone()))).cloned();
            let url = known.or_else(|| is_anonymous.then(|| self.anonymous.next()).flatten());
            if url.is_none() && range("named").is_none() {
                return false;
            }
            (url, range("named").unwrap_or(name))
        } else if let Some(shown) = range("role").or_else(|| range("seen")) {
            (None, shown)
        } else {
            self.words(before);
            return true;
        };
        self.words(before);
        // AsciiDoc keeps attributes of the link behind its text: `text^`, `text,window=_blank`.
        let mut shown = shown;
        if self.dialect == Dialect::AsciiDoc && url.as_ref() != Some(&shown) {
            let text = source.get(shown.clone()).unwrap_or_default();
            let words = text.split_once(',').filter(|(_, rest)| rest.contains('='));
            let words = words.map_or(text, |(words, _)| words);
            let words = words.trim_end_matches(['^', '\\']);
            shown.end = shown.start + words.len();
        }
        let Some(url) = url else {
            self.words(shown);
            return true;
        };
        let href = source.get(url.clone()).unwrap_or_default();
        let abbreviated = href.split_once(':').and_then(|(name, rest)| {
            let known = self
                .references
                .get(&key(name))
                .filter(|_| self.dialect == Dialect::Org)?;
            Some((known.clone(), url.end - rest.len()..url.end))
        });
        // The address of an attribute may be the beginning of one.
        let rest = range("rest").filter(|rest| !rest.is_empty());
        let joined = abbreviated.or_else(|| Some((url.clone(), rest?)));
        let start = before_link(&shown, &url);
        match joined {
            Some((first, rest)) => {
                let first = source.get(first).unwrap_or_default();
                let at = rest.start;
                self.out
                    .link(first, source.get(rest).unwrap_or_default(), "", at, start);
            }
            None => self.out.link("", href, "", url.start, start),
        }
        if drawn.is_some() {
            self.out.tag("<img>", shown.start);
        } else {
            let words = source.get(shown.clone()).unwrap_or_default();
            self.out.words(words, shown.start);
        }
        self.out.tag("</a>", shown.end);
        true
    }

    /// Writes what stands before a name and the words that are defined for it; `false` if they are to stay as written.
    fn fill(&mut self, name: &str, before: Range<usize>) -> bool {
        let words = self.substitutions.get(&key(name)).cloned();
        let most = self.source.len().max(SUBSTITUTED);
        let words = words.filter(|_| self.within < WITHIN && self.filled <= most);
        let Some(words) = words else {
            // Attributes that AsciiDoc itself defines are signs, such as spaces.
            let is_gone = self.dialect == Dialect::AsciiDoc;
            if is_gone {
                self.words(before);
            }
            return is_gone;
        };
        self.words(before);
        self.filled += words.len() + NAME;
        self.within += 1;
        self.inline(words);
        self.within -= 1;
        true
    }

    /// Writes words; addresses among them are links.
    fn words(&mut self, range: Range<usize>) {
        let words = self.source.get(range.clone()).unwrap_or_default();
        let mut done = 0;
        for (address, scheme) in bare_addresses(words) {
            self.out
                .words(&words[done..address.start], range.start + done);
            let at = range.start + address.start;
            self.out.link(scheme, &words[address.clone()], "", at, at);
            self.out.words(&words[address.clone()], at);
            done = address.end;
            self.out.tag("</a>", range.start + done);
        }
        self.out.words(&words[done..], range.start + done);
    }
}

fn before_link(shown: &Range<usize>, url: &Range<usize>) -> usize {
    shown.start.min(url.start)
}

/// The length of a mark at the head of a list item, with the space behind it.
fn item(words: &str, marks: &[char]) -> Option<usize> {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = words.len() - rest.len();
    let rest = if digits > 0 {
        rest.strip_prefix(['.', ')'])?
    } else {
        let rest = words.trim_start_matches(marks);
        (rest.len() < words.len()).then_some(rest)?
    };
    let inner = rest.trim_start_matches([' ', '\t']);
    (digits <= 9 && inner.len() < rest.len()).then_some(words.len() - inner.len())
}

/// Whether a line is one mark over and over.
fn is_row(words: &str, marks: &str, least: usize) -> bool {
    let mut characters = words.chars();
    characters.next().is_some_and(|first| {
        words.len() >= least && marks.contains(first) && characters.all(|c| c == first)
    })
}

/// Directives of which readers see what stands on their own line: its title, or the beginning of its words.
const SPOKEN: &[&str] = &[
    "admonition",
    "attention",
    "card",
    "caution",
    "centered",
    "compound",
    "csv-table",
    "danger",
    "deprecated",
    "dropdown",
    "epigraph",
    "error",
    "footer",
    "header",
    "highlights",
    "hint",
    "important",
    "line-block",
    "list-table",
    "note",
    "parsed-literal",
    "pull-quote",
    "rubric",
    "seealso",
    "sidebar",
    "table",
    "tip",
    "topic",
    "versionadded",
    "versionchanged",
    "warning",
];

/// Whether a line is an option of a directive, `:class: x`, and not words that begin with a role.
fn is_option(words: &str) -> bool {
    let rest = words
        .strip_prefix(':')
        .and_then(|rest| rest.split_once(':'));
    rest.is_some_and(|(name, value)| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        !name.is_empty()
            && name.chars().all(is_name)
            && (value.is_empty() || value.starts_with(char::is_whitespace))
    })
}

fn rst(words: &str) -> Line {
    if let Some(rest) = words.strip_prefix("..")
        && (rest.is_empty() || rest.starts_with(' '))
    {
        let rest = rest.trim_start();
        if rest.starts_with('[') {
            let mark = rest.find(']').map_or(0, |end| end + 1);
            return Line::Begin("p", words.len() - rest.len() + mark);
        }
        let Some((name, argument)) = rest
            .split_once("::")
            .filter(|(name, _)| !name.contains(' '))
        else {
            // A target or a comment.
            return Line::Head(Body::Gone);
        };
        let words_at = words.len() - argument.trim_start().len();
        return match name {
            _ if SPOKEN.contains(&name) && !argument.trim().is_empty() => Line::Lead(words_at),
            "raw" if argument.trim() == "html" => Line::Head(Body::Raw),
            "code" | "code-block" | "sourcecode" | "parsed-literal" => Line::Head(Body::Code),
            "raw" | "include" | "toctree" | "contents" | "meta" | "index" | "highlight"
            | "math" | "image" => Line::Head(Body::Gone),
            _ => Line::Head(Body::Text),
        };
    }
    let is_table = words.len() > 3 && words.chars().all(|c| "+-=| ".contains(c));
    if is_row(words, "=-~^\"'`#*+:._<>!$%&,;?@", 3) {
        Line::Underline
    } else if is_table || words.starts_with("__ ") {
        Line::Markup
    } else if let Some(marks) = item(words, &['-', '*', '+', '#']) {
        Line::Begin("li", marks)
    } else {
        Line::Words
    }
}

fn asciidoc(words: &str) -> Line {
    let is_macro = words.ends_with(']')
        && words.split_once("::").is_some_and(|(name, rest)| {
            rest.contains('[') && name.chars().all(|c| c.is_ascii_alphanumeric())
        });
    if words.starts_with("[comment]") {
        Line::Fence(PARAGRAPH, Body::Gone)
    } else if is_row(words, "/", 4) {
        Line::Fence("", Body::Gone)
    } else if is_row(words, "+", 4) {
        Line::Fence("", Body::Raw)
    } else if is_row(words, "-.", 4) || words == "```" {
        Line::Fence("", Body::Code)
    } else if is_row(words, "=*_", 4)
        || matches!(words, "--" | "+" | "'''" | "<<<" | "|===")
        || words.starts_with("//")
        || is_macro
        || words.starts_with('[') && words.ends_with(']') && !words.starts_with("[[[")
    {
        Line::Markup
    } else if let Some(rest) = words.strip_prefix(':')
        && rest
            .split_once(':')
            .is_some_and(|(name, _)| !name.is_empty() && !name.contains(' '))
    {
        Line::Markup
    } else if let Some(marks) = item(words, &['=', '#']) {
        Line::Begin(if marks == 2 { "h1" } else { "h2" }, marks)
    } else if let Some(marks) = item(words, &['*', '-', '.']) {
        Line::Begin("li", marks)
    } else if words.starts_with('|') || words.starts_with('.') && !words.starts_with("..") {
        Line::Begin("p", 1)
    } else {
        Line::Words
    }
}

/// The level of a heading of Org and what stands behind its stars.
fn org_heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('*');
    let level = line.len() - rest.len();
    (level > 0 && rest.starts_with(' ')).then(|| (level, rest.trim()))
}

/// Whether the tags at the end of a heading keep it out of what is exported.
fn is_kept_back(title: &str) -> bool {
    let tags = title.split_whitespace().next_back().unwrap_or_default();
    tags.starts_with(':') && tags.ends_with(':') && tags.split(':').any(|tag| tag == "noexport")
}

fn org(words: &str, indent: usize) -> Line {
    let lower = words.to_ascii_lowercase();
    let is_drawer =
        words.len() > 2 && words.starts_with(':') && words.ends_with(':') && !words.contains(' ');
    if let Some(rest) = lower.strip_prefix("#+begin_") {
        let kind = rest.split(' ').next().unwrap_or_default();
        match kind {
            "src" => Line::Fence("#+end_src", Body::Code),
            "example" => Line::Fence("#+end_example", Body::Code),
            "comment" => Line::Fence("#+end_comment", Body::Gone),
            "export" if rest.ends_with("html") => Line::Fence("#+end_export", Body::Raw),
            "export" => Line::Fence("#+end_export", Body::Gone),
            _ => Line::Markup,
        }
    } else if is_drawer {
        Line::Fence(":end:", Body::Gone)
    } else if lower.starts_with("#+html:") {
        Line::Raw("#+html:".len())
    } else if words.starts_with("#+")
        || words.starts_with("# ")
        || words == "#"
        || words.starts_with("|-")
    {
        Line::Markup
    } else if indent == 0 && words.starts_with('*') && item(words, &['*']).is_some() {
        let marks = item(words, &['*']).unwrap_or(0);
        Line::Begin(if marks == 2 { "h1" } else { "h2" }, marks)
    } else if let Some(marks) = item(words, &['-', '+']) {
        Line::Begin("li", marks)
    } else if words.starts_with(": ") {
        Line::Begin("pre", 2)
    } else {
        Line::Words
    }
}
