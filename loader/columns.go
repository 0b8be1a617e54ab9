package loader

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// roleColumns are the places of a role table's columns; -1 where there is none.
type roleColumns struct {
	code, nameJa, nameEn, kana, family, descriptionJa, descriptionEn, total int

	keyed bool  // there is no code: the name is the key
	rest  []int // columns with no use yet, from left to right
}

// The usual headers in either language, as usual writes them; the first that is found counts.
var (
	codeHeaders   = []string{"code", "rolecode", "roleid", "id", "o*netsoccode", "onetsoccode", "jobcode", "jobid", "positioncode", "occupationcode", "workroleid", "dcwfcode", "コード", "役割コード", "職種コード", "職業コード", "役割id", "職種id", "職業id", "収録番号", "no", "no.", "番号", "occupationuri", "escocode", "sfiacode", "職務コード", "職位コード", "役職コード", "ポジションコード", "rolenumber", "jobnumber", "jobno", "jobno.", "rolekey", "key", "識別子", "識別番号"}
	nameJaHeaders = []string{"nameja", "名前", "名称", "職種名", "役割名", "職業名", "職務名", "役割", "職種", "職業", "職務", "役職", "ポジション", "日本語名", "和名", "職位", "職位名", "役職名", "職名", "肩書", "肩書き", "ポスト", "業務名", "業務", "ロール", "ロール名", "ジョブ", "ジョブ名", "人材像", "人材タイプ"}
	nameEnHeaders = []string{"nameen", "englishname", "英語名", "英名", "nameenglish", "englishtitle", "英語名称", "英語表記"}
	nameHeaders   = []string{"name", "rolename", "role", "roletitle", "title", "jobtitle", "job", "jobname", "position", "positiontitle", "positionname", "occupation", "occupationtitle", "workrole", "workrolename", "roles", "jobs", "occupationlabel", "preferredlabel", "occupationname", "jobprofile", "jobrole", "rolelabel", "profile", "worker", "designation", "stelle", "stellenbezeichnung", "rolle", "beruf", "funktion", "poste", "intitulé", "intitulédeposte", "intituléduposte", "fonction", "métier", "emploi", "rôle", "puesto", "cargo", "rol", "ocupación"}
	kanaHeaders   = []string{"namekana", "kana", "かな", "カナ", "よみ", "読み", "読み仮名", "ふりがな", "フリガナ"}
	familyHeaders = []string{"family", "familycode", "jobfamily", "rolefamily", "分類", "ファミリー", "職種分類", "職種区分", "系統", "department", "dept", "division", "category", "workrolecategory", "部門", "部署", "所属", "大分類", "カテゴリ", "カテゴリー", "職群", "職種群", "群", "jobgroup", "rolegroup", "occupationgroup", "jobcategory", "rolecategory", "部署名", "部門名", "所属部署", "所属名", "職群名", "abteilung", "berufsgruppe", "departmentname", "所属部門", "所属部署名", "所属課", "部課名", "familyname", "jobfamilyname"}
	// familyWords head a family where the column has words: they could be skills, too.
	familyWords = []string{"team", "businessunit", "unit", "orgunit", "organization", "area", "specialtyarea", "domain", "function", "track", "discipline", "careercluster", "cluster", "部", "課", "チーム", "組織", "職域", "領域", "区分", "グループ", "中分類", "bereich", "service", "département", "departement", "équipe", "famille", "famillemétier", "departamento", "área", "familia"}

	descriptionJaHeaders = []string{"descriptionja", "説明", "概要", "説明文", "定義"}
	descriptionEnHeaders = []string{"descriptionen"}
	descriptionHeaders   = []string{"description", "summary", "definition", "workroledescription"}
	totalHeaders         = []string{"total", "合計", "総計", "合計点", "計", "sum", "totalscore", "overall", "総合計", "総合点", "gesamt", "summe", "totalpoints", "合計点数", "総得点", "得点合計"}
	skillCodeHeaders     = []string{"code", "skillcode", "id", "コード"}
	pairAHeaders         = []string{"rolea", "a", "from", "source", "role1", "役割a", "職種a", "基準", "元"}
	pairBHeaders         = []string{"roleb", "b", "to", "target", "role2", "役割b", "職種b", "相手", "先"}
	correlationHeaders   = []string{"correlation", "r", "corr", "similarity", "weight", "相関", "相関係数", "類似度"}

	// Of tables in other shapes than one column a skill.
	skillHeaders      = []string{"skill", "skillname", "skills", "competency", "competence", "capability", "element", "elementname", "knowledge", "ability", "criterion", "item", "スキル", "スキル名", "スキル項目", "能力", "項目", "評価項目", "コンピテンシー", "知識", "skilllabel", "competences", "competencies", "kompetenz", "fähigkeit", "compétence", "competencia", "habilidad", "力量", "技能", "要件", "習得項目", "スキル要素"}
	skillKeyHeaders   = []string{"skillid", "skillcode", "elementid", "competencyid", "スキルコード", "スキルid", "skilluri", "技能コード", "項目コード", "能力コード"}
	statementHeaders  = []string{"statementid", "statement", "ksa", "ksat", "ksatid", "tksid", "tksstatement", "statementcode", "tks", "task", "taskid", "conceptid", "skilluri", "dcwf#"}
	levelHeaders      = []string{"level", "skilllevel", "score", "value", "datavalue", "rating", "proficiency", "proficiencylevel", "requiredlevel", "レベル", "スキルレベル", "点数", "点", "値", "評価", "スコア", "習熟度", "grade", "points", "targetlevel", "niveau", "stufe", "nivel", "スキル値", "必要レベル", "要求レベル", "ポイント", "得点", "数値", "必要水準"}
	linkKindHeaders   = []string{"kind", "type", "relation", "relationtype", "coreadditional", "coreoradditional", "必須", "区分", "種別", "required", "requirement", "necessity", "relationship", "必須任意", "必須/任意", "要否", "重要度区分", "linktype"}
	skillGroupWords   = []string{"category", "type", "kind", "domain", "area", "field", "section", "cluster", "区分", "カテゴリ", "カテゴリー", "大項目", "中項目", "大分類", "種別"} // of words, where a row is a skill
	skillGroupHeaders = []string{"skillgroup", "skillcategory", "group", "スキルグループ", "スキル分類", "グループ", "分野", "skilltype", "スキル区分", "スキル分野", "スキルカテゴリ", "スキル群", "分類"}
)

// unspacedHeader drops what headers differ by.
var unspacedHeader = strings.NewReplacer(" ", "", "_", "", "-", "", "\u3000", "", "\n", "")

// usual writes a header in one way: lower case, width folded, without spaces, '_' and '-'.
func usual(header string) string {
	if ascii(header) {
		b := make([]byte, 0, len(header))
		for i := range len(header) {
			switch c := header[i]; {
			case c == ' ', c == '_', c == '-', c == '\n':
			case c >= 'A' && c <= 'Z':
				b = append(b, c|0x20)
			default:
				b = append(b, c)
			}
		}
		return string(b)
	}
	return unspacedHeader.Replace(strings.ToLower(norm.NFKC.String(header)))
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
	f.l.fault(f.t.headerFault(column, kind, "columns", Names(distinct(f.t.header))))
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

// find returns a column that has no use yet, by its usual headers, or -1; it stays without use.
func (f *finder) find(lists ...[]string) int {
	return slices.IndexFunc(f.usual, func(u string) bool {
		return !f.used[slices.Index(f.usual, u)] && slices.ContainsFunc(lists, func(l []string) bool { return slices.Contains(l, u) })
	})
}

// guessWords is guess for columns that have nothing but words.
func (f *finder) guessWords(headers []string) int {
	words := slices.DeleteFunc(slices.Clone(headers), func(h string) bool {
		i := slices.Index(f.usual, h)
		if i < 0 {
			return true
		}
		facts := f.l.facts(f.t, i)
		return facts.texts == 0 || facts.texts < facts.filled
	})
	return f.guess(words)
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
		there := false
		for i, header := range t.header {
			if header == trim(h) {
				f.used[i], there = true, true
			}
		}
		if !there {
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
	if c.family < 0 && m.Family == "" {
		c.family = f.guessWords(familyWords)
	}
	guess(m.DescriptionJa, &c.descriptionJa, descriptionJaHeaders)
	guess(m.DescriptionEn, &c.descriptionEn, descriptionEnHeaders)
	f.inLanguage(&c.descriptionJa, &c.descriptionEn, descriptionHeaders)
	guess(m.Total, &c.total, totalHeaders)
	if !l.doubts.within("columns") {
		if c.code < 0 && m.Code == "" {
			c.keyed = true
			c.code = max(c.nameEn, c.nameJa) // the name is the key then
		}
		if c.code < 0 && m.Code == "" && m.NameJa == "" && m.NameEn == "" {
			f.missing("name", kindNoNameColumn)
		}
	}
	c.rest = f.rest()
	l.remember(t, c)
	return c
}

// remember keeps which columns of the first table have which meaning, for the manifest that says so.
func (l *loading) remember(t *table, c roleColumns) {
	if l.columns != nil || t.turned != nil {
		return
	}
	l.columns = &columnNames{}
	for _, named := range []struct {
		column int
		into   *string
	}{
		{c.nameJa, &l.columns.NameJa},
		{c.nameEn, &l.columns.NameEn},
		{c.kana, &l.columns.NameKana},
		{c.family, &l.columns.Family},
		{c.descriptionJa, &l.columns.DescriptionJa},
		{c.descriptionEn, &l.columns.DescriptionEn},
		{c.total, &l.columns.Total},
	} {
		if named.column >= 0 {
			*named.into = t.header[named.column]
		}
	}
	if !c.keyed && c.code >= 0 {
		l.columns.Code = t.header[c.code]
	}
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
