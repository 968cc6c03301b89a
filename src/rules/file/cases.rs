//! The tests that a rule carries.

use super::{keys, words};
use crate::finding::Code;
use crate::rules::model::{RuleTest, TestCopy, TestInput, TestPage};
use crate::yaml::{Node, Reader, Value};

/// Reads the list of tests.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> Vec<RuleTest> {
    let Some(items) = reader.list(node, "`tests`") else {
        return Vec::new();
    };
    items.iter().filter_map(|item| test(reader, item)).collect()
}

fn test(reader: &mut Reader<'_>, node: &Node) -> Option<RuleTest> {
    let fields = reader.map(node, "a test", keys::TEST)?;
    for key in ["original", "page", "expect"] {
        if fields.get(key).is_none() {
            reader.error(node.referenced, format!("the test has no `{key}`"));
        }
    }
    let codes: Vec<(&str, Code)> = Code::ALL
        .iter()
        .map(|code| (code.as_str(), *code))
        .collect();
    let mut test = RuleTest {
        name: fields
            .get("name")
            .and_then(|node| reader.text(node, "`name`")),
        original: input(reader, fields.get("original")?, "`original`")?,
        page: page(reader, fields.get("page")?)?,
        codes: Vec::new(),
        verdict: None,
        place: reader.place(node),
    };
    let expect = fields.get("expect")?;
    // A list is the short form of `codes`.
    let listed = match &expect.value {
        Value::List(_) => Some(expect),
        _ => {
            let fields = reader.map(expect, "`expect`", keys::EXPECT)?;
            test.verdict = fields
                .get("verdict")
                .and_then(|node| reader.one_of(node, "verdict", words::VERDICTS));
            fields.get("codes")
        }
    };
    for item in listed.map_or(&[][..], |node| reader.one_or_list(node)) {
        test.codes
            .extend(reader.one_of(item, "finding code", &codes));
    }
    Some(test)
}

fn page(reader: &mut Reader<'_>, node: &Node) -> Option<TestPage> {
    let is_copy = match &node.value {
        Value::Map(entries) => entries
            .iter()
            .any(|(key, _)| keys::COPY.contains(&&*key.value)),
        _ => false,
    };
    if !is_copy {
        return input(reader, node, "`page`").map(TestPage::Written);
    }
    let fields = reader.map(node, "`page`", keys::COPY)?;
    let mut copy = TestCopy::default();
    for (key, slot) in [
        ("head", &mut copy.head),
        ("above", &mut copy.above),
        ("below", &mut copy.below),
    ] {
        if let Some(node) = fields.get(key) {
            *slot = html(reader, node, key)?;
        }
    }
    if let Some(node) = fields.get("replace") {
        for (key, value) in reader.any_map(node, "`replace`")? {
            copy.replace
                .push((key.value.clone(), html(reader, value, "replace")?));
        }
    }
    Some(TestPage::Copy(copy))
}

fn input(reader: &mut Reader<'_>, node: &Node, what: &str) -> Option<TestInput> {
    if let Value::Text(path) = &node.value {
        return Some(TestInput::Path(path.clone()));
    }
    let fields = reader.map(node, what, keys::INPUT)?;
    let mut found = keys::INPUT
        .iter()
        .filter_map(|key| Some((*key, fields.get(key)?)))
        .collect::<Vec<_>>()
        .into_iter();
    let (Some((key, value)), None) = (found.next(), found.next()) else {
        reader.error(
            node.referenced,
            format!("{what} needs exactly one of: {}", keys::INPUT.join(", ")),
        );
        return None;
    };
    let text = reader.text(value, &format!("`{key}`"))?;
    Some(match key {
        "path" => TestInput::Path(text),
        "html" => TestInput::Html(text),
        "markdown" => TestInput::Markdown(text),
        _ => TestInput::Text(text),
    })
}

/// HTML of a copy; nothing at all is a piece of HTML too.
fn html(reader: &mut Reader<'_>, node: &Node, key: &str) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.clone()),
        _ => reader.text(node, &format!("`{key}`")),
    }
}
