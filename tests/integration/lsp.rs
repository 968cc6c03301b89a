//! `creditline lsp` as an editor uses it: messages over its standard streams.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::prose;

/// How long an answer may take, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

const CONFIG: &str = "version: 1\noriginals: [original.md]\nsuspects: [site]\n";

/// An editor that talks with the program.
struct Editor {
    program: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    /// What came while something else was waited for.
    kept: Vec<Value>,
    requests: i32,
}

impl Editor {
    /// Starts the program in the folder of the desk, and agrees on what both can do.
    fn new(desk: &Desk, encodings: &[&str]) -> Self {
        let mut editor = Self::started(desk, &["lsp", "--stdio"]);
        let answer = editor.ask(
            "initialize",
            json!({ "processId": null, "rootUri": null, "capabilities": {
                "general": { "positionEncodings": encodings },
                "textDocument": { "publishDiagnostics": {
                    "relatedInformation": true, "codeDescriptionSupport": true, "versionSupport": true,
                } },
                "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
            } }),
        );
        let agreed = encodings.first().copied().unwrap_or("utf-16");
        let can = &answer["result"]["capabilities"];
        assert_eq!(can["positionEncoding"], agreed, "{answer}");
        editor.notify("initialized", json!({}));
        editor
    }

    fn started(desk: &Desk, args: &[&str]) -> Self {
        let mut program = desk
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(program.stdout.take().unwrap());
        let (sender, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = received(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            input: program.stdin.take(),
            program,
            output: messages,
            kept: Vec::new(),
            requests: 0,
        }
    }

    fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks, and waits for the answer.
    #[track_caller]
    fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    fn request(&mut self, method: &str, params: Value) -> i32 {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for the first message like this.
    #[track_caller]
    fn wait(&mut self, is_meant: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&is_meant) {
            return self.kept.remove(at);
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(message) if is_meant(&message) => return message,
                Ok(message) => self.kept.push(message),
                Err(error) => panic!("{error}; what came instead: {:#?}", self.kept),
            }
        }
    }

    fn open(&mut self, file: &Path, language: &str, version: i32, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri(file), "languageId": language, "version": version, "text": text } }),
        );
    }

    fn change(&mut self, file: &Path, version: i32, changes: Value) {
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri(file), "version": version }, "contentChanges": changes }),
        );
    }

    /// The diagnostics of a version of a file.
    #[track_caller]
    fn diagnostics(&mut self, file: &Path, version: i32) -> Vec<Value> {
        let uri = uri(file);
        let told = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        told["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// The actions at a place of a file.
    #[track_caller]
    fn actions(&mut self, file: &Path, range: &Value) -> Vec<Value> {
        let answer = self.ask(
            "textDocument/codeAction",
            json!({ "textDocument": { "uri": uri(file) }, "range": range, "context": { "diagnostics": [] } }),
        );
        let actions = answer["result"].as_array();
        actions.unwrap_or_else(|| panic!("{answer}")).clone()
    }

    /// Ends the conversation: what standard error holds.
    #[track_caller]
    fn end(mut self) -> String {
        assert_eq!(self.ask("shutdown", Value::Null)["result"], Value::Null);
        self.notify("exit", Value::Null);
        self.ended(0)
    }

    /// Waits for the program to end.
    #[track_caller]
    fn ended(mut self, code: i32) -> String {
        let status = self.program.wait().unwrap();
        let mut told = String::new();
        let mut stderr = self.program.stderr.take().unwrap();
        stderr.read_to_string(&mut told).unwrap();
        assert_eq!(status.code(), Some(code), "{told}");
        told
    }
}

fn received(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().unwrap(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}

fn uri(file: &Path) -> String {
    url::Url::from_file_path(file).unwrap().to_string()
}

/// A text with the edits of an action, which counts in UTF-16 as editors do.
fn edited(text: &str, file: &Path, action: &Value) -> String {
    let mut edits = action["edit"]["changes"][uri(file)]
        .as_array()
        .unwrap_or_else(|| panic!("{action}"))
        .clone();
    let offset = |at: &Value| {
        let (line, character) = (
            at["line"].as_u64().unwrap(),
            at["character"].as_u64().unwrap(),
        );
        let start: usize = text
            .split_inclusive('\n')
            .take(usize::try_from(line).unwrap())
            .map(str::len)
            .sum();
        let mut left = usize::try_from(character).unwrap();
        let mut at = start;
        for c in text[start..].chars() {
            if left == 0 {
                break;
            }
            left = left
                .checked_sub(c.len_utf16())
                .expect("no half of a character");
            at += c.len_utf8();
        }
        at
    };
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(&edit["range"]["start"])));
    let mut after = text.to_owned();
    for edit in edits {
        let (start, end) = (
            offset(&edit["range"]["start"]),
            offset(&edit["range"]["end"]),
        );
        after.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    after
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    let codes = diagnostics.iter().map(|one| one["code"].as_str());
    codes.map(Option::unwrap_or_default).collect()
}

/// A desk with a configuration and a folder of pages.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("creditline.yaml", CONFIG);
    fs::create_dir(desk.path().join("site")).unwrap();
    desk
}

#[test]
fn a_reprint_is_found_mended_and_found_no_more() {
    for (name, language, before, encodings) in [
        ("a.html", "html", prose::page(prose::ENGLISH, ""), &[][..]),
        (
            "b.md",
            "markdown",
            format!("# \u{1f6f6} Boats\n\n{}", prose::ENGLISH),
            &["utf-16"],
        ),
        (
            "c.html",
            "html",
            // One line, with characters of two units before the place of the credit; its charset is what it was on the disk.
            prose::page(&prose::ENGLISH.replace("a man", "\u{1f9d4} a man"), "")
                .replace('\n', " ")
                .replace("charset=utf-8", "charset=gb2312"),
            &["utf-16", "utf-8"],
        ),
    ] {
        let desk = desk();
        let file = desk.path().join("site").join(name);
        // What the disk holds is credited: the text of the editor counts.
        fs::write(&file, prose::page(prose::ENGLISH, prose::CREDIT)).unwrap();
        let mut editor = Editor::new(&desk, encodings);
        editor.open(&file, language, 1, &before);
        let found = editor.diagnostics(&file, 1);
        assert_eq!(codes(&found), ["missing-attribution"], "{name}: {found:#?}");
        let finding = &found[0];
        assert_eq!(finding["severity"], 1);
        assert_eq!(finding["source"], "creditline");
        let docs = finding["codeDescription"]["href"].as_str().unwrap();
        assert!(
            docs.ends_with("docs/codes.md#missing-attribution"),
            "{docs}"
        );
        let actions = editor.actions(&file, &finding["range"]);
        let [mend, ignore] = actions.as_slice() else {
            panic!("{name}: {actions:#?}");
        };
        assert_eq!(mend["kind"], "quickfix");
        assert_eq!(mend["diagnostics"][0]["code"], "missing-attribution");
        let after = edited(&before, &file, mend);

        // The same bytes as those of `--fix`.
        if !before.contains("gb2312") {
            desk.write("site/same", "");
            fs::write(desk.path().join(name), &before).unwrap();
            let run = desk.run(&["check", name, "--fix"]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            let fixed = fs::read_to_string(desk.path().join(name)).unwrap();
            assert_eq!(fixed, after, "{name}");
        }

        editor.change(&file, 2, json!([{ "text": after }]));
        assert_eq!(codes(&editor.diagnostics(&file, 2)), [""; 0], "{name}");
        let ignored = edited(&before, &file, ignore);
        assert!(ignored.contains("<!-- creditline: ignore[missing-attribution]"));
        editor.change(&file, 3, json!([{ "text": ignored }]));
        assert_eq!(codes(&editor.diagnostics(&file, 3)), [""; 0], "{name}");
        // All at once, as on saving.
        editor.change(&file, 4, json!([{ "text": before }]));
        let all = editor.ask(
            "textDocument/codeAction",
            json!({ "textDocument": { "uri": uri(&file) }, "range": finding["range"],
                "context": { "diagnostics": [], "only": ["source.fixAll"] } }),
        );
        assert_eq!(edited(&before, &file, &all["result"][0]), after, "{name}");
        editor.notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": uri(&file) } }),
        );
        assert_eq!(editor.end(), "");
    }
}

#[test]
fn edits_come_piecewise_and_what_is_asked_for_is_shown() {
    let desk = desk();
    let original = prose::original(prose::ENGLISH);
    let notice = "\nIf you wish to reprint this article, please credit Marta Lind and link to \
        https://river.example/notes/ferry.html\n";
    desk.write("original.md", format!("{original}{notice}"));
    let file = desk.path().join("site/a.html");
    let text = prose::page(prose::ENGLISH, prose::CREDIT);
    let mut editor = Editor::new(&desk, &["utf-8"]);
    editor.open(&file, "html", 1, &text);
    let before = editor.diagnostics(&file, 1);
    assert!(!codes(&before).contains(&"wrong-link"), "{before:#?}");
    // One letter is taken out of the address, in the link and in its words.
    let line = text
        .lines()
        .position(|line| line.contains("ferry.html"))
        .unwrap();
    let places = text.lines().nth(line).unwrap().match_indices("ferry.html");
    let mut edits: Vec<Value> = places
        .map(|(at, _)| {
            json!({ "text": "", "range": {
                "start": { "line": line, "character": at + 3 },
                "end": { "line": line, "character": at + 4 },
            } })
        })
        .collect();
    edits.reverse();
    for (version, edit) in (2..).zip(&edits) {
        editor.change(&file, version, json!([edit]));
    }
    let version = i32::try_from(edits.len()).unwrap() + 1;
    let found = editor.diagnostics(&file, version);
    let finding = { found.iter() }
        .find(|one| one["code"] == "wrong-link")
        .unwrap_or_else(|| panic!("{found:#?}"));
    let related = &finding["relatedInformation"][0]["location"];
    let home = fs::canonicalize(desk.path()).unwrap();
    assert_eq!(
        related["uri"],
        uri(&home.join("original.md")),
        "{finding:#}"
    );
    let said = fs::read_to_string(desk.path().join("original.md")).unwrap();
    let at = said
        .lines()
        .position(|line| line.contains("If you wish"))
        .unwrap();
    assert_eq!(related["range"]["start"]["line"], at);
    // Nothing of the pages between is told, and no action for what was edited since.
    assert!(editor.kept.iter().all(|one| one["params"]["version"] != 2));
    editor.end();
}

#[test]
fn rule_files_and_configurations_are_read_as_they_are_typed() {
    let desk = desk();
    let mut editor = Editor::new(&desk, &[]);
    let rules = desk.path().join("rules.yaml");
    let text = "version: 1\nrules:\n  - id: mine\n    summary: A link\n    requires:\n      - link: article\n";
    editor.open(&rules, "yaml", 1, text);
    let found = editor.diagnostics(&rules, 1);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        found[0]["range"]["start"],
        json!({ "line": 4, "character": 4 })
    );
    assert_eq!(
        found[0]["range"]["end"],
        json!({ "line": 4, "character": 12 })
    );
    let told = found[0]["message"].as_str().unwrap();
    assert!(told.contains("did you mean `require`?"), "{told}");
    editor.change(
        &rules,
        2,
        json!([{ "text": text.replace("requires", "require") }]),
    );
    assert_eq!(editor.diagnostics(&rules, 2), [Value::Null; 0]);

    let config = desk.path().join("creditline.yaml");
    editor.open(&config, "yaml", 1, &CONFIG.replace("suspects", "suspect"));
    let found = editor.diagnostics(&config, 1);
    assert_eq!(
        found[0]["range"]["start"],
        json!({ "line": 2, "character": 0 })
    );
    editor.change(&config, 2, json!([{ "text": CONFIG }]));
    assert_eq!(editor.diagnostics(&config, 2), [Value::Null; 0]);

    // No file of rules, and none of anything.
    let other = desk.path().join("other.yaml");
    editor.open(&other, "yaml", 1, "a: [\n");
    assert_eq!(editor.diagnostics(&other, 1), [Value::Null; 0]);
    assert_eq!(editor.end(), "");
}

#[test]
fn what_changes_on_the_disk_is_seen() {
    let desk = desk();
    let file = desk.path().join("site/a.html");
    let page = prose::page(prose::ENGLISH, "");
    let mut editor = Editor::new(&desk, &[]);
    editor.wait(|message| message["method"] == "client/registerCapability");
    editor.open(&file, "html", 1, &page);
    assert_eq!(
        codes(&editor.diagnostics(&file, 1)),
        ["missing-attribution"]
    );

    let changed = |editor: &mut Editor, name: &str, text: &str| {
        desk.write(name, text);
        let uri = uri(&desk.path().join(name));
        editor.notify(
            "workspace/didChangeWatchedFiles",
            json!({ "changes": [{ "uri": uri, "type": 2 }] }),
        );
    };
    let severity = format!("{CONFIG}severity: {{ missing-attribution: note }}\n");
    changed(&mut editor, "creditline.yaml", &severity);
    assert_eq!(editor.diagnostics(&file, 1)[0]["severity"], 3);
    changed(&mut editor, "creditline.yaml", "version: 1\nsuspects: [\n");
    let found = editor.diagnostics(&file, 1);
    let told = found[0]["message"].as_str().unwrap();
    assert!(told.starts_with("not checked: "), "{told}");
    let config = uri(&fs::canonicalize(desk.path())
        .unwrap()
        .join("creditline.yaml"));
    let of_config = |message: &Value| message["params"]["uri"] == config;
    let told = editor.wait(of_config);
    assert_ne!(told["params"]["diagnostics"], json!([]));
    changed(&mut editor, "creditline.yaml", CONFIG);
    assert_eq!(
        codes(&editor.diagnostics(&file, 1)),
        ["missing-attribution"]
    );
    assert_eq!(editor.wait(of_config)["params"]["diagnostics"], json!([]));
    changed(&mut editor, "original.md", &prose::original(prose::CHINESE));
    assert_eq!(codes(&editor.diagnostics(&file, 1)), [""; 0]);
    editor.end();
}

#[test]
fn what_is_no_reprint_to_check_is_left_alone() {
    let desk = desk();
    desk.write(
        "creditline.yaml",
        format!("{CONFIG}exclude: ['site/tags/**']\n"),
    );
    let page = prose::page(prose::ENGLISH, "");
    let mut editor = Editor::new(&desk, &[]);
    for (name, text, expected) in [
        ("site/tags/a.html", page.as_str(), &[][..]),
        ("site/empty.html", " \n", &[]),
        ("site/a.txt", page.as_str(), &[]),
        ("original.md", &prose::original(prose::ENGLISH), &[]),
        ("site/new/folder/b.html", &page, &["missing-attribution"]),
    ] {
        let file = desk.path().join(name);
        editor.open(&file, "html", 1, text);
        assert_eq!(codes(&editor.diagnostics(&file, 1)), expected, "{name}");
    }
    // Where no configuration is, nothing is known to be asked for.
    let elsewhere = tempfile::TempDir::new().unwrap();
    let file = elsewhere.path().join("a.html");
    editor.open(&file, "html", 1, &page);
    assert_eq!(codes(&editor.diagnostics(&file, 1)), [""; 0]);
    editor.end();
}

#[test]
fn nothing_that_an_editor_sends_ends_the_program() {
    let desk = desk();
    let file = desk.path().join("site/a.html");
    let mut editor = Editor::started(&desk, &["lsp"]);
    let early = editor.ask("textDocument/codeAction", json!({}));
    assert_eq!(early["error"]["code"], -32002, "{early}");
    editor.ask("initialize", json!({ "capabilities": {} }));
    let again = editor.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(again["error"]["code"], -32600);
    for raw in [
        "Content-Length: 1\r\n\r\n{",
        "Content-Length: 2\r\n\r\n[]",
        "what is this\r\n",
        "Content-Length: -3\r\n",
    ] {
        editor.send_raw(raw.as_bytes());
        let told = editor.wait(|message| message["id"].is_null() && message.get("error").is_some());
        assert!(told["error"]["code"].is_i64(), "{told}");
    }
    let unknown = editor.ask("textDocument/hover", json!({}));
    assert_eq!(unknown["error"]["code"], -32601);
    let odd = editor.ask("textDocument/codeAction", json!({ "textDocument": 7 }));
    assert_eq!(odd["error"]["code"], -32602);
    editor.notify("$/whatever", json!([1, 2]));
    editor.notify("textDocument/didOpen", json!("no"));
    editor.change(&file, 7, json!([{ "text": "not open" }]));

    // Places that are not there, and a question about a document that is not open.
    let nowhere = json!({ "start": { "line": 4_000_000, "character": 9 }, "end": { "line": 0, "character": 4_000_000 } });
    assert_eq!(editor.actions(&file, &nowhere), [Value::Null; 0]);
    editor.open(&file, "html", 1, &prose::page(prose::ENGLISH, ""));
    assert_eq!(editor.diagnostics(&file, 1).len(), 1);
    assert_eq!(editor.actions(&file, &nowhere), [Value::Null; 0]);
    editor.change(
        &file,
        2,
        json!([{ "text": "<p>the end</p>", "range": nowhere }]),
    );
    editor.diagnostics(&file, 2);

    // A page above what is read, and a message above what is taken.
    let large = "<p>text</p>\n".repeat(1_000_000);
    editor.change(&file, 3, json!([{ "text": large }]));
    let found = editor.diagnostics(&file, 3);
    assert_eq!(codes(&found), ["too-large"]);
    let mut huge = b"Content-Length: 300000000\r\n\r\n".to_vec();
    huge.resize(huge.len() + 300_000_000, b' ');
    editor.send_raw(&huge);
    drop(huge);
    editor.wait(|message| {
        message["error"]["message"]
            .to_string()
            .contains("too large")
    });

    // Typing piles up no work: what was typed last is judged.
    for version in 4..60 {
        editor.change(
            &file,
            version,
            json!([{ "text": prose::page(prose::ENGLISH, "") }]),
        );
    }
    assert_eq!(editor.diagnostics(&file, 59).len(), 1);
    let judged = { editor.kept.iter() }
        .filter(|one| one["params"]["version"].as_i64() > Some(3))
        .count();
    assert!(judged < 10, "{judged} versions were judged");
    editor.notify("exit", Value::Null);
    let told = editor.ended(1);
    assert!(!told.contains("ferry"), "{told}");

    // The stream ends without a word.
    let mut editor = Editor::new(&desk, &[]);
    editor.input = None;
    editor.ended(1);
}
