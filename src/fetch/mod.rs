//! The HTTP client: addresses, sizes and times are guarded.
//!
//! What a page, a feed or a redirect names is hostile. So only `http` and `https` are spoken, no private address is
//! reached ([`address`]; asked on the first URL, on every redirect, and of whatever the resolver answers), the body is
//! read under a cap on its *decompressed* bytes, every fetch has a total deadline, and no cookie, referer or password
//! is ever sent. Every fault has a code of its own and words that say what to do ([`FetchError`]).
//!
//! Servers are asked modestly: two requests a host at a time, half a second apart, again only where a fault may pass,
//! and what the user did not name himself only where `robots.txt` allows it ([`robots`]).

pub mod address;
mod answer;
mod body;
mod cache;
mod classify;
mod client;
mod error;
mod exchange;
mod guard;
mod headers;
mod http_date;
mod options;
mod pace;
mod permission;
mod redirect;
mod render;
mod request;
mod resolve;
mod retry;
pub mod robots;

pub use crate::io::HostOptions;
pub use client::Client;
pub use error::{Fault, FetchError, Hop};
pub use guard::Named;
pub use options::{Expect, FetchOptions, USER_AGENT, default_cache};
pub use render::{RenderFault, RenderOptions, Renderer, Shown};
pub use request::{Call, Fetched, Part, Request};
