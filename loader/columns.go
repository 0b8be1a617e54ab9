package loader

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"noboru/graph"
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
		f.missing(header, fmt.Sprintf("a column with this header; there are %s", quoted(f.t.header)))
		return -1
	}
	f.used[i] = true
	return i
}

func (f *finder) missing(column, want string) {
	fault := f.t.fault(f.t.headerRow, -1, &Fault{Err: fmt.Errorf("%w column", ErrMissing), Want: want})
	fault.Column = column
	f.l.fault(fault)
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

// either returns the stated column, else a guess.
func (f *finder) either(stated string, headers []string) int {
	if stated != "" {
		return f.stated(stated)
	}
	return f.guess(headers)
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
			l.warn(t.warning(t.headerRow, -1, "columns.ignore names %q, but there is no such column", h))
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
	if c.code < 0 && m.Code == "" {
		f.missing("code", fmt.Sprintf("a column with each role's code, headed code, role_id or コード, or named under columns.code; there are %s", quoted(t.header)))
	}
	if c.nameJa < 0 && c.nameEn < 0 && m.NameJa == "" && m.NameEn == "" {
		f.missing("name", fmt.Sprintf("a column with each role's name, headed name, name_ja or 名前, or named under columns.nameJa or columns.nameEn; there are %s", quoted(t.header)))
	}
	for i, used := range f.used {
		if !used {
			c.rest = append(c.rest, i)
		}
	}
	return c
}

// roleRows is what tables of roles have in common: everything but scores.
type roleRows struct {
	spec     *graph.Spec
	families map[string]bool   // declared codes; nil: whatever the column says
	first    map[string]record // by code
	file     map[string]string
	implied  map[string]bool
}

func newRoleRows(spec *graph.Spec, declared bool) *roleRows {
	rr := &roleRows{spec: spec, first: map[string]record{}, file: map[string]string{}, implied: map[string]bool{}}
	if declared {
		rr.families = map[string]bool{}
		for _, f := range spec.Families {
			rr.families[f.Code] = true
		}
	}
	return rr
}

// role reads the texts of one row. Its faults are added to l.
func (rr *roleRows) role(l *loading, t *table, c roleColumns, r record) graph.Role {
	role := graph.Role{
		Code:        r.cell(c.code),
		Name:        graph.Name{Text: graph.Text{Ja: r.cell(c.nameJa), En: r.cell(c.nameEn)}, Kana: r.cell(c.kana)},
		Description: graph.Text{Ja: r.cell(c.descriptionJa), En: r.cell(c.descriptionEn)},
		Family:      r.cell(c.family),
	}
	if c.code >= 0 {
		l.code(t, r, c.code, role.Code, rr.first, rr.file)
	}
	if named := max(c.nameJa, c.nameEn) >= 0; named && role.Name.Ja == "" && role.Name.En == "" {
		l.fault(t.fault(r.row, max(c.nameJa, c.nameEn), &Fault{Err: ErrMissing, Want: "the role's name in Japanese or in English"}))
	}
	switch {
	case role.Family == "":
	case rr.families == nil:
		if !rr.implied[role.Family] {
			rr.implied[role.Family] = true
			rr.spec.Families = append(rr.spec.Families, graph.Family{Code: role.Family, Name: nameOf(role.Family)})
		}
	case !rr.families[role.Family]:
		l.fault(t.fault(r.row, c.family, &Fault{Value: role.Family, Err: fmt.Errorf("%w family", ErrUnknown), Want: "the code of a declared family"}))
	}
	return role
}

// code checks that a code is there and stands once; first and file remember where each stood.
func (l *loading) code(t *table, r record, column int, code string, first map[string]record, file map[string]string) {
	if code == "" {
		l.fault(t.fault(r.row, column, &Fault{Err: ErrMissing, Want: "a code"}))
		return
	}
	if at, ok := first[code]; ok {
		place := fmt.Sprintf("first in row %d", at.row)
		if file[code] != t.file {
			place += " of " + file[code]
		}
		l.fault(t.fault(r.row, column, &Fault{Value: code, Err: fmt.Errorf("%w: %s", ErrDuplicate, place), Want: "a code of its own for each row"}))
		return
	}
	first[code], file[code] = r, t.file
}

func nameOf(s string) graph.Name { return graph.Name{Text: textOf(s).graph()} }

// quoted lists names for a message.
func quoted(names []string) string {
	const most = 12
	q := make([]string, 0, most)
	for _, n := range names[:min(len(names), most)] {
		q = append(q, fmt.Sprintf("%q", shorten(n)))
	}
	s := strings.Join(q, ", ")
	if more := len(names) - most; more > 0 {
		s += fmt.Sprintf(" and %d more", more)
	}
	return s
}
