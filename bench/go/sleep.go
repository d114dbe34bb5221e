// SPDX-License-Identifier: MIT
// Sleeping.  sleep-1000: 1000 goroutines sleep 1 ms each, time until all are
// done.  sleep-50us-overshoot: how much longer than 50 us a sleep of 50 us takes, the median
// (here the clock is read around each sleep).

package main

import (
	"sort"
	"sync"
	"time"
)

const (
	count       = 1000
	warm        = 5
	roundsTimed = 100
	sleeps      = 1001
	nap         = 50000
)

var (
	all       sync.WaitGroup
	overshoot [sleeps]int64
)

func sleeper() {
	time.Sleep(time.Millisecond)
	all.Done()
}

func rounds(n int) {
	for r := 0; r < n; r++ {
		all.Add(count)
		for i := 0; i < count; i++ {
			go sleeper()
		}
		all.Wait()
	}
}

func main() {
	rounds(warm)
	start := now()
	rounds(roundsTimed)
	report("sleep-1000", float64(now()-start)/1e6/roundsTimed, "ms")

	for i := range overshoot {
		start = now()
		time.Sleep(nap * time.Nanosecond)
		overshoot[i] = now() - start - nap
	}
	sort.Slice(overshoot[:], func(i, j int) bool { return overshoot[i] < overshoot[j] })
	report("sleep-50us-overshoot", float64(overshoot[sleeps/2])/1e3, "us")
}
