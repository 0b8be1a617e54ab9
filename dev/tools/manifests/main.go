// Command manifests reads Kubernetes manifests as Kubernetes' own types, and fails on a field that none
// of them has. It is a module of its own, so that those types are no part of the program.
//
//	go run -C dev/tools/manifests . ../../../deploy/kubernetes/*.yaml
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	apps "k8s.io/api/apps/v1"
	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/util/yaml"
	strict "sigs.k8s.io/yaml"
)

// types are those that may stand in a manifest, by apiVersion and kind.
var types = map[string]func() any{
	"apps/v1 Deployment":                 func() any { return &apps.Deployment{} },
	"batch/v1 Job":                       func() any { return &batch.Job{} },
	"v1 Service":                         func() any { return &core.Service{} },
	"v1 Secret":                          func() any { return &core.Secret{} },
	"policy/v1 PodDisruptionBudget":      func() any { return &policy.PodDisruptionBudget{} },
	"networking.k8s.io/v1 NetworkPolicy": func() any { return &networking.NetworkPolicy{} },
}

func main() {
	failed := len(os.Args) < 2
	for _, path := range os.Args[1:] {
		n, err := check(path)
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", path, err)
			failed = true
			continue
		}
		fmt.Printf("%s: %d objects\n", path, n)
	}
	if failed {
		os.Exit(1)
	}
}

// check reads every document of a file.
func check(path string) (n int, err error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	documents := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
	for {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			if n == 0 {
				return 0, errors.New("no object")
			}
			return n, nil
		}
		if err != nil {
			return n, err
		}
		var head struct{ APIVersion, Kind string }
		if err := strict.Unmarshal(document, &head); err != nil {
			return n, err
		}
		object, ok := types[head.APIVersion+" "+head.Kind]
		if !ok {
			return n, fmt.Errorf("object %d: no type for %q %q", n+1, head.APIVersion, head.Kind)
		}
		if err := strict.UnmarshalStrict(document, object()); err != nil {
			return n, fmt.Errorf("object %d, %s: %w", n+1, head.Kind, err)
		}
		n++
	}
}
