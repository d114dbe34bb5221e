// SPDX-License-Identifier: MIT
// One million goroutines parked in a receive: the memory that each of them
// takes (resident, all counted), then the time to wake one and have it exit.

package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

const count = 1000000

var (
	all   sync.WaitGroup
	ready atomic.Int32
)

func park(c chan int32) {
	ready.Add(1)
	<-c
	all.Done()
}

func main() {
	c := make(chan int32)
	base := residentBytes()

	start := now()
	all.Add(count)
	for i := 0; i < count; i++ {
		go park(c)
	}
	for ready.Load() < count {
		runtime.Gosched()
	}
	report("parked-start", float64(now()-start)/count, "ns")

	// The last ones are between the counter and the channel.
	time.Sleep(100 * time.Millisecond)
	report("parked-memory", float64(residentBytes()-base)/count, "bytes")

	start = now()
	close(c)
	all.Wait()
	report("parked-wake-exit", float64(now()-start)/count, "ns")
}
