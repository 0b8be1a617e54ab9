package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"noboru/graph"
)

// The sentences are Noboru's own. They state what the numbers state and promise nothing.

// caveats is what a reader should know before acting on a path.
func caveats(s Stamped) []Sentence {
	said := []Sentence{{
		Ja: "相関は、二つの職種が求めるスキルの構成がどれだけ似ているかを示します。異動や採用のしやすさを示すものではありません。",
		En: "A correlation says how alike the skills are that two roles ask for. It does not say how likely anyone is to be moved, promoted or hired.",
	}}
	if s.data().Illustrative() {
		said = append(said, Sentence{
			Ja: "この点数は例示のために作った架空のもので、実際の職種を評価したものではありません。",
			En: "The scores are illustrative: they were made up to show the software, and do not assess real roles.",
		})
	}
	return said
}

// languages are where both halves of a sentence are made in turn.
var languages = [...]string{"ja", "en"}

// say makes a sentence in both languages.
func say(in func(lang string) string) Sentence { return Sentence{in(languages[0]), in(languages[1])} }

func (s Stamped) name(role int, lang string) string { return s.data().Role(role).Name.In(lang) }

// titled is a role's name with its total.
func (s Stamped) titled(role int, lang string) string {
	total := s.data().Role(role).Total
	if lang == "ja" {
		return fmt.Sprintf("%s（%v点）", s.name(role, lang), total)
	}
	return fmt.Sprintf("%s (%v)", s.name(role, lang), total)
}

func (s Step) Explanation() Sentence {
	return say(func(lang string) string {
		if lang == "ja" {
			return s.explainJa()
		}
		return s.explainEn()
	})
}

func (s Step) explainJa() string {
	var b strings.Builder
	from := "今のあなた"
	if s.step.From != graph.FromProfile {
		from = s.titled(s.step.From, "ja")
	}
	fmt.Fprintf(&b, "%sから%sへ。", from, s.titled(s.step.To, "ja"))
	if s.step.ByEffort {
		b.WriteString("プロフィールの点数からは相関が定まらないため、必要な努力の少なさで選んだ一歩です。")
	} else {
		fmt.Fprintf(&b, "相関は%.2f、", s.step.Similarity.Float())
	}
	switch {
	case s.step.Climb > 0:
		fmt.Fprintf(&b, "%v点の登りです。", s.step.Climb)
	case s.step.Drop > 0:
		fmt.Fprintf(&b, "%v点の下りです。", s.step.Drop)
	default:
		b.WriteString("合計点は同じです。")
	}
	if !s.data().HasScores() {
		return b.String()
	}
	d := s.detail()
	learn, unstated := stated(d.New)
	switch {
	case len(learn) > 0:
		fmt.Fprintf(&b, "新しく身につけるのは%s（計%v点）。", s.listNew(learn, "ja"), d.NewPoints)
	case unstated == 0:
		b.WriteString("新しく身につけることはありません。")
	}
	if unstated > 0 {
		fmt.Fprintf(&b, "ほかに、プロフィールにない%d項目も求められます。", unstated)
	}
	if d.CarryOver > 0 {
		fmt.Fprintf(&b, "これまでの%v点が生きます。", d.CarryOver)
	}
	return b.String()
}

func (s Step) explainEn() string {
	var b strings.Builder
	from := "where you are"
	if s.step.From != graph.FromProfile {
		from = s.titled(s.step.From, "en")
	}
	fmt.Fprintf(&b, "From %s to %s: ", from, s.titled(s.step.To, "en"))
	if s.step.ByEffort {
		b.WriteString("drawn by least effort, as the profile correlates with nothing; ")
	} else {
		fmt.Fprintf(&b, "correlation %.2f, ", s.step.Similarity.Float())
	}
	switch {
	case s.step.Climb > 0:
		fmt.Fprintf(&b, "a climb of %s.", points(s.step.Climb))
	case s.step.Drop > 0:
		fmt.Fprintf(&b, "a drop of %s.", points(s.step.Drop))
	default:
		b.WriteString("the same total.")
	}
	if !s.data().HasScores() {
		return b.String()
	}
	d := s.detail()
	learn, unstated := stated(d.New)
	switch {
	case len(learn) > 0:
		fmt.Fprintf(&b, " New: %s (%s in all).", s.listNew(learn, "en"), points(d.NewPoints))
	case unstated == 0:
		b.WriteString(" Nothing new to learn.")
	}
	switch {
	case unstated == 1:
		b.WriteString(" It also asks for 1 skill that the profile does not state.")
	case unstated > 1:
		fmt.Fprintf(&b, " It also asks for %d skills that the profile does not state.", unstated)
	}
	if d.CarryOver > 0 {
		fmt.Fprintf(&b, " What is already held covers %s.", points(d.CarryOver))
	}
	return b.String()
}

// points writes a number of points in English.
func points(p graph.Points) string {
	if p == graph.PointsScale {
		return "1 point"
	}
	return p.String() + " points"
}

// namedChanges is how many skills a sentence names.
const namedChanges = 3

// stated leaves out the changes of skills that a partial profile does not state, and counts them.
func stated(changes []graph.SkillChange) (known []graph.SkillChange, unstated int) {
	for _, c := range changes {
		if c.Unknown {
			unstated++
		} else {
			known = append(known, c)
		}
	}
	return known, unstated
}

// listNew names the largest changes, equals in the order of skills. It may reorder changes.
func (s Step) listNew(changes []graph.SkillChange, lang string) string {
	slices.SortStableFunc(changes, func(a, b graph.SkillChange) int { return cmp.Compare(b.To-b.From, a.To-a.From) })
	var parts []string
	for _, c := range changes[:min(len(changes), namedChanges)] {
		parts = append(parts, fmt.Sprintf("%s +%v", s.data().Skills()[c.Skill].Name.In(lang), c.To-c.From))
	}
	more := len(changes) - len(parts)
	if lang == "ja" {
		text := strings.Join(parts, "、")
		if more > 0 {
			text += fmt.Sprintf("ほか%d項目", more)
		}
		return text
	}
	if more > 0 {
		parts = append(parts, fmt.Sprintf("%d more", more))
	}
	return strings.Join(parts, ", ")
}

// Notes is what a path owns up to.
func (p Path) Notes() []Sentence {
	notes := []Sentence{}
	if p.path.GivesUpAndRegains() {
		notes = append(notes, Sentence{
			Ja: "この道筋は途中で合計点が下がり、あとでまた登ります。手放した点を取り戻す分も登りに数えています。下りたくなければ maxDrop を指定してください。",
			En: "This path steps down and climbs again later: points given up and won back count again. Set maxDrop to limit how far a step may drop.",
		})
	}
	if len(p.path.Steps) > 0 && p.path.Steps[0].ByEffort {
		notes = append(notes, Sentence{
			Ja: "プロフィールの点数からは相関が定まらないので、最初の一歩は相関ではなく、必要な努力の少なさで選んでいます。",
			En: "The profile correlates with nothing, so the first step was drawn by least effort, not by correlation.",
		})
	}
	return notes
}

// Note says what a partial or flat profile does to the answer.
func (p *ProfileSummary) Note() *Sentence {
	count, all := p.profile.Known(), len(p.stamped.data().Skills())
	switch {
	case p.stamped.Snapshot.Graph.Flat(p.profile) && p.profile.Partial():
		return &Sentence{
			Ja: fmt.Sprintf("%d項目のうち%d項目だけが分かっていて、その点数では相関が定まらないため、分かっている項目で必要な努力が最も少ない職種につないでいます。", all, count),
			En: fmt.Sprintf("Only %d of %d skills are known, and these correlate with nothing: the profile is linked to the roles that ask for least effort in them.", count, all),
		}
	case p.stamped.Snapshot.Graph.Flat(p.profile):
		return &Sentence{
			Ja: fmt.Sprintf("%d項目の点数からは相関が定まらないため、必要な努力が最も少ない職種につないでいます。", count),
			En: fmt.Sprintf("The %d known levels correlate with nothing: the profile is linked to the roles that ask for least effort.", count),
		}
	case p.profile.Partial():
		return &Sentence{
			Ja: fmt.Sprintf("%d項目のうち%d項目だけが分かっています。最初の一歩の相関、登り、差は、分かっている項目だけで計算しています。", all, count),
			En: fmt.Sprintf("Only %d of %d skills are known: the correlation, climb and gap of the first step are computed over these alone.", count, all),
		}
	default:
		return nil
	}
}

func (s *Stability) Note() Sentence {
	return Sentence{
		Ja: fmt.Sprintf("道筋の職種の点数を1段階以内で%d回ゆらし、辺がすべて残った割合です。ほかの職種の点数、足切り、標準偏差は動かしていません。", s.s.Trials),
		En: fmt.Sprintf("The share of %d trials in which every edge of the path survived when the scores of its roles moved by up to one level. The scores, cutoffs and deviations of other roles were held.", s.s.Trials),
	}
}

func (r Relaxation) Explanation() Sentence {
	return say(func(lang string) string { return r.phrase(lang) })
}

func (r Relaxation) phrase(lang string) string {
	ja := lang == "ja"
	switch r.r.Limit {
	case graph.MaxStepsObstacle:
		if ja {
			return fmt.Sprintf("歩数の上限を%d歩にする", r.r.MaxSteps)
		}
		return fmt.Sprintf("allow %d steps", r.r.MaxSteps)
	case graph.MaxClimbObstacle:
		if ja {
			return fmt.Sprintf("一歩の登りの上限を%v点にする", r.r.Climb)
		}
		return fmt.Sprintf("allow climbs of %s", points(r.r.Climb))
	case graph.MaxDropObstacle:
		if ja {
			return fmt.Sprintf("一歩の下りの上限を%v点にする", r.r.Climb)
		}
		return fmt.Sprintf("allow drops of %s", points(r.r.Climb))
	case graph.MinCorrelationObstacle:
		if ja {
			return fmt.Sprintf("相関の下限を%vにする", r.r.MinCorrelation)
		}
		return fmt.Sprintf("allow correlations from %v", r.r.MinCorrelation)
	case graph.ViaObstacle:
		if ja {
			return fmt.Sprintf("%sを経由地から外す", r.question.name(r.r.Role, lang))
		}
		return fmt.Sprintf("do not pass through %s", r.question.name(r.r.Role, lang))
	case graph.AvoidRoleObstacle:
		if ja {
			return fmt.Sprintf("%sを避けない", r.question.name(r.r.Role, lang))
		}
		return fmt.Sprintf("do not avoid %s", r.question.name(r.r.Role, lang))
	default:
		family := r.question.data().Families()[r.r.Family].Name.In(lang)
		if ja {
			return fmt.Sprintf("分類「%s」を避けない", family)
		}
		return fmt.Sprintf("do not avoid the family %s", family)
	}
}

// explain says why a question has no path.
func (n *NoPath) explain(r *graph.Refusal) Sentence {
	return say(func(lang string) string {
		phrases := func(of []graph.Relaxation, joint string) string {
			var parts []string
			for _, x := range of {
				parts = append(parts, Relaxation{n.question, x}.phrase(lang))
			}
			return strings.Join(parts, joint)
		}
		if lang == "ja" {
			return n.whyJa(r, phrases) + n.nearestJa(r)
		}
		return n.whyEn(r, phrases) + n.nearestEn(r)
	})
}

func (n *NoPath) whyJa(r *graph.Refusal, phrases func([]graph.Relaxation, string) string) string {
	switch r.Blockage {
	case graph.BlockedByOne:
		return fmt.Sprintf("この条件では道筋がありません。次のどれか一つで開きます: %s。", phrases(r.Relaxations, "／"))
	case graph.JointlyBlocks:
		if len(r.Joint) == 0 {
			return "この条件では道筋がなく、一つの条件をゆるめるだけでは開きません。"
		}
		return fmt.Sprintf("この条件では道筋がなく、一つの条件をゆるめるだけでは開きません。あわせて次が要ります: %s。", phrases(r.Joint, "、"))
	default:
		return fmt.Sprintf("条件をすべて外しても、このデータのしきい値（%v）%sではつながっていません。", n.data().Threshold(), n.topK("と上位%d本の制限"))
	}
}

func (n *NoPath) whyEn(r *graph.Refusal, phrases func([]graph.Relaxation, string) string) string {
	switch r.Blockage {
	case graph.BlockedByOne:
		return fmt.Sprintf("No path fits these limits. Any one of these opens one: %s.", phrases(r.Relaxations, "; "))
	case graph.JointlyBlocks:
		if len(r.Joint) == 0 {
			return "No path fits these limits, and relaxing a single one is not enough."
		}
		return fmt.Sprintf("No path fits these limits, and relaxing a single one is not enough. Together these would do: %s.", phrases(r.Joint, "; "))
	default:
		return fmt.Sprintf("Even with all limits off nothing joins them at this dataset's threshold (%v)%s.", n.data().Threshold(), n.topK(" and topK (%d)"))
	}
}

func (n *NoPath) topK(format string) string {
	if k := n.data().TopK(); k > 0 {
		return fmt.Sprintf(format, k)
	}
	return ""
}

func (n *NoPath) nearestJa(r *graph.Refusal) string {
	switch near := r.Nearest; {
	case near.Role == graph.FromProfile:
		return "今のプロフィールから届く職種はありません。"
	case near.Known:
		return fmt.Sprintf("届く職種のうち目標に最も近いのは%s（目標との相関%.2f）です。", n.name(near.Role, "ja"), near.Similarity.Float())
	default:
		return fmt.Sprintf("届く職種の一つは%sです。", n.name(near.Role, "ja"))
	}
}

func (n *NoPath) nearestEn(r *graph.Refusal) string {
	switch near := r.Nearest; {
	case near.Role == graph.FromProfile:
		return " No role can be reached from this profile."
	case near.Known:
		return fmt.Sprintf(" Of the roles that can be reached, %s is most like the goal (correlation %.2f).", n.name(near.Role, "en"), near.Similarity.Float())
	default:
		return fmt.Sprintf(" One role that can be reached is %s.", n.name(near.Role, "en"))
	}
}

func (c *Comparison) Explanation() Sentence {
	return say(func(lang string) string {
		a, b := c.titled(c.c.From, lang), c.titled(c.c.To, lang)
		if lang == "ja" {
			return fmt.Sprintf("%sと%s: %s", a, b, c.edgeJa())
		}
		return fmt.Sprintf("%s and %s: %s", a, b, c.edgeEn())
	})
}

func (c *Comparison) edgeJa() string {
	d := c.data()
	switch c.c.Reason {
	case graph.HasEdge:
		return fmt.Sprintf("相関%vで、しきい値%v以上なので辺があります。", c.c.Similarity, d.Threshold())
	case graph.BelowThreshold:
		return fmt.Sprintf("相関%vは、しきい値%vに%v足りないので辺がありません。", c.c.Similarity, d.Threshold(), c.c.Shortfall)
	case graph.CutByTopK:
		return fmt.Sprintf("相関%vはしきい値以上ですが、どちらにとっても上位%d本に入らないので辺がありません。", c.c.Similarity, d.TopK())
	case graph.Undefined:
		return "どちらかの点数がすべて同じで相関が定まらないので辺がありません。"
	case graph.NotStated:
		return "このデータはこの組の相関を載せていません。"
	default:
		return "同じ職種です。"
	}
}

func (c *Comparison) edgeEn() string {
	d := c.data()
	switch c.c.Reason {
	case graph.HasEdge:
		return fmt.Sprintf("an edge, as the correlation of %v reaches the threshold of %v.", c.c.Similarity, d.Threshold())
	case graph.BelowThreshold:
		return fmt.Sprintf("no edge, as the correlation of %v is %v short of the threshold of %v.", c.c.Similarity, c.c.Shortfall, d.Threshold())
	case graph.CutByTopK:
		return fmt.Sprintf("no edge, as the correlation of %v is among the %d strongest of neither.", c.c.Similarity, d.TopK())
	case graph.Undefined:
		return "no edge, as the correlation is undefined: the scores of one are all equal."
	case graph.NotStated:
		return "no edge, as the dataset does not state their correlation."
	default:
		return "one and the same role."
	}
}
