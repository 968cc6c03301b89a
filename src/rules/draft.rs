//! Drafts a rule file from what an original says.

use std::fmt::Write as _;

use super::file::VERSION;
use super::sets::DEFAULT_RULE;
use super::terms::Terms;
use crate::originals::{Notice, Original};
use crate::text::template::{Placeholder, Template};
use crate::text::urls::find_url;
use crate::text::{is_invisible, shortened, spaced};

/// A rule file for originals like this one, as YAML to edit: its site, its notice as a template, its licence, and the
/// requirements of the rule that holds for it now.
pub fn draft(original: &Original, terms: &Terms) -> String {
    let values = &terms.values;
    let host = values
        .url
        .as_ref()
        .and_then(|url| url.host_str())
        .map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned());
    let name = values
        .publisher
        .clone()
        .or_else(|| host.clone())
        .unwrap_or_else(|| original.id.clone());
    let mut yaml = String::new();
    let mut line = |text: String| {
        yaml.push_str(&text);
        yaml.push('\n');
    };
    line(format!("version: {VERSION}"));
    line("rules:".to_owned());
    line(format!(
        "  - id: {}",
        kebab(host.as_deref().unwrap_or(&name))
    ));
    line(format!("    extends: {}", terms.rule.id));
    line(format!(
        "    summary: {}",
        quoted(&format!(
            "How {} wants to be credited",
            shortened(&name, MAX_NAME)
        ))
    ));
    let licenses: Vec<String> = values
        .licenses
        .iter()
        .filter(|license| is_said(license))
        .map(|license| quoted(license))
        .collect();
    if host.is_some() || !licenses.is_empty() {
        line("    applies-to:".to_owned());
    }
    if let Some(host) = &host {
        line(format!("      sites: [{}]", quoted(host)));
    }
    if !licenses.is_empty() && host.is_none() {
        line(format!("      licenses: [{}]", licenses.join(", ")));
    }
    let asked = original.notice.as_ref().and_then(template);
    if let Some(template) = &asked {
        line("    ask:".to_owned());
        line(format!("      - {}", quoted(template)));
    }
    let mut defaults = Vec::new();
    if let Some(publisher) = values.publisher.as_ref().filter(|name| is_said(name)) {
        defaults.push(format!("publisher: {}", quoted(publisher)));
    }
    if !defaults.is_empty() {
        line(format!("    defaults: {{ {} }}", defaults.join(", ")));
    }
    let aliases = original.aliases.iter().filter(|alias| is_said(alias));
    let aliases: Vec<String> = aliases.map(|alias| quoted(alias)).collect();
    if !aliases.is_empty() {
        line(format!("    aliases: [{}]", aliases.join(", ")));
    }
    // A dialog holds the very line that is to be copied.
    let dialog = original.notice.as_ref().is_some_and(|notice| notice.hidden);
    match asked.filter(|_| dialog && terms.rule.id == DEFAULT_RULE) {
        Some(template) => {
            line("    require:".to_owned());
            line("      - link: article\n        severity: error".to_owned());
            line("      - author:\n        severity: warning".to_owned());
            line("      # The line of the dialog for those who republish.".to_owned());
            line(format!(
                "      - statement: [{}]\n        severity: error",
                quoted(&template)
            ));
        }
        None => line(format!(
            "    # The requirements of the rule `{}` hold; write `require:` to change them.",
            terms.rule.id
        )),
    }
    yaml
}

/// The notice with its captured values turned back into placeholders; `None` if that gives no usable template.
fn template(notice: &Notice) -> Option<String> {
    let text = spaced(&notice.text);
    let mut fields: Vec<(&str, &str)> = notice
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    // The longest first: a name may be part of a title or an address.
    fields.sort_by_key(|(_, value)| std::cmp::Reverse(value.len()));
    let mut places: Vec<(std::ops::Range<usize>, &str)> = Vec::new();
    for (name, value) in fields {
        let free = |range: &std::ops::Range<usize>| {
            places
                .iter()
                .all(|(taken, _)| range.end <= taken.start || range.start >= taken.end)
        };
        let found = text
            .match_indices(value)
            .map(|(at, found)| at..at + found.len())
            .find(free);
        // The address may be the target of a link whose text is elided, or be written without a scheme.
        let found = found.or_else(|| {
            (name == Placeholder::Url.as_str())
                .then(|| find_url(&text))
                .flatten()
                .filter(free)
        });
        places.extend(found.map(|range| (range, name)));
    }
    places.sort_by_key(|(range, _)| range.start);
    let escaped = |text: &str| text.replace('{', "{{").replace('}', "}}");
    let mut template = String::new();
    let mut at = 0;
    for (range, name) in places {
        template.push_str(&escaped(text.get(at..range.start)?));
        let _ = write!(template, "{{{name}}}");
        at = range.end;
    }
    template.push_str(&escaped(text.get(at..)?));
    Template::parse(&template).is_ok().then_some(template)
}

/// A YAML string in double quotes: JSON's, with everything escaped that is not printed, or that a runner's log obeys.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let mut yaml = String::with_capacity(json.len());
    let mut previous = ' ';
    for c in json.chars() {
        let printed = c == ' ' || !(c.is_control() || c.is_whitespace() || is_invisible(c));
        if printed && !(previous == '#' && c == '#') {
            yaml.push(c);
        } else {
            // The long form holds every character; JSON's pairs of surrogates are no YAML.
            let _ = write!(yaml, "\\U{:08x}", c as u32);
        }
        previous = c;
    }
    yaml
}

/// Whether a value says anything; metadata may be blank.
fn is_said(value: &str) -> bool {
    !value.trim().is_empty()
}

/// Characters of a name in a summary, which has at most 200 (by hand).
const MAX_NAME: usize = 80;

/// A rule id out of a host or name.
fn kebab(name: &str) -> String {
    let words: Vec<String> = name
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let id: String = words.join("-").chars().take(64).collect();
    let id = id.trim_matches('-');
    if id.is_empty() {
        "my-rule".to_owned()
    } else {
        id.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use url::Url;

    use super::*;
    use crate::matching::Marks;
    use crate::rules::{RuleSets, terms};

    static RULES: std::sync::LazyLock<RuleSets> = std::sync::LazyLock::new(RuleSets::builtin);

    fn original(text: &str, fields: &[(&str, &str)]) -> Original {
        Original {
            id: "a".to_owned(),
            location: "a.html".to_owned(),
            url: Url::parse("https://www.news.example/1.html").ok(),
            title: None,
            authors: vec!["Jane \"JD\" Doe".to_owned()],
            publisher: Some("News: {Example}".to_owned()),
            licenses: Vec::new(),
            aliases: vec!["old.example".to_owned()],
            language: None,
            rule: None,
            text: text.to_owned(),
            marks: Marks::default(),
            notice: Some(Notice {
                rule: "wpcom".to_owned(),
                text: text.to_owned(),
                range: None,
                fields: fields
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                    .collect::<BTreeMap<_, _>>(),
                line: 1,
                hidden: false,
                kind: crate::originals::NoticeKind::Demand,
                in_article: true,
                warnings: Vec::new(),
            }),
            ..Original::default()
        }
    }

    #[test]
    fn a_draft_loads_and_recognises_the_notice_it_was_made_of() {
        let text = "Original article, Author: Jane Doe. If you wish to reprint\n {this} article, please indicate the source:https://www.news.example/1.html";
        let original = original(
            text,
            &[
                ("author", "Jane Doe"),
                ("url", "https://www.news.example/1.html"),
            ],
        );
        let yaml = draft(&original, &terms(&original, &RuleSets::builtin()));
        let sets = RuleSets::from_text("draft.yaml", &yaml)
            .unwrap_or_else(|error| panic!("{error}\n{yaml}"));
        let rule = &sets.loaded()[0];
        assert_eq!(rule.id, "news-example");
        assert_eq!(rule.applies_to.sites, ["news.example"]);
        assert_eq!(rule.require.len(), 2, "inherited");
        let found = rule.ask[0].template.find(text, &[]).unwrap();
        assert_eq!(found.fields["author"], "Jane Doe");
        assert_eq!(found.fields["url"], "https://www.news.example/1.html");
    }

    #[test]
    fn an_elided_address_becomes_the_placeholder() {
        let original = original(
            "Please indicate the source when reprinting: https://www.news.example/2016/… ok",
            &[("url", "https://www.news.example/2016/11/1.html")],
        );
        let template = template(original.notice.as_ref().unwrap()).unwrap();
        assert_eq!(
            template,
            "Please indicate the source when reprinting: {url}… ok"
        );
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, cases: 256, ..Default::default() })]
        #[test]
        fn whatever_an_original_says_the_draft_is_a_rule_file(
            text in "(\\PC|[\u{0}-\u{a0}\u{202e}\u{34f}{}#\\[]){0,300}",
            name in "(\\PC|[\u{0}-\u{a0}\u{202e}\u{85}#:]){1,300}",
            host in "[a-z0-9-]{1,70}\\.[a-z]{2,5}",
            license in "\\PC{0,30}",
            value in "\\PC{1,10}",
        ) {
            let mut original = original(&text, &[("author", &value), ("url", "https://www.news.example/1.html")]);
            original.url = Url::parse(&format!("https://{host}/1")).ok();
            original.publisher = Some(name.clone());
            original.authors = vec![name.clone()];
            original.aliases = vec![name];
            original.licenses = vec![license];
            let yaml = draft(&original, &terms(&original, &RULES));
            let read = super::super::file::read("draft.yaml", &yaml).map_err(|problems| format!("{problems:?}"));
            proptest::prop_assert!(read.is_ok(), "{}\n{yaml}", read.err().unwrap_or_default());
            proptest::prop_assert!(yaml.chars().all(|c| c == '\n' || !c.is_control() && !is_invisible(c)), "{yaml:?}");
            proptest::prop_assert!(!yaml.contains("##"), "{yaml}");
        }
    }
}
