// Subslice: sixteen bytes that keep sixty thousand alive.
//
// The base reads messages and keeps a copy of the first 16 bytes of each as its header.
// The candidate saves the copy and keeps body[:16]: the small slice holds the whole array of the message.
// Culprit: example.com/shop/subslice/mailbox.(*Index).Add, which allocates the messages (heap in use).
package main

import (
	"log"
	"runtime"

	"example.com/shop/capture"
	"example.com/shop/storefront"
	"example.com/shop/subslice/mailbox"
)

func main() {
	profiles := capture.Start()
	for range profiles.Rounds(12) {
		work(profiles)
	}
	profiles.Stop()
}

func work(profiles *capture.Profiles) {
	front := storefront.Open(8000)
	front.Serve(2400)

	index := mailbox.NewIndex()
	for number := range 320 {
		if err := index.Add(mailbox.Receive(number)); err != nil {
			log.Fatal(err)
		}
	}
	if index.Find(319) == nil {
		log.Fatal("a message is missing")
	}
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(index)
}
