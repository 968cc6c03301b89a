use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;

/// Writes one small file per name, with the folders it needs.
fn tree(names: &[&str]) -> TempDir {
    let root = TempDir::new().unwrap();
    for name in names {
        write(root.path(), name, "x");
    }
    root
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn run<A: AsRef<OsStr>>(args: &[A]) -> Expanded {
    expand(args, &ExpandOptions::default())
}

/// The locations of all sources, with the root cut off.
fn names(expanded: &Expanded, root: &Path) -> Vec<String> {
    let root = format!("{}/", show_path(root));
    expanded
        .sources
        .iter()
        .map(|source| source.location().replace(&root, ""))
        .collect()
}

#[test]
fn a_directory_gives_its_pages_sorted() {
    let root = tree(&[
        "b.html",
        "a/z.HTM",
        "a/y.md",
        "c.xhtml",
        "d.txt",
        "e.markdown",
        "x.css",
        "y.html.gz",
        ".hidden.html",
        ".git2/x.html",
        "html",
    ]);
    let expanded = run(&[root.path()]);
    assert_eq!(
        names(&expanded, root.path()),
        [
            "a/y.md",
            "a/z.HTM",
            "b.html",
            "c.xhtml",
            "d.txt",
            "e.markdown",
            "y.html.gz"
        ]
    );
    assert_eq!(expanded.problems, []);
}

#[test]
fn a_named_file_is_taken_whatever_its_ending() {
    let root = tree(&["page.php", ".hidden.html"]);
    let expanded = run(&[
        root.path().join("page.php"),
        root.path().join(".hidden.html"),
    ]);
    assert_eq!(names(&expanded, root.path()), ["page.php", ".hidden.html"]);
}

#[test]
fn each_file_comes_once_at_its_first_place() {
    let root = tree(&["a.html", "sub/b.html"]);
    let expanded = run(&[
        root.path().join("sub/b.html"),
        root.path().to_owned(),
        root.path().join("sub/../a.html"),
        root.path().join("sub"),
    ]);
    assert_eq!(names(&expanded, root.path()), ["sub/b.html", "a.html"]);
    let expanded = run(&["-", "https://example.org/a", "https://EXAMPLE.org/a", "-"]);
    assert_eq!(expanded.sources.len(), 2);
}

#[test]
fn gitignore_counts_inside_a_repository_only() {
    let root = tree(&["keep.html", "drafts/x.html", "sub/y.html", "sub/tmp.html"]);
    write(root.path(), ".gitignore", "drafts/\n");
    write(root.path(), "sub/.gitignore", "tmp.*\n");
    assert_eq!(run(&[root.path()]).sources.len(), 4);
    fs::create_dir(root.path().join(".git")).unwrap();
    let expanded = run(&[root.path()]);
    assert_eq!(names(&expanded, root.path()), ["keep.html", "sub/y.html"]);
    let all = expand(
        &[root.path()],
        &ExpandOptions {
            gitignore: false,
            ..ExpandOptions::default()
        },
    );
    assert_eq!(all.sources.len(), 4);
}

#[test]
fn a_named_directory_that_is_ignored_is_read_all_the_same() {
    let root = tree(&["public/a.html", "public/sub/b.html"]);
    fs::create_dir(root.path().join(".git")).unwrap();
    for rule in ["public/\n", "/public/*\n", "*.html\n"] {
        write(root.path(), ".gitignore", rule);
        let expanded = run(&[root.path().join("public")]);
        assert_eq!(expanded.sources.len(), 2, "{rule}");
    }
}

#[test]
fn faults_are_named_and_the_others_go_on() {
    let root = tree(&["a.html", "images/x.png", "empty/.keep"]);
    let expanded = run(&[
        root.path().join("absent.html"),
        root.path().join("images"),
        root.path().join("empty"),
        root.path().join("a.html"),
        root.path().join("a.html/below"),
    ]);
    assert_eq!(names(&expanded, root.path()), ["a.html"]);
    let codes: Vec<_> = expanded.problems.iter().map(|p| p.kind.as_str()).collect();
    assert_eq!(codes, ["not-found", "no-pages", "no-pages", "unreadable"]);
    for (problem, name) in expanded
        .problems
        .iter()
        .zip(["absent.html", "images", "empty"])
    {
        assert!(problem.to_string().contains(name), "{problem}");
    }
    assert!(
        expanded.problems[1]
            .message
            .contains("its only file is of another kind")
    );
    assert!(expanded.problems[2].message.contains("no files"));
}

#[test]
fn a_host_without_scheme_and_a_pattern_get_their_own_advice() {
    let expanded = run(&[
        "example.org/13219.html",
        "www.example.org",
        "no/*.html",
        "gone.html",
    ]);
    let help: Vec<_> = expanded.problems.iter().map(|p| p.help.as_str()).collect();
    assert!(help[0].contains("https://example.org/13219.html"));
    assert!(help[1].contains("https://www.example.org"));
    assert!(help[2].contains("pattern"));
    assert!(help[3].contains("working directory"));
}

#[test]
fn addresses_are_checked() {
    let expanded = run(&[
        "HTTPS://Example.org/a b",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "https://tobias:secret@example.org/",
        "https://tobias:secret@exa mple.org/",
        "http://",
    ]);
    assert_eq!(expanded.sources[0].location(), "https://example.org/a%20b");
    assert_eq!(expanded.sources.len(), 1);
    let codes: Vec<_> = expanded.problems.iter().map(|p| p.kind.as_str()).collect();
    assert_eq!(
        codes,
        [
            "unsupported-scheme",
            "unsupported-scheme",
            "credentials-in-url",
            "invalid-url",
            "invalid-url"
        ]
    );
    for problem in &expanded.problems {
        assert!(!problem.to_string().contains("secret"), "{problem}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_never_in_circles() {
    use std::os::unix::fs::symlink;
    let root = tree(&["site/a.html", "outside/b.html", "outside/more/c.html"]);
    let site = root.path().join("site");
    let outside = root.path().join("outside");
    for (target, link) in [
        (outside.clone(), "site/out"),
        (outside.join("b.html"), "site/single.html"),
        (site.join("a.html"), "site/again.html"),
        (site.clone(), "site/loop"),
        (site.clone(), "outside/back"),
        (outside.clone(), "outside/self"),
        (root.path().to_owned(), "site/up"),
        (root.path().join("gone.html"), "site/gone.html"),
        (root.path().join("gone"), "site/.#a.html"),
    ] {
        symlink(target, root.path().join(link)).unwrap();
    }
    let expanded = run(&[&site]);
    // What has its own name below the root, or was found through another link, is read once.
    assert_eq!(
        names(&expanded, &site),
        ["a.html", "out/b.html", "out/more/c.html"]
    );
    assert_eq!(expanded.problems, []);
    assert_eq!(
        expanded.dead_links,
        [site.join("gone.html"), site.join("up")]
    );
    assert_eq!(
        names(&run(&[site.join("*.html")]), &site),
        ["a.html", "single.html"]
    );

    // A link that the user names himself is followed.
    let link = root.path().join("link");
    symlink(&site, &link).unwrap();
    assert_eq!(names(&run(&[&link]), &link), names(&expanded, &site));
}

/// Each folder is entered through one link only: the ways through links that lead on to links double with every folder.
#[cfg(unix)]
#[test]
fn many_ways_to_a_folder_are_one() {
    use std::os::unix::fs::symlink;
    let root = tree(&["site/a.html", "far/30/page.html"]);
    let far = |number: usize| root.path().join("far").join(number.to_string());
    for number in 0..30 {
        fs::create_dir_all(far(number)).unwrap();
    }
    for number in 0..30 {
        for name in ["left", "right"] {
            symlink(far(number + 1), far(number).join(name)).unwrap();
        }
    }
    symlink(far(0), root.path().join("site/in")).unwrap();
    assert_eq!(run(&[root.path().join("site")]).sources.len(), 2);
}

#[test]
fn packed_pages_of_a_folder_are_pages() {
    let root = tree(&["a.html.gz", "b.MD.GZ", "c.tar.gz", "d.gz"]);
    assert_eq!(
        names(&run(&[root.path()]), root.path()),
        ["a.html.gz", "b.MD.GZ"]
    );
}

/// A list that is named as a page reprints nothing, whatever the pages in it do.
#[test]
fn a_list_of_pages_is_no_page() {
    let root = tree(&[]);
    for (name, text) in [
        ("list.md", "- https://a.example/1\n- https://a.example/2\n"),
        ("list.csv", "url,title\nhttps://a.example/1,Mills\n"),
        ("list.json", "[\"https://a.example/1\"]"),
        ("list.txt", "pages/one.html\npages/two.html\n"),
    ] {
        write(root.path(), name, text);
        let expanded = run(&[root.path().join(name)]);
        assert_eq!(expanded.sources, [], "{name}");
        assert_eq!(expanded.problems[0].kind, ReasonKind::NotAPage, "{name}");
        assert!(expanded.problems[0].help.contains("--files-from"), "{name}");
    }
    // A site may have a page of links.
    assert_eq!(
        names(&run(&[root.path()]), root.path()),
        ["list.md", "list.txt"]
    );
    assert_eq!(
        names(&run(&[root.path().join("*.md")]), root.path()),
        ["list.md"]
    );
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8_are_found_and_opened() {
    use std::os::unix::ffi::OsStrExt;
    let root = TempDir::new().unwrap();
    let name = OsStr::from_bytes(b"caf\xe9.html");
    fs::write(root.path().join(name), "x").unwrap();
    let expanded = run(&[root.path()]);
    let Source::File(path) = &expanded.sources[0] else {
        panic!("no file: {expanded:?}");
    };
    assert_eq!(fs::read(path).unwrap(), b"x");
    assert!(expanded.sources[0].location().ends_with("caf\u{fffd}.html"));
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_a_problem() {
    use std::os::unix::fs::PermissionsExt;
    let root = tree(&["a.html", "locked/b.html"]);
    let locked = root.path().join("locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read_dir(&locked).is_ok() {
        println!("skipped: this user may read everything");
        return;
    }
    let expanded = run(&[root.path()]);
    assert_eq!(names(&expanded, root.path()), ["a.html"]);
    assert_eq!(expanded.problems[0].kind, ReasonKind::Unreadable);
    assert!(expanded.problems[0].location.ends_with("/locked"));
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn an_archive_stands_for_its_pages() {
    let page = |number: u32| {
        let content = format!("HTTP/1.1 200 OK\r\n\r\n<p>{number}</p>");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n\
             Content-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    };
    let root = tree(&[]);
    write(root.path(), "whole.warc", &(page(1) + &page(2)));
    write(root.path(), "cut.warc", &(page(3) + &page(4)[..50]));
    write(root.path(), "empty.warc", "");
    let args = ["whole.warc", "cut.warc", "empty.warc"].map(|name| root.path().join(name));
    let expanded = run(&args);
    let locations: Vec<_> = expanded.sources.iter().map(Source::location).collect();
    assert_eq!(
        locations,
        [
            "https://example.org/1",
            "https://example.org/2",
            "https://example.org/3"
        ]
    );
    let problems: Vec<_> = expanded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].contains("cut.warc"), "{problems:?}");
    assert!(
        problems[0].contains(&format!("past byte {}", page(3).len())),
        "{problems:?}"
    );
    assert!(problems[1].contains("empty.warc"), "{problems:?}");

    let loaded = Loader::new(crate::input::LoadOptions::default()).load_all(&expanded.sources);
    let bodies: Vec<_> = loaded.into_iter().map(|one| one.unwrap().bytes).collect();
    assert_eq!(bodies, [b"<p>1</p>", b"<p>2</p>", b"<p>3</p>"]);
}

#[test]
fn a_pattern_stands_for_the_files_that_fit_it() {
    let root = tree(&["a/b.html", "a/c/d.html", "a/c/e.php", "f.html", ".git/x"]);
    write(root.path(), ".gitignore", "a/c\n");
    let named = |pattern: &str| {
        let expanded = run(&[root.path().join(pattern)]);
        assert_eq!(expanded.problems, [], "{pattern}");
        names(&expanded, root.path())
    };
    assert_eq!(named("*.html"), ["f.html"]);
    assert_eq!(named("**/*.html"), ["a/b.html", "f.html"]);
    assert_eq!(named("a/{b,x}.htm?"), ["a/b.html"]);
    // Whoever names what is ignored means it.
    assert_eq!(named("a/c/*"), ["a/c/d.html", "a/c/e.php"]);
    let empty = run(&[root.path().join("*.txt"), root.path().join("no/such/*")]);
    assert_eq!((empty.sources.len(), empty.problems.len()), (0, 2));
    assert!(empty.problems[0].message.ends_with("matches no file"));
}

#[test]
fn the_folder_of_a_pattern() {
    for (pattern, folder) in [
        ("public/**/*.html", "public"),
        ("/srv/www/*", "/srv/www"),
        ("*.html", ""),
        ("a/b.html", "a/b.html"),
    ] {
        assert_eq!(
            crate::input::pattern_folder(pattern),
            Path::new(folder),
            "{pattern}"
        );
    }
}
