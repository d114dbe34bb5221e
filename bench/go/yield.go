// SPDX-License-Identifier: MIT
// Goroutines that do nothing but yield: time of one yield.

package main

import (
	"runtime"
	"sync"
)

const (
	warm   = 10000
	yields = 4000000
)

var all sync.WaitGroup

func yielder(n int) {
	for i := 0; i < n; i++ {
		runtime.Gosched()
	}
	all.Done()
}

// run makes total yields by count goroutines together.
func run(count, total int) {
	all.Add(count)
	for i := 0; i < count; i++ {
		go yielder(total / count)
	}
	all.Wait()
}

func measure(name string, count int) {
	run(count, warm)
	start := now()
	run(count, yields)
	report(name, float64(now()-start)/yields, "ns")
}

func main() {
	measure("yield-2", 2)
	measure("yield-100", 100)
}
