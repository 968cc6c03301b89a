//! reStructuredText, AsciiDoc and Org: plain text whose links are understood and whose directives are no words.

mod asciidoc;
mod grammar;
mod org;
mod rst;

use std::collections::HashMap;
use std::ops::Range;

use regex::{Captures, Regex};

use self::grammar::{Body, Grammar, Line, PARAGRAPH, is_row};
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

    fn grammar(self) -> &'static Grammar {
        match self {
            Self::Rst => &rst::GRAMMAR,
            Self::AsciiDoc => &asciidoc::GRAMMAR,
            Self::Org => &org::GRAMMAR,
        }
    }
}

/// Writes the markup of a text that begins at `from` of the source.
pub(super) fn render(
    source: &str,
    from: usize,
    dialect: Dialect,
    lines: &Lines,
    deadline: Deadline,
) -> Result<Writer, ReadError> {
    let grammar = dialect.grammar();
    let mut references = HashMap::new();
    for found in all(&grammar.definitions, source) {
        if let (Some(name), Some(url)) = (found.name("name"), found.name("url")) {
            references.entry(key(name.as_str())).or_insert(url.range());
        }
    }
    let mut substitutions = HashMap::new();
    for found in all(&grammar.substitutions, source) {
        if let (Some(name), Some(text)) = (found.name("name"), found.name("text")) {
            let end = text.start() + text.as_str().trim_end().len();
            let range = text.start()..end;
            substitutions.entry(key(name.as_str())).or_insert(range);
        }
    }
    let anonymous = all(&grammar.anonymous, source);
    let anonymous = anonymous.filter_map(|found| Some(found.name("url")?.range()));
    let mut light = Light {
        source,
        dialect,
        references,
        substitutions,
        within: 0,
        filled: 0,
        anonymous: anonymous.collect::<Vec<_>>().into_iter(),
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

/// What a pattern finds.
fn all<'t>(regex: &'static Option<Regex>, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
    let regex = regex.iter();
    regex.flat_map(move |regex| regex.captures_iter(text))
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
            && let Some((level, title)) = org::heading(line)
            && self.dropped.is_none_or(|dropped| level <= dropped)
        {
            let is_dropped =
                title == "COMMENT" || title.starts_with("COMMENT ") || org::is_kept_back(title);
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
            } else if rst::is_option(words) && self.opens_with_one_line() {
                return;
            }
        }
        match (self.dialect.grammar().line)(words, indent) {
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
        for found in all(&self.dialect.grammar().inline, text) {
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
        // The address of an attribute may be the beginning of one.
        let rest = range("rest").filter(|rest| !rest.is_empty());
        self.link((url, rest), shown, drawn.is_some());
        true
    }

    /// Writes a link that shows what stands at `shown`. Its address stands at `url`, and goes on with the rest.
    fn link(
        &mut self,
        (url, rest): (Range<usize>, Option<Range<usize>>),
        shown: Range<usize>,
        is_drawn: bool,
    ) {
        let source = self.source;
        let href = source.get(url.clone()).unwrap_or_default();
        let abbreviated = href.split_once(':').and_then(|(name, rest)| {
            let known = self
                .references
                .get(&key(name))
                .filter(|_| self.dialect == Dialect::Org)?;
            Some((known.clone(), url.end - rest.len()..url.end))
        });
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
        if is_drawn {
            self.out.tag("<img>", shown.start);
        } else {
            let words = source.get(shown.clone()).unwrap_or_default();
            self.out.words(words, shown.start);
        }
        self.out.tag("</a>", shown.end);
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
