// Package orders holds what customers buy.
package orders

import (
	"strconv"

	"example.com/shop/catalog"
)

// Line is one product of an order.
type Line struct {
	SKU      string
	Quantity int
	Cents    int
}

// Order is one purchase.
type Order struct {
	Number int
	Lines  []Line
}

// New orders some of each product.
func New(number int, products []*catalog.Product) *Order {
	lines := make([]Line, len(products))
	for i, product := range products {
		lines[i] = Line{SKU: product.SKU, Quantity: 1 + (number+i)%3, Cents: product.Cents}
	}
	return &Order{Number: number, Lines: lines}
}

// Total is the price of the order in cents.
func (o *Order) Total() int {
	total := 0
	for _, line := range o.Lines {
		total += line.Quantity * line.Cents
	}
	return total
}

// Encode writes the order as the warehouse reads it: one product a line.
func (o *Order) Encode() []byte {
	text := make([]byte, 0, 40*len(o.Lines))
	for _, line := range o.Lines {
		text = append(text, line.SKU...)
		text = strconv.AppendInt(append(text, ' '), int64(line.Quantity), 10)
		text = strconv.AppendInt(append(text, ' '), int64(line.Cents), 10)
		text = append(text, '\n')
	}
	return text
}
