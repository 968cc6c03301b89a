//! Libraries on disk: what is found with them is what is found without, whatever happens to them.

use std::path::Path;

use assert_cmd::Command;

/// Runs the program where the samples are; gives exit code, standard output and standard error.
fn creditline(arguments: &[&str]) -> (i32, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        run.status.code().unwrap(),
        text(&run.stdout),
        text(&run.stderr),
    )
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_library_gives_the_very_reports_that_its_originals_give() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("library");
    let (code, _, told) = creditline(&["library", "build", shown(&dir), "samples/originals"]);
    assert_eq!(code, 0, "{told}");
    for format in ["json", "human", "sarif"] {
        let check = |originals: &str| {
            let with = ["--originals", originals, "--no-config", "-f", format];
            creditline(&[&["check", "samples/suspects"], with.as_slice()].concat())
        };
        assert_eq!(check(shown(&dir)), check("samples/originals"), "{format}");
    }
}
