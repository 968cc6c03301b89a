//! Where a credit stands: its zone and region, and its distance from the reprinted text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::voice::overlap;
use super::{Region, Zone};
use crate::matching::Passage;
use crate::page::{Block, BlockKind, Landmark, Link, Page};

/// A credit within so many tokens of the reprint is at its edge (measured: 93 % of credits in article footers, all others).
const EDGE_TOKENS: usize = 60;

/// Within the article a credit may stand behind a note about the author and the like. By hand: such notes end at 200 words.
const ARTICLE_TOKENS: usize = 250;

/// Links about the site in a box from which it is a menu: beyond that many beside the text, from that many on below a
/// copyright line. By hand: the least menu has three, and so many tags stand below a text.
const MENU_LINKS: usize = 3;

/// Tokens of a box from which it is no footer but a part of the page: twice [`EDGE_TOKENS`]. By hand.
const SITE_TOKENS: usize = 2 * EDGE_TOKENS;

/// Bytes behind a copyright sign in which the name of the owner stands. By hand.
const OWNER: usize = 60;

/// What an unmatched token costs when the run of matched blocks is chosen. By hand, held against labelled pages
/// (`examples/credits.rs`).
const UNMATCHED_COST: f64 = 0.25;

/// The place of the reprinted text on a page.
#[derive(Debug, Clone)]
pub(super) struct Places<'a> {
    page: &'a Page,
    /// First and last matched block of the densest run.
    run: Option<Range<usize>>,
    /// First and last byte of the reprinted text in the run's outer blocks.
    span: Range<usize>,
    /// Tokens before each block; one entry more than there are blocks.
    before: Vec<usize>,
    /// The smallest element that holds the run, and all above it.
    holders: Vec<usize>,
    /// For each of these, how many of those within it hold more than the one before: tables and layers of boxes around
    /// one and the same text are one box.
    levels: Vec<usize>,
    /// The nearest `article` or `main` around the run.
    article: Option<usize>,
    /// The posts in which the run stands: what somebody says in another one is said by somebody else.
    posts: BTreeSet<usize>,
    /// The landmark in which the run stands: what is said there, too, belongs to the text.
    landmark: Landmark,
}

impl<'a> Places<'a> {
    pub(super) fn new(page: &'a Page, tokens: &[usize], passages: &[Passage]) -> Self {
        let mut before = Vec::with_capacity(tokens.len() + 1);
        let mut sum = 0;
        before.push(0);
        for count in tokens {
            sum += count;
            before.push(sum);
        }
        let run = densest_run(&page.blocks, tokens, passages);
        let mut holders = Vec::new();
        let mut span = 0..0;
        let mut posts = BTreeSet::new();
        if let Some(run) = &run {
            let blocks = &page.blocks[run.clone()];
            let mut holder = blocks[0].element;
            for block in &blocks[1..] {
                holder = common(page, holder, block.element);
            }
            holders = page.ancestors(holder).collect();
            span = span_of(blocks, passages);
            let around = blocks
                .iter()
                .flat_map(|block| page.ancestors(block.element));
            posts.extend(around.filter(|element| is_post(page, *element)));
        }
        let article = holders
            .iter()
            .copied()
            .find(|element| page.elements.get(*element).is_some_and(|e| e.is_article));
        let landmark = run
            .as_ref()
            .and_then(|run| page.blocks.get(run.start))
            .map_or(Landmark::Content, |block| block.landmark);
        Self {
            page,
            landmark,
            posts,
            run,
            span,
            before,
            levels: levels(page, &holders),
            holders,
            article,
        }
    }

    /// First and last matched block of the densest run.
    pub(super) fn run(&self) -> Option<&Range<usize>> {
        self.run.as_ref()
    }

    /// The place of something in a visible block, at a byte range of the block's text.
    pub(super) fn of(&self, index: usize, range: &Range<usize>) -> (Zone, Region, Option<usize>) {
        let block = &self.page.blocks[index];
        let Some(run) = &self.run else {
            return (
                Zone::Page,
                landmark_region(block).unwrap_or(Region::After),
                None,
            );
        };
        let at = block.start + range.start..block.start + range.end;
        let side = if at.end <= self.span.start {
            Region::Before
        } else if at.start >= self.span.end {
            Region::After
        } else {
            Region::Inside
        };
        if run.contains(&index) {
            return (Zone::In, side, Some(0));
        }
        let distance = if index < run.start {
            self.before[run.start] - self.before[index + 1]
        } else {
            self.before[index] - self.before[run.end]
        };
        let (zone, region) = self.judge(block, side, Some(distance));
        if self.is_site_end(index, region) {
            return (zone.max(Zone::Page), Region::SiteFooter, Some(distance));
        }
        (zone, region, Some(distance))
    }

    /// The place of something in a hidden block.
    pub(super) fn of_hidden(&self, block: &Block) -> (Zone, Region) {
        let Some(run) = &self.run else {
            return (Zone::Page, landmark_region(block).unwrap_or(Region::After));
        };
        let line = |index: usize| self.page.blocks[index].line;
        let side = if block.line < line(run.start) {
            Region::Before
        } else if block.line > line(run.end - 1) {
            Region::After
        } else {
            Region::Inside
        };
        self.judge(block, side, None)
    }

    fn judge(&self, block: &Block, side: Region, distance: Option<usize>) -> (Zone, Region) {
        let chain: Vec<usize> = self.page.ancestors(block.element).collect();
        let mut around = chain.iter();
        if around.any(|at| is_post(self.page, *at) && !self.posts.contains(at)) {
            return (Zone::Page, Region::Comments);
        }
        let hops = self
            .holders
            .iter()
            .position(|holder| chain.contains(holder))
            .unwrap_or(usize::MAX);
        // Layers around the text count once, as long as they do not lead out of the main content.
        let main = { self.holders.iter().rev() }.find(|holder| self.is_article(**holder));
        let is_within = hops <= 2 || main.is_none_or(|main| chain.contains(main));
        let level = self.levels.get(hops).filter(|_| is_within);
        let level = level.copied().unwrap_or(usize::MAX);
        let in_article = self.article.is_some_and(|article| chain.contains(&article));
        let near = distance.is_some_and(|distance| distance <= EDGE_TOKENS);
        let zone = if hops <= 1 || near {
            Zone::Edge
        } else if hops <= 2 || in_article {
            Zone::Frame
        } else {
            Zone::Page
        };
        if block.landmark == self.landmark && self.landmark != Landmark::Content {
            // A text copied into a comment or a box at the side: what is said in the same comment or box credits it,
            // what another reader says does not.
            return if hops <= 1 {
                (Zone::Edge, side)
            } else {
                (Zone::Page, landmark_region(block).unwrap_or(side))
            };
        }
        // Header, footer and asides of the article itself belong to it; those of the site do not.
        match landmark_region(block) {
            Some(region @ (Region::Comments | Region::Head)) => (zone.max(Zone::Page), region),
            Some(region) => {
                let of_the_text = !matches!(block.landmark, Landmark::Related | Landmark::Nav);
                let within = |most: usize| distance.is_some_and(|distance| distance <= most);
                let is_here = in_article && within(ARTICLE_TOKENS) || level <= 2 && near;
                let own = of_the_text
                    && (in_article && near
                        || (is_here || self.is_in_entry(&chain, hops))
                            && self.is_box_of_text(&chain, hops));
                // A header right above the text holds its title, date and source, whatever it is called.
                let heads = block.landmark == Landmark::Header && side == Region::Before && near;
                if own || heads {
                    (zone, side)
                } else {
                    (zone.max(Zone::Page), region)
                }
            }
            None => (zone, side),
        }
    }

    fn is_article(&self, element: usize) -> bool {
        let element = self.page.elements.get(element);
        element.is_some_and(|element| element.is_article)
    }

    /// Whether something stands in the box of another text beside this one: the page's own heading is outside of what holds
    /// both.
    fn is_in_entry(&self, chain: &[usize], hops: usize) -> bool {
        let Some(common) = self.holders.get(hops) else {
            return false;
        };
        let top = { chain.iter().take_while(|element| *element != common) }.last();
        let holds = |at: usize, block: &Block| {
            self.page
                .ancestors(block.element)
                .any(|element| element == at)
        };
        let Some(top) = top.filter(|_| self.is_of_several(*common)) else {
            return false;
        };
        let all = self.page.blocks.iter().zip(self.before.windows(2));
        let prose =
            all.filter(|(block, _)| block.landmark == Landmark::Content && holds(*top, block));
        let words = prose.map(|(_, before)| match before {
            [before, behind] => behind - before,
            _ => 0,
        });
        words.sum::<usize>() > SITE_TOKENS
    }

    /// Whether the page's own heading stands outside of an element: what that holds is one text of several.
    fn is_of_several(&self, element: usize) -> bool {
        let is_heading = |block: &&Block| {
            block.kind == BlockKind::Heading && block.landmark == Landmark::Content
        };
        let first = self.page.blocks.iter().find(is_heading);
        first.is_some_and(|block| !self.page.ancestors(block.element).any(|at| at == element))
    }

    /// Whether the box in which something stands beside the text (a `footer`, an `aside`) is the text's and not the
    /// site's: it holds no menu and no copyright line, and neither a menu nor the site's header stands beside it.
    fn is_box_of_text(&self, chain: &[usize], hops: usize) -> bool {
        let Some(common) = self.holders.get(hops) else {
            return false;
        };
        let top = chain.iter().position(|element| element == common);
        let Some(top) = top
            .and_then(|at| at.checked_sub(1))
            .and_then(|at| chain.get(at))
        else {
            return false;
        };
        let element = |index: usize| self.page.elements.get(index);
        // A box that its names make a sidebar or a footer is one, unless it stands among the paragraphs.
        let mut boxes = chain
            .iter()
            .take_while(|index| *index != common)
            .filter_map(|index| element(*index));
        let is_plain = hops == 0 || !boxes.any(|element| element.is_named_part);
        let mut links = 0;
        let mut is_site = false;
        let mut beside = false;
        let is_entry = self.is_of_several(*common);
        // Within the box of the text, and within the `main` around it, a menu leads to the posts before and behind.
        let own = hops.checked_sub(1).and_then(|at| self.holders.get(at));
        let mut above = self.holders.get(hops..).unwrap_or_default().iter();
        let is_main = above.any(|element| self.is_article(*element));
        for block in &self.page.blocks {
            let holders: Vec<usize> = self.page.ancestors(block.element).collect();
            if holders.contains(top) {
                links += links_about(self.page, block).count();
                is_site |= block.landmark == Landmark::Nav || has_copyright(&block.text);
            } else if own.is_none_or(|own| !holders.contains(own)) {
                let is_menu = match block.landmark {
                    Landmark::Nav => !is_main,
                    landmark => landmark == Landmark::Header,
                };
                beside |= is_menu && holders.contains(common);
            }
        }
        is_plain && !is_site && (is_entry || links <= MENU_LINKS) && !beside
    }

    /// Whether something stands in the site's footer although nothing calls it so: in a small box outside of the text's
    /// that has the site's own copyright line and a menu.
    fn is_site_end(&self, index: usize, region: Region) -> bool {
        let Some(block) = self.page.blocks.get(index) else {
            return false;
        };
        let chain: Vec<usize> = self.page.ancestors(block.element).collect();
        let in_article = self.article.is_some_and(|article| chain.contains(&article));
        if region != Region::After || in_article || block.landmark != Landmark::Content {
            return false;
        }
        let is_small = |blocks: &Range<usize>| {
            self.before[blocks.end] - self.before[blocks.start] <= SITE_TOKENS
        };
        // Blocks of one element stand together.
        let mut known = index..index + 1;
        for element in chain.iter().take_while(|at| !self.holders.contains(at)) {
            let holds = |other: &usize| {
                let other = self.page.blocks.get(*other);
                other.is_some_and(|other| {
                    self.page.ancestors(other.element).any(|at| at == *element)
                })
            };
            while is_small(&known)
                && let Some(before) = known.start.checked_sub(1).filter(holds)
            {
                known.start = before;
            }
            while is_small(&known) && holds(&known.end) {
                known.end += 1;
            }
        }
        // Only now are the words looked at: many credits may stand in one long block.
        is_small(&known) && SiteEnd::of(self.page, &self.page.blocks[known]).is_site_end()
    }

    /// Whether a place is part of the article or stands at it, rather than in another part of the page.
    pub(super) fn is_near(zone: Zone, region: Region) -> bool {
        zone <= Zone::Frame && matches!(region, Region::Before | Region::Inside | Region::After)
    }
}

/// Whether an element holds one post of several.
fn is_post(page: &Page, element: usize) -> bool {
    let element = page.elements.get(element);
    element.is_some_and(|element| element.is_post)
}

/// What a box has that may be the site's footer.
#[derive(Default)]
struct SiteEnd {
    /// Links that lead about the site.
    links: usize,
    /// A copyright line, unless it names those whom the box links elsewhere.
    has_copyright: bool,
}

impl SiteEnd {
    fn of(page: &Page, blocks: &[Block]) -> Self {
        let mut found = Self::default();
        for block in blocks {
            found.add(page, block);
        }
        found
    }

    fn is_site_end(&self) -> bool {
        self.has_copyright && self.links >= MENU_LINKS
    }

    fn add(&mut self, page: &Page, block: &Block) {
        self.links += links_about(page, block).count();
        let signs = block
            .text
            .match_indices('©')
            .chain(block.text.match_indices("(c)"));
        for (at, _) in signs {
            let mut end = block.text.len().min(at + OWNER);
            while !block.text.is_char_boundary(end) {
                end -= 1;
            }
            let owner = block.text.get(at..end).unwrap_or_default();
            let mut elsewhere = block.links.iter().filter(|link| !leads_about(page, link));
            let is_theirs = elsewhere.any(|link| {
                let name = block.text.get(link.text.clone()).unwrap_or_default();
                !name.is_empty() && owner.contains(name)
            });
            self.has_copyright |= !is_theirs;
        }
    }
}

/// The links of a block that lead about the site.
fn links_about<'p>(page: &'p Page, block: &'p Block) -> impl Iterator<Item = &'p Link> {
    block.links.iter().filter(|link| leads_about(page, link))
}

fn leads_about(page: &Page, link: &Link) -> bool {
    match &link.resolved {
        Some(url) => url.host_str() == page.urls.own().and_then(|own| own.host_str()),
        None => !link.href.contains(':') && !link.href.starts_with("//"),
    }
}

/// Whether a line says whose a site is.
fn has_copyright(text: &str) -> bool {
    text.contains('©') || text.contains("(c)")
}

/// For each element around the text, the innermost first, how many of those up to it hold blocks that the one before
/// does not.
fn levels(page: &Page, holders: &[usize]) -> Vec<usize> {
    let depth = |element: &usize| Some(page.elements.get(*element)?.depth);
    let Some(innermost) = holders.first().and_then(depth) else {
        return Vec::new();
    };
    let mut adds = vec![false; holders.len()];
    for block in &page.blocks {
        let mut around = page.ancestors(block.element);
        let first = around.find_map(|element| {
            // Both lead to the root, so that the depth says where an element would stand.
            let at = innermost.checked_sub(depth(&element)?)?;
            (holders.get(at) == Some(&element)).then_some(at)
        });
        if let Some(adds) = first.and_then(|first| adds.get_mut(first)) {
            *adds = true;
        }
    }
    let mut level = 0;
    let counted = adds.into_iter().enumerate().map(|(at, adds)| {
        level += usize::from(adds && at > 0);
        level
    });
    counted.collect()
}

/// The region that a landmark names by itself.
fn landmark_region(block: &Block) -> Option<Region> {
    match block.landmark {
        Landmark::Comments => Some(Region::Comments),
        Landmark::Aside | Landmark::Related => Some(Region::Aside),
        Landmark::SiteFooter | Landmark::Header | Landmark::Nav | Landmark::Notice => {
            Some(Region::SiteFooter)
        }
        Landmark::Head => Some(Region::Head),
        Landmark::Content => None,
    }
}

/// The run of blocks with the most matched tokens for the fewest others.
fn densest_run(blocks: &[Block], tokens: &[usize], passages: &[Passage]) -> Option<Range<usize>> {
    let mut ranges: Vec<&Range<usize>> = passages.iter().map(|passage| &passage.page).collect();
    ranges.sort_by_key(|range| range.start);
    let mut first = 0;
    let mut best: Option<(f64, Range<usize>)> = None;
    let (mut score, mut start) = (0.0, 0);
    for (index, block) in blocks.iter().enumerate() {
        let at = block.range();
        while ranges.get(first).is_some_and(|range| range.end <= at.start) {
            first += 1;
        }
        let covered: usize = ranges[first..]
            .iter()
            .take_while(|range| range.start < at.end)
            .map(|range| overlap(&at, range))
            .sum();
        let share = covered as f64 / at.len().max(1) as f64;
        let count = tokens.get(index).copied().unwrap_or_default() as f64;
        let matched = share > 0.2;
        if score <= 0.0 {
            score = 0.0;
            start = index;
        }
        score += if matched {
            count * share
        } else {
            -count * UNMATCHED_COST
        };
        if matched && best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, start..index + 1));
        }
    }
    let (_, mut run) = best?;
    // The run begins with a matched block: what stands before it has cost only.
    while run.start + 1 < run.end {
        let at = blocks[run.start].range();
        if ranges
            .iter()
            .any(|range| overlap(&at, range) * 5 > at.len())
        {
            break;
        }
        run.start += 1;
    }
    Some(run)
}

/// From the first to the last byte of passages in the run.
fn span_of(run: &[Block], passages: &[Passage]) -> Range<usize> {
    let whole = run[0].start..run[run.len() - 1].range().end;
    let inside = passages
        .iter()
        .filter(|passage| overlap(&passage.page, &whole) > 0);
    let start = inside.clone().map(|passage| passage.page.start).min();
    let end = inside.map(|passage| passage.page.end).max();
    start.unwrap_or(whole.start).max(whole.start)..end.unwrap_or(whole.end).min(whole.end)
}

/// The smallest element that holds two others.
fn common(page: &Page, a: usize, b: usize) -> usize {
    let depth = |element: usize| page.elements.get(element).map_or(0, |e| e.depth);
    let parent = |element: usize| page.elements.get(element).map_or(0, |e| e.parent);
    let (mut a, mut b) = (a, b);
    for _ in 0..=page.elements.len() {
        if a == b {
            return a;
        }
        if depth(a) >= depth(b) {
            a = parent(a);
        } else {
            b = parent(b);
        }
    }
    0
}
