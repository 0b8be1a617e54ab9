//go:build !amd64

package allpairs

func best() kernel { return portable }

func kernels() map[string]kernel { return map[string]kernel{"portable": portable} }
