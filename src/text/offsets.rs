//! From positions in a folded text back to the raw text it was made of.

use std::ops::Range;

/// Where a stretch of folded text begins, in both texts. It reaches to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    folded: usize,
    raw: usize,
    /// Whether every byte of the stretch stands for one raw byte; otherwise the stretch is one indivisible change.
    same: bool,
}

/// The map between a folded text and its raw text; built from left to right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Offsets {
    pieces: Vec<Piece>,
    folded_len: usize,
    raw_len: usize,
}

impl Offsets {
    /// A map where nothing moved.
    pub(super) fn identity(len: usize) -> Self {
        let mut offsets = Self::default();
        offsets.keep(len);
        offsets
    }

    /// Appends bytes that stand one for one.
    pub(super) fn keep(&mut self, len: usize) {
        if self.pieces.last().is_none_or(|piece| !piece.same) && len > 0 {
            self.push(true);
        }
        self.folded_len += len;
        self.raw_len += len;
    }

    /// Appends a change of `raw` bytes into `folded` bytes (0 for dropped characters).
    pub(super) fn change(&mut self, raw: usize, folded: usize) {
        self.push(false);
        self.folded_len += folded;
        self.raw_len += raw;
    }

    fn push(&mut self, same: bool) {
        self.pieces.push(Piece {
            folded: self.folded_len,
            raw: self.raw_len,
            same,
        });
    }

    /// Where the raw text of the folded position begins; dropped characters in front of it are left out.
    fn raw_start(&self, folded: usize) -> usize {
        if folded >= self.folded_len {
            return self.raw_len;
        }
        self.piece_of(folded).map_or(0, |(_, piece)| {
            piece.raw + if piece.same { folded - piece.folded } else { 0 }
        })
    }

    /// Where the raw text before the folded position ends; dropped characters behind it are left out.
    fn raw_end(&self, folded: usize) -> usize {
        let Some(before) = folded.min(self.folded_len).checked_sub(1) else {
            return 0;
        };
        self.piece_of(before).map_or(0, |(index, piece)| {
            if piece.same {
                piece.raw + (before + 1 - piece.folded)
            } else {
                self.pieces
                    .get(index + 1)
                    .map_or(self.raw_len, |next| next.raw)
            }
        })
    }

    fn piece_of(&self, folded: usize) -> Option<(usize, Piece)> {
        let index = self
            .pieces
            .partition_point(|piece| piece.folded <= folded)
            .checked_sub(1)?;
        Some((index, self.pieces[index]))
    }

    pub(super) fn raw_range(&self, folded: Range<usize>) -> Range<usize> {
        let start = self.raw_start(folded.start);
        if folded.is_empty() {
            return start..start;
        }
        start..self.raw_end(folded.end).max(start)
    }

    pub(super) fn folded_offset(&self, raw: usize) -> usize {
        if raw >= self.raw_len {
            return self.folded_len;
        }
        let index = self.pieces.partition_point(|piece| piece.raw <= raw);
        let Some(piece) = index.checked_sub(1).map(|index| self.pieces[index]) else {
            return 0;
        };
        piece.folded + if piece.same { raw - piece.raw } else { 0 }
    }

    /// Walks the map for positions that only grow: amortised constant time a step.
    pub(super) fn walk(&self) -> Walk<'_> {
        Walk {
            offsets: self,
            at: 0,
        }
    }
}

/// A cursor over [`Offsets`]; see [`Offsets::walk`].
pub(super) struct Walk<'a> {
    offsets: &'a Offsets,
    at: usize,
}

impl Walk<'_> {
    /// As `raw_range`, for non-empty ranges that come in ascending order.
    pub(super) fn raw_range(&mut self, folded: Range<usize>) -> Range<usize> {
        let pieces = &self.offsets.pieces;
        self.forward(folded.start);
        let start = pieces.get(self.at).map_or(0, |piece| {
            piece.raw
                + if piece.same {
                    folded.start - piece.folded
                } else {
                    0
                }
        });
        self.forward(folded.end - 1);
        let end = pieces.get(self.at).map_or(0, |piece| {
            if piece.same {
                piece.raw + (folded.end - piece.folded)
            } else {
                pieces
                    .get(self.at + 1)
                    .map_or(self.offsets.raw_len, |next| next.raw)
            }
        });
        start..end
    }

    fn forward(&mut self, folded: usize) {
        let pieces = &self.offsets.pieces;
        while pieces
            .get(self.at + 1)
            .is_some_and(|next| next.folded <= folded)
        {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_over_kept_changed_and_dropped_stretches() {
        // raw:    ab|xyz|c|--|d    folded: ab|Q|c||d
        let mut offsets = Offsets::default();
        offsets.keep(2);
        offsets.change(3, 1);
        offsets.keep(1);
        offsets.change(2, 0);
        offsets.keep(1);
        assert_eq!(offsets.raw_range(0..2), 0..2);
        assert_eq!(offsets.raw_range(2..3), 2..5);
        assert_eq!(offsets.raw_range(3..4), 5..6);
        assert_eq!(offsets.raw_range(4..5), 8..9);
        assert_eq!(offsets.raw_range(3..5), 5..9);
        assert_eq!(offsets.raw_range(0..5), 0..9);
        assert_eq!(offsets.raw_range(4..4), 8..8);
        assert_eq!(offsets.folded_offset(3), 2);
        assert_eq!(offsets.folded_offset(7), 4);
        assert_eq!(offsets.folded_offset(9), 5);
        let mut walk = offsets.walk();
        for range in [0..2, 2..3, 3..4, 4..5] {
            assert_eq!(walk.raw_range(range.clone()), offsets.raw_range(range));
        }
    }
}
