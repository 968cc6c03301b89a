#!/usr/bin/env bash
# Packs the archives of a release for npm: `npm/pack-release.sh FOLDER VERSION`. FOLDER holds the archives and receives the packages.
set -euo pipefail

packed=$(cd "$1" && pwd)
version=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

programs=()
for archive in "$packed/creditline-$version"-*.tar.gz "$packed/creditline-$version"-*.zip; do
    case $archive in
    *.zip) unzip -q -d "$work" -- "$archive" ;;
    *) tar -xzf "$archive" -C "$work" ;;
    esac
done
for folder in "$work/creditline-$version"-*; do
    program=$folder/creditline
    [[ -f $program ]] || program=$folder/creditline.exe
    programs+=("${folder##*/creditline-"$version"-}=$program")
done
node "$here/pack.mjs" "$packed" "${programs[@]}"
