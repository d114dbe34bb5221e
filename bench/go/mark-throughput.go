// SPDX-License-Identifier: MIT
// Beside ../mark-throughput.c.
package main

import (
	"runtime"
	"runtime/debug"
	"syscall"
)

const (
	logTree     = 25
	logShuffled = 22
	collections = 3
)

type node struct {
	left, right *node
	a, b        int
}

var root *node

func makeTree(depth int) *node {
	n := new(node)
	if depth > 1 {
		n.left = makeTree(depth - 1)
		n.right = makeTree(depth - 1)
	}
	return n
}

func shuffled(objects int) *node {
	nodes := make([]*node, objects)
	x := uint64(88172645463325252)
	for i := range nodes {
		nodes[i] = new(node)
	}
	for i := objects - 1; i > 0; i-- {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		j := int(x % uint64(i+1))
		nodes[i], nodes[j] = nodes[j], nodes[i]
	}
	for i := 0; 2*i+2 < objects; i++ {
		nodes[i].left = nodes[2*i+1]
		nodes[i].right = nodes[2*i+2]
	}
	return nodes[0]
}

func list(objects int) *node {
	var first *node
	for i := 0; i < objects; i++ {
		n := new(node)
		n.left = first
		first = n
	}
	return first
}

func processorTime() int64 {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return (u.Utime.Sec+u.Stime.Sec)*1e9 + (u.Utime.Usec+u.Stime.Usec)*1e3
}

func measure(objects int, row, rowCPU string) {
	runtime.GC()
	wall, cpu := now(), processorTime()
	for i := 0; i < collections; i++ {
		runtime.GC()
	}
	wall = now() - wall
	cpu = processorTime() - cpu
	mb := float64(collections) * float64(objects) * 32 / (1 << 20)
	report(row, mb/(float64(wall)/1e9), "MB/s")
	report(rowCPU, mb/(float64(cpu)/1e9), "MB/s")
}

func main() {
	debug.SetGCPercent(-1)
	root = makeTree(logTree)
	measure(1<<logTree, "mark-tree", "mark-tree-cpu")
	root = nil
	runtime.GC()
	root = shuffled(1 << logShuffled)
	measure(1<<logShuffled, "mark-shuffled", "mark-shuffled-cpu")
	root = nil
	runtime.GC()
	root = list(1 << logShuffled)
	measure(1<<logShuffled, "mark-list", "mark-list-cpu")
}
