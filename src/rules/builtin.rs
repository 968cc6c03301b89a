//! The rule sets that come with the program.

use std::collections::BTreeMap;

use crate::yaml::Baked;

macro_rules! sets {
    ($($name:literal),+ $(,)?) => {
        /// Name and text of every built-in set. Notices and sites are tried in this order: the most specific set
        /// first, `default` last.
        pub(super) const SETS: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../rules/", $name, ".yaml"))),)+
        ];
    };
}

sets![
    "the-conversation",
    "us-nonprofit",
    "newspack",
    "global-voices",
    "wikipedia",
    "stack-exchange",
    "csdn",
    "cnblogs",
    "zh-platforms",
    "anquanke",
    "wechat-account",
    "hexo-themes",
    "ru-active-link",
    "ja-source-link",
    "wpcom",
    "ogl-uk",
    "public-domain",
    "cc-by",
    "cc-by-sa",
    "cc-by-nd",
    "cc-by-nc",
    "crosspost",
    "no-reprint",
    "default",
];

/// The tree of each built-in set, in the same order.
pub(super) fn trees() -> impl Iterator<Item = (&'static str, Baked)> {
    // Made by the build script; a test holds them against the texts.
    let trees = include_bytes!(concat!(env!("OUT_DIR"), "/rules.msgpack"));
    let mut trees: BTreeMap<&str, Baked> = rmp_serde::from_slice(trees).unwrap_or_default();
    SETS.iter()
        .filter_map(move |(set, _)| trees.remove(set).map(|tree| (*set, tree)))
}

/// The name under which a built-in set appears in messages.
pub(super) fn file_name(set: &str) -> String {
    format!("builtin:{set}")
}
