//! How single hosts are asked.

use std::time::Duration;

/// How one host is asked, or all of them. `None`: as the others, or as the documentation says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostOptions {
    /// The least time between the starts of two requests.
    pub interval: Option<Duration>,
    /// How many requests run at a time.
    pub per_host: Option<usize>,
    /// How long one URL that begins at this host may take altogether.
    pub timeout: Option<Duration>,
    /// How often one URL is asked before a fault that may pass is final.
    pub attempts: Option<u32>,
    /// Fetch what the user did not name himself whatever `robots.txt` says.
    pub ignore_robots: Option<bool>,
    /// Fetch from private addresses too.
    pub allow_private: Option<bool>,
}
