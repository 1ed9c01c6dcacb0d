package api

import (
	"example.com/shop/refactorings/service/order"
	"example.com/shop/refactorings/service/pricing"
	"example.com/shop/refactorings/service/receipt"
	"example.com/shop/refactorings/service/shipping"
)

// Answer takes an order and returns the confirmation.
func (s *Service) Answer(body []byte) ([]byte, error) {
	placed, err := order.Decode(body)
	if err != nil {
		return nil, err
	}
	offer := pricing.Quote(placed, s.products)
	sale := &Sale{Order: placed, Offer: offer, Parcels: shipping.Pack(offer), Receipt: receipt.Render(offer)}
	s.sales[placed.Number%len(s.sales)] = sale
	s.journal.Add(placed.Number, sale.Receipt)
	return respond(sale, s.products.Similar(placed.Lines[0].SKU, 12))
}
