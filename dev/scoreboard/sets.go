package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"noboru/data"
	"noboru/graph"
	"noboru/loader"
)

// set is a dataset to be measured, with what is known from outside about how its roles belong together.
type set struct {
	name    string
	credit  string // what anything shown from it must carry
	data    *graph.Dataset
	related relations // O*NET's related occupations; nil where there are none
	zones   []int     // job zone by role, 0 for unknown; nil where there are none
}

// publicTable says where a public table lies and how it is read.
type publicTable struct {
	name, credit, manifest string
	onet                   bool
}

const (
	jobTagCredit = "独立行政法人労働政策研究・研修機構（JILPT）作成「職業情報データベース 簡易版数値系ダウンロードデータ ver.7.00」職業情報提供サイト（job tag）より2026年5月4日にダウンロードを加工して作成"
	onetCredit   = "O*NET 30.0 Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), CC BY 4.0, modified; related occupations and job zones from O*NET 29.3. O*NET is a trademark of USDOL/ETA. USDOL/ETA has not approved, endorsed, or tested these modifications."
)

var tables = []publicTable{
	{"job tag", jobTagCredit, "examples/tables/jobtag.manifest.json", false},
	{"O*NET level", onetCredit, "examples/tables/onet-skills.manifest.json", true},
	{"O*NET importance", onetCredit, "dev/scoreboard/onet-importance.manifest.json", true},
}

// bundled is the dataset that every binary carries.
func bundled(ctx context.Context) (set, error) {
	d, _, err := loader.LoadFS(ctx, data.Files, "security-roles/manifest.json", loader.Options{})
	return set{name: "bundled", credit: "made up for this project", data: d}, err
}

// public reads the public tables that are there, and names those that are not. root is the project's folder.
func public(ctx context.Context, root string) (sets []set, absent []string, err error) {
	for _, t := range tables {
		d, _, err := loader.Load(ctx, filepath.Join(root, t.manifest), loader.Options{Root: filepath.Join(root, "..")})
		if errors.Is(err, fs.ErrNotExist) {
			absent = append(absent, t.name)
			continue
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", t.name, err)
		}
		s := set{name: t.name, credit: t.credit, data: d}
		if t.onet {
			folder := filepath.Join(root, "..", "shared", "data", "onet")
			if s.related, err = readRelated(filepath.Join(folder, "onet29_3_related_occupations_half.csv"), d); err != nil {
				return nil, nil, err
			}
			if s.zones, err = readZones(filepath.Join(folder, "onet29_3_job_zones.csv"), d); err != nil {
				return nil, nil, err
			}
		}
		sets = append(sets, s)
	}
	return sets, absent, nil
}

// with is the same dataset with another measure, threshold and topK.
func with(d *graph.Dataset, measure graph.Measure, threshold graph.Similarity, topK int) (*graph.Dataset, error) {
	spec := d.Spec()
	spec.Measure, spec.Threshold, spec.TopK = measure, threshold, topK
	return graph.NewDataset(spec)
}

// projectRoot is the folder that holds go.mod.
func projectRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod here or above")
		}
		dir = parent
	}
}
