// SPDX-License-Identifier: MIT
// Beside ../binary-trees.c.
package main

import (
	"fmt"
	"syscall"
	"time"
)

const depthMost = 20

type tree struct{ left, right *tree }

func makeTree(depth int) *tree {
	t := new(tree)
	if depth > 0 {
		t.left = makeTree(depth - 1)
		t.right = makeTree(depth - 1)
	}
	return t
}

func count(t *tree) int {
	if t.left == nil {
		return 1
	}
	return 1 + count(t.left) + count(t.right)
}

func many(depth int, result chan int) {
	trees, sum := 1<<(depthMost-depth+4), 0
	for i := 0; i < trees; i++ {
		sum += count(makeTree(depth))
	}
	result <- sum
}

func main() {
	start, sum := time.Now(), 0
	result := make(chan int)
	count(makeTree(depthMost + 1))
	kept := makeTree(depthMost)
	goroutines := 0
	for depth := 4; depth <= depthMost; depth += 4 {
		go many(depth, result)
		goroutines++
	}
	for i := 0; i < goroutines; i++ {
		sum += <-result
	}
	if sum+count(kept) != 168750831 {
		fmt.Println("wrong:", sum+count(kept))
	}
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	report("binary-trees", float64(time.Since(start).Microseconds())/1e3, "ms")
	report("binary-trees-cpu", float64(usage.Utime.Sec+usage.Stime.Sec)*1e3+float64(usage.Utime.Usec+usage.Stime.Usec)/1e3, "ms")
	report("binary-trees-memory", float64(usage.Maxrss)/1024, "MB")
}
