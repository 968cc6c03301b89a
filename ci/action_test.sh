#!/usr/bin/env bash
# How the action installs the program, tried against a server of releases on this machine: `ci/action_test.sh [BINARY]`.
#
# BINARY  what the release holds (default: target/debug/creditline)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
binary=${1:-$root/target/debug/creditline}

for needed in curl python3; do
    command -v "$needed" >/dev/null || {
        printf 'skipped: %s is not installed\n' "$needed"
        exit 0
    }
done
if [[ $(uname -sm) != 'Linux x86_64' ]]; then
    printf 'skipped: the release that is served is for Linux on x86_64\n'
    exit 0
fi

work=$(mktemp -d)
server=
trap '[[ -z $server ]] || kill "$server"; rm -rf -- "$work"' EXIT

# A release for both C libraries, as release.yml packs it; `latest` is the same.
release=$work/www/download/v0.1.0
latest=$work/www/latest/download
mkdir -p "$release" "$latest" "$work/temp" "$work/tools"
for system in x86_64-unknown-linux-gnu x86_64-unknown-linux-musl; do
    name=creditline-0.1.0-$system
    mkdir "$work/$name"
    cp "$binary" "$work/$name/creditline"
    tar -czf "$release/$name.tar.gz" -C "$work" "$name"
done
(cd "$release" && sha256sum -- *.tar.gz >SHA256SUMS)
cp "$release"/* "$latest"

# The port is the system's choice; the server says which.
cd "$work/www"
python3 -u -m http.server 0 --bind 127.0.0.1 >"$work/served" 2>&1 &
server=$!
port=
for _ in {1..300}; do
    port=$(sed -n 's/^Serving HTTP on 127.0.0.1 port \([0-9]*\) .*/\1/p' "$work/served")
    [[ -z $port ]] || break
    sleep 0.1
done
[[ -n $port ]] || {
    cat "$work/served" >&2
    exit 1
}

# A cargo that says what it was asked to build.
printf '#!/bin/sh\nprintf "cargo %%s\\n" "$*"\n' >"$work/tools/cargo"
chmod +x "$work/tools/cargo"

# install CODE TEXT NAME=VALUE…: the step must end with that code and say that text.
install() {
    local wanted=$1 text=$2 code=0
    shift 2
    env -i "PATH=$work/tools:/usr/bin:/bin" "RUNNER_TEMP=$work/temp" "GITHUB_PATH=$work/path" \
        "WITH_MIRROR=http://127.0.0.1:$port" "$@" "$root/ci/action.sh" install >"$work/told" 2>&1 || code=$?
    if [[ $code -ne $wanted ]] || ! grep -qF -- "$text" "$work/told"; then
        printf 'wanted exit code %d and "%s", got %d for %s:\n' "$wanted" "$text" "$code" "$*" >&2
        cat "$work/told" >&2
        exit 1
    fi
}

install 0 'creditline ' WITH_VERSION=v0.1.0
[[ -x $(tail -n 1 "$work/path")/creditline ]]
install 0 'creditline '
# No such release: it is built.
install 0 'cargo install --git https://github.com/creditline/creditline --locked --tag v9.9.9 creditline' WITH_VERSION=v9.9.9
install 2 'a version is a tag' WITH_VERSION=../../evil
install 0 'cargo install' WITH_MIRROR=http://127.0.0.1:1
# Another file than the one that was released is never run, nor silently built around.
for file in "$latest"/*.tar.gz; do
    printf 'more' >>"$file"
done
install 2 'checksum'
# Nothing for this system: it is built.
sed -i 's/x86_64/sparc64/' "$latest/SHA256SUMS"
install 0 'cargo install --git https://github.com/creditline/creditline --locked creditline'
printf 'the action installs what it should\n'
