// Package pricing makes offers for baskets.
package pricing

import (
	"example.com/shop/catalog"
	"example.com/shop/refactoring/discount"
)

// Basket is what a customer wants to buy.
type Basket struct {
	Customer int
	Products []*catalog.Product
}

// Line is the price of one product.
type Line struct {
	SKU   string
	Text  string
	Cents int
}

// Offer is the price of a basket.
type Offer struct {
	Customer  int
	Lines     []*Line
	Discounts []discount.Discount
	Summary   string
	Cents     int
}

// Engine knows the taxes.
type Engine struct {
	taxPercent int
}

// NewEngine makes an engine for a country.
func NewEngine(taxPercent int) *Engine {
	return &Engine{taxPercent: taxPercent}
}
