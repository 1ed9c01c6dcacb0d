// Pool: an improvement.
//
// The base takes a new buffer for every invoice that it renders.
// The candidate takes the buffers from a sync.Pool, so that less is allocated.
// Culprit: none; example.com/shop/pool/invoice.(*Printer).Print allocates less, nothing may fail.
package main

import (
	"hash/crc32"
	"log"
	"runtime"

	"example.com/shop/capture"
	"example.com/shop/catalog"
	"example.com/shop/orders"
	"example.com/shop/pool/invoice"
	"example.com/shop/storefront"
)

func main() {
	profiles := capture.Start()
	for range profiles.Rounds(5) {
		work(profiles)
	}
	profiles.Stop()
}

func work(profiles *capture.Profiles) {
	front := storefront.Open(24_000)
	front.Serve(1200)

	printer := invoice.NewPrinter("Shop Ltd.")
	checksum := crc32.NewIEEE()
	for number := range 1500 {
		found := front.Catalog.Search(catalog.Tags[number%len(catalog.Tags)], 60)
		if err := printer.Print(checksum, orders.New(number, found)); err != nil {
			log.Fatal(err)
		}
	}
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(printer)
}
