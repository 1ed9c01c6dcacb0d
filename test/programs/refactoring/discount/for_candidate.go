//go:build candidate

package discount

import (
	"fmt"

	"example.com/shop/catalog"
)

// For returns the discounts of a customer for some products.
func For(customer int, products []*catalog.Product) []Discount {
	discounts := make([]Discount, 0, len(products))
	for i, product := range products {
		if percent := (customer + i) % 4 * 5; percent > 0 {
			discounts = append(discounts, Discount{
				Reason: fmt.Sprintf("%d percent off %s", percent, product.Name),
				Cents:  product.Cents * percent / 100,
			})
		}
	}
	return discounts
}
