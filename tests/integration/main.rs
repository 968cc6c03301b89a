//! The one integration binary: one file a theme.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs
)]

mod bad_input;
mod beliefs;
#[cfg(feature = "fetch")]
mod browsers;
mod cache;
mod cases;
mod chrome;
mod ci;
mod clean_site;
mod cmd;
mod config;
mod credit;
mod credit_blocks;
mod credit_layouts;
mod credit_lines;
mod declared;
mod demands;
mod desk;
#[cfg(feature = "fetch")]
mod desk_way;
mod disguises;
mod docs;
mod drafts;
mod embedded;
mod entries;
mod families;
#[cfg(feature = "fetch")]
mod faults;
#[cfg(feature = "fetch")]
mod find;
mod fix;
mod furniture;
mod furniture_kinds;
mod habits;
mod init;
mod kinds;
mod languages;
mod letters;
mod libraries;
mod link_headers;
mod linked_styles;
mod lint;
#[cfg(feature = "lsp")]
mod lsp;
mod markdown;
mod matching;
mod mended;
#[cfg(feature = "fetch")]
mod network;
mod notice;
mod notice_lines;
mod notices;
mod odd_notices;
mod odd_originals;
#[cfg(feature = "fetch")]
mod online;
mod originals_whole;
mod outputs;
mod own_address;
mod own_site;
#[cfg(feature = "fetch")]
mod packed;
mod page;
mod passages;
mod paste;
mod places;
#[cfg(feature = "fetch")]
mod politeness;
mod posts;
mod prefilter;
mod promises;
mod prose;
mod publisher;
mod quotations;
mod readme;
#[cfg(feature = "fetch")]
mod recheck;
#[cfg(feature = "fetch")]
mod recording;
mod referee;
#[cfg(feature = "fetch")]
mod render;
mod reports;
mod reprint;
mod rooms;
mod rules;
mod samples;
mod saved;
mod scripts;
mod sense;
#[cfg(feature = "fetch")]
mod server;
#[cfg(feature = "fetch")]
mod shared_text;
mod shown;
mod site;
mod sites;
mod skeletons;
mod streaming;
#[cfg(feature = "fetch")]
mod styles;
mod suppressions;
mod surface;
mod teasers;
mod third_parties;
mod tls;
mod wordings;
mod works;
mod writing;
