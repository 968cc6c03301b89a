//! What a module of MDX exports about its page: `export const meta = { title: '…' }`.

use std::sync::LazyLock;

use regex::Regex;

use super::LIMIT;
use super::keys::of_facts;
use super::lines::{Facts, add};
use crate::page::FrontMatter;
use crate::page::markdown::mdx;
use crate::text::head;

pub(in crate::page::markdown) fn exported(source: &str) -> Option<FrontMatter> {
    static EXPORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?m)^export\s+const\s+(?:meta|metadata|front[mM]atter)\b[^={\n]*=\s*\{").ok()
    });
    static MEMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"[{,\s]["']?(\w+)["']?\s*:\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)"|`([^`\\$]*)`)"#)
            .ok()
    });
    let text = head(source, LIMIT);
    let found = EXPORT.as_ref()?.find(text)?;
    let open = found.end() - 1;
    let object = text.get(open..mdx::end_of(text, open)?)?;
    let mut facts = Facts::new();
    for member in MEMBER.as_ref()?.captures_iter(object) {
        let value = member.get(2).or(member.get(3)).or(member.get(4));
        if let (Some(key), Some(value)) = (member.get(1), value) {
            add(&mut facts, key.as_str(), value.as_str());
        }
    }
    of_facts(facts)
}

#[cfg(test)]
mod tests {
    use super::super::tests;
    use super::*;

    #[test]
    fn what_a_module_says_about_its_page_is_read() {
        for export in ["meta", "metadata", "frontmatter"] {
            let source = format!(
                "import x from 'y'\n\nexport const {export} = {{\n  title: \"Low water\", 'author': 'Ida Holt',\n  url: `https://a.example/1`\n}}\n\nText"
            );
            assert_eq!(
                tests::facts(&exported(&source).unwrap()),
                tests::ALL,
                "{source}"
            );
        }
        let other = "export const credit = { author: 'Ida Holt' }\n";
        assert_eq!(exported(other), None);
    }
}
