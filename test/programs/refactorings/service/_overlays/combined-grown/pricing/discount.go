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
		reason := reasonFor(percent, line, offer.Customer)
		granted = append(granted, Discount{Reason: reason, Cents: line.Cents * percent / 100})
	}
	return granted
}

// reasonFor also words the reason for those who bought one piece, and drops that for all others.
func reasonFor(percent int, line Line, customer string) string {
	many := fmt.Sprintf("%d percent off %d times %s for our valued %s", percent, line.Quantity, line.Name, customer)
	single := fmt.Sprintf("%d percent off for %d piece %s for our valued %s", percent, 1, line.Name, customer)
	if line.Quantity == 1 {
		return single
	}
	return many
}
