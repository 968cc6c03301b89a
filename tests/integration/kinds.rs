//! Inputs that hold pages, named without saying what they are: their pages are checked, or they are refused by name, but
//! never taken for a page without a reprint.

use std::io::Write;

use serde_json::{Value, json};

use crate::desk::{Desk, Run};
use crate::prose;
use crate::server::{Server, answer};

const ADDRESS: &str = "https://copies.example/a";

/// The reprint without a credit.
fn silent() -> String {
    prose::page(prose::ENGLISH, "<p>Until next week.</p>")
}

fn warc() -> Vec<u8> {
    let page = silent();
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {ADDRESS}\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
    .into_bytes()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A ZIP file with one file, stored as it is (PKWARE's APPNOTE 4.3).
fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let crc = {
        let mut sum = flate2::Crc::new();
        sum.update(content);
        sum.sum()
    };
    let size = u32::try_from(content.len()).unwrap();
    let length = u16::try_from(name.len()).unwrap();
    let mut facts = Vec::new();
    for part in [20_u16, 0, 0, 0, 0] {
        facts.extend(part.to_le_bytes());
    }
    for part in [crc, size, size] {
        facts.extend(part.to_le_bytes());
    }
    facts.extend(length.to_le_bytes());
    facts.extend(0_u16.to_le_bytes());
    let mut zip = b"PK\x03\x04".to_vec();
    zip.extend(&facts);
    zip.extend(name.as_bytes());
    zip.extend(content);
    let directory = u32::try_from(zip.len()).unwrap();
    zip.extend(b"PK\x01\x02\x14\x00");
    zip.extend(&facts);
    zip.extend([0; 14]);
    zip.extend(name.as_bytes());
    let length = u32::try_from(zip.len()).unwrap() - directory;
    zip.extend(b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00");
    zip.extend(length.to_le_bytes());
    zip.extend(directory.to_le_bytes());
    zip.extend([0; 2]);
    zip
}

/// Text in UTF-16.
fn wide(text: &str) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// The article as markup of a feed.
fn body() -> String {
    let paragraphs = prose::ENGLISH.trim().split("\n\n");
    paragraphs.map(|text| format!("<p>{text}</p>")).collect()
}

fn rss(element: &str, text: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"x\"><channel><title>Planet</title><item>\
         <title>The ferry</title><link>{ADDRESS}</link><{element}><![CDATA[{text}]]></{element}></item></channel></rss>"
    )
}

#[track_caller]
fn assert_accused(run: &Run, name: &str, location: &str) {
    let audit = run.audit(location);
    assert_eq!(run.code, 1, "{name}: {}\n{}", run.stderr, run.stdout);
    assert_eq!(audit["verdict"], "not-credited", "{name}: {audit}");
}

#[test]
fn what_holds_pages_is_expanded_whatever_its_name() {
    let desk = Desk::new();
    let line = json!({ "url": ADDRESS, "html": silent() }).to_string();
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><link href=\"{ADDRESS}\"/><content type=\"html\">{}</content>\
         </entry></feed>",
        body().replace('<', "&lt;")
    );
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{ "url": ADDRESS, "content_html": body() }],
    });
    for (name, bytes) in [
        ("capture", warc()),
        ("capture.gz", packed(&warc())),
        (
            "capture.wacz",
            zipped("archive/data.warc.gz", &packed(&warc())),
        ),
        ("plain.wacz", zipped("archive/data.warc", &warc())),
        ("capture.bin", zipped("archive/data.warc", &warc())),
        ("wide.xml", wide(&rss("content:encoded", &body()))),
        ("lines.txt", format!("{line}\n{line}\n").into_bytes()),
        ("index.xml", rss("content:encoded", &body()).into_bytes()),
        ("described.xml", rss("description", &body()).into_bytes()),
        ("feed.gz", packed(atom.as_bytes())),
        ("atom", atom.into_bytes()),
        ("feed.json", feed.to_string().into_bytes()),
    ] {
        desk.write(name, bytes);
        assert_accused(&desk.check(&[name]), name, ADDRESS);
    }
    desk.write("copy.html.gz", packed(silent().as_bytes()));
    assert_accused(
        &desk.check(&["copy.html.gz"]),
        "a packed page",
        "copy.html.gz",
    );
}

#[test]
fn the_parts_of_a_split_text_are_one() {
    let desk = Desk::new();
    let halves = body().replace("The crossing takes", "]]><![CDATA[The crossing takes");
    assert_ne!(halves, body());
    desk.write("feed.xml", rss("content:encoded", &halves));
    let run = desk.check(&["feed.xml"]);
    assert_accused(&run, "split", ADDRESS);
    assert_eq!(run.audit(ADDRESS)["matches"][0]["reuse"]["class"], "full");
    assert_eq!(run.audit(ADDRESS)["page"]["title"], "The ferry");
}

#[test]
fn a_sitemap_stands_for_its_pages() {
    let desk = Desk::new();
    let server = Server::pages(|asked| match asked.path() {
        "/robots.txt" => answer("404 Not Found", &[], b""),
        _ => answer("200 OK", &["Content-Type: text/html"], silent().as_bytes()),
    });
    let address = server.url("/a");
    desk.write(
        "map.xml",
        format!(
            "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{address}</loc></url></urlset>"
        ),
    );
    let map = std::fs::read_to_string(desk.path().join("map.xml")).unwrap();
    desk.write("wide.xml", wide(&map));
    let prefixed = map
        .replace("<?xml version='1.0'?>", "")
        .replace("xmlns=", "xmlns:s=");
    desk.write(
        "prefixed.xml",
        prefixed
            .replace("</", "<\u{1}")
            .replace('<', "<s:")
            .replace("<s:\u{1}", "</s:"),
    );
    desk.write("map.txt", format!("{address}\n"));
    desk.write(
        "map.gz",
        packed(format!("{address}\n{address}\n").as_bytes()),
    );
    for name in ["map.xml", "wide.xml", "prefixed.xml", "map.txt", "map.gz"] {
        let run = desk.check(&[name, "--allow-private-hosts", "--no-cache"]);
        assert_accused(&run, name, address.as_str());
    }
    // A page of links is a page.
    desk.write("links.md", format!("Read it there: {address}\n"));
    let run = desk.check(&["links.md", "--no-cache"]);
    assert_eq!(run.audit("links.md")["status"], "audited");
}

#[test]
fn a_feed_of_originals_says_who_wrote_them_and_where() {
    let desk = Desk::new();
    let credited = prose::page(prose::ENGLISH, prose::CREDIT);
    desk.write("copy.html", credited);
    let address = "https://river.example/notes/ferry.html";
    let feed = |author: &str| {
        format!(
            "<rss xmlns:dc=\"d\" xmlns:content=\"x\"><channel><title>River Notes</title><item><title>The ferry at Lower \
             Bend</title><link>{address}</link>{author}<content:encoded><![CDATA[{}]]></content:encoded></item></channel></rss>",
            body()
        )
    };
    let json = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "River Notes", "authors": [{ "name": "Marta Lind" }],
        "items": [{ "url": address, "title": "The ferry at Lower Bend", "content_html": body() }],
    });
    for (name, feed) in [
        (
            "rss.xml",
            feed("<author>desk@river.example (Marta Lind)</author>"),
        ),
        ("dc.xml", feed("<dc:creator>Marta Lind</dc:creator>")),
        ("feed.json", json.to_string()),
    ] {
        desk.write(name, feed);
        let run = desk.run(&["check", "copy.html", "--originals", name, "-f", "json"]);
        let original = run.audit("copy.html")["matches"][0]["original"].clone();
        assert_eq!(
            original["authors"],
            json!(["Marta Lind"]),
            "{name}: {original}"
        );
        assert_eq!(original["publisher"], "River Notes", "{name}: {original}");
    }
}

#[test]
fn what_cannot_be_expanded_is_refused_by_name() {
    let desk = Desk::new();
    desk.write("paper.pdf", b"%PDF-1.7\n1 0 obj\n");
    desk.write("twice.wacz", b"PK\x03\x04 no package at all");
    desk.write("summary.xml", rss("description", "<p>Three boats.</p>"));
    for (name, words) in [
        ("paper.pdf", "is a PDF, not a page"),
        ("twice.wacz", "twice.wacz"),
        ("summary.xml", "carries no whole text"),
    ] {
        let run = desk.check(&[name]);
        assert!(run.code >= 2, "{name}: {}", run.code);
        let told = format!("{}{}", run.stdout, run.stderr);
        assert!(told.contains(words), "{name}: {told}");
    }

    let feed = rss("content:encoded", &body());
    let server = Server::pages(move |asked| match asked.path() {
        "/robots.txt" => answer("404 Not Found", &[], b""),
        "/sitemap.xml" => answer("200 OK", &["Content-Type: text/xml"], b"<urlset></urlset>"),
        _ => answer(
            "200 OK",
            &["Content-Type: application/rss+xml"],
            feed.as_bytes(),
        ),
    });
    for (path, words) in [("/feed/", "`feed:`"), ("/sitemap.xml", "`sitemap:`")] {
        let address = server.url(path);
        let run = desk.check(&[address.as_str(), "--allow-private-hosts", "--no-cache"]);
        let audit: Value = run.audit(path);
        assert_eq!(run.code, 3, "{}", run.stderr);
        assert_eq!(audit["reason"]["code"], "not-a-page", "{audit}");
        let message = audit["reason"]["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
    }
}
