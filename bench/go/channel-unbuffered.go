// SPDX-License-Identifier: MIT
// Two goroutines and unbuffered channels: time of one message, one way.
// channel-ping-pong: there on one channel, back on another (half of a round
// trip).  channel-stream: one sends, the other receives.

package main

const (
	warm     = 10000
	messages = 2000000
)

func echo(in, out chan int32, n int32) {
	for i := int32(0); i < n; i++ {
		value := <-in
		out <- value
	}
}

func sendAll(out chan int32, n int32) {
	for i := int32(0); i < n; i++ {
		out <- i
	}
}

func pingPong(ping, pong chan int32, roundTrips int32) (sum int32) {
	go echo(ping, pong, roundTrips)
	for i := int32(0); i < roundTrips; i++ {
		ping <- i
		sum += <-pong
	}
	return sum
}

func stream(c chan int32, n int32) (sum int32) {
	go sendAll(c, n)
	for i := int32(0); i < n; i++ {
		sum += <-c
	}
	return sum
}

func main() {
	ping := make(chan int32)
	pong := make(chan int32)

	pingPong(ping, pong, warm/2)
	start := now()
	pingPong(ping, pong, messages/2)
	report("channel-ping-pong", float64(now()-start)/messages, "ns")

	stream(ping, warm)
	start = now()
	stream(ping, messages)
	report("channel-stream", float64(now()-start)/messages, "ns")
}
