package loader

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// markScales are usual marks for levels, each from the lowest. Marks of one level stand together.
var markScales = [][]string{
	{"× ✕ ✗ ✘ x ー - －", "△ ▲", "○ 〇 ◯ ●", "◎"},
	{"n none no なし 無 -", "l low 低", "m med medium mid 中", "h high 高"},
	{"none なし 未経験", "basic beginner 初級 基礎 入門", "intermediate 中級 応用", "advanced 上級", "expert 最上級 専門 達人 エキスパート"},
	{"none", "novice", "advanced beginner", "competent", "proficient", "expert"},
	{"no n いいえ 無 なし 否 false 0 -", "yes y はい 有 あり x ✓ ✔ ☑ ○ ● true 1 該当"},
	{"-", "i", "ii", "iii", "iv", "v"},
}

// markLevels gives each mark of a vocabulary its level; nil where the marks are no scale that is
// known. Marks with one number each, such as "Level 3" or "3: できる", stand for it. scaleHasZero
// says whether one of them is the lowest level, 0.
func markLevels(vocabulary []string) (levels map[string]float64, scaleHasZero bool) {
	if len(vocabulary) == 0 || len(vocabulary) > 30 {
		return nil, false
	}
	if levels := numberedMarks(vocabulary); levels != nil {
		return levels, slices.ContainsFunc(vocabulary, func(m string) bool { return levels[m] == 0 })
	}
	if levels := countedMarks(vocabulary); levels != nil {
		return levels, slices.ContainsFunc(vocabulary, func(m string) bool { return levels[m] == 0 })
	}
	// The scale with the fewest levels that has all marks: ○ and × alone are yes and no.
	best := map[string]float64(nil)
	size := 100
	for _, scale := range markScales {
		levels := map[string]float64{}
		for level, marks := range scale {
			for _, word := range splitMarks(marks) {
				for _, m := range vocabulary {
					if foldMark(m) == word {
						levels[m] = float64(level)
					}
				}
			}
		}
		if len(levels) == len(vocabulary) && len(scale) < size {
			best, size = levels, len(scale)
		}
	}
	for _, level := range best {
		scaleHasZero = scaleHasZero || level == 0
	}
	return best, scaleHasZero
}

// splitMarks splits the marks of a level; "advanced beginner" is one.
func splitMarks(marks string) []string {
	if marks == "advanced beginner" {
		return []string{marks}
	}
	words := strings.Fields(marks)
	for i, w := range words {
		words[i] = foldMark(w)
	}
	return words
}

func foldMark(m string) string { return strings.ToLower(norm.NFKC.String(strings.TrimSpace(m))) }

// numberedMarks reads marks that hold one number each, all different: the text around it explains.
func numberedMarks(vocabulary []string) map[string]float64 {
	levels := map[string]float64{}
	seen := map[float64]string{}
	for _, m := range vocabulary {
		folded := norm.NFKC.String(m)
		from := strings.IndexAny(folded, "0123456789")
		if from < 0 {
			if isNothing(folded) {
				levels[m] = 0
				continue
			}
			return nil
		}
		to := from
		for to < len(folded) && (folded[to] >= '0' && folded[to] <= '9' || folded[to] == '.' && to+1 < len(folded) && folded[to+1] >= '0' && folded[to+1] <= '9') {
			to++
		}
		if strings.ContainsAny(folded[to:], "0123456789") {
			return nil
		}
		v, err := strconv.ParseFloat(folded[from:to], 64)
		if err != nil || v > 20 {
			return nil
		}
		if other, twice := seen[v]; twice && other != folded {
			return nil
		}
		seen[v] = folded
		levels[m] = v
	}
	if len(seen) == 0 {
		return nil
	}
	return levels
}

// countedMarks reads marks that are drawn once for each level, such as ★★☆ or ++: nil where they are
// none. What is drawn hollow fills up to the highest level.
func countedMarks(vocabulary []string) map[string]float64 {
	const solid, hollow = "★●■◆+*x", "☆○□◇"
	levels := map[string]float64{}
	var of rune
	most := 0
	for _, m := range vocabulary {
		folded := foldMark(m)
		if isNothing(folded) {
			levels[m] = 0
			continue
		}
		n := 0
		for _, r := range folded {
			switch {
			case strings.ContainsRune(solid, r) && (of == 0 || of == r):
				of = r
				n++
			case strings.ContainsRune(hollow, r):
			default:
				return nil
			}
		}
		levels[m], most = float64(n), max(most, n)
	}
	if most < 2 {
		return nil
	}
	return levels
}

func isNothing(m string) bool {
	return slices.Contains([]string{"-", "none", "なし", "無"}, foldMark(m))
}

// gradeLike reports whether marks are letters that some put the best first and some the worst, such
// as A to E: only a person knows.
func gradeLike(vocabulary []string) bool {
	if len(vocabulary) < 2 || len(vocabulary) > 8 {
		return false
	}
	return !slices.ContainsFunc(vocabulary, func(m string) bool {
		m = foldMark(m)
		return len(m) == 0 || len(m) > 2 || m[0] < 'a' || (m[0] > 'g' && m[0] != 's') || len(m) == 2 && m[1] != '+' && m[1] != '-'
	})
}

// markEntries lists levels from the lowest, for a manifest.
func markEntries(levels map[string]float64) []markEntry {
	var entries []markEntry
	for m, v := range levels {
		entries = append(entries, markEntry{m, v})
	}
	slices.SortFunc(entries, func(a, b markEntry) int {
		if a.Level != b.Level {
			if a.Level < b.Level {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Mark, b.Mark)
	})
	return entries
}
