//! Mending pages that are files of one's own: the credit line put in, or corrected, and nothing else touched.
//!
//! A mended page is read and judged again before anybody gets it: what does not pass then is not written. Everything
//! outside of the edited stretch stays as it is, byte for byte: charset, byte-order mark, line ends, minified lines.

mod bytes;
mod correct;
mod front_matter;
mod insert;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::audit::{Audit, Library, Match, SourceEdit, SourcePoint};
use crate::finding::{Code, Finding, Severity, Verdict};
use crate::page::{self, Format, Page, ReadError, ReadOptions};
use crate::rules::Demand;
use crate::rules::demand::Placement;

/// Edits that are tried on one page; each costs reading and judging it once. By hand.
const TRIES: usize = 40;

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fixed {
    /// The page as it should be; the same bytes if nothing could be mended.
    pub bytes: Vec<u8>,
    /// What was mended, in the order in which it was done.
    pub done: Vec<Done>,
    /// What was not, and why.
    pub left: Vec<Left>,
}

/// A finding that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Done {
    /// The finding.
    pub code: Code,
    /// The original's URL, or else its short name.
    pub original: String,
    /// What was done, in words.
    pub what: &'static str,
}

/// A finding that was not mended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Left {
    /// The finding.
    pub code: Code,
    /// The original's URL, or else its short name.
    pub original: String,
    /// Why not, in words.
    pub why: String,
}

/// One stretch of the decoded source and what should stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    range: Range<usize>,
    text: String,
    what: &'static str,
}

/// The edits that mend one finding of a page by themselves.
// For the command and editors.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The short name of the work.
    pub work: String,
    /// The finding.
    pub code: Code,
    /// What to change, in the order of the source.
    pub edits: Vec<SourceEdit>,
}

/// What would mend each of those findings of a page that `wanted` asks for, each by itself and on the page as it is.
/// Every suggestion was tried: with it the finding is gone and nothing is worse.
///
/// # Errors
/// When the page cannot be read.
// For the command and editors.
#[doc(hidden)]
pub fn suggest(
    library: &Library,
    bytes: &[u8],
    options: &ReadOptions,
    wanted: &dyn Fn(&Match, &Finding) -> bool,
) -> Result<Vec<Suggestion>, ReadError> {
    let page = page::read(bytes, options)?;
    let audit = library.audit(&page);
    let mut suggestions = Vec::new();
    for (found, finding) in pairs(&audit, wanted).take(TRIES) {
        let key = (found.original.id.clone(), finding.code);
        let tried = plan(library, &page, found, finding, options).and_then(|edits| {
            let mended = bytes::applied(bytes, &page, &edits)?;
            let (_, after) = judged(library, &mended, options)?;
            helps(&audit, &after, &key)?;
            Ok(edits)
        });
        if let Ok(mut edits) = tried {
            edits.sort_by_key(|edit| edit.range.start);
            suggestions.push(Suggestion {
                work: found.original.work.clone(),
                code: key.1,
                edits: edits.iter().map(|edit| placed(&page, edit)).collect(),
            });
        }
    }
    Ok(suggestions)
}

/// An edit with the places that editors know.
fn placed(page: &Page, edit: &Edit) -> SourceEdit {
    let point = |at: usize| {
        let (line, column) = page.lines.position(&page.source, at);
        let start = page.lines.range(&page.source, line).start;
        SourcePoint {
            line,
            column,
            byte: u32::try_from(at - start + 1).unwrap_or(u32::MAX),
        }
    };
    SourceEdit {
        start: point(edit.range.start),
        end: point(edit.range.end),
        text: edit.text.clone(),
    }
}

/// Mends those findings of a page that `wanted` asks for: what is ignored or in a baseline should stay as it is.
///
/// # Errors
/// When the page cannot be read.
pub fn fix(
    library: &Library,
    original_bytes: &[u8],
    options: &ReadOptions,
    wanted: &dyn Fn(&Match, &Finding) -> bool,
) -> Result<Fixed, ReadError> {
    let mut fixed = Fixed {
        bytes: original_bytes.to_vec(),
        done: Vec::new(),
        left: Vec::new(),
    };
    let mut refused: BTreeMap<(String, Code), String> = BTreeMap::new();
    let mut page = page::read(&fixed.bytes, options)?;
    let mut audit = library.audit(&page);
    let mut tries = 0;
    loop {
        let next = pairs(&audit, wanted).find(|(found, finding)| {
            !refused.contains_key(&(found.original.id.clone(), finding.code))
        });
        let Some((found, finding)) = next else {
            break;
        };
        let key = (found.original.id.clone(), finding.code);
        tries += 1;
        let mended = if tries > TRIES {
            Err("the page has too many findings to mend at once; run it again".to_owned())
        } else {
            plan(library, &page, found, finding, options).and_then(|edits| {
                let bytes = bytes::applied(&fixed.bytes, &page, &edits)?;
                let (page, after) = judged(library, &bytes, options)?;
                passes(&audit, &after, &key)?;
                Ok((bytes, page, after, edits[0].what))
            })
        };
        match mended {
            Ok((bytes, new_page, after, what)) => {
                fixed.done.push(Done {
                    code: finding.code,
                    original: shown(found),
                    what,
                });
                fixed.bytes = bytes;
                page = new_page;
                audit = after;
            }
            Err(why) => {
                refused.insert(key, why);
            }
        }
    }
    for (found, finding) in pairs(&audit, wanted) {
        let key = (found.original.id.clone(), finding.code);
        if let Some(why) = refused.remove(&key) {
            fixed.left.push(Left {
                code: finding.code,
                original: shown(found),
                why,
            });
        }
    }
    Ok(fixed)
}

fn pairs<'a>(
    audit: &'a Audit,
    wanted: &'a dyn Fn(&Match, &Finding) -> bool,
) -> impl Iterator<Item = (&'a Match, &'a Finding)> {
    audit.matches.iter().flat_map(move |found| {
        found
            .findings
            .iter()
            .map(|located| &located.finding)
            .filter(|finding| wanted(found, finding))
            .map(move |finding| (found, finding))
    })
}

fn shown(found: &Match) -> String {
    found
        .original
        .url
        .clone()
        .unwrap_or_else(|| found.original.id.clone())
}

/// The edits that mend a finding, or why there are none.
fn plan(
    library: &Library,
    page: &Page,
    found: &Match,
    finding: &Finding,
    options: &ReadOptions,
) -> Result<Vec<Edit>, String> {
    if page.saved_as.is_some() {
        return Err(
            "the file is a web archive, a mail or a saved view of a page's source, and the page was taken out of it; \
             change the page itself and save it anew"
                .to_owned(),
        );
    }
    if page.format == Format::Text {
        return Err("plain text has no links; only HTML and Markdown files are mended".to_owned());
    }
    if page.charset.lossy {
        return Err(format!(
            "the file has bytes that are no text in {}; save it anew first",
            page.charset.name
        ));
    }
    if let Some(edits) = in_front_matter(library, page, found, finding, options) {
        return edits;
    }
    match finding.code {
        Code::WrongLink => correct::link(page, found, finding)
            .unwrap_or_else(|| insert_line(library, page, found, finding)),
        Code::PlainTextUrl => correct::plain_text(page, found, finding),
        Code::MissingAttribution | Code::MissingLink => insert_line(library, page, found, finding),
        Code::MisplacedAttribution if found.verdict == Some(Verdict::NotCredited) => {
            insert_line(library, page, found, finding)
        }
        Code::HiddenAttribution => Err(
            "a credit is there and somebody has hidden it; whether it should be seen is for a person to decide: show \
             it, or take it out and run this again"
                .to_owned(),
        ),
        Code::ClaimedAsOwn => Err(
            "the page's own claim has to go first, and where a theme prints it only the theme can be changed".to_owned(),
        ),
        _ if finding.fix.is_some() => {
            Err("there is a credit line already; change it by hand to the one that the report shows".to_owned())
        }
        _ => Err(format!(
            "no line of text mends this; see `creditline explain {}`",
            finding.code.as_str()
        )),
    }
}

/// The credit in the front matter, where the theme of the site prints it from there: what is missing, and what is wrong in
/// the front matter itself.
fn in_front_matter(
    library: &Library,
    page: &Page,
    found: &Match,
    finding: &Finding,
    options: &ReadOptions,
) -> Option<Result<Vec<Edit>, String>> {
    let keys = options.credit_keys.as_deref()?;
    page.front_matter.as_ref()?;
    let is_there = || {
        finding
            .line
            .is_some_and(|line| front_matter::holds(page, line))
    };
    let is_meant = match finding.code {
        Code::MissingAttribution | Code::MissingLink => true,
        Code::WrongLink
        | Code::MissingAuthor
        | Code::WrongAuthor
        | Code::MissingPublisher
        | Code::MissingTitle
        | Code::MissingLicense => is_there(),
        _ => false,
    };
    let (original, _) = library.find(&found.original.id)?;
    is_meant.then(|| front_matter::credit(page, &original, keys))
}

fn insert_line(
    library: &Library,
    page: &Page,
    found: &Match,
    finding: &Finding,
) -> Result<Vec<Edit>, String> {
    let Some(line) = finding.fix.as_deref() else {
        return Err("the rule has no credit line whose values are all known".to_owned());
    };
    let at_top = library.find(&found.original.id).is_some_and(|(_, terms)| {
        terms.rule.require.iter().any(|item| {
            item.severity >= Severity::Warning
                && matches!(item.demand, Demand::Placement(Placement::Top(_)))
        })
    });
    insert::line(page, found, line, at_top).map(|edit| vec![edit])
}

fn judged(library: &Library, bytes: &[u8], options: &ReadOptions) -> Result<(Page, Audit), String> {
    let page = page::read(bytes, options)
        .map_err(|error| format!("the mended page could not be read: {error}"))?;
    let audit = library.audit(&page);
    Ok((page, audit))
}

/// Whether an edit did what it should and nothing else, and the page owes this original nothing any more.
fn passes(before: &Audit, after: &Audit, key: &(String, Code)) -> Result<(), String> {
    let found = helps(before, after, key)?;
    if !matches!(found.verdict, Some(Verdict::Credited | Verdict::Exempt)) {
        let others: Vec<&str> = errors(found).map(Code::as_str).collect();
        return Err(format!(
            "the page would not pass all the same: {}",
            others.join(", ")
        ));
    }
    Ok(())
}

/// Whether an edit took its finding away and made nothing worse.
fn helps<'a>(
    before: &Audit,
    after: &'a Audit,
    (id, code): &(String, Code),
) -> Result<&'a Match, String> {
    let Some(mended) = of(after, id) else {
        return Err(
            "with the credit line the page would no longer be recognised as a reprint".to_owned(),
        );
    };
    if has(mended, *code) {
        return Err("the page would have the same finding with the credit line".to_owned());
    }
    for found in &before.matches {
        let Some(now) = of(after, &found.original.id) else {
            continue;
        };
        if now.verdict > found.verdict || errors(now).any(|code| !has(found, code)) {
            return Err(format!(
                "the credit line would spoil the credit of {}",
                shown(found)
            ));
        }
    }
    Ok(mended)
}

fn of<'a>(audit: &'a Audit, id: &str) -> Option<&'a Match> {
    audit.matches.iter().find(|found| found.original.id == id)
}

fn has(found: &Match, code: Code) -> bool {
    found.findings.iter().any(|one| one.finding.code == code)
}

fn errors(found: &Match) -> impl Iterator<Item = Code> {
    let findings = found.findings.iter().map(|located| &located.finding);
    findings
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.code)
}
