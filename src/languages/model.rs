//! The words of one language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Label, Letter, NoticeWords, Phrase, Word};

/// The keys of a language file.
pub const KEYS: &[&str] = &[
    "version",
    "language",
    "name",
    "subjects",
    "months",
    "denials",
    "credit",
    "demand",
    "permalink",
    "byline",
    "negative",
    "labels",
    "roles",
    "comments",
    "promotion",
    "author_notes",
    "asides",
    "editor_notes",
    "boilerplate",
    "translator",
    "separators",
    "list_words",
    "name_ends",
    "honorifics",
    "small_words",
    "this_site",
    "credit_line",
    "numbers",
    "public_domain",
    "notice",
    "letter",
    "report",
    "none",
];

/// Everything that the program knows of one language. Words are as they stand in the file, not folded.
///
/// Most words are searched for by an index (the room `vocabulary`). Of the languages that come with
/// the program, those of `notice`, `credit`, `demand`, `permalink`, `byline`, `negative` and the phrases of `boilerplate`
/// are left out of [`all`](super::all) unless languages were added; [`complete`](super::complete) has them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Language {
    /// The version of the form of the file.
    pub version: u32,
    /// Its BCP 47 tag.
    #[serde(rename = "language")]
    pub tag: String,
    /// Its name in English.
    pub name: String,
    /// Words for the text itself: "this post was first published …", not "the novel was first published …".
    pub subjects: Vec<String>,
    /// Months and days: a date behind a phrase makes it an update stamp.
    pub months: Vec<String>,
    /// Words by which a sentence denies what it says: "not from X". With a `*` at the beginning: endings of a clause that deny
    /// the whole of it. Lower case.
    pub denials: Vec<String>,
    /// Where a text comes from.
    pub credit: Vec<Phrase>,
    /// What a reprint owes: a notice, or a claim when it asks for the page's own address.
    pub demand: Vec<Phrase>,
    /// The address of "this article", printed by themes.
    pub permalink: Vec<Phrase>,
    /// Who wrote it; a name follows.
    pub byline: Vec<Phrase>,
    /// The same words about a picture, a figure, an imprint: no credit.
    pub negative: Vec<Phrase>,
    /// Words of label lines without the colon, by what stands behind them.
    pub labels: BTreeMap<Label, Vec<String>>,
    /// Words in the place of a name that name a role or nobody: `admin`, `редакция`, `博主`. Lower case.
    pub roles: Vec<String>,
    /// Headings above readers' comments.
    pub comments: Comments,
    /// What calls to follow, subscribe and share say, in the letter cases in which they occur.
    pub promotion: Vec<String>,
    /// Headings of a note about an author or a translator. Lower case.
    pub author_notes: Vec<String>,
    /// How blocks begin that stand in a text without being a part of it: advertisements, pointers to other articles,
    /// pictures. Lower case.
    pub asides: Vec<String>,
    /// How notes of the editor begin. Lower case.
    pub editor_notes: Vec<String>,
    /// What many publishers say in the same words beneath their texts.
    pub boilerplate: Boilerplate,
    /// How a translator is named: templates with `{author}`.
    pub translator: Vec<String>,
    /// Words between two names of a list.
    pub separators: Vec<String>,
    /// Words that make one list of what they stand between, besides `separators`: "or", "as well as"; in scripts without spaces
    /// "and" too.
    pub list_words: Vec<String>,
    /// Words that end a name in a byline: `by Jane Doe on Monday`.
    pub name_ends: Vec<String>,
    /// Titles and degrees, which are no part of a name. Lower case.
    pub honorifics: Vec<String>,
    /// Small words that begin no name.
    pub small_words: Vec<String>,
    /// What stands for the page's own site in the place of a source.
    pub this_site: Vec<String>,
    /// Templates of the line that credits an original, the fullest first.
    pub credit_line: Vec<String>,
    /// The words of which numbers are made, with the endings that they take beside nouns, and what they count: below zero
    /// where that is scores behind a four, as in "quatre-vingts". Lower case.
    pub numbers: BTreeMap<String, f64>,
    /// How it says that a work belongs to everybody; stems where it inflects. Lower case.
    pub public_domain: Vec<String>,
    /// The words with which a site states what a reprint owes.
    pub notice: NoticeWords,
    /// The letters about a reprint without credit.
    pub letter: Option<Letter>,
    /// The words of the report as a page, by where they stand. Values stand in braces; before a `|` stands what is said of one.
    pub report: BTreeMap<String, String>,
    /// The keys that this language has nothing for, with the reason.
    pub none: BTreeMap<String, String>,
}

/// Headings above readers' comments, lower case, without numbers and punctuation.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Comments {
    /// Whole headings.
    pub headings: Vec<String>,
    /// Beginnings of headings that go on with the title of the article.
    pub beginnings: Vec<String>,
}

/// What many publishers say in the same words: of liability, of data, of themselves. Lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Boilerplate {
    /// Whole headings of it.
    pub headings: Vec<String>,
    /// How its headings and paragraphs begin that go on with a name.
    pub openings: Vec<String>,
    /// What it says; two of them make a paragraph beneath or above a text one of it.
    pub phrases: Vec<String>,
}

impl Language {
    /// Adds what another description of the same language says.
    pub(super) fn extend(&mut self, more: Self) {
        self.subjects.extend(more.subjects);
        self.months.extend(more.months);
        self.denials.extend(more.denials);
        self.credit.extend(more.credit);
        self.demand.extend(more.demand);
        self.permalink.extend(more.permalink);
        self.byline.extend(more.byline);
        self.negative.extend(more.negative);
        for (label, words) in more.labels {
            self.labels.entry(label).or_default().extend(words);
        }
        self.roles.extend(more.roles);
        self.boilerplate.headings.extend(more.boilerplate.headings);
        self.boilerplate.openings.extend(more.boilerplate.openings);
        self.boilerplate.phrases.extend(more.boilerplate.phrases);
        self.comments.headings.extend(more.comments.headings);
        self.comments.beginnings.extend(more.comments.beginnings);
        self.promotion.extend(more.promotion);
        self.author_notes.extend(more.author_notes);
        self.asides.extend(more.asides);
        self.editor_notes.extend(more.editor_notes);
        self.translator.extend(more.translator);
        self.separators.extend(more.separators);
        self.list_words.extend(more.list_words);
        self.name_ends.extend(more.name_ends);
        self.honorifics.extend(more.honorifics);
        self.small_words.extend(more.small_words);
        self.this_site.extend(more.this_site);
        self.numbers.extend(more.numbers);
        self.public_domain.extend(more.public_domain);
        // What it had no words for it has now.
        if !more.notice.list(Word::Reuse).is_empty() {
            self.none.remove("notice");
        }
        self.notice.extend(more.notice);
        if !more.credit_line.is_empty() {
            self.credit_line = more.credit_line;
        }
        self.report.extend(more.report);
        self.letter = more.letter.or(self.letter.take());
    }

    /// The label words for one thing.
    pub fn labels(&self, label: Label) -> &[String] {
        self.labels.get(&label).map_or(&[], Vec::as_slice)
    }
}
