//! The command line as a user sees it: one case a file in `tests/cmd`.
//!
//! After a change of the output: `TRYCMD=overwrite cargo test --test integration cmd`, then read the difference.

#[test]
fn every_case_prints_what_it_says() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").run();
}
