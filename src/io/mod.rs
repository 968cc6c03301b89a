//! What all rooms that open files or connections need: how files are opened, how a run is ended, what a page may weigh, and
//! how paths, addresses and faults are shown.

pub(crate) mod gzip;
mod host;
#[cfg(test)]
pub(crate) mod made;
pub(crate) mod open;
mod shown;
mod stop;
mod utf8;

pub use host::HostOptions;
pub use shown::show_path;
pub(crate) use shown::{plain, show_url, size};
pub use stop::Stop;
pub(crate) use utf8::utf8;

/// The most bytes that one page may have, after decompression: three times the largest of 4,659 real pages (3.3 MB).
pub const MAX_BYTES: u64 = 10 * 1024 * 1024;
