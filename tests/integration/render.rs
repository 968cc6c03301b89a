//! Pages shown by a browser. Skipped, aloud, where none is installed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use creditline::fetch::Request;
use creditline::fetch::{
    Client, FetchOptions, Fetched, RenderFault, RenderOptions, Renderer, Shown,
};
use url::Url;

use crate::browsers::installed;
use crate::desk::Desk;
use crate::prose;
use crate::server::{Server, answer, page};

fn script(body: &str) -> Vec<u8> {
    answer(
        "200 OK",
        &["Content-Type: text/javascript"],
        body.as_bytes(),
    )
}

/// An application that builds the reprint from data: nothing of it stands in the page that is served.
fn application(after: &'static str) -> Server {
    Server::pages(move |asked| {
        match asked.path() {
        "/app" => page(
            b"<!doctype html><html lang=en><title>The ferry</title><link rel=stylesheet href=/look.css>\
              <div id=root></div><noscript>This page needs JavaScript.</noscript><script src=/app.js></script>",
        ),
        "/look.css" => answer(
            "200 OK",
            &["Content-Type: text/css"],
            b".thanks{position:absolute;left:-4000px} .sr-only{color:black}",
        ),
        "/app.js" => script(
            "setTimeout(async () => {
               const text = await (await fetch('/article.json')).json();
               document.getElementById('root').innerHTML = text.html;
             }, 3000)",
        ),
        "/article.json" => {
            let html = prose::page(prose::ENGLISH, after);
            let body = serde_json::json!({ "html": html }).to_string();
            answer("200 OK", &["Content-Type: application/json"], body.as_bytes())
        }
        _ => answer("404 Not Found", &[], b""),
    }
    })
}

#[test]
fn what_scripts_show_is_judged() {
    let server = application(prose::CREDIT);
    let url = server.url("/app");
    let desk = Desk::new();
    let run = desk.check(&[url.as_str(), "fine.html", "--no-cache"]);
    run.assert_not_judged("/app", "needs-javascript");
    run.assert_credited("fine.html");
    assert_eq!(run.code, 3);
    if installed().is_none() {
        return;
    }
    let run = desk.check(&[url.as_str(), "fine.html", "--no-cache", "--render"]);
    run.assert_credited("/app");
    run.assert_credited("fine.html");
    assert_eq!(run.code, 0);
}

#[test]
fn what_is_seen_is_what_the_browser_computes() {
    if installed().is_none() {
        return;
    }
    let credit = |class| {
        prose::CREDIT
            .replace("<p>", &format!("<p class={class}>"))
            .leak() as &'static str
    };
    for (class, codes) in [
        ("thanks", &["hidden-attribution"][..]),
        // A name that usually hides, in a style sheet where it does not.
        ("sr-only", &[]),
    ] {
        let server = application(credit(class));
        let run = Desk::new().check(&[server.url("/app").as_str(), "--no-cache", "--render"]);
        let audit = run.audit("/app");
        let found: Vec<_> = audit["matches"][0]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["code"].as_str().unwrap())
            .collect();
        assert_eq!(found, codes, "{class}: {audit}");
    }
}

#[test]
fn without_a_browser_the_page_is_not_judged() {
    let server = Server::pages(|_| page(prose::page(prose::ENGLISH, prose::CREDIT).as_bytes()));
    let url = server.url("/page");
    let desk = Desk::new();
    let run = desk.check(&[
        url.as_str(),
        "fine.html",
        "--no-cache",
        "--render=no-such-browser",
    ]);
    run.assert_not_judged("/page", "no-browser");
    assert_eq!(run.audit("/page")["status"], "unverifiable");
    run.assert_credited("fine.html");
    assert_eq!(run.code, 3);
    let message = run.audit("/page")["reason"]["message"].to_string();
    assert!(message.contains("install Chromium"), "{message}");
    if cfg!(unix) {
        let run = desk.check(&[url.as_str(), "--no-cache", "--render=/bin/false"]);
        run.assert_not_judged("/page", "render-failed");
    }
}

fn options() -> FetchOptions {
    FetchOptions {
        host_interval: Duration::ZERO,
        backoff: Duration::from_millis(10),
        read_timeout: Duration::from_millis(500),
        ..FetchOptions::default()
    }
}

/// Fetches and shows pages within so many seconds each.
fn shown(urls: &[Url], seconds: u64) -> Vec<Result<Shown, RenderFault>> {
    let client = Client::new(options()).unwrap();
    let fetched: Vec<Fetched> = urls
        .iter()
        .map(|url| client.get(&Request::typed(url.clone())).unwrap())
        .collect();
    let renderer = Renderer::new(RenderOptions {
        timeout: Duration::from_secs(seconds),
        ..RenderOptions::default()
    });
    let pages: Vec<_> = fetched.iter().map(|page| (page, true)).collect();
    renderer.render_all(&client, &pages)
}

#[test]
fn a_page_reaches_nothing_that_we_would_not() {
    if installed().is_none() {
        return;
    }
    // Counts connections, not requests: not even a handshake may arrive.
    let touched = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&touched);
    let secret = Server::raw(move |_, _| {
        count.fetch_add(1, Ordering::SeqCst);
    });
    let port = secret.port();
    let server = Server::pages(move |asked| {
        match asked.path() {
        "/" => page(
            format!(
                "<!doctype html><link rel=preconnect href=http://127.0.0.1:{port}>
                 <link rel=dns-prefetch href=http://127.0.0.1:{port}><link rel=prefetch href=http://127.0.0.1:{port}/1>
                 <link rel=stylesheet href=http://127.0.0.1:{port}/2><script src=http://localhost:{port}/3></script>
                 <img src=http://127.0.0.1:{port}/4><iframe src=http://127.0.0.1:{port}/5></iframe>
                 <iframe src=file:///etc/passwd></iframe><object data=http://127.0.0.1:{port}/6></object>
                 <video src=http://127.0.0.1:{port}/7></video><embed src=http://[::1]:{port}/8>
                 <form id=form method=post action=http://127.0.0.1:{port}/9 target=frame></form>
                 <iframe name=frame></iframe><a id=ping href=#x ping=http://127.0.0.1:{port}/10>x</a><p id=out></p>
                 <script>
                   const at = 'http://127.0.0.1:{port}/';
                   const tries = [
                     ...['127.0.0.1', 'localhost', '127.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:7f00:1]', '0']
                       .map((host) => fetch(`http://${{host}}:{port}/`)),
                     fetch(at, {{method: 'POST', body: 'x'}}), fetch('file:///etc/passwd'), fetch('/moved'),
                     import(at + 'module.js'),
                   ];
                   try {{ new WebSocket('ws://127.0.0.1:{port}/'); }} catch (error) {{}}
                   try {{ new EventSource(at + 'events'); }} catch (error) {{}}
                   try {{ new Worker(URL.createObjectURL(new Blob([`fetch('${{at}}worker')`]))); }} catch (error) {{}}
                   try {{ navigator.sendBeacon(at + 'beacon', 'x'); }} catch (error) {{}}
                   try {{ open(at + 'window'); }} catch (error) {{}}
                   try {{
                     const peer = new RTCPeerConnection({{iceServers: [{{urls: 'stun:127.0.0.1:{port}'}}]}});
                     peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer));
                   }} catch (error) {{}}
                   document.getElementById('form').submit(); document.getElementById('ping').click();
                   Promise.allSettled(tries).then((results) => {{
                     const came = results.filter((result) => result.status === 'fulfilled').length;
                     document.getElementById('out').textContent = `tried ${{results.length}}, came ${{came}}`;
                   }});
                 </script>"
            )
            .as_bytes(),
        ),
        "/moved" => answer("302 Found", &[&format!("Location: http://127.0.0.1:{port}/moved")], b""),
        _ => answer("404 Not Found", &[], b""),
    }
    });
    let shown = shown(&[server.url("/")], 30).remove(0).unwrap();
    let html = str::from_utf8(&shown.html).unwrap();
    assert!(html.contains("tried 12, came 0"), "{html}");
    assert!(!html.contains("root:"), "{html}");
    assert_eq!(
        touched.load(Ordering::SeqCst),
        0,
        "a private address was touched"
    );
    for asked in server.asked() {
        assert!(asked.head.starts_with("GET "), "{}", asked.head);
        for header in ["cookie", "referer", "origin"] {
            assert_eq!(asked.header(header), None);
        }
    }
}

#[test]
fn pages_that_misbehave_come_to_an_end() {
    if installed().is_none() {
        return;
    }
    let server = Server::new(|asked, stream| {
        let body = match asked.path() {
            "/loop" => "<p>Words</p><script>for (;;) {}</script>",
            "/alert" => {
                "<script>alert('stop'); confirm('stop'); onbeforeunload = () => 'x'</script><p>After</p>"
            }
            "/away" => {
                "<p>Words</p><script>setTimeout(() => location.href = '/there', 50)</script>"
            }
            "/there" => "<p>Arrived</p>",
            "/round" => "<p>Words</p><script>location.href = '/round?' + Math.random()</script>",
            "/file" => "<p>Words</p><script>location.href = 'file:///etc/passwd'</script>",
            "/lies" => {
                "<p style=display:none>hidden words</p><script>getComputedStyle = () => ({}); \
                 Element.prototype.getHTML = () => '<p>lies</p>'; Element.prototype.setAttribute = () => {};</script>"
            }
            "/hangs" => "<p>Words</p><script src=/silent.js></script><p>Rest</p>",
            "/silent.js" => {
                std::thread::sleep(Duration::from_secs(3));
                return;
            }
            _ => "<p>Words</p><script>document.title = 'x'</script>",
        };
        crate::server::send(stream, &page(format!("<!doctype html>{body}").as_bytes()));
    });
    let paths = [
        "/alert", "/away", "/lies", "/hangs", "/file", "/round", "/loop", "/fine",
    ];
    let urls: Vec<_> = paths.iter().map(|path| server.url(path)).collect();
    let results = shown(&urls, 12);
    let html = |index: usize| str::from_utf8(&results[index].as_ref().unwrap().html).unwrap();
    let arrived = &results[1].as_ref().unwrap().url;
    assert_eq!(arrived.path(), "/there");
    assert!(html(0).contains("<p>After</p>"));
    assert!(html(1).contains("<p>Arrived</p>"), "{}", html(1));
    assert!(
        html(2).contains("display:none") && !html(2).contains("lies</p>"),
        "{}",
        html(2)
    );
    assert!(html(3).contains("<p>Rest</p>"), "{}", html(3));
    assert!(html(4).contains("<p>Words</p>"), "{}", html(4));
    assert!(
        results[5].is_ok() || matches!(results[5], Err(RenderFault::Failed(_))),
        "{:?}",
        results[5]
    );
    assert!(
        matches!(results[6], Err(RenderFault::Timeout(_))),
        "{:?}",
        results[6]
    );
    // After the browser was given up, the next page gets a new one.
    assert!(html(7).contains("<p>Words</p>"));
}

/// What a browser shows when a script has led it astray is its own page, which is no reprint of anything.
#[test]
fn no_script_leads_out_of_the_audit() {
    if installed().is_none() {
        return;
    }
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|socket| socket.local_addr())
        .unwrap();
    let server = Server::new(move |asked, stream| {
        let to = match asked.path() {
            "/closed" => format!("location.href = 'http://{closed}/'"),
            "/unknown" => "location.replace('https://nowhere.invalid/')".to_owned(),
            "/private" => "location.assign('http://10.0.0.1/')".to_owned(),
            "/gone" => "location.href = '/404'".to_owned(),
            "/broken" => "setTimeout(() => location.href = '/500', 1000)".to_owned(),
            "/later" => "location.href = '/silent'".to_owned(),
            "/part" => "location.href = '/206'".to_owned(),
            "/paper" => "location.href = '/pdf'".to_owned(),
            "/long" => "location.href = '/?' + 'x'.repeat(9000)".to_owned(),
            "/form" => "document.body.innerHTML += '<form method=post action=/fine>'; document.forms[0].submit()".to_owned(),
            "/refresh" => format!(
                "document.head.innerHTML += '<meta http-equiv=refresh content=\"0;url=http://{closed}/\">'"
            ),
            "/nothing" => "location.href = '/204'".to_owned(),
            "/script" => "location.href = 'javascript:void 0'".to_owned(),
            "/folder" => "location.href = 'file:///etc/'".to_owned(),
            path => {
                let sent = match path {
                    "/404" => answer("404 Not Found", &["Content-Type: text/html"], b"<p>Gone</p>"),
                    "/500" => answer("500 Broken", &["Content-Type: text/html"], b"<p>Broken</p>"),
                    "/204" => answer("204 No Content", &[], b""),
                    "/206" => answer("206 Partial Content", &["Content-Type: text/html"], b"<p>A part</p>"),
                    "/pdf" => answer("200 OK", &["Content-Type: application/pdf"], b"%PDF-1.7"),
                    "/silent" => {
                        std::thread::sleep(Duration::from_secs(60));
                        return;
                    }
                    _ => answer("404 Not Found", &[], b""),
                };
                crate::server::send(stream, &sent);
                return;
            }
        };
        let html = prose::page(prose::ENGLISH, &format!("<script>{to}</script>"));
        crate::server::send(stream, &page(html.as_bytes()));
    });
    let away = [
        "/closed", "/unknown", "/private", "/gone", "/broken", "/later", "/part", "/paper",
        "/long", "/form", "/refresh",
    ];
    let stays = ["/nothing", "/script", "/folder"];
    let urls: Vec<String> = away
        .iter()
        .chain(&stays)
        .map(|path| server.url(path).into())
        .collect();
    let mut args: Vec<&str> = urls.iter().map(String::as_str).collect();
    args.extend(["--no-cache", "--render"]);
    let run = Desk::new().check(&args);
    for path in away {
        run.assert_not_judged(path, "moved-by-script");
        assert_eq!(run.audit(path)["status"], "unverifiable", "{path}");
    }
    for path in stays {
        let audit = run.audit(path);
        assert_eq!(audit["matches"][0]["verdict"], "not-credited", "{audit}");
    }
}

#[test]
fn files_are_told_not_to_be_shown() {
    let run = Desk::new().check(&["fine.html", "--render"]);
    run.assert_credited("fine.html");
    assert!(
        run.stderr.contains("pages read without their scripts: 1;"),
        "{}",
        run.stderr
    );
}
