// SPDX-License-Identifier: MIT
// Beside ../churn.c.
package main

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"syscall"
)

const (
	goroutines = 4
	entries    = 100000
	buckets    = 1 << 17
	requests   = 5000
	operations = 100
)

type entry struct {
	next  *entry
	key   uint64
	value []byte
}

type table struct{ bucket [buckets]*entry }

var took [goroutines * requests]int64
var all sync.WaitGroup

func bucketOf(key uint64) uint32 { return uint32(key * 0x9e3779b97f4a7c15 >> 47) }

func insert(t *table, key uint64) {
	e, at := new(entry), &t.bucket[bucketOf(key)]
	e.key = key
	e.value = make([]byte, 32+key%64)
	e.value[0] = byte(key)
	e.next = *at
	*at = e
}

func takeOut(t *table, key uint64) {
	for at := &t.bucket[bucketOf(key)]; *at != nil; at = &(*at).next {
		if (*at).key == key {
			if (*at).value[0] != byte(key) {
				fmt.Println("wrong")
			}
			*at = (*at).next
			return
		}
	}
	fmt.Println("lost")
}

func serve(times []int64) {
	t := new(table)
	oldest, next := uint64(0), uint64(0)
	for ; next < entries; next++ {
		insert(t, next)
	}
	for i := 0; i < requests; i++ {
		start := now()
		for j := 0; j < operations; j++ {
			takeOut(t, oldest)
			oldest++
			insert(t, next)
			next++
		}
		times[i] = now() - start
		runtime.Gosched()
	}
	all.Done()
}

func main() {
	const n = goroutines * requests
	all.Add(goroutines)
	for i := 0; i < goroutines; i++ {
		go serve(took[i*requests : (i+1)*requests])
	}
	all.Wait()
	slices.Sort(took[:])
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	report("churn-median", float64(took[n/2])/1e3, "us")
	report("churn-99", float64(took[n/100*99])/1e3, "us")
	report("churn-99.9", float64(took[n/1000*999])/1e3, "us")
	report("churn-longest", float64(took[n-1])/1e3, "us")
	report("churn-cpu", float64(u.Utime.Sec+u.Stime.Sec)*1e3+float64(u.Utime.Usec+u.Stime.Usec)/1e3, "ms")
}
