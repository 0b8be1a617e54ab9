// Command manual writes what packages carry besides the program: manual pages, in English and Japanese, and
// completions for shells. With SOURCE_DATE_EPOCH the same sources give the same bytes.
//
//	go run ./dev/manual FOLDER
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"noboru/internal/cli"
	"noboru/internal/words"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "manual:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return errors.New("which folder?")
	}
	for _, c := range []struct{ lang, folder string }{{words.English, "man1"}, {words.Japanese, filepath.Join("ja", "man1")}} {
		if err := pages(c.lang, filepath.Join(args[0], "man", c.folder)); err != nil {
			return err
		}
	}
	return completions(cli.Manual(words.English), filepath.Join(args[0], "completions"))
}

// pages writes a manual page for each command.
func pages(lang, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	root := cli.Manual(lang)
	root.DisableAutoGenTag = true
	return doc.GenManTree(root, &doc.GenManHeader{Title: "NOBORU", Section: "1", Source: "Noboru", Manual: "Noboru"}, folder)
}

func completions(root *cobra.Command, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return errors.Join(
		root.GenBashCompletionFileV2(filepath.Join(folder, "noboru.bash"), true),
		root.GenZshCompletionFile(filepath.Join(folder, "_noboru")),
		root.GenFishCompletionFile(filepath.Join(folder, "noboru.fish"), true),
		root.GenPowerShellCompletionFileWithDesc(filepath.Join(folder, "noboru.ps1")),
	)
}
