#!/usr/bin/env bash
# Whether the program, as releases build it, calls what has a known vulnerability. Asks the state of Go's database that
# dev/tools/vulnerabilities pins, so that one commit has one answer; or the database given: vulnerabilities.sh https://vuln.go.dev
set -euo pipefail
cd "$(dirname "$0")/../.."
go=${GO:-go}
module=dev/tools/vulnerabilities/go.mod
database=${1:-}
if [ -z "$database" ]; then
	$go mod download -modfile="$module" golang.org/x/vulndb
	read -r folder version < <($go list -m -modfile="$module" -f '{{.Dir}} {{.Version}}' golang.org/x/vulndb)
	index=$PWD/.cache/vulnerabilities/$version
	if [ ! -d "$index" ]; then
		rm -rf "$index.new"
		$go tool -modfile="$module" indexdb -vulns "$folder/data/osv" -out "$index.new"
		mv "$index.new" "$index"
	fi
	database=file://$index
	echo "known as of ${version}"
fi
$go build -modfile="$module" -o .cache/vulnerabilities/govulncheck golang.org/x/vuln/cmd/govulncheck
# The toolchain that go.mod names is the one that releases are built by.
GOTOOLCHAIN=auto .cache/vulnerabilities/govulncheck -db "$database" .
