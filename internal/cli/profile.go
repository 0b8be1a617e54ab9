package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/faults"
	"noboru/internal/words"
	"noboru/loader"
)

// maxProfileBytes bounds a profile: a few thousand skills.
const maxProfileBytes = 1 << 20

// profileFlags name a person's own skills.
type profileFlags struct{ file, unknown string }

var unknowns = []choice[graph.Unknown]{{"assumed", graph.UnknownAssumed}, {"strongest", graph.UnknownStrongest}}

func (f *profileFlags) add(r *run, cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.file, "profile", "", r.say("flag.profile"))
	cmd.Flags().StringVar(&f.unknown, "unknown", "assumed", r.say("flag.unknown"))
	r.completeFixed(cmd, "unknown", wordsOf(unknowns)...)
}

// entry is one line of a profile as it stands in the file.
type entry struct {
	at           func(fault words.Message) words.Message // puts a fault in its place
	skill, level string
}

// readProfile reads skill,level pairs from a CSV or JSON file, or from stdin for "-". The levels are a
// person's own: no message repeats them, and they are kept nowhere. An empty level is an unknown one,
// which is not zero.
func (s *session) readProfile(f *profileFlags) (*answer.ProfileInput, error) {
	path := f.file
	unknown, err := chosen("--unknown", f.unknown, unknowns)
	if err != nil {
		return nil, err
	}
	if !s.snapshot().Dataset().HasScores() {
		return nil, graph.Invalid("profile", nil, "scores")
	}
	raw, err := s.readInput(path, maxProfileBytes)
	if err != nil {
		return nil, err
	}
	entries, err := parseProfile(path, raw)
	if fault := (*faultError)(nil); errors.As(err, &fault) {
		return nil, badFile(path, fault.message)
	}
	in := &answer.ProfileInput{Levels: []answer.SkillLevelInput{}, Unknown: unknown}
	var faults []words.Message
	var places []entry
	rounded := 0
	for _, e := range entries {
		skill, fault := s.skill(e)
		switch {
		case fault != nil:
			faults = append(faults, *fault)
			continue
		case e.level == "":
			continue
		}
		n, err := decimal(e.level)
		_, exact, rangeErr := graph.NewPoints(n)
		if err != nil || rangeErr != nil {
			faults = append(faults, e.at(words.M("file.bad-level", "skill", e.skill)))
			continue
		}
		if !exact {
			rounded++
		}
		in.Levels, places = append(in.Levels, answer.SkillLevelInput{Skill: skill, Level: n}), append(places, e)
	}
	if len(faults) > 0 {
		return nil, badFile(path, faults...)
	}
	if rounded > 0 {
		s.tell("file.rounded", "count", rounded)
	}
	return in, s.checkProfile(path, in, places)
}

// skill is the code of the skill that an entry names.
func (s *session) skill(e entry) (code string, fault *words.Message) {
	i, near, ok := s.asker.Skill(e.skill)
	if ok {
		return s.snapshot().Dataset().Skills()[i].Code, nil
	}
	m := words.M("file.skill", "skill", words.Name(e.skill))
	if len(near) > 0 {
		var names []words.Message
		for _, k := range near {
			skill := s.snapshot().Dataset().Skills()[k]
			names = append(names, words.M("unknown.named", "name", skill.Name, "code", skill.Code))
		}
		m = words.M("file.skill-near", "skill", words.Name(e.skill), "candidates", words.ListOf(names))
	}
	m = e.at(m)
	return "", &m
}

// checkProfile finds what is wrong with a profile as a whole, and says where in the file.
func (s *session) checkProfile(path string, in *answer.ProfileInput, places []entry) error {
	err := s.asker.CheckProfile(*in)
	input := (*graph.InputError)(nil)
	if !errors.As(err, &input) {
		return err
	}
	want := words.M("file.want", "want", words.Wanted(input))
	var i int
	if _, scan := fmt.Sscanf(input.Field, "profile.levels[%d]", &i); scan == nil && i < len(places) {
		if strings.HasSuffix(input.Field, ".level") {
			return badFile(path, places[i].at(words.M("file.level", "skill", places[i].skill, "want", words.Wanted(input))))
		}
		return badFile(path, places[i].at(words.M("file.key", "key", in.Levels[i].Skill, "fault", want)))
	}
	return badFile(path, want)
}

// faultError is a file that cannot be read at all.
type faultError struct{ message words.Message }

func (e *faultError) Error() string { return e.message.In(words.English) }

func fault(id string, values ...any) error { return &faultError{words.M(id, values...)} }

// parseProfile reads a table, or JSON where the text begins like it.
func parseProfile(path string, raw []byte) ([]entry, error) {
	if trimmed := bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\ufeff"))); len(trimmed) > 0 && (trimmed[0] == '{' || trimmed[0] == '[') {
		return profileJSON(trimmed)
	}
	return profileSheet(path, raw)
}

// profileSheet reads a table of skills and levels, whatever it was saved as. Where no header names the
// two columns, there are just two.
func profileSheet(path string, raw []byte) ([]entry, error) {
	sheet, err := readSheet(path, raw, slices.Concat(loader.SkillHeaders, loader.LevelHeaders))
	if err != nil {
		return nil, err
	}
	skill, level := sheet.Column(loader.SkillHeaders...), sheet.Column(loader.LevelHeaders...)
	if sheet.Header == nil {
		skill, level = 0, 1
	}
	var entries []entry
	for _, row := range sheet.Rows {
		at := atLine(row.Row)
		if skill < 0 || level < 0 || sheet.Header == nil && len(row.Cells) != 2 {
			return nil, &faultError{at(words.M("file.cells", "names", "skill,level", "got", len(row.Cells)))}
		}
		e := entry{at, row.Cell(skill), row.Cell(level)}
		if v, nothing, ok := sheet.Number(e.level); nothing {
			e.level = ""
		} else if ok {
			e.level = strconv.FormatFloat(v, 'f', -1, 64)
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// readSheet reads a table that is no dataset. What is wrong with it is said without what stands there.
func readSheet(path string, raw []byte, known []string) (*loader.Sheet, error) {
	sheet, err := loader.ReadSheet(context.Background(), path, raw, "", known, loader.Options{})
	if bad := loader.Faults(nil); errors.As(err, &bad) {
		f := bad[0]
		f.Values = slices.Clone(f.Values)
		for i, v := range f.Values {
			if _, quoted := v.(loader.Name); quoted {
				f.Values[i] = "…"
			}
		}
		if f.Row > 0 {
			return nil, &faultError{atLine(f.Row)(faults.What(f))}
		}
		return nil, &faultError{faults.What(f)}
	}
	return sheet, err
}

func atLine(line int) func(words.Message) words.Message {
	return func(fault words.Message) words.Message { return words.M("file.line", "line", line, "fault", fault) }
}

const shapes = `{"SKILL": level} / [{"skill": "SKILL", "level": level}]`

// profileJSON reads {"SKILL": level, ...} or [{"skill": "SKILL", "level": level}, ...].
func profileJSON(raw []byte) ([]entry, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var entries []entry
	if raw[0] == '[' {
		dec.DisallowUnknownFields()
		var list []struct {
			Skill string       `json:"skill"`
			Level *json.Number `json:"level"`
		}
		if err := dec.Decode(&list); err != nil {
			return nil, jsonFault(err)
		}
		for i, item := range list {
			e := entry{skill: item.Skill, at: func(fault words.Message) words.Message { return words.M("file.item", "item", i, "fault", fault) }}
			if item.Level != nil {
				e.level = item.Level.String()
			}
			entries = append(entries, e)
		}
		return entries, trailing(dec)
	}
	// Token by token, so that the order and a skill that stands twice are seen.
	if _, err := dec.Token(); err != nil {
		return nil, jsonFault(err)
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, jsonFault(err)
		}
		var level *json.Number
		if err := dec.Decode(&level); err != nil {
			return nil, jsonFault(err)
		}
		e := entry{skill: fmt.Sprint(key)}
		e.at = func(fault words.Message) words.Message {
			return words.M("file.key", "key", words.Name(e.skill), "fault", fault)
		}
		if level != nil {
			e.level = level.String()
		}
		entries = append(entries, e)
	}
	if _, err := dec.Token(); err != nil {
		return nil, jsonFault(err)
	}
	return entries, trailing(dec)
}

func trailing(dec *json.Decoder) error {
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fault("file.json-more")
	}
	return nil
}

// jsonFault says what is wrong without repeating a value of the profile.
func jsonFault(err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind) && kind.Type != nil && kind.Type.Name() == "Number":
		return fault("file.json-number", "at", kind.Offset)
	case errors.As(err, &kind), strings.Contains(err.Error(), "unknown field"):
		return fault("file.json-shape", "shape", shapes)
	case errors.As(err, &syntax):
		return fault("file.malformed-json-at", "at", syntax.Offset)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fault("file.json-ends")
	}
	return fault("file.malformed-json")
}
