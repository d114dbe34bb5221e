// SPDX-License-Identifier: MIT
// What every Go program here shares: the clock, and the line that bench/run reads.
// The C side is bench.h.

package main

import (
	"fmt"
	"os"
	"time"
)

var began = time.Now()

// now is nanoseconds on the monotonic clock.
func now() int64 { return int64(time.Since(began)) }

func report(name string, value float64, unit string) {
	fmt.Printf("%s %.3f %s\n", name, value, unit)
}

// residentBytes is VmRSS of /proc/self/status.
func residentBytes() int64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for i := 0; i+6 < len(text); i++ {
		if string(text[i:i+6]) == "VmRSS:" {
			var kb int64
			fmt.Sscan(string(text[i+6:]), &kb)
			return kb * 1024
		}
	}
	return 0
}
