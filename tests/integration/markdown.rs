//! Markdown is judged as the page that it is rendered to, and every character of it knows its place in the file.

use std::sync::LazyLock;

use creditline::audit::Library;
use creditline::finding::{Code, Verdict};
use creditline::page::{self, Page, ReadError, ReadOptions};

use crate::desk::Desk;
use crate::fix::mended;
use crate::prose;
use crate::reprint::{ARTICLE, Judged, TEXT, judge_with, library};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    library(&format!(
        "---\ntitle: Water returns to the old mill\nauthor: Tobias Lind\npublisher: The Valley Courier\n\
         url: {ARTICLE}\nlanguage: en\n---\n\n{}\n",
        TEXT.join("\n\n")
    ))
});

fn read(source: &str, name: &str) -> Result<Page, ReadError> {
    let options = ReadOptions {
        location: name.to_owned(),
        ..ReadOptions::default()
    };
    page::read(source.as_bytes(), &options)
}

fn markdown(tail: &str) -> Judged {
    let source = format!("# Water returns\n\n{}\n\n{tail}\n", TEXT.join("\n\n"));
    judge_with(&LIBRARY, &source, "page.md")
}

fn html(tail: &str) -> Judged {
    let text: String = TEXT.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    let source = format!(
        "<!doctype html><title>Mill</title><article><h1>Water returns</h1>\n{text}{tail}\n</article>"
    );
    judge_with(&LIBRARY, &source, "page.html")
}

/// What must come of a credit.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Right {
    Credited,
    /// There is no credit in sight.
    Missing,
    /// There is one, and it is hidden.
    Hidden,
}
use Right::{Credited, Hidden, Missing};

fn is(judged: &Judged, right: Right) -> bool {
    match right {
        Credited => judged.verdict == Some(Verdict::Credited),
        Missing => {
            judged.verdict == Some(Verdict::NotCredited) && judged.has(Code::MissingAttribution)
        }
        Hidden => {
            judged.verdict == Some(Verdict::NotCredited) && judged.has(Code::HiddenAttribution)
        }
    }
}

/// A credit in Markdown, the same as the markup it is rendered to, and what must come of both. `@` is the address.
const CASES: &[(&str, &str, Right)] = &[
    // Every kind of block.
    (
        "Source: [The Valley Courier](@)",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "### Source: [The Valley Courier](@)",
        "<h3>Source: <a href='@'>The Valley Courier</a></h3>",
        Credited,
    ),
    (
        "Source: [The Valley Courier](@)\n---",
        "<h2>Source: <a href='@'>The Valley Courier</a></h2>",
        Credited,
    ),
    (
        "> Source: [The Valley Courier](@)",
        "<blockquote><p>Source: <a href='@'>The Valley Courier</a></p></blockquote>",
        Credited,
    ),
    (
        "- Source: [The Valley Courier](@)\n- 3 May",
        "<ul><li>Source: <a href='@'>The Valley Courier</a></li><li>3 May</li></ul>",
        Credited,
    ),
    (
        "1) Source: [The Valley Courier](@)",
        "<ol><li>Source: <a href='@'>The Valley Courier</a></li></ol>",
        Credited,
    ),
    (
        "- [x] Source: [The Valley Courier](@)",
        "<ul><li><input type=checkbox disabled checked> Source: <a href='@'>The Valley Courier</a></li></ul>",
        Credited,
    ),
    (
        "| Source | Date |\n| --- | --- |\n| [The Valley Courier](@) | May |",
        "<table><thead><tr><th>Source</th><th>Date</th></tr></thead><tr><td><a href='@'>The Valley Courier</a></td><td>May</td></tr></table>",
        Credited,
    ),
    (
        "Source\n: [The Valley Courier](@)",
        "<dl><dt>Source</dt><dd><a href='@'>The Valley Courier</a></dd></dl>",
        Credited,
    ),
    (
        "Text from elsewhere.[^1]\n\n[^1]: Source: [The Valley Courier](@)",
        "<p>Text from elsewhere.<sup><a href='#1'>1</a></sup></p><div class=footnote-definition><sup>1</sup><p>Source: <a href='@'>The Valley Courier</a></p></div>",
        Credited,
    ),
    // Every kind of link.
    (
        "Source: [The Valley Courier][v]\n\n[v]: @ 'The mill'",
        "<p>Source: <a href='@' title='The mill'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "Source: [The Valley Courier][]\n\n[the valley courier]: <@>",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "Source: The Valley Courier, <@>",
        "<p>Source: The Valley Courier, <a href='@'>@</a></p>",
        Credited,
    ),
    (
        "Source: The Valley Courier, @.",
        "<p>Source: The Valley Courier, <a href='@'>@</a>.</p>",
        Credited,
    ),
    (
        "**Source:** *[The Valley Courier](@ \"The mill\")*",
        "<p><strong>Source:</strong> <em><a href='@' title='The mill'>The Valley Courier</a></em></p>",
        Credited,
    ),
    (
        "Source: [The\nValley **Courier**](@)",
        "<p>Source: <a href='@'>The\nValley <strong>Courier</strong></a></p>",
        Credited,
    ),
    (
        "Source: [![The Valley Courier](logo.png)](@)",
        "<p>Source: <a href='@'><img src=logo.png alt='The Valley Courier'></a></p>",
        Credited,
    ),
    (
        "Source: <a href=\"@\">The Valley Courier</a>",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "Source: The Valley &#67;ourier &mdash; [art&iacute;cle](@)",
        "<p>Source: The Valley Courier — <a href='@'>artícle</a></p>",
        Credited,
    ),
    (
        "Source\\: \\[The Valley Courier\\] [here](@)",
        "<p>Source: [The Valley Courier] <a href='@'>here</a></p>",
        Credited,
    ),
    (
        "## Source: [The Valley Courier](@) {#source .credit}",
        "<h2 id=source class=credit>Source: <a href='@'>The Valley Courier</a></h2>",
        Credited,
    ),
    (
        "<section>\n\nSource: [The Valley Courier](@)\n\n</section>",
        "<section><p>Source: <a href='@'>The Valley Courier</a></p></section>",
        Credited,
    ),
    (
        "<details open>\n<summary>Credits</summary>\n\nSource: [The Valley Courier](@)\n\n</details>",
        "<details open><summary>Credits</summary><p>Source: <a href='@'>The Valley Courier</a></p></details>",
        Credited,
    ),
    // What nobody reads.
    (
        "~~Source: [The Valley Courier](@)~~",
        "<p><del>Source: <a href='@'>The Valley Courier</a></del></p>",
        Missing,
    ),
    (
        "![Source: The Valley Courier, @](x.png)",
        "<p><img alt='Source: The Valley Courier, @'></p>",
        Missing,
    ),
    (
        "![x](x.png 'Source: The Valley Courier, @')",
        "<p><img alt=x title='Source: The Valley Courier, @'></p>",
        Missing,
    ),
    (
        "<!-- Source: [The Valley Courier](@) -->",
        "<!-- Source: @ -->",
        Missing,
    ),
    ("[//]: # (Source: The Valley Courier, @)", "", Missing),
    ("[Source: The Valley Courier]: @", "", Missing),
    ("[^1]: Source: The Valley Courier, @", "<p></p>", Missing),
    (
        "<script>\n// Source: The Valley Courier, @\n</script>",
        "<script>\n// Source: The Valley Courier, @\n</script>",
        Missing,
    ),
    (
        "<template>\n\nSource: [The Valley Courier](@)\n\n</template>",
        "<template><p>Source: <a href='@'>The Valley Courier</a></p></template>",
        Missing,
    ),
    (
        "<div style=\"display:none\">\n\nSource: [The Valley Courier](@)\n\n</div>",
        "<div style=\"display:none\"><p>Source: <a href='@'>The Valley Courier</a></p></div>",
        Hidden,
    ),
    (
        "<div hidden>\n\n> Source: [The Valley Courier](@)\n\n</div>",
        "<div hidden><blockquote><p>Source: <a href='@'>The Valley Courier</a></p></blockquote></div>",
        Hidden,
    ),
    (
        "<p hidden>Source: <a href='@'>The Valley Courier</a></p>",
        "<p hidden>Source: <a href='@'>The Valley Courier</a></p>",
        Hidden,
    ),
    (
        "So long. <span style='opacity:0'>Source: [The Valley Courier](@)</span>",
        "<p>So long. <span style='opacity:0'>Source: <a href='@'>The Valley Courier</a></span></p>",
        Hidden,
    ),
    (
        "<style>.tiny { font-size: 0 }</style>\n\n<div class=tiny>\n\n- Source: [The Valley Courier](@)\n\n</div>",
        "<style>.tiny { font-size: 0 }</style><div class=tiny><ul><li>Source: <a href='@'>The Valley Courier</a></li></ul></div>",
        Hidden,
    ),
    (
        "<style>h4 { visibility: hidden }</style>\n\n#### Source: [The Valley Courier](@)",
        "<style>h4 { visibility: hidden }</style><h4>Source: <a href='@'>The Valley Courier</a></h4>",
        Hidden,
    ),
    (
        "<style>#c, #c a { color: transparent }</style>\n\n## Source: [The Valley Courier](@) {#c}",
        "<style>#c, #c a { color: transparent }</style><h2 id=c>Source: <a href='@'>The Valley Courier</a></h2>",
        Hidden,
    ),
    (
        "<style>del, em { display: none }</style>\n\n*Source: [The Valley Courier](@)*",
        "<style>em { display: none }</style><p><em>Source: <a href='@'>The Valley Courier</a></em></p>",
        Hidden,
    ),
    (
        "<table hidden><tr><td>\n\nSource: [The Valley Courier](@)\n\n</td></tr></table>",
        "<table hidden><tr><td><p>Source: <a href='@'>The Valley Courier</a></p></td></tr></table>",
        Hidden,
    ),
    // Attribute lists, and conditions of templates that never hold.
    (
        "Source: [The Valley Courier](@)\n{: style=\"display:none\"}",
        "<div hidden><p>Source: <a href='@'>The Valley Courier</a></p></div>",
        Hidden,
    ),
    (
        "{: style=\"visibility:hidden\"}\nSource: [The Valley Courier](@)",
        "<div hidden><p>Source: <a href='@'>The Valley Courier</a></p></div>",
        Hidden,
    ),
    (
        "Source: [The Valley Courier](@)\n{: .note hidden=\"hidden\"}",
        "<div hidden><p>Source: <a href='@'>The Valley Courier</a></p></div>",
        Hidden,
    ),
    (
        "Source: [The Valley Courier](@)\n{ style='font-size:0' }",
        "<div hidden><p>Source: <a href='@'>The Valley Courier</a></p></div>",
        Hidden,
    ),
    (
        "Source: [The Valley Courier](@) {style=\"opacity:0\"}",
        "<div hidden><p>Source: <a href='@'>The Valley Courier</a></p></div>",
        Hidden,
    ),
    (
        "::: {.note style=\"display:none\"}\nSource: [The Valley Courier](@)\n:::",
        "<div hidden><p>Source: <a href='@'>The Valley Courier</a></p></div>",
        Hidden,
    ),
    (
        "- Source: [The Valley Courier](@) {style=\"display:none\"}",
        "<div hidden><p>Source: <a href='@'>The Valley Courier</a></p></div>",
        Hidden,
    ),
    (
        "### Source: [The Valley Courier](@) {style=\"display:none\"}",
        "<div hidden><h3>Source: <a href='@'>The Valley Courier</a></h3></div>",
        Hidden,
    ),
    (
        "*Source: [The Valley Courier](@)*{: style=\"opacity:0\"}",
        "<span hidden><p>Source: <a href='@'>The Valley Courier</a></p></span>",
        Hidden,
    ),
    (
        "So long. [Source: [The Valley Courier](@)]{style=\"display:none\"}",
        "<p>So long. <span hidden>Source: <a href='@'>The Valley Courier</a></span></p>",
        Hidden,
    ),
    (
        "<div v-if=\"false\">\n\nSource: [The Valley Courier](@)\n\n</div>",
        "<div v-if='false'><p>Source: <a href='@'>The Valley Courier</a></p></div>",
        Hidden,
    ),
    (
        "<p x-show=\"false\">Source: <a href=\"@\">The Valley Courier</a></p>",
        "<div hidden><p>Source: <a href='@'>The Valley Courier</a></p></div>",
        Hidden,
    ),
    (
        "Source: [The Valley Courier](@)\n{: style=\"color:#333\"}",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "So long.\n{: style=\"display:none\"}\n\nSource: [The Valley Courier](@)",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "Source: [The Valley Courier](@)\n\n{: style=\"display:none\"}\nSo long.",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "Source: [The Valley Courier](@)\n\n*So long.*{: style=\"display:none\"}",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "::: {style=\"display:none\"}\nSo long.\n:::\n\nSource: [The Valley Courier](@)",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "::: {style=\"display:none\"}\n\nSource: [The Valley Courier](@)",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "## So long {style=\"display:none\"}\nSource: [The Valley Courier](@)",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "- So long {style=\"display:none\"}\n- Source: [The Valley Courier](@)",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "Source: [The Valley Courier](@) `{style=\"display:none\"}`",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "<div v-if=\"shown\">\n\nSource: [The Valley Courier](@)\n\n</div>",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "[So long.]{style=\"display:none\"} Source: [The Valley Courier](@)",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    // Tags of site generators.
    (
        "{{< figure src=\"m.png\" attr=\"Source: The Valley Courier\" attrlink=\"@\" >}}",
        "",
        Missing,
    ),
    (
        "{% comment %}\nSource: [The Valley Courier](@)\n{% endcomment %}",
        "",
        Missing,
    ),
    (
        "{{< callout type=\"info\" >}}\nSource: [The Valley Courier](@)\n{{< /callout >}}",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "{{% notice note %}}Source: [The Valley Courier](@){{% /notice %}}",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "{% blockquote %}\nSource: [The Valley Courier](@)\n{% endblockquote %}",
        "<p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        ":::note[Credits]\n\nSource: [The Valley Courier](@)\n\n:::",
        "<p>Credits</p><p>Source: <a href='@'>The Valley Courier</a></p>",
        Credited,
    ),
    (
        "{% include source.html text='Source: The Valley Courier' url='@' %}",
        "",
        Missing,
    ),
];

#[test]
fn markdown_is_judged_as_the_page_it_is_rendered_to() {
    let mut wrong = Vec::new();
    for (source, page, right) in CASES {
        let source = source.replace('@', ARTICLE);
        let judged = markdown(&source);
        if !is(&judged, *right) {
            wrong.push(format!("{right:?}: {source}\n   {judged:?}"));
        }
        let rendered = html(&page.replace('@', ARTICLE));
        if rendered.verdict != judged.verdict || rendered.codes != judged.codes {
            wrong.push(format!(
                "not as the page: {source}\n   {judged:?}\n   {rendered:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} wrong\n{}",
        wrong.len(),
        2 * CASES.len(),
        wrong.join("\n")
    );
}

/// One of everything, as a file might hold it.
const SAMPLE: &str = "\u{feff}---\r\ntitle: \"Boats\"\r\n---\r\n\r\n# Boats & *sails* {#boats}\r\n\r\nThe ferry &amp; its `cap&tain`, \
    **Ada**, wait[^1] at <https://a.example/x_y>.\\\r\nSee [the *pier*](https://b.example/(p)?a=1&b=2 \"pier\"), [it][r], \
    www.c.example/d, and ~~not~~ &#x6F;ne 漢字 🚢.\r\n\r\n> quoted `over\r\n> lines` by\n> - one\n>\n>       code of it\n\r\n\
    1. first\n   more of it\n2. [x] second\n\n| a | b\\|c |\n| - | - |\n| `d\\|e` | <b>f</b> |\n\nTerm\n: its meaning\n\n\
    <div style=\"display:none\">\n\nSource: [hidden](https://d.example/q)\n\n</div>\n\n<p class=x>raw &eacute; <a\n href='https://e.example/'>link</a> end\n\n\
    {{< note >}}Inside *the* note{{< /note >}}\n\n{% comment %} gone --> {% endcomment %}\n\n:::tip Boats\nA box\n:::\n\n```js\n\nvar a = '<b>' && c;\n```\n\n\
    ![alt [text]](i.png)\n\n[r]: <https://r.example/ref>\n[^1]: A *note*.\n";

/// Each character of each block stands where its block says, itself or as an entity.
fn places_are_exact(page: &Page) {
    for block in page.blocks.iter().chain(&page.hidden) {
        for (offset, c) in block
            .text
            .char_indices()
            .filter(|(_, c)| !c.is_whitespace())
        {
            let at = page.source_offset(block, offset);
            let rest = page.source.get(at..).unwrap();
            assert!(
                rest.starts_with([c, '&']) || c == '\u{FFFD}' && rest.starts_with('\0'),
                "{c:?} at {at} of {block:?}\nin {:?}",
                page.source
            );
        }
        let first = page.source_offset(block, 0);
        assert_eq!(
            (block.line, block.column),
            page.lines.position(&page.source, first)
        );
    }
}

#[test]
fn every_character_knows_its_place() {
    let page = read(SAMPLE, "x.md").unwrap();
    assert!(page.blocks.len() > 15 && !page.hidden.is_empty());
    places_are_exact(&page);
    let links = page
        .blocks
        .iter()
        .chain(&page.hidden)
        .flat_map(|block| &block.links);
    let mut count = 0;
    for link in links {
        let line = page.line_text(link.line);
        let start = line.char_indices().nth(link.column as usize - 1).unwrap().0;
        let href = link.href.trim_start_matches("http://");
        assert!(line[start..].starts_with(href), "{link:?} in {line}");
        count += 1;
    }
    assert_eq!(count, 6);
}

/// Every kind of block that may hold a credit; `@` is the credit.
const BLOCKS: &[&str] = &[
    "@",
    "### @",
    "> @",
    "- @",
    "* first\n* @",
    "2) @",
    "- [ ] @",
    "> - a\n>   - @",
    "| a | b |\n| - | - |\n| c | @ |",
    "Term\n: @",
    "Told elsewhere.[^n]\n\n[^n]: @",
    "*@*",
    "Before it.\\\n@",
    "<section>\n\n@\n\n</section>",
];

/// A credit: how it is written, and where its link's place is.
const CREDITS: &[(&str, &str)] = &[
    (
        "Source: [Valley Courier](https://v.example/a)",
        "https://v.example/a)",
    ),
    (
        "Quelle: [Valley **Courier**](<https://v.example/a> 'x')",
        "https://v.example/a>",
    ),
    ("来源：[Valley Courier][v]", "https://v.example/a"),
    (
        "&copy; Valley Courier, <https://v.example/a>",
        "https://v.example/a>",
    ),
    (
        "Source: Valley Courier, https://v.example/a",
        "https://v.example/a",
    ),
    (
        "Source: <a href='https://v.example/a'>Valley Courier</a>",
        "https://v.example/a'",
    ),
];

/// What may stand around it, and whether it shows then.
const AROUND: &[(&str, &str, bool)] = &[
    ("", "", true),
    ("<div class=note>\n\n", "\n\n</div>", true),
    ("<div hidden>\n\n", "\n\n</div>", false),
    ("<div style='display:none'>\n\n", "\n\n</div>", false),
    (
        "<style>.gone{opacity:0}</style>\n\n<div class=gone>\n\n",
        "\n\n</div>",
        false,
    ),
];

#[test]
fn a_credit_in_any_block_is_placed_to_the_byte() {
    for ((block, (credit, place)), (open, close, shows)) in BLOCKS
        .iter()
        .flat_map(|block| CREDITS.iter().map(move |credit| (block, credit)))
        .flat_map(|case| AROUND.iter().map(move |around| (case, around)))
    {
        let source = format!(
            "---\ntitle: Müller\n---\n\n渡船 &amp; Boats.\n\n{open}{}{close}\n\nThe end.\n\n[v]: https://v.example/a\n",
            block.replace('@', credit)
        );
        let page = read(&source, "x.md").unwrap();
        places_are_exact(&page);
        let holds = |block: &&page::Block| block.text.contains("Courier");
        let shown = page.blocks.iter().filter(holds).count();
        let hidden = page.hidden.iter().filter(holds).count();
        assert_eq!(
            (shown, hidden),
            (usize::from(*shows), usize::from(!shows)),
            "{source}"
        );
        let held = page.blocks.iter().chain(&page.hidden).find(holds).unwrap();
        let word = held.text.find("Courier").unwrap();
        assert_eq!(
            page.source_offset(held, word),
            source.find("Courier").unwrap(),
            "{source}"
        );
        let link = held
            .links
            .iter()
            .find(|link| link.href.contains("v.example"))
            .unwrap();
        let line = page.line_text(link.line);
        let (start, _) = line.char_indices().nth(link.column as usize - 1).unwrap();
        assert!(line[start..].starts_with(place), "{link:?} in {source}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    /// Whatever its line ends, its front matter and its last line: only the line that is put in is new.
    #[test]
    fn mending_touches_nothing_else(
        front in proptest::sample::select(vec![
            "",
            "---\ntitle: \"Boats: a story\"\ntags: [a, b]\n---\n\n",
            "+++\ntitle = 'Boats'\n[extra]\nweight = 3\n+++\n\n",
            "{\n  \"title\": \"Boats\",\n  \"tags\": [\"a\"]\n}\n\n",
        ]),
        mark in proptest::bool::ANY,
        end in proptest::sample::select(vec!["\n", "\r\n"]),
        head in proptest::sample::select(vec!["", "# Boats\n\n", "Boats\n=====\n\n"]),
        after in proptest::sample::select(vec![
            "",
            "\n",
            "\n\n\n",
            "\n\n## More\n\nLater on.  \n",
            "\n\n```sh\nrow --north\n```",
            "\n\n<div class=end>\n\n* * *\n\n</div>\n",
            "\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
        ]),
    ) {
        let mark = if mark { "\u{feff}" } else { "" };
        let text = prose::ENGLISH.trim();
        let page = format!("{mark}{front}{head}{text}{after}").replace('\n', end);
        let desk = Desk::new();
        let put = String::from_utf8(mended(&desk, "a.md", page.as_bytes())).unwrap();
        proptest::prop_assert_eq!(put.replace("\r\n", "").contains('\n'), end == "\n", "{:?}", put);
    }
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }
}

/// How many rounds to go: `CREDITLINE_ROUNDS=10000 cargo test markdown::` for the long run.
fn rounds() -> usize {
    let asked = std::env::var("CREDITLINE_ROUNDS").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(150)
}

const NAMES: [&str; 5] = ["x.md", "x.mdx", "x.rst", "x.adoc", "x.org"];

#[test]
fn pieces_of_markdown_keep_their_places() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    for round in 0..rounds() {
        let count = dice.below(40);
        let source: String = (0..count)
            .map(|_| PIECES[dice.below(PIECES.len())])
            .collect();
        if let Ok(page) = read(&source, NAMES[round % NAMES.len()]) {
            places_are_exact(&page);
        }
    }
}

/// What Markdown and the other light markups are made of.
const PIECES: &[&str] = &[
    "word ",
    "漢字",
    "é",
    "\n",
    "\n\n",
    "\r\n",
    "    ",
    "\t",
    "# ",
    "> ",
    "- ",
    "1. ",
    "* ",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "~~~",
    "[",
    "](",
    ")",
    "]",
    "[a]: ",
    "https://a.example/x ",
    "<https://b.example>",
    "www.c.example",
    "![",
    "[^1]",
    "[^1]: ",
    "| a | b |\n",
    "| - | - |\n",
    "\\",
    "\\|",
    "&amp;",
    "&",
    "<",
    ">",
    "<b>",
    "</b>",
    "<div hidden>\n",
    "</div>\n",
    "<!-- c -->",
    "<a href='/x'>",
    "</a>",
    " {{< x >}}",
    "{% comment %}",
    "{% endcomment %}",
    " {{ y }}",
    "{% highlight %}",
    "{: .c}",
    ":::",
    ":::note\n",
    "!!! note\n",
    "import a\n",
    "{/* c */}",
    "<Tag>",
    "style={{",
    "}}",
    ".. x:: y\n",
    ".. _a: https://a.example/\n",
    "`t <https://a.example/>`_",
    "a_",
    "https://a.example/[t]",
    "[[https://a.example/][t]]",
    ":a: b\n",
    "#+begin_src\n",
    "----\n",
    "\0",
    "Term\n: ",
    "<style>b{color:red}</style>",
    "<template>",
    "<p>",
    "+++\n",
    "---\n",
];

#[test]
fn mutated_markdown_is_read_or_refused() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut next = |below: usize| dice.below(below);
    for round in 0..rounds() {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        for _ in 0..=next(12) {
            let at = next(bytes.len());
            let to = (at + next(40)).min(bytes.len());
            match next(4) {
                0 => drop(bytes.drain(at..to)),
                1 => bytes[at] = u8::try_from(next(256)).unwrap(),
                2 => drop(bytes.splice(at..at, PIECES[next(PIECES.len())].bytes())),
                _ => {
                    let copy = bytes[at..to].to_vec();
                    let there = next(bytes.len());
                    drop(bytes.splice(there..there, copy));
                }
            }
        }
        let name = NAMES[round % NAMES.len()];
        let options = ReadOptions {
            location: name.to_owned(),
            ..ReadOptions::default()
        };
        // Old entities without a semicolon may cost a place; nothing may cost the run.
        drop(page::read(&bytes, &options));
    }
}

#[test]
fn a_file_of_references_does_not_outgrow_itself() {
    let bomb = format!(
        "[a]: https://a.example/{}\n\n{}",
        "x".repeat(8_000),
        "[a] ".repeat(20_000)
    );
    for (name, bomb) in [
        ("x.md", bomb),
        (
            "x.rst",
            format!(
                ".. _a: https://a.example/{}\n\n{}",
                "x".repeat(8_000),
                "a_ ".repeat(30_000)
            ),
        ),
    ] {
        let error = read(&bomb, name).unwrap_err();
        assert_eq!(error.code(), "too-complex", "{name}");
    }
    // Addresses beyond all measure lead nowhere.
    let long = format!("[a](https://a.example/{})", "x".repeat(9_000));
    assert!(read(&long, "x.md").unwrap().blocks[0].links.is_empty());
}

#[test]
fn lists_and_quotations_in_one_line_are_refused_by_their_depth() {
    let text = TEXT.join("\n\n");
    for sign in [">", "> ", "- ", "* > ", "1. ", "2) - "] {
        let source = |times| format!("{text}\n\n{}end\n", sign.repeat(times));
        assert!(read(&source(20), "x.md").is_ok(), "{sign}");
        let error = read(&source(600), "x.md").unwrap_err();
        assert_eq!(error.code(), "nested-too-deeply", "{sign}");
        assert!(error.to_string().contains("512"), "{error}");
    }
    for line in ["-".repeat(2_000), format!("{}|-", "-".repeat(2_000))] {
        assert!(read(&format!("{text}\n\n{line}\n"), "x.md").is_ok());
    }
}

#[test]
fn repeated_marks_cost_no_more_than_they_are() {
    for piece in PIECES.iter().chain(&[
        "*a ",
        "[a](",
        "> - ",
        "<a ",
        "`a ``",
        "{{<",
        "{% highlight %}{% ",
        "[^1]: [^1] ",
    ]) {
        let source = piece.repeat(60_000 / piece.len());
        for name in NAMES {
            if let Err(error) = read(&source, name) {
                assert_ne!(error.code(), "took-too-long", "{piece} in {name}");
            }
        }
    }
}

#[test]
fn components_and_light_markup_are_no_words() {
    let text = TEXT.join("\n\n");
    let sources = [
        (
            "page.mdx",
            format!(
                "import Credit from './credit'\n\n{text}\n\n<Credit kind=\"end\">\n  Source: [The Valley Courier](@)\n</Credit>"
            ),
            Credited,
        ),
        (
            "page.mdx",
            format!("{text}\n\n<Credit text=\"Source: The Valley Courier\" url=\"@\" />"),
            Missing,
        ),
        (
            "page.mdx",
            format!("{text}\n\n{{/* Source: [The Valley Courier](@) */}}"),
            Missing,
        ),
        (
            "page.mdx",
            format!("export const credit = 'Source: The Valley Courier, @'\n\n{text}"),
            Missing,
        ),
        (
            "page.mdx",
            format!(
                "{text}\n\n<div style={{{{display: 'none'}}}}>\n\nSource: [The Valley Courier](@)\n\n</div>"
            ),
            Hidden,
        ),
        (
            "page.rst",
            format!("Mill\n====\n\n{text}\n\nSource: `The Valley\nCourier <@>`_."),
            Credited,
        ),
        (
            "page.mdx",
            format!(
                "{text}\n\n<div hidden={{false}}>Source: <a href=\"@\">The Valley Courier</a></div>"
            ),
            Credited,
        ),
        (
            "page.mdx",
            format!(
                "{text}\n\n<div hidden={{true}}>Source: <a href=\"@\">The Valley Courier</a></div>"
            ),
            Hidden,
        ),
        (
            "page.mdx",
            format!(
                "{text}\n\n<p style={{{{ fontSize: 0 }}}}>Source: <a href=\"@\">The Valley Courier</a></p>"
            ),
            Hidden,
        ),
        (
            "page.mdx",
            format!(
                "{text}\n\n<p style={{{{position: \"absolute\", left: -9999}}}}>Source: <a href=\"@\">The Valley Courier</a></p>"
            ),
            Hidden,
        ),
        (
            "page.mdx",
            format!(
                "{text}\n\n<p style={{{{ marginTop: 12, lineHeight: 1.4 }}}}>Source: <a href=\"@\">The Valley Courier</a></p>"
            ),
            Credited,
        ),
        (
            "page.mdx",
            format!("{text}\n\nSource: <Link to=\"@\">The Valley Courier</Link>"),
            Credited,
        ),
        (
            "page.mdx",
            format!(
                "{text}\n\nSource: <NavLink className=\"x\" href=\"@\">The Valley Courier</NavLink>"
            ),
            Credited,
        ),
        (
            "page.mdx",
            format!("{text}\n\nSource: The Valley Courier, [{{frontmatter.title}}](@)"),
            Credited,
        ),
        (
            "page.md",
            format!("{text}\n\nSource: The Valley Courier, [{{{{ page.title }}}}](@)"),
            Credited,
        ),
        (
            "page.md",
            format!("{text}\n\nSource: The Valley Courier, [{{{{< icon \"link\" >}}}}](@)"),
            Credited,
        ),
        (
            "page.md",
            format!(
                "{text}\n\nSource: The Valley Courier, <a class=x href=\"@\">{{% icon link %}}</a>"
            ),
            Credited,
        ),
        (
            "page.md",
            format!("{text}\n\nSource: The Valley Courier [](@)"),
            Hidden,
        ),
        (
            "page.md",
            format!("{text}\n\n{{# Source: [The Valley Courier](@) #}}"),
            Missing,
        ),
        (
            "page.rst",
            format!("{text}\n\nSource: `The Valley Courier`__\n\n__ @"),
            Credited,
        ),
        (
            "page.rst",
            format!(
                "{text}\n\nSee `one`__ more.\n\nSource: `The Valley Courier`__\n\n.. __: https://one.example/\n.. __: @"
            ),
            Credited,
        ),
        (
            "page.rst",
            format!(
                "{text}\n\nSource: The Valley Courier |logo|_\n\n.. |logo| image:: logo.png\n.. _logo: @"
            ),
            Credited,
        ),
        (
            "page.adoc",
            format!("{text}\n\nSource: link:++@++[The Valley Courier]"),
            Credited,
        ),
        (
            "page.adoc",
            format!(
                "= Mill\n:courier: HOST\n\n{text}\n\nSource: {{courier}}PATH[The Valley Courier]"
            ),
            Credited,
        ),
        (
            "page.adoc",
            format!("{text}\n\n[comment]\nSource: @[The Valley Courier]\nThanks.\n\nEnd."),
            Missing,
        ),
        (
            "page.adoc",
            format!(
                "{text}\n\n[comment]\n--\nSource: @[The Valley Courier]\n\nThanks.\n--\n\nEnd."
            ),
            Missing,
        ),
        (
            "page.org",
            format!(
                "#+LINK: courier HOST\n\n{text}\n\nSource: [[courier:PATH][The Valley Courier]]"
            ),
            Credited,
        ),
        (
            "page.org",
            format!(
                "{text}\n\n* COMMENT Notes\n\nSource: [[@][The Valley Courier]]\n\n** More\n\nx"
            ),
            Missing,
        ),
        (
            "page.org",
            format!(
                "* COMMENT Notes\n\nx\n\n* Mill\n\n{text}\n\nSource: [[@][The Valley Courier]]"
            ),
            Credited,
        ),
        (
            "page.rst",
            format!("{text}\n\nSource: `The Valley Courier`_\n\n.. _The Valley Courier: @"),
            Credited,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. note::\n   :class: x\n\n   Source: The Valley Courier, @"),
            Credited,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. Source: The Valley Courier, @"),
            Missing,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. image:: x.png\n   :alt: Source: The Valley Courier, @"),
            Missing,
        ),
        (
            "page.adoc",
            format!("= Mill\n:courier: @\n\n{text}\n\nSource: {{courier}}[The Valley Courier^]"),
            Credited,
        ),
        (
            "page.adoc",
            format!("{text}\n\nSource: @[The Valley Courier,window=_blank]"),
            Credited,
        ),
        (
            "page.adoc",
            format!("{text}\n\n// Source: The Valley Courier, @"),
            Missing,
        ),
        (
            "page.adoc",
            format!("{text}\n\n////\nSource: @[The Valley Courier]\n////"),
            Missing,
        ),
        (
            "page.org",
            format!("#+TITLE: Mill\n\n{text}\n\nSource: [[@][The Valley Courier]]"),
            Credited,
        ),
        (
            "page.org",
            format!("{text}\n\n# Source: [[@][The Valley Courier]]"),
            Missing,
        ),
        (
            "page.org",
            format!("* Mill\n:PROPERTIES:\n:SOURCE: The Valley Courier @\n:END:\n\n{text}"),
            Missing,
        ),
        (
            "page.org",
            format!("{text}\n\n#+begin_comment\nSource: [[@][The Valley Courier]]\n#+end_comment"),
            Missing,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. note:: Source: `The Valley Courier <@>`_"),
            Credited,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. tip:: Source: `The Valley Courier <@>`_"),
            Credited,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. rubric:: Source: `The Valley Courier <@>`_"),
            Credited,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. centered:: Source: `The Valley Courier <@>`_"),
            Credited,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. topic:: Source: `The Valley Courier <@>`_"),
            Credited,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. line-block:: Source: `The Valley Courier <@>`_"),
            Credited,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. parsed-literal:: Source: `The Valley Courier <@>`_"),
            Credited,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. note:: Source: `The Valley Courier\n   <@>`_"),
            Credited,
        ),
        (
            "page.rst",
            format!(
                "{text}\n\nSource: |courier|\n\n.. |courier| replace:: `The Valley Courier <@>`__"
            ),
            Credited,
        ),
        (
            "page.rst",
            format!(
                "{text}\n\n.. |credit| replace:: Source: `The Valley Courier <@>`__\n\n|credit|"
            ),
            Credited,
        ),
        (
            "page.rst",
            format!("{text}\n\n.. |credit| replace:: Source: `The Valley Courier <@>`__"),
            Missing,
        ),
        (
            "page.rst",
            format!("---\ntitle: Mill\nsummary: 'Source: The Valley Courier, @'\n---\n\n{text}"),
            Missing,
        ),
        (
            "page.md",
            format!(
                "Title: Mill\nDate: 2026-01-02\nSummary: Source: The Valley Courier, @\n\n{text}"
            ),
            Missing,
        ),
        (
            "page.md",
            format!("Title: Mill\nSource: The Valley Courier, @\n\n{text}"),
            Credited,
        ),
        (
            "page.md",
            format!("title: Mill\nexcerpt: Source: The Valley Courier, @\n---\n{text}"),
            Missing,
        ),
        (
            "page.adoc",
            format!(
                "{text}\n\nPrinted again.footnote:[Source: @[The Valley Courier], with thanks]"
            ),
            Credited,
        ),
        (
            "page.adoc",
            format!("{text}\n\nPrinted again.footnote:s[Source: @[The Valley Courier\\].]"),
            Credited,
        ),
        (
            "page.adoc",
            format!("= Mill\n:vc: @[The Valley Courier]\n\n{text}\n\nSource: {{vc}}"),
            Credited,
        ),
        (
            "page.adoc",
            format!("{text}\n\n+++<p hidden>Source: <a href=\"@\">The Valley Courier</a></p>+++"),
            Hidden,
        ),
        (
            "page.adoc",
            format!("{text}\n\n+++<!-- Source: The Valley Courier, @ -->+++"),
            Missing,
        ),
        (
            "page.adoc",
            format!("{text}\n\npass:[<p>Source: <a href=\"@\">The Valley Courier</a></p>]"),
            Credited,
        ),
        (
            "page.adoc",
            format!("{text}\n\npass:[<!-- Source: The Valley Courier, @ -->]"),
            Missing,
        ),
        (
            "page.org",
            format!("{text}\n\n#+HTML: <p>Source: <a href=\"@\">The Valley Courier</a></p>"),
            Credited,
        ),
        (
            "page.org",
            format!("{text}\n\n* Notes :own:noexport:\nSource: [[@][The Valley Courier]]"),
            Missing,
        ),
        (
            "page.org",
            format!("#+MACRO: vc [[@][The Valley Courier]]\n\n{text}\n\nSource: {{{{{{vc}}}}}}"),
            Credited,
        ),
        (
            "page.mdx",
            format!("{text}\n\n<p>Source: <a href={{\"@\"}}>The Valley Courier</a></p>"),
            Credited,
        ),
        (
            "page.mdx",
            format!("{text}\n\n<p>Source: <a href={{'@'}}>The Valley Courier</a></p>"),
            Credited,
        ),
        (
            "page.mdx",
            format!("{text}\n\n<p>Source: <a href={{`@`}}>The Valley Courier</a></p>"),
            Credited,
        ),
        (
            "page.mdx",
            format!(
                "{text}\n\n<style>{{`.c {{ display: none }}`}}</style>\n\n<p className=\"c\">Source: <a href=\"@\">The Valley Courier</a></p>"
            ),
            Hidden,
        ),
        (
            "page.md",
            format!("{text}\n\n{{% if false %}}\nSource: [The Valley Courier](@)\n{{% endif %}}"),
            Missing,
        ),
        (
            "page.md",
            format!(
                "{text}\n\n{{% if false %}}\nNo.\n{{% else %}}\nSource: [The Valley Courier](@)\n{{% endif %}}"
            ),
            Credited,
        ),
        (
            "page.md",
            format!(
                "{text}\n\n{{% if site.credits %}}\nSource: [The Valley Courier](@)\n{{% endif %}}"
            ),
            Credited,
        ),
    ];
    for (name, source, right) in sources {
        let (host, path) = ARTICLE.split_at(ARTICLE.rfind('/').unwrap() + 1);
        let source = source
            .replace('@', ARTICLE)
            .replace("HOST", host)
            .replace("PATH", path);
        let judged = judge_with(&LIBRARY, &source, name);
        assert!(is(&judged, right), "{right:?} {name}\n{source}\n{judged:?}");
    }
    let exported = format!("{text}\n\n@@html:<!-- Source: The Valley Courier, {ARTICLE} -->@@");
    let judged = judge_with(&LIBRARY, &exported, "page.org");
    assert!(is(&judged, Missing), "{judged:?}");
}
