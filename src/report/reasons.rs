//! Why a page could not be judged: each reason with what it means and what to do.

/// A reason, by the word that reports use for it.
#[derive(Debug, Clone, Copy)]
pub struct ReasonHelp {
    /// The word, such as `too-large`.
    pub code: &'static str,
    /// What it means.
    pub what: &'static str,
    /// What to do.
    pub fix: &'static str,
}

macro_rules! reasons {
    ($($code:literal: $what:literal, $fix:literal;)+) => {
        /// Every reason, those of pages first, then those of files, then those of the network.
        pub const REASONS: &[ReasonHelp] = &[
            $(ReasonHelp { code: $code, what: $what, fix: $fix },)+
        ];
    };
}

reasons! {
    "no-text": "The page shows no text without loading frames and pictures.",
        "Save the page from a browser and check the saved file.";
    "needs-javascript": "The page shows no text, or hardly any, until its scripts run.",
        "Check it with `--render`, which needs an installed Chromium; or save the page from a browser and check the saved \
         file.";
    "source-not-read": "With `--discover`: the page names where its text comes from, and that could not be read.",
        "Give the original itself with `--originals`, or mend what the message names.";
    "language-without-phrases": "A block beside the copied text links the original, and the page is in a language whose \
        words of credit the program does not know.",
        "Read the line. To have such pages judged, describe the language in a file and name it under `languages` in the \
         configuration.";
    "claims-to-be-the-source": "The page credits nobody, and only it itself says (`og:url`, canonical) that it is the original \
        or a page of the original's site. Copies carry such words along.",
        "Check it at its address, or say where it is published with `--base-url`.";
    "teaser": "The page shows how a text begins and leads to the page of the same run that holds it, as home pages and tag \
        pages do. It owes nothing: whatever is owed is asked of that page.",
        "Where that page lacks something, mend it there.";
    "empty": "There is nothing in it.",
        "Give a page that has text; look whether the build or the download was cut off.";
    "not-a-page": "It lists or holds pages and is none itself: a sitemap, a feed, a web archive.",
        "Name it as its message says, or save it and name the file.";
    "not-text": "It is an image, an archive or another file that is no text.",
        "Give an HTML, Markdown or plain-text page. Text inside pictures and PDF files is not read.";
    "too-large": "It is larger than one page may be (10 MiB).",
        "Check the article's own page instead of a collection.";
    "nested-too-deeply": "Its elements are nested deeper than browsers allow (512 levels).",
        "Look at the page by hand: no ordinary article is built like this.";
    "too-many-nodes": "It has more elements and texts than one page may have (500,000).",
        "Check the article's own page instead of a collection.";
    "too-many-attributes": "An element, or the whole page, has more attributes than are read.",
        "Look at the page by hand: no ordinary article is built like this.";
    "too-complex": "The markup is so tangled that untangling it would take too much work.",
        "Look at the page by hand, or save it from a browser, which mends the markup, and check the saved file.";
    "addresses-too-long": "The addresses of its links, all together, are longer than is read (32 MiB).",
        "Look at the page by hand, beginning with its `<base>`: no ordinary article is built like this.";
    "redirect": "The page only sends its reader on to another address (`<meta http-equiv=\"refresh\">`), so it was skipped.",
        "Nothing is owed for it; the page that it leads to is checked where it is among the suspects.";
    "took-too-long": "Reading it took longer than it may.",
        "Try again on an idle machine, or look at the page by hand.";
    "front-matter": "The front matter of the Markdown file is no YAML, TOML or JSON map of the expected form.",
        "Mend the line that the message names.";
    "not-found": "There is no such file or directory.",
        "Check the path; relative paths start at the working directory.";
    "no-pages": "The directory holds no page.",
        "Name the directory of the built site, or name a file by its path whatever its ending.";
    "unreadable": "The system refuses to open or read it.",
        "Check the permissions of the file and of its folders.";
    "invalid-url": "It looks like a web address but is none.",
        "Check the address.";
    "unsupported-scheme": "It is an address, but neither http nor https.",
        "Give an http:// or https:// address, or the path of a file.";
    "credentials-in-url": "The web address carries a user name or a password.",
        "Leave them out; save a page that needs a login and check the file.";
    "bad-list": "A sitemap, feed or list of pages is damaged; what could be read of it was checked.",
        "Mend the list, or name the pages themselves.";
    "library-damaged": "A file of the library of originals cannot be read, so that the page could not be compared.",
        "`creditline library verify` names every damaged file; restore it, or build the library again.";
    "damaged": "An archive is damaged or ends early; what stands before was checked.",
        "Make or fetch the archive anew.";
    "cannot-fetch": "It is a web address, and this build of the program cannot fetch.",
        "Save the page and check the file, or use a build with the `fetch` feature.";
    "offline": "It is a web address, and the run was told to fetch nothing.",
        "Run without `--offline`, or save the page and check the file.";
    "refused-address": "The address is a private one, which pages must not send the program to.",
        "Type the address yourself, or allow private hosts with `--allow-private-hosts`.";
    "refused-redirect": "The server sends on to an address that must not be fetched.",
        "Look at the address in the message; name it yourself if it is meant.";
    "redirect-loop": "The server sends round in a circle.",
        "Open the page in a browser; it may need cookies. Save it and check the file.";
    "too-many-redirects": "The server sends on again and again.",
        "Name the address where the page lies in the end.";
    "dns": "The host has no address.",
        "Check the spelling of the host; the site may be gone.";
    "refused": "Nothing listens at this address.",
        "Check the address and the port, or try again later.";
    "unreachable": "The host cannot be reached from here.",
        "Check the network of this machine, or try again later.";
    "timeout": "The server took too long.",
        "Try again later, or save the page and check the file.";
    "tls": "The connection is not secure: the certificate is bad or not for this host.",
        "Check the address; if you trust the server, save the page and check the file.";
    "closed": "The server closed the connection without an answer.",
        "Try again later, or save the page and check the file.";
    "bad-response": "The server's answer is no HTTP.",
        "Open the address in a browser to see what it gives.";
    "http-status": "The server answered with an error; the message gives its number.",
        "Open the page in a browser. 404 and 410 mean that it was taken down, 401 and 403 that it is not for everybody, \
         429 and 5xx that trying again later may help.";
    "cut-short": "The answer ended before it was complete.",
        "Try again.";
    "bad-encoding": "The compressed answer cannot be unpacked.",
        "Try again, or save the page from a browser and check the file.";
    "still-encoded": "The answer is compressed more than once.",
        "Save the page from a browser and check the file.";
    "not-html": "The address leads to a file that is no page.",
        "Give the address of the page itself.";
    "robots": "The site's robots.txt asks programs not to fetch this page, which you did not name yourself.",
        "Name the page itself to check it all the same.";
    "robots-unreadable": "The site's robots.txt cannot be read, so nothing that you did not name is fetched.",
        "Try again later, or name the page itself.";
    "no-browser": "Pages were to be rendered, and no browser was found.",
        "Install Chromium, or give its path with `--render=PATH`; or save the page from a browser and check the file.";
    "render-timeout": "The browser took too long to show the page.",
        "Try again later, or save the page from a browser and check the file.";
    "render-failed": "The browser could not show the page.",
        "Try again, or save the page from a browser and check the file.";
    "moved-by-script": "The page sends its reader on by script to an address that gives no page.",
        "Check the address that it leads to, or check the page as it is served, without `--render`.";
    "host-down": "The host failed several times in this run and is left alone.",
        "Try again later.";
    "interrupted": "The run was ended before the page came.",
        "Run it again.";
    "setup": "This machine cannot make connections.",
        "Check the proxy and the certificates of this machine.";
}

/// The help for a reason.
pub fn reason_help(code: &str) -> Option<&'static ReasonHelp> {
    REASONS.iter().find(|reason| reason.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The reasons that the sources name: each `Self::…  => "word"` of the enums.
    fn named() -> BTreeSet<String> {
        let mut named: BTreeSet<String> = [
            "no-text",
            "needs-javascript",
            "source-not-read",
            "redirect",
            "library-damaged",
            crate::rules::LANGUAGE_WITHOUT_PHRASES,
            crate::rules::CLAIMS_TO_BE_THE_SOURCE,
            crate::audit::TEASER,
        ]
        .map(str::to_owned)
        .into();
        for (source, from, to) in [
            (include_str!("../dom/error.rs"), "pub fn code(", "\n}"),
            (include_str!("../input/problem.rs"), "pub fn as_str(", "\n}"),
            (
                include_str!("../fetch/error.rs"),
                "pub fn code(",
                "\n    }\n",
            ),
            (
                include_str!("../fetch/render/options.rs"),
                "pub fn code(",
                "\n    }\n",
            ),
        ] {
            let start = source.rfind(from).unwrap();
            let end = source[start..].find(to).unwrap() + start;
            let lines = source[start..end].lines();
            let words = lines.filter_map(|line| line.split_once("=> \"")?.1.split_once('"'));
            named.extend(words.map(|(word, _)| word.to_owned()));
        }
        named
    }

    #[test]
    fn every_reason_is_explained_and_no_other() {
        let explained: BTreeSet<String> = REASONS.iter().map(|one| one.code.to_owned()).collect();
        assert_eq!(
            explained.len(),
            REASONS.len(),
            "a reason is explained twice"
        );
        assert_eq!(explained, named());
    }
}
