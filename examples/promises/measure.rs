//! What a process costs, and a library to judge pages by.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use creditline::{Library, ReadOptions, RuleSets, page, read_original};

/// The article that hostile pages reprint.
pub(crate) const ARTICLE: &str = "The keeper of the north light writes down the wind four times a day. On the ninth of March she \
    wrote that the needle had stopped at seventy-two knots, and that she had tied the hen house to the oil tank. Nobody on \
    the mainland believed the number until the tank was found in the bay. The harbour office has kept her books since, and \
    whoever wants to know how a winter was asks for the year and reads a page aloud.";

/// The same in Chinese.
pub(crate) const CHINESE: &str = "北灯塔的守灯人每天四次记下风速。三月九日她写道，指针停在七十二节，她把鸡舍绑在了油罐上。\
    岸上没有人相信这个数字，直到有人在海湾里找到了那个油罐。从那以后港务局一直保存着她的本子，谁想知道哪个冬天怎么样，就报出年份，大声念上一页。";

/// Where they were published.
pub(crate) const URL: &str = "https://northlight.example/wind";

/// One line of the table.
pub(crate) struct Row {
    pub(crate) promise: String,
    pub(crate) tried: usize,
    pub(crate) failed: Vec<String>,
    pub(crate) worst: String,
}

/// A library of two originals.
pub(crate) fn library() -> Library {
    let rules = RuleSets::builtin();
    let originals = [
        ("en", ARTICLE, URL),
        ("zh", CHINESE, "https://northlight.example/feng"),
    ];
    let originals = originals.map(|(language, text, url)| {
        let html = format!(
            "<html lang={language}><link rel=canonical href='{url}'><title>Wind</title><article><h1>Wind</h1><p>{text}</p>\
             <p>Original article, Author: Ida Brandt. If you wish to reprint this article, please indicate the source: {url}</p>\
             </article>"
        );
        let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
        read_original(&page, &rules).unwrap()
    });
    Library::new(originals.to_vec(), &rules)
}

/// CPU time of this process so far, with its threads.
pub(crate) fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Fields 14 and 15, counted behind the name in brackets, in hundredths of a second on every Linux.
    let fields: Vec<u64> = {
        stat.rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
    }
    .skip(11)
    .take(2)
    .filter_map(|field| field.parse().ok())
    .collect();
    Duration::from_millis(fields.iter().sum::<u64>() * 10)
}

/// CPU time of this thread, or the time on the clock where the system does not tell.
pub(crate) fn thread_time() -> Duration {
    static STARTED: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanos.map_or_else(|| STARTED.elapsed(), Duration::from_nanos)
}

/// The most memory this process has had, in MiB.
pub(crate) fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}

/// Runs this program again with these arguments; what it printed, or how it ended. It is given up after `seconds` on the
/// clock.
pub(crate) fn child(args: &[&str], seconds: u64) -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut child = Command::new(program)
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let started = Instant::now();
    loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) if status.success() => {
                let mut text = String::new();
                let mut from = child.stdout.take().ok_or("no output")?;
                from.read_to_string(&mut text)
                    .map_err(|error| error.to_string())?;
                return Ok(text);
            }
            Some(status) => return Err(format!("ended with {status}")),
            None if started.elapsed().as_secs() > seconds => {
                drop(child.kill());
                drop(child.wait());
                return Err(format!("no answer in {seconds} s"));
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// Numbers that look random and are not.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }
}
