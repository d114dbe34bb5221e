// SPDX-License-Identifier: MIT
package main

import (
	"fmt"
	"os"
	"runtime"
	"time"
)

const (
	largeChains   = 1 << 20
	largeNodes    = 1 << 26
	largeReplaced = 1 << 24
)

type largeNode struct {
	next          *largeNode
	number, check int64
	more          [5]int64
}

var chains []*largeNode

func makeNode(next *largeNode, number int64) *largeNode {
	n := new(largeNode)
	n.next = next
	n.number = number
	n.check = ^number
	return n
}

func main() {
	chains = make([]*largeNode, largeChains)
	start := time.Now()
	for i := int64(0); i < largeNodes; i++ {
		chains[i%largeChains] = makeNode(chains[i%largeChains], i)
	}
	report("large-heap-fill", time.Since(start).Seconds(), "s")
	start = time.Now()
	runtime.GC()
	report("large-heap-collect", float64(time.Since(start).Nanoseconds())/1e6, "ms")
	start = time.Now()
	random := uint64(1)
	for i := 0; i < largeReplaced; i++ {
		random = random*6364136223846793005 + 1442695040888963407
		chain := &chains[random>>44]
		*chain = makeNode((*chain).next, (*chain).number)
	}
	report("large-heap-replace", float64(time.Since(start).Nanoseconds())/largeReplaced, "ns")
	count := 0
	for i := int64(0); i < largeChains; i++ {
		for n := chains[i]; n != nil; n = n.next {
			if n.check != ^n.number || n.number%largeChains != i {
				fmt.Println("node", n.number, "is broken")
				os.Exit(1)
			}
			count++
		}
	}
	if count != largeNodes {
		fmt.Println(count, "nodes instead of", largeNodes)
		os.Exit(1)
	}
	report("large-heap-memory", float64(residentBytes())/1e6, "MB")
}
