package hostile

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/url"
	"strings"
)

// tricks are exchanges that try to be taken for something else, to leave something behind, or to write into
// what others read: logs, traces, metrics, caches.
func tricks() []Wire {
	const simple, address = `{"query": "{dataset{name}}"}`, "/graphql?query=%7Bdataset%7Bname%7D%7D"
	numbered := func(format string) func(int) string { return func(i int) string { return fmt.Sprintf(format, i) } }
	long := func(text string) string { return strings.Repeat(text, 30_000/len(text)) }
	open := func(one []byte) string { return string(bytes.Replace(one, []byte("Connection: close\r\n"), nil, 1)) }
	persist := func(i int) string {
		query := fmt.Sprintf("{dataset{a%d: name}}", i)
		return open(post(fmt.Sprintf(`{"query": %q, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "%x"}}}`, query, sha256.Sum256([]byte(query)))))
	}
	profile := url.QueryEscape(`{"p": {"levels": [{"skill": "NETWORK", "level": 3}]}}`)
	literal := url.QueryEscape(`{reach(input: {of: {profile: {levels: [{skill: "NETWORK", level: 3}]}}}) {...F}} fragment F on ReachResult {__typename}`)
	return []Wire{
		// Into logs, traces and metrics.
		{"an id of a request that is a line of the log", get(address, `X-Request-Id: 1" level=ERROR msg="all is lost`)},
		{"an id of a request without end", get(address, "X-Request-Id: "+long("a"))},
		{"a parent of traces that is none", get(address, "Traceparent: 00-"+long("0"), "Tracestate: "+long("a=b,"), "Baggage: "+long("a=b,"))},
		{"parents of traces, thousands", get(address, times(400, numbered("Traceparent: 00-%032x-0000000000000001-01\r\n"))+"X: 1")},
		{"a name of an operation that is a line of the log", post(`{"query": "query q {dataset{name}}", "operationName": "q\nlevel=ERROR msg=\u001b[31m"}`)},
		{"an agent of signs", get(address, "User-Agent: "+long("\x1b[31m"))},
		{"a hundred methods that nobody knows", []byte(times(100, func(i int) string {
			return open(bytes.Replace(get("/graphql"), []byte("GET"), fmt.Appendf(nil, "X%d", i), 1))
		}))},
		{"a hundred addresses that nobody knows", []byte(times(100, func(i int) string { return open(get(fmt.Sprint("/x", i))) }))},
		{"a hundred names of operations", []byte(times(100, func(i int) string {
			return open(post(fmt.Sprintf(`{"query": "query q%d {dataset{name}}", "operationName": "q%[1]d"}`, i)))
		}))},

		// Into what is kept.
		{"ninety documents by their hash", []byte(times(90, persist))},
		{"a document under another's hash", post(`{"query": "{dataset{name}}", "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "` + strings.Repeat("0", 64) + `"}}}`)},
		{"a version of persisted queries that is none", post(`{"query": "{dataset{name}}", "extensions": {"persistedQuery": {"version": 1e400, "sha256Hash": null}}}`)},
		{"a document by a way through folders", get("/graphql?documentId=" + url.QueryEscape("../../../../etc/passwd"))},
		{"profiles in an address, by a variable", get("/graphql?query=" + url.QueryEscape("query($p: ProfileInput!) {reach(input: {of: {profile: $p}}) {__typename}}") + "&variables=" + profile)},
		{"profiles in an address, beside fragments", get("/graphql?query=" + literal)},
		{"profiles in an address, in a variable that nobody reads", get(address + "&variables=" + profile)},
		{"a body beside an address", []byte("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 28\r\nConnection: close\r\n\r\n" + simple)},
		{"a document in the address of a POST", []byte("POST " + address + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")},
		{"a mark of the version without end", get(address, `If-None-Match: "`+long("a"))},
		{"a mark of the version, of marks", get(address, "If-None-Match: "+long(`W/"", `))},
		{"conditions that contradict each other", get("/", "If-Match: *", "If-None-Match: *", "If-Range: \"a\"", "Range: bytes=9-1,-0,0-99999999999999999999", "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT")},

		// Taken for something else.
		{"a number in place of a host", get(address, "X: 1", "X-Forwarded-Host: evil.example", "Forwarded: for=127.0.0.1;host=evil.example")},
		{"a host with a port that is none", []byte("GET / HTTP/1.1\r\nHost: localhost:99999999999\r\nConnection: close\r\n\r\n")},
		{"a host that ends with a dot", []byte("GET / HTTP/1.1\r\nHost: localhost.\r\nConnection: close\r\n\r\n")},
		{"a host that is written otherwise", []byte("GET / HTTP/1.1\r\nHost: 0x7f.1\r\nConnection: close\r\n\r\n")},
		{"a host with an account", []byte("GET / HTTP/1.1\r\nHost: localhost@evil.example\r\nConnection: close\r\n\r\n")},
		{"an origin without end", get(address, "Origin: https://"+long("a")+".example")},
		{"an origin of nobody", post(simple, "Origin: null", "Sec-Fetch-Site: cross-site")},
		{"another method by a header", post(simple, "X-HTTP-Method-Override: DELETE", "X-Method-Override: PUT")},
		{"spaces before a colon", []byte("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n")},
		{"lines that end without a return", []byte("GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n")},
		{"a return within a header", []byte("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rContent-Length: 9\r\nConnection: close\r\n\r\n")},
		{"chunked, twice", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n")},
		{"chunked, written otherwise", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n")},
		{"chunked by HTTP/1.0", []byte("POST /graphql HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n1c\r\n" + simple + "\r\n0\r\n\r\n")},
		{"a size of a chunk with zeroes", chunked(long("0") + "1c\r\n" + simple + "\r\n0\r\n\r\n")},
		{"a length with a sign", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: +28\r\n\r\n" + simple)},
		{"empty lines before a request", []byte(strings.Repeat("\r\n", 50_000) + "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")},
		{"a version of the protocol that is none", []byte("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n")},
		{"frames of HTTP/2 that ask for a hundred settings", []byte("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + strings.Repeat("\x00\x00\x06\x04\x00\x00\x00\x00\x00\x00\x04\x7f\xff\xff\xff", 3000))},

		// Bodies.
		{"a body of blanks", post(strings.Repeat(" ", 60_000))},
		{"more behind a body", post(simple + strings.Repeat("}", 30_000))},
		{"two bodies", post(simple + simple)},
		{"variables that are text", post(`{"query": "{dataset{name}}", "variables": "` + strings.Repeat(`{\"a\":`, 8_000) + `"}`)},
		{"variables that are given a hundred times", post("{" + times(100, func(int) string { return `"variables": {"a": [` + strings.Repeat("1,", 250) + "1]}, " }) + `"query": "{dataset{name}}"}`)},
		{"keys in other letters", post(`{"QUERY": "{dataset{name}}", "Query": "{dataset{version}}", "query": null}`)},
		{"numbers of great exponents where a text is wanted", post(`{"query": 1e999999999}`)},
		{"numbers of great exponents, hundreds", post(`{"query": "{dataset{name}}", "variables": {"a": [` + strings.Repeat("1e999999999,", 4_000) + "1]}}")},
		{"an answer that is read by bytes", get("/schema.graphql", "Range: bytes="+times(900, numbered("%d-,"))+"0-", "Accept-Encoding: gzip, br, zstd")},
	}
}
