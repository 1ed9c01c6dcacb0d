// String-concat: a report that is copied once a line.
//
// The base writes the lines of a report into a strings.Builder.
// The candidate adds them to a string, which copies the whole report for every line.
// Culprit: example.com/shop/string-concat/report.CSV (allocated bytes).
package main

import (
	"log"
	"runtime"

	"example.com/shop/capture"
	"example.com/shop/orders"
	"example.com/shop/storefront"
	"example.com/shop/string-concat/report"
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

	for day := range 40 {
		if len(report.CSV(sales(front, day))) == 0 {
			log.Fatal("the report is empty")
		}
	}
	profiles.Snapshot()
	runtime.KeepAlive(front)
}

// sales are the orders of a day.
func sales(front *storefront.Storefront, day int) []*orders.Order {
	found := front.Catalog.Search("cedar", 10)
	sold := make([]*orders.Order, 40)
	for number := range sold {
		sold[number] = orders.New(day*1000+number, found)
	}
	return sold
}
