// SPDX-License-Identifier: MIT
// Beside ../gcbench.c.
package main

import (
	"fmt"
	"syscall"
)

const (
	stretch       = 18
	longLivedTree = 16
	arraySize     = 500000
	least         = 4
	most          = 16
)

type node struct {
	left, right *node
	i, j        int32
}

var longLived *node
var array []float64

func sizeOf(depth int) int { return 1<<(depth+1) - 1 }

func populate(depth int, n *node) {
	if depth == 0 {
		return
	}
	n.left = new(node)
	n.right = new(node)
	populate(depth-1, n.left)
	populate(depth-1, n.right)
}

func makeTree(depth int) *node {
	if depth == 0 {
		return new(node)
	}
	left, right, n := makeTree(depth-1), makeTree(depth-1), new(node)
	n.left = left
	n.right = right
	return n
}

func count(n *node) int {
	if n == nil {
		return 0
	}
	return 1 + count(n.left) + count(n.right)
}

func main() {
	start := now()
	made, wanted := 0, 0
	made += count(makeTree(stretch))
	wanted += sizeOf(stretch)
	longLived = new(node)
	populate(longLivedTree, longLived)
	array = make([]float64, arraySize)
	for i := 1; i < arraySize/2; i++ {
		array[i] = 1.0 / float64(i)
	}
	for depth := least; depth <= most; depth += 2 {
		trees := 2 * sizeOf(stretch) / sizeOf(depth)
		for i := 0; i < trees; i++ {
			n := new(node)
			populate(depth, n)
			if n.left != nil {
				made++
			}
		}
		for i := 0; i < trees; i++ {
			if makeTree(depth).right != nil {
				made++
			}
		}
		wanted += 2 * trees
	}
	made += count(longLived)
	wanted += sizeOf(longLivedTree)
	if made != wanted || array[1000] != 1.0/1000 {
		fmt.Println("wrong:", made)
	}
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	report("gcbench", float64(now()-start)/1e6, "ms")
	report("gcbench-cpu", float64(u.Utime.Sec+u.Stime.Sec)*1e3+float64(u.Utime.Usec+u.Stime.Usec)/1e3, "ms")
}
