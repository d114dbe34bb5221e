// SPDX-License-Identifier: MIT
// New objects of 8, 16, 64, 512 bytes and 32 KB, all garbage at once; as many goroutines as Ps, each makes as many.

package main

import (
	"runtime"
	"sync"
)

const most = 8

type object8 struct{ p *int }
type object16 struct{ p [2]*int }
type object64 struct{ p [8]*int }
type object512 struct{ p [64]*int }
type object32k struct{ c [32768]byte }

// sink keeps the compiler from putting an object on the stack.
type sink struct {
	p8   *object8
	p16  *object16
	p64  *object64
	p512 *object512
	p32k *object32k
	pad  [88]byte
}

var sinks [most]sink

func measure(name string, goroutines, n int, f func(s *sink, n int)) {
	var start int64
	for _, each := range []int{n / 10, n} {
		var done sync.WaitGroup
		start = now()
		done.Add(goroutines)
		for g := 0; g < goroutines; g++ {
			go func() {
				f(&sinks[g], each)
				done.Done()
			}()
		}
		done.Wait()
	}
	report(name, float64(now()-start)/float64(n), "ns")
}

func main() {
	goroutines := min(runtime.GOMAXPROCS(0), most)
	measure("alloc-8", goroutines, 30000000, func(s *sink, n int) {
		for i := 0; i < n; i++ {
			s.p8 = new(object8)
		}
	})
	measure("alloc-16", goroutines, 30000000, func(s *sink, n int) {
		for i := 0; i < n; i++ {
			s.p16 = new(object16)
		}
	})
	measure("alloc-64", goroutines, 10000000, func(s *sink, n int) {
		for i := 0; i < n; i++ {
			s.p64 = new(object64)
		}
	})
	measure("alloc-512", goroutines, 2000000, func(s *sink, n int) {
		for i := 0; i < n; i++ {
			s.p512 = new(object512)
		}
	})
	measure("alloc-32k", goroutines, 40000, func(s *sink, n int) {
		for i := 0; i < n; i++ {
			s.p32k = new(object32k)
		}
	})
}
