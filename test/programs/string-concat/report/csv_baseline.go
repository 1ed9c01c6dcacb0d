//go:build !candidate

package report

import (
	"strings"

	"example.com/shop/orders"
)

// CSV writes one line for every line of every order.
func CSV(sold []*orders.Order) string {
	var text strings.Builder
	text.WriteString(header)
	for _, order := range sold {
		for _, line := range order.Lines {
			text.WriteString(row(order.Number, line))
		}
	}
	return text.String()
}
