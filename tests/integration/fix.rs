//! `check --fix`: the credit line put into files, and nothing else touched.

use std::collections::BTreeMap;
use std::fs;

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_8, WINDOWS_1252};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::desk::{Desk, Run};
use crate::prose;

const URL: &str = "https://river.example/notes/ferry.html";

fn mend(desk: &Desk, file: &str, more: &[&str]) -> Run {
    let mut args = vec!["check", file, "--originals", "original.md", "-f", "json"];
    args.extend(more);
    desk.run(&args)
}

fn read(desk: &Desk, file: &str) -> Vec<u8> {
    fs::read(desk.path().join(file)).unwrap()
}

/// The stretch that was put in, given that everything around it is as it was.
#[track_caller]
fn inserted(before: &[u8], after: &[u8]) -> Vec<u8> {
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let tail = before.len() - head;
    assert!(after.len() >= before.len(), "something was taken out");
    assert_eq!(
        &before[head..],
        &after[after.len() - tail..],
        "something else was changed"
    );
    after[head..after.len() - tail].to_vec()
}

/// Mends a file and gives what was put in; the page passes then, and a second run changes nothing.
#[track_caller]
pub(crate) fn mended(desk: &Desk, file: &str, before: &[u8]) -> Vec<u8> {
    desk.write(file, before);
    assert_eq!(mend(desk, file, &[]).code, 1, "there is nothing to mend");
    let patch = patch(desk, file);
    let run = mend(desk, file, &["--fix"]);
    assert_eq!(run.code, 0, "{}\n{}", run.stderr, run.stdout);
    run.assert_credited(file);
    assert!(run.stderr.contains("fixed: "), "{}", run.stderr);
    let after = read(desk, file);
    if let Some(patched) = patch.and_then(|patch| applied(file, before, &patch)) {
        assert_eq!(patched, after, "{file}");
    }
    let again = mend(desk, file, &["--fix"]);
    assert_eq!((again.code, again.stderr.as_str()), (0, ""));
    assert_eq!(read(desk, file), after, "a second run changes nothing");
    inserted(before, &after)
}

/// What `--diff` writes into a file; `None` where it says that it is for reading only.
fn patch(desk: &Desk, file: &str) -> Option<Vec<u8>> {
    patch_with(desk, file, "original.md")
}

fn patch_with(desk: &Desk, file: &str, originals: &str) -> Option<Vec<u8>> {
    let output = desk
        .command(&["check", file, "--originals", originals, "--diff"])
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    (!told.contains("for reading only")).then_some(output.stdout)
}

/// A file after `git apply`; `None` where there is no Git.
#[track_caller]
fn applied(file: &str, before: &[u8], patch: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, before).unwrap();
    fs::write(folder.path().join("p"), patch).unwrap();
    let git = std::process::Command::new("git")
        .args(["-c", "core.autocrlf=false", "apply", "p"])
        .current_dir(folder.path())
        .output();
    let Ok(git) = git else {
        eprintln!("skipped: Git is not installed");
        return None;
    };
    assert!(
        git.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&git.stderr),
        String::from_utf8_lossy(patch)
    );
    Some(fs::read(path).unwrap())
}

fn paragraphs(open: &str, close: &str, end: &str) -> String {
    prose::ENGLISH
        .trim()
        .split("\n\n")
        .map(|text| format!("{open}{}{close}{end}", text.replace('\n', " ")))
        .collect()
}

fn html(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Boats</title></head><body><article>{body}</article><footer>Boats weekly</footer></body></html>"
    )
}

#[test]
fn the_line_goes_after_the_text_in_the_way_of_the_file() {
    let desk = Desk::new();
    let body = paragraphs("    <p>", "</p>", "\r\n");
    let page = html(&format!("\r\n{body}    <p>And that was that.</p>\r\n"));
    let put = String::from_utf8(mended(&desk, "a.html", page.as_bytes())).unwrap();
    assert!(put.contains(&format!("<a href=\"{URL}\">")), "{put}");
    assert_eq!(
        put.matches("\r\n").count(),
        put.matches('\n').count(),
        "{put:?}"
    );
    let after = String::from_utf8(read(&desk, "a.html")).unwrap();
    assert!(
        after.contains("pass through.</p>\r\n    <p>Source:"),
        "{after}"
    );
    assert!(
        after.contains("</a></p>\r\n    <p>And that was that."),
        "{after}"
    );
}

#[test]
fn a_minified_page_stays_one_line() {
    let desk = Desk::new();
    let page = html(&paragraphs("<p>", "", ""));
    let put = mended(&desk, "a.html", page.as_bytes());
    assert!(!put.contains(&b'\n'));
}

#[test]
fn lists_and_tables_are_not_torn() {
    let desk = Desk::new();
    for (name, body, after) in [
        (
            "list.html",
            format!("<ul>{}</ul><p>More.</p>", paragraphs("<li>", "</li>", "")),
            "</ul><p>Source",
        ),
        (
            "quote.html",
            format!(
                "<blockquote>{}</blockquote><p>More.</p>",
                paragraphs("<p>", "</p>", "\n")
            ),
            "</blockquote><p>Source",
        ),
        (
            "table.html",
            format!(
                "<table><tr><td>{}</td></tr></table><p>More.</p>",
                paragraphs("<p>", "</p>", "")
            ),
            "</table><p>Source",
        ),
        (
            "bare.html",
            format!(
                "<div>{}</div><p>More.</p>",
                prose::ENGLISH.trim().replace("\n\n", "<br><br>")
            ),
            "through.<p>Source",
        ),
        (
            "open-list.html",
            format!(
                "<ul>{}<li>Read our imprint</ul>",
                paragraphs("<li>", "", "\n")
            ),
            "through.\n<p>Source",
        ),
    ] {
        mended(&desk, name, html(&body).as_bytes());
        let page = String::from_utf8(read(&desk, name)).unwrap();
        assert!(page.contains(after), "{name}: {page}");
    }
}

#[test]
fn markdown_gets_a_paragraph_of_its_own() {
    let desk = Desk::new();
    let page = format!(
        "---\ntitle: Boats\n---\n\n# Boats\n\n{}\nAnd that was that.\n",
        prose::ENGLISH
    );
    mended(&desk, "copy.md", page.as_bytes());
    let page = String::from_utf8(read(&desk, "copy.md")).unwrap();
    assert!(
        page.contains(&format!(
            "through.\n\nSource: The ferry at Lower Bend by Marta Lind: [{URL}]({URL})\n\nAnd that"
        )),
        "{page}"
    );
    // At the very end of a file without a last line end.
    let page = prose::ENGLISH.trim_end();
    let put = mended(&desk, "end.md", page.as_bytes());
    assert!(put.starts_with(b"\n\nSource: "));
}

#[test]
fn wrong_links_are_corrected_in_place() {
    let desk = Desk::new();
    let near = "https://river.example/notes/fery.html";
    let credit = format!(
        "<p>By Marta Lind. Originally published at <a class=x href='{near}' title=y>{near}</a>.</p>"
    );
    let before = html(&format!("{}{credit}", paragraphs("<p>", "</p>", "\n")));
    desk.write("a.html", &before);
    let run = mend(&desk, "a.html", &["--fix"]);
    assert_eq!(run.code, 0, "{}{}", run.stderr, run.stdout);
    let after = String::from_utf8(read(&desk, "a.html")).unwrap();
    assert_eq!(after, before.replace(near, URL));

    desk.write(
        "b.md",
        format!(
            "{}\n\nBy Marta Lind. Originally published at [River Notes](https://river.example/).\n",
            prose::ENGLISH
        ),
    );
    let run = mend(&desk, "b.md", &["--fix"]);
    assert_eq!(run.code, 0, "{}{}", run.stderr, run.stdout);
    let after = String::from_utf8(read(&desk, "b.md")).unwrap();
    assert!(
        after.ends_with(&format!("[River Notes]({URL}).\n")),
        "{after}"
    );
}

/// Other links of the page that use a definition stay as they are.
#[test]
fn a_definition_that_others_use_stays() {
    let desk = Desk::new();
    for (written, mended) in [
        ("[River Notes][r]", format!("[River Notes]({URL})")),
        ("[r][]", format!("[r]({URL})")),
        ("[r]", format!("[r]({URL})")),
    ] {
        let page = |credit: &str| {
            format!(
                "{}\n\nBy Marta Lind. Originally published at {credit}.\n\nWe also like the [paper][r] as such.\n\n\
                 [r]: https://river.example/\n",
                prose::ENGLISH
            )
        };
        desk.write("a.md", page(written));
        let run = mend(&desk, "a.md", &["--fix"]);
        assert_eq!(run.code, 0, "{written}: {}{}", run.stderr, run.stdout);
        let after = String::from_utf8(read(&desk, "a.md")).unwrap();
        assert_eq!(after, page(&mended));
    }
    // One that only the credit uses is put right itself.
    let page = |url: &str| {
        format!(
            "{}\n\nBy Marta Lind. Originally published at [River Notes][r].\n\n[r]: {url}\n",
            prose::ENGLISH
        )
    };
    desk.write("b.md", page("https://river.example/"));
    assert_eq!(mend(&desk, "b.md", &["--fix"]).code, 0);
    assert_eq!(read(&desk, "b.md"), page(URL).into_bytes());
}

/// A packed page is judged, and left as it is.
#[test]
fn packed_pages_are_not_mended() {
    let desk = Desk::new();
    let packed = crate::packed::gzip(html(&paragraphs("<p>", "</p>", "\n")).as_bytes());
    desk.write("a.html.gz", &packed);
    let run = mend(&desk, ".", &["--fix"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("unpack it"), "{}", run.stderr);
    assert_eq!(read(&desk, "a.html.gz"), packed);
}

#[test]
fn an_address_in_plain_text_becomes_a_link() {
    let desk = Desk::new();
    let credit = format!("<p>By Marta Lind. Originally published at {URL}.</p>");
    let before = html(&format!("{}{credit}", paragraphs("<p>", "</p>", "\n")));
    desk.write("a.html", &before);
    let run = mend(&desk, "a.html", &["--fix"]);
    assert_eq!(run.code, 0, "{}{}", run.stderr, run.stdout);
    let after = String::from_utf8(read(&desk, "a.html")).unwrap();
    assert_eq!(
        after,
        before.replace(URL, &format!("<a href=\"{URL}\">{URL}</a>"))
    );
}

#[test]
fn what_is_not_mended_is_said() {
    let desk = Desk::new();
    let hidden = format!(
        "<p style='display:none'>By Marta Lind. Originally published at <a href='{URL}'>{URL}</a></p>"
    );
    let page = html(&format!("{}{hidden}", paragraphs("<p>", "</p>", "\n")));
    desk.write("hidden.html", &page);
    let run = mend(&desk, "hidden.html", &["--fix"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr
            .contains("not fixed: hidden.html: hidden-attribution"),
        "{}",
        run.stderr
    );
    assert_eq!(read(&desk, "hidden.html"), page.as_bytes());

    desk.write("copy.txt", prose::ENGLISH);
    let run = mend(&desk, "copy.txt", &["--fix"]);
    assert!(
        run.stderr
            .contains("only HTML and Markdown files are mended"),
        "{}",
        run.stderr
    );
    assert_eq!(read(&desk, "copy.txt"), prose::ENGLISH.as_bytes());
}

#[test]
fn a_diff_writes_nothing() {
    let desk = Desk::new();
    let page = html(&paragraphs("<p>", "</p>", "\n"));
    desk.write("a.html", &page);
    let run = mend(&desk, "a.html", &["--diff"]);
    assert_eq!(run.code, 1, "the page is as it was");
    assert!(
        run.stdout.starts_with("--- a/a.html\n+++ b/a.html\n@@ "),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("\n+<p>Source: "), "{}", run.stdout);
    assert!(run.stderr.contains("would fix: a.html"), "{}", run.stderr);
    assert_eq!(read(&desk, "a.html"), page.as_bytes());
    let both = mend(&desk, "a.html", &["--diff", "--fix"]);
    assert_eq!(both.code, 0);
    assert_eq!(both.stdout, run.stdout);
    assert_ne!(read(&desk, "a.html"), page.as_bytes());
}

/// Names, line ends, places and charsets of files whose patch must be one; what stands in a log must not be obeyed.
#[test]
fn a_diff_is_a_patch_wherever_its_lines_are_harmless() {
    let desk = Desk::new();
    fs::create_dir(desk.path().join("deep er")).unwrap();
    let page = html(&paragraphs("<p>", "</p>", "\n"));
    let unended = page.trim_end().to_owned();
    let text = paragraphs("", "", "\n\n");
    let minified = page.replace('\n', "");
    for (file, page) in [
        ("deep er/a b.html", page.clone()),
        ("\u{e4}\u{6c34}.html", page.clone()),
        ("quote\"\\.html", page.clone()),
        ("unended.html", unended.clone()),
        ("crlf.html", page.replace('\n', "\r\n")),
        ("minified.html", minified),
        ("text.md", text.trim_end().to_owned()),
        ("crlf.md", text.replace('\n', "\r\n")),
    ] {
        mended(&desk, file, page.as_bytes());
        desk.write(file, &page);
        assert!(patch(&desk, file).is_some(), "{file}");
    }
    // Named from elsewhere in the tree, it is named as seen from there.
    desk.write("a.html", &page);
    let absolute = desk.path().join("a.html");
    let patch_of = patch(&desk, absolute.to_str().unwrap()).expect("a patch");
    assert!(patch_of.starts_with(b"--- a/a.html\n"));

    let hostile = page.replace("</article>", "::error::obey\n</article>");
    assert_ne!(hostile, page);
    desk.write("hostile.html", hostile);
    let run = mend(&desk, "hostile.html", &["--diff"]);
    assert!(run.stderr.contains("for reading only"), "{}", run.stderr);
    assert!(run.stdout.contains("\\::error::obey"), "{}", run.stdout);
}

/// A text after the edits of a report; `column` says how a place is counted in a line of text.
fn edited(text: &str, edits: &[Edit], column: fn(&str, usize) -> usize) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let offset = |line: &Value, at: &Value| {
        let line = line.as_u64().unwrap() as usize - 1;
        let before: usize = lines[..line].iter().map(|line| line.len()).sum();
        let rest = lines.get(line).copied().unwrap_or_default();
        before + column(rest, at.as_u64().unwrap() as usize - 1)
    };
    let mut new = text.to_owned();
    for (start, end, insert) in edits.iter().rev() {
        let start = offset(&start[0], &start[1]);
        let end = offset(&end[0], &end[1]);
        new.replace_range(start..end, insert);
    }
    new
}

/// An edit of a report: where it begins and ends, each a line and a column, and what stands there then.
type Edit = (Value, Value, String);

/// The edits of the first finding of each file that SARIF has fixes for.
fn sarif_edits(report: &Value) -> BTreeMap<String, Vec<Edit>> {
    let mut all = BTreeMap::new();
    for result in report["runs"][0]["results"].as_array().unwrap() {
        let change = &result["fixes"][0]["artifactChanges"][0];
        let Some(replacements) = change["replacements"].as_array() else {
            continue;
        };
        let edits = replacements.iter().map(|one| {
            let region = &one["deletedRegion"];
            (
                json!([region["startLine"], region["startColumn"]]),
                json!([region["endLine"], region["endColumn"]]),
                one["insertedContent"]["text"].as_str().unwrap().to_owned(),
            )
        });
        let file = change["artifactLocation"]["uri"].as_str().unwrap();
        all.entry(file.to_owned())
            .or_insert_with(|| edits.collect());
    }
    all
}

/// The same of reviewdog's format.
fn rdjson_edits(report: &Value) -> BTreeMap<String, Vec<Edit>> {
    let mut all = BTreeMap::new();
    for one in report["diagnostics"].as_array().unwrap() {
        let Some(suggestions) = one["suggestions"].as_array() else {
            continue;
        };
        let edits = suggestions.iter().map(|one| {
            let place = |side: &str| {
                let point = &one["range"][side];
                json!([point["line"], point["column"]])
            };
            let text = one["text"].as_str().unwrap().to_owned();
            (place("start"), place("end"), text)
        });
        let file = one["location"]["path"].as_str().unwrap();
        all.entry(file.to_owned())
            .or_insert_with(|| edits.collect());
    }
    all
}

/// Every sample that can be mended: by its patch, and by the edits of each report that has some.
#[test]
fn samples_are_mended_by_patch_and_by_the_edits_of_reports() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let originals = samples.join("originals");
    let desk = Desk::new();
    let run = |what: &str, more: &[&str]| {
        let mut args = vec!["check", what, "--originals", originals.to_str().unwrap()];
        args.extend(more);
        desk.run(&args)
    };
    let edits =
        |format: &str| serde_json::from_str(&run("before", &["-f", format]).stdout).unwrap();
    let characters = |line: &str, at: usize| {
        let mut all = line.char_indices().map(|(offset, _)| offset);
        all.nth(at).unwrap_or(line.len())
    };
    for folder in ["before", "after"] {
        fs::create_dir(desk.path().join(folder)).unwrap();
    }
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(samples.join("suspects")).unwrap() {
        let entry = entry.unwrap();
        let name = format!("before/{}", entry.file_name().into_string().unwrap());
        if let Ok(text) = fs::read_to_string(entry.path()) {
            desk.write(&name, &text);
            texts.insert(name, text);
        }
    }
    let (sarif, rdjson) = (sarif_edits(&edits("sarif")), rdjson_edits(&edits("rdjson")));
    assert!(
        sarif.len() >= 8,
        "only {} samples can be mended",
        sarif.len()
    );
    for (name, list) in &sarif {
        let after = edited(&texts[name], list, characters);
        assert_eq!(
            after,
            edited(&texts[name], &rdjson[name], |_, at| at),
            "{name}"
        );
        desk.write(&name.replacen("before", "after", 1), &after);
    }
    let (before, after) = (
        run("before", &["-f", "json"]),
        run("after", &["-f", "json"]),
    );
    let findings = |audit: Value| {
        let matches = audit["matches"].as_array().unwrap().clone();
        { matches.iter() }
            .filter_map(|found| found["findings"].as_array())
            .map(Vec::len)
            .sum::<usize>()
    };
    for name in sarif.keys() {
        let fewer = findings(after.audit(&name.replacen("before", "after", 1)));
        assert!(fewer < findings(before.audit(name)), "{name}");
    }

    let patch = patch_with(&desk, "before", originals.to_str().unwrap()).expect("a patch");
    desk.write("p", &patch);
    let git = std::process::Command::new("git")
        .args(["-c", "core.autocrlf=false", "apply", "p"])
        .current_dir(desk.path())
        .output();
    let Ok(git) = git else {
        eprintln!("skipped: Git is not installed");
        return;
    };
    assert!(
        git.status.success(),
        "{}",
        String::from_utf8_lossy(&git.stderr)
    );
    for name in sarif.keys() {
        assert_ne!(
            read(&desk, name),
            texts[name].as_bytes(),
            "{name} has no patch"
        );
    }
    let again = patch_with(&desk, "before", originals.to_str().unwrap());
    assert_eq!(again.unwrap_or_default(), b"", "not at once");
}

#[test]
fn what_somebody_lives_with_stays() {
    let desk = Desk::new();
    let ignored = format!(
        "{}<!-- creditline: ignore[missing-attribution] agreed -->",
        paragraphs("<p>", "</p>", "\n")
    );
    desk.write("ignored.html", html(&ignored));
    desk.write("known.html", html(&paragraphs("<p>", "</p>", "\n")));
    mend(
        &desk,
        "known.html",
        &["--baseline", "known.txt", "--update-baseline"],
    );
    for file in ["ignored.html", "known.html"] {
        let before = read(&desk, file);
        let run = mend(&desk, file, &["--fix", "--baseline", "known.txt"]);
        assert_eq!(
            (run.code, read(&desk, file)),
            (0, before),
            "{file}: {}",
            run.stderr
        );
    }
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new();
    desk.write("real.html", html(&paragraphs("<p>", "</p>", "\n")));
    let real = desk.path().join("real.html");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.html", desk.path().join("link.html")).unwrap();
    let run = mend(&desk, "link.html", &["--fix"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert!(
        fs::symlink_metadata(desk.path().join("link.html"))
            .unwrap()
            .is_symlink()
    );
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed_to_change_files_elsewhere() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    let before = html(&paragraphs("<p>", "</p>", "\n")).into_bytes();
    for folder in ["elsewhere", "site"] {
        fs::create_dir(desk.path().join(folder)).unwrap();
    }
    desk.write("elsewhere/real.html", &before);
    desk.write("site/index.html", "<p>Nothing is here yet.</p>");
    symlink(
        "../elsewhere/real.html",
        desk.path().join("site/linked.html"),
    )
    .unwrap();
    for named in ["site", "site/*.html"] {
        let run = mend(&desk, named, &["--fix"]);
        assert_eq!(
            (run.code, read(&desk, "elsewhere/real.html")),
            (1, before.clone()),
            "{named}: {}",
            run.stderr
        );
        assert!(
            run.stderr.contains("symbolic link out of the folder"),
            "{}",
            run.stderr
        );
    }
    // Whoever names the link itself means the file.
    let run = mend(&desk, "site/linked.html", &["--fix"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_ne!(read(&desk, "elsewhere/real.html"), before);
}

#[test]
fn what_a_charset_lacks_becomes_a_reference() {
    let desk = Desk::new();
    desk.write(
        "original.md",
        prose::original(prose::ENGLISH).replace("Marta Lind", "林晚舟"),
    );
    let page = html(&paragraphs("<p>", "</p>", "\n")).replace("utf-8", "windows-1252");
    let put = mended(&desk, "a.html", page.as_bytes());
    assert!(put.is_ascii());
    assert!(
        String::from_utf8(put)
            .unwrap()
            .contains("&#26519;&#26202;&#33311;")
    );
}

#[test]
fn sixteen_bits_are_kept() {
    let desk = Desk::new();
    let text = html(&paragraphs("<p>", "</p>", "\n")).replace("<meta charset=utf-8>", "");
    for (name, bytes) in [
        (
            "le.html",
            std::iter::once(0xfeff)
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>(),
        ),
        (
            "be.html",
            std::iter::once(0xfeff)
                .chain(text.encode_utf16())
                .flat_map(u16::to_be_bytes)
                .collect(),
        ),
    ] {
        let put = mended(&desk, name, &bytes);
        assert_eq!(put.len() % 2, 0);
    }
}

/// What stands around the text, in letters that the charset has.
fn surroundings(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "GBK" => "渡船周刊，每周出版。",
        "Big5" => "渡船週刊，每週出版。",
        "Shift_JIS" => "渡し船の週刊誌です。",
        "EUC-KR" => "나룻배 주간지입니다.",
        "windows-1252" => "Fähren – jede Woche neu.",
        _ => "Fähren 渡船 Паром 😀",
    }
}

fn charset() -> impl Strategy<Value = &'static Encoding> {
    prop::sample::select(vec![UTF_8, GBK, BIG5, SHIFT_JIS, EUC_KR, WINDOWS_1252])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Whatever the charset, the mark, the line ends and the markup around: only the line is new, and it stays once.
    #[test]
    fn nothing_outside_of_the_line_is_touched(
        encoding in charset(),
        mark in any::<bool>(),
        end in prop::sample::select(vec!["\n", "\r\n", "\r", ""]),
        (open, close) in prop::sample::select(vec![("<p>", "</p>"), ("<P CLASS=a>", "</P>"), ("<p>", ""), ("<div>", "</div>"), ("\t<p>", "</p >")]),
        after in prop::sample::select(vec!["", "<p>More to come.</p>", "<!-- end -->", "<hr>", "\u{c}<nav><a href='/'>Home</a></nav>"]),
    ) {
        let around = surroundings(encoding);
        let page = format!(
            "<!DOCTYPE html>{end}<html lang=en><head><meta charset={}><title>{around}</title></head><body>{end}<h1>{around}</h1>{end}\
             <article>{end}{}{after}</article>{end}<footer>{around}</footer></body></html>{end}",
            encoding.name(),
            paragraphs(open, close, end),
        );
        let (bytes, _, lacking) = encoding.encode(&page);
        prop_assert!(!lacking);
        let mut bytes = bytes.into_owned();
        if mark && encoding == UTF_8 {
            bytes.splice(0..0, *b"\xef\xbb\xbf");
        }
        let desk = Desk::new();
        mended(&desk, "a.html", &bytes);
    }
}

/// Who wrote the text is found elsewhere than the text: an author's page stays the author's, also where the original
/// names nobody.
#[test]
fn a_link_to_a_person_is_not_made_the_link_to_the_article() {
    let article = "https://tide.example/story/44";
    for profile in ["author/nora", "u/7", "en/people/nora-lund", "@nora"] {
        let desk = Desk::new();
        desk.write(
            "original.md",
            format!(
                "---\ntitle: The ferry at Lower Bend\npublisher: Tide Letter\nurl: {article}\n---\n\n{}",
                prose::ENGLISH
            ),
        );
        let line =
            format!("By [Nora Lund](https://tide.example/{profile}). Reposted from Tide Letter.");
        desk.write(
            "copy.md",
            format!("# Boats\n\n{}\n{line}\n", prose::ENGLISH),
        );
        mend(&desk, "copy.md", &["--fix"]);
        let after = String::from_utf8(read(&desk, "copy.md")).unwrap();
        assert!(
            after.contains(&format!("[Nora Lund](https://tide.example/{profile})")),
            "{profile}: {after}"
        );
    }
}
