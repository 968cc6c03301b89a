//! What a sentence is about: a page also says how its code may be used, who drew its icons and what readers may post under
//! it, in the words of notices. Nothing of that is asked of whoever takes over the text.

use std::ops::Range;

use super::asides;
use super::clause;
use super::lexicon::{Hit, Word, hits_and_objects, listed, whole_word};
use super::measure::distance;
use super::sense;
use super::sentences::{quotes, sentences};
use super::spoken::Spoken;
use crate::page::{Block, BlockKind};
use crate::text::template::is_spaceless;

/// Words of a sentence that are looked at; hostile ones have thousands.
const MOST: usize = 40;

/// Bytes between "without" and what is left out: "without the pictures". By hand.
const WITHOUT: usize = 12;

/// Bytes between what is left out and a "without" behind it. By hand: a space.
const BEHIND: usize = 1;

/// Bytes between "without" and the consent that it is about. By hand, as in the grammar.
const CONSENT: usize = 30;

/// Bytes between a thing and the text that it belongs to: "the photographs in this article". By hand.
const BELONGS: usize = 30;

/// Bytes between a text and its pictures in a script without spaces: 中的. By hand.
const OF: usize = 6;

/// Words that take a text over, those that are said of nothing else first.
const VERBS: &[&[Word]] = &[
    &[Word::Reuse, Word::Ban],
    &[Word::Take],
    &[Word::Put],
    &[Word::Carry, Word::Elsewhere],
];

/// Bytes of an article before "their". By hand: "La seva", "Il loro".
const ARTICLE: usize = 6;

/// Words between two things in a list. By hand: "and all other".
const LISTED: usize = 3;

/// Marks that end a part of a sentence.
const MARKS: &[char] = &[
    ',', '，', '、', ';', '；', ':', '：', '.', '。', '!', '?', '！', '？', '(', ')', '（', '）',
    '—', '–', '\n',
];

/// The words for things and texts in a block, and what stands around it.
#[derive(Debug, Default)]
pub(super) struct Objects {
    hits: Vec<Hit>,
    /// Whether the heading above speaks of things alone: "Icons".
    pub(super) headed: bool,
}

/// One thing or text that a sentence speaks of, or several in a list.
struct Group {
    text: bool,
    foreign: bool,
    range: Range<usize>,
}

/// What the words for things and texts say of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Text,
    Things,
    Nobody,
}

impl Objects {
    /// The words of a block, those for things and texts apart from all others.
    pub(super) fn apart(text: &str, all: Vec<Hit>) -> (Vec<Hit>, Self) {
        let (mut objects, others): (Vec<Hit>, Vec<Hit>) =
            all.into_iter().partition(|hit| hit.word.is_object());
        for hit in &mut objects {
            hit.range = whole_word(text, &hit.range);
        }
        objects.sort_by_key(|hit| (hit.range.start, hit.range.end, hit.word));
        leave_out_parts(&mut objects);
        let objects = Self {
            hits: objects,
            headed: false,
        };
        (others, objects)
    }

    /// Whether a block speaks of things and of no text.
    pub(super) fn are_things(&self) -> bool {
        let of = |word: Word| self.hits.iter().any(|hit| hit.word == word);
        (of(Word::Thing) || of(Word::Foreign)) && !of(Word::Text) && !of(Word::Print)
    }

    /// Whether a block speaks of nothing that has a name here.
    pub(super) fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// Whether a text is among what a block speaks of.
    pub(super) fn name_text(&self) -> bool {
        self.hits.iter().any(|hit| hit.word == Word::Text)
    }

    /// Whether a text is among what a range speaks of.
    pub(super) fn text_within(&self, range: &Range<usize>) -> bool {
        within(&self.hits, range)
            .iter()
            .any(|hit| hit.word == Word::Text)
    }

    /// Whether a word of taking over stands in a range that is said of texts alone.
    pub(super) fn print_within(&self, range: &Range<usize>) -> bool {
        within(&self.hits, range)
            .iter()
            .any(|hit| hit.word == Word::Print)
    }

    /// Whether what the sentence says is said of things and not of the text. `hits` are the other words of the block,
    /// `before` the sentence before it.
    pub(super) fn are_meant(
        &self,
        text: &str,
        range: &Range<usize>,
        hits: &[Hit],
        before: Option<&Range<usize>>,
    ) -> bool {
        let theirs = hits.iter().any(|hit| hit.word == Word::Theirs);
        if self.hits.is_empty() && !self.headed && !theirs {
            return false;
        }
        let inside = in_one_language(within(&self.hits, range), within(hits, range));
        if calls_to_share(&inside) {
            return true;
        }
        let (about, groups) = self.said(text, range, hits);
        match about {
            About::Text => false,
            About::Things => true,
            About::Nobody => {
                let has = |word: Word| inside.iter().any(|hit| hit.word == word);
                let prints = |hits: &[Hit], range: &Range<usize>| {
                    let mut inside = within(hits, range).iter();
                    inside.any(|hit| hit.word == Word::Print)
                };
                // "Copying and reprinting this software is free. If you reprint it in a book, …"
                let again = before.is_some_and(|before| {
                    prints(&self.hits, before) && self.said(text, before, hits).0 == About::Things
                });
                let own = has(Word::Own) && !groups || has(Word::Print) && !again;
                // "The gauges belong to the valley. Their values may be reused": whatever it is that was spoken of, it is no text.
                let refers = || {
                    before.is_some_and(|before| {
                        goes_on_with(range, &inside) && !self.speaks_of_text(before, hits)
                    })
                };
                let goes_on = || {
                    before.is_some_and(|before| {
                        (self.goes_on(text, before, hits) || repeats(text, before, range))
                            && self.said(text, before, hits).0 == About::Things
                    })
                };
                !own && (self.headed || goes_on() || refers())
            }
        }
    }

    /// Whether a sentence speaks of a text, of its owner or of rights.
    fn speaks_of_text(&self, range: &Range<usize>, hits: &[Hit]) -> bool {
        use Word::{License, Mine, Own, Owned, Reuse};
        let other = |hit: &Hit| matches!(hit.word, License | Mine | Own | Owned | Reuse);
        self.text_within(range) || within(hits, range).iter().any(other)
    }

    /// Whether all that a sentence speaks of is the use of something that is no text, in words that are said of anything: "the
    /// lift must not be used during repairs".
    pub(super) fn are_used(&self, range: &Range<usize>, hits: &[Hit]) -> bool {
        use Word::{
            Ban, Consent, Contact, Elsewhere, Mine, Name, Own, Print, Put, Reuse, Take, Text,
            Usage, Without,
        };
        const TEXTS: &[Word] = &[
            Text, Print, Own, Mine, Elsewhere, Consent, Contact, Without, Name,
        ];
        let inside = in_one_language(within(&self.hits, range), within(hits, range));
        let used = |verb: &Hit| {
            let mut plain = inside.iter().filter(|hit| hit.word == Usage);
            plain.any(|plain| meet(&plain.range, &verb.range))
        };
        let mut verbs = inside
            .iter()
            .filter(|hit| matches!(hit.word, Reuse | Take | Put | Ban))
            .peekable();
        verbs.peek().is_some()
            && verbs.all(|verb| used(verb))
            && !inside.iter().any(|hit| TEXTS.contains(&hit.word))
    }

    /// Whether a sentence says more of a thing than who made it, so that the next one may speak of it too. "Photographs: Ida
    /// Holm. No reprints." speaks of two things.
    fn goes_on(&self, text: &str, range: &Range<usize>, hits: &[Hit]) -> bool {
        let sentence = text.get(range.clone()).unwrap_or_default();
        sentence.ends_with([';', '；'])
            || within(hits, range).iter().any(|hit| {
                matches!(
                    hit.word,
                    Word::Permit | Word::License | Word::Reuse | Word::Take | Word::Commercial
                )
            })
    }

    /// Whether the licence that stands at a place of a block is that of a thing.
    pub(super) fn are_licensed(&self, text: &str, hits: &[Hit], at: usize) -> bool {
        let sentences = sentences(text);
        let Some(index) = sentences
            .iter()
            .position(|range| range.start <= at && at < range.end)
        else {
            return false;
        };
        let speaks_of_itself = |range: &Range<usize>| {
            let mut own = within(hits, range).iter();
            own.any(|hit| hit.word == Word::Own && hit.range.end <= at)
        };
        let in_sentence = |index: usize| {
            let range = sentences.get(index)?;
            let groups = self.groups(text, range, hits);
            // "This page is CC BY, as is all that this repository holds."
            if groups.first().is_some_and(|first| first.range.start >= at)
                && speaks_of_itself(range)
            {
                return Some(true);
            }
            // Behind the licence stands what is licensed only where nothing stands before it.
            let before = groups.iter().rev().find(|group| group.range.start < at);
            before.or(groups.first()).map(|group| group.text)
        };
        let own = |index: usize| {
            let range = sentences.get(index);
            range.is_some_and(|range| {
                let mut own = within(hits, range).iter();
                own.any(|hit| hit.word == Word::Own)
            })
        };
        match in_sentence(index) {
            Some(text) => !text,
            None if own(index) => false,
            None => {
                let before = index.checked_sub(1).and_then(in_sentence);
                before.map_or(self.headed, |text| !text)
            }
        }
    }

    fn said(&self, text: &str, range: &Range<usize>, hits: &[Hit]) -> (About, bool) {
        let groups = self.groups(text, range, hits);
        (self.about(text, range, hits, &groups), !groups.is_empty())
    }

    fn about(&self, text: &str, range: &Range<usize>, hits: &[Hit], groups: &[Group]) -> About {
        let Some(first) = groups.first() else {
            return About::Nobody;
        };
        let inside = in_one_language(within(&self.hits, range), within(hits, range));
        // "Publication", and in Thai "the publisher", has the verb in it.
        let noun = |verb: &Hit| {
            let mut nouns = inside.iter().filter(|hit| match hit.word {
                Word::Text => true,
                Word::Publisher => hit.range.len() > verb.range.len(),
                _ => false,
            });
            nouns.any(|hit| meet(&hit.range, &verb.range))
        };
        let of = |words: &&&[Word]| {
            inside
                .iter()
                .any(|hit| words.contains(&hit.word) && !noun(hit))
        };
        let Some(verbs) = VERBS.iter().find(of) else {
            // "Please cite our paper": what is named there is the credit.
            let credits = inside
                .iter()
                .any(|hit| matches!(hit.word, Word::Name | Word::Tell));
            return match first.text {
                true if credits => About::Nobody,
                true => About::Text,
                false => About::Things,
            };
        };
        let verbs = inside
            .iter()
            .filter(|hit| verbs.contains(&hit.word) && !noun(hit));
        // What stands in the same sentence is nearer, where two are read together.
        let marks = ['.', '!', '?', '。', '！', '？', '\n'];
        let read = text.get(range.clone()).unwrap_or_default();
        let ends: Vec<usize> = read
            .match_indices(marks)
            .map(|(at, _)| range.start + at)
            .collect();
        let ends_before = |at: usize| ends.partition_point(|end| *end < at);
        let mut about = About::Text;
        for verb in verbs.take(MOST) {
            let beyond = |group: &Group| {
                let from = group.range.end.min(verb.range.end);
                let to = group.range.start.max(verb.range.start);
                from < to && ends_before(from) != ends_before(to)
            };
            let far = |group: &&Group| {
                (
                    beyond(group),
                    distance(&group.range, &verb.range),
                    !group.text,
                )
            };
            let Some(near) = groups.iter().min_by_key(far) else {
                continue;
            };
            if near.text {
                return About::Text;
            }
            // "Reprints are welcome, photographs by Ida Holm" speaks of two things, "the copying, change or use of the code"
            // of one.
            let between = verb.range.end..near.range.start.max(verb.range.end);
            let told = verb.word == Word::Ban
                || inside.iter().any(|hit| {
                    matches!(
                        hit.word,
                        Word::Permit | Word::Forbid | Word::Consent | Word::Ask
                    ) && between.start <= hit.range.start
                        && hit.range.end <= between.end
                });
            let written = text.get(between).unwrap_or_default();
            // "MIT License — copying is free", "Pictures: may be used with credit": the thing is what the sentence is about.
            let opens = text
                .get(range.start..near.range.start)
                .is_some_and(|before| !before.contains(char::is_alphanumeric));
            let rest = written.trim_start().strip_prefix([':', '：', '—', '–']);
            let topic = opens && rest.is_some_and(|rest| !rest.contains(MARKS));
            let comma = written.contains([',', '，', '、']);
            let apart = if comma { told } else { written.contains(MARKS) };
            // "The pictures and logos are protected, and may not be copied": no text is spoken of.
            let subject = || {
                near.range.end <= verb.range.start
                    && !self.print_within(range)
                    && groups.iter().all(|group| !group.text)
            };
            if !apart || topic || subject() {
                about = About::Things;
            }
        }
        about
    }

    /// The sentences of a text; one that allows to take the text over, and forbids it for pictures, falls into two: "the text may
    /// be reprinted with credit, the photographs may not".
    pub(super) fn parts(&self, text: &str, hits: &[Hit]) -> Vec<Range<usize>> {
        let sentences = sentences(text).into_iter();
        sentences
            .flat_map(|range| match self.parting(text, &range, hits) {
                Some(at) => vec![range.start..at, at..range.end],
                None => vec![range],
            })
            .collect()
    }

    /// Where a sentence turns from the text to things of which it says the opposite.
    fn parting(&self, text: &str, range: &Range<usize>, hits: &[Hit]) -> Option<usize> {
        /// Places that are looked at. By hand.
        const PLACES: usize = 12;
        let objects = within(&self.hits, range);
        let things = objects.iter().filter(|hit| hit.word == Word::Thing);
        let mut begins = things.map(|hit| hit.range.start).peekable();
        begins.peek()?;
        let sentence = text.get(range.clone())?;
        let marks = [',', '，', '،', '—', '–', ';', '；'];
        let ends = |(at, mark): (usize, &str)| range.start + at + mark.len();
        let marks = sentence.match_indices(marks).take(PLACES).map(ends);
        // A kindred language takes a small word for a negation.
        let spoken = in_one_language(objects, within(hits, range));
        let has = |part: &Range<usize>, words: &[Word]| {
            let inside = |hit: &Hit| part.start <= hit.range.start && hit.range.start < part.end;
            let mut all = spoken.iter().filter(|hit| inside(hit));
            all.any(|hit| words.contains(&hit.word))
        };
        let of_text = |part: &Range<usize>| {
            has(part, &[Word::Text, Word::Print, Word::Reuse, Word::Own])
                && has(part, &[Word::Permit, Word::Name])
                && !has(part, &[Word::Thing, Word::Forbid, Word::Ban, Word::Not])
        };
        let of_things = |part: &Range<usize>| {
            has(part, &[Word::Thing])
                && has(part, &[Word::Forbid, Word::Ban, Word::Not])
                && !has(part, &[Word::Text, Word::Own])
        };
        // "Texts and pictures must not be copied" lists them.
        let begins = begins.take(PLACES).filter(|at| {
            let head = text.get(range.start..*at).unwrap_or_default();
            !head
                .trim_end()
                .ends_with(['・', '、', ',', '，', '/', '&', '·'])
        });
        marks.chain(begins).find(|at| {
            let (head, tail) = (range.start..*at, *at..range.end);
            of_text(&head) && of_things(&tail) || of_things(&head) && of_text(&tail)
        })
    }

    /// What a sentence speaks of, in its order.
    fn groups(&self, text: &str, range: &Range<usize>, hits: &[Hit]) -> Vec<Group> {
        let inside = in_one_language(within(&self.hits, range), within(hits, range));
        let objects = longest(&inside, &quotes(text, range));
        let mut groups: Vec<Group> = Vec::new();
        let foreign = objects.iter().filter(|hit| hit.word == Word::Foreign);
        let foreign: Vec<&Hit> = foreign.copied().collect();
        let verb = |from: usize, to: usize| {
            inside.iter().any(|hit| {
                from <= hit.range.start
                    && hit.range.end <= to
                    && matches!(
                        hit.word,
                        Word::Reuse | Word::Ban | Word::Permit | Word::Forbid | Word::Take
                    )
            })
        };
        for object in &objects {
            let mut is_text = match object.word {
                Word::Text => true,
                Word::Thing => false,
                _ => continue,
            };
            let (start, end) = (object.range.start, object.range.end);
            let asks_behind = |at: usize| {
                inside.iter().any(|hit| {
                    // "İzinsiz" is "without consent" in one word.
                    let within = hit.range.start < at && at <= hit.range.end;
                    let gap = hit.range.start.checked_sub(at);
                    hit.word == Word::Consent && (within || gap.is_some_and(|gap| gap <= CONSENT))
                })
            };
            // "Without the pictures"; "a képek nélkül" has it behind, as "pictures without consent" does.
            let left_out = |hit: &Hit| {
                let (gap, most) = if hit.range.end <= start {
                    (hit.range.end..start, WITHOUT)
                } else if end <= hit.range.start && !asks_behind(hit.range.end) {
                    (end..hit.range.start, BEHIND)
                } else {
                    return false;
                };
                hit.word == Word::Without
                    && gap.len() <= most
                    && !text.get(gap).is_some_and(|gap| gap.contains(MARKS))
            };
            if !is_text && inside.iter().any(|hit| left_out(hit)) {
                continue;
            }
            let others = foreign.iter().any(|hit| beside(text, hit, object));
            is_text &= !others;
            if let Some(last) = groups.last_mut() {
                let between = text.get(last.range.end..start).unwrap_or_default();
                let apart = verb(last.range.end, start);
                let ended =
                    between.contains(['。', '!', '?', '！', '？', '\n']) || between.contains(". ");
                let same = if ended {
                    None
                } else if others || last.foreign || apart {
                    // "Cudzych tekstów": what belongs to others is one thing.
                    (last.foreign && between.len() <= 1).then_some(false)
                } else if listed(between, LISTED) || lists_in_thai(between, text.get(start..)) {
                    Some(last.text || is_text)
                } else if last.text && !is_text {
                    let begins = text.get(start..).unwrap_or_default();
                    let compound = begins.starts_with(is_spaceless) && between.len() <= OF;
                    // "All content on this site, such as photographs".
                    Some(!compound)
                } else if !last.text && is_text {
                    // The head of "görsel içerikler", visual contents, comes last.
                    let belongs =
                        (2..=BELONGS).contains(&between.len()) && !between.contains(MARKS);
                    belongs.then_some(false)
                } else {
                    (!is_text).then_some(false)
                };
                if let Some(same) = same {
                    last.text = same;
                    last.range.end = end;
                    continue;
                }
            }
            groups.push(Group {
                text: is_text,
                foreign: others,
                range: start..end,
            });
        }
        groups
    }
}

/// Whether nothing but a space stands before a word in Thai, which lists with spaces.
fn lists_in_thai(between: &str, word: Option<&str>) -> bool {
    let thai = |word: &str| word.starts_with(|c: char| matches!(c as u32, 0x0E00..=0x0E7F));
    between == " " && word.is_some_and(thai)
}

/// Whether all that a part of a text asks for is about things.
pub(super) fn asks_of_things(text: &str, part: &Range<usize>, spoken: &Spoken) -> bool {
    let (hits, objects) = Objects::apart(text, hits_and_objects(text, spoken));
    let mut before = None;
    let mut asked = false;
    for range in sentences(text) {
        let deciding = |hit: &Hit| clause::deciding(hit.word);
        let inside = range.start < part.end && part.start < range.end;
        if inside && within(&hits, &range).iter().any(deciding) {
            asked = true;
            let said: Vec<Hit> = in_one_language(&[], within(&hits, &range))
                .into_iter()
                .cloned()
                .collect();
            let aside = asides::of_members(&said)
                || asides::of_grants(&said)
                || asides::of_practice(text, &said);
            if !aside && !objects.are_meant(text, &range, &hits, before.as_ref()) {
                return false;
            }
        }
        before = Some(range);
    }
    asked
}

/// Whether the licences that a block links, or names in words, at some places are all those of things; `below` is the block
/// under it.
pub(in crate::originals) fn licenses_things(
    block: &Block,
    below: Option<&Block>,
    at: impl Iterator<Item = usize>,
    spoken: &Spoken,
) -> bool {
    /// Places that are looked at: each may cost a look at the whole block. By hand.
    const PLACES: usize = 32;
    let (hits, mut objects) = Objects::apart(&block.text, hits_and_objects(&block.text, spoken));
    // What stands below a figure speaks of it unless it says otherwise.
    objects.headed = block.kind == BlockKind::Caption;
    // "Licence (CC BY 4.0)" stands above what it is about.
    if let Some(below) = below.filter(|_| block.kind == BlockKind::Heading && objects.is_empty()) {
        let (hits, objects) = Objects::apart(&below.text, hits_and_objects(&below.text, spoken));
        let first = sentences(&below.text).into_iter().next();
        return first.is_some_and(|first| objects.are_meant(&below.text, &first, &hits, None));
    }
    at.take(PLACES)
        .all(|at| objects.are_licensed(&block.text, &hits, at))
}

/// Where a block names a licence: a link to one, or its name.
pub(in crate::originals) fn licensed_at(block: &Block) -> usize {
    /// How names of licences begin.
    const NAMES: &[&str] = &["CC", "reative", "cc-by", "cc by"];
    let mut links = block.links.iter().filter(|link| {
        let url = link.resolved.as_ref();
        url.is_some_and(|url| sense::is_license(url.as_str()))
    });
    let linked = links.next().map(|link| link.text.start);
    let named = || NAMES.iter().filter_map(|name| block.text.find(name)).min();
    linked.or_else(named).unwrap_or_default()
}

/// Whether a sentence takes up a word of the one before: "The logos and other elements are protected. Copying these elements …".
fn repeats(text: &str, before: &Range<usize>, range: &Range<usize>) -> bool {
    /// Letters in which two forms of one word agree, and words that are looked at. By hand.
    const STEM: usize = 6;
    let stems = |range: &Range<usize>| {
        let words = text.get(range.clone()).unwrap_or_default();
        let words = words.split(|c: char| !c.is_alphabetic()).take(MOST);
        let stem = |word: &str| {
            let stem: String = word
                .chars()
                .take(STEM)
                .flat_map(char::to_lowercase)
                .collect();
            (stem.chars().count() == STEM && !word.contains(is_spaceless)).then_some(stem)
        };
        words.filter_map(stem).collect::<Vec<String>>()
    };
    let known = stems(before);
    stems(range).iter().any(|stem| known.contains(stem))
}

/// Leaves out a word of a phrase that says something else: "materials" in "downloadable materials". The words are in order.
fn leave_out_parts(objects: &mut Vec<Hit>) {
    let mut kept: Vec<Hit> = Vec::with_capacity(objects.len());
    for hit in objects.drain(..).rev() {
        // Of the words that begin behind this one, those that end in it are the last ones kept.
        let part = |last: &Hit| {
            last.language == hit.language
                && last.range.start > hit.range.start
                && last.range.end <= hit.range.end
        };
        while kept.pop_if(|last| part(last)).is_some() {}
        kept.push(hit);
    }
    kept.reverse();
    *objects = kept;
}

/// Whether a sentence begins with whose something is that the one before spoke of: "Leur réutilisation est libre".
fn goes_on_with(range: &Range<usize>, inside: &[&Hit]) -> bool {
    let opens = |hit: &Hit| hit.range.start.saturating_sub(range.start) <= ARTICLE;
    let mut theirs = inside.iter().filter(|hit| hit.word == Word::Theirs);
    theirs.any(|hit| opens(hit))
}

/// "Please share this article with your friends": nothing is owed but that others see it.
fn calls_to_share(hits: &[&Hit]) -> bool {
    /// Bytes between a negation and the verb that it turns into a request. By hand.
    const FORGOTTEN: usize = 8;
    let forgotten = |not: &Hit| {
        let mut verbs = hits.iter().filter(|hit| hit.word == Word::Forget);
        verbs.any(|verb| distance(&verb.range, &not.range) <= FORGOTTEN)
    };
    let of_text = |hit: &Hit| {
        let text = |other: &&&Hit| matches!(other.word, Word::Text | Word::Own);
        let mut texts = hits.iter().filter(text);
        texts.any(|other| meet(&hit.range, &other.range))
    };
    // "Copy the link" has "the link", which is what credit is given to elsewhere.
    let spread = |hit: &Hit| {
        let mut spread = hits.iter().filter(|hit| hit.word == Word::Spread);
        spread.any(|spread| meet(&spread.range, &hit.range))
    };
    let waived = |hit: &Hit| {
        let mut waives = hits.iter().filter(|hit| hit.word == Word::Waive);
        waives.any(|waive| meet(&waive.range, &hit.range))
    };
    let noun = |hit: &Hit| match hit.word {
        Word::Source => !of_text(hit),
        Word::Origin | Word::Whose | Word::NamedAs => true,
        _ => false,
    };
    // "Copy the link and add it anywhere": all that is spoken of is the link that is sent on.
    let sends_link = hits.iter().any(|hit| noun(hit) && spread(hit))
        && !hits.iter().any(|hit| noun(hit) && !spread(hit));
    let owed = |hit: &&Hit| match hit.word {
        Word::Name | Word::Tell => !sends_link && !spread(hit),
        // "Don't forget to share it."
        Word::Forbid | Word::Ban => !forgotten(hit),
        // "No permission is needed for a link."
        Word::Consent => !waived(hit),
        _ => noun(hit) && !spread(hit),
    };
    hits.iter().any(|hit| hit.word == Word::Spread) && !hits.iter().any(owed)
}

/// Whether a word tells whose a thing or text is: it stands right beside it.
fn beside(text: &str, whose: &Hit, object: &Hit) -> bool {
    /// Bytes between them: " de ", a space and の. By hand.
    const BESIDE: usize = 4;
    let (a, b) = (&whose.range, &object.range);
    let between = a.end.min(b.end)..a.start.max(b.start);
    distance(a, b) <= BESIDE && !text.get(between).is_some_and(|text| text.contains(MARKS))
}

/// Whether two words share letters.
fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Those of some words, in their order, that stand in a range.
pub(super) fn within<'h>(hits: &'h [Hit], range: &Range<usize>) -> &'h [Hit] {
    let from = hits.partition_point(|hit| hit.range.start < range.start);
    let to = hits.partition_point(|hit| hit.range.start < range.end);
    hits.get(from..to).unwrap_or_default()
}

/// The words in the language that explains most of a sentence, objects first.
pub(super) fn in_one_language<'h>(objects: &'h [Hit], others: &'h [Hit]) -> Vec<&'h Hit> {
    let all = || {
        objects
            .iter()
            .take(MOST)
            .chain(others.iter().take(4 * MOST))
    };
    let mut weights = [0usize; 256];
    for hit in all() {
        if let Some(weight) = weights.get_mut(usize::from(hit.language)) {
            *weight += hit.range.len();
        }
    }
    let most = weights.iter().max().copied().unwrap_or_default();
    let spoken = |hit: &&Hit| weights.get(usize::from(hit.language)) == Some(&most);
    all().filter(spoken).collect()
}

/// The words for things and texts, the longest where one is part of another; those in quotation marks are names.
fn longest<'h>(hits: &[&'h Hit], quotes: &[Range<usize>]) -> Vec<&'h Hit> {
    let mut found: Vec<&Hit> = Vec::new();
    let quoted = |hit: &Hit| {
        let mut quotes = quotes.iter();
        quotes.any(|quote| quote.start <= hit.range.start && hit.range.end <= quote.end)
    };
    let objects = hits
        .iter()
        .copied()
        .filter(|hit| matches!(hit.word, Word::Thing | Word::Text | Word::Foreign) && !quoted(hit));
    for hit in objects {
        match found.last_mut() {
            Some(last) if hit.range.start < last.range.end => {
                if hit.range.len() > last.range.len() {
                    *last = hit;
                }
            }
            _ => found.push(hit),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_told_from_texts() {
        for (text, things) in [
            ("Photographs may not be used without permission.", true),
            ("The photos in this article may not be reproduced.", true),
            ("Texts and photos may not be reproduced.", false),
            ("Fotos und Texte dürfen nicht übernommen werden.", false),
            ("本文图片未经许可不得转载", true),
            ("文字和图片均不得转载", false),
            ("Перепечатка фотографий запрещена.", true),
            ("No part of this story may be reproduced.", false),
            (
                "The plugin may be redistributed if its author is credited.",
                true,
            ),
            ("La reproduction du code source est interdite.", true),
            (
                "Kopiowanie, zmiana i rozpowszechnianie kodu bez zgody autora zabronione.",
                true,
            ),
            ("This article may be reprinted without the pictures.", false),
            (
                "A cikk a fényképek nélkül átvehető a forrás megjelölésével.",
                false,
            ),
            ("Reprints are welcome, photographs by Ida Holm.", false),
            ("Nachdruck verboten, Fotos: Ida Holm", false),
            (
                "All content on this site, such as photographs and maps, must not be copied.",
                false,
            ),
            (
                "In den Kommentaren dürfen keine fremden Texte veröffentlicht werden.",
                true,
            ),
            ("Bu sitedeki görsel içerikler izinsiz kopyalanamaz.", false),
            (
                "The data may be reused freely; please cite our paper.",
                true,
            ),
            (
                "Please share this article with your friends, so that others can find it.",
                true,
            ),
            (
                "Please share this article with your friends and credit the author.",
                false,
            ),
            ("The essay “The Photo” may be reprinted with credit.", false),
            (
                "MIT License — copying is free with credit to its author.",
                true,
            ),
            (
                "Bilder: Weiterverwendung mit Nennung der Fotografin erlaubt.",
                true,
            ),
            ("Copy the link and post it wherever you like.", true),
            ("Copiez le lien et collez-le où vous voulez.", true),
            ("Please share this article and link back here.", false),
            (
                "La redacción permite reproducir los textos y las tablas siempre que se cite la fuente.",
                false,
            ),
        ] {
            let found = asks_of_things(text, &(0..text.len()), &Spoken::default());
            assert_eq!(found, things, "{text}");
        }
    }
}
