//! Finding an installed browser and running it.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::options::{RenderFault, RenderOptions};
use super::pipe::{Event, Pipe, Silence};

/// The names of browsers built from Chromium, as systems install them.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
];

/// Where macOS keeps them.
const PLACES: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The browser speaks on the third and fourth stream of its process; the shell lays our two pipes there. This is the
/// whole program: everything else is passed as arguments, so that nothing is ever quoted.
const SHELL: &str = r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null"#;

/// What the browser is told. No request of its own, and none that does not pass through us: the proxy is a port that
/// nobody serves, asked for loopback addresses too, and no name is resolved.
const FLAGS: &[&str] = &[
    "--headless",
    "--remote-debugging-pipe",
    "--proxy-server=http://0.0.0.0:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy",
    "--disable-quic",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--mute-audio",
    "--hide-scrollbars",
    "--password-store=basic",
    "--use-mock-keychain",
    "--js-flags=--max-old-space-size=512",
];

/// How long a browser may take to end. By hand.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(20);

/// A running browser. It ends when dropped.
#[derive(Debug)]
pub(super) struct Browser {
    child: Child,
    pub(super) pipe: Pipe,
    profile: TempDir,
}

impl Browser {
    /// Starts a browser and waits until it answers.
    pub(super) fn start(options: &RenderOptions) -> Result<Self, RenderFault> {
        if cfg!(not(unix)) {
            let why = "that needs Linux or macOS";
            return Err(RenderFault::NoBrowser(why.to_owned()));
        }
        let program = find(options.browser.as_deref())?;
        let failed = |error: std::io::Error| {
            RenderFault::Failed(format!(
                "`{}` does not start: {}",
                program.display(),
                crate::io::plain(&error)
            ))
        };
        let profile = tempfile::Builder::new()
            .prefix("creditline-browser-")
            .tempdir()
            .map_err(failed)?;
        let mut command = Command::new("/bin/sh");
        command
            .arg("-c")
            .arg(SHELL)
            .arg(&program)
            .args(FLAGS)
            .arg(prefixed("--user-data-dir=", profile.path()));
        if is_root(profile.path()) {
            // Chromium refuses to run for root with its sandbox.
            command.arg("--no-sandbox");
        }
        let mut child = own_group(&mut command)
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(RenderFault::Failed("has no pipes".to_owned()));
        };
        let mut browser = Self {
            child,
            pipe: Pipe::new(to, from),
            profile,
        };
        let deadline = Instant::now() + options.start_timeout;
        match browser.call(None, "Browser.getVersion", json!({}), deadline) {
            Ok(_) => Ok(browser),
            Err(RenderFault::Timeout(_)) => Err(RenderFault::Timeout(options.start_timeout)),
            Err(_) => Err(RenderFault::Failed(format!(
                "`{}` ends at once; is it Chromium?",
                program.display()
            ))),
        }
    }

    /// Sends a command and waits for its answer. Only for times at which nothing else can happen.
    pub(super) fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: Value,
        deadline: Instant,
    ) -> Result<Value, RenderFault> {
        let number = self.send(session, method, params)?;
        loop {
            match self.next(deadline)? {
                Event::Said(said) if said["id"] == number => return answer(said, method),
                _ => {}
            }
        }
    }

    /// Sends a command; its answer comes among the events.
    pub(super) fn send(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: Value,
    ) -> Result<u64, RenderFault> {
        self.pipe.send(session, method, params).map_err(|_| gone())
    }

    /// The next event.
    pub(super) fn next(&self, deadline: Instant) -> Result<Event, RenderFault> {
        self.pipe.next(deadline).map_err(|silence| match silence {
            // The caller knows how long the whole might have taken.
            Silence::Late => RenderFault::Timeout(Duration::ZERO),
            Silence::Gone => gone(),
        })
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Asked to close it ends its children first; they end a little later when it is killed. That it has ended by
        // itself is no fault.
        let _ = self.pipe.send(None, "Browser.close", json!({}));
        let asked = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && asked.elapsed() < PATIENCE {
            std::thread::sleep(PAUSE);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        // A child that is still ending may write into the profile.
        while std::fs::remove_dir_all(self.profile.path()).is_err()
            && self.profile.path().exists()
            && asked.elapsed() < 2 * PATIENCE
        {
            std::thread::sleep(PAUSE);
        }
    }
}

/// What a command came to.
pub(super) fn answer(mut said: Value, method: &str) -> Result<Value, RenderFault> {
    match said["error"]["message"].as_str() {
        None => Ok(said["result"].take()),
        Some(_) => Err(RenderFault::Failed(format!("does not know `{method}`"))),
    }
}

fn gone() -> RenderFault {
    RenderFault::Failed("has ended".to_owned())
}

/// The browser that was named, or else the first that is installed.
fn find(named: Option<&Path>) -> Result<PathBuf, RenderFault> {
    if let Some(named) = named {
        // A bare name is looked for where the shell would.
        let found = if named.components().count() > 1 {
            named.is_file().then(|| named.to_owned())
        } else {
            on_path(named.as_os_str())
        };
        return found.ok_or_else(|| {
            RenderFault::NoBrowser(format!("there is no browser `{}`", named.display()))
        });
    }
    let placed = || PLACES.iter().map(PathBuf::from).find(|path| path.is_file());
    NAMES
        .iter()
        .find_map(|name| on_path(OsStr::new(name)))
        .or_else(placed)
        .ok_or_else(|| RenderFault::NoBrowser("no Chromium is installed".to_owned()))
}

fn on_path(name: &OsStr) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

fn prefixed(flag: &str, path: &Path) -> std::ffi::OsString {
    let mut text = std::ffi::OsString::from(flag);
    text.push(path);
    text
}

/// Whether this process runs as root: whoever makes a folder owns it.
#[cfg(unix)]
fn is_root(own_folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(own_folder).is_ok_and(|about| about.uid() == 0)
}

#[cfg(not(unix))]
fn is_root(_: &Path) -> bool {
    false
}

/// Keeps ctrl-C for us: a browser that dies first would look like a fault of the page.
#[cfg(unix)]
fn own_group(command: &mut Command) -> &mut Command {
    std::os::unix::process::CommandExt::process_group(command, 0)
}

#[cfg(not(unix))]
fn own_group(command: &mut Command) -> &mut Command {
    command
}
