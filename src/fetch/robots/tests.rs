use super::*;

fn allows(robots: &str, path: &str) -> bool {
    let url = Url::parse("https://example.org")
        .unwrap()
        .join(path)
        .unwrap();
    Robots::parse(robots.as_bytes(), "creditline").allows(&url)
}

#[test]
fn what_nobody_forbids_is_allowed() {
    assert!(allows("", "/a"));
    assert!(allows("words that are no rules\n:::\n", "/a"));
    assert!(allows("User-agent: *\nDisallow:\n", "/a"));
    assert!(allows("User-agent: other\nDisallow: /\n", "/a"));
    assert!(allows("Disallow: /\n", "/a"), "a rule outside every group");
    assert!(Robots::allow_all().allows(&Url::parse("https://example.org/a").unwrap()));
}

#[test]
fn the_group_that_names_us_counts_alone() {
    let robots = "User-agent: *\nDisallow: /\n\nUser-agent: CreditLine/0.1\nDisallow: /private\n";
    assert!(allows(robots, "/a"));
    assert!(!allows(robots, "/private/a"));
    // A group without rules allows everything.
    let robots = "User-agent: *\nDisallow: /\n\nUser-agent: creditline\n";
    assert!(allows(robots, "/a"));
    assert!(allows(
        "User-agent: creditline\nDisallow:\nUser-agent: *\nDisallow: /\n",
        "/a"
    ));
}

#[test]
fn groups_of_one_name_are_joined_and_names_share_a_group() {
    let robots = "user-agent: a\nuser-agent: creditline\nDisallow: /x\n\
                  User-Agent: b\nDisallow: /y\n\
                  USER-AGENT: creditline\nDISALLOW: /z\n";
    assert!(!allows(robots, "/x"));
    assert!(allows(robots, "/y"));
    assert!(!allows(robots, "/z"));
    // A key that is no rule does not end the list of names.
    let robots =
        "User-agent: creditline\nSitemap: https://example.org/s.xml\nUser-agent: b\nDisallow: /x\n";
    assert!(!allows(robots, "/x"));
}

#[test]
fn a_longer_name_is_another_robot() {
    assert!(allows("User-agent: creditline-news\nDisallow: /\n", "/a"));
    assert!(allows("User-agent: credit\nDisallow: /\n", "/a"));
}

#[test]
fn the_longest_pattern_decides_and_allow_wins_ties() {
    let robots = "User-agent: *\nAllow: /p\nDisallow: /\n";
    assert!(allows(robots, "/page"));
    assert!(!allows(robots, "/other"));
    assert!(allows(
        "User-agent: *\nDisallow: /folder\nAllow: /folder\n",
        "/folder/page"
    ));
    let robots = "User-agent: *\nAllow: /page\nDisallow: /*.htm\n";
    assert!(!allows(robots, "/page.htm"));
    let robots = "User-agent: *\nAllow: /$\nDisallow: /\n";
    assert!(allows(robots, "/"));
    assert!(!allows(robots, "/page.htm"));
}

#[test]
fn stars_and_the_end_mark() {
    for (pattern, path, matches) in [
        ("/", "/anything", true),
        ("/fish", "/fish.html", true),
        ("/fish", "/fishheads/a?b", true),
        ("/fish", "/Fish", false),
        ("/fish*", "/fish", true),
        ("/fish/", "/fish", false),
        ("/*.php", "/folder/any.php?x", true),
        ("/*.php", "/windows.PHP", false),
        ("/*.php$", "/a.php", true),
        ("/*.php$", "/a.php?x", false),
        ("/*.php$", "/a.php/b.php", true),
        ("/fish*.php", "/fishheads/cat.php?x", true),
        ("/fish*.php", "/Fish.PHP", false),
        ("*/x", "/a/x", true),
        ("/a$b", "/a$b", true),
        ("/a*b*c$", "/abcbc", true),
        ("/a*b*c$", "/acb", false),
        ("/a*aa$", "/aa", false),
        ("/*?", "/a", false),
        ("/*?", "/a?b", true),
    ] {
        let robots = format!("User-agent: *\nDisallow: {pattern}\n");
        assert_eq!(!allows(&robots, path), matches, "{pattern} {path}");
    }
}

#[test]
fn escapes_are_compared_by_meaning() {
    for (pattern, path, matches) in [
        ("/caf\u{e9}", "/caf%C3%A9", true),
        ("/caf%c3%a9", "/caf\u{e9}", true),
        ("/%61b", "/ab", true),
        ("/ab", "/%61b", true),
        ("/a%2Fb", "/a/b", false),
        ("/a%2fb", "/a%2Fb", true),
        ("/a%2Ab", "/a*b", true),
        ("/a%2Ab", "/axb", false),
        ("/a%24", "/a$", true),
        ("/a%zz", "/a%zz", true),
    ] {
        let robots = format!("User-agent: *\nDisallow: {pattern}\n");
        assert_eq!(!allows(&robots, path), matches, "{pattern} {path}");
    }
}

#[test]
fn line_ends_comments_and_marks() {
    assert!(!allows("\u{feff}User-agent: *\nDisallow: /x", "/x"));
    assert!(!allows("User-agent: *\rDisallow: /x\r", "/x"));
    assert!(!allows(
        "User-agent: *\r\n\r\n# words\r\nDisallow : /x # words\r\n",
        "/x"
    ));
    assert!(!allows("  user-agent :\t*  \n\tdisallow:/x\n", "/x"));
    assert!(allows("User-agent: *\nDisallow: #/x\n", "/x"));
}

#[test]
fn the_file_itself_is_always_open() {
    assert!(allows("User-agent: *\nDisallow: /\n", "/robots.txt"));
}

#[test]
fn patterns_meant_to_stall_do_not() {
    let stars = "*a".repeat(1000);
    let robots = format!("User-agent: *\nDisallow: /{stars}b$\n").repeat(200);
    assert!(allows(&robots, &format!("/{}", "a".repeat(8000))));
    let many: String = (0..30_000).map(|n| format!("Disallow: /*{n}x\n")).collect();
    assert!(allows(
        &format!("User-agent: *\n{many}"),
        &format!("/{}", "1".repeat(2000))
    ));
}

#[test]
fn what_lies_past_the_limit_does_not_count() {
    let long = format!(
        "User-agent: *\nDisallow: /x\n{}\nDisallow: /y\n",
        "#".repeat(MAX_ROBOTS)
    );
    assert!(!allows(&long, "/x"));
    assert!(allows(&long, "/y"));
}

proptest::proptest! {
    #[test]
    fn any_bytes_give_an_answer(bytes: Vec<u8>, path: String) {
        let url = Url::parse("https://example.org/").unwrap();
        let robots = Robots::parse(&bytes, "creditline");
        if let Ok(url) = url.join(&path) {
            robots.allows(&url);
        }
    }

    #[test]
    fn a_path_forbidden_as_it_stands_is_forbidden(path in "/[a-z0-9%*$?&=./~\u{e9}\u{4e2d}-]{0,40}") {
        let url = Url::parse(&format!("https://example.org{path}")).unwrap();
        proptest::prop_assume!(url.path() != "/robots.txt");
        let shown = &url[url::Position::BeforePath..url::Position::AfterQuery];
        // A star or an end mark in a rule is no letter.
        let rule = shown.replace('*', "%2A").replace('$', "%24");
        let robots = format!("User-agent: *\nDisallow: {rule}\n");
        proptest::prop_assert!(!Robots::parse(robots.as_bytes(), "creditline").allows(&url));
    }
}

#[test]
fn the_pause_of_our_group_is_kept_up_to_a_limit() {
    let delay = |robots: &str| Robots::parse(robots.as_bytes(), "creditline").delay();
    let seconds = |seconds: f64| Some(Duration::from_secs_f64(seconds));
    assert_eq!(
        delay("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x\n"),
        seconds(2.5)
    );
    assert_eq!(
        delay("User-agent: *\nCrawl-delay: 7\n\nUser-agent: creditline\nDisallow: /x\n"),
        None
    );
    assert_eq!(
        delay("User-agent: creditline\nCrawl-delay: 3\n"),
        seconds(3.0)
    );
    assert_eq!(
        delay("User-agent: *\nCrawl-delay: 86400\n"),
        Some(MAX_DELAY)
    );
    for odd in ["-1", "nan", "inf", "soon", ""] {
        assert_eq!(
            delay(&format!("User-agent: *\nCrawl-delay: {odd}\n")),
            None,
            "{odd}"
        );
    }
}
