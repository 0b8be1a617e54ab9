package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"noboru/internal/terminal"
	"noboru/internal/words"
	"noboru/store"
)

func (r *run) verifyCommand() *cobra.Command {
	opts := store.VerifyOptions{}
	cmd := r.command("verify [NAME]", "", between(0, 1), func(cmd *cobra.Command, args []string) error {
		if opts.Questions < 0 {
			return wrongValue("--questions", strconv.Itoa(opts.Questions), words.M("takes.count"))
		}
		ctx := cmd.Context()
		return r.withStore(ctx, func(s store.Store) error {
			name, err := store.Only(ctx, s, strings.Join(append(args, r.source.Dataset)[:1], ""))
			if err != nil {
				return err
			}
			v, err := store.Verify(ctx, s, name, opts)
			if err != nil {
				return err
			}
			if err := r.showPlain("verify", newVerified(name, v, opts.Seed)); err != nil {
				return err
			}
			if v.First != nil {
				return &outcome{StoreFailed}
			}
			return nil
		})
	})
	cmd.Flags().IntVar(&opts.Questions, "questions", 20, r.say("flag.questions"))
	cmd.Flags().Uint64Var(&opts.Seed, "seed", 1, r.say("flag.verify-seed"))
	r.snapshotsFlag(cmd)
	return cmd
}

// verifiedAnswer is the answer of verify.
type verifiedAnswer struct {
	Name            string      `json:"name"`
	Version         string      `json:"version"`
	Whole           bool        `json:"whole"`
	Nodes           int64       `json:"nodes"`
	Relationships   int64       `json:"relationships"`
	Redrawn         int64       `json:"redrawn"`                   // edges of the snapshot, compared with those drawn anew
	ApproximateBy   string      `json:"approximateBy,omitempty"`   // the method of edges that are not exact
	Exact           int         `json:"exactEdges,omitempty"`      // edges that the rule draws over all pairs
	Found           int         `json:"exactEdgesFound,omitempty"` // of which the approximate ones have so many
	Others          int64       `json:"others"`                    // relationships and properties that others attached
	Questions       int         `json:"questions"`
	Seed            uint64      `json:"seed"`
	Differences     int64       `json:"differences"`
	FirstDifference *difference `json:"firstDifference"`
}

// difference is where the store is not what the dataset says.
type difference struct {
	Where    string `json:"where"`
	Property string `json:"property,omitempty"`
	Got      any    `json:"got"`
	Want     any    `json:"want"`
}

func newVerified(name string, v store.Verified, seed uint64) *verifiedAnswer {
	ans := &verifiedAnswer{
		Name: name, Version: string(v.Version), Whole: v.First == nil, Nodes: v.Nodes, Relationships: v.Relationships,
		Redrawn: v.Redrawn, Others: v.Others, ApproximateBy: v.ApproximateBy, Exact: v.Recall.Exact, Found: v.Recall.Found, Questions: v.Questions, Seed: seed, Differences: v.Differences,
	}
	if d := v.First; d != nil {
		ans.FirstDifference = &difference{d.Where, d.Property, d.Got, d.Want}
	}
	return ans
}

func (ans *verifiedAnswer) text(p *terminal.Page) {
	if ans.Others > 0 {
		defer p.Say("done.others", "name", ans.Name, "count", int(ans.Others))
	}
	if ans.Whole && ans.Redrawn > 0 {
		defer p.Say("done.verified-snapshot", "edges", ans.Redrawn)
	}
	if ans.ApproximateBy != "" {
		defer p.Say("done.verified-approximate", "method", ans.ApproximateBy, "found", ans.Found, "exact", ans.Exact)
	}
	version := shortVersion(ans.Version)
	switch {
	case ans.Whole && ans.Relationships == 0: // files keep none
		p.Say("done.verified-files", "name", ans.Name, "version", version, "nodes", ans.Nodes)
	case ans.Whole:
		p.Say("done.verified", "name", ans.Name, "version", version, "nodes", ans.Nodes, "relationships", ans.Relationships, "questions", ans.Questions)
	default:
		d := ans.FirstDifference
		p.Say("done.differs", "name", ans.Name, "version", version, "count", ans.Differences)
		p.Say("done.first-difference", "where", strings.TrimSpace(d.Where+" "+d.Property), "got", stored(d.Got), "want", stored(d.Want))
	}
}

// stored is a stored value for people; nil is one that is not there.
func stored(v any) any {
	if v == nil {
		return words.M("done.nothing")
	}
	return fmt.Sprint(v)
}

func (ans *verifiedAnswer) sheet(string) sheet {
	row := []string{ans.Name, ans.Version, fmt.Sprint(ans.Whole), fmt.Sprint(ans.Nodes), fmt.Sprint(ans.Relationships), fmt.Sprint(ans.Redrawn), ans.ApproximateBy, fmt.Sprint(ans.Exact), fmt.Sprint(ans.Found), fmt.Sprint(ans.Others), fmt.Sprint(ans.Questions), fmt.Sprint(ans.Differences), "", "", "", ""}
	if d := ans.FirstDifference; d != nil {
		copy(row[12:], []string{d.Where, d.Property, fmt.Sprint(d.Got), fmt.Sprint(d.Want)})
	}
	return sheet{header: strings.Fields("name version whole nodes relationships redrawn approximate_by exact_edges exact_edges_found others questions differences where property got want"), rows: [][]string{row}}
}
