// SPDX-License-Identifier: MIT
// Beside ../pauses.c.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	watchersMost = 2
	collections  = 10
	keptNodes    = 1 << 19
	gapsMost     = 1 << 20
	leastGap     = 2000
)

type node struct {
	next    *node
	a, b, c int
}
type gap struct{ from, to int64 }

var kept *node
var gaps [watchersMost][]gap
var stop atomic.Bool
var done, parked sync.WaitGroup
var gate chan int
var sinks [watchersMost]*node

func park() {
	<-gate
	parked.Done()
}

func watch(me int) {
	var ring *node
	last := now()
	for i := 0; !stop.Load(); i++ {
		n := new(node)
		if i%256 == 0 {
			n.next = nil
		} else {
			n.next = ring
		}
		ring = n
		t := now()
		if t-last > leastGap && len(gaps[me]) < gapsMost {
			gaps[me] = append(gaps[me], gap{last, t})
		}
		last = t
	}
	sinks[me] = ring
	done.Done()
}

func longestCommon() int64 {
	longest := int64(0)
	for i, j := 0, 0; i < len(gaps[0]) && j < len(gaps[1]); {
		a, b := gaps[0][i], gaps[1][j]
		longest = max(longest, min(a.to, b.to)-max(a.from, b.from))
		if a.to < b.to {
			i++
		} else {
			j++
		}
	}
	return longest
}

// How often all goroutines were stopped for a collection, by how long.
func stops() *metrics.Float64Histogram {
	sample := []metrics.Sample{{Name: "/sched/pauses/total/gc:seconds"}}
	metrics.Read(sample)
	return sample[0].Value.Float64Histogram()
}

func stopP99(before *metrics.Float64Histogram) int64 {
	after := stops()
	all, sum := uint64(0), uint64(0)
	for i := range after.Counts {
		all += after.Counts[i] - before.Counts[i]
	}
	for i := range after.Counts {
		sum += after.Counts[i] - before.Counts[i]
		if sum*100 >= all*99 {
			return int64(after.Buckets[i+1] * 1e9)
		}
	}
	return 0
}

// Gaps of all watchers while fn runs.
func watchWhile(fn func()) []int64 {
	stop.Store(false)
	watchers := min(runtime.GOMAXPROCS(0), watchersMost)
	done.Add(watchers)
	for i := range watchers {
		gaps[i] = gaps[i][:0]
		go watch(i)
	}
	fn()
	stop.Store(true)
	done.Wait()
	all := []int64{}
	for _, list := range gaps {
		for _, g := range list {
			all = append(all, g.to-g.from)
		}
	}
	if len(all) == 0 {
		all = []int64{0}
	}
	slices.Sort(all)
	return all
}

func machine() {
	percent := debug.SetGCPercent(-1)
	all := watchWhile(func() { time.Sleep(500 * time.Millisecond) })
	report("pauses-machine-p99", float64(all[len(all)*99/100])/1e3, "us")
	debug.SetGCPercent(percent)
}

func measure(goroutines int) {
	parked.Add(goroutines)
	gate = make(chan int)
	for i := 0; i < goroutines; i++ {
		go park()
	}
	time.Sleep(50 * time.Millisecond)
	runtime.GC()
	before := stops()
	all := watchWhile(func() {
		for i := 0; i < collections; i++ {
			runtime.GC()
		}
	})
	row := func(what string, ns int64) {
		report(fmt.Sprintf("pauses-%d-%s", goroutines, what), float64(ns)/1e3, "us")
	}
	row("stop-p99", stopP99(before))
	row("p50", all[len(all)/2])
	row("p99", all[len(all)*99/100])
	row("longest", all[len(all)-1])
	if runtime.GOMAXPROCS(0) >= watchersMost {
		row("none-ran", longestCommon())
	}
	close(gate)
	parked.Wait()
}

func main() {
	for i := range gaps {
		gaps[i] = make([]gap, 0, gapsMost)
	}
	for i := 0; i < keptNodes; i++ {
		kept = &node{next: kept}
	}
	machine()
	measure(0)
	measure(10000)
	measure(100000)
}
