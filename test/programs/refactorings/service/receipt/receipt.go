// Package receipt prints offers.
package receipt

import (
	"fmt"
	"strings"

	"example.com/shop/refactorings/service/pricing"
)

// Render writes what the customer gets on paper.
func Render(offer *pricing.Offer) string {
	var text strings.Builder
	text.Grow(96 * (len(offer.Lines) + 2))
	text.WriteString(title(offer))
	for _, line := range offer.Lines {
		text.WriteString(row(line))
	}
	text.WriteString(sum(offer))
	return text.String()
}

func title(offer *pricing.Offer) string {
	return fmt.Sprintf("%-48s%-40s\n", "Receipt", offer.Customer)
}

func row(line pricing.Line) string {
	return fmt.Sprintf("%3d x %-12s%-56s%12.2f EUR\n", line.Quantity, line.SKU, line.Name, float64(line.Cents)/100)
}

func sum(offer *pricing.Offer) string {
	return fmt.Sprintf("%-76s%12.2f EUR\n", "Sum", float64(offer.Cents)/100)
}
