package cli

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"noboru/graph"
	"noboru/internal/words"
	"noboru/loader"
)

// readingFlags say how a file is read, in the place of its manifest.
type readingFlags struct {
	threshold, measure           string
	topK                         int
	form, blank, sheet, encoding string
	below                        string
}

var readingNames = []string{"threshold", "top-k", "measure", "form", "blank", "sheet", "encoding", "files-below"}

func (f *readingFlags) add(r *run, flags *pflag.FlagSet) {
	flags.StringVar(&f.threshold, "threshold", "", r.say("flag.threshold"))
	flags.IntVar(&f.topK, "top-k", 0, r.say("flag.top-k"))
	flags.StringVar(&f.measure, "measure", "", r.say("flag.measure"))
	flags.StringVar(&f.form, "form", "", r.say("flag.form"))
	flags.StringVar(&f.blank, "blank", "", r.say("flag.blank"))
	flags.StringVar(&f.sheet, "sheet", "", r.say("flag.sheet"))
	flags.StringVar(&f.encoding, "encoding", "", r.say("flag.encoding"))
	flags.StringVar(&f.below, "files-below", "", r.say("flag.files-below"))
}

// given reports whether any of the flags is.
func (f *readingFlags) given(flags *pflag.FlagSet) bool {
	for _, name := range readingNames {
		if flags.Changed(name) {
			return true
		}
	}
	return false
}

// options checks the flags.
func (f *readingFlags) options(flags *pflag.FlagSet) (loader.Options, error) {
	opts := loader.Options{Form: f.form, Blank: f.blank, Sheet: f.sheet, Encoding: f.encoding, Root: f.below}
	if f.threshold != "" {
		n, err := decimal(f.threshold)
		t, rangeErr := graph.NewSimilarity(n)
		if err != nil || rangeErr != nil {
			return opts, wrongValue("--threshold", f.threshold, words.M("input.correlation"))
		}
		opts.Threshold = &t
	}
	if flags.Changed("top-k") {
		if f.topK < 0 {
			return opts, misuse("usage.top-k")
		}
		opts.TopK = &f.topK
	}
	var measures []string
	for _, m := range graph.ScoreMeasures() {
		measures = append(measures, strings.ReplaceAll(strings.ToLower(string(m)), "_", "-"))
	}
	for _, c := range []struct {
		flag, value string
		allowed     []string
	}{{"--measure", f.measure, measures}, {"--form", f.form, loader.Forms()}, {"--blank", f.blank, loader.BlankPolicies()}, {"--encoding", f.encoding, loader.Encodings()}} {
		if c.value != "" && !slices.Contains(c.allowed, c.value) {
			return opts, wrongChoice(c.flag, c.value, c.allowed)
		}
	}
	opts.Measure = graph.Measure(strings.ReplaceAll(strings.ToUpper(f.measure), "-", "_"))
	return opts, nil
}
