//! The text of one letter.

use std::fmt::Write as _;

use url::Url;

use super::desks::desk;
use super::report::MatchIn;
use super::sites::{Copy, Site};
use super::templates::{self, Language, Templates};
use super::{LetterOptions, Party, Tone};
use crate::languages::LetterParts;
use crate::report::{percent, shortened, terminal};

/// Passages that are quoted, and characters of each: enough to recognise the text, not to print it once more. By hand.
const QUOTES: usize = 2;
const QUOTE_CHARS: usize = 120;
/// Copies that one letter tells of; a site with more has a fault in a template, and a few of them show it. By hand.
const COPIES: usize = 25;
/// What stands for an address that is not known.
const NO_ADDRESS: &str = "[URL]";

/// The letters that a report gives rise to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// The letters, in the order of the report.
    pub letters: Vec<Draft>,
    /// What whoever sends them should know, without repetitions.
    pub notes: Vec<String>,
}

/// One letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The site that it goes to, by its registered name; `None` where the page has no address.
    pub site: Option<String>,
    /// Who writes.
    pub from: Party,
    /// To whom, as far as that is known.
    pub to: Party,
    /// A form in which the letter can be pasted, where the recipient is known by that.
    pub form: Option<String>,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The language, a tag.
    pub language: String,
    /// How it speaks.
    pub tone: Tone,
    /// The numbers of the cases that it is about, where the run was recorded.
    pub cases: Vec<i64>,
}

impl Draft {
    /// The letter as it is shown: what is known of sender and recipient, the subject, the text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (label, party) in [("From", &self.from), ("To", &self.to)] {
            let shown = match (&party.name, &party.address) {
                (Some(name), Some(address)) => format!("{name} <{address}>"),
                (Some(one), None) | (None, Some(one)) => one.clone(),
                (None, None) => continue,
            };
            let _ = writeln!(text, "{label}: {}", terminal(&shown));
        }
        if let Some(form) = &self.form {
            let _ = writeln!(text, "Form: {form}");
        }
        let _ = write!(text, "Subject: {}\n\n{}", self.subject, self.body);
        text
    }
}

/// What a letter is written from.
pub(super) struct Writer<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) options: &'a LetterOptions,
}

impl Writer<'_> {
    pub(super) fn draft(&self, templates: &Templates, notes: &mut Vec<String>) -> Draft {
        let copies = &self.site.copies;
        let stated = copies
            .iter()
            .find_map(|copy| copy.audit.page.language.as_deref());
        let wanted = self.options.language.as_deref().or(stated).unwrap_or("en");
        let words = templates.language(wanted);
        let words = words.filter(|words| words.parts(self.options.tone).is_some());
        let words = words.unwrap_or_else(|| {
            note(
                notes,
                format!(
                    "there is no such letter in the language `{}`; this one is in English",
                    shortened(wanted, 20)
                ),
            );
            templates.english()
        });
        let Some(first) = copies.first() else {
            return Draft::default();
        };
        let mut subject = self.filled(&words.letter.subject, first);
        if copies.len() > 1 {
            let _ = write!(subject, " (+{})", copies.len() - 1);
        }
        let mut draft = Draft {
            site: self.site.name.clone(),
            from: self.options.sender.clone(),
            subject,
            body: self.body(words, notes),
            language: words.tag.clone(),
            tone: self.options.tone,
            cases: copies
                .iter()
                .filter_map(|copy| Some(copy.found.case.as_ref()?.number))
                .collect(),
            ..Draft::default()
        };
        self.address(&mut draft, notes);
        draft
    }

    /// To whom: as configured; the desk of the platform where the letter is for it.
    fn address(&self, draft: &mut Draft, notes: &mut Vec<String>) {
        let names = [&self.site.host, &self.site.name];
        let known = names
            .into_iter()
            .flatten()
            .find_map(|name| self.options.recipients.get(name));
        if let Some(party) = known {
            draft.to = party.clone();
            return;
        }
        let Some(desk) = self.site.host.as_deref().and_then(desk) else {
            return;
        };
        if matches!(self.options.tone, Tone::Formal | Tone::Takedown) {
            draft.to = Party {
                name: Some(desk.name.clone()),
                address: desk.mail.clone(),
            };
            draft.form = Some(desk.page.clone());
        } else {
            let site = self.site.name.as_deref().unwrap_or_default();
            note(
                notes,
                format!(
                    "`{site}` is a site of {}, which takes complaints at {}",
                    desk.name, desk.page
                ),
            );
        }
    }

    fn body(&self, words: &Language, notes: &mut Vec<String>) -> String {
        let letter = &words.letter;
        let copies = &self.site.copies;
        let Some(LetterParts { open, close }) = words.parts(self.options.tone) else {
            return String::new();
        };
        let mut text = String::new();
        let Some(first) = copies.first() else {
            return text;
        };
        if let Some(reference) = self.reference() {
            line(
                &mut text,
                (&letter.reference, "reference"),
                &reference,
                words,
                notes,
            );
        }
        let _ = writeln!(text, "{}\n", self.filled(open, first));
        for (number, copy) in copies.iter().take(COPIES).enumerate() {
            if copies.len() > 1 {
                let _ = writeln!(text, "({}/{})", number + 1, copies.len());
            }
            self.copy(words, copy, &mut text, notes);
        }
        if copies.len() > COPIES {
            note(
                notes,
                format!(
                    "`{}` has {} copies; its letter tells of the first {COPIES}",
                    self.site.name.as_deref().unwrap_or_default(),
                    copies.len()
                ),
            );
        }
        if let Some(day) = self.options.reply_by.filter(|_| self.options.tone.asks()) {
            line(
                &mut text,
                (&letter.reply, "reply"),
                &day.to_string(),
                words,
                notes,
            );
        }
        let _ = writeln!(
            text,
            "{}",
            self.filled(&signed(close, &self.options.sender), first)
        );
        text
    }

    /// What is said of one copy.
    fn copy(&self, words: &Language, copy: &Copy<'_>, text: &mut String, notes: &mut Vec<String>) {
        let letter = &words.letter;
        let original = &copy.found.original;
        let mut part = |label: &str, lines: &[String]| {
            let _ = writeln!(text, "{}", self.filled(label, copy));
            for line in lines {
                let _ = writeln!(text, "  {line}");
            }
            text.push('\n');
        };
        part(&letter.page, &[page(copy)]);
        let their = original
            .url
            .as_deref()
            .filter(|url| Url::parse(url).is_ok());
        part(
            &letter.original,
            &[terminal(their.unwrap_or(NO_ADDRESS)).into_owned()],
        );
        for (known, location) in [
            (copy.url.is_some(), &copy.audit.page.location),
            (their.is_some(), &original.location),
        ] {
            if !known {
                note(
                    notes,
                    format!(
                        "no address is known of `{}`; put it in the place of {NO_ADDRESS}",
                        shortened(location, 100)
                    ),
                );
            }
        }
        if self.options.tone == Tone::Thanks {
            return;
        }
        if let (Some(address), Some(label)) = (&original.acquire_license, &letter.license) {
            part(label, &[terminal(address).into_owned()]);
        }
        part(&letter.taken, &[]);
        let quotes = quotes(copy.found);
        if !quotes.is_empty() {
            text.truncate(text.trim_end().len());
            let _ = writeln!(text, "\n\n{}", self.filled(&letter.passages, copy));
            for quote in quotes {
                let _ = writeln!(text, "  {quote}");
            }
            text.push('\n');
        }
        let _ = writeln!(text, "{}", self.filled(&letter.missing, copy));
        for finding in copy.found.told() {
            let said = match letter.findings.get(&finding.code) {
                Some(said) => self.filled(said, copy),
                None => {
                    if !words.is_english {
                        note(
                            notes,
                            format!(
                                "the sentence about `{}` is in English; translate it before you send the letter",
                                shortened(&finding.code, 40)
                            ),
                        );
                    }
                    shortened(&finding.message, 300)
                }
            };
            let _ = writeln!(text, "  - {said}");
        }
        text.push('\n');
        let line = copy.found.told().find_map(|finding| finding.fix.as_deref());
        if let Some(line) = line.filter(|_| self.options.tone != Tone::Takedown) {
            let _ = writeln!(
                text,
                "{}\n  {}\n",
                self.filled(&letter.line, copy),
                terminal(line)
            );
        }
    }

    /// The sender's number for the matter, else those of the cases.
    fn reference(&self) -> Option<String> {
        if let Some(reference) = &self.options.reference {
            return Some(shortened(reference, 60));
        }
        let cases = self
            .site
            .copies
            .iter()
            .filter_map(|copy| copy.found.case.as_ref());
        let numbers: Vec<String> = cases
            .map(|case| case.number.to_string())
            .take(COPIES)
            .collect();
        (!numbers.is_empty()).then(|| numbers.join(", "))
    }

    /// A template with its placeholders filled. Values are made safe here, so that no template can forget it. Names are
    /// those of all originals of the letter.
    fn filled(&self, template: &str, copy: &Copy<'_>) -> String {
        let original = &copy.found.original;
        let url = original.url.as_deref().unwrap_or(NO_ADDRESS);
        let share = percent(copy.found.reuse.original_share);
        let named = |of: fn(&MatchIn) -> Vec<String>| {
            let mut names: Vec<String> = Vec::new();
            for name in self.site.copies.iter().flat_map(|copy| of(copy.found)) {
                if !names.contains(&name) && names.len() < COPIES {
                    names.push(name);
                }
            }
            names.join(", ")
        };
        templates::fill(template, |name| match name {
            "page" => page(copy),
            "page_title" => match &copy.audit.page.title {
                Some(title) => shortened(title, 100),
                None => page(copy),
            },
            "url" => terminal(url).into_owned(),
            "title" => shortened(original.title.as_deref().unwrap_or(url), 150),
            "author" => shortened(&named(authors), 150),
            "publisher" => shortened(&named(|found| vec![publisher(found)]), 100),
            "share" => share.clone(),
            _ => String::new(),
        })
    }
}

/// The address of the page.
fn page(copy: &Copy<'_>) -> String {
    copy.url.as_ref().map_or_else(
        || NO_ADDRESS.to_owned(),
        |url| terminal(url.as_str()).into_owned(),
    )
}

/// Who published an original: as it says, else its host.
fn publisher(found: &MatchIn) -> String {
    let url = found
        .original
        .url
        .as_deref()
        .and_then(|url| Url::parse(url).ok());
    let host = url.as_ref().and_then(Url::host_str);
    let host = host.map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned());
    let publisher = found.original.publisher.clone().or(host);
    publisher.unwrap_or_else(|| NO_ADDRESS.to_owned())
}

fn authors(found: &MatchIn) -> Vec<String> {
    if found.original.authors.is_empty() {
        vec![publisher(found)]
    } else {
        found.original.authors.clone()
    }
}

/// The beginnings of what was copied.
fn quotes(found: &MatchIn) -> Vec<String> {
    let quotes = found
        .reuse
        .passages
        .iter()
        .filter_map(|passage| passage.quote.as_deref());
    quotes
        .filter(|quote| !quote.trim().is_empty())
        .take(QUOTES)
        .map(|quote| format!("> {}", shortened(quote, QUOTE_CHARS)))
        .collect()
}

/// The end of a letter with the name of who writes above that of the publisher. Braces in a name stand for themselves.
fn signed(close: &str, sender: &Party) -> String {
    let Some(name) = &sender.name else {
        return close.to_owned();
    };
    let name = shortened(name, 100).replace(['{', '}'], "");
    match close.strip_suffix("{publisher}") {
        Some(before) => format!("{before}{name}\n{{publisher}}"),
        None => format!("{close}\n{name}"),
    }
}

/// A line with one value in it. A language that has no words for it says so, rather than nothing.
fn line(
    text: &mut String,
    (label, key): (&Option<String>, &str),
    value: &str,
    words: &Language,
    notes: &mut Vec<String>,
) {
    match label {
        Some(label) => {
            let _ = writeln!(text, "{}\n", templates::fill(label, |_| value.to_owned()));
        }
        None => note(
            notes,
            format!(
                "the letters in `{}` have no `{key}`: `{value}` is not in them",
                words.tag
            ),
        ),
    }
}

fn note(notes: &mut Vec<String>, note: String) {
    if !notes.contains(&note) {
        notes.push(note);
    }
}
