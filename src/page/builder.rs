//! A block in the making: white space, line breaks, links and where each run of text comes from.

use std::ops::Range;

use super::{BlockKind, Landmark, Visibility};

/// What a block will be, besides its text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Nature {
    pub(super) kind: BlockKind,
    pub(super) visibility: Visibility,
    pub(super) landmark: Landmark,
    /// Index of the block-level element around it.
    pub(super) container: usize,
}

/// Text of one link inside a block.
#[derive(Debug, Clone)]
pub(super) struct LinkRun {
    /// Which link of the page.
    pub(super) link: usize,
    pub(super) text: Range<usize>,
    /// Set when the link shows a picture, or nothing, instead of text.
    pub(super) visibility: Option<Visibility>,
}

/// A finished run of text.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) nature: Nature,
    pub(super) text: String,
    pub(super) anchors: Vec<(usize, usize)>,
    pub(super) links: Vec<LinkRun>,
    pub(super) quotes: Vec<Range<usize>>,
    pub(super) struck: Vec<Range<usize>>,
}

/// Where a piece of text belongs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) nature: Nature,
    /// The innermost link around it.
    pub(super) link: Option<usize>,
    /// The innermost `q` around it.
    pub(super) quote: Option<usize>,
    /// Whether it is struck out.
    pub(super) struck: bool,
    pub(super) preformatted: bool,
    /// Byte offset of the text in the source.
    pub(super) source: usize,
}

/// Collects the text of one block.
#[derive(Debug, Default)]
pub(super) struct Builder {
    run: Option<Run>,
    space: bool,
    line_break: bool,
    quote: Option<usize>,
}

impl Builder {
    /// Whether nothing was collected yet.
    pub(super) fn is_empty(&self) -> bool {
        self.run.is_none()
    }

    /// What the block so far is.
    pub(super) fn nature(&self) -> Option<Nature> {
        self.run.as_ref().map(|run| run.nature)
    }

    /// Adds text, white space collapsed unless preformatted. Returns whether anything but white space was added.
    pub(super) fn push(&mut self, text: &str, place: &Place) -> bool {
        if place.preformatted {
            return self.push_preformatted(text, place);
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut added = false;
        while at < bytes.len() {
            if is_space(bytes[at]) {
                self.space = true;
                at += 1;
                continue;
            }
            let start = at;
            while at < bytes.len() && !is_space(bytes[at]) {
                at += 1;
            }
            self.word(&text[start..at], place, start, !added);
            added = true;
        }
        added
    }

    fn push_preformatted(&mut self, text: &str, place: &Place) -> bool {
        let text = if self.is_empty() {
            text.trim_start_matches(['\n', '\r'])
        } else {
            text
        };
        if self.is_empty() && text.trim().is_empty() {
            return false;
        }
        if !text.is_empty() {
            self.space = false;
            self.word(text, place, 0, true);
        }
        !text.trim().is_empty()
    }

    fn word(&mut self, word: &str, place: &Place, offset: usize, first: bool) {
        let run = self.run.get_or_insert_with(|| Run {
            nature: place.nature,
            text: String::new(),
            anchors: Vec::new(),
            links: Vec::new(),
            quotes: Vec::new(),
            struck: Vec::new(),
        });
        if run.text.is_empty() {
            self.space = false;
            self.line_break = false;
        }
        if self.line_break {
            run.text.push('\n');
        } else if self.space {
            run.text.push(' ');
        }
        self.line_break = false;
        self.space = false;
        let start = run.text.len();
        if first {
            run.anchors.push((start, place.source + offset));
        }
        run.text.push_str(word);
        let end = run.text.len();
        if let Some(link) = place.link {
            match run.links.last_mut() {
                Some(last) if last.link == link && last.visibility.is_none() => last.text.end = end,
                _ => run.links.push(LinkRun {
                    link,
                    text: start..end,
                    visibility: None,
                }),
            }
        }
        if place.quote.is_some() {
            match run.quotes.last_mut() {
                Some(last) if self.quote == place.quote => last.end = end,
                _ => run.quotes.push(start..end),
            }
        }
        self.quote = place.quote;
        if place.struck {
            match run.struck.last_mut() {
                Some(last) if last.end + 1 >= start => last.end = end,
                _ => run.struck.push(start..end),
            }
        }
    }

    /// Adds a link that shows no text, at the current end. Returns `false` when there is no block yet to hold it.
    pub(super) fn push_link(&mut self, link: usize, visibility: Visibility) -> bool {
        let Some(run) = &mut self.run else {
            return false;
        };
        let end = run.text.len();
        run.links.push(LinkRun {
            link,
            text: end..end,
            visibility: Some(visibility),
        });
        true
    }

    /// Puts links that show no text before everything else.
    pub(super) fn prepend_links(&mut self, links: impl Iterator<Item = (usize, Visibility)>) {
        if let Some(run) = &mut self.run {
            let runs = links.map(|(link, visibility)| LinkRun {
                link,
                text: 0..0,
                visibility: Some(visibility),
            });
            run.links.splice(0..0, runs);
        }
    }

    /// Notes a gap between words.
    pub(super) fn gap(&mut self) {
        self.space = true;
    }

    /// Keeps the texts of two links that touch apart.
    pub(super) fn gap_after_link(&mut self) {
        if let Some(run) = &self.run
            && run
                .links
                .last()
                .is_some_and(|link| link.text.end == run.text.len())
        {
            self.space = true;
        }
    }

    /// Notes a `<br>`. Returns `true` for the second in a row, which ends a paragraph.
    pub(super) fn line_break(&mut self) -> bool {
        let second = self.line_break;
        self.line_break = !second;
        second
    }

    /// Ends the block. `None` if it holds no text.
    pub(super) fn finish(&mut self) -> Option<Run> {
        self.space = false;
        self.line_break = false;
        self.quote = None;
        let mut run = self.run.take()?;
        run.text.truncate(run.text.trim_end().len());
        let end = run.text.len();
        for link in &mut run.links {
            link.text = link.text.start.min(end)..link.text.end.min(end);
        }
        for quote in run.quotes.iter_mut().chain(&mut run.struck) {
            *quote = quote.start.min(end)..quote.end.min(end);
        }
        run.anchors.retain(|(at, _)| *at < end);
        (!run.text.trim().is_empty()).then_some(run)
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0C')
}
