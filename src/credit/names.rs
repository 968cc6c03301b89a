//! Names in a credit line: the original's authors, its publisher, its title.
//!
//! Names are compared as folded words. Thresholds are for Jaro-Winkler (strsim): at 0.93 a surname survives one slip in
//! five letters, while different surnames of one beginning ("Miller", "Mills") stay below it.

use url::{Host, Url};

use super::script::is_cjk;
use super::url::{registrable, site_host};
use crate::originals::Original;
use crate::page::{Page, PageUrls};
use crate::text::fold;

/// Jaro-Winkler similarity at which two surnames (at least five letters) are one, misspelt.
const SURNAME: f64 = 0.93;

/// The same for given names (at least four letters): "Katherine" and "Kathryn" are one, "Anna" and "Andrea" are not.
const GIVEN: f64 = 0.90;

/// The same for names of a single word (at least six letters).
const SINGLE: f64 = 0.95;

/// Share of the title's words (at least four) that must stand in a line for it to give the title.
const TITLE: f64 = 0.85;

/// Titles and degrees, which are no part of a name.
const HONORIFICS: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "mx",
    "sir",
    "phd",
    "md",
    "jr",
    "sr",
    "ii",
    "iii",
    "iv",
    "esq",
    "dipl",
    "ing",
    "mag",
    "herr",
    "frau",
    "m",
    "mme",
    "mlle",
    "by",
];

/// Host labels that name a platform or a section, not a publisher.
const GENERIC_LABELS: &[&str] = &[
    "app",
    "archive",
    "blog",
    "blogs",
    "blogspot",
    "cnblogs",
    "com",
    "csdn",
    "dev",
    "docs",
    "en",
    "forum",
    "github",
    "gitlab",
    "home",
    "info",
    "live",
    "magazine",
    "mail",
    "media",
    "medium",
    "mp",
    "net",
    "netlify",
    "new",
    "news",
    "online",
    "org",
    "pages",
    "post",
    "posts",
    "press",
    "shop",
    "site",
    "store",
    "substack",
    "support",
    "tech",
    "the",
    "tumblr",
    "vercel",
    "web",
    "wiki",
    "wordpress",
    "www",
    "zhuanlan",
];

/// Names in author position that name nobody.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "anonymous",
    "author",
    "contributor",
    "editor",
    "editorial",
    "editors",
    "guest",
    "news",
    "newsroom",
    "newsdesk",
    "redaktion",
    "redaccion",
    "redacción",
    "redação",
    "redazione",
    "redactie",
    "redakcja",
    "rédaction",
    "редакция",
    "staff",
    "team",
    "unknown",
    "user",
    "webmaster",
    "佚名",
    "匿名",
    "小编",
    "管理员",
    "编辑",
    "编辑部",
    "本站",
    "网络",
    "未知",
    "原创",
    "投稿",
    "editorial team",
    "guest author",
    "guest post",
    "staff writer",
];

/// What names an original: its people, its publisher, its title.
#[derive(Debug, Clone)]
pub(super) struct Names {
    people: Vec<Person>,
    publishers: Vec<Words>,
    hosts: Vec<String>,
    title: Option<Words>,
    /// Publisher, title and hosts as the original writes them.
    literal: Vec<String>,
}

#[derive(Debug, Clone)]
struct Person {
    /// The author as the original gives it.
    shown: String,
    words: Words,
}

/// A name as folded words.
#[derive(Debug, Clone)]
struct Words {
    list: Vec<String>,
    /// Without spaces and punctuation.
    joined: String,
    cjk: bool,
}

/// What a line names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) authors: Vec<String>,
    pub(super) publisher: bool,
    pub(super) title: bool,
}

impl Named {
    pub(super) fn anything(&self) -> bool {
        !self.authors.is_empty() || self.publisher || self.title
    }
}

impl Names {
    pub(super) fn of(original: &Original) -> Self {
        let mut people: Vec<Person> = Vec::new();
        let mut add = |name: &str, shown: &str| {
            let words = Words::of(name);
            if !words.joined.is_empty() && !NOBODY.contains(&words.list.join(" ").as_str()) {
                people.push(Person {
                    shown: shown.to_owned(),
                    words,
                });
            }
        };
        for author in &original.authors {
            for name in split_names(author) {
                add(name, name);
            }
        }
        let only = (original.authors.len() == 1).then(|| original.authors[0].clone());
        for alias in original
            .aliases
            .iter()
            .filter(|alias| !alias.contains("://"))
        {
            if !alias.contains('.') || alias.contains(' ') {
                add(alias, only.as_deref().unwrap_or(alias));
            }
        }
        let mut publishers: Vec<Words> = original
            .publisher
            .iter()
            .map(|name| Words::of(name))
            .collect();
        let mut hosts = Vec::new();
        if let Some(url) = &original.url {
            hosts.extend(host_names(url, &mut publishers));
        }
        publishers.retain(|words| !words.joined.is_empty());
        Self {
            people,
            publishers,
            literal: hosts
                .iter()
                .chain(&original.publisher)
                .chain(&original.title)
                .filter(|name| name.len() >= 4)
                .cloned()
                .collect(),
            hosts,
            title: original
                .title
                .as_deref()
                .map(Words::of)
                .filter(|title| title.list.len() >= 3 && title.joined.chars().count() >= 6),
        }
    }

    /// What names the page's own site.
    pub(super) fn of_page(page: &Page, urls: &PageUrls) -> Self {
        let mut publishers: Vec<Words> = [&page.meta.site_name, &page.meta.publisher]
            .into_iter()
            .flatten()
            .map(|name| Words::of(name))
            .collect();
        let hosts = urls
            .own()
            .map(|url| host_names(url, &mut publishers))
            .unwrap_or_default();
        publishers.retain(|words| words.joined.chars().count() >= 2);
        Self {
            people: Vec::new(),
            publishers,
            hosts,
            title: None,
            literal: Vec::new(),
        }
    }

    /// Whether publisher, title or host stand in a text letter for letter: a quick test for text that nobody reads.
    pub(super) fn occur_in(&self, text: &str) -> bool {
        self.literal.iter().any(|name| text.contains(name.as_str()))
    }

    /// Whether the original has an author that a line could name.
    pub(super) fn has_people(&self) -> bool {
        !self.people.is_empty()
    }

    /// What a line names.
    pub(super) fn find(&self, line: &str) -> Named {
        let line = Words::of(line);
        let mut authors: Vec<String> = Vec::new();
        for person in &self.people {
            if person.words.is_person_in(&line) && !authors.contains(&person.shown) {
                authors.push(person.shown.clone());
            }
        }
        Named {
            authors,
            publisher: self.hosts.iter().any(|host| names_host(&line, host))
                || self.publishers.iter().any(|name| name.stands_in(&line)),
            title: self
                .title
                .as_ref()
                .is_some_and(|title| title.is_title_in(&line)),
        }
    }

    /// Whether a name in author position is one of the original's authors or its publisher.
    pub(super) fn knows(&self, name: &str) -> bool {
        let named = self.find(name);
        !named.authors.is_empty() || named.publisher
    }

    /// The share of a line's words that the found authors take, to tell a byline from a sentence.
    pub(super) fn share(&self, line: &str) -> f64 {
        let line = Words::of(line);
        let taken: usize = self
            .people
            .iter()
            .filter(|person| person.words.is_person_in(&line))
            .map(|person| person.words.list.len())
            .sum();
        taken as f64 / line.list.len().max(1) as f64
    }
}

impl Words {
    fn of(text: &str) -> Self {
        let folded = fold(text);
        let mut list = Vec::new();
        for run in folded
            .as_str()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|run| !run.is_empty())
        {
            let mut start = 0;
            for (at, letter) in run.char_indices() {
                if is_cjk(letter) {
                    if start < at {
                        list.push(run[start..at].to_owned());
                    }
                    list.push(letter.to_string());
                    start = at + letter.len_utf8();
                }
            }
            if start < run.len() {
                list.push(run[start..].to_owned());
            }
        }
        Self {
            joined: list.concat(),
            cjk: list.iter().any(|word| word.starts_with(is_cjk)),
            list,
        }
    }

    fn is_person_in(&self, line: &Self) -> bool {
        if self.cjk {
            return self.joined.chars().count() >= 2 && contiguous(&self.list, &line.list);
        }
        let name: Vec<&str> = self
            .list
            .iter()
            .map(String::as_str)
            .filter(|word| !HONORIFICS.contains(word))
            .collect();
        match name.as_slice() {
            [] => false,
            [only] => single_in(only, &line.list),
            [given @ .., surname] => {
                full_in(given, surname, &line.list)
                    || self.joined.len() >= 6 && line.list.contains(&self.joined)
            }
        }
    }

    /// A publisher: the same words in a row, or run together ("The Conversation", "theconversation").
    fn stands_in(&self, line: &Self) -> bool {
        if contiguous(&self.list, &line.list) {
            return true;
        }
        let wanted = self.joined.as_str();
        if self.cjk || wanted.len() < 4 {
            return false;
        }
        (0..line.list.len()).any(|from| {
            let mut rest = wanted;
            for word in line.list[from..].iter().take(6) {
                match rest.strip_prefix(word.as_str()) {
                    Some("") => return true,
                    Some(more) => rest = more,
                    None => return false,
                }
            }
            false
        })
    }

    fn is_title_in(&self, line: &Self) -> bool {
        if contiguous(&self.list, &line.list) {
            return true;
        }
        if self.list.len() < 4 {
            return false;
        }
        let mut left: Vec<&str> = line.list.iter().map(String::as_str).collect();
        left.sort_unstable();
        let mut wanted: Vec<&str> = self.list.iter().map(String::as_str).collect();
        wanted.sort_unstable();
        let (mut found, mut at) = (0, 0);
        for word in &wanted {
            while left.get(at).is_some_and(|other| other < word) {
                at += 1;
            }
            if left.get(at) == Some(word) {
                found += 1;
                at += 1;
            }
        }
        found as f64 >= wanted.len() as f64 * TITLE
    }
}

/// A name of one word: the word itself, a slip of it, or a handle made of a full name (`mbland`, `chrisc`).
fn single_in(name: &str, line: &[String]) -> bool {
    if name.chars().count() < 3 {
        return false;
    }
    let fuzzy = |word: &str| {
        name.len() >= 6 && word.len() >= 6 && strsim::jaro_winkler(name, word) >= SINGLE
    };
    if line.iter().any(|word| word == name || fuzzy(word)) {
        return true;
    }
    name.len() >= 5
        && name.is_ascii()
        && line.windows(2).any(|pair| {
            let [given, surname] = pair else { return false };
            if !given.is_ascii() || !surname.is_ascii() || given.len() < 2 || surname.len() < 3 {
                return false;
            }
            let full = name.strip_prefix(given.as_str()) == Some(surname);
            let initial = name.strip_prefix(&given[..1]) == Some(surname);
            let last_initial =
                name.strip_prefix(given.as_str()) == Some(&surname[..1]) && given.len() >= 4;
            full || initial || last_initial
        })
}

/// A given name or its initial shortly before the surname, or right after it ("Minton, Joel").
fn full_in(given: &[&str], surname: &str, line: &[String]) -> bool {
    line.iter().enumerate().any(|(at, word)| {
        let exact = word == surname;
        let close =
            surname.len() >= 5 && word.len() >= 5 && strsim::jaro_winkler(surname, word) >= SURNAME;
        if !exact && !close {
            return false;
        }
        let before = &line[at.saturating_sub(3)..at];
        let after = line.get(at + 1);
        before.iter().rev().enumerate().any(|(far, word)| {
            given
                .iter()
                .any(|name| is_given(name, word, exact && far == 0))
        }) || after.is_some_and(|word| exact && given.iter().any(|name| *name == word))
    })
}

fn is_given(name: &str, word: &str, initials: bool) -> bool {
    if name == word {
        return name.len() > 1 || initials;
    }
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    initials && (initial(name, word) || initial(word, name))
        || name.len() >= 4 && word.len() >= 4 && strsim::jaro_winkler(name, word) >= GIVEN
}

fn contiguous(wanted: &[String], line: &[String]) -> bool {
    !wanted.is_empty() && line.windows(wanted.len()).any(|window| window == wanted)
}

/// Names that a host gives a publisher: the host itself, and its telling labels as words.
fn host_names(url: &Url, publishers: &mut Vec<Words>) -> Vec<String> {
    let Some(Host::Domain(host)) = url.host() else {
        return Vec::new();
    };
    let site = site_host(host);
    let domain = registrable(&site).to_owned();
    let mut labels: Vec<&str> = domain.split('.').take(1).collect();
    if let Some(sub) = site.strip_suffix(&domain) {
        labels.extend(sub.split('.').filter(|label| !label.is_empty()));
    }
    for label in labels {
        if label.len() >= 3 && !GENERIC_LABELS.contains(&label) && !label.starts_with("xn--") {
            publishers.push(Words::of(label));
        }
    }
    vec![site]
}

/// Whether a host stands in a line as text.
fn names_host(line: &Words, host: &str) -> bool {
    let words: Vec<String> = host.split(['.', '-']).map(str::to_owned).collect();
    words.len() >= 2 && contiguous(&words, &line.list)
}

/// Single names of an author field: "Jane Doe and John Roe", "joel-minton, tom-mills", "[Jane](https://…)".
fn split_names(field: &str) -> impl Iterator<Item = &str> {
    // A Markdown link: the name is its text.
    let field = field
        .split_once("](")
        .map_or(field, |(name, _)| name.trim_start_matches('['));
    field
        .split([',', ';', '、', '，', '；', '&', '/', '|', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" et "))
        .map(str::trim)
        .filter(|name| name.chars().any(char::is_alphabetic))
}

/// The name that stands behind a byline phrase, if what stands there reads like a name.
///
/// `capitals` asks for capital letters, where the phrase is a common word ("by") and nothing but the look of the next
/// words tells a name.
pub(super) fn name_after(text: &str, capitals: bool) -> Option<String> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text
        .char_indices()
        .find(|(at, letter)| {
            let rest = &text[*at..];
            matches!(
                letter,
                '\n' | '|'
                    | '·'
                    | '•'
                    | ','
                    | '，'
                    | '。'
                    | ';'
                    | '；'
                    | '('
                    | '（'
                    | '—'
                    | '–'
                    | '丨'
                    | '/'
            ) || *letter == '.'
                && rest[1..].starts_with([' ', '\u{a0}'])
                && at_word_end(&text[..*at])
                || *letter == '.' && rest.len() == 1
                || [
                    " on ", " in ", " for ", " at ", " and ", " - ", " am ", " für ", " le ",
                    " el ", " em ", " il ",
                ]
                .iter()
                .any(|stop| rest.starts_with(stop))
        })
        .map_or(text.len(), |(at, _)| at);
    let name = text[..end].trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let cjk = name.chars().filter(|c| is_cjk(*c)).count();
    let fits = if cjk > 0 {
        cjk <= 12 && name.chars().count() <= 24
    } else {
        (1..=5).contains(&words.len()) && name.chars().count() <= 60
    };
    let starts_well = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || is_cjk(c));
    let looks = !capitals
        || words.first().is_some_and(starts_well) && words.last().is_some_and(starts_well);
    let folded = fold(name);
    let nobody = NOBODY.contains(&folded.as_str());
    let lettered = name.chars().any(char::is_alphabetic) && !name.contains("://");
    (fits && looks && !nobody && lettered).then(|| name.to_owned())
}

/// Whether a full stop behind this text ends a sentence rather than an initial or a title.
fn at_word_end(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    word.chars().count() > 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credit::fixture;

    fn names(authors: &[&str]) -> Names {
        let mut original = fixture::original("https://18f.gsa.gov/2014/07/15/api/", "");
        original.authors = authors.iter().map(|name| (*name).to_owned()).collect();
        original.title = Some("Hot off the press: API standards".to_owned());
        original.publisher = Some("The Daily Example".to_owned());
        Names::of(&original)
    }

    #[test]
    fn authors_are_found_in_the_forms_people_write() {
        for (author, line) in [
            ("Joel Minton", "by Joel Minton of 18F"),
            ("Joel Minton", "by JOEL MINTON"),
            ("Joel Minton", "Minton, Joel"),
            ("Joel Minton", "by J. Minton"),
            ("J. Minton", "by Joel Minton"),
            ("Joel Minton", "by Joel A. Minton"),
            ("joel-minton", "by Joel Minton"),
            ("joel-minton, tom-mills", "by Tom Mills"),
            ("Joel Minton", "by Joel Mintin"),
            ("Robert Read", "by Dr. Robert Read of 18f"),
            ("V. David Zvenyach", "by David Zvenyach"),
            ("mbland", "by Mike Bland, 18f Team Member"),
            ("chrisc", "by Chris Cairns"),
            ("jeffwoodworth", "by Jeff Woodworth"),
            ("Tobias", "Author: Tobias."),
            ("赵化冰", "作者：趙化冰"),
            ("[Reese Lee](https://github.com/reese-lee)", "by Reese Lee"),
            ("Ольга Иванова", "Автор: Ольга Иванова"),
        ] {
            assert!(
                !names(&[author]).find(line).authors.is_empty(),
                "{author} in {line}"
            );
        }
    }

    #[test]
    fn other_people_are_not_taken_for_the_author() {
        for (author, line) in [
            ("Joel Minton", "by Joel Miller"),
            ("Joel Minton", "by Anna Minton"),
            ("Anna Miller", "by Anna Mills"),
            ("Tobias", "by Tom"),
            ("mbland", "by Mary Orland"),
            ("赵化冰", "作者：赵冰"),
            ("cm", "by CM Punk"),
            ("Joel Minton", "Minton went to see Joel"),
        ] {
            assert_eq!(
                names(&[author]).find(line).authors,
                Vec::<String>::new(),
                "{author} in {line}"
            );
        }
    }

    #[test]
    fn publisher_and_title_are_found() {
        let names = names(&[]);
        assert!(names.find("first appeared in The Daily Example").publisher);
        assert!(names.find("originally published on the 18F blog").publisher);
        assert!(names.find("source: 18f.gsa.gov").publisher);
        assert!(!names.find("source: The Daily Planet").publisher);
        assert!(names.find("From “Hot Off the Press — API Standards”").title);
        assert!(!names.find("API standards").title);
    }

    #[test]
    fn a_name_is_cut_out_of_a_byline() {
        for (text, capitals, name) in [
            (" Jane Doe on 3 May 2024", true, Some("Jane Doe")),
            ("：李明 | 2024-05-03", false, Some("李明")),
            (" J. R. Doe, Example News", true, Some("J. R. Doe")),
            (" the river", true, None),
            (": admin", false, None),
            (" Jane Doe.", true, Some("Jane Doe")),
            (" using it all the time we can do more", false, None),
        ] {
            assert_eq!(name_after(text, capitals).as_deref(), name, "{text}");
        }
    }
}
