// Command make generates the published files of the bundled dataset from its hand-written source tables.
//
//	go run ./data/make          # writes data/security-roles
//	go run ./data/make -check   # exits 1 when data/security-roles is not what the source gives
//
// The same source gives the same bytes on every machine: all arithmetic is on integers, and no map is
// ranged over.
package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

// errStale says that a published file differs from what the source gives.
var errStale = errors.New("stale")

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "data/make:", err)
		os.Exit(1)
	}
}

// run parses args, then writes or checks the published files.
func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("make", flag.ContinueOnError)
	flags.SetOutput(stderr)
	dir := flags.String("dir", "data", "the folder that holds source/ and security-roles/")
	check := flags.Bool("check", false, "write nothing; fail when a published file is stale")
	if err := flags.Parse(args); err != nil {
		return err
	}
	src, err := readSource(filepath.Join(*dir, "source"))
	if err != nil {
		return fmt.Errorf("read source: %w", err)
	}
	files, err := publish(src)
	if err != nil {
		return err
	}
	target := filepath.Join(*dir, "security-roles")
	if *check {
		if err := compare(target, files); err != nil {
			return fmt.Errorf("%w; run `go run ./data/make`", err)
		}
		_, err := fmt.Fprintf(stdout, "%s: %d files up to date\n", target, len(files))
		return err
	}
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(target, f.name), f.content, 0o644); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(stdout, "%s: %d roles, %d skills, %d families\n",
		target, len(src.roles), len(src.skills), len(src.families))
	return err
}

// published is one output file.
type published struct {
	name    string
	content []byte
}

// compare reports the files of target that are missing, differ from files, or do not belong there.
func compare(target string, files []published) error {
	var faults []error
	known := map[string]bool{}
	for _, f := range files {
		known[f.name] = true
		got, err := os.ReadFile(filepath.Join(target, f.name))
		switch {
		case err != nil:
			faults = append(faults, err)
		case !bytes.Equal(got, f.content):
			faults = append(faults, fmt.Errorf("%s is %w", filepath.Join(target, f.name), errStale))
		}
	}
	entries, err := os.ReadDir(target)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !known[e.Name()] {
			faults = append(faults, fmt.Errorf("%s does not come from the source: %w",
				filepath.Join(target, e.Name()), errStale))
		}
	}
	return errors.Join(faults...)
}

// publish makes every output file. A role's full name is its family's name, a separator and its title.
func publish(src *source) ([]published, error) {
	families := [][]string{{"code", "name_ja", "name_en", "kana", "description_ja", "description_en"}}
	for _, f := range src.families {
		families = append(families, []string{f.code, f.nameJa, f.nameEn, f.kana, f.descriptionJa, f.descriptionEn})
	}
	skills := [][]string{{"code", "group_code", "name_ja", "name_en", "kana", "group_name_ja", "group_name_en"}}
	header := []string{"code", "name_ja", "name_en", "name_kana", "family", "description_ja", "description_en"}
	for _, s := range src.skills {
		skills = append(skills, []string{s.code, s.group.code, s.nameJa, s.nameEn, s.kana, s.group.nameJa, s.group.nameEn})
		header = append(header, s.nameJa)
	}
	levels, err := src.levels()
	if err != nil {
		return nil, err
	}
	roles := [][]string{header}
	for i, r := range src.roles {
		f := r.family
		row := []string{
			r.code, f.nameJa + ":" + r.titleJa, f.nameEn + ": " + r.titleEn, f.kana + " " + r.titleKana,
			f.code, r.descriptionJa, r.descriptionEn,
		}
		for _, level := range levels[i] {
			row = append(row, strconv.Itoa(level))
		}
		roles = append(roles, row)
	}
	files := []published{{name: "manifest.json", content: src.manifest}}
	for _, t := range []struct {
		name string
		rows [][]string
	}{{"roles.csv", roles}, {"skills.csv", skills}, {"families.csv", families}} {
		content, err := encodeCSV(t.rows)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
		files = append(files, published{name: t.name, content: content})
	}
	return files, nil
}

// encodeCSV returns rows as CSV in UTF-8 with newline ends.
func encodeCSV(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
