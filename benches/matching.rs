//! The stages of matching on English-like and Chinese-like texts of about 2,000 words or characters.

#![allow(missing_docs)]

mod common;

use creditline::matching::{Marks, Matcher, Params, Prepared, compare};
use creditline::text::{fold, tokens};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const LENGTH: usize = 2_000;
const ORIGINALS: u64 = 2_000;

#[derive(Debug, Clone, Copy)]
enum Language {
    English,
    Chinese,
}

const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

fn text(language: Language, seed: u64) -> String {
    match language {
        Language::English => common::article(seed, LENGTH).join("\n"),
        Language::Chinese => {
            let mut numbers = common::Numbers(seed);
            (0..LENGTH)
                .map(|index| match index % 17 {
                    16 => '。',
                    _ => {
                        let rank = numbers.below(50) * numbers.below(60);
                        char::from_u32(0x4E00 + rank as u32).unwrap_or('一')
                    }
                })
                .collect()
        }
    }
}

fn prepared(text: &str) -> Prepared {
    Prepared::new(text, &Marks::default())
}

/// A page that copies the middle half of original 7, every tenth sentence left out.
fn copy(language: Language) -> String {
    let original = text(language, 7);
    let sentences: Vec<&str> = original.split_inclusive(['.', '。']).collect();
    let middle = &sentences[sentences.len() / 4..3 * sentences.len() / 4];
    let kept: String = middle
        .iter()
        .enumerate()
        .filter(|(index, _)| index % 10 != 9)
        .map(|(_, sentence)| *sentence)
        .collect();
    let frame = text(language, 1_000_000);
    let half = frame.floor_half();
    format!("{}\n{kept}\n{}", &frame[..half], &frame[half..])
}

trait FloorHalf {
    fn floor_half(&self) -> usize;
}

impl FloorHalf for String {
    fn floor_half(&self) -> usize {
        (0..=self.len() / 2)
            .rev()
            .find(|at| self.is_char_boundary(*at))
            .unwrap_or_default()
    }
}

#[divan::bench(args = LANGUAGES)]
fn fold_text(bencher: Bencher<'_, '_>, language: Language) {
    let text = text(language, 1);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| fold(black_box(&text)));
}

#[divan::bench(args = LANGUAGES)]
fn tokenise(bencher: Bencher<'_, '_>, language: Language) {
    let text = text(language, 1);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| tokens(black_box(&text)));
}

#[divan::bench(args = LANGUAGES)]
fn prepare(bencher: Bencher<'_, '_>, language: Language) {
    let text = text(language, 1);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| prepared(black_box(&text)));
}

#[divan::bench(args = LANGUAGES, sample_count = 5)]
fn index_200(bencher: Bencher<'_, '_>, language: Language) {
    let originals: Vec<Prepared> = (0..200)
        .map(|seed| prepared(&text(language, seed)))
        .collect();
    bencher
        .counter(ItemsCount::new(originals.len()))
        .with_inputs(|| originals.clone())
        .bench_values(Matcher::new);
}

#[divan::bench(args = LANGUAGES)]
fn align(bencher: Bencher<'_, '_>, language: Language) {
    let original = prepared(&text(language, 7));
    let page = prepared(&copy(language));
    let params = Params {
        reworded: false,
        ..Params::default()
    };
    bencher.bench(|| compare(black_box(&original), black_box(&page), &params));
}

#[divan::bench(args = LANGUAGES)]
fn align_and_reworded(bencher: Bencher<'_, '_>, language: Language) {
    let original = prepared(&text(language, 7));
    let page = prepared(&copy(language));
    let params = Params::default();
    bencher.bench(|| compare(black_box(&original), black_box(&page), &params));
}

#[divan::bench(args = LANGUAGES, sample_count = 20)]
fn candidates_of_2000(bencher: Bencher<'_, '_>, language: Language) {
    let matcher = matcher(language);
    let page = prepared(&copy(language));
    bencher.bench(|| matcher.candidates(black_box(&page)));
}

/// One page against 2,000 originals, everything after parsing: fold, tokens, candidates, alignment, class.
#[divan::bench(args = LANGUAGES, sample_count = 20)]
fn page_against_2000(bencher: Bencher<'_, '_>, language: Language) {
    let matcher = matcher(language);
    let page = copy(language);
    bencher.bench(|| {
        let page = prepared(black_box(&page));
        matcher.matches(&page, &|_| Params::default())
    });
}

fn matcher(language: Language) -> Matcher {
    Matcher::new(
        (0..ORIGINALS)
            .map(|seed| prepared(&text(language, seed)))
            .collect(),
    )
}
