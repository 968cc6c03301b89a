//! Works: one text known under several addresses. An original is a manifestation of a work: the article, its print
//! page, the copy that a partner has under licence, the same post on two sites of one owner.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::owners::is_on;
use crate::address::{identity, same_owner};
use crate::matching::{Matcher, Prepared, same_texts};
use crate::originals::Original;
use crate::rules::day;

/// Different texts that one address may stand for, such as the pages of a long article; where more name it, it is the
/// fault of a template and says nothing.
const TEXTS: usize = 12;
/// Other addresses of a work that count as its own, those of the preferred manifestations first.
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
    of: Vec<usize>,
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
        let mut joined = Joined::new(same.clone());
        let holders = by_address(originals);
        for (one, other) in translations(originals, &holders) {
            joined.join(one, other);
        }
        for work in &declared.works {
            let listed = work.iter().filter_map(|url| holders.get(&identity(url)));
            let listed: Vec<usize> = listed.flatten().copied().collect();
            for pair in listed.windows(2) {
                joined.join(pair[0], pair[1]);
            }
        }
        for holders in holders.values() {
            let mut different: Vec<usize> = holders
                .iter()
                .filter_map(|holder| same.get(*holder).copied())
                .collect();
            different.sort_unstable();
            different.dedup();
            if different.len() <= TEXTS {
                for pair in different.windows(2) {
                    joined.join(pair[0], pair[1]);
                }
            }
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for number in 0..originals.len() {
            groups.entry(joined.root(number)).or_default().push(number);
        }
        let mut works = Self {
            of: vec![0; originals.len()],
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
                works.of[*member] = works.members.len();
                let text = same.get(*member).copied().unwrap_or(*member);
                works.stand_ins[*member] = *first.entry(text).or_insert(*member);
            }
            works.members.push(members);
        }
        works
    }

    /// The index that finds the works' texts on pages.
    pub(super) fn matcher(&self, texts: Vec<Prepared>) -> Matcher {
        Matcher::of_works(texts, &self.of, self.stand_ins.clone())
    }

    /// The originals of an original's work, the preferred one first.
    pub(super) fn manifestations(&self, original: usize) -> &[usize] {
        let work = self.of.get(original).copied().unwrap_or(usize::MAX);
        self.members.get(work).map_or(&[], Vec::as_slice)
    }
}

/// The originals by the addresses under which they are known. The home page of a site stands for no text.
fn by_address(originals: &[Original]) -> BTreeMap<String, Vec<usize>> {
    let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, original) in originals.iter().enumerate() {
        let aliases = original
            .aliases
            .iter()
            .filter(|alias| alias.contains("://"))
            .filter_map(|alias| Url::parse(alias).ok());
        let stated = original.url.iter().chain(&original.canonical).cloned();
        for url in stated.chain(aliases).filter(is_article) {
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

/// Whether an address is more than that of a site.
pub(super) fn is_article(url: &Url) -> bool {
    url.path().len() > 1 || url.query().is_some()
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

/// Which originals were put together so far.
struct Joined(Vec<usize>);

impl Joined {
    /// Each original with the one named for it, which stands before it or is it.
    fn new(with: Vec<usize>) -> Self {
        Self(with)
    }

    fn root(&mut self, number: usize) -> usize {
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

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(later) = self.0.get_mut(one.max(other)) {
            *later = one.min(other);
        }
    }
}
