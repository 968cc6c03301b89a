#!/usr/bin/env bash
# What the GitHub action runs: `action.sh install`, then `action.sh check`.
#
# All input comes in by variables whose names begin with WITH_; nothing of it becomes part of a command line, so that a
# branch or file name cannot smuggle one in. Lists have one item a line.
set -euo pipefail

readonly repository='https://github.com/creditline/creditline'

# fail MESSAGE: says what is wrong and ends as the program does for a usage error.
fail() {
    printf 'creditline action: %s\n' "$1" >&2
    exit 2
}

# lines NAME TEXT: reads the lines of a text into the array NAME, without blank ones.
lines() {
    local -n list=$1
    local line
    list=()
    while IFS= read -r line || [[ -n $line ]]; do
        line=${line%$'\r'}
        [[ -n ${line//[[:space:]]/} ]] && list+=("$line")
    done <<<"$2"
    return 0
}

program() {
    printf '%s' "${WITH_BINARY:-creditline}"
}

# target: what releases call this system; fails where none is built for it.
target() {
    local libc=musl
    case "$(uname -s)-$(uname -m)" in
    Linux-x86_64 | Linux-aarch64)
        # The binary for glibc is built on a system of 2022; older ones take the one that needs no libc.
        local glibc
        glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null || true)
        if [[ $glibc =~ ^glibc\ 2\.([0-9]+) && ${BASH_REMATCH[1]} -ge 35 ]]; then
            libc=gnu
        fi
        printf '%s-unknown-linux-%s' "$(uname -m)" "$libc"
        ;;
    Darwin-x86_64) printf 'x86_64-apple-darwin' ;;
    Darwin-arm64) printf 'aarch64-apple-darwin' ;;
    MINGW*-x86_64 | MSYS*-x86_64) printf 'x86_64-pc-windows-msvc' ;;
    *) return 1 ;;
    esac
}

# fetched URL FILE: downloads a file; what fails says so in one line.
fetched() {
    local proto='=https'
    # A mirror may be a server of one's own.
    [[ ${WITH_MIRROR:-} != http://* ]] || proto='=http,https'
    curl --fail --silent --show-error --location --proto "$proto" --retry 3 --max-time 300 --output "$2" -- "$1"
}

# sums FILE: the checksum of a file.
sums() {
    if command -v sha256sum >/dev/null; then
        sha256sum -- "$1"
    else
        shasum -a 256 -- "$1"
    fi | cut -d ' ' -f 1
}

# Downloads the program of a release into a folder and puts that on the path of the next steps. Fails where there is no such
# release or nothing in it for this system; ends the action where the file is not the one that was released.
download() {
    local releases=${WITH_MIRROR:-$repository/releases} system name wanted
    command -v curl >/dev/null || return 1
    system=$(target) || return 1
    local from=$releases/latest/download
    [[ -z ${WITH_VERSION:-} ]] || from=$releases/download/$WITH_VERSION
    local folder=${RUNNER_TEMP:-${TMPDIR:-/tmp}}/creditline-program
    rm -rf -- "$folder"
    mkdir -p -- "$folder"
    fetched "$from/SHA256SUMS" "$folder/SHA256SUMS" || return 1
    # The sums name the files, and so the version that is the latest.
    name=$(sed -n "s/^[0-9a-f]\{64\} [ *]\(creditline-[0-9A-Za-z.+-]*-$system\.[a-z.]*\)\$/\1/p" "$folder/SHA256SUMS" | head -n 1)
    [[ -n $name ]] || return 1
    fetched "$from/$name" "$folder/$name" || return 1
    wanted=$(grep -F -- "$name" "$folder/SHA256SUMS" | head -n 1 | cut -d ' ' -f 1)
    [[ $(sums "$folder/$name") == "$wanted" ]] || fail "the checksum of $from/$name is not that of the release"
    case $name in
    *.zip) unzip -q -d "$folder" -- "$folder/$name" ;;
    *) tar -xzf "$folder/$name" -C "$folder" ;;
    esac
    local unpacked=$folder/${name%.tar.gz}
    unpacked=${unpacked%.zip}
    "$unpacked/creditline" --version || return 1
    if [[ -n ${GITHUB_PATH:-} ]]; then
        printf '%s\n' "$unpacked" >>"$GITHUB_PATH"
    fi
}

# Installs the program, unless one is named or on the path already: that of a release, or else one that is built.
install() {
    if command -v -- "$(program)" >/dev/null; then
        "$(program)" --version
        return
    fi
    [[ -z ${WITH_BINARY:-} ]] || fail "there is no program $WITH_BINARY"
    [[ -z ${WITH_VERSION:-} || $WITH_VERSION =~ ^v[0-9A-Za-z.+-]+$ ]] || fail 'a version is a tag such as v0.1.0'
    if download; then
        return
    fi
    printf 'creditline action: no release fits, so the program is built\n' >&2
    command -v cargo >/dev/null || fail 'no release of creditline fits this system, and without cargo it cannot be built'
    local from=(--git "$repository" --locked)
    [[ -z ${WITH_VERSION:-} ]] || from+=(--tag "$WITH_VERSION")
    cargo install "${from[@]}" creditline
}

# Checks, keeps the reports, writes the summary, and ends with the exit code of the check.
check() {
    local folder=${RUNNER_TEMP:-${TMPDIR:-/tmp}}
    local sarif=$folder/creditline.sarif markdown=$folder/creditline.md
    local suspects originals more originals_flags=() item
    lines suspects "${WITH_SUSPECTS:-}"
    lines originals "${WITH_ORIGINALS:-}"
    lines more "${WITH_ARGS:-}"
    for item in ${originals[@]+"${originals[@]}"}; do
        originals_flags+=("--originals=$item")
    done
    local flags=(--format=github "--report=sarif=$sarif" "--report=markdown=$markdown")
    [[ -z ${WITH_BASE_URL:-} ]] || flags+=("--base-url=$WITH_BASE_URL")
    [[ -z ${WITH_BASELINE:-} ]] || flags+=("--baseline=$WITH_BASELINE")
    [[ -z ${WITH_FAIL_ON:-} ]] || flags+=("--fail-on=$WITH_FAIL_ON")

    rm -f -- "$sarif" "$markdown"
    local code=0
    "$(program)" check "${flags[@]}" ${originals_flags[@]+"${originals_flags[@]}"} \
        ${more[@]+"${more[@]}"} -- ${suspects[@]+"${suspects[@]}"} || code=$?

    if [[ -n ${GITHUB_STEP_SUMMARY:-} && -f $markdown ]]; then
        # A step may write 1 MiB; more would be dropped altogether.
        head -c 1000000 -- "$markdown" >>"$GITHUB_STEP_SUMMARY"
    fi
    if [[ -n ${GITHUB_OUTPUT:-} ]]; then
        printf 'code=%s\n' "$code" >>"$GITHUB_OUTPUT"
        if [[ -f $sarif ]]; then
            printf 'sarif=%s\n' "$sarif" >>"$GITHUB_OUTPUT"
        fi
    fi
    return "$code"
}

case ${1:-} in
install) install ;;
check) check ;;
*) fail 'say `install` or `check`' ;;
esac
