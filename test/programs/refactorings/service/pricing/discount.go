package pricing

import "fmt"

// Discount is taken off the price of an offer.
type Discount struct {
	Reason string
	Cents  int
}

// discounts are granted for most lines.
func discounts(offer *Offer) []Discount {
	granted := make([]Discount, 0, len(offer.Lines))
	for i, line := range offer.Lines {
		percent := (len(line.Name) + i) % 5 * 5
		if percent == 0 {
			continue
		}
		reason := fmt.Sprintf("%d percent off %d times %s for our valued %s", percent, line.Quantity, line.Name, offer.Customer)
		granted = append(granted, Discount{Reason: reason, Cents: line.Cents * percent / 100})
	}
	return granted
}
