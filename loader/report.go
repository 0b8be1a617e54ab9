package loader

import "noboru/graph"

// Report says what was loaded and what a person should know about it.
type Report struct {
	Name     string        `json:"name"`
	Version  graph.Version `json:"version"`
	Manifest string        `json:"manifest,omitempty"` // empty where columns were read by their usual names
	Files    []string      `json:"files"`              // every file that was read, in the order of reading
	Form     string        `json:"form"`               // scores, correlations or onet
	Roles    int           `json:"roles"`
	Skills   int           `json:"skills"`
	Families int           `json:"families"`
	Pairs    int           `json:"pairs"`
	Rounded  int           `json:"rounded"` // numbers finer than a thousandth
	Warnings []Warning     `json:"warnings"`
}

// Warning is something that did not stop the loading.
type Warning struct {
	File    string `json:"file,omitempty"`
	Sheet   string `json:"sheet,omitempty"`
	Row     int    `json:"row,omitempty"` // 0 for the whole file
	Column  string `json:"column,omitempty"`
	Message string `json:"message"`
}
