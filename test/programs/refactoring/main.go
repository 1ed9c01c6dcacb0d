// Refactoring: the same work under other names.
//
// The base computes offers in one file of package pricing.
// The candidate renames Quote to Offer, moves the discounts to a package of their own and the texts to another
// file and method, and writes the short function lines into its only caller.
// Culprit: none; the same objects are allocated and kept, nothing may fail.
package main

import (
	"runtime"

	"example.com/shop/capture"
	"example.com/shop/catalog"
	"example.com/shop/refactoring/pricing"
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
	front.Serve(1200)

	engine := pricing.NewEngine(19)
	archive := make([]*pricing.Offer, 9000)
	for number := range 3 * len(archive) {
		archive[number%len(archive)] = offer(engine, basket(front.Catalog, number))
	}
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(archive)
}

// basket is what a customer wants to buy.
func basket(products *catalog.Catalog, number int) pricing.Basket {
	chosen := make([]*catalog.Product, 6)
	for i := range chosen {
		chosen[i] = products.Find(catalog.SKU((number*31 + i*977) % 8000))
	}
	return pricing.Basket{Customer: number, Products: chosen}
}
