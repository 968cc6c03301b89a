//! The publisher in a line that is to be copied.

use super::small_words::skip_small_words;
use crate::languages::Need;
use crate::originals::notice::sense;
use crate::text::fold;
use crate::vocabulary::{self, Role};

/// The publisher in a line that is to be copied: "First published in the Moor Courier", 首发于《河岸月刊》, and in Korean
/// behind the name, "갈대주보에 처음 실린 글".
pub(in crate::originals::notice) fn first_published(line: &str) -> Option<String> {
    /// Bytes of a phrase.
    const LONGEST: usize = 120;
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let folded = fold(line);
    let starts = folded.as_str().char_indices().map(|(at, _)| at);
    let longest = starts
        .take_while(|end| *end <= LONGEST)
        .filter(|end| folded.as_str().get(..*end).is_some_and(is_credit))
        .last();
    let Some(longest) = longest else {
        let (first, _) = line.split_once(' ')?;
        let name = ["에서", "에"]
            .iter()
            .find_map(|particle| first.strip_suffix(particle))?;
        return sense::is_person(name).then(|| name.to_owned());
    };
    let end = folded.raw_range(0..longest).end;
    let rest = line.get(end..)?;
    let (start, _) = skip_small_words(rest, 0)?;
    let name = sense::name(rest.get(start..)?, true)?;
    sense::is_person(&name).then_some(name)
}

/// Whether a folded text is a phrase of credits in any language that says it wherever it stands.
fn is_credit(folded: &str) -> bool {
    let mut entries = vocabulary::phrases().of(folded);
    entries.any(|entry| entry.kind == Role::Credit && !entry.needs(Need::Original))
}
