#!/usr/bin/env bash
# Makes docs/report.png, the picture of the HTML report in the README: docs/picture.sh [BROWSER]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

browser=${1:-chromium}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cargo run --quiet --release -- check \
    samples/suspects/{home-page-link,edited-copy}.html \
    --originals samples/originals --format concise --report "html=$folder/report.html" --exit-zero
"$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --user-data-dir="$folder/profile" --hide-scrollbars \
    --window-size=1100,2060 --screenshot="$PWD/docs/report.png" "file://$folder/report.html" 2>/dev/null
