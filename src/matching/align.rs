//! Token by token inside one passage: which tokens are equal, how far the passage reaches, what was edited.

use std::ops::Range;

use super::cluster::Cluster;
use super::exact::Run;
use super::model::{Edit, EditKind};
use super::prepared::Prepared;

/// Tokens looked at beyond an edge of a passage at a time. By hand; it bounds work.
const WINDOW: usize = 40;
/// Equal tokens must outweigh different ones by so much for a passage to grow over an edit. By hand, held against the
/// sets of `examples/eval`.
const GAIN: i32 = 2;
/// Largest gap (page tokens times original tokens) that is compared token by token. By hand; it bounds work.
const GAP_AREA: usize = 40_000;

/// Most tokens that two runs in order may have in common in the original: what the page puts in may begin as the text
/// goes on and end as it stopped, by a few words each. By hand.
const OVERLAP: usize = 12;

/// Similarity from which a passage keeps its own edges. By hand, held against the sets of `examples/eval`.
const FIRM: f64 = 0.85;

/// A passage with its equal tokens.
#[derive(Debug, Clone)]
pub(super) struct Aligned {
    pub(super) page: Range<usize>,
    pub(super) original: Range<usize>,
    /// Equal tokens, page and original index, both ascending.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Runs that are out of order.
    pub(super) moved: Vec<Run>,
    /// Numbers of the page among them that the original lacks: of lines, of verses, the times of subtitles.
    pub(super) numbers: usize,
}

impl Aligned {
    /// Equal tokens, moved ones included.
    pub(super) fn equal(&self) -> usize {
        self.pairs.len() + self.moved.iter().map(|run| run.len).sum::<usize>()
    }

    /// Words and single characters among the equal tokens that have weight on the page and are not the boilerplate of
    /// the original.
    pub(super) fn evidence(&self, original: &Prepared, page: &Prepared) -> (usize, usize) {
        let moved = self
            .moved
            .iter()
            .flat_map(|run| run.page_range().zip(run.original_range()));
        let mut sum = (0, 0);
        for (p, o) in self.pairs.iter().copied().chain(moved) {
            if !original.is_boilerplate(o) {
                let (words, single) = page.evidence(p..p + 1);
                sum = (sum.0 + words, sum.1 + single);
            }
        }
        sum
    }

    /// Whether so much is equal that the passage keeps its own edges.
    pub(super) fn is_firm(&self) -> bool {
        self.similarity() >= FIRM
    }

    /// Tokens of the longer stretch. Numbers that the page puts in do not make it longer.
    pub(super) fn longer(&self) -> usize {
        let page = self.page.len().saturating_sub(self.numbers);
        page.max(self.original.len())
    }

    /// Share of the longer stretch that is equal.
    pub(super) fn similarity(&self) -> f64 {
        let longer = self.longer().max(1);
        (self.equal() as f64 / longer as f64).min(1.0)
    }
}

/// Aligns a cluster; `free` is the part of the page that it may grow into.
pub(super) fn align(
    original: &Prepared,
    page: &Prepared,
    cluster: &Cluster,
    free: Range<usize>,
) -> Aligned {
    let (mut chain, moved) = chain(&cluster.runs);
    trim(page, &mut chain);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for run in &chain {
        if let Some(&(p, o)) = pairs.last() {
            lcs(
                original,
                page,
                p + 1..run.page,
                o + 1..run.original,
                &mut pairs,
            );
        }
        pairs.extend((0..run.len).map(|offset| (run.page + offset, run.original + offset)));
    }
    let mut grown = Vec::new();
    if let Some(&(p, o)) = pairs.first() {
        grow(
            |i, j| {
                let (p, o) = (p.checked_sub(i + 1)?, o.checked_sub(j + 1)?);
                (p >= free.start).then(|| page.hash(p) == original.hash(o))
            },
            |i, j| grown.push((p - i - 1, o - j - 1)),
        );
    }
    grown.sort_unstable();
    grown.append(&mut pairs);
    pairs = grown;
    if let Some(&(p, o)) = pairs.last() {
        grow(
            |i, j| {
                let (p, o) = (p + i + 1, o + j + 1);
                (p < free.end && p < page.len() && o < original.len())
                    .then(|| page.hash(p) == original.hash(o))
            },
            |i, j| pairs.push((p + i + 1, o + j + 1)),
        );
    }
    let span = |pick: fn(&(usize, usize)) -> usize, around: &Range<usize>| {
        let first = pairs.first().map_or(around.start, pick).min(around.start);
        let last = pairs
            .last()
            .map_or(around.end, |pair| pick(pair) + 1)
            .max(around.end);
        first..last
    };
    let on_page = span(|pair| pair.0, &cluster.page);
    let is_number = |index: &usize| page.is_number(*index);
    let numbers = on_page.clone().filter(is_number).count();
    let moved_tokens = moved.iter().flat_map(|run| run.page_range());
    let equal = pairs.iter().map(|pair| pair.0).chain(moved_tokens);
    Aligned {
        numbers: numbers.saturating_sub(equal.filter(is_number).count()),
        page: on_page,
        original: span(|pair| pair.1, &cluster.original),
        pairs,
        moved,
    }
}

/// The heaviest series of runs that is in order in both texts, and the rest. `runs` are disjoint on the page; in the
/// original those of the series may overlap by up to [`OVERLAP`] tokens.
fn chain(runs: &[Run]) -> (Vec<Run>, Vec<Run>) {
    let mut order: Vec<Run> = runs.to_vec();
    order.sort_unstable_by_key(|run| (run.page, run.original));
    // Best chain that ends in the original at or before a place: ends ascending, weights ascending.
    let mut best: std::collections::BTreeMap<usize, (usize, usize)> =
        std::collections::BTreeMap::new();
    let mut previous = vec![usize::MAX; order.len()];
    for (index, run) in order.iter().enumerate() {
        // Of each of two runs that overlap, something must be left.
        let overlapping = best
            .range(run.original + 1..=run.original + OVERLAP.min(run.len - 1))
            .filter(|(_, (_, last))| order[*last].original < run.original)
            .map(|(end, (weight, last))| (weight - (end - run.original), *last));
        let (weight, from) = best
            .range(..=run.original)
            .next_back()
            .map(|(_, best)| *best)
            .into_iter()
            .chain(overlapping)
            .max_by_key(|(weight, _)| *weight)
            .unwrap_or((0, usize::MAX));
        previous[index] = from;
        let (end, weight) = (run.original + run.len, weight + run.len);
        if best
            .range(..=end)
            .next_back()
            .is_some_and(|(_, known)| known.0 >= weight)
        {
            continue;
        }
        while let Some((&beaten, _)) = best
            .range(end..)
            .next()
            .filter(|(_, known)| known.0 <= weight)
        {
            best.remove(&beaten);
        }
        best.insert(end, (weight, index));
    }
    let mut in_chain = vec![false; order.len()];
    let mut at = best.last_key_value().map_or(usize::MAX, |(_, best)| best.1);
    while let Some(flag) = in_chain.get_mut(at) {
        *flag = true;
        at = previous[at];
    }
    let mut chain = Vec::new();
    let mut moved = Vec::new();
    for (run, in_chain) in order.into_iter().zip(in_chain) {
        if in_chain {
            chain.push(run);
        } else {
            moved.push(run);
        }
    }
    (chain, moved)
}

/// Parts what two runs in order have in common in the original: where a sentence ends, for what is put in is seldom less
/// than one, or else behind it.
fn trim(page: &Prepared, chain: &mut [Run]) {
    for index in 1..chain.len() {
        let (before, next) = (chain[index - 1], chain[index]);
        let end = before.original + before.len;
        let ends_sentence = |at: &usize| page.ends_sentence(before.page + at - before.original - 1);
        let cut = (next.original.max(before.original + 1)..end)
            .rev()
            .find(ends_sentence)
            .unwrap_or(end);
        if next.original < end {
            let common = cut.saturating_sub(next.original);
            chain[index - 1].len = cut - before.original;
            chain[index] = Run {
                page: next.page + common,
                original: next.original + common,
                len: next.len - common,
            };
        }
    }
}

/// Longest common subsequence of two short stretches, appended to `pairs`.
fn lcs(
    original: &Prepared,
    page: &Prepared,
    p: Range<usize>,
    o: Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    if p.is_empty() || o.is_empty() || p.len() * o.len() > GAP_AREA {
        return;
    }
    let width = o.len() + 1;
    let mut table = vec![0u16; (p.len() + 1) * width];
    for i in (0..p.len()).rev() {
        for j in (0..o.len()).rev() {
            table[i * width + j] = if page.hash(p.start + i) == original.hash(o.start + j) {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < p.len() && j < o.len() {
        if page.hash(p.start + i) == original.hash(o.start + j) {
            pairs.push((p.start + i, o.start + j));
            i += 1;
            j += 1;
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// Grows a passage over an edge as long as equal tokens outweigh edits: the best-scoring beginning of a banded local
/// alignment. `equal` says whether the tokens `i` and `j` steps beyond the edge are equal (`None` past the end).
fn grow(equal: impl Fn(usize, usize) -> Option<bool>, mut take: impl FnMut(usize, usize)) {
    let (mut from_i, mut from_j) = (0, 0);
    loop {
        let mut scores = vec![i32::MIN / 2; (WINDOW + 1) * (WINDOW + 1)];
        let at = |i: usize, j: usize| i * (WINDOW + 1) + j;
        scores[0] = 0;
        let mut best = (0, 0, 0);
        for i in 0..=WINDOW {
            for j in 0..=WINDOW {
                if i == 0 && j == 0 {
                    continue;
                }
                let mut score = i32::MIN / 2;
                if i > 0 {
                    score = score.max(scores[at(i - 1, j)] - 1);
                }
                if j > 0 {
                    score = score.max(scores[at(i, j - 1)] - 1);
                }
                if i > 0 && j > 0 {
                    match equal(from_i + i - 1, from_j + j - 1) {
                        Some(true) => score = score.max(scores[at(i - 1, j - 1)] + 1),
                        Some(false) => score = score.max(scores[at(i - 1, j - 1)] - 1),
                        None => {}
                    }
                }
                scores[at(i, j)] = score;
                if score > best.0 {
                    best = (score, i, j);
                }
            }
        }
        if best.0 < GAIN {
            return;
        }
        let (mut i, mut j) = (best.1, best.2);
        let mut taken = Vec::new();
        while i > 0 || j > 0 {
            let score = scores[at(i, j)];
            if i > 0 && j > 0 {
                let is_equal = equal(from_i + i - 1, from_j + j - 1) == Some(true);
                if is_equal && score == scores[at(i - 1, j - 1)] + 1 {
                    taken.push((from_i + i - 1, from_j + j - 1));
                    i -= 1;
                    j -= 1;
                    continue;
                }
                if !is_equal && score == scores[at(i - 1, j - 1)] - 1 {
                    i -= 1;
                    j -= 1;
                    continue;
                }
            }
            if i > 0 && score == scores[at(i - 1, j)] - 1 {
                i -= 1;
            } else {
                j = j.saturating_sub(1);
            }
        }
        for (i, j) in taken.into_iter().rev() {
            take(i, j);
        }
        from_i += best.1;
        from_j += best.2;
    }
}

/// The differences inside a passage, in the order of the page.
pub(super) fn edits(original: &Prepared, page: &Prepared, aligned: &Aligned) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut next = (aligned.page.start, aligned.original.start);
    let end = (aligned.page.end, aligned.original.end);
    for &(p, o) in aligned.pairs.iter().chain(std::iter::once(&end)) {
        gap(original, page, aligned, next.0..p, next.1..o, &mut edits);
        if (p, o) == end {
            break;
        }
        if let Some(edit) = sense(original, page, p, o) {
            push_merged(&mut edits, edit);
        } else if let Some(kind) = surface(original, page, p, o) {
            push_merged(
                &mut edits,
                Edit {
                    kind,
                    original: original.bytes(o..o + 1),
                    page: page.bytes(p..p + 1),
                },
            );
        }
        next = (p + 1, o + 1);
    }
    edits
}

/// How equal tokens differ in what they say: one of them is struck out, or has another sign.
fn sense(original: &Prepared, page: &Prepared, p: usize, o: usize) -> Option<Edit> {
    let empty = |at: usize| at..at;
    match (page.is_struck_out(p), original.is_struck_out(o)) {
        (true, false) => Some(Edit {
            kind: EditKind::Deleted,
            original: original.bytes(o..o + 1),
            page: empty(page.bytes(p..p + 1).start),
        }),
        (false, true) => Some(Edit {
            kind: EditKind::Inserted,
            original: empty(original.bytes(o..o + 1).start),
            page: page.bytes(p..p + 1),
        }),
        _ => (page.signs(p) != original.signs(o)).then(|| Edit {
            kind: EditKind::Replaced,
            original: original.bytes_with_signs(o),
            page: page.bytes_with_signs(p),
        }),
    }
}

/// How equal tokens differ on the surface.
fn surface(original: &Prepared, page: &Prepared, p: usize, o: usize) -> Option<EditKind> {
    let (a, b) = (page.surface(p), original.surface(o));
    if page.tokens()[p].disguised != original.tokens()[o].disguised {
        return Some(EditKind::Folded);
    }
    let next_is_equal = match (page.tokens().get(p + 1), original.tokens().get(o + 1)) {
        (Some(a), Some(b)) => a.hash == b.hash,
        _ => false,
    };
    (a.0 != b.0 || (next_is_equal && a.1 != b.1)).then_some(EditKind::Surface)
}

/// Adds an edit, joined with the last one if both are of the same kind and touch.
fn push_merged(edits: &mut Vec<Edit>, edit: Edit) {
    let touch = |last: &Range<usize>, next: &Range<usize>| next.start.saturating_sub(last.end) <= 2;
    if let Some(last) = edits.last_mut()
        && last.kind == edit.kind
        && (touch(&last.page, &edit.page) || edit.kind == EditKind::Deleted)
        && (touch(&last.original, &edit.original) || edit.kind == EditKind::Inserted)
    {
        if edit.kind != EditKind::Deleted {
            last.page.end = edit.page.end;
        }
        if edit.kind != EditKind::Inserted {
            last.original.end = edit.original.end;
        }
    } else {
        edits.push(edit);
    }
}

/// The edits of a stretch without equal tokens in order: moved runs on the page side, and what is left.
fn gap(
    original: &Prepared,
    page: &Prepared,
    aligned: &Aligned,
    p: Range<usize>,
    o: Range<usize>,
    edits: &mut Vec<Edit>,
) {
    if p.is_empty() && o.is_empty() {
        return;
    }
    let first = aligned.moved.partition_point(|run| run.page < p.start);
    let mut rest = p.clone();
    for run in aligned.moved[first..]
        .iter()
        .take_while(|run| run.page < p.end)
    {
        let start = run.page.max(rest.start);
        if start > rest.start {
            push(original, page, rest.start..start, o.start..o.start, edits);
        }
        edits.push(Edit {
            kind: EditKind::Moved,
            original: original.bytes(run.original_range()),
            page: page.bytes(start..(run.page + run.len).max(start)),
        });
        rest.start = (run.page + run.len).max(start);
    }
    rest.end = rest.end.max(rest.start);
    push(original, page, rest, o, edits);
}

fn push(
    original: &Prepared,
    page: &Prepared,
    p: Range<usize>,
    o: Range<usize>,
    edits: &mut Vec<Edit>,
) {
    let kind = match (p.is_empty(), o.is_empty()) {
        (true, true) => return,
        (true, false) => EditKind::Deleted,
        (false, true) => EditKind::Inserted,
        (false, false) => EditKind::Replaced,
    };
    edits.push(Edit {
        kind,
        original: original.bytes(o),
        page: page.bytes(p),
    });
}
