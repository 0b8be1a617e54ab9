package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"noboru/graph"
)

// question writes one root field about roles that are drawn.
type question struct {
	name  string
	write func(d *graph.Dataset, random *rand.Rand) string
}

// What is asked of a path that is found, and of one that is not.
const (
	ofPath   = "{roles {code name {ja en}} steps {climb drop correlation skillGap skillGaps {to} newSkills {to} explanation {ja}} totals {steps newPoints skillGap} directMove {skills {to} explanation {ja}} notes {ja}}"
	ofNoPath = "... on NoPath {blockage jointComplete connectingThreshold explanation {ja} nearest {correlation path " + ofPath + "} relaxations {value path " + ofPath + " explanation {ja}} joint {value} jointPath " + ofPath + "}"
)

// questions are all kinds, each in its dearest form.
func questions() []question {
	of := func(name, format, selection string) question {
		return question{name, func(d *graph.Dataset, random *rand.Rand) string {
			field := format
			roles := random.Perm(len(d.Roles())) // no role stands twice in a question
			for i := 0; strings.Contains(field, "ROLE;"); i++ {
				field = strings.Replace(field, "ROLE;", d.Roles()[roles[i%len(roles)]].Code, 1)
			}
			for strings.Contains(field, "FAMILY;") {
				field = strings.Replace(field, "FAMILY;", d.Families()[random.IntN(len(d.Families()))].Code, 1)
			}
			for strings.Contains(field, "SKILL;") {
				field = strings.Replace(field, "SKILL;", d.Skills()[random.IntN(len(d.Skills()))].Code, 1)
			}
			return strings.ReplaceAll(field, "PROFILE", drawProfile(d, random)) + " " + selection
		}}
	}
	pair := `from: {role: "ROLE;"}, to: {role: "ROLE;"}`
	via := `via: [` + strings.Repeat(`"ROLE;", `, 20) + `]`
	found := "{... on PathFound {path " + ofPath + "} " + ofNoPath + "}"
	all := []question{
		of("path", `path(input: {`+pair+`})`, "{__typename}"),
		of("path, in full", `path(input: {`+pair+`})`, found),
		of("path, by skill gap", `path(input: {`+pair+`, limits: {climbBy: SKILL_GAP, maxDrop: 3}})`, found),
		of("path, fewest steps", `path(input: {`+pair+`, objective: FEWEST_STEPS})`, found),
		of("path from a profile", `path(input: {from: {profile: PROFILE}, to: {role: "ROLE;"}})`, found),
		of("path between families", `path(input: {from: {family: "FAMILY;"}, to: {family: "FAMILY;"}})`, found),
		of("path through 20 roles", `path(input: {`+pair+`, limits: {`+via+`}})`, found),
		of("path of at most 32 steps", `path(input: {`+pair+`, limits: {maxSteps: 32, maxClimb: 3}})`, found),
		of("path through 20 roles, of at most 32 steps", `path(input: {`+pair+`, limits: {maxSteps: 32, `+via+`}})`, found),
		of("path, with other ways", `path(input: {`+pair+`})`, "{... on PathFound {alternatives "+ofPath+"}}"),
		of("path, with other ways, never down", `path(input: {`+pair+`, objective: SHORTEST, limits: {climbBy: SKILL_GAP, maxDrop: 3}})`, "{... on PathFound {alternatives "+ofPath+"}}"),
		of("path, with what it gave up", `path(input: {`+pair+`})`, "{... on PathFound {beatenBy {path "+ofPath+"} runnerUp {path "+ofPath+"}}}"),
		of("no path", `path(input: {`+pair+`, limits: {maxSteps: 2, maxClimb: 1, maxDrop: 1, minTotal: 30}})`, found),
		of("no path, avoiding 10 roles and 2 families", `path(input: {`+pair+`, limits: {maxSteps: 3, maxClimb: 2, avoid: {roles: [`+strings.Repeat(`"ROLE;" `, 10)+`], families: [`+strings.Repeat(`"FAMILY;" `, 2)+`]}}})`, found),
		of("no path through 5 roles", `path(input: {`+pair+`, limits: {maxSteps: 6, maxClimb: 2, via: [`+strings.Repeat(`"ROLE;" `, 5)+`]}})`, found),
		of("10 paths", `paths(input: {`+pair+`, first: 10})`, "{... on PathsFound {paths "+ofPath+"}}"),
		of("10 paths of at most 12 steps", `paths(input: {`+pair+`, first: 10, limits: {maxSteps: 12}})`, "{... on PathsFound {paths "+ofPath+"}}"),
		of("10 paths that share nothing", `paths(input: {`+pair+`, first: 10, maxOverlap: 0})`, "{... on PathsFound {paths {roles {code}}}}"),
		of("10 paths that share nothing, through 5 roles", `paths(input: {`+pair+`, first: 10, maxOverlap: 0, limits: {via: [`+strings.Repeat(`"ROLE;" `, 5)+`]}})`, "{... on PathsFound {paths {roles {code}}}}"),
		of("10 paths that share nothing, of at most 12 steps", `paths(input: {`+pair+`, first: 10, maxOverlap: 0, limits: {maxSteps: 12}})`, "{... on PathsFound {paths {roles {code}}}}"),
		of("50 pairs", `pathBatch(input: {pairs: [`+strings.Repeat(`{`+pair+`} `, 50)+`]})`, "{results {... on PathFound {path {roles {code}}}}}"),
		of("50 pairs, in full", `pathBatch(input: {pairs: [`+strings.Repeat(`{`+pair+`} `, 50)+`]})`, "{results "+found+"}"),
		of("frontier", `frontier(input: {`+pair+`})`, "{... on Frontier {tradeoffs {path "+ofPath+"}}}"),
		of("frontier of 32 steps", `frontier(input: {`+pair+`, limits: {maxSteps: 32}})`, "{... on Frontier {tradeoffs {path {roles {code}}}}}"),
		of("frontier of 32 steps through 5 roles", `frontier(input: {`+pair+`, limits: {maxSteps: 32, via: [`+strings.Repeat(`"ROLE;" `, 5)+`]}})`, "{... on Frontier {tradeoffs {path {roles {code}}}}}"),
		of("frontier with skill gaps", `frontier(input: {`+pair+`, thirdCriterion: SKILL_GAP, limits: {maxSteps: 12}})`, "{... on Frontier {tradeoffs {path {roles {code}}}}}"),
		of("frontier with families", `frontier(input: {`+pair+`, thirdCriterion: FAMILY_CHANGES, limits: {maxSteps: 12}})`, "{... on Frontier {tradeoffs {path {roles {code}}}}}"),
		of("reach", `reach(input: {of: {role: "ROLE;"}})`, "{... on Reach {roles(first: 50) {nodes {steps steepestClimb role {code}}}}}"),
		of("reach, with paths", `reach(input: {of: {role: "ROLE;"}, limits: {maxSteps: 6}})`, "{... on Reach {roles(first: 500) {nodes {path "+ofPath+"}}}}"),
		of("reach from a profile", `reach(input: {of: {profile: PROFILE}})`, "{... on Reach {profile {assumed {level}} roles {totalCount}}}"),
		of("reach of a family", `reach(input: {of: {family: "FAMILY;"}, direction: TO})`, "{... on Reach {roles {totalCount}}}"),
		of("door openers", `doorOpeners(input: {of: {role: "ROLE;"}, limits: {maxSteps: 3, maxClimb: 8}})`, "{... on DoorOpeners {doorOpeners {eased opened {code}}}}"),
		of("door openers, without limits", `doorOpeners(input: {of: {role: "ROLE;"}})`, "{... on DoorOpeners {doorOpeners {eased}}}"),
		of("door openers of a profile, with raises", `doorOpeners(input: {of: {profile: PROFILE}, raises: [`+strings.Repeat(`{skill: "SKILL;", levels: 2} `, 10)+`]})`, "{... on DoorOpeners {raised {eased opened {code}} doorOpeners {eased opened {code}}}}"),
		of("door openers, by two skills", `doorOpeners(input: {of: {role: "ROLE;"}, limits: {maxSteps: 1, maxClimb: 0}})`, "{... on DoorOpeners {why pair {eased opened {code}}}}"),
		of("door openers, by two skills, without limits", `doorOpeners(input: {of: {role: "ROLE;"}})`, "{... on DoorOpeners {why pair {eased}}}"),
		of("stability, 200 trials", `path(input: {`+pair+`})`, "{... on PathFound {path {stability {share}}}}"),
		of("stability, 10,000 trials", `path(input: {`+pair+`})`, "{... on PathFound {path {stability(trials: 10000) {share weakest {standIn {roles {code}}}}}}}"),
		of("stability of 10 paths", `paths(input: {`+pair+`, first: 10})`, "{... on PathsFound {paths {stability {share weakest {standIn {roles {code}}}}}}}"),
		of("stability of a profile's path", `path(input: {from: {profile: PROFILE}, to: {role: "ROLE;"}})`, "{... on PathFound {path {stability(trials: 1000) {share}}}}"),
		of("stability of the frontier", `frontier(input: {`+pair+`})`, "{... on Frontier {tradeoffs {path {stability {share}}}}}"),
		of("stability of what is in reach", `reach(input: {of: {role: "ROLE;"}})`, "{... on Reach {roles(first: 20) {nodes {path {stability(trials: 10) {share}}}}}}"),
		of("compare", `compare(input: {from: {role: "ROLE;"}, to: "ROLE;"})`, "{... on Comparison {skills {difference: __typename} explanation {ja}}}"),
		of("compare with a profile", `compare(input: {from: {profile: PROFILE}, to: "ROLE;"})`, "{... on Comparison {profile {assumed {level}} skills {__typename} explanation {ja}}}"),
		of("map of everything", `correlationMap(input: {role: "ROLE;", minCorrelation: -1})`, "{... on CorrelationMap {points(first: 500) {correlation role {code}}}}"),
		of("family map", `familyMap`, "{places {medianTotal family {code}} links {edges correlation a {code} b {code}}}"),
		of("search", `search(input: {text: "role `+"1"+`", first: 100})`, "{totalCount matches {quality role {code}} near {code}}"),
		of("search for nothing like it", `search(input: {text: "`+strings.Repeat("zq", 90)+`", first: 100})`, "{totalCount near {code}}"),
		of("a role by a name that is none", `path(input: {from: {role: "`+strings.Repeat("zq", 90)+`"}, to: {role: "ROLE;"}})`, "{... on UnknownRole {near {code} explanation {ja}}}"),
		of("all roles", `roles(first: 500, orderBy: DEGREE_DESC)`, "{nodes {id code name {ja en kana} total degree family {code}}}"),
		of("all roles with their scores", `roles(first: 500)`, "{nodes {scores {level}}}"),
		of("roles by a text", `roles(filter: {text: "role"}, orderBy: RELEVANCE)`, "{totalCount nodes {code}}"),
		of("roles by readings", `roles(orderBy: KANA, first: 1)`, "{totalCount}"),
		of("roles of many codes", `roles(filter: {codes: [`+strings.Repeat(`"ROLE;" `, 50)+`]})`, "{totalCount}"),
		of("correlates", `roles(first: 50)`, "{nodes {correlates(first: 50, orderBy: TOTAL_DESC) {nodes {climb skillGap role {code}}}}}"),
		of("correlates, skill by skill", `roles(first: 5)`, "{nodes {correlates(first: 10) {nodes {skills {__typename}}}}}"),
		of("families", `families(first: 100)`, "{nodes {roles(first: 500) {nodes {code}}}}"),
		of("components", `dataset`, "{componentCount}"),
		of("skills", `skills`, "{code name {ja en} group {code}}"),
	}
	return all
}

// drawProfile states five skills.
func drawProfile(d *graph.Dataset, random *rand.Rand) string {
	var b strings.Builder
	for _, s := range random.Perm(len(d.Skills()))[:5] {
		fmt.Fprintf(&b, "{skill: %q, level: %d} ", d.Skills()[s].Code, random.IntN(4))
	}
	return "{levels: [" + b.String() + "]}"
}
