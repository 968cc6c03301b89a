//! A block with the words of notices in it: what its sentences say and which labels it has.

use std::cell::OnceCell;
use std::ops::Range;

use super::apart;
use super::asides;
use super::clause;
use super::grammar::Said;
use super::lexicon::{Hit, Word, hits_and_objects, is_organization_word, organization_ending};
use super::links;
use super::object::{self, Objects};
use super::sense;
use super::sentences::sentences;
use super::site_names::SiteNames;
use super::spoken::Spoken;
use crate::address::same_owner;
use crate::originals::NoticeKind;
use crate::page::{Block, BlockKind, Landmark, Page};
use crate::text::template::is_spaceless;
use crate::text::{fold, head, urls};
use url::Url;

/// Bytes of a sentence that may go on in the next: "Steal this post! But say …". By hand.
const SENTENCE: usize = 120;

/// Bytes of a sentence between these two that says nothing of its own: "No problem.", "Go ahead!". By hand.
const INTERJECTION: usize = 60;

/// Lines with labels that are read of one notice; hostile texts have thousands.
const LABELS: usize = 64;

/// A block with the words found in it.
pub(super) struct Read<'b> {
    pub(super) block: &'b Block,
    pub(super) hits: Vec<Hit>,
    /// Sentences that say something about taking the text over.
    pub(super) said: Vec<(Range<usize>, Said)>,
    /// Other sentences with words of crediting, which may tell more of what is owed.
    pub(super) asks: Vec<Range<usize>>,
    pub(super) labels: Vec<Label>,
    pub(super) objects: Objects,
    /// Whether it is a row of a list of conditions.
    pub(super) conditioned: bool,
    /// The element of the list or table in which it is a row.
    pub(super) list: Option<usize>,
    /// Whether that is a table, or a list of terms and what they mean: labels and values in blocks of their own.
    pub(super) paired: bool,
    /// Whether it names the licence of the text in words, once it was asked.
    licensed_in_words: OnceCell<bool>,
}

/// A label and where its value stands in the same block.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) word: Word,
    pub(super) start: usize,
    pub(super) value: Range<usize>,
}

impl<'b> Read<'b> {
    /// Finds the words and labels of a block; what its sentences say is asked of [`Read::judge`].
    pub(super) fn new(block: &'b Block, spoken: &Spoken) -> Self {
        let mut all = hits_and_objects(&block.text, spoken);
        let conditions = sense::conditions_named(&block.text);
        let named = |hit: &Hit| {
            let mut names = conditions.iter();
            names.any(|name| name.start <= hit.range.start && hit.range.end <= name.end)
        };
        all.retain(|hit| !named(hit));
        leave_out_names(&block.text, &mut all);
        let labels = labels(&block.text, &all);
        let (hits, objects) = Objects::apart(&block.text, all);
        Self {
            block,
            hits,
            said: Vec::new(),
            asks: Vec::new(),
            labels,
            objects,
            conditioned: false,
            list: None,
            paired: block.kind == BlockKind::Cell,
            licensed_in_words: OnceCell::new(),
        }
    }

    /// Tells in which list or table of the page the block is a row.
    pub(super) fn find_list(&mut self, page: &Page) {
        let name = |element: &usize| page.elements.get(*element).map(|element| &*element.name);
        let is_list = |element: &usize| matches!(name(element), Some("ul" | "ol" | "dl" | "table"));
        self.list = page.ancestors(self.block.element).find(is_list);
        let list = self.list.as_ref().and_then(name);
        self.paired |= self.block.kind == BlockKind::ListItem && list == Some("dl");
    }

    /// Leaves out a label that no language has before an address of another site than the page's own: "Examples: https://…".
    pub(super) fn leave_out_strange_labels(&mut self, page: &Page) {
        let declared = page.urls.canonical.as_ref().or(page.urls.og.as_ref());
        let Some(own) = declared.filter(|own| !sense::is_home(own)) else {
            return;
        };
        let (text, hits) = (&self.block.text, &self.hits);
        self.labels.retain(|label| {
            let known = |hit: &Hit| hit.word.is_label() && hit.range.start == label.start;
            let url = text
                .get(label.value.clone())
                .and_then(|value| links::absolute(value.trim()));
            label.word != Word::Address
                || hits.iter().any(known)
                || url.is_none_or(|url| same_owner(&url, own))
        });
    }

    /// Reads the block as a whole where it stands apart from the article and no sentence of it says anything.
    pub(super) fn judge_apart(&mut self, site: &SiteNames, leads_away: bool) {
        let block = self.block;
        let whole = 0..block.text.len();
        let heading = block.kind == BlockKind::Heading;
        if heading
            || self.hits.is_empty()
            || asides::of_others(&block.text, &self.hits)
            || asides::of_readers(&self.hits)
            || asides::of_members(&self.hits)
            || asides::of_grants(&self.hits)
            || asides::of_machines(&self.hits)
            || asides::of_liability(&self.hits)
            || asides::of_shares(&block.text, &self.hits)
            || asides::of_ourselves(&block.text, &self.hits)
            || self.reports(site)
            || !self.said.is_empty()
            || links::all_links(block, &whole)
        {
            return;
        }
        let licensed =
            sense::license_in(&block.text).is_some() || sense::in_public_domain(&block.text);
        if licensed || links_a_license(&block.text, &whole, &self.hits) {
            return;
        }
        let address = links::holds_address(block, &whole, &|_| true);
        let named = site.written_in(&block.text).and_then(|name| {
            let at = block.text.find(name)?;
            Some(at..at + name.len())
        });
        let said = apart::said(&block.text, &self.hits, address, named, leads_away);
        self.said.extend(said);
    }

    /// Whether a sentence of it tells what somebody else asks or forbids.
    fn reports(&self, site: &SiteNames) -> bool {
        let has = |word: Word| self.hits.iter().any(|hit| hit.word == word);
        let reported = |range: Range<usize>| {
            let sentence = self.block.text.get(range.clone()).unwrap_or_default();
            let named = || site.written_in(sentence).is_some();
            asides::of_reported(object::within(&self.hits, &range), named)
        };
        has(Word::Reported) && sentences(&self.block.text).into_iter().any(reported)
    }

    /// Leaves out what is said of code, pictures or music and not of the text.
    pub(super) fn leave_out_things(&mut self) {
        let text = &self.block.text;
        let said = std::mem::take(&mut self.said);
        if said.is_empty() {
            return;
        }
        let sentences = sentences(text);
        let of_text = |(range, said): &(Range<usize>, Said)| {
            let at = sentences.partition_point(|sentence| sentence.start < range.start);
            let before = at.checked_sub(1).and_then(|at| sentences.get(at));
            let of_thing = self.objects.are_meant(text, range, &self.hits, before);
            let used = || self.objects.are_used(range, &self.hits);
            let of_use = said.kind == NoticeKind::Prohibition && used();
            !of_thing && !of_use
        };
        self.said = said.into_iter().filter(of_text).collect();
    }

    /// Whether one of its sentences lets the text be taken over, and not only printed out or quoted.
    pub(super) fn grants_reprints(&self) -> bool {
        self.said.iter().any(|(range, said)| {
            let whole = !said.less || self.objects.print_within(range);
            said.kind != NoticeKind::Prohibition && whole
        })
    }

    /// Whether the block is a line of a licence, and that of the text: it links the licence and the article.
    pub(super) fn licensed(&self) -> bool {
        links::licensed(self.block) && !self.licenses_things()
    }

    /// Whether the block names the licence of the text in words.
    pub(super) fn licensed_in_words(&self) -> bool {
        *self.licensed_in_words.get_or_init(|| {
            let named = links::licensed_in_words(self.block) || links::licensed_in_row(self.block);
            named && !self.licenses_things()
        })
    }

    fn licenses_things(&self) -> bool {
        let at = object::licensed_at(self.block);
        self.objects.are_licensed(&self.block.text, &self.hits, at)
    }

    /// Reads what the sentences of the block say. `is_own` tells the addresses that a demand may give where it stands.
    pub(super) fn judge(&mut self, is_own: &dyn Fn(&Url) -> bool, site: &SiteNames) {
        let (block, hits) = (self.block, &self.hits);
        let deciding = |hit: &Hit| clause::deciding(hit.word);
        let sold = |hit: &Hit| hit.word == Word::Commercial;
        if !hits.iter().any(|hit| deciding(hit) || sold(hit)) {
            return;
        }
        let foot = block.landmark == Landmark::SiteFooter;
        let mut at = 0;
        let mut last: Option<Range<usize>> = None;
        let mut others = false;
        for range in self.objects.parts(&block.text, hits) {
            // Both lists are in order.
            while hits
                .get(at)
                .is_some_and(|hit| hit.range.start < range.start)
            {
                at += 1;
            }
            let count = hits
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take_while(|hit| hit.range.start < range.end)
                .count();
            let before = last.take();
            let inside = hits.get(at..at + count).unwrap_or_default();
            at += count;
            // "Do not post other people's texts. Ask their owners first."
            let returns = |hit: &Hit| matches!(hit.word, Word::Own | Word::Mine | Word::Elsewhere);
            others =
                asides::of_others(&block.text, inside) || others && !inside.iter().any(returns);
            if others {
                continue;
            }
            // "Forum rules apply: copying is fine if you link ADDRESS": the address is this article's.
            let address = |range: &Range<usize>| {
                let sentence = block.text.get(range.clone());
                sentence.is_some_and(|sentence| sentence.contains("://"))
            };
            let names_site = |range: &Range<usize>| {
                let sentence = block.text.get(range.clone());
                sentence.is_some_and(|sentence| site.written_in(sentence).is_some())
            };
            if asides::of_readers(inside)
                || asides::of_members(inside) && !address(&range)
                || asides::of_grants(inside)
                || asides::of_ourselves(&block.text, inside)
                || asides::of_liability(inside)
                || asides::of_reported(inside, || names_site(&range))
                || asides::of_shares(block.text.get(range.clone()).unwrap_or_default(), inside)
            {
                continue;
            }
            if asides::keeps_private(inside, self.objects.text_within(&range))
                && !links::all_links(block, &range)
            {
                let said = Said::plain(NoticeKind::Prohibition, false);
                // Beside a permission it is the way of it.
                self.said.push((
                    range,
                    Said {
                        narrow: true,
                        ..said
                    },
                ));
                continue;
            }
            let contacts = inside.iter().any(|hit| {
                matches!(
                    hit.word,
                    Word::Contact | Word::Turn | Word::Warn | Word::Consent
                )
            });
            let goes_on = contacts && before.is_some();
            if !goes_on && !inside.iter().any(deciding) {
                // "Want to take it? No problem. But say whose it is."
                let carries = range.len() <= SENTENCE
                    && ends_in_mark(&block.text, range.end)
                    && inside.iter().any(|hit| hit.word == Word::Carry);
                last = if carries {
                    Some(range)
                } else {
                    before.filter(|_| range.len() <= INTERJECTION)
                };
                continue;
            }
            // Menus and headlines are nothing but links.
            if links::all_links(block, &range) {
                continue;
            }
            // "Link: https://…" states something, whatever "link" is in another language; it asks for nothing.
            let labelled = self.labels.iter().any(|label| label.start == range.start);
            let asks = |hit: &Hit| {
                matches!(
                    hit.word,
                    Word::Ask
                        | Word::Permit
                        | Word::Forbid
                        | Word::Ban
                        | Word::Reuse
                        | Word::Apply
                        | Word::Consent
                )
            };
            if labelled && !inside.iter().any(asks) {
                continue;
            }
            let address = links::holds_address(block, &range, is_own);
            if !address && links_a_license(&block.text, &range, inside) {
                continue;
            }
            if let Some(found) = clause::said(&block.text, &range, inside, address, foot) {
                // "Creative Commons (no derivatives, not commercial)" forbids, and is a licence.
                let sentence = block.text.get(range.clone()).unwrap_or_default();
                if found.kind == NoticeKind::Prohibition && sense::license_in(sentence).is_some() {
                    continue;
                }
                // "In the public domain, so that anybody may copy it" asks for nothing.
                let owes = found.kind == NoticeKind::Prohibition || found.credit;
                if !owes && sense::in_public_domain(sentence) {
                    continue;
                }
                self.said.push((range, found));
                continue;
            }
            // "Steal this post! But say where you found it." asks in two sentences.
            let both = before.map(|before| before.start..range.end);
            let has = |word: Word| inside.iter().any(|hit| hit.word == word);
            let credits = has(Word::Tell) || has(Word::Name) || has(Word::Say) || has(Word::Ask);
            let told = has(Word::Origin) || has(Word::Whose) || has(Word::Byline);
            let goes_on = credits && (told || address) || contacts;
            let joined = both.filter(|_| goes_on).and_then(|both| {
                let from = hits.partition_point(|hit| hit.range.start < both.start);
                let inside = hits.get(from..at).unwrap_or_default();
                let found = clause::said(&block.text, &both, inside, address, foot)?;
                // "Want to use it? Talk to the author first."
                (contacts || found.kind != NoticeKind::Prohibition).then_some((both, found))
            });
            if let Some(found) = joined {
                self.said.push(found);
                continue;
            }
            let takes = |hit: &Hit| {
                matches!(
                    hit.word,
                    Word::Reuse | Word::Take | Word::Put | Word::Carry | Word::Elsewhere
                )
            };
            if inside.iter().any(takes)
                && range.len() <= SENTENCE
                && ends_in_mark(&block.text, range.end)
            {
                last = Some(range.clone());
            }
            self.asks.push(range);
        }
        self.leave_out_censure();
        // "2. Writing with sources" heads what a site does.
        if self.block.kind == BlockKind::Heading {
            self.said
                .retain(|(_, said)| said.reuse || said.kind != NoticeKind::Demand);
        }
    }

    /// Leaves out what names copying without leave, and forbids nothing, beside a demand: "Credit the source when you take
    /// this along. 무단펌 (copying without it) is a bad thing."
    fn leave_out_censure(&mut self) {
        let demands = |said: &Said| said.kind != NoticeKind::Prohibition && said.credit;
        if !self.said.iter().any(|(_, said)| demands(said)) {
            return;
        }
        let (hits, text) = (&self.hits, &self.block.text);
        // "Quote it with its source" leaves the ban on the whole.
        let quotes = |hit: &Hit| asides::quotes(text, hit);
        let whole = self.said.iter().any(|(range, said)| {
            let mut reuse = object::within(hits, range).iter();
            demands(said) && reuse.any(|hit| hit.word == Word::Reuse && !quotes(hit))
        });
        self.said.retain(|(range, said)| {
            let inside = || object::within(hits, range).iter();
            let firm = |hit: &Hit| {
                use Word::{Apply, Consent, Contact, Forbid};
                matches!(hit.word, Apply | Consent | Contact)
                    && !inside().any(|ban| ban.word == Word::Ban && covers(&ban.range, &hit.range))
                    || hit.word == Forbid && !whole
            };
            let without = |ban: &Hit| {
                inside().any(|hit| {
                    hit.word == Word::Without
                        && ban.range.start <= hit.range.start
                        && hit.range.end <= ban.range.end
                })
            };
            let mut bans = inside().filter(|hit| hit.word == Word::Ban).peekable();
            let censured = bans.peek().is_some() && bans.all(without) && !inside().any(firm);
            said.kind != NoticeKind::Prohibition || !censured
        });
    }
}

fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Leaves out words for things and stories in the name of an owner, "© Gamers' Post", and those for money in a word for a
/// thing: "trademark".
fn leave_out_names(text: &str, hits: &mut Vec<Hit>) {
    /// Bytes of an owner's name, and marks in one text that are looked at. By hand.
    const LONGEST: usize = 60;
    const MARKS: usize = 8;
    /// Words before a place that are asked whether they hold it. By hand; it bounds work.
    const HOLDERS: usize = 16;
    let ends = [
        ',', '，', '、', '|', '｜', '/', '／', '.', '。', '(', '（', '\n', '<', '>', '–', '—', ';',
        ':', '：',
    ];
    let marks = text
        .match_indices(['©', 'ⓒ'])
        .map(|(at, mark)| at + mark.len());
    let owned = hits.iter().filter(|hit| hit.word == Word::Owned);
    let starts = marks
        .take(MARKS)
        .chain(owned.map(|hit| hit.range.end).take(MARKS));
    let name = |start: usize| {
        let rest = text.get(start..)?;
        let end = rest.find(ends).unwrap_or(rest.len());
        let end = end.min(rest.find("所有").unwrap_or(end));
        (end <= LONGEST).then_some(start..start + end)
    };
    let names: Vec<Range<usize>> = starts.filter_map(name).collect();
    let of = |word: Word| {
        let hits = hits.iter().filter(|hit| hit.word == word);
        let mut places: Vec<(Range<usize>, u8)> =
            hits.map(|hit| (hit.range.clone(), hit.language)).collect();
        places.sort_unstable_by_key(|(range, _)| range.start);
        places
    };
    let (things, texts) = (of(Word::Thing), of(Word::Own));
    // What holds a word begins right before it.
    let holders = |places: &[(Range<usize>, u8)], hit: &Hit, same: bool| {
        let end = places.partition_point(|(range, _)| range.start <= hit.range.start);
        let near = places.iter().take(end).rev().take(HOLDERS);
        near.filter(|(range, language)| {
            covers(range, &hit.range) && (!same || *language == hit.language)
        })
        .any(|(range, _)| same || range.len() > hit.range.len())
    };
    hits.retain(|hit| match hit.word {
        Word::Thing | Word::Story => !names.iter().any(|name| covers(name, &hit.range)),
        Word::Commercial => !holders(&things, hit, false),
        // "Bu yazı", this text, has the stem of "to write".
        Word::Name | Word::Tell => !holders(&texts, hit, true),
        _ => true,
    });
}

/// Whether a sentence that ends here ends with a mark.
fn ends_in_mark(text: &str, end: usize) -> bool {
    text.get(..end).is_some_and(|text| {
        text.ends_with(['!', '?', '！', '？', '.', '。', '…', ';', '؟', '।', '۔'])
    })
}

/// "Credit the work and link LICENCE": what is to be linked is the licence, which is no notice of the page.
fn links_a_license(text: &str, range: &Range<usize>, hits: &[Hit]) -> bool {
    /// Bytes between "link" and the address it speaks of.
    const BESIDE: usize = 10;
    let Some(at) = text
        .get(range.clone())
        .and_then(|sentence| sentence.find("://creativecommons.org/"))
    else {
        return false;
    };
    let at = range.start + at.saturating_sub("https".len());
    hits.iter().any(|hit| {
        matches!(hit.word, Word::Name | Word::Source)
            && hit.range.end <= at
            && at - hit.range.end <= BESIDE
    })
}

/// The labels of a block: a label word at the beginning of a line or behind a mark, then a colon.
fn labels(text: &str, hits: &[Hit]) -> Vec<Label> {
    let mut found: Vec<(Word, Range<usize>, usize)> = Vec::new();
    for hit in hits {
        // "Escrito por: Ida Holm"
        let byline = hit.word == Word::Byline && hit.range.len() > BYLINE;
        if !hit.word.is_label() && !byline {
            continue;
        }
        if found.len() >= LABELS {
            break;
        }
        let before = text.get(..hit.range.start).unwrap_or_default();
        let opens = before
            .trim_end_matches([' ', '*', '_', '#', '>', '-', '•', '·', '\u{a0}'])
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '’' | '\'' | '-'));
        let glued = before.ends_with(|c: char| c.is_alphanumeric());
        let spaced = before.ends_with("  ") || before.ends_with(' ') && hit.word != Word::License;
        let apart = spaced && !glued && !hit.range.is_empty();
        if !opens && !apart {
            continue;
        }
        let rest = text.get(hit.range.end..).unwrap_or_default();
        let rest = behind_the_text(rest, hit, hits)
            .filter(|_| opens)
            .unwrap_or(rest);
        let trimmed = rest.trim_start_matches([' ', '*', '_', '\u{a0}', ')', '）', '(']);
        let Some(mark) = trimmed.chars().next() else {
            continue;
        };
        let strong = matches!(mark, ':' | '：' | '｜' | '»' | '∶' | '︰');
        let slash = opens && matches!(mark, '／' | '/' | '|') && hit.word == Word::Author;
        let dash = opens && matches!(mark, '—' | '–') && hit.word == Word::Author;
        if !(strong || slash || dash) {
            continue;
        }
        let value = text.len() - trimmed.len() + mark.len_utf8();
        if byline && !(strong && opens) {
            continue;
        }
        let word = if byline { Word::Author } else { hit.word };
        found.push((word, hit.range.clone(), value));
    }
    if found.is_empty() {
        found.extend(unknown_label(text).or_else(|| organization_label(text)));
    }
    // Of labels that end at one colon the longest holds: "original link" over "link"; an address over a publisher.
    found.sort_by_key(|(word, range, value)| (*value, range.start, *word));
    // A word that is both, such as "Source", is the weaker of the two.
    let both: Vec<Range<usize>> = found
        .iter()
        .filter(|(word, _, _)| *word == Word::Publisher)
        .map(|(_, range, _)| range.clone())
        .collect();
    for (word, range, _) in &mut found {
        if *word == Word::Address && both.contains(range) {
            *word = Word::Publisher;
        }
    }
    found.dedup_by_key(|(_, _, value)| *value);
    let starts: Vec<usize> = found.iter().map(|(_, range, _)| range.start).collect();
    found
        .into_iter()
        .enumerate()
        .map(|(index, (word, range, value))| {
            let next = starts
                .get(index + 1)
                .copied()
                .unwrap_or(text.len())
                .max(value);
            let line = text.get(value..next).unwrap_or_default();
            let blank = line.len() - line.trim_start().len();
            let end = line
                .get(blank..)
                .and_then(|line| line.find('\n'))
                .map_or(next, |at| value + blank + at);
            Label {
                word,
                start: range.start,
                value: value..end,
            }
        })
        .collect()
}

/// Letters of a byline that is a label too; "by", "from" and "de" have fewer.
const BYLINE: usize = 5;

/// What stands behind the words for the text in a label: "Autor de la entrada: …".
fn behind_the_text<'t>(rest: &'t str, label: &Hit, hits: &[Hit]) -> Option<&'t str> {
    /// Bytes of these words. By hand.
    const LONGEST: usize = 32;
    if !matches!(label.word, Word::Author | Word::Address) {
        return None;
    }
    let tail = rest.strip_prefix(' ')?;
    // No further: labels of a hostile block would each be looked for to its end.
    let end = head(tail, LONGEST + 1).find([':', '：', '\n'])?;
    let words = tail.get(..end)?;
    let plain = |c: char| {
        c.is_lowercase() || c.is_alphabetic() && !c.is_uppercase() || matches!(c, ' ' | '’' | '\'')
    };
    let to = label.range.end + 1 + end;
    let text = |hit: &Hit| {
        matches!(hit.word, Word::Own | Word::Text)
            && hit.range.start >= label.range.end
            && hit.range.end <= to
            && hit.range.len() > 3
    };
    (words.chars().all(plain) && hits.iter().any(text)).then(|| tail.get(end..))?
}

/// A label that no language has, before nothing but an address: "Webadres: https://…".
fn unknown_label(text: &str) -> Option<(Word, Range<usize>, usize)> {
    /// Characters of such a label. By hand: six words.
    const LONGEST: usize = 48;
    let at = text.find([':', '：'])?;
    let mark = text.get(at..)?.chars().next()?;
    let value = at + mark.len_utf8();
    let address = text.get(value..)?.trim();
    let whole = address.starts_with("http")
        && urls::leading_url(address).is_some_and(|url| url.len() == address.len());
    let label = text.get(..at)?;
    (whole && label.chars().count() <= LONGEST && !label.contains('\n')).then_some((
        Word::Address,
        0..at,
        value,
    ))
}

/// A kind of publication or body as a label: "Studio: Tin Lantern", "Blad: De Klepel".
fn organization_label(text: &str) -> Option<(Word, Range<usize>, usize)> {
    let at = text.find([':', '：', '｜'])?;
    let mark = text.get(at..)?.chars().next()?;
    let value = at + mark.len_utf8();
    let name = text.get(value..)?.trim_start();
    let named =
        name.starts_with(|c: char| c.is_uppercase() || is_spaceless(c) || !c.is_alphabetic());
    (named && is_kind_of_body(text.get(..at)?)).then_some((Word::Publisher, 0..at, value))
}

/// Whether a text is nothing but a word for a kind of publication or body.
fn is_kind_of_body(text: &str) -> bool {
    let folded = fold(text.trim());
    let word = folded.as_str();
    is_organization_word(word) || organization_ending(word) == Some(word.chars().count())
}

/// Whether a block is nothing but a label, its value being the next block.
pub(super) fn lone_label(read: &Read<'_>) -> Option<Word> {
    let text = read.block.text.trim().trim_end_matches([':', '：', ' ']);
    if text.is_empty() || text.len() > 60 {
        return None;
    }
    let known = read
        .hits
        .iter()
        .filter(|hit| hit.word.is_label())
        .find(|hit| read.block.text.get(hit.range.clone()) == Some(text))
        .map(|hit| hit.word);
    let body = || read.paired && is_kind_of_body(text);
    known.or_else(|| body().then_some(Word::Publisher))
}

/// Whether the last label of a block has its value in the next one.
pub(super) fn ends_in_label(read: &Read<'_>) -> bool {
    read.labels.last().is_some_and(|label| {
        read.block
            .text
            .get(label.value.start..)
            .is_none_or(|rest| rest.trim().is_empty())
    })
}
