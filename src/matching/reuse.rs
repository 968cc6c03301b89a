//! From passages to shares and a class.

use std::collections::HashMap;
use std::ops::Range;

use super::align::{Aligned, edits};
use super::exact::Run;
use super::formula::Core;
use super::fuse::Stretch;
use super::model::{Class, Passage, PassageKind, Reuse};
use super::params::Params;
use super::prepared::Prepared;
use super::sentences::Identity;

/// Share of equal tokens from which a passage is an edited copy rather than a reworded one. By hand, held against the
/// sets of `examples/eval`.
const EDITED: f64 = 0.5;
/// Shortest passage without an exact run, in bytes of either text: a sentence or two. By hand, held against the sets of
/// `examples/eval`.
const SHORTEST_REWORDED: usize = 150;
/// Places of the page that are looked at for one line of the original. By hand; it bounds work.
const PLACES: usize = 48;
/// Share of a passage's tokens that must stand in quotation for the passage to be quoted. By hand.
const QUOTED_SHARE: f64 = 0.8;

/// Quotations that both texts may have of a third one without being copies of one another. By hand: more of them were
/// gathered by one of both.
const QUOTATIONS: usize = 2;
/// Sums up what was found in one pair of texts.
pub(super) fn reuse(
    original: &Prepared,
    page: &Prepared,
    params: &Params,
    aligned: &[Aligned],
    stretches: &[Stretch],
    bounded: bool,
) -> Reuse {
    let mut taken = Taken::new(original, page);
    let mut passages = Vec::with_capacity(stretches.len());
    let mut reworded = vec![false; original.len()];
    for stretch in stretches {
        let (passage, whole) = passage(original, page, aligned, stretch);
        let long_enough = |range: &Range<usize>| range.len() >= SHORTEST_REWORDED;
        let in_other_words = passage.kind == PassageKind::Reworded;
        let long = long_enough(&passage.original) && long_enough(&passage.page);
        if stretch.exact.is_empty() && !long {
            continue;
        }
        // What is verbatim inside a reworded passage counts as such; its common words in common order do not.
        for part in stretch.exact.iter().map(|index| &aligned[*index]) {
            if !in_other_words || part.is_firm() {
                taken.add(part);
            }
        }
        if stretch.cosine.is_some() {
            reworded[whole.original].fill(true);
        }
        passages.push(passage);
    }
    for (reworded, reproduced) in reworded.iter_mut().zip(&taken.original) {
        *reworded &= !reproduced;
    }
    if share(original, &taken.original) >= params.full {
        taken.add_lines();
    }
    let original_share = share(original, &taken.original);
    let page_share = share(page, &taken.page);
    let in_other_words = passages
        .iter()
        .any(|passage| passage.kind == PassageKind::Reworded);
    let is_quoted_in_both = original_share < params.full && taken.is_quoted_in_both(params);
    Reuse {
        class: match taken.class(params, original_share, page_share) {
            Class::None if in_other_words => Class::Reworded,
            class => class,
        },
        original_share,
        reworded_share: share(original, &reworded),
        page_share,
        longest_run: taken.core.longest_run,
        has_core: taken.core.is_reached(params.core) && !is_quoted_in_both,
        is_quoted_in_both,
        original_tokens: counts(original, &taken.original),
        page_tokens: counts(page, &taken.page),
        obfuscated: passages.iter().map(|passage| passage.obfuscated).sum(),
        passages,
        between: Vec::new(),
        bounded,
    }
}

/// How many tokens are flagged, and how many there are; only those that the shares count.
fn counts(text: &Prepared, flags: &[bool]) -> (usize, usize) {
    let mut counts = (0, 0);
    for (index, flag) in flags.iter().enumerate() {
        if text.weight(index..index + 1) > 0 {
            counts.0 += usize::from(*flag);
            counts.1 += 1;
        }
    }
    counts
}

/// Which tokens are reproduced.
struct Taken<'a> {
    texts: (&'a Prepared, &'a Prepared),
    original: Vec<bool>,
    page: Vec<bool>,
    core: Core<'a>,
    /// The same beside the quotations that both texts have.
    beside: Core<'a>,
    /// Tokens of the original in quotations that both texts have.
    in_both: Vec<bool>,
    /// Words and single characters of the longest passage outside, and inside quotation marks.
    plain: (usize, usize),
    quoted: (usize, usize),
}

impl<'a> Taken<'a> {
    fn new(original: &'a Prepared, page: &'a Prepared) -> Self {
        Self {
            texts: (original, page),
            original: vec![false; original.len()],
            page: vec![false; page.len()],
            core: Core::new(original, page),
            beside: Core::beside(original, page),
            in_both: vec![false; original.len()],
            plain: (0, 0),
            quoted: (0, 0),
        }
    }

    fn add(&mut self, found: &Aligned) {
        let moved = found
            .moved
            .iter()
            .flat_map(|run| run.page_range().zip(run.original_range()));
        for (p, o) in found.pairs.iter().copied().chain(moved) {
            self.page[p] = true;
            self.original[o] = true;
            self.in_both[o] |= self.texts.0.is_quoted(o) && self.texts.1.is_quoted(p);
        }
        self.core.add(found);
        self.beside.add(found);
        let size = found.evidence(self.texts.0, self.texts.1);
        let longest = if is_quoted(self.texts.1, found.page.clone()) {
            &mut self.quoted
        } else {
            &mut self.plain
        };
        if 2 * size.0 + size.1 > 2 * longest.0 + longest.1 {
            *longest = size;
        }
    }

    /// Whether nothing that is long enough is taken but a quotation or two that the page shows as such, too: both texts may
    /// have it of a third one. Of an original that is little else it is all of it.
    fn is_quoted_in_both(&self, params: &Params) -> bool {
        let (original, _) = self.texts;
        let is_one = |at: usize| original.is_quoted(at);
        let begins = |at: &usize| is_one(*at) && !at.checked_sub(1).is_some_and(is_one);
        let mut quotations = 0;
        let mut is_taken = false;
        for at in 0..original.len() {
            is_taken &= !begins(&at);
            if self.in_both[at] && !is_taken {
                is_taken = true;
                quotations += 1;
            }
        }
        (1..=QUOTATIONS).contains(&quotations)
            && self.core.is_reached(params.core)
            && !self.beside.is_reached(params.core)
    }

    /// Adds whole lines and sentences of the original that are too short to be passages, such as a kicker or a name that
    /// the page parts from the text: of a text that is copied as a whole they are copied, too.
    fn add_lines(&mut self) {
        let (original, page) = self.texts;
        let begins = |index: &usize| *index == 0 || page.ends_sentence(index - 1);
        let mut places: HashMap<u64, Vec<usize>, Identity> = HashMap::default();
        for index in (0..page.len()).filter(begins) {
            let list = places.entry(page.hash(index)).or_default();
            if list.len() < PLACES {
                list.push(index);
            }
        }
        let mut start = 0;
        for index in 0..original.len() {
            if !original.ends_sentence(index) {
                continue;
            }
            let line = start..index + 1;
            start = index + 1;
            if self.original[line.clone()].iter().any(|taken| *taken) {
                continue;
            }
            let hashes = |text: &'a Prepared, range: Range<usize>| {
                let tokens = text.tokens().get(range).unwrap_or_default();
                tokens.iter().map(|token| token.hash)
            };
            let is_there = |place: &usize| {
                hashes(page, *place..place + line.len()).eq(hashes(original, line.clone()))
            };
            let places = places.get(&original.hash(line.start));
            if let Some(place) = places.into_iter().flatten().copied().find(is_there) {
                self.page[place..place + line.len()].fill(true);
                self.original[line].fill(true);
            }
        }
    }

    fn class(&self, params: &Params, original_share: f64, page_share: f64) -> Class {
        let reproduced = (0..self.original.len())
            .filter(|index| self.original[*index])
            .fold((0, 0), |sum, index| {
                let (words, single) = self.texts.0.evidence(index..index + 1);
                (sum.0 + words, sum.1 + single)
            });
        if reproduced == (0, 0) {
            return Class::None;
        }
        let much = params.partial_length.is_reached(reproduced.0, reproduced.1);
        let plain = params.excerpt.is_reached(self.plain.0, self.plain.1);
        let quoted = params.quotation.is_reached(self.quoted.0, self.quoted.1);
        if original_share >= params.full {
            Class::Full
        } else if quoted && !plain && !much && page_share < params.quotation_page_share {
            Class::Quotation
        } else if much || original_share >= params.partial {
            Class::Partial
        } else if plain || params.excerpt.is_reached(self.quoted.0, self.quoted.1) {
            Class::Excerpt
        } else {
            Class::None
        }
    }
}

fn passage(
    original: &Prepared,
    page: &Prepared,
    aligned: &[Aligned],
    stretch: &Stretch,
) -> (Passage, Aligned) {
    let whole = merged(aligned, stretch);
    let similarity = whole.similarity();
    let edited = similarity >= EDITED || stretch.cosine.is_none();
    let edits = if edited {
        edits(original, page, &whole)
    } else {
        Vec::new()
    };
    let verbatim = edits.iter().all(|edit| !edit.kind.is_change());
    let passage = Passage {
        original: original.bytes(whole.original.clone()),
        page: page.bytes(whole.page.clone()),
        tokens: (whole.original.len(), whole.page.len()),
        kind: match (edited, verbatim) {
            (false, _) => PassageKind::Reworded,
            (true, true) => PassageKind::Verbatim,
            (true, false) => PassageKind::Edited,
        },
        similarity: match stretch.cosine {
            Some(cosine) if !edited => f64::from(cosine).clamp(0.0, 1.0),
            _ => similarity,
        },
        obfuscated: page.tokens()[whole.page.clone()]
            .iter()
            .filter(|token| token.disguised > 0)
            .count(),
        quoted: is_quoted(page, whole.page.clone()),
        edits,
    };
    (passage, whole)
}

/// The exact passages of a stretch as one: equal tokens in order, and what is out of order.
fn merged(aligned: &[Aligned], stretch: &Stretch) -> Aligned {
    let mut whole = Aligned {
        page: stretch.page.clone(),
        original: stretch.original.clone(),
        pairs: Vec::new(),
        moved: Vec::new(),
        numbers: 0,
    };
    for part in stretch.exact.iter().map(|index| &aligned[*index]) {
        whole.numbers += part.numbers;
        whole.moved.extend(&part.moved);
        whole.pairs.extend(&part.pairs);
    }
    whole.pairs.sort_unstable();
    let (in_order, moved) = in_order(&whole.pairs);
    whole.pairs = in_order;
    whole
        .moved
        .extend(moved.into_iter().map(|(page, original)| Run {
            page,
            original,
            len: 1,
        }));
    // Passages that touched were cut; what was cut off belongs to the neighbour.
    let (inside, source) = (stretch.page.clone(), stretch.original.clone());
    whole
        .pairs
        .retain(|pair| inside.contains(&pair.0) && source.contains(&pair.1));
    whole
        .moved
        .retain(|run| inside.start <= run.page && run.page + run.len <= inside.end);
    whole.moved.sort_unstable_by_key(|run| run.page);
    whole
}

/// Where an equal token stands on the page and in the original.
type Pair = (usize, usize);

/// The longest series of pairs, which stand in the order of the page, that is in order in the original, too; and the
/// others. A passage may have grown into a block beside the text, over words that stand in the next one as well.
fn in_order(pairs: &[Pair]) -> (Vec<Pair>, Vec<Pair>) {
    // For each length, the pair that ends the series of this length earliest in the original.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; pairs.len()];
    for (index, (_, original)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *original);
        if let Some(previous) = length.checked_sub(1) {
            before[index] = ends[previous];
        }
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut is_kept = vec![false; pairs.len()];
    let mut at = ends.last().copied().unwrap_or(usize::MAX);
    while let Some(flag) = is_kept.get_mut(at) {
        *flag = true;
        at = before[at];
    }
    let of = |kept: bool| {
        let wanted = pairs
            .iter()
            .zip(&is_kept)
            .filter(move |(_, is)| **is == kept);
        wanted.map(|(pair, _)| *pair).collect()
    };
    (of(true), of(false))
}

/// Share of a text's weight that the flagged tokens hold.
fn share(text: &Prepared, flags: &[bool]) -> f64 {
    let all = text.weight(0..text.len());
    if all == 0 {
        return 0.0;
    }
    let flagged: usize = (0..text.len())
        .filter(|index| flags[*index])
        .map(|index| text.weight(index..index + 1))
        .sum();
    flagged as f64 / all as f64
}

/// Whether the page shows a token range as a quotation.
pub(super) fn is_quoted(page: &Prepared, range: Range<usize>) -> bool {
    let quoted = range.clone().filter(|index| page.is_quoted(*index)).count();
    !range.is_empty() && quoted as f64 >= QUOTED_SHARE * range.len() as f64
}
