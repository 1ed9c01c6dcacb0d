package report

import (
	"testing"

	"example.com/shop/catalog"
	"example.com/shop/orders"
)

func BenchmarkCSV(b *testing.B) {
	found := catalog.Load(200).Search("cedar", 10)
	sold := make([]*orders.Order, 40)
	for number := range sold {
		sold[number] = orders.New(number, found)
	}
	for b.Loop() {
		CSV(sold)
	}
}
