#!/usr/bin/env bash
# Fuzzes every parser for FUZZTIME (default 30s) each.
set -euo pipefail
cd "$(dirname "$0")/../.."
for dir in $(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n1 dirname | sort -u); do
	for target in $(grep -ho '^func Fuzz[A-Za-z0-9_]*' "$dir"/*_test.go | sed 's/func //'); do
		"${GO:-go}" test "$dir" -run '^$' -fuzz "^$target\$" -fuzztime "${FUZZTIME:-30s}"
	done
done
