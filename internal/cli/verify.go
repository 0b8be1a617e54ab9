package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"noboru/store"
)

func (a *app) verifyCommand() *cobra.Command {
	opts := store.VerifyOptions{}
	cmd := &cobra.Command{
		Use: "verify [NAME]", Short: words.VerifyShort.In(a.lang), Long: words.VerifyLong.In(a.lang),
		Args: a.between(0, 1), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if opts.Questions < 0 {
				return misuse(words.GotWant.In(a.lang), "--questions", fmt.Sprint(opts.Questions), ">= 0")
			}
			ctx := cmd.Context()
			s, err := a.openStore(ctx)
			if err != nil {
				return err
			}
			defer closeStore(ctx, s)
			name := a.store.dataset
			if len(args) > 0 {
				name = args[0]
			}
			if name, err = store.Only(ctx, s, name); err != nil {
				return err
			}
			v, err := store.Verify(ctx, s, name, opts)
			if err != nil {
				return err
			}
			if err := a.show(newVerified(name, v, opts.Seed)); err != nil {
				return err
			}
			if v.First != nil {
				return &outcome{StoreFailed}
			}
			return nil
		},
	}
	cmd.Flags().IntVar(&opts.Questions, "questions", 20, words.FlagQuestions.In(a.lang))
	cmd.Flags().Uint64Var(&opts.Seed, "seed", 1, words.FlagVerifySeed.In(a.lang))
	return cmd
}

// verifiedAnswer is the answer of verify.
type verifiedAnswer struct {
	Name            string         `json:"name"`
	Version         string         `json:"version"`
	Whole           bool           `json:"whole"`
	Nodes           int64          `json:"nodes"`
	Relationships   int64          `json:"relationships"`
	Questions       int            `json:"questions"`
	Seed            uint64         `json:"seed"`
	Differences     int64          `json:"differences"`
	FirstDifference *differenceDoc `json:"firstDifference"`
}

// differenceDoc is where the store is not what the dataset says.
type differenceDoc struct {
	Where    string `json:"where"`
	Property string `json:"property,omitempty"`
	Got      any    `json:"got"`
	Want     any    `json:"want"`
}

func newVerified(name string, v store.Verified, seed uint64) *verifiedAnswer {
	ans := &verifiedAnswer{
		Name: name, Version: string(v.Version), Whole: v.First == nil, Nodes: v.Nodes, Relationships: v.Relationships,
		Questions: v.Questions, Seed: seed, Differences: v.Differences,
	}
	if d := v.First; d != nil {
		ans.FirstDifference = &differenceDoc{d.Where, d.Property, d.Got, d.Want}
	}
	return ans
}

func (ans *verifiedAnswer) text(p *page) {
	version := ans.Version[:min(12, len(ans.Version))]
	if ans.Whole && ans.Relationships == 0 { // files keep none
		p.say(words.VerifyWholeFiles, ans.Name, version, ans.Nodes)
		return
	}
	if ans.Whole {
		p.say(words.VerifyWhole, ans.Name, version, ans.Nodes, ans.Relationships, ans.Questions)
		return
	}
	d := ans.FirstDifference
	p.say(words.VerifyDiffers, ans.Name, version, ans.Differences)
	p.say(words.VerifyFirst, strings.TrimSpace(d.Where+" "+d.Property), valueText(d.Got, p.lang), valueText(d.Want, p.lang))
}

// valueText is a stored value for people; nil is one that is not there.
func valueText(v any, lang string) string {
	if v == nil {
		return words.Nothing.In(lang)
	}
	return printable(fmt.Sprint(v))
}

func (ans *verifiedAnswer) sheet(string) sheet {
	row := []string{ans.Name, ans.Version, fmt.Sprint(ans.Whole), fmt.Sprint(ans.Nodes), fmt.Sprint(ans.Relationships), fmt.Sprint(ans.Questions), fmt.Sprint(ans.Differences), "", "", "", ""}
	if d := ans.FirstDifference; d != nil {
		copy(row[7:], []string{d.Where, d.Property, fmt.Sprint(d.Got), fmt.Sprint(d.Want)})
	}
	return sheet{header: strings.Fields("name version whole nodes relationships questions differences where property got want"), rows: [][]string{row}}
}
