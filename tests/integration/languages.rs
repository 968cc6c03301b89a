//! A language is one file.

use assert_cmd::Command;

fn creditline() -> Command {
    Command::cargo_bin("creditline").unwrap()
}

#[test]
fn the_obvious_command_checks_every_built_in_rule_file() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    creditline()
        .args(["rules", "check"])
        .args(files)
        .assert()
        .success();
}
