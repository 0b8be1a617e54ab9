//go:build openblas

package main

/*
#cgo pkg-config: openblas
#include <cblas.h>
*/
import "C"

import "unsafe"

const hasBLAS = true

// sgemm multiplies n rows of k elements by their transpose, a block at a time, as a search for similar
// pairs by matrix products would: the upper triangle only, results thrown away.
func sgemm(rows []float32, n, k, block int, out []float32) {
	for i := 0; i < n; i += block {
		a := min(block, n-i)
		for j := i; j < n; j += block {
			b := min(block, n-j)
			C.cblas_sgemm(C.CblasRowMajor, C.CblasNoTrans, C.CblasTrans, C.blasint(a), C.blasint(b), C.blasint(k), 1,
				(*C.float)(unsafe.Pointer(&rows[i*k])), C.blasint(k), (*C.float)(unsafe.Pointer(&rows[j*k])), C.blasint(k), 0,
				(*C.float)(unsafe.Pointer(&out[0])), C.blasint(block))
		}
	}
}
