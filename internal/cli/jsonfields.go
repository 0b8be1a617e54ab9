package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"noboru/graph"
)

// jsonFields says what every field of --json means. A name means the same wherever it stands. It
// is what "noboru help json" prints; a test holds it against the types.
var jsonFields = [...]struct {
	names   string // separated by spaces
	meaning graph.Text
}{
	{"dataset", graph.Text{En: "what the answer rests on; stands in every answer", Ja: "回答のもとになったデータ。すべての回答にある"}},
	{"name title notice caution ja en", graph.Text{En: "texts, in Japanese and English; either may be empty", Ja: "日本語と英語の文字列。片方が空のこともある"}},
	{"version", graph.Text{En: "SHA-256 of the dataset's content; in the answer of version, that of the program", Ja: "データの内容の SHA-256。version の回答ではプログラムの版"}},
	{"illustrative", graph.Text{En: "true where the scores are made up to show the software", Ja: "点数が例示なら true"}},
	{"measure threshold topK", graph.Text{En: "how similarity is measured, the least similarity of an edge, edges kept by role (0: all)", Ja: "類似度の尺度、つながりのしきい値、職種ごとに残す本数（0 はすべて）"}},
	{"question objective climbBy comfortableClimb limits", graph.Text{En: "what was asked", Ja: "質問の内容"}},
	{"maxSteps maxClimb maxDrop minCorrelation via avoid avoidFamilies", graph.Text{En: "limits; null where there is none", Ja: "条件。なければ null"}},
	{"from to", graph.Text{En: "the ends of a question or a pair, the roles of a step (from is null for a profile), or two levels of a skill (null: not stated)", Ja: "質問の両端、ステップの両端（プロフィールなら from は null）、またはスキルの二つのレベル（記入なしは null）"}},
	{"text roles", graph.Text{En: "an end as it was typed and the roles that it stands for, a path's roles in order, or a count of roles", Ja: "入力された文字列とそれが指す職種、道筋の職種、または職種数"}},
	{"profile knownSkills partial flat fromProfile", graph.Text{En: "a person's profile as a start; its scores are never part of an answer, but for the levels of skills to learn", Ja: "出発点のプロフィール。伸ばすスキルのレベルのほかに、点数は回答に含まれない"}},
	{"code family role skill group groupName description", graph.Text{En: "a role, a family, a skill or a skill group", Ja: "職種、プロファイル、スキル、区分"}},
	{"total", graph.Text{En: "sum of a role's scores, in points", Ja: "評価点の合計"}},
	{"path paths", graph.Text{En: "a path, or several, best first; null where there is none", Ja: "道筋（よい順）。なければ null"}},
	{"steps", graph.Text{En: "a path's steps in order; in cost, tradeoffs, reached and costsMore their number; in stability, for each step the trials in which its edge held", Ja: "道筋のステップ。cost などでは歩数、stability では各ステップが保たれた回数"}},
	{"correlation", graph.Text{En: "similarity, -1 to 1, to six decimals; null where undefined, not stated, or not what drew the edge", Ja: "類似度（-1〜1、小数6桁）。計算できない、または不明なら null"}},
	{"byEffort", graph.Text{En: "true for the first step of a flat profile: drawn by least effort, at distance 1", Ja: "相関の定まらないプロフィールの最初の一歩なら true"}},
	{"climb drop", graph.Text{En: "points by which the total rises or falls", Ja: "合計が上がる、または下がる点数"}},
	{"skillGap", graph.Text{En: "sum over skills of what the next role needs above the one before, in points; null without scores", Ja: "次の職種に足りない点数の合計。点数のないデータでは null"}},
	{"newPoints carryOver", graph.Text{En: "points that are new beyond everything held so far on the path, and those that were held already", Ja: "道筋のそれまでになかった新しい点数と、すでに持っている点数"}},
	{"gaps new", graph.Text{En: "the skills behind skillGap and newPoints, with --explain", Ja: "skillGap と newPoints の内訳（--explain のとき）"}},
	{"steepestClimb ascent descent", graph.Text{En: "largest climb of a step (by climbBy), sum of climbs, sum of drops, in points", Ja: "1歩の最大の登り（climbBy による）、登りの合計、下りの合計"}},
	{"givesUpAndRegains", graph.Text{En: "true where a path drops and climbs again later", Ja: "いったん下がってまた登る道筋なら true"}},
	{"cost climbing squares changes distance", graph.Text{En: "what objectives add up: sum of c² + climb² + change² in square points (of a step its own part) and the parts of climb² and of changes of family alone, sum of 1 - correlation, steps", Ja: "目的関数の和: c² + 登り² の和（ステップではその分）、うち登り² の和、1 - 相関 の和、歩数"}},
	{"runnerUp costsMore", graph.Text{En: "the next best path and its cost less that of the best, with --runner-up", Ja: "次に良い道筋と費用の差（--runner-up のとき）"}},
	{"stability trials survived share seed", graph.Text{En: "in how many perturbations of the scores every step held, with --stability", Ja: "点数を動かした試行のうち道筋が保たれた回数（--stability のとき）"}},
	{"noPath blockage", graph.Text{En: "why there is no path: BLOCKED, JOINTLY_BLOCKED or DISCONNECTED", Ja: "道筋がない理由: BLOCKED、JOINTLY_BLOCKED、DISCONNECTED"}},
	{"relaxations joint limit value", graph.Text{En: "each limit that suffices by itself, or all that are needed together, with its new value or the role or family concerned", Ja: "単独でゆるめれば通れる条件、または同時に必要な条件と、その新しい値・職種・プロファイル"}},
	{"jointPath jointComplete", graph.Text{En: "the path that violates fewest limits; false where the search for fewer was given up", Ja: "最も少ない条件で済む道筋。探索を打ち切ったら false"}},
	{"near", graph.Text{En: "roles with similar names, where no role fits the text", Ja: "合う職種がないとき、名前の近い職種"}},
	{"nearest", graph.Text{En: "the reachable role most similar to the goal, with the path to it; role is null where only the profile itself is left", Ja: "到達できる、目標に最も近い職種とその道筋"}},
	{"k complete examined labels", graph.Text{En: "how many paths were asked for; false where the search was given up; candidates or labels looked at", Ja: "求めた道筋の数、探索を打ち切ったら false、調べた候補・ラベルの数"}},
	{"tradeoffs", graph.Text{En: "the choices of a frontier, fewest steps first", Ja: "歩数と登りの釣り合い（歩数の少ない順）"}},
	{"of direction reached", graph.Text{En: "what reach or openers asks about; FROM or TO; the roles within reach by steps, distance, code", Ja: "対象、FROM か TO、到達できる職種（歩数、距離、コードの順）"}},
	{"count", graph.Text{En: "items before --limit and --offset", Ja: "--limit と --offset の前の件数"}},
	{"openers gained lost", graph.Text{En: "one level more in a skill, and the roles that come within reach or drop out of it", Ja: "スキルを1レベル上げたとき、到達できるようになる職種と、できなくなる職種"}},
	{"edge noEdge shortfall", graph.Text{En: "whether two roles are joined; else why not (BELOW_THRESHOLD, CUT_BY_TOP_K, UNDEFINED, NOT_STATED, SAME_ROLE) and what is missing", Ja: "つながりの有無、ない理由、しきい値に足りない分"}},
	{"correlates", graph.Text{En: "the roles of a map, strongest first; in a list of roles their number", Ja: "相関マップの職種（強い順）。職種の一覧ではその数"}},
	{"families skills maxScore", graph.Text{En: "lists of families and of skills (in a profile, their number); largest score of a skill, 0 where unknown", Ja: "プロファイルとスキルの一覧（profile では数）。スキルの最高点、不明なら 0"}},
	{"line status error candidates", graph.Text{En: "of a pair: its line in the file; ok, no_path or error; what is wrong; what a wrong name could mean", Ja: "組の行番号、ok・no_path・error、誤りの内容、名前の候補"}},
	{"files file valid faults report", graph.Text{En: "of validate: each file, whether it would be loaded, everything that is wrong, the loader's report with its warnings and skillColumns; faults and warnings have a kind that never changes its meaning, and texts in English", Ja: "validate の各ファイル、読み込めるか、すべての誤り、読み込みの報告（警告 warnings、スキルとした列 skillColumns）。誤りと警告の種類は kind で、意味は変わらない。説明は英語"}},
	{"thresholds own edges components largest isolated", graph.Text{En: "what each threshold would give; own marks the dataset's", Ja: "しきい値ごとの辺、連結成分、最大成分、孤立した職種（own はデータの値）"}},
	{"loaded previous unchanged leftovers", graph.Text{En: "of load: what became of each file, the version before, whether it was there already, whether remains await the next load", Ja: "load の結果: 以前の版、変更がなかったか、片付けが残っているか"}},
	{"datasets loadedAt newer", graph.Text{En: "the datasets of a store, and when each was loaded (UTC); newer where a newer Noboru wrote it, of which only the name is known", Ja: "保存されているデータと読み込み日時（UTC）。新しい Noboru が書いたものは newer"}},
	{"dropped folder", graph.Text{En: "the dataset that drop removed; the folder that export wrote", Ja: "drop が削除したデータ、export が書いたフォルダ"}},
	{"whole nodes relationships questions differences firstDifference where property got want", graph.Text{En: "of verify: whether nothing differs, what was compared, how many differences, and the first of them", Ja: "verify の結果: 相違がないか、照合した数、相違の数、最初の相違"}},
	{"revision go platform", graph.Text{En: "how the program was built", Ja: "プログラムのビルド情報"}},
}

// jsonTopic is a help topic: a command that cannot be run.
func (a *app) jsonTopic() *cobra.Command {
	var b strings.Builder
	b.WriteString(words.JSONLong.In(a.lang) + "\n")
	for _, f := range jsonFields {
		fmt.Fprintf(&b, "\n  %s\n      %s\n", strings.ReplaceAll(f.names, " ", ", "), f.meaning.In(a.lang))
	}
	return &cobra.Command{Use: "json", Short: words.JSONShort.In(a.lang), Long: b.String()}
}
