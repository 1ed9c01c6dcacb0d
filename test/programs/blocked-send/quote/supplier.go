package quote

import (
	"hash/fnv"
	"strings"
)

// Supplier knows the prices of products. It is late for three products in ten until it recovers.
type Supplier struct {
	recovered chan struct{}
}

// NewSupplier makes a supplier in trouble.
func NewSupplier() *Supplier {
	return &Supplier{recovered: make(chan struct{})}
}

// Recover gives all answers that are still due.
func (s *Supplier) Recover() {
	close(s.recovered)
}

// Price is the price of a product in cents.
func (s *Supplier) Price(sku string) int {
	if strings.HasSuffix(sku, "0") || strings.HasSuffix(sku, "5") || strings.HasSuffix(sku, "9") {
		<-s.recovered
	}
	sum := fnv.New32a()
	sum.Write([]byte(sku))
	return int(sum.Sum32() % 10_000)
}
