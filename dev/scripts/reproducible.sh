#!/usr/bin/env bash
# Builds the program twice, from two clones in folders of different names and with caches of their own, and compares
# the bytes. The page is taken as it was last built.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
for name in one another-folder; do
	git clone -q . "$work/$name"
	[ ! -d web/dist ] || cp -r web/dist "$work/$name/web/"
	(cd "$work/$name" && CGO_ENABLED=0 GOCACHE="$work/cache-$name" "${GO:-go}" build -trimpath -buildvcs=false -ldflags='-s -w' -o "$work/$name.program" .)
done
sha256sum "$work"/*.program | sed "s|$work/||"
cmp "$work/one.program" "$work/another-folder.program"
echo "the same, bit by bit"
