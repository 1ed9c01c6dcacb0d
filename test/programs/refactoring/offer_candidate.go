//go:build candidate

package main

import "example.com/shop/refactoring/pricing"

func offer(engine *pricing.Engine, basket pricing.Basket) *pricing.Offer {
	return engine.Offer(basket)
}
