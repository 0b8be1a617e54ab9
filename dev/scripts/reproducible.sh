#!/usr/bin/env bash
# Builds the last commit twice, from two clones in folders of different names, once with Go's own cache and once with an
# empty one, and compares the bytes. The page is taken as it was last built.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
git clone -q . "$work/one"
git clone -q "$work/one" "$work/another-folder"
for name in one another-folder; do
	[ ! -d web/dist ] || cp -r web/dist "$work/$name/web/"
done
build() {
	(cd "$work/$1" && CGO_ENABLED=0 "${GO:-go}" build -trimpath -buildvcs=false -ldflags='-s -w' -o "$work/$1.program" .)
}
build one
GOCACHE="$work/cache" build another-folder
(cd "$work" && sha256sum ./*.program)
cmp "$work/one.program" "$work/another-folder.program"
echo "the same, bit by bit"
