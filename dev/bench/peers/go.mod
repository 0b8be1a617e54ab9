// The engine beside C libraries, by cgo: a module of its own, so that nothing else needs them.
// Its path lies below graph/ because it also measures graph/internal/allpairs.
module noboru/graph/peers

go 1.26.0

require (
	gonum.org/v1/gonum v0.17.0
	noboru v0.0.0
)

require (
	github.com/agnivade/levenshtein v1.2.2 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/orisano/gosax v1.1.4 // indirect
	github.com/xuri/nfp v0.0.2-0.20250530014748-2ddeb826f9a9 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace noboru => ../../..
