package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

var (
	errHeader  = errors.New("unexpected header")
	errUnknown = errors.New("unknown code")
	errTwice   = errors.New("listed twice")
	errEmpty   = errors.New("empty cell")
	errRange   = errors.New("out of range")
)

// source is everything that is written by hand.
type source struct {
	manifest []byte
	groups   []skillGroup
	skills   []skill
	common   profile // what every role of the field needs
	families []*family
	roles    []*role
}

type skillGroup struct{ code, nameJa, nameEn string }

// skill has a short key, by which the other source tables call it.
type skill struct {
	code, key, nameJa, nameEn, kana string
	group                           skillGroup
}

// family carries the emphasis that its roles share.
type family struct {
	code, nameJa, nameEn, kana, descriptionJa, descriptionEn string
	profile                                                  profile
}

// role is a title in a family, with what its score row is computed from.
type role struct {
	code                         string // the family's code, a hyphen and the title's
	family                       *family
	titleJa, titleEn, titleKana  string
	descriptionJa, descriptionEn string
	job                          *job
	leads                        bool    // whether the role leads the others of its family
	familyPercent                int     // 0..100: the family's share in the role's own mixture; the rest is the job's
	sums                         []int   // what each group of skills has in the role's own row; together the total
	adjust                       profile // whole levels added before the row is scaled to its total, may be negative
	corrections                  []correction
	moves                        []*role // from and to which people move
}

// job carries what people with such a job do in any family.
type job struct {
	code    string
	profile profile
}

// correction moves whole levels from one skill to another, so that a total stays what it is.
type correction struct{ from, to, levels int }

// total is the sum of the role's levels.
func (r *role) total() int {
	total := 0
	for _, sum := range r.sums {
		total += sum
	}
	return total
}

// readSource reads and cross-checks all tables in dir.
func readSource(dir string) (*source, error) {
	src := &source{}
	var err error
	if src.manifest, err = os.ReadFile(filepath.Join(dir, "manifest.json")); err != nil {
		return nil, err
	}
	if !json.Valid(src.manifest) {
		return nil, errors.New("manifest.json is not JSON")
	}
	if err := src.readSkills(dir); err != nil {
		return nil, err
	}
	if err := src.readFamilies(dir); err != nil {
		return nil, err
	}
	return src, src.readRoles(dir)
}

func (s *source) readSkills(dir string) error {
	rows, err := readTable(filepath.Join(dir, "skill-groups.csv"), "code", "name_ja", "name_en")
	if err != nil {
		return err
	}
	groups := map[string]skillGroup{}
	for _, r := range rows {
		groups[r[0]] = skillGroup{r[0], r[1], r[2]}
		s.groups = append(s.groups, groups[r[0]])
	}
	rows, err = readTable(filepath.Join(dir, "skills.csv"), "code", "key", "group_code", "name_ja", "name_en", "kana")
	if err != nil {
		return err
	}
	for _, r := range rows {
		group, ok := groups[r[2]]
		if !ok {
			return fmt.Errorf("skills.csv: group %q: %w", r[2], errUnknown)
		}
		s.skills = append(s.skills, skill{code: r[0], key: r[1], nameJa: r[3], nameEn: r[4], kana: r[5], group: group})
	}
	return nil
}

func (s *source) readFamilies(dir string) error {
	common, err := s.readProfiles(filepath.Join(dir, "common-profile.csv"))
	if err != nil {
		return err
	}
	if s.common = common["COMMON"]; s.common == nil {
		return fmt.Errorf("common-profile.csv: no row COMMON: %w", errUnknown)
	}
	profiles, err := s.readProfiles(filepath.Join(dir, "family-profiles.csv"))
	if err != nil {
		return err
	}
	rows, err := readTable(filepath.Join(dir, "families.csv"),
		"code", "name_ja", "name_en", "kana", "description_ja", "description_en")
	if err != nil {
		return err
	}
	for _, r := range rows {
		p, ok := profiles[r[0]]
		if !ok {
			return fmt.Errorf("family-profiles.csv has no family %q: %w", r[0], errUnknown)
		}
		s.families = append(s.families, &family{r[0], r[1], r[2], r[3], r[4], r[5], p})
	}
	return nil
}

func (s *source) readRoles(dir string) error {
	profiles, err := s.readProfiles(filepath.Join(dir, "job-profiles.csv"))
	if err != nil {
		return err
	}
	jobs := map[string]*job{}
	for code, p := range profiles {
		jobs[code] = &job{code, p}
	}
	families := map[string]*family{}
	for _, f := range s.families {
		families[f.code] = f
	}
	rows, err := readTable(filepath.Join(dir, "roles.csv"),
		"family", "code", "title_ja", "title_en", "title_kana", "description_ja", "description_en")
	if err != nil {
		return err
	}
	roles := map[string]*role{}
	for _, r := range rows {
		f, ok := families[r[0]]
		if !ok {
			return fmt.Errorf("roles.csv: family %q: %w", r[0], errUnknown)
		}
		role := &role{
			code: r[0] + "-" + r[1], family: f, titleJa: r[2], titleEn: r[3], titleKana: r[4],
			descriptionJa: r[5], descriptionEn: r[6],
		}
		if roles[role.code] != nil {
			return fmt.Errorf("roles.csv: role %q: %w", role.code, errTwice)
		}
		roles[role.code] = role
		s.roles = append(s.roles, role)
	}
	if err := s.readRoleProfiles(filepath.Join(dir, "role-profiles.csv"), roles, jobs); err != nil {
		return err
	}
	if err := readMoves(filepath.Join(dir, "moves.csv"), roles); err != nil {
		return err
	}
	return s.readCorrections(filepath.Join(dir, "corrections.csv"), roles)
}

// readMoves reads between which roles people move; each pair is listed once, and counts both ways.
func readMoves(path string, roles map[string]*role) error {
	rows, err := readTable(path, "role", "moves")
	if err != nil {
		return err
	}
	for _, r := range rows {
		for code := range strings.FieldsSeq(r[1]) {
			a, b := roles[r[0]], roles[code]
			if a == nil || b == nil {
				return fmt.Errorf("%s: role %q or %q: %w", path, r[0], code, errUnknown)
			}
			if a == b || slices.Contains(a.moves, b) {
				return fmt.Errorf("%s: roles %q and %q: %w", path, r[0], code, errTwice)
			}
			a.moves, b.moves = append(a.moves, b), append(b.moves, a)
		}
	}
	return nil
}

// readCorrections reads what a person who knows the job would mend, with the reason.
func (s *source) readCorrections(path string, roles map[string]*role) error {
	rows, err := readTable(path, "family", "code", "from", "to", "levels", "reason")
	if err != nil {
		return err
	}
	for _, r := range rows {
		code := r[0] + "-" + r[1]
		role := roles[code]
		if role == nil {
			return fmt.Errorf("%s: role %q: %w", path, code, errUnknown)
		}
		c := correction{from: s.skillByKey(r[2]), to: s.skillByKey(r[3])}
		if c.from < 0 || c.to < 0 {
			return fmt.Errorf("%s: role %q: skill %q or %q: %w", path, code, r[2], r[3], errUnknown)
		}
		if c.levels, err = number(r[4], 1, maxLevel); err != nil {
			return fmt.Errorf("%s: role %q: levels: %w", path, code, err)
		}
		role.corrections = append(role.corrections, c)
	}
	return nil
}

// readRoleProfiles completes every role with its numbers. The columns leads and adjust may be empty.
func (s *source) readRoleProfiles(path string, roles map[string]*role, jobs map[string]*job) error {
	header := []string{"family", "code", "job", "leads?", "family_percent"}
	for _, g := range s.groups {
		header = append(header, g.code)
	}
	rows, err := readTable(path, append(header, "adjust?")...)
	if err != nil {
		return err
	}
	for _, r := range rows {
		code := r[0] + "-" + r[1]
		role := roles[code]
		if role == nil {
			return fmt.Errorf("%s: role %q: %w", path, code, errUnknown)
		}
		if role.job != nil {
			return fmt.Errorf("%s: role %q: %w", path, code, errTwice)
		}
		if role.job = jobs[r[2]]; role.job == nil {
			return fmt.Errorf("%s: role %q: job %q: %w", path, code, r[2], errUnknown)
		}
		switch r[3] {
		case "", "leads":
			role.leads = r[3] != ""
		default:
			return fmt.Errorf("%s: role %q: leads: %q: %w, want \"leads\" or nothing", path, code, r[3], errUnknown)
		}
		if role.familyPercent, err = number(r[4], 0, 100); err != nil {
			return fmt.Errorf("%s: role %q: family_percent: %w", path, code, err)
		}
		for i, g := range s.groups {
			sum, err := number(r[5+i], 0, maxLevel*len(s.skills))
			if err != nil {
				return fmt.Errorf("%s: role %q: %s: %w", path, code, g.code, err)
			}
			role.sums = append(role.sums, sum)
		}
		if role.adjust, err = s.parseAdjust(r[5+len(s.groups)]); err != nil {
			return fmt.Errorf("%s: role %q: adjust: %w", path, code, err)
		}
	}
	for _, role := range s.roles {
		if role.job == nil {
			return fmt.Errorf("%s: no row for role %q", path, role.code)
		}
	}
	return nil
}

// parseAdjust reads entries such as "NET+1 BIZ-2", separated by spaces.
func (s *source) parseAdjust(text string) (profile, error) {
	p := make(profile, len(s.skills))
	for entry := range strings.FieldsSeq(text) {
		at := strings.IndexAny(entry, "+-")
		if at < 0 {
			return nil, fmt.Errorf("%q has no sign", entry)
		}
		i := s.skillByKey(entry[:at])
		if i < 0 {
			return nil, fmt.Errorf("skill %q: %w", entry[:at], errUnknown)
		}
		if p[i] != 0 {
			return nil, fmt.Errorf("skill %q: %w", entry[:at], errTwice)
		}
		var err error
		if p[i], err = number(entry[at:], -maxLevel, maxLevel); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (s *source) skillByKey(key string) int {
	for i := range s.skills {
		if s.skills[i].key == key {
			return i
		}
	}
	return -1
}

// readProfiles reads a table of levels, one row a code, one column a skill in the order of skills.csv.
func (s *source) readProfiles(path string) (map[string]profile, error) {
	header := []string{"code"}
	for _, sk := range s.skills {
		header = append(header, sk.key)
	}
	rows, err := readTable(path, header...)
	if err != nil {
		return nil, err
	}
	profiles := map[string]profile{}
	for _, r := range rows {
		if profiles[r[0]] != nil {
			return nil, fmt.Errorf("%s: %q: %w", path, r[0], errTwice)
		}
		p := make(profile, len(s.skills))
		for i, cell := range r[1:] {
			if p[i], err = number(cell, 0, maxLevel); err != nil {
				return nil, fmt.Errorf("%s: %q: %s: %w", path, r[0], s.skills[i].key, err)
			}
		}
		profiles[r[0]] = p
	}
	return profiles, nil
}

// readTable reads a CSV file whose header is exactly the one given and returns the rows below it.
// Cells must not be empty, but in columns whose name here ends in "?".
func readTable(path string, header ...string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(rows) == 0 || len(rows[0]) != len(header) {
		return nil, fmt.Errorf("%s: %w: want %v", path, errHeader, header)
	}
	for i, name := range header {
		if rows[0][i] != strings.TrimSuffix(name, "?") {
			return nil, fmt.Errorf("%s: %w: want %v", path, errHeader, header)
		}
		for n, row := range rows[1:] {
			if row[i] == "" && !strings.HasSuffix(name, "?") {
				return nil, fmt.Errorf("%s: row %d, column %q: %w", path, n+2, name, errEmpty)
			}
		}
	}
	return rows[1:], nil
}

// number reads a whole number from low to high.
func number(text string, low, high int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, err
	}
	if n < low || n > high {
		return 0, fmt.Errorf("%d is not in %d..%d: %w", n, low, high, errRange)
	}
	return n, nil
}
