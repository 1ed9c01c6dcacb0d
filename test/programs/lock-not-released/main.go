// Lock-not-released: a way out that keeps the lock.
//
// The base unlocks the shelf on every way out of Reserve.
// The candidate answers early when a product is out of stock, and leaves the shelf locked: all later requests
// wait for ever in Lock.
// Culprit: example.com/shop/lock-not-released/inventory.(*Shelf).Reserve (goroutines).
package main

import (
	"errors"
	"log"
	"runtime"
	"time"

	"example.com/shop/capture"
	"example.com/shop/catalog"
	"example.com/shop/lock-not-released/inventory"
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

	shelf := inventory.NewShelf(400, 2)
	for number := range 150 {
		reserve(shelf, number, 1)
	}
	reserve(shelf, 7, 5) // more than there is
	for number := range 105 {
		go reserve(shelf, number, 1)
	}
	time.Sleep(100 * time.Millisecond) // all requests arrive
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(shelf)
}

func reserve(shelf *inventory.Shelf, product, count int) {
	if err := shelf.Reserve(catalog.SKU(product), count); err != nil && !errors.Is(err, inventory.ErrOutOfStock) {
		log.Fatal(err)
	}
}
