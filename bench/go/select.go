// SPDX-License-Identifier: MIT
// Select.  select-ready: two receive cases, both always ready (the channels
// are filled beforehand, and no more is taken than each of them holds).  select-blocking:
// two receive cases that have to wait for a sender, which sends to the two in turn.
// select-default: an empty channel and a default.

package main

const (
	warm    = 10000
	selects = 2000000
)

func fill(c chan int32) {
	for len(c) < cap(c) {
		c <- 1
	}
}

func sendInTurn(a, b chan int32, n int32) {
	for i := int32(0); i < n; i += 2 {
		a <- i
		b <- i
	}
}

func selectTwo(a, b chan int32, n int) (sum int32) {
	for i := 0; i < n; i++ {
		select {
		case x := <-a:
			sum += x
		case y := <-b:
			sum -= y
		}
	}
	return sum
}

func selectDefault(c chan int32, n int) (sum int32) {
	for i := 0; i < n; i++ {
		select {
		case x := <-c:
			sum += x
		default:
			sum += 3
		}
	}
	return sum
}

func main() {
	a := make(chan int32, selects)
	b := make(chan int32, selects)
	fill(a)
	fill(b)
	selectTwo(a, b, selects)
	fill(a)
	fill(b)
	start := now()
	selectTwo(a, b, selects)
	report("select-ready", float64(now()-start)/selects, "ns")

	a = make(chan int32)
	b = make(chan int32)
	go sendInTurn(a, b, warm)
	selectTwo(a, b, warm)
	start = now()
	go sendInTurn(a, b, selects)
	selectTwo(a, b, selects)
	report("select-blocking", float64(now()-start)/selects, "ns")

	selectDefault(a, warm)
	start = now()
	selectDefault(a, selects)
	report("select-default", float64(now()-start)/selects, "ns")
}
