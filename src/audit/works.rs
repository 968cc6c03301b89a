//! Works: one text known under several addresses. An original is a manifestation of a work: the article, its print
//! page, the copy that a partner has under licence, the same post on two sites of one owner.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;
use xxhash_rust::xxh3::xxh3_64;

use super::owners::is_on;
use crate::address::{identity, same_owner};
use crate::library::{Joined, works};
use crate::matching::{Matcher, Prepared, same_texts};
use crate::originals::Original;
use crate::rules::day;

/// Other addresses of a work that count as its own, those of the preferred manifestations first. By hand; it bounds
/// work.
pub(super) const ADDRESSES: usize = 256;

/// What users say of works themselves.
#[derive(Debug, Clone, Default)]
pub struct Declared {
    /// Sites, the preferred first, written as [`super::Owners::add`] says: of a text that is known under several
    /// addresses, which one to credit.
    pub prefer: Vec<String>,
    /// Addresses of originals that are one work, such as translations of each other.
    pub works: Vec<Vec<Url>>,
}

/// The works of a library.
#[derive(Debug, Default)]
pub(super) struct Works {
    /// For each original, its work.
    works: Vec<usize>,
    /// The originals of each work, the preferred one first.
    members: Vec<Vec<usize>>,
    /// For each original the one whose text and facts stand for it: the preferred one of those with the same text.
    stand_ins: Vec<usize>,
}

impl Works {
    /// Puts together what is one work: originals that are the same text, those that share an address they state (their
    /// own, a canonical one, an alias), and those that are declared to be translations of each other, by themselves or
    /// by the user.
    pub(super) fn new(originals: &[Original], texts: &[Prepared], declared: &Declared) -> Self {
        let same = same_texts(texts);
        let holders = by_address(originals);
        let known = holders.iter().flat_map(|(address, holders)| {
            let address = xxh3_64(address.as_bytes());
            holders.iter().map(move |holder| (address, *holder as u32))
        });
        let joined = works(&same, known.collect());
        Self::grouped(originals, &holders, &same, joined, declared)
    }

    /// The works of originals of which it is known which are the same text, and which belong together beside those that
    /// are declared to.
    pub(super) fn of(
        originals: &[Original],
        same: &[usize],
        joined: Joined,
        declared: &Declared,
    ) -> Self {
        Self::grouped(originals, &by_address(originals), same, joined, declared)
    }

    /// The same, with the originals by their addresses.
    fn grouped(
        originals: &[Original],
        holders: &BTreeMap<String, Vec<usize>>,
        same: &[usize],
        mut joined: Joined,
        declared: &Declared,
    ) -> Self {
        for (one, other) in translations(originals, holders) {
            joined.join(one, other);
        }
        for work in &declared.works {
            let listed = work.iter().filter_map(|url| holders.get(&identity(url)));
            let listed: Vec<usize> = listed.flatten().copied().collect();
            for pair in listed.windows(2) {
                joined.join(pair[0], pair[1]);
            }
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for number in 0..originals.len() {
            groups.entry(joined.root(number)).or_default().push(number);
        }
        let mut works = Self {
            works: vec![0; originals.len()],
            members: Vec::with_capacity(groups.len()),
            stand_ins: (0..originals.len()).collect(),
        };
        for mut members in groups.into_values() {
            if members.len() > 1 {
                let ranks = ranks(originals, &members, &declared.prefer);
                members.sort_by_key(|member| ranks.get(member).copied());
            }
            let mut first: BTreeMap<usize, usize> = BTreeMap::new();
            for member in &members {
                works.works[*member] = works.members.len();
                let text = same.get(*member).copied().unwrap_or(*member);
                works.stand_ins[*member] = *first.entry(text).or_insert(*member);
            }
            works.members.push(members);
        }
        works
    }

    /// For each original the one whose text stands for it.
    pub(super) fn stand_ins(&self) -> &[usize] {
        &self.stand_ins
    }

    /// The index that finds the works' texts on pages.
    pub(super) fn matcher(&self, texts: Vec<Prepared>) -> Matcher {
        Matcher::of_works(texts, &self.works, self.stand_ins.clone())
    }

    /// The originals of an original's work, the preferred one first.
    pub(super) fn manifestations(&self, original: usize) -> &[usize] {
        let work = self.works.get(original).copied().unwrap_or(usize::MAX);
        self.members.get(work).map_or(&[], Vec::as_slice)
    }
}

/// The originals by the addresses under which they are known. The home page of a site stands for no text.
fn by_address(originals: &[Original]) -> BTreeMap<String, Vec<usize>> {
    let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, original) in originals.iter().enumerate() {
        for url in original.addresses() {
            let list = holders.entry(identity(&url)).or_default();
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
    holders
}

/// Pairs of originals that call each other, in their pages, the same text in another language. What only one of them
/// says counts where both are one owner's: anybody can call his page a translation of another's.
fn translations(
    originals: &[Original],
    holders: &BTreeMap<String, Vec<usize>>,
) -> Vec<(usize, usize)> {
    let named: Vec<BTreeSet<usize>> = originals
        .iter()
        .map(|original| {
            let urls = original.rights.translations.iter();
            urls.filter_map(|url| holders.get(&identity(url)))
                .flatten()
                .copied()
                .collect()
        })
        .collect();
    let url = |number: usize| originals.get(number)?.url.as_ref();
    let mut pairs = Vec::new();
    for (one, others) in named.iter().enumerate() {
        for other in others.iter().copied().filter(|other| *other != one) {
            let mutual = named.get(other).is_some_and(|back| back.contains(&one));
            let same_owner =
                || matches!((url(one), url(other)), (Some(a), Some(b)) if same_owner(a, b));
            if mutual || same_owner() {
                pairs.push((one, other));
            }
        }
    }
    pairs
}

/// Where a manifestation stands among those of its work: configured order, then those that do not say that they come
/// from another one, then the earliest date, then the order given.
type Rank = (usize, bool, bool, i32, usize);

fn ranks(originals: &[Original], members: &[usize], prefer: &[String]) -> BTreeMap<usize, Rank> {
    let known: BTreeMap<String, usize> = members
        .iter()
        .rev()
        .filter_map(|member| Some((identity(originals.get(*member)?.url.as_ref()?), *member)))
        .collect();
    members
        .iter()
        .filter_map(|member| {
            let original = originals.get(*member)?;
            let own = original.url.as_ref().map(identity);
            let configured = original.url.as_ref().and_then(|url| {
                let is_it = |site: &String| is_on(url, site);
                prefer.iter().position(is_it)
            });
            let names_another = original
                .sources
                .iter()
                .chain(&original.canonical)
                .any(|url| {
                    let key = identity(url);
                    Some(&key) != own.as_ref() && known.contains_key(&key)
                });
            let day = original.published.as_deref().and_then(day);
            let days = day.map(|day| {
                i32::from(day.year()) * 400 + i32::from(day.month()) * 32 + i32::from(day.day())
            });
            let rank = (
                configured.unwrap_or(usize::MAX),
                names_another,
                days.is_none(),
                days.unwrap_or_default(),
                *member,
            );
            Some((*member, rank))
        })
        .collect()
}
