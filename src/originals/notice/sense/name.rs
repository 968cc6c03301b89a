//! What can be a name, and where it ends.

use super::date::date_in;
use super::license::{is_condition, names_public_license, opens_with_condition};
use super::placeholder;
use crate::languages::{self, Label, is_honorific, is_separator};
use crate::originals::notice::lexicon::{
    self, Hit, Word, has_formula, hits, is_any_article, is_join, is_license_word,
    is_organization_word, is_particle, is_possessive, is_role, is_said, organization_ending,
};
use crate::originals::notice::measure::offset;
use crate::originals::notice::spoken::Spoken;
use crate::text::fold;
use crate::text::template::is_spaceless;
use crate::vocabulary;

/// Longest name, in characters.
const LONGEST_NAME: usize = 60;

/// What ends a name wherever it stands.
const NAME_ENDS: &[char] = &[
    ',', '，', '。', '、', ';', '；', '|', '｜', '\n', '•', '·', '—', '–', '!', '！', '?', '？',
    '<', '>', '\t', '(', '（', ')', '）', '[', '【', '：', ':', '»', '/', '／', '।', '؛', '،',
];

/// The first name in what stands behind a label or a verb of crediting, cut where it ends; `None` if it names nobody.
///
/// `labelled`: a colon stands before it, so that handles and lower case are names too.
pub(in crate::originals::notice) fn name(text: &str, labelled: bool) -> Option<String> {
    let text = text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '*' | '_'
                    | '@'
                    | ':'
                    | '：'
                    | '"'
                    | '“'
                    | '„'
                    | '«'
                    | '「'
                    | '『'
                    | '《'
                    | '\''
                    | '‘'
                    | '`'
                    | '【'
                    | '>'
                    | '-'
            )
    });
    let mut end = text
        .char_indices()
        .find(|(at, c)| {
            NAME_ENDS.contains(c) && !(*c == '·' && at + 2 < text.len())
                || matches!(
                    c,
                    '"' | '”'
                        | '“'
                        | '「'
                        | '」'
                        | '』'
                        | '《'
                        | '》'
                        | '»'
                        | '*'
                        | '`'
                        | '】'
                        | '{'
                        | '}'
                )
                || *c == '.' && ends_name(text, *at) && !is_domain(text, *at)
                || *c == '-' && text[..*at].ends_with(' ')
        })
        .map_or(text.len(), |(at, _)| at);
    if let Some(at) = text.get(..end)?.find("http") {
        end = at;
    }
    if let Some(at) = date_in(text.lines().next()?, 1) {
        end = end.min(at);
    }
    let cut = text.get(..end)?.trim();
    let cut = without_next_role(cut, text.get(end..)?);
    let letter = cut.chars().find(|c| c.is_alphabetic());
    // "خبرگزاری Pier News" begins in letters that have no capitals.
    let cased = letter.is_some_and(|c| c.is_uppercase() || c.is_lowercase());
    let name = if cut.chars().any(is_spaceless) {
        spaceless(cut, labelled)
    } else if cased {
        cased_name(cut, labelled)
    } else {
        uncased(cut, labelled)
    };
    let name =
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '"' | '\'' | '’'));
    (is_name(name) && !begins_with_nobody(cut, name)).then(|| name.to_owned())
}

/// A name without the label of whoever did something else, which nothing but a space parts from it: "Ida Holm Photos: Ben
/// Oake", "沈若谷 摄影：陆鸣". `behind` is what follows in the line.
fn without_next_role<'t>(name: &'t str, behind: &str) -> &'t str {
    /// Words that are looked at. By hand.
    const WORDS: usize = 8;
    let marked = behind
        .trim_start()
        .starts_with([':', '：', '|', '｜', '・']);
    for word in name.split_whitespace().skip(1).take(WORDS) {
        let at = offset(name, word);
        let rest = name.get(at + word.len()..).unwrap_or_default().trim();
        let before = name.get(..at).unwrap_or_default().trim_end();
        let follows = if rest.is_empty() {
            marked
        } else {
            names_another(before, rest)
        };
        if follows && is_of_another(word) {
            return before;
        }
    }
    name
}

/// Whether behind a word that may be a label another person is named: two words with capitals behind a whole name, a word
/// that stands before names, a short name of Han or Hangul.
fn names_another(before: &str, rest: &str) -> bool {
    let words: Vec<&str> = rest.split_whitespace().take(3).collect();
    let first = words.first().copied().unwrap_or_default();
    if first.chars().all(is_spaceless) {
        return (2..=4).contains(&first.chars().count()) && before.chars().any(is_spaceless);
    }
    if lexicon::is_author_label(fold(first).as_str()) {
        return true;
    }
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    before.contains(' ') && words.len() == 2 && words.iter().all(capital) && !is_publication(rest)
}

/// Whether a word is a label of what somebody else did than write: "Photos", "Übersetzung", 编辑.
fn is_of_another(word: &str) -> bool {
    let lower = word.to_lowercase();
    let others = [Label::Translator, Label::Editor];
    languages::is_label(&others, &lower)
        || vocabulary::is_thing_label(&lower)
        || lexicon::hits_and_objects(word, &Spoken::default())
            .iter()
            .any(|hit| hit.word == Word::Thing && hit.range.start == 0)
}

/// Whether the words that a name is the beginning of are a role, "Ban biên tập", or go on in lower case behind a word for
/// "our": "Our special correspondent".
fn begins_with_nobody(line: &str, name: &str) -> bool {
    /// Words of a role. By hand.
    const LONGEST: usize = 4;
    if !line.starts_with(name) {
        return false;
    }
    let role = line
        .match_indices(' ')
        .map(|(at, _)| at)
        .chain([line.len()])
        .take(LONGEST)
        .skip_while(|end| *end < name.len())
        .any(|end| line.get(..end).is_some_and(is_nobody));
    let rest = line.get(name.len()..).unwrap_or_default();
    let next = rest.split_whitespace().next().unwrap_or_default();
    let goes_on = next.starts_with(char::is_lowercase) && !is_join(fold(next).as_str());
    // Shorter ones are given names too: Ben, Min.
    let ours = name.chars().count() > 3 && is_possessive(fold(name).as_str());
    role || goes_on && ours
}

/// Whether a text is a role or nobody in any language, with a word for "our" before it or not, or two roles grown
/// together: "our correspondent", "当サイト管理者".
fn is_nobody(text: &str) -> bool {
    /// Letters of such a word. By hand.
    const GROWN: usize = 10;
    let role =
        |text: &str| is_role(fold(text).as_str()) || languages::is_role(&text.to_lowercase());
    let ours = || {
        let parts = text.split_once(' ');
        parts.is_some_and(|(first, rest)| is_possessive(fold(first).as_str()) && role(rest))
    };
    let grown = || {
        let spaceless = text.chars().all(is_spaceless);
        let letters = text.char_indices().take(GROWN + 1).count();
        spaceless
            && letters <= GROWN
            && text
                .char_indices()
                .skip(2)
                .take(letters.saturating_sub(3))
                .any(|(at, _)| role(&text[..at]) && role(&text[at..]))
    };
    role(text) || ours() || grown()
}

/// The name that a label line is about: all of it where nothing else stands on the line, so that words in lower case
/// belong to the name.
pub(in crate::originals::notice) fn whole_name(line: &str) -> Option<String> {
    /// Words of such a name. By hand.
    const LONGEST: usize = 6;
    let written = line
        .trim()
        .trim_matches(|c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»'));
    let plain = !written.contains(NAME_ENDS) && !written.contains('.');
    let words = written.split_whitespace().count();
    let asks = || {
        hits(written, &Spoken::default()).iter().any(|hit| {
            // Short ones are small words of some language.
            matches!(hit.word, Word::Reuse | Word::Name) && hit.range.len() > 3
        })
    };
    if plain && words <= LONGEST && is_name(written) && !asks() {
        return Some(written.to_owned());
    }
    // "газета «Вільхівські вісті»": what it is stands before the name.
    let quoted = || {
        let (kind, rest) = written.split_once(['«', '“', '„', '"', '「', '《'])?;
        let kind = kind.trim();
        let small = kind
            .chars()
            .all(|c| c.is_lowercase() || is_spaceless(c) || c == ' ');
        (small && kind.split_whitespace().count() <= 2).then(|| name(rest, true))?
    };
    quoted().or_else(|| name(line, true))
}

/// The owner behind a mark or word of copyright: without the years, and where what it is stands before a quoted name, that
/// name: "© ИА «Заречье», 2010–2021".
pub(in crate::originals::notice) fn owner(text: &str) -> Option<String> {
    /// Bytes of what it is: "Редакция газеты".
    const KIND: usize = 40;
    let line = text.lines().next()?;
    // "© Kent Nabzı Tüm hakları saklıdır": the formula has a capital as the name has.
    let formula = |hit: &&Hit| {
        matches!(hit.word, Word::License | Word::Owned)
            && line
                .get(hit.range.clone())
                .is_some_and(|said| said.contains(' '))
    };
    let said = hits(line, &Spoken::default());
    let end = said.iter().find(formula).map(|hit| hit.range.start);
    let line = end.filter(|end| *end > 0).map_or(line, |end| &line[..end]);
    let text = if end.is_some() { line } else { text };
    let quoted = line.find(['«', '“', '„', '「', '《']);
    let quoted = quoted.filter(|at| *at <= KIND);
    let kind = quoted.and_then(|at| line.get(..at));
    if let Some(kind) = kind.filter(|kind| !kind.contains(NAME_ENDS) && !kind.contains('.'))
        && kind.split_whitespace().count() <= 2
    {
        let rest = line.get(kind.len()..)?;
        let inner = rest.trim_start_matches(['«', '“', '„', '「', '《']);
        let end = inner.find(['»', '”', '」', '》', '“']);
        let name = inner.get(..end?).and_then(whole_name);
        return name.or_else(|| self::name(rest, true));
    }
    let name = whole_organization(line).map_or_else(|| name(text, true), Some)?;
    let name = with_kind(line, name);
    let years = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '—');
    let bare = name.trim_end_matches(years);
    let year = name.len() >= bare.len() + " 2021".len() && name[bare.len()..].starts_with(' ');
    Some(if year { bare.to_owned() } else { name })
}

/// An organization that is named up to the end of its sentence, with words in lower case: "Statistični urad Republike
/// Slovenije.", "Viện Nghiên cứu biển".
fn whole_organization(line: &str) -> Option<String> {
    /// Words of such a name, each of them a syllable in Vietnamese, and bytes of one that tells something. By hand.
    const LONGEST: usize = 16;
    const TELLING: usize = 3;
    let end = line.find(NAME_ENDS).unwrap_or(line.len());
    let written = line.get(..end)?;
    let ends = [". ", " - "].into_iter();
    let end = ends.filter_map(|mark| written.find(mark)).min();
    let written = written
        .get(..end.unwrap_or(written.len()))?
        .trim()
        .trim_end_matches('.');
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let words = || written.split_whitespace();
    let fits = words().nth(LONGEST).is_none()
        && words().any(small)
        && !written.contains(['.', '©', '@'])
        && written.starts_with(char::is_uppercase);
    let asks = |hit: &Hit| {
        let said = matches!(
            hit.word,
            Word::Reuse
                | Word::Ban
                | Word::Permit
                | Word::Forbid
                | Word::License
                | Word::Owned
                | Word::Author
                | Word::Unless
                | Word::Own
        );
        said && hit.range.len() > TELLING
    };
    let asked = || hits(written, &Spoken::default()).iter().any(asks);
    (fits && is_publication(written) && is_name(written) && !asked()).then(|| written.to_owned())
}

/// A name with what it is behind a dash: "North of the Bridge – Local History Society".
fn with_kind(line: &str, name: String) -> String {
    /// Bytes of what it is. By hand.
    const KIND: usize = 40;
    let behind = line.find(&name).and_then(|at| line.get(at + name.len()..));
    let kind = behind.and_then(|rest| {
        let dash = [" - ", " – ", " — "]
            .into_iter()
            .find(|dash| rest.starts_with(dash))?;
        let kind = rest.get(dash.len()..)?;
        let end = kind
            .find(NAME_ENDS)
            .or(kind.find('.'))
            .unwrap_or(kind.len());
        let kind = kind.get(..end)?.trim_end();
        let fits =
            kind.len() <= KIND && kind.starts_with(char::is_uppercase) && is_publication(kind);
        fits.then(|| format!("{dash}{kind}"))
    });
    match kind {
        Some(kind) => name + &kind,
        None => name,
    }
}

/// Whether a full stop stands within the name of a site that is its address: "SeaWall.NET".
fn is_domain(text: &str, at: usize) -> bool {
    const ENDINGS: &[&str] = &["com", "net", "org", "info"];
    let inside = text[..at].ends_with(char::is_alphanumeric);
    let rest = &text[at + 1..];
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
    let ending = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let whole = !rest
        .get(ending.len()..)
        .is_some_and(|rest| rest.starts_with(['/', '.']));
    inside && whole && ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

/// Whether a full stop here ends the name rather than an initial or a title.
fn ends_name(text: &str, at: usize) -> bool {
    let word = text[..at]
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let rest = text[at + 1..].trim_start();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let title = matches!(
        word,
        "Dr" | "Mr" | "Mrs" | "Ms" | "Prof" | "St" | "Jr" | "Sr"
    ) || is_honorific(&word.to_lowercase());
    rest.is_empty() || !initial && !title
}

/// A name without the titles before it: "Mgr. Zora Hlinská".
fn untitled(text: &str) -> &str {
    let mut rest = text;
    while let Some((title, behind)) = rest.split_once(['.', ' '])
        && is_honorific(&title.to_lowercase())
        && rest
            .get(title.len()..)
            .is_some_and(|rest| rest.starts_with('.'))
        && behind.trim_start().starts_with(char::is_uppercase)
    {
        rest = behind.trim_start();
    }
    rest
}

/// A name in a script with capitals: as many words as look like one.
fn cased_name(text: &str, labelled: bool) -> &str {
    let text = untitled(text);
    let words: Vec<&str> = text.split_whitespace().take(12).collect();
    // "ida_holm", "mbland": a handle behind a label.
    let handle = labelled && words.len() == 1;
    let capital = |index: usize| {
        words.get(index).is_some_and(|word| {
            // "Ida Holm and I"
            word.len() > 1
                && word
                    .trim_start_matches(|c: char| !c.is_alphanumeric())
                    .starts_with(char::is_uppercase)
        })
    };
    let folded_at = |index: usize| {
        let word = words.get(index).copied().unwrap_or_default();
        fold(word.trim_matches(|c: char| !c.is_alphanumeric()))
            .as_str()
            .to_owned()
    };
    let mut organized = false;
    let mut capitals = 0;
    let mut taken = 0;
    for (index, word) in words.iter().enumerate().take(8) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let folded = fold(bare);
        let folded = folded.as_str();
        let numbered = index > 0 && bare.starts_with(char::is_numeric);
        let upper = capital(index) || numbered;
        let capital_next = |index: usize| {
            capital(index + 1) && words.get(index + 1).is_some_and(|next| !is_asked(next))
        };
        // "Diario de la Sierra": two of them in a row.
        let goes_on =
            capital_next(index) || is_particle(&folded_at(index + 1)) && capital_next(index + 1);
        // "Ida Holm for The Quarry Review" is two names, "Museum für Deichbau" one.
        let inner = capitals == 1 || organized || !is_join(folded) || is_separator(folded);
        let small = index > 0
            && goes_on
            && (*word == "&" || is_separator(folded) || inner && is_particle(folded));
        organized |= is_organization_word(folded);
        if !(upper || small || handle) {
            break;
        }
        // "El Faro" begins with an article, "And then" with no name.
        let article = index == 0 && is_any_article(folded) && goes_on;
        if !small && !article && is_join(folded) && (!upper || index == 0) {
            break;
        }
        capitals += usize::from(!small);
        taken = index + 1;
        // "Liman Postası'nı": the ending of a case is no part of the name.
        if let Some(end) = suffix(word) {
            return text.get(..offset(text, word) + end).unwrap_or_default();
        }
    }
    if taken == 1 {
        taken = organization(&words);
    }
    // "Dagbladet for folket": the name is all that is left of its part of the sentence.
    let small = is_particle(&folded_at(1)) && !is_separator(&folded_at(1));
    if taken == 1 && words.len() == 3 && small && is_tail(&folded_at(2)) {
        taken = words.len();
    }
    let end = taken.checked_sub(1).and_then(|last| words.get(last));
    let name = end
        .and_then(|word| text.get(..offset(text, word) + word.len()))
        .unwrap_or_default();
    // "ida holm" is a name, "see below" is none.
    let plain = |index: usize| {
        let folded = folded_at(index);
        !is_join(&folded) && !is_said(&folded) && !is_role(&folded)
    };
    if name.is_empty() && labelled && words.len() <= 3 && (0..words.len()).all(plain) {
        text
    } else {
        name
    }
}

/// Whether a word in lower case may end a name: no word of a notice, and none that joins.
fn is_tail(folded: &str) -> bool {
    let said = || {
        hits(folded, &Spoken::default()).iter().any(|hit| {
            // Short ones are small words of some language.
            hit.range.len() > 3 && hit.word != Word::Story
        })
    };
    folded.chars().count() > 1
        && !is_join(folded)
        && !is_role(folded)
        && !is_said(folded)
        && !said()
}

/// Where a word ends whose rest is the ending of a case behind an apostrophe.
fn suffix(word: &str) -> Option<usize> {
    let at = word.find(['\'', '’'])?;
    let rest = word.get(at..)?.trim_start_matches(['\'', '’']);
    let rest = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
    let ends = (1..=5).contains(&rest.chars().count()) && rest.chars().all(char::is_lowercase);
    (at > 2 && ends).then_some(at)
}

/// How many words the name of an organization has whose other words are in lower case: "Institut über die Flüsse" has
/// one, "Říční listy" two.
fn organization(words: &[&str]) -> usize {
    /// Words of such a name. By hand.
    const LONGEST: usize = 5;
    let folded: Vec<String> = words
        .iter()
        .take(LONGEST)
        .map(|word| {
            fold(word.trim_matches(|c: char| !c.is_alphanumeric()))
                .as_str()
                .to_owned()
        })
        .collect();
    let is_word = |word: &String| is_organization_word(word);
    // "Tạp chí Sông Quê": a word of two syllables.
    if let [first, second, ..] = folded.as_slice()
        && is_organization_word(&format!("{first} {second}"))
    {
        let upper = words
            .iter()
            .skip(2)
            .take_while(|word| word.starts_with(char::is_uppercase));
        return 2 + upper.count();
    }
    let goes_on = |index: usize, word: &&String| {
        index > 0 && !is_join(word) && words.get(index).is_some_and(|word| !is_asked(word))
    };
    let run = 1 + folded
        .iter()
        .enumerate()
        .skip(1)
        .take_while(|(index, word)| goes_on(*index, word))
        .count();
    if folded.first().is_some_and(is_word) {
        return run;
    }
    let last = folded.iter().take(run).rposition(is_word);
    last.map_or(1, |last| last + 1)
}

/// A name in Han, Kana, Hangul or Thai: up to what joins it to the rest.
fn spaceless(text: &str, labelled: bool) -> &str {
    if text.chars().any(|c| matches!(c as u32, 0x0E00..=0x0E7F)) {
        return thai(text);
    }
    let mut end = text.len();
    // 作者和链接: what follows is joined to the word, and no name; 作者等信息 is "author and so on".
    if !labelled && joined(text) || text.starts_with('等') && !text.starts_with("等々") {
        return "";
    }
    let hangul = |c: char| matches!(c as u32, 0xAC00..=0xD7AF);
    let kana = |c: char| matches!(c as u32, 0x3040..=0x309F);
    let starts: Vec<(usize, char)> = text.char_indices().take(LONGEST_NAME).collect();
    for (number, (at, c)) in starts.iter().enumerate().skip(1) {
        let rest = text.get(*at..).unwrap_or_default();
        let joins = (1..=4).rev().any(|count| {
            let word: String = rest.chars().take(count).collect();
            let whole = word.chars().count() == count && word.chars().all(is_spaceless);
            if !whole || !is_join(fold(&word).as_str()) {
                return false;
            }
            let before = starts.get(number - 1).map_or(' ', |(_, before)| *before);
            let after = rest.chars().nth(count);
            match count {
                // A particle of one Kana stands behind a Kanji, "みのり" is a name; one of Hangul ends its word.
                1 if kana(*c) => !kana(before),
                // 林海翻译公司
                1 if before == '翻' => false,
                _ if hangul(*c) => number >= 2 && after.is_none_or(|after| !hangul(after)),
                _ => true,
            }
        });
        if joins {
            end = publication_of(text, *at).unwrap_or(*at);
            break;
        }
    }
    // "霍一达 转载请…": a space ends a name in Han, not one in Hangul or Thai letters.
    if let Some(at) = text.find([' ', '\u{3000}'])
        && !family_apart(text, at)
        && text
            .chars()
            .any(|c| matches!(c as u32, 0x3040..=0x30FF | 0x4E00..=0x9FFF))
        && text[..at].chars().any(is_spaceless)
    {
        end = end.min(at);
    }
    let name = text.get(..end).unwrap_or(text);
    // "남도윤 기자": what somebody is stands behind the name.
    match name.rsplit_once(' ') {
        Some((person, role)) if role.chars().all(hangul) && is_role(fold(role).as_str()) => person,
        _ => name,
    }
}

/// Where a publication ends that is somebody's: 贺山的学习笔记, 的 standing at `of`.
fn publication_of(text: &str, of: usize) -> Option<usize> {
    /// Characters between 的 and the end of what it is. By hand.
    const LONGEST: usize = 6;
    let somebody = text.get(..of)?;
    let what = text.get(of..)?.strip_prefix('的')?;
    if is_role(fold(somebody.trim()).as_str()) {
        return None;
    }
    let start = text.len() - what.len();
    let letters = what.char_indices().take_while(|(_, c)| is_spaceless(*c));
    letters
        .take(LONGEST)
        .map(|(at, c)| at + c.len_utf8())
        .find(|end| {
            let what = fold(what.get(..*end).unwrap_or_default());
            organization_ending(what.as_str()).is_some_and(|length| length > 1)
        })
        .map(|end| start + end)
}

/// Whether a text without spaces begins with a word that joins.
pub(in crate::originals::notice) fn joined(text: &str) -> bool {
    (1..=3).any(|count| {
        let word: String = text.chars().take(count).collect();
        word.chars().all(is_spaceless) && is_join(fold(&word).as_str())
    })
}

/// A name in Thai: the given name, a space, and the family name unless the sentence goes on there.
fn thai(text: &str) -> &str {
    let mut end = 0;
    for (index, word) in text.split_whitespace().take(2).enumerate() {
        let said = hits(word, &Spoken::default())
            .iter()
            .any(|hit| hit.range.start == 0);
        // "BY: ระบุที่มา": what opens with a word of crediting is no name.
        if said && (index > 0 || opens_with_credit(word)) {
            break;
        }
        end = offset(text, word) + word.len();
    }
    text.get(..end).unwrap_or(text)
}

/// Whether a text without spaces opens with a verb of crediting and goes on.
fn opens_with_credit(word: &str) -> bool {
    hits(word, &Spoken::default())
        .iter()
        .any(|hit| hit.word == Word::Name && hit.range.start == 0 && hit.range.end < word.len())
}

/// Whether a word is one of crediting or of what is credited, which in German has a capital too.
fn is_asked(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    lexicon::is_asked(fold(word).as_str())
}

/// Whether a space stands between family and given name: 三枝 薫.
fn family_apart(text: &str, at: usize) -> bool {
    let han =
        |part: &str| part.chars().all(is_spaceless) && (1..=3).contains(&part.chars().count());
    let given = text
        .get(at + 1..)
        .and_then(|rest| rest.split(' ').next())
        .unwrap_or_default();
    han(given) && text.get(..at).is_some_and(han)
}

/// A name in a script without capitals that writes spaces: the words before a joining one, four at most.
fn uncased(text: &str, labelled: bool) -> &str {
    let mut end = 0;
    for (index, word) in text.split_whitespace().enumerate() {
        let folded = fold(word);
        // "وليد الزهراني وإلى": "and" grew together with the word that joins.
        let bare = folded
            .as_str()
            .strip_prefix(['و', 'ו'])
            .filter(|_| index > 0);
        let joins = is_join(folded.as_str()) || bare.is_some_and(is_join);
        if index >= 4 || (index > 0 || !labelled) && joins {
            break;
        }
        end = offset(text, word) + word.len();
    }
    text.get(..end).unwrap_or(text)
}

fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let count = name.chars().count();
    let folded = fold(name);
    let words = folded.as_str().split_whitespace();
    letters >= 2
        && name.starts_with(char::is_alphanumeric)
        && letters * 2 >= count
        && count <= LONGEST_NAME
        && !is_nobody(name)
        && !is_honorific(folded.as_str())
        && !words.clone().all(|word| is_role(word) || is_join(word))
        && !placeholder(name)
        && !is_license_code(folded.as_str())
        && !is_license_part(folded.as_str())
        && !names_public_license(folded.as_str())
        && !opens_with_asked(name)
        && !name.ends_with('等')
        && !name.contains("://")
        && !name.starts_with("www.")
        && name != "www"
        && !(name.chars().any(is_spaceless) && count > 16 && !name.contains(' '))
}

/// Whether a name of several words opens with a word of crediting before one in lower case: "Angabe des Urhebers".
fn opens_with_asked(name: &str) -> bool {
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    let small = words
        .next()
        .is_some_and(|word| word.starts_with(char::is_lowercase));
    small && is_asked(first) && !is_organization_word(fold(first).as_str())
}

/// Whether a folded text is the name of a licence or the end of one, as in "CC BY 4.0", "NC 4", "Lizenz CC BY 4".
fn is_license_code(folded: &str) -> bool {
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words
        .filter(|word| !word.is_empty())
        .skip_while(|word| is_license_word(word))
        .collect();
    let opens = matches!(
        words.first(),
        Some(
            &("cc"
                | "cc0"
                | "creative"
                | "gpl"
                | "fdl"
                | "gfdl"
                | "gnu"
                | "mit"
                | "ccby"
                | "copyright"
                | "nc"
                | "nd"
                | "sa")
        )
    );
    let part = |word: &&str| {
        let number = word.chars().all(|c| c.is_ascii_digit());
        number
            || matches!(
                *word,
                "by" | "nc" | "nd" | "sa" | "commons" | "v" | "license" | "licence" | "fdl" | "gpl"
            )
            || is_condition(word)
    };
    opens && words.iter().skip(1).all(part)
}

/// Whether a folded text is a part of a licence's name: "NoDerivatives 4", "Namensnennung".
fn is_license_part(folded: &str) -> bool {
    let first = folded.split(|c: char| !c.is_alphabetic()).next();
    // "NoComercial-SinDerivar"
    let bare = |word: &str| {
        let mut negations = ["no", "non", "nao", "sin", "sem", "sans"].into_iter();
        negations.any(|not| word.strip_prefix(not).is_some_and(is_condition))
    };
    first.is_some_and(|word| is_condition(word) || bare(word)) || opens_with_condition(folded)
}

/// Whether what a page declares as an author can be one: no role, no template's remains, no address.
pub(crate) fn is_person(name: &str) -> bool {
    let folded = fold(name);
    !folded.as_str().is_empty()
        && !is_nobody(name.trim())
        && !is_license_code(folded.as_str())
        && !placeholder(name)
        && !is_variable(name.trim())
        && !is_mailbox(name.trim())
        && !name.contains("://")
}

/// Whether a text is the variable of a template that nobody filled in: `%author%`, `[author]`, `$author`, `__AUTHOR__`.
fn is_variable(text: &str) -> bool {
    text.starts_with(['%', '[', '{', '$', '<', '#']) || text.starts_with("__")
}

/// Whether a text is an address of mail.
fn is_mailbox(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(account, host)| {
        !account.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
    })
}

/// Whether the name of a site can be that of the one who writes there: two words with capitals, or two to four letters of
/// Han or Hangul, and no word for a publication.
pub(in crate::originals) fn may_be_writers(name: &str) -> bool {
    let spaceless = name.chars().all(is_spaceless);
    let letters = name.chars().count();
    let capital = |word: &str| word.starts_with(|c: char| !c.is_lowercase());
    let words = name.split_whitespace();
    let several = words.clone().count() > 1 && words.clone().all(capital);
    let short = spaceless && (2..=4).contains(&letters);
    (several || short) && !is_publication(name)
}

/// Whether a name is that of a publication or an institution rather than of a person.
pub(in crate::originals::notice) fn is_publication(name: &str) -> bool {
    /// Characters from which an ending tells among several words: surnames end in "haus" too.
    const TELLING: usize = 5;
    let folded = fold(name);
    let words: Vec<&str> = folded
        .as_str()
        .split(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let alone = words.len() == 1;
    let article = !alone && words.first().is_some_and(|first| is_any_article(first));
    let ends = |word: &&str| {
        organization_ending(word).is_some_and(|length| {
            if word.chars().any(is_spaceless) {
                // A name of three characters may end in any of them.
                length > 1 || word.chars().count() > 3
            } else {
                // "Vadehavet Nyt" has the ending as a word.
                alone || length >= TELLING || length > 2 && length == word.chars().count()
            }
        })
    };
    article
        || words.iter().any(|word| is_organization_word(word))
        || words
            .windows(2)
            .any(|pair| is_organization_word(&pair.join(" ")))
        || words.iter().any(ends)
        || name.contains(".com")
}

/// Whether what stands in the place of a name is a formula about rights: "Riproduzione riservata".
pub(in crate::originals::notice) fn speaks(name: &str) -> bool {
    has_formula(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_they_end() {
        for (text, labelled, expected) in [
            (" Ida Holm and link back", false, Some("Ida Holm")),
            (": Ida Holm for Pier Post", true, Some("Ida Holm")),
            (" the author and the magazine", false, None),
            (" Ida Holm / Pier Post", false, Some("Ida Holm")),
            ("：齐月，转载请注明", true, Some("齐月")),
            ("：博主", true, None),
            (": admin", true, None),
            (": mbland", true, Some("mbland")),
            ("「霍一达」的原创文章", true, Some("霍一达")),
            (": J. R. Doe. Reprints", true, Some("J. R. Doe")),
            (": {{ page.author }}", true, None),
            (" 贺山的学习笔记，", false, Some("贺山的学习笔记")),
            ("：作者的博客", true, None),
            ("：林海翻译公司（", true, Some("林海翻译公司")),
            (" SeaWall.NET", false, Some("SeaWall.NET")),
            (" وليد الزهراني وإلى المجلة", true, Some("وليد الزهراني")),
            (" us and", false, None),
            (" Dr. Ida Holm", false, Some("Ida Holm")),
            (
                " Dr. Ida Holm and Prof. Per Dahl",
                false,
                Some("Ida Holm and Prof. Per Dahl"),
            ),
            (" Angabe des Urhebers und", false, None),
            (
                " خبرگزاری Pier News محفوظ است",
                false,
                Some("خبرگزاری Pier News"),
            ),
            (" Ida Holm 3 May 2026", false, Some("Ida Holm")),
            (": Kanal 5", true, Some("Kanal 5")),
            (": Administrador", true, None),
            (": Ban biên tập", true, None),
            (": Our special correspondent", true, None),
            (": Notre correspondant", true, None),
            (" unsere Redaktion", true, None),
            (" Ben wrote", false, Some("Ben")),
            (" Our Harbour Gazette", false, Some("Our Harbour Gazette")),
            ("：本站编辑", true, None),
            ("：当サイト管理者", true, None),
            ("：三枝薫", true, Some("三枝薫")),
        ] {
            assert_eq!(name(text, labelled).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn owners_are_named_without_years_and_kinds() {
        for (text, expected) in [
            (" ИА «Заречье», 2010–2021", Some("Заречье")),
            (" Речен Бюлетин 2011-2023.", Some("Речен Бюлетин")),
            (" Журнал «Тихая гавань», 2015", Some("Тихая гавань")),
            (" Ida Holm, author of «Small Gardens»", Some("Ida Holm")),
            (" , 2010", None),
        ] {
            assert_eq!(owner(text).as_deref(), expected, "{text}");
        }
    }
}
