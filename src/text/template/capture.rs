//! What placeholders take: the text between two literals, cut at separators and cleaned.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::haystack::fold_chars;
use super::parse::weight;
use super::{LinkSpan, Part, Placeholder, SKIP_LETTERS, TemplateMatch};
use crate::languages;
use crate::text::{is_invisible, urls};

/// Characters that are no letters which may stand between a literal and its URL: `： <`, `（`, a line break. By hand.
const MAX_LEAD: usize = 12;

/// How far a placeholder without a literal on its other side is followed, in bytes. By hand.
const MAX_OPEN: usize = 4_096;

/// The stretch between two literals (or a literal and the edge of the text) and what a template expects there.
pub(super) struct Gap<'g> {
    pub(super) parts: &'g [Part],
    pub(super) range: Range<usize>,
    /// Nothing but the text's start bounds it on the left.
    pub(super) open_start: bool,
    /// Nothing but the text's end bounds it on the right.
    pub(super) open_end: bool,
}

/// Longest value of a placeholder, in characters.
pub(super) fn max_chars(field: Placeholder) -> usize {
    match field {
        Placeholder::Url => urls::MAX_URL,
        Placeholder::Title => 300,
        Placeholder::Author | Placeholder::Publisher | Placeholder::Site | Placeholder::License => {
            120
        }
        Placeholder::Date => 40,
    }
}

/// Fills the placeholders of a gap. Gives the raw range they took, or `None` if one of them cannot be filled.
pub(super) fn take(
    gap: &Gap<'_>,
    raw: &str,
    links: &[LinkSpan<'_>],
    fields: &mut BTreeMap<String, String>,
) -> Option<Range<usize>> {
    let mut range = gap.range.clone();
    let wanted = gap
        .parts
        .iter()
        .filter(|part| matches!(part, Part::Field(_)))
        .count();
    let mut skipping = false;
    if wanted == 0 {
        if gap.parts.contains(&Part::Skip) && !few_words(raw.get(range.clone())?) {
            return None;
        }
        // Between two literals nothing but punctuation may stand; at the edges there is nothing to take.
        return Some(if gap.open_start {
            range.end..range.end
        } else {
            range.start..range.start
        });
    }
    if gap.open_start {
        let near = range.end.saturating_sub(MAX_OPEN).max(range.start);
        range.start = (near..range.end)
            .find(|at| raw.is_char_boundary(*at))
            .unwrap_or(range.end);
        range.start = line_start(raw, &range);
    }
    if gap.open_end {
        let near = (range.start + MAX_OPEN).min(range.end);
        range.end = (range.start..=near)
            .rev()
            .find(|at| raw.is_char_boundary(*at))
            .unwrap_or(range.start);
    }
    let mut at = range.start;
    let mut taken: Option<Range<usize>> = None;
    for (index, part) in gap.parts.iter().enumerate() {
        match part {
            Part::Skip => skipping = true,
            // What is skipped may hold any marks.
            Part::Literal(_) if skipping => {}
            Part::Literal(literal) => {
                // A separator that closes a placeholder was found when that placeholder was cut.
                if let Some(separator) = literal.separator
                    && let Some(found) = find_char(raw, at..range.end, separator)
                {
                    at = found.end;
                }
            }
            Part::Field(Placeholder::Url) => {
                if skipping {
                    let start = url_start(raw, at..range.end, links, true)?;
                    if !few_words(raw.get(at..start)?) {
                        return None;
                    }
                    at = start;
                    skipping = false;
                }
                let found = url_at(raw, at..range.end, links)?;
                at = found.1.end;
                extend(&mut taken, &found.1);
                fields
                    .entry(Placeholder::Url.as_str().to_owned())
                    .or_insert(found.0);
            }
            Part::Field(field) => {
                let end = match gap.parts.get(index + 1) {
                    Some(Part::Literal(literal)) => {
                        let opening = skip_marks(raw, at..range.end, literal.separator);
                        find_char(raw, opening..range.end, literal.separator?)?.start
                    }
                    Some(Part::Field(_)) => url_start(raw, at..range.end, links, false)?,
                    Some(Part::Skip) => range.end,
                    None if gap.open_end => open_end(raw, at..range.end, *field),
                    None => range.end,
                };
                let value = clean(name_part(raw.get(at..end)?, *field));
                if !plausible(&value, *field) {
                    return None;
                }
                extend(&mut taken, &(at..end));
                fields.entry(field.as_str().to_owned()).or_insert(value);
                at = end;
            }
        }
    }
    if skipping && !few_words(raw.get(at..range.end)?) {
        return None;
    }
    taken
}

/// Whether a stretch is short enough for `{...}`, and within one sentence.
fn few_words(stretch: &str) -> bool {
    let letters: usize = stretch
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(weight)
        .sum();
    letters <= SKIP_LETTERS && !stretch.contains(['。', '！', '？'])
}

fn extend(taken: &mut Option<Range<usize>>, by: &Range<usize>) {
    *taken = Some(match taken.take() {
        Some(range) => range.start.min(by.start)..range.end.max(by.end),
        None => by.clone(),
    });
}

/// The captures of a regular expression, in the same shape as those of a template.
pub(super) fn by_regex(regex: &Regex, raw: &str) -> Option<TemplateMatch> {
    let captures = regex.captures(raw)?;
    let whole = captures.get(0)?;
    let mut fields = BTreeMap::new();
    for field in Placeholder::ALL {
        if let Some(found) = captures.name(field.as_str()) {
            let value = clean(found.as_str());
            if !value.is_empty() {
                fields.insert(field.as_str().to_owned(), value);
            }
        }
    }
    Some(TemplateMatch {
        range: whole.range(),
        fields,
        exact: true,
    })
}

/// The URL right after a literal: the target of a link there, else a URL shown as text.
fn url_at(
    raw: &str,
    within: Range<usize>,
    links: &[LinkSpan<'_>],
) -> Option<(String, Range<usize>)> {
    let text = raw.get(within.clone())?;
    let lead = opening_marks(text);
    let first = within.start + lead;
    let shown = urls::leading_url(text.get(lead..)?);
    let linked = links
        .iter()
        .find(|link| link.range.start <= first && link.range.end > first && is_web(link.href));
    match (linked, shown) {
        (Some(link), shown) => {
            let shown_end = shown.map_or(first, |url| first + url.len());
            let end = link.range.end.max(shown_end).min(within.end);
            let end = if raw.is_char_boundary(end) {
                end
            } else {
                shown_end
            };
            Some((link.href.to_owned(), first..end.max(first)))
        }
        (None, Some(url)) => Some((url.to_owned(), first..first + url.len())),
        (None, None) => None,
    }
}

fn is_web(href: &str) -> bool {
    let scheme: String = href.chars().take(8).collect::<String>().to_lowercase();
    scheme.starts_with("http://") || scheme.starts_with("https://") || scheme.starts_with("//")
}

/// Where the next URL or web link begins; a link at the very place counts only if `here`.
fn url_start(raw: &str, within: Range<usize>, links: &[LinkSpan<'_>], here: bool) -> Option<usize> {
    let linked = links
        .iter()
        .filter(|link| within.contains(&link.range.start) && is_web(link.href))
        .map(|link| link.range.start)
        // A link at the very place is the name before the URL, as in `作者：<a>X</a>`.
        .find(|start| (here || *start > within.start) && raw.is_char_boundary(*start));
    let shown = urls::find_url(raw.get(within.clone())?).map(|url| within.start + url.start);
    match (linked, shown) {
        (Some(linked), Some(shown)) => Some(linked.min(shown)),
        (linked, shown) => linked.or(shown),
    }
}

/// The start of the line that a gap ends in.
fn line_start(raw: &str, range: &Range<usize>) -> usize {
    let text = raw.get(range.clone()).unwrap_or_default();
    let text = text.trim_end();
    text.rfind(['\n', '。', '！', '？', '；'])
        .map_or(range.start, |at| {
            range.start + at + text[at..].chars().next().map_or(1, char::len_utf8)
        })
}

/// Where a value ends that no literal follows: at the end of its line, for names also at the end of the sentence.
fn open_end(raw: &str, within: Range<usize>, field: Placeholder) -> usize {
    let text = raw.get(within.clone()).unwrap_or_default();
    let skipped = text.len() - text.trim_start().len();
    let body = &text[skipped..];
    let mut previous = ' ';
    for (at, c) in body.char_indices() {
        let stops = match c {
            '\n' => true,
            '。' | '！' | '？' | '；' | '，' | '|' | '丨' | ';' => {
                field != Placeholder::Title
            }
            ' ' => field != Placeholder::Title && previous == '.' && !initial_before(&body[..at]),
            _ => false,
        };
        if stops && at > 0 {
            return within.start + skipped + at;
        }
        previous = c;
    }
    within.end
}

/// A name up to the end of its line or sentence: between it and the next words of a template a notice may say more. A
/// title may hold anything.
fn name_part(text: &str, field: Placeholder) -> &str {
    if field == Placeholder::Title {
        return text;
    }
    let start = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let mut previous = ' ';
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < start) {
        let ends = match c {
            '\n' | '。' | '！' | '？' | '；' | '，' | '|' | '丨' => true,
            ' ' => previous == '.' && !initial_before(&text[..at]),
            _ => false,
        };
        if ends {
            return &text[..at];
        }
        previous = c;
    }
    text
}

/// Whether the text ends in an initial or a short title, as `J.` or `Dr.`: its period ends no sentence.
fn initial_before(text: &str) -> bool {
    text.trim_end_matches('.')
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .is_some_and(|word| {
            word.chars().count() <= 2 && word.chars().any(|c| c.is_uppercase() || c.is_lowercase())
        })
}

/// The first place of a folded punctuation character.
fn find_char(raw: &str, within: Range<usize>, wanted: char) -> Option<Range<usize>> {
    let text = raw.get(within.clone())?;
    fold_chars(text)
        .into_iter()
        .find(|(c, _)| *c == wanted)
        .map(|(_, range)| within.start + range.start..within.start + range.end)
}

/// Skips opening marks, so that the quote which opens a title is not taken for the one that closes it.
fn skip_marks(raw: &str, within: Range<usize>, closing: Option<char>) -> usize {
    let text = raw.get(within.clone()).unwrap_or_default();
    // Only quotes open and close with one folded character.
    if matches!(closing, Some('"' | '\'')) {
        within.start + opening_marks(text)
    } else {
        within.start
    }
}

/// The bytes of the signs before the first word.
fn opening_marks(text: &str) -> usize {
    let signs = text.chars().take_while(|c| !c.is_alphanumeric());
    signs.take(MAX_LEAD).map(char::len_utf8).sum()
}

/// A captured name or title without what belongs to the markup around it.
fn clean(raw: &str) -> String {
    let mut text: String = raw
        .chars()
        .filter(|c| !is_invisible(*c))
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    // Markdown link: `[name](target)`.
    if let Some(open) = text.find('[')
        && let Some(middle) = text[open..].find("](").map(|at| open + at)
        && let Some(close) = text[middle..].find(')').map(|at| middle + at)
    {
        text = format!(
            "{}{}{}",
            &text[..open],
            &text[open + 1..middle],
            &text[close + 1..]
        );
    }
    let mut rest = text.as_str();
    loop {
        let trimmed = rest
            .trim_matches(|c: char| c.is_whitespace() || MARKS.contains(c))
            .trim_start_matches(CLOSERS)
            .trim_end_matches(OPENERS);
        let trimmed = trim_pairs(trimmed);
        if trimmed.len() == rest.len() {
            break;
        }
        rest = trimmed;
    }
    // A period may end an initial (`Martin Jr.`), but after a longer word it ends the sentence.
    let rest = match rest.strip_suffix('.') {
        Some(name) if !initial_before(name) => name,
        _ => rest,
    };
    rest.to_owned()
}

/// Marks that never belong to the edge of a name.
const MARKS: &str = "*_`~\"“”„‟«»‹›『』「」《》〈〉：:，,、。；;|丨—–-=<>‘’'/";
const OPENERS: [char; 4] = ['(', '（', '[', '【'];
const CLOSERS: [char; 4] = [')', '）', ']', '】'];

/// Removes brackets that enclose the whole text, or that lost their partner.
fn trim_pairs(text: &str) -> &str {
    for (open, close) in OPENERS.into_iter().zip(CLOSERS) {
        if let Some(inner) = text
            .strip_prefix(open)
            .and_then(|inner| inner.strip_suffix(close))
        {
            return inner;
        }
        if text.starts_with(open) && !text.contains(close) {
            return &text[open.len_utf8()..];
        }
        if text.ends_with(close) && !text.contains(open) {
            return &text[..text.len() - close.len_utf8()];
        }
    }
    text
}

fn plausible(value: &str, field: Placeholder) -> bool {
    !value.is_empty()
        && value.chars().count() <= max_chars(field)
        && value.chars().any(char::is_alphanumeric)
        && (field == Placeholder::Title || !value.contains("://"))
        && (field != Placeholder::Author || !begins_like_a_thing(value))
}

/// Whether a text begins with an article or the word for a source, as in "credit the author and …".
fn begins_like_a_thing(value: &str) -> bool {
    let first = value.split(|c: char| !c.is_alphanumeric()).next();
    first.is_some_and(|word| THINGS.contains(word))
}

/// Small words that begin no name: articles and pronouns of the languages whose notices say "credit the source and …".
static THINGS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| languages::words(|language| &language.small_words).collect());
