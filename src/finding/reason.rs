//! Why a page could not be judged: the reasons, each with what it means and what to do.

use serde::{Serialize, Serializer};

macro_rules! reasons {
    ($($variant:ident = $name:literal: $what:literal, $fix:literal;)+) => {
        /// Why a page could not be judged, or need not be. The names are a contract with other programs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ReasonKind { $(#[doc = $what] $variant,)+ }

        impl ReasonKind {
            /// Every reason, those of pages first, then those of files, then those of the network.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name in reports, such as `too-large`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What it means.
            pub fn what(self) -> &'static str {
                match self { $(Self::$variant => $what,)+ }
            }

            /// What to do.
            pub fn fix(self) -> &'static str {
                match self { $(Self::$variant => $fix,)+ }
            }

            /// The reason of a name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|reason| reason.as_str() == name)
            }
        }
    };
}

impl Serialize for ReasonKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

reasons! {
    NoText = "no-text": "The page shows no text without loading frames and pictures.",
        "Save the page from a browser and check the saved file.";
    NeedsJavascript = "needs-javascript": "The page shows no text, or hardly any, until its scripts run.",
        "Check it with `--render`, which needs an installed Chromium; or save the page from a browser and check the saved \
         file.";
    SourceNotRead = "source-not-read": "With `--discover`: the page names where its text comes from, and that could not be read.",
        "Give the original itself with `--originals`, or mend what the message names.";
    LanguageWithoutPhrases = "language-without-phrases": "A block beside the copied text links the original, and the page is in a language whose \
        words of credit the program does not know.",
        "Read the line. To have such pages judged, describe the language in a file and name it under `languages` in the \
         configuration.";
    ClaimsToBeTheSource = "claims-to-be-the-source": "The page credits nobody, and only it itself says (`og:url`, canonical) that it is the original \
        or a page of the original's site. Copies carry such words along.",
        "Check it at its address, or say where it is published with `--base-url`.";
    Teaser = "teaser": "The page shows how a text begins and leads to the page of the same run that holds it, as home pages and tag \
        pages do. It owes nothing: whatever is owed is asked of that page.",
        "Where that page lacks something, mend it there.";
    Empty = "empty": "There is nothing in it.",
        "Give a page that has text; look whether the build or the download was cut off.";
    NotAPage = "not-a-page": "It lists or holds pages and is none itself: a sitemap, a feed, a web archive.",
        "Name it as its message says, or save it and name the file.";
    NotText = "not-text": "It is an image, an archive or another file that is no text.",
        "Give an HTML, Markdown or plain-text page. Text inside pictures and PDF files is not read.";
    TooLarge = "too-large": "It is larger than one page may be (10 MiB).",
        "Check the article's own page instead of a collection.";
    NestedTooDeeply = "nested-too-deeply": "Its elements are nested deeper than browsers allow (512 levels).",
        "Look at the page by hand: no ordinary article is built like this.";
    TooManyNodes = "too-many-nodes": "It has more elements and texts than one page may have (500,000).",
        "Check the article's own page instead of a collection.";
    TooManyAttributes = "too-many-attributes": "An element, or the whole page, has more attributes than are read.",
        "Look at the page by hand: no ordinary article is built like this.";
    TooComplex = "too-complex": "The markup is so tangled that untangling it would take too much work.",
        "Look at the page by hand, or save it from a browser, which mends the markup, and check the saved file.";
    AddressesTooLong = "addresses-too-long": "The addresses of its links, all together, are longer than is read (32 MiB).",
        "Look at the page by hand, beginning with its `<base>`: no ordinary article is built like this.";
    Redirect = "redirect": "The page only sends its reader on to another address (`<meta http-equiv=\"refresh\">`), so it was skipped.",
        "Nothing is owed for it; the page that it leads to is checked where it is among the suspects.";
    TookTooLong = "took-too-long": "Reading it took longer than it may.",
        "Try again on an idle machine, or look at the page by hand.";
    FrontMatter = "front-matter": "The front matter of the Markdown file is no YAML, TOML or JSON map of the expected form.",
        "Mend the line that the message names.";
    NotFound = "not-found": "There is no such file or directory.",
        "Check the path; relative paths start at the working directory.";
    NoPages = "no-pages": "The directory holds no page.",
        "Name the directory of the built site, or name a file by its path whatever its ending.";
    Unreadable = "unreadable": "The system refuses to open or read it.",
        "Check the permissions of the file and of its folders.";
    InvalidUrl = "invalid-url": "It looks like a web address but is none.",
        "Check the address.";
    UnsupportedScheme = "unsupported-scheme": "It is an address, but neither http nor https.",
        "Give an http:// or https:// address, or the path of a file.";
    CredentialsInUrl = "credentials-in-url": "The web address carries a user name or a password.",
        "Leave them out; save a page that needs a login and check the file.";
    BadList = "bad-list": "A sitemap, feed or list of pages is damaged; what could be read of it was checked.",
        "Mend the list, or name the pages themselves.";
    LibraryDamaged = "library-damaged": "A file of the library of originals cannot be read, so that the page could not be compared.",
        "`creditline library verify` names every damaged file; restore it, or build the library again.";
    Damaged = "damaged": "An archive is damaged or ends early; what stands before was checked.",
        "Make or fetch the archive anew.";
    CannotFetch = "cannot-fetch": "It is a web address, and this build of the program cannot fetch.",
        "Save the page and check the file, or use a build with the `fetch` feature.";
    Offline = "offline": "It is a web address, and the run was told to fetch nothing.",
        "Run without `--offline`, or save the page and check the file.";
    RefusedAddress = "refused-address": "The address is a private one, which pages must not send the program to.",
        "Type the address yourself, or allow private hosts with `--allow-private-hosts`.";
    RefusedRedirect = "refused-redirect": "The server sends on to an address that must not be fetched.",
        "Look at the address in the message; name it yourself if it is meant.";
    RedirectLoop = "redirect-loop": "The server sends round in a circle.",
        "Open the page in a browser; it may need cookies. Save it and check the file.";
    TooManyRedirects = "too-many-redirects": "The server sends on again and again.",
        "Name the address where the page lies in the end.";
    Dns = "dns": "The host has no address.",
        "Check the spelling of the host; the site may be gone.";
    Refused = "refused": "Nothing listens at this address.",
        "Check the address and the port, or try again later.";
    Unreachable = "unreachable": "The host cannot be reached from here.",
        "Check the network of this machine, or try again later.";
    Timeout = "timeout": "The server took too long.",
        "Try again later, or save the page and check the file.";
    Tls = "tls": "The connection is not secure: the certificate is bad or not for this host.",
        "Check the address; if you trust the server, save the page and check the file.";
    Closed = "closed": "The server closed the connection without an answer.",
        "Try again later, or save the page and check the file.";
    BadResponse = "bad-response": "The server's answer is no HTTP.",
        "Open the address in a browser to see what it gives.";
    HttpStatus = "http-status": "The server answered with an error; the message gives its number.",
        "Open the page in a browser. 404 and 410 mean that it was taken down, 401 and 403 that it is not for everybody, \
         429 and 5xx that trying again later may help.";
    CutShort = "cut-short": "The answer ended before it was complete.",
        "Try again.";
    BadEncoding = "bad-encoding": "The compressed answer cannot be unpacked.",
        "Try again, or save the page from a browser and check the file.";
    StillEncoded = "still-encoded": "The answer is compressed more than once.",
        "Save the page from a browser and check the file.";
    NotHtml = "not-html": "The address leads to a file that is no page.",
        "Give the address of the page itself.";
    Robots = "robots": "The site's robots.txt asks programs not to fetch this page, which you did not name yourself.",
        "Name the page itself to check it all the same.";
    RobotsUnreadable = "robots-unreadable": "The site's robots.txt cannot be read, so nothing that you did not name is fetched.",
        "Try again later, or name the page itself.";
    NoBrowser = "no-browser": "Pages were to be rendered, and no browser was found.",
        "Install Chromium, or give its path with `--render=PATH`; or save the page from a browser and check the file.";
    RenderTimeout = "render-timeout": "The browser took too long to show the page.",
        "Try again later, or save the page from a browser and check the file.";
    RenderFailed = "render-failed": "The browser could not show the page.",
        "Try again, or save the page from a browser and check the file.";
    MovedByScript = "moved-by-script": "The page sends its reader on by script to an address that gives no page.",
        "Check the address that it leads to, or check the page as it is served, without `--render`.";
    HostDown = "host-down": "The host failed several times in this run and is left alone.",
        "Try again later.";
    Interrupted = "interrupted": "The run was ended before the page came.",
        "Run it again.";
    BadUrl = "bad-url": "A row of a table names an address that is no web address.",
        "Give an http:// or https:// address, or none.";
    InternalError = "internal-error": "The program met a fault of its own at this page.",
        "Report it with the page; the other pages of the run are judged.";
    Setup = "setup": "This machine cannot make connections.",
        "Check the proxy and the certificates of this machine.";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_name_stands_twice() {
        let names: BTreeSet<&str> = ReasonKind::ALL.iter().map(|one| one.as_str()).collect();
        assert_eq!(names.len(), ReasonKind::ALL.len());
    }
}
