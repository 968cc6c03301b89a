//! Which originals are one work: the same text, or known under one address.

use url::Url;
use xxhash_rust::xxh3::xxh3_64;

use crate::address::identity;
use crate::originals::Original;

/// Different texts that one address may stand for, such as the pages of a long article; where more name it, it is the
/// fault of a template and says nothing. By hand.
pub(super) const TEXTS: usize = 12;

/// The addresses of an original, each as one number.
pub(crate) fn addresses(original: &Original) -> Vec<u64> {
    let mut all: Vec<u64> = original.addresses().map(|url| address(&url)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// An address as a number: the same for all spellings of it.
pub(crate) fn address(url: &Url) -> u64 {
    name("url", &identity(url))
}

/// A name of an original as a number: its short `id`, its `location`, an address.
pub(super) fn name(kind: &str, name: &str) -> u64 {
    xxh3_64(format!("{kind}:{name}").as_bytes())
}

/// Puts together what is one work. `same` names for each original the first that is the same text; `known` are addresses
/// and the originals that state them.
pub(crate) fn works(same: &[usize], mut known: Vec<(u64, u32)>) -> Joined {
    let mut joined = Joined(same.to_vec());
    known.sort_unstable();
    for holders in known.chunk_by(|a, b| a.0 == b.0) {
        let mut different: Vec<usize> = holders
            .iter()
            .filter_map(|(_, holder)| same.get(*holder as usize).copied())
            .collect();
        different.sort_unstable();
        different.dedup();
        if different.len() <= TEXTS {
            for pair in different.windows(2) {
                joined.join(pair[0], pair[1]);
            }
        }
    }
    joined
}

/// Which originals were put together so far: each with one that stands before it, or itself.
pub(crate) struct Joined(Vec<usize>);

impl Joined {
    /// So many originals, each by itself.
    pub(crate) fn apart(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The first of those that an original was put together with.
    pub(crate) fn root(&mut self, number: usize) -> usize {
        let mut root = number;
        while let Some(next) = self.0.get(root).copied().filter(|next| *next != root) {
            root = next;
        }
        // What was walked is made short, so that many steps in a row stay cheap.
        let mut at = number;
        while let Some(next) = self.0.get_mut(at).filter(|next| **next != root) {
            at = std::mem::replace(next, root);
        }
        root
    }

    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(later) = self.0.get_mut(one.max(other)) {
            *later = one.min(other);
        }
    }
}
