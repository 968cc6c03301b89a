#!/usr/bin/env bash
# fuzz/run.sh [SECONDS] [TARGET…]: fuzzes each target for so long, from seeds of this repository.
#
# Needs a nightly compiler and cargo-fuzz (`cargo install cargo-fuzz --locked`). What fails is kept in fuzz/artifacts.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-60}
shift || true
targets=("$@")
[[ ${#targets[@]} -gt 0 ]] || targets=(page css markdown rules config warc feed template)

# seeds TARGET: the folders that its inputs begin with; those that are not there are left out.
seeds() {
    case $1 in
    page) echo samples/suspects samples/originals ;;
    markdown) echo samples/originals samples/suspects languages ;;
    rules) echo rules tests/data/rules ;;
    config) echo tests/data/rules rules ;;
    *) echo "fuzz/seeds/$1" ;;
    esac
}

for target in "${targets[@]}"; do
    mkdir -p "fuzz/corpus/$target"
    printf '== %s\n' "$target"
    # shellcheck disable=SC2046 # the names of folders have no spaces
    cargo +nightly fuzz run "$target" "fuzz/corpus/$target" $(seeds "$target") -- -max_total_time="$seconds" -timeout=10
done
