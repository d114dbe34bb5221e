// SPDX-License-Identifier: MIT
// One million goroutines parked in a receive: the memory that each of them
// takes (resident, all counted), then the time to wake one and have it exit.
// The same once more after three collections, two of which found all of them parked.

package main

import (
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

const (
	count       = 1000000
	collections = 3
)

var (
	all   sync.WaitGroup
	ready atomic.Int32
)

func park(c chan int32) {
	ready.Add(1)
	<-c
	all.Done()
}

func startAll() chan int32 {
	c := make(chan int32)
	ready.Store(0)
	all.Add(count)
	for i := 0; i < count; i++ {
		go park(c)
	}
	for ready.Load() < count {
		runtime.Gosched()
	}
	return c
}

func endAll(c chan int32, row string) {
	start := now()
	close(c)
	all.Wait()
	report(row, float64(now()-start)/count, "ns")
}

func main() {
	base := residentBytes()

	start := now()
	c := startAll()
	report("parked-start", float64(now()-start)/count, "ns")

	// The last ones are between the counter and the channel.
	time.Sleep(100 * time.Millisecond)
	report("parked-memory", float64(residentBytes()-base)/count, "bytes")
	endAll(c, "parked-wake-exit")

	c = startAll()
	time.Sleep(100 * time.Millisecond)
	start = now()
	for i := 0; i < collections; i++ {
		runtime.GC()
	}
	report("parked-collect", float64(now()-start)/count, "ns")
	debug.FreeOSMemory()
	report("parked-compacted", float64(residentBytes()-base)/count, "bytes")
	endAll(c, "parked-compacted-wake")
}
