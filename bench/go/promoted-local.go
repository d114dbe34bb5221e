// SPDX-License-Identifier: MIT
// A local whose address outlives its function: what it costs to have it on the collected heap.  An int of which the address is
// returned; a structure with a pointer, linked to the last one; a parameter; and, beside them, a local that stays on the stack.
// Collections run as they come.

package main

const times = 20000000

type node struct {
	next  *node
	value int64
}

var result int64

//go:noinline
func promotedInt(n int32) *int32 {
	x := n
	return &x
}

//go:noinline
func promotedStruct(next *node, n int64) *node {
	x := node{next, n}
	return &x
}

//go:noinline
func promotedParameter(n int64) *int64 {
	return &n
}

//go:noinline
func readNode(p *node) int64 {
	return p.value
}

//go:noinline
func localStruct(n int64) int64 {
	x := node{nil, n}
	return readNode(&x)
}

func ints(times int) {
	var sum int64
	for i := 0; i < times; i++ {
		sum += int64(*promotedInt(int32(i)))
	}
	result = sum
}

func structs(times int) {
	var last *node
	for i := 0; i < times; i++ {
		next := last
		if i%100 == 0 {
			next = nil
		}
		last = promotedStruct(next, int64(i))
	}
	result = last.value
}

func parameters(times int) {
	var sum int64
	for i := 0; i < times; i++ {
		sum += *promotedParameter(int64(i))
	}
	result = sum
}

func locals(times int) {
	var sum int64
	for i := 0; i < times; i++ {
		sum += localStruct(int64(i))
	}
	result = sum
}

func measure(name string, how func(int)) {
	how(times / 10)
	start := now()
	how(times)
	report(name, float64(now()-start)/float64(times), "ns")
}

func main() {
	measure("promoted-int", ints)
	measure("promoted-struct", structs)
	measure("promoted-parameter", parameters)
	measure("local-struct", locals)
}
