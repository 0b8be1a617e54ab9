package loader

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"noboru/graph"
)

const manifestName = "manifest.json"

// findManifest sets the manifest, and the folder that its names are relative to, for the path that
// the caller gave.
func (l *loading) findManifest(given string) {
	if l.src.fsys == nil {
		given = filepath.Clean(given)
	}
	if info, err := l.src.stat(given); err == nil && info.IsDir() {
		given = l.src.join(given, manifestName)
	}
	if strings.EqualFold(path.Ext(given), ".json") {
		if data, err := l.src.read(given, l.opts.MaxBytes); err != nil || !looksLikeTable(data) {
			l.useManifest(given)
			return
		}
	}
	if beside := l.manifestBeside(given); beside != "" {
		l.useManifest(beside)
		return
	}
	l.implied, l.readable = true, true
	title := strings.TrimSuffix(path.Base(filepath.ToSlash(given)), path.Ext(given))
	l.manifest = manifest{
		Name: nameFrom(title), Title: textOf(title), Measure: string(graph.Pearson), Files: []string{given},
	}
}

func (l *loading) useManifest(name string) {
	data := l.read(name)
	if data == nil {
		return
	}
	l.report.Manifest = name
	l.base = l.src.dir(name)
	if l.opts.BaseDir != "" {
		l.base = l.opts.BaseDir
	}
	l.readManifest(name, data)
}

// manifestBeside returns the manifest that belongs to a table, or "".
func (l *loading) manifestBeside(table string) string {
	for _, name := range []string{table + ".manifest.json", strings.TrimSuffix(table, path.Ext(table)) + ".manifest.json"} {
		if _, err := l.src.stat(name); err == nil {
			return name
		}
	}
	// Other programs have a manifest.json too: it counts only where it names the table.
	name := l.src.join(l.src.dir(table), manifestName)
	data, err := l.src.read(name, l.opts.MaxBytes)
	if err != nil {
		return ""
	}
	var m struct {
		Files []string `json:"files"`
	}
	if json.Unmarshal(data, &m) != nil {
		return ""
	}
	if slices.ContainsFunc(m.Files, func(f string) bool { return l.src.join(l.src.dir(table), f) == table }) {
		return name
	}
	return ""
}

// path resolves a name of the manifest.
func (l *loading) path(name string) string {
	if l.implied {
		return name
	}
	return l.src.join(l.base, name)
}

// allowed reports whether a file that the manifest names lies in the folder that it may name files of.
// What the caller names is allowed anywhere.
func (l *loading) allowed(name, file string) bool {
	if l.implied {
		return true
	}
	root := l.base
	if l.opts.Root != "" {
		root = l.opts.Root
	} else if filepath.IsAbs(name) || path.IsAbs(name) {
		return false
	}
	return l.src.within(root, file)
}

// nameFrom makes a dataset's name of a file's, which may have any characters.
func nameFrom(title string) string {
	name := strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._-", r) {
			return r
		}
		return '-'
	}, title), "-.")
	if name == "" || len(name) > 100 {
		sum := sha256.Sum256([]byte(title))
		name = "table-" + hex.EncodeToString(sum[:4])
	}
	return name
}
