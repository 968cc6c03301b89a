//! The words of the page itself, in the language that was asked for. They stand in the language files under `report`.

use std::collections::BTreeMap;

use super::encode::html;
use crate::finding::Verdict;
use crate::languages::by_tag;

/// The language whose words are all there.
pub(super) const FULL: &str = "en";

/// The words, ready to be put into markup.
pub(in crate::report) struct Words {
    tag: &'static str,
    known: BTreeMap<&'static str, String>,
}

impl Words {
    /// The words of a language; what it does not say is said in English.
    pub(in crate::report) fn of(tag: &str) -> Self {
        let full = by_tag(FULL);
        let own = by_tag(tag).filter(|language| !language.report.is_empty());
        let mut known = BTreeMap::new();
        for language in full.into_iter().chain(own) {
            let words = language.report.iter();
            known.extend(words.map(|(key, text)| (key.as_str(), html(text))));
        }
        Self {
            tag: own.map_or(FULL, |language| language.tag.as_str()),
            known,
        }
    }

    /// The language, BCP 47.
    pub(super) fn tag(&self) -> &'static str {
        self.tag
    }

    /// What the page says at a place.
    pub(super) fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.known.get(key).map_or(key, String::as_str)
    }

    /// The same with values, which are markup already, in the place of their names in braces.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.say(key), values)
    }

    /// A number with what is counted: `1 page`, `2 pages`. The words for one stand before the `|`.
    pub(super) fn count(&self, key: &str, count: usize) -> String {
        let said = self.say(key);
        let (one, many) = said.split_once('|').unwrap_or((said, said));
        let said = if count == 1 { one } else { many };
        fill(said, &[("n", &count.to_string())])
    }

    /// The name and the class of a verdict.
    pub(super) fn verdict(&self, verdict: Option<Verdict>) -> (&str, &'static str) {
        let class = match verdict {
            Some(Verdict::NotCredited) => "bad",
            Some(Verdict::Unverifiable) => "open",
            Some(Verdict::Credited) => "good",
            Some(Verdict::Exempt) => "exempt",
            None => "none",
        };
        let key = verdict.map_or("not-judged", Verdict::as_str);
        (self.known.get(key).map_or(key, String::as_str), class)
    }

    /// The verdict as a small label.
    pub(super) fn label(&self, of: Option<Verdict>) -> String {
        let (name, class) = self.verdict(of);
        format!("<span class=\"verdict {class}\">{name}</span>")
    }
}

/// One pass, so that a value is never taken for a name.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after.split_once('}').and_then(|(name, later)| {
            let value = values.iter().find(|(known, _)| *known == name)?;
            Some((value.1, later))
        });
        match value {
            Some((value, later)) => {
                filled.push_str(value);
                rest = later;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::languages::all;

    /// The names in braces.
    fn names(text: &str) -> BTreeSet<&str> {
        let parts = text.split('{').skip(1);
        parts.filter_map(|part| Some(part.split_once('}')?.0)).collect()
    }

    #[test]
    fn every_language_says_all_of_it_or_nothing() {
        let full = &by_tag(FULL).unwrap().report;
        assert!(full.len() > 50, "{}", full.len());
        let mut complete = Vec::new();
        for language in all().iter().filter(|one| !one.report.is_empty()) {
            let tag = &language.tag;
            let missing: Vec<_> = full.keys().filter(|key| !language.report.contains_key(*key)).collect();
            assert!(missing.is_empty(), "{tag}: {missing:?}");
            for (key, text) in &language.report {
                let model = full.get(key).unwrap_or_else(|| panic!("{tag}: {key} is none"));
                assert_eq!(names(text), names(model), "{tag}: {key}");
            }
            complete.push(tag.as_str());
        }
        for tag in ["de", "en", "zh-Hans"] {
            assert!(complete.contains(&tag), "{tag}");
        }
    }

    #[test]
    fn values_are_no_names() {
        let values = [("a", "{b}"), ("b", "2")];
        assert_eq!(fill("{a} {b} {c} {", &values), "{b} 2 {c} {");
    }
}
