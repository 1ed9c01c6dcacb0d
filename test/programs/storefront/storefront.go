// Package storefront is the ordinary traffic of the shop: the part that no pull request here changes.
package storefront

import (
	"fmt"

	"example.com/shop/catalog"
	"example.com/shop/orders"
	"example.com/shop/page"
)

// Storefront answers the requests of customers.
type Storefront struct {
	Catalog *catalog.Catalog
	journal *Journal
}

// Open loads a shop with so many products.
func Open(products int) *Storefront {
	return &Storefront{Catalog: catalog.Load(products), journal: NewJournal(4096)}
}

// Serve answers so many requests.
func (s *Storefront) Serve(requests int) {
	for number := range requests {
		s.handle(number)
		if number%300 == 299 {
			s.journal.Rotate()
		}
	}
}

// handle answers one request: it searches, orders, shows the result and writes it down.
func (s *Storefront) handle(number int) {
	found := s.Catalog.Search(catalog.Tags[number%len(catalog.Tags)], 12)
	order := orders.New(number, found)
	text := page.Checkout(found, order)
	sent := order.Encode()
	s.journal.Add(fmt.Sprintf("order %06d: %5d bytes for the warehouse, %5d for the customer", number, len(sent), len(text)))
}
