// Package cart is what a visitor is about to buy.
package cart

import "example.com/shop/money"

// A Line is so many of one article.
type Line struct {
	Article string
	Count   int
	Price   money.Cents
}

// A Cart has lines in the order in which they were added.
type Cart struct {
	lines []Line
}

// Add puts articles into the cart.
func (cart *Cart) Add(line Line) {
	cart.lines = append(cart.lines, line)
}

// Total is what all of it costs.
func (cart *Cart) Total() money.Cents {
	var total money.Cents
	for _, line := range cart.lines {
		total += money.Cents(line.Count) * line.Price
	}
	return total
}

// Receipt has a line for each article, and the total.
func (cart *Cart) Receipt() []string {
	receipt := make([]string, 0, len(cart.lines)+1)
	for _, line := range cart.lines {
		receipt = append(receipt, line.Article+" "+line.Price.String())
	}
	return append(receipt, "total "+cart.Total().String())
}
