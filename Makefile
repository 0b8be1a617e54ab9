# `make run` serves the bundled dataset; `make test` passes all tests. The rest is for developers.
SHELL := bash
GO    ?= go
NEO4J := dev/neo4j/neo4j.sh
# The tests of the Neo4j store start a server of their own; -p keeps that to one package at a time.
TEST_FLAGS ?=

.DEFAULT_GOAL := help

## run: build page and program, serve the bundled dataset on http://127.0.0.1:8080 (GraphiQL at /graphiql/)
run: page noboru
	./noboru serve

## page: build the page and GraphiQL from npm's packages; says what is missing where Node is absent
page:
	@dev/scripts/page.sh

## noboru: build the program as releases are, without C, with the page as it was last built
noboru: FORCE
	CGO_ENABLED=0 $(GO) build -o noboru .

## test: all tests; says what it leaves out where Node, Java, Maven, Chromium or Python lack
test: page
	@dev/scripts/test.sh $(TEST_FLAGS)

## quick: the tests that need no JVM and no browser, in less than a minute
quick:
	$(GO) test -short $(TEST_FLAGS) ./...

## check: exactly what CI runs after installing its tools: formatting, vet, lint, generated code, tests
check:
	@dev/scripts/check.sh

## bench: all benchmarks side by side, and their tables into docs/benchmarks.md (an hour; TARGETS="bench-peers ..." for some)
bench:
	$(GO) run ./dev/bench/document docs/benchmarks.md $(TARGETS)

## bench-peers: the engine beside OpenBLAS, igraph and gonum (Debian: libopenblas-dev, libigraph-dev)
bench-peers:
	@peers=; for peer in openblas igraph; do ! pkg-config --exists $$peer 2>/dev/null || peers="$$peers $$peer"; done; \
	$(GO) -C dev/bench/peers build -tags "$$peers" -o ../../../noboru-peers . && OPENBLAS_NUM_THREADS=1 ./noboru-peers; status=$$?; rm -f noboru-peers; exit $$status

## bench-planner: what the planner's questions cost, in plain searches and in paths
bench-planner:
	@$(GO) test ./graph -run '^$$' -bench Planner -timeout 60m | $(GO) run ./dev/bench/pivot searches paths

## bench-growth: how time and memory grow from 129 to 100,000 roles (SIZES=1000000 for more)
bench-growth:
	@$(GO) run ./dev/bench/growth $(if $(SIZES),-sizes $(SIZES))

## bench-start: from the start of the program to its first answer, beside hello-world
bench-start:
	@$(GO) run ./dev/bench/start

## bench-handler: requests a processor second, beside a bare handler
bench-handler:
	@$(GO) run ./dev/bench/handler

## bench-compare: benchmarks of the engine at a commit beside the working tree (BASE=main BENCH=Path)
bench-compare:
	$(GO) run ./dev/bench/compare -bench "$(or $(BENCH),Path)" "$(or $(BASE),main)"

## bench-neo4j: the same questions through the engine, GraphQL and Neo4j, side by side
bench-neo4j:
	@$(NEO4J) run --plugins -- $(GO) run ./dev/bench/neo4j

## scoreboard: how sensible the answers are, measured with the real engine; fails where docs/quality.md says something else
scoreboard:
	$(GO) run ./dev/scoreboard

## fuzz: each parser for a while (FUZZTIME=30s)
fuzz:
	@dev/scripts/fuzz.sh

## generate: everything that is generated and committed
generate:
	$(GO) generate ./...
	$(GO) run ./data/make

## neo4j, neo4j-stop, neo4j-wipe, neo4j-status, neo4j-shell: a real Neo4j on loopback, without Docker
neo4j:        ; $(NEO4J) start --plugins
neo4j-stop:   ; $(NEO4J) stop
neo4j-wipe:   ; $(NEO4J) wipe
neo4j-status: ; $(NEO4J) status
neo4j-shell:  ; $(NEO4J) shell

## release-check: whether the release's settings are right, and two builds are the same bit by bit (builds GoReleaser first, some minutes)
release-check:
	$(GO) tool -modfile=dev/tools/release/go.mod goreleaser check
	@dev/scripts/reproducible.sh

## release-snapshot: archives, deb and rpm, checksums and bills of materials for all systems into dist/; nothing is published
release-snapshot:
	$(GO) tool -modfile=dev/tools/release/go.mod goreleaser release --snapshot --clean

## vulnerabilities: whether the program calls what is known to be vulnerable, as of a pinned day (DB=https://vuln.go.dev: as of today)
vulnerabilities:
	@dev/scripts/vulnerabilities.sh $(DB)

## notebook: run docs/notebook against the Neo4j of NEO4J_URI, and write it as HTML to .cache/notebook
notebook:
	python3 -m venv .cache/notebook
	.cache/notebook/bin/pip install --quiet --disable-pip-version-check -r docs/notebook/requirements.txt
	.cache/notebook/bin/jupyter nbconvert --to html --execute --output-dir .cache/notebook docs/notebook/surroundings.ipynb

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

FORCE:
.PHONY: run page test quick check bench bench-peers bench-planner bench-growth bench-start bench-handler bench-compare bench-neo4j scoreboard fuzz generate release-check release-snapshot vulnerabilities neo4j neo4j-stop neo4j-wipe neo4j-status neo4j-shell notebook help FORCE
