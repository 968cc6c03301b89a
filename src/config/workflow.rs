//! The files of continuous integration that `creditline init --ci` writes.

use crate::site::{Generator, Needs};

/// Who runs the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CiHost {
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
}

impl CiHost {
    /// The path of the file, below the root of the repository.
    pub fn file(self) -> &'static str {
        match self {
            Self::Github => ".github/workflows/creditline.yml",
            Self::Gitlab => ".gitlab-ci.yml",
        }
    }
}

/// The file that builds the site and checks it.
pub fn workflow(host: CiHost, generator: Option<Generator>, pages: &str) -> String {
    let build = generator.map(Generator::build);
    match host {
        CiHost::Github => github(build),
        CiHost::Gitlab => gitlab(build, pages),
    }
}

fn github(build: Option<(&str, Needs)>) -> String {
    let steps = match build {
        Some((build, Needs::Node)) => format!(
            "      - uses: actions/setup-node@v4\n        with: {{ node-version: lts/* }}\n      - run: npm ci\n      - run: \
             {build}\n"
        ),
        Some((build, Needs::Ruby)) => format!(
            "      - uses: ruby/setup-ruby@v1\n        with: {{ bundler-cache: true, ruby-version: \"3.3\" }}\n      - \
             run: {build}\n"
        ),
        Some((build, Needs::Hugo)) => {
            format!(
                "      - run: sudo apt-get update && sudo apt-get install -y hugo\n      - run: {build}\n"
            )
        }
        None => "      # Build the pages here.\n".to_owned(),
    };
    format!(
        "\
# Checks that reprinted pages give the credit that their originals ask for.
name: creditline
on: [push, pull_request]
permissions:
  contents: read
jobs:
  creditline:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
{steps}      - uses: creditline/creditline@main
"
    )
}

fn gitlab(build: Option<(&str, Needs)>, pages: &str) -> String {
    let (image, script) = match build {
        Some((build, Needs::Node)) => ("node:lts", vec!["npm ci", build]),
        Some((build, Needs::Ruby)) => ("ruby:3.3", vec!["bundle install", build]),
        Some((build, Needs::Hugo)) => (
            "debian:stable",
            vec!["apt-get update && apt-get install -y hugo", build],
        ),
        None => ("debian:stable", vec!["echo 'build the pages here'"]),
    };
    let script: String = script
        .iter()
        .map(|line| format!("    - {line}\n"))
        .collect();
    format!(
        "\
# Checks that reprinted pages give the credit that their originals ask for.
include:
  - remote: {repository}/raw/main/ci/gitlab.yml
build:
  image: {image}
  script:
{script}  artifacts:
    paths: [{pages}]
creditline:
  needs: [build]
",
        repository = env!("CARGO_PKG_REPOSITORY")
    )
}
