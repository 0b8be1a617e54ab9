package hostile

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Wire is what a client may send over a connection, byte by byte, when it does not care for the protocol.
type Wire struct {
	Name  string
	Bytes []byte
}

// get is a request without a body; the header's lines are given without their ends.
func get(path string, header ...string) []byte {
	return []byte("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines(header) + "Connection: close\r\n\r\n")
}

// post is a request with a body of JSON.
func post(body string, header ...string) []byte {
	return fmt.Appendf(nil, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n%s", len(body), lines(header), body)
}

// chunked is a request whose body comes in pieces that are given as they are on the wire.
func chunked(body string) []byte {
	return []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + body)
}

func lines(header []string) string {
	if len(header) == 0 {
		return ""
	}
	return strings.Join(header, "\r\n") + "\r\n"
}

func compressed(size int) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(`{"query": "{dataset{name}}` + strings.Repeat(" ", size) + `"}`)) // a buffer takes all
	_ = w.Close()
	return b.String()
}

// Wires are all of them.
func Wires() []Wire { return slices.Concat(exchanges(), tricks()) }

func exchanges() []Wire {
	const simple, address = `{"query": "{dataset{name}}"}`, "/graphql?query=%7Bdataset%7Bname%7D%7D"
	numbered := func(format string) func(int) string { return func(i int) string { return fmt.Sprintf(format, i) } }
	long := func(text string) string { return strings.Repeat(text, 30_000/len(text)) }
	apq := func(hash string) string {
		return `{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": ` + hash + `}}}`
	}
	many := func(n int, one []byte) []byte {
		return bytes.Repeat(bytes.Replace(one, []byte("Connection: close\r\n"), nil, 1), n)
	}
	return []Wire{
		// Headers.
		{"a thousand headers", get("/healthz", times(1000, numbered("X-%d: 1\r\n")))},
		{"one header a thousand times", get("/healthz", times(1000, same("Accept: application/json\r\n"))+"X: 1")},
		{"a header without end", []byte("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("a", 200_000))},
		{"a name of a header without end", []byte("GET / HTTP/1.1\r\nHost: localhost\r\n" + strings.Repeat("a", 200_000))},
		{"a line without end", bytes.Repeat([]byte("a"), 200_000)},
		{"Accept, thousands of ranges", get(address, "Accept: "+long("a/b;q=0.1, "))},
		{"Accept, commas", get(address, "Accept: "+long(","))},
		{"Accept, qualities that are none", get(address, "Accept: */*;q=, */*;q=x, */*;q=1e999, ;;;=;q, /, */, application/json;q=NaN")},
		{"Accept, parameters", get(address, "Accept: application/json"+long(";a=b"))},
		{"Accept-Language, thousands", get(address, "Accept-Language: "+long("ja;q=0.1,"))},
		{"Accept-Language, nonsense", get("/graphql", "Accept-Language: ja-ja-ja-ja-ja-ja-x-\xff\xfe,*;q=-1")},
		{"Accept-Encoding, thousands", get("/schema.graphql", "Accept-Encoding: "+long("gzip;q=0.1,"))},
		{"Accept-Encoding, nonsense", get("/schema.graphql", "Accept-Encoding: gzip;q=x;q=0,;;,identity;q=0,*;q=0")},
		{"Content-Type, parameters", post(simple, "Content-Type: application/json"+long("; a=b"))},
		{"Content-Type, continued parameters", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json" + times(900, numbered("; charset*%d=utf-8")) + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")},
		{"If-None-Match, thousands", get(address, "If-None-Match: "+long(`"a", `))},
		{"Range, thousands", get("/", "Range: bytes="+long("0-0,"))},
		{"Range of everything", get("/", "Range: bytes="+times(300, same("0-,"))+"0-")},
		{"X-Forwarded-For, thousands", get(address, "X-Forwarded-For: "+long("10.0.0.1, "))},
		{"Authorization without end", get(address, "Authorization: Bearer "+long("a"))},
		{"cookies", get(address, "Cookie: "+long("a=b; "))},
		{"a preflight that asks for much", []byte("OPTIONS /graphql HTTP/1.1\r\nHost: localhost\r\nOrigin: https://example.org\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: " + long("a,") + "\r\nConnection: close\r\n\r\n")},
		{"hosts that are none", []byte("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n")},
		{"a host of two lines", []byte("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")},
		{"no host", []byte("GET / HTTP/1.1\r\n\r\n")},
		{"a header that is folded", []byte("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n")},
		{"If-Modified-Since, nonsense", get("/", "If-Modified-Since: "+long("x"))},

		// Versions of the protocol, and how requests follow one another.
		{"HTTP/0.9", []byte("GET /\r\n\r\n")},
		{"HTTP/1.0", []byte("POST /graphql HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 28\r\n\r\n" + simple)},
		{"HTTP/1.0 without a length", []byte("POST /graphql HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n" + simple)},
		{"HTTP/2 without TLS", []byte("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + strings.Repeat("\x00\x00\x00\x04\x00\x00\x00\x00\x00", 1000))},
		{"an upgrade to HTTP/2", get(address, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__")},
		{"an upgrade to a socket", get("/graphql", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol: graphql-transport-ws")},
		{"a TLS hello", append([]byte("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), bytes.Repeat([]byte{7}, 508)...)},
		{"requests that do not wait for answers", many(100, get("/healthz"))},
		{"refused requests that do not wait", many(100, get("/graphql"))},
		{"a request within another's body", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 28\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")},
		{"two lengths", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}")},
		{"a negative length", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n{}")},
		{"a length beyond all bounds", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9223372036854775807\r\n\r\n{}")},
		{"more is promised than comes", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n" + simple)},
		{"an expectation", post(simple, "Expect: 100-continue")},
		{"an expectation that nobody knows", post(simple, "Expect: everything")},

		// Methods and addresses.
		{"TRACE", []byte("TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Secret: 1\r\nConnection: close\r\n\r\n")},
		{"CONNECT", []byte("CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\nConnection: close\r\n\r\n")},
		{"OPTIONS of everything", []byte("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")},
		{"a method without end", []byte(long("A") + " / HTTP/1.1\r\nHost: localhost\r\n\r\n")},
		{"another's address", get("http://evil.example/graphql")},
		{"an address without end", get("/" + long("a"))},
		{"an address of dots", get("/" + long("../"))},
		{"an address of slashes", get(long("/"))},
		{"an address of escapes", get("/" + long("%2e%2e%2f"))},
		{"a zero byte in an address", get("/%00/index.html")},
		{"escapes that are none", get("/graphql?query=%zz%")},
		{"thousands of parameters", get("/graphql?" + long("a&"))},
		{"one parameter thousands of times", get("/graphql?" + long("query=a&"))},
		{"semicolons", get("/graphql?" + long("a;"))},
		{"a long document in an address", get("/graphql?query=" + url.QueryEscape("{dataset{"+strings.Repeat("name ", 4000)+"}}"))},
		{"variables in an address, deep", get(address + "&variables=" + strings.Repeat("%5B", 9_000))},
		{"extensions in an address, no object", get("/graphql?extensions=%5B1%5D")},
		{"a hash without end", get("/graphql?documentId=sha256:" + long("0"))},

		// Bodies.
		{"a body in single bytes", chunked(times(5_000, same("1\r\n \r\n")) + "0\r\n\r\n")},
		{"chunks with extensions", chunked(times(30, func(int) string { return "1;" + strings.Repeat("a", 3_000) + "\r\n \r\n" }) + "0\r\n\r\n")},
		{"a chunk beyond all bounds", chunked("ffffffffffffffffff\r\n")},
		{"a chunk that is none", chunked("nonsense\r\n")},
		{"trailers", chunked("2\r\n{}\r\n0\r\n" + times(2_000, numbered("X-%d: 1\r\n")) + "\r\n")},
		{"a body that is too large, in chunks", chunked(times(40, func(int) string { return "1000\r\n" + strings.Repeat(" ", 0x1000) + "\r\n" }) + "0\r\n\r\n")},
		{"a batch", post("[" + strings.TrimSuffix(times(1_500, same(simple+",")), ",") + "]")},
		{"a compressed body", post(compressed(10<<20), "Content-Encoding: gzip")},
		{"a form", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\nConnection: close\r\n\r\nquery=%7B%7D")},
		{"a form of many parts", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 40000\r\nConnection: close\r\n\r\n" + times(1_000, same("--x\r\nContent-Disposition: form-data\r\n\r\n\r\n"))[:40_000])},
		{"plain text", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 28\r\nConnection: close\r\n\r\n" + simple)},
		{"another encoding", []byte("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json; charset=utf-16\r\nContent-Length: 28\r\nConnection: close\r\n\r\n" + simple)},
		{"a mark of the byte order", post("\ufeff" + simple)},
		{"arrays in arrays", post(strings.Repeat("[", 60_000))},
		{"objects in objects, in a field that nobody reads", post(`{"query": "{dataset{name}}", "x": ` + strings.Repeat(`{"a":`, 9_990) + "1" + strings.Repeat("}", 9_990) + "}")},
		{"keys that are given twice", post("{" + times(2_500, same(`"query": "{dataset{name}}", `)) + `"query": 1}`)},
		{"thousands of keys", post("{" + times(4_500, numbered(`"k%d": 1, `)) + `"query": "{dataset{name}}"}`)},
		{"a key without end", post(`{"` + strings.Repeat("a", 60_000) + `": 1}`)},
		{"a text of escapes", post(`{"query": "` + strings.Repeat(`\u0020`, 10_000) + `"}`)},
		{"halves of characters", post(`{"query": "` + strings.Repeat(`\ud800`, 10_000) + `"}`)},
		{"bytes that are no text", post(`{"query": "` + strings.Repeat("\xff", 60_000) + `"}`)},
		{"a number without end", post(`{"query": "{dataset{name}}", "variables": {"x": ` + strings.Repeat("9", 60_000) + `}}`)},
		{"a name of an operation without end", post(`{"query": "{dataset{name}}", "operationName": "` + strings.Repeat("a", 60_000) + `"}`)},
		{"an unknown hash", post(apq(`"` + strings.Repeat("0", 64) + `"`))},
		{"a hash that is no text", post(apq("[[]]"))},
		{"a hash that is none", post(apq(`"` + strings.Repeat("x", 60_000) + `"`))},
		{"persisted, but no object", post(`{"query": "{dataset{name}}", "extensions": {"persistedQuery": [1, 2]}}`)},
	}
}
