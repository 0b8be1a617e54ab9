#!/usr/bin/env bash
# What CI runs: formatting, vet, lint, generated code, modules, then every test.
set -euo pipefail
cd "$(dirname "$0")/../.."
go=${GO:-go}

step() { printf '\n== %s\n' "$*"; }

step formatting
unformatted=$($go tool gofumpt -l .)
[ -z "$unformatted" ] || { echo "gofumpt would change:"; echo "$unformatted"; exit 1; }

step vet and lint
$go vet ./...
$go tool -modfile=dev/tools/golangci-lint/go.mod golangci-lint run ./...

step "the page: build and types"
make page
(cd web && npm run -s check)

step modules
$go mod tidy -diff
$go mod verify

step generated code
before=$(git status --porcelain)
$go generate ./...
$go run ./data/make -check
after=$(git status --porcelain)
[ "$before" = "$after" ] || { echo "generated code is stale:"; git diff --stat; exit 1; }

step "the engine imports the standard library only"
foreign=$($go list -deps -f '{{if not .Standard}}{{.ImportPath}}{{end}}' ./graph | grep -v '^noboru/graph' || true)
[ -z "$foreign" ] || { echo "graph imports: $foreign"; exit 1; }

step "known vulnerabilities"
dev/scripts/vulnerabilities.sh

step "what is deployed: manifests and alert rules"
$go run -C dev/tools/manifests . "$PWD"/deploy/kubernetes/*.yaml
if command -v promtool >/dev/null; then
	promtool check rules deploy/prometheus/*.yml
elif [ -n "${CI:-}" ]; then
	echo "promtool is not installed (Debian: prometheus)"
	exit 1
else
	echo "left out, because it is not installed: promtool (Debian: prometheus)"
fi

step tests
make test

step "tests of what runs at once, under the race detector"
$go test -race -short -timeout 15m ./graph ./internal/serving ./internal/guard ./internal/admission ./internal/httpapi ./internal/server ./resolvers ./internal/rolesearch
