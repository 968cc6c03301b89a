use super::*;

fn pages(text: &str) -> Vec<String> {
    let base = Url::parse("https://a.example/feed/").unwrap();
    let feed = read(text.as_bytes(), Some(&base));
    assert_eq!(feed.fault, None);
    let urls = feed.pages.into_iter().map(|item| item.url);
    urls.map(String::from).collect()
}

#[test]
fn rss() {
    let text = r#"<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
          xmlns:media="http://search.yahoo.com/mrss/"><channel>
        <link>https://a.example/</link><atom:link href="https://a.example/feed" rel="self"/>
        <item><title>One</title><link> https://a.example/1?x=1&amp;y=2 </link>
          <guid isPermaLink="false">77</guid></item>
        <item><description><![CDATA[<link>https://wrong.example/</link>]]></description>
          <media:group><link>https://wrong.example/</link></media:group>
          <guid>https://a.example/2</guid></item>
        <item><link><![CDATA[/3]]></link></item>
        <item><title>No address</title><guid isPermaLink="false">78</guid></item>
        </channel></rss>"#;
    assert_eq!(
        pages(text),
        [
            "https://a.example/1?x=1&y=2",
            "https://a.example/2",
            "https://a.example/3"
        ]
    );
    assert_eq!(read(text.as_bytes(), None).skipped, 2);
}

#[test]
fn atom() {
    let text = r#"<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example/"/>
        <entry><link rel="self" href="https://a.example/self"/>
          <link rel="alternate" href="https://a.example/1?a&amp;b"/><id>tag:a.example,2026:1</id>
          <content type="xhtml"><div><link href="https://wrong.example/"/></div></content></entry>
        <entry><link href="../2"></link></entry>
        <entry><id>https://a.example/3</id></entry></feed>"#;
    assert_eq!(
        pages(text),
        [
            "https://a.example/1?a&b",
            "https://a.example/2",
            "https://a.example/3"
        ]
    );
}

#[test]
fn rdf() {
    let text = r#"<rdf:RDF><channel><link>https://a.example/</link></channel>
        <item rdf:about="x"><link>https://a.example/1</link></item></rdf:RDF>"#;
    assert_eq!(pages(text), ["https://a.example/1"]);
}

#[test]
fn json() {
    let text = r#" {"version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "url": "https://a.example/1"}, {"id": "2"}]}"#;
    assert_eq!(pages(text), ["https://a.example/1"]);
    assert!(read(b"{\"items\": 7}", None).fault.is_some());
}

#[test]
fn whole_texts() {
    let contents = |text: &str| -> Vec<Option<String>> {
        let feed = read(text.as_bytes(), None);
        assert_eq!(feed.fault, None);
        feed.pages.into_iter().map(|item| item.content).collect()
    };
    let rss = r#"<rss xmlns:content="x"><channel>
        <item><link>https://a.example/1</link><description>short</description>
          <content:encoded><![CDATA[<p>Whole &amp; <b>long</b></p>]]></content:encoded></item>
        <item><link>https://a.example/2</link><description>short</description></item></channel></rss>"#;
    assert_eq!(
        contents(rss),
        [Some("<p>Whole &amp; <b>long</b></p>".to_owned()), None]
    );
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom">
        <entry><link href="https://a.example/1"/><content type="html">&lt;p&gt;One&lt;/p&gt;</content></entry>
        <entry><link href="https://a.example/2"/><content type="xhtml"><div><p>Two</p></div></content></entry>
        <entry><link href="https://a.example/3"/><content>A &lt; B</content></entry></feed>"#;
    assert_eq!(
        contents(atom),
        [
            Some("<p>One</p>".to_owned()),
            Some("<div><p>Two</p></div>".to_owned()),
            Some("<p>A &lt; B</p>".to_owned())
        ]
    );
    let json = r#"{"items": [{"url": "https://a.example/1", "content_html": "<p>One</p>"},
        {"url": "https://a.example/2", "content_text": "Two\n\nmore"}]}"#;
    assert_eq!(
        contents(json),
        [
            Some("<p>One</p>".to_owned()),
            Some("<p>Two</p><p>more</p>".to_owned())
        ]
    );
}

#[test]
fn a_description_may_be_the_whole_text() {
    let content = |description: &str| {
        let rss = format!(
            "<rss><channel><item><link>https://a.example/1</link><title>A &amp;amp; B</title>\
             <description><![CDATA[{description}]]></description></item></channel></rss>"
        );
        let feed = read(rss.as_bytes(), None);
        feed.pages.into_iter().next().unwrap().content
    };
    let paragraph = format!("<p>{}</p>", "Plain words stand here. ".repeat(15));
    let whole = paragraph.repeat(3);
    assert_eq!(
        content(&whole).unwrap(),
        format!("<title>A &amp;amp; B</title>{whole}")
    );
    assert!(content(&"<p>船只每天早上六点过河。</p>".repeat(20)).is_some());
    assert!(content(&"One line after the other.<br>".repeat(40)).is_some());
    for summary in [
        paragraph,
        "<p>Short.</p>".repeat(4),
        whole.replace("</p>", " […]</p>"),
        format!("{whole}<p>Go on <a href='/x'>reading →</a></p>"),
    ] {
        assert_eq!(content(&summary), None, "{summary}");
    }
}

#[test]
fn addresses_start_from_the_base_of_their_element() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/blog/">
        <entry xml:base="2026/"><link href="ferry"/>
          <content type="html" xml:base="media/">&lt;a href="x"&gt;y&lt;/a&gt;</content></entry>
        <entry><link href="../about"/></entry></feed>"#;
    let base = Url::parse("https://a.example/feed").unwrap();
    let pages = read(atom.as_bytes(), Some(&base)).pages;
    assert_eq!(pages[0].url.as_str(), "https://b.example/blog/2026/ferry");
    assert_eq!(
        pages[0].content.as_deref(),
        Some("<base href=\"https://b.example/blog/2026/media/\"><a href=\"x\">y</a>")
    );
    assert_eq!(pages[1].url.as_str(), "https://b.example/about");
}

#[test]
fn author_and_source_stand_behind_the_text() {
    let content = |text: &str| {
        let feed = read(text.as_bytes(), None);
        feed.pages.into_iter().next().unwrap().content.unwrap()
    };
    let rss = r#"<rss xmlns:dc="x" xmlns:content="y"><channel><item><link>https://a.example/1</link>
        <dc:creator><![CDATA[Ida & Per]]></dc:creator>
        <source url="https://b.example/feed.xml">Pier Post</source>
        <content:encoded>&lt;p&gt;Text&lt;/p&gt;</content:encoded></item></channel></rss>"#;
    assert_eq!(
        content(rss),
        "<meta name=\"author\" content=\"Ida &amp; Per\"><p>Text</p>\n<p>Author: Ida &amp; Per</p>\n<p>Source: Pier \
         Post</p>"
    );
    let atom = r#"<feed><entry><link href="https://a.example/1"/><link rel="via" href="https://b.example/1"/>
        <author><name>Ida Holm</name><uri>https://b.example/ida</uri></author>
        <source><title>Pier Post</title><link href="https://b.example/"/></source>
        <content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>"#;
    assert_eq!(
        content(atom),
        "<meta name=\"author\" content=\"Ida Holm\"><p>Text</p>\n<p>Author: Ida Holm</p>\n<p>Source: <a \
         href=\"https://b.example/1\">Pier Post</a></p>"
    );
}

#[test]
fn authors_and_the_site_are_told_for_originals() {
    let heads = |text: &str| -> Vec<String> {
        let feed = read(text.as_bytes(), None);
        assert_eq!(feed.fault, None);
        let contents = feed.pages.into_iter().filter_map(|item| item.content);
        contents
            .map(|content| content.split("<p>").next().unwrap_or_default().to_owned())
            .collect()
    };
    let site = "<meta property=\"og:site_name\" content=\"Pier Post\">";
    let by = |name: &str| format!("<meta name=\"author\" content=\"{name}\">{site}");
    let rss = r#"<rss xmlns:dc="x" xmlns:content="y" xmlns:media="z"><channel><media:title>No</media:title>
        <title>Pier Post</title><image><title>Logo</title></image>
        <item><link>https://a.example/1</link><author>desk@a.example (Ida Holm)</author>
          <content:encoded>&lt;p&gt;1&lt;/p&gt;</content:encoded></item>
        <item><link>https://a.example/2</link><author>desk@a.example</author>
          <content:encoded>&lt;p&gt;2&lt;/p&gt;</content:encoded></item></channel></rss>"#;
    assert_eq!(heads(rss), [by("Ida Holm"), site.to_owned()]);
    let atom = |prefix: &str| {
        let p = prefix;
        format!(
            r#"<{p}feed xmlns:a="b"><{p}author><{p}uri>https://a.example/</{p}uri><{p}name>Per Lund</{p}name></{p}author>
            <{p}entry><{p}link href="https://a.example/1"/>
              <{p}content type="html">&lt;p&gt;1&lt;/p&gt;</{p}content></{p}entry>
            <{p}entry><{p}author><{p}email>a@a.example</{p}email><{p}name>Ida Holm</{p}name></{p}author>
              <{p}link href="https://a.example/2"/><{p}content type="html">&lt;p&gt;2&lt;/p&gt;</{p}content></{p}entry>
            <{p}title>Pier Post</{p}title></{p}feed>"#
        )
    };
    for prefix in ["", "a:"] {
        assert_eq!(
            heads(&atom(prefix)),
            [by("Per Lund"), by("Ida Holm")],
            "{prefix}"
        );
    }
    let json = r#"{"title": "Pier Post", "author": {"name": "Per Lund"}, "items": [
        {"url": "https://a.example/1", "content_html": "<p>1</p>"},
        {"url": "https://a.example/2", "content_html": "<p>2</p>", "authors": [{"name": "Ida Holm"}]}]}"#;
    assert_eq!(heads(json), [by("Per Lund"), by("Ida Holm")]);
}

#[test]
fn what_stands_before_a_fault_counts() {
    let cut = "<rss><channel><item><link>https://a.example/1</link></item><item><li";
    let feed = read(cut.as_bytes(), None);
    assert_eq!(feed.pages.len(), 1);
    assert!(feed.fault.is_some());
}

proptest::proptest! {
    #[test]
    fn any_text_gives_an_answer(text in "(<|>|/|item|entry|link| href=|\"|&|;|\\PC){0,60}") {
        read(text.as_bytes(), None);
    }
}
