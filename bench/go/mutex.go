// SPDX-License-Identifier: MIT
// A mutex that nobody else wants: lock and unlock together.

package main

import (
	"os"
	"sync"
)

const (
	warm  = 100000
	locks = 30000000
)

var (
	lock    sync.Mutex
	guarded int64
)

func count(n int) {
	for i := 0; i < n; i++ {
		lock.Lock()
		guarded++
		lock.Unlock()
	}
}

func main() {
	count(warm)
	start := now()
	count(locks)
	report("mutex-uncontended", float64(now()-start)/locks, "ns")
	if guarded != warm+locks {
		os.Exit(1)
	}
}
