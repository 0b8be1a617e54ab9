package web

import (
	"html/template"
	"net/http"
	"strings"
	"sync"

	"noboru/internal/words"
)

var absent = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("absent").Parse(`<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Noboru</title>
<main>
<h1>{{.Said.Ja}}</h1>
<p><a href="{{.Start}}?lang=ja">{{.Home.Ja}}</a></p>
<h1 lang="en">{{.Said.En}}</h1>
<p lang="en"><a href="{{.Start}}?lang=en">{{.Home.En}}</a></p>
</main>
</html>
`))
})

// notFound says in both languages that nothing stands at an address: to a browser with a link to the
// start, to others as plain text.
func notFound(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Cache-Control", "no-cache")
	header.Set("Vary", "Accept")
	said, home := words.Both("page-absent.said"), words.Both("page-absent.home")
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		header.Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(said.Ja + "\n" + said.En + "\n")) // the client is gone: nothing to do
		return
	}
	header.Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	// Relative, since a proxy may have put the whole under a folder.
	start := "./" + strings.Repeat("../", max(0, strings.Count(r.URL.EscapedPath(), "/")-1))
	_ = absent().Execute(w, map[string]any{"Said": said, "Home": home, "Start": start}) // the client is gone: nothing to do
}
