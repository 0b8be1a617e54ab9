#!/usr/bin/env bash
# Runs all tests, and says first what will be left out and why. With CI=true nothing may be.
set -euo pipefail
cd "$(dirname "$0")/../.."

lacking=()
if ! reason=$(dev/neo4j/neo4j.sh check 2>&1); then
	lacking+=("Neo4j: Java 17 or 21 and Maven (${reason##*$'\n'})")
fi
[ -e web/dist/index.html ] || lacking+=("the page and GraphiQL: Node.js 20.19 or later with npm")
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
	lacking+=("the page in a browser: Chromium")
python3 -c 'import ensurepip, venv' 2>/dev/null ||
	lacking+=("the Python session of docs/analysts.md: Python 3 with venv (Debian: apt-get install python3-venv)")
[ -d ../shared/data ] || echo "note: ../shared/data is absent: tests on the public tables skip"
for part in "${lacking[@]}"; do
	echo "left out, because it is not installed: $part" >&2
done
if [ "${CI:-}" = true ] && [ ${#lacking[@]} -gt 0 ]; then
	echo "CI=true leaves nothing out" >&2
	exit 1
fi

run=()
if [ -z "${NEO4J_URI:-}" ] && dev/neo4j/neo4j.sh check >/dev/null 2>&1; then
	# One server for the whole run, on free ports, deleted afterwards.
	run=(dev/neo4j/neo4j.sh run --plugins --)
fi
# One package at a time: several of them share that server, and two cores.
exec "${run[@]}" "${GO:-go}" test -p 1 -timeout 20m "$@" ./...
