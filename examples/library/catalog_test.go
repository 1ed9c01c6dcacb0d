package catalog

import (
	"fmt"
	"testing"
)

func products(count int) []Product {
	products := make([]Product, count)
	for i := range products {
		products[i] = Product{SKU: fmt.Sprintf("sku-%d", i), Name: fmt.Sprintf("Red chair %d", i%50), Cents: 1900 + i}
	}
	return products
}

func TestFind(t *testing.T) {
	if found := New(products(100)).Find("Chair"); len(found) != 100 {
		t.Errorf("found %d of 100 chairs", len(found))
	}
}

func BenchmarkNew(b *testing.B) {
	some := products(200)
	b.ResetTimer()
	for range b.N {
		New(some)
	}
}

func BenchmarkFind(b *testing.B) {
	index := New(products(200))
	b.ResetTimer()
	for range b.N {
		index.Find("Chair")
	}
}
