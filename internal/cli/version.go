package cli

import (
	"cmp"
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
	b := built()
	return r.showPlain("version", &versionAnswer{
		Version: b.Version, Revision: b.Revision, Date: b.Date, Modified: b.Modified,
		Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Dataset: named{d.Name(), string(d.Version())},
	})
}

// build is what the program was built from.
type build struct {
	Version, Revision, Date string // Date of the revision, RFC 3339
	Modified                bool   // the working tree differed from the revision
}

// release is the version of a release, which its build sets; empty elsewhere.
var release string

// built reads it from what Go puts into each program.
func built() build {
	b := build{Version: "(devel)"}
	if info, ok := debug.ReadBuildInfo(); ok {
		b.Version = cmp.Or(info.Main.Version, b.Version)
		for _, setting := range info.Settings {
			switch setting.Key {
			case "vcs.revision":
				b.Revision = setting.Value
			case "vcs.time":
				b.Date = setting.Value
			case "vcs.modified":
				b.Modified = setting.Value == "true"
			}
		}
	}
	b.Version = cmp.Or(release, b.Version)
	return b
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
	Date     string `json:"date,omitempty"`
	Modified bool   `json:"modified,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Dataset  named  `json:"dataset"`
}

func (ans *versionAnswer) text(p *terminal.Page) {
	line := fmt.Sprintf("noboru %s %s %s", ans.Version, ans.Go, ans.Platform)
	if ans.Revision != "" {
		line += " " + shortVersion(ans.Revision)
		if ans.Modified {
			line += "+"
		}
		line += " " + ans.Date
	}
	p.Line(line)
	p.Say("shown.dataset", "name", ans.Dataset.Name, "version", shortVersion(ans.Dataset.Version))
}

func (ans *versionAnswer) sheet(string) sheet {
	s := sheet{header: []string{"version", "revision", "date", "go", "platform", "dataset", "dataset_version"}}
	s.add(ans.Version, ans.Revision, ans.Date, ans.Go, ans.Platform, ans.Dataset.Name, ans.Dataset.Version)
	return s
}
