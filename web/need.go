package web

import (
	"encoding/json"
	"slices"
	"strings"
)

// chunk is what Vite's manifest says of a file of the page.
type chunk struct {
	File    string   `json:"file"`
	CSS     []string `json:"css"`
	Imports []string `json:"imports"`
}

// screensNeed says for each screen which files it is made of beside those that index.html names, as the
// value of a Link header: so a browser fetches them at once, and not only when the first script has run.
func screensNeed() map[string]string {
	var chunks map[string]chunk
	manifest, err := dist.ReadFile("dist/.vite/manifest.json")
	if err != nil {
		return nil
	}
	if err := json.Unmarshal(manifest, &chunks); err != nil {
		panic("web: " + err.Error()) // dist is fixed when the program is built
	}
	first := files(chunks, "index.html")
	needs := map[string]string{}
	for _, screen := range Screens {
		var links []string
		for _, file := range files(chunks, "src/screens/"+screen+"/"+strings.ToUpper(screen[:1])+screen[1:]+".svelte") {
			switch {
			case slices.Contains(first, file):
			case strings.HasSuffix(file, ".css"):
				links = append(links, "<"+file+">; rel=preload; as=style; crossorigin")
			default:
				links = append(links, "<"+file+">; rel=modulepreload")
			}
		}
		needs[screen] = strings.Join(links, ", ")
	}
	return needs
}

// files lists what a source of the page became, and everything that it imports, in the order of the manifest.
func files(chunks map[string]chunk, source string) (found []string) {
	seen := map[string]bool{}
	var visit func(source string)
	visit = func(source string) {
		if seen[source] {
			return
		}
		seen[source] = true
		c := chunks[source]
		if c.File != "" {
			found = append(found, c.File)
		}
		found = append(found, c.CSS...)
		for _, imported := range c.Imports {
			visit(imported)
		}
	}
	visit(source)
	return found
}
