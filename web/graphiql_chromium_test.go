package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"noboru/web"
)

// introspection describes the schema of the pretended API: type Query { greeting: String }.
const introspection = `{"data": {"__schema": {
	"queryType": {"name": "Query"}, "mutationType": null, "subscriptionType": null, "directives": [],
	"types": [
		{"kind": "SCALAR", "name": "String", "description": "Text."},
		{"kind": "OBJECT", "name": "Query", "description": "Where every question starts.",
			"interfaces": [], "fields": [{
				"name": "greeting", "description": "A friendly word.", "args": [],
				"type": {"kind": "SCALAR", "name": "String", "ofType": null},
				"isDeprecated": false, "deprecationReason": null}]}]}}}`

// pretendedAPI answers introspection, and every other query with a greeting. It keeps the other queries.
type pretendedAPI struct {
	mu      sync.Mutex
	queries []string
}

func (a *pretendedAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Query string `json:"query"`
	}
	if r.Method != http.MethodPost || r.URL.RawQuery != "" || r.Header.Get("Content-Type") != "application/json" {
		http.Error(w, "only JSON by POST, and nothing in the address", http.StatusBadRequest)
		return
	}
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if strings.Contains(request.Query, "__schema") {
		_, _ = w.Write([]byte(introspection))
		return
	}
	a.mu.Lock()
	a.queries = append(a.queries, request.Query)
	a.mu.Unlock()
	_, _ = w.Write([]byte(`{"data": {"greeting": "山に登る"}}`))
}

func (a *pretendedAPI) asked() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.queries)
}

// sightings is what the browser reported while a page was open.
type sightings struct {
	mu        sync.Mutex
	addresses []string // of every request and web socket
	faults    []string // on the console, uncaught, or logged by the browser, policy violations among them
}

func (s *sightings) notice(event any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		s.addresses = append(s.addresses, e.Request.URL)
	case *network.EventWebSocketCreated:
		s.addresses = append(s.addresses, e.URL)
	case *runtime.EventExceptionThrown:
		fault := "uncaught: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			fault += " " + e.ExceptionDetails.Exception.Description
		}
		s.faults = append(s.faults, fault)
	case *runtime.EventConsoleAPICalled:
		switch e.Type {
		case runtime.ConsoleAPICalledTypeError, runtime.ConsoleAPICalledTypeWarning, runtime.ConsoleAPICalledTypeAssert:
			var words []string
			for _, arg := range e.Args {
				words = append(words, string(arg.Value)+arg.Description)
			}
			s.faults = append(s.faults, fmt.Sprintf("console.%s: %s", e.Type, strings.Join(words, " ")))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			s.faults = append(s.faults, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	}
}

// openBrowser starts a Chromium that knows no host but this machine, with an empty profile. The test
// is skipped where there is none, except under continuous integration (CI=true), where it fails.
// notice gets every event of the browser's one tab, in order.
func openBrowser(t *testing.T, notice func(event any)) context.Context {
	t.Helper()
	var program string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		const message = "no Chromium here (Debian: apt-get install chromium), so the page is not tried in a browser"
		if os.Getenv("CI") == "true" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	allocator, closeAllocator := chromedp.NewExecAllocator(t.Context(),
		chromedp.ExecPath(program),
		chromedp.Headless,
		chromedp.NoSandbox, // Chromium refuses its sandbox to root, as in containers
		chromedp.DisableGPU,
		chromedp.NoFirstRun,
		chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("no-proxy-server", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.WindowSize(1280, 800),
		chromedp.WSURLReadTimeout(time.Minute),
	)
	t.Cleanup(closeAllocator)
	browser, closeBrowser := chromedp.NewContext(allocator, chromedp.WithListener(notice))
	t.Cleanup(closeBrowser)
	// The first call starts the browser, which lives as long as that call's context: no timeout here.
	if _, err := chromedp.Call(browser, network.Enable, network.EnableParams{}); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	if _, err := chromedp.Call(browser, log.Enable, cdp.Empty{}); err != nil {
		t.Fatalf("listen to the log of %s: %v", program, err)
	}
	return browser
}

func TestGraphiQLInChromium(t *testing.T) {
	if testing.Short() {
		t.Skip("left out by -short, since it needs a browser")
	}
	var seen sightings
	browser := openBrowser(t, seen.notice)
	api := new(pretendedAPI)
	mux := http.NewServeMux()
	mux.Handle("/graphiql/", http.StripPrefix("/graphiql/", web.GraphiQL()))
	mux.Handle("/graphql", api)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)

	step := func(what string, actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		ctx, cancel := context.WithTimeout(browser, 30*time.Second)
		defer cancel()
		if err := chromedp.Do(ctx, actions...); err != nil {
			seen.mu.Lock()
			defer seen.mu.Unlock()
			t.Fatalf("%s: %v; faults so far: %q", what, err, seen.faults)
		}
	}
	// text waits until an element holds some text.
	text := func(selector, want string) chromedp.Action[chromedp.Void] {
		return chromedp.Poll[chromedp.Void](fmt.Sprintf("document.querySelector(%q)?.textContent.includes(%q)", selector, want))
	}

	page := server.URL + "/graphiql/"
	step("render the editor",
		chromedp.Navigate(page),
		chromedp.WaitVisible(chromedp.CSS(".graphiql-query-editor .CodeMirror")),
	)
	const getEditor = "document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror"
	editor, err := chromedp.Run(browser, chromedp.Evaluate[string](getEditor+".getValue()"))
	if err != nil {
		t.Fatal(err)
	}
	if editor != web.DefaultQuery() {
		t.Errorf("the editor opens with %q, want the default query", editor)
	}
	step("run the query",
		chromedp.Click(chromedp.CSS(".graphiql-execute-button")),
		text(".result-window", "山に登る"),
	)
	if got := api.asked(); !slices.Equal(got, []string{web.DefaultQuery()}) {
		t.Errorf("the API was asked %q, want the default query", got)
	}
	operation := regexp.MustCompile(`(?m)^query (\w+)`).FindStringSubmatch(web.DefaultQuery())
	if operation == nil {
		t.Fatal("the default query has no name")
	}
	step("read the documentation",
		chromedp.Click(chromedp.CSS(`button[aria-label="Show Documentation Explorer"]`)),
		text(".graphiql-doc-explorer", "Query"),
	)
	step("read the history",
		chromedp.Click(chromedp.CSS(`button[aria-label="Show History"]`)),
		text(".graphiql-history", operation[1]),
	)
	picture(t, browser)
	step("open the settings",
		chromedp.Click(chromedp.CSS(`button[aria-label="Open settings dialog"]`)),
		text(".graphiql-dialog", "Settings"),
		chromedp.KeyEvent("\x1b"),
		chromedp.WaitNotPresent(chromedp.CSS(".graphiql-dialog")),
	)

	step("type a query of one's own",
		chromedp.Evaluate[chromedp.Void](getEditor+".setValue('{ greeting }')"),
		chromedp.Sleep(time.Second), // GraphiQL saves what is typed after half a second
		chromedp.Click(chromedp.CSS(".graphiql-execute-button")),
		chromedp.Poll[chromedp.Void]("Object.values(localStorage).some((value) => value.includes('{ greeting }'))"),
	)
	address, err := chromedp.Run(browser, chromedp.Location())
	if err != nil {
		t.Fatal(err)
	}
	if address != page {
		t.Errorf("the page's address became %s", address)
	}
	step("leave", chromedp.Navigate("about:blank"))

	seen.mu.Lock()
	defer seen.mu.Unlock()
	if len(seen.addresses) < 6 {
		t.Errorf("the browser reported only the requests %q", seen.addresses)
	}
	for _, address := range seen.addresses {
		local := strings.HasPrefix(address, server.URL+"/") || strings.HasPrefix(address, "data:image/") || address == "about:blank"
		if !local || strings.Contains(address, "?") {
			t.Errorf("the browser asked for %s", address)
		}
	}
	for _, fault := range seen.faults {
		t.Errorf("the browser complains: %s", fault)
	}
}

// picture writes what the browser shows to the file that NOBORU_SCREENSHOT names, if it names one.
func picture(t *testing.T, browser context.Context) {
	t.Helper()
	name := os.Getenv("NOBORU_SCREENSHOT")
	if name == "" {
		return
	}
	if err := chromedp.Do(browser, chromedp.Sleep(time.Second)); err != nil { // menus glide in
		t.Fatal(err)
	}
	png, err := chromedp.Run(browser, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatalf("take a picture: %v", err)
	}
	if err := os.WriteFile(name, png, 0o600); err != nil {
		t.Fatal(err)
	}
}
