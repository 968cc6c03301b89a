//! The HTML report in a real browser: nothing on the console, a table that filters and sorts, texts that scroll together,
//! and page text that stays text. Skips aloud where no Chromium is installed; CI installs it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// How long one answer may take; a browser that has so long not answered never will.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser that speaks its protocol over a pipe.
pub(super) struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: String,
    last: u64,
    /// What the console showed, and exceptions.
    console: Vec<String>,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts it, or says why it cannot be tested here.
    pub(super) fn start() -> Option<Self> {
        let Some(program) = installed() else {
            println!(
                "skipped: no Chromium is installed, so the HTML report is not tested in a browser"
            );
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        // The browser reads on its third stream and writes on its fourth.
        let mut child = Command::new("/bin/sh")
            .args([
                "-c",
                "exec 3<&0 4>&1 </dev/null >/dev/null; exec \"$0\" \"$@\"",
            ])
            .arg(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900",
                "--remote-debugging-pipe",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let to = child.stdin.take().unwrap();
        let out = child.stdout.take().unwrap();
        let (sender, from) = channel();
        std::thread::spawn(move || {
            for message in BufReader::new(out).split(0).map_while(Result::ok) {
                if let Ok(message) = serde_json::from_slice(&message)
                    && sender.send(message).is_err()
                {
                    break;
                }
            }
        });
        let mut browser = Self {
            child,
            to,
            from,
            session: String::new(),
            last: 0,
            console: Vec::new(),
            _profile: profile,
        };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let attached = browser.call(
            "Target.attachToTarget",
            json!({ "targetId": target["targetId"], "flatten": true }),
        );
        browser.session = attached["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Runtime", "Log", "Page"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        Some(browser)
    }

    pub(super) fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": parameters });
        if !self.session.is_empty() {
            message["sessionId"] = self.session.clone().into();
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.to.write_all(&bytes).unwrap();
        loop {
            let message = self.next();
            if message["id"] == self.last {
                assert!(message["error"].is_null(), "{method}: {message}");
                return message["result"].clone();
            }
        }
    }

    fn next(&mut self) -> Value {
        let message = self
            .from
            .recv_timeout(PATIENCE)
            .expect("the browser does not answer");
        if let Some("Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Log.entryAdded") =
            message["method"].as_str()
        {
            self.console.push(message["params"].to_string());
        }
        message
    }

    pub(super) fn open(&mut self, file: &Path) {
        self.call(
            "Page.navigate",
            json!({ "url": format!("file://{}", file.display()) }),
        );
        while self.next()["method"] != "Page.loadEventFired" {}
    }

    /// The value of an expression, after its promise if it is one.
    pub(super) fn eval(&mut self, expression: &str) -> Value {
        let answer = self.call(
            "Runtime.evaluate",
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true }),
        );
        assert!(
            answer["exceptionDetails"].is_null(),
            "{expression}: {answer}"
        );
        answer["result"]["value"].clone()
    }

    pub(super) fn quiet(&self) {
        assert!(
            self.console.is_empty(),
            "the console shows: {:#?}",
            self.console
        );
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn installed() -> Option<PathBuf> {
    if !cfg!(unix) {
        return None;
    }
    let folders = std::env::var_os("PATH")?;
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    std::env::split_paths(&folders)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|program| program.is_file())
}

/// The report of a check of these suspects.
fn report(folder: &Path, suspects: &[&Path]) -> PathBuf {
    let file = folder.join("report.html");
    let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .arg("check")
        .args(suspects)
        .args([
            "--originals",
            "samples/originals",
            "-f",
            "concise",
            "--exit-zero",
        ])
        .arg("--report")
        .arg(format!("html={}", file.display()))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    file
}

#[test]
fn the_report_works_in_a_browser() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = report(folder.path(), &[Path::new("samples/suspects")]);
    browser.open(&file);
    browser.quiet();
    filters(&mut browser);
    sorts(&mut browser);
    reveals(&mut browser);
    scrolls(&mut browser);
    copies(&mut browser);
    is_accessible(&mut browser);
    browser.quiet();
}

fn filters(browser: &mut Browser) {
    let shown = "[...document.querySelectorAll('#table tbody tr')].filter((row) => row.checkVisibility()).length";
    assert_eq!(
        browser.eval("document.querySelector('[data-filters=table]').checkVisibility()"),
        true
    );
    let all = browser.eval(shown).as_u64().unwrap();
    assert_eq!(all, 47);
    browser.eval("var box = document.querySelector('[data-filters=table] input[type=search]'); box.value = 'kettle'; box.dispatchEvent(new Event('input', { bubbles: true }))");
    let some = browser.eval(shown).as_u64().unwrap();
    assert!(some > 0 && some < 10, "{some}");
    assert_eq!(
        browser.eval("document.querySelector('[data-filters=table] output').textContent"),
        format!("{some} of {all} rows")
    );
    browser.eval(
        "box.value = ''; document.querySelector('[data-filters=table] input[value=good]').click()",
    );
    let left = browser.eval(&format!(
        "[{shown}, document.querySelectorAll('#table tr[data-verdict=good]:not([hidden])').length]"
    ));
    assert_eq!(left[1], 0);
    assert!(left[0].as_u64().unwrap() < all);
    browser.eval("document.querySelector('[data-filters=table] input[value=good]').click()");
    assert_eq!(browser.eval(shown), all);
}

fn sorts(browser: &mut Browser) {
    let column = |at: usize| {
        format!(
            "[...document.querySelectorAll('#table tbody tr')].map((row) => row.cells[{at}].dataset.sort ?? row.cells[{at}].textContent)"
        )
    };
    let click =
        |at: usize| format!("document.querySelectorAll('#table thead button')[{at}].click()");
    let sort = |at: usize| {
        format!("document.querySelectorAll('#table thead th')[{at}].getAttribute('aria-sort')")
    };
    browser.eval(&click(3));
    assert_eq!(browser.eval(&sort(3)), "descending");
    let shares: Vec<f64> = numbers(&browser.eval(&column(3)));
    assert!(
        shares.is_sorted_by(|a, b| a >= b) && shares[0] > 0.9,
        "{shares:?}"
    );
    browser.eval(&click(3));
    assert_eq!(browser.eval(&sort(3)), "ascending");
    assert!(numbers(&browser.eval(&column(3))).is_sorted());
    browser.eval(&click(0));
    assert_eq!(browser.eval(&sort(3)), Value::Null);
    assert!(numbers(&browser.eval(&column(0))).is_sorted());
}

fn numbers(values: &Value) -> Vec<f64> {
    let list = values.as_array().unwrap().iter();
    list.map(|value| value.as_str().unwrap().parse().unwrap())
        .collect()
}

/// A link of the table opens the section it leads to.
fn reveals(browser: &mut Browser) {
    let link = "[...document.querySelectorAll('#table a')].find((a) => a.closest('tr').textContent.includes('edited-copy'))";
    let opened = format!(
        "(async () => {{ const link = {link}; const at = document.getElementById(link.hash.slice(1)); \
         const before = at.closest('details').open; link.click(); \
         await new Promise((done) => setTimeout(done, 100)); return [before, at.closest('details').open]; }})()"
    );
    assert_eq!(browser.eval(&opened), json!([false, true]));
}

/// Scrolling one text moves the other so that the same passage is at the same height; so does a passage's number.
fn scrolls(browser: &mut Browser) {
    let script = "(async () => {
        const sides = [...document.querySelectorAll('.sides')].find((one) => one.checkVisibility() \
            && one.closest('article').textContent.includes('edited-copy'));
        const [left, right] = sides.querySelectorAll('.text');
        const wait = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))));
        left.scrollTop = 40;
        await wait();
        left.scrollTop = 0;
        await wait();
        const start = right.scrollTop;
        left.scrollTop = (left.scrollHeight - left.clientHeight) / 2;
        await wait();
        const moved = right.scrollTop;
        right.scrollTop = 0;
        await wait();
        const back = left.scrollTop;
        const numbers = [...sides.querySelectorAll('.n')];
        const last = numbers.filter((one) => left.contains(one)).pop();
        last.click();
        await wait();
        const name = last.closest('[data-p]').dataset.p;
        const top = (pane) => pane.querySelector(`[data-p=\"${name}\"]`).getBoundingClientRect().top - pane.getBoundingClientRect().top;
        return { start, moved, back, room: left.clientHeight, here: top(left), there: top(right) };
    })()";
    let seen = browser.eval(script);
    let number = |key: &str| {
        seen[key]
            .as_f64()
            .unwrap_or_else(|| panic!("{key}: {seen}"))
    };
    assert!(number("moved") > number("start") + 100.0, "{seen}");
    assert!(number("back") < 100.0, "{seen}");
    for key in ["here", "there"] {
        assert!((-5.0..number("room")).contains(&number(key)), "{seen}");
    }
}

/// The copy button takes exactly the text of the fix.
fn copies(browser: &mut Browser) {
    let script = "(async () => {
        let taken = null;
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { taken = text; } } });
        const button = document.querySelector('.copy');
        const hidden = button.hidden;
        button.click();
        await new Promise((done) => setTimeout(done, 20));
        return [hidden, taken === document.getElementById(button.dataset.copy).textContent, taken.includes('<a href='), button.textContent];
    })()";
    assert_eq!(browser.eval(script), json!([false, true, true, "Copied"]));
}

/// What a keyboard or a screen reader needs: names, order of headings, table heads, no trap, unique ids.
fn is_accessible(browser: &mut Browser) {
    let script = "(() => {
        const faults = [];
        const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
        if (new Set(ids).size !== ids.length) faults.push('an id stands twice');
        let level = 0;
        for (const head of document.querySelectorAll('h1, h2, h3, h4')) {
            const now = Number(head.tagName[1]);
            if (now > level + 1) faults.push(`${head.textContent} skips a level`);
            level = now;
        }
        for (const one of document.querySelectorAll('a[href], button, input')) {
            const name = one.getAttribute('aria-label') || one.textContent.trim() || one.labels?.[0]?.textContent.trim();
            if (!name) faults.push(`no name: ${one.outerHTML.slice(0, 80)}`);
        }
        for (const one of document.querySelectorAll('[aria-labelledby], [aria-describedby]'))
            for (const id of `${one.getAttribute('aria-labelledby') ?? ''} ${one.getAttribute('aria-describedby') ?? ''}`.trim().split(' '))
                if (!document.getElementById(id)) faults.push(`no element ${id}`);
        for (const link of document.querySelectorAll('a[href^=\"#\"]'))
            if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) faults.push(`leads nowhere: ${link.hash}`);
        if (document.querySelectorAll('thead th[scope=col]').length !== 9) faults.push('heads without scope');
        if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the window');
        return faults;
    })()";
    assert_eq!(browser.eval(script), json!([]));
}

#[test]
fn hostile_page_text_stays_text_in_a_browser() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let article = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/originals/forty-days-of-ice.txt"),
    )
    .unwrap();
    let attack = "&lt;/script&gt;&lt;script&gt;window.hit=1&lt;/script&gt;&lt;img src=x onerror=window.hit=1&gt;\"'&gt;\
        &lt;svg onload=window.hit=1&gt;&lt;/mark&gt;&lt;/p&gt;&lt;/details&gt;";
    let page = folder.path().join("<img src=x onerror=window.hit=1>.html");
    std::fs::write(
        &page,
        format!(
            "<title>{attack}</title><h1>{attack}</h1><p>{}</p><p>{attack}</p><p>Source: \
             <a href=\"javascript:window.hit=1\">{attack}</a></p>",
            article.replace("\n\n", &format!("</p><p>{attack}</p><p>"))
        ),
    )
    .unwrap();
    let file = report(folder.path(), &[&page]);
    browser.open(&file);
    browser.eval("for (const one of document.querySelectorAll('details')) one.open = true");
    browser.eval("new Promise((done) => setTimeout(done, 200))");
    assert_eq!(browser.eval("window.hit === undefined"), true);
    assert_eq!(
        browser.eval("document.querySelectorAll('img, svg[onload], script').length"),
        1
    );
    assert_eq!(
        browser.eval("[...document.querySelectorAll('a')].filter((a) => !/^(https?:|file:)/.test(a.href)).length"),
        0
    );
    assert_eq!(
        browser
            .eval("document.querySelector('.sides').textContent.includes('<img src=x onerror=')"),
        true
    );
    browser.quiet();
}
