package cli

import (
	"embed"
	"slices"
	"strings"

	"noboru/internal/lazyregexp"
)

//go:embed documents/*.graphql
var documents embed.FS

// fragments is the file of what documents have in common.
const fragments = "fragments"

// document is a GraphQL document with the fragments that it needs, so that it can be sent as it is.
func document(name string) string {
	text := read(name)
	all := map[string]string{}
	for _, f := range strings.Split(read(fragments), "\nfragment ")[1:] {
		fragment, _, _ := strings.Cut(f, " ")
		all[fragment] = "fragment " + strings.TrimSpace(f) + "\n"
	}
	var needed []string
	for at := text; ; {
		var more []string
		for _, m := range spread().FindAllStringSubmatch(at, -1) {
			if all[m[1]] != "" && !slices.Contains(needed, m[1]) {
				needed, more = append(needed, m[1]), append(more, all[m[1]])
			}
		}
		if len(more) == 0 {
			break
		}
		at = strings.Join(more, "")
	}
	for _, fragment := range needed {
		text += "\n" + all[fragment]
	}
	return text
}

var spread = lazyregexp.New(`\.\.\.([A-Z]\w*)`)

func read(name string) string {
	text, err := documents.ReadFile("documents/" + name + ".graphql")
	if err != nil {
		panic(err) // the name is ours
	}
	return string(text)
}
