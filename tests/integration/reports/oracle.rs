//! How a GitHub runner reads a log: the two command parsers, written down as rules to test against.

/// The names of commands that a runner obeys.
const COMMANDS: [&str; 15] = [
    "error",
    "warning",
    "notice",
    "debug",
    "group",
    "endgroup",
    "add-mask",
    "add-matcher",
    "remove-matcher",
    "echo",
    "stop-commands",
    "set-output",
    "save-state",
    "set-env",
    "add-path",
];

/// The newer parser: the line, trimmed, begins with `::`, a name, perhaps properties after a space, and `::`.
pub(super) fn newer(line: &str) -> Option<&'static str> {
    let rest = line.trim().strip_prefix("::")?;
    let (head, _) = rest.split_once("::")?;
    known(head.split(' ').next()?)
}

/// The older parser: `##[`, a name, perhaps properties after a space, and `]`, anywhere in the line.
pub(super) fn older(line: &str) -> Option<&'static str> {
    let (_, rest) = line.split_once("##[")?;
    let (head, _) = rest.split_once(']')?;
    known(head.split(' ').next()?)
}

fn known(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    COMMANDS.into_iter().find(|command| *command == name)
}

/// What a runner would obey in a log. Its lines end at CR and LF.
pub(super) fn obeyed(log: &str) -> Vec<&str> {
    log.split(['\n', '\r'])
        .filter(|line| newer(line).is_some() || older(line).is_some())
        .collect()
}

#[test]
fn the_oracle_knows_commands() {
    assert_eq!(newer("  ::error file=a::no"), Some("error"));
    assert_eq!(newer("::Add-Mask::x"), Some("add-mask"));
    assert_eq!(newer("a ::error::x"), None);
    assert_eq!(older("2026 ##[warning]x"), Some("warning"));
    assert_eq!(older("##\\[warning]x"), None);
    assert_eq!(obeyed("a\n::notice::x\nb"), ["::notice::x"]);
}
