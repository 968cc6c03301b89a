//! Markdown is judged as the page that it is rendered to, and every character of it knows its place in the file.

use std::sync::LazyLock;

use creditline::audit::Library;
use creditline::finding::{Code, Verdict};

use crate::reprint::{ARTICLE, Judged, TEXT, judge_with, library};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    library(&format!(
        "---\ntitle: Water returns to the old mill\nauthor: Tobias Lind\npublisher: The Valley Courier\n\
         url: {ARTICLE}\nlanguage: en\n---\n\n{}\n",
        TEXT.join("\n\n")
    ))
});

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
        "<style>#c { color: transparent }</style>\n\n## Source: [The Valley Courier](@) {#c}",
        "<style>#c { color: transparent }</style><h2 id=c>Source: <a href='@'>The Valley Courier</a></h2>",
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
