#!/usr/bin/env bash
# Real generators, each with a small site of five reprints of which two are faulty: `ci/sites/run.sh [GENERATOR]…`.
#
# For each: the site is built, `creditline init` and `creditline check` run, and exactly the two faults must be found, at
# the lines of their source files; `--diff` must be a patch that git takes; after `--fix` and another build nothing is
# left. A generator that cannot be installed here is skipped aloud.
#
# CREDITLINE  the program (default: target/debug/creditline)
# SITES       where generators are installed and sites are built (default: target/sites)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${CREDITLINE:-$root/target/debug/creditline}
place=${SITES:-$root/target/sites}
export CI=1 NO_COLOR=1 ASTRO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1

# The name of each reprint: its original, then what its credit is.
readonly reprints='lock-keeper full
salt-road none
baeckerei full
phare home
clock-shop full'

# packages NAME…: installs packages of npm for the generator, unless they are there.
packages() {
    command -v npm >/dev/null || return 1
    mkdir -p "$place/npm/$generator"
    cd "$place/npm/$generator"
    if [[ ! -f installed ]]; then
        [[ -f package.json ]] || npm init -y >/dev/null
        npm install --no-audit --no-fund --silent "$@" >install.log 2>&1 || return 1
        touch installed
    fi
}

# linked: makes the packages those of the site.
linked() {
    ln -sfn "$place/npm/$generator/node_modules" node_modules
}

# field FILE KEY: a value of the front matter.
field() {
    sed -n "s/^$2: //p" "$1" | head -n 1
}

# body FILE: the text without front matter and notice.
body() {
    awk '/^---$/ { fences++; next } fences >= 2' "$1" | sed '$d'
}

# reprint NAME CREDIT: the text of a reprint.
reprint() {
    local file=$here/originals/$1.md
    local url title
    url=$(field "$file" url)
    title=$(field "$file" title)
    body "$file"
    case $2 in
    full) printf '\nSource: [%s](%s), by %s\n' "$title" "$url" "$(field "$file" author)" ;;
    home) printf "\nSource: [%s](%s), by %s\n" "$title" "$(cut -d/ -f1-3 <<<"$url")/" "$(field "$file" author)" ;;
    esac
}

# write PATH NAME CREDIT HEAD…: a source file with more lines of front matter.
write() {
    local path=$1 name=$2 credit=$3
    shift 3
    mkdir -p "$(dirname "$path")"
    {
        printf -- '---\ntitle: "%s"\n' "$(field "$here/originals/$name.md" title)"
        [[ $# == 0 ]] || printf '%s\n' "$@"
        printf -- '---\n'
        reprint "$name" "$credit"
    } >"$path"
}

# expected: the places of the two faults, as `file:line`. A missing credit is told where the copied text ends.
expected() {
    local name credit file
    while read -r name credit; do
        file=$(source_of "$name")
        case $credit in
        none) printf '%s:%s\n' "$file" "$(grep -nv '^$' "$file" | tail -n 1 | cut -d: -f1)" ;;
        home) printf '%s:%s\n' "$file" "$(grep -n '^Source: ' "$file" | cut -d: -f1)" ;;
        esac
    done <<<"$reprints" | sort
}

fail() {
    printf '%s: FAILED: %s\n' "$generator" "$1"
    [[ -z ${2:-} ]] || printf '%s\n' "$2"
    failed=$((failed + 1))
    return 1
}

proof() {
    local name credit found code said
    rm -rf "$place/site-$generator"
    mkdir -p "$place/site-$generator"
    cd "$place/site-$generator"
    git init -q .
    site
    while read -r name credit; do
        write_reprint "$name" "$credit"
    done <<<"$reprints"
    build >"$place/$generator.log" 2>&1 || { fail 'the site could not be built' "$(tail -n 20 "$place/$generator.log")" || return; }

    "$program" init >/dev/null || { fail 'init' || return; }
    # Fresh: no original is known yet, which is said once and fails nothing.
    code=0
    said=$("$program" check 2>&1 >/dev/null) || code=$?
    [[ $code == 0 && $(wc -l <<<"$said") == 1 && $said == 'warning: no original is known yet'* ]] ||
        { fail "a fresh site ends with $code" "$said" || return; }
    cp "$here"/originals/*.md originals/

    code=0
    said=$("$program" check -f concise 2>&1) || code=$?
    found=$(grep -oE '^[^:]+:[0-9]+:[0-9]+: error' <<<"$said" | cut -d: -f1,2 | sort) || true
    [[ $code == 1 && $found == "$(expected)" ]] || { fail "exit code $code; expected $(expected | tr '\n' ' ')" "$said" || return; }
    [[ $(grep -cE ': (error|warning|note)\[' <<<"$said") == 2 ]] || { fail 'more than the two findings' "$said" || return; }

    "$program" check --diff 2>/dev/null >"$place/$generator.patch" || true
    git apply --check "$place/$generator.patch" || { fail 'the diff is no patch' "$(cat "$place/$generator.patch")" || return; }
    "$program" check --fix >"$place/$generator.fix" 2>&1 || { fail '--fix' "$(cat "$place/$generator.fix")" || return; }
    build >"$place/$generator.log" 2>&1 || { fail 'the mended site could not be built' || return; }
    code=0
    said=$("$program" check -f concise 2>&1) || code=$?
    [[ $code == 0 ]] || { fail "exit code $code after --fix" "$said" || return; }
    if grep -qE ': (error|warning|note)\[' <<<"$said"; then
        fail 'findings after --fix' "$said" || return
    fi
    printf '%s: 5 reprints, the 2 faults at %s; mended, built anew, none left\n' \
        "$("version_of")" "$(tr '\n' ' ' <<<"$found")"
    passed=$((passed + 1))
}

passed=0 failed=0 skipped=0
generators=("$@")
[[ $# -gt 0 ]] || generators=(eleventy hexo hugo jekyll astro docusaurus)
for generator in "${generators[@]}"; do
    # shellcheck source=/dev/null
    source "$here/$generator.sh"
    if (have); then
        proof || true
    else
        printf '%s: SKIPPED: it cannot be installed here\n' "$generator"
        skipped=$((skipped + 1))
    fi
    cd "$root"
done
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[[ $failed == 0 ]]
