// Slow-loop: a search through everything in the innermost loop.
//
// The base keeps the blocked addresses sorted and searches them by halves.
// The candidate keeps them in the order of the file, because that is easier to show, and compares a visitor
// with every address of the list.
// Culprit: example.com/shop/slow-loop/blocklist.(*List).Blocks (CPU).
package main

import (
	"log"
	"runtime"

	"example.com/shop/capture"
	"example.com/shop/slow-loop/blocklist"
	"example.com/shop/storefront"
)

func main() {
	profiles := capture.Start()
	for range profiles.Rounds(10) {
		work(profiles)
	}
	profiles.Stop()
}

func work(profiles *capture.Profiles) {
	front := storefront.Open(8000)
	front.Serve(2400)

	list := blocklist.Load(2000)
	addresses := visitors(1000)
	blocked := 0
	for range 400 {
		for _, address := range addresses {
			if list.Blocks(address) {
				blocked++
			}
		}
	}
	if blocked == 0 {
		log.Fatal("nobody is blocked")
	}
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(list)
}

// visitors are the addresses that requests come from.
func visitors(n int) []blocklist.Address {
	addresses := make([]blocklist.Address, n)
	for number := range addresses {
		addresses[number] = blocklist.Address(number * 7919)
	}
	return addresses
}
