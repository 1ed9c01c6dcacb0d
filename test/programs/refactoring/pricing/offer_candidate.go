//go:build candidate

package pricing

import "example.com/shop/refactoring/discount"

// Offer makes an offer for a basket.
func (e *Engine) Offer(basket Basket) *Offer {
	offer := &Offer{Customer: basket.Customer}
	offer.Lines = make([]*Line, 0, len(basket.Products))
	for _, product := range basket.Products {
		cents := product.Cents * (100 + e.taxPercent) / 100
		offer.Lines = append(offer.Lines, &Line{SKU: product.SKU, Text: label(product.Name, cents), Cents: cents})
	}
	offer.Discounts = discount.For(basket.Customer, basket.Products)
	for _, line := range offer.Lines {
		offer.Cents += line.Cents
	}
	for _, off := range offer.Discounts {
		offer.Cents -= off.Cents
	}
	offer.Summary = offer.summarize()
	return offer
}
