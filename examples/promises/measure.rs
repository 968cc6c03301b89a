//! What a process costs, and a library to judge pages by.

use std::io::Read;
use std::path::{Path, PathBuf};
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

/// The article as a file, with its notice.
pub(crate) fn original() -> String {
    format!(
        "---\nurl: {URL}\nauthor: Ida Brandt\ntitle: Wind\n---\n{ARTICLE}\n\nIf you reprint this article, please indicate the source: {URL}\n"
    )
}

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
    peak_of("/proc/self/status").unwrap_or_default()
}

fn peak_of(status: &str) -> Option<u64> {
    let status = std::fs::read_to_string(status).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
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

/// The folder of the project, above that of this program's manifest or the same.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut above = manifest.ancestors();
    above
        .find(|folder| folder.join("schemas").is_dir())
        .unwrap_or(manifest)
}

/// The program itself, built first where Cargo started this one. It lies beside this one, or beside the folder of examples.
pub(crate) fn program() -> PathBuf {
    let own = std::env::current_exe().unwrap_or_default();
    let mut above = own.ancestors().skip(1);
    let folder = above
        .find(|folder| !folder.ends_with("examples"))
        .unwrap_or(Path::new("."));
    if let Some(cargo) = std::env::var_os("CARGO") {
        let mut build = Command::new(cargo);
        build.args(["build", "--quiet", "--locked", "--bin", "creditline"]);
        if folder.ends_with("release") {
            build.arg("--release");
        }
        drop(build.current_dir(root()).status());
    }
    folder.join(format!("creditline{}", std::env::consts::EXE_SUFFIX))
}

/// What a run of the program writes to standard output and to standard error.
pub(crate) fn run(
    program: &Path,
    folder: &Path,
    args: &[&str],
) -> Result<(String, String), String> {
    run_measured(program, folder, args).map(|(out, told, _)| (out, told))
}

/// The same, and the most memory that it had, in MiB, as far as a look every few milliseconds tells.
pub(crate) fn run_measured(
    program: &Path,
    folder: &Path,
    args: &[&str],
) -> Result<(String, String, u64), String> {
    let child = Command::new(program)
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let status = format!("/proc/{}/status", child.id());
    let watching = std::thread::spawn(move || {
        let mut most = 0;
        // The file goes, or loses its lines about memory, when the run has ended.
        while let Some(peak) = peak_of(&status) {
            most = peak.max(most);
            std::thread::sleep(Duration::from_millis(5));
        }
        most
    });
    let output = child
        .wait_with_output()
        .map_err(|error| error.to_string())?;
    if output.status.code().is_none() {
        return Err(format!("ended with {}", output.status));
    }
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).map_err(|error| error.to_string());
    let most = watching.join().unwrap_or_default();
    Ok((text(output.stdout)?, text(output.stderr)?, most))
}

/// A text for the table: short, on one line, nothing of it obeyed.
pub(crate) fn escaped(text: &str) -> String {
    text.chars()
        .take(300)
        .collect::<String>()
        .escape_debug()
        .to_string()
}
