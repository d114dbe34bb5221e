// SPDX-License-Identifier: MIT
// Beside ../table.c.
package main

import (
	"runtime"
	"runtime/debug"
	"syscall"
)

const (
	held     = 1000000
	replaced = 5000000
)

type object struct {
	other  *object
	number int32
	bytes  [88]byte
}

var table []*object

func processorTime() float64 {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Utime.Sec+u.Stime.Sec)*1e9 + float64(u.Utime.Usec+u.Stime.Usec)*1e3
}

//go:noinline
func put(at int, number int32, other *object) {
	o := new(object)
	o.number = number
	o.other = other
	table[at] = o
}

func measure(percent int, row, rowCPU, rowMemory string) {
	x := uint64(88172645463325252)
	debug.SetGCPercent(percent)
	runtime.GC()
	start, cpu := now(), processorTime()
	for i := 0; i < replaced; i++ {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		put(int(x%held), int32(i), nil)
	}
	report(row, float64(now()-start)/replaced, "ns")
	report(rowCPU, (processorTime()-cpu)/replaced, "ns")
	report(rowMemory, float64(residentBytes())/(1<<20), "MB")
}

func main() {
	table = make([]*object, held)
	for i := range table {
		put(i, int32(i), nil)
	}
	measure(50, "table-50", "table-50-cpu", "table-50-memory")
	measure(400, "table-400", "table-400-cpu", "table-400-memory")
}
