// Package inventory counts what is on the shelves.
package inventory

import (
	"errors"
	"sync"

	"example.com/shop/catalog"
)

// ErrOutOfStock says that there is less of a product than was asked for.
var ErrOutOfStock = errors.New("out of stock")

// ErrUnknown says that a product has no place on this shelf.
var ErrUnknown = errors.New("not on this shelf")

// Shelf holds some of each product.
type Shelf struct {
	mutex  sync.Mutex
	counts map[string]int
}

// NewShelf makes a shelf with so many of so many products.
func NewShelf(products, count int) *Shelf {
	shelf := &Shelf{counts: make(map[string]int, products)}
	for number := range products {
		shelf.counts[catalog.SKU(number)] = count
	}
	return shelf
}
