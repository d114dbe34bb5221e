// SPDX-License-Identifier: MIT
// Time to move a stack of 4 KB, 64 KB and 1 MB, of which 70 % are frames of about 100
// bytes, each with a pointer into the one above: what a call takes that makes the stack
// grow to the next size, less what the same call takes afterwards.

package main

import "sync"

const frame = 112 // bytes, and 16 more or less

var (
	done                  sync.WaitGroup
	result                int64
	fillDepth, burstDepth int32
	total                 int64
)

// descend goes to the given depth, each frame with a local that the next one points to.
//
//go:noinline
func descend(depth int32, up *[8]int64, atEndTimed bool) int64 {
	var here [8]int64
	here[depth&7] = up[0] + 1
	if depth == 0 {
		if atEndTimed {
			timed(&here)
		}
		return up[0]
	}
	return descend(depth-1, &here, atEndTimed) + here[(depth+1)&7]
}

//go:noinline
func timed(up *[8]int64) {
	before := now()
	result = descend(burstDepth, up, false)
	first := now()
	result = descend(burstDepth, up, false)
	total += first - before - (now() - first)
}

func once() {
	var zero [8]int64
	result = descend(fillDepth, &zero, true)
	done.Done()
}

func repeat(times int) {
	for i := 0; i < times; i++ {
		done.Add(1)
		go once()
		done.Wait()
	}
}

func measure(name string, size int32, times int) {
	fillDepth = size / 10 * 7 / frame
	burstDepth = size / 10 * 5 / frame
	repeat(times / 10)
	total = 0
	repeat(times)
	report(name, float64(total)/float64(times), "ns")
}

func main() {
	measure("move-4k", 4096, 50000)
	measure("move-64k", 65536, 5000)
	measure("move-1m", 1<<20, 500)
}
