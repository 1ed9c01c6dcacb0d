// Package page renders the shop as HTML.
package page

import (
	"html"
	"strconv"
	"strings"

	"example.com/shop/catalog"
	"example.com/shop/orders"
)

// Checkout shows products and the order of them.
func Checkout(products []*catalog.Product, order *orders.Order) string {
	var text strings.Builder
	text.Grow(256 * (len(products) + 1))
	text.WriteString("<!doctype html><title>Checkout</title><ul>")
	for _, product := range products {
		writeItem(&text, product)
	}
	text.WriteString("</ul><p>")
	text.WriteString(price(order.Total()))
	text.WriteString("</p>")
	return text.String()
}

func writeItem(text *strings.Builder, product *catalog.Product) {
	text.WriteString("<li>")
	text.WriteString(product.Name)
	text.WriteString(" <small>")
	text.WriteString(html.EscapeString(product.Text))
	text.WriteString("</small> ")
	text.WriteString(price(product.Cents))
	text.WriteString("</li>")
}

func price(cents int) string {
	return strconv.FormatFloat(float64(cents)/100, 'f', 2, 64) + " EUR"
}
