package cli_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"noboru/internal/testkit"
)

// questions are command lines of every kind of question and of every kind of answer to it.
var questions = []string{
	"path SOC-OPERATOR SOC-ANALYST",
	"path SOC-OPERATOR family:CSIRT --explain --stability 20 --runner-up --objective shortest",
	"path SOC-OPERATOR,CSIRT-INTEL SOC-ANALYST --max-climb 12.5 --avoid SOC-INTEL --avoid-family EDU --max-total 120 --min-total 20 --via SEC-OPERATIONS --family-change 0 --demotions allow",
	"path --profile me.csv SOC-ANALYST --explain",
	"path --profile me.csv SOC-ANALYST --unknown strongest",
	"path SOC-OPERATOR SOC-OPERATOR",
	"path SOC-OPERATOR SOC-ANALYST --max-steps 1",
	"path SOC-OPERATOR MGMT-CEO --max-steps 2 --max-climb 3",
	"path nobody SOC-ANALYST",
	"path マネージャ SOC-ANALYST",
	"path SOC-OPERATOR family:nothing",
	"paths SOC-OPERATOR SOC-ANALYST -k 4 --max-overlap 0.5 --stability 5",
	"paths SOC-OPERATOR SOC-ANALYST --max-steps 1",
	"frontier SOC-OPERATOR SOC-ANALYST",
	"frontier SOC-OPERATOR SOC-ANALYST --third skill-gap --max-steps 4",
	"frontier SOC-OPERATOR SOC-ANALYST --max-steps 1",
	"reach SOC-OPERATOR --max-steps 2 --limit 3",
	"reach --to SOC-ANALYST --max-steps 1",
	"reach --profile me.csv --max-steps 1",
	"reach nobody",
	"door-openers SOC-OPERATOR --max-steps 1",
	"door-openers --profile me.csv --limit 2",
	"door-openers SOC-OPERATOR --raise NETWORK+2,MALWARE-ANALYSIS",
	"compare SOC-OPERATOR SOC-ANALYST",
	"compare SOC-ANALYST --profile me.csv",
	"compare SOC-ANALYST nobody",
	"map SOC-OPERATOR",
	"map SOC-ANALYST --profile me.csv --min-correlation 0.8",
	"role SOC:オペレーター",
	"roles じょうほう",
	"roles --family SOC --limit 2",
	"families",
	"skills",
	// What is wrong with a question.
	"path SOC-OPERATOR SOC-ANALYST --min-correlation 0.2",
	"path SOC-OPERATOR SOC-ANALYST --max-climb 0.00001",
	"path SOC-OPERATOR SOC-ANALYST --comfortable-climb 0",
	"path SOC-OPERATOR SOC-ANALYST --max-steps 5000",
	"path SOC-OPERATOR SOC-ANALYST --via SOC-INTEL --avoid SOC-INTEL",
	"path SOC-OPERATOR SOC-ANALYST --avoid SOC-ANALYST",
	"paths SOC-OPERATOR SOC-ANALYST -k 11",
	"paths SOC-OPERATOR SOC-ANALYST --max-overlap 1.5",
	"frontier SOC-OPERATOR SOC-ANALYST --max-steps 33",
	"map SOC-OPERATOR --min-correlation 0.1",
	"door-openers SOC-OPERATOR --raise JUGGLING",
}

// TestJSONIsWhatTheServerAnswers asks each question on the command line and of a server, by the query that
// stands behind it: the answers are the same, and so is what is wrong.
func TestJSONIsWhatTheServerAnswers(t *testing.T) {
	server := startServing(t)
	dir := t.TempDir()
	profile := "skill,level\nNETWORK,3\nSECURITY-OPERATIONS,2\nDATABASE,1\nMALWARE-ANALYSIS,0\n"
	if err := os.WriteFile(filepath.Join(dir, "me.csv"), []byte(profile), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, line := range questions {
		t.Run(line, func(t *testing.T) {
			args := strings.Fields(line)
			query, _, code := noboru(t, dir, append(args, "--query")...)
			if code != 0 {
				t.Fatalf("--query: exit code %d", code)
			}
			answered := server.post(t, query)
			said, complaint, code := noboru(t, dir, append(args, "--json")...)
			if len(answered.Errors) > 0 {
				want := answered.Errors[0].Extensions.Want.En
				if code != 2 || said != "" || want == "" || !strings.Contains(complaint, want) {
					t.Errorf("exit code %d, %q; the server: %+v", code, complaint, answered.Errors)
				}
				return
			}
			var got any
			if err := json.Unmarshal([]byte(said), &got); err != nil {
				t.Fatalf("%v: %s%s", err, said, complaint)
			}
			var want any = answered.Data
			if len(answered.Data) == 1 {
				for _, only := range answered.Data {
					want = only
				}
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %v\nwant %v", got, want)
			}
			kind, _ := got.(map[string]any)
			exit := map[any]int{"NoPath": 4, "UnknownRole": 3, "UnknownFamily": 3}[kind["__typename"]]
			if code != exit {
				t.Errorf("exit code %d for %v", code, kind["__typename"])
			}
		})
	}
}

// noboru runs the program in English.
func noboru(t *testing.T, dir string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), testkit.Program(t), args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "LC_ALL=C", "NEO4J_URI=") // not the server that tests share
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), complaint.String(), cmd.ProcessState.ExitCode()
}

// response is what a server answers.
type response struct {
	Data   map[string]any
	Errors []struct {
		Message    string
		Extensions struct {
			Code           string
			Want, Sentence struct{ Ja, En string }
		}
	}
}

func (s *served) post(t *testing.T, request string) (r response) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/graphql", strings.NewReader(request))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // only read
	if err := json.NewDecoder(res.Body).Decode(&r); err != nil {
		t.Fatal(err)
	}
	return r
}

// mistakes are command lines that are wrong in every way that a message knows.
var mistakes = []string{
	"pth", "path SOC-OPERATOR", "path A B C D", "validate --thresholds 2", "path SOC-OPERATOR SOC-ANALYST --no-such-flag", "path SOC-OPERATOR SOC-ANALYST --max-step 3",
	"path SOC-OPERATOR SOC-ANALYST --max-steps", "path SOC-OPERATOR SOC-ANALYST --max-steps -3", "path SOC-OPERATOR SOC-ANALYST --max-climb -1",
	"path SOC-OPERATOR SOC-ANALYST --objective best", "path SOC-OPERATOR SOC-ANALYST --climb-by feet", "path SOC-OPERATOR SOC-ANALYST --min-correlation 0.2",
	"path SOC-OPERATOR SOC-ANALYST --json --csv", "path SOC-OPERATOR SOC-ANALYST --stability 0", "path SOC-OPERATOR SOC-ANALYST --seed x", "path SOC-OPERATOR SOC-ANALYST --color red",
	"path SOC-OPERATOR SOC-ANALYST --avoid SOC-ANALYST", "path SOC-OPERATOR SOC-ANALYST --via SOC-INTEL --via SOC-INTEL", "path SOC-OPERATOR SOC-ANALYST --comfortable-climb 900",
	"path nobody SOC-ANALYST", "path マネージャ SOC-ANALYST", "path SOC-OPERATOR family:nothing",
	"path --profile missing.csv SOC-ANALYST", "path --profile bad.csv SOC-ANALYST", "path --profile two.csv SOC-ANALYST", "path --profile broken.json SOC-ANALYST", "path --profile cut.json SOC-ANALYST",
	"path --profile kind.json SOC-ANALYST", "path --profile quote.csv SOC-ANALYST", "path --profile . SOC-ANALYST", "path --profile me.csv SOC-OPERATOR SOC-ANALYST", "path --profile me.csv SOC-ANALYST --unknown all",
	"paths SOC-OPERATOR SOC-ANALYST -k 11", "paths SOC-OPERATOR SOC-ANALYST --max-overlap 2", "paths --pairs me.csv SOC-OPERATOR SOC-ANALYST", "paths --pairs me.csv -k 2", "paths --pairs empty.csv", "paths --pairs quote.csv",
	"frontier SOC-OPERATOR SOC-ANALYST --third x", "frontier SOC-OPERATOR SOC-ANALYST --max-steps 33", "reach --to --profile me.csv", "reach SOC-OPERATOR --limit 0", "reach SOC-OPERATOR --after x",
	"door-openers SOC-OPERATOR --raise JUGGLING", "door-openers SOC-OPERATOR --raise NETWORK+x", "roles --limit 501", "roles --family nothing", "map SOC-OPERATOR --min-correlation 0.1", "role nobody",
	"serve --addr nowhere", "serve --poll 0s", "serve --read-timeout x", "serve --addr 203.0.113.1:1", "version --query",
	"datasets", "load nothing.csv --store kept", "load bad.csv --store kept", "verify --store empty", "drop nobody --store kept", "export nobody there --store kept", "path A B --store empty",
	"datasets --neo4j neo4j://127.0.0.1:9 --read-timeout 2s", "datasets --neo4j http://127.0.0.1:9", "datasets --neo4j neo4j://a:b@127.0.0.1:9", "path A B --data missing.csv", "path A B --data bad.csv", "path A B --data .", "path A B --data broken.xlsx", "path A B --data broken.json",
	"path A B --data x --store y", "help nothing", "verify --questions -1 --store kept",
}

// latin is three words in a row of a language that is not Japanese. Names of flags, files and fields are none.
var latin = regexp.MustCompile(`(?:^|[^-./\w])[a-z]{2,} [a-z]{2,} [a-z]{2,}`)

var (
	quoted   = regexp.MustCompile(`「[^」]*」|'[^']*'|"[^"]*"|noboru [a-z-]+( [A-Z]+)?`)
	japanese = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]`)
)

// TestMistakesAreSaidInJapanese makes every kind of mistake: what it says is Japanese.
func TestMistakesAreSaidInJapanese(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"me.csv": "NETWORK,3\nSERVER,2\nDATABASE,1\n", "bad.csv": "skill,level\nNETWORK,x\nServ,3\n", "two.csv": "NETWORK,3\nSERVER,2\n", "empty.csv": "", "quote.csv": "a,\"b\nc",
		"broken.json": `{"NETWORK": 3`, "cut.json": `{"NETWORK": 3} x`, "kind.json": `{"NETWORK": "3"}`, "broken.xlsx": "PK no",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range mistakes {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			_, complaint, code := noboru(t, dir, append(strings.Fields(line), "--lang", "ja")...)
			if code == 0 {
				t.Fatal("nothing is wrong")
			}
			if !japanese.MatchString(complaint) {
				t.Errorf("no Japanese: %s", complaint)
			}
			for text := range strings.Lines(complaint) {
				if strings.HasPrefix(text, "time=") {
					continue // the log, which is for operators
				}
				if found := latin.FindString(quoted.ReplaceAllString(text, "")); found != "" {
					t.Errorf("%q in %s", found, text)
				}
			}
		})
	}
}

// TestErrorsOfTheServerHaveBothLanguages asks wrong questions of the server.
func TestErrorsOfTheServerHaveBothLanguages(t *testing.T) {
	server := startServing(t)
	for _, query := range []string{
		`{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, limits: {maxClimb: -1}}) {__typename}}`,
		`{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, limits: {maxSteps: 100000}}) {__typename}}`,
		`{path(input: {from: {role: "SOC-OPERATOR"}, to: {roles: []}}) {__typename}}`,
		`{paths(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, first: 0}) {__typename}}`,
		`{roles(first: 0) {totalCount}}`, `{roles(after: "x") {totalCount}}`, `{roles(orderBy: RELEVANCE) {totalCount}}`, `{roles(filter: {families: ["nothing"]}) {totalCount}}`,
		`{search(input: {text: "a", first: 1000}) {totalCount}}`,
		`{path(input: {from: {profile: {levels: []}}, to: {role: "SOC-ANALYST"}}) {__typename}}`,
		`{path(input: {from: {profile: {levels: [{skill: "JUGGLING", level: 1}]}}, to: {role: "SOC-ANALYST"}}) {__typename}}`,
		`{correlationMap(input: {role: "SOC-OPERATOR", minCorrelation: 0.1}) {__typename}}`,
	} {
		request, err := json.Marshal(map[string]string{"query": query})
		if err != nil {
			t.Fatal(err)
		}
		answered := server.post(t, string(request))
		if len(answered.Errors) == 0 {
			t.Errorf("%s: no error", query)
			continue
		}
		said := answered.Errors[0].Extensions.Sentence
		if said.En == "" || !japanese.MatchString(said.Ja) || latin.MatchString(quoted.ReplaceAllString(said.Ja, "")) {
			t.Errorf("%s: %+v", query, answered.Errors[0])
		}
	}
}
