// Package api answers the requests of the shop.
package api

import (
	"encoding/json"

	"example.com/shop/refactorings/service/catalogue"
	"example.com/shop/refactorings/service/journal"
	"example.com/shop/refactorings/service/order"
	"example.com/shop/refactorings/service/pricing"
)

// latestSales is how many sales stay in memory.
const latestSales = 4000

// Sale is an order with everything that was made of it.
type Sale struct {
	Order   *order.Order
	Offer   *pricing.Offer
	Parcels map[string][]pricing.Line
	Receipt string
}

// Service is the shop with its latest sales.
type Service struct {
	products *catalogue.Catalogue
	journal  *journal.Journal
	sales    []*Sale
}

// Open starts a shop.
func Open(products *catalogue.Catalogue) *Service {
	return &Service{products: products, journal: journal.New(6000), sales: make([]*Sale, latestSales)}
}

func respond(sale *Sale, similar []string) ([]byte, error) {
	return json.Marshal(map[string]any{
		"number":    sale.Order.Number,
		"cents":     sale.Offer.Cents,
		"discounts": sale.Offer.Discounts,
		"parcels":   len(sale.Parcels),
		"similar":   similar,
	})
}
