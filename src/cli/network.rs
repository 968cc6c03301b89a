//! The options of the network: what can be typed, and what it comes to. There are none in a build without it.

use crate::config::Network;
use crate::input::{LoadOptions, Loader};
use clap::Args;

use super::output::{Terminal, Verbosity};

#[derive(Debug, Clone, Default, Args)]
pub(super) struct NetworkArgs {
    /// Fetch nothing: a web address is then an input that cannot be read.
    #[cfg(feature = "fetch")]
    #[arg(long, help_heading = "Network")]
    pub(super) offline: bool,

    /// Fetch from private addresses too, such as a server in the local network; an address that is typed is always
    /// fetched.
    #[cfg(feature = "fetch")]
    #[arg(long, help_heading = "Network")]
    pub(super) allow_private_hosts: bool,

    /// Fetch through this proxy; proxies in the environment are not used.
    #[cfg(feature = "fetch")]
    #[arg(long, value_name = "URL", help_heading = "Network")]
    pub(super) proxy: Option<String>,

    /// Fetch pages that were not typed but found (in sitemaps, feeds, links) even where the site's robots.txt forbids
    /// it. A page that is typed is always fetched.
    #[cfg(feature = "fetch")]
    #[arg(long, help_heading = "Network")]
    pub(super) ignore_robots: bool,

    /// Keep fetched pages in this folder, not in the user's cache directory. What has not changed is not sent again.
    #[cfg(feature = "fetch")]
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with = "no_cache",
        help_heading = "Network"
    )]
    pub(super) cache_dir: Option<std::path::PathBuf>,

    /// Neither use nor keep fetched pages.
    #[cfg(feature = "fetch")]
    #[arg(long, help_heading = "Network")]
    pub(super) no_cache: bool,

    /// Fetch the style sheets that fetched pages link too, so that what they hide is known.
    #[cfg(feature = "fetch")]
    #[arg(long, help_heading = "Network")]
    pub(super) styles: bool,

    /// Have each fetched page shown by an installed Chromium (or the one at PATH), and read what its scripts made of it
    /// and what of it is seen. The browser reaches nothing but through this program.
    #[cfg(feature = "fetch")]
    #[arg(
        long,
        value_name = "PATH",
        num_args = 0..=1,
        require_equals = true,
        help_heading = "Network"
    )]
    pub(super) render: Option<Option<std::path::PathBuf>>,
}

/// What a check asks the network besides its inputs.
#[derive(Debug, Default, Args)]
pub(super) struct OnlineArgs {
    /// Ask whether the addresses that pages credit answer, and where short links lead.
    #[cfg(feature = "fetch")]
    #[arg(long, help_heading = "Network")]
    check_links: bool,

    /// Check each page against the originals that it names itself: in its credit lines, copied notices, canonical links
    /// and tracking pixels. They are fetched; --originals may be left out.
    #[cfg(feature = "fetch")]
    #[arg(long, help_heading = "Input")]
    discover: bool,
}

impl OnlineArgs {
    pub(super) fn check_links(&self) -> bool {
        #[cfg(feature = "fetch")]
        return self.check_links;
        #[cfg(not(feature = "fetch"))]
        false
    }

    pub(super) fn discover(&self) -> bool {
        #[cfg(feature = "fetch")]
        return self.discover;
        #[cfg(not(feature = "fetch"))]
        false
    }
}

impl NetworkArgs {
    /// A loader for one run.
    pub(super) fn loader(&self) -> Loader {
        Loader::new(self.load_options(&Network::default()))
    }

    /// What was typed, over the configuration, over the defaults.
    #[cfg_attr(not(feature = "fetch"), expect(unused_variables))]
    pub(super) fn load_options(&self, file: &Network) -> LoadOptions {
        LoadOptions {
            // A site that is checked from its own folder, or from below it, holds the style sheets of its pages.
            roots: vec![".".into()],
            #[cfg(feature = "fetch")]
            styles: self.styles,
            #[cfg(feature = "fetch")]
            fetch: self.fetch_options(file),
            #[cfg(feature = "fetch")]
            render: self
                .render
                .clone()
                .map(|browser| crate::fetch::RenderOptions {
                    browser,
                    ..Default::default()
                }),
            ..LoadOptions::default()
        }
    }

    #[cfg(feature = "fetch")]
    fn fetch_options(&self, file: &Network) -> crate::fetch::FetchOptions {
        use crate::fetch::{FetchOptions, default_cache};
        let default = FetchOptions::default();
        FetchOptions {
            offline: self.offline || file.offline.unwrap_or(default.offline),
            allow_private_hosts: self.allow_private_hosts
                || file
                    .all
                    .allow_private
                    .unwrap_or(default.allow_private_hosts),
            proxy: self.proxy.clone().or_else(|| file.proxy.clone()),
            ignore_robots: self.ignore_robots
                || file.all.ignore_robots.unwrap_or(default.ignore_robots),
            cache: match (&self.cache_dir, &file.cache) {
                _ if self.no_cache => None,
                (Some(folder), _) | (None, Some(Some(folder))) => Some(folder.clone()),
                (None, Some(None)) => None,
                (None, None) => default_cache(),
            },
            concurrency: file.concurrency.unwrap_or(default.concurrency),
            connect_timeout: file.connect_timeout.unwrap_or(default.connect_timeout),
            read_timeout: file.read_timeout.unwrap_or(default.read_timeout),
            total_timeout: file.all.timeout.unwrap_or(default.total_timeout),
            per_host: file.all.per_host.unwrap_or(default.per_host),
            host_interval: file.all.interval.unwrap_or(default.host_interval),
            attempts: file.all.attempts.unwrap_or(default.attempts),
            hosts: file.hosts.clone(),
            ..default
        }
    }
}

/// Tells what went wrong on the way without keeping anything from being read.
pub(super) fn tell_warning(loader: &Loader, to: Terminal) {
    if let Some(warning) = loader.warning() {
        let text = format!("warning: {}\n", crate::report::terminal(&warning));
        to.tell(Verbosity::Normal, &text);
    }
}
