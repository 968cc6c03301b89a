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

# Installs the program, unless one is named or on the path already.
install() {
    if command -v -- "$(program)" >/dev/null; then
        "$(program)" --version
        return
    fi
    [[ -z ${WITH_BINARY:-} ]] || fail "there is no program $WITH_BINARY"
    command -v cargo >/dev/null || fail 'creditline is not installed, and without cargo it cannot be built'
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
