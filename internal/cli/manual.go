package cli

import (
	"io"

	"github.com/spf13/cobra"
)

// Manual is all commands with their help in a language, for whoever writes manual pages. They cannot be run.
func Manual(lang string) *cobra.Command {
	r := &run{getenv: func(string) string { return "" }, stdout: io.Discard, stderr: io.Discard, lang: lang}
	root := r.rootCommand()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	return root
}
