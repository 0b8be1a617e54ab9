package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"noboru/graph"
	say "noboru/internal/words"
)

// maxProfileBytes bounds a profile: a few thousand skills.
const maxProfileBytes = 1 << 20

// fileError is everything wrong with a file that the user gave.
type fileError struct {
	File   string
	Faults []string // each with its place
}

func (e *fileError) Error() string {
	file := e.File
	if file == "-" {
		file = "stdin"
	}
	if len(e.Faults) == 1 {
		return file + ": " + e.Faults[0]
	}
	return file + ":\n  " + strings.Join(e.Faults, "\n  ")
}

// entry is one line of a profile as it stands in the file.
type entry struct {
	place        string
	skill, level string
}

// readProfile reads skill,level pairs from a CSV or JSON file, or from stdin for "-". The levels
// are a person's own: no message repeats them, and they are kept nowhere. An empty level is an
// unknown one, which is not zero.
func (s *session) readProfile(path string) (*graph.Profile, error) {
	if !s.data.HasScores() {
		return graph.NewProfile(s.data, nil, "") // which refuses it, whatever the file says
	}
	raw, err := s.readInput(path, maxProfileBytes)
	if err != nil {
		return nil, err
	}
	bad := &fileError{File: path}
	fault := func(place, format string, args ...any) {
		bad.Faults = append(bad.Faults, place+": "+fmt.Sprintf(format, args...))
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	var entries []entry
	if trimmed := bytes.TrimSpace(raw); len(trimmed) > 0 && (trimmed[0] == '{' || trimmed[0] == '[') {
		entries, err = profileJSON(trimmed)
	} else {
		entries, err = profileCSV(raw)
	}
	if err != nil {
		return nil, &fileError{File: path, Faults: []string{err.Error()}}
	}
	var levels []graph.Level
	var places []string
	rounded := 0
	for _, e := range entries {
		skill, err := s.names.skill(e.skill, s.lang)
		if name := (*nameError)(nil); errors.As(err, &name) {
			fault(e.place, "%s", name.brief())
			continue
		}
		if e.level == "" {
			continue
		}
		n, err := decimal(e.level)
		level, exact, rangeErr := graph.NewPoints(n)
		if err != nil || rangeErr != nil {
			fault(e.place, words.BadLevel.In(s.lang), e.skill)
			continue
		}
		if !exact {
			rounded++
		}
		levels, places = append(levels, graph.Level{Skill: skill, Score: level}), append(places, e.place)
	}
	if len(bad.Faults) > 0 {
		return nil, bad
	}
	if rounded > 0 {
		fmt.Fprintf(s.stderr, words.LevelsRounded.In(s.lang)+"\n", rounded) //nolint:errcheck // stderr is the last resort
	}
	p, err := graph.NewProfile(s.data, levels, "")
	if input := (*graph.InputError)(nil); errors.As(err, &input) {
		var i int
		if _, scan := fmt.Sscanf(input.Field, "profile[%d]", &i); scan == nil && i < len(places) {
			fault(places[i], words.WantOnly.In(s.lang), s.data.Skills()[levels[i].Skill].Code, say.Wanted(input).In(s.lang))
		} else {
			fault("profile", words.WantIs.In(s.lang), say.Wanted(input).In(s.lang))
		}
		return nil, bad
	}
	return p, err
}

// readInput reads a file, or stdin for "-".
func (a *app) readInput(path string, limit int64) ([]byte, error) {
	in := a.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, &fileError{File: path, Faults: []string{pathCause(err)}}
		}
		defer f.Close() //nolint:errcheck // only read
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, &fileError{File: path, Faults: []string{pathCause(err)}}
	}
	if int64(len(raw)) > limit {
		return nil, &fileError{File: path, Faults: []string{fmt.Sprintf(words.FileTooLarge.In(a.lang), limit)}}
	}
	return raw, nil
}

// pathCause is what is wrong, without the name of the file, which is said anyway.
func pathCause(err error) string {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// profileCSV reads skill,level rows; a header row is allowed, further columns are not.
func profileCSV(raw []byte) ([]entry, error) {
	r := csv.NewReader(bytes.NewReader(raw))
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = true
	var entries []entry
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return entries, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		if len(row) != 2 {
			return nil, fmt.Errorf("line %d: %d cells, want 2: skill,level", line, len(row))
		}
		skill, level := strings.TrimSpace(row[0]), strings.TrimSpace(row[1])
		if len(entries) == 0 && strings.EqualFold(skill, "skill") && strings.EqualFold(level, "level") {
			continue
		}
		entries = append(entries, entry{fmt.Sprintf("line %d", line), skill, level})
	}
}

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
			return nil, jsonCause(err)
		}
		for i, item := range list {
			e := entry{place: fmt.Sprintf("[%d]", i), skill: item.Skill}
			if item.Level != nil {
				e.level = item.Level.String()
			}
			entries = append(entries, e)
		}
		return entries, trailing(dec)
	}
	// Token by token, so that the order and a skill that stands twice are seen.
	if _, err := dec.Token(); err != nil {
		return nil, jsonCause(err)
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, jsonCause(err)
		}
		var level *json.Number
		if err := dec.Decode(&level); err != nil {
			return nil, jsonCause(err)
		}
		e := entry{skill: fmt.Sprint(key)}
		e.place = fmt.Sprintf("%q", e.skill)
		if level != nil {
			e.level = level.String()
		}
		entries = append(entries, e)
	}
	if _, err := dec.Token(); err != nil {
		return nil, jsonCause(err)
	}
	return entries, trailing(dec)
}

func trailing(dec *json.Decoder) error {
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more after the end of the JSON value")
	}
	return nil
}

// jsonCause says what is wrong without repeating a value of the profile.
func jsonCause(err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind):
		return fmt.Errorf("byte %d: want %s", kind.Offset, map[bool]string{true: "a number", false: `{"SKILL": level} or [{"skill": "SKILL", "level": level}]`}[kind.Type != nil && kind.Type.Name() == "Number"])
	case errors.As(err, &syntax):
		return fmt.Errorf("byte %d: malformed JSON", syntax.Offset)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("malformed JSON: it ends too early")
	case strings.Contains(err.Error(), "unknown field"):
		return errors.New(`want [{"skill": "SKILL", "level": level}]: ` + strings.TrimPrefix(err.Error(), "json: "))
	}
	return errors.New("malformed JSON")
}
