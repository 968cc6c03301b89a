use std::collections::HashSet;
use std::path::Path;

use super::*;
use crate::page;
use crate::text::tokens;

fn of(html: &str) -> Option<String> {
    let options = ReadOptions {
        format: Some(Format::Html),
        ..ReadOptions::default()
    };
    bare(html.as_bytes(), &options).map(|bare| bare.text)
}

/// The words of a text, and its sequences of five.
fn words(text: &str) -> (HashSet<u64>, HashSet<Vec<u64>>) {
    let list: Vec<u64> = tokens(text).list.iter().map(|token| token.hash).collect();
    let sequences = list.windows(5).map(<[u64]>::to_vec).collect();
    (list.into_iter().collect(), sequences)
}

#[test]
fn whatever_a_reader_sees_is_in_it() {
    for html in [
        "<p>one <b>two</b>three<i> four</i></p><div>five<br>six</div>",
        "<p title='a > b' data-x=\"<p>\">one</p><p class=a\"b>two</p><a href=x/>three</a>",
        "<p>AT&amp;T caf&eacute; na&iuml;ve &copy2024 &notit; &#8220;q&#x201D; &#147;w&#0; &unknown; & x &#; &ngE;</p>",
        "<script>if (a < b) document.write('<p>no</p>')</script>one<style>p > a {}</style>two",
        "<script><!-- if (a) </script>one<!-- two --!>three<!-->four<!--->five<!-- -- > -->six",
        "<title>no</title><textarea>one <b two</textarea>three<noscript><p>no <!-- </noscript>four",
        "<? php ?>one</ x>two</>three<!x>four<!doctype html [ <!ENTITY a 'b'> ]>five < six <3",
        "<p>one<template>two</template><details><summary>three</summary>four</details>",
        "<table><tr><td>one<td>two<tr><th>three</table><ul><li>four<li>five</ul>",
        "<svg><text>one</text></svg><math><mi>two</mi></math>three",
        "<iframe><p>no</iframe>one<button>two</button><select><option>three<option>four</select>",
        "<p>重<b>庆</b>森林</p><p>&#x91CD;&#24198;</p>",
        "<p ='a>b'>one</p><p a = 'x>y' b= z>two</p><P/CLASS='>'/>three",
    ] {
        let options = ReadOptions {
            format: Some(Format::Html),
            ..ReadOptions::default()
        };
        let seen = page::read(html.as_bytes(), &options).unwrap().text;
        let bare = of(html).unwrap();
        assert!(
            words(&seen).0.is_subset(&words(&bare).0),
            "{html}: {seen:?} {bare:?}"
        );
    }
}

#[test]
fn what_needs_a_tree_is_not_cut() {
    for html in [
        "<p>one<p title='two>three",
        "one<!-- two",
        "<script>one",
        "<script><!-- <script> </script> one",
        "<svg><style/></svg><p>one</p>",
        "<svg><![CDATA[one]]></svg>",
        "<meta http-equiv=Refresh content='0; url=/x'>",
        "<ruby>漢<rt>kan</rt></ruby>",
        "<plaintext>one",
        "<body id=\"viewsource\">one",
    ] {
        assert_eq!(of(html), None, "{html}");
    }
    let noise = "<span style='display:none'>noise</span> word ".repeat(DOUBTS + 1);
    assert_eq!(of(&noise), None);
    assert_eq!(of(&"<div>".repeat(DEPTH + 1)), None);
    assert_eq!(of(&"<b id=1><p>x</p>".repeat(DEPTH + 1)), None);
    assert!(of(&"<ul><li>a<li>b</ul>".repeat(DEPTH)).is_some());
}

#[test]
fn real_pages_keep_what_is_seen_of_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/reprints/html");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: there are no pages in {}", folder.display());
        return;
    };
    let (mut pages, mut cut, mut sequences, mut kept) = (0, 0, 0, 0);
    for entry in entries.flatten().take(40) {
        let bytes = std::fs::read(entry.path()).unwrap();
        let options = ReadOptions {
            content_type: Some("text/html".to_owned()),
            ..ReadOptions::default()
        };
        let Ok(page) = page::read(&bytes, &options) else {
            continue;
        };
        pages += 1;
        let Some(bare) = bare(&bytes, &options) else {
            continue;
        };
        cut += 1;
        let (seen, of_bare) = (words(&page.text).1, words(&bare.text).1);
        sequences += seen.len();
        kept += seen.intersection(&of_bare).count();
    }
    eprintln!("{cut} of {pages} pages cut, {kept} of {sequences} sequences kept");
    assert!(cut * 10 >= pages * 8, "{cut} of {pages}");
    assert!(kept * 1000 >= sequences * 995, "{kept} of {sequences}");
}

proptest::proptest! {
    #[test]
    fn any_bytes_give_an_answer(html in "(<|>|/|!|-|&|;|#|x|=|'|\"|a|p|script|style|title|\\PC| ){0,60}") {
        if let Some(text) = of(&html) {
            proptest::prop_assert!(text.len() <= 4 * html.len());
        }
    }
}
