package loader

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// roleColumns are the places of a role table's columns; -1 where there is none.
type roleColumns struct {
	code, nameJa, nameEn, kana, family, descriptionJa, descriptionEn, total int

	rest []int // columns with no use yet, from left to right
}

// The usual headers in either language, as usual writes them; the first that is found counts.
var (
	codeHeaders          = []string{"code", "rolecode", "roleid", "id", "o*netsoccode", "コード", "役割コード", "職種コード", "役割id", "職種id"}
	nameJaHeaders        = []string{"nameja", "名前", "名称", "職種名", "役割名", "職業名", "役割", "職種", "日本語名", "和名"}
	nameEnHeaders        = []string{"nameen", "englishname", "英語名", "英名"}
	nameHeaders          = []string{"name", "rolename", "role", "roletitle", "title"}
	kanaHeaders          = []string{"namekana", "kana", "かな", "カナ", "よみ", "読み", "読み仮名", "ふりがな", "フリガナ"}
	familyHeaders        = []string{"family", "familycode", "分類", "ファミリー", "職種分類", "系統"}
	descriptionJaHeaders = []string{"descriptionja", "説明", "概要", "説明文"}
	descriptionEnHeaders = []string{"descriptionen"}
	descriptionHeaders   = []string{"description"}
	totalHeaders         = []string{"total", "合計", "総計", "合計点"}
	skillCodeHeaders     = []string{"code", "skillcode", "id", "コード"}
	pairAHeaders         = []string{"rolea", "a", "from", "役割a", "職種a", "基準"}
	pairBHeaders         = []string{"roleb", "b", "to", "役割b", "職種b", "相手"}
	correlationHeaders   = []string{"correlation", "r", "相関", "相関係数"}
)

// usual writes a header in one way: lower case, width folded, without spaces, '_' and '-'.
func usual(header string) string {
	return strings.NewReplacer(" ", "", "_", "", "-", "", "\u3000", "", "\n", "").Replace(strings.ToLower(norm.NFKC.String(header)))
}

// finder hands out the columns of one table.
type finder struct {
	l     *loading
	t     *table
	used  []bool
	usual []string
}

func (l *loading) finder(t *table) *finder {
	f := &finder{l: l, t: t, used: make([]bool, len(t.header)), usual: make([]string, len(t.header))}
	for i, h := range t.header {
		f.usual[i] = usual(h)
		f.used[i] = h == ""
	}
	return f
}

// stated finds a column that the manifest names, which must be there; -1 where it names none.
func (f *finder) stated(header string) int {
	if header == "" {
		return -1
	}
	i := f.t.column(trim(header))
	if i < 0 {
		f.missing(header, kindNoColumn)
		return -1
	}
	f.used[i] = true
	return i
}

// missing faults a column that is not there.
func (f *finder) missing(column string, kind Kind) {
	f.l.fault(f.t.headerFault(column, kind, "columns", Names(f.t.header)))
}

// guess finds a column that has no use yet by its usual headers, or returns -1.
func (f *finder) guess(headers []string) int {
	for _, h := range headers {
		for i, u := range f.usual {
			if u == h && !f.used[i] {
				f.used[i] = true
				return i
			}
		}
	}
	return -1
}

// rest lists the columns that have no use, from left to right.
func (f *finder) rest() []int {
	var rest []int
	for i, used := range f.used {
		if !used {
			rest = append(rest, i)
		}
	}
	return rest
}

// inLanguage gives a column that could be in either language to the side that has none: by the
// text in it, where both have none.
func (f *finder) inLanguage(ja, en *int, headers []string) {
	if *ja >= 0 && *en >= 0 {
		return
	}
	i := f.guess(headers)
	switch {
	case i < 0:
	case *ja >= 0:
		*en = i
	case *en >= 0:
		*ja = i
	case slices.ContainsFunc(f.t.rows, func(r record) bool { return japanese(r.cell(i)) }):
		*ja = i
	default:
		*en = i
	}
}

// roleColumns finds the columns of a role table. Headers of skills are left alone.
func (l *loading) roleColumns(t *table, skills []int) roleColumns {
	f, m := l.finder(t), &l.manifest.Columns
	for _, i := range skills {
		if i >= 0 {
			f.used[i] = true
		}
	}
	for _, h := range m.Ignore {
		if i := t.column(trim(h)); i >= 0 {
			f.used[i] = true
		} else {
			w := t.warning(t.headerRow, -1, warnIgnored)
			w.Column = h
			l.warn(w)
		}
	}
	// All stated columns come before any guess, so that a guess cannot take one.
	c := roleColumns{
		code: f.stated(m.Code), nameJa: f.stated(m.NameJa), nameEn: f.stated(m.NameEn), kana: f.stated(m.NameKana),
		family: f.stated(m.Family), descriptionJa: f.stated(m.DescriptionJa), descriptionEn: f.stated(m.DescriptionEn), total: f.stated(m.Total),
	}
	guess := func(stated string, column *int, headers []string) {
		if stated == "" {
			*column = f.guess(headers)
		}
	}
	guess(m.Code, &c.code, codeHeaders)
	guess(m.NameJa, &c.nameJa, nameJaHeaders)
	guess(m.NameEn, &c.nameEn, nameEnHeaders)
	f.inLanguage(&c.nameJa, &c.nameEn, nameHeaders)
	guess(m.NameKana, &c.kana, kanaHeaders)
	guess(m.Family, &c.family, familyHeaders)
	guess(m.DescriptionJa, &c.descriptionJa, descriptionJaHeaders)
	guess(m.DescriptionEn, &c.descriptionEn, descriptionEnHeaders)
	f.inLanguage(&c.descriptionJa, &c.descriptionEn, descriptionHeaders)
	guess(m.Total, &c.total, totalHeaders)
	if !l.doubts.within("columns") {
		if c.code < 0 && m.Code == "" {
			f.missing("code", kindNoCodeColumn)
		}
		if c.nameJa < 0 && c.nameEn < 0 && m.NameJa == "" && m.NameEn == "" {
			f.missing("name", kindNoNameColumn)
		}
	}
	c.rest = f.rest()
	return c
}

// isRoleHeader says whether a row heads a table of roles: it names a code and a name.
func (l *loading) isRoleHeader(cells []string) bool {
	m := &l.manifest.Columns
	return heads(cells, m.Code, codeHeaders) &&
		(heads(cells, m.NameJa, nameJaHeaders, nameHeaders) || heads(cells, m.NameEn, nameEnHeaders, nameHeaders))
}

// isListHeader says whether a row heads a list of skills or families.
func isListHeader(cells []string) bool {
	return heads(cells, "", codeHeaders, skillCodeHeaders) && heads(cells, "", nameJaHeaders, nameEnHeaders, nameHeaders)
}

// isPairHeader says whether a row heads a table of pairs.
func (l *loading) isPairHeader(cells []string) bool {
	m := &l.manifest.Pairs.Columns
	return heads(cells, m.A, pairAHeaders) && heads(cells, m.B, pairBHeaders) && heads(cells, m.Correlation, correlationHeaders)
}

// heads says whether a row has the stated header or, where none is stated, a usual one.
func heads(cells []string, stated string, headers ...[]string) bool {
	return slices.ContainsFunc(cells, func(cell string) bool {
		if stated != "" {
			return cell == trim(stated)
		}
		return slices.ContainsFunc(headers, func(usualOnes []string) bool { return slices.Contains(usualOnes, usual(cell)) })
	})
}
