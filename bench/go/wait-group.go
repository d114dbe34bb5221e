// SPDX-License-Identifier: MIT
// Start 1000 goroutines, one after the other added to a wait group, and
// wait for them: time of the whole.

package main

import "sync"

const (
	count       = 1000
	warm        = 20
	roundsTimed = 1000
)

var all sync.WaitGroup

func finish() { all.Done() }

func rounds(n int) {
	for r := 0; r < n; r++ {
		for i := 0; i < count; i++ {
			all.Add(1)
			go finish()
		}
		all.Wait()
	}
}

func main() {
	rounds(warm)
	start := now()
	rounds(roundsTimed)
	report("wait-group-1000", float64(now()-start)/1e3/roundsTimed, "us")
}
