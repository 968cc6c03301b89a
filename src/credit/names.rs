//! Names in a credit line: the original's authors, its publisher, its title.

use url::{Host, Url};

use super::words::{Words, contiguous};
use crate::address::{registrable, site_host};
use crate::languages;
use crate::originals::Original;
use crate::page::{Page, PageUrls};
use crate::text::{fold, head};

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

/// Wikipedia in the languages that write its name otherwise, with the cases in which sentences use it. By hand.
const WIKIPEDIA: &[&str] = &[
    "Vikipedi",
    "Vikipedio",
    "Vikipēdija",
    "Viquipèdia",
    "Wikipedie",
    "Wikipedii",
    "Wikipédii",
    "Wikipedian",
    "Wikipediassa",
    "Wikipédia",
    "Wikipédie",
    "Wikipedije",
    "Wikipediji",
    "Βικιπαίδεια",
    "Βικιπαίδειας",
    "Википедия",
    "Википедии",
    "Википедию",
    "Википедија",
    "Википедије",
    "Вікіпедія",
    "Вікіпедії",
    "ויקיפדיה",
    "בוויקיפדיה",
    "מוויקיפדיה",
    "ويكيبيديا",
    "ویکی‌پدیا",
    "ویکی پدیا",
    "विकिपीडिया",
    "উইকিপিডিয়া",
    "วิกิพีเดีย",
    "ウィキペディア",
    "维基百科",
    "위키백과",
];

/// What names an original: its people, its publisher, its title.
#[derive(Debug, Clone)]
pub(super) struct Names {
    people: Vec<Person>,
    publishers: Vec<Words>,
    hosts: Vec<String>,
    title: Option<Words>,
    /// A title of so few words that they may stand in any line: folded, and its words.
    short_title: Option<(String, Words)>,
    /// Publisher, title and hosts as the original writes them.
    literal: Vec<String>,
}

#[derive(Debug, Clone)]
struct Person {
    /// The author as the original gives it.
    shown: String,
    words: Words,
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
            if !words.joined.is_empty() && !languages::is_role(&words.list.join(" ")) {
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
            // A shorter or longer form of the publisher's name is nobody's pen name.
            let publisher = original.publisher.iter().map(|name| Words::of(name).joined);
            let words = Words::of(alias).joined;
            let of_publisher = publisher
                .into_iter()
                .any(|name| name.contains(&words) || words.contains(&name));
            if of_publisher {
                continue;
            }
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
            if registrable(url.host_str().unwrap_or_default()) == "wikipedia.org" {
                publishers.extend(WIKIPEDIA.iter().map(|name| Words::of(name)));
            }
        }
        publishers.retain(|words| !words.joined.is_empty());
        let title = original.title.as_deref().map(Words::of);
        let is_telling = |title: &Words| title.list.len() >= 3 && title.joined.chars().count() >= 6;
        let short = title.clone().filter(|title| !is_telling(title));
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
            title: title.filter(is_telling),
            short_title: short
                .filter(|title| title.joined.chars().count() >= 2)
                .zip(original.title.as_deref())
                .map(|(words, title)| (fold(title.trim()).as_str().to_owned(), words)),
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
            short_title: None,
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
        self.find_in(&Words::of(line))
    }

    /// What a line of words names.
    pub(super) fn find_in(&self, line: &Words) -> Named {
        // A title that speaks of somebody ("A day at The Alley") names nobody else than itself.
        let title = self.title.as_ref().filter(|title| title.is_title_in(line));
        let rest = title.map(|title| line.without(&title.list));
        let line = rest.as_ref().unwrap_or(line);
        let mut authors: Vec<String> = Vec::new();
        for person in &self.people {
            if person.words.is_person_in(line) && !authors.contains(&person.shown) {
                authors.push(person.shown.clone());
            }
        }
        Named {
            authors,
            publisher: self.hosts.iter().any(|host| names_host(line, host))
                || self.publishers.iter().any(|name| name.stands_in(line)),
            title: title.is_some(),
        }
    }

    /// What a credit names with a title of a word or two: such a title counts where the line sets it off from its other
    /// words, or where it is the text of a link to the article.
    pub(super) fn with_short_title<'t>(
        &self,
        mut named: Named,
        line: &str,
        mut linked: impl Iterator<Item = &'t str>,
    ) -> Named {
        if let Some((title, words)) = &self.short_title {
            named.title = named.title
                || linked.any(|text| Words::of(text).list == words.list)
                || self.sets_off(title, line);
        }
        named
    }

    /// Whether a line gives a folded title in quotation marks, between the marks of the line, or before an author:
    /// "Source: Rohrpost by Nell Farrow".
    fn sets_off(&self, title: &str, line: &str) -> bool {
        /// Bytes behind a title in which its author stands. By hand.
        const AUTHOR: usize = 120;
        let is_mark = |c: char| ",.:;|\"'“”„«»‹›‘’「」『』《》〈〉、，。；：()（）[]\n".contains(c);
        let is_dash = |c: char| "-–—·•/".contains(c);
        let line = fold(line);
        let line = line.as_str();
        line.match_indices(title).any(|(at, _)| {
            let before = line.get(..at).unwrap_or_default();
            let behind = line.get(at + title.len()..).unwrap_or_default();
            let apart = |beside: &str, next: Option<char>| {
                let spaced = beside.len() > beside.trim().len();
                next.is_none_or(|c| is_mark(c) || spaced && is_dash(c))
            };
            let possessive = behind.starts_with("'s") || behind.starts_with("’s");
            let opens = apart(before, before.trim_end().chars().next_back());
            let closes = apart(behind, behind.trim_start().chars().next()) && !possessive;
            opens
                && (closes
                    || behind.starts_with(' ') && self.opens_with_author(head(behind, AUTHOR)))
        })
    }

    /// Whether a text begins with the name of an author, with at most one word before it: "by Nell Farrow".
    fn opens_with_author(&self, text: &str) -> bool {
        let words = Words::of(text).list;
        self.people.iter().any(|person| {
            let name = person.words.list.as_slice();
            let starts = |words: &[String]| words.starts_with(name);
            starts(&words) || words.get(1..).is_some_and(starts)
        })
    }

    /// Whether a name in author position is one of the original's authors or its publisher.
    pub(super) fn knows(&self, name: &str) -> bool {
        let named = self.find(name);
        !named.authors.is_empty() || named.publisher
    }

    /// Whether a text is nothing but names of the original's authors.
    pub(super) fn are_people(&self, text: &str) -> bool {
        let line = Words::of(text);
        if line.list.is_empty() || line.list.len() > NAME_WORDS {
            return false;
        }
        let mut covered = vec![false; line.list.len()];
        self.cover_people(&line, &mut covered);
        covered.iter().filter(|covered| !**covered).count() <= 1 && covered.contains(&true)
    }

    /// Which words of a line belong to names of the original: its title, authors, publisher and host.
    pub(super) fn cover(&self, line: &Words) -> Vec<bool> {
        let mut covered = vec![false; line.list.len()];
        if let Some(title) = self.title.as_ref().filter(|title| title.is_title_in(line))
            && !cover_run(&title.list, line, &mut covered)
        {
            for (word, covered) in line.list.iter().zip(&mut covered) {
                *covered |= title.list.contains(word);
            }
        }
        for name in &self.publishers {
            cover_run(&name.list, line, &mut covered);
        }
        for host in &self.hosts {
            let labels: Vec<String> = host.split(['.', '-']).map(str::to_owned).collect();
            cover_run(&labels, line, &mut covered);
        }
        self.cover_people(line, &mut covered);
        covered
    }

    fn cover_people(&self, line: &Words, covered: &mut [bool]) {
        for person in &self.people {
            if !person.words.is_person_in(line) {
                continue;
            }
            if cover_run(&person.words.list, line, covered) {
                continue;
            }
            let is_part = |word: &String| {
                person.words.list.iter().any(|name| {
                    name == word || word.chars().count() == 1 && name.starts_with(word.as_str())
                })
            };
            let joined = |word: &String| *word == person.words.joined;
            for (word, covered) in line.list.iter().zip(covered.iter_mut()) {
                *covered |= is_part(word) || joined(word);
            }
        }
    }
}

/// Words of a text that may be nothing but names: three authors with all their names. By hand.
const NAME_WORDS: usize = 12;

/// Marks every place where the wanted words stand in a row, and says whether there is one.
fn cover_run(wanted: &[String], line: &Words, covered: &mut [bool]) -> bool {
    let mut found = false;
    if wanted.is_empty() {
        return false;
    }
    for (at, window) in line.list.windows(wanted.len()).enumerate() {
        if window == wanted {
            found = true;
            covered
                .iter_mut()
                .skip(at)
                .take(wanted.len())
                .for_each(|covered| *covered = true);
        }
    }
    found
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
        .flat_map(languages::split_at_separators)
        .map(str::trim)
        .filter(|name| name.chars().any(char::is_alphabetic))
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
            ("M. K.", "by M. K., The Daily Example"),
            ("M.K.", "Author: M.K."),
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
            ("José Núñez", "by Jose Nunez"),
            ("Soren Kjaer", "af Søren Kjær"),
            ("Łukasz Wójcik", "Lukasz Wojcik"),
            ("Фёдор Йованов", "Автор: Федор Йованов"),
            ("Nguyễn Văn Đức", "Tác giả: Nguyen Van Duc"),
            ("Jürgen Groß", "von Jurgen Gross"),
            ("הילה כהן", "מאת הילה כהן"),
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
            ("M. K.", "by M. Kern"),
            ("M. K.", "by J. K."),
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
    fn a_short_title_counts_where_the_line_sets_it_off() {
        let given = |title: &str, author: &str, line: &str, linked: &[&str]| {
            let mut original = fixture::original("https://alley.example/9", "");
            original.authors = vec![author.to_owned()];
            original.title = Some(title.to_owned());
            let names = Names::of(&original);
            let named = names.with_short_title(names.find(line), line, linked.iter().copied());
            named.title
        };
        for (title, author, line) in [
            ("Rohrpost", "Nell Farrow", "“Rohrpost” by Nell Farrow"),
            (
                "Rohrpost",
                "Nell Farrow",
                "Source: Rohrpost by Nell Farrow, The Alley",
            ),
            (
                "Rohrpost",
                "Nell Farrow",
                "Quelle: Rohrpost: https://alley.example/9",
            ),
            ("Quiet Plums", "M. K.", "Source: “quiet plums” by M. K."),
            ("Quiet Plums", "M. K.", "From Alley - Quiet Plums - M. K."),
            ("灯台", "水沢しおり", "出典：「灯台」、著者：水沢しおり"),
            ("灯塔", "沈砚秋", "本文转载自：《灯塔》，作者：沈砚秋"),
        ] {
            assert!(given(title, author, line, &[]), "{title} in {line}");
        }
        assert!(given(
            "Notes",
            "Nell Farrow",
            "from Notes of the Alley",
            &["Notes"]
        ));
        for (title, line) in [
            ("Notes", "Source: notes on the alley, Nell Farrow"),
            ("Notes", "Nell Farrow keeps notes in the alley"),
            ("Rohrpost", "Die Rohrpost-Anlage: Nell Farrow"),
            ("灯塔", "转载自灯塔周刊，作者：沈砚秋"),
        ] {
            assert!(!given(title, "Nell Farrow", line, &[]), "{title} in {line}");
        }
    }

    #[test]
    fn a_title_that_speaks_of_a_name_does_not_name_it() {
        let mut original = fixture::original("https://alley.example/9", "");
        original.authors = vec!["Nora Pettifer".to_owned()];
        original.title = Some("The oven of the Alley, and Nora Pettifer at it".to_owned());
        original.publisher = Some("The Alley".to_owned());
        let names = Names::of(&original);
        let title = names.find("The Oven of the Alley, and Nora Pettifer at it");
        assert!(title.title && !title.publisher && title.authors.is_empty());
        let line = names
            .find("“The oven of the Alley, and Nora Pettifer at it” by Nora Pettifer, The Alley");
        assert!(line.title && line.publisher && !line.authors.is_empty());
    }
}
