// SPDX-License-Identifier: MIT
// A cgo call of a C function that does nothing.

package main

// __attribute__ ((noinline)) static void empty (void) { __asm__ volatile (""); }
import "C"

const (
	warm  = 100000
	calls = 20000000
)

func call(n int) {
	for i := 0; i < n; i++ {
		C.empty()
	}
}

func main() {
	call(warm)
	start := now()
	call(calls)
	report("foreign-call", float64(now()-start)/calls, "ns")
}
