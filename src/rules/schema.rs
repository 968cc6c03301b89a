//! The JSON Schema of rule files, for editors. Built from the same tables of keys that the reader uses.

use serde_json::{Map, Value, json};

use super::demand;
use super::file::{VERSION, keys, words};
use crate::finding::Code;
use crate::text::template::{MAX_TEMPLATE, Placeholder};
use crate::yaml::schema::{count, described, object, share, text, texts, word_of};

/// The JSON Schema (draft 7) of rule files of version 1.
pub fn schema() -> Value {
    let mut definitions = Map::new();
    definitions.insert("rule".to_owned(), rule());
    definitions.insert("requirement".to_owned(), demand::schema(true));
    definitions.insert("alternative".to_owned(), demand::schema(false));
    definitions.insert("template".to_owned(), template());
    definitions.insert("test-input".to_owned(), test_input());
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "creditline rule set",
        "description": "How originals ask for credit, and what a reprint must show.",
        "type": "object",
        "required": ["version", "rules"],
        "additionalProperties": false,
        "properties": {
            "version": { "const": VERSION, "description": "The version of the rule language." },
            "extends": described(texts(), "Built-in sets or files beside this one whose rules come first."),
            "rules": { "type": "array", "items": { "$ref": "#/definitions/rule" } },
        },
        "definitions": definitions,
    })
}

fn template() -> Value {
    let names: Vec<String> = Placeholder::ALL
        .iter()
        .map(|field| format!("{{{}}}", field.as_str()))
        .collect();
    json!({
        "description": format!("Literal text with placeholders: {}.", names.join(" ")),
        "oneOf": [
            { "type": "string", "minLength": 1, "maxLength": MAX_TEMPLATE },
            {
                "type": "object",
                "required": ["regex"],
                "additionalProperties": false,
                "properties": {
                    "regex": described(text(), "A regular expression whose named groups are placeholders.")
                }
            }
        ]
    })
}

fn templates() -> Value {
    json!({ "oneOf": [
        { "$ref": "#/definitions/template" },
        { "type": "array", "items": { "$ref": "#/definitions/template" } },
    ] })
}

fn by_language(of: Value, description: &str) -> Value {
    json!({ "type": "object", "additionalProperties": of, "description": description })
}

fn rule() -> Value {
    let mut rule = object(keys::RULE, |key| match key {
        "id" => json!({
            "type": "string",
            "pattern": "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$",
            "description": "A short name, unique over all loaded sets."
        }),
        "extends" => described(
            text(),
            "The rule whose keys hold where this one writes none.",
        ),
        "summary" => {
            json!({ "type": "string", "minLength": 1, "maxLength": 200, "description": "What it asks for, in one line." })
        }
        "docs" => described(text(), "Where the terms are published."),
        "checked" => json!({
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "description": "The day the terms were last read."
        }),
        "applies-to" => described(
            object(keys::APPLIES, |_| texts()),
            "Which originals it is for, besides those whose notice it recognises.",
        ),
        "ask" => described(
            json!({ "oneOf": [templates(), by_language(templates(), "Templates by language.")] }),
            "How originals state their wish.",
        ),
        "defaults" => {
            let names: Vec<&str> = Placeholder::ALL
                .iter()
                .map(|field| field.as_str())
                .collect();
            described(
                object(&names, |_| text()),
                "Values for what neither the notice nor the metadata gives.",
            )
        }
        "aliases" => described(
            texts(),
            "Other hosts, addresses and names of the publisher and its authors.",
        ),
        "reprint" => described(
            object(keys::REPRINT, |key| match key {
                "classes" => json!({ "type": "array", "items": word_of(words::CLASSES) }),
                share_key if share_key.ends_with("share") => share(),
                _ => count(),
            }),
            "When a page counts as a reprint.",
        ),
        "voice" => described(
            word_of(words::VOICES),
            "Whether a notice that was carried along with the text is credit enough.",
        ),
        "require" => json!({
            "type": "array",
            "items": { "$ref": "#/definitions/requirement" },
            "description": "What the page must show; all of it. An empty list asks for nothing."
        }),
        "fix" => json!({
            "oneOf": [
                { "const": "default" },
                by_language(
                    json!({ "oneOf": [text(), { "type": "array", "items": text() }] }),
                    "Credit lines by language.",
                ),
            ],
            "description": "Credit lines to paste, best first; the first whose values are known is shown. `default` stands \
                for the credit lines of the language files.",
        }),
        "manual" => described(texts(), "What no program can check: printed, never judged."),
        "metadata" => json!({ "type": "object", "description": "Free data, copied to reports." }),
        "tests" => {
            json!({ "type": "array", "items": test(), "description": "The rule's own tests." })
        }
        _ => Value::Null,
    });
    if let Value::Object(map) = &mut rule {
        map.insert("required".to_owned(), json!(["id"]));
    }
    rule
}

fn test() -> Value {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let codes = json!({ "type": "array", "items": { "enum": codes } });
    object(keys::TEST, |key| match key {
        "name" => text(),
        "expect" => json!({ "oneOf": [
            codes,
            object(keys::EXPECT, |key| match key {
                "codes" => codes.clone(),
                _ => word_of(words::VERDICTS),
            }),
        ] }),
        "page" => json!({ "oneOf": [{ "$ref": "#/definitions/test-input" }, described(
            object(keys::COPY, |key| match key {
                "replace" => json!({ "type": "object", "additionalProperties": text() }),
                _ => json!({ "type": "string" }),
            }),
            "A copy of the original's text with HTML around it.",
        )] }),
        _ => json!({ "$ref": "#/definitions/test-input" }),
    })
}

fn test_input() -> Value {
    let mut input = object(keys::INPUT, |_| text());
    if let Value::Object(map) = &mut input {
        map.insert("minProperties".to_owned(), 1.into());
        map.insert("maxProperties".to_owned(), 1.into());
    }
    json!({ "oneOf": [described(text(), "A file, relative to the rule file."), input] })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Run with `CREDITLINE_BLESS=1` to write the file anew.
    #[test]
    fn the_schema_file_is_up_to_date() {
        crate::io::made::assert_schema("schemas/rules.v1.json", &schema());
    }

    #[test]
    fn built_in_files_point_at_the_schema() {
        for (set, text) in crate::rules::builtin::SETS {
            assert!(
                text.starts_with("# yaml-language-server: $schema=../schemas/rules.v1.json\n"),
                "{set}"
            );
        }
    }
}
