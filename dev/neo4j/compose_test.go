package neo4j_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"

	"noboru/internal/testkit/neo4jtest"
)

// project reads docker-compose.yml as Docker does, with the variables given.
func project(t *testing.T, env ...string) (*types.Project, error) {
	t.Helper()
	o, err := cli.NewProjectOptions([]string{"../../docker-compose.yml"}, cli.WithEnv(env), cli.WithResolvedPaths(true))
	if err != nil {
		t.Fatal(err)
	}
	return o.LoadProject(t.Context())
}

func TestComposeListensOnLoopbackOnly(t *testing.T) {
	p, err := project(t, "NEO4J_PASSWORD=s3cret-s3cret")
	if err != nil {
		t.Fatal(err)
	}
	published := 0
	for _, s := range p.Services {
		for _, port := range s.Ports {
			if published++; port.HostIP != "127.0.0.1" {
				t.Errorf("%s publishes %s on %q", s.Name, port.Published, port.HostIP)
			}
		}
	}
	if published != 3 {
		t.Errorf("%d ports are published, want those of HTTP, Bolt and the server", published)
	}
	asked, err := project(t, "NEO4J_PASSWORD=s3cret-s3cret", "NOBORU_BIND=0.0.0.0", "NOBORU_PORT=9000", "NOBORU_DATASET=jobtag")
	if err != nil {
		t.Fatal(err)
	}
	if command := asked.Services["noboru"].Command; !slices.Contains(command, "jobtag") {
		t.Errorf("asked for another dataset, the server runs %q", command)
	}
	if port := asked.Services["noboru"].Ports[0]; port.HostIP != "0.0.0.0" || port.Published != "9000" {
		t.Errorf("asked for all addresses and port 9000, got %+v", port)
	}
}

func TestComposeWantsAPassword(t *testing.T) {
	if _, err := project(t); err == nil || !strings.Contains(err.Error(), "NEO4J_PASSWORD") {
		t.Errorf("without a password: %v", err)
	}
	p, err := project(t, "NEO4J_PASSWORD=s3cret-s3cret")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range p.Services {
		if strings.Contains(strings.Join(append(s.Command, s.Entrypoint...), " "), "s3cret") {
			t.Errorf("%s has the password on its command line", s.Name)
		}
	}
	if auth := p.Services["neo4j"].Environment["NEO4J_AUTH"]; auth == nil || *auth != "neo4j/s3cret-s3cret" {
		t.Errorf("NEO4J_AUTH: %v", auth)
	}
	if password := p.Services["noboru"].Environment["NEO4J_PASSWORD"]; password == nil || *password != "s3cret-s3cret" {
		t.Errorf("the server's password: %v", password)
	}
}

func TestComposeWaitsForNeo4j(t *testing.T) {
	p, err := project(t, "NEO4J_PASSWORD=s3cret-s3cret")
	if err != nil {
		t.Fatal(err)
	}
	server, database := p.Services["noboru"], p.Services["neo4j"]
	if d := server.DependsOn["neo4j"]; d.Condition != types.ServiceConditionHealthy {
		t.Errorf("the server depends on %+v", server.DependsOn)
	}
	if !strings.Contains(strings.Join(server.Command, " "), "serve --neo4j neo4j://neo4j:7687 --dataset  --wait") {
		t.Errorf("the server runs %q", server.Command)
	}
	pom, err := os.ReadFile("pom.xml")
	if err != nil {
		t.Fatal(err)
	}
	version := strings.TrimSuffix(strings.TrimPrefix(database.Image, "neo4j:"), "-community")
	if !strings.Contains(string(pom), ">"+version+"<") {
		t.Errorf("%s is not the version of pom.xml", database.Image)
	}
	if database.MemLimit == 0 || len(database.Volumes) == 0 || database.HealthCheck == nil {
		t.Errorf("want a memory limit, a volume and a health check: %+v", database)
	}
}

// TestComposeHealthCheck runs the command of the health check against a real Neo4j, and where there is none.
func TestComposeHealthCheck(t *testing.T) {
	server := neo4jtest.Shared(t)
	if server.HTTPURI == "" {
		t.Skip("left out: NEO4J_URI names a server without NEO4J_HTTP_URI")
	}
	p, err := project(t, "NEO4J_PASSWORD=s3cret-s3cret")
	if err != nil {
		t.Fatal(err)
	}
	test := p.Services["neo4j"].HealthCheck.Test
	if test[0] != "CMD" {
		t.Fatalf("the test is %q", test)
	}
	run := func(base string) error {
		args := make([]string, 0, len(test)-2)
		for _, a := range test[2:] {
			args = append(args, strings.Replace(a, "http://127.0.0.1:7474", base, 1))
		}
		return exec.CommandContext(t.Context(), test[1], args...).Run()
	}
	if err := run(server.HTTPURI); err != nil {
		t.Errorf("Neo4j runs, and the check says %v", err)
	}
	if err := run("http://127.0.0.1:1"); err == nil {
		t.Error("nothing runs, and the check says it is healthy")
	}
}
