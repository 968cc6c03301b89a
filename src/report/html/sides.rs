//! Page and original side by side, with what they share joined by colour and number.

use std::fmt::Write as _;
use std::ops::Range;

use super::encode::html;
use super::map::COLOURS;
use super::parts::lang;
use super::words::Words;
use crate::audit::{Audit, Match, Side, Texts};
use crate::matching::EditKind;
use crate::report::summary::thousands;

/// A line of a text file that is shorter was not wrapped but ended. By hand.
const SHORT: usize = 50;

/// What a stretch of text is, from the outermost mark to the innermost.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Marks {
    passage: Option<usize>,
    credit: Option<usize>,
    edit: Option<EditKind>,
}

/// Which of the two texts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Original,
    Page,
}

impl Which {
    fn letter(self) -> char {
        match self {
            Self::Original => 'o',
            Self::Page => 'p',
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Original => Self::Page,
            Self::Page => Self::Original,
        }
    }
}

/// The two texts of a match.
pub(super) fn sides(
    number: usize,
    audit: &Audit,
    found: &Match,
    texts: &Texts,
    words: &Words,
) -> String {
    let original = Pane::new(number, Which::Original, (found, texts), words).draw(&texts.original);
    let page = Pane::new(number, Which::Page, (found, texts), words).draw(&texts.page);
    format!(
        "<div class=\"sides\" data-sides=\"m{number}\">\n\
         <div class=\"side\"><h4 id=\"m{number}-ho\">{}</h4><div class=\"text\" tabindex=\"0\" role=\"region\" \
         aria-labelledby=\"m{number}-ho\"{}>\n{original}</div></div>\n\
         <div class=\"side\"><h4 id=\"m{number}-hp\">{}</h4><div class=\"text\" tabindex=\"0\" role=\"region\" \
         aria-labelledby=\"m{number}-hp\"{}>\n{page}</div></div>\n</div>\n",
        words.say("original"),
        lang(texts.original_language.as_deref()),
        words.say("page"),
        lang(audit.page.language.as_deref()),
    )
}

/// A mark on one of the texts.
struct Marked {
    range: Range<usize>,
    index: usize,
}

struct Pane<'a> {
    number: usize,
    which: Which,
    /// Passages by their place in this text, without overlaps.
    passages: Vec<Marked>,
    /// Where each passage's number is shown: a passage whose text another one shows has none of its own.
    credits: Vec<Marked>,
    edits: Vec<(Range<usize>, EditKind)>,
    /// Where the credit should stand, if there is none.
    should: Option<usize>,
    found: &'a Match,
    words: &'a Words,
    open: Marks,
    out: String,
    /// Characters since the last line end.
    column: usize,
    numbered: Vec<bool>,
}

impl<'a> Pane<'a> {
    fn new(
        number: usize,
        which: Which,
        (found, texts): (&'a Match, &Texts),
        words: &'a Words,
    ) -> Self {
        let of = |passage: &crate::matching::Passage| match which {
            Which::Original => passage.original.clone(),
            Which::Page => passage.page.clone(),
        };
        let reuse = &found.reuse.passages;
        let passages = apart(reuse.iter().map(of));
        let mut edits: Vec<(Range<usize>, EditKind)> = reuse
            .iter()
            .flat_map(|passage| &passage.edits)
            .filter(|edit| !matches!(edit.kind, EditKind::Surface | EditKind::Furniture))
            .map(|edit| match which {
                Which::Original => (edit.original.clone(), edit.kind),
                Which::Page => (edit.page.clone(), edit.kind),
            })
            .filter(|(range, kind)| {
                // A disguise is seen on the page only; its letters in the original are as they should be.
                !range.is_empty() && (which == Which::Page || *kind != EditKind::Folded)
            })
            .collect();
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let is_page = which == Which::Page;
        let shown = texts.credits.iter().enumerate();
        let credits: Vec<(usize, Range<usize>)> = shown
            .filter(|_| is_page)
            .filter_map(|(index, range)| Some((index, range.clone()?)))
            .collect();
        let should = (is_page && credits.is_empty() && !found.findings.is_empty())
            .then(|| reuse.iter().map(|passage| passage.page.end).max())
            .flatten();
        let credits = apart_with(credits);
        Self {
            number,
            which,
            passages,
            credits,
            edits,
            should,
            found,
            words,
            open: Marks::default(),
            out: String::new(),
            column: 0,
            numbered: vec![false; reuse.len()],
        }
    }

    fn draw(mut self, side: &Side) -> String {
        for stretch in &side.stretches {
            self.gap(stretch.skipped, stretch.start);
            self.out.push_str("<p dir=\"auto\">");
            let mut at = stretch.start;
            let mut rest = stretch.text.as_str();
            while !rest.is_empty() {
                let (marks, end) = self.marks(at);
                let len = boundary(rest, end.saturating_sub(at));
                let (now, later) = rest.split_at(len);
                self.write(marks, now, side.is_wrapped);
                at += len;
                rest = later;
                if self.should.is_some_and(|should| should <= at) {
                    self.close(Marks::default());
                    self.should = None;
                    let _ = write!(
                        self.out,
                        "<span class=\"should\">{}</span>",
                        self.words.say("should")
                    );
                }
            }
            self.close(Marks::default());
            self.out.push_str("</p>\n");
        }
        self.gap(side.rest, side.len);
        self.out
    }

    /// Tells how much text is left out before `at`.
    fn gap(&mut self, characters: usize, at: usize) {
        if characters == 0 {
            return;
        }
        let shared = at > 0 && at < usize::MAX && self.passage_at(at.saturating_sub(1)).is_some();
        let _ = writeln!(
            self.out,
            "<p class=\"gap\" lang=\"{}\" dir=\"ltr\">{}</p>",
            self.words.tag(),
            self.words.fill(
                if shared { "gap-equal" } else { "gap" },
                &[("n", &thousands(characters))]
            )
        );
    }

    fn passage_at(&self, at: usize) -> Option<usize> {
        inside(&self.passages, at).map(|marked| marked.index)
    }

    /// The marks that hold at a byte, and where they end.
    fn marks(&self, at: usize) -> (Marks, usize) {
        let (passage, first) = state(&self.passages, at);
        let (credit, second) = state(&self.credits, at);
        let next = self.edits.partition_point(|(range, _)| range.end <= at);
        let (edit, third) = match self.edits.get(next) {
            Some((range, kind)) if range.start <= at => (Some(*kind), range.end),
            Some((range, _)) => (None, range.start),
            None => (None, usize::MAX),
        };
        let should = self
            .should
            .filter(|should| *should > at)
            .unwrap_or(usize::MAX);
        let marks = Marks {
            passage,
            credit,
            edit: edit.filter(|_| passage.is_some()),
        };
        (marks, first.min(second).min(third).min(should).max(at + 1))
    }

    /// Writes a stretch with one set of marks. A line end is the end of a block; in text files it only wraps a line,
    /// and an empty line ends a paragraph.
    fn write(&mut self, marks: Marks, text: &str, is_wrapped: bool) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                if is_wrapped && !line.is_empty() && self.column > 0 {
                    // A short line was ended on purpose: a heading, an item of a list, a field.
                    self.out
                        .push_str(if self.column < SHORT { "<br>" } else { " " });
                } else {
                    self.paragraph();
                }
                self.column = 0;
            }
            if !line.is_empty() {
                self.close(marks);
                self.enter(marks);
                self.out.push_str(&visible(line));
                self.column += line.chars().count();
            }
        }
    }

    /// Begins a new paragraph, unless nothing was written into the one that is open.
    fn paragraph(&mut self) {
        self.close(Marks::default());
        if !self.out.ends_with("<p dir=\"auto\">") {
            self.out.push_str("</p>\n<p dir=\"auto\">");
        }
    }

    /// Closes what is open and does not go on, from the inside out.
    fn close(&mut self, next: Marks) {
        let same_passage = self.open.passage == next.passage;
        let same_credit = same_passage && self.open.credit == next.credit;
        let same_edit = same_credit && self.open.edit == next.edit;
        if !same_edit && let Some(edit) = self.open.edit.take() {
            self.out.push_str(match self.tag(edit) {
                "ins" => "</ins>",
                "del" => "</del>",
                _ => "</span>",
            });
        }
        if !same_credit && self.open.credit.take().is_some() {
            self.out.push_str("</span>");
        }
        if !same_passage && self.open.passage.take().is_some() {
            self.out.push_str("</mark>");
        }
    }

    fn enter(&mut self, marks: Marks) {
        if let Some(index) = marks.passage.filter(|_| self.open.passage.is_none()) {
            let (number, letter) = (self.number, self.which.letter());
            let colour = index % COLOURS;
            let name = index + 1;
            if let Some(first @ false) = self.numbered.get_mut(index) {
                *first = true;
                let _ = write!(
                    self.out,
                    "<mark class=\"p c{colour}\" data-p=\"{name}\" id=\"m{number}{letter}{name}\"><a class=\"n\" \
                     href=\"#m{number}{}{name}\" data-go=\"m{number}:{name}\" aria-label=\"{}\">{name}</a>",
                    self.which.other().letter(),
                    self.words.count("passage-other", name)
                );
            } else {
                let _ = write!(self.out, "<mark class=\"p c{colour}\" data-p=\"{name}\">");
            }
            self.open.passage = Some(index);
        }
        if let Some(index) = marks.credit.filter(|_| self.open.credit.is_none()) {
            let copied = self
                .found
                .credits
                .get(index)
                .is_some_and(|credit| credit.voice == crate::credit::Voice::Copied);
            let _ = write!(
                self.out,
                "<span class=\"credit\"><b lang=\"{}\">{}</b>",
                self.words.tag(),
                self.words.count(if copied { "credit-copied" } else { "credit-number" }, index + 1)
            );
            self.open.credit = Some(index);
        }
        if let Some(edit) = marks.edit.filter(|_| self.open.edit.is_none()) {
            let disguised = self.words.say("disguised-title");
            let disguised = format!("<span class=\"disguised\" title=\"{disguised}\">");
            self.out.push_str(match (self.tag(edit), edit) {
                ("ins", EditKind::Replaced) => "<ins class=\"r\">",
                ("del", EditKind::Replaced) => "<del class=\"r\">",
                ("ins", _) => "<ins>",
                ("del", _) => "<del>",
                _ => &disguised,
            });
            self.open.edit = Some(edit);
        }
    }

    fn tag(&self, edit: EditKind) -> &'static str {
        match (edit, self.which) {
            (EditKind::Folded | EditKind::Surface | EditKind::Furniture, _) => "span",
            (_, Which::Original) => "del",
            (_, Which::Page) => "ins",
        }
    }
}

/// Text as it is, but that characters which nobody sees and which can deceive are shown by their number.
fn visible(text: &str) -> String {
    let is_unseen = |c: char| matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(is_unseen) {
        return html(text);
    }
    let mut safe = String::new();
    let mut from = 0;
    for (at, c) in text.match_indices(is_unseen) {
        safe.push_str(&html(&text[from..at]));
        let number = c.chars().next().map_or(0, u32::from);
        let _ = write!(safe, "<i class=\"unseen\">{number:04X}</i>");
        from = at + c.len();
    }
    safe.push_str(&html(&text[from..]));
    safe
}

/// Ranges with their index, sorted and cut so that none overlaps the one before it.
fn apart(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Marked> {
    apart_with(ranges.enumerate().collect())
}

fn apart_with(mut list: Vec<(usize, Range<usize>)>) -> Vec<Marked> {
    list.sort_by_key(|(index, range)| (range.start, range.end, *index));
    let mut end = 0;
    let mut kept = Vec::with_capacity(list.len());
    for (index, range) in list {
        let range = range.start.max(end)..range.end;
        if range.start < range.end {
            end = range.end;
            kept.push(Marked { range, index });
        }
    }
    kept
}

fn inside(list: &[Marked], at: usize) -> Option<&Marked> {
    let next = list.partition_point(|marked| marked.range.end <= at);
    list.get(next).filter(|marked| marked.range.start <= at)
}

/// What holds at a byte, and where that changes.
fn state(list: &[Marked], at: usize) -> (Option<usize>, usize) {
    let next = list.partition_point(|marked| marked.range.end <= at);
    match list.get(next) {
        Some(marked) if marked.range.start <= at => (Some(marked.index), marked.range.end),
        Some(marked) => (None, marked.range.start),
        None => (None, usize::MAX),
    }
}

/// The nearest character boundary at or after `len`.
fn boundary(text: &str, len: usize) -> usize {
    (len.min(text.len())..=text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}
