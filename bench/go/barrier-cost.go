// SPDX-License-Identifier: MIT
// Beside ../barrier-cost.c.
package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	slotCount = 4096
	logHeap   = 20
)

type node struct{ left, right *node }

var heap *node
var slots []*node
var values [2]*node
var numbers []int
var stop atomic.Bool
var done sync.WaitGroup

func makeTree(depth int) *node {
	n := new(node)
	if depth > 1 {
		n.left = makeTree(depth - 1)
		n.right = makeTree(depth - 1)
	}
	return n
}

func threadTime() float64 {
	var u syscall.Rusage
	syscall.Getrusage(1 /* RUSAGE_THREAD */, &u)
	return float64(u.Utime.Sec+u.Stime.Sec)*1e9 + float64(u.Utime.Usec+u.Stime.Usec)*1e3
}

//go:noinline
func storeNumbers(value int) {
	for i := range numbers {
		numbers[i] = value + i
	}
}

//go:noinline
func storePointers(turn int) {
	for i := range slots {
		slots[i] = values[(turn+i)&1]
	}
}

func collector() {
	for !stop.Load() {
		runtime.GC()
	}
	done.Done()
}

func measure(row string, turns int, isPointer bool) {
	runtime.LockOSThread()
	start := threadTime()
	for i := 0; i < turns; i++ {
		if isPointer {
			storePointers(i)
		} else {
			storeNumbers(i)
		}
	}
	report(row, (threadTime()-start)/float64(turns)/slotCount, "ns")
	runtime.UnlockOSThread()
}

func main() {
	heap = makeTree(logHeap)
	slots = make([]*node, slotCount)
	numbers = make([]int, slotCount)
	values[0] = new(node)
	values[1] = new(node)
	measure("store-number", 100000, false)
	measure("store-pointer-idle", 100000, true)
	done.Add(1)
	go collector()
	time.Sleep(20 * time.Millisecond)
	measure("store-pointer-marking", 50000, true)
	stop.Store(true)
	done.Wait()
}
