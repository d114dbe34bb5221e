// SPDX-License-Identifier: MIT
// Buffered channels.  channel-buffered-128: one goroutine sends, another
// receives, room for 128: time of one message.  channel-buffered-self: the same goroutine
// sends and receives, nobody waits: time of the two together.

package main

const (
	warm     = 10000
	messages = 8000000
)

func sendAll(out chan int32, n int32) {
	for i := int32(0); i < n; i++ {
		out <- i
	}
}

func stream(c chan int32, n int32) (sum int32) {
	go sendAll(c, n)
	for i := int32(0); i < n; i++ {
		sum += <-c
	}
	return sum
}

func self(c chan int32, n int32) (sum int32) {
	for i := int32(0); i < n; i++ {
		c <- i
		sum += <-c
	}
	return sum
}

func main() {
	c := make(chan int32, 128)

	stream(c, warm)
	start := now()
	stream(c, messages)
	report("channel-buffered-128", float64(now()-start)/messages, "ns")

	self(c, warm)
	start = now()
	self(c, messages)
	report("channel-buffered-self", float64(now()-start)/messages, "ns")
}
