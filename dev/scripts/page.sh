#!/usr/bin/env bash
# Builds the page and GraphiQL into web/dist, which the program embeds, unless nothing has changed.
# Without Node the program is built without them, and says so at /.
set -euo pipefail
cd "$(dirname "$0")/../../web"

if ! command -v npm >/dev/null || ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || a == 20 && b >= 19 ? 0 : 1)'; then
	echo "left out, because it is not installed: the page and GraphiQL (Node.js 20.19 or later with npm)" >&2
	exit 0
fi
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
fi
sources=(src graphiql build index.html icon.svg ./*.ts ./*.js package-lock.json ../schema ../examples ../cypher ../internal/words)
if [ ! -e dist/index.html ] || [ -n "$(find "${sources[@]}" -newer dist/index.html -type f -not -path 'src/generated/*' -print -quit)" ]; then
	npm run -s build
fi
