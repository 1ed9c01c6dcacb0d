// Blocked-send: an answer that nobody waits for any more.
//
// The base asks suppliers for a price with a time limit; the answer goes into a channel with room for one,
// so that a late answer is dropped and its goroutine ends.
// The candidate makes the channel unbuffered: the goroutine of every late answer waits for ever in its send.
// Culprit: example.com/shop/blocked-send/quote.(*Client).Ask.func1 (goroutines).
package main

import (
	"errors"
	"log"
	"runtime"
	"time"

	"example.com/shop/blocked-send/quote"
	"example.com/shop/capture"
	"example.com/shop/catalog"
	"example.com/shop/parallel"
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

	supplier := quote.NewSupplier()
	client := quote.NewClient(supplier, 40*time.Millisecond)
	const workers = 16
	parallel.Run(workers, func(worker int) {
		for number := worker; number < 360; number += workers {
			ask(client, number)
		}
	})
	supplier.Recover()
	time.Sleep(100 * time.Millisecond) // the late answers arrive
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(client)
}

func ask(client *quote.Client, number int) {
	if _, err := client.Ask(catalog.SKU(number)); err != nil && !errors.Is(err, quote.ErrLate) {
		log.Fatal(err)
	}
}
