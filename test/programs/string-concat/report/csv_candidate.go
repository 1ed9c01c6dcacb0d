//go:build candidate

package report

import "example.com/shop/orders"

// CSV writes one line for every line of every order.
func CSV(sold []*orders.Order) string {
	text := header
	for _, order := range sold {
		for _, line := range order.Lines {
			text += row(order.Number, line)
		}
	}
	return text
}
