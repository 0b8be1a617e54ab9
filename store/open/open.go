// Package open opens the store that one string names: a URI for Neo4j, a folder for files.
package open

import (
	"cmp"
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"noboru/store"
	"noboru/store/filestore"
	"noboru/store/neo4jstore"
	"noboru/store/snapshots"
)

// Options are what a string should not hold. Of the environment (see os.Getenv) Neo4j's account is
// taken: NEO4J_USERNAME, NEO4J_PASSWORD or NEO4J_PASSWORD_FILE, NEO4J_DATABASE.
type Options struct {
	Getenv      func(string) string
	Database    string        // of Neo4j, in the place of NEO4J_DATABASE
	ReadTimeout time.Duration // of each read of a server; 0 for the default
	Snapshots   string        // folder of snapshots; where it is empty, files have theirs beside them, and a server none
}

// Store opens the store at place, with its snapshots. Files are looked at when they are needed; a server is connected to,
// within the read timeout, or else the error says why not.
func Store(ctx context.Context, place string, opts Options) (store.Store, error) {
	if !isURI(place) {
		return snapshots.Over(filestore.Open(place), cmp.Or(opts.Snapshots, place)), nil
	}
	password, err := password(opts.Getenv)
	if err != nil {
		return nil, err
	}
	database := opts.Database
	if database == "" {
		database = opts.Getenv("NEO4J_DATABASE")
	}
	s, err := neo4jstore.Open(ctx, neo4jstore.Config{
		URI: place, Username: opts.Getenv("NEO4J_USERNAME"), Password: password, Database: database, ReadTimeout: opts.ReadTimeout,
	})
	var refused *store.Error
	if errors.As(err, &refused) && errors.Is(err, store.ErrUnauthorized) && password == "" {
		refused.Code = "no-password"
	}
	if err != nil {
		return nil, err // not s: an interface of a nil pointer would be no nil
	}
	if opts.Snapshots != "" {
		return snapshots.Over(s, opts.Snapshots), nil
	}
	return s, nil
}

// Kind names the kind of store at place, for those who are served the data: it tells no address.
func Kind(place string) string {
	if isURI(place) {
		return "neo4j"
	}
	return "files"
}

func isURI(place string) bool { return strings.Contains(place, "://") }

// password comes from the environment or a file: a flag would stand in the list of processes.
func password(getenv func(string) string) (string, error) {
	password, file := getenv("NEO4J_PASSWORD"), getenv("NEO4J_PASSWORD_FILE")
	if password != "" || file == "" {
		return password, nil
	}
	content, err := os.ReadFile(file)
	if err != nil {
		var path *os.PathError
		reason := err
		if errors.As(err, &path) {
			reason = path.Err
		}
		return "", store.NewError(store.ErrBadConfig, "password-file", "file", file, "reason", reason).During("connect", "")
	}
	return strings.TrimRight(string(content), "\r\n"), nil
}
