//! Two columns of text for the terminal, with what differs marked.

use anstyle::{AnsiColor, Effects, Style};
use unicode_width::UnicodeWidthChar;

use super::encode::{no_command, terminal};
use super::view::HumanOptions;

/// Narrowest column that is still readable. By hand.
const NARROW: usize = 24;

/// How a piece of text differs from the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Plain,
    Deleted,
    Inserted,
    Noted,
    Gap,
}

/// One side of a row.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pieces: Vec<(Mark, String)>,
    chars: usize,
}

impl Cell {
    /// Text that both sides have.
    pub(super) fn plain(&mut self, text: &str) {
        self.push(Mark::Plain, text);
    }

    /// Text that only the original has.
    pub(super) fn deleted(&mut self, text: &str) {
        self.push(Mark::Deleted, text);
    }

    /// Text that only the page has.
    pub(super) fn inserted(&mut self, text: &str) {
        self.push(Mark::Inserted, text);
    }

    /// Text that is the same under a disguise.
    pub(super) fn noted(&mut self, text: &str) {
        self.push(Mark::Noted, text);
    }

    /// Equal text that is left out.
    pub(super) fn gap(&mut self) {
        self.push(Mark::Gap, " […]");
    }

    /// Characters of text.
    pub(super) fn len(&self) -> usize {
        self.chars
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.iter().all(|(_, text)| text.trim().is_empty())
    }

    fn push(&mut self, mark: Mark, text: &str) {
        if !text.is_empty() {
            self.chars += text.chars().count();
            self.pieces.push((mark, terminal(text).into_owned()));
        }
    }
}

/// Lays out rows of two cells.
pub(super) struct Columns {
    width: usize,
    colour: bool,
    bar: &'static str,
}

impl Columns {
    /// Columns for a terminal of `width` columns.
    pub(super) fn new(width: usize, drawing: HumanOptions) -> Self {
        Self {
            width: (width.saturating_sub(3) / 2).max(NARROW),
            colour: drawing.colour,
            bar: if drawing.unicode { " │ " } else { " | " },
        }
    }

    /// The heads of the two columns.
    pub(super) fn heads(&self, left: &str, right: &str) -> String {
        let mut cells = (Cell::default(), Cell::default());
        cells.0.plain(left);
        cells.1.plain(right);
        self.row(&cells.0, &cells.1)
    }

    /// What the marks mean.
    pub(super) fn legend(&self) -> String {
        let shown = |mark, text| {
            let (open, close) = self.marks(mark);
            let style = self.style(mark);
            format!("{open}{style}{text}{style:#}{close}")
        };
        format!(
            "{} {} {}\n",
            shown(Mark::Deleted, "only in the original"),
            shown(Mark::Inserted, "only on the page"),
            shown(Mark::Noted, "disguised"),
        )
    }

    /// One row, with its line ends.
    pub(super) fn row(&self, left: &Cell, right: &Cell) -> String {
        let (left, right) = (self.wrap(left), self.wrap(right));
        let mut text = String::new();
        let blank = || (String::new(), 0);
        for index in 0..left.len().max(right.len()) {
            let (shown, width) = left.get(index).cloned().unwrap_or_else(blank);
            let (other, _) = right.get(index).cloned().unwrap_or_else(blank);
            let line = format!(
                "{shown}{}{}{other}",
                " ".repeat(self.width.saturating_sub(width)),
                self.bar
            );
            // Pieces that are safe by themselves may meet in a line, or begin one.
            text.push_str(&no_command(line.trim_end()));
            text.push('\n');
        }
        text
    }

    /// The lines of a cell with their display width. Marks stick to the first and the last word of their piece.
    fn wrap(&self, cell: &Cell) -> Vec<(String, usize)> {
        let mut lines = vec![Line::default()];
        for (mark, text) in &cell.pieces {
            let (open, close) = self.marks(*mark);
            let mut words = words(text).peekable();
            let mut before = open;
            while let Some(word) = words.next() {
                let after = if words.peek().is_none() { close } else { "" };
                let width = word.chars().map(char_width).sum::<usize>();
                let needed = before.len() + width + after.len();
                if lines
                    .last()
                    .is_some_and(|line| line.width > 0 && line.width + needed > self.width)
                {
                    lines.push(Line::default());
                }
                if let Some(line) = lines.last_mut() {
                    let bare = word.trim_start();
                    if line.width > 0 && bare.len() < word.len() {
                        line.add(" ", 1);
                    }
                    line.add(before, before.len());
                    let width = bare.chars().map(char_width).sum();
                    line.add_word(bare, width, self.style(*mark));
                    line.add(after, after.len());
                }
                before = "";
            }
        }
        lines
            .into_iter()
            .map(|line| (line.text, line.width))
            .collect()
    }

    /// Brackets for terminals without colour.
    fn marks(&self, mark: Mark) -> (&'static str, &'static str) {
        match mark {
            _ if self.colour => ("", ""),
            Mark::Plain | Mark::Gap => ("", ""),
            Mark::Deleted => ("[-", "-]"),
            Mark::Inserted => ("{+", "+}"),
            Mark::Noted => ("(~", "~)"),
        }
    }

    fn style(&self, mark: Mark) -> Style {
        match mark {
            _ if !self.colour => Style::new(),
            Mark::Plain => Style::new(),
            Mark::Deleted => AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH),
            Mark::Inserted => AnsiColor::Green.on_default().effects(Effects::BOLD),
            Mark::Noted => AnsiColor::Yellow.on_default(),
            Mark::Gap => Style::new().effects(Effects::DIMMED),
        }
    }
}

#[derive(Default)]
struct Line {
    text: String,
    width: usize,
}

impl Line {
    fn add(&mut self, text: &str, width: usize) {
        self.text.push_str(text);
        self.width += width;
    }

    fn add_word(&mut self, word: &str, width: usize, style: Style) {
        self.add(&format!("{style}{word}{style:#}"), width);
    }
}

/// Words with the space before them; characters of scripts without spaces one by one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices().peekable();
        let (_, first) = chars.next()?;
        let mut previous = first;
        let mut end = rest.len();
        for (at, c) in chars {
            let starts_word = c.is_whitespace() && !previous.is_whitespace();
            if starts_word || char_width(c) == 2 || char_width(previous) == 2 {
                end = at;
                break;
            }
            previous = c;
        }
        let (word, later) = rest.split_at(end);
        rest = later;
        Some(word)
    })
}

fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: HumanOptions = HumanOptions::PLAIN;

    #[test]
    fn wraps_and_marks() {
        let columns = Columns::new(51, PLAIN);
        let (mut left, mut right) = (Cell::default(), Cell::default());
        left.plain("one two three four ");
        left.deleted("five six");
        right.plain("one two three four ");
        right.inserted("seven");
        assert_eq!(
            columns.row(&left, &right),
            "one two three four       │ one two three four\n[-five six-]             │ {+seven+}\n"
        );
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let columns = Columns::new(51, PLAIN);
        let mut cell = Cell::default();
        cell.plain("原创文章作者原创文章作者原创");
        let lines = columns.row(&cell, &Cell::default());
        assert_eq!(lines.lines().count(), 2);
    }
}
