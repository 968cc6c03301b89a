//! The grammar of one sentence in one language: what its words say together.

use std::ops::Range;

use super::NoticeKind;
use super::asides;
use super::lexicon::{Hit, Word, is_join, is_part, listed};
use super::measure::{distance, length, mail_behind};
use super::sentences::{NAME, quotes};
use crate::text::template::is_spaceless;

/// What a sentence says, by the words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) kind: NoticeKind,
    /// Whether it names what credit is owed.
    pub(super) credit: bool,
    /// Whether words of taking the text over stand in it.
    pub(super) reuse: bool,
    /// Whether the text speaks of itself.
    pub(super) own: bool,
    /// Whether it speaks of one way of taking over alone: for money, or changed.
    pub(super) narrow: bool,
    /// Whether use for money is spoken of, beside other uses or alone.
    pub(super) sold: bool,
    /// Whether it speaks of what goes beyond something that is allowed elsewhere.
    pub(super) beyond: bool,
    /// Whether what it allows is less than taking the text over.
    pub(super) less: bool,
}

impl Said {
    /// A sentence that speaks of taking the text over and of nothing else.
    pub(super) fn plain(kind: NoticeKind, credit: bool) -> Self {
        Self {
            kind,
            credit,
            reuse: true,
            own: false,
            narrow: false,
            sold: false,
            beyond: false,
            less: false,
        }
    }
}

pub(super) struct Clause<'a> {
    pub(super) text: &'a str,
    pub(super) range: &'a Range<usize>,
    pub(super) hits: &'a [Hit],
    pub(super) story: bool,
    pub(super) address: bool,
    /// Whether it stands in the footer of the site.
    pub(super) foot: bool,
    /// Whether something in it stands in quotation marks that may be a name.
    pub(super) quoted: bool,
}

impl Clause<'_> {
    fn all(&self, word: Word) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| hit.word == word)
    }

    fn has(&self, word: Word) -> bool {
        self.all(word).next().is_some()
    }

    /// What the sentence says: "free to reprint with credit, anything beyond needs our consent" says it before "beyond".
    pub(super) fn said(&self) -> Option<Said> {
        if self.is_for_machines() {
            return None;
        }
        let beyond = self.all(Word::Beyond).next().map(|hit| hit.range.start);
        if beyond.is_some_and(|at| self.keeps_the_rest(at)) {
            return Some(Said {
                own: self.has(Word::Own),
                beyond: true,
                ..Said::plain(NoticeKind::Prohibition, false)
            });
        }
        let Some(end) = beyond.filter(|at| *at > self.range.start) else {
            return self.said_as_a_whole();
        };
        let before = self.hits.iter().filter(|hit| hit.range.end <= end);
        let before: Vec<Hit> = before.cloned().collect();
        let allowed = Clause {
            range: &(self.range.start..end),
            hits: &before,
            ..*self
        };
        let allows = |said: &Said| said.kind != NoticeKind::Prohibition && !said.less;
        let allowed = allowed.said_as_a_whole().filter(allows);
        allowed.or_else(|| self.said_as_a_whole())
    }

    /// Whether what goes beyond quoting, or beyond what was said before, needs the owner's word: "short quotations are welcome,
    /// anything else requires our consent".
    fn keeps_the_rest(&self, at: usize) -> bool {
        let behind = |word: Word| self.all(word).any(|hit| hit.range.start >= at);
        let ours = self.has(Word::Less) || self.has(Word::Own) || behind(Word::Mine);
        let granted = || {
            let before = self.hits.iter().filter(|hit| hit.range.end <= at);
            before.clone().any(|hit| hit.word == Word::Reuse) && !self.has(Word::Less)
        };
        let needs = behind(Word::Apply) || behind(Word::Without) || behind(Word::Forbid);
        self.length() <= SHORT
            && behind(Word::Consent)
            && needs
            && ours
            && !granted()
            && !self.has(Word::Past)
            && !self.has(Word::Waive)
    }

    fn said_as_a_whole(&self) -> Option<Said> {
        let own = self.has(Word::Own);
        let length = self.length();
        let short = length <= SHORT;
        let firm = self.has(Word::Reuse) || self.has(Word::Ban);
        let loose = short
            && (self.has(Word::Take) && self.says_more()
                || self.has(Word::Put) && (self.needs_agreement() || self.allows_for_credit())
                || self.has(Word::Elsewhere)
                    && (firm
                        || self.has(Word::Take)
                        || own
                        || self.agreed()
                        || self.tells_more()
                        || self.has(Word::Put) && self.together()));
        let plain = short && self.plain(firm);
        let reuse = firm || loose || plain;
        // A long sentence has words of every kind by chance.
        if !short && length > LONG && !self.address && !own {
            return None;
        }
        // "Parish newspapers may run it if “The Tidal Log” stands below it": the name to print is the credit.
        let granted = short && reuse && self.grants_for_a_name();
        // "Say where you found it" is a demand only beside words of taking over.
        let as_source = self.has(Word::NamedAs);
        // "Share this article" names no source: the text is what is shared.
        let of_text = |source: &Hit| {
            let mut own = self.all(Word::Own);
            own.any(|own| distance(&own.range, &source.range) == 0)
        };
        let named = self.has(Word::Name) || self.has(Word::Tell) || self.address;
        let source = plain
            || self
                .all(Word::Source)
                .any(|source| named || !of_text(source))
            || reuse && (self.has(Word::Origin) || as_source)
            || granted;
        let tells = reuse && self.has(Word::Tell) && (source || self.address);
        let name = plain || self.has(Word::Name) || tells || reuse && as_source;
        // A report may speak of this very text; it asks for nothing.
        let asks_of_own = own
            && (name || self.has(Word::Permit) || self.has(Word::Ban) || self.has(Word::Consent));
        // "Local newspapers may reprint it if the Ostlund Weekly is named": newspapers are in stories too.
        let framed = short
            && firm
            && name
            && source
            && self.has(Word::Permit)
            && self.has(Word::Ask)
            && !self.has(Word::Past);
        let legal = self.foot && self.is_legal();
        let told = asks_of_own || self.address || granted || framed || legal;
        let story = self.story && !told;
        if story || self.tells_a_year() && !own {
            return None;
        }
        if self.taken() || !self.address && asides::of_practice(self.text, self.hits) {
            return None;
        }
        let found = |kind, credit| {
            Some(Said {
                kind,
                credit,
                reuse,
                own,
                narrow: self.commercial() && !self.has(Word::Ban) || self.forbids_changes_alone(),
                sold: self.for_money(),
                beyond: self.has(Word::Beyond),
                less: self.has(Word::Less),
            })
        };
        let credit = name || source;
        if asides::misses_credit(self.hits) {
            return None;
        }
        if reuse {
            let told = || asides::tells_past(self.text, self.hits);
            let says = self.prohibition(credit);
            match says.filter(|_| !told() && !self.uses_something()) {
                Some(true) => return found(NoticeKind::Prohibition, credit),
                Some(false) => return found(NoticeKind::Demand, true),
                None => {}
            }
            // "Want to put this on your site?" asks for nothing yet.
            if self.joke() || self.is_question() && !self.address {
                return None;
            }
            // "The map was reprinted and its maker never named" tells of others.
            let asks = self.has(Word::Ask);
            let permits = self.has(Word::Permit) || self.has(Word::Waive);
            let tells = told() && (!asks && !permits || asides::credited_once(self.hits));
            if tells && !own && !self.address {
                return None;
            }
            if self.has(Word::Waive)
                || self.spares_asking()
                || self.has(Word::Permit) && (own || name && (source || self.address))
            {
                return found(NoticeKind::Permission, credit);
            }
            if name && (asks || source || self.address)
                || source && (asks || self.address && self.has(Word::Permit))
            {
                return found(NoticeKind::Demand, true);
            }
            return None;
        }
        // Long sentences of reports have these words by chance, in whatever script.
        let long = self.range.len() > LONG && !self.address && !own;
        // "Somebody had posted a link to ADDRESS and wrote" has an address, and tells a story all the same.
        let told = self.story && !own && !legal;
        if self.joke() || long || told || !self.address && !own && !self.fills() {
            return None;
        }
        let asks = self.has(Word::Ask);
        // Without a word of taking over only a plain request counts: "please credit the source".
        (name && asks && source || name && self.address && (asks || source))
            .then_some(())
            .and_then(|()| found(NoticeKind::Demand, true))
    }

    /// Whether it asks for credit in words of every day, of which one of each kind must be there: something that moves
    /// the text, whose it is, and what is owed. "Hang it up, but leave both names on it", "Schools can print this for
    /// free if “Pier Post” stands below".
    fn plain(&self, firm: bool) -> bool {
        /// Bytes of a phrase that tells where something is from; shorter ones are words with other uses. By hand.
        const PHRASE: usize = 10;
        let any = |words: &[Word]| words.iter().any(|word| self.has(*word));
        let owed = any(&[Word::Say, Word::Ask]);
        let moves = firm || any(&[Word::Take, Word::Carry, Word::Elsewhere]);
        let permits = any(&[Word::Permit, Word::Waive]);
        let from = || self.all(Word::Origin).any(|hit| hit.range.len() >= PHRASE);
        let whose = self.has(Word::Whose)
            || self.quoted && permits && (firm || self.has(Word::Take))
            || from() && (self.address || self.has(Word::Own));
        moves && owed && whose
    }

    /// Whether the sentence has little else than words of notices. Counters and schools ask for sources too: "please
    /// state the source of your income and the address of your employer".
    fn fills(&self) -> bool {
        let mut ranges: Vec<&Range<usize>> = self.hits.iter().map(|hit| &hit.range).collect();
        ranges.sort_unstable_by_key(|range| range.start);
        let (mut end, mut filled) = (0, 0);
        for range in ranges {
            filled += range.end.saturating_sub(range.start.max(end));
            end = end.max(range.end);
        }
        // By hand: between the demands and the letters of offices that the test lines hold.
        filled * 2 >= self.range.len() - self.names()
    }

    /// Bytes of names in the sentence that are no words of its language: in quotation marks, two words with capitals in a
    /// row, one with a capital within, or a host.
    fn names(&self) -> usize {
        let sentence = self.text.get(self.range.clone()).unwrap_or_default();
        let quoted: usize = quotes(self.text, self.range)
            .iter()
            .map(Range::len)
            .filter(|length| *length <= NAME)
            .sum();
        let words: Vec<&str> = sentence.split_whitespace().skip(1).collect();
        let capital =
            |word: Option<&&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
        let inner = |at: usize| {
            let letters = words.get(at).copied().unwrap_or_default().chars();
            letters
                .skip_while(|c| !c.is_lowercase())
                .any(char::is_uppercase)
        };
        let run = |at: usize| {
            let before = at.checked_sub(1).and_then(|at| words.get(at));
            capital(words.get(at)) && (capital(before) || capital(words.get(at + 1)) || inner(at))
        };
        let host = |word: &str| {
            let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
            let dot = inner.split_once('.');
            dot.is_some_and(|(host, ending)| host.len() > 1 && ending.len() > 1)
        };
        let named = words.iter().enumerate();
        let named = named.filter(|(at, word)| run(*at) || host(word));
        let names: usize = named.map(|(_, word)| word.len() + 1).sum();
        (quoted + names).min(self.range.len())
    }

    fn is_question(&self) -> bool {
        let sentence = self.text.get(self.range.clone()).unwrap_or_default();
        sentence.ends_with(['?', '？', '؟'])
    }

    fn length(&self) -> usize {
        length(self.text.get(self.range.clone()).unwrap_or_default())
    }

    /// Whether it allows something as long as a name in quotation marks is given.
    fn grants_for_a_name(&self) -> bool {
        /// Letters of such a name. By hand.
        const LETTERS: usize = 40;
        let told = self.has(Word::Tell) || self.has(Word::Name);
        told && self.has(Word::Permit)
            && quotes(self.text, self.range).iter().any(|quote| {
                let inner = self.text.get(quote.clone()).unwrap_or_default();
                let first = inner.chars().find(|c| c.is_alphanumeric());
                // "The flyleaf says “all rights reserved”" gives no name.
                inner.chars().count() <= LETTERS && first.is_some_and(|c| !c.is_lowercase())
            })
    }

    /// Whether a sentence that speaks of taking something says more of what is owed.
    fn says_more(&self) -> bool {
        self.tells_more()
            || self.grants_for_a_name()
            || self.address && (self.has(Word::Origin) || self.has(Word::Source))
            || self.needs_agreement()
            || self.has(Word::Contact) && self.has(Word::Ask)
            || self.together()
                && (self.has(Word::Own) || self.has(Word::Elsewhere) || self.has(Word::Consent))
            || self.has(Word::Ban)
            || self.has(Word::Waive) && self.has(Word::Own)
    }

    /// Whether it says what credit is to be told.
    fn tells_more(&self) -> bool {
        let told = self.has(Word::Tell) || self.has(Word::Name);
        told && (self.has(Word::Origin) || self.has(Word::Source) || self.address)
    }

    /// Whether it speaks of the owner's word: consent, or turning to the owner.
    fn agreed(&self) -> bool {
        let words = [Word::Consent, Word::Contact, Word::Warn];
        words.into_iter().any(|word| self.has(word))
    }

    /// Whether the owner's word has to come first: before, without, only.
    fn needs_agreement(&self) -> bool {
        let first = self.has(Word::Before) || self.has(Word::Without);
        self.agreed() && first || self.requires_agreement()
    }

    /// "You are welcome to copy this without prior permission": allowed, so that the consent is one that nobody needs.
    fn spares_asking(&self) -> bool {
        /// Letters between "without" and the consent: "konieczności uzyskania odrębnej", "qu’il soit nécessaire de demander
        /// une". By hand: six words.
        const SPARED: usize = 48;
        /// Bytes between the consent and a "prior" behind it: "autorización previa". By hand: the ending of the first.
        const BESIDE_IT: usize = 6;
        let reuse = self.all(Word::Reuse).next();
        let spared = |without: &Hit| {
            let consent = self.all(Word::Consent).find(|consent| {
                let between = self.text.get(without.range.end..consent.range.start);
                // A letter has four bytes at most: gaps that are longer are not counted.
                between.is_some_and(|between| {
                    between.len() <= 4 * SPARED && between.chars().count() <= SPARED
                })
            })?;
            let behind = reuse.is_some_and(|reuse| reuse.range.end <= without.range.start);
            // "It is allowed, without prior permission, to copy this if the source is named." A negation may stand far
            // behind, so that only what is owed instead tells this from a ban.
            let allowed = || {
                let mut permits = self.all(Word::Permit);
                permits.any(|permit| permit.range.end <= without.range.start)
                    && self.allows_for_credit()
            };
            (behind || allowed()).then_some(without.range.start..consent.range.end)
        };
        let Some(spared) = self.all(Word::Without).find_map(spared) else {
            return false;
        };
        // The "prior" of "without prior permission" asks for nothing.
        let applies = |only: &Hit| {
            only.range.end <= spared.start
                || only.range.start.saturating_sub(spared.end) > BESIDE_IT
                    && spared.end <= only.range.start
        };
        self.has(Word::Permit)
            && !self.has(Word::Forbid)
            && !self.has(Word::Ban)
            && !self.all(Word::Apply).any(applies)
    }

    /// "Copying without the author's consent is theft": whatever is said of it, it is said of taking a text over, and of
    /// taking it without asking.
    fn taken_without_consent(&self) -> bool {
        /// Bytes before the first word of taking over: "any other", "die". By hand.
        const OPENS: usize = 12;
        let Some(reuse) = self.all(Word::Reuse).next() else {
            return false;
        };
        let opens = reuse.range.start.saturating_sub(self.range.start) <= OPENS;
        // "Without consent" and "허가 없이".
        let consent = |without: &Hit| {
            self.all(Word::Consent).find(|consent| {
                let before = without.range.start.checked_sub(consent.range.end);
                let behind = consent.range.start.checked_sub(without.range.end);
                behind.is_some_and(|gap| gap <= CONSENT) || before.is_some_and(|gap| gap <= 1)
            })
        };
        // The author whose consent it is is no credit that is owed.
        let owed = |consent: &Hit| {
            let apart = |source: &Hit| distance(&source.range, &consent.range) > CONSENT;
            self.has(Word::Name) || self.has(Word::Tell) || self.all(Word::Source).any(apart)
        };
        let taken = |without: &Hit| {
            let Some(consent) = consent(without).filter(|consent| !owed(consent)) else {
                return false;
            };
            let end = without.range.end.max(consent.range.end);
            // Languages that put the verb last have both before it; so do stories, but not the footers of sites.
            let last = reuse.range.start.checked_sub(end);
            opens && without.range.start >= reuse.range.end
                || self.foot && last.is_some_and(|gap| gap <= 1)
        };
        !self.has(Word::Past) && self.all(Word::Without).any(taken)
    }

    /// Whether something to use may be used as long as somebody is named: one word of each kind is there.
    fn allows_for_credit(&self) -> bool {
        let kinds = [Word::Permit, Word::Ask, Word::Name, Word::Source];
        kinds.into_iter().all(|word| self.has(word)) && !self.has(Word::Past)
    }

    /// Whether a sentence in the footer of a site speaks of reprints in so many words that "the law" and "liable" tell no
    /// story: it has a formula of bans, or a word of taking over that is said of nothing else and the owner's word.
    fn is_legal(&self) -> bool {
        const LOOSE: &[Word] = &[Word::Put, Word::Take, Word::Carry];
        let loose = |reuse: &Hit| {
            let mut words = LOOSE.iter().flat_map(|word| self.all(*word));
            words.any(|hit| distance(&hit.range, &reuse.range) == 0)
        };
        let firm = || self.all(Word::Reuse).any(|reuse| !loose(reuse));
        // "Your address is never shared without your consent." A part of the sentence may come first: "the texts are protected by
        // law, copying them requires our consent".
        let opens = || {
            self.all(Word::Reuse).next().is_some_and(|reuse| {
                let head = self.text.get(self.range.start..reuse.range.start);
                let part = head.and_then(|head| head.rsplit([',', ';']).next());
                part.is_some_and(|part| part.len() <= CONSENT)
            })
        };
        !self.has(Word::Past)
            && (self.has(Word::Ban)
                || self.taken_without_consent()
                || self.agreed() && opens() && (firm() || self.has(Word::Ask)))
    }

    /// Whether it is use for money that it speaks of, and no other use beside it: "republication, commercial distribution
    /// or copying to other sites needs our consent" is about all of them.
    fn commercial(&self) -> bool {
        let said = |hit: &Hit| {
            use Word::{Ask, Forbid, Name, Permit, Reuse, Source, Waive, Without};
            matches!(
                hit.word,
                Ask | Forbid | Name | Permit | Reuse | Source | Waive | Without
            )
        };
        let beside = |commercial: &Hit| {
            let listed = |from: usize, to: usize| {
                let between = self.text.get(from..to).unwrap_or_default();
                // The ending of a word that is known by its stem is no "or": "αναπαραγωγ-ή", "utilizz-o".
                let between = between.trim_start_matches(|c: char| is_part(c) && !is_spaceless(c));
                let mut hits = self.hits.iter();
                !hits.any(|hit| hit.range.start >= from && hit.range.end <= to && said(hit))
                    && listed(between, LISTED)
            };
            self.all(Word::Reuse).any(|reuse| {
                listed(reuse.range.end, commercial.range.start)
                    || listed(commercial.range.end, reuse.range.start)
            })
        };
        let mut all = self.all(Word::Commercial);
        self.has(Word::Commercial) && !all.any(beside) && !self.forbids_more_than_sales()
    }

    /// Whether it is money for which something is done: "copying and distribution of our texts for profit". What is one way of
    /// several is told beside its own verb: "copying it, spreading it or using it commercially".
    fn for_money(&self) -> bool {
        let Some(money) = self.all(Word::Commercial).next() else {
            return false;
        };
        let before = self
            .all(Word::Reuse)
            .filter(|reuse| reuse.range.end <= money.range.start);
        let Some(last) = before.last() else {
            return true;
        };
        let between = self
            .text
            .get(last.range.end..money.range.start)
            .unwrap_or_default();
        let between = between.trim_start_matches(|c: char| is_part(c) && !is_spaceless(c));
        let mut words = between.split_whitespace();
        let alone = self
            .all(Word::Reuse)
            .all(|reuse| distance(&reuse.range, &last.range) == 0);
        alone || words.clone().count() > 1 || words.any(is_join)
    }

    /// Whether use for money is forbidden in a part of the sentence of its own, and other use in another: "must not be copied,
    /// must not be sold".
    fn forbids_more_than_sales(&self) -> bool {
        let Some(sentence) = self.text.get(self.range.clone()) else {
            return false;
        };
        let mut start = self.range.start;
        let parts: Vec<Range<usize>> = sentence
            .split([',', '，', '、', '،', ';'])
            .map(|part| {
                let range = start..start + part.len();
                start = range.end + 1;
                range
            })
            .collect();
        let (mut sales, mut others) = (false, false);
        for part in parts {
            let has = |words: &[Word]| {
                let inside =
                    |hit: &&Hit| part.start <= hit.range.start && hit.range.end <= part.end;
                self.hits
                    .iter()
                    .filter(inside)
                    .any(|hit| words.contains(&hit.word))
            };
            if !has(&[Word::Forbid, Word::Ban]) {
                continue;
            }
            match has(&[Word::Commercial]) {
                true => sales = true,
                false => others |= has(&[Word::Reuse, Word::Elsewhere]),
            }
        }
        sales && others
    }

    /// Whether a bare negation stands in a part of the sentence that says nothing of taking over, while another names what
    /// is owed: "using it in ways that do not belong to the course, only with the source named".
    fn denies_by_the_way(&self, forbid: &Hit) -> bool {
        let named = self.has(Word::Name) && self.has(Word::Source);
        if !named || !asides::is_bare(self.text, forbid) {
            return false;
        }
        let ends = [',', '，', '、', ':', '：', ';'];
        let before = self.text.get(self.range.start..forbid.range.start);
        let behind = self.text.get(forbid.range.end..self.range.end);
        let (Some(before), Some(behind)) = (before, behind) else {
            return false;
        };
        let from = self.range.start + before.rfind(ends).unwrap_or_default();
        let Some(to) = behind.find(ends).map(|to| forbid.range.end + to) else {
            return false;
        };
        let inside = |hit: &&Hit| from <= hit.range.start && hit.range.end <= to;
        from > self.range.start
            && !self.hits.iter().filter(inside).any(|hit| {
                matches!(
                    hit.word,
                    Word::Reuse
                        | Word::Take
                        | Word::Put
                        | Word::Elsewhere
                        | Word::Consent
                        | Word::Permit
                        | Word::Name
                )
            })
    }

    /// "No part of this site may, be it in print or otherwise, without consent be …": what opens the sentence is denied as a
    /// whole, however far the verb is.
    fn denies_the_subject(&self, forbid: &Hit) -> bool {
        let opens = forbid.range.start == self.range.start;
        opens && self.has(Word::Without) && self.has(Word::Consent) && !self.has(Word::Name)
    }

    /// Whether a text may be taken over only with the owner's word. "Contact" says both by itself, and not enough.
    fn requires_agreement(&self) -> bool {
        let turned = || self.all(Word::Contact).chain(self.all(Word::Warn));
        // "You must name the licence and link the text": the licence that is named is none that must be got.
        let credit = self.has(Word::Name) && self.has(Word::Source);
        let named = |consent: &Hit| {
            let mut licenses = self.all(Word::License);
            credit && licenses.any(|license| distance(&license.range, &consent.range) == 0)
        };
        let consents = self.all(Word::Consent).any(|consent| !named(consent));
        self.all(Word::Apply).any(|only| {
            let apart = |hit: &Hit| distance(&hit.range, &only.range) > 0;
            consents || turned().any(apart)
        })
    }

    /// Whether "only with the written permission" stands together: what credit is owed besides makes it no free use.
    fn only_with_agreement(&self) -> bool {
        /// Letters between them: "hanya dapat dilakukan dengan izin". By hand.
        const BETWEEN: usize = 28;
        self.all(Word::Apply).any(|only| {
            self.all(Word::Consent).any(|consent| {
                let from = only.range.end.min(consent.range.end);
                let to = only.range.start.max(consent.range.start);
                let between = self.text.get(from..to).unwrap_or_default();
                let credit = |hit: &&Hit| {
                    matches!(
                        hit.word,
                        Word::Name | Word::Source | Word::Tell | Word::Without
                    ) && hit.range.start >= from
                        && hit.range.end <= to
                };
                let before = self.text.get(self.range.start..from).unwrap_or_default();
                let opened = before.rfind(['(', '（']) > before.rfind([')', '）']);
                consent.range.start > only.range.end
                    // "Free to reprint (competitors need an agreement)"
                    && !opened
                    && between.chars().count() <= BETWEEN
                    && !between.contains([',', '，', '、', ';', '('])
                    && !self.hits.iter().any(|hit| credit(&hit))
            })
        })
    }

    /// Whether the sentence says where this very text was taken from, rather than what others owe: "reprinted by
    /// permission of …". "May only be reprinted with permission" asks, so that nothing may stand beside it.
    pub(super) fn taken(&self) -> bool {
        let Some(taken) = self.all(Word::Taken).next() else {
            return false;
        };
        let asks = |hit: &Hit| {
            matches!(
                hit.word,
                Word::Permit | Word::Forbid | Word::Apply | Word::Ban | Word::Contact
            )
        };
        let apart =
            |hit: &Hit| hit.range.end <= taken.range.start || hit.range.start >= taken.range.end;
        // "本文原載於 X，轉載請註明出處" says both.
        let has = |word: Word| self.all(word).any(apart);
        let demands = has(Word::Reuse) && has(Word::Ask) && has(Word::Name);
        !demands && !self.hits.iter().any(|hit| asks(hit) && apart(hit))
    }

    /// `Some(true)`: reprints are forbidden or need consent. `Some(false)`: forbidden without credit only.
    fn prohibition(&self, credit: bool) -> Option<bool> {
        let waived = self.has(Word::Waive) || self.spares_asking();
        let permit = self.has(Word::Permit);
        let commercial = self.commercial();
        if self.welcomes() {
            return None;
        }
        // "严禁抄袭，欢迎转载，注明作者即可" allows besides.
        if self.turns_to_credit() {
            return (!permit).then_some(false);
        }
        // "Write to us before you copy anything."
        if self.has(Word::Before)
            && self.agreed()
            && self.length() <= SHORT
            && !waived
            && !(permit && credit)
        {
            return Some(true);
        }
        let forbids = self.has(Word::Ban)
            || self.all(Word::Forbid).any(|hit| {
                let spared = self.denies_by_the_way(hit) || self.keeps_whole(hit);
                // "Копирование материалов без согласования с редакцией запрещено": however far, it forbids what is done without.
                let undone = waived && !asides::is_bare(self.text, hit);
                !self.beside_credit(hit)
                    && (undone || self.near_reuse(hit) || self.denies_the_subject(hit))
                    && !(credit && spared)
            });
        // "Do not copy this without asking" forbids; "you need not ask" has no word that forbids outside of it.
        if waived && forbids && !commercial && (self.has(Word::Ban) || self.together()) {
            return Some(true);
        }
        if forbids && !waived {
            // "With or without credit, not without our consent": the consent is what must not be missing.
            let of_consent = |without: &&Hit| {
                self.all(Word::Consent).any(|consent| {
                    let gap = consent.range.start.checked_sub(without.range.end);
                    gap.is_some_and(|gap| gap <= CONSENT)
                })
            };
            let without = self.all(Word::Without).find(of_consent);
            let without = without.or_else(|| self.all(Word::Without).next());
            if let Some(without) = without {
                let near = |word: Word| {
                    self.all(word)
                        .map(|hit| distance(&hit.range, &without.range))
                        .min()
                };
                let consent = [near(Word::Consent), near(Word::Contact), near(Word::Warn)]
                    .into_iter()
                    .flatten()
                    .min();
                let owed = [near(Word::Name), near(Word::Source)]
                    .into_iter()
                    .flatten()
                    .min();
                return Some(match (consent, owed) {
                    // "Without the author's consent": the author is no credit that is owed.
                    (Some(consent), Some(owed)) => consent <= owed || consent <= CONSENT,
                    (None, Some(owed)) => owed > NEAR,
                    _ => true,
                });
            }
            // "For free with credit; commercial reuse is prohibited" forbids no reprint as such.
            if commercial && (permit || credit) {
                return None;
            }
            // "To reprint, contact the author and name the source" asks for both.
            let forbids = self.has(Word::Forbid) || self.has(Word::Consent);
            let less = self.has(Word::Less);
            if self.has(Word::Ban) && !forbids && self.has(Word::Name) && !less {
                return Some(false);
            }
            if self.has(Word::Ban) || !(permit && credit) || self.together() {
                return Some(true);
            }
        }
        let named = self.has(Word::Name) || self.has(Word::Tell);
        if self.only_with_agreement() && !waived && !commercial {
            return Some(true);
        }
        if self.requires_agreement() && !waived && !(permit && named) {
            return (!(commercial && credit)).then_some(true);
        }
        // "Whoever prints it without consent can be held liable": what can be is no permission.
        let liable = self.foot && self.story;
        if (!permit || liable) && !waived && self.taken_without_consent() {
            return Some(true);
        }
        // "To run this piece, drop me a line."
        let takes = self.has(Word::Reuse) || self.has(Word::Take) || self.has(Word::Elsewhere);
        let mail = || {
            self.all(Word::Contact)
                .any(|hit| mail_behind(self.text, hit.range.end))
        };
        let turns = takes && self.has(Word::Contact) && (self.has(Word::Ask) || mail());
        (turns && !waived && !permit && !named).then_some(true)
    }

    /// Whether copying without leave is welcome: "無断転載、大歓迎", "unauthorised copying is welcome here".
    fn welcomes(&self) -> bool {
        /// Bytes between the copying and the welcome, "is", "ist hier ausdrücklich", and between a formula and it, a mark. By
        /// hand.
        const WELCOME: usize = 24;
        const MARK: usize = 6;
        /// Bytes behind the welcome of a formula, which ends its sentence: "です。". By hand.
        const REST: usize = 12;
        let forbids = |hit: &&Hit| matches!(hit.word, Word::Forbid | Word::Ban);
        let mut forbids = self.hits.iter().filter(forbids);
        let (Some(forbid), None) = (forbids.next(), forbids.next()) else {
            return false;
        };
        let mut permits = self.all(Word::Permit).chain(self.all(Word::Waive));
        let mut within = |end: usize, most: usize, rest: usize| {
            permits.any(|permit| {
                permit.range.end > end
                    && permit.range.start.saturating_sub(end) <= most
                    && self.range.end.saturating_sub(permit.range.end) <= rest
            })
        };
        if self.agreed() {
            return false;
        }
        if forbid.word == Word::Ban {
            return within(forbid.range.end, MARK, REST);
        }
        // The word tells which copying is meant, right before the verb.
        let copied = |verb: &&Hit| verb.range.start.checked_sub(forbid.range.end) == Some(1);
        let copied = self.all(Word::Reuse).find(copied);
        copied.is_some_and(|verb| within(verb.range.end, WELCOME, usize::MAX))
    }

    /// Whether a part that forbids is followed by one that says what reprints owe: "请勿抄袭，转载请注明出处". What is asked of
    /// quotations alone leaves the ban.
    fn turns_to_credit(&self) -> bool {
        let forbids = self
            .hits
            .iter()
            .filter(|hit| matches!(hit.word, Word::Forbid | Word::Ban));
        let Some(end) = forbids.map(|hit| hit.range.end).max() else {
            return false;
        };
        let marks = [',', '，', ':', '：', ';', '；', '—', '–'];
        let behind = self.text.get(end..self.range.end).unwrap_or_default();
        let Some(turn) = behind.find(marks).map(|at| end + at) else {
            return false;
        };
        let tail = |word: Word| self.all(word).filter(move |hit| hit.range.start > turn);
        let apart = |verb: &Hit| {
            let mut names = tail(Word::Name);
            names.any(|name| distance(&name.range, &verb.range) > 0)
        };
        let more = [Word::Less, Word::Without, Word::Commercial];
        tail(Word::Source).next().is_some()
            && tail(Word::Reuse).any(|verb| apart(verb) && !asides::quotes(self.text, verb))
            && !more.into_iter().any(|word| self.has(word))
            && !self.agreed()
    }

    /// Whether all that it forbids, with a bare negation, is to use something, be it what it may: "do not use the item any
    /// more, and bring it back".
    fn uses_something(&self) -> bool {
        const OURS: &[Word] = &[Word::Own, Word::Mine, Word::Elsewhere, Word::Ban];
        // Words of taking over that are also said of anything.
        let plain = |hit: &Hit| self.all(Word::Carry).any(|carry| carry.range == hit.range);
        /// Bytes between the negation and the verb: "ne plus utiliser". By hand.
        const BEFORE: usize = 12;
        let before = |not: &Hit| {
            let gap = |verb: &Hit| verb.range.start.checked_sub(not.range.end);
            self.all(Word::Reuse)
                .any(|verb| gap(verb).is_some_and(|gap| gap <= BEFORE))
        };
        let bare = |hit: &Hit| asides::is_bare(self.text, hit) && before(hit);
        self.all(Word::Reuse).all(plain)
            && self.all(Word::Forbid).all(bare)
            && !self.agreed()
            && !OURS.iter().any(|word| self.has(*word))
    }

    /// Whether what a word forbids is changing the text: "do not edit it, and name the author".
    fn keeps_whole(&self, forbid: &Hit) -> bool {
        /// Bytes between them: "nicht gekürzt oder verändert". By hand.
        const BESIDE: usize = 12;
        let near = |word: Word| {
            self.all(word)
                .map(|hit| distance(&hit.range, &forbid.range))
                .min()
        };
        near(Word::Alter).is_some_and(|alter| {
            alter <= BESIDE && near(Word::Reuse).is_none_or(|reuse| alter < reuse)
        })
    }

    /// "You may not edit our texts without consent": who may take them over as they are is told elsewhere, or by nobody.
    fn forbids_changes_alone(&self) -> bool {
        let mut forbids = self.all(Word::Forbid).peekable();
        // "Do not edit, copy or spread it" is about all of them.
        let others = || self.all(Word::Reuse).count() + self.all(Word::Take).count() > 1;
        forbids.peek().is_some()
            && !self.has(Word::Ban)
            && forbids.all(|hit| self.keeps_whole(hit))
            && !others()
    }

    /// Whether a word that forbids stands near one of taking over.
    fn near_reuse(&self, forbid: &Hit) -> bool {
        self.hits
            .iter()
            .filter(|hit| {
                matches!(
                    hit.word,
                    Word::Reuse | Word::Take | Word::Put | Word::Elsewhere | Word::Consent
                )
            })
            .any(|hit| distance(&hit.range, &forbid.range) <= BESIDE)
    }

    /// Whether a word that forbids stands in one part of the sentence with a word of taking over.
    fn together(&self) -> bool {
        let part = |at: usize| {
            self.text.get(self.range.start..at).map_or(0, |text| {
                text.matches([',', '，', '、', ':', '：', ';']).count()
            })
        };
        let parts: Vec<usize> = self
            .all(Word::Reuse)
            .chain(self.all(Word::Take))
            .chain(self.all(Word::Put))
            .chain(self.all(Word::Elsewhere))
            .map(|hit| part(hit.range.start))
            .collect();
        let allowed: Vec<usize> = match self.has(Word::Waive) {
            true => self
                .all(Word::Permit)
                .map(|hit| part(hit.range.start))
                .collect(),
            false => Vec::new(),
        };
        self.all(Word::Forbid).any(|hit| {
            let part = part(hit.range.start);
            parts.contains(&part) && !allowed.contains(&part)
        })
    }

    /// Whether all that it forbids is to feed the text to machines: "no part of this may be used to train AI". "Copying,
    /// distribution and AI training prohibited" forbids more.
    fn is_for_machines(&self) -> bool {
        /// Words between two things that are forbidden in one list. By hand.
        const APART: usize = 12;
        let mut machines = self.all(Word::Machine);
        let Some(machine) = machines.next().map(|hit| hit.range.clone()) else {
            return false;
        };
        let forbids = self.has(Word::Forbid) || self.has(Word::Ban) || self.has(Word::Without);
        let apart = |verb: &Hit| {
            let from = verb.range.end.min(machine.end);
            let to = verb.range.start.max(machine.start);
            let between = self.text.get(from..to).unwrap_or_default();
            // The ending of a word that is known by its stem.
            let between = between.trim_start_matches(|c: char| is_part(c) && !is_spaceless(c));
            distance(&verb.range, &machine) > 0 && listed(between, APART)
        };
        let mut verbs = self.all(Word::Reuse).chain(self.all(Word::Ban));
        forbids && !verbs.any(apart)
    }

    /// "Never link us", "do not credit me": what is forbidden is the credit.
    fn joke(&self) -> bool {
        self.all(Word::Forbid).any(|hit| self.beside_credit(hit))
    }

    /// Whether a word that forbids stands right before a verb of crediting, and no word of taking over is as near.
    fn beside_credit(&self, forbid: &Hit) -> bool {
        let behind = |word: Word| {
            self.all(word)
                .filter(|hit| hit.range.start >= forbid.range.end)
                .map(|hit| hit.range.start - forbid.range.end)
                .min()
        };
        match (behind(Word::Name), behind(Word::Reuse)) {
            (Some(name), Some(reuse)) => name < reuse && name <= 4,
            (Some(name), None) => name <= 4,
            _ => false,
        }
    }

    /// A year that is not that of a copyright line: reports have years, notices do not.
    fn tells_a_year(&self) -> bool {
        let Some(sentence) = self.text.get(self.range.clone()) else {
            return false;
        };
        if self.address
            || sentence.contains(['©', 'ⓒ'])
            || sentence.to_lowercase().contains("copyright")
            || sentence.contains("(c)")
        {
            return false;
        }
        sentence.split(|c: char| !c.is_ascii_digit()).any(|digits| {
            digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("18"))
        })
    }
}

/// Bytes of a sentence in which words count that have many other uses: about forty words. By hand.
const SHORT: usize = 300;

/// Bytes from which a sentence that speaks neither of this text nor gives an address is no notice. By hand: the longest
/// demand among the test wordings has 330.
const LONG: usize = 300;

/// Bytes between a word that forbids and what it forbids; about twelve words. By hand.
const BESIDE: usize = 80;

/// Bytes between "without" and the consent of somebody who is named between them. By hand: four words.
const CONSENT: usize = 30;

/// Words between two uses in a list, endings of the first among them: "-ción íntegra, el uso". By hand.
const LISTED: usize = 5;

/// Bytes between "without" and what must not be missing; about eight words.
const NEAR: usize = 60;
