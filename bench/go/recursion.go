// SPDX-License-Identifier: MIT
// Stacks that grow by recursion with 64 bytes of padding a frame: 500 deep
// (from 2 KB to 64 KB) and 10,000 deep (to 1 MB).  Fresh: each time in a new goroutine, its
// start and end included.  Warm: again and again in one goroutine whose stack has
// grown already.

package main

import "sync"

const (
	shallow      = 500
	shallowTimes = 20000
	deep         = 10000
	deepTimes    = 1000
)

var (
	done   sync.WaitGroup
	result int32
)

//go:noinline
func recurse(depth int32) int32 {
	var padding [64]byte
	padding[depth&63] = byte(depth)
	if depth == 0 {
		return 0
	}
	return recurse(depth-1) + int32(padding[(depth+1)&63])
}

func repeat(depth int32, times int) {
	for i := 0; i < times; i++ {
		result = recurse(depth)
	}
	done.Done()
}

func fresh(depth int32, times int) {
	for i := 0; i < times; i++ {
		done.Add(1)
		go repeat(depth, 1)
		done.Wait()
	}
}

func warm(depth int32, times int) {
	done.Add(1)
	go repeat(depth, times)
	done.Wait()
}

func measure(name string, how func(int32, int), depth int32, times int) {
	how(depth, times/10)
	start := now()
	how(depth, times)
	report(name, float64(now()-start)/float64(times), "ns")
}

func main() {
	measure("grow-64k-fresh", fresh, shallow, shallowTimes)
	measure("grow-64k-warm", warm, shallow, 10*shallowTimes)
	measure("recursion-10000-fresh", fresh, deep, deepTimes)
	measure("recursion-10000-warm", warm, deep, 10*deepTimes)
}
