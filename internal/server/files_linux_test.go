package server

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"noboru/internal/httpapi"
)

// TestNoEndlessFiles gives pipes, devices and folders in the place of each file of the settings. None is opened: a
// pipe that nobody writes to would keep the server waiting for ever.
func TestNoEndlessFiles(t *testing.T) {
	folder := t.TempDir()
	pipe := filepath.Join(folder, "pipe.graphql")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(folder, "link")
	if err := os.Symlink("/dev/zero", link); err != nil {
		t.Fatal(err)
	}
	api := httpapi.New(nil, httpapi.Options{Logger: slog.New(slog.DiscardHandler), MetricsElsewhere: true})
	for _, path := range []string{pipe, "/dev/zero", link, folder} {
		for _, args := range [][]string{{"--tokens", path}, {"--tls-cert", path, "--tls-key", path}} {
			_, err := Listen(t.Context(), settings(t, args...), api, slog.New(slog.DiscardHandler))
			var wrong *FileError
			if !errors.As(err, &wrong) || wrong.Reason != reasonNotAFile {
				t.Errorf("%v: %v", args, err)
			}
		}
		if _, err := ReadFile(path); err == nil {
			t.Errorf("%s is read", path)
		}
	}
	s := settings(t, "--documents", folder)
	var wrong *FileError
	if err := s.Check(); !errors.As(err, &wrong) || wrong.Reason != reasonNotAFile {
		t.Errorf("documents: %v", err)
	}
}
