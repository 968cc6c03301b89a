//! The rule sets that come with the program.

/// Name and text of every built-in set, the most specific first and `default` last.
pub(super) const SETS: &[(&str, &str)] = &[
    ("wpcom", include_str!("../../rules/wpcom.yaml")),
    ("default", include_str!("../../rules/default.yaml")),
];

/// The name under which a built-in set appears in messages.
pub(super) fn file_name(set: &str) -> String {
    format!("builtin:{set}")
}
