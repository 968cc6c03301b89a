#!/usr/bin/env bash
# The wheel, tested where it is installed: `ci/wheel.sh [FOLDER]`.
#
# It is built by maturin with the profile `dev` (seconds instead of minutes; what is released is built by the release
# workflow), installed into an environment of its own, and python/tests runs against it. Skipped aloud where there is no
# Python of 3.9 or later, or no package index.
#
# FOLDER  where the wheel is left (default: target/wheels)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
wheels=${1:-$root/target/wheels}

skip() {
    printf 'skipped: %s\n' "$1"
    exit 0
}

python=
for name in python3 python3.13 python3.12 python3.11 python3.10 python3.9 python; do
    if "$name" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 9))' >/dev/null 2>&1; then
        python=$name
        break
    fi
done
[[ -n $python ]] || skip 'there is no Python of 3.9 or later with venv'

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# environment NAME PACKAGE…: makes an environment with these packages.
environment() {
    local name=$1
    shift
    "$python" -m venv "$work/$name"
    "$work/$name/bin/python" -m pip install --quiet --disable-pip-version-check "$@" >"$work/$name.log" 2>&1
}

environment build 'maturin>=1.9,<2' || skip "maturin cannot be installed: $(tail -n 1 "$work/build.log")"
environment clean pytest pyarrow || skip "pytest and pyarrow cannot be installed: $(tail -n 1 "$work/clean.log")"

rm -rf -- "$wheels"
# Its tests are of the package, not of speed: the crate itself is built without optimisation, which takes half as long.
(cd "$root/python" && CARGO_PROFILE_DEV_OPT_LEVEL=0 "$work/build/bin/maturin" build --quiet --locked --profile dev --out "$wheels")
"$work/clean/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps "$wheels"/creditline-*.whl

# Not from python/: the folder there would be taken for the package.
cd "$work"
"$work/clean/bin/pytest" --quiet -p no:cacheprovider "$root/python/tests"
