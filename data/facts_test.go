package data_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"noboru/data"
)

// The tests read the published files with code of their own, so that a fault of the loader or the engine
// cannot hide a fault of the data.

const (
	operator = "SOC-OPERATOR"
	intel    = "SOC-INTEL"
	analyst  = "SOC-ANALYST"
	notifier = "CYBER-POC-NOTIFICATION"

	firstSkillColumn = 7
)

type manifest struct {
	Name             string            `json:"name"`
	Title            map[string]string `json:"title"`
	Languages        []string          `json:"languages"`
	Illustrative     bool              `json:"illustrative"`
	Notice           map[string]string `json:"notice"`
	MaxScore         int               `json:"maxScore"`
	Measure          string            `json:"measure"`
	Threshold        float64           `json:"threshold"`
	TopK             int               `json:"topK"`
	ComfortableClimb float64           `json:"comfortableClimb"`
	Levels           []level           `json:"levels"`
	Form             string            `json:"form"`
	Files            []string          `json:"files"`
	Columns          map[string]string `json:"columns"`
	Skills           string            `json:"skills"`
	Families         string            `json:"families"`
}

type level struct {
	Score int    `json:"score"`
	Ja    string `json:"ja"`
	En    string `json:"en"`
}

type role struct {
	code, nameJa, nameEn, kana, family, descriptionJa, descriptionEn string
	levels                                                           []int
	total                                                            int
}

// bundle is the dataset with the graph that its manifest asks for.
type bundle struct {
	manifest manifest
	skills   [][]string // code, group_code, name_ja, name_en, kana, group_name_ja, group_name_en
	families [][]string // code, name_ja, name_en, kana, description_ja, description_en
	roles    []role
	index    map[string]int
	r        [][]int // correlation in millionths
	near     [][]int // neighbours in the order of roles
}

func load(t *testing.T) *bundle {
	t.Helper()
	b := &bundle{index: map[string]int{}}
	text, err := data.Files.ReadFile("security-roles/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&b.manifest); err != nil {
		t.Fatalf("manifest.json: %v", err)
	}
	b.skills = readCSV(t, b.manifest.Skills)[1:]
	b.families = readCSV(t, b.manifest.Families)[1:]
	rows := readCSV(t, b.manifest.Files[0])
	header := []string{"code", "name_ja", "name_en", "name_kana", "family", "description_ja", "description_en"}
	for _, s := range b.skills {
		header = append(header, s[2])
	}
	if !slices.Equal(rows[0], header) {
		t.Fatalf("header of roles.csv:\n got %q\nwant %q", rows[0], header)
	}
	for i, row := range rows[1:] {
		r := role{row[0], row[1], row[2], row[3], row[4], row[5], row[6], nil, 0}
		for _, cell := range row[firstSkillColumn:] {
			level, err := strconv.Atoi(cell)
			if err != nil {
				t.Fatalf("role %s: %v", r.code, err)
			}
			r.levels = append(r.levels, level)
			r.total += level
		}
		b.index[r.code] = i
		b.roles = append(b.roles, r)
	}
	b.connect()
	return b
}

func readCSV(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := data.Files.ReadFile("security-roles/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(text) {
		t.Fatalf("%s is not UTF-8", name)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return rows
}

func (b *bundle) connect() {
	n := len(b.roles)
	b.r, b.near = make([][]int, n), make([][]int, n)
	cut := int(math.Round(b.manifest.Threshold * 1e6))
	for i := range n {
		b.r[i] = make([]int, n)
		for j := range n {
			b.r[i][j] = pearson(b.roles[i].levels, b.roles[j].levels)
			if i != j && b.r[i][j] >= cut {
				b.near[i] = append(b.near[i], j)
			}
		}
	}
}

// pearson returns r in millionths. The sums are exact; the rows must not be constant.
func pearson(x, y []int) int {
	n := len(x)
	var sx, sy, sxx, syy, sxy int
	for i := range n {
		sx, sy = sx+x[i], sy+y[i]
		sxx, syy, sxy = sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	top := float64(n*sxy - sx*sy)
	bottom := math.Sqrt(float64(n*sxx-sx*sx)) * math.Sqrt(float64(n*syy-sy*sy))
	return int(math.Round(top / bottom * 1e6))
}

// steps returns the number of steps from start to every role, -1 where there is no path.
func (b *bundle) steps(start int) []int {
	d := slices.Repeat([]int{-1}, len(b.roles))
	d[start] = 0
	for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
		for _, v := range b.near[queue[0]] {
			if d[v] < 0 {
				d[v] = d[queue[0]] + 1
				queue = append(queue, v)
			}
		}
	}
	return d
}

func (b *bundle) role(t *testing.T, code string) role {
	t.Helper()
	i, ok := b.index[code]
	if !ok {
		t.Fatalf("no role %s", code)
	}
	return b.roles[i]
}

// familyOf returns the roles of a family.
func (b *bundle) familyOf(code string) []role {
	var in []role
	for _, r := range b.roles {
		if r.family == code {
			in = append(in, r)
		}
	}
	return in
}

// skill returns the index of a skill.
func (b *bundle) skill(t *testing.T, code string) int {
	t.Helper()
	i := slices.IndexFunc(b.skills, func(row []string) bool { return row[0] == code })
	if i < 0 {
		t.Fatalf("no skill %s", code)
	}
	return i
}

// technicalAndBusiness returns the sums of a role's 15 technical levels and of its 8 in management and business.
func (b *bundle) technicalAndBusiness(r role) (technical, business int) {
	for i, s := range b.skills {
		if s[1] == "BUSINESS" {
			business += r.levels[i]
		} else {
			technical += r.levels[i]
		}
	}
	return technical, business
}

func TestManifest(t *testing.T) {
	m := load(t).manifest
	if m.Name != "security-roles" || m.Form != "scores" || m.Measure != "PEARSON" || m.TopK != 0 {
		t.Errorf("name %q, form %q, measure %q, topK %d", m.Name, m.Form, m.Measure, m.TopK)
	}
	if m.MaxScore != 7 || m.ComfortableClimb != 8.05 {
		t.Errorf("maxScore %d, comfortableClimb %v: want 7, 8.05", m.MaxScore, m.ComfortableClimb)
	}
	if !slices.Equal(m.Languages, []string{"ja", "en"}) {
		t.Errorf("languages %v", m.Languages)
	}
	if !m.Illustrative || !strings.Contains(m.Notice["ja"], "例示") || !strings.Contains(m.Notice["en"], "illustrative") {
		t.Error("the manifest must say in both languages that the scores are illustrative")
	}
	if m.Title["ja"] == "" || m.Title["en"] == "" {
		t.Errorf("title %v", m.Title)
	}
	if hundredths := m.Threshold * 100; m.Threshold < 0.7 || m.Threshold > 0.9 || math.Abs(hundredths-math.Round(hundredths)) > 1e-9 {
		t.Errorf("threshold %v: want two decimals from 0.7 to 0.9", m.Threshold)
	}
}

// TestLevelsHaveAMeaning asks that every level from 0 to the highest is explained in both languages.
func TestLevelsHaveAMeaning(t *testing.T) {
	m := load(t).manifest
	if len(m.Levels) != m.MaxScore+1 {
		t.Fatalf("%d levels are explained, want 0 to %d", len(m.Levels), m.MaxScore)
	}
	seen := map[string]bool{}
	for i, l := range m.Levels {
		if l.Score != i || l.Ja == "" || l.En == "" || seen[l.Ja] || seen[l.En] {
			t.Errorf("level %d: %+v", i, l)
		}
		seen[l.Ja], seen[l.En] = true, true
	}
}

func TestSkillsOfTheBooklet(t *testing.T) {
	want := [][]string{
		{"計算機の構成", "システムインテグレーション", "ネットワーク", "サーバ", "データベース", "情報工学", "DRP（災害復旧計画、技術系）"},
		{
			"ネットワークセキュリティ", "脆弱性診断（プラットフォーム、アプリ等共通）", "システムセキュリティ", "セキュリティ運用",
			"暗号・アクセス制御（認証、電子署名等）", "サイバー攻撃手法", "マルウェア解析", "デジタルフォレンジック",
		},
		{
			"情報セキュリティマネジメント", "BCM（事業継続マネジメント）", "リスクマネジメント", "事業・戦略",
			"経営・組織・マネジメント", "ビジネス基礎", "法/制度・標準・監査", "マネージメント/リーダーシップ スキル",
		},
	}
	var got [][]string
	group := ""
	for _, s := range load(t).skills {
		if s[1] != group {
			group = s[1]
			got = append(got, nil)
		}
		got[len(got)-1] = append(got[len(got)-1], s[2])
	}
	if len(got) != len(want) {
		t.Fatalf("%d groups, want %d", len(got), len(want))
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("group %d:\n got %q\nwant %q", i+1, got[i], want[i])
		}
	}
}

func TestFamiliesOfTheBooklet(t *testing.T) {
	want := []string{
		"経営", "情報システム", "セキュリティ", "サイバー攻撃/調査", "ITリスクマネジメント", "リスクマネジメント", "IT内部統制",
		"内部統制", "IT企画・戦略・予算", "ネットワーク（含クラウド）", "業務系アプリケーション（含クラウド）",
		"Webアプリケーション（含SaaS）", "組み込みソフトウェア開発", "サーバ/ストレージ（含クラウド）", "データベース（含クラウド）",
		"OA機器（PC・スマホ・タブレットなど）", "サービス（ヘルプ）デスク", "IT社内（外）教育・インストラクター", "ITプロジェクト",
		"システム監査", "ITコンサルタント", "BCM/BCP事業継続", "プリセールス", "クラウド", "EA／アーキテクト", "SOC", "CSIRT",
		"IR「インシデントレスポンス」", "セキュリティ診断サービス",
	}
	b := load(t)
	var got []string
	for _, f := range b.families {
		got = append(got, f[1])
		if n := len(b.familyOf(f[0])); n < 2 {
			t.Errorf("family %s has %d roles, want at least 2", f[0], n)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("families:\n got %q\nwant %q", got, want)
	}
	for _, r := range b.roles {
		if !slices.ContainsFunc(b.families, func(f []string) bool { return f[0] == r.family }) {
			t.Errorf("role %s: unknown family %q", r.code, r.family)
		}
	}
}

func TestRolesOfTheBooklet(t *testing.T) {
	b := load(t)
	if len(b.roles) != 129 {
		t.Errorf("%d roles, want 129", len(b.roles))
	}
	for _, name := range []string{
		"SOC:マネージャ", "SOC:オペレーター", "SOC:分析業務", "SOC:情報収集業務",
		"CSIRT:マネージャ", "CSIRT:現場責任業務", "CSIRT:POC", "CSIRT:分析業務", "CSIRT:情報収集業務", "CSIRT:評価業務",
		"IR「インシデントレスポンス」:マネージャ", "IR「インシデントレスポンス」:現場責任業務", "IR「インシデントレスポンス」:分析業務",
		"セキュリティ診断サービス:マネージャ", "セキュリティ診断サービス:診断責任者", "セキュリティ診断サービス:コーディネーター",
		"セキュリティ診断サービス:診断担当者", "サイバー攻撃/調査:POCのノティフィケーション担当",
	} {
		if !slices.ContainsFunc(b.roles, func(r role) bool { return r.nameJa == name }) {
			t.Errorf("no role %s", name)
		}
	}
	for _, r := range b.roles {
		if strings.Contains(r.nameJa, "プラス・セキュリティ") {
			t.Errorf("%s: プラス・セキュリティ is not part of the set", r.code)
		}
	}
}

// TestTexts holds the form of codes, names and kana, and that no two roles share one.
func TestTexts(t *testing.T) {
	code := regexp.MustCompile(`^[A-Z]+(-[A-Z]+)*$`)
	kana := regexp.MustCompile(`^[ァ-ヺー ]+$`)
	english := regexp.MustCompile(`^[ -~]+$`)
	japanese := regexp.MustCompile(`[ぁ-んァ-ヺ一-龠]`)
	seen := map[string]string{}
	once := func(kind, text, by string) {
		if other := seen[kind+text]; other != "" {
			t.Errorf("%s and %s share the %s %q", other, by, kind, text)
		}
		seen[kind+text] = by
	}
	match := func(kind string, re *regexp.Regexp, text, by string) {
		if !re.MatchString(text) || strings.TrimSpace(text) != text {
			t.Errorf("%s: %s %q", by, kind, text)
		}
	}
	b := load(t)
	for _, r := range b.roles {
		match("code", code, r.code, r.code)
		match("kana", kana, r.kana, r.code)
		match("English name", english, r.nameEn, r.code)
		match("English description", english, r.descriptionEn, r.code)
		match("Japanese description", japanese, r.descriptionJa, r.code)
		if !strings.HasPrefix(r.code, r.family+"-") {
			t.Errorf("%s does not begin with its family %s", r.code, r.family)
		}
		if strings.Count(r.descriptionJa, "。") != 1 || !strings.HasSuffix(r.descriptionJa, "。") {
			t.Errorf("%s: the Japanese description is not one sentence: %s", r.code, r.descriptionJa)
		}
		once("code", r.code, r.code)
		once("Japanese name", r.nameJa, r.code)
		once("English name", r.nameEn, r.code)
		once("kana", r.kana, r.code)
		once("Japanese description", r.descriptionJa, r.code)
		once("English description", r.descriptionEn, r.code)
	}
	for _, s := range b.skills {
		match("code", code, s[0], s[0])
		match("kana", kana, s[4], s[0])
		match("English name", english, s[3], s[0])
		once("skill code", s[0], s[0])
		once("English skill name", s[3], s[0])
	}
	for _, f := range b.families {
		match("code", code, f[0], f[0])
		match("kana", kana, f[3], f[0])
		match("English name", english, f[2], f[0])
		once("family code", f[0], f[0])
		once("English family name", f[2], f[0])
	}
}

func TestScores(t *testing.T) {
	seen := map[string]string{}
	for _, r := range load(t).roles {
		low, high := slices.Min(r.levels), slices.Max(r.levels)
		if low < 0 || high > 7 || low == high {
			t.Errorf("%s: levels from %d to %d", r.code, low, high)
		}
		var key strings.Builder
		for _, level := range r.levels {
			key.WriteString(strconv.Itoa(level))
		}
		if other := seen[key.String()]; other != "" {
			t.Errorf("%s and %s have the same scores", other, r.code)
		}
		seen[key.String()] = r.code
		if r.total < 20 || r.total > 115 {
			t.Errorf("%s: a total of %d is not plausible", r.code, r.total)
		}
	}
}

func TestOperatorCorrelatesWithSeven(t *testing.T) {
	b := load(t)
	if got := b.role(t, operator).total; got != 35 {
		t.Errorf("SOC:オペレーター totals %d, want 35", got)
	}
	if got := b.role(t, notifier).total; got != 60 {
		t.Errorf("POCのノティフィケーション担当 totals %d, want 60", got)
	}
	var near []string
	for _, v := range b.near[b.index[operator]] {
		near = append(near, b.roles[v].code)
	}
	if len(near) != 7 || !slices.Contains(near, intel) || !slices.Contains(near, notifier) {
		t.Errorf("SOC:オペレーター correlates with %d roles, want 7 with %s and %s: %v", len(near), intel, notifier, near)
	}
	if slices.Contains(near, analyst) {
		t.Error("SOC:分析業務 is directly beside SOC:オペレーター")
	}
	slack := 1_000_000
	for v := range b.roles {
		slack = min(slack, abs(b.r[b.index[operator]][v]-int(math.Round(b.manifest.Threshold*1e6))))
	}
	if slack < 5_000 {
		t.Errorf("a correlation of SOC:オペレーター lies within %d millionths of the threshold: too fragile", slack)
	}
}

// TestSpecialistsLead asks that roles which are named for a skill have more of it than every colleague.
func TestSpecialistsLead(t *testing.T) {
	b := load(t)
	for code, skill := range map[string]string{
		"AUDIT-SECURITY-AUDITOR": "VULNERABILITY-ASSESSMENT",
		"BCM-IT-RECOVERY":        "DRP",
		"CLOUD-SECURITY":         "CRYPTO-ACCESS",
		"CSIRT-EVALUATION":       "VULNERABILITY-ASSESSMENT",
		"CYBER-MALWARE":          "MALWARE-ANALYSIS",
		"DB-ADMIN":               "DATABASE",
		"EDU-CONTENT":            "INFORMATION-ENGINEERING",
		"EMBED-DRIVER":           "COMPUTER-ARCHITECTURE",
		"IC-DESIGN":              "SYSTEM-INTEGRATION",
		"IR-ANALYST":             "DIGITAL-FORENSICS",
		"IS-DESIGNER":            "SYSTEM-INTEGRATION",
		"ITIC-GENERAL":           "CRYPTO-ACCESS",
		"ITRISK-ASSESSOR":        "VULNERABILITY-ASSESSMENT",
		"MGMT-CISO":              "SECURITY-OPERATIONS",
		"MGMT-CTO":               "INFORMATION-ENGINEERING",
		"NET-POLICY":             "NETWORK-SECURITY",
		"OA-MOBILE":              "COMPUTER-ARCHITECTURE",
		"PROJECT-LEADER":         "SYSTEM-INTEGRATION",
		"RISK-CRISIS":            "BCM",
		"SERVER-DESIGNER":        "SERVER",
		"SERVER-STORAGE":         "DRP",
		"SOC-ANALYST":            "ATTACK-TECHNIQUES",
		"WEB-SECURE-TEST":        "VULNERABILITY-ASSESSMENT",
	} {
		specialist, i := b.role(t, code), b.skill(t, skill)
		for _, c := range b.familyOf(specialist.family) {
			if c.code != code && c.levels[i] >= specialist.levels[i] {
				t.Errorf("%s has %d in %s, %s has %d", c.code, c.levels[i], skill, code, specialist.levels[i])
			}
		}
	}
}

// TestFamiliesDiffer asks of a few families that they lead where one would expect it: a family's lead is
// the mean share that the skill has in its roles' totals.
func TestFamiliesDiffer(t *testing.T) {
	b := load(t)
	for skill, want := range map[string][]string{
		"COMPUTER-ARCHITECTURE":    {"EMBED", "OA"},
		"NETWORK":                  {"NET", "SOC"},
		"SERVER":                   {"SERVER", "CLOUD"},
		"DATABASE":                 {"DB"},
		"DRP":                      {"BCM", "DB", "SERVER", "CLOUD"},
		"VULNERABILITY-ASSESSMENT": {"ASSESS"},
		"SECURITY-OPERATIONS":      {"CSIRT", "SOC", "CYBER"},
		"MALWARE-ANALYSIS":         {"CYBER", "IR"},
		"DIGITAL-FORENSICS":        {"IR"},
		"LAW-AUDIT":                {"AUDIT", "ITIC", "IC", "RISK"},
		"BCM":                      {"BCM"},
		"BUSINESS-STRATEGY":        {"MGMT", "ITPLAN", "CONSULT"},
	} {
		i := b.skill(t, skill)
		leader, lead := "", -1.0
		for _, f := range b.families {
			in, sum := b.familyOf(f[0]), 0.0
			for _, r := range in {
				sum += float64(r.levels[i]) / float64(r.total)
			}
			if mean := sum / float64(len(in)); mean > lead {
				leader, lead = f[0], mean
			}
		}
		if !slices.Contains(want, leader) {
			t.Errorf("%s: %s leads, want one of %v", skill, leader, want)
		}
	}
}

// shape is what the graph looks like at the manifest's threshold.
type shape struct {
	pairs, unreached int
	bySteps          []int // pairs by steps; entry 1 counts the edges
	largest          int   // roles of the largest component
	between          float64
}

func (b *bundle) shape() shape {
	n := len(b.roles)
	s := shape{pairs: n * (n - 1) / 2, bySteps: make([]int, n)}
	steps, pairs := 0, 0 // between roles of different families
	for u := range n {
		reached := 0
		for v, d := range b.steps(u) {
			if d >= 0 {
				reached++
			}
			switch {
			case v <= u:
			case d < 0:
				s.unreached++
			default:
				s.bySteps[d]++
				if b.roles[u].family != b.roles[v].family {
					steps, pairs = steps+d, pairs+1
				}
			}
		}
		s.largest = max(s.largest, reached)
	}
	for len(s.bySteps) > 0 && s.bySteps[len(s.bySteps)-1] == 0 {
		s.bySteps = s.bySteps[:len(s.bySteps)-1]
	}
	s.between = float64(steps) / float64(pairs)
	return s
}

func TestGraphIsUseful(t *testing.T) {
	s := load(t).shape()
	twoToSix := 0
	for _, c := range s.bySteps[2:7] {
		twoToSix += c
	}
	if s.largest < 127 {
		t.Errorf("only %d roles are connected, want at least 127", s.largest)
	}
	if 100*twoToSix < 75*s.pairs {
		t.Errorf("%d of %d pairs are 2 to 6 steps apart, want 75 %%", twoToSix, s.pairs)
	}
	if 100*s.bySteps[1] > 15*s.pairs {
		t.Errorf("%d of %d pairs are one step apart, want at most 15 %%", s.bySteps[1], s.pairs)
	}
	if s.between < 2.4 || s.between > 4 {
		t.Errorf("%.2f steps between families on average, want 2.4 to 4", s.between)
	}
}

// TestNoBottleneck asks that every role has a choice, and that no single role separates the others.
func TestNoBottleneck(t *testing.T) {
	b := load(t)
	for u, r := range b.roles {
		if len(b.near[u]) < 2 {
			t.Errorf("%s has %d correlates, want at least 2", r.code, len(b.near[u]))
		}
		seen := make([]bool, len(b.roles))
		start := (u + 1) % len(b.roles)
		seen[u], seen[start] = true, true
		reached := 1
		for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
			for _, v := range b.near[queue[0]] {
				if !seen[v] {
					seen[v] = true
					reached++
					queue = append(queue, v)
				}
			}
		}
		if reached != len(b.roles)-1 {
			t.Errorf("without %s the graph falls apart: %d of %d roles", r.code, reached, len(b.roles)-1)
		}
	}
}

// TestSameWorkIsNear asks that roles whose work the booklet describes alike correlate.
func TestSameWorkIsNear(t *testing.T) {
	b := load(t)
	for _, pair := range [][2]string{
		{"SOC-INTEL", "CSIRT-INTEL"},
		{"SOC-ANALYST", "CSIRT-ANALYST"},
		{"CSIRT-ANALYST", "IR-ANALYST"},
		{"CSIRT-COMMANDER", "IR-COMMANDER"},
		{"CSIRT-MANAGER", "IR-MANAGER"},
		{"CSIRT-EVALUATION", "ASSESS-TESTER"},
	} {
		if !slices.Contains(b.near[b.index[pair[0]]], b.index[pair[1]]) {
			t.Errorf("%s and %s do not correlate", pair[0], pair[1])
		}
	}
}

// TestFiguresInREADME keeps the README's figures true.
func TestFiguresInREADME(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	b := load(t)
	s := b.shape()
	var counts []string
	for _, c := range s.bySteps[1:] {
		counts = append(counts, strconv.Itoa(c))
	}
	var near []string
	for _, v := range b.near[b.index[operator]] {
		near = append(near, fmt.Sprintf("%s (%d)", b.roles[v].nameJa, b.roles[v].total))
	}
	least := slices.MinFunc(b.roles, func(x, y role) int { return cmp.Compare(x.total, y.total) })
	most := slices.MaxFunc(b.roles, func(x, y role) int { return cmp.Compare(x.total, y.total) })
	for _, line := range []string{
		fmt.Sprintf("r >= %v", b.manifest.Threshold),
		fmt.Sprintf("- edges: %d of %d pairs", s.bySteps[1], s.pairs),
		fmt.Sprintf("- roles in the largest component: %d of %d", s.largest, len(b.roles)),
		fmt.Sprintf("- pairs that are 1, 2, 3, ... steps apart: %s", strings.Join(counts, ", ")),
		fmt.Sprintf("- steps between roles of different families, on average: %.2f", s.between),
		fmt.Sprintf("- totals: from %d (%s) to %d (%s)", least.total, least.nameJa, most.total, most.nameJa),
		"- correlates of SOC:オペレーター: " + strings.Join(near, ", "),
	} {
		if !strings.Contains(string(text), line) {
			t.Errorf("README.md lacks: %s", line)
		}
	}
}

func abs(n int) int { return max(n, -n) }
