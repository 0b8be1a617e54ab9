package cli

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"noboru/internal/terminal"
)

func (r *run) versionCommand() *cobra.Command {
	return r.command("version", "", between(0, 0), func(cmd *cobra.Command, _ []string) error { return r.runVersion(cmd.Context()) })
}

func (r *run) runVersion(ctx context.Context) error {
	d, _, err := r.source.Read(ctx)
	if err != nil {
		return r.faulty(err)
	}
	ans := &versionAnswer{Version: "(devel)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Dataset: named{d.Name(), string(d.Version())}}
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
	return r.showPlain("version", ans)
}

// named is a dataset by its name and version.
type named struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// versionAnswer is the answer of version.
type versionAnswer struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Dataset  named  `json:"dataset"`
}

func (ans *versionAnswer) text(p *terminal.Page) {
	line := fmt.Sprintf("noboru %s %s %s", ans.Version, ans.Go, ans.Platform)
	if ans.Revision != "" {
		line += " " + shortVersion(ans.Revision)
	}
	p.Line(line)
	p.Say("shown.dataset", "name", ans.Dataset.Name, "version", shortVersion(ans.Dataset.Version))
}

func (ans *versionAnswer) sheet(string) sheet {
	s := sheet{header: []string{"version", "revision", "go", "platform", "dataset", "dataset_version"}}
	s.add(ans.Version, ans.Revision, ans.Go, ans.Platform, ans.Dataset.Name, ans.Dataset.Version)
	return s
}
