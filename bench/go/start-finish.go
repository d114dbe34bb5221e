// SPDX-License-Identifier: MIT
// Start and finish goroutines that do nothing else, in batches of 1024.

package main

import "sync"

const (
	batch       = 1024
	warm        = 20
	roundsTimed = 1000
)

var all sync.WaitGroup

func finish() { all.Done() }

func rounds(n int) {
	for r := 0; r < n; r++ {
		all.Add(batch)
		for i := 0; i < batch; i++ {
			go finish()
		}
		all.Wait()
	}
}

func main() {
	rounds(warm)
	start := now()
	rounds(roundsTimed)
	report("start-finish", float64(now()-start)/roundsTimed/batch, "ns")
}
