//! Libraries on disk: what is found with them is what is found without, whatever happens to them.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use creditline::audit::{Declared, entry, entry_again};
use creditline::library::{Builder, Entry, LibraryError, Shelf, verify};
use creditline::{Library, Original, ReadOptions, RuleSets, page};
use url::Url;

/// Runs the program where the samples are; gives exit code, standard output and standard error.
fn creditline(arguments: &[&str]) -> (i32, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        run.status.code().unwrap(),
        text(&run.stdout),
        text(&run.stderr),
    )
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_library_gives_the_very_reports_that_its_originals_give() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("library");
    let (code, _, told) = creditline(&["library", "build", shown(&dir), "samples/originals"]);
    assert_eq!(code, 0, "{told}");
    for format in ["json", "human", "sarif"] {
        let check = |originals: &str| {
            let with = ["--originals", originals, "--no-config", "-f", format];
            creditline(&[&["check", "samples/suspects"], with.as_slice()].concat())
        };
        assert_eq!(check(shown(&dir)), check("samples/originals"), "{format}");
    }
}

/// An original in words of its own.
fn original(number: u64) -> Original {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1;
    let mut word = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let syllables = [
            "ba", "ren", "to", "mil", "ka", "dor", "si", "ven", "lu", "part",
        ];
        let at = |shift: u32| syllables[(state >> shift) as usize % syllables.len()];
        format!("{}{}{}", at(3), at(17), at(31))
    };
    let text: Vec<String> = (0..200).map(|_| word()).collect();
    Original {
        id: format!("article-{number}"),
        location: format!("articles/{number}.txt"),
        url: Url::parse(&format!("https://pier.example/{number}")).ok(),
        title: Some(format!("Article {number}")),
        text: text.join(" "),
        ..Original::default()
    }
}

fn entries(numbers: std::ops::Range<u64>, rules: &RuleSets) -> Vec<Entry> {
    numbers
        .map(|number| entry(original(number), rules))
        .collect()
}

fn built(dir: &Path, count: u64, rules: &RuleSets) {
    let mut builder = Builder::create(dir, &rules.fingerprint()).unwrap();
    builder.add(entries(0..count, rules)).unwrap();
    builder.finish().unwrap();
}

/// The library as it is when it is too large to be loaded.
fn on_disk(dir: &Path, rules: &RuleSets) -> Result<Library, LibraryError> {
    Library::of_shelf(Shelf::open(dir)?, rules, &Declared::default(), 0)
}

fn page_of(text: &str) -> creditline::Page {
    let html = format!("<article><p>{text}</p></article>");
    page::read(html.as_bytes(), &ReadOptions::default()).unwrap()
}

/// The original that a page takes most from.
fn found(library: &Library, text: &str) -> Option<String> {
    let audit = library.audit(&page_of(text));
    audit.matches.first().map(|found| found.original.id.clone())
}

#[test]
fn on_disk_the_same_is_found_as_in_memory() {
    let rules = RuleSets::builtin();
    let folder = tempfile::tempdir().unwrap();
    built(folder.path(), 60, &rules);
    let mut more = Builder::append(folder.path(), &rules.fingerprint()).unwrap();
    more.add(entries(60..70, &rules)).unwrap();
    more.finish().unwrap();
    let memory = Library::new((0..70).map(original).collect(), &rules);
    for merged in [false, true] {
        if merged {
            Builder::merge(folder.path(), |kept| entry_again(kept, &rules)).unwrap();
        }
        let disk = on_disk(folder.path(), &rules).unwrap();
        for number in (0..70).step_by(3) {
            let text = original(number).text;
            let excerpt = text
                .split(' ')
                .skip(40)
                .take(45)
                .collect::<Vec<_>>()
                .join(" ");
            for text in [&text, &excerpt] {
                let id = found(&disk, text);
                assert_eq!(id.as_deref(), Some(&*format!("article-{number}")));
                assert_eq!(id, found(&memory, text));
            }
        }
        assert_eq!(found(&disk, &original(5_000).text), None);
    }
}

#[test]
fn what_is_removed_is_not_found_and_what_is_unknown_is_named() {
    let rules = RuleSets::builtin();
    let folder = tempfile::tempdir().unwrap();
    built(folder.path(), 12, &rules);
    let names = ["article-3", "https://www.pier.example/4/", "articles/5.txt"];
    let names = names.map(str::to_owned);
    assert_eq!(Builder::remove(folder.path(), &names).unwrap(), 3);
    let library = on_disk(folder.path(), &rules).unwrap();
    for number in 3..6 {
        assert_eq!(found(&library, &original(number).text), None, "{number}");
    }
    assert!(found(&library, &original(6).text).is_some());
    for name in ["article-3", "nobody"] {
        let error = Builder::remove(folder.path(), &[name.to_owned()]).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
    }
    Builder::merge(folder.path(), |kept| entry_again(kept, &rules)).unwrap();
    assert_eq!(Shelf::open(folder.path()).unwrap().len(), 9);
}

#[test]
fn one_writer_at_a_time_and_readers_keep_what_they_opened() {
    let rules = RuleSets::builtin();
    let folder = tempfile::tempdir().unwrap();
    built(folder.path(), 8, &rules);
    let reader = on_disk(folder.path(), &rules).unwrap();
    let writer = Builder::append(folder.path(), "rules").unwrap();
    let error = Builder::append(folder.path(), "rules").unwrap_err();
    assert!(error.to_string().contains("process"), "{error}");
    drop(writer);
    Builder::merge(folder.path(), |kept| entry_again(kept, &rules)).unwrap();
    assert_eq!(
        found(&reader, &original(2).text).as_deref(),
        Some("article-2")
    );
    assert!(Builder::create(folder.path(), "rules").is_err());
}

#[test]
fn a_damaged_file_is_named_and_never_ends_the_program() {
    let rules = RuleSets::builtin();
    let folder = tempfile::tempdir().unwrap();
    built(folder.path(), 40, &rules);
    let segment = folder.path().join("segments").join("000001");
    let mut files: Vec<_> = fs::read_dir(&segment)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    for file in &files {
        let whole = fs::read(file).unwrap();
        let flipped = |at: usize| {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x41;
            bytes
        };
        let step = whole.len() / 12 + 1;
        let mut kinds: Vec<Vec<u8>> = (0..whole.len()).step_by(step).map(flipped).collect();
        kinds.push(flipped(whole.len() - 20));
        kinds.push(whole[..whole.len() / 2].to_vec());
        kinds.push(fs::read(files.iter().find(|other| *other != file).unwrap()).unwrap());
        for bytes in kinds {
            // A new file: what is mapped stays as it is.
            fs::remove_file(file).unwrap();
            fs::write(file, bytes).unwrap();
            let damages = verify(folder.path()).unwrap();
            assert!(
                damages.iter().any(|damage| damage.path == *file),
                "{}",
                file.display()
            );
            if let Ok(library) = on_disk(folder.path(), &rules) {
                let _ = library.audit(&page_of(&original(7).text));
            }
        }
        fs::remove_file(file).unwrap();
        fs::write(file, whole).unwrap();
    }
    assert!(verify(folder.path()).unwrap().is_empty());
    let manifest = folder.path().join("creditline-library.json");
    let text = fs::read_to_string(&manifest).unwrap();
    for (from, to, told) in [
        ("\"version\": 1", "\"version\": 2", "newer"),
        ("\"window\": 8", "\"window\": 9", "parameters"),
        ("\"000001\"", "\"../000001\"", "outside"),
    ] {
        fs::write(&manifest, text.replace(from, to)).unwrap();
        let error = Shelf::open(folder.path()).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }
}

#[test]
#[cfg(unix)]
fn killed_at_any_moment_a_library_is_as_before_or_as_after() {
    let rules = RuleSets::builtin();
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("library");
    built(&dir, 4, &rules);
    let file = folder.path().join("more.jsonl");
    json_lines(&file, 100..140);
    let kills = std::env::var("CREDITLINE_KILLS").ok();
    let kills: u64 = kills.and_then(|kills| kills.parse().ok()).unwrap_or(12);
    for kill in 0..kills {
        let before = Shelf::open(&dir).unwrap().len();
        let mut arguments = vec!["library", "merge", shown(&dir)];
        if kill % 3 != 2 {
            arguments = vec!["library", "add", shown(&dir), shown(&file)];
        }
        let mut running = std::process::Command::new(env!("CARGO_BIN_EXE_creditline"))
            .args(&arguments)
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(37 * kill * 97 % 1_500));
        let _ = running.kill();
        running.wait().unwrap();
        let after = Shelf::open(&dir).unwrap().len();
        assert!(
            [before, before + 40].contains(&after),
            "{before}, then {after}"
        );
        assert_eq!(verify(&dir).unwrap(), []);
    }
}

/// Articles as JSON lines, each under its address.
fn json_lines(file: &Path, numbers: impl Iterator<Item = u64>) {
    let lines: String = numbers
        .map(|number| {
            let original = original(number);
            let html = format!("<article><p>{}</p></article>", original.text);
            let url = original.url.map(String::from);
            format!("{}\n", serde_json::json!({ "url": url, "html": html }))
        })
        .collect();
    fs::write(file, lines).unwrap();
}

/// Checks a page that copies article 3.
fn check(dir: &Path, folder: &Path) -> (i32, String, String) {
    let page = folder.join("copy.html");
    let text = original(3).text;
    fs::write(&page, format!("<article><p>{text}</p></article>")).unwrap();
    let with = ["--no-config", "-f", "json", "--originals", shown(dir)];
    creditline(&[&["check", shown(&page)], with.as_slice()].concat())
}

#[test]
fn what_is_listed_twice_is_one_work_and_is_asked_for_once() {
    let folder = tempfile::tempdir().unwrap();
    let (dir, file) = (folder.path().join("kept"), folder.path().join("all.jsonl"));
    json_lines(&file, [1, 3, 3, 4].into_iter());
    let named = ["library", "build", shown(&dir), shown(&file), shown(&file)];
    let (code, _, told) = creditline(&named);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("4 originals, 3 works"), "{told}");
    let (code, report, told) = check(&dir, folder.path());
    assert_eq!(code, 1, "{told}");
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["summary"]["reprints"], 1, "{report}");
    // An address names both, and what nobody knows takes nothing away.
    let (code, _, told) = creditline(&["library", "remove", shown(&dir), "nobody"]);
    assert!(code == 2 && told.contains("`nobody`"), "{told}");
    let list = |dir: &Path| creditline(&["library", "list", shown(dir)]).1;
    assert_eq!(list(&dir).lines().count(), 4);
    let address = "https://pier.example/3";
    assert_eq!(
        creditline(&["library", "remove", shown(&dir), address]).0,
        0
    );
    assert_eq!(list(&dir).lines().count(), 2);
    assert_eq!(check(&dir, folder.path()).0, 0);
}

#[test]
fn what_cannot_be_written_can_be_read_and_other_parameters_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (dir, file) = (folder.path().join("kept"), folder.path().join("all.jsonl"));
    json_lines(&file, 1..5);
    assert_eq!(
        creditline(&["library", "build", shown(&dir), shown(&file)]).0,
        0
    );
    let before = check(&dir, folder.path());
    assert_eq!(before.0, 1, "{}", before.2);
    // Rights mean nothing to some users; a lock that is no file keeps everybody from writing, as read-only media do.
    fs::remove_file(dir.join("lock")).unwrap();
    fs::create_dir(dir.join("lock")).unwrap();
    assert_eq!(check(&dir, folder.path()), before);
    for change in ["add", "remove", "merge"] {
        let mut arguments = vec!["library", change, shown(&dir)];
        match change {
            "add" => arguments.push(shown(&file)),
            "remove" => arguments.push("https://pier.example/3"),
            _ => {}
        }
        let (code, _, told) = creditline(&arguments);
        assert!(code == 2 && told.contains("lock"), "{change}: {told}");
    }
    assert_eq!(creditline(&["library", "verify", shown(&dir)]).0, 0);
    assert_eq!(check(&dir, folder.path()), before);
    let manifest = dir.join("creditline-library.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("\"window\": 8", "\"window\": 9")).unwrap();
    for arguments in [["list"], ["verify"], ["merge"]] {
        let arguments = [&["library"], arguments.as_slice(), &[shown(&dir)]].concat();
        let (code, _, told) = creditline(&arguments);
        assert!(
            code == 2 && told.contains("build it again"),
            "{arguments:?}: {told}"
        );
    }
    let (code, _, told) = check(&dir, folder.path());
    assert!(code == 2 && told.contains("build it again"), "{told}");
}

#[test]
#[cfg(unix)]
fn killed_while_it_is_built_a_library_is_whole_or_not_there_and_can_be_built_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.jsonl");
    json_lines(&file, 1..41);
    for (kill, delay) in [20, 150, 400, 700, 1_000, 1_500].into_iter().enumerate() {
        let dir = folder.path().join(format!("kept-{kill}"));
        let arguments = ["library", "build", shown(&dir), shown(&file)];
        let mut running = std::process::Command::new(env!("CARGO_BIN_EXE_creditline"))
            .args(arguments)
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay));
        let _ = running.kill();
        running.wait().unwrap();
        if Shelf::open(&dir).is_err() {
            let (code, _, told) = creditline(&arguments);
            assert_eq!(code, 0, "after {delay} ms: {told}");
        }
        assert_eq!(Shelf::open(&dir).unwrap().len(), 40);
        assert_eq!(verify(&dir).unwrap(), []);
    }
}
