//! Who wrote the text, as a line or a sentence of its own says: "By Ida Holm", "作者：齐月".

use std::ops::Range;

use super::list::{Authors, author_list, is_short_name, publisher_behind};
use super::named::owner;
use crate::languages::{self, Label};
use crate::originals::notice::lexicon::{
    Hit, Word, hits_and_objects, is_author_label, is_join, is_particle, is_role,
};
use crate::originals::notice::links::links_in;
use crate::originals::notice::measure::offset;
use crate::originals::notice::read::Read;
use crate::originals::notice::sense;
use crate::originals::notice::sentences::sentences;
use crate::originals::notice::site_names::SiteNames;
use crate::originals::notice::split_names;
use crate::originals::notice::spoken::Spoken;
use crate::page::{AUTHOR_NAMES, Block, BlockKind, Landmark, Link, Page};
use crate::text::fold;
use crate::text::template::is_spaceless;
use crate::vocabulary;

/// The author named in a line between the headline and the text, as in "By Ida Holm" or "作者：齐月".
pub(in crate::originals) fn visible_byline(page: &Page, spoken: &Spoken) -> Option<String> {
    /// Lines above the text that are looked at. By hand: headline, kicker, date, byline, share line.
    const LINES: usize = 8;
    /// Bytes of a line that may be a byline.
    const LINE: usize = 160;
    // What stands at a picture tells of the picture.
    let in_figure = |block: &Block| {
        block.kind == BlockKind::Caption
            || page.ancestors(block.element).any(|element| {
                let element = page.elements.get(element);
                element.is_some_and(|element| element.name == "figure")
            })
    };
    let above = page
        .blocks
        .iter()
        .filter(|block| block.landmark == Landmark::Content && !in_figure(block))
        .take(LINES)
        .take_while(|block| block.text.len() <= LINE || block.kind == BlockKind::Heading);
    let mut lines =
        above.filter(|block| block.kind != BlockKind::Heading && block.text.len() <= LINE);
    lines.find_map(|block| byline_in(block, spoken).or_else(|| marked_up(page, block)))
}

/// The author whom a line names that stands by itself.
pub(in crate::originals) fn byline_in(block: &Block, spoken: &Spoken) -> Option<String> {
    let mut read = Read::new(block, spoken);
    read.judge(&|_| true, &SiteNames::new(Vec::new()));
    let label = read.labels.iter().find(|label| label.word == Word::Author);
    let labelled = label.and_then(|label| author_list(block.text.get(label.value.clone())?));
    let bylined = || read.said.is_empty().then(|| bylined(&read, true)).flatten();
    labelled
        .map(|list| list.names)
        .or_else(|| bylined().map(|bylined| bylined.name))
        .or_else(|| labelled_without_mark(&block.text))
}

/// The name in a line that is nothing but a label or a role and a name, with no mark between: "도윤서 기자",
/// "[신문=도윤서 기자]", "글·사진 도윤서", "ผู้เขียน กานดา ศรีวิไล", "本报记者 孟若溪".
fn labelled_without_mark(line: &str) -> Option<String> {
    /// Words of such a line. By hand: a name of two words, and roles.
    const WORDS: usize = 5;
    let inner = line
        .strip_prefix('[')
        .and_then(|line| line.strip_suffix(']'));
    let line = inner.map_or(line, |inner| inner.rsplit('=').next().unwrap_or(inner));
    let words: Vec<&str> = line.split_whitespace().take(WORDS + 1).collect();
    let (first, rest) = words.split_first().filter(|_| words.len() <= WORDS)?;
    let hangul = |word: &str| word.chars().all(|c| matches!(c as u32, 0xAC00..=0xD7AF));
    let role = |word: &str| is_role(fold(word).as_str()) || languages::is_role(word);
    if !rest.is_empty()
        && hangul(first)
        && is_short_name(first)
        && rest.iter().all(|word| role(word))
    {
        return Some((*first).to_owned());
    }
    let labels = |word: &str| languages::is_label(&[Label::Author], &word.to_lowercase());
    let labelled = first.split(['·', '・', '/', '&']).any(labels) || role(first);
    let name = rest.join(" ");
    let thai = name.starts_with(|c: char| matches!(c as u32, 0x0E00..=0x0E7F));
    // Two letters behind 글 are a word like others.
    let short = is_short_name(&name) && (!hangul(&name) || name.chars().count() == 3);
    let whole = short || thai && rest.len() == 2 && sense::is_person(&name);
    (labelled && whole).then_some(name)
}

/// The names in a block that markup tells to be the author's: its class says so, or it is nothing but a link to the page of
/// an author. "Ngozi Adeyemi", "Ngozi Adeyemi, Lagos | 3 March 2025".
fn marked_up(page: &Page, block: &Block) -> Option<String> {
    /// How the paths of authors' pages begin, beside the words for authors.
    const PAGES: &[&str] = &["people", "staff", "journalist", "journalists", "redakteur"];
    let of_author = |link: &Link| {
        let mut path = link.resolved.as_ref().and_then(|url| url.path_segments());
        let first = path.as_mut().and_then(Iterator::next);
        link.text == (0..block.text.len())
            && first.is_some_and(|first| AUTHOR_NAMES.contains(&first) || PAGES.contains(&first))
    };
    let linked = block.links.iter().any(of_author);
    let mut classed = page.meta.bylines.iter();
    let classed = classed.find(|line| block.text.contains(line.as_str()));
    let line = classed.or(linked.then_some(&block.text))?;
    let Authors { names, end } = author_list(line)?;
    let rest = line.get(end..)?.trim_start();
    let ends = rest.is_empty()
        || rest.starts_with([
            ',', '|', '·', '•', '–', '—', '-', '/', '(', '，', '、', '｜',
        ])
        || rest.starts_with(|c: char| c.is_numeric())
        || sense::date_in(rest, 0) == Some(0);
    let starts = line.starts_with(split_names(&names).first()?.as_str());
    let is_known = |name: &String| is_whole_name(name) && !sense::is_publication(name);
    (ends && starts && split_names(&names).iter().all(is_known)).then_some(names)
}

/// Whether a name is that of a person to its last word: two to five words, with capitals where the script has them, or a
/// short one of Han or Hangul.
fn is_whole_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let cased = |word: &&str| word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let small = |word: &&str| is_particle(fold(word).as_str());
    let sound = words
        .iter()
        .all(|word| !cased(word) || capital(word) || small(word));
    // "By Staff" in whatever language.
    let label = words.split_first().is_some_and(|(first, rest)| {
        let folded = fold(first);
        let stands_before = is_author_label(folded.as_str()) || is_join(folded.as_str());
        stands_before && !sense::is_person(&rest.join(" "))
    });
    let several = (2..=5).contains(&words.len()) && sound && !label;
    sense::is_person(name) && !sense::speaks(name) && (several || is_short_name(name))
}

/// Whether a label says who owns the rights, and a front page is linked behind it: "版权属于：木栈小筑".
pub(super) fn owns_site(read: &Read<'_>, label: usize, value: &Range<usize>) -> bool {
    let owned = |hit: &Hit| hit.word == Word::Owned && hit.range.start == label;
    let mut links = links_in(read.block, value);
    read.hits.iter().any(owned)
        && links.any(|link| link.resolved.as_ref().is_some_and(sense::is_home))
}

/// A byline: its sentence, the author, and the publisher beside it.
pub(super) struct Bylined {
    pub(super) range: Range<usize>,
    pub(super) name: String,
    pub(super) publisher: Option<String>,
}

/// A name with a byline word in a block: "Original article by Ida Holm.", "A szöveget Csillag Borbála írta".
///
/// `alone`: the block stands by itself above the text, so that nothing but its own words tells what somebody did.
pub(super) fn bylined(read: &Read<'_>, alone: bool) -> Option<Bylined> {
    let text = &read.block.text;
    for (number, range) in sentences(text).into_iter().enumerate() {
        let hits = || {
            read.hits
                .iter()
                .filter(|hit| hit.range.start >= range.start && hit.range.end <= range.end)
        };
        let found = hits()
            .filter(|hit| hit.word == Word::Byline && is_authors(read, &range, hit, alone))
            .filter(|hit| !is_given_name(read, &range, hit))
            .find_map(|hit| before_name(read, &range, hit))
            .or_else(|| {
                hits()
                    .filter(|hit| hit.word == Word::Written)
                    .find_map(|hit| behind_name(read, &range, hit))
            })
            .or_else(|| licensed_by(read, &range))
            .or_else(|| {
                hits()
                    .filter(|hit| {
                        let label = text.get(range.start..hit.range.end);
                        hit.word == Word::Author
                            && !owns_site(read, hit.range.start, &range)
                            && !label.is_some_and(tells_of_others)
                    })
                    .find_map(|hit| owner(read, &range, hit).or_else(|| told(text, &range, hit)))
                    .map(|name| (name, None))
            })
            .or_else(|| {
                (number == 0)
                    .then(|| paired(text.get(range.clone())?))
                    .flatten()
            });
        if let Some((name, publisher)) = found {
            return Some(Bylined {
                range,
                name,
                publisher,
            });
        }
    }
    None
}

/// Whether what says "I" in some language is the given name of a person of two words: "Ben Oake", and not "Ben Ayşe Kaya".
fn is_given_name(read: &Read<'_>, range: &Range<usize>, hit: &Hit) -> bool {
    let line = read.block.text.get(range.clone()).unwrap_or_default();
    let mut words = line.split(' ');
    let two = words.clone().count() == 2 && words.all(|word| word.starts_with(char::is_uppercase));
    let we = |other: &Hit| other.word == Word::We && other.range == hit.range;
    two && read.hits.iter().any(we)
}

/// Whether a word before a name tells of the author of the text: "by" behind other words may tell of anybody, "Photo by
/// Ben Oake", "Translated by Ben Oake".
fn is_authors(read: &Read<'_>, range: &Range<usize>, hit: &Hit, alone: bool) -> bool {
    /// Letters of a word that says nothing by itself: "by", "oleh", "द्वारा".
    const SMALL: usize = 4;
    /// Words before it that are looked at: "a guest post".
    const WORDS: usize = 3;
    let text = &read.block.text;
    let before = text.get(range.start..hit.range.start).unwrap_or_default();
    let word = text.get(hit.range.clone()).unwrap_or_default();
    let letters = |c: char| c.is_alphabetic() && !is_spaceless(c);
    if before.trim().is_empty() || word.chars().count() > SMALL || !word.starts_with(letters) {
        return true;
    }
    let phrase = text.get(range.start..hit.range.end).unwrap_or_default();
    if tails(phrase, WORDS + 1).any(|tail| is_others(&tail)) {
        return false;
    }
    if tells_of_things(before) {
        return tells_of_text_too(before);
    }
    let mut longer = tails(phrase, WORDS + 1).skip(1);
    if !alone || longer.any(|tail| vocabulary::is_byline(&tail)) {
        return true;
    }
    // "“Title” by", "Gardens | by", "Posted in <a>Gardens</a> by"
    let end = range.start + before.trim_end().len();
    let apart = |c: char| !c.is_alphanumeric() && c != ':';
    if before.trim_end().ends_with(apart)
        || read.block.links.iter().any(|link| link.text.end == end)
    {
        return true;
    }
    // "Published March 3, 2026 by"
    let dated = sense::date_in(before, 0).and_then(|at| before.get(..at));
    let rest = dated.unwrap_or(before).trim_end();
    dated.is_some() && rest.is_empty()
        || tails(rest, WORDS)
            .any(|tail| languages::is_subject(&tail) || languages::is_label(&[Label::Date], &tail))
        || read.hits.iter().any(|known| {
            matches!(known.word, Word::Own | Word::Author | Word::Written)
                && known.range.len() > SMALL
                && known.range.start >= range.start
                && known.range.end == range.start + rest.len()
        })
}

/// Whether words end with one for something else than a text: "Photos", "Video".
fn tells_of_things(words: &str) -> bool {
    let words = words.trim_end();
    let hits = hits_and_objects(words, &Spoken::default());
    let ends = |word: Word| {
        let mut hits = hits.iter();
        hits.any(|hit| hit.word == word && hit.range.end == words.len())
    };
    ends(Word::Thing) && !ends(Word::Text)
}

/// Whether a list has a word for the text in it: "Story & photos".
fn tells_of_text_too(list: &str) -> bool {
    let mut words = list
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let list = list.contains(['&', '/', '+', ',']) || words.clone().any(languages::is_separator);
    list && words.any(|word| languages::is_subject(&word.to_lowercase()))
}

/// Whether words in lower case stand before somebody who edited or translated the text: "a cura di", "под редакцией".
fn is_others(words: &str) -> bool {
    languages::is_label(&[Label::Translator, Label::Editor], words)
}

/// Whether what stands before a name ends with such words.
pub(super) fn tells_of_others(before: &str) -> bool {
    /// Words that are looked at: "sous la direction de".
    const WORDS: usize = 4;
    tails(before, WORDS).any(|tail| is_others(&tail))
}

/// The last words of a text in lower case, from the last one alone to so many of them.
fn tails(text: &str, most: usize) -> impl Iterator<Item = String> {
    let text = text.trim_end();
    let starts = text.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]);
    starts
        .take(most)
        .map(|at| text.get(at..).unwrap_or_default().to_lowercase())
}

/// Two words with capitals right behind a verb of writing that is a label too: "записала Мотря Гайова".
fn told(text: &str, range: &Range<usize>, hit: &Hit) -> Option<String> {
    /// Bytes of such a verb; "by" and "text" are shorter.
    const VERB: usize = 5;
    let rest = text.get(hit.range.end..range.end)?.strip_prefix(' ')?;
    let name = sense::name(rest, false)?;
    let capitals = name.split(' ').count() >= 2
        && name
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase));
    let lower = text.get(hit.range.clone())?.starts_with(char::is_lowercase);
    let fits = lower && hit.range.len() > VERB && capitals && rest.starts_with(name.as_str());
    (fits && !sense::is_publication(&name)).then_some(name)
}

/// Names that stand alone in a line: "Ida Holm, Per Dahl", and with a dash before it any signature: "— Old Nettle".
pub(super) fn signed(read: &Read<'_>) -> Option<String> {
    /// Bytes of such a line. By hand: three names.
    const LINE: usize = 80;
    /// Lines of which the first is the name: what somebody is stands below.
    const LINES: usize = 2;
    let whole = read.block.text.trim();
    let text = whole.lines().next()?.trim();
    // （三枝薫）
    let inner = text
        .strip_prefix(['（', '('])
        .and_then(|rest| rest.strip_suffix(['）', ')']));
    if let Some(name) = inner.filter(|name| is_short_name(name)) {
        let speaks = read
            .hits
            .iter()
            .any(|hit| hit.word.is_label() || hit.word == Word::Reuse);
        return (!speaks).then(|| name.to_owned());
    }
    if whole.lines().count() > LINES || whole.len() > LINE {
        return None;
    }
    let bare = text.trim_start_matches(['—', '–', '―', '-', ' ']);
    let dashed = bare.len() < text.len();
    let line = matches!(read.block.kind, BlockKind::Paragraph) && bare.len() <= LINE;
    if !line || !read.labels.is_empty() || !read.said.is_empty() {
        return None;
    }
    let Authors { names, end } = author_list(bare)?;
    let person = |name: &String| {
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        name.split(' ').count() >= 2 && name.split(' ').all(capital) && !sense::is_publication(name)
    };
    let whole = end == bare.trim_end_matches('.').len();
    let speaks = read.hits.iter().any(|hit| {
        hit.range.len() > 3 && matches!(hit.word, Word::Reuse | Word::Source | Word::License)
    });
    (whole && !speaks && (dashed || split_names(&names).iter().all(person))).then_some(names)
}

/// The author in a line of a licence: behind the linked title, "“Title” by Ida Holm is licensed under …", or at the
/// beginning, "Ida Holm shares this under CC BY 4.0".
fn licensed_by(read: &Read<'_>, range: &Range<usize>) -> Option<(String, Option<String>)> {
    let text = &read.block.text;
    let sentence = text.get(range.clone())?;
    if read.licensed() {
        let title = read.block.links.iter().find(|link| {
            let article = |url: &url::Url| sense::may_be_article(url) && !sense::is_home(url);
            link.text.start >= range.start && link.resolved.as_ref().is_some_and(article)
        })?;
        // "本著作由<a>高子衿</a>製作": the link is the author's.
        let by = |hit: &Hit| hit.word == Word::Byline && hit.range.end == title.text.start;
        if read.hits.iter().any(by) || behind_title(text, title.text.start) {
            let name = sense::name(text.get(title.text.clone())?, true)?;
            return (!sense::is_publication(&name)).then_some((name, None));
        }
        let rest = text.get(title.text.end..range.end)?;
        let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let cased = rest.chars().any(|c| c.is_uppercase());
        // At most one word stands before the name: "by", "von", "لـ".
        let skipped = rest.split_whitespace().next().map_or(0, str::len);
        let label = is_author_label(fold(rest.get(..skipped)?).as_str());
        let small = label
            || rest.chars().next().is_some_and(|c| {
                if cased {
                    c.is_lowercase()
                } else {
                    skipped <= 6 && !is_spaceless(c)
                }
            });
        let rest = if small { rest.get(skipped..)? } else { rest };
        let name = if cased {
            sense::name(rest, false)?
        } else {
            // Without capitals a name has two words, or ends at a mark.
            let two: Vec<&str> = rest.split_whitespace().take(2).collect();
            sense::name(&two.join(" "), true)?
        };
        let stands = rest.find(name.as_str())? <= 4;
        return (stands && !sense::is_publication(&name)).then_some((name, None));
    }
    sense::license_in(sentence)?;
    let name = sense::name(sentence, false)?;
    // "Dieser Text steht unter der Lizenz …"
    let text_itself = read.hits.iter().any(|hit| {
        matches!(
            hit.word,
            Word::Own | Word::Author | Word::Source | Word::Title
        ) && hit.range.start < range.start + name.len()
            && hit.range.end > range.start
            && hit.range.len() > 3
    });
    if text_itself {
        return None;
    }
    let rest = sentence.strip_prefix(name.as_str())?.trim_start();
    let verb = rest.starts_with(char::is_lowercase);
    // "Materialele din acest depozit sunt …" begins with a word like others.
    let last = name.split(' ').next_back().unwrap_or_default();
    let verb = verb && last.starts_with(char::is_uppercase);
    (verb && name.contains(' ') && !sense::is_publication(&name)).then_some((name, None))
}

/// Whether what begins here stands behind a quoted title and one small word: "« Le moulin » de".
pub(super) fn behind_title(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    let small = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = before.get(small..).unwrap_or_default();
    let title = before.get(..small).unwrap_or_default().trim_end();
    let short = (1..=4).contains(&word.chars().count()) && word.chars().all(char::is_lowercase);
    short
        && title
            .trim_end_matches(',')
            .ends_with(['»', '”', '"', '“', '’'])
}

/// "Ida Holm / Pier Post" at the beginning of a line.
fn paired(sentence: &str) -> Option<(String, Option<String>)> {
    let name = sense::name(sentence, false)?;
    let rest = sentence.strip_prefix(name.as_str())?.trim_start();
    let several = name.contains(' ') && name.chars().any(char::is_uppercase);
    if !several || !rest.starts_with(['/', '|', '／']) || sense::is_publication(&name) {
        return None;
    }
    publisher_behind(rest).map(|publisher| (name, Some(publisher)))
}

/// The name behind a word that stands before authors.
fn before_name(
    read: &Read<'_>,
    range: &Range<usize>,
    hit: &Hit,
) -> Option<(String, Option<String>)> {
    let text = &read.block.text;
    let rest = text.get(hit.range.end..range.end)?;
    let before = text.get(range.start..hit.range.start)?;
    // 本文由 and 本文为 stand before the name, what somebody did behind it.
    let word = text.get(hit.range.clone())?;
    let from = word == "由" || word.ends_with(['为', '為', '是']) && word.starts_with(['本', '此']);
    let rest = behind_the_text(rest);
    // "by <a>ameng</a>原创文章": the link ends the name.
    let opening = range.end - rest.trim_start().len();
    let mut links = read.block.links.iter();
    let link = links.find(|link| link.text.start == opening && link.text.end < range.end);
    let handle = link.and_then(|link| text.get(link.text.clone()));
    if let Some(name) = handle.filter(|handle| is_handle(handle))
        && before.trim().is_empty()
        && text.get(opening + name.len()..)?.starts_with(is_spaceless)
    {
        return Some((name.to_owned(), None));
    }
    let name = sense::name(rest, from)?;
    let at = rest.find(name.as_str())?;
    let starts = range.end - rest.len() + at;
    let behind = starts + name.len();
    let tail = text.get(behind..range.end)?;
    // "本文由 X 原创发布": what X did stands behind the name.
    if from {
        // "本文为河湾社区用户原创" names the site of the users.
        let letters: Vec<char> = name.chars().collect();
        let role = letters
            .get(letters.len().saturating_sub(2)..)
            .unwrap_or_default();
        let role: String = role.iter().collect();
        if letters.len() > role.chars().count() && is_role(fold(&role).as_str()) {
            return None;
        }
        // "本文由米糊學堂（mihu.example）編輯團隊撰寫"
        let bracket = tail
            .strip_prefix(['（', '('])
            .filter(|_| sense::is_publication(&name));
        let bracket = bracket.and_then(|inner| Some(inner.split_once(['）', ')'])?.1));
        let team = bracket.map(|rest| {
            rest.trim_start_matches(['编', '編', '辑', '輯', '部', '团', '團', '队', '隊'])
        });
        let close = team.unwrap_or(tail);
        let close = close.trim_start_matches([' ', '”', '」', '》']);
        let writes = behind + (tail.len() - close.len());
        let written = |from: usize, to: usize| {
            read.hits.iter().any(|hit| {
                hit.word == Word::Written && hit.range.start >= from && hit.range.start <= to
            })
        };
        // "由墨犀工作室的许愿写成": the body first, then the person.
        let person = tail.strip_prefix('的').and_then(|rest| {
            let own = behind + '的'.len_utf8();
            let verb = read
                .hits
                .iter()
                .find(|hit| hit.word == Word::Written && hit.range.start > own)?;
            let person = rest.get(..verb.range.start - own)?;
            let fits = (2..=4).contains(&person.chars().count()) && sense::is_person(person);
            (fits && sense::is_publication(&name)).then(|| person.to_owned())
        });
        if let Some(person) = person {
            return Some((person, Some(name)));
        }
        return (written(behind, writes) && before.len() <= 40).then_some((name, None));
    }
    let near = rest
        .get(..at)?
        .chars()
        .all(|c| !c.is_alphanumeric() && c != '-');
    let opening = before.len() <= 60 || read.licensed();
    let spaceless = name.chars().any(is_spaceless);
    let short = before.trim().is_empty() && range.end - range.start <= name.len() + 24;
    let ends = tail.chars().next().is_none_or(|c| !c.is_alphanumeric())
        || tail.starts_with("です")
        || tail.starts_with("입니다");
    let whole = if spaceless {
        let thai = name.chars().any(|c| matches!(c as u32, 0x0E00..=0x0E7F));
        thai || name.chars().filter(|c| *c != ' ').count() <= 6 && ends
    } else {
        name.contains(' ') || short
    };
    let overlaps = read.hits.iter().any(|known| {
        matches!(
            known.word,
            Word::Reuse | Word::Source | Word::Name | Word::Own
        ) && known.range.start < behind
            && known.range.end > starts
    });
    if !(near && opening && whole && !overlaps) {
        return None;
    }
    let list = spaceless.then(|| author_list(rest.get(at..)?)).flatten();
    let names = list.map_or_else(|| name.clone(), |list| list.names);
    Some((names, publisher_behind(tail)))
}

/// Whether a text is one word of Latin letters that can be a name.
fn is_handle(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    text.len() > 2 && text.chars().all(letter) && sense::is_person(text)
}

/// What stands behind the text that is written of: "كتبت هذه الحكاية سلمى القاضي" names it first.
fn behind_the_text(rest: &str) -> &str {
    let mut words = rest.split_whitespace();
    let this = words.next().unwrap_or_default();
    let arabic = this.starts_with(|c: char| matches!(c as u32, 0x600..=0x6FF));
    let text = words.next().unwrap_or_default();
    if !(arabic && is_join(fold(this).as_str()) && text.starts_with("ال")) {
        return rest;
    }
    let end = offset(rest, text) + text.len();
    rest.get(end..).unwrap_or(rest)
}

/// The last part of a Japanese clause: what stands behind its last particle, where Kanji or Katakana begin anew, as in
/// "…だよりのために相沢みのり".
fn behind_particle(clause: &str) -> &str {
    let kana = |c: char| matches!(c as u32, 0x3040..=0x309F);
    let begins = |c: char| matches!(c as u32, 0x30A0..=0x30FF | 0x4E00..=0x9FFF | 0x3005);
    let mut last = ' ';
    let mut start = 0;
    for (at, c) in clause.char_indices() {
        if begins(c) && kana(last) {
            start = at;
        }
        last = c;
    }
    clause.get(start..).unwrap_or(clause)
}

/// The name before a word that says that somebody wrote this.
fn behind_name(
    read: &Read<'_>,
    range: &Range<usize>,
    hit: &Hit,
) -> Option<(String, Option<String>)> {
    let text = &read.block.text;
    let head = text.get(range.start..hit.range.start)?.trim_end();
    // "김재현 원장(통합치의학과 전문의)이 작성"
    let bracket = head
        .strip_suffix([')', '）'])
        .and_then(|head| head.rfind(['(', '（']));
    let head = bracket.and_then(|at| head.get(..at)).unwrap_or(head);
    let words: Vec<&str> = head.split_whitespace().rev().take(7).collect();
    let last = words.first()?;
    // "این گزارش را بهار کاویانی … نوشته است": the particle stands right before it.
    if let Some(at) = head.find(" را ") {
        let behind = head.get(at + " را ".len()..)?;
        let two: Vec<&str> = behind.split_whitespace().take(2).collect();
        let name = sense::name(&two.join(" "), true)?;
        return (name.contains(' ') && !sense::is_publication(&name)).then_some((name, None));
    }
    // "是苏沐恩替港湾少年足球队写的"
    if let Some((_, behind)) = head.rsplit_once('是')
        && let Some((person, body)) = behind.split_once(['替', '为', '為', '给', '給', '帮', '幫'])
        && is_short_name(person)
    {
        let body = body.trim();
        let publisher = sense::is_publication(body).then(|| body.to_owned());
        return Some((person.to_owned(), publisher));
    }
    // "नीरजा तोमर ने … लिखी है": the particle stands right behind the name.
    if let Some(at) = head.find(" ने ") {
        let before = head.get(..at)?;
        let two: Vec<&str> = before.split_whitespace().rev().take(2).collect();
        let first = two.get(1).or(two.first())?;
        let start = offset(before, first);
        let name = before.get(start..)?;
        return sense::is_person(name).then(|| (name.to_owned(), None));
    }
    let from = if last.chars().any(is_spaceless) {
        // Chinese says it with 由 before the name.
        if !last
            .chars()
            .any(|c| matches!(c as u32, 0x3040..=0x30FF | 0xAC00..=0xD7AF))
            && !text
                .get(hit.range.clone())?
                .chars()
                .any(|c| matches!(c as u32, 0x3040..=0x30FF))
        {
            return None;
        }
        let word = last
            .rsplit(|c: char| !c.is_alphanumeric() || c == 'は')
            .next()?;
        let word = behind_particle(word);
        // "김재현 대표원장": what somebody is stands behind the name.
        let titled = words.get(1).filter(|_| is_role(fold(word).as_str()));
        let word = titled.copied().unwrap_or(word);
        // Without a space before it the word is the end of a sentence rather than a name.
        let person = |word: &str| (2..=6).contains(&word.chars().count()) && sense::is_person(word);
        let first = words
            .get(1)
            .and_then(|first| first.strip_suffix(['과', '와']))
            .filter(|first| person(first));
        return person(word).then(|| {
            let names = first.map_or_else(|| word.to_owned(), |first| format!("{first}、{word}"));
            (names, None)
        });
    } else {
        words
            .iter()
            .take_while(|word| {
                let named = word.starts_with(char::is_uppercase) && !word.ends_with([',', ':']);
                named || languages::is_separator(word)
            })
            .filter(|word| word.starts_with(char::is_uppercase))
            .last()?
    };
    let start = offset(head, from);
    let name = sense::name(head.get(start..)?, false)?;
    (name.contains(' ') && head.get(start..) == Some(name.as_str())).then_some((name, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Format, ReadOptions, read};

    /// The author that is read above the text of a page.
    fn author(above: &str) -> Option<String> {
        const TEXT: &str = "<p>The keeper of the north pier kept a ledger of every loaf that the lamp room baked, and when the harbour closed for the winter he read it aloud to whoever came up the stairs with flour.</p>";
        let options = ReadOptions {
            location: "page.html".to_owned(),
            format: Some(Format::Html),
            ..ReadOptions::default()
        };
        let html = format!("<article><h1>Bread from the lamp room</h1>{above}{TEXT}</article>");
        let page = read(html.as_bytes(), &options).unwrap();
        visible_byline(&page, &Spoken::of(&page))
    }

    #[test]
    fn a_date_is_no_part_of_the_name() {
        for above in [
            "<p>By Ida Holm 3 May 2026</p>",
            "<p>Von Ida Holm 3. Mai 2026</p>",
            "<p>Von Ida Holm 13. Mai 2026</p>",
            "<div><span>By Ida Holm</span> <time>May 3, 2026</time></div>",
            "<div>Par <a href=/auteur/1>Ida Holm</a> <time>3 mai 2026</time></div>",
            "<p>Автор: Ida Holm 3 мая 2026</p>",
            "<p>Írta: Ida Holm 2026. május 3.</p>",
            "<p>By Ida Holm Updated 3 May 2026</p>",
            "<p>By Ida Holm 5 min read</p>",
            "<p>By Ida Holm (3 May 2026)</p>",
            "<p>3 May 2026 by Ida Holm</p>",
            "<p>Posted on May 3, 2026 by Ida Holm</p>",
        ] {
            assert_eq!(author(above).as_deref(), Some("Ida Holm"), "{above}");
        }
    }

    #[test]
    fn who_did_something_else_is_not_the_author() {
        for above in [
            "<p>Photo by Ben Oake</p>",
            "<p>Foto von Ben Oake</p>",
            "<p>Fotos de Ben Oake</p>",
            "<p>Foto door Ben Oake</p>",
            "<p>Foto av Ben Oake</p>",
            "<p>Translated by Ben Oake</p>",
            "<p>Traduit par Ben Oake</p>",
            "<p>Diterjemahkan oleh Ben Oake</p>",
            "<p>Article translated by Ben Oake</p>",
            "<p>Redigiert von Ben Oake</p>",
            "<p>Fact-checked by Ben Oake</p>",
            "<p>Sponsored by Ben Oake</p>",
            "<figure><img src=a.jpg><figcaption>By Ben Oake</figcaption></figure>",
            "<figure><img src=a.jpg><p>By Ben Oake</p></figure>",
        ] {
            assert_eq!(author(above), None, "{above}");
            let both = format!("{above}<p>By Ida Holm</p>");
            assert_eq!(author(&both).as_deref(), Some("Ida Holm"), "{both}");
        }
        for above in [
            "<p>Story by Ida Holm</p>",
            "<p>A guest post by Ida Holm</p>",
            "<p>Text &amp; Fotos von Ida Holm</p>",
            "<p>Gardens | By Ida Holm</p>",
            "<p>Posted in <a href=/gardens>Gardens</a> by Ida Holm</p>",
            "<p>“Bread from the lamp room” by Ida Holm</p>",
        ] {
            assert_eq!(author(above).as_deref(), Some("Ida Holm"), "{above}");
        }
    }

    #[test]
    fn a_role_is_no_author() {
        for above in [
            "<p>Autor: Administrador</p>",
            "<p>Auteur : Beheerder</p>",
            "<p>Tác giả: Ban biên tập</p>",
            "<p>Author: Our correspondent</p>",
            "<p>Auteur : Notre correspondant</p>",
            "<p>Autor: Nuestro corresponsal</p>",
            "<p>作者：本站编辑</p>",
            "<p>著者：ブログ主</p>",
            "<p>ผู้เขียน: ทีมงาน</p>",
            "<p>الكاتب: هيئة التحرير</p>",
            "<p>Συγγραφέας: Συντακτική ομάδα</p>",
            "<p>Kirjoittaja: Ylläpito</p>",
        ] {
            assert_eq!(author(above), None, "{above}");
        }
    }
}
