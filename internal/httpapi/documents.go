package httpapi

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

// Documents are what clients may ask for by the hash of its text: those registered with the server,
// and those that clients have sent with their hash before (automatic persisted queries). A document
// that holds a person's own scores is never among them.
type Documents struct {
	registered map[string]string

	mu    sync.Mutex
	sent  map[string]string
	order []string // of sent, oldest first
	bytes int
}

// mostSent is how many bytes of documents that clients have sent are kept.
const mostSent = 4 << 20

// NewDocuments returns an empty collection.
func NewDocuments() *Documents {
	return &Documents{registered: map[string]string{}, sent: map[string]string{}}
}

// ErrNotAFile says that a document is a device, a pipe or the like, which may have no end.
var ErrNotAFile = errors.New("not a regular file")

// Register adds every *.graphql file below a folder.
func (d *Documents) Register(files fs.FS) error {
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".graphql" {
			return err
		}
		if info, err := fs.Stat(files, name); err != nil || !info.Mode().IsRegular() {
			return fmt.Errorf("registering documents: %s: %w", name, errors.Join(err, ErrNotAFile))
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return fmt.Errorf("registering documents: %w", err)
		}
		d.registered[hashOf(string(content))] = string(content)
		return nil
	})
}

// RegisterManifest adds the documents of a manifest as GraphQL Code Generator writes it: a JSON object of
// texts by "sha256:" and their hash. It fails where a hash is not that of its text.
func (d *Documents) RegisterManifest(manifest []byte) error {
	var texts map[string]string
	if err := json.Unmarshal(manifest, &texts); err != nil {
		return fmt.Errorf("registering the documents of a manifest: %w", err)
	}
	for name, text := range texts {
		hash := hashOf(text)
		if name != "sha256:"+hash {
			return fmt.Errorf("registering the documents of a manifest: %s stands for a text whose hash is %s", name, hash)
		}
		d.registered[hash] = text
	}
	return nil
}

// Len is how many documents are registered.
func (d *Documents) Len() int { return len(d.registered) }

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// find returns the document of a hash, and whether it is a registered one.
func (d *Documents) find(hash string) (text string, registered, ok bool) {
	hash = strings.ToLower(hash)
	if text, ok = d.registered[hash]; ok {
		return text, true, true
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	text, ok = d.sent[hash]
	return text, false, ok
}

// kept is how many bytes it takes to remember a document, its own included.
func kept(text string) int { return len(text) + 256 }

// keep remembers a document that a client has sent; the oldest make room.
func (d *Documents) keep(hash, text string) {
	hash = strings.ToLower(hash)
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.sent[hash]; ok {
		return
	}
	d.sent[hash] = text
	d.order = append(d.order, hash)
	d.bytes += kept(text)
	for d.bytes > mostSent {
		oldest := d.order[0]
		d.order = d.order[1:]
		d.bytes -= kept(d.sent[oldest])
		delete(d.sent, oldest)
	}
}
