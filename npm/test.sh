#!/usr/bin/env bash
# The packages for npm, tested where they are installed: `npm/test.sh [BINARY]`.
#
# BINARY (default: target/debug/creditline) is packed for this system, installed into an empty folder beside the main package,
# and run on the samples. Skipped aloud where there is no npm.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
binary=${1:-$root/target/debug/creditline}

command -v npm >/dev/null || {
    printf 'skipped: npm is not installed\n'
    exit 0
}

case "$(uname -s)-$(uname -m)" in
Linux-x86_64) target=x86_64-unknown-linux-gnu ;;
Linux-aarch64) target=aarch64-unknown-linux-gnu ;;
Darwin-x86_64) target=x86_64-apple-darwin ;;
Darwin-arm64) target=aarch64-apple-darwin ;;
*)
    printf 'skipped: nothing is packed for %s\n' "$(uname -sm)"
    exit 0
    ;;
esac

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
node "$root/npm/pack.mjs" "$work/packed" "$target=$binary"

mkdir "$work/site"
cd "$work/site"
npm init --yes >/dev/null
# The packages of other systems are on no registry before a release: whether they can be had must not matter. The one for this
# system comes from its file.
npm install --silent --no-audit --no-fund --no-package-lock --offline --omit=optional "$work"/packed/*.tgz

# expect CODE COMMAND…: the command must end with that exit code.
expect() {
    local wanted=$1 code=0
    shift
    "$@" >"$work/told" 2>&1 || code=$?
    if [[ $code -ne $wanted ]]; then
        printf 'wanted exit code %d, got %d: %s\n' "$wanted" "$code" "$*" >&2
        cat "$work/told" >&2
        return 1
    fi
}

run=(node_modules/.bin/creditline)
expect 0 "${run[@]}" --version
[[ $(cat "$work/told") == "$("$binary" --version)" ]]
expect 1 "${run[@]}" check "$root/samples/suspects" --originals "$root/samples/originals"
expect 0 "${run[@]}" check "$root/samples/suspects" --originals "$root/samples/originals" --exit-zero
expect 2 "${run[@]}" check --no-such-option
expect 0 "${run[@]}" extract - <"$root/samples/suspects/credit-at-top.html"
# Without its program it says what to do.
rm -r node_modules/@creditline
expect 2 "${run[@]}" --version
grep -q 'omit=optional' "$work/told"
CREDITLINE_BINARY=$binary expect 0 "${run[@]}" --version
printf 'the packages work\n'
