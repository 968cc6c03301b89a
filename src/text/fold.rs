//! Folding: the form of a text in which copies compare equal, with offsets back to the raw text.

use std::borrow::Cow;
use std::ops::Range;

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::ComposingNormalizerBorrowed;

use super::fold_marks::{
    TATWEEL, is_disguise, is_general_mark, is_invisible, is_mark, is_spelling_aid, is_vowel_point,
    marks_are_stray, ordinary_letter,
};
use super::lookalike::{self, Disguised};
use super::offsets::{Offsets, Walk};
use super::script::{is_han, is_single};
use super::{fold_pinyin, traditional::simplified};

const NFKC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfkc();
const CASE: CaseMapperBorrowed<'static> = CaseMapper::new();

/// Bytes by which a folded text may be longer than twice what was read of the raw one. Signs that stand for whole
/// sentences (`\u{FDFA}`) are left as they are from there on: no honest text has that many, and a page of them alone
/// would grow elevenfold. By hand.
const ROOM: usize = 16 * 1024;

/// Bytes of the longest of these sentences.
const SENTENCE: usize = 33;

/// A folded copy of a text. Made by [`fold`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    text: String,
    offsets: Offsets,
    disguises: Vec<usize>,
}

impl Folded {
    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The raw bytes that a byte range of the folded text stands for. Characters that were dropped at either edge are
    /// left out; a change that lies partly inside the range is taken whole. Never panics; the result lies on
    /// character boundaries of the raw text if `folded` lies on boundaries of the folded one.
    pub fn raw_range(&self, folded: Range<usize>) -> Range<usize> {
        self.offsets.raw_range(folded)
    }

    /// Where a byte offset of the raw text went: inside a change, its beginning; past the end, the end.
    pub fn folded_offset(&self, raw: usize) -> usize {
        self.offsets.folded_offset(raw)
    }

    /// How many disguises were undone: invisible characters where no script needs them, look-alike letters, stray
    /// combining marks, full-width letters inside ordinary words, pinyin put behind characters.
    pub fn disguise_count(&self) -> usize {
        self.disguises.len()
    }

    /// Raw byte offsets of the disguises, ascending.
    pub fn disguises(&self) -> &[usize] {
        &self.disguises
    }

    /// How many disguises lie in a byte range of the raw text.
    pub fn disguises_in(&self, raw: Range<usize>) -> usize {
        let before = |offset| self.disguises.partition_point(|at| *at < offset);
        before(raw.end).saturating_sub(before(raw.start))
    }

    pub(super) fn walk(&self) -> Walk<'_> {
        self.offsets.walk()
    }
}

/// Folds a text for comparison: NFKC, case, white space runs to one space, invisible characters and stray combining
/// marks dropped, the vowel points of Arabic and Hebrew and the stroke that draws an Arabic word out likewise, look-alikes inside words of another script exchanged, Traditional Chinese to Simplified,
/// `Han(pinyin)` noise dropped, quotes, dashes and ellipses unified.
///
/// What tells ordinary words apart stays: letters with marks, dotless `ı`, `ß` (the full case folding would merge
/// *Maße* and *Masse*), the vowel signs that words cannot be written without, superscript digits. Linear in the text.
pub fn fold(raw: &str) -> Folded {
    if raw.is_ascii() {
        return fold_ascii(raw);
    }
    let survey = Survey::new(raw);
    let words = if survey.mixes_scripts() {
        lookalike::disguised_words(raw, |c| is_invisible(c) || is_general_mark(c))
    } else {
        Vec::new()
    };
    let mut folder = Folder {
        raw,
        folded: Folded {
            text: String::with_capacity(raw.len()),
            offsets: Offsets::default(),
            disguises: Vec::new(),
        },
        stray_marks: survey.general_marks && marks_are_stray(raw),
        cjk: survey.cjk,
        full_width: survey.full_width,
        words,
        word: 0,
        han_run: 0,
        in_pinyin_series: false,
        last_letter: None,
        read: 0,
    };
    folder.run();
    folder.folded
}

/// The text of [`fold`] alone, for words: most are written in the form that folding gives them.
pub(crate) fn folded(raw: &str) -> Cow<'_, str> {
    if is_folded(raw) {
        Cow::Borrowed(raw)
    } else {
        Cow::Owned(fold(raw).text)
    }
}

/// Whether folding surely changes nothing. Of scripts that have look-alikes it knows one at a time.
fn is_folded(raw: &str) -> bool {
    let (mut latin, mut other) = (false, false);
    let mut last = 'a';
    let settled = raw.chars().all(|c| {
        latin |= c.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(&c);
        other |= ('\u{370}'..='\u{52F}').contains(&c);
        let is_single_space = c == ' ' && last != ' ';
        last = c;
        is_single_space || is_settled(c) && !c.is_ascii_uppercase()
    });
    settled && !(latin && other)
}

fn fold_ascii(raw: &str) -> Folded {
    let mut text = String::with_capacity(raw.len());
    let mut offsets = None::<Offsets>;
    let mut kept_from = 0;
    let mut word = 0;
    let mut space = false;
    for (at, byte) in raw.bytes().enumerate() {
        let is_space = byte.is_ascii_whitespace() || byte == 0x0B;
        if is_space {
            text.push_str(raw.get(word..at).unwrap_or_default());
            word = at + 1;
            if space {
                let offsets = offsets.get_or_insert_default();
                offsets.keep(at - kept_from);
                offsets.change(1, 0);
                kept_from = at + 1;
            } else {
                text.push(' ');
            }
        }
        space = is_space;
    }
    text.push_str(raw.get(word..).unwrap_or_default());
    text.make_ascii_lowercase();
    let offsets = match offsets {
        None => Offsets::identity(raw.len()),
        Some(mut offsets) => {
            offsets.keep(raw.len() - kept_from);
            offsets
        }
    };
    Folded {
        text,
        offsets,
        disguises: Vec::new(),
    }
}

/// What kinds of characters a text has, to skip the steps it does not need.
#[derive(Default)]
struct Survey {
    latin: bool,
    other: bool,
    cjk: bool,
    full_width: bool,
    general_marks: bool,
}

impl Survey {
    fn new(raw: &str) -> Self {
        let mut survey = Self::default();
        for c in raw.chars() {
            match c as u32 {
                0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x24F => survey.latin = true,
                0xFF21..=0xFF5A => (survey.latin, survey.full_width) = (true, true),
                0x370..=0x52F
                | 0x531..=0x587
                | 0x13A0..=0x13FD
                | 0x1F00..=0x1FFF
                | 0xAB70..=0xABBF => {
                    survey.other = true;
                }
                0x2E80..=0xABFF | 0xAC00..=0xD7FF | 0x20000..=0x3FFFF => survey.cjk = true,
                _ => {}
            }
            survey.general_marks |= c >= '\u{300}' && is_general_mark(c);
        }
        survey
    }

    fn mixes_scripts(&self) -> bool {
        self.other && self.latin
    }
}

struct Folder<'a> {
    raw: &'a str,
    folded: Folded,
    stray_marks: bool,
    cjk: bool,
    full_width: bool,
    words: Vec<Disguised>,
    word: usize,
    han_run: usize,
    in_pinyin_series: bool,
    /// The last letter that is no full-width form; kept where there are such forms to judge.
    last_letter: Option<char>,
    /// Bytes of letters read so far.
    read: usize,
}

impl Folder<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(c) = self.char_at(at) {
            let plain = self.plain(at);
            if plain > 0 {
                at = self.copy(at, plain);
                continue;
            }
            at = if c.is_whitespace() {
                self.space(at, c)
            } else if c >= '\u{AD}' && is_invisible(c) {
                self.invisible(at, c)
            } else if c >= '\u{300}' && is_mark(c) {
                self.orphan_mark(at, c)
            } else if c == TATWEEL {
                self.drop(at, c.len_utf8(), false);
                at + c.len_utf8()
            } else if let Some(len) = self.pinyin(at, c) {
                self.drop(at, len, true);
                at + len
            } else {
                self.cluster(at, c)
            };
        }
    }

    /// Bytes of words from here that stay as they are but for the case of ASCII, and that nothing around them can change:
    /// no mark stands on them, no disguise in them.
    fn plain(&self, at: usize) -> usize {
        let rest = self.raw.get(at..).unwrap_or_default();
        let word = self.words.get(self.word).map(|word| word.word.start);
        // Up to the next disguise; only as far, or a text of disguises would be read anew at each of them.
        let most = word.map_or(rest.len(), |start| start.saturating_sub(at));
        let (mut len, mut last, mut next) = (0, '(', None);
        for c in rest.chars() {
            if len >= most {
                break;
            }
            if !is_settled(c) && (c != ' ' || matches!(last, ' ' | '(')) {
                next = Some(c);
                break;
            }
            len += c.len_utf8();
            last = c;
        }
        // What follows may be a mark on the last one.
        if len > 0 && next.is_some_and(|next| !next.is_ascii()) {
            len -= last.len_utf8();
        }
        len.min(most)
    }

    /// Copies so many bytes of what stays as it is.
    fn copy(&mut self, at: usize, len: usize) -> usize {
        let text = self.raw.get(at..at + len).unwrap_or_default();
        let start = self.folded.text.len();
        self.folded.text.push_str(text);
        if let Some(copied) = self.folded.text.get_mut(start..) {
            copied.make_ascii_lowercase();
        }
        self.folded.offsets.keep(len);
        self.read += len;
        self.han_run = 0;
        self.in_pinyin_series = false;
        if self.full_width
            && let Some(letter) = text.chars().rfind(|c| c.is_alphabetic())
        {
            self.last_letter = Some(letter);
        }
        at + len
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.raw.get(at..)?.chars().next()
    }

    fn drop(&mut self, at: usize, len: usize, disguise: bool) {
        self.folded.offsets.change(len, 0);
        if disguise {
            self.folded.disguises.push(at);
        }
    }

    fn space(&mut self, at: usize, c: char) -> usize {
        let len = c.len_utf8();
        if self.folded.text.ends_with(' ') {
            self.drop(at, len, false);
        } else {
            self.folded.text.push(' ');
            if len == 1 {
                self.folded.offsets.keep(1);
            } else {
                self.folded.offsets.change(len, 1);
            }
        }
        at + len
    }

    fn invisible(&mut self, at: usize, c: char) -> usize {
        let (before, rest) = self.raw.split_at_checked(at).unwrap_or_default();
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        self.drop(at, c.len_utf8(), is_disguise(c, before, after));
        at + c.len_utf8()
    }

    fn orphan_mark(&mut self, at: usize, c: char) -> usize {
        let len = c.len_utf8();
        if is_general_mark(c) {
            // The frame of a keycap stands behind a variation selector.
            self.drop(at, len, c != '\u{20E3}');
        } else {
            self.folded.text.push(c);
            self.folded.offsets.keep(len);
        }
        at + len
    }

    fn pinyin(&mut self, at: usize, c: char) -> Option<usize> {
        if self.han_run == 0 || !matches!(c, '(' | '（') {
            return None;
        }
        let rest = self.raw.get(at..)?;
        let found = fold_pinyin::group(rest, self.han_run).or_else(|| {
            (self.in_pinyin_series && self.han_run == 1)
                .then(|| fold_pinyin::next_group(rest))
                .flatten()
        });
        self.in_pinyin_series = found.is_some();
        if found.is_some() {
            self.han_run = 0;
        }
        found
    }

    /// A character with the marks on it.
    fn cluster(&mut self, at: usize, c: char) -> usize {
        let mut letter = c;
        let mut end = at + c.len_utf8();
        if let Some(word) = self.disguised_word(at)
            && let Some(honest) = lookalike::convert(c, word.script).filter(|honest| *honest != c)
        {
            letter = honest;
            if word.counts {
                self.folded.disguises.push(at);
            }
        }
        if self.wide_disguise(at, c) {
            self.folded.disguises.push(at);
        }
        let mut own_marks = String::new();
        while let Some(mark) = self
            .char_at(end)
            .filter(|next| *next >= '\u{300}' && is_mark(*next))
        {
            if is_vowel_point(mark) {
                // Dropped: with and without them it is the same word.
            } else if !is_general_mark(mark) || !letter.is_alphanumeric() {
                own_marks.push(mark);
            } else if self.stray_marks {
                self.folded.disguises.push(end);
            } else if let Some(composed) = ordinary_letter(letter, mark) {
                letter = composed;
            } else if !is_spelling_aid(letter, mark) {
                self.folded.disguises.push(end);
            }
            end += mark.len_utf8();
        }
        while is_jamo(c) {
            match self.char_at(end).filter(|next| is_jamo(*next)) {
                Some(jamo) => own_marks.push(jamo),
                None => break,
            }
            end += '\u{1100}'.len_utf8();
        }
        self.note_letter(c);
        self.emit(c, letter, &own_marks, end - at);
        end
    }

    fn disguised_word(&mut self, at: usize) -> Option<&Disguised> {
        while self
            .words
            .get(self.word)
            .is_some_and(|word| word.word.end <= at)
        {
            self.word += 1;
        }
        self.words
            .get(self.word)
            .filter(|word| word.word.start <= at)
    }

    /// Whether a full-width or mathematical letter stands where a plain one belongs: beside a plain Latin letter, or
    /// (full-width only) in running text of a script that has no full-width forms.
    fn wide_disguise(&self, at: usize, c: char) -> bool {
        let full_width = is_full_width_letter(c);
        if !full_width && !(0x1D400..=0x1D6A5).contains(&(c as u32)) {
            return false;
        }
        let before = self.raw.get(..at).and_then(|text| text.chars().next_back());
        let after = self.char_at(at + c.len_utf8());
        let beside = |test: fn(char) -> bool| before.is_some_and(test) || after.is_some_and(test);
        beside(|c| c.is_ascii_alphabetic())
            || full_width
                && beside(is_full_width_letter)
                && !self.last_letter.map_or(self.cjk, is_single)
    }

    fn note_letter(&mut self, c: char) {
        if is_han(c) {
            self.han_run += 1;
        } else {
            self.han_run = 0;
            self.in_pinyin_series = false;
        }
        if self.full_width && c.is_alphabetic() && !is_full_width_letter(c) {
            self.last_letter = Some(c);
        }
    }

    /// Appends the folded form of a cluster of `raw_len` raw bytes.
    fn emit(&mut self, c: char, letter: char, marks: &str, raw_len: usize) {
        let start = self.folded.text.len();
        let text = &mut self.folded.text;
        if marks.is_empty() && is_inert(letter) {
            push_folded(text, letter);
        } else if marks.is_empty()
            && (is_superscript_digit(letter)
                || is_sentence(letter) && start + SENTENCE > 2 * self.read + ROOM)
        {
            text.push(letter);
        } else {
            let room = 2 * self.read + ROOM;
            let mut cluster = String::with_capacity(8);
            cluster.push(letter);
            cluster.push_str(marks);
            if matches!(letter, '¼'..='¾' | '⅐'..='⅟' | '↉')
                && text.ends_with(|c: char| c.is_ascii_digit())
            {
                text.push(' ');
            }
            let normal = NFKC.normalize(&cluster);
            let grows = normal.len() > raw_len && start + normal.len() > room;
            let shown: &str = if grows { &cluster } else { &normal };
            for c in shown.chars() {
                push_folded(text, c);
            }
        }
        self.read += raw_len;
        if letter == '…' && text[..start].ends_with("...") {
            text.truncate(start);
        }
        let folded_len = text.len() - start;
        if folded_len == raw_len
            && raw_len == c.len_utf8()
            && text[start..].chars().nth(1).is_none()
        {
            self.folded.offsets.keep(raw_len);
        } else {
            self.folded.offsets.change(raw_len, folded_len);
        }
    }
}

fn is_full_width_letter(c: char) -> bool {
    matches!(c as u32, 0xFF21..=0xFF3A | 0xFF41..=0xFF5A)
}

fn is_jamo(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x11FF)
}

fn is_superscript_digit(c: char) -> bool {
    matches!(c as u32, 0xB2 | 0xB3 | 0xB9 | 0x2070 | 0x2074..=0x2079)
}

/// Signs that stand for so many words that what they grow to has to be watched.
fn is_sentence(c: char) -> bool {
    matches!(c, '\u{FDFA}' | '\u{FDFB}')
}

/// Characters that NFKC leaves alone whatever stands around them (marks aside).
fn is_inert(c: char) -> bool {
    matches!(c as u32,
        0..=0x9F | 0xC0..=0x131 | 0x134..=0x13E | 0x141..=0x148 | 0x14A..=0x17E | 0x370..=0x373 | 0x391..=0x3CE
        | 0x400..=0x482 | 0x48A..=0x52F | 0x5D0..=0x5EA | 0x621..=0x64A | 0x3001..=0x3029 | 0x3041..=0x3096
        | 0x30A1..=0x30FA | 0x30FC..=0x30FE | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3)
}

/// Whether a character stays as it is, but for the case of ASCII: those that ordinary text of many languages is made of.
/// Neither the bracket before pinyin nor letters that pinyin stands behind.
fn is_settled(c: char) -> bool {
    match c as u32 {
        0x28 => false,
        0x21..=0x7E => true,
        0xDF..=0x17E => !matches!(c, '÷' | 'ş' | 'ţ') && is_inert(c) && c.is_lowercase(),
        code => {
            matches!(code, 0x3AC..=0x3C1 | 0x3C3..=0x3CE | 0x430..=0x45F | 0x5D0..=0x5EA | 0x621..=0x63A
            | 0x641..=0x64A | 0x3001..=0x3002 | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x30FC | 0xAC00..=0xD7A3)
        }
    }
}

/// Appends one normalised character: case, script variant, quote, dash.
fn push_folded(text: &mut String, c: char) {
    if c.is_ascii() {
        text.push(c.to_ascii_lowercase());
        return;
    }
    text.push(match c {
        '\u{4E00}'..='\u{9FFF}' => simplified(c),
        'ß' | 'ẞ' => 'ß',
        'İ' => 'i',
        // Romanian as it was typed before its own letters were on keyboards.
        'ş' | 'Ş' => 'ș',
        'ţ' | 'Ţ' => 'ț',
        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '〝' | '〞'
        | '〟' | '❝' | '❞' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | 'ʹ' | '´' | '❛' | '❜' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⸺' | '⸻' | '﹣' => '-',
        '⁄' | '∕' => '/',
        _ => CASE.simple_fold(c),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(raw: &str) -> String {
        fold(raw).as_str().to_owned()
    }

    #[test]
    fn unifies_what_typography_varies() {
        assert_eq!(folded("“Hello”\u{a0}—  World…"), "\"hello\" - world...");
        assert_eq!(folded("Ｗｉｄｅ（１２）："), "wide(12):");
        assert_eq!(folded("ﬁne ﬂow"), "fine flow");
        assert_eq!(folded("A \t\n B"), "a b");
        assert_eq!(folded("轉載請註明"), "转载请注明");
    }

    #[test]
    fn undoes_every_disguise_and_counts_it() {
        for (raw, honest, count) in [
            ("re\u{200b}prin\u{ad}t", "reprint", 2),
            ("轉\u{ad}載請註\u{ad}明", "转载请注明", 2),
            ("rерrint", "reprint", 2),
            ("re\u{fe01}print\u{e0101}", "reprint", 2),
            (
                "t\u{307}ime f\u{307}lies e\u{307}asily",
                "time flies easily",
                3,
            ),
            ("рeпринт это сделан", "репринт это сделан", 1),
            (
                "он пришел в дом и сел, a потом ушел",
                "он пришел в дом и сел, а потом ушел",
                0,
            ),
            ("reｐrint", "reprint", 1),
            ("转\u{307}载\u{200b}请", "转载请", 2),
            ("微(wēi)信(xìn)号", "微信号", 2),
            ("微(wei)信(xin)号", "微信号", 2),
        ] {
            let result = fold(raw);
            assert_eq!(result.as_str(), honest, "{raw}");
            assert_eq!(result.disguise_count(), count, "{raw}");
        }
    }

    #[test]
    fn what_is_settled_stays_as_it_is() {
        let settled = (0..0x3_0000)
            .filter_map(char::from_u32)
            .filter(|c| is_settled(*c));
        for c in settled {
            let kept = c.to_ascii_lowercase().to_string();
            assert_eq!(folded(&c.to_string()), kept);
            // Where another character has the text read in full.
            assert_eq!(folded(&format!("—{c}")), format!("-{kept}"));
        }
        // What follows or stands before still has its say.
        assert_eq!(folded("cafe\u{301} bar"), "café bar");
        assert_eq!(folded("か\u{3099}き"), "がき");
        assert_eq!(folded("мир  мир \t мир"), "мир мир мир");
        assert_eq!(folded("é  a b"), "é a b");
    }

    #[test]
    fn signs_that_stand_for_a_sentence_grow_a_text_only_so_far() {
        assert!(fold("\u{FDFA}").as_str().contains("الله"));
        for sign in ["\u{FDFA}", "a\u{FDFB} ", "\u{3300}"] {
            let raw = sign.repeat(100_000);
            let folded = fold(&raw);
            assert!(folded.as_str().len() <= 2 * raw.len() + ROOM + 64, "{sign}");
            assert_eq!(
                folded.raw_range(0..folded.as_str().len()).end,
                raw.trim_end().len().max(raw.len())
            );
        }
    }

    #[test]
    fn a_text_of_disguises_is_read_once() {
        // Read anew at each of them, this takes minutes.
        let raw = "рeпринт это сделан ".repeat(20_000);
        assert_eq!(fold(&raw).disguise_count(), 20_000);
    }

    #[test]
    fn the_short_way_of_folding_words_changes_nothing() {
        for (word, short) in [
            ("gratis", true),
            ("перепечат*", true),
            ("con la condición de", true),
            ("אין להעתיק", true),
            ("a  b", false),
            (" a", true),
            ("Ab", false),
            ("рeпринт", false),
            ("轉載", false),
            ("微(wei)", false),
            ("e\u{301}", false),
        ] {
            assert_eq!(super::folded(word), fold(word).as_str(), "{word}");
            assert_eq!(is_folded(word), short, "{word}");
        }
    }

    #[test]
    fn old_and_new_letters_of_romanian_are_the_same() {
        assert_eq!(folded("Ştiri şi ţări"), folded("Știri și țări"));
    }

    #[test]
    fn keeps_different_words_different() {
        for (a, b) in [
            ("kır", "kir"),
            ("Maße", "Masse"),
            ("schön", "schon"),
            ("má", "mà"),
            ("ma", "mạ"),
            ("مدرسه", "مدرسة"),
            ("กา", "ก่า"),
            ("10²", "102"),
            ("1½", "11/2"),
            ("が", "か"),
            ("кот", "kot"),
            ("й", "и"),
            ("👍", "👎"),
        ] {
            assert_ne!(folded(a), folded(b), "{a} {b}");
        }
    }

    #[test]
    fn vowel_points_and_drawn_out_words_make_no_difference() {
        for (a, b) in [("يُمنع", "يمنع"), ("كتـــاب", "كتاب"), ("שָׁלוֹם", "שלום")]
        {
            assert_eq!(folded(a), folded(b), "{a} {b}");
        }
    }

    #[test]
    fn legitimate_texts_hold_no_disguise() {
        for raw in [
            "\u{feff}A byte order mark at the start",
            "“Typographic” ‘quotes’ – dashes\u{a0}and spaces",
            "Tiếng Việt có dấu, cả dạng tách: Tie\u{302}\u{301}ng Vie\u{323}\u{302}t",
            "العَرَبِيَّة و می\u{200c}خواهم",
            "👩\u{200d}👩\u{200d}👧 ❤\u{fe0f} 1\u{fe0f}\u{20e3}",
            "繁體中文與 ＡＢＣ 全形",
            "ภาษาไทย\u{200b}เขียนติดกัน",
            "Москва\u{301} слезам не верит",
            "i\u{307}stanbul, İstanbul",
            "5 μm, 10 kΩ, 𝑥² + 𝑦²",
            "שלום\u{200f} (hello)",
            // As a publishing system hyphenates, and as editors leave them behind.
            "die Ge\u{ad}mein\u{ad}de\u{ad}bü\u{ad}che\u{ad}rei",
            "пе\u{ad}ре\u{ad}пе\u{ad}чат\u{ad}ка",
            "An end.\u{200b} «\u{2060}Un mot\u{2060}»\u{200b}\n\u{feff}A paragraph",
            "转载，\u{200b}请注明",
        ] {
            assert_eq!(fold(raw).disguise_count(), 0, "{raw}");
        }
    }

    #[test]
    fn decomposed_spelling_equals_composed() {
        assert_eq!(
            folded("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"),
            folded("Tiếng Việt")
        );
        assert_eq!(folded("scho\u{308}n"), folded("schön"));
        assert_eq!(folded("か\u{3099}"), folded("が"));
        assert_eq!(folded("\u{1112}\u{1161}\u{11ab}"), folded("한"));
    }

    #[test]
    fn maps_back_exactly() {
        let raw = "Das „ﬁne“ Ha\u{ad}us：轉\u{200b}載";
        let result = fold(raw);
        let at = |needle: &str| {
            let start = result.as_str().find(needle).unwrap();
            &raw[result.raw_range(start..start + needle.len())]
        };
        assert_eq!(at("das"), "Das");
        assert_eq!(at("fine"), "ﬁne");
        assert_eq!(at("haus"), "Ha\u{ad}us");
        assert_eq!(at("转载"), "轉\u{200b}載");
        assert_eq!(at("载"), "載");
        assert_eq!(at(":"), "：");
        let whole = result.raw_range(0..result.as_str().len());
        assert_eq!(whole, 0..raw.len());
    }

    proptest::proptest! {
        #[test]
        fn offsets_lie_on_boundaries_and_grow(raw in "(\\PC|[\u{200b}\u{ad}\u{301}\u{307}аеA-C 轉（）]){0,60}") {
            let result = fold(&raw);
            let mut last = 0;
            for (at, c) in result.as_str().char_indices() {
                let range = result.raw_range(at..at + c.len_utf8());
                proptest::prop_assert!(raw.get(range.clone()).is_some(), "{raw:?} {range:?}");
                proptest::prop_assert!(range.start >= last || range.start == last);
                last = range.start;
            }
            for (at, _) in raw.char_indices() {
                proptest::prop_assert!(result.folded_offset(at) <= result.as_str().len());
            }
        }
    }
}
