// Package graph is Noboru's domain and engine: roles scored on skills, the graph of roles that
// resemble each other, and the questions that are asked of it.
//
// Data flows one way: a Spec is validated once into a Dataset, a Dataset is built once into a
// Graph, and a Planner answers questions on a Graph. Datasets and graphs never change after they
// are made and may be shared by any number of goroutines; a Planner owns its scratch space and
// serves one question at a time.
//
// Every number that decides an answer is an integer: scores, totals and climbs are Points
// (thousandths), similarities are millionths. The same input therefore gives the same answer on
// every machine. The package imports the standard library only.
package graph
