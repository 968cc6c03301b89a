//! The publisher that a notice names: the site that a demand links, an account, the owner of the rights.

use std::ops::Range;

use super::named::{QUOTED, is_asked, is_inflected_author};
use super::{MORE, PERSON, Reader, names_source, site};
use crate::originals::notice::lexicon::{Hit, Word, is_author_label, is_part};
use crate::originals::notice::links::{front_page_named, links_in};
use crate::originals::notice::read::Read;
use crate::originals::notice::sense;
use crate::originals::notice::site_names::without_ending;
use crate::page::Landmark;
use crate::text::fold;
use crate::text::template::is_spaceless;

/// Bytes between "belongs to" and the owner: a mark, a quotation mark. By hand.
const BESIDE: usize = 6;

impl Reader<'_, '_> {
    /// The site that a sentence of a demand names by a link to its front page or, spelled as its host is, to the article.
    pub(super) fn linked(&self, read: &Read<'_>, range: &Range<usize>) -> Option<String> {
        let text = &read.block.text;
        links_in(read.block, range).take(MORE).find_map(|link| {
            let url = link.resolved.as_ref()?;
            let around = ['"', '“', '”', '„', '«', '»', '「', '」', '.', ' '];
            let shown = text.get(link.text.clone())?.trim_matches(around);
            let plain = !shown.contains(['/', '\n']) && !shown.contains("..");
            let lower = shown.contains('.') && !shown.contains(char::is_uppercase);
            // "тихаяЗаводь.ru" has its capital within.
            let domain = shown.contains('.') && !lower;
            let capital =
                domain || shown.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase());
            let by = |hit: &Hit| {
                matches!(hit.word, Word::Byline | Word::Author | Word::Owned)
                    && text.get(hit.range.end..link.text.start).is_some_and(|gap| {
                        gap.len() <= BESIDE && !gap.contains(char::is_alphanumeric)
                    })
            };
            if !plain || lower || !capital || read.hits.iter().any(by) {
                return None;
            }
            let front = front_page_named(self.page, read.block, link).is_some();
            let home = (front || sense::is_home(url))
                && !is_asked(read, &link.text, u8::MAX, sense::is_publication(shown));
            if !(home || self.is_host(shown)) || self.is_known_author(shown) {
                return None;
            }
            let names = shown.chars().count() <= QUOTED
                && !shown.contains(['|', '—', ':', '：', ','])
                && sense::is_person(shown)
                && !sense::speaks(shown)
                && !names_source(shown);
            names.then(|| shown.to_owned())
        })
    }

    /// The account or the owner that a notice names beside its author; an author that is the site's name is none.
    pub(super) fn publisher(&mut self) {
        self.named_publisher();
        let known = self.fields.get("publisher");
        let found = match known {
            Some(name) => self.with_ending(name),
            None => self
                .host_in_demand()
                .map(|host| self.site_on_page().unwrap_or(host)),
        };
        if let Some(name) = found {
            self.fields.insert("publisher".to_owned(), name);
        }
        self.shorten();
        self.close_bracket();
        self.close_abbreviation();
    }

    /// Gives the publisher's name the full stop of its last word back: "Farola Servicios S.L.".
    fn close_abbreviation(&mut self) {
        let Some(name) = self.fields.get("publisher") else {
            return;
        };
        let last = name.split(' ').next_back().unwrap_or_default();
        let abbreviated = last.len() > 2 && last.split('.').all(|part| part.chars().count() == 1);
        let mut reads = self.region.reads.iter();
        let stops = |text: &str| {
            let behind = text.split_once(name.as_str());
            behind.is_some_and(|(_, behind)| behind.starts_with('.'))
        };
        if abbreviated && reads.any(|read| stops(&read.block.text)) {
            let whole = format!("{name}.");
            self.fields.insert("publisher".to_owned(), whole);
        }
    }

    /// Gives the publisher's name its closing bracket back, or takes the open one away: "ASF(아세안전문가포럼)".
    fn close_bracket(&mut self) {
        let Some(name) = self.fields.get("publisher") else {
            return;
        };
        let Some(open) = name
            .rfind(['(', '（'])
            .filter(|at| !name[*at..].contains([')', '）']))
        else {
            return;
        };
        let mut reads = self.region.reads.iter();
        let closing = reads.find_map(|read| {
            let (_, behind) = read.block.text.split_once(name.as_str())?;
            behind.chars().next().filter(|c| matches!(c, ')' | '）'))
        });
        let whole = match closing {
            Some(closing) => format!("{name}{closing}"),
            None => name[..open].trim_end().to_owned(),
        };
        self.fields.insert("publisher".to_owned(), whole);
    }

    /// Takes from the publisher's name the ending of a case, where the host tells so.
    fn shorten(&mut self) {
        let Some(name) = self.fields.get("publisher") else {
            return;
        };
        if let Some(shorter) = self.without_case(name).map(str::to_owned) {
            self.fields.insert("publisher".to_owned(), shorter);
        }
    }

    fn named_publisher(&mut self) {
        if self
            .fields
            .get("author")
            .is_some_and(|author| self.is_site(author))
            && let Some(author) = self.fields.remove("author")
        {
            self.set("publisher", author);
        }
        // What the host and the demand spell alike is the name of the site.
        if let Some(site) = self.site_in_demand() {
            self.prefer(site);
            return;
        }
        let known = self.fields.contains_key("publisher");
        if !known && let Some(owner) = self.account_or_owner() {
            self.set("publisher", owner);
        }
        if let Some(site) = self.site_beside()
            && self
                .fields
                .get("publisher")
                .is_none_or(|known| holds(&site, known) || cuts(known, &site))
        {
            self.prefer(site);
        }
    }

    /// Takes the site's name for the publisher, unless the one that is known says so more fully: "Marsh Institute" at
    /// `marsh.example`.
    fn prefer(&mut self, site: String) {
        let known = self.fields.get("publisher");
        let stem = without_ending(&site);
        let fuller = |known: &String| {
            self.is_site(known) || holds(known, stem) && !self.is_inflected_site(known)
        };
        if !known.is_some_and(fuller) {
            self.fields.insert("publisher".to_owned(), site);
        }
    }

    /// The account or the owner of the rights that a notice names, or the front page that it links.
    fn account_or_owner(&mut self) -> Option<String> {
        let region = self.region;
        let above = region.before.filter(|read| site::is_mark(&read.block.text));
        let asked = region.reads.iter().any(|read| {
            let mut said = read.said.iter();
            said.any(|(range, _)| asks_for_author(read, range))
        });
        for read in region.reads.iter().chain(above) {
            let text = &read.block.text;
            // 公众号「X」: a label without a colon.
            let account = read
                .hits
                .iter()
                .filter(|hit| hit.word == Word::Publisher)
                .find_map(|hit| {
                    let rest = text.get(hit.range.end..)?;
                    rest.starts_with(['「', '“', '【', '《'])
                        .then(|| sense::name(rest, true))
                        .flatten()
                });
            let marks = site::MARKS.iter().find_map(|mark| {
                let at = text.find(mark)?;
                // "Copyright notice: …" is a label.
                let label = read.labels.iter().find(|label| label.start == at);
                if label.is_some_and(|label| label.value.start > at + mark.len() + 1) {
                    return None;
                }
                let rest = text.get(at + mark.len()..)?;
                let rest = rest.trim_start_matches(|c: char| {
                    // "© ২০২৪", "© ۱۴۰۳"
                    c.is_numeric() || matches!(c, ' ' | '-' | '–' | '©' | 'ⓒ')
                });
                // "© 2014-2019,", and the name in a line of its own.
                let below = rest
                    .strip_prefix(',')
                    .map(|rest| rest.trim_start_matches([' ', '\n']));
                let rest = below.unwrap_or(rest);
                let line = || sense::whole_name(rest.split_once('\n')?.0);
                let owner = below.and_then(|_| line()).or_else(|| sense::owner(rest))?;
                let behind = rest.get(rest.find(owner.as_str())? + owner.len()..)?;
                let ending = behind.strip_prefix('.').map_or("", |rest| {
                    let end = rest.find(|c: char| !c.is_ascii_lowercase());
                    &rest[..end.unwrap_or(rest.len())]
                });
                // "© 2024 pierpost.example" gives an address, "© 2024 PierPost.example" a name.
                match ending.is_empty() {
                    true => Some(owner),
                    false if owner.starts_with(char::is_uppercase) => {
                        Some(format!("{owner}.{ending}"))
                    }
                    false => None,
                }
            });
            // "Alle Rechte bei der Torfpost. © 2024 Peat Post Ltd": the page's own language comes first.
            let owner = owned(read).or(marks);
            let linked = read.said.first().and_then(|(range, _)| {
                let home = links_in(read.block, range)
                    .find(|link| link.resolved.as_ref().is_some_and(sense::is_home))?;
                sense::name(text.get(home.text.clone())?, true)
            });
            // "© Colm Devane" under an article is its author, unless somebody else is.
            let owner = owner.filter(|name| {
                if sense::speaks(name) {
                    return false;
                }
                // Persons in Hangul have two to four letters, newspapers more.
                let hangul = name.starts_with(|c: char| matches!(c, '가'..='힣'));
                let most = PERSON - usize::from(hangul);
                let han = name.chars().all(is_spaceless) && name.chars().count() <= most;
                let person = (name.contains(' ') || han) && !sense::is_publication(name);
                let site = self.is_site(name) || self.is_host(name) && !self.is_known_author(name);
                let alone = !self.fields.contains_key("author") && !site;
                let within = above.is_none_or(|above| !std::ptr::eq(above, read));
                // "© Colm Devane. Free to share if the author is named."
                let content = read.block.landmark == Landmark::Content;
                let owed = asked && name.contains(' ');
                let moved = person && alone && (within && content || owed);
                if moved {
                    self.fields.insert("author".to_owned(), name.clone());
                }
                !moved
            });
            let found = account.or(owner).or(linked);
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// Whether a sentence asks for the author to be named.
fn asks_for_author(read: &Read<'_>, range: &Range<usize>) -> bool {
    /// Bytes of a word for authors; "by" is shorter.
    const SHORTEST: usize = 5;
    let text = read.block.text.get(range.clone()).unwrap_or_default();
    let words = text.split(|c: char| !is_part(c));
    words.filter(|word| word.len() >= SHORTEST).any(|word| {
        let folded = fold(word);
        is_author_label(folded.as_str()) || is_inflected_author(folded.as_str())
    })
}

/// Whether a name ends within another one that begins in it: "Časopis Mlýnské" of "Časopis Mlýnské kolo".
fn cuts(name: &str, site: &str) -> bool {
    let mut words = name.match_indices(' ');
    words.any(|(at, _)| {
        let tail = name.get(at + 1..).unwrap_or_default();
        let rest = site.strip_prefix(tail);
        rest.is_some_and(|rest| rest.starts_with(' '))
    })
}

/// Whether a name spells another one within it, and more.
fn holds(name: &str, part: &str) -> bool {
    let (name, part) = (sense::spelled(name), sense::spelled(part));
    name != part && name.contains(&part)
}

/// The owner in words: "all rights belong to Pier Post", "Bản quyền thuộc Janka".
fn owned(read: &Read<'_>) -> Option<String> {
    let text = &read.block.text;
    let mut words = read.hits.iter().filter(|hit| hit.word == Word::Owned);
    words.find_map(|hit| {
        let rest = text.get(hit.range.end..)?;
        let name = sense::owner(rest)?;
        let at = hit.range.end + rest.find(name.as_str())?;
        let taken = at..at + name.len();
        let direct = at - hit.range.end <= BESIDE;
        let speaks = is_asked(read, &taken, hit.language, false);
        (direct && !speaks).then_some(name)
    })
}
