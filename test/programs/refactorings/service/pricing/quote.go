// Package pricing makes offers for orders.
package pricing

import (
	"example.com/shop/refactorings/service/catalogue"
	"example.com/shop/refactorings/service/order"
)

// Offer is what an order costs.
type Offer struct {
	Customer  string
	Lines     []Line
	Discounts []Discount
	Cents     int
}

// Quote makes an offer for an order.
func Quote(placed *order.Order, products *catalogue.Catalogue) *Offer {
	offer := &Offer{Customer: placed.Customer, Lines: make([]Line, 0, len(placed.Lines))}
	for _, asked := range placed.Lines {
		product := products.Find(asked.SKU)
		line := Line{SKU: asked.SKU, Name: product.Name, Warehouse: product.Warehouse, Quantity: asked.Quantity}
		line.Cents = asked.Quantity * product.Cents
		line.Text = line.Describe(product.Text)
		offer.Lines = append(offer.Lines, line)
		offer.Cents += line.Cents
	}
	offer.Discounts = discounts(offer)
	for _, discount := range offer.Discounts {
		offer.Cents -= discount.Cents
	}
	return offer
}
