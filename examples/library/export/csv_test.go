package export

import (
	"testing"

	"example.com/catalog"
)

var products = []catalog.Product{{SKU: "sku-1", Name: "Red chair", Cents: 1999}, {SKU: "sku-2", Name: "Lamp", Cents: 4900}}

func TestCSV(t *testing.T) {
	want := "sku-1,Red chair,1999\nsku-2,Lamp,4900\n"
	if got := CSV(products); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkCSV(b *testing.B) {
	var many []catalog.Product
	for range 50 {
		many = append(many, products...)
	}
	b.ResetTimer()
	for range b.N {
		CSV(many)
	}
}
