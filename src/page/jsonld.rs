//! JSON-LD: what a page tells search engines about its article.

use html5ever::local_name;
use scraper::node::Element;
use serde_json::{Map, Value};
use url::Url;

use super::Rights;
use super::raw;
use super::rights::address_of;
use super::schema_org::{clean, is_a, name, names};

/// Bytes read of one script. By hand; it bounds work.
pub(super) const LIMIT: usize = 256 * 1024;

/// Persons, and licences, that are kept. By hand; it bounds work.
const PERSONS: usize = 50;

/// Objects looked at in one script. By hand; it bounds work.
const OBJECTS: usize = 2_000;

/// Whether an element is a JSON-LD script.
pub(super) fn is_json_ld(element: &Element) -> bool {
    element.attrs.iter().any(|(name, value)| {
        name.local == local_name!("type")
            && value.trim().eq_ignore_ascii_case("application/ld+json")
    })
}

/// What the JSON-LD of a page says.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) authors: Vec<String>,
    /// The identifiers of authors who are described apart from the article, and the names of those who are.
    author_ids: Vec<String>,
    persons: Vec<(String, String)>,
    pub(super) publisher: Option<String>,
    /// The organization that stands in the place of the author.
    pub(super) body: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) licenses: Vec<String>,
    /// Addresses of the authors' own pages, as written.
    pub(super) profiles: Vec<String>,
    pub(super) rights: Rights,
    /// The addresses of each article, as written: where it stands, the page it is the main thing of, its identifier.
    pub(super) addresses: Vec<Vec<String>>,
}

impl Facts {
    /// Adds what one script says. Scripts that are no JSON are passed over, as search engines do.
    pub(super) fn read(&mut self, script: &str) {
        let Some(value) = parse(script) else {
            return;
        };
        let mut articles = Vec::new();
        let mut pages = Vec::new();
        let mut objects = 0;
        let mut stack = vec![&value];
        while let Some(value) = stack.pop() {
            objects += 1;
            if objects > OBJECTS {
                break;
            }
            match value {
                Value::Array(list) => stack.extend(list.iter().rev()),
                Value::Object(object) => {
                    match rank(object) {
                        Some(Rank::Article) => articles.push(object),
                        Some(Rank::Page) => pages.push(object),
                        None => self.person(object),
                    }
                    stack.extend(
                        ["mainEntity", "@graph"]
                            .iter()
                            .filter_map(|key| object.get(*key)),
                    );
                }
                _ => {}
            }
        }
        for object in &articles {
            let written = ["url", "mainEntityOfPage", "@id"]
                .iter()
                .filter_map(|key| address_of(object.get(*key)?).map(clean));
            self.addresses.push(written.collect());
        }
        for object in articles.into_iter().chain(pages) {
            self.article(object);
        }
    }

    /// Keeps the name of a person who has an identifier, by which an article may name its author.
    fn person(&mut self, object: &Map<String, Value>) {
        let id = object.get("@id").and_then(Value::as_str);
        if let (Some(id), true) = (id, is_a(object, "Person"))
            && self.persons.len() < PERSONS
            && let Some(name) = name(object)
        {
            self.persons.push((id.to_owned(), name));
        }
    }

    /// Names the authors who were described apart from the article, once all scripts are read.
    pub(super) fn name_authors(&mut self) {
        if self.authors.is_empty() {
            let name = |id: &String| {
                let mut persons = self.persons.iter();
                Some(persons.find(|(known, _)| known == id)?.1.clone())
            };
            self.authors = self.author_ids.iter().filter_map(name).collect();
        }
    }

    fn article(&mut self, object: &Map<String, Value>) {
        self.rights.object(object);
        if self.authors.is_empty() {
            let authors = object.get("author").map(list).unwrap_or_default();
            // An organization is no author, but who publishes.
            let is_body = |author: &&Value| {
                let body = author.as_object();
                body.is_some_and(|body| is_a(body, "Organization"))
            };
            let (bodies, persons): (Vec<&Value>, Vec<&Value>) =
                authors.iter().take(PERSONS).partition(is_body);
            self.authors = persons.iter().flat_map(|author| names(author)).collect();
            let body = bodies.iter().flat_map(|body| names(body)).next();
            self.body = self.body.take().or(body);
            let ids = persons
                .iter()
                .filter_map(|author| author.get("@id")?.as_str());
            self.author_ids = ids.map(str::to_owned).collect();
            self.profiles = object.get("author").map(profiles).unwrap_or_default();
        }
        if self.publisher.is_none() {
            self.publisher = object
                .get("publisher")
                .map(names)
                .and_then(|names| names.into_iter().next());
        }
        let string = |key: &str| {
            object
                .get(key)
                .and_then(Value::as_str)
                .map(clean)
                .filter(|text| !text.is_empty())
        };
        if self.headline.is_none() {
            self.headline = string("headline").or_else(|| string("name"));
        }
        if self.published.is_none() {
            self.published = string("datePublished");
        }
        for license in object.get("license").map(list).unwrap_or_default() {
            let url = match license {
                Value::String(text) => Some(text.as_str()),
                Value::Object(object) => ["url", "@id", "name"]
                    .iter()
                    .find_map(|key| object.get(*key)?.as_str()),
                _ => None,
            };
            let url = url.map(clean).filter(|url| !self.licenses.contains(url));
            self.licenses
                .extend(url.filter(|_| self.licenses.len() < PERSONS));
        }
    }
}

fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script.strip_prefix("<!--").unwrap_or(script);
    let script = script.strip_suffix("-->").unwrap_or(script);
    let script = script
        .trim()
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>");
    serde_json::from_str(script.trim().trim_end_matches(';')).ok()
}

/// How much an object says about the article of the page.
enum Rank {
    Article,
    Page,
}

fn rank(object: &Map<String, Value>) -> Option<Rank> {
    let rank = |kind: &str| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        if kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report" {
            return Some(Rank::Article);
        }
        matches!(kind, "WebPage" | "CreativeWork" | "Review").then_some(Rank::Page)
    };
    match object.get("@type")? {
        Value::String(kind) => rank(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find_map(rank),
        _ => None,
    }
}

/// The values of a list, or one that stands alone.
fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(list) => list,
        one => std::slice::from_ref(one),
    }
}

/// The addresses of a person, an organisation or a list of them.
fn profiles(value: &Value) -> Vec<String> {
    list(value)
        .iter()
        .take(PERSONS)
        .filter_map(|person| person.get("url")?.as_str())
        .map(clean)
        .filter(|url| !url.is_empty())
        .collect()
}

/// All string values of a script, and the URLs among them. What is no JSON is given back as it is.
pub(super) fn strings(script: &str) -> (String, Vec<Url>) {
    let Some(value) = parse(script) else {
        return (script.to_owned(), raw::urls_in(raw::cut(script)));
    };
    let mut text = String::new();
    let mut urls: Vec<Url> = Vec::new();
    let mut stack = vec![&value];
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(list) => stack.extend(list.iter().rev()),
            Value::Object(object) => stack.extend(object.values().rev()),
            Value::String(string) => {
                if text.len() < 16 * 1024 {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    text.push_str(raw::cut(string));
                }
                if string.starts_with("http") && urls.len() < 64 {
                    urls.extend(Url::parse(string.trim()).ok().filter(|url| url.has_host()));
                }
            }
            _ => {}
        }
    }
    (text, urls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_articles_wherever_they_stand() {
        let mut facts = Facts::default();
        facts.read(
            r#"{"@context":"https://schema.org","@graph":[
                {"@type":"WebSite","name":"Site"},
                {"@type":["NewsArticle"],"headline":"A &amp; B","author":[{"name":"Ana  Lima"},"Ben"],
                 "publisher":{"@type":"Organization","name":"Paper"},"datePublished":"2026-01-02",
                 "license":{"@id":"https://creativecommons.org/licenses/by/4.0/"}}]}"#,
        );
        facts.read("{broken");
        assert_eq!(facts.authors, ["Ana Lima", "Ben"]);
        assert_eq!(facts.publisher.as_deref(), Some("Paper"));
        assert_eq!(facts.headline.as_deref(), Some("A & B"));
        assert_eq!(
            facts.licenses,
            ["https://creativecommons.org/licenses/by/4.0/"]
        );
    }

    #[test]
    fn articles_give_their_addresses() {
        let mut facts = Facts::default();
        facts.read(
            r#"{"@graph":[{"@type":"WebSite","url":"https://a.example/"},
                {"@type":"NewsArticle","@id":"https://a.example/1#article","author":{"url":"https://a.example/ana"},
                 "mainEntityOfPage":{"@type":"WebPage","@id":"https://a.example/1"}}]}"#,
        );
        assert_eq!(
            facts.addresses,
            [["https://a.example/1", "https://a.example/1#article"]]
        );
    }

    #[test]
    fn gives_all_strings_and_urls() {
        let (text, urls) = strings(r#"{"a":["x",{"b":"https://a.example/1"}],"c":3}"#);
        assert_eq!(text, "x\nhttps://a.example/1");
        assert_eq!(urls.len(), 1);
        assert_eq!(strings("not json").0, "not json");
        let deep = "[".repeat(100_000);
        assert_eq!(strings(&deep).0.len(), 100_000);
    }
}
