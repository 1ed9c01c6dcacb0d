//go:build !candidate

package pricing

import (
	"fmt"
	"strings"

	"example.com/shop/refactoring/discount"
)

// Quote makes an offer for a basket.
func (e *Engine) Quote(basket Basket) *Offer {
	offer := &Offer{Customer: basket.Customer}
	offer.Lines = e.lines(basket)
	offer.Discounts = discounts(basket)
	for _, line := range offer.Lines {
		offer.Cents += line.Cents
	}
	for _, off := range offer.Discounts {
		offer.Cents -= off.Cents
	}
	offer.Summary = summary(offer)
	return offer
}

func (e *Engine) lines(basket Basket) []*Line {
	lines := make([]*Line, 0, len(basket.Products))
	for _, product := range basket.Products {
		cents := product.Cents * (100 + e.taxPercent) / 100
		lines = append(lines, &Line{SKU: product.SKU, Text: text(product.Name, cents), Cents: cents})
	}
	return lines
}

func discounts(basket Basket) []discount.Discount {
	discounts := make([]discount.Discount, 0, len(basket.Products))
	for i, product := range basket.Products {
		if percent := (basket.Customer + i) % 4 * 5; percent > 0 {
			discounts = append(discounts, discount.Discount{
				Reason: fmt.Sprintf("%d percent off %s", percent, product.Name),
				Cents:  product.Cents * percent / 100,
			})
		}
	}
	return discounts
}

func text(name string, cents int) string {
	return fmt.Sprintf("%-24s %5d.%02d EUR", name, cents/100, cents%100)
}

func summary(offer *Offer) string {
	var all strings.Builder
	all.Grow(256)
	for _, line := range offer.Lines {
		all.WriteString(line.SKU)
		all.WriteByte('\n')
	}
	return all.String()
}
