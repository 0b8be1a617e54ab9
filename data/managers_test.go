package data_test

import (
	"slices"
	"strings"
	"testing"
)

// managers lists, for every family with a manager, the technical skills at the core of what it does. The
// booklet asks that managers know a minimum of them; floor is that minimum: 3 is a working level, and 2
// must do where nobody in the family works with technology.
var managers = map[string]struct {
	floor int
	core  []string
}{
	"APP-PM":           {3, []string{"SYSTEM-INTEGRATION", "DATABASE", "INFORMATION-ENGINEERING"}},
	"ASSESS-MANAGER":   {3, []string{"NETWORK", "SERVER", "VULNERABILITY-ASSESSMENT", "SYSTEM-SECURITY", "ATTACK-TECHNIQUES"}},
	"AUDIT-MANAGER":    {3, []string{"SYSTEM-SECURITY", "SECURITY-OPERATIONS", "CRYPTO-ACCESS"}},
	"BCM-MANAGER":      {3, []string{"DRP", "NETWORK"}},
	"CONSULT-MANAGER":  {3, []string{"SYSTEM-INTEGRATION", "NETWORK", "INFORMATION-ENGINEERING"}},
	"CSIRT-MANAGER":    {3, []string{"NETWORK", "SYSTEM-SECURITY", "SECURITY-OPERATIONS", "ATTACK-TECHNIQUES", "DIGITAL-FORENSICS"}},
	"CYBER-MANAGER":    {3, []string{"NETWORK", "NETWORK-SECURITY", "SECURITY-OPERATIONS", "ATTACK-TECHNIQUES"}},
	"DB-MANAGER":       {3, []string{"DATABASE", "SERVER", "SYSTEM-SECURITY", "DRP"}},
	"DESK-MANAGER":     {3, []string{"COMPUTER-ARCHITECTURE", "NETWORK", "SERVER"}},
	"EDU-MANAGER":      {3, []string{"NETWORK", "SERVER", "INFORMATION-ENGINEERING"}},
	"EMBED-PM":         {3, []string{"COMPUTER-ARCHITECTURE", "SYSTEM-INTEGRATION", "INFORMATION-ENGINEERING"}},
	"IC-MANAGER":       {2, []string{"SYSTEM-INTEGRATION", "CRYPTO-ACCESS"}},
	"IR-MANAGER":       {3, []string{"NETWORK", "SERVER", "ATTACK-TECHNIQUES", "MALWARE-ANALYSIS", "DIGITAL-FORENSICS"}},
	"IS-MANAGER":       {3, []string{"SYSTEM-INTEGRATION", "NETWORK", "SERVER", "DATABASE"}},
	"ITIC-MANAGER":     {3, []string{"SYSTEM-INTEGRATION", "SECURITY-OPERATIONS", "CRYPTO-ACCESS"}},
	"ITPLAN-MANAGER":   {3, []string{"SYSTEM-INTEGRATION", "NETWORK", "INFORMATION-ENGINEERING"}},
	"ITRISK-MANAGER":   {3, []string{"NETWORK-SECURITY", "SYSTEM-SECURITY", "SECURITY-OPERATIONS"}},
	"NET-MANAGER":      {3, []string{"NETWORK", "NETWORK-SECURITY", "SERVER"}},
	"OA-MANAGER":       {3, []string{"COMPUTER-ARCHITECTURE", "NETWORK", "SYSTEM-SECURITY"}},
	"PRESALES-MANAGER": {3, []string{"SYSTEM-INTEGRATION", "NETWORK", "NETWORK-SECURITY"}},
	"PROJECT-PM":       {3, []string{"SYSTEM-INTEGRATION", "NETWORK", "SERVER"}},
	"RISK-MANAGER":     {2, []string{"DRP", "SYSTEM-SECURITY"}},
	"SEC-MANAGER":      {3, []string{"NETWORK-SECURITY", "SYSTEM-SECURITY", "SECURITY-OPERATIONS", "CRYPTO-ACCESS"}},
	"SERVER-MANAGER":   {3, []string{"SERVER", "NETWORK", "COMPUTER-ARCHITECTURE", "DRP"}},
	"SOC-MANAGER":      {3, []string{"NETWORK", "NETWORK-SECURITY", "SYSTEM-SECURITY", "SECURITY-OPERATIONS", "ATTACK-TECHNIQUES"}},
	"WEB-PM":           {3, []string{"INFORMATION-ENGINEERING", "DATABASE", "CRYPTO-ACCESS"}},
}

// juniorTotal is the total up to which a role is plainly junior: operators, first-line and on-site support.
// Only such a colleague may a manager equal or exceed in every skill.
const juniorTotal = 40

// TestManagersKnowTheirTechnology holds the booklet's remark that a manager needs a minimum of technical
// knowledge: that much, and less than the specialists whom the manager leads.
func TestManagersKnowTheirTechnology(t *testing.T) {
	b := load(t)
	for _, r := range b.roles {
		title := strings.TrimPrefix(r.code, r.family+"-")
		if _, listed := managers[r.code]; listed != (title == "MANAGER" || title == "PM") {
			t.Errorf("%s: listed as a manager is %v", r.code, listed)
		}
	}
	for code, m := range managers {
		manager := b.role(t, code)
		specialist := 0 // the most that a colleague has in all core skills together
		best := make([]int, len(m.core))
		for _, c := range b.familyOf(manager.family) {
			if c.code == code {
				continue
			}
			sum := 0
			for i, s := range m.core {
				level := c.levels[b.skill(t, s)]
				best[i] = max(best[i], level)
				sum += level
			}
			specialist = max(specialist, sum)
		}
		sum := 0
		for i, s := range m.core {
			level := manager.levels[b.skill(t, s)]
			if level < m.floor || level > best[i] {
				t.Errorf("%s has level %d in %s, want %d to %d", code, level, s, m.floor, best[i])
			}
			sum += level
		}
		if sum >= specialist {
			t.Errorf("%s has %d in the core skills together, not less than the best specialist's %d", code, sum, specialist)
		}
	}
}

// TestManagersAreNotTheSpecialists asks that managers lead in management and business, and not in technology.
func TestManagersAreNotTheSpecialists(t *testing.T) {
	b := load(t)
	for code := range managers {
		manager := b.role(t, code)
		technical, business := b.technicalAndBusiness(manager)
		mostTechnical := 0
		for _, c := range b.familyOf(manager.family) {
			if c.code == code {
				continue
			}
			itsTechnical, itsBusiness := b.technicalAndBusiness(c)
			mostTechnical = max(mostTechnical, itsTechnical)
			if business <= itsBusiness {
				t.Errorf("%s has %d in management and business, %s has %d", code, business, c.code, itsBusiness)
			}
			ahead := 0 // skills in which the colleague has more
			for i, level := range c.levels {
				if level > manager.levels[i] {
					ahead++
				}
			}
			if ahead == 0 && c.total > juniorTotal {
				t.Errorf("%s is at least level with %s (%d) in every skill", code, c.code, c.total)
			}
		}
		if 10*technical > 9*mostTechnical {
			t.Errorf("%s has %d in the technical skills, want at most 90 %% of the best specialist's %d",
				code, technical, mostTechnical)
		}
	}
}

// TestLeadsAreNearAColleague asks that from every family's manager or lead an edge leads to a colleague.
func TestLeadsAreNearAColleague(t *testing.T) {
	b := load(t)
	leads := []string{"ASSESS-LEAD", "AUDIT-LEAD", "CSIRT-COMMANDER", "IR-COMMANDER", "PROJECT-LEADER"}
	for code := range managers {
		leads = append(leads, code)
	}
	for _, code := range leads {
		lead := b.role(t, code)
		if !slices.ContainsFunc(b.near[b.index[code]], func(v int) bool { return b.roles[v].family == lead.family }) {
			t.Errorf("%s has no edge to a colleague", code)
		}
	}
}

// TestExecutivesTotalMoreThanManagers asks that whoever leads managers totals more than they do.
func TestExecutivesTotalMoreThanManagers(t *testing.T) {
	b := load(t)
	for _, executive := range b.familyOf("MGMT") {
		for code := range managers {
			if m := b.role(t, code); m.total >= executive.total {
				t.Errorf("%s totals %d, %s %d", executive.code, executive.total, code, m.total)
			}
		}
	}
}
