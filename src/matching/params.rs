//! The thresholds of matching, with the defaults of the design.

use serde::{Deserialize, Serialize};

/// A length that is counted in words or in characters, as the script demands.
///
/// Texts may mix both: a length is reached when *words / `words` + characters / `han`* reaches 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// Words of scripts with spaces.
    pub words: u32,
    /// Characters of Chinese, Japanese, Korean, Thai and the like.
    pub han: u32,
}

impl Length {
    /// Shortest original that can be told from everyday words at all; less is never found on a page.
    pub const SHORTEST_ORIGINAL: Self = Self { words: 2, han: 4 };

    /// Whether so many words and so many single characters reach this length.
    pub fn is_reached(self, words: usize, han: usize) -> bool {
        let (need_words, need_han) = (self.words.max(1) as usize, self.han.max(1) as usize);
        words * need_han + han * need_words >= need_words * need_han
    }

    /// This length, or the whole of an original of so many words and single characters if that is shorter.
    pub(super) fn within(self, words: usize, single: usize) -> Self {
        if self.is_reached(words, single) {
            return self;
        }
        // Equal to the original's own length: reached only by all of it.
        let all = if words > 0 && single > 0 {
            words + single
        } else {
            words.max(single)
        };
        let all = u32::try_from(all.max(1)).unwrap_or(u32::MAX);
        Self {
            words: all,
            han: all,
        }
    }

    /// The shorter of two lengths, each way of counting by itself.
    pub fn min(self, other: Self) -> Self {
        Self {
            words: self.words.min(other.words),
            han: self.han.min(other.han),
        }
    }
}

/// Thresholds of one comparison. Every field can be overridden by a rule; the defaults come from measurements on
/// reprints, on unrelated articles of one publisher and on planted excerpts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Params {
    /// Share of the original from which a reuse is `full`, 0 to 1.
    pub full: f64,
    /// Share of the original from which a reuse is `partial`, 0 to 1.
    pub partial: f64,
    /// Reproduced length from which a reuse is `partial` whatever its share.
    pub partial_length: Length,
    /// Length of one passage from which a reuse is an `excerpt`.
    pub excerpt: Length,
    /// Length of one passage in quotation marks from which a reuse is a `quotation`.
    pub quotation: Length,
    /// Share of the page above which quoted passages are no quotation any more, 0 to 1.
    pub quotation_page_share: f64,
    /// Shortest passage that is reported at all, unless the page quotes it: accidental runs end at 8 words and 13
    /// characters in unrelated texts, at 9 words in texts on one topic.
    pub passage: Length,
    /// Length of the run of the original's own words, none of them what four or more works share, without which a
    /// reuse is a formula and no copy: accidental runs end at 9 words in texts on one topic, and reports of one
    /// skeleton share 10 or 11 between two facts.
    pub core: Length,
    /// Whether to look for reworded sentences.
    pub reworded: bool,
    /// Whether to look for signs of a translation.
    pub translated: bool,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            full: 0.75,
            partial: 0.25,
            partial_length: Length {
                words: 150,
                han: 300,
            },
            excerpt: Length { words: 25, han: 40 },
            quotation: Length { words: 8, han: 16 },
            quotation_page_share: 0.2,
            passage: Length { words: 10, han: 14 },
            core: Length { words: 12, han: 25 },
            reworded: true,
            translated: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_lengths_add_up() {
        let excerpt = Params::default().excerpt;
        assert!(excerpt.is_reached(25, 0));
        assert!(excerpt.is_reached(0, 40));
        assert!(excerpt.is_reached(20, 8));
        assert!(!excerpt.is_reached(20, 7));
    }
}
