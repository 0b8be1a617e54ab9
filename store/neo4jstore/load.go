package neo4jstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// loadAttempts is how often Load reads again when the dataset was replaced under its eyes.
const loadAttempts = 3

// applying is how long Load waits before it reads again what looked damaged. While the server applies a
// commit, readers see a part of it, perhaps without the dataset's own node; damage is there to be seen again.
const applying = 200 * time.Millisecond

// Load reads a dataset back in READ transactions and proves by the hash of its content that it is
// whole and one version. It reads again when the dataset was replaced meanwhile, and
// returns ErrCorrupt when it was not and yet the hash differs.
func (s *Store) Load(ctx context.Context, name string) (*graph.Dataset, error) {
	t := task{"load", name}
	ctx, cancel := context.WithTimeout(ctx, s.config.ReadTimeout) // for all attempts together
	defer cancel()
	var last error
	doubts := 0
	for range loadAttempts {
		var before, after record
		var spec graph.Spec
		err := s.read(ctx, t, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
			if before, err = readable(ctx, tx, t, name); err == nil {
				spec, err = readSpec(ctx, tx, before, live)
			}
			return err
		})
		if err != nil && !errors.Is(err, store.ErrCorrupt) {
			return nil, tooSlow(err)
		}
		if err := s.notBehind(t, before); err != nil {
			return nil, err
		}
		var d *graph.Dataset
		if err == nil {
			if d, err = graph.NewDataset(spec); err == nil && d.Version() == before.version {
				return d, nil
			}
			last = t.error(store.ErrCorrupt, "hash-differs", "version", before.version.Short())
		} else {
			last = err
		}
		err = s.read(ctx, t, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
			after, err = readable(ctx, tx, t, name)
			return err
		})
		if err != nil {
			return nil, err
		}
		if after.load == before.load {
			if doubts++; doubts < loadAttempts {
				wait(ctx, applying)
			}
		}
	}
	if doubts == loadAttempts {
		return nil, last
	}
	return nil, t.error(store.ErrBusy, "replaced-while-read")
}

// tooSlow tells a large dataset from a server that is slow to say anything.
func tooSlow(err error) error {
	var e *store.Error
	if errors.As(err, &e) && e.Code == "no-answer-in-time" {
		e.Code = "read-timeout"
	}
	return err
}

// live and ours are patterns of the nodes to be read: those that people see, and those that this store
// made, whatever became of their labels.
func live(k kind) string { return fmt.Sprintf("(n:%s {dataset: $name})", k.Live) }

func ours(k kind) string {
	return fmt.Sprintf("(n:%s {dataset: $name} WHERE NOT n:%s AND NOT n:%s)", k.Ours, stagedLabel, k.Former)
}

// readSpec reads a dataset. What comes out may be a mixture if a load ends meanwhile; the hash tells.
func readSpec(ctx context.Context, tx runner, rec record, node func(kind) string) (graph.Spec, error) {
	spec := graph.Spec{Name: rec.name}
	params := map[string]any{"name": rec.name}
	err := each(ctx, tx, `MATCH (d:Dataset {name: $name}) RETURN d.titleJa, d.titleEn, d.noticeJa, d.noticeEn, d.languages,
		d.illustrative, d.measure, d.thresholdMicro, d.topK, d.maxScoreMilli, d.comfortableClimbMilli,
		d.levels, d.levelsJa, d.levelsEn, d.approximateBy`, params, func(r row) error {
		spec.Title, spec.Notice = graph.Text{Ja: r.text(), En: r.text()}, graph.Text{Ja: r.text(), En: r.text()}
		spec.Languages = []string{}
		for _, l := range r.list() {
			text, _ := l.(string)
			spec.Languages = append(spec.Languages, text)
		}
		spec.Illustrative, spec.Measure = r.bool(), graph.Measure(r.text())
		spec.Threshold, spec.TopK = graph.Similarity(r.int()), int(r.int())
		spec.MaxScore, spec.ComfortableClimb = graph.Points(r.int()), graph.Points(r.int())
		spec.Levels = r.levels()
		spec.ApproximateBy = r.text()
		return r.err
	})
	if err != nil {
		return spec, err
	}
	err = each(ctx, tx, "MATCH "+node(kinds[groups])+` WITH n AS g
		RETURN g.id, g.code, g.nameJa, g.nameEn, g.nameKana ORDER BY g.position`, params, func(r row) error {
		spec.SkillGroups = append(spec.SkillGroups, graph.SkillGroup{ID: r.text(), Code: r.text(), Name: r.name()})
		return r.err
	})
	if err != nil {
		return spec, err
	}
	err = each(ctx, tx, "MATCH "+node(kinds[skills])+` WITH n AS k
		RETURN k.id, k.code, k.nameJa, k.nameEn, k.nameKana, k.group ORDER BY k.position`, params, func(r row) error {
		spec.Skills = append(spec.Skills, graph.Skill{ID: r.text(), Code: r.text(), Name: r.name(), Group: r.text()})
		return r.err
	})
	if err != nil {
		return spec, err
	}
	err = each(ctx, tx, "MATCH "+node(kinds[families])+` WITH n AS f
		RETURN f.id, f.code, f.nameJa, f.nameEn, f.nameKana, f.descriptionJa, f.descriptionEn`, params, func(r row) error {
		spec.Families = append(spec.Families, graph.Family{
			ID: r.text(), Code: r.text(), Name: r.name(), Description: graph.Text{Ja: r.text(), En: r.text()},
		})
		return r.err
	})
	if err != nil {
		return spec, err
	}
	err = each(ctx, tx, "MATCH "+node(kinds[roles])+` WITH n AS r
		RETURN r.id, r.code, r.nameJa, r.nameEn, r.nameKana, r.descriptionJa, r.descriptionEn, r.family, r.totalMilli, r.scores`, params,
		func(r row) error {
			role := graph.Role{
				ID: r.text(), Code: r.text(), Name: r.name(), Description: graph.Text{Ja: r.text(), En: r.text()},
				Family: r.text(), Total: graph.Points(r.int()),
			}
			if spec.Measure != graph.Given {
				role.Scores = r.points()
			}
			spec.Roles = append(spec.Roles, role)
			return r.err
		})
	if err != nil || spec.Measure != graph.Given && spec.ApproximateBy == "" {
		return spec, err
	}
	return spec, readPairs(ctx, tx, &spec, params)
}

// readPairs reads each pair that is part of the content once: those that are edges, and the others.
func readPairs(ctx context.Context, tx runner, spec *graph.Spec, params map[string]any) error {
	for _, cypher := range []string{
		"MATCH (a:Role {dataset: $name})-[c:CORRELATES]->(b:Role) WHERE a.code < b.code RETURN a.code, b.code, c.correlationMicro",
		"MATCH (a:Role {dataset: $name})-[c:STATED]->(b:Role) RETURN a.code, b.code, c.correlationMicro",
	} {
		err := each(ctx, tx, cypher, params, func(r row) error {
			spec.Pairs = append(spec.Pairs, graph.Pair{A: r.text(), B: r.text(), Similarity: graph.Similarity(r.int())})
			return r.err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *row) name() graph.Name {
	return graph.Name{Text: graph.Text{Ja: r.text(), En: r.text()}, Kana: r.text()}
}

// levels reads three lists of the same length: scores, meanings in Japanese and in English.
func (r *row) levels() []graph.LevelMeaning {
	scores, ja, en := r.points(), r.list(), r.list()
	if len(ja) != len(scores) || len(en) != len(scores) {
		r.err = cmp.Or(r.err, fmt.Errorf("%w: %d levels with %d and %d meanings", errUnexpected, len(scores), len(ja), len(en)))
		return nil
	}
	var levels []graph.LevelMeaning
	for i, score := range scores {
		l := graph.LevelMeaning{Score: score}
		l.Meaning.Ja, _ = ja[i].(string)
		l.Meaning.En, _ = en[i].(string)
		levels = append(levels, l)
	}
	return levels
}

// points turns a list of points back into thousandths, exactly as they were written.
func (r *row) points() []graph.Points {
	list := r.list()
	points := make([]graph.Points, len(list))
	for i, v := range list {
		f, ok := v.(float64)
		if !ok || math.Abs(f) > math.MaxInt32 {
			r.err = fmt.Errorf("%w: a score in column %d", errUnexpected, r.at)
			return nil
		}
		points[i] = graph.Points(math.Round(f * graph.PointsScale))
	}
	return points
}
