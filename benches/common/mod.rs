//! Texts made up for benches: the same on every machine.

/// Numbers that look random and are not (splitmix64).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// The next number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }
}

/// An article of so many words in sentences and paragraphs; the same seed gives the same article.
pub(crate) fn article(seed: u64, words: usize) -> Vec<String> {
    const SYLLABLES: [&str; 24] = [
        "ba", "ren", "to", "mil", "ka", "dor", "si", "ven", "lu", "part", "ne", "gol", "hi",
        "sten", "ro", "mar", "fe", "lin", "ja", "cor", "we", "dun", "pi", "tal",
    ];
    let mut numbers = Numbers(seed);
    let mut paragraphs = Vec::new();
    let mut left = words;
    while left > 0 {
        let mut paragraph = String::new();
        for index in 0..left.min(80) {
            if index > 0 {
                paragraph.push(' ');
            }
            // Few words are frequent and many are rare, as in any language.
            let rank = numbers.below(40) * numbers.below(60);
            let mut word = Numbers(rank as u64);
            for _ in 0..=word.below(3) {
                paragraph.push_str(SYLLABLES[word.below(SYLLABLES.len())]);
            }
            if index % 13 == 12 {
                paragraph.push('.');
            }
        }
        paragraph.push('.');
        paragraphs.push(paragraph);
        left -= left.min(80);
    }
    paragraphs
}
