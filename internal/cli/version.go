package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: words.VersionShort.In(a.lang),
		Args: a.between(0, 0), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d, _, err := a.source().open(cmd.Context())
			if err != nil {
				return err
			}
			ans := &versionAnswer{header: header{newDataset(d)}, Version: "(devel)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
			if info, ok := debug.ReadBuildInfo(); ok {
				if info.Main.Version != "" {
					ans.Version = info.Main.Version
				}
				for _, setting := range info.Settings {
					if setting.Key == "vcs.revision" {
						ans.Revision = setting.Value
					}
				}
			}
			return a.show(ans)
		},
	}
}

// versionAnswer is the answer of version.
type versionAnswer struct {
	header
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func (ans *versionAnswer) text(p *page) {
	line := fmt.Sprintf("noboru %s %s %s", ans.Version, ans.Go, ans.Platform)
	if ans.Revision != "" {
		line += " " + ans.Revision[:min(12, len(ans.Revision))]
	}
	p.line(line)
}

func (ans *versionAnswer) sheet(string) sheet {
	return sheet{
		header: []string{"version", "revision", "go", "platform", "dataset", "dataset_version"},
		rows:   [][]string{{ans.Version, ans.Revision, ans.Go, ans.Platform, ans.Dataset.Name, ans.Dataset.Version}},
	}
}
