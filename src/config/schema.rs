//! The JSON Schema of the configuration, for editors. Built from the same tables of keys that the reader uses.

use serde_json::{Value, json};

use super::{keys, words};
use crate::config::VERSION;
use crate::finding::{Code, SEVERITIES};
use crate::page::{CreditField, CreditKeys};
use crate::rules::builtin_names;
use crate::search::{ENGINE, PAGING, preset_names};
use crate::yaml::schema::{described, list, object, text, texts, word_of};

/// The JSON Schema (draft 7) of configurations of version [`VERSION`].
pub fn schema() -> Value {
    let mut file = object(keys::FILE, |key| match key {
        "version" => json!({ "const": VERSION, "description": "The version of this file." }),
        "originals" => described(
            texts(),
            "The originals: files, directories, patterns, addresses, sitemap:URL, feed:URL, feed-content:URL, web archives.",
        ),
        "library" => described(
            text(),
            "The folder of a library of originals, made by `creditline library build`.",
        ),
        "suspects" => described(texts(), "The pages to check: whatever can be an original."),
        "exclude" => described(texts(), "Patterns of suspects that are left out."),
        "base-url" => described(
            json!({ "type": "string", "pattern": "^https?://" }),
            "The address under which the suspects are published: a page's own URL is this plus its path.",
        ),
        "site" => site(),
        "front-matter-credit" => credit_keys(),
        "rules" => rules(),
        "languages" => described(
            texts(),
            "Language files, or folders of them: languages that the program does not know, or more words for those it knows.",
        ),
        "severity" => described(severities(), "Severities for findings of all rules."),
        "same-owner" => json!({
            "description": "Sites of one owner, or a list of such lists: a page on one of them may reprint an original of another.",
            "oneOf": [list(text()), list(list(text()))],
        }),
        "prefer" => described(
            texts(),
            "Sites, the preferred first: of a text that is known under several addresses, which one to credit.",
        ),
        "works" => described(
            list(list(json!({ "type": "string", "pattern": "^https?://" }))),
            "Originals that are one work, such as translations of each other: a list of addresses for each. A credit to any of them counts.",
        ),
        "check" => check(),
        "network" => network(),
        "search" => search(),
        "letters" => letters(),
        "ignore" => json!({
            "type": "array",
            "items": ignore(),
            "description": "Findings to live with."
        }),
        _ => Value::Null,
    });
    if let Value::Object(map) = &mut file {
        map.insert(
            "$schema".to_owned(),
            "http://json-schema.org/draft-07/schema#".into(),
        );
        map.insert("title".to_owned(), "creditline configuration".into());
        map.insert("required".to_owned(), json!(["version"]));
    }
    file
}

fn switch(description: &str) -> Value {
    json!({ "type": "boolean", "description": description })
}

fn count(least: u32, most: u32, description: &str) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most, "description": description })
}

fn time(description: &str) -> Value {
    json!({
        "type": "string",
        "pattern": "^[0-9]+(\\.[0-9]+)? *(ms|s|m|h)$",
        "description": description
    })
}

fn codes() -> Value {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    json!({ "enum": codes })
}

fn severities() -> Value {
    json!({
        "type": "object",
        "propertyNames": codes(),
        "additionalProperties": word_of(SEVERITIES)
    })
}

fn credit_keys() -> Value {
    let fields: Vec<&str> = CreditField::ALL.iter().map(|(name, _)| *name).collect();
    let themes: Vec<&str> = CreditKeys::themes().collect();
    json!({
        "description": "The keys of front matter from which the theme prints the credit of a page: of a known theme, or named one by one; dots lead into maps.",
        "oneOf": [json!({ "enum": themes }), object(&fields, |_| text())],
    })
}

fn site() -> Value {
    let words: Vec<&str> = words::generators().iter().map(|(word, _)| *word).collect();
    let generator = json!({ "enum": words });
    let map = object(keys::SITE, |key| match key {
        "generator" => described(
            generator.clone(),
            "What builds the site; otherwise told by the files beside this one.",
        ),
        "content" => described(
            texts(),
            "The folders of the sources, where they are not the generator's usual ones.",
        ),
        "map" => json!({
            "type": "object",
            "additionalProperties": text(),
            "description": "Sources that the generator's rules do not give: the path of a page below the built pages, and that of its source; `*` stands for the same text in both.",
        }),
        _ => Value::Null,
    });
    json!({
        "description": "What builds the site: findings then point at the sources of pages, and --fix changes those.",
        "oneOf": [generator, map],
    })
}

fn rules() -> Value {
    let names: Vec<&str> = builtin_names().collect();
    let files = described(
        texts(),
        &format!(
            "Rule files, folders of them, or built-in sets: {}.",
            names.join(", ")
        ),
    );
    let change = object(keys::ADJUST, |key| match key {
        "disable" => switch("The rule is not used at all."),
        "severity" => described(severities(), "Severities for findings of this rule."),
        "aliases" => described(
            texts(),
            "More hosts, URLs and names of the publisher and its authors.",
        ),
        "allow" => described(
            texts(),
            "More hosts that may reprint, where the rule asks for permission.",
        ),
        _ => Value::Null,
    });
    let all = object(keys::RULES, |key| match key {
        "files" => files.clone(),
        "adjust" => json!({
            "type": "object",
            "additionalProperties": change,
            "description": "Changes to single rules, by their id."
        }),
        _ => Value::Null,
    });
    json!({ "anyOf": [files, all], "description": "Rules beside the built-in ones, and changes to rules." })
}

fn check() -> Value {
    let formats = word_of(&words::formats());
    object(keys::CHECK, |key| match key {
        "fail-on" => described(
            word_of(words::FAIL_ON),
            "The least severity that makes the run fail; error by default.",
        ),
        "min-confidence" => described(
            word_of(words::MIN_CONFIDENCE),
            "The least confidence of a finding that is reported and can fail the run; low by default.",
        ),
        "allow-unverifiable" => switch("Let what cannot be judged pass."),
        "jobs" => count(0, 1024, "Number of threads; 0 for one per core."),
        "format" => described(formats.clone(), "The form of the report."),
        "reports" => json!({
            "type": "object",
            "propertyNames": formats,
            "additionalProperties": text(),
            "description": "More reports: form and file of each."
        }),
        "show" => json!({
            "oneOf": [{ "enum": words::SHOWN }, list(json!({ "enum": words::SHOWN }))],
            "description": "More in the reports for people: what may be a rewording or a translation."
        }),
        "no-hints" => switch("Leave out the hints on what to do next."),
        "no-group" => switch("Show each finding by itself in the reports for people."),
        "report-language" => described(
            text(),
            "The language of the HTML report, as a tag; English unless its words are known.",
        ),
        "baseline" => described(text(), "The file of known findings."),
        _ => Value::Null,
    })
}

fn network() -> Value {
    let host = |key: &str| match key {
        "interval" => time("The least time between two requests to one host."),
        "per-host" => count(1, 256, "How many requests go to one host at a time."),
        "timeout" => time("How long one address may take altogether."),
        "attempts" => count(
            1,
            10,
            "How often one address is asked before a fault that may pass is final.",
        ),
        "ignore-robots" => switch("Fetch found pages whatever robots.txt says."),
        "allow-private" => switch("Fetch from private addresses too."),
        _ => Value::Null,
    };
    let known: Vec<&str> = [keys::NETWORK, keys::HOST].concat();
    object(&known, |key| match key {
        "offline" => switch("Fetch nothing."),
        "proxy" => described(
            text(),
            "The proxy to use; those of the environment are not used.",
        ),
        "concurrency" => count(1, 256, "How many requests run at a time."),
        "connect-timeout" => time("How long a connection may take."),
        "read-timeout" => time("How long a server may stay silent."),
        "cache" => json!({
            "oneOf": [{ "type": "boolean" }, text()],
            "description": "The folder in which fetched pages are kept, or false for none."
        }),
        "hosts" => json!({
            "type": "object",
            "additionalProperties": object(keys::HOST, host),
            "description": "What holds for single hosts."
        }),
        key => host(key),
    })
}

fn search() -> Value {
    let names: Vec<&str> = preset_names().collect();
    let texts_by_name = |description: &str| json!({ "type": "object", "additionalProperties": text(), "description": description });
    let pointer = |description: &str| json!({ "type": "string", "pattern": "^/", "description": description });
    let engine = object(ENGINE, |key| match key {
        "preset" => json!({
            "enum": names,
            "description": "The built-in engine that gives what is not written here; by default the one of the same name."
        }),
        "values" => texts_by_name("What stands for `{NAME}` in the address."),
        "address" => described(
            text(),
            "Where it is asked: {query} is the quoted run, {host} a host, {page} the page of the answer, ${NAME} a secret from the environment.",
        ),
        "method" => {
            json!({ "enum": ["GET", "POST"], "description": "GET unless there is a body." })
        }
        "headers" => texts_by_name("Headers; secrets are written ${NAME}."),
        "body" => described(text(), "The JSON to post, with {query} in it."),
        "phrase" => described(
            text(),
            "How a run is quoted: \"{run}\" in quotes by default.",
        ),
        "results" => pointer("Where the addresses stand in the answer; * is each item of a list."),
        "lines" => switch("The answer is one JSON value a line."),
        "more" => pointer("Where the answer says that there is another page."),
        "error" => pointer("Where an answer says that it is an error."),
        "nothing" => json!({
            "oneOf": [count(200, 599, ""), list(count(200, 599, ""))],
            "description": "HTTP statuses that mean that nothing was found."
        }),
        "paging" => object(PAGING, |key| match key {
            "first" => count(0, 1_000_000, "What stands for {page} first."),
            "step" => count(0, 10_000, "How much it grows."),
            "most" => count(1, 100, "Pages that are asked for one query at most."),
            _ => Value::Null,
        }),
        "rate" => time("The least time between two requests."),
        _ => Value::Null,
    });
    json!({
        "type": "object",
        "additionalProperties": engine,
        "description": "Search engines that `creditline find` can ask, by name."
    })
}

fn letters() -> Value {
    let party = object(keys::PARTY, |key| match key {
        "name" => described(text(), "The name."),
        "address" => described(
            json!({ "type": "string", "pattern": "^[^@ ]+@[^@ ]+$" }),
            "The mail address.",
        ),
        _ => Value::Null,
    });
    let letters = object(keys::LETTERS, |key| match key {
        "sender" => described(party.clone(), "Who writes."),
        "recipients" => json!({
            "type": "object",
            "additionalProperties": party,
            "description": "To whom letters to a site go, by its host or its registered name."
        }),
        "reply-days" => count(1, 365, "The days within which an answer is asked for."),
        _ => Value::Null,
    });
    described(
        letters,
        "Who writes the letters of `creditline notice`, and to whom.",
    )
}

fn ignore() -> Value {
    let mut ignore = object(keys::IGNORE, |key| match key {
        "page" => described(text(), "Pattern of the pages."),
        "code" => json!({ "oneOf": [codes(), list(codes())], "description": "Which findings." }),
        "rule" => described(text(), "Only findings of this rule."),
        "original" => described(
            text(),
            "Only findings about this original: its URL, name or path.",
        ),
        "reason" => described(text(), "Why."),
        "until" => json!({
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "description": "The last day on which it holds."
        }),
        _ => Value::Null,
    });
    if let Value::Object(map) = &mut ignore {
        map.insert("required".to_owned(), json!(["reason"]));
    }
    ignore
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Run with `CREDITLINE_BLESS=1` to write the file anew.
    #[test]
    fn the_schema_file_is_up_to_date() {
        crate::io::made::assert_schema("schemas/config.v1.json", &schema());
    }
}
